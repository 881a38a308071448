"""Patterns match the events that moto's event buses match."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import boto3
import pytest
from helpers.cases import each
from helpers.events import SAMPLES, sample
from moto import mock_aws
from moto.events.models import EventPattern

from sagemaker_typed import sagemaker as sm
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed.a2i_runtime import HumanLoopStatus
from sagemaker_typed.events import (
    CLASSES,
    A2IHumanLoopStatusChange,
    AWSAPICallViaCloudTrail,
    EndpointDeploymentStateChange,
    EndpointStateChange,
    Event,
    GroundTruthLabelingJobStateChange,
    GroundTruthLabelingJobTaskStatusChange,
    HyperPodClusterEvent,
    HyperPodClusterNodeHealthEvent,
    ImageStateChange,
    ImageVersionStateChange,
    Matcher,
    ModelBuildingPipelineExecutionStatusChange,
    ModelBuildingPipelineExecutionStepStatusChange,
    ModelPackageStateChange,
    ProcessingJobStateChange,
    TrackingServerCreated,
    TrainingJobStateChange,
    absent,
    anything_but,
    equals_ignore_case,
    exists,
    numeric,
    prefix,
    read_event,
    suffix,
    wildcard,
)
from sagemaker_typed.events.event import detail_class

Pattern = Mapping[str, Any]


def matches(pattern: Pattern, event: Mapping[str, Any]) -> bool:
    # As EventBridge refuses a pattern that is not valid.
    loaded: Any = EventPattern.load(json.dumps(pattern))
    return bool(loaded.matches_event(event))


def pattern_of(cls: Any, **filters: Any) -> dict[str, Any]:
    """Return a pattern whose keywords checkers cannot know."""
    pattern: dict[str, Any] = cls.pattern(**filters)
    return pattern


# --- every type -----------------------------------------------------------------------------------


@each("name", SAMPLES)
def test_the_pattern_of_a_class_matches_its_events_only(name: str) -> None:
    raw = SAMPLES[name]
    pattern = pattern_of(CLASSES[raw["detail-type"]])

    assert pattern == {"source": ["aws.sagemaker"], "detail-type": [raw["detail-type"]]}
    assert [one for one in SAMPLES if matches(pattern, SAMPLES[one])] == [
        one for one in SAMPLES if SAMPLES[one]["detail-type"] == raw["detail-type"]
    ]


@each("name", SAMPLES)
def test_filters_for_what_was_read_match_the_event(name: str) -> None:
    """Each member is a filter, with the value that the typed detail has."""
    raw = SAMPLES[name]
    event = read_event(raw)
    cls = type(event)
    shape = detail_class(cls)
    contents = field_contents(shape) if shape else {}
    tried = 0
    for field, content in contents.items():
        value = getattr(event.detail, field)
        if isinstance(content, kinds.Text | kinds.Enum | kinds.Number | kinds.Boolean):
            wire = next(iter(pattern_of(cls, **{field: exists()})["detail"]))
            if raw["detail"].get(wire) is None:
                continue
            tried += 1
            other: Any = "other"
            if isinstance(content, kinds.Number | kinds.Boolean):
                other = not value if isinstance(content, kinds.Boolean) else -7
            elif isinstance(content, kinds.Enum):
                other = content.type.open("OTHER")
            assert matches(pattern_of(cls, **{field: value}), raw), field
            assert not matches(pattern_of(cls, **{field: other}), raw), field
            assert matches(pattern_of(cls, **{field: [other, value]}), raw), field
            assert not matches(pattern_of(cls, **{field: absent()}), raw), field
            if not isinstance(content, kinds.Boolean):  # EventBridge excludes no bool
                assert not matches(pattern_of(cls, **{field: anything_but(value)}), raw), field
                assert matches(pattern_of(cls, **{field: anything_but(other)}), raw), field
    assert tried or name in {"hyperpod_cluster_event", "tracking_server"}


# --- the keywords of every pattern ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "others"),
    [
        ({"account": "123456789012"}, {"account": "210987654321"}),
        ({"region": ["us-east-1", "us-west-2"]}, {"region": "eu-west-1"}),
        ({"resources": prefix("arn:aws:sagemaker:us-west-2")}, {"resources": prefix("arn:aws-cn")}),
        ({"resources": suffix("/churn-7")}, {"resources": suffix("/churn-8")}),
        ({"tags": {"team": "growth"}}, {"tags": {"team": "sales"}}),
        ({"tags": {"team": exists()}}, {"tags": {"owner": exists()}}),
        ({"detail": {"Newer": ["x", prefix("v")]}}, {"detail": {"Newer": "x"}}),
        ({"detail": {"VpcConfig": None}}, {"detail": {"Newer": {"deep": 1}}}),
        ({"source": "aws.sagemaker"}, {"source": "tests"}),
        ({"training_job_name": None, "account": None}, {"training_job_name": [None]}),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_patterns_filter_the_envelope_the_tags_and_newer_members(filters: Any, others: Any) -> None:
    event = sample("training_job", Newer="v1")

    assert matches(pattern_of(TrainingJobStateChange, **filters), event)
    assert not matches(pattern_of(TrainingJobStateChange, **others), event)


# --- spelling -------------------------------------------------------------------------------------


def test_statuses_are_spelled_as_the_event_spells_them() -> None:
    pattern = EndpointStateChange.pattern(
        endpoint_status=[sm.EndpointStatus.IN_SERVICE, sm.EndpointStatus.ROLLING_BACK]
    )

    assert pattern["detail"] == {"EndpointStatus": ["IN_SERVICE", "ROLLING_BACK"]}
    assert matches(pattern, SAMPLES["endpoint"])
    assert not matches(pattern, SAMPLES["endpoint_short"])
    deployment = EndpointDeploymentStateChange.pattern(
        endpoint_status=[sm.EndpointStatus.UPDATING],
        pending_deployment_summary={"endpoint_config_name": [prefix("churn-")]},
    )
    assert matches(deployment, SAMPLES["endpoint_deployment"])
    job = TrainingJobStateChange.pattern(training_job_status=[sm.TrainingJobStatus.IN_PROGRESS])
    assert job["detail"] == {"TrainingJobStatus": ["InProgress"]}


def test_a_status_whose_spelling_differs_from_page_to_page_has_all_spellings() -> None:
    image = ImageStateChange.pattern(image_status=[sm.ImageStatus.CREATE_FAILED])
    version = ImageVersionStateChange.pattern(image_version_status=[sm.ImageVersionStatus.CREATED])

    assert image["detail"]["ImageStatus"] == ["CREATE_FAILED", "CREATEFAILED", "CreateFailed"]
    for status in ("CREATED", "Created"):
        assert matches(version, sample("image_version", ImageVersionStatus=status))
    assert not matches(version, sample("image_version", ImageVersionStatus="CREATING"))


def test_enums_in_lists_of_structures_are_spelled_too() -> None:
    pattern = ProcessingJobStateChange.pattern(
        processing_inputs={"s3_input": {"s3_data_type": [sm.ProcessingS3DataType.MANIFEST_FILE]}}
    )

    spelled = pattern["detail"]["ProcessingInputs"]["S3Input"]["S3DataType"]
    given = SAMPLES["processing_job"]["detail"]["ProcessingInputs"][0]["S3Input"]["S3DataType"]
    assert given in spelled
    assert "ManifestFile" in spelled


def test_a_single_value_is_a_list_with_it() -> None:
    for value in ("churn-7", prefix("churn-")):
        alone = pattern_of(TrainingJobStateChange, training_job_name=value)
        assert alone == pattern_of(TrainingJobStateChange, training_job_name=[value])


@pytest.mark.parametrize("given", ["InService", "IN_SERVICE", "in_service"])
def test_a_str_that_spells_a_value_is_taken(given: Any) -> None:
    pattern = pattern_of(EndpointStateChange, endpoint_status=given)

    assert pattern["detail"] == {"EndpointStatus": ["IN_SERVICE"]}


def test_a_value_of_tomorrow_is_taken_if_it_is_opened() -> None:
    status = sm.EndpointStatus.open("HIBERNATING")

    pattern = EndpointStateChange.pattern(endpoint_status=[status])
    assert pattern["detail"] == {"EndpointStatus": ["HIBERNATING"]}


def test_members_in_lower_camel_case_are_written_so() -> None:
    step = ModelBuildingPipelineExecutionStepStatusChange.pattern(
        step_name=[prefix("feat")],
        current_step_status=[sm.StepStatus.FAILED],
        metadata={"processing_job": {"arn": [wildcard("*features")]}},
    )
    execution = ModelBuildingPipelineExecutionStatusChange.pattern(
        current_pipeline_execution_status=[sm.PipelineExecutionStatus.SUCCEEDED]
    )
    loop = A2IHumanLoopStatusChange.pattern(human_loop_status=[HumanLoopStatus.COMPLETED])

    assert step["detail"]["metadata"] == {"processingJob": {"arn": [{"wildcard": "*features"}]}}
    assert matches(step, SAMPLES["pipeline_step"])
    assert matches(execution, SAMPLES["pipeline_execution"])
    assert matches(loop, SAMPLES["human_loop"])
    labeling = GroundTruthLabelingJobTaskStatusChange.pattern(labeling_job_arn=[suffix("faces")])
    assert matches(labeling, SAMPLES["labeling_task"])
    job = GroundTruthLabelingJobStateChange.pattern(
        labeling_job_status=[sm.LabelingJobStatus.FAILED, sm.LabelingJobStatus.STOPPED]
    )
    assert not matches(job, SAMPLES["labeling_job"])


def test_nested_structures_maps_and_extras_are_filters() -> None:
    job = TrainingJobStateChange.pattern(
        resource_config={
            "instance_type": [sm.TrainingInstanceType.ML_M5_2XLARGE, prefix("ml.p")],
            "instance_count": [numeric(">", 1)],
        },
        hyper_parameters={"epochs": ["12", "13"], "seed": [absent()]},
        enable_managed_spot_training=[False],
    )
    call = AWSAPICallViaCloudTrail.pattern(
        event_name=[prefix("Create")],
        error_code=[absent()],
        request_parameters={"roleArn": exists()},
    )
    package = ModelPackageStateChange.pattern(
        updated_model_package_fields=["ModelLifeCycle"],
        model_approval_status=[sm.ModelApprovalStatus.APPROVED],
    )
    node = HyperPodClusterNodeHealthEvent.pattern(health_summary={"health_status": ["Unhealthy"]})
    event = HyperPodClusterEvent.pattern(event_details={"resource_type": [exists()]})

    assert matches(job, SAMPLES["training_job"])
    assert not matches(job, SAMPLES["training_job_text_times"])
    assert matches(call, SAMPLES["api_call"])
    assert not matches(call, SAMPLES["api_call_failed"])
    assert matches(package, SAMPLES["model_package"])
    assert matches(node, SAMPLES["hyperpod_node_health"])
    assert matches(event, SAMPLES["hyperpod_cluster_event"])
    assert matches(
        TrackingServerCreated.pattern(detail={"TrackingServerName": ["runs"]}),
        SAMPLES["tracking_server"],
    )


# --- matchers -------------------------------------------------------------------------------------

MATCHERS: Final[list[tuple[Callable[[], Any], list[Any], list[Any]]]] = [
    (lambda: prefix("churn"), ["churn-7"], ["Churn-7", "a-churn"]),
    (lambda: prefix("churn", ignore_case=True), ["Churn-7"], ["a-churn"]),
    (lambda: suffix("-7"), ["churn-7"], ["churn-70"]),
    (lambda: suffix("-A", ignore_case=True), ["churn-a"], ["churn-ab"]),
    (lambda: equals_ignore_case("churn"), ["CHURN", "churn"], ["churn-7"]),
    (lambda: wildcard("ch*-7"), ["churn-7"], ["churn-8"]),
    (lambda: wildcard(r"a\*b"), ["a*b"], ["axb"]),
    (lambda: anything_but("a", "b"), ["c"], ["a", "b"]),
    (lambda: anything_but(prefix("churn")), ["a"], ["churn-7"]),
    (lambda: anything_but(wildcard("c*")), ["a"], ["churn-7"]),
    (lambda: [prefix("a"), "b"], ["ab", "b"], ["c"]),
]


@each(("matcher", "yes", "no"), MATCHERS, ids=lambda case: json.dumps(case[1:]))
def test_matchers_of_a_str(matcher: Callable[[], Any], yes: list[Any], no: list[Any]) -> None:
    pattern = TrainingJobStateChange.pattern(training_job_name=matcher())

    for name in yes:
        assert matches(pattern, sample("training_job", TrainingJobName=name)), name
    for name in no:
        assert not matches(pattern, sample("training_job", TrainingJobName=name)), name


@pytest.mark.parametrize(
    ("arguments", "yes", "no"),
    [
        ((">", 3), [4, 5.5], [3, 2]),
        (("<=", 3), [3, -1], [4]),
        (("=", 3), [3, 3.0], [4]),
        ((">", 1, "<=", 3), [2, 3], [1, 4]),
    ],
    ids=["greater", "at most", "equal", "between"],
)
def test_numeric_compares_numbers(arguments: Any, yes: list[Any], no: list[Any]) -> None:
    pattern = TrainingJobStateChange.pattern(
        resource_config={"instance_count": [numeric(*arguments)]}
    )

    def event(number: Any) -> dict[str, Any]:
        return sample("training_job", ResourceConfig={"InstanceCount": number})

    assert all(matches(pattern, event(number)) for number in yes)
    assert not any(matches(pattern, event(number)) for number in no)


@pytest.mark.parametrize(
    "make",
    [
        lambda: numeric(">", 6e9),
        lambda: numeric(cast("Any", "!="), 3),
        lambda: numeric(">", cast("Any", "3")),
        lambda: numeric(">", True),
        lambda: numeric(">", 1, "<"),
        lambda: numeric(">", 1, None, 3),
        lambda: numeric("<", 1, ">", 3),
        lambda: numeric(">", 3, "<", 3),
        lambda: numeric("=", 1, "=", 1),
        lambda: wildcard("a**"),
        lambda: anything_but(6_000_000_000),
        lambda: wildcard(r"a\b"),
        anything_but,
        lambda: anything_but("a", prefix("b")),
        lambda: anything_but(exists()),
        lambda: anything_but(anything_but("a")),
        lambda: anything_but(prefix("a", ignore_case=True)),
    ],
    ids=range(17),
)
def test_matchers_that_eventbridge_does_not_have_are_errors(make: Callable[[], Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        make()


# --- mistakes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cls", "filters", "error", "hint"),
    [
        (TrainingJobStateChange, {"training_job_statu": "x"}, TypeError, "training_job_status"),
        (TrainingJobStateChange, {"TrainingJobName": "x"}, TypeError, "training_job_name"),
        (TrainingJobStateChange, {"acount": "x"}, TypeError, "account"),
        (ModelPackageStateChange, {"updated_fields": "x"}, TypeError, "unexpected keyword"),
        (
            TrainingJobStateChange,
            {"resource_config": {"instance_typ": "x"}},
            TypeError,
            "resource_config: ResourceConfig has no field 'instance_typ'; did you mean instance_",
        ),
        (EndpointStateChange, {"endpoint_status": "InServce"}, ValueError, "'InService'"),
        (
            TrainingJobStateChange,
            {"resource_config": {"instance_type": ["m5.large"]}},
            ValueError,
            r"resource_config.instance_type\[0\]: .*'ml.m5.large'",
        ),
        (
            EndpointStateChange,
            {"endpoint_status": anything_but("Gone")},
            ValueError,
            "not a known EndpointStatus",
        ),
        (TrainingJobStateChange, {"training_job_name": 3}, TypeError, "expected a str"),
        (TrainingJobStateChange, {"training_job_name": []}, ValueError, "empty list"),
        (TrainingJobStateChange, {"training_job_name": {"a": 1}}, TypeError, "expected a str"),
        (TrainingJobStateChange, {"training_job_name": numeric(">", 3)}, TypeError, "numeric"),
        (TrainingJobStateChange, {"resource_config": "x"}, TypeError, "expected a dict"),
        (TrainingJobStateChange, {"hyper_parameters": ["x"]}, TypeError, "expected a dict"),
        (TrainingJobStateChange, {"tags": ["x"]}, TypeError, "expected a dict"),
        (TrainingJobStateChange, {"detail": ["x"]}, TypeError, "expected a dict"),
        (
            TrainingJobStateChange,
            {"resource_config": {"instance_count": True}},
            TypeError,
            "expected a number or a matcher, got bool",
        ),
        (
            TrainingJobStateChange,
            {"resource_config": {"instance_count": prefix("1")}},
            TypeError,
            "prefix matches a str",
        ),
        (TrainingJobStateChange, {"enable_managed_spot_training": 1}, TypeError, "a bool"),
        (TrackingServerCreated, {"tracking_server_name": "x"}, TypeError, "unexpected keyword"),
    ],
    ids=range(20),
)
def test_mistakes_are_errors_with_the_nearest_name(
    cls: Any, filters: dict[str, Any], error: type[Exception], hint: str
) -> None:
    with pytest.raises(error, match=hint):
        pattern_of(cls, **filters)


@pytest.mark.parametrize(
    "filters",
    [
        {"tags": {}},
        {"hyper_parameters": {}},
        {"resource_config": {}},
        {"resource_config": {"instance_type": None}},
        {"detail": {"a": {}}},
        {"resource_config": {"instance_count": float("nan")}},
        {"training_job_status": "Failed", "detail": {"TrainingJobStatus": ["Stopped"]}},
        {"tags": {"a": "b"}, "detail": {"Tags": {"c": ["d"]}}},
    ],
    ids=range(8),
)
def test_patterns_that_eventbridge_refuses_or_that_lose_a_filter_are_errors(filters: Any) -> None:
    with pytest.raises(ValueError, match=r"[]\w]: .*(an empty dict|NaN|remove one of the filters)"):
        pattern_of(TrainingJobStateChange, **filters)


@pytest.mark.parametrize("values", [(True,), (None,), ("a", 1), (["a", "b"],)], ids=range(4))
def test_anything_but_takes_str_or_numbers(values: Any) -> None:
    with pytest.raises(TypeError, match=r"anything_but takes (str or numbers|values), not"):
        anything_but(*values)


@each("function", [prefix, suffix, equals_ignore_case, wildcard])
def test_conditions_on_a_str_take_a_str(function: Any) -> None:
    with pytest.raises(TypeError, match="takes a str, not int"):
        function(3)


def test_patterns_of_the_same_matcher_share_nothing() -> None:
    matcher = numeric(">", 1)
    filters = {"resource_config": {"instance_count": matcher}}
    first, second = (pattern_of(TrainingJobStateChange, **filters) for _ in range(2))
    first["detail"]["ResourceConfig"]["InstanceCount"][0]["numeric"].append("<=")
    assert second == pattern_of(TrainingJobStateChange, **filters)
    assert hash(matcher) == hash(numeric(">", 1))


def test_condition_that_does_not_exist_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(TypeError, match=r"training_job_name: .*'prefx'; did you mean prefix\?"):
        pattern_of(TrainingJobStateChange, training_job_name=Matcher("prefx", "a"))


def test_times_are_filters_as_they_are_in_the_event() -> None:
    pattern = TrainingJobStateChange.pattern(creation_time=[1715678462554, "1715678462554"])

    assert matches(pattern, SAMPLES["training_job"])
    assert matches(pattern, SAMPLES["training_job_text_times"])
    with pytest.raises(TypeError, match="a time as in the event"):
        pattern_of(TrainingJobStateChange, creation_time=read_event(SAMPLES["model"]).time)


# --- rules ----------------------------------------------------------------------------------------


def test_boto3_makes_a_rule_of_a_pattern() -> None:
    untyped: Any = boto3
    pattern = TrainingJobStateChange.pattern(
        training_job_status=[sm.TrainingJobStatus.FAILED], training_job_name=[prefix("churn-")]
    )
    with mock_aws():
        client = untyped.client("events", region_name="us-west-2")
        client.put_rule(Name="failed", EventPattern=json.dumps(pattern))
        rule = client.describe_rule(Name="failed")

    assert json.loads(rule["EventPattern"]) == pattern


def test_every_class_has_a_pattern_and_the_base_has_none() -> None:
    assert all("pattern" in vars(cls) for cls in CLASSES.values())
    assert not hasattr(Event, "pattern")


@pytest.mark.parametrize(
    ("condition", "hint"),
    [
        ({"prefix": "a"}, "; use prefix('a')"),
        ({"equals-ignore-case": "a"}, "; use equals_ignore_case('a')"),
        ({"anything-but": ["a", "b"]}, "; use anything_but(...)"),
        ({"prefix": {"equals-ignore-case": "a"}}, "; use prefix(...)"),
        ({"exists": False}, "; use absent()"),
        ({"exists": True}, "; use exists()"),
        ({"other": "a"}, ""),
    ],
)
def test_a_condition_in_the_syntax_of_eventbridge_names_its_function(
    condition: Any, hint: str
) -> None:
    with pytest.raises(TypeError) as refused:
        TrainingJobStateChange.pattern(training_job_name=[condition])
    start = "training_job_name[0]: expected a str or a matcher, got dict"
    assert str(refused.value) == start + hint


def test_a_list_for_anything_but_shows_the_values_to_pass() -> None:
    values: Any = ["a", "b"]
    with pytest.raises(TypeError, match=r"not a list; use anything_but\('a', 'b'\)"):
        anything_but(values)
