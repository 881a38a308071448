"""The parts that one side does not have, and what that means for code that uses this package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from typing import Final, Literal, TypeAlias

import attrs

from sagemaker_typed.codegen.changes.facts import Changes, Fact, Kind
from sagemaker_typed.codegen.changes.sentences import sentence

Who: TypeAlias = Literal["release", "botocore", "both"]

_MISSING_IN_RELEASE: Final[Mapping[tuple[Kind, bool], str]] = {
    ("service", False): "there is no typed client: use boto3.client with the name of the service",
    ("operation", False): "there is no typed method: use client.call",
    ("waiter", False): "there is no typed method: use client.wait with a status",
    ("paginator", False): "use client.call_pages",
    ("error", False): "a ServiceError with this code is raised instead",
    ("member", True): "it cannot be set: use client.call with dicts",
    ("member", False): "responses have it in unknown_members",
    ("values", True): "responses have it as an open member; in requests, use Enum.open(value)",
    ("values", False): "responses have it as an open member, whose is_known is False",
    ("shape", False): "there is no class or type with this name",
}
_MISSING_IN_BOTOCORE: Final[Mapping[tuple[Kind, bool], str]] = {
    ("service", False): "its client raises BotocoreTooOldError",
    ("operation", False): "its method raises BotocoreTooOldError before anything is sent",
    ("waiter", False): "its method works: the waiter is part of this release",
    ("paginator", False): "pages and items work: the paginator is part of this release",
    ("error", False): "its class is raised when the service sends its code",
    ("member", True): "a request with it raises BotocoreTooOldError before anything is sent",
    ("member", False): "it may be None in responses",
    ("values", True): "the value is sent, and the service decides",
    ("values", False): "responses can have it",
    (
        "shape",
        False,
    ): "requests for its operation, or with its member, raise BotocoreTooOldError",
}
_NOUNS: Final[Mapping[Kind, tuple[str, str]]] = {
    "service": ("service", "services"),
    "operation": ("operation", "operations"),
    "waiter": ("waiter", "waiters"),
    "paginator": ("paginator", "paginators"),
    "error": ("error", "errors"),
    "member": ("member", "members"),
    "values": ("enum value", "enum values"),
    "shape": ("class or type", "classes and types"),
}
_BY_USE: Final = frozenset({"member", "values"})
"""The kinds whose meaning depends on where they are used."""


@attrs.frozen
class Missing:
    """Things of one kind in one service that one side does not have, or that differ."""

    service: str
    who: Who
    """The side that does not have them; ``both`` for things that differ."""
    title: str
    """The kind, such as ``members of requests``."""
    things: tuple[str, ...]
    meaning: str
    kind: Kind | None = None
    """``None`` for differences."""


def missing_parts(changes: Changes) -> list[Missing]:
    """Return the differences, from a comparison of this release with the installed botocore.

    What users cannot notice, such as a shape that no operation uses, is left out.
    """
    found: defaultdict[_Key, list[str]] = defaultdict(list)
    for change in changes.services:
        other_names = {*change.rules.old_names, *(fact.replacement for fact in change.facts)}
        for fact in change.facts:
            if fact.effect == "invisible" or _is_another_name(fact, other_names):
                continue
            key = _key(change.service.name, fact)
            found[key] += [thing for thing in _things(fact) if thing not in found[key]]
    return [
        Missing(
            key.service,
            key.who,
            key.title(len(found[key])),
            tuple(found[key]),
            key.meaning,
            key.kind,
        )
        for key in sorted(found, key=_Key.order)
        if found[key]
    ]


def _is_another_name(fact: Fact, other_names: Set[str | None]) -> bool:
    """Return whether a type only has another name, so that imports from this release work."""
    names = {name.rpartition(".")[2] for name in fact.names}
    is_shape = fact.difference.kind == "shape" and bool(names)
    return fact.replacement is not None or (is_shape and names <= other_names)


@attrs.frozen
class _Key:
    """The properties that the things in one entry share."""

    service: str
    who: Who
    kind: Kind | None
    in_requests: bool
    meaning: str

    def order(self) -> tuple[int, str, int, bool]:
        who = ("release", "botocore", "both").index(self.who)
        kind = [*_NOUNS].index(self.kind) if self.kind else len(_NOUNS)
        return who, self.service, kind, self.in_requests

    def title(self, count: int) -> str:
        if self.kind is None:
            return "difference" if count == 1 else "differences"
        noun = _NOUNS[self.kind][count > 1]
        if self.kind not in _BY_USE:
            return noun
        return f"{noun} of {'requests' if self.in_requests else 'responses'}"


def _key(service: str, fact: Fact) -> _Key:
    difference = fact.difference
    is_error = difference.kind == "shape" and fact.used == ("errors",)
    kind: Kind = "error" if is_error else difference.kind
    in_requests = "requests" in fact.used and kind in _BY_USE
    match difference.change:
        case "changed":
            return _Key(service, "both", None, False, fact.reason)
        case "added":
            meaning = _MISSING_IN_RELEASE[kind, in_requests]
            return _Key(service, "release", kind, in_requests, meaning)
        case "removed":
            meaning = _MISSING_IN_BOTOCORE[kind, in_requests]
            return _Key(service, "botocore", kind, in_requests, meaning)


def _things(fact: Fact) -> Iterator[str]:
    """Yield the names of classes and fields in Python, and others as the model has them."""
    difference = fact.difference
    names = [".".join(name.split(".")[2:]) for name in fact.names]  # without the package
    match difference.kind:
        case "values" if difference.change != "changed":
            owner = names[0].rpartition(".")[0] if names else difference.subject
            values = difference.new if difference.change == "added" else difference.old
            for value in values if isinstance(values, tuple) else ():
                yield f"{owner} {value!r}"
        case "member" | "shape" if names and fact.used != ("errors",):
            for name in names:
                subject, _, part = name.rpartition(".") if difference.part else (name, "", "")
                named = attrs.evolve(difference, subject=subject, part=part)
                yield sentence(named) if difference.change == "changed" else name
        case _:
            is_changed = difference.change == "changed"
            yield sentence(difference) if is_changed else difference.wire_name
