"""How the status of a kind of resource advances, from the values of its enum."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

import attrs

from . import rows
from .kinds import Kind
from .values import GOOD
from .words import squeezed

__all__ = ["Course", "course_of"]

_BEGINNINGS: Final = (
    ("creating", "createinprogress", "pending", "initializing", "starting"),
    ("inprogress",),
)
_UPDATING: Final = ("updating", "updateinprogress")
_UPDATED: Final = ("updated", "updatecompleted")
_STOPPING: Final = ("stopping",)
_STOPPED: Final = ("stopped", "cancelled")
_STARTING: Final = ("starting", "pending")
_STARTED: Final = ("started", "inservice", "running", "scheduled")
_DELETING: Final = ("deleting", "deleteinprogress")
_FAILED: Final = ("failed", "createfailed")


@attrs.frozen
class Course:
    """The statuses of a kind, in the spelling of its enum; empty where it has none."""

    creating: tuple[str, ...] = ()
    """The statuses before the settled one."""
    settled: str = ""
    failed: str = ""
    updating: str = ""
    updated: str = ""
    stopping: str = ""
    stopped: str = ""
    starting: str = ""
    started: str = ""
    deleting: str = ""

    @property
    def has_work(self) -> bool:
        """Whether the settled status means that work has ended."""
        return squeezed(self.settled) in {"completed", "complete", "succeeded"}


@cache
def course_of(kind: Kind) -> Course:
    """Return how the status of a kind advances."""
    if not kind.statuses:
        return Course()
    by_word = {squeezed(value): value for value in reversed(kind.statuses)}

    def first(words: Iterable[str]) -> str:
        return next((by_word[word] for word in words if word in by_word), "")

    settled = rows.SETTLED.get(kind.noun) or first(GOOD) or kind.statuses[0]
    creating = tuple(filter(None, (first(words) for words in _BEGINNINGS)))
    return Course(
        creating=tuple(status for status in dict.fromkeys(creating) if status != settled),
        settled=settled,
        failed=first(_FAILED),
        updating=first(_UPDATING),
        updated=first(_UPDATED),
        stopping=first(_STOPPING),
        stopped=first(_STOPPED),
        starting=first(_STARTING),
        started=first(_STARTED) or settled,
        deleting=first(_DELETING),
    )
