"""Wait for a resource: until its status is final, until it is gone, until it shows an update."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from sagemaker_typed._tasks import pause
from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Request, RequestOfPages, Response
from sagemaker_typed.waiting.status import failure_reason

from .comparing import compared
from .errors import NotAppliedError
from .finding import described
from .plan import Step
from .resources import Resource
from .state import is_well, part_of, state_of, status_of
from .waits import Waits

if TYPE_CHECKING:
    from sagemaker_typed.client import BaseClient

__all__ = ["Awaiting", "pause_after"]

_PAUSE: Final = 1.0
"""Seconds before the second attempt; doubled for each further one."""
_ATTEMPTS: Final = 6
_LOOKS: Final = 3


def pause_after(attempts: int) -> None:
    """Pause after a number of attempts."""
    pause(_PAUSE * 2 ** (attempts - 1))


class Awaiting:
    """The waits for one kind of resource.

    Args:
        client: The client.
        resource: The kind of resource.
        waits: How to wait; ``None`` if final statuses are not awaited.
    """

    def __init__(self, client: BaseClient, resource: Resource, waits: Waits | None) -> None:
        self._client = client
        self._resource = resource
        self._waits = waits

    def result(self, asked: Request[Any]) -> Response:
        """Return the description of a resource, once its status is final.

        Raises:
            WaitFailed: the status says that something failed.
        """
        for number in range(1, _ATTEMPTS + 1):
            try:
                if self._waits is None:
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
            pause_after(number)
        raise AssertionError

    def updated(self, step: Step, asked: Request[Any]) -> Response:
        """Return the description of a resource, once its status is final and it shows an update.

        Raises:
            WaitFailed: the status says that something failed.
            NotAppliedError: it does not show the update, which was rolled back, for example.
        """
        response = self.result(asked)
        if self._waits is None:
            return response
        if isinstance(asked, RequestOfPages):
            response = described(self._client, asked)
        unchanged = self._unchanged(step, response)
        for number in range(1, _LOOKS):
            if unchanged:  # the description may be older than the update
                pause_after(number)
                response = described(self._client, asked)
                unchanged = self._unchanged(step, response)
        if not unchanged:
            return response
        reason = failure_reason(response)
        raise NotAppliedError(
            f"{step.resource} still has the old {', '.join(unchanged)} after the update: the "
            "service has rolled it back, or it keeps the value in another form"
            + (f"; the service's reason is: {reason}" if reason else ""),
            step=step,
        )

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
                **(self._waits or Waits()).options(),
            )
        except ServiceError as error:
            if not error.is_not_found:
                raise

    def gone(self, asked: Request[Any]) -> None:
        """Wait until a resource does not exist any more.

        Raises:
            WaitFailed: it could not be deleted.
        """
        self._client.wait_until_gone(asked, **(self._waits or Waits()).options())

    def _status(self, response: Response) -> str | None:
        return status_of(self._resource, response)
