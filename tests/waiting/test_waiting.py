"""Tests of the model's waiters, against botocore's own, and of ``client.wait``."""

from __future__ import annotations

import copy
import errno
import itertools
import math
import os
import pickle
import pty
import re
import signal
import subprocess
import sys
import termios
import textwrap
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias, cast

import botocore.waiter
import pytest
from botocore import xform_name
from botocore.exceptions import ConnectTimeoutError, SSLError, WaiterError
from helpers.answers import Clock, Server
from helpers.cases import each
from helpers.models import locked_model
from helpers.samples import sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import (
    Progress,
    SageMaker,
    ServiceError,
    WaitCancelled,
    WaitError,
    WaitFailed,
    WaitTimeout,
    from_boto,
)
from sagemaker_typed.codegen.plan.naming import waiter_method_name
from sagemaker_typed.errors import InvalidResponse
from sagemaker_typed.local import local_server
from sagemaker_typed.operation import Request, Response
from sagemaker_typed.progress import show_progress
from sagemaker_typed.sagemaker import (
    DeleteModelRequest,
    DescribeAlgorithmRequest,
    DescribeAlgorithmResponse,
    DescribeAutoMLJobResponse,
    DescribeEndpointRequest,
    DescribeEndpointResponse,
    DescribeNotebookInstanceRequest,
    DescribePartnerAppResponse,
    DescribeProcessingJobResponse,
    DescribeTrainingJobRequest,
    DescribeTrainingJobResponse,
    DescribeTrialComponentRequest,
    EndpointStatus,
    ListModelsRequest,
    NotebookInstanceStatus,
    ProcessingJobStatus,
    TrainingJobStatus,
)
from sagemaker_typed.waiting import Poll, schedule
from sagemaker_typed.waiting.status import (
    failure_reason,
    resource_name,
    status_field,
    status_fields,
)

WAITERS: dict[str, Any] = locked_model(kind="waiters-2")["waiters"]
ROLE = "arn:aws:iam::123456789012:role/sagemaker"

Raw: TypeAlias = dict[str, Any]
Outcome: TypeAlias = Raw | Exception


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    fake = Clock()
    monkeypatch.setattr(schedule, "time", fake)
    monkeypatch.setattr(botocore.waiter, "time", fake)
    return fake


def serve(*outcomes: Outcome) -> Server:
    """A service that returns these outcomes, and then the last of them forever."""
    endless = itertools.chain(outcomes, itertools.repeat(outcomes[-1]))

    def answer(_: Raw) -> Raw:
        outcome = next(endless)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return Server(answer)


def described(operation: str, **members: Any) -> Raw:
    answer: Raw = sample(service_model().operation_model(operation).output_shape, "required")
    return answer | members


def endpoint(status: str, **members: Any) -> Raw:
    return described("DescribeEndpoint", EndpointStatus=status, **members)


def error(code: str, message: str = "no", status: int = 400) -> Raw:
    return {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }


def describing() -> list[tuple[str, Any]]:
    models = map(service_model().operation_model, service_model().operation_names)
    return [(m.name, m.output_shape) for m in models if m.name.startswith("Describe")]


def request_class(operation: str) -> type[Request[Any]]:
    found: type[Request[Any]] = getattr(sagemaker_typed.sagemaker, f"{operation}Request")
    return found


def response_class(operation: str) -> type[Response]:
    return request_class(operation).__response__


ENDPOINT = DescribeEndpointRequest(endpoint_name="churn")
NOT_FOUND = error("ValidationException", 'Could not find endpoint "churn".')
UNREADABLE = InvalidResponse("DescribeEndpoint", "the body is truncated")
NETWORK = ConnectTimeoutError(endpoint_url="https://example.com")


# --- the model's waiters --------------------------------------------------------------------------


def answer_for(waiter: Raw, acceptor: Raw) -> Raw:
    """A response or error that an acceptor matches."""
    if acceptor["matcher"] == "error":
        return error(acceptor["expected"], "Could not find it.")
    assert acceptor["matcher"] == "path"
    return described(waiter["operation"], **{acceptor["argument"]: acceptor["expected"]})


def other_statuses(waiter: Raw) -> list[Raw]:
    """A response for each status; the waiter's acceptors match only a few of them."""
    output: Any = service_model().operation_model(waiter["operation"]).output_shape
    (name,) = {a["argument"] for a in waiter["acceptors"] if a["matcher"] == "path"}
    values = [*output.members[name].enum, "NewStatus"]
    return [described(waiter["operation"], **{name: value}) for value in values]


# The statuses that end our waiters, but not botocore's, which poll until their timeout.
FINAL = {
    "EndpointInService": {"OutOfService", "UpdateRollbackFailed"},
    "ImageCreated": {"UPDATE_FAILED", "DELETE_FAILED"},
    "ImageUpdated": {"CREATE_FAILED", "DELETE_FAILED"},
    "ImageVersionCreated": {"DELETE_FAILED"},
}


def pending(waiter: Raw) -> Raw:
    ends = [a["expected"] for a in waiter["acceptors"]] + [v for name in FINAL for v in FINAL[name]]
    return next(a for a in other_statuses(waiter) if not {*ends} & {str(v) for v in a.values()})


def outcome(call: Callable[[], Any]) -> tuple[Any, WaiterError | None]:
    """The result of a call, and its error."""
    try:
        return call(), None
    except WaiterError as error:
        return None, error


class Sequence(NamedTuple):
    """The responses and errors that a waiter gets."""

    label: str
    waiter: str
    answers: list[Raw]


SEQUENCES = [
    Sequence(f"{name}-{number}-{count}", name, [pending(waiter)] * count + [last])
    for name, waiter in WAITERS.items()
    for count in (0, 2)
    for number, last in enumerate(
        [
            *(answer_for(waiter, acceptor) for acceptor in waiter["acceptors"]),
            *other_statuses(waiter),
            error("ValidationException", "Something else"),
            error("ResourceNotFound"),
            error("AccessDeniedException"),
        ]
    )
]


@each("sequence", SEQUENCES, ids=lambda sequence: sequence.label)
def test_every_waiter_matches_botocore(sequence: Sequence) -> None:
    _, name, answers = sequence
    waiter = WAITERS[name]
    input_shape = service_model().operation_model(waiter["operation"]).input_shape
    parameters = sample(input_shape, "required")
    request: Any = from_boto(
        getattr(sagemaker_typed.sagemaker, f"{waiter['operation']}Request"), parameters
    )
    fields = {field: getattr(request, field) for field in request.__wire_names__}
    server = serve(*answers)
    _, expected = outcome(lambda: server.raw.get_waiter(xform_name(name)).wait(**parameters))
    asked = len(server.asked)

    server = serve(*answers)
    method: Callable[..., Any] = getattr(server.client, waiter_method_name(name))
    result, found = outcome(lambda: method(**fields))

    if expected is None:
        seen = [answer for answer in answers if "Error" not in answer]
        assert result == (from_boto(request.__response__, seen[-1]) if seen else None)
        assert found is None
        assert len(server.asked) == asked
        return
    assert isinstance(found, WaitError)
    assert str(found).startswith(f"Waiter {name} failed: ")
    assert found.last_response == expected.last_response
    is_late = "Max attempts exceeded" in str(expected)
    if FINAL.get(name, set()) & set(map(str, answers[-1].values())):
        assert is_late
        asked, is_late = len(answers), False
    assert type(found) is (WaitTimeout if is_late else WaitFailed)
    # Botocore's last attempt is one interval before the deadline; ours is at the deadline.
    assert len(server.asked) == asked + is_late


def test_waiters_use_interval_and_timeout_of_the_model(clock: Clock) -> None:
    for name, waiter in WAITERS.items():
        operation = service_model().operation_model(waiter["operation"])
        parameters = {
            xform_name(key): value
            for key, value in sample(operation.input_shape, "required").items()
        }
        clock.slept.clear()
        with pytest.raises(WaitTimeout):
            getattr(serve(pending(waiter)).client, waiter_method_name(name))(**parameters)
        assert clock.slept == pytest.approx([waiter["delay"]] * waiter["maxAttempts"])


def test_deleted_waiter_fails_on_rejected_request() -> None:
    message = "1 validation error detected: Value 'churn!' at 'endpointName' failed ..."
    client = serve(error("ValidationException", message)).client
    with pytest.raises(WaitFailed, match="1 validation error detected") as caught:
        client.wait_until_endpoint_deleted(endpoint_name="churn!")
    assert caught.value.reason == message
    assert isinstance(caught.value.__cause__, ServiceError)


def test_deleted_waiter_returns_last_response() -> None:
    client = serve(endpoint("Deleting"), NOT_FOUND).client
    last = client.wait_until_endpoint_deleted(endpoint_name="churn")
    assert last is not None
    assert last.endpoint_status is EndpointStatus.DELETING


# --- client.wait ----------------------------------------------------------------------------------


def ready(response: DescribeEndpointResponse) -> bool:
    return response.endpoint_status is EndpointStatus.IN_SERVICE


@pytest.mark.parametrize(
    "until",
    ["InService", EndpointStatus.IN_SERVICE, ["InService", "OutOfService"], ready, {"InService"}],
    ids=["str", "member", "several", "function", "set"],
)
def test_wait_ends_when_until_is_met(until: Any, clock: Clock) -> None:
    client = serve(endpoint("Creating"), endpoint("Updating"), endpoint("InService")).client

    response = client.wait(ENDPOINT, until=until, poll=5)

    assert response.endpoint_status is EndpointStatus.IN_SERVICE
    assert clock.slept == [5, 5]


def is_updating(response: DescribeEndpointResponse) -> bool:
    return response.endpoint_status is EndpointStatus.UPDATING


FAIL_ON: list[tuple[Any, str | None]] = [
    (None, "OutOfService"),
    ("OutOfService", "OutOfService"),
    ([EndpointStatus.OUT_OF_SERVICE, "Failed"], "OutOfService"),
    (is_updating, "Updating"),
    ((), None),
]


@pytest.mark.parametrize(
    ("fail_on", "fails_at"), FAIL_ON, ids=["default", "str", "several", "function", "none"]
)
def test_wait_fails_when_fail_on_is_met(fail_on: Any, fails_at: str | None) -> None:
    statuses = ["Creating", "Updating", "OutOfService", "UpdateRollbackFailed", "InService"]
    client = serve(*map(endpoint, statuses)).client

    _, found = outcome(lambda: client.wait(ENDPOINT, until="InService", fail_on=fail_on))

    assert isinstance(found, WaitFailed | None)
    assert (found and found.status) == fails_at


def test_wait_failed_has_reason_and_response_of_the_resource() -> None:
    client = serve(endpoint("Failed", FailureReason="no capacity")).client
    waits: list[Callable[[], object]] = [
        lambda: client.wait(ENDPOINT, until="InService"),
        lambda: client.wait_until_endpoint_in_service(endpoint_name="churn"),
    ]
    for wait in waits:
        with pytest.raises(WaitFailed, match=r"Endpoint 'churn' is Failed: no capacity") as caught:
            wait()
        failed = caught.value
        assert isinstance(failed, WaiterError)
        assert failed.status is EndpointStatus.FAILED
        assert failed.reason == "no capacity"
        assert failed.resource == "Endpoint 'churn'"
        assert isinstance(failed.response, DescribeEndpointResponse)
        assert failed.last_response["EndpointStatus"] == "Failed"


# The final statuses of the service that do not contain "Fail". Several operations share an enum.
ENDED: dict[str, set[str]] = {
    "AIBenchmarkJobStatus": {"Completed", "Stopped"},
    "AIRecommendationJobStatus": {"Completed", "Stopped"},
    "AlgorithmStatus": {"Completed"},
    "AppStatus": {"Deleted"},
    "AutoMLJobStatus": {"Completed", "Stopped"},
    "ClusterOperationStatus": {"Done", "Superseded"},
    "CompilationJobStatus": {"COMPLETED", "STOPPED"},
    "EdgePackagingJobStatus": {"COMPLETED", "STOPPED"},
    "EndpointStatus": {"OutOfService"},
    "HyperParameterTuningJobStatus": {"Completed", "Stopped"},
    "InferenceExperimentStatus": {"Completed", "Cancelled"},
    "JobStatus": {"Completed", "Stopped"},
    "LabelingJobStatus": {"Completed", "Stopped"},
    "MlflowAppStatus": {"Deleted"},
    "ModelCardExportJobStatus": {"Completed"},
    "ModelPackageGroupStatus": {"Completed"},
    "ModelPackageStatus": {"Completed"},
    "OptimizationJobStatus": {"COMPLETED", "STOPPED"},
    "PartnerAppStatus": {"Deleted"},
    "PipelineExecutionStatus": {"Succeeded", "Stopped"},
    "ProcessingJobStatus": {"Completed", "Stopped"},
    "ProjectStatus": {"DeleteCompleted"},
    "RecommendationJobStatus": {"COMPLETED", "STOPPED", "DELETED"},
    "ReservedCapacityStatus": {"Expired"},
    "SchedulerResourceStatus": {"Deleted"},
    "TrainingJobStatus": {"Completed", "Stopped"},
    "TrainingPlanStatus": {"Expired"},
    "TransformJobStatus": {"Completed", "Stopped"},
}


@each(
    ("operation", "output"),
    [row for row in describing() if status_fields(response_class(row[0]))],
    ids=lambda row: row[0],
)
def test_every_final_status_ends_a_wait_for_another(operation: str, output: Any) -> None:
    field = status_field(request_class(operation))
    assert field is not None
    wire = response_class(operation).__wire_names__[field]
    shape = output.members[wire]
    final = {value for value in shape.enum if "fail" in value.lower()}
    final |= ENDED.get(shape.name, set())
    input_shape = service_model().operation_model(operation).input_shape
    request = from_boto(request_class(operation), sample(input_shape, "required"))
    awaited = next(v for v in shape.enum if v not in final and not v.lower().startswith("delet"))
    for value in set(shape.enum) - {awaited}:
        client = serve(described(operation, **{wire: value})).client
        with pytest.raises(WaitFailed if value in final else WaitTimeout) as caught:
            client.wait(request, until=awaited)
        assert caught.value.status == value
        client.wait(request, until=value)


def warm_pool(job: DescribeTrainingJobResponse) -> bool:
    return job.warm_pool_status is not None


ENDS: list[tuple[Any, dict[str, Any], type[WaitError], str]] = [
    ("Completed", {}, WaitFailed, "is Stopped, so it cannot become Completed: by you"),
    (["Failed", "Completed"], {}, WaitFailed, "cannot become Completed or Failed: by you"),
    ("Completed", {"fail_on": "Failed"}, WaitFailed, "cannot become Completed: by you"),
    ("Completed", {"fail_on": ()}, WaitTimeout, "is Stopped: by you after"),
    # The job can be deleted, and a function can ask for more than the status.
    ("Deleting", {}, WaitTimeout, "is Stopped: by you after"),
    (warm_pool, {}, WaitTimeout, "is Stopped: by you after"),
]


@pytest.mark.parametrize(("until", "options", "kind", "text"), ENDS)
def test_final_status_ends_a_wait(until: Any, options: Any, kind: Any, text: str) -> None:
    job = described("DescribeTrainingJob", TrainingJobStatus="Stopped", FailureReason="by you")
    client = serve(described("DescribeTrainingJob", TrainingJobStatus="InProgress"), job).client
    with pytest.raises(kind, match=text):
        client.wait(DescribeTrainingJobRequest(training_job_name="churn"), until=until, **options)


def test_final_status_of_another_field_ends_a_wait_for_it() -> None:
    job = described("DescribeTrainingJob", SecondaryStatus="MaxRuntimeExceeded")
    client = serve(job).client
    request = DescribeTrainingJobRequest(training_job_name="churn")
    with pytest.raises(WaitFailed, match="is MaxRuntimeExceeded, so it cannot become Training"):
        client.wait(request, until="Training", status="secondary_status")


def failed_waits(client: SageMaker, cancel: threading.Event) -> Iterator[WaitError]:
    for timeout in (math.inf, 0):
        with pytest.raises(WaitError) as caught:
            client.wait(ENDPOINT, until="Deleting", timeout=timeout)
        yield caught.value
    cancel.set()
    with pytest.raises(WaitError) as caught:
        client.wait(ENDPOINT, until="InService", cancel=cancel)
    yield caught.value


def test_wait_errors_can_be_copied_and_pickled() -> None:
    client = serve(endpoint("Failed", FailureReason="why"), endpoint("Creating")).client
    kinds: list[type[WaitError]] = []
    for problem in failed_waits(client, threading.Event()):
        kinds.append(type(problem))
        for again in (
            copy.copy(problem),
            copy.deepcopy(problem),
            pickle.loads(pickle.dumps(problem)),
        ):
            assert type(again) is type(problem)
            assert str(again) == str(problem)
            assert vars(again) == vars(problem)
    assert kinds == [WaitFailed, WaitTimeout, WaitCancelled]


@pytest.mark.parametrize(
    ("request_", "options", "message"),
    [
        (ENDPOINT, {"until": "InServce"}, "until=: 'InServce' is not a known.*'InService'"),
        (ENDPOINT, {"until": "InService", "fail_on": "Faild"}, "fail_on=: .*'Failed'"),
        (ENDPOINT, {"until": ()}, "at least one status, got none"),
        (ENDPOINT, {"until": [5]}, "must contain only statuses as str, got int"),
        (ENDPOINT, {"until": "Failed", "fail_on": ["Failed"]}, "both contain Failed"),
        (ENDPOINT, {"until": "a", "status": "endpoint_nme"}, "of the response, got 'endpoint_nme'"),
        (
            DescribeTrialComponentRequest(trial_component_name="a"),
            {"until": "b"},
            "has no status field: pass a function of the response as until=",
        ),
        (ENDPOINT, {"until": "InService", "timeout": -1}, "timeout must be at least 0 seconds"),
        (
            ENDPOINT,
            {"until": "InService", "timeout": math.nan},
            "timeout must be at least 0 seconds",
        ),
        (
            ENDPOINT,
            {"until": "InService", "poll": -1},
            "poll must be a finite number of seconds, at least 0",
        ),
        (
            ENDPOINT,
            {"until": "InService", "poll": math.inf},
            "poll must be a finite number of seconds, at least 0",
        ),
        (ENDPOINT, {"until": "InService", "poll": []}, "at least one number of seconds"),
    ],
)
def test_wait_rejects_invalid_arguments(request_: Any, options: Any, message: str) -> None:
    server = serve(endpoint("Creating"))
    with pytest.raises(ValueError, match=message):
        server.client.wait(request_, **options)
    assert len(server.asked) <= 1


@pytest.mark.parametrize("argument", ["timeout", "poll"])
@pytest.mark.parametrize(
    ("value", "got"),
    [
        ("10", "'10' (str); pass float(...)"),
        (timedelta(seconds=10), "timedelta; pass its .total_seconds()"),
        ({}, "dict"),
    ],
)
def test_wait_refuses_seconds_that_are_not_numbers(argument: str, value: Any, got: str) -> None:
    server = serve(endpoint("Creating"))
    untyped: Any = server.client
    if argument == "poll" and value == {}:
        value, got = [{}], "dict"  # a dict is an iterable without numbers
    message = re.escape(f"{argument} must be a number of seconds, got {got}")
    with pytest.raises(TypeError, match=f"^{message}$"):
        untyped.wait(ENDPOINT, until="InService", **{argument: value})


def test_wait_accepts_numbers_of_other_types_and_no_pause() -> None:
    server = serve(endpoint("Creating"), endpoint("InService"))
    untyped: Any = server.client

    assert ready(untyped.wait(ENDPOINT, until="InService", timeout=Fraction(5), poll=0))
    assert len(server.asked) == 2


def test_wait_accepts_open_enum_values() -> None:
    client = serve(endpoint("Creating"), endpoint("Hibernating")).client
    response = client.wait(ENDPOINT, until=EndpointStatus.open("Hibernating"))
    assert response.endpoint_status == "Hibernating"


def test_wait_reads_status_from_given_field_or_function() -> None:
    job = described(
        "DescribeTrainingJob", TrainingJobStatus="InProgress", SecondaryStatus="Training"
    )
    client = serve(job | {"SecondaryStatus": "Starting"}, job).client
    request = DescribeTrainingJobRequest(training_job_name="churn")
    assert client.wait(request, until="Training", status="secondary_status").secondary_status

    component = described("DescribeTrialComponent", Status={"PrimaryStatus": "Completed"})
    found = serve(component).client.wait(
        DescribeTrialComponentRequest(trial_component_name="a"),
        until="Completed",
        status=lambda response: response.status.primary_status if response.status else None,
    )
    assert found.status is not None


# --- time -----------------------------------------------------------------------------------------


def three_more_each_time(attempts: int) -> float:
    return 3 * attempts


DEADLINES: list[tuple[float, Poll, list[float]]] = [
    (100, 30, [30, 30, 30, 10]),
    (90, 30, [30, 30, 30]),
    (10, 30, [10]),
    (0, 30, []),
    (0.3, 0.1, [0.1, 0.1, 0.1]),
    (20, [1, 2, 4], [1, 2, 4, 4, 4, 4, 1]),
    (20, (2.0**n for n in range(9)), [1, 2, 4, 8, 5]),
    (20, three_more_each_time, [3, 6, 9, 2]),
]


@pytest.mark.parametrize(("timeout", "poll", "slept"), DEADLINES)
def test_last_attempt_is_at_the_deadline(
    timeout: float, poll: Poll, slept: list[float], clock: Clock
) -> None:
    server = serve(endpoint("Creating"))
    start = clock.now
    with pytest.raises(WaitTimeout, match="is Creating after") as caught:
        server.client.wait(ENDPOINT, until="InService", timeout=timeout, poll=poll)

    assert clock.slept == pytest.approx(slept)
    assert clock.now == pytest.approx(start + timeout)
    assert len(server.asked) == len(slept) + 1
    assert isinstance(caught.value, TimeoutError)
    assert caught.value.status is EndpointStatus.CREATING
    assert caught.value.response.endpoint_status is EndpointStatus.CREATING


def test_timeout_includes_the_duration_of_calls(clock: Clock) -> None:
    server = serve(endpoint("Creating"))
    answer = server.answer

    def slow(asked: Raw) -> Raw:
        clock.now += 20
        return answer(asked)

    server.answer = slow
    with pytest.raises(WaitTimeout):
        server.client.wait(ENDPOINT, until="InService", timeout=100, poll=30)
    assert clock.slept == pytest.approx([30, 30])
    assert len(server.asked) == 3


def test_wait_succeeds_at_the_deadline() -> None:
    client = serve(endpoint("Creating"), endpoint("InService")).client
    assert ready(client.wait(ENDPOINT, until="InService", timeout=10, poll=30))


def test_wait_without_timeout_continues(clock: Clock) -> None:
    client = serve(*[endpoint("Creating")] * 999, endpoint("InService")).client
    assert ready(client.wait(ENDPOINT, until="InService", timeout=math.inf))
    assert sum(clock.slept) == 999 * 30


def test_defaults_are_one_hour_and_thirty_seconds(clock: Clock) -> None:
    with pytest.raises(WaitTimeout):
        serve(endpoint("Creating")).client.wait(ENDPOINT, until="InService")
    assert clock.slept == pytest.approx([30.0] * 120)


def test_pauses_are_no_longer_than_timers_support(clock: Clock) -> None:
    thirty_days = 30 * 24 * 3600
    client = serve(*[endpoint("Creating")] * 2, endpoint("InService")).client
    client.wait(ENDPOINT, until="InService", timeout=math.inf, poll=[thirty_days, thirty_days + 1])
    assert clock.slept == [thirty_days, thirty_days]


# --- errors during a wait -------------------------------------------------------------------------

THROTTLED = error("ThrottlingException", "Rate exceeded")
BROKEN = error("InternalFailure", "oops", 500)


@pytest.mark.parametrize(
    "passing",
    [THROTTLED, BROKEN, NETWORK, UNREADABLE],
    ids=["throttled", "500", "network", "unreadable"],
)
def test_wait_continues_after_temporary_errors(passing: Outcome) -> None:
    outcomes = [endpoint("Creating"), *[passing] * 4, endpoint("Updating"), *[passing] * 4]
    client = serve(*outcomes, endpoint("InService")).client
    assert ready(client.wait(ENDPOINT, until="InService"))
    client = serve(*outcomes, endpoint("InService")).client
    assert ready(client.wait_until_endpoint_in_service(endpoint_name="churn"))


@pytest.mark.parametrize(
    "outcomes",
    [
        [THROTTLED],
        [NETWORK],
        [endpoint("Creating"), *[NETWORK] * 5],
        [endpoint("Creating"), SSLError(endpoint_url="https://example.com", error=OSError("bad"))],
        [endpoint("Creating"), error("AccessDeniedException", "no")],
    ],
    ids=["first-throttled", "first-network", "five", "tls", "denied"],
)
def test_wait_raises_other_errors_unchanged(outcomes: list[Outcome]) -> None:
    server = serve(*outcomes)
    last = outcomes[-1]
    kind: type[Exception] = type(last) if isinstance(last, Exception) else ServiceError
    seen: list[Progress[Any]] = []
    with pytest.raises(kind):
        server.client.wait(ENDPOINT, until="InService", on_progress=seen.append)
    assert len(server.asked) == len(outcomes)
    assert [progress.done for progress in seen] == [False] * (len(outcomes) - 1) + [True]


# --- progress and cancelling ----------------------------------------------------------------------


def test_progress_is_reported_after_each_attempt() -> None:
    client = serve(endpoint("Creating"), NETWORK, endpoint("InService")).client
    seen: list[Progress[DescribeEndpointResponse]] = []

    last = client.wait(ENDPOINT, until="InService", timeout=100, on_progress=seen.append)

    assert [(p.attempt, p.elapsed, p.remaining, p.status, p.done) for p in seen] == [
        (1, 0, 100, "Creating", False),
        (2, pytest.approx(30), pytest.approx(70), "Creating", False),
        (3, pytest.approx(60), pytest.approx(40), "InService", True),
    ]
    assert seen[-1].response is last
    assert isinstance(seen[1].error, ConnectTimeoutError)
    with pytest.raises(AttributeError):
        cast("Any", seen[0]).attempt = 5


def test_error_in_on_progress_ends_the_wait() -> None:
    def stop(_: Progress[Any]) -> None:
        raise LookupError

    server = serve(endpoint("Creating"))
    with pytest.raises(LookupError):
        server.client.wait_until_endpoint_in_service(endpoint_name="churn", on_progress=stop)
    assert len(server.asked) == 1


def test_wait_is_cancelled_by_another_thread() -> None:
    server, cancel = serve(endpoint("Creating")), threading.Event()
    polled = threading.Event()

    def cancel_after_poll() -> None:
        assert polled.wait(30)
        cancel.set()

    thread = threading.Thread(target=cancel_after_poll)
    thread.start()
    with pytest.raises(WaitCancelled, match="was cancelled: Endpoint 'churn' is Creating"):
        # Without the cancellation, this would not end in time.
        server.client.wait(
            ENDPOINT,
            until="InService",
            timeout=math.inf,
            poll=600,
            on_progress=lambda _: polled.set(),
            cancel=cancel,
        )
    thread.join(30)
    assert len(server.asked) == 1


def test_ctrl_c_ends_a_wait_immediately() -> None:
    program = """
        import signal
        signal.signal(signal.SIGINT, signal.default_int_handler)
        from unittest.mock import MagicMock
        from sagemaker_typed import SageMaker
        boto = MagicMock()
        boto.describe_endpoint.return_value = {"EndpointName": "a", "EndpointStatus": "Creating"}
        client = SageMaker(client=boto)
        try:
            client.wait_until_endpoint_in_service(
                endpoint_name="a", poll=600, on_progress=lambda _: print("polled", flush=True)
            )
        except KeyboardInterrupt as error:
            print(type(error).__name__, error.__cause__, error.__context__)
    """
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(program),
        ],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "polled\n"
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
    assert rest == "KeyboardInterrupt None None\n"
    assert process.returncode == 0


def on_terminal(finish: Callable[[Any], None]) -> str:
    """The output of a function that writes to a terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    try:
        with os.fdopen(theirs, "w") as terminal:
            finish(terminal)
        return b"".join(iter(lambda: some_of(ours), b"")).decode()
    finally:
        os.close(ours)


def some_of(terminal: int) -> bytes:
    """The available output; empty at the end, where Linux raises an error."""
    try:
        return os.read(terminal, 100_000)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""


@pytest.mark.parametrize("timeout", [100, math.inf])
def test_show_progress_draws_a_line_on_a_terminal(timeout: float) -> None:
    def finish(terminal: Any) -> None:
        client = serve(endpoint("Creating"), endpoint("InService")).client
        client.wait(
            ENDPOINT, until="InService", timeout=timeout, on_progress=show_progress(terminal)
        )

    text = on_terminal(finish)

    assert "Endpoint 'churn'" in text
    assert text.index("Creating") < text.index("30") < text.index("InService")
    assert ("/100 s" in text) == (timeout == 100)
    assert text.endswith("\n")


def test_show_progress_is_silent_without_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    client = serve(endpoint("Creating"), endpoint("InService")).client
    client.wait(ENDPOINT, until="InService", on_progress=show_progress())
    assert capfd.readouterr() == ("", "")


def test_show_progress_without_the_extra_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with pytest.raises(ModuleNotFoundError, match=r'pip install "sagemaker-typed\[progress\]"'):
        show_progress()


# --- the service model ----------------------------------------------------------------------------

# The responses with several status fields, of which none is called ``status``.
STATUS_FIELDS = {
    "DescribeAutoMLJob": "auto_ml_job_status",
    "DescribeAutoMLJobV2": "auto_ml_job_status",
    "DescribeHubContent": "hub_content_status",
    "DescribeJob": "job_status",
    "DescribeMlflowTrackingServer": "tracking_server_status",
    "DescribeModelCard": "model_card_status",
    "DescribeModelPackage": "model_package_status",
    "DescribeTrainingJob": "training_job_status",
}


@each(("operation", "output"), describing())
def test_status_field_is_found_for_every_describe_operation(operation: str, output: Any) -> None:
    texts = [
        xform_name(name)
        for name, member in output.members.items()
        if name.endswith("Status") and member.type_name == "string"
    ]
    if operation in STATUS_FIELDS:
        assert len(texts) > 1
        expected: str | None = STATUS_FIELDS[operation]
    elif "status" in texts:
        expected = "status"
    else:
        assert len(texts) < 2, "add the operation to STATUS_FIELDS"
        expected = texts[0] if texts else None

    assert status_field(request_class(operation)) == expected


def test_failure_reason_reads_every_reason_member_of_the_model() -> None:
    """Every string member of a describe response whose name has ``Reason`` or ``Message``."""
    found: dict[str, list[str]] = {}
    for operation, output in describing():
        response: Any = getattr(sagemaker_typed.sagemaker, f"{operation}Response")
        for name, member in output.members.items():
            if ("Reason" in name or "Message" in name) and member.type_name == "string":
                raw = described(operation, **{name: "why"})
                assert failure_reason(from_boto(response, raw)) == "why"
                found.setdefault(name, []).append(operation)
    assert len(found.pop("FailureReason")) > 30
    assert {name: len(operations) for name, operations in found.items()} == {
        "FailureMessage": 1,
        "StatusReason": 2,
        "EdgePackagingJobStatusMessage": 1,
        "ExitMessage": 1,
        "StatusMessage": 1,
    }


@pytest.mark.parametrize(
    ("response", "members", "reason"),
    [
        (DescribePartnerAppResponse, {"Error": {"Code": "E1", "Reason": "gone"}}, "E1: gone"),
        (
            DescribeProcessingJobResponse,
            {"FailureReason": "exit code 1", "ExitMessage": "no data"},
            "no data; exit code 1",
        ),
        (
            DescribeAutoMLJobResponse,
            {"PartialFailureReasons": [{"PartialFailureMessage": "half"}]},
            "half",
        ),
        (
            DescribeAlgorithmResponse,
            {
                "AlgorithmStatusDetails": {
                    "ValidationStatuses": [
                        {"Name": "train", "Status": "Failed", "FailureReason": "no image"},
                        {"Name": "infer", "Status": "Completed"},
                    ]
                }
            },
            "train: no image",
        ),
        (DescribeTrainingJobResponse, {}, None),
    ],
    ids=["error", "two", "several", "details", "none"],
)
def test_failure_reason_reads_structures_and_lists(
    response: Any, members: Raw, reason: str | None
) -> None:
    raw = described(response.__name__.removesuffix("Response"), **members)
    assert failure_reason(from_boto(response, raw)) == reason


def test_resource_name_has_required_members_of_the_request() -> None:
    assert resource_name(DescribeAlgorithmRequest(algorithm_name="a")) == "Algorithm 'a'"


def test_wait_compares_members_of_other_enums_by_value() -> None:
    client = serve(described("DescribeTrainingJob", TrainingJobStatus="Completed")).client
    request = DescribeTrainingJobRequest(training_job_name="churn")
    response = client.wait(request, until=ProcessingJobStatus.COMPLETED)
    assert response.training_job_status is TrainingJobStatus.COMPLETED


# --- client.wait_until_gone -----------------------------------------------------------------------

# The codes and messages with which services say that a resource does not exist.
GONE: list[Raw] = [
    error("ResourceNotFound", "Requested resource not found."),
    error("ValidationException", 'Could not find endpoint "arn".'),
    error("ValidationException", "RecordNotFound"),
    error("ResourceNotFoundException", status=404),
    {**error("Unknown", status=404), "ResponseMetadata": {"HTTPStatusCode": 404, "RequestId": "a"}},
]


@each(("operation", "output"), describing(), ids=lambda case: case[0])
def test_every_described_resource_can_be_awaited_until_gone(operation: str, output: Any) -> None:
    cls, field = request_class(operation), status_field(request_class(operation))
    request_: Any = from_boto(
        cls, sample(service_model().operation_model(operation).input_shape, "required")
    )
    there = sample(output)
    there.pop("Error", None)  # the server would send it as an error
    values: list[str] = []
    enum = None if field is None else status_fields(cls.__response__)[field]
    wire = "" if field is None else cls.__response__.__wire_names__[field]
    if enum is not None:
        values = [str(value) for value in enum]
    for outcome in GONE:
        other = [value for value in values if "delet" not in value.lower()]
        server = serve({**there, wire: other[0]} if other else there, outcome)
        last = server.client.wait_until_gone(request_)
        assert type(last) is cls.__response__
        assert len(server.asked) == 2
        assert serve(outcome).client.wait_until_gone(request_) is None
    for value in values:
        name = value.lower().replace("_", "")
        client = serve({**there, wire: value}, GONE[0]).client
        if name in {"deletefailed", "deletionfailed", "deleterollbackfailed"}:
            with pytest.raises(WaitFailed) as caught:
                client.wait_until_gone(request_)
            assert caught.value.status == value
        else:
            server = serve({**there, wire: value}, GONE[0])
            last = server.client.wait_until_gone(request_)
            assert last is not None
            is_over = name in {"deleted", "deletecompleted"}
            assert len(server.asked) == (1 if is_over else 2)


def test_wait_until_gone_agrees_with_the_waiters_of_the_model(clock: Clock) -> None:
    """botocore's waiters for deletions succeed at the same responses."""
    for name, waiter in WAITERS.items():
        if not name.endswith("Deleted"):
            continue
        cls = request_class(waiter["operation"])
        model = service_model().operation_model(waiter["operation"])
        request_: Any = from_boto(cls, sample(model.input_shape, "required"))
        there = sample(model.output_shape, "required")
        field = status_field(cls)
        if field is not None:
            there[cls.__response__.__wire_names__[field]] = "Deleting"
        (code,) = (
            row["expected"]
            for row in waiter["acceptors"]
            if (row["matcher"], row["state"]) == ("error", "success")
        )
        absent = error(code, "Could not find it")
        theirs = getattr(serve(there, absent).client, waiter_method_name(name))
        fields = {name: getattr(request_, name) for name in cls.__wire_names__}
        last = theirs(**{name: value for name, value in fields.items() if value is not None})
        assert serve(there, absent).client.wait_until_gone(request_) == last


def test_wait_until_gone_refuses_requests_that_do_not_describe() -> None:
    """Sending these again and again would delete the resource, or never end."""
    server = Server(lambda _: {})
    for request in (DeleteModelRequest(model_name="churn"), ListModelsRequest()):
        with pytest.raises(TypeError, match="wait_until_gone needs a request that describes"):
            server.client.wait_until_gone(request)
    assert server.taken() == []


def test_wait_until_gone_has_the_options_and_errors_of_wait(clock: Clock) -> None:
    request_ = DescribeEndpointRequest(endpoint_name="churn")
    seen: list[str | None] = []
    server = serve(endpoint("InService"), error("InternalFailure", status=500), GONE[1])
    last = server.client.wait_until_gone(
        request_, poll=5, on_progress=lambda progress: seen.append(progress.status)
    )
    assert last is not None
    assert seen == ["InService"] * 3
    assert clock.slept == [5, 5]
    clock.slept.clear()
    with pytest.raises(WaitTimeout, match="Endpoint 'churn' is InService"):
        serve(endpoint("InService")).client.wait_until_gone(request_)
    assert clock.slept == pytest.approx([30] * 120)
    for refusal in (error("AccessDeniedException", status=403), error("ValidationException")):
        with pytest.raises(ServiceError):
            serve(refusal).client.wait_until_gone(request_)
        with pytest.raises(ServiceError):
            serve(endpoint("Deleting"), refusal).client.wait_until_gone(request_)
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(WaitCancelled):
        serve(GONE[0]).client.wait_until_gone(request_, cancel=cancelled)
    with pytest.raises(TypeError, match="got str"):
        serve(GONE[0]).client.wait_until_gone(cast("Any", "churn"))


# --- a real server --------------------------------------------------------------------------------


def test_waits_succeed_against_a_local_server() -> None:
    with local_server(engine="moto", region_name="eu-west-1") as server:
        client = server.sagemaker()
        client.create_notebook_instance(
            notebook_instance_name="lab",
            instance_type=sagemaker_typed.sagemaker.InstanceType.ML_T2_MEDIUM,
            role_arn=ROLE,
        )
        started = client.wait_until_notebook_instance_in_service(notebook_instance_name="lab")
        assert started.notebook_instance_status is NotebookInstanceStatus.IN_SERVICE
        client.stop_notebook_instance(notebook_instance_name="lab")
        request = DescribeNotebookInstanceRequest(notebook_instance_name="lab")
        stopped = client.wait(request, until=NotebookInstanceStatus.STOPPED)
        assert stopped.notebook_instance_name == "lab"
        client.delete_notebook_instance(notebook_instance_name="lab")
        assert client.wait_until_notebook_instance_deleted(notebook_instance_name="lab") is None
        assert client.wait_until_gone(request) is None
