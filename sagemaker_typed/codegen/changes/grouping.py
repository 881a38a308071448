"""Put facts into the order in which users read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import attrs

from .facts import EFFECTS, Effect, Fact
from .methods import Method
from .sentences import sentence, where_used

TITLES: Final[dict[Effect, str]] = {
    "breaking": "Breaking",
    "additive": "Additive",
    "invisible": "Invisible",
}
_ORDER: Final = (
    ("service", "values", "member", "operation", "waiter", "paginator", "shape", "error")
)  # fmt: skip
_PLURALS: Final = {"operation": "new methods", "shape": "new types"}
_ALONE: Final = 3
"""The number of new methods or types that are listed one by one."""


@attrs.frozen
class Entry:
    """One fact, or several of the same kind."""

    text: str
    reason: str
    names: tuple[str, ...]


def by_effect(facts: Sequence[Fact]) -> Iterator[tuple[Effect, list[Fact]]]:
    """Yield the facts of each effect, the worst first."""
    ordered = sorted(facts, key=lambda fact: _ORDER.index(fact.difference.kind))
    for effect in EFFECTS:
        found = [fact for fact in ordered if fact.effect == effect]
        if found:
            yield effect, found


def entries(facts: Sequence[Fact]) -> Iterator[Entry]:
    """Yield one entry for each fact, but only one for many new methods or types."""

    def key(fact: Fact) -> tuple[str, ...]:
        kind = fact.difference.kind
        if kind in _PLURALS and fact.difference.change == "added":
            return kind, fact.reason
        return (str(id(fact)),)

    for _, group in groupby(facts, key):
        found = [*group]
        if len(found) > _ALONE:
            names = tuple(name for fact in found for name in fact.names)
            text = f"{len(found)} {_PLURALS[found[0].difference.kind]}"
            yield Entry(text, found[0].reason, names)
            continue
        for fact in found:
            used = where_used(fact)
            text = sentence(fact.difference) + (f" ({used})" if used else "")
            yield Entry(text, fact.reason, fact.names)


def summary(facts: Sequence[Fact], found: Sequence[Method]) -> str:
    """Return the number of facts of each effect, and of those behind the updated methods."""
    parts = [f"{len(group)} {effect}" for effect, group in by_effect(facts)]
    updated = sum(method.change == "updated" for method in found)
    behind = sum(map(is_shown, facts)) if updated else 0
    if behind:
        parts.append(
            f"{behind} fact{'' if behind == 1 else 's'} behind the {updated} updated "
            f"method{'' if updated == 1 else 's'}"
        )
    return "; ".join(parts)


def is_shown(fact: Fact) -> bool:
    """Return whether the block of an updated method shows the fact."""
    difference = fact.difference
    is_gain = difference.change == "added" and difference.kind in {"values", "member"}
    is_other_kind = difference.aspect == "kind" and difference.new in {
        "enum", "structure", "list", "map",
    }  # fmt: skip
    return (is_gain or is_other_kind) and bool({"requests", "responses"} & {*fact.used})
