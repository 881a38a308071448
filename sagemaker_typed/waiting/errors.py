"""The errors of a wait that ends without success."""

from __future__ import annotations

from typing import Any, Self

from botocore.exceptions import WaiterError

__all__ = ["WaitCancelled", "WaitError", "WaitFailed", "WaitTimeout"]


class WaitError(WaiterError):
    """A wait ended without success. It is also a ``botocore.exceptions.WaiterError``."""

    last_response: Any
    """The last response, or that of the last error, as boto3's dict."""

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
        """The resource, such as ``Endpoint 'churn'``."""
        self.explanation = explanation
        """A description of what happened."""
        self.response: Any = response
        """The last typed response; ``None`` if there was none."""
        self.status = status
        """The last status; ``None`` if the response has none."""
        self.reason = reason
        """The reason that the resource gives for its status, or the message of an error."""

    def __reduce__(self) -> tuple[Any, ...]:
        names = ("name", "resource", "explanation", "response", "status", "reason", "last_response")
        return type(self)._restored, ({name: getattr(self, name) for name in names},)

    @classmethod
    def _restored(cls, arguments: dict[str, Any]) -> Self:
        return cls(**arguments)


class WaitFailed(WaitError):  # noqa: N818 - the name says what happened
    """The wait cannot succeed any more: the resource failed, or the service returned an error."""


class WaitTimeout(WaitError, TimeoutError):  # noqa: N818 - the name says what happened
    """The timeout has expired. It is also Python's ``TimeoutError``."""


class WaitCancelled(WaitError):  # noqa: N818 - the name says what happened
    """The event ``cancel`` was set, for example by another thread."""

    fmt = "Waiter {name} was cancelled: {reason}"
