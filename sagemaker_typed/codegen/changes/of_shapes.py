"""The effects of changes of shapes: classes, enums, and named types with constraints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .bounds import of_minimum
from .facts import Difference, Effect, Use
from .sides import Side

_NO_NAME: Final = "no name in Python appears or disappears"


def of_shape(
    difference: Difference, used: Sequence[Use], old: Side, new: Side
) -> tuple[Effect, str]:
    """Return the effect of a new, removed or changed shape."""
    name = difference.subject
    lost = [path for path in old.of_shape(name) if path not in new.paths]
    gained = [path for path in new.of_shape(name) if path not in old.paths]
    if difference.change != "changed" or difference.aspect == "used":
        if lost:
            return "breaking", "the name can no longer be imported"
        return ("additive", "a new class or named type") if gained else ("invisible", _NO_NAME)
    if lost:
        return "breaking", "without constraints, the type has no name, which was public"
    match difference.aspect:
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


def of_values(difference: Difference, old: Side, new: Side) -> tuple[Effect, str]:
    """Return the effect of new or removed values of an enum."""
    if difference.change == "removed":
        return "breaking", "the members of the enum disappear"
    before, after = (side.value_names(difference.subject) for side in (old, new))
    moved = sorted(before[v] for v in before.keys() & after.keys() if before[v] != after[v])
    if moved:
        return "breaking", f"members of the enum get other names: {', '.join(moved)}"
    return "additive", "the enum has new members"
