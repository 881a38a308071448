"""The errors of a wait that ends without what was waited for."""

from __future__ import annotations

from typing import Any, Self

from botocore.exceptions import WaiterError

__all__ = ["WaitCancelled", "WaitError", "WaitFailed", "WaitTimeout"]


class WaitError(WaiterError):
    """A wait without what was waited for; botocore's ``WaiterError`` catches it too."""

    last_response: Any
    """The last answer as boto3 has it, an error's included."""

    def __init__(
        self,
        *,
        name: str,
        resource: str,
        explanation: str,
        response: Any = None,
        status: str | None = None,
        reason: str | None = None,
        last_response: Any = None,
    ) -> None:
        super().__init__(name=name, reason=explanation, last_response=last_response)
        self.name = name
        self.resource = resource
        """What was waited for, such as ``Endpoint 'churn'``."""
        self.explanation = explanation
        """What happened, in words."""
        self.response: Any = response
        """The last typed response; ``None`` where there was none."""
        self.status = status
        """The last status; ``None`` where the response has none."""
        self.reason = reason
        """The resource's own reason for its status, or an error's message."""

    def __reduce__(self) -> tuple[Any, ...]:
        names = ("name", "resource", "explanation", "response", "status", "reason", "last_response")
        return type(self)._restored, ({name: getattr(self, name) for name in names},)

    @classmethod
    def _restored(cls, arguments: dict[str, Any]) -> Self:
        return cls(**arguments)


class WaitFailed(WaitError):  # noqa: N818 - it says what happened
    """What was waited for cannot come any more: the resource failed, or the service refused."""


class WaitTimeout(WaitError, TimeoutError):  # noqa: N818 - it says what happened
    """The time was over; Python's ``TimeoutError`` catches it too."""


class WaitCancelled(WaitError):  # noqa: N818 - it says what happened
    """Another thread set ``cancel``."""

    fmt = "Waiter {name} was cancelled: {reason}"
