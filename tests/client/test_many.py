"""Tests of ``each``, ``describe_each`` and ``requests_for``, on a loopback service with quotas."""

from __future__ import annotations

import contextlib
import gc
import itertools
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, cast

import botocore.session
import psutil
import pytest
from botocore.exceptions import ConnectionClosedError, NoCredentialsError
from helpers.answers import Clock, Server
from helpers.boto_calls import boto_client
from helpers.cases import each
from helpers.faults import error as error_answer
from helpers.faults import faulty_server, raw_client
from helpers.quotas import Quotas, Response, described, quotas, summary
from helpers.samples import SERVICES, Operation, operations, sample

from sagemaker_typed import (
    FailedRequest,
    PagedRequest,
    SageMaker,
    ServiceError,
    ViolationError,
    _pace,
    from_boto,
    requests_for,
    to_boto,
)
from sagemaker_typed.errors import (
    InternalFailure,
    InvalidResponse,
    NotAuthenticated,
    ThrottlingException,
)
from sagemaker_typed.sagemaker import (
    AddTagsRequest,
    AppDetails,
    AppType,
    DeleteModelRequest,
    DeleteTrainingJobRequest,
    DescribeAppRequest,
    DescribeClusterNodeRequest,
    DescribeClusterOperationRequest,
    DescribeDataQualityJobDefinitionRequest,
    DescribeHubContentRequest,
    DescribeModelPackageRequest,
    DescribeModelRequest,
    DescribeTrainingJobRequest,
    DescribeTrainingJobResponse,
    HubContentInfo,
    HubContentStatus,
    HubContentType,
    ListTrainingJobsRequest,
    ModelPackageSummary,
    MonitoringJobDefinitionSummary,
    StopTrainingJobRequest,
    Tag,
    TrainingJobStatus,
    TrainingJobSummary,
)

DESCRIBE = "DescribeTrainingJob"
THREADS = "sagemaker-typed"


@contextlib.contextmanager
def served(count: int = 100, **options: Any) -> Generator[tuple[Quotas, SageMaker]]:
    """A service, and a client without retries by botocore."""
    with quotas(count, **options) as server, SageMaker(client=raw_client(server.url)) as client:
        yield server, client


def requests(count: int = 10**9) -> Iterator[DescribeTrainingJobRequest]:
    return (DescribeTrainingJobRequest(training_job_name=name) for name in names(count))


def names(count: int) -> Iterator[str]:
    return (f"job-{number}" for number in range(count))


def workers_left() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith(THREADS)]


# --- order, concurrency, types --------------------------------------------------------------------


def test_describe_each_returns_what_a_loop_returns_in_the_same_order() -> None:
    with served(230, delay=0.002) as (server, client):
        request = ListTrainingJobsRequest()
        found = list(client.describe_each(client.items(request), DescribeTrainingJobRequest))
        assert [type(one) for one in found] == [DescribeTrainingJobResponse] * 230
        assert [one.training_job_name for one in found] == [*names(230)]
        assert 2 <= server.most <= 8
        assert [asked for name, asked, _ in server.calls if name == "ListTrainingJobs"] == [
            {"MaxResults": 100},
            {"MaxResults": 100, "NextToken": "100"},
            {"MaxResults": 100, "NextToken": "200"},
        ]
        loop = [
            client.describe_training_job(training_job_name=job.training_job_name)
            for job in client.items(request, max_items=20)
        ]
        assert found[:20] == loop
    assert workers_left() == []


def test_each_sends_requests_of_several_kinds() -> None:
    with served() as (_, client):
        found = client.each([ListTrainingJobsRequest(max_results=2), *requests(1)], workers=1)
        page, job = found
        assert [type(one).__name__ for one in (page, job)] == [
            "ListTrainingJobsResponse",
            "DescribeTrainingJobResponse",
        ]
        assert [*client.each([])] == []
        assert [*client.each(requests(3), workers=100)] != []


def test_calls_see_the_context_variables_of_the_consumer() -> None:
    variable = ContextVar("variable", default="outside")
    seen: list[str] = []

    def note(**_: Any) -> None:
        seen.append(variable.get())

    with served() as (_, client):
        client.boto_client.meta.events.register("before-send", note)
        variable.set("inside")
        list(client.each(requests(5)))
    assert seen == ["inside"] * 5


def test_no_more_requests_are_taken_than_there_are_workers() -> None:
    taken: list[int] = []

    def source() -> Iterator[DescribeTrainingJobRequest]:
        for number, request in enumerate(requests()):
            taken.append(number)
            yield request

    with served() as (server, client):
        found = client.each(source(), workers=4)
        assert taken == []
        for number in range(20):
            next(found)
            assert number < len(taken) <= number + 4
            time.sleep(0.01)  # a slow consumer
            assert len(server.calls) <= number + 4
        found.close()
        assert workers_left() == []
        calls = len(server.calls)
        time.sleep(0.05)
        assert len(server.calls) == calls <= 23


def test_rate_is_a_maximum_for_all_workers() -> None:
    with served() as (server, client):
        start = time.monotonic()
        list(client.each(requests(11), rate=40))
        assert 0.24 <= time.monotonic() - start < 5
        times = [when for *_, when in server.calls]
        assert max(times) - min(times) >= 0.2


# --- throttling -----------------------------------------------------------------------------------


def test_throttling_slows_down_instead_of_failing() -> None:
    with served(150, rate=60, burst=5) as (server, client):
        # What eight threads without any care get:
        with ThreadPoolExecutor(8) as pool:
            calls = [pool.submit(client.send, request) for request in requests(40)]
            errors = [type(call.exception()) for call in calls]
        assert any(issubclass(error, ThrottlingException) for error in errors)

        start, before = time.monotonic(), len(server.named(DESCRIBE))
        jobs = client.items(ListTrainingJobsRequest())
        found = list(client.describe_each(jobs, DescribeTrainingJobRequest))
        seconds = time.monotonic() - start
        assert [one.training_job_name for one in found] == [*names(150)]
        assert len(server.named(DESCRIBE)) - before == 150
        # The quota allows 150 calls in 2.5 s. It is used, and few calls are refused.
        assert seconds < 15
        assert server.throttled[DESCRIBE] < 150


def test_botocore_retries_slow_down_too(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(lambda asked: {**ANSWER, "ResponseMetadata": {"RetryAttempts": 1}})
    slowed: list[object] = []

    def note(pace: object) -> None:
        slowed.append(pace)

    monkeypatch.setattr(_pace.Pace, "slow_down", note)
    list(server.client.each(requests(3), workers=1))
    assert len(slowed) == 3


def test_request_that_is_always_throttled_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pace, "_FIRST_INTERVAL", 0.0001)
    monkeypatch.setattr(_pace, "_LONGEST_INTERVAL", 0.001)
    refusal: Response = (400, {"__type": "ThrottlingException", "message": "Rate exceeded"})
    with served() as (server, client):
        server.special["job-3"] = deque([refusal])
        with pytest.raises(ThrottlingException) as caught:
            list(client.each(requests(10)))
        assert caught.value.__notes__ == ["Request 4 of many: TrainingJob 'job-3'"]
        assert server.named(DESCRIBE).count("job-3") == 21


def test_pace_doubles_once_for_calls_that_are_throttled_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(_pace, "time", clock)
    pace = _pace.Pace(None)
    assert [pace.turn() for _ in range(3)] == [0, 0, 0]
    for _ in range(8):
        pace.slow_down()
    assert [pace.turn() for _ in range(3)] == pytest.approx([0.1, 0.2, 0.3])
    clock.now += 1
    pace.slow_down()
    assert [pace.turn() for _ in range(2)] == pytest.approx([0.2, 0.4])
    for _ in range(100):
        clock.now += 100
        pace.slow_down()
    pace.turn()
    assert pace.turn() == pytest.approx(10)
    clock.now += 100
    for _ in range(200):
        pace.speed_up()
    assert [pace.turn() for _ in range(3)] == [0, 0, 0]
    slow = _pace.Pace(0.1)  # throttling never makes it faster
    slow.slow_down()
    slow.speed_up()
    slow.turn()
    clock.now += 1000
    slow.turn()
    assert slow.turn() == pytest.approx(10)


# --- errors ---------------------------------------------------------------------------------------

RESET: Response = (0, {})
FAULTS: dict[str, tuple[Response, type[Exception]]] = {
    "validation": ((400, {"__type": "ValidationException", "message": "no"}), ServiceError),
    "not found": ((400, {"__type": "ResourceNotFound", "message": "no"}), ServiceError),
    "failure": ((500, {"__type": "InternalFailure", "message": "no"}), InternalFailure),
    "reset": (RESET, ConnectionClosedError),
    "unreadable": ((200, {"TrainingJobName": 5, "CreationTime": "x"}), InvalidResponse),
}
PLACES = (0, 3, 11)
"""The numbers of requests that fail: the first, one in the middle, the last."""


@each("fault", FAULTS)
def test_errors_are_raised_skipped_or_returned_in_their_place(
    fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    response, expected = FAULTS[fault]
    for place in PLACES:
        with served() as (server, client):
            server.special[f"job-{place}"] = deque([response])
            found: list[Any] = []
            with pytest.raises(expected) as caught:
                found.extend(client.each(requests(12), workers=3))
            assert caught.value.__notes__ == [
                f"Request {place + 1} of many: TrainingJob 'job-{place}'"
            ]
            assert workers_left() == []
            everything = [*names(12)]
            others = [name for name in everything if name != f"job-{place}"]
            caplog.clear()
            skipped = client.each(requests(12), workers=3, errors="skip")
            assert [one.training_job_name for one in skipped] == others
            (record,) = (one for one in caplog.records if one.name == "sagemaker_typed")
            assert record.message.startswith(f"skipped TrainingJob 'job-{place}': ")
            returned = [*client.each(requests(12), workers=3, errors="yield")]
            assert [isinstance(one, FailedRequest) for one in returned] == [
                name not in others for name in everything
            ]
            failed = returned[place]
            assert isinstance(failed, FailedRequest)
            assert isinstance(failed.error, expected)
            assert failed.request == DescribeTrainingJobRequest(training_job_name=f"job-{place}")


def test_results_before_an_error_are_returned() -> None:
    with served() as (server, client):
        server.special["job-7"] = deque([FAULTS["validation"][0]])
        found = client.each(requests(), workers=4)
        assert [one.training_job_name for one in itertools.islice(found, 7)] == [*names(7)]
        with pytest.raises(ServiceError):
            next(found)
        assert [*found] == []  # the iteration is over
        assert workers_left() == []


@pytest.mark.parametrize("problem", [ZeroDivisionError(), KeyboardInterrupt(), ViolationError])
def test_error_of_the_requests_comes_after_the_results_before_it(problem: Any) -> None:
    def source() -> Iterator[DescribeTrainingJobRequest]:
        yield from requests(6)
        if problem is ViolationError:
            yield DescribeTrainingJobRequest(training_job_name=cast("Any", 5))
        raise cast("BaseException", problem)

    with served(delay=0.01) as (server, client):
        found = client.each(source(), workers=4)
        seen: list[str] = []
        with pytest.raises(problem if isinstance(problem, type) else type(problem)):
            seen.extend(one.training_job_name for one in found)
        if not isinstance(problem, KeyboardInterrupt):
            assert len(server.calls) == 6
        assert workers_left() == []


def test_arguments_are_checked_before_anything_is_sent() -> None:
    client = Server(lambda _: {}).client
    wrong: Any = client
    cases: list[tuple[list[Any], dict[str, Any], type[Exception], str]] = [
        ([[]], {"workers": 0}, ValueError, "workers must be at least 1, got 0"),
        ([[]], {"workers": 2.0}, TypeError, "workers must be an int, got float"),
        ([[]], {"workers": True}, TypeError, "workers must be an int, got bool"),
        ([[]], {"rate": -1}, ValueError, "rate must be a positive number"),
        ([[]], {"rate": "2"}, TypeError, r"rate must be a number of calls .* got '2' \(str\)"),
        ([[]], {"errors": "ignore"}, ValueError, "errors must be 'raise', 'skip', 'yield'"),
        ([DescribeModelRequest(model_name="a")], {}, TypeError, "DescribeModelRequest; use send"),
        ([5], {}, TypeError, "requests must be an iterable of requests, got int"),
    ]
    for arguments, options, error, message in cases:
        with pytest.raises(error, match=message):
            wrong.each(*arguments, **options)
    with pytest.raises(TypeError, match="got the class DescribeModelRequest"):
        list(wrong.each([DescribeModelRequest]))

    async def asynchronous() -> Any:
        yield DescribeModelRequest(model_name="a")

    with pytest.raises(TypeError, match="use AsyncSageMaker, or collect it in a list"):
        list(wrong.each(asynchronous()))


# --- the consumer stops ---------------------------------------------------------------------------


def test_no_thread_is_left_when_the_consumer_stops() -> None:
    before = threading.active_count()
    with served(delay=0.02) as (server, client):
        clients = threading.active_count()

        def stops_with_break() -> None:
            for _ in client.each(requests()):
                break

        def stops_with_an_error() -> None:
            with contextlib.suppress(ZeroDivisionError):
                for _ in client.each(requests()):
                    raise ZeroDivisionError

        def stops_with_close() -> None:
            with contextlib.closing(client.each(requests())) as found:
                next(found)

        def never_starts() -> None:
            client.each(requests())

        def waits_for_its_turn() -> None:
            found = client.each(requests(), rate=0.01)  # the second call is in 100 s
            next(found)
            start = time.monotonic()
            found.close()
            assert time.monotonic() - start < 5

        for stop in (
            stops_with_break,
            stops_with_an_error,
            stops_with_close,
            never_starts,
            waits_for_its_turn,
        ):
            stop()
            gc.collect()
            assert workers_left() == [], stop.__name__
            calls = len(server.calls)
            time.sleep(0.05)
            assert len(server.calls) == calls, stop.__name__
            assert threading.active_count() <= clients + 9  # the server's own, one per connection
    assert threading.active_count() <= before + 9


def test_throttled_calls_stop_as_soon_as_the_consumer_does() -> None:
    refusal: Response = (400, {"__type": "ThrottlingException", "message": "Rate exceeded"})
    with served() as (server, client):
        for name in names(50):
            if name != "job-0":
                server.special[name] = deque([refusal])
        found = client.each(requests())
        next(found)
        time.sleep(0.5)
        start = time.monotonic()
        found.close()
        assert time.monotonic() - start < 2
        assert workers_left() == []


# --- memory ---------------------------------------------------------------------------------------

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
ANSWER: dict[str, Any] = {**described({"TrainingJobName": "job"}), "CreationTime": MOMENT}
SUMMARY: dict[str, Any] = {**summary("job"), "CreationTime": MOMENT}


class Stubbed(SageMaker):
    """A client without a transport, whose lists have 100,000 jobs."""

    def send(self, request: Any) -> Any:
        if not isinstance(request, ListTrainingJobsRequest):
            return from_boto(DescribeTrainingJobResponse, ANSWER)
        end = int(request.next_token or 0) + (request.max_results or 10)
        page = {"TrainingJobSummaries": [SUMMARY] * (request.max_results or 10)}
        if end < 100_000:
            page["NextToken"] = cast("Any", str(end))
        return from_boto(request.__response__, page)


def test_memory_is_flat_over_100_000_items() -> None:
    client, process = Stubbed(client=boto_client()), psutil.Process()
    jobs = client.items(ListTrainingJobsRequest())
    found = client.describe_each(jobs, DescribeTrainingJobRequest)
    count, first = 0, 0
    for count, _ in enumerate(found, 1):
        if count == 10_000:
            gc.collect()
            first = process.memory_info().rss
    gc.collect()
    assert count == 100_000
    # A list of the responses would take more than 50 MB.
    print(process.memory_info().rss - first)
    assert process.memory_info().rss - first < 8_000_000
    assert workers_left() == []


# --- requests for objects -------------------------------------------------------------------------

ARN = "arn:aws:sagemaker:eu-west-1:123456789012"
# The operations for which a summary does not have all required fields.
UNFILLED = {
    "DescribeClusterExtension": "cluster_arn",
    "DeleteClusterExtension": "cluster_arn",
    "DescribeClusterNode": "cluster_name",
    "DescribeHubContent": "hub_name",
    "DeleteHubContent": "hub_name",
    "StopInferenceExperiment": "model_variant_actions",
    "DescribeJobSchemaVersion": "job_category",
    # Their patterns refuse an ARN, and the summaries have no name.
    "DescribeImageVersion": "image_name",
    "DeleteImageVersion": "image_name",
    "DescribeTrainingSession": "training_session_name",
    "StopTrainingSession": "training_session_name",
    "DeleteTrainingSession": "training_session_name",
}


def pairs() -> list[tuple[Operation, Operation]]:
    """The listings, each with the operations that take one object of it."""
    found: list[tuple[Operation, Operation]] = []
    for service in SERVICES:
        named = {operation.name: operation for operation in operations(service)}
        for name, listing in named.items():
            noun = name.removeprefix("List").removesuffix("s")
            noun = noun.removesuffix("ie") + "y" if noun.endswith("ie") else noun
            if name.startswith("List") and issubclass(listing.request, PagedRequest):
                found += [
                    (listing, named[verb + noun])
                    for verb in ("Describe", "Get", "Stop", "Delete")
                    if verb + noun in named
                ]
    return found


PAIRS = pairs()


def test_listings_and_operations_are_paired() -> None:
    assert len(PAIRS) > 150


@each("pair", PAIRS, ids=lambda pair: f"{pair[0].name}-{pair[1].name}")
def test_objects_of_every_listing_fill_requests(pair: tuple[Operation, Operation]) -> None:
    listing, operation = pair
    listed: Any = listing.request
    key: str = listed.__paging__.result_keys[0]
    wire = listing.response.__wire_names__[key]
    member = listing.output.members[wire].member
    if member.type_name != "structure":
        return
    item: Any = getattr(from_boto(listing.response, sample(listing.output)), key)[0]
    if operation.name in UNFILLED:
        missing = UNFILLED[operation.name]
        with pytest.raises(ValueError, match=f"no value for the required field {missing} of"):
            next(requests_for([item], operation.request))
        return
    if operation.name == "DescribeClusterOperation":
        item.cluster_arn = f"{ARN}:cluster/abcdef123456"  # the sample does not match the pattern
    (request,) = requests_for([item], operation.request)
    sent, given = to_boto(request), to_boto(item)
    members: Any = operation.input.members
    for name in operation.input.required_members:
        if "idempotencyToken" in members[name].metadata:  # botocore fills it
            continue
        # The oracle: a member of the same name in botocore's model, or the listed exceptions.
        own = "MonitoringJobDefinitionName" if name == "JobDefinitionName" else name
        own = {"Identifier": "Arn"}.get(own, own)
        assert sent[name] == (given[own] if own in given else given["ClusterArn"])


def test_names_and_arns_fill_requests() -> None:
    job = TrainingJobSummary(
        training_job_name="churn", training_job_arn=f"{ARN}:training-job/churn",
        creation_time=MOMENT, training_job_status=TrainingJobStatus.COMPLETED,
    )  # fmt: skip
    tags = [Tag(key="team", value="a")]
    assert [*requests_for([job], StopTrainingJobRequest)] == [
        StopTrainingJobRequest(training_job_name="churn")
    ]
    assert [*requests_for([job, job], DeleteTrainingJobRequest)] == [
        DeleteTrainingJobRequest(training_job_name="churn")
    ] * 2
    assert [*requests_for([job], AddTagsRequest, tags=tags)] == [
        AddTagsRequest(resource_arn=job.training_job_arn, tags=tags)
    ]
    answer = from_boto(DescribeTrainingJobResponse, ANSWER)
    (tagging,) = requests_for([answer], AddTagsRequest, tags=tags)
    assert tagging.resource_arn == answer.training_job_arn
    assert [*requests_for(["a", "b"], DescribeTrainingJobRequest)] == [
        DescribeTrainingJobRequest(training_job_name=name) for name in "ab"
    ]
    group = f"{ARN}:model-package/group/3"
    package: Any = from_boto(
        ModelPackageSummary,
        {"ModelPackageArn": group, "CreationTime": MOMENT, "ModelPackageStatus": "Completed"},
    )
    assert [*requests_for([package], DescribeModelPackageRequest)] == [
        DescribeModelPackageRequest(model_package_name=group)
    ]
    app = AppDetails(domain_id="d", app_type=AppType.JUPYTER_SERVER, app_name="a", space_name="s")
    assert [*requests_for([app], DescribeAppRequest)] == [
        DescribeAppRequest(
            domain_id="d", app_type=AppType.JUPYTER_SERVER, app_name="a", space_name="s"
        )
    ]
    definition = MonitoringJobDefinitionSummary(
        monitoring_job_definition_name="m", monitoring_job_definition_arn=ARN,
        creation_time=MOMENT, endpoint_name="e",
    )  # fmt: skip
    assert [*requests_for([definition], DescribeDataQualityJobDefinitionRequest)] == [
        DescribeDataQualityJobDefinitionRequest(job_definition_name="m")
    ]
    content = HubContentInfo(
        hub_content_name="c", hub_content_arn=ARN, hub_content_version="1.0.0",
        hub_content_type=HubContentType.MODEL, document_schema_version="1",
        hub_content_status=HubContentStatus.AVAILABLE, creation_time=MOMENT,
    )  # fmt: skip
    (described_content,) = requests_for([content], DescribeHubContentRequest, hub_name="hub")
    assert described_content.hub_name == "hub"
    assert described_content.hub_content_version == "1.0.0"
    message = "HubContentInfo has no value for the required field hub_name"
    with pytest.raises(ValueError, match=message) as caught:
        next(requests_for([content], DescribeHubContentRequest))
    assert (
        "use client.each(requests_for(items, DescribeHubContentRequest, hub_name=...)); otherwise "
        "make the requests, client.each(DescribeHubContentRequest(hub_name=...) for item in items)"
    ) in str(caught.value)


def test_requests_for_refuses_what_is_not_an_object() -> None:
    wrong: Any = requests_for
    with pytest.raises(TypeError, match="filled from objects of the API or names, got dict"):
        next(wrong([{"TrainingJobName": "a"}], DescribeTrainingJobRequest))
    with pytest.raises(ValueError, match="a str fills a single required field, but DescribeApp"):
        next(requests_for(["a"], DescribeAppRequest))
    with pytest.raises(ValueError, match="a str fills a single required field, but Add"):
        next(requests_for(["a"], AddTagsRequest))
    (node,) = requests_for(["c"], DescribeClusterNodeRequest, node_id="i-1")
    assert node == DescribeClusterNodeRequest(cluster_name="c", node_id="i-1")
    (operation,) = requests_for(["o"], DescribeClusterOperationRequest, cluster_name="c")
    assert operation == DescribeClusterOperationRequest(cluster_name="c", operation_id="o")


def test_text_is_not_taken_for_a_list_of_names() -> None:
    untyped: Any = requests_for
    for items in ("churn", {"model_name": "churn"}, DescribeModelRequest(model_name="a"), 5):
        with pytest.raises(TypeError, match="items must be an iterable of objects or names"):
            untyped(items, DeleteModelRequest)
    for request in (DeleteModelRequest(model_name="a"), "DeleteModelRequest", dict):
        with pytest.raises(TypeError, match="request must be the class of a request"):
            untyped(["churn"], request)


@pytest.mark.parametrize("errors", ["skip", "yield"])
def test_missing_credentials_are_not_skipped(errors: Any) -> None:
    """They concern every request, so that nothing would be left."""
    session: Any = botocore.session.Session()
    session._credentials = None
    session.get_component("credential_provider").providers.clear()
    raw = session.create_client("sagemaker", region_name="eu-west-1")
    requests = [DescribeModelRequest(model_name=f"churn-{number}") for number in range(9)]
    with pytest.raises(NoCredentialsError):
        list(SageMaker(client=raw).each(requests, errors=errors))


@pytest.mark.parametrize("errors", ["skip", "yield"])
def test_expired_credentials_are_not_skipped(errors: Any) -> None:
    requests = [DescribeModelRequest(model_name=f"churn-{number}") for number in range(9)]
    with faulty_server(error_answer("ExpiredTokenException")) as server:
        client = SageMaker(client=raw_client(server.endpoint_url))
        with pytest.raises(NotAuthenticated):
            list(client.each(requests, errors=errors))


def test_generator_may_yield_one_object_with_other_values() -> None:
    def source() -> Iterator[DescribeTrainingJobRequest]:
        request = DescribeTrainingJobRequest(training_job_name="")
        for number in range(12):
            request.training_job_name = f"job-{number}"
            yield request

    with served() as (_, client):
        found = [job.training_job_name for job in client.each(source(), workers=4, rate=200)]
    assert found == [f"job-{number}" for number in range(12)]


def test_result_is_returned_before_the_next_request_is_there() -> None:
    got: list[str] = []

    def source() -> Iterator[DescribeTrainingJobRequest]:
        yield DescribeTrainingJobRequest(training_job_name="first")
        time.sleep(0.3)  # the first call has ended
        yield DescribeTrainingJobRequest(training_job_name="second")
        assert got == ["first"]
        yield DescribeTrainingJobRequest(training_job_name="third")

    with served() as (_, client):
        for job in client.each(source(), workers=8):
            got.append(job.training_job_name)  # noqa: PERF401 - the source looks at it
    assert got == ["first", "second", "third"]


def test_describe_each_refuses_requests_that_change_something() -> None:
    client = SageMaker(client=boto_client())
    with pytest.raises(TypeError, match="describe_each needs a request that describes a resource"):
        client.describe_each(["churn"], DeleteModelRequest)
