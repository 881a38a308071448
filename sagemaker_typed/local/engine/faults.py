"""Failures that tests order: of resources, and of calls."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Final

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._tasks import pause

from .errors import EngineError
from .kinds import Kind, kinds
from .services import services
from .statuses import course_of
from .words import words_of

__all__ = ["Faults", "snake"]

_THROTTLED: Final = "ThrottlingException"


def snake(noun: str) -> str:
    """Return a noun as tests write it: ``training_job``."""
    return "_".join(words_of(noun))


def _kinds() -> dict[str, Kind]:
    return {snake(noun): kind for service in services() for noun, kind in kinds(service).items()}


class Faults:
    """The failures that were ordered.

    Args:
        fail: The reason for the failure of each new resource of a kind, by its noun in lower case,
            such as ``{"training_job": "CapacityError: ..."}``. Before a colon, ``update`` means
            that only updates fail: ``{"endpoint:update": "..."}``.
        throttle: The share of calls that are throttled, from 0 to 1.
        latency: The seconds that each call takes.

    Raises:
        ValueError: there is no such kind, it cannot fail, or a number is out of range.
    """

    def __init__(
        self, fail: Mapping[str, str] | None = None, throttle: float = 0.0, latency: float = 0.0
    ) -> None:
        self._fail: dict[tuple[str, str], str] = {}
        self._once: dict[str, list[EngineError]] = {}
        self._lock = Lock()
        self._random = random.Random(0)
        self.throttle = throttle
        self.latency = latency
        if not 0 <= throttle <= 1:
            raise ValueError(f"throttle= must be from 0 to 1, got {throttle!r}")
        if not 0 <= latency < float("inf"):
            raise ValueError(f"latency= must be seconds from 0, got {latency!r}")
        for name, reason in (fail or {}).items():
            self.fail(name, reason)

    def fail(self, name: str, reason: str | None) -> None:
        """Let new resources of a kind fail; ``None`` ends that.

        Raises:
            ValueError: there is no such kind, or it has no status for this.
        """
        noun, _, when = name.partition(":")
        known = _kinds()
        if noun not in known or when not in {"", "create", "update"}:
            raise ValueError(_no_kind(name, noun, known))
        course = course_of(known[noun])
        if not course.failed or (when == "update" and not course.updating):
            what = "an update" if when == "update" else "a resource"
            raise ValueError(
                f"{name!r}: this kind has no status for {what} that has failed; "
                "raise_next() lets calls fail"
            )
        key = (known[noun].noun, when or "create")
        if reason is None:
            self._fail.pop(key, None)
        else:
            self._fail[key] = reason

    def failure_of(self, kind: Kind, when: str = "create") -> str:
        """Return why a resource fails; empty if it does not."""
        return self._fail.get((kind.noun, when), "")

    def raise_next(self, operation: str, code: str, message: str, times: int = 1) -> None:
        """Let the next calls of an operation raise an error."""
        with self._lock:
            errors = self._once.setdefault(operation, [])
            errors.extend(EngineError(code, message) for _ in range(times))

    def meet(self, operation: str) -> None:
        """Delay a call, and raise the error that was ordered for it.

        Raises:
            EngineError: one was ordered.
        """
        if self.latency:
            pause(self.latency)
        if operation in self._once:
            with self._lock:
                errors = self._once[operation]
                error = errors.pop(0) if errors else None
            if error is not None:
                raise error
        if self.throttle and self._random.random() < self.throttle:
            raise EngineError(_THROTTLED, "Rate exceeded")


def _no_kind(name: str, noun: str, known: Iterable[str]) -> str:
    """Return the message about a failure that is ordered for what is not a kind."""
    if noun in known:
        return f"{name!r}: after the colon, only 'update' and 'create' are allowed"
    near = nearest(noun, known)
    hint = f"did you mean {either(near)}?" if near else "kinds are such as training_job or endpoint"
    return f"unknown kind of resource: {noun!r}; {hint}"
