"""Wait for a resource: until its status is final, until it is gone, until it shows an update."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Request, RequestOfPages, Response
from sagemaker_typed.waiting.status import failure_reason, resource_name

from .comparing import compared
from .errors import NotAppliedError
from .finding import described
from .plan import Step
from .resources import Resource
from .state import is_well, part_of, state_of, status_of
from .waits import Waits

if TYPE_CHECKING:
    from sagemaker_typed.client import BaseClient

__all__ = ["Awaiting"]

_ATTEMPTS: Final = 6
_LOOKS: Final = 3


class Awaiting:
    """The waits for one kind of resource.

    Args:
        client: The client.
        resource: The kind of resource.
        waits: How to wait.
        until_final: Whether final statuses are awaited.
    """

    def __init__(
        self, client: BaseClient, resource: Resource, waits: Waits, *, until_final: bool
    ) -> None:
        self._client = client
        self._resource = resource
        self._waits = waits
        self._until_final = until_final

    def result(self, asked: Request[Any]) -> Response:
        """Return the description of a resource, once its status is final.

        Raises:
            WaitFailed: the status says that something failed.
            WaitTimeout: it is not final, or the resource is not found, until the deadline.
        """
        pauses = self._waits.pauses()
        for number in range(1, _ATTEMPTS + 1):
            try:
                if not self._until_final:
                    return cast("Response", self._client.send(asked))
                response: Response = self._client.wait(
                    asked,
                    until=lambda response: is_well(self._resource, response),
                    status=self._status,
                    **self._waits.options(),
                )
                return response
            except ServiceError as error:
                # The service may not find a new resource immediately.
                if not error.is_not_found or number == _ATTEMPTS:
                    raise
                resource = resource_name(asked)
                pauses.pause(asked.__operation__, resource, error, f"{resource}: {error.message}")
        raise AssertionError

    def updated(self, step: Step, asked: Request[Any]) -> Response:
        """Return the description of a resource, once its status is final and it shows an update.

        Raises:
            WaitFailed: the status says that something failed.
            NotAppliedError: it does not show the update, which was rolled back, for example.
            WaitTimeout: the status is not final, or does not show the update, until the deadline.
        """
        response = self.result(asked)
        if not self._until_final:
            return response
        if isinstance(asked, RequestOfPages):
            response = described(self._client, asked)
        pauses = self._waits.pauses()
        looks = 1
        while unchanged := self._unchanged(step, response):
            why = f"{step.resource} still has the old {', '.join(unchanged)} after the update"
            if looks == _LOOKS:
                raise _not_applied(step, response, why)
            # The description may be older than the update.
            pauses.pause(asked.__operation__, step.resource, response, why)
            response = described(self._client, asked)
            looks += 1
        return response

    def _unchanged(self, step: Step, response: Response) -> list[str]:
        """Return the paths of the differences that are as they were in a step."""
        part = part_of(self._resource, response)
        if part is None:
            return []
        before = {one.path: one.old for one in step.differences if one.steps[0] != "tags"}
        left = compared(self._resource, step.request, part).differences
        return [
            one.path
            for one in left
            if not one.is_sensitive and one.path in before and before[one.path] == one.old
        ]

    def any_status(self, asked: Request[Any]) -> None:
        """Wait until the status of a resource does not change by itself, whatever it is then."""
        try:
            self._client.wait(
                asked,
                until=lambda response: state_of(self._resource, response).is_settled,
                fail_on=(),
                status=self._status,
                **self._waits.options(),
            )
        except ServiceError as error:
            if not error.is_not_found:
                raise

    def gone(self, asked: Request[Any]) -> None:
        """Wait until a resource does not exist any more.

        Raises:
            WaitFailed: it could not be deleted.
        """
        self._client.wait_until_gone(asked, **self._waits.options())

    def _status(self, response: Response) -> str | None:
        return status_of(self._resource, response)


def _not_applied(step: Step, response: Response, why: str) -> NotAppliedError:
    reason = failure_reason(response)
    return NotAppliedError(
        f"{why}: the service has rolled it back, or it keeps the value in another form"
        + (f"; the service's reason is: {reason}" if reason else ""),
        step=step,
    )
