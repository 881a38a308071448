"""The kinds of resources of a service, derived from its model and a few rows.

``_schema.resource_rules`` says why ``planning`` has another description of resources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import attrs

from sagemaker_typed._schema.resource_rules import READING, described_part, first_operation

from . import rows
from .services import has_operation, operation, service_model
from .words import kebab

__all__ = ["Kind", "kind_of", "kinds", "listed_kind", "member_role"]

_CREATING: Final = ("Create", "Start", "Import", "Register")
_LISTING: Final = re.compile(r"List([A-Z]\w*?)(?:For[A-Z]\w*)?$")


@attrs.frozen(eq=False)
class Kind:
    """A kind of resource: its operations, and the members that identify it."""

    service: str
    noun: str
    create: str
    describe: str
    more_describe: tuple[str, ...]
    """Other operations that describe the same resources."""
    update: str | None
    delete: str | None
    listing: str | None
    start: str | None
    stop: str | None
    identity: tuple[str, ...]
    """The members that the describe request requires."""
    given: frozenset[str]
    """The members of the create request."""
    arn: str | None
    """The member of the description with the ARN."""
    status: str | None
    """The member of the description with the status, unless the create request sets it."""
    statuses: tuple[str, ...]
    """The values of the status."""
    detail: str | None
    """The member with the secondary status."""
    part: str | None
    """The member of the description's response that has it, if it is not the response itself."""

    @property
    def identity_is_given(self) -> bool:
        """Whether the create request has all of the identity."""
        return self.given.issuperset(self.identity)

    @property
    def output(self) -> Any:
        """The shape of the description."""
        return operation(self.service, self.describe).output_shape


@cache
def kinds(service: str) -> Mapping[str, Kind]:
    """Return the kinds of a service by their noun, in order of name."""
    return {kind.noun: kind for kind in _found(service)}


def kind_of(service: str, noun: str) -> Kind | None:
    """Return the kind with a noun, which may be another name of it."""
    return kinds(service).get(rows.SAME.get(noun, noun))


def _found(service: str) -> Iterator[Kind]:
    names: list[str] = sorted(service_model(service).operation_names)
    for name in names:
        verb = next((verb for verb in _CREATING if re.match(rf"{verb}[A-Z]", name)), None)
        if verb is None:
            continue
        noun = name.removeprefix(verb)
        noun = rows.NOUNS.get(name, noun)
        if noun in rows.SAME:
            continue
        describe = _first(service, READING, noun)
        if describe is None or (verb != "Create" and has_operation(service, f"Create{noun}")):
            continue
        yield _kind(service, noun, name, describe)


def _first(service: str, verbs: tuple[str, ...], noun: str) -> str | None:
    def find(name: str) -> str | None:
        return name if has_operation(service, name) else None

    return first_operation(verbs, noun, find)


def _kind(service: str, noun: str, create: str, describe: str) -> Kind:
    made, shown = operation(service, create), operation(service, describe)
    given = frozenset(made.input_shape.members)
    part = _part(made.input_shape, shown.output_shape)
    whole = shown.output_shape.members
    output = whole[part].members if part else whole
    arns = [name for name in output if member_role(noun, name) == "arn"]
    created: list[str] = [*(made.output_shape.members if made.output_shape else ())]
    named = [name for name in created if name in output and name.endswith("Arn")]
    texts = {name for name, member in output.items() if member.type_name == "string"}
    states = [name for name in output if name in texts and member_role(noun, name) == "status"]
    state = next((name for name in states if name not in given), None)
    detail = next((n for n in output if n.endswith("SecondaryStatus") and n in texts), None)
    others = [other for other, same in rows.SAME.items() if same == noun]
    more = [_first(service, READING, other) for other in others]
    return Kind(
        service=service,
        noun=noun,
        create=create,
        describe=describe,
        more_describe=tuple(filter(None, more)),
        update=_first(service, ("Update",), noun),
        delete=_first(service, ("Delete", "Deregister"), noun),
        listing=min(
            (name for name in _listings(service) if _listed_noun(service, name) == noun),
            key=len,
            default=None,
        ),
        start=f"Start{noun}"
        if create != f"Start{noun}" and has_operation(service, f"Start{noun}")
        else None,
        stop=_first(service, ("Stop",), noun),
        identity=rows.IDENTITIES.get(noun) or tuple(shown.input_shape.required_members),
        given=given,
        arn=next(iter([*arns, *named]), None),
        status=state,
        statuses=tuple(output[state].enum) if state else (),
        detail=detail,
        part=part,
    )


def _part(created: Any, described: Any) -> str | None:
    members = described.members
    parts = {
        name: member.members for name, member in members.items() if member.type_name == "structure"
    }
    return described_part(created.required_members, created.members, members, parts)


@cache
def _listings(service: str) -> tuple[str, ...]:
    return tuple(n for n in sorted(service_model(service).operation_names) if n[:4] == "List")


def listed_kind(service: str, name: str) -> Kind | None:
    """Return the kind that a list operation lists, such as ``ListTrainingJobs``."""
    noun = _listed_noun(service, name)
    return kinds(service).get(noun) if noun else None


@cache
def _nouns(service: str) -> frozenset[str]:
    found: set[str] = set()
    for name in service_model(service).operation_names:
        for verb in (*READING, *_CREATING):
            if name.startswith(verb):
                found.add(rows.NOUNS.get(name, name.removeprefix(verb)))
    return frozenset(found)


@cache
def _listed_noun(service: str, name: str) -> str | None:
    if name in rows.LISTED:
        return rows.LISTED[name]
    match = _LISTING.match(name)
    if match is None:
        return None
    plural = match[1]
    singles = [plural.removesuffix("s"), re.sub("ies$", "y", plural), plural]
    return next((rows.SAME.get(one, one) for one in singles if one in _nouns(service)), None)


_ROLES: Final = (
    ("created", re.compile(r"(Creation|Created|Create|Registration)(Time|At|Date)$")),
    ("modified", re.compile(r"(Last)?(Modified|Updated|Update)(Time|At|Date)$")),
    ("ended", re.compile(r"(End|Stop|Completion|Completed|Stopped)(Time|At|Date)$")),
    ("started", re.compile(r"Start(ed)?(Time|At)$")),
    ("failure", re.compile(r"Failure(Reason|Message)$")),
)


@cache
def member_role(noun: str, name: str) -> str | None:
    """Return what a member of a description or summary is about, by its name.

    ``arn``, ``name``, ``id``, ``status``, ``created``, ``modified``, ``started``, ``ended``,
    ``failure``; ``None`` for other members.
    """
    for role in ("Arn", "Name", "Id", "Identifier", "Status"):
        stem = name.removesuffix(role)
        if stem == name:
            continue
        stem = rows.STEMS.get(stem, stem)
        found = "id" if role == "Identifier" else role.lower()
        if stem in {"", noun} or noun.endswith(stem):
            return found
        if role == "Status" and noun.startswith(stem) and stem:
            return found
    for role, pattern in _ROLES:
        match = pattern.search(name)
        if match and _is_prefix_of_noun(name[: match.start()], noun):
            return role
    return None


def _is_prefix_of_noun(stem: str, noun: str) -> bool:
    return stem == "" or noun.startswith(stem) or noun.endswith(stem) or kebab(stem) in kebab(noun)
