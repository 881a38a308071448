"""Waiting: the model's waiters beside botocore's own on the same answers, and ``client.wait``."""

from __future__ import annotations

import copy
import errno
import itertools
import math
import os
import pickle
import pty
import signal
import subprocess
import sys
import termios
import textwrap
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, cast

import botocore.waiter
import pytest
from botocore import xform_name
from botocore.exceptions import ConnectTimeoutError, SSLError, WaiterError
from botocore.loaders import Loader
from helpers.answers import Clock, Server
from helpers.cases import each
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
from sagemaker_typed.progress import show_progress
from sagemaker_typed.sagemaker import (
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
    NotebookInstanceStatus,
    ProcessingJobStatus,
    TrainingJobStatus,
)
from sagemaker_typed.waiting import Poll, schedule
from sagemaker_typed.waiting.status import failure_reason, resource_name, status_field

WAITERS: dict[str, Any] = Loader().load_service_model("sagemaker", "waiters-2")["waiters"]
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
    """A service with these answers, the last of them forever."""
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


ENDPOINT = DescribeEndpointRequest(endpoint_name="churn")
NOT_FOUND = error("ValidationException", 'Could not find endpoint "churn".')
UNREADABLE = InvalidResponse("DescribeEndpoint", "the body is truncated")
NETWORK = ConnectTimeoutError(endpoint_url="https://example.com")


# --- the model's waiters --------------------------------------------------------------------------


def answer_for(waiter: Raw, acceptor: Raw) -> Raw:
    """What makes an acceptor match."""
    if acceptor["matcher"] == "error":
        return error(acceptor["expected"], "Could not find it.")
    assert acceptor["matcher"] == "path"
    return described(waiter["operation"], **{acceptor["argument"]: acceptor["expected"]})


def other_statuses(waiter: Raw) -> list[Raw]:
    """An answer with each status; most say nothing to the waiter."""
    output: Any = service_model().operation_model(waiter["operation"]).output_shape
    (name,) = {a["argument"] for a in waiter["acceptors"] if a["matcher"] == "path"}
    values = [*output.members[name].enum, "NewStatus"]
    return [described(waiter["operation"], **{name: value}) for value in values]


def pending(waiter: Raw) -> Raw:
    ends = [a["expected"] for a in waiter["acceptors"]]
    return next(a for a in other_statuses(waiter) if not {*ends} & {str(v) for v in a.values()})


def outcome(call: Callable[[], Any]) -> tuple[Any, WaiterError | None]:
    """What a call returns, and what it raises."""
    try:
        return call(), None
    except WaiterError as error:
        return None, error


SEQUENCES = [
    pytest.param(name, [pending(waiter)] * count + [last], id=f"{name}-{number}-{count}")
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


@each(("name", "answers"), SEQUENCES)
def test_every_waiter_comes_to_botocores_verdict(name: str, answers: list[Raw]) -> None:
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
    assert type(found) is (WaitTimeout if is_late else WaitFailed)
    # The last look is at the very end, not one interval before it.
    assert len(server.asked) == asked + is_late


def test_a_waiter_has_the_models_interval_and_time(clock: Clock) -> None:
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


def test_a_request_that_was_refused_itself_does_not_mean_that_the_resource_is_gone() -> None:
    message = "1 validation error detected: Value 'churn!' at 'endpointName' failed ..."
    client = serve(error("ValidationException", message)).client
    with pytest.raises(WaitFailed, match="1 validation error detected") as caught:
        client.wait_until_endpoint_deleted(endpoint_name="churn!")
    assert caught.value.reason == message
    assert isinstance(caught.value.__cause__, ServiceError)


def test_a_deleted_waiter_returns_what_was_last_there() -> None:
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
    ids=["text", "member", "several", "function", "set"],
)
def test_until(until: Any, clock: Clock) -> None:
    client = serve(endpoint("Creating"), endpoint("Updating"), endpoint("InService")).client

    response = client.wait(ENDPOINT, until=until, poll=5)

    assert response.endpoint_status is EndpointStatus.IN_SERVICE
    assert clock.slept == [5, 5]


def is_updating(response: DescribeEndpointResponse) -> bool:
    return response.endpoint_status is EndpointStatus.UPDATING


FAIL_ON: list[tuple[Any, str | None]] = [
    (None, "UpdateRollbackFailed"),
    ("OutOfService", "OutOfService"),
    ([EndpointStatus.OUT_OF_SERVICE, "Failed"], "OutOfService"),
    (is_updating, "Updating"),
    ((), None),
]


@pytest.mark.parametrize(
    ("fail_on", "fails_at"), FAIL_ON, ids=["default", "text", "several", "function", "none"]
)
def test_fail_on(fail_on: Any, fails_at: str | None) -> None:
    statuses = ["Creating", "Updating", "OutOfService", "UpdateRollbackFailed", "InService"]
    client = serve(*map(endpoint, statuses)).client

    _, found = outcome(lambda: client.wait(ENDPOINT, until="InService", fail_on=fail_on))

    assert isinstance(found, WaitFailed | None)
    assert (found and found.status) == fails_at


def test_a_failure_has_the_resources_own_reason() -> None:
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


def waits_that_end(client: SageMaker, cancel: threading.Event) -> Iterator[WaitError]:
    for timeout in (math.inf, 0):
        with pytest.raises(WaitError) as caught:
            client.wait(ENDPOINT, until="Deleting", timeout=timeout)
        yield caught.value
    cancel.set()
    with pytest.raises(WaitError) as caught:
        client.wait(ENDPOINT, until="InService", cancel=cancel)
    yield caught.value


def test_errors_copy_and_pickle() -> None:
    client = serve(endpoint("Failed", FailureReason="why"), endpoint("Creating")).client
    kinds: list[type[WaitError]] = []
    for problem in waits_that_end(client, threading.Event()):
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
        (ENDPOINT, {"until": "InService", "poll": 0}, "poll must be more than 0 seconds"),
        (ENDPOINT, {"until": "InService", "poll": math.inf}, "poll must be more than 0 seconds"),
        (ENDPOINT, {"until": "InService", "poll": []}, "at least one number of seconds"),
    ],
)
def test_bad_arguments_are_refused(request_: Any, options: Any, message: str) -> None:
    server = serve(endpoint("Creating"))
    with pytest.raises(ValueError, match=message):
        server.client.wait(request_, **options)
    assert len(server.asked) <= 1


def test_a_status_of_a_later_release_can_be_waited_for() -> None:
    client = serve(endpoint("Creating"), endpoint("Hibernating")).client
    response = client.wait(ENDPOINT, until=EndpointStatus.open("Hibernating"))
    assert response.endpoint_status == "Hibernating"


def test_the_status_can_be_named_or_computed() -> None:
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


def three_more_each_time(looks: int) -> float:
    return 3 * looks


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
def test_the_last_look_is_at_the_deadline(
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


def test_the_time_of_the_calls_counts(clock: Clock) -> None:
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


def test_what_comes_at_the_deadline_is_in_time() -> None:
    client = serve(endpoint("Creating"), endpoint("InService")).client
    assert ready(client.wait(ENDPOINT, until="InService", timeout=10, poll=30))


def test_without_a_deadline_it_waits_on(clock: Clock) -> None:
    client = serve(*[endpoint("Creating")] * 999, endpoint("InService")).client
    assert ready(client.wait(ENDPOINT, until="InService", timeout=math.inf))
    assert sum(clock.slept) == 999 * 30


def test_the_defaults_are_an_hour_and_half_a_minute(clock: Clock) -> None:
    with pytest.raises(WaitTimeout):
        serve(endpoint("Creating")).client.wait(ENDPOINT, until="InService")
    assert clock.slept == pytest.approx([30.0] * 120)


# --- errors on the way ----------------------------------------------------------------------------

THROTTLED = error("ThrottlingException", "Rate exceeded")
BROKEN = error("InternalFailure", "oops", 500)


@pytest.mark.parametrize(
    "passing",
    [THROTTLED, BROKEN, NETWORK, UNREADABLE],
    ids=["throttled", "500", "network", "unreadable"],
)
def test_what_passes_by_itself_does_not_end_a_wait(passing: Outcome) -> None:
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
def test_other_errors_end_it_as_they_are(outcomes: list[Outcome]) -> None:
    server = serve(*outcomes)
    last = outcomes[-1]
    kind: type[Exception] = type(last) if isinstance(last, Exception) else ServiceError
    seen: list[Progress[Any]] = []
    with pytest.raises(kind):
        server.client.wait(ENDPOINT, until="InService", on_progress=seen.append)
    assert len(server.asked) == len(outcomes)
    assert [progress.done for progress in seen] == [False] * (len(outcomes) - 1) + [True]


# --- progress and cancelling ----------------------------------------------------------------------


def test_progress_is_reported_after_each_look() -> None:
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


def test_an_error_of_the_callback_ends_the_wait() -> None:
    def stop(_: Progress[Any]) -> None:
        raise LookupError

    server = serve(endpoint("Creating"))
    with pytest.raises(LookupError):
        server.client.wait_until_endpoint_in_service(endpoint_name="churn", on_progress=stop)
    assert len(server.asked) == 1


def test_another_thread_can_cancel() -> None:
    server, cancel = serve(endpoint("Creating")), threading.Event()
    looked = threading.Event()

    def set_when_looked() -> None:
        assert looked.wait(30)
        cancel.set()

    thread = threading.Thread(target=set_when_looked)
    thread.start()
    with pytest.raises(WaitCancelled, match="was cancelled: Endpoint 'churn' is Creating"):
        # Only the cancelling can end this in time.
        server.client.wait(
            ENDPOINT,
            until="InService",
            timeout=math.inf,
            poll=600,
            on_progress=lambda _: looked.set(),
            cancel=cancel,
        )
    thread.join(30)
    assert len(server.asked) == 1


def test_ctrl_c_ends_a_wait_at_once() -> None:
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
                endpoint_name="a", poll=600, on_progress=lambda _: print("looked", flush=True)
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
        assert process.stdout.readline() == "looked\n"
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
    assert rest == "KeyboardInterrupt None None\n"
    assert process.returncode == 0


def on_terminal(finish: Callable[[Any], None]) -> str:
    """What a function writes to a terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    try:
        with os.fdopen(theirs, "w") as terminal:
            finish(terminal)
        return b"".join(iter(lambda: some_of(ours), b"")).decode()
    finally:
        os.close(ours)


def some_of(terminal: int) -> bytes:
    """What can be read in one go; nothing at the end, where Linux has an error."""
    try:
        return os.read(terminal, 100_000)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""


@pytest.mark.parametrize("timeout", [100, math.inf])
def test_the_line_on_a_terminal(timeout: float) -> None:
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


def test_elsewhere_there_is_no_line(capfd: pytest.CaptureFixture[str]) -> None:
    client = serve(endpoint("Creating"), endpoint("InService")).client
    client.wait(ENDPOINT, until="InService", on_progress=show_progress())
    assert capfd.readouterr() == ("", "")


def test_without_the_extra_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with pytest.raises(ModuleNotFoundError, match=r'pip install "sagemaker-typed\[progress\]"'):
        show_progress()


# --- facts of the model ---------------------------------------------------------------------------

# Where the field is not ``status`` or the only one, and where there is none.
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


def describing() -> list[tuple[str, Any]]:
    models = map(service_model().operation_model, service_model().operation_names)
    return [(m.name, m.output_shape) for m in models if m.name.startswith("Describe")]


@each(("operation", "output"), describing())
def test_the_status_of_every_describe(operation: str, output: Any) -> None:
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
        assert len(texts) < 2, "which of several it is must be said here"
        expected = texts[0] if texts else None

    assert status_field(getattr(sagemaker_typed.sagemaker, f"{operation}Request")) == expected


def test_every_reason_in_the_model_is_found() -> None:
    """What describes a resource with a status, and has a text that may say why."""
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
def test_reasons_of_other_forms(response: Any, members: Raw, reason: str | None) -> None:
    raw = described(response.__name__.removesuffix("Response"), **members)
    assert failure_reason(from_boto(response, raw)) == reason


def test_a_resource_is_named_by_what_its_request_needs() -> None:
    assert resource_name(DescribeAlgorithmRequest(algorithm_name="a")) == "Algorithm 'a'"


def test_a_value_of_another_enum_is_a_value() -> None:
    client = serve(described("DescribeTrainingJob", TrainingJobStatus="Completed")).client
    request = DescribeTrainingJobRequest(training_job_name="churn")
    response = client.wait(request, until=ProcessingJobStatus.COMPLETED)
    assert response.training_job_status is TrainingJobStatus.COMPLETED


# --- a real server --------------------------------------------------------------------------------


def test_a_real_wait() -> None:
    with local_server(region_name="eu-west-1") as server:
        client = server.sagemaker()
        client.create_notebook_instance(
            notebook_instance_name="lab",
            instance_type=sagemaker_typed.sagemaker.InstanceType.ML_T2_MEDIUM,
            role_arn=ROLE,
        )
        there = client.wait_until_notebook_instance_in_service(notebook_instance_name="lab")
        assert there.notebook_instance_status is NotebookInstanceStatus.IN_SERVICE
        client.stop_notebook_instance(notebook_instance_name="lab")
        request = DescribeNotebookInstanceRequest(notebook_instance_name="lab")
        stopped = client.wait(request, until=NotebookInstanceStatus.STOPPED)
        assert stopped.notebook_instance_name == "lab"
        client.delete_notebook_instance(notebook_instance_name="lab")
        assert client.wait_until_notebook_instance_deleted(notebook_instance_name="lab") is None
