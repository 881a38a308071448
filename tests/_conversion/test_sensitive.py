"""Fields that the service model or a user marks as sensitive are never shown."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast

import attrs
import botocore.session
import pytest
from botocore.exceptions import ParamValidationError
from botocore.stub import Stubber
from helpers.samples import sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import (
    ConversionError,
    SageMaker,
    Shape,
    from_boto,
    from_json,
    from_yaml,
    make_converter,
    mark_sensitive,
    to_boto,
    to_json,
    with_unknown_members,
)
from sagemaker_typed.sagemaker import (
    ContainerDefinition,
    CreateModelCardRequest,
    CreateModelRequest,
    CreateTrainingJobRequest,
    CreateWorkforceRequest,
    DescribeModelCardResponse,
    OidcConfig,
    Tag,
)
from sagemaker_typed.sagemaker.errors import ResourceNotFound
from sagemaker_typed.sensitive import without_secrets

SECRET = "s3cr3t-value"
OPERATIONS = sorted(service_model().operation_names)


@pytest.fixture(autouse=True)
def nothing_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limit the marks of a test to that test."""
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())


def oidc_config(client_secret: Any = SECRET) -> OidcConfig:
    return OidcConfig(
        client_id="id",
        client_secret=client_secret,
        issuer="i",
        authorization_endpoint="a",
        token_endpoint="t",
        user_info_endpoint="u",
        logout_endpoint="l",
        jwks_uri="j",
    )


def workforce(client_secret: Any = SECRET) -> CreateWorkforceRequest:
    return CreateWorkforceRequest(
        workforce_name="w", oidc_config=oidc_config(client_secret=client_secret)
    )


# --- the sensitive fields -------------------------------------------------------------------------


def is_secret(shape: Any) -> bool:
    """Return whether the model marks a shape, or the items of a list or map, as sensitive."""
    if shape.metadata.get("sensitive"):
        return True
    match shape.type_name:
        case "list":
            return is_secret(shape.member)
        case "map":
            return is_secret(shape.key) or is_secret(shape.value)
        case _:
            return False


def with_secrets(shape: Any, value: Any) -> Any:
    """Return a copy of ``value`` with the secret in every sensitive place of the model."""
    if shape.metadata.get("sensitive"):
        return SECRET
    match shape.type_name:
        case "structure":
            return {name: with_secrets(shape.members[name], item) for name, item in value.items()}
        case "list":
            return [with_secrets(shape.member, item) for item in value]
        case "map":
            return {
                with_secrets(shape.key, key): with_secrets(shape.value, item)
                for key, item in value.items()
            }
        case _:
            return value


def objects(shape: Any, value: Any, read: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the shape and object of each structure in a value, including every union branch."""
    match shape.type_name:
        case "structure":
            yield shape, read
            for name, member in shape.members.items():
                if name in value:
                    yield from objects(member, value[name], attribute(read, name))
                elif getattr(shape, "is_tagged_union", False):
                    branch = {name: sample(member)}
                    other = from_boto(read.__class__, branch)
                    yield from objects(member, branch[name], attribute(other, name))
        case "list":
            for number, item in enumerate(value):
                yield from objects(shape.member, item, read[number])
        case "map":
            for key, item in value.items():
                yield from objects(shape.value, item, read[key])
        case _:
            return


def attribute(read: Any, wire: str) -> Any:
    (field,) = [field for field, name in read.__wire_names__.items() if name == wire]
    return getattr(read, field)


def messages() -> Iterator[tuple[Any, str]]:
    """Yield the shape and class name of every request and response that has members."""
    for operation in OPERATIONS:
        model = service_model().operation_model(operation)
        for kind, shape in (("Request", model.input_shape), ("Response", model.output_shape)):
            if shape is not None:
                yield shape, operation + kind


@cache
def secret_fields() -> dict[str, set[tuple[str, str]]]:
    """The sensitive fields of the model, and the fields that the classes hide."""
    found: dict[str, set[tuple[str, str]]] = {
        "model": set(),
        "classes": set(),
        "classes seen": set(),
    }
    for shape, name in messages():
        message: Any = getattr(sagemaker_typed.sagemaker, name)
        value = sample(shape)
        for inner, read in objects(shape, value, from_boto(message, value)):
            cls: Any = read.__class__
            owner = cls.__name__
            found["classes seen"].add((owner, ""))
            found["model"] |= {
                (owner, wire) for wire, member in inner.members.items() if is_secret(member)
            }
            fields: Any = attrs.fields(cls)
            found["classes"] |= {
                (owner, wire)
                for field, wire in cls.__wire_names__.items()
                if not getattr(fields, field).repr
            }
    return found


CORRECTED = {("StartSessionResponse", "TokenValue")}
"""Secrets by AWS's documentation that the model does not mark."""


def test_hidden_fields_equal_sensitive_members_of_model() -> None:
    fields = secret_fields()

    assert fields["classes"] == fields["model"] | CORRECTED
    assert not fields["model"] & CORRECTED
    assert fields["model"] == {
        ("CreateModelCardRequest", "Content"),
        ("DescribeModelCardResponse", "Content"),
        ("ModelCard", "Content"),
        ("ModelPackageModelCard", "ModelCardContent"),
        ("OidcConfig", "ClientSecret"),
        ("UpdateModelCardRequest", "Content"),
    }
    assert len(fields["classes seen"]) > 1500


def test_no_class_hides_other_fields() -> None:
    """Includes classes that no sample contains."""
    hidden: set[tuple[str, str]] = set()
    namespace: Any = sagemaker_typed.sagemaker
    for name in namespace.__all__:
        cls: Any = getattr(namespace, name)
        if isinstance(cls, type) and issubclass(cls, Shape):
            wires = cls.__wire_names__
            fields = {field.name: field for field in attrs.fields(cls)}
            hidden |= {(name, wire) for field, wire in wires.items() if not fields[field].repr}
    assert hidden == secret_fields()["model"] | CORRECTED


# --- in a repr ------------------------------------------------------------------------------------


SECRET_MESSAGES = [
    name for shape, name in messages() if SECRET in str(with_secrets(shape, sample(shape)))
]


def secret_message(name: str) -> tuple[Any, Any]:
    """Return the class of a message and a boto3 dict with secrets."""
    shape = next(shape for shape, other in messages() if other == name)
    return getattr(sagemaker_typed.sagemaker, name), with_secrets(shape, sample(shape))


def test_sample_messages_contain_secrets() -> None:
    assert {
        "CreateWorkforceRequest",
        "UpdateWorkforceRequest",
        "CreateModelCardRequest",
        "UpdateModelCardRequest",
        "DescribeModelCardResponse",
        "CreateModelPackageRequest",
        "UpdateModelPackageRequest",
        "DescribeModelPackageResponse",
        "SearchResponse",
    } <= set(SECRET_MESSAGES)


@pytest.mark.parametrize("name", SECRET_MESSAGES)
def test_repr_hides_secrets(name: str) -> None:
    cls, plain = secret_message(name)
    read = from_boto(cls, plain)

    for text in (repr(read), str(read), f"{read}", f"{[read]}", "%r" % read):  # noqa: UP031 - this form is tested
        assert SECRET not in text
        assert "=<sensitive>" in text
    assert SECRET in str(to_boto(read))


def test_repr_names_sensitive_field_that_is_set() -> None:
    config = oidc_config()

    assert repr(config) == (
        "OidcConfig(client_id='id', client_secret=<sensitive>, issuer='i', "
        "authorization_endpoint='a', token_endpoint='t', user_info_endpoint='u', "
        "logout_endpoint='l', jwks_uri='j')"
    )
    assert config.client_secret == SECRET
    empty: Any = None
    assert "client_secret" not in repr(oidc_config(client_secret=empty))
    assert "client_secret=<sensitive>" in repr(oidc_config(client_secret=""))


def test_repr_of_copies_hides_secrets() -> None:
    for again in (
        copy.copy(oidc_config()),
        copy.deepcopy(oidc_config()),
        pickle.loads(pickle.dumps(oidc_config())),
        attrs.evolve(oidc_config(), client_id="other"),
        with_unknown_members(oidc_config(), {"New": SECRET}),
    ):
        assert again.client_secret == SECRET
        assert SECRET not in repr(again)


def test_repr_of_subclass_hides_secrets() -> None:
    class Ours(OidcConfig):
        pass

    ours = from_boto(Ours, to_boto(oidc_config()))
    assert type(ours) is Ours
    assert "client_secret=<sensitive>" in repr(ours)


# --- in logs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SECRET_MESSAGES)
def test_conversion_does_not_log_secrets(name: str, caplog: pytest.LogCaptureFixture) -> None:
    cls, plain = secret_message(name)
    with caplog.at_level(logging.DEBUG):
        read = from_boto(cls, plain)
        to_boto(read)
        to_boto(with_unknown_members(read, {"New": SECRET}), unknown_members=False)
        from_json(cls, to_json(read))

    assert "New" in caplog.text
    assert SECRET not in caplog.text


def test_correction_of_response_does_not_log_secrets(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read = from_boto(
            DescribeModelCardResponse,
            {"Content": SECRET, "ModelCardName": SECRET, "CreatedBy": {"UserProfileName": SECRET}},
        )

    assert read.content == SECRET
    assert "model_card_arn" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in repr(read.response_metadata)


def boto_client() -> Any:
    session: Any = botocore.session.Session()
    return session.create_client(
        "sagemaker", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b"
    )


def test_call_does_not_log_secrets(caplog: pytest.LogCaptureFixture) -> None:
    raw = boto_client()
    cls, answer = secret_message("DescribeModelCardResponse")
    sent: Any = to_boto(workforce())
    with caplog.at_level(logging.DEBUG), Stubber(raw) as stubber:
        client = SageMaker(client=raw)
        stubber.add_response("create_workforce", {"WorkforceArn": "a" * 20}, sent)
        stubber.add_response("describe_model_card", answer)
        stubber.add_client_error("create_workforce", "ResourceNotFound", "gone", 404)
        client.send(workforce())
        read = client.describe_model_card(model_card_name="a")
        with pytest.raises(ResourceNotFound) as caught:
            client.send(workforce())

    assert read == from_boto(cls, answer)
    assert read.content == SECRET
    assert "create_workforce" in caplog.text.lower() or "CreateWorkforce" in caplog.text
    assert SECRET not in caplog.text
    assert_not_shown(caught.value)


# --- in errors ------------------------------------------------------------------------------------


def assert_not_shown(error: BaseException) -> None:
    """Check that no str that logs or terminals show of an error contains the secret."""
    shown = [str(error), repr(error), str(error.args), *traceback.format_exception(error)]
    if isinstance(error, ConversionError):
        shown += [repr(problem) for problem in error.problems]
        shown += [str(problem) for problem in error.problems]
        shown.append(repr(pickle.loads(pickle.dumps(error)).args))
    for text in shown:
        assert SECRET not in text


# Values with the secret that have the wrong type for most members.
WRONG: list[Any] = [[{"Anything": SECRET}], {"Anything": [SECRET]}, SECRET]


def refusal(read: Callable[[Any, Any], object], cls: Any, value: Any) -> ConversionError | None:
    try:
        read(cls, value)
    except ConversionError as error:
        return error
    return None


def read_as_json(cls: Any, value: Any) -> object:
    return from_json(cls, json.dumps(value, default=str))


def test_read_errors_do_not_show_values() -> None:
    """Applies to all members, because a misplaced value can be anything."""
    numbers = Counter[object]()
    for shape, name in messages():
        cls: Any = getattr(sagemaker_typed.sagemaker, name)
        plain = sample(shape, "required") | sample(shape, "empty")
        for wire in plain:
            for wrong in WRONG:
                for read in (from_boto, read_as_json):
                    error = refusal(read, cls, plain | {wire: wrong})
                    if error is not None:
                        numbers[read] += 1
                        assert wire in str(error)
                        assert SECRET not in f"{error} {error!r} {error.problems}"

    assert numbers[from_boto] > 2000
    assert numbers[read_as_json] > 5000


@pytest.mark.parametrize("name", SECRET_MESSAGES)
def test_read_errors_do_not_show_other_secrets_of_the_message(name: str) -> None:
    cls, plain = secret_message(name)
    wrong = {wire: 5 if isinstance(value, list | dict) else value for wire, value in plain.items()}
    for read in (from_boto, read_as_json):
        errors = [refusal(read, cls, wrong | {wire: [{"Anything": SECRET}]}) for wire in plain]
        found = [error for error in errors if error is not None]
        assert found or read is from_boto
        for error in found:
            assert_not_shown(error)


def test_write_errors_do_not_show_values() -> None:
    untyped: Any = {"ClientSecret": SECRET}
    for request in (
        CreateWorkforceRequest(workforce_name="w", oidc_config=untyped),
        CreateModelRequest(model_name="m", containers=untyped),
        CreateModelRequest(model_name="m", primary_container=cast("Any", workforce())),
        CreateModelRequest(model_name="m", containers=[cast("Any", SECRET)]),
    ):
        with pytest.raises(ConversionError) as caught:
            to_boto(request)
        assert_not_shown(caught.value)


def test_to_json_error_does_not_show_secret_of_wrong_type() -> None:
    with pytest.raises(ConversionError, match="client_secret") as caught:
        to_json(workforce(client_secret=SECRET.encode()))
    assert_not_shown(caught.value)


@pytest.mark.parametrize(
    "secret",
    [SECRET.encode(), [SECRET], {"Password": SECRET}],
    ids=["bytes", "list", "dict"],
)
def test_call_error_does_not_show_secret_of_wrong_type(secret: object) -> None:
    """A secret from another library may be bytes, or a dict with more entries."""
    with pytest.raises((ParamValidationError, ConversionError)) as caught:
        SageMaker(client=boto_client()).send(workforce(client_secret=secret))
    assert "ClientSecret" in str(caught.value) or "client_secret" in str(caught.value)
    assert_not_shown(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        f'{{"WorkforceName": "w", "OidcConfig": {{"ClientSecret": "{SECRET}" "x"}}}}',
        f'{{"OidcConfig": {{"ClientSecret": "{SECRET}',
        f'{{"OidcConfig": {{"ClientSecret": {SECRET}}}}}',
        f'["{SECRET}"]',
        f'{{"OidcConfig": ["{SECRET}"]}}',
    ],
    ids=["comma", "cut short", "no quotes", "list", "nested list"],
)
def test_invalid_json_error_does_not_show_the_text(text: str) -> None:
    with pytest.raises(ConversionError) as caught:
        from_json(CreateWorkforceRequest, text)
    assert_not_shown(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        f"OidcConfig:\n  ClientSecret: '{SECRET}\n",
        f"OidcConfig:\n  ClientSecret: {SECRET}: x\n",
        f"OidcConfig:\n  ClientSecret: {SECRET}\n  ClientSecret: {SECRET}2\n",
        f"OidcConfig:\n  ClientSecret: !vault {SECRET}\n",
        f"OidcConfig:\n  ClientSecret: *{SECRET}\n",
        f"OidcConfig: {{ClientSecret: {SECRET}, ]\n",
        f"ClientSecret: {SECRET}\n---\nA: {SECRET}\n",
        f"OidcConfig:\n - {SECRET}\n",
        f"- {SECRET}\n",
        f"{SECRET}",
    ],
    ids=[
        "quote",
        "colon",
        "twice",
        "tag",
        "alias",
        "bracket",
        "two documents",
        "nested list",
        "list",
        "text",
    ],
)
def test_invalid_yaml_error_does_not_show_the_text(text: str) -> None:
    with pytest.raises(ConversionError, match=r"line \d+") as caught:
        from_yaml(CreateWorkforceRequest, text)
    assert_not_shown(caught.value)


# --- marked by a user -----------------------------------------------------------------------------


def training_job() -> CreateTrainingJobRequest:
    shape: Any = service_model().operation_model("CreateTrainingJob").input_shape
    return attrs.evolve(
        from_boto(CreateTrainingJobRequest, sample(shape, "required")),
        environment={"TOKEN": SECRET},
        hyper_parameters={"password": SECRET},
    )


def container() -> ContainerDefinition:
    return ContainerDefinition(image="i", environment={"TOKEN": SECRET})


def test_unmarked_fields_are_shown() -> None:
    """A precondition of the tests below."""
    assert repr(training_job()).count(SECRET) == 2
    assert SECRET in repr(container())


def test_mark_sensitive_does_not_change_conversion() -> None:
    """It makes no difference whether a class is converted before or after the mark."""
    untyped: Any = {"TOKEN": 5}
    odd = ContainerDefinition(environment=untyped)
    before = make_converter()
    assert before.to_boto(odd) == {"Environment": untyped}
    mark_sensitive("environment")

    assert before.to_boto(odd) == {"Environment": untyped}
    assert make_converter().to_boto(odd) == {"Environment": untyped}


def test_mark_sensitive_applies_to_all_classes() -> None:
    job, request = training_job(), CreateModelRequest(model_name="m", containers=[container()])

    mark_sensitive("environment", "hyper_parameters")

    assert SECRET not in repr(job)
    assert "environment=<sensitive>" in repr(job)
    assert "hyper_parameters=<sensitive>" in repr(job)
    assert repr(request) == (
        "CreateModelRequest(model_name='m', "
        "containers=[ContainerDefinition(image='i', environment=<sensitive>)])"
    )
    assert to_boto(job)["Environment"] == {"TOKEN": SECRET}


def test_mark_sensitive_on_class_applies_to_subclasses_only() -> None:
    class Ours(ContainerDefinition):
        pass

    mark_sensitive("environment", on=ContainerDefinition)

    assert "environment=<sensitive>" in repr(container())
    assert "environment=<sensitive>" in repr(Ours(environment={"TOKEN": SECRET}))
    assert repr(training_job()).count(SECRET) == 2


def test_mark_sensitive_on_subclass_does_not_apply_to_parent() -> None:
    class Ours(ContainerDefinition):
        pass

    mark_sensitive("environment", on=Ours)

    assert "environment=<sensitive>" in repr(Ours(environment={"TOKEN": SECRET}))
    assert SECRET in repr(container())


def test_mark_sensitive_is_idempotent() -> None:
    for _ in range(2):
        mark_sensitive("environment", on=ContainerDefinition)
        mark_sensitive("environment")
    assert "environment=<sensitive>" in repr(container())


def test_mark_sensitive_keeps_fields_of_the_model_hidden() -> None:
    mark_sensitive("environment")
    assert SECRET not in repr(oidc_config())


def test_repr_omits_absent_marked_field() -> None:
    mark_sensitive("environment")
    assert repr(ContainerDefinition(image="i")) == "ContainerDefinition(image='i')"


def test_call_does_not_log_marked_values(caplog: pytest.LogCaptureFixture) -> None:
    mark_sensitive("environment", "hyper_parameters")
    raw = boto_client()
    sent: Any = to_boto(training_job())
    with caplog.at_level(logging.DEBUG, logger="sagemaker_typed"), Stubber(raw) as stubber:
        stubber.add_response("create_training_job", {"TrainingJobArn": "a"}, sent)
        SageMaker(client=raw).send(training_job())
        stubber.assert_no_pending_responses()
        to_boto(with_unknown_members(training_job(), {"New": SECRET}))
    assert "New" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("first", ["marked", "converted"])
def test_call_error_does_not_show_marked_value(first: str) -> None:
    """The mark may be set before or after the first conversion of the class."""

    class Ours(CreateTrainingJobRequest):
        pass

    job = from_boto(Ours, to_boto(training_job()))
    if first == "converted":
        to_boto(job)
    mark_sensitive("environment", "hyper_parameters")
    untyped: Any = {"TOKEN": SECRET.encode()}

    with pytest.raises((ParamValidationError, ConversionError)) as caught:
        SageMaker(client=boto_client()).send(
            attrs.evolve(job, environment=untyped, hyper_parameters=untyped)
        )

    assert "nvironment" in str(caught.value)
    assert_not_shown(caught.value)


def test_short_marked_values_do_not_hide_parts_of_words() -> None:
    mark_sensitive("hyper_parameters")
    job = attrs.evolve(training_job(), hyper_parameters={"opt": "a", "alpha": "0.5", "seed": "2"})
    message = "Value 'a' at 'hyperParameters.opt' failed to satisfy constraint: 20.5 alphas"
    assert without_secrets(message, job) == message.replace("'a'", "'<sensitive>'")


@pytest.mark.parametrize("names", [("enviroment",), ("environment", "Environment")])
def test_mark_sensitive_refuses_unknown_field_of_class(names: tuple[str, ...]) -> None:
    message = rf"ContainerDefinition has no field '{names[-1]}'; did you mean environment\?$"
    with pytest.raises(ValueError, match=message):
        mark_sensitive(*names, on=ContainerDefinition)

    assert SECRET in repr(container())


def test_mark_sensitive_applies_to_users_classes() -> None:
    """A mark also hides fields that only a user's class has."""

    @attrs.define(kw_only=True, eq=False, repr=False)
    class Ours(Shape):
        pass_word: str
        __wire_names__ = {"pass_word": "PassWord"}  # noqa: RUF012 - as in generated classes

    mark_sensitive("pass_word")

    assert repr(Ours(pass_word=SECRET)) == "Ours(pass_word=<sensitive>)"


def test_fixture_resets_marks() -> None:
    assert SECRET in repr(container())


def test_to_boto_includes_secret() -> None:
    cls, plain = secret_message("CreateModelCardRequest")
    assert cls is CreateModelCardRequest
    assert to_boto(from_boto(cls, plain))["Content"] == SECRET


def test_rich_repr_hides_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())
    mark_sensitive("value", on=Tag)
    shape: Any = with_unknown_members(Tag(key="team", value="SECRET"), {"Other": "SECRET"})
    assert repr([*shape.__rich_repr__()]) == (
        "[('key', 'team'), ('value', <sensitive>), ('unknown_members', <Other>)]"
    )
