"""Classes as types of the fields of Pydantic models."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final

import attrs
import pytest
from helpers.cases import each
from helpers.json_schemas import Plain, documents, models, references
from helpers.samples import operations, sample
from helpers.valid_texts import with_valid_texts
from pydantic import BaseModel, BeforeValidator, Json, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from sagemaker_typed import (
    Request,
    Response,
    Shape,
    from_boto,
    json_schema,
    to_boto,
    to_json,
    violations,
)
from sagemaker_typed import runtime as rt
from sagemaker_typed import sagemaker as sm

CLASSES: Final = sorted(models(), key=lambda cls: (cls.__module__, cls.__name__))
REQUEST: Final = sm.CreateModelRequest(
    model_name="churn",
    primary_container=sm.ContainerDefinition(environment={"ModelName": "a"}),
    tags=[sm.Tag(key="team", value="growth")],
)


class Launch(BaseModel):
    """A user's model."""

    request: sm.CreateModelRequest
    tags: list[sm.Tag] = []
    described: sm.DescribeModelResponse | None = None


def launch(value: Any, **options: Any) -> Launch:
    return Launch.model_validate({"request": value}, **options)


def name_of(cls: Any) -> str:
    return str(cls.__name__)


# --- validation -----------------------------------------------------------------------------------


def test_instances_are_kept() -> None:
    assert launch(REQUEST).request is REQUEST


@pytest.mark.parametrize(
    "value",
    [
        to_boto(REQUEST),
        {
            "model_name": "churn",
            "primary_container": {"environment": {"ModelName": "a"}},
            "tags": [{"key": "team", "value": "growth"}],
        },
        {
            "ModelName": "churn",
            "primary_container": {"Environment": {"ModelName": "a"}},
            "Tags": [{"key": "team", "Value": "growth"}],
        },
        {
            "model_name": "churn",
            "primary_container": REQUEST.primary_container,
            "tags": REQUEST.tags,
        },
    ],
    ids=["wire", "fields", "mixed", "objects"],
)
def test_dicts_have_the_names_of_the_service_or_of_fields(value: Any) -> None:
    assert launch(value).request == REQUEST


def test_strict_mode_needs_an_instance_or_json() -> None:
    assert launch(REQUEST, strict=True).request is REQUEST
    text = Launch(request=REQUEST).model_dump_json()
    assert Launch.model_validate_json(text, strict=True).request == REQUEST
    with pytest.raises(ValidationError) as caught:
        launch({"ModelName": "s3cr3t"}, strict=True)
    assert "expected CreateModelRequest, got dict" in str(caught.value)
    assert "s3cr3t" not in str(caught.value)


def errors(value: Any) -> list[tuple[str, str, Any]]:
    with pytest.raises(ValidationError) as caught:
        launch(value)
    found = [
        (".".join(map(str, one["loc"])), one["msg"], one["input"]) for one in caught.value.errors()
    ]
    assert len({loc for loc, _, _ in found}) == len(found)
    return found


@pytest.mark.parametrize(
    ("value", "loc", "message", "shown"),
    [
        ({}, "request.ModelName", "required by CreateModelRequest, but missing", None),
        ({"tags": []}, "request.model_name", "required by CreateModelRequest, but missing", None),
        (
            {"model_name": "a", "tags": [{"key": "a"}]},
            "request.tags.0.value",
            "required by Tag, but missing",
            None,
        ),
        ({"model_name": "a!"}, "request.model_name", "'a!' does not match the pattern", "a!"),
        ({"ModelName": "a!"}, "request.ModelName", "'a!' does not match the pattern", "a!"),
        ({"ModelName": 5}, "request.ModelName", 'expected str, got int; quote it: "5"', 5),
        (
            {"ModelName": "a", "Tags": [{"Key": "", "Value": "b"}]},
            "request.Tags.0.Key",
            "must be at least 1 character long, got 0: ''",
            "",
        ),
        (
            {"ModelName": "a", "PrimaryContainer": {"Environment": {"a'.\"b": "c"}}},
            "request.PrimaryContainer.Environment.a'.\"b",
            """'a\\'."b' does not match the pattern""",
            "c",
        ),
        (
            {"ModelName": "a", "PrimaryContainer": {"Mode": "MultiModal"}},
            "request.PrimaryContainer.Mode",
            "'MultiModal' is not a known ContainerMode; did you mean 'MultiModel'?",
            "MultiModal",
        ),
        (
            {"ModelName": "a", "model_name": "b"},
            "request.ModelName",
            "also given as model_name; remove one",
            "a",
        ),
        (
            {"ModelName": "a", "Tag": "{s3cr3t}"},
            "request.Tag",
            "not a member of CreateModelRequest; did you mean Tags?",
            "<str>",
        ),
        (5, "request", "expected CreateModelRequest or a dict for it, got int", 5),
        (
            sm.Tag(key="s3cr3t", value=""),
            "request",
            "expected CreateModelRequest or a dict for it, got Tag",
            "<Tag>",
        ),
        (
            {"ModelName": "a", "VpcConfig": "{a}"},
            "request.VpcConfig",
            "expected dict for VpcConfig, got str",
            "{a}",
        ),
    ],
)
def test_errors_have_the_place_inside_the_value(
    value: Any, loc: str, message: str, shown: Any
) -> None:
    ((found, text, given),) = errors(value)

    assert (found, given) == (loc, shown)
    assert text.startswith(message)
    assert "unknown_members=" not in text


def test_all_errors_are_reported_together() -> None:
    value = {"ModelName": "a!", "Tags": [{"Key": "", "Value": "v" * 257}]}

    assert [loc for loc, _, _ in errors(value)] == [
        "request.ModelName",
        "request.Tags.0.Key",
        "request.Tags.0.Value",
    ]


class Login(BaseModel):
    """A user's model with secrets."""

    oidc: sm.OidcConfig
    claims: str = ""


@pytest.mark.parametrize("names", ["wire", "fields"])
@pytest.mark.parametrize("secret", [5, "s3cr3t" * 500, ["s3cr3t"], {"s3cr3t": "s3cr3t"}])
def test_errors_do_not_show_secrets(secret: Any, names: str) -> None:
    name = "ClientSecret" if names == "wire" else "client_secret"
    members = {
        "ClientId": "a",
        name: secret,
        **dict.fromkeys(
            ("Issuer", "AuthorizationEndpoint", "TokenEndpoint", "UserInfoEndpoint"), "https://a"
        ),
        "LogoutEndpoint": "https://a",
        "JwksUri": "https://a",
    }
    with pytest.raises(ValidationError) as caught:
        Login.model_validate({"oidc": members})

    (error,) = caught.value.errors()
    assert error["loc"] == ("oidc", name)
    assert error["input"] == "<sensitive>"
    assert "s3cr3t" not in str(caught.value)
    json.dumps(caught.value.errors())


def test_dicts_that_are_nested_too_deeply_are_an_error() -> None:
    expression: Any = {"Operator": "And"}
    for _ in range(5000):
        expression = {"SubExpressions": [expression]}

    with pytest.raises(ValidationError, match="nested too deeply"):
        TypeAdapter(sm.SearchExpression).validate_python(expression)


def test_responses_are_read_leniently() -> None:
    adapter = TypeAdapter(sm.DescribeTrainingJobResponse)
    job = adapter.validate_python(
        {"TrainingJobName": "!" * 99, "TrainingJobStatus": "Dreaming", "Newer": {"A": 1}}
    )

    assert job.training_job_status == "Dreaming"
    assert not job.training_job_status.is_known
    assert job.unknown_members == {"Newer": {"A": 1}}
    assert "training_job_arn" in job.response_metadata.corrected
    again = adapter.validate_json(adapter.dump_json(job))
    assert again == job
    with pytest.raises(ValidationError):
        adapter.validate_python({"TrainingJobName": 5})


def test_enums_are_pydantics_own() -> None:
    adapter: Any = TypeAdapter(sm.TrainingJobStatus)
    newer = sm.TrainingJobStatus.open("Dreaming")

    assert adapter.validate_python("Failed") is sm.TrainingJobStatus.FAILED
    assert adapter.validate_python(newer) is newer
    assert adapter.dump_json(newer) == b'"Dreaming"'
    with pytest.raises(ValidationError):
        adapter.validate_python("Dreaming")
    is_open: Any = TypeAdapter(
        Annotated[sm.TrainingJobStatus, BeforeValidator(sm.TrainingJobStatus.open)]
    )
    assert is_open.validate_json('"Dreaming"') is newer


def test_bases_take_instances_of_their_subclasses() -> None:
    adapter: Any = TypeAdapter(Request[Any])

    assert adapter.validate_python(REQUEST) is REQUEST
    assert adapter.dump_python(REQUEST) == {
        "model_name": "churn",
        "primary_container": {"environment": {"ModelName": "a"}},
        "tags": [{"key": "team", "value": "growth"}],
    }
    with pytest.raises(ValidationError):
        adapter.validate_python({"ModelName": "churn"})


def test_unions_choose_the_class_that_fits() -> None:
    adapter: Any = TypeAdapter(sm.StopTrainingJobRequest | sm.StopTransformJobRequest)

    found = adapter.validate_python({"transform_job_name": "a"})
    assert found == sm.StopTransformJobRequest(transform_job_name="a")
    with pytest.raises(ValidationError):
        adapter.validate_python({"name": "a"})


def test_text_of_a_setting_is_json() -> None:
    adapter: Any = TypeAdapter(Json[sm.VpcConfig])

    found = adapter.validate_python('{"subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}')
    assert found == sm.VpcConfig(subnets=["subnet-1"], security_group_ids=["sg-1"])


def test_dicts_of_attrs_are_read() -> None:
    plain = attrs.asdict(REQUEST)

    assert "unknown_members" in plain
    assert launch(plain).request == REQUEST


@dataclass
class Job:
    """A user's dataclass of Pydantic."""

    tag: sm.Tag


def test_dataclasses_of_pydantic() -> None:
    untyped: Any = Job
    assert untyped(tag={"key": "a", "value": "b"}).tag == sm.Tag(key="a", value="b")


# --- serialization --------------------------------------------------------------------------------


def test_names_of_the_service_are_aliases() -> None:
    model = Launch(request=REQUEST)

    assert model.model_dump()["request"]["model_name"] == "churn"
    assert model.model_dump(by_alias=True)["request"] == to_boto(REQUEST)
    assert json.loads(model.model_dump_json(by_alias=True))["request"] == json.loads(
        to_json(REQUEST)
    )
    # Keys of a map are not names of members.
    environment = model.model_dump()["request"]["primary_container"]["environment"]
    assert environment == {"ModelName": "a"}


@pytest.mark.parametrize("by_alias", [True, False])
def test_models_survive_a_round_trip(by_alias: bool) -> None:
    described = sm.DescribeModelResponse(
        model_name="churn", model_arn="arn", creation_time=datetime(2026, 1, 2, 3, tzinfo=UTC)
    )
    model = Launch(request=REQUEST, tags=[sm.Tag(key="a", value="")], described=described)

    assert Launch.model_validate(model.model_dump(by_alias=by_alias)) == model
    assert Launch.model_validate_json(model.model_dump_json(by_alias=by_alias)) == model
    assert model.model_copy(deep=True) == model
    assert "ResponseMetadata" not in model.model_dump_json(by_alias=True)


def test_blobs_are_bytes_in_python_and_base64_in_json() -> None:
    adapter = TypeAdapter(rt.InvokeEndpointRequest)
    request = rt.InvokeEndpointRequest(endpoint_name="churn", body=b"\x00\xff")

    assert adapter.dump_python(request)["body"] == b"\x00\xff"
    assert json.loads(adapter.dump_json(request))["body"] == "AP8="
    for again in (
        adapter.validate_python(adapter.dump_python(request)),
        adapter.validate_python(adapter.dump_python(request, mode="json")),
        adapter.validate_json(adapter.dump_json(request)),
    ):
        assert again == request
    with pytest.raises(ValidationError, match="not valid base64"):
        adapter.validate_python({"EndpointName": "churn", "Body": "not base64!"})


def test_timestamps_have_the_form_of_pydantic_in_json() -> None:
    adapter = TypeAdapter(sm.ListModelsRequest)
    request = sm.ListModelsRequest(creation_time_after=datetime(2026, 1, 2, tzinfo=UTC))

    assert adapter.dump_python(request) == {
        "creation_time_after": datetime(2026, 1, 2, tzinfo=UTC) + timedelta(0)
    }
    assert json.loads(adapter.dump_json(request)) == {"creation_time_after": "2026-01-02T00:00:00Z"}


def test_models_that_were_not_validated_keep_their_values() -> None:
    untyped: Any = Launch
    assert untyped.model_construct(request="anything").model_dump()["request"] == "anything"


@each("cls", CLASSES, ids=name_of, size=300)
def test_every_class_is_read_and_written(cls: Any) -> None:
    adapter: Any = TypeAdapter(cls)
    shape = models()[cls]
    value: Any = sample(shape, "required")
    value = value or next((one for _, one in documents(cls, shape)), value)
    obj = with_valid_texts(from_boto(cls, value))
    for by_alias in (True, False):
        if any(one.rule == "max" for one in violations(obj)):  # a sample may be too great
            continue
        again = adapter.validate_python(adapter.dump_python(obj, by_alias=by_alias))
        assert again == obj
        assert adapter.validate_json(adapter.dump_json(obj, by_alias=by_alias)) == obj


# --- JSON Schema ----------------------------------------------------------------------------------


@each("cls", CLASSES[::7], ids=name_of)
def test_schema_is_that_of_json_schema(cls: Any) -> None:
    expected = json_schema(cls)
    if "#" in references(expected):  # it has another form
        return
    names = [*expected.pop("$defs", {})]
    del expected["$schema"], expected["$id"]

    for mode in ("validation", "serialization"):
        found = TypeAdapter(cls).json_schema(mode=mode)
        Plain.check_schema(found)
        assert sorted(name.removesuffix("InRequest") for name in found.pop("$defs", {})) == names
        assert json.loads(json.dumps(found).replace('InRequest"}', '"}')) == expected


def test_definitions_of_requests_are_closed() -> None:
    definitions = Launch.model_json_schema()["$defs"]

    assert definitions["TagInRequest"] == {**definitions["Tag"], "additionalProperties": False}
    assert "enum" in definitions["ContainerModeInRequest"]
    assert "anyOf" in definitions["ContainerMode"]


def test_schema_can_have_the_names_of_fields() -> None:
    definitions = Launch.model_json_schema(by_alias=False)["$defs"]

    assert definitions["CreateModelRequest"]["required"] == ["model_name"]
    assert "primary_container" in definitions["CreateModelRequest"]["properties"]
    assert definitions["TagInRequest"]["required"] == ["key", "value"]


class Everything(BaseModel):
    """A recursive structure, an enum that is also inside, and a default."""

    status: sm.TrainingJobStatus
    job: sm.DescribeTrainingJobResponse
    expression: sm.SearchExpression
    tag: sm.Tag = sm.Tag(key="a", value="b")


@pytest.mark.parametrize("by_alias", [True, False])
def test_schema_of_recursive_structures_enums_and_defaults(by_alias: bool) -> None:
    schema = Everything.model_json_schema(by_alias=by_alias)
    definitions = schema["$defs"]

    Plain.check_schema(schema)
    assert "#/$defs/SearchExpression" in references(definitions["SearchExpression"])
    closed = definitions[schema["properties"]["status"]["$ref"].rpartition("/")[2]]
    assert closed["enum"] == [one.value for one in sm.TrainingJobStatus]
    member = "TrainingJobStatus" if by_alias else "training_job_status"
    job = definitions["DescribeTrainingJobResponse"]["properties"]
    assert "anyOf" in definitions[job[member]["$ref"].rpartition("/")[2]]
    default = {"Key": "a", "Value": "b"} if by_alias else {"key": "a", "value": "b"}
    assert schema["properties"]["tag"]["default"] == default


@pytest.mark.parametrize("operation", operations()[::40], ids=str)
def test_schema_accepts_what_models_write(operation: Any) -> None:
    obj: Any = with_valid_texts(from_boto(operation.request, sample(operation.input)))
    adapter: Any = TypeAdapter(operation.request)
    for by_alias in (True, False):
        schema = adapter.json_schema(by_alias=by_alias)
        Plain(schema).validate(json.loads(adapter.dump_json(obj, by_alias=by_alias)))


# --- cost -----------------------------------------------------------------------------------------


def test_pydantic_is_imported_only_if_it_asks() -> None:
    code = """
import sys
import sagemaker_typed as s
from sagemaker_typed import sagemaker as sm
s.json_schema(sm.CreateModelRequest)
s.from_json(sm.Tag, s.to_json(sm.Tag(key="a", value="b")))
assert not {"pydantic", "pydantic_core", "sagemaker_typed._pydantic"} & {*sys.modules}
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_classes_have_slots() -> None:
    assert not hasattr(REQUEST, "__dict__")
    for cls in (Shape, Request, Response):
        assert all(not name.startswith("__get_pydantic") for name in vars(cls)) or cls is Shape
