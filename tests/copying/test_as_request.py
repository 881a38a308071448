"""``as_request`` makes a request from another object, and says what it cannot."""

from __future__ import annotations

import inspect
import io
import pickle
import traceback
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from threading import Lock
from typing import Any, ClassVar

import attrs
import pytest
from helpers.cases import each

import sagemaker_typed.sagemaker as sm
from sagemaker_typed import (
    ConversionError,
    Document,
    Request,
    Response,
    ResponseMetadata,
    Shape,
    TaggedUnion,
    as_request,
    dropped_members,
    from_boto,
    to_boto,
    with_unknown_members,
)
from sagemaker_typed.copying.members import members
from sagemaker_typed.copying.moved import EVERY, MOVED, Moved
from sagemaker_typed.instance_types import (
    InstanceType,
    ProcessingInstanceType,
    TrainingInstanceType,
)
from sagemaker_typed.runtime import InvokeEndpointRequest

SECRET = "s3cr3t-value"


def described(**fields: Any) -> sm.DescribeModelResponse:
    return from_boto(
        sm.DescribeModelResponse,
        {
            "ModelName": "churn",
            "PrimaryContainer": {"Image": "churn:1", "Environment": {"LEVEL": "info"}},
            "ExecutionRoleArn": "arn:aws:iam::123456789012:role/a",
            "CreationTime": 0,
            "ModelArn": "arn:aws:sagemaker:us-west-2:123456789012:model/churn",
            "ResponseMetadata": {"RequestId": "1"},
        }
        | fields,
    )


def untyped(function: Any) -> Any:
    """Return a function without its types, to call it as code without type checks does."""
    return function


def error_of(cls: type[Request[Any, Any]], source: Shape, **changes: Any) -> str:
    with pytest.raises(ConversionError) as caught:
        as_request(cls, source, **changes)
    return str(caught.value)


# --- what is copied -------------------------------------------------------------------------------


def test_request_has_what_both_classes_have() -> None:
    request = as_request(sm.CreateModelRequest, described(), model_name="churn-2")

    assert request == sm.CreateModelRequest(
        model_name="churn-2",
        primary_container=sm.ContainerDefinition(image="churn:1", environment={"LEVEL": "info"}),
        execution_role_arn="arn:aws:iam::123456789012:role/a",
    )
    assert dropped_members(sm.CreateModelRequest, described()) == ("creation_time", "model_arn")


def test_request_is_independent_of_its_source() -> None:
    source = described()
    request = as_request(sm.CreateModelRequest, source)
    assert request.primary_container is not None
    assert request.primary_container.environment is not None

    request.primary_container.environment["LEVEL"] = "debug"
    request.primary_container.image = "churn:2"

    assert source == described()


def test_source_can_be_a_request_of_the_same_class() -> None:
    class Ours(sm.CreateModelRequest):
        pass

    request = sm.CreateModelRequest(model_name="a", tags=[sm.Tag(key="a", value="b")])

    assert as_request(sm.CreateModelRequest, request) == request
    assert as_request(sm.CreateModelRequest, request) is not request
    again = as_request(Ours, request, model_name="b")
    assert type(again) is Ours
    assert to_boto(again) == to_boto(request) | {"ModelName": "b"}


def test_source_can_be_the_request_of_another_operation() -> None:
    update = sm.UpdatePipelineRequest(pipeline_name="p", pipeline_definition="{}", role_arn="r")

    request = as_request(sm.CreatePipelineRequest, update)

    assert request == sm.CreatePipelineRequest(
        pipeline_name="p", pipeline_definition="{}", role_arn="r"
    )


def test_source_can_be_a_search_result() -> None:
    found = sm.TrainingJob(
        training_job_name="a",
        role_arn="r",
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://a"),
        training_job_arn="arn",
    )

    request = as_request(sm.CreateTrainingJobRequest, found)

    assert request.output_data_config == sm.OutputDataConfig(s3_output_path="s3://a")
    assert dropped_members(sm.CreateTrainingJobRequest, found) == ("training_job_arn",)


def test_token_of_a_call_is_not_copied() -> None:
    request = sm.CreateModelPackageRequest(client_token="once", model_package_name="a")

    assert as_request(sm.CreateModelPackageRequest, request).client_token is None
    assert dropped_members(sm.CreateModelPackageRequest, request) == ("client_token",)
    again = as_request(sm.CreateModelPackageRequest, request, client_token="twice")
    assert again.client_token == "twice"


def test_empty_values_that_the_service_refuses_are_dropped() -> None:
    source = sm.DescribeNotebookInstanceResponse(
        notebook_instance_name="n",
        instance_type=InstanceType.ML_T3_MEDIUM,
        role_arn="r",
        volume_size_in_gb=0,
        security_groups=[],
        kms_key_id="",
    )

    request = as_request(sm.CreateNotebookInstanceRequest, source)

    assert request.volume_size_in_gb is None
    assert request.security_group_ids == []
    assert request.kms_key_id == ""
    assert dropped_members(sm.CreateNotebookInstanceRequest, source) == ("volume_size_in_gb",)


def test_response_metadata_is_not_copied() -> None:
    source = described()
    assert source.response_metadata == ResponseMetadata({"RequestId": "1"})

    assert "ResponseMetadata" not in to_boto(as_request(sm.CreateModelRequest, source))
    assert "response_metadata" not in dropped_members(sm.CreateModelRequest, source)


# --- members of other kinds, names and places -----------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class Part(Shape):
    """A structure in the description below."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"name": "Name", "state": "State"}

    name: str | None = None
    state: str | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class PartToMake(Shape):
    """The structure in the request."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"name": "Name"}

    name: str


@attrs.define(kw_only=True, eq=False, repr=False)
class Branch(TaggedUnion):
    """A union in the description."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"old": "Old", "both": "Both"}

    old: str | None = None
    both: str | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class BranchToMake(TaggedUnion):
    """The union in the request."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"both": "Both"}

    both: str | None = None


NAMES: Mapping[str, str] = {
    name: name.title()
    for name in ("whole", "moment", "blob", "parts", "named", "instance", "text", "union", "any")
}


@attrs.define(kw_only=True, eq=False, repr=False)
class Made(Response):
    """A description."""

    __wire_names__: ClassVar[Mapping[str, str]] = NAMES

    whole: float | None = None
    moment: datetime | None = None
    blob: bytes | None = None
    parts: list[Part] | None = None
    named: dict[str, Part] | None = None
    instance: TrainingInstanceType | None = None
    text: TrainingInstanceType | None = None
    union: Branch | None = None
    any: Document | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class ToMake(Request[Response]):
    """The request for it."""

    __wire_names__: ClassVar[Mapping[str, str]] = NAMES
    __operation__: ClassVar[str] = "CreateThing"

    whole: int | None = None
    moment: datetime | None = None
    blob: bytes | None = None
    parts: list[PartToMake] | None = None
    named: dict[str, PartToMake] | None = None
    instance: ProcessingInstanceType | None = None
    text: str | None = None
    union: BranchToMake | None = None
    any: Document | None = None


def test_structures_of_other_classes_are_copied_by_name() -> None:
    source = Made(
        parts=[Part(name="a", state="up")],
        named={"k": Part(name="b", state="up")},
        union=Branch(both="x"),
    )

    request = as_request(ToMake, source)

    assert request.parts == [PartToMake(name="a")]
    assert request.named == {"k": PartToMake(name="b")}
    assert request.union == BranchToMake(both="x")
    assert dropped_members(ToMake, source) == ("parts[0].state", "named['k'].state")


def test_union_with_a_branch_that_the_request_does_not_have_is_dropped() -> None:
    source = Made(union=Branch(old="x"))

    assert as_request(ToMake, source).union is None
    assert dropped_members(ToMake, source) == ("union.old",)


def test_scalars_become_values_of_the_request() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    known, common = TrainingInstanceType.ML_M5_LARGE, TrainingInstanceType.open("ml.new.large")
    only_training = next(one for one in TrainingInstanceType if one not in ProcessingInstanceType)
    blob: Any = bytearray(b"a")

    request = as_request(
        ToMake,
        Made(whole=2.0, moment=moment, blob=blob, instance=known, text=known, any={"a": [None]}),
    )

    assert (request.whole, type(request.whole)) == (2, int)
    assert request.moment == moment
    assert (request.blob, type(request.blob)) == (b"a", bytes)
    assert request.instance is ProcessingInstanceType.ML_M5_LARGE
    assert (request.text, type(request.text)) == ("ml.m5.large", str)
    assert request.any == {"a": [None]}
    # The service has returned a value that this release does not know: it is sent again.
    unknown = as_request(ToMake, Made(instance=common)).instance
    assert (type(unknown), unknown) == (ProcessingInstanceType, "ml.new.large")
    # The model says that the service refuses this one; so does the request, before sending.
    assert type(as_request(ToMake, Made(instance=only_training)).instance) is str


def test_values_of_the_wrong_type_are_left_to_validation() -> None:
    wrong: Any = {"a": [1]}
    for name in NAMES:
        request = as_request(ToMake, Made(**{name: wrong}))
        copied = getattr(request, name)
        assert copied == wrong or name == "named"
        assert copied is not wrong


def test_null_items_are_copied() -> None:
    parts: Any = [None, Part(name="a")]

    assert as_request(ToMake, Made(parts=parts)).parts == [None, PartToMake(name="a")]


def test_member_of_another_kind_is_refused() -> None:
    @attrs.define(kw_only=True, eq=False, repr=False)
    class Other(Shape):
        whole: str | None = None
        named: dict[str, str] | None = None
        __wire_names__: ClassVar[Mapping[str, str]] = {"whole": "Whole", "named": "Named"}

    assert error_of(ToMake, Other(whole=SECRET, named={"a": SECRET})) == (
        "cannot make ToMake from Other:\n"
        "  - whole: needs a number, but the source has a str; "
        "pass whole=..., or None to leave it out\n"
        "  - named['a']: needs a structure, but the source has a str; "
        "pass named=..., or None to leave it out"
    )
    assert as_request(ToMake, Other(whole="a"), whole=1).whole == 1


def test_file_is_passed_on() -> None:
    body = io.BytesIO(b"a")
    request = InvokeEndpointRequest(endpoint_name="e", body=body)

    assert as_request(InvokeEndpointRequest, request).body is body
    # Other values that cannot be copied are refused before sending.
    lock: Any = Lock()
    wrong = InvokeEndpointRequest(endpoint_name=lock, body=b"")
    assert as_request(InvokeEndpointRequest, wrong).endpoint_name is lock


# --- what is missing ------------------------------------------------------------------------------


def test_error_names_every_missing_member_and_what_to_pass() -> None:
    source = Made(parts=[Part(state="up"), Part()], named={"k": Part()})

    assert error_of(ToMake, source) == (
        "cannot make ToMake from Made:\n"
        "  - parts[0].name: required, but name has no value in this Part; "
        "pass parts=..., or None to leave it out\n"
        "  - parts[1].name: required, but name has no value in this Part; "
        "pass parts=..., or None to leave it out\n"
        "  - named['k'].name: required, but name has no value in this Part; "
        "pass named=..., or None to leave it out"
    )
    assert as_request(ToMake, source, parts=None, named={}).named == {}


def test_required_member_that_the_class_does_not_have_is_named() -> None:
    assert error_of(sm.CreateImageVersionRequest, sm.DescribeImageVersionResponse()) == (
        "cannot make CreateImageVersionRequest from DescribeImageVersionResponse:\n"
        "  - base_image: required, but base_image has no value in this "
        "DescribeImageVersionResponse; pass base_image=...\n"
        "  - image_name: required, but DescribeImageVersionResponse has no such member; "
        "pass image_name=..."
    )


def test_error_has_every_problem_as_data() -> None:
    with pytest.raises(ConversionError) as caught:
        as_request(ToMake, Made(parts=[Part()]))

    assert [problem.steps for problem in caught.value.problems] == [("parts", 0, "name")]
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems
    assert str(again) == str(caught.value)


def test_errors_do_not_show_secrets() -> None:
    workforce = sm.Workforce(
        workforce_name="w",
        workforce_arn="arn",
        oidc_config=sm.OidcConfigForResponse(
            client_id=SECRET, authentication_request_extra_params={SECRET: SECRET}
        ),
    )
    with pytest.raises(ConversionError) as caught:
        as_request(sm.CreateWorkforceRequest, sm.DescribeWorkforceResponse(workforce=workforce))

    assert "oidc_config.client_secret: required" in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


# --- changes --------------------------------------------------------------------------------------


def test_misspelt_change_is_explained_as_by_the_constructor() -> None:
    with pytest.raises(TypeError) as constructor:
        untyped(sm.CreateModelRequest)(model_nam="a")
    with pytest.raises(TypeError) as caught:
        as_request(sm.CreateModelRequest, described(), model_nam="a")

    assert str(caught.value) == str(constructor.value)
    assert "did you mean model_name?" in str(caught.value)


def test_changes_replace_and_remove_values() -> None:
    tags = [sm.Tag(key="a", value="b")]
    request = as_request(
        sm.CreateModelRequest, described(), primary_container=None, tags=tags, model_name="b"
    )

    assert request.primary_container is None
    assert request.tags is tags
    assert request.model_name == "b"


def test_changes_can_have_the_names_of_arguments() -> None:
    action = sm.DescribeActionResponse(action_name="a", action_type="t")

    request = as_request(
        sm.CreateActionRequest, action, source=sm.ActionSource(source_uri="s3://a")
    )

    assert request.source == sm.ActionSource(source_uri="s3://a")
    positional = [
        one.name
        for one in inspect.signature(as_request).parameters.values()
        if one.kind is inspect.Parameter.POSITIONAL_ONLY
    ]
    assert positional == ["cls", "source"]


# --- unknown members ------------------------------------------------------------------------------


def test_unknown_members_are_kept_by_objects_of_the_same_class() -> None:
    container = with_unknown_members(sm.ContainerDefinition(image="a"), {"New": {"a": [1]}})
    source = with_unknown_members(
        sm.DescribeModelResponse(
            model_name="a",
            model_arn="b",
            creation_time=datetime.now(UTC),
            primary_container=container,
        ),
        {"Newer": 1},
    )

    request = as_request(sm.CreateModelRequest, source)

    assert request.primary_container == container
    assert request.primary_container is not None
    assert container.unknown_members is not None
    assert request.primary_container.unknown_members is not container.unknown_members
    assert request.unknown_members is None
    assert dropped_members(sm.CreateModelRequest, source)[-1] == "Newer"


def test_unknown_members_beside_a_wrapped_description_are_dropped() -> None:
    workteam: Any = {"WorkteamName": "w", "Description": "d", "MemberDefinitions": [], "New": 1}
    source = from_boto(sm.DescribeWorkteamResponse, {"Workteam": workteam, "Newer": 2})

    assert dropped_members(sm.CreateWorkteamRequest, source)[-2:] == ("workteam.New", "Newer")


# --- arguments ------------------------------------------------------------------------------------


@each(
    ("cls", "source", "message"),
    [
        (sm.CreateModelRequest, {"ModelName": "a"}, "not dict; use from_boto to convert"),
        (sm.CreateModelRequest, sm.CreateModelRequest, "not the class CreateModelRequest"),
        (sm.Tag, described(), "takes the class of a request first, such as as_request(Cre"),
        (described(), sm.CreateModelRequest, "not DescribeModelResponse"),
        ("CreateModelRequest", described(), "not str"),
        (Request, described(), "not the class Request"),
    ],
    ids=lambda case: case[2],
)
def test_wrong_arguments_are_refused(cls: Any, source: Any, message: str) -> None:
    for function in (as_request, dropped_members):
        with pytest.raises(TypeError) as caught:
            untyped(function)(cls, source)
        assert message.replace("as_request", function.__name__) in str(caught.value)


# --- rows -----------------------------------------------------------------------------------------


def exists(names: Iterable[str], fields: Iterable[str]) -> bool:
    """Return whether classes exist and have these fields."""
    classes = [getattr(sm, name, None) for name in names]
    return all(cls is not None and {*fields} <= {*cls.__wire_names__} for cls in classes)


@each("row", MOVED, ids=lambda row: f"{row.into[0]}.{row.member}")
def test_row_names_members_that_the_rules_do_not_find(
    row: Moved, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert row.reason
    fields = [] if row.member == EVERY else [row.member]
    if not (exists(row.into, fields) and exists([row.source], [row.path.split(".")[0]])):
        pytest.skip(f"the service has removed a member of the row for {row.source}")
    for name in row.into:
        target, source = getattr(sm, name), getattr(sm, row.source)
        place = tuple(row.path.split("."))
        found = members(target, source)
        assert place in [names[: len(place)] for names in found.values()]
        monkeypatch.setattr("sagemaker_typed.copying.members._moved", dict[Any, Any])
        without = untyped(members).__wrapped__(target, source)
        monkeypatch.undo()
        assert without != found


def test_update_of_settings_is_made_from_the_request_that_creates_them() -> None:
    created = sm.CreateDomainRequest(
        domain_name="research",
        auth_mode=sm.AuthMode.IAM,
        default_user_settings=sm.UserSettings(execution_role="arn:aws:iam::123456789012:role/a"),
        domain_settings=sm.DomainSettings(
            security_group_ids=["sg-1"],
            r_studio_server_pro_domain_settings=sm.RStudioServerProDomainSettings(
                domain_execution_role_arn="arn:aws:iam::123456789012:role/b"
            ),
        ),
    )
    update = as_request(sm.UpdateDomainRequest, created, domain_id="d-1")

    assert to_boto(update)["DomainSettingsForUpdate"] == {
        "SecurityGroupIds": ["sg-1"],
        "RStudioServerProDomainSettingsForUpdate": {
            "DomainExecutionRoleArn": "arn:aws:iam::123456789012:role/b"
        },
    }
    assert not [
        path
        for path in dropped_members(sm.UpdateDomainRequest, created)
        if path.startswith("domain_settings")
    ]


def test_machinery_works_without_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sagemaker_typed.copying.members._moved", dict[Any, Any])
    find = untyped(members).__wrapped__

    assert find(sm.CreateModelRequest, sm.DescribeModelResponse) == {
        name: (name,) for name in sm.CreateModelRequest.__wire_names__ if name != "tags"
    }
    assert find(sm.ClusterKubernetesConfig, sm.ClusterKubernetesConfigDetails) == {
        "labels": ("desired_labels",),
        "taints": ("desired_taints",),
    }
    assert find(sm.UpdateDomainRequest, sm.DescribeDomainResponse)[
        "domain_settings_for_update"
    ] == ("domain_settings",)
    assert find(sm.CreateWorkteamRequest, sm.DescribeWorkteamResponse)["description"] == (
        "workteam",
        "description",
    )


def test_object_that_contains_itself_is_refused() -> None:
    source = described()
    containers: Any = [sm.ContainerDefinition()]
    containers[0].additional_model_data_sources = containers
    source.containers = containers
    assert as_request(sm.CreateModelRequest, source).containers is not None

    loop: Any = Loop(inner=[])
    loop.inner.append(loop)
    for function in (as_request, dropped_members):
        with pytest.raises(ConversionError, match="nested too deeply, or contains itself"):
            function(LoopRequest, LoopResponse(loop=loop))


@attrs.define(kw_only=True, eq=False, repr=False)
class Loop(Shape):
    """A structure that can contain itself."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"inner": "Inner"}

    inner: list[Loop] | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class LoopResponse(Response):
    """A description with it."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"loop": "Loop", "other": "Other"}

    loop: Loop | None = None
    other: str | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class LoopRequest(Request[Response]):
    """A request with it."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"loop": "Loop"}
    __operation__: ClassVar[str] = "CreateLoop"

    loop: Loop | None = None
