"""The effects of changes of shapes: classes, enums, and named types with constraints."""

from __future__ import annotations

from collections.abc import Sequence

from .bounds import of_minimum
from .facts import Difference, Effect, Use
from .sides import Side


def of_shape(
    difference: Difference, used: Sequence[Use], old: Side, new: Side
) -> tuple[Effect, str]:
    """Return the effect of a new, removed or changed shape."""
    name = difference.subject
    match difference.aspect:
        case "":
            return _name(old.of_shape(name), new.of_shape(name), old, new)
        case "has_name":
            return _name(old.class_of(name), new.class_of(name), old, new)
        case "used":
            return "invisible", "names in Python have changes of their own"
        case "kind" | "document" | "event_stream" | "member" | "key" | "value":
            was, now = old.type_of(name), new.type_of(name)
            if was != now or difference.aspect == "event_stream":
                return "breaking", f"the type changes from {was} to {now}"
            return "invisible", f"the type is still {now}"
        case "exception":
            return "breaking", "a class becomes an error class, or an error class becomes a class"
        case "union":
            if "requests" in used and difference.new:
                return "breaking", "requests must have exactly one of the fields"
            return "additive", "the class has another base class"
        case "minimum":
            return of_minimum(old.service.shapes[name], new.service.shapes[name], used)
        case "maximum":
            return "invisible", "only `validate` and `violations` check the maximum"
        case "pattern":
            return "invisible", "only `validate` and `violations` check patterns"
        case "sensitive" if difference.new:
            return "invisible", "`repr`, errors and logs hide the values"
        case "sensitive":
            return "invisible", "`repr`, errors and logs show the values"
        case _:
            return "invisible", "types do not depend on it"


def _name(was: Sequence[str], now: Sequence[str], old: Side, new: Side) -> tuple[Effect, str]:
    """Return the effect of import paths that disappear or appear."""
    lost = {*was} - new.paths
    aliases = {path: old.stay_as.get(path.rpartition(".")[2]) for path in lost}
    if lost and None not in aliases.values():
        (replacement,) = aliases.values()
        return "additive", f"the name is a deprecated alias of {replacement}"
    if lost:
        return "breaking", "the name can no longer be imported"
    if {*now} - old.paths:
        return "additive", "a new class or named type"
    return "invisible", "no name in Python appears or disappears"


def of_values(difference: Difference) -> tuple[Effect, str]:
    """Return the effect of new or removed values of an enum, or of other names of its members."""
    if difference.change == "removed":
        return "breaking", "the members of the enum disappear"
    if difference.change == "changed":
        return "breaking", "members of the enum get other names"
    return "additive", "the enum has new members"
