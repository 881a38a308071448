"""The changelog fragments about a newer botocore."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence, Set
from typing import Final

from sagemaker_typed.codegen.changes.facts import Changes, Fact
from sagemaker_typed.codegen.changes.sentences import sentence

FRAGMENTS: Final = "docs/changelog"
_WIDTH: Final = 100
_MOST: Final = 12
_NOUNS: Final = {
    "service": ("client", "clients"),
    "operation": ("method", "methods"),
    "waiter": ("waiter", "waiters"),
    "member": ("field", "fields"),
    "values": ("value", "values"),
    "shape": ("type", "types"),
}
"""The singular and the plural of the kinds of names, in their order in a fragment."""


def fragments(changes: Changes) -> dict[str, str]:
    """Return the text of a fragment for each kind of change, by path."""
    start = f"The classes are those of botocore {changes.new}"
    facts = [fact for fact in changes.facts if fact.effect != "invisible"]
    sentences = {
        "added": (f"{start}, which has ", _additions(facts)),
        "changed": (f"{start}. The service has changed: ", _others(facts)),
        "deprecated": (f"{start}, which has other names for these types: ", _old_names(facts)),
        "removed": (f"{start}, which no longer has ", _removals(facts)),
    }
    found: dict[str, str] = {}
    for kind, (beginning, parts) in sentences.items():
        if text := "; ".join(parts):
            found[kind] = f"{beginning}{text}."
    if changes.facts and not found:
        text = (
            f"The service models are those of botocore {changes.new}; names and types are the same."
        )
        found["changed"] = text
    version = changes.new.replace(".", "-")
    return {
        f"{FRAGMENTS}/+botocore-{version}.{kind}.md": wrapped(text) for kind, text in found.items()
    }


def wrapped(text: str) -> str:
    """Return a paragraph in lines of a file; names with hyphens stay whole."""
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def _additions(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield what is new; the types and the pages of new operations are part of these."""
    added = [fact for fact in facts if fact.difference.change == "added"]
    yield from _named([f for f in added if f.effect == "additive"], "the new ", without={"shape"})
    operations = {f.difference.subject for f in added if f.difference.kind == "operation"}
    rest = [
        sentence(fact.difference)
        for fact in facts
        if fact.effect == "additive" and fact.replacement is None
        if fact.difference.change == "changed"
        or (fact.difference.kind == "paginator" and fact.difference.subject not in operations)
    ]
    if rest:
        yield _listed(rest)


def _removals(facts: Sequence[Fact]) -> Iterator[str]:
    removed = [
        fact for fact in facts if fact.difference.change == "removed" and fact.replacement is None
    ]
    yield from _named(removed, "the ")


def _old_names(facts: Sequence[Fact]) -> Iterator[str]:
    found = [
        f"{_short(name)}: use `{fact.replacement}`"
        for fact in facts
        if fact.replacement is not None
        for name in fact.names
    ]
    if found:
        yield _listed(found)


def _others(facts: Sequence[Fact]) -> Iterator[str]:
    rest = [
        sentence(fact.difference)
        for fact in facts
        if fact.effect == "breaking"
        if fact.difference.change != "removed" or fact.difference.kind not in _NOUNS
    ]
    if rest:
        yield _listed(rest)


def _named(facts: Sequence[Fact], before: str, *, without: Set[str] = frozenset()) -> Iterator[str]:
    """Yield the names of each kind."""
    for kind, (one, several) in _NOUNS.items():
        of_kind = [fact for fact in facts if fact.difference.kind == kind]
        names = dict.fromkeys(name for fact in of_kind for name in fact.names)
        if kind == "shape":
            # Those of requests and responses belong to the methods.
            names = {n: None for n in names if not n.endswith(("Request", "Response"))}
        if names and kind not in without:
            noun = one if len(names) == 1 else several
            yield f"{before}{noun} {_listed([*map(_short, names)])}"


def _short(name: str) -> str:
    """Return a name without its package, as code."""
    return f"`{'.'.join(name.split('.')[2:])}`"


def _listed(names: list[str]) -> str:
    shown = names[:_MOST]
    if len(names) > len(shown):
        return f"{', '.join(shown)} and {len(names) - len(shown)} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
