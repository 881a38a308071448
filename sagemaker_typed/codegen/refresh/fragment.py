"""The changelog fragments about a newer botocore."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sagemaker_typed.codegen.changes.facts import Changes, Effect, Fact
from sagemaker_typed.codegen.changes.sentences import sentence

FRAGMENTS: Final = "docs/changelog"
_WIDTH: Final = 100
_MOST: Final = 12
_KINDS: Final[dict[Effect, str]] = {"additive": "added", "breaking": "changed"}


def fragments(changes: Changes) -> dict[str, str]:
    """Return the text of a fragment for each kind of change, by path."""
    found: dict[str, str] = {}
    version = changes.new.replace(".", "-")
    start = f"The classes are those of botocore {changes.new}"
    old_names = [
        f"{_short(name)}: use `{fact.deprecates}`"
        for fact in changes.facts
        if fact.deprecates
        for name in fact.names
    ]
    if old_names:
        text = f"{start}, which has other names for these types: {_listed(old_names)}."
        found[f"{FRAGMENTS}/+botocore-{version}.deprecated.md"] = wrapped(text)
    for effect, kind in _KINDS.items():
        of_kind = [f for f in changes.facts if f.effect == effect and not f.deprecates]
        parts = [*_parts(of_kind)]
        if parts:
            text = f"{start}, which has " + "; ".join(parts) + "."
            if effect == "breaking":
                text = f"{start}. The service has changed: " + "; ".join(parts) + "."
            found[f"{FRAGMENTS}/+botocore-{version}.{kind}.md"] = wrapped(text)
    if changes.facts and not found:
        text = (
            f"The service models are those of botocore {changes.new}; names and types are the same."
        )
        found[f"{FRAGMENTS}/+botocore-{version}.changed.md"] = wrapped(text)
    return found


def wrapped(text: str) -> str:
    """Return a paragraph in lines of a file; names with hyphens stay whole."""
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def _parts(facts: Sequence[Fact]) -> Iterator[str]:
    rest = [*facts]
    for what, is_one in _GROUPS.items():
        names = [name for fact in rest if is_one(fact) for name in fact.names]
        rest = [fact for fact in rest if not is_one(fact)]
        if names:
            yield f"{what} {_listed([_short(name) for name in names])}"
    # The types and the pages of new operations are part of these.
    added = {fact.difference.subject for fact in facts if _added("operation")(fact)}
    rest = [
        fact
        for fact in rest
        if not _added("shape")(fact)
        if not (_added("paginator")(fact) and fact.difference.subject in added)
    ]
    if rest:
        yield _listed([sentence(fact.difference) for fact in rest])


def _added(kind: str) -> Callable[[Fact], bool]:
    return lambda fact: fact.difference.kind == kind and fact.difference.change == "added"


_GROUPS: Final = {
    "the new client": _added("service"),
    "the new methods": _added("operation"),
    "the new waiters": _added("waiter"),
    "the new fields": _added("member"),
    "the new values": _added("values"),
}


def _short(name: str) -> str:
    """Return a name without its package, as code."""
    return f"`{'.'.join(name.split('.')[2:])}`"


def _listed(names: list[str]) -> str:
    shown = names[:_MOST]
    if len(names) > len(shown):
        return f"{', '.join(shown)} and {len(names) - len(shown)} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
