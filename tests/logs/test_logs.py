"""Logs of jobs and endpoints, in moto's CloudWatch Logs and in responses of a stubbed client."""

from __future__ import annotations

import asyncio
import io
import math
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final

import boto3
import botocore.session
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from helpers.boto_calls import SETTINGS, boto_client
from helpers.cases import each
from moto import mock_aws

from sagemaker_typed import AsyncSageMaker, SageMaker
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.logs import LogEvent
from sagemaker_typed.progress import show_logs
from sagemaker_typed.sagemaker.errors import ResourceNotFound

REGION: Final = "eu-west-1"
START: Final = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
JOB: Final = sm.DescribeTrainingJobRequest(training_job_name="churn-7")
ARN: Final = "arn:aws:sagemaker:eu-west-1:123456789012:"


@pytest.fixture(autouse=True)
def _aws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


class Written:
    """moto's CloudWatch Logs, with a group of a training job."""

    def __init__(self) -> None:
        untyped: Any = boto3
        self.client = untyped.client("logs", region_name=REGION)
        self.now = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
        self.streams: set[tuple[str, str]] = set()

    def write(
        self,
        stream: str,
        *messages: str,
        after: float = 0,
        group: str = "/aws/sagemaker/TrainingJobs",
    ) -> None:
        if not any(group == known for known, _ in self.streams):
            self.client.create_log_group(logGroupName=group)
        if (group, stream) not in self.streams:
            self.streams.add((group, stream))
            self.client.create_log_stream(logGroupName=group, logStreamName=stream)
        start = math.floor((self.now + timedelta(seconds=after)).timestamp() * 1000)
        self.client.put_log_events(
            logGroupName=group,
            logStreamName=stream,
            logEvents=[
                {"timestamp": start + number, "message": message}
                for number, message in enumerate(messages)
            ],
        )


@pytest.fixture
def written() -> Generator[Written]:
    with mock_aws():
        yield Written()


def texts(events: Iterator[LogEvent]) -> list[str]:
    return [str(event) for event in events]


def test_events_of_all_instances_are_in_order_and_typed(written: Written) -> None:
    written.write("churn-7/algo-1-17", "first", "third", after=0)
    written.write("churn-7/algo-2-17", "second", after=0.0005)
    written.write("churn-7/algo-2-17", "last", after=60)
    written.write("churn-77/algo-1-17", "of another job")

    events = [*SageMaker(region_name=REGION).logs(JOB)]

    assert [event.message for event in events if event.message != "second"] == [
        "first",
        "third",
        "last",
    ]
    assert events == sorted(events, key=lambda event: event.timestamp)
    assert {event.stream for event in events} == {"churn-7/algo-1-17", "churn-7/algo-2-17"}
    assert events[0].timestamp == written.now
    assert abs(events[0].ingestion_time - datetime.now(UTC)) < timedelta(minutes=1)


def test_log_without_events_is_empty(written: Written) -> None:
    client = SageMaker(region_name=REGION)
    assert texts(client.logs(JOB)) == []
    written.write("churn-8/algo-1", "of another job")
    assert texts(client.logs(JOB)) == []


def test_log_starts_at_a_time_and_is_filtered(written: Written) -> None:
    for minute in range(4):
        written.write("churn-7/algo-1", f"loss={minute}", f"ERROR {minute}", after=60 * minute)
    client = SageMaker(region_name=REGION)
    since = written.now + timedelta(minutes=2)

    assert texts(client.logs(JOB, since=since)) == ["loss=2", "ERROR 2", "loss=3", "ERROR 3"]
    assert texts(client.logs(JOB, since=since.replace(tzinfo=None), filter_pattern="ERROR")) == [
        "ERROR 2",
        "ERROR 3",
    ]
    assert texts(client.logs(JOB, since=timedelta(minutes=57, seconds=30))) == ["loss=3", "ERROR 3"]
    assert len(texts(client.logs(JOB, since=timedelta(days=1)))) == 8


def test_many_events_are_read_page_by_page(written: Written) -> None:
    for number in range(3):
        written.write(
            "churn-7/algo-1", *(f"{number}-{line}" for line in range(5_000)), after=10 * number
        )
    found = texts(SageMaker(region_name=REGION).logs(JOB))
    assert found == [f"{number}-{line}" for number in range(3) for line in range(5_000)]


# --- groups ---------------------------------------------------------------------------------------

# The names are those of the table in the developer guide.
NAMES: Final[dict[str, tuple[Any, str, list[str], list[str]]]] = {
    "processing": (
        sm.DescribeProcessingJobRequest(processing_job_name="p"),
        "/aws/sagemaker/ProcessingJobs", ["p/algo-1-17"], ["p2/algo-1-17"],
    ),
    "transform": (
        sm.DescribeTransformJobRequest(transform_job_name="t"),
        "/aws/sagemaker/TransformJobs", ["t/i-1-17", "t/i-1-17/data-log"], ["t2/i-1"],
    ),
    "compilation": (
        sm.DescribeCompilationJobRequest(compilation_job_name="c"),
        "/aws/sagemaker/CompilationJobs", ["c", "c/model-info-extraction"], ["c2"],
    ),
    "labeling": (
        sm.DescribeLabelingJobRequest(labeling_job_name="l"),
        "/aws/sagemaker/LabelingJobs", ["l"], ["l2"],
    ),
    "recommendations": (
        sm.DescribeInferenceRecommendationsJobRequest(job_name="r"),
        "/aws/sagemaker/InferenceRecommendationsJobs", ["r/execution", "r/Endpoint/e"], ["r2/e"],
    ),
    "endpoint": (
        sm.DescribeEndpointRequest(endpoint_name="e"),
        "/aws/sagemaker/Endpoints/e", ["blue/i-1", "blue/i-1/data-log"], [],
    ),
    "component": (
        sm.DescribeInferenceComponentRequest(inference_component_name="ic"),
        "/aws/sagemaker/InferenceComponents/ic", ["AllTraffic/ic-1"], [],
    ),
    "notebook": (
        sm.DescribeNotebookInstanceRequest(notebook_instance_name="n"),
        "/aws/sagemaker/NotebookInstances", ["n/jupyter.log", "n/LifecycleConfigOnStart"], ["n2/x"],
    ),
    "app": (
        sm.DescribeAppRequest(
            domain_id="d-1",
            user_profile_name="ann",
            app_type=sm.AppType.JUPYTER_LAB,
            app_name="default",
        ),
        "/aws/sagemaker/studio",
        ["d-1/ann/JupyterLab/default", "d-1/ann/JupyterLab/default/LifecycleConfigOnStart"],
        ["d-1/bob/JupyterLab/default"],
    ),
    "app of a space": (
        sm.DescribeAppRequest(
            domain_id="d-1", space_name="lab", app_type=sm.AppType.JUPYTER_LAB, app_name="default"
        ),
        "/aws/sagemaker/studio", ["d-1/lab/JupyterLab/default"], ["d-1/ann/JupyterLab/default"],
    ),
}  # fmt: skip


@each("kind", NAMES)
def test_logs_are_those_of_the_resource(kind: str) -> None:
    request, group, streams, others = NAMES[kind]
    with mock_aws():
        written = Written()
        for stream in [*streams, *others]:
            written.write(stream, stream, group=group)
        found = texts(SageMaker(region_name=REGION).logs(request))
    assert sorted(found) == sorted(streams)


def test_log_group_of_a_cluster_has_its_id(written: Written) -> None:
    written.write("LifecycleConfig/workers/i-1", "hello", group="/aws/sagemaker/Clusters/hp/abc1")
    raw = boto_client()
    with Stubber(raw) as stubber:
        stubber.add_response(
            "describe_cluster",
            {
                "ClusterArn": ARN + "cluster/abc1", "ClusterName": "hp",
                "ClusterStatus": "InService", "InstanceGroups": [],
            },
        )  # fmt: skip
        client = SageMaker(client=raw)
        request = sm.DescribeClusterRequest(cluster_name=ARN + "cluster/abc1")
        assert texts(client.logs(request, logs_client=written.client)) == ["hello"]


def test_resource_without_a_log_is_refused_with_those_that_have_one() -> None:
    client = SageMaker(client=boto_client())
    with pytest.raises(ValueError, match=r"no log group is known for DescribeModelRequest; .*"
                       r"DescribeTrainingJobRequest"):  # fmt: skip
        client.logs(sm.DescribeModelRequest(model_name="churn"), logs_client=client.boto_client)
    with pytest.raises(ValueError, match="needs user_profile_name or space_name"):
        client.logs(
            sm.DescribeAppRequest(
                domain_id="d-1", app_type=sm.AppType.JUPYTER_LAB, app_name="default"
            ),
            logs_client=client.boto_client,
        )


def test_client_that_was_passed_needs_a_client_for_the_logs() -> None:
    with pytest.raises(ValueError, match=r"pass logs_client=boto3.client\(\"logs\"\)"):
        SageMaker(client=boto_client()).logs(JOB)


def test_since_must_be_a_time() -> None:
    client: Any = SageMaker(client=boto_client())
    with pytest.raises(TypeError, match="since must be a datetime or a timedelta, got str"):
        client.logs(JOB, logs_client=client.boto_client, since="1h")


def test_client_of_the_logs_has_the_session_and_options_but_not_the_endpoint() -> None:
    session = botocore.session.Session()
    client = SageMaker(
        session=session,
        region_name="eu-west-3",
        endpoint_url="https://vpce-1.example.com",
        aws_access_key_id="AKID",
        aws_secret_access_key="secret",
        max_attempts=7,
    )
    other = client.with_options(region_name="eu-central-1", timeout=9)
    for one, region, timeout in ((client, "eu-west-3", 60), (other, "eu-central-1", 9)):
        found: Any = one._connection.client_of("logs")  # pyright: ignore[reportPrivateUsage]
        assert found.meta.service_model.service_name == "logs"
        assert found.meta.endpoint_url == f"https://logs.{region}.amazonaws.com"
        assert found.meta.config.read_timeout == timeout
        assert found.meta.config.retries["total_max_attempts"] == 7
        assert found._request_signer._credentials.access_key == "AKID"
        assert one._connection.client_of("logs") is found  # pyright: ignore[reportPrivateUsage]


# --- following ------------------------------------------------------------------------------------


class Service:
    """SageMaker and CloudWatch Logs with answers that advance with each read of the log."""

    def __init__(self, statuses: list[Any], reads: list[list[tuple[str, float, str]]]) -> None:
        self.statuses = statuses
        self.reads = reads
        self.starts: list[int | None] = []
        self.described = 0
        self.raw = boto_client()
        self.logs = botocore.session.Session().create_client("logs", **SETTINGS)
        self.raw.meta.events.register("before-call.sagemaker", self.describe)
        self.logs.meta.events.register("before-call.logs", self.read)

    def describe(self, **_: Any) -> Any:
        status = self.statuses[min(self.described, len(self.statuses) - 1)]
        self.described += 1
        if isinstance(status, Exception):
            raise status
        http: Any = type("Http", (), {"status_code": 400, "headers": {}, "content": b""})()
        if status is None:
            message = {"Code": "ResourceNotFound", "Message": "not there"}
            return http, {"Error": message, "ResponseMetadata": {"HTTPStatusCode": 400}}
        http.status_code = 200
        names = {"TrainingJobName": "churn-7", "EndpointName": "e", "EndpointConfigName": "e"}
        kind = {"TrainingJobStatus": status, "EndpointStatus": status}
        return http, {**names, **kind, "ResponseMetadata": {"HTTPStatusCode": 200}}

    def read(self, params: Any, **_: Any) -> Any:
        import json

        self.starts.append(json.loads(params["body"]).get("startTime"))
        number = min(len(self.starts), len(self.reads)) - 1
        events = [
            {
                "eventId": name,
                "timestamp": math.floor((START.timestamp() + after) * 1000),
                "ingestionTime": math.floor(START.timestamp() * 1000),
                "message": name,
                "logStreamName": stream,
            }
            for name, after, stream in self.reads[number]
        ]
        http: Any = type("Http", (), {"status_code": 200, "headers": {}, "content": b""})()
        return http, {"events": events, "ResponseMetadata": {"HTTPStatusCode": 200}}


S: Final = "churn-7/algo-1"


def followed(service: Service, request: Any = JOB, **options: Any) -> list[str]:
    client = SageMaker(client=service.raw)
    events = client.logs(request, follow=True, poll=0, logs_client=service.logs, **options)
    return texts(islice(events, 50))


async def followed_in_task(service: Service, request: Any = JOB, **options: Any) -> list[str]:
    async with AsyncSageMaker(client=service.raw) as client:
        return [
            str(event)
            async for event in client.logs(
                request, follow=True, poll=0, logs_client=service.logs, **options
            )
        ]


WAYS: Final[dict[str, Callable[..., list[str]]]] = {
    "synchronous": followed,
    "asynchronous": lambda *arguments, **options: asyncio.run(
        followed_in_task(*arguments, **options)
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_followed_log_has_each_event_once_until_the_job_has_ended(way: str) -> None:
    service = Service(
        ["InProgress", "InProgress", "Stopping", "Completed"],
        [
            [],
            [("a", 0, S), ("b", 1, S)],
            [("a", 0, S), ("late", 0.5, S), ("b", 1, S), ("c", 40, S)],
            [("c", 40, S)],
            [("c", 40, S), ("after the end", 41, S)],
            [],
        ],
    )
    assert WAYS[way](service) == ["a", "b", "late", "c", "after the end"]
    # Two reads without an event after the last.
    assert len(service.starts) == 7
    assert service.described == 4
    # It reads again what may have arrived late, but not everything.
    start = math.floor(START.timestamp() * 1000)
    assert service.starts[:4] == [None, None, start + 1_000 - 30_000, start + 40_000 - 30_000]


def test_events_of_an_instance_whose_clock_is_behind_are_found() -> None:
    other = "churn-7/algo-2"
    service = Service(
        ["InProgress", "InProgress", "InProgress", "Completed"],
        [
            [("a", 0, S), ("b", 100, other)],
            [("a", 0, S), ("c", 1, S), ("b", 100, other)],
            [("d", 2, S), ("e", 101, other)],
            [],
        ],
    )
    assert followed(service) == ["a", "b", "c", "d", "e"]
    start = math.floor(START.timestamp() * 1000)
    assert service.starts[1:3] == [start - 30_000, start + 1_000 - 30_000]


@pytest.mark.parametrize("way", WAYS)
def test_temporary_errors_of_the_logs_do_not_end_following(way: str) -> None:
    service = Service(["InProgress"] * 5 + ["Completed"], [[("a", 0, S)], []])
    problems = iter([("ThrottlingException", 400), ("InternalFailure", 500)] * 2)

    def fail(**_: Any) -> Any:
        code, status = next(problems, ("", 0))
        if not code:
            return None
        http: Any = type("Http", (), {"status_code": status, "headers": {}, "content": b""})()
        answer = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
        return http, answer

    service.logs.meta.events.register_first("before-call.logs", fail)
    assert WAYS[way](service) == ["a"]


def test_log_of_a_job_that_has_ended_needs_two_reads() -> None:
    service = Service(["Failed"], [[("a", 0, S)], []])
    assert followed(service) == ["a"]
    assert (len(service.starts), service.described) == (2, 1)


@pytest.mark.parametrize("way", WAYS)
def test_following_a_missing_resource_is_an_error(way: str) -> None:
    service = Service([None], [[]])
    with pytest.raises(ResourceNotFound):
        WAYS[way](service)
    assert service.starts == []


def test_following_ends_when_the_resource_is_deleted() -> None:
    endpoint = sm.DescribeEndpointRequest(endpoint_name="e")
    service = Service(["InService", "Deleting", None], [[("a", 0, "blue/i-1")], []])
    assert followed(service, endpoint, since=START) == ["a"]
    assert service.described == 3


def test_followed_log_of_an_endpoint_starts_now() -> None:
    service = Service(["InService", None], [[]])
    before = datetime.now(UTC).timestamp() * 1000 - 1
    assert followed(service, sm.DescribeEndpointRequest(endpoint_name="e")) == []
    assert service.starts[0] is not None
    assert before <= service.starts[0] <= datetime.now(UTC).timestamp() * 1000


def test_following_survives_temporary_errors_only() -> None:
    def problem(code: str, status: int) -> ClientError:
        answer: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
        return ClientError(answer, "DescribeTrainingJob")

    throttled = problem("ThrottlingException", 400)
    service = Service([throttled] * 4 + ["Completed"], [[("a", 0, S)], []])
    assert followed(service) == ["a"]
    for statuses in ([throttled] * 5, [problem("AccessDeniedException", 400)]):
        with pytest.raises(ClientError):
            followed(Service(statuses, [[]]))


def test_pauses_between_reads_are_those_of_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    service = Service(["InProgress", "InProgress", "Completed"], [[]])
    client = SageMaker(client=service.raw)
    assert texts(client.logs(JOB, follow=True, logs_client=service.logs)) == []
    assert pauses == [5, 5, 5]


def test_errors_of_the_logs_are_botocores(written: Written) -> None:
    written.write("churn-7/algo-1", "a")
    client = SageMaker(region_name=REGION)
    logs: Any = client._connection.client_of("logs")  # pyright: ignore[reportPrivateUsage]
    with Stubber(logs) as stubber:
        stubber.add_client_error("filter_log_events", "AccessDeniedException", "not you")
        with pytest.raises(ClientError, match="not you"):
            texts(client.logs(JOB))


# --- asynchronous ---------------------------------------------------------------------------------


def test_asynchronous_clients_read_over_connections_of_the_event_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No socket of botocore is used, and the loop is free while the service answers."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", port=0)
    server.start()
    url = f"http://127.0.0.1:{server.get_host_and_port()[1]}"
    monkeypatch.setenv("AWS_ENDPOINT_URL", url)

    async def read() -> list[str]:
        async with AsyncSageMaker(region_name=REGION) as client:
            first = [str(event) async for event in client.logs(JOB, filter_pattern="ERROR")]
            again = [str(event) async for event in client.logs(JOB)]
            assert len(client._connections or []) == 2  # pyright: ignore[reportPrivateUsage]
        return first + again

    try:
        written = Written()
        written.write("churn-7/algo-1", "loss=1", "ERROR 1")

        def refuse(*_: Any, **__: Any) -> None:
            raise AssertionError("a socket of botocore was used")

        monkeypatch.setattr("botocore.httpsession.URLLib3Session._get_connection_manager", refuse)
        assert asyncio.run(read()) == ["ERROR 1", "loss=1", "ERROR 1"]
    finally:
        monkeypatch.undo()
        server.stop()


# --- with a wait ----------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_log_is_printed_while_waiting(way: str) -> None:
    service = Service(
        ["InProgress", "InProgress", "Completed"],
        [[("a", 0, S)], [("a", 0, S), ("b", 1, S)], [("b", 1, S), ("c", 2, S)]],
    )
    output = io.StringIO()

    def wait() -> Any:
        client = SageMaker(client=service.raw)
        shown = show_logs(client, JOB, logs_client=service.logs, file=output)
        return client.wait(JOB, until="Completed", poll=0, on_progress=shown)

    async def wait_in_task() -> Any:
        async with AsyncSageMaker(client=service.raw) as client:
            shown = show_logs(client, JOB, logs_client=service.logs, file=output)
            return await client.wait(JOB, until="Completed", poll=0, on_progress=shown)

    found = wait() if way == "synchronous" else asyncio.run(wait_in_task())
    assert found.training_job_status == "Completed"
    assert output.getvalue() == "a\nb\nc\n"


def test_wait_with_a_resource_without_a_log_does_not_start() -> None:
    model: Any = sm.DescribeModelRequest(model_name="churn")
    client = SageMaker(client=boto_client())
    for waiting in (client, AsyncSageMaker(client=boto_client())):
        with pytest.raises(ValueError, match="no log group is known"):
            show_logs(waiting, model, logs_client=client.boto_client)
    with pytest.raises(ValueError, match="pass logs_client="):
        show_logs(client, JOB)


def test_wait_continues_if_the_log_cannot_be_read() -> None:
    service = Service(["InProgress", "InProgress", "Completed"], [[]])
    output = io.StringIO()
    client = SageMaker(client=service.raw)
    with Stubber(service.logs) as stubber:
        stubber.add_client_error("filter_log_events", "AccessDeniedException", "not you")
        shown = show_logs(client, JOB, logs_client=service.logs, file=output)
        client.wait(JOB, until="Completed", poll=0, on_progress=shown)
    assert output.getvalue().count("the log cannot be read: ") == 1
    assert "not you" in output.getvalue()
