"""The errors of ``client.plan`` and ``client.ensure``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from .plan import Step

__all__ = [
    "NotAppliedError",
    "NotPlannableError",
    "PlanError",
    "ReplacementError",
    "ResourceBusyError",
]


class PlanError(Exception):
    """A request cannot be planned, or a plan cannot be applied."""

    def __init__(
        self,
        message: str,
        *,
        step: Step | None = None,
        done: tuple[str, ...] = (),
        pending: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        """A description of what happened."""
        self.step = step
        """The step that cannot be applied; ``None`` if there is no plan yet."""
        self.done = done
        """The calls that were made and succeeded, such as ``CreateModel for Model 'churn'``."""
        self.pending = pending
        """The steps that were not finished, such as ``create Endpoint 'churn'``."""

    def __reduce__(self) -> tuple[Any, ...]:
        names = ("message", "step", "done", "pending")
        return type(self)._restored, ({name: getattr(self, name) for name in names},)

    @classmethod
    def _restored(cls, arguments: dict[str, Any]) -> Self:
        return cls(**arguments)


class NotPlannableError(PlanError, ValueError):
    """The request does not create a resource that can be found again and described.

    It is also Python's ``ValueError``.
    """


class ReplacementError(PlanError):
    """The resource cannot be updated as requested, and may not or cannot be replaced.

    ``step.differences`` has the differences. Nothing of this resource was changed.
    """


class ResourceBusyError(PlanError):
    """The service is changing the resource, so that it cannot be changed now."""


class NotAppliedError(PlanError):
    """An update succeeded, but the resource is as it was before."""
