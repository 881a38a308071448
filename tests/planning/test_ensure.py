"""``client.ensure``: what it sends, in which order, and what others do in between."""

from __future__ import annotations

import contextlib
import logging
import math
import pickle
import threading
from collections.abc import Callable
from typing import Any, cast

import pytest
from helpers.account import Account, config, endpoint
from helpers.answers import Clock
from helpers.cases import each

from sagemaker_typed import Progress, ServiceError, WaitCancelled, WaitFailed, WaitTimeout
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.planning import (
    NotAppliedError,
    PlanError,
    ReplacementError,
    ResourceBusyError,
)
from sagemaker_typed.sagemaker.errors import ConflictException, ValidationException

ROLE = "arn:aws:iam::123456789012:role/sagemaker"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in ("_tasks", "waiting.schedule", "planning.waits"):
        monkeypatch.setattr(f"sagemaker_typed.{module}.time", clock)
    return clock


@pytest.fixture
def account() -> Account:
    return Account()


def domain(**fields: Any) -> sm.CreateDomainRequest:
    return sm.CreateDomainRequest(
        domain_name="research",
        auth_mode=sm.AuthMode.IAM,
        default_user_settings=sm.UserSettings(execution_role=ROLE),
        **fields,
    )


def notes(error: BaseException) -> str:
    return "\n".join(getattr(error, "__notes__", ()))


# --- what it does ---------------------------------------------------------------------------------


def test_creates_waits_and_returns_the_last_description(account: Account, clock: Clock) -> None:
    account.statuses["CreateEndpoint"] = ["Creating", "Creating", "InService"]
    found = account.client.ensure(endpoint(), describe=sm.DescribeEndpointRequest)

    assert found.endpoint_status == "InService"
    assert account.operations == ["DescribeEndpoint", "CreateEndpoint", *["DescribeEndpoint"] * 3]
    assert clock.slept == [30, 30]


def test_second_call_only_describes(account: Account) -> None:
    account.client.ensure(endpoint())
    account.forget_calls()
    found = account.client.ensure(endpoint())

    assert isinstance(found, sm.DescribeEndpointResponse)
    assert account.operations == ["DescribeEndpoint"]


def test_updates_in_place(account: Account) -> None:
    account.client.ensure(endpoint())
    account.statuses["UpdateEndpoint"] = ["Updating", "InService"]
    account.forget_calls()
    found = account.client.ensure(endpoint("green"), describe=sm.DescribeEndpointRequest)

    assert found.endpoint_config_name == "green"
    assert account.operations == [
        "DescribeEndpoint",
        "UpdateEndpoint",
        "DescribeEndpoint",
        "DescribeEndpoint",
    ]


def test_replaces_only_if_allowed(account: Account) -> None:
    account.client.ensure(config())
    account.forget_calls()
    with pytest.raises(ReplacementError) as caught:
        account.client.ensure(config(2))

    assert not account.changes
    error = caught.value
    assert str(error) == (
        "EndpointConfig 'blue' must be replaced to be as requested: there is no operation "
        "UpdateEndpointConfig; to delete it and create it again, pass allow_replace=True"
    )
    assert error.step is not None
    assert [str(one) for one in error.step.differences] == [
        "~ production_variants['all'].initial_instance_count: 1 -> 2"
    ]
    restored = pickle.loads(pickle.dumps(error))
    assert (str(restored), restored.step, restored.pending) == (
        str(error),
        error.step,
        ("replace EndpointConfig 'blue'",),
    )

    account.client.ensure(config(2), allow_replace=True)
    assert account.changes == ["DeleteEndpointConfig", "CreateEndpointConfig"]
    assert account.client.plan(config(2)).action == "nothing"


def test_replacement_waits_until_the_old_resource_is_gone(account: Account, clock: Clock) -> None:
    account.client.ensure(endpoint())
    account.only("Endpoint").statuses = ["Failed"]
    account.statuses["DeleteEndpoint"] = ["Failed", "Deleting"]
    account.forget_calls()
    found = account.client.ensure(endpoint(), allow_replace=True, poll=5)

    assert isinstance(found, sm.DescribeEndpointResponse)
    assert account.changes == ["DeleteEndpoint", "CreateEndpoint"]
    assert clock.slept == [5, 5]


def test_all_steps_are_checked_before_anything_is_changed(account: Account) -> None:
    account.client.ensure(config(name="green"))
    account.forget_calls()
    with pytest.raises(ReplacementError) as caught:
        account.client.ensure([config(), config(2, name="green")])

    assert not account.changes
    assert caught.value.done == ()
    assert caught.value.pending == (
        "create EndpointConfig 'blue'",
        "replace EndpointConfig 'green'",
    )


def test_several_requests_in_order(account: Account) -> None:
    model = sm.CreateModelRequest(model_name="churn", execution_role_arn=ROLE)
    found = account.client.ensure(
        iter([model, config(), endpoint()]), describe=sm.DescribeEndpointRequest
    )

    assert found.endpoint_name == "churn"
    assert account.changes == ["CreateModel", "CreateEndpointConfig", "CreateEndpoint"]


def test_resource_with_an_id_is_created_updated_and_replaced(account: Account) -> None:
    found = account.client.ensure(domain(), describe=sm.DescribeDomainRequest)
    assert found.domain_id == "000000000001"
    account.client.ensure(domain(vpc_id="vpc-1"))
    account.client.ensure(domain(vpc_id="vpc-1", kms_key_id="k"), allow_replace=True)

    assert account.changes == ["CreateDomain", "UpdateDomain", "DeleteDomain", "CreateDomain"]
    assert account.calls[-1] == ("DescribeDomain", {"DomainId": "000000000002"})


def test_without_waiting(account: Account, clock: Clock) -> None:
    account.statuses["CreateEndpoint"] = ["Creating"]
    found = account.client.ensure(endpoint(), wait=False, describe=sm.DescribeEndpointRequest)
    assert found.endpoint_status == "Creating"
    assert account.client.ensure(endpoint(), wait=False) == found

    account.forget_calls()
    with pytest.raises(ResourceBusyError) as caught:
        account.client.ensure(endpoint("green"), wait=False)
    assert str(caught.value) == (
        "Endpoint 'churn' is Creating, so it cannot be changed now: pass wait=True, or try again "
        "later"
    )
    assert not account.changes
    assert not clock.slept


def test_tags_are_changed_with_their_own_operations(account: Account) -> None:
    account.client.ensure(endpoint(tags=[sm.Tag(key="team", value="a")]))
    account.forget_calls()
    account.client.ensure(endpoint(tags=[sm.Tag(key="team", value="b")]))

    assert account.changes == ["AddTags"]
    assert account.only("Endpoint").tags == {"team": "b"}


# --- waiting for what somebody else does ----------------------------------------------------------


def test_resource_that_changes_is_awaited_first(account: Account, clock: Clock) -> None:
    account.client.ensure(endpoint())
    account.only("Endpoint").statuses = ["Updating", "Updating", "InService"]
    account.forget_calls()
    account.client.ensure(endpoint("green"), poll=7)

    assert clock.slept == [7]
    assert account.changes == ["UpdateEndpoint"]


def test_resource_that_is_being_deleted_is_awaited_and_created(account: Account) -> None:
    account.client.ensure(endpoint())
    account.only("Endpoint").statuses = ["Deleting", "Deleting", "gone"]
    account.forget_calls()
    account.client.ensure(endpoint("green"))

    assert account.changes == ["CreateEndpoint"]
    assert account.only("Endpoint").members["EndpointConfigName"] == "green"


def test_resource_that_fails_while_it_is_awaited_must_be_replaced(account: Account) -> None:
    account.client.ensure(endpoint())
    account.only("Endpoint").statuses = ["Creating", "Creating", "Failed"]
    account.forget_calls()
    with pytest.raises(ReplacementError, match="it is Failed; to delete it"):
        account.client.ensure(endpoint())
    assert not account.changes


def test_job_is_awaited_until_it_has_ended(account: Account) -> None:
    job = sm.CreateEdgePackagingJobRequest(
        edge_packaging_job_name="pack",
        compilation_job_name="compiled",
        model_name="m",
        model_version="1",
        role_arn=ROLE,
        output_config=sm.EdgeOutputConfig(s3_output_location="s3://bucket"),
    )
    account.statuses["CreateEdgePackagingJob"] = ["STARTING", "INPROGRESS", "COMPLETED"]
    found = account.client.ensure(job, describe=sm.DescribeEdgePackagingJobRequest)
    assert found.edge_packaging_job_status == "COMPLETED"

    job.model_version = "2"
    with pytest.raises(ReplacementError, match=r"so it cannot be replaced: use another name$"):
        account.client.ensure(job, allow_replace=True)


# --- failures -------------------------------------------------------------------------------------


def test_failed_creation(account: Account) -> None:
    account.statuses["CreateEndpoint"] = ["Creating", "Failed"]
    with pytest.raises(WaitFailed) as caught:
        account.client.ensure([config(), endpoint(), config(name="green")])

    assert caught.value.status == "Failed"
    assert notes(caught.value) == (
        "ensure has done: CreateEndpointConfig for EndpointConfig 'blue', CreateEndpoint for "
        "Endpoint 'churn'\n"
        "ensure has not finished: create Endpoint 'churn', create EndpointConfig 'green'"
    )
    account.statuses.clear()
    account.client.ensure([config(), endpoint(), config(name="green")], allow_replace=True)
    assert account.changes[2:] == ["DeleteEndpoint", "CreateEndpoint", "CreateEndpointConfig"]


def test_update_that_is_rolled_back(account: Account) -> None:
    account.client.ensure(endpoint())
    account.statuses["UpdateEndpoint"] = ["Updating", "RollingBack", "InService"]
    kept = account.only("Endpoint")

    def roll_back() -> None:
        kept.described = {"EndpointConfigName": "blue", "FailureReason": "no capacity"}

    account.before("UpdateEndpoint", roll_back)
    with pytest.raises(NotAppliedError) as caught:
        account.client.ensure(endpoint("green"))
    assert str(caught.value) == (
        "Endpoint 'churn' still has the old endpoint_config_name after the update: the service has "
        "rolled it back, or it keeps the value in another form; the service's reason is: no "
        "capacity"
    )
    assert caught.value.done == ("UpdateEndpoint for Endpoint 'churn'",)


def test_description_that_is_older_than_the_update(account: Account, clock: Clock) -> None:
    account.client.ensure(domain())
    kept = account.only("Domain")
    kept.described = {"VpcId": "vpc-0"}

    def forget() -> None:
        kept.described = {}

    account.before("DescribeDomain", lambda: None, lambda: None, forget)
    account.client.ensure(domain(vpc_id="vpc-1"))
    assert clock.slept == [1]


def test_timeout_is_for_all_waits_together(account: Account, clock: Clock) -> None:
    account.client.ensure(endpoint())
    kept = account.only("Endpoint")
    kept.statuses = ["Updating", "Updating", "Updating", "InService"]
    account.statuses["UpdateEndpoint"] = ["Updating"]
    with pytest.raises(WaitTimeout) as caught:
        account.client.ensure(endpoint("green"), timeout=100, poll=30)

    assert math.isclose(sum(clock.slept), 100)
    assert "ensure has done: UpdateEndpoint for Endpoint 'churn'" in notes(caught.value)


def test_wait_can_be_cancelled_and_shows_its_progress(account: Account) -> None:
    account.statuses["CreateEndpoint"] = ["Creating"]
    cancel = threading.Event()
    seen: list[Progress[Any]] = []

    def look(progress: Progress[Any]) -> None:
        seen.append(progress)
        cancel.set()

    with pytest.raises(WaitCancelled):
        account.client.ensure(endpoint(), on_progress=look, cancel=cancel)
    assert [progress.status for progress in seen] == ["Creating"]


def replaced(account: Account) -> None:
    """Let an endpoint exist that must be replaced, and whose deletion never ends."""
    account.client.ensure(endpoint())
    account.only("Endpoint").statuses = ["Failed"]
    account.statuses["DeleteEndpoint"] = ["Deleting", "Deleting", "Deleting", "Deleting"]
    account.forget_calls()


@each("is_awaited", [True, False])
def test_options_are_those_of_the_wait_for_a_deletion(is_awaited: bool, clock: Clock) -> None:
    account = Account()
    replaced(account)
    seen: list[Progress[Any]] = []
    options = {"wait": is_awaited, "allow_replace": True, "poll": 5, "on_progress": seen.append}
    before = len(clock.slept)
    with pytest.raises(WaitTimeout):
        account.client.ensure(endpoint(), **cast("Any", options), timeout=7)
    assert [round(one, 3) for one in clock.slept[before:]] == [5, 2]
    assert [one.status for one in seen] == ["Deleting"] * 3

    account = Account()
    replaced(account)
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(WaitCancelled):
        account.client.ensure(endpoint(), **cast("Any", options), cancel=cancel)
    assert account.changes == ["DeleteEndpoint"]


class Cancelling(threading.Event):
    """An event that is set as soon as somebody waits for it."""

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout == 1
        self.set()
        return True


def not_found_at_first(account: Account) -> sm.CreateEndpointRequest:
    account.before("DescribeEndpoint", lambda: None)
    account.fails("DescribeEndpoint", *["not found"] * 4)
    return endpoint()


def old_description(account: Account) -> sm.CreateDomainRequest:
    account.client.ensure(domain())
    account.only("Domain").described = {"VpcId": "vpc-0"}
    return domain(vpc_id="vpc-1")


def changed_by_others(account: Account) -> sm.CreateEndpointRequest:
    account.client.ensure(endpoint())
    account.fails("UpdateEndpoint", "busy", "not found", "busy", "not found")
    return endpoint("green")


PAUSES: list[tuple[Callable[[Account], Any], str, bool]] = [
    (not_found_at_first, "Endpoint 'churn': Could not find what was asked for.", True),
    (not_found_at_first, "Endpoint 'churn': Could not find what was asked for.", False),
    (old_description, "Domain 'research' still has the old vpc_id after the update", True),
    (changed_by_others, "Endpoint 'churn': ", True),
    (changed_by_others, "Endpoint 'churn': ", False),
]
"""The case, how the reason to repeat a call begins, and whether final statuses are awaited."""


@each(("start", "why", "is_awaited"), PAUSES)
def test_pauses_end_at_the_timeout(
    start: Callable[[Account], Any], why: str, is_awaited: bool, clock: Clock
) -> None:
    account = Account()
    request = start(account)
    before = clock.now
    with pytest.raises(WaitTimeout) as caught:
        account.client.ensure(request, wait=is_awaited, timeout=0.5)
    assert math.isclose(clock.now - before, 0.5)
    assert caught.value.explanation.startswith(f"the timeout of 0.5 s has expired; {why}")
    assert "ensure has not finished: " in notes(caught.value)


@each(("start", "why", "is_awaited"), PAUSES)
def test_pauses_can_be_cancelled(
    start: Callable[[Account], Any], why: str, is_awaited: bool
) -> None:
    account = Account()
    request = start(account)
    with pytest.raises(WaitCancelled) as caught:
        account.client.ensure(request, wait=is_awaited, cancel=Cancelling())
    assert caught.value.explanation.startswith(why)


def test_error_of_the_service_says_what_was_done(account: Account) -> None:
    account.fails("CreateEndpoint", "refused")
    with pytest.raises(ValidationException) as caught:
        account.client.ensure([config(), endpoint()])
    assert "CreateEndpointConfig for EndpointConfig 'blue'\n" in notes(caught.value)
    assert account.changes == ["CreateEndpointConfig", "CreateEndpoint"]

    account.forget_calls()
    account.client.ensure([config(), endpoint()])
    assert account.changes == ["CreateEndpoint"]


# --- races ----------------------------------------------------------------------------------------


def test_somebody_else_creates_the_same(account: Account) -> None:
    account.before(
        "CreateEndpoint",
        lambda: account.somebody("CreateEndpoint", EndpointName="churn", EndpointConfigName="blue"),
    )
    account.client.ensure(endpoint())
    assert account.operations == ["DescribeEndpoint", "CreateEndpoint", "DescribeEndpoint"]


def test_somebody_else_creates_another(account: Account) -> None:
    def create() -> None:
        account.somebody(
            "CreateEndpointConfig",
            EndpointConfigName="blue",
            ProductionVariants=[{"VariantName": "all", "InitialInstanceCount": 3}],
        )

    account.before("CreateEndpointConfig", create)
    with pytest.raises(ReplacementError, match="must be replaced"):
        account.client.ensure(config())

    account.forget_calls()
    account.before("CreateEndpointConfig", create)  # between the deletion and the creation
    account.client.ensure(config(), allow_replace=True)
    assert account.changes == [
        *("DeleteEndpointConfig", "CreateEndpointConfig"),
        *("DeleteEndpointConfig", "CreateEndpointConfig"),
    ]


def test_somebody_else_deletes_before_the_update(account: Account) -> None:
    account.client.ensure(endpoint())
    account.before(
        "UpdateEndpoint", lambda: account.somebody("DeleteEndpoint", EndpointName="churn")
    )
    account.forget_calls()
    account.client.ensure(endpoint("green"))
    assert account.changes == ["UpdateEndpoint", "CreateEndpoint"]


def test_somebody_else_deletes_before_the_deletion(account: Account) -> None:
    account.client.ensure(config())
    account.before(
        "DeleteEndpointConfig",
        lambda: account.somebody("DeleteEndpointConfig", EndpointConfigName="blue"),
    )
    account.forget_calls()
    account.client.ensure(config(2), allow_replace=True)
    assert account.changes == ["DeleteEndpointConfig", "CreateEndpointConfig"]


def test_somebody_else_deletes_during_the_wait(account: Account) -> None:
    account.client.ensure(endpoint())
    account.only("Endpoint").statuses = ["Updating", "gone"]
    account.forget_calls()
    account.client.ensure(endpoint())
    assert account.changes == ["CreateEndpoint"]


def test_somebody_else_deletes_what_was_created(account: Account, clock: Clock) -> None:
    account.statuses["CreateEndpoint"] = ["Creating", "gone"]
    with pytest.raises(ServiceError) as caught:
        account.client.ensure(endpoint())
    assert caught.value.is_not_found
    assert notes(caught.value).startswith("ensure has done: CreateEndpoint for Endpoint 'churn'")
    assert account.changes == ["CreateEndpoint"]  # not again: it may be wanted
    assert clock.slept == [30, 1, 2, 4, 8, 16]


def test_somebody_else_changes_before_the_update(account: Account) -> None:
    account.client.ensure(endpoint())
    kept = account.only("Endpoint")

    def change() -> None:
        kept.statuses = ["Updating", "Updating", "InService"]

    account.before("UpdateEndpoint", change)
    account.fails("UpdateEndpoint", "busy")  # the second call
    account.before("UpdateEndpoint", change)
    account.hooks["UpdateEndpoint"].reverse()
    account.hooks["UpdateEndpoint"] = [both(change, account.hooks["UpdateEndpoint"][1])]
    account.forget_calls()
    account.client.ensure(endpoint("green"))
    assert account.changes == ["UpdateEndpoint", "UpdateEndpoint"]


def both(*acts: Callable[[], object]) -> Callable[[], object]:
    def act() -> None:
        for one in acts:
            one()

    return act


def test_change_that_stays_refused_is_raised(account: Account) -> None:
    account.client.ensure(endpoint())
    account.forget_calls()
    account.fails("UpdateEndpoint", "busy", "busy")
    with pytest.raises(ConflictException):
        account.client.ensure(endpoint("green"))
    assert account.changes == ["UpdateEndpoint", "UpdateEndpoint"]

    account.forget_calls()
    account.fails("UpdateEndpoint", "not found", "not found")  # such as its configuration
    with pytest.raises(ServiceError) as caught:
        account.client.ensure(endpoint("green"))
    assert caught.value.is_not_found
    assert account.changes == ["UpdateEndpoint", "UpdateEndpoint"]


def test_endless_changes_by_others_end_with_an_error(account: Account, clock: Clock) -> None:
    def toggle(present: bool) -> Callable[[], object]:
        operation = "DeleteEndpoint" if present else "CreateEndpoint"
        members = {"EndpointName": "churn", "EndpointConfigName": "other"}
        return lambda: account.somebody(operation, **members)

    account.before("CreateEndpoint", *[toggle(present=False)] * 9)
    account.before("UpdateEndpoint", *[toggle(present=True)] * 9)
    with pytest.raises(ResourceBusyError) as caught:
        account.client.ensure(endpoint())
    assert "Endpoint 'churn' was changed by somebody else 6 times in a row" in str(caught.value)
    assert account.changes == ["CreateEndpoint", "UpdateEndpoint"] * 3
    assert sum(clock.slept) < 100


def test_what_was_created_is_not_found_at_first(account: Account, clock: Clock) -> None:
    account.before("DescribeEndpoint", lambda: None)
    account.fails("DescribeEndpoint", "not found", "not found")
    account.client.ensure(endpoint())
    assert account.changes == ["CreateEndpoint"]
    assert clock.slept == [1, 2]


FAULTS = ("refused", "throttled", "busy", "not found", "exists")


@each("fault", FAULTS)
def test_second_call_continues_after_a_fault_at_any_call(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call of a long plan fails in turn; the second call always ends with the same."""
    requests = [
        config(2),
        config(name="green"),
        endpoint("green", tags=[sm.Tag(key="a", value="2")]),
    ]

    def started() -> Account:
        account = Account()
        account.client.ensure([config(), endpoint(tags=[sm.Tag(key="a", value="1")])])
        account.forget_calls()
        return account

    account = started()
    account.client.ensure(requests, allow_replace=True)
    count, wanted = len(account.calls), state(account)
    monkeypatch.setattr(account.raw.meta.config, "retries", {"max_attempts": 1})
    for number in range(count):
        account = started()
        fail_at(account, number, fault)
        with contextlib.suppress(ServiceError):
            account.client.ensure(requests, allow_replace=True)
        account.client.ensure(requests, allow_replace=True)
        assert state(account) == wanted, number
        assert account.client.plan(requests).action == "nothing"


def state(account: Account) -> list[Any]:
    return sorted((one.noun, str(one.members), str(one.tags)) for one in account.resources)


def fail_at(account: Account, number: int, fault: str) -> None:
    """Let the call with a number fail, whatever its operation."""
    answer, calls = account.handle, iter(range(10_000))

    def handle(operation: str, members: dict[str, Any]) -> dict[str, Any]:
        if next(calls) == number:
            account.hooks[operation] = []
            account.fails(operation, fault)
        return answer(operation, members)

    cast("Any", account).handle = handle


# --- arguments and logs ---------------------------------------------------------------------------


def test_describe_must_fit(account: Account) -> None:
    with pytest.raises(TypeError) as caught:
        account.client.ensure(endpoint(), describe=sm.DescribeModelRequest)
    assert str(caught.value) == (
        "describe= must be the class DescribeEndpointRequest, whose response describes what "
        "CreateEndpointRequest creates, got DescribeModelRequest"
    )
    assert not account.calls


def test_there_must_be_a_request(account: Account) -> None:
    with pytest.raises(ValueError, match="at least one request"):
        account.client.ensure([])


def test_iterator_of_intervals_is_for_each_wait(account: Account, clock: Clock) -> None:
    account.client.ensure(endpoint())
    account.only("Endpoint").statuses = ["Updating", "Updating", "Updating", "InService"]
    account.statuses["UpdateEndpoint"] = ["Updating", "InService"]
    account.client.ensure(endpoint("green"), poll=iter([1, 2]))
    assert clock.slept == [1, 2, 1]


@each("option", ["timeout", "poll"])
def test_numbers_are_checked_before_anything_is_sent(option: str) -> None:
    account = Account()
    with pytest.raises(ValueError, match=option):
        account.client.ensure(endpoint(), **cast("Any", {option: -1}))
    assert not account.calls


def test_each_step_is_logged(account: Account, caplog: pytest.LogCaptureFixture) -> None:
    account.client.ensure(config())
    account.statuses["CreateEndpoint"] = ["Failed"]
    caplog.set_level(logging.INFO, "sagemaker_typed")
    caplog.clear()
    with pytest.raises(WaitFailed):
        account.client.ensure([config(2), endpoint()], allow_replace=True)

    assert [one.getMessage() for one in caplog.records if one.name == "sagemaker_typed"] == [
        "ensure: EndpointConfig 'blue': replace",
        "ensure: EndpointConfig 'blue': DeleteEndpointConfig succeeded",
        "ensure: EndpointConfig 'blue' is gone",
        "ensure: EndpointConfig 'blue': CreateEndpointConfig succeeded",
        "ensure: Endpoint 'churn': create",
        "ensure: Endpoint 'churn': CreateEndpoint succeeded",
        "ensure stops: WaitFailed; done: DeleteEndpointConfig for EndpointConfig 'blue', "
        "CreateEndpointConfig for EndpointConfig 'blue', CreateEndpoint for Endpoint 'churn'",
    ]


def test_errors_are_plan_errors() -> None:
    for error in (NotAppliedError, ReplacementError, ResourceBusyError):
        assert issubclass(error, PlanError)
