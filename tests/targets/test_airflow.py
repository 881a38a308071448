"""Configurations of Airflow's operators, and what these push to XCom.

``tests/record_airflow.py`` recorded what the Amazon provider makes of the configurations.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import pytest
from helpers.airflow import (
    CASES,
    DATE,
    ENDPOINT,
    ENDPOINT_CONFIG,
    MODEL,
    PARAMS,
    TRAINING,
    TRANSFORM,
    TUNING,
    Case,
)
from helpers.cases import each
from helpers.folders import DATA
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_typed import ConversionError, ViolationError, from_boto, to_boto
from sagemaker_typed import sagemaker as sm
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents, is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.targets import Placeholder
from sagemaker_typed.targets.airflow import from_airflow, read_xcom, ref, to_airflow
from sagemaker_typed.targets.airflow.operators import OPERATORS
from sagemaker_typed.targets.airflow.reprs import datetime_of
from sagemaker_typed.targets.airflow.xcom import RESULTS

RECORD: Final[dict[str, Any]] = json.loads((DATA / "airflow.json").read_text(encoding="utf-8"))
ZONE: Final = ZoneInfo(RECORD["time_zone"])
RECORDED: Final = [*zip(CASES, RECORD["cases"], strict=True)]


class OfAnotherTarget(Placeholder):
    """A placeholder that Airflow does not know."""


def name_of(pair: Any) -> str:
    case: Case = pair[0]
    return f"{case.operator}-{len(case.requests)}"


def rendered(value: Any) -> Any:
    """Return JSON values as Airflow and the operators render them."""
    if is_map(value):
        return {key: rendered(item) for key, item in value.items()}
    if is_list(value):
        return [rendered(item) for item in value]
    if value == "{{ params.count }}":
        return PARAMS["count"]
    if value == "{{ params.type }}":
        return PARAMS["type"]
    if isinstance(value, str):
        nodash = DATE.replace("-", "")
        return value.replace("{{ ds }}", DATE).replace("{{ ds_nodash }}", nodash)
    return value


# --- configurations -------------------------------------------------------------------------------


def test_every_operator_is_recorded() -> None:
    assert {one["operator"] for one in RECORD["cases"]} == {one.name for one in OPERATORS}


@each("pair", RECORDED, ids=name_of)
def test_config_is_what_the_operator_sends(pair: Any) -> None:
    case, record = pair
    assert record["operator"] == case.operator
    config = to_airflow(*case.requests)
    assert config == record["config"]
    by_operation = {one.__operation__: one for one in case.requests}
    sent = {one["operation"]: one["params"] for one in record["calls"]}
    assert sent.keys() == by_operation.keys()
    for operation, request in by_operation.items():
        assert sent[operation] == rendered(to_airflow(request))
        # What was sent is what boto3 sends for the same values.
        cls: Any = getattr(sm, f"{operation}Request")
        assert to_boto(from_boto(cls, sent[operation])) == sent[operation]


@each("pair", RECORDED, ids=name_of)
def test_config_is_read_as_it_was_written(pair: Any) -> None:
    case, record = pair
    for request in case.requests:
        cls: Any = getattr(sm, f"{request.__operation__}Request")
        assert from_airflow(record["config"], cls) == request


@each("pair", RECORDED, ids=name_of)
def test_converted_integers_are_those_of_the_operator(pair: Any) -> None:
    case, record = pair
    operator = next(one for one in OPERATORS if one.name == case.operator)
    is_alone = len(case.requests) == 1
    expected = {
        path if is_alone else f"{key}.{path}"
        for key, part in operator.parts.items()
        for path in part.integers
        if key == operator.main or not is_alone
    }
    assert {*record["integers"]} == expected


def test_order_of_requests_does_not_matter() -> None:
    parts = (MODEL, ENDPOINT_CONFIG, ENDPOINT)
    whole = to_airflow(*parts)
    assert [*whole] == ["Model", "EndpointConfig", "Endpoint"]
    assert to_airflow(*reversed(parts)) == whole
    assert to_airflow(ENDPOINT, ENDPOINT_CONFIG).keys() == {"EndpointConfig", "Endpoint"}


def test_role_can_be_a_name() -> None:
    model = attrs.evolve(MODEL, execution_role_arn="sagemaker")
    assert to_airflow(model)["ExecutionRoleArn"] == "sagemaker"
    assert to_airflow(attrs.evolve(TRAINING, role_arn="sagemaker"))["RoleArn"] == "sagemaker"
    definition = TUNING.training_job_definition
    assert definition is not None
    named = attrs.evolve(definition, role_arn="sagemaker")
    config = to_airflow(attrs.evolve(TUNING, training_job_definition=named))
    assert config["TrainingJobDefinition"]["RoleArn"] == "sagemaker"
    read = from_airflow(config, sm.CreateHyperParameterTuningJobRequest)
    assert read.training_job_definition == named
    # No operator looks up this role.
    with pytest.raises(ViolationError, match="execution_role_arn"):
        to_airflow(attrs.evolve(ENDPOINT_CONFIG, execution_role_arn="sagemaker"))


def test_violations_are_reported_but_for_templates() -> None:
    with pytest.raises(ViolationError, match="training_job_name"):
        to_airflow(attrs.evolve(TRAINING, training_job_name="churn!"))
    long_name = "churn-" + "{{ ds }}" * 20
    assert to_airflow(attrs.evolve(TRAINING, training_job_name=long_name))
    assert to_airflow(attrs.evolve(TRAINING, training_job_name="{% if a %}b{% endif %}"))


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"enable_network_isolation": ref("{{ params.a }}")}, "enable_network_isolation"),
        ({"tags": ref("{{ params.tags }}")}, "tags"),
        (
            {
                "resource_config": sm.ResourceConfig(
                    volume_size_in_gb=1, keep_alive_period_in_seconds=ref("{{ params.a }}")
                )
            },
            "resource_config.keep_alive_period_in_seconds",
        ),
    ],
)
def test_template_that_airflow_renders_to_a_wrong_type(fields: Any, path: str) -> None:
    request = attrs.evolve(TRAINING, **fields)
    with pytest.raises(ConversionError, match="render_template_as_native_obj=True on") as caught:
        to_airflow(request)
    assert [one.path for one in caught.value.problems] == [path]
    config = to_airflow(request, native_templates=True)
    assert from_airflow(config, sm.CreateTrainingJobRequest) == request


@pytest.mark.parametrize("value", [ref("Role.Arn"), ref("$.name"), OfAnotherTarget()])
def test_other_placeholders_are_refused_with_their_path(value: Any) -> None:
    with pytest.raises(ConversionError, match="is not a Jinja template") as caught:
        to_airflow(attrs.evolve(MODEL, tags=[sm.Tag(key="a", value=value)]))
    assert [one.path for one in caught.value.problems] == ["tags[0].value"]


def test_other_requests_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"SageMakerTransformOperator takes Model, Transform; Sage"
    ):
        to_airflow(MODEL, TRAINING)
    with pytest.raises(ValueError, match="sends CreateModel, CreateModel together"):
        to_airflow(MODEL, MODEL)
    with pytest.raises(ValueError, match="has StartPipelineExecution as its config; those that"):
        to_airflow(sm.StartPipelineExecutionRequest(pipeline_name="a", client_request_token="a"))
    untyped: Any = to_airflow
    with pytest.raises(TypeError, match="to_airflow takes requests, such as"):
        untyped(MODEL, {"ModelName": "a"})
    with pytest.raises(TypeError):
        untyped()


def test_other_configs_are_refused() -> None:
    config = to_airflow(MODEL, TRANSFORM)
    with pytest.raises(ValueError, match="the config has Model, and no Endpoint"):
        from_airflow(config, sm.CreateEndpointRequest)
    with pytest.raises(ConversionError, match="CreateTrainingJobRequest"):
        from_airflow(config, sm.CreateTrainingJobRequest)
    with pytest.raises(ValueError, match="no operator of Airflow's Amazon provider"):
        from_airflow(config, sm.CreateHubRequest)
    with pytest.raises(ConversionError, match="ModelNam"):
        from_airflow({"ModelNam": "a"}, sm.CreateModelRequest)
    untyped: Any = from_airflow
    with pytest.raises(TypeError, match="from_airflow takes a dict, not str"):
        untyped("a", sm.CreateModelRequest)
    with pytest.raises(TypeError, match="takes the class of a request, not"):
        untyped(config, sm.Tag)


def test_uploads_and_numbers_of_a_config() -> None:
    config = to_airflow(TRAINING)
    config["ResourceConfig"] = {**config["ResourceConfig"], "InstanceCount": "2"}
    config["S3Operations"] = {"S3Upload": [{"Path": "a", "Bucket": "b", "Key": "c", "Tar": False}]}
    read = from_airflow(config, sm.CreateTrainingJobRequest)
    assert read.resource_config is not None
    assert read.resource_config.instance_count == 2
    config["ResourceConfig"]["KeepAlivePeriodInSeconds"] = "2"
    with pytest.raises(ConversionError, match="KeepAlivePeriodInSeconds"):
        from_airflow(config, sm.CreateTrainingJobRequest)


# --- XCom -----------------------------------------------------------------------------------------


def responses() -> list[tuple[str, Any, dict[str, Any]]]:
    by_key = {key: operation for operation, key in RESULTS.items()}
    return [
        (record["operator"], getattr(sm, f"{by_key[key]}Response"), record["xcom"])
        for record in RECORD["cases"]
        for key in record["xcom"] or ()
    ]


def test_every_result_is_recorded() -> None:
    found = {key for record in RECORD["cases"] for key in record["xcom"] or ()}
    assert found == {*RESULTS.values()}


@each("result", responses(), ids=lambda one: f"{one[0]}-{one[1].__name__}")
def test_response_of_an_operator_is_read(result: Any) -> None:
    _, cls, pushed = result
    key = RESULTS[cls.__name__.removesuffix("Response")]
    described = read_xcom(cls, pushed, local_zone=ZONE)
    assert described == read_xcom(cls, pushed[key], local_zone=ZONE)
    assert described.response_metadata.http_status_code == 200
    # boto3's answer has datetimes in place of the strings.
    texts: dict[str, Any] = json.loads(json.dumps(pushed[key]))
    expected = from_boto(cls, evaluated(texts))
    assert described == expected
    assert described.creation_time.year == 2026


def evaluated(value: Any) -> Any:
    """Return a record of the provider with the values of its texts; tests may evaluate them."""
    names: dict[str, Any] = {"datetime": sys.modules["datetime"], "tzlocal": lambda: ZONE}
    if is_map(value):
        return {key: evaluated(item) for key, item in value.items()}
    if is_list(value):
        return [evaluated(item) for item in value]
    is_text = isinstance(value, str) and value.startswith("datetime.datetime(")
    return eval(value, names) if is_text else value


def test_datetimes_are_those_of_python() -> None:
    assert len(RECORD["datetimes"]) == 16
    for one in RECORD["datetimes"]:
        found = datetime_of(one["text"], ZONE)
        assert found is not None
        assert found.timestamp() == one["epoch"]
        assert found.tzinfo is UTC


def test_zone_of_the_worker_is_by_default_the_one_of_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "datetime.datetime(2024, 7, 2, 0, 0, tzinfo=tzlocal())"
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        assert datetime_of(text) == datetime(2024, 7, 1, 18, 30, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert datetime_of(text, timezone(timedelta(hours=2))) == datetime(2024, 7, 1, 22, tzinfo=UTC)


ZONES: Final[st.SearchStrategy[Any]] = st.one_of(
    st.none(),
    st.just(UTC),
    st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(
        lambda one: timezone(timedelta(seconds=int(one.total_seconds())))
    ),
    st.sampled_from(["Europe/Berlin", "America/Argentina/Ushuaia", "UTC"]).map(ZoneInfo),
)


@given(
    st.datetimes(datetime(2, 1, 2), datetime(9998, 1, 1), timezones=ZONES, allow_imaginary=False)
)
def test_every_datetime_is_read(at: datetime) -> None:
    expected = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    assert datetime_of(repr(at)) == expected.astimezone(UTC)


HOSTILE: Final = [
    "__import__('os').system('true')",
    "datetime.datetime(2024, 1, 2, tzinfo=__import__('os').system('true'))",
    "datetime.datetime(2024, 1, 2, tzinfo=tzlocal().__class__())",
    "datetime.datetime(2024, 1, 2, tzinfo=zoneinfo.ZoneInfo(key='../../etc/passwd'))",
    "datetime.datetime(2024, 1, 2, tzinfo=zoneinfo.ZoneInfo(key='/etc/passwd'))",
    "datetime.datetime(2024, 1, 2, tzinfo=zoneinfo.ZoneInfo(key='No/Where'))",
    "datetime.datetime(2024, 1, 2, tzinfo=tzoffset(None, 99999))",
    "datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(days=9)))",
    "datetime.datetime(2024, 13, 2)",
    "datetime.datetime(999999, 1, 2)",
    "datetime.datetime(1, 1, 1, tzinfo=tzoffset(None, 3600))",
    "datetime.datetime(2024, 1)",
    "datetime.datetime(2024, 1, 2, 3, 4, 5, 6, 7, 8)",
    "datetime.datetime(2024, 1, 2) ",
    "datetime.datetime(2024, 1, 2)\n",
    "datetime.datetime(9**9**9, 1, 2)",
    "datetime.datetime(" * 50 + "2024, 1, 2" + ")" * 50,
    "datetime.datetime(2024, 1, 2" + ", 1" * 100_000 + ")",
    "datetime.datetime(\uff12024, 1, 2)",
    "datetime.timedelta(1)",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_other_texts_are_no_datetime(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def evaluated(*_: object) -> None:
        raise AssertionError("evaluated")

    monkeypatch.setattr("os.system", evaluated)
    assert datetime_of(text) is None
    with pytest.raises(ConversionError, match="CreationTime"):
        read_xcom(sm.DescribeModelResponse, {"Model": {"ModelName": "a", "CreationTime": text}})


def test_texts_that_are_no_timestamps_stay() -> None:
    text = "datetime.datetime(2024, 1, 2)"
    pushed = {"Model": {"ModelName": text, "ModelArn": "a", "CreationTime": text, "New": text}}
    described = read_xcom(sm.DescribeModelResponse, pushed)
    assert described.model_name == text
    assert described.creation_time == datetime(2024, 1, 2, tzinfo=UTC)
    assert described.unknown_members == {"New": text}
    step = {"CandidateStepType": "AWS::SageMaker::TrainingJob", "CandidateStepName": text}
    read = read_xcom(sm.AutoMLCandidateStep, {**step, "CandidateStepArn": "a"})
    assert read.candidate_step_name == text


def test_other_values_are_refused() -> None:
    with pytest.raises(ValueError, match="the value has Training, and no Model for DescribeModel"):
        read_xcom(sm.DescribeModelResponse, {"Training": {}})
    untyped: Any = read_xcom
    with pytest.raises(TypeError, match="read_xcom takes what an operator returns, a dict, not"):
        untyped(sm.DescribeModelResponse, "Model")
    with pytest.raises(TypeError, match="read_xcom takes the class first"):
        untyped({"Model": {}}, sm.DescribeModelResponse)


def test_configs_have_no_blobs() -> None:
    # The operators log configurations as JSON, so a blob could not be in one.
    for operator in OPERATORS:
        for part in operator.parts.values():
            for operation in part.operations:
                cls: Any = getattr(sm, f"{operation}Request")
                assert not any(isinstance(one, kinds.Blob) for one in inside(kinds.Structure(cls)))


def inside(content: Content) -> Iterator[Content]:
    """Yield a content and everything inside it."""
    yield content
    match content:
        case kinds.Structure(type=cls):
            for member in field_contents(cls).values():
                yield from inside(member)
        case kinds.List(member=member) | kinds.Map(value=member):
            yield from inside(member)
        case _:
            return
