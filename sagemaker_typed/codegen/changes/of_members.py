"""The effects of changes of the members of structures."""

from __future__ import annotations

from collections.abc import Sequence

from sagemaker_typed.codegen.model.shapes import Enum, Member

from .bounds import of_minimum
from .facts import Difference, Effect, Use
from .sides import Side


def of_member(
    difference: Difference,
    used: Sequence[Use],
    old: Side,
    new: Side,
    structures: tuple[str, str] | None = None,
) -> tuple[Effect, str]:
    """Return the effect of a new, removed or changed member.

    Args:
        difference: The difference.
        used: Where operations use the structure.
        old: The old service.
        new: The new service.
        structures: The names of the structure in both, if they differ.
    """
    before_in, after_in = structures or (difference.subject, difference.subject)
    if difference.change == "removed":
        return "breaking", "the field disappears" + _keyword(used)
    after = _member(new, after_in, difference.part)
    if difference.change == "added":
        if "requests" in used and new.is_needed(after_in, after):
            return "breaking", "requests without the new field are refused before sending"
        return "additive", "a new field" + ("" if "requests" not in used else " that is optional")
    before = _member(old, before_in, difference.part)
    match difference.aspect:
        case "required" | "idempotency_token":
            was, now = old.is_needed(before_in, before), new.is_needed(after_in, after)
            return _needed(used, was=was, now=now)
        case "deprecated":
            return "invisible", "the field still works; the service may remove it later"
        case "shape" | "json_value" | "location" | "is_payload":
            return _type(before, after, old, new, used)
        case _:
            return "invisible", "fields do not depend on their place in the HTTP message"


def _needed(used: Sequence[Use], *, was: bool, now: bool) -> tuple[Effect, str]:
    if was == now:
        return "invisible", f"the field is {'required' if now else 'optional'} in Python, as before"
    if now and "requests" in used:
        return "breaking", "requests without the field are refused before sending"
    if now:
        return (
            "breaking",
            "the type loses `| None`, and objects that tests construct need the field",
        )
    if "responses" in used:
        return (
            "breaking",
            "the type becomes `T | None`, which type checkers report where it is read",
        )
    return "additive", "the field can be left out of requests"


def _type(
    before: Member, after: Member, old: Side, new: Side, used: Sequence[Use]
) -> tuple[Effect, str]:
    was, now = old.field_type(before), new.field_type(after)
    if was != now:
        if isinstance(new.service.shapes[after.shape], Enum) and was == "str":
            return "breaking", f"type checkers refuse a str where {now} is expected"
        return "breaking", f"the type changes from {was} to {now}"
    shapes = old.service.shapes[before.shape], new.service.shapes[after.shape]
    effect, reason = of_minimum(*shapes, used)
    if effect == "invisible":
        reason = "only `validate` and `violations` check its other constraints"
    return effect, f"the type is still {now}; {reason}"


def _member(side: Side, structure: str, name: str) -> Member:
    members = side.service.structure(structure).members
    return next(member for member in members if member.name == name)


def _keyword(used: Sequence[Use]) -> str:
    return ", and with it the keyword" if "requests" in used else ""
