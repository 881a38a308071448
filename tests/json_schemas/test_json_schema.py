"""JSON Schemas accept what the package accepts, and refuse what it refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Final

import attrs
import pytest
from helpers.cases import each
from helpers.examples import examples
from helpers.json_schemas import Plain, models, references, refusal
from helpers.samples import OTHERS, Operation, operations, sample
from helpers.strategies import requests
from helpers.valid_texts import with_valid_texts
from hypothesis import given

from sagemaker_typed import (
    Request,
    Response,
    Shape,
    from_boto,
    json_schema,
    mark_sensitive,
    sensitive,
    to_json,
)
from sagemaker_typed import runtime as rt
from sagemaker_typed import sagemaker as sm
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed.instance_types import TrainingInstanceType

SOME: Final = [*operations("sagemaker")[::12], *operations(*OTHERS)[::4]]


# --- whole requests and responses -----------------------------------------------------------------


@each("operation", operations())
def test_schema_agrees_about_samples_of_every_operation(operation: Operation) -> None:
    sides: list[tuple[Any, Any]] = [(operation.request, operation.input)]
    if operation.payload is None:
        sides.append((operation.response, operation.output))
    for cls, shape in sides:
        full = from_boto(cls, sample(shape))
        valid = json.loads(to_json(with_valid_texts(full)))
        found = refusal(cls, valid, is_open=None)
        assert [one for one in found if "greater than the maximum" not in one] == []
        refusal(cls, json.loads(to_json(full)), is_open=None)
        empty = from_boto(cls, sample(shape, "empty") if shape else {})
        refusal(cls, json.loads(to_json(empty)), is_open=None)


@each("operation", SOME)
def test_schema_agrees_about_any_request(operation: Operation) -> None:
    def no_number(name: str) -> float:
        raise ValueError(name)

    @examples(operation.name)
    @given(requests(operation.request, "random"))
    def check(request: Request[Response]) -> None:
        try:
            plain = json.loads(to_json(request), parse_constant=no_number)
        except ValueError:  # an infinite number, which is not JSON
            return
        refusal(operation.request, plain, is_open=True)

    check()


def set_at(value: Any, path: tuple[Any, ...], wrong: Any) -> Any:
    """Return a copy with another value at a path."""
    if not path:
        return wrong
    copied = value.copy()
    copied[path[0]] = set_at(value[path[0]], path[1:], wrong)
    return copied


def paths(value: Any) -> list[tuple[Any, ...]]:
    if not (is_map(value) or is_list(value)):
        return [()]
    inside = entries(value) if is_map(value) else numbered(value)
    return [(), *((step, *path) for step, part in inside for path in paths(part))]


@pytest.mark.parametrize(
    "cls",
    [sm.CreateTrainingJobRequest, sm.CreateEndpointConfigRequest, sm.CreateAutoMLJobV2Request],
)
def test_wrong_value_at_any_depth_is_refused(cls: type[Shape]) -> None:
    shape = models()[cls]
    right = json.loads(to_json(with_valid_texts(from_boto(cls, sample(shape)))))
    assert len(paths(right)) > 40
    for path in paths(right):
        others: list[Any] = [5, "?", [], {"NoSuchMember": 1}]
        for wrong in others:
            refusal(cls, set_at(right, path, wrong))


# --- options --------------------------------------------------------------------------------------


def test_schema_of_a_small_structure() -> None:
    assert json_schema(sm.Tag) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:sagemaker-typed:sagemaker_typed.sagemaker.Tag",
        "title": "Tag",
        "type": "object",
        "properties": {
            "Key": {
                "type": "string",
                "minLength": 1,
                "maxLength": 128,
                "$comment": (r"not checked here: the Java pattern ([\p{L}\p{Z}\p{N}_.:/=+\-@]*)"),
            },
            "Value": {
                "type": "string",
                "maxLength": 256,
                "$comment": (r"not checked here: the Java pattern ([\p{L}\p{Z}\p{N}_.:/=+\-@]*)"),
            },
        },
        "required": ["Key", "Value"],
    }


@pytest.mark.parametrize("names", ["wire", "snake_case"])
def test_names_of_members(names: Any) -> None:
    schema = json_schema(sm.CreateModelRequest, names=names)
    container = schema["$defs"]["ContainerDefinition"]
    if names == "wire":
        assert schema["required"] == ["ModelName"]
        assert "ModelDataUrl" in container["properties"]
    else:
        assert schema["required"] == ["model_name"]
        assert [*container["properties"]] == [*sm.ContainerDefinition.__wire_names__]
        assert schema["$id"].endswith(".CreateModelRequest:snake_case")


def test_snake_case_schema_accepts_the_fields_of_objects() -> None:
    request = sm.CreateModelRequest(model_name="churn", tags=[sm.Tag(key="a", value="b")])

    def present(_: Any, value: Any) -> bool:
        return value is not None

    plain = attrs.asdict(request, filter=present)
    accepts = Plain(json_schema(sm.CreateModelRequest, names="snake_case"))

    accepts.validate(plain)
    assert not accepts.is_valid(json.loads(to_json(request)))


def test_requests_are_closed_and_other_classes_are_open() -> None:
    request, response = map(
        json_schema, (sm.StopTrainingJobRequest, sm.DescribeTrainingJobResponse)
    )

    assert request["additionalProperties"] is False
    assert "additionalProperties" not in response
    assert "enum" in json_schema(sm.ListTrainingJobsRequest)["$defs"]["TrainingJobStatus"]
    assert response["$defs"]["TrainingJobStatus"] == {
        "title": "TrainingJobStatus",
        "anyOf": [
            {"type": "string", "enum": [status.value for status in sm.TrainingJobStatus]},
            {"type": "string"},
        ],
    }


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize("cls", [sm.CreateModelRequest, sm.DescribeModelResponse])
def test_options_replace_the_defaults(cls: type[Shape], value: bool) -> None:
    schema = json_schema(cls, unknown_members=value, open_enums=value)

    structures = [schema, schema["$defs"]["ContainerDefinition"]]
    assert [one.get("additionalProperties", True) for one in structures] == [value, value]
    assert ("anyOf" in schema["$defs"]["ContainerMode"]) is value


def test_identifiers_of_different_schemas_differ() -> None:
    options: list[dict[str, Any]] = [
        {},
        {"names": "snake_case"},
        {"unknown_members": False},
        {"open_enums": False},
        {"unknown_members": False, "open_enums": False},
    ]
    found = [json_schema(cls, **one)["$id"] for cls in (sm.Tag, list[sm.Tag]) for one in options]

    assert len({*found}) == len(found)
    assert json_schema(sm.Tag, unknown_members=True)["$id"] == found[0]
    assert found[3] == "urn:sagemaker-typed:sagemaker_typed.sagemaker.Tag:open_enums=false"


def test_lists_and_enums_have_schemas() -> None:
    tags = json_schema(list[sm.Tag])
    enum = json_schema(TrainingInstanceType, open_enums=False)

    assert (tags["title"], tags["items"]) == ("list[Tag]", {"$ref": "#/$defs/Tag"})
    Plain(tags).validate([{"Key": "a", "Value": "b"}])
    assert not Plain(tags).is_valid({"Key": "a", "Value": "b"})
    assert enum["enum"] == [one.value for one in TrainingInstanceType]
    assert "$defs" not in enum


def test_schemas_are_the_same_each_time() -> None:
    first, second = (json.dumps(json_schema(sm.CreateTrainingJobRequest)) for _ in range(2))

    assert first == second


@cache
def recursive() -> type[Shape]:
    return next(cls for cls in models() if "#" in references(json_schema(cls)))


def test_recursive_structures_refer_to_themselves() -> None:
    cls: Any = recursive()
    schema = json_schema(cls)

    assert cls.__name__ not in schema.get("$defs", {})
    assert f"#/$defs/{cls.__name__}" in references(json_schema(list[cls]))


def test_sensitive_members_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensitive, "_marked", set[Any]())
    oidc = json_schema(sm.OidcConfig)["properties"]
    assert oidc["ClientSecret"]["x-sensitive"] is True
    assert "x-sensitive" not in oidc["ClientId"]

    mark_sensitive("environment", on=sm.ContainerDefinition)
    container = json_schema(sm.CreateModelRequest)["$defs"]["ContainerDefinition"]["properties"]
    assert container["Environment"]["x-sensitive"] is True


def test_bodies_and_streams() -> None:
    request = json_schema(rt.InvokeEndpointRequest)["properties"]["Body"]
    response = json_schema(rt.InvokeEndpointResponse)["properties"]["Body"]
    events = json_schema(rt.InvokeEndpointWithResponseStreamResponse)["properties"]["Body"]

    assert request["contentEncoding"] == response["contentEncoding"] == "base64"
    assert events == {"$comment": "a stream of ResponseStream, which JSON cannot have"}


def test_timestamps_are_text_or_numbers() -> None:
    moment = json_schema(sm.ListModelsRequest)["properties"]["CreationTimeAfter"]
    request = sm.ListModelsRequest(creation_time_after=datetime(2026, 1, 2, tzinfo=UTC))

    assert moment == {"type": ["string", "number"], "format": "date-time"}
    assert refusal(sm.ListModelsRequest, json.loads(to_json(request))) == []


@attrs.define(kw_only=True, eq=False, repr=False)
class Tag(sm.Tag):
    """A user's class with the name of a class of the package."""

    __wire_names__: ClassVar[Mapping[str, str]] = {
        **sm.Tag.__wire_names__,
        "weight": "Weight",
        "tag": "Tag",
    }

    weight: Annotated[complex | None, "a user's marker"] = None
    tag: sm.Tag | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class Pair(Shape):
    """Two classes of the same name."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"one": "One", "two": "Two"}

    one: sm.Tag
    two: Tag


def test_classes_of_users_have_schemas() -> None:
    schema = json_schema(Pair)

    assert schema["$id"] == f"urn:sagemaker-typed:{__name__}.Pair"
    assert schema["properties"] == {
        "One": {"$ref": "#/$defs/Tag"},
        "Two": {"$ref": f"#/$defs/{__name__}.Tag"},
    }
    theirs = schema["$defs"][f"{__name__}.Tag"]["properties"]
    assert theirs["Weight"] == {"$comment": "a type that is not from sagemaker_typed"}
    assert theirs["Tag"] == {"$ref": "#/$defs/Tag"}


@pytest.mark.parametrize("wrong", [sm.Tag(key="a", value="b"), "Tag", dict, list[str], 5])
def test_other_things_have_no_schema(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"json_schema takes the class first, such as"):
        json_schema(wrong)


def test_misspelt_names_are_refused() -> None:
    untyped: Any = "snake"
    with pytest.raises(ValueError, match="names must be 'wire' or 'snake_case', got 'snake'"):
        json_schema(sm.Tag, names=untyped)
