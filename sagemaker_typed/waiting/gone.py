"""Waiting until a resource no longer exists, with any request that describes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Request, Response

from .conditions import status_reader
from .loop import wait_by
from .outcome import Outcome
from .progress import OnProgress
from .schedule import Cancel, Poll
from .status import check_describes

ResponseT = TypeVar("ResponseT", bound=Response)

_GONE: Final = {"deleted", "deletecompleted"}
"""Statuses of resources that the service still describes for a while, without underscores."""


def wait_for_absence(
    send: Callable[[Request[ResponseT]], ResponseT],
    request: Request[ResponseT],
    *,
    timeout: float | None,
    poll: Poll | None,
    on_progress: OnProgress[ResponseT] | None,
    cancel: Cancel | None,
) -> ResponseT | None:
    """Wait; see ``client.wait_until_gone`` for the arguments and errors."""
    check_describes(type(request), "wait_until_gone needs a request that describes a resource")
    read = status_reader(request, None)

    def evaluate(response: Response | None, error: Exception | None) -> Outcome:
        if isinstance(error, ServiceError) and error.is_not_found:
            return Outcome.SUCCESS
        if response is None:
            return Outcome.NONE
        found: Any = response
        status = (read(found) or "").lower().replace("_", "")
        if status in _GONE:
            return Outcome.SUCCESS
        is_failed = status.startswith("delet") and "fail" in status
        return Outcome.FAILURE if is_failed else Outcome.RETRY

    return wait_by(
        send,
        request,
        evaluate,
        read,
        frozenset(),
        timeout=timeout,
        poll=poll,
        on_progress=on_progress,
        cancel=cancel,
    )
