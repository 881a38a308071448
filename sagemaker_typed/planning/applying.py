"""Apply a plan: send its requests, wait, and deal with what others do in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from sagemaker_typed._log import logger
from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Request, Response

from .awaiting import Awaiting
from .errors import PlanError, ReplacementError, ResourceBusyError
from .finding import describe_request, find, name_of
from .making import Planned, plan_all, plan_one
from .plan import Step
from .resources import Resource, resource_of
from .state import State
from .waits import Waits

if TYPE_CHECKING:
    from sagemaker_typed.client import BaseClient

__all__ = ["Application", "check_describe"]

_ROUNDS: Final = 6


@attrs.define(kw_only=True)
class Application:
    """One call of ``client.ensure``."""

    client: BaseClient
    serialize: Callable[[Request[Any]], object]
    waits: Waits
    wait: bool
    """Whether final statuses are awaited."""
    allow_replace: bool
    exact_tags: bool
    done: list[str] = attrs.field(factory=list[str], init=False)
    """The calls that succeeded."""

    def run(self, requests: Sequence[Request[Any]]) -> Response:
        """Plan, apply each step, and return the last description.

        All steps are checked before anything is changed.
        """
        planned = plan_all(self.client, requests, exact_tags=self.exact_tags)
        steps = [one.step for one in planned]
        for one in planned:
            self.check(one, steps)
        response: Response | None = None
        for number, one in enumerate(planned):
            try:
                # An earlier step may have changed the resource.
                response = self.apply(one.step.request, None if self.done else one)
            except BaseException as error:  # also when the user or the event loop cancels it
                self.note(error, steps[number:])
                raise
        assert response is not None
        return response

    def check(self, planned: Planned, steps: Iterable[Step] = ()) -> None:
        """Check that a step may be applied.

        Raises:
            ReplacementError: it replaces the resource, which is not possible or not allowed.
            ResourceBusyError: the resource is changing, and this call does not wait.
            ViolationError: a request to change the resource violates rules of the service model.
        """
        step = planned.step
        message = ""
        error: type[PlanError] = ReplacementError
        if step.action == "replace" and not (step.is_possible and self.allow_replace):
            message = f"{step.resource} must be replaced to be as requested: "
            message += "; ".join(step.reasons)
            if step.is_possible:
                message += "; to delete it and create it again, pass allow_replace=True"
        elif not self.wait and not planned.state.is_settled and step.action != "nothing":
            error = ResourceBusyError
            message = (
                f"{step.resource} is {step.status}, so it cannot be changed now: pass wait=True, "
                "or try again later"
            )
        if message:
            raise error(message, step=step, pending=_pending(steps))
        for call in step.calls:
            self.serialize(call)

    def note(self, error: BaseException, pending: Sequence[Step]) -> None:
        """Say in a traceback what was done and what was not."""
        if isinstance(error, PlanError):
            error.done, error.pending = (*self.done,), _pending(pending)
        if self.done:
            error.add_note(f"ensure has done: {', '.join(self.done)}")
        error.add_note(f"ensure has not finished: {', '.join(_pending(pending))}")
        logger.info(
            "ensure stops: %s; done: %s", type(error).__name__, ", ".join(self.done) or "nothing"
        )

    def apply(self, request: Request[Any], planned: Planned | None) -> Response:
        """Make a resource as requested, and return its description."""
        resource = resource_of(type(request))
        awaiting = Awaiting(self.client, resource, self.waits, until_final=self.wait)
        pauses = self.waits.pauses()
        failed: tuple[str, str, str] | None = None
        for number in range(_ROUNDS):
            if planned is None:
                planned = plan_one(self.client, request, exact_tags=self.exact_tags)
                self.check(planned, (planned.step,))
            step, state, asked = planned
            planned = None
            logger.info("ensure: %s: %s", step.resource, step.action)
            if self.wait and not state.is_settled and asked is not None:
                logger.info("ensure: %s: waiting, because it is %s", step.resource, step.status)
                (awaiting.gone if state is State.DELETING else awaiting.any_status)(asked)
                continue
            try:
                created = self.send(awaiting, resource, step, asked)
            except ServiceError as error:
                found = (error.operation_name, error.code, error.message)
                # The same error twice is not due to what somebody else has done in between.
                if not _is_race(error, step) or found == failed:
                    raise
                failed = found
                logger.info(
                    "ensure: %s: %s: %s; planning again", step.resource, found[0], error.code
                )
                if number:
                    why = f"{step.resource}: {error.message}"
                    pauses.pause(error.operation_name, step.resource, error, why)
                continue
            return self.result(awaiting, resource, step, asked, created)
        raise ResourceBusyError(
            f"{name_of(resource, request)} was changed by somebody else {_ROUNDS} times in a row; "
            "call ensure again to continue"
        )

    def send(
        self, awaiting: Awaiting, resource: Resource, step: Step, asked: Request[Any] | None
    ) -> Response | None:
        """Send the requests of a step, and return the response of creating."""
        response: Response | None = None
        for call in step.calls:
            response = self.client.send(call)
            self.done.append(f"{call.__operation__} for {step.resource}")
            logger.info("ensure: %s: %s succeeded", step.resource, call.__operation__)
            if resource.delete is not None and isinstance(call, resource.delete) and asked:
                awaiting.gone(asked)
                logger.info("ensure: %s is gone", step.resource)
        return response

    def result(
        self,
        awaiting: Awaiting,
        resource: Resource,
        step: Step,
        asked: Request[Any] | None,
        created: Response | None,
    ) -> Response:
        """Return the description of a resource after a step, once its status is final."""
        if step.action == "nothing" and step.description is not None:
            return step.description
        if step.action == "update" and asked is not None:
            return awaiting.updated(step, asked)
        asked = describe_request(resource, step.request, created)
        if asked is None:  # the response does not have the id
            asked = find(self.client, resource, step.request).request
        if asked is None:
            raise PlanError(
                f"{step.resource} was created, but neither the response nor the listing has the "
                "id that describing it needs",
                step=step,
            )
        return awaiting.result(asked)


def check_describe(describe: object, requests: Sequence[Request[Any]]) -> None:
    """Check the arguments of ``client.ensure``.

    Raises:
        ValueError: there is no request.
        TypeError: ``describe`` is not the class that describes the resource of the last request.
    """
    if not requests:
        raise ValueError("ensure needs at least one request, got none")
    last = type(requests[-1])
    expected = resource_of(last).describe
    if describe is not None and describe is not expected and expected is not None:
        got = describe.__name__ if isinstance(describe, type) else "an object, not a class"
        raise TypeError(
            f"describe= must be the class {expected.__name__}, whose response describes what "
            f"{last.__name__} creates, got {got}"
        )


def _pending(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple(f"{step.action} {step.resource}" for step in steps if step.action != "nothing")


def _is_race(error: ServiceError, step: Step) -> bool:
    """Return whether an error may be due to what somebody else did after the plan."""
    is_creation = error.operation_name == type(step.request).__operation__
    return error.is_conflict or (error.is_not_found and not is_creation)
