"""Correct use of plans: type checkers must report nothing."""

from __future__ import annotations

from typing import Any, assert_type

from sagemaker_typed import (
    AsyncSageMaker,
    Plan,
    PlanError,
    Progress,
    Response,
    SageMaker,
    to_boto,
)
from sagemaker_typed.differences import Differences
from sagemaker_typed.documents import JsonValue
from sagemaker_typed.planning import (
    Action,
    NotAppliedError,
    NotPlannableError,
    ReplacementError,
    ResourceBusyError,
    Step,
)
from sagemaker_typed.sagemaker import (
    CreateEndpointConfigRequest,
    CreateEndpointRequest,
    DescribeEndpointRequest,
    DescribeEndpointResponse,
)

endpoint = CreateEndpointRequest(endpoint_name="churn", endpoint_config_name="churn-green")
config = CreateEndpointConfigRequest(endpoint_config_name="churn-green", production_variants=[])


def note(progress: Progress[Any]) -> None:
    print(progress.resource, progress.status)


def plans(client: SageMaker) -> None:
    plan = client.plan(endpoint)
    assert_type(plan, Plan)
    assert_type(plan.action, Action)
    assert_type(plan.differences, Differences)
    assert_type(plan.reasons, tuple[str, ...])
    assert_type(plan.to_dict(), dict[str, JsonValue])
    if plan.action == "replace":
        print(plan)
    for step in client.plan([config, endpoint], left_open=True, exact_tags=True).steps:
        assert_type(step, Step)
        assert_type(step.action, Action)
        assert_type(step.resource, str)
        assert_type(step.status, str | None)
        assert_type(step.description, Response | None)
        assert_type(step.left_open, Differences)
        print([call.__operation__ for call in step.calls], step.is_possible)
    client.plan(request for request in (config,))


def ensuring(client: SageMaker) -> None:
    assert_type(client.ensure(endpoint), Response)
    found = client.ensure(endpoint, describe=DescribeEndpointRequest)
    assert_type(found, DescribeEndpointResponse)
    last = client.ensure(
        [config, endpoint],
        describe=DescribeEndpointRequest,
        wait=True,
        allow_replace=True,
        exact_tags=True,
        timeout=600,
        poll=[5, 10],
        on_progress=note,
        cancel=None,
    )
    assert_type(last, DescribeEndpointResponse)
    print(to_boto(client.ensure([config, endpoint])))


def errors(client: SageMaker) -> None:
    try:
        client.ensure(endpoint)
    except ReplacementError as error:
        assert_type(error.step, Step | None)
        if error.step is not None:
            print(error.step.differences)
    except (ResourceBusyError, NotAppliedError) as error:
        assert_type(error.message, str)
    except NotPlannableError as error:
        is_value_error: ValueError = error
        print(is_value_error)
    except PlanError as error:
        assert_type(error.done, tuple[str, ...])
        assert_type(error.pending, tuple[str, ...])


async def asynchronous(client: AsyncSageMaker) -> None:
    assert_type(await client.plan([config, endpoint], left_open=True), Plan)
    assert_type(await client.ensure(endpoint), Response)
    found = await client.ensure(endpoint, describe=DescribeEndpointRequest, timeout=60)
    assert_type(found, DescribeEndpointResponse)
