"""A plan: what to do so that resources are as requested, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal, TypeAlias

import attrs

from sagemaker_typed.differences import Differences
from sagemaker_typed.documents import JsonValue
from sagemaker_typed.operation import Request, Response

__all__ = ["Action", "Plan", "Step"]

Action: TypeAlias = Literal["nothing", "create", "update", "replace"]
"""The effect of a step. ``replace`` deletes the resource and creates it again."""

_ORDER: Final[tuple[Action, ...]] = ("replace", "update", "create", "nothing")


@attrs.frozen(kw_only=True)
class Step:
    """The part of a plan for one request."""

    request: Request[Any] = attrs.field(repr=False)
    """The create request."""
    resource: str
    """The resource, such as ``Endpoint 'churn'``."""
    action: Action
    """The effect of ``ensure``."""
    reasons: tuple[str, ...] = ()
    """Why."""
    differences: Differences = attrs.field(factory=Differences, repr=False)
    """The differences, from the resource as it is to the request.

    Its ``not_compared`` has the paths in the request that the service does not describe.
    """
    left_open: Differences = attrs.field(factory=Differences, repr=False)
    """Values that only the resource has, because the request leaves them open.

    They change nothing. Empty without ``left_open=True``.
    """
    status: str | None = None
    """The status of the resource; ``None`` if it has none, or does not exist."""
    description: Response | None = attrs.field(default=None, repr=False)
    """The description of the resource as it is; ``None`` if it does not exist."""
    calls: tuple[Request[Any], ...] = attrs.field(default=(), repr=False)
    """The requests that ``ensure`` sends to change the resource, in this order."""
    is_possible: bool = True
    """Whether it can be done; false if the resource must be replaced and cannot be deleted."""

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        verb = "nothing to do for" if self.action == "nothing" else self.action
        yield f"{verb} {self.resource}"
        for one in self.differences:
            yield f"  {one}"
        for reason in self.reasons:
            yield f"  because {reason}"
        if self.differences.not_compared:
            yield f"  not compared: {', '.join(self.differences.not_compared)}"
        if self.left_open:
            yield "  left open by the request:"
            for one in self.left_open:
                yield f"    {one}"

    def to_dict(self) -> dict[str, JsonValue]:
        """Return the step as a JSON value. Sensitive values are hidden."""
        return {
            "resource": self.resource,
            "action": self.action,
            "reasons": [*self.reasons],
            "differences": [one.to_dict() for one in self.differences],
            "not_compared": [*self.differences.not_compared],
            "left_open": [one.to_dict() for one in self.left_open],
            "status": self.status,
            "calls": [call.__operation__ for call in self.calls],
            "is_possible": self.is_possible,
        }


@attrs.frozen
class Plan:
    """A plan for one request or several, returned by ``client.plan``.

    ``str(plan)`` is for a review, ``plan.to_dict()`` for machines.
    """

    steps: tuple[Step, ...]
    """One step for each request, in the order of the requests."""

    @property
    def action(self) -> Action:
        """The action of its step; of several steps, the action with the largest effect.

        The order is ``replace``, ``update``, ``create``, ``nothing``.
        """
        actions: set[Action] = {step.action for step in self.steps}
        for action in _ORDER:
            if action in actions:
                return action
        return "nothing"

    @property
    def differences(self) -> Differences:
        """The differences of all steps, in order."""
        return Differences(
            tuple(one for step in self.steps for one in step.differences),
            tuple(path for step in self.steps for path in step.differences.not_compared),
        )

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons of all steps, in order."""
        return tuple(reason for step in self.steps for reason in step.reasons)

    def __str__(self) -> str:
        return "\n".join(map(str, self.steps))

    def to_dict(self) -> dict[str, JsonValue]:
        """Return the plan as a JSON value. Sensitive values are hidden."""
        return {"action": self.action, "steps": [step.to_dict() for step in self.steps]}
