"""Differences show that a sensitive value has changed, but never the value."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
from helpers.cases import each
from helpers.samples import Operation, operations, sample

import sagemaker_typed.sagemaker as sm
from sagemaker_typed import Differences, Shape, diff, from_boto, mark_sensitive

SECRET = "s3cr3t-value"
OTHER = "0th3r-value"


@pytest.fixture(autouse=True)
def nothing_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limit the marks of a test to that test."""
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())


def with_secrets(shape: Any, value: Any, secret: str) -> Any:
    """Return a copy of ``value`` with the secret in every sensitive place of the model."""
    if shape.metadata.get("sensitive"):
        return secret
    match shape.type_name:
        case "structure":
            members = shape.members
            return {name: with_secrets(members[name], item, secret) for name, item in value.items()}
        case "list":
            return [with_secrets(shape.member, item, secret) for item in value]
        case "map":
            return {key: with_secrets(shape.value, item, secret) for key, item in value.items()}
        case _:
            return value


def messages(operation: Operation) -> Iterator[tuple[type[Shape], Any]]:
    """Yield the class and the shape of the request and response."""
    yield operation.request, operation.input
    if operation.output is not None:
        yield operation.response, operation.output


WITH_SECRETS = [
    (cls.__name__, cls, shape)
    for operation in operations("sagemaker")
    for cls, shape in messages(operation)
    if SECRET in str(with_secrets(shape, sample(shape), SECRET))
]


def assert_hidden(found: Differences) -> None:
    """Check that nothing that is shown contains a secret."""
    shown = [str(found), repr(found), found.to_text(color=True), found.to_json()]
    shown += [str(found.to_dict()), *map(str, found), *map(repr, found)]
    shown += [repr(pickle.loads(pickle.dumps(found)))]
    for text in shown:
        assert SECRET not in text
        assert OTHER not in text


def test_messages_have_secrets() -> None:
    assert {"CreateWorkforceRequest", "DescribeModelCardResponse", "SearchResponse"} <= {
        name for name, *_ in WITH_SECRETS
    }


@each(("name", "cls", "shape"), WITH_SECRETS, ids=lambda case: case[0])
def test_secrets_of_every_message_are_hidden(name: str, cls: type[Shape], shape: Any) -> None:
    old, new = (
        from_boto(cls, with_secrets(shape, sample(shape), secret)) for secret in (SECRET, OTHER)
    )

    for by_position in (False, True):
        found = diff(old, new, by_position=by_position)
        assert found
        assert all(one.is_sensitive for one in found)
        assert {one.new for one in found} == {"<sensitive>"}
        assert SECRET.encode() not in pickle.dumps(found)
        assert_hidden(found)
    # Structures that were added or removed as a whole.
    for field in cls.__wire_names__:
        without = from_boto(cls, with_secrets(shape, sample(shape), SECRET))
        setattr(without, field, None)
        assert_hidden(diff(without, old))
        assert_hidden(diff(old, without))


def test_changed_secret_is_a_difference_without_values() -> None:
    def workforce(secret: str) -> sm.CreateWorkforceRequest:
        config: Any = {name: "a" for name in sm.OidcConfig.__wire_names__ if name != "scope"}
        del config["authentication_request_extra_params"]
        return sm.CreateWorkforceRequest(
            workforce_name="w", oidc_config=sm.OidcConfig(**config | {"client_secret": secret})
        )

    found = diff(workforce(SECRET), workforce(OTHER))

    assert str(found) == "~ oidc_config.client_secret: <sensitive> -> <sensitive>"
    assert found.to_dict()["differences"] == [
        {
            "path": "oidc_config.client_secret",
            "kind": "changed",
            "old": "<sensitive>",
            "new": "<sensitive>",
        }
    ]
    assert not diff(workforce(SECRET), workforce(SECRET))
    assert_hidden(found)


def test_fields_that_users_mark_are_hidden() -> None:
    def model(**environment: str) -> sm.CreateModelRequest:
        container = sm.ContainerDefinition(image="i", environment=environment)
        return sm.CreateModelRequest(model_name="m", primary_container=container)

    mark_sensitive("environment")
    found = diff(model(**{SECRET: "a"}), model(**{OTHER: "b", "TOKEN": SECRET}))

    assert str(found) == "~ primary_container.environment: <sensitive> -> <sensitive>"
    assert_hidden(found)
    assert_hidden(diff(sm.CreateModelRequest(model_name="m"), model(TOKEN=SECRET)))


def test_values_of_the_wrong_type_are_hidden() -> None:
    secret: Any = {"ClientSecret": SECRET}
    wrong = [
        sm.CreateWorkforceRequest(workforce_name="w", oidc_config=secret),
        sm.CreateWorkforceRequest(workforce_name=secret),
        sm.CreateWorkforceRequest(workforce_name="w", tags=[secret]),
        sm.CreateWorkforceRequest(workforce_name="w", tags=secret),
    ]
    for one in wrong:
        found = diff(sm.CreateWorkforceRequest(workforce_name="w"), one)
        assert "<dict>" in str(found)
        assert_hidden(found)
    model: Any = sm.CreateModelRequest(
        model_name="m", primary_container=sm.ContainerDefinition(image_config=secret)
    )
    assert_shown_without(str(diff(sm.CreateModelRequest(model_name="m"), model)))


def assert_shown_without(text: str) -> None:
    assert "image_config='<dict>'" in text
    assert SECRET not in text


def test_errors_do_not_show_values() -> None:
    request = sm.CreateModelRequest(model_name=SECRET)
    with pytest.raises(TypeError) as caught:
        diff(request, sm.Tag(key=SECRET, value=OTHER))

    assert SECRET not in "".join(traceback.format_exception(caught.value))
