"""Schedules the statuses of a resource."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from . import rows
from .clock import EngineClock
from .kinds import Kind
from .records import GONE, Phase, Record
from .statuses import course_of

__all__ = ["STEP", "Transitions"]

STEP: Final = 60.0
"""The seconds for which a resource has a status that changes by itself."""
_LONGEST: Final = 10 * 365 * 86400.0


class Transitions:
    """Schedules statuses with a clock.

    Args:
        clock: The clock.
        seconds: The seconds of a status that changes by itself.

    Raises:
        ValueError: they are negative, or more than ten years.
    """

    def __init__(self, clock: EngineClock, seconds: float = STEP) -> None:
        if not 0 <= seconds <= _LONGEST:
            raise ValueError(
                "seconds_per_status= must be a finite number of at least 0, and at most "
                f"{_LONGEST:.0f} (ten years), got {seconds!r}"
            )
        self._times = clock
        self._step = timedelta(seconds=0 if clock.is_instant else seconds)

    @property
    def step(self) -> timedelta:
        """How long a status lasts that changes by itself."""
        return self._step

    def create(self, kind: Kind, record: Record, now: datetime, failure: str = "") -> None:
        """Schedule the statuses of a new resource, which fails if there is a reason."""
        course = course_of(kind)
        if not course.settled:
            return
        details = rows.DETAILS.get(kind.noun)
        if details is not None:
            self._with_details(kind, record, now, details, failure)
            return
        end = course.failed if failure and course.failed else course.settled
        record.failure = failure if end == course.failed else ""
        self._schedule(record, now, [*course.creating, end])

    def _with_details(
        self,
        kind: Kind,
        record: Record,
        now: datetime,
        details: Iterable[str],
        failure: str,
    ) -> None:
        course = course_of(kind)
        working = course.creating[-1] if course.creating else course.settled
        phases = [(working, detail) for detail in details]
        if failure:
            record.failure = failure
            phases = [*phases[: len(phases) // 2 + 1], (course.failed, course.failed)]
        else:
            phases.append((course.settled, course.settled))
        record.phases = [
            Phase(now + number * self._step, status, detail)
            for number, (status, detail) in enumerate(phases)
        ]

    def update(self, kind: Kind, record: Record, now: datetime, failure: str = "") -> None:
        """Schedule the statuses of an update."""
        course = course_of(kind)
        if course.updating:
            status = record.status(now)
            # Without a status of its own, an update ends where it began.
            is_well = status not in {"", course.failed, *course.creating}
            settled = course.updated or (status if is_well else course.settled)
            if failure and course.failed:
                settled, record.failure = course.failed, failure
            self._schedule(record, now, [course.updating, settled])

    def stop(self, kind: Kind, record: Record, now: datetime) -> None:
        """Schedule the statuses of a stop."""
        course = course_of(kind)
        if course.stopped or course.stopping:
            self._schedule(record, now, [*filter(None, (course.stopping, course.stopped))])

    def start(self, kind: Kind, record: Record, now: datetime) -> None:
        """Schedule the statuses of a start."""
        course = course_of(kind)
        if course.settled:
            steps = [course.starting, course.started]
            self._schedule(record, now, [*filter(None, dict.fromkeys(steps))])

    def delete(self, kind: Kind, record: Record, now: datetime) -> bool:
        """Schedule a deletion, and return whether it takes time."""
        deleting = course_of(kind).deleting
        if not deleting or not self._step:
            return False
        self._schedule(record, now, [deleting, GONE])
        return True

    def resume(self, kind: Kind, record: Record, now: datetime) -> None:
        """Schedule the statuses that follow the one that a resource has."""
        course = course_of(kind)
        status = record.status(now)
        current = record.phases[0] if record.phases else None
        following: list[str] = []
        details: tuple[str, ...] = ()
        if status in course.creating:
            place = course.creating.index(status)
            following = [*course.creating[place + 1 :], course.settled]
            details = rows.DETAILS.get(kind.noun, ())
        elif status and status == course.updating:
            following = [course.updated or course.settled]
        elif status and status == course.starting:
            following = [course.started]
        elif status and status == course.stopping:
            following = [course.stopped]
        elif status and status == course.deleting:
            following = [GONE]
        if current is None or not following:
            return
        if current.detail in details:
            inner = [(status, one) for one in details[details.index(current.detail) + 1 :]]
            pairs = [*inner, (course.settled, course.settled)]
        else:
            pairs = [(one, one if current.detail else "") for one in following]
        record.phases += [
            Phase(now + number * self._step, *pair) for number, pair in enumerate(pairs, 1)
        ]

    def _schedule(self, record: Record, now: datetime, statuses: Iterable[str]) -> None:
        past = [phase for phase in record.phases if phase.since <= now]
        detailed = any(phase.detail for phase in past)
        record.phases = [
            *past,
            *(
                Phase(now + number * self._step, status, status if detailed else "")
                for number, status in enumerate(statuses)
            ),
        ]
