"""The effects of changes of shapes: classes, enums, and named types with constraints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from .facts import Difference, Effect, Use
from .sides import Side


def of_shape(
    difference: Difference, used: Sequence[Use], old: Side, new: Side
) -> tuple[Effect, str]:
    """Return the effect of a new, removed or changed shape."""
    name = difference.subject
    had_name, has_name = bool(old.of_shape(name)), bool(new.of_shape(name))
    if difference.change == "added":
        return (
            ("additive", "a new class or named type")
            if has_name
            else ("invisible", "it has no name in Python")
        )
    if difference.change == "removed":
        if had_name:
            return "breaking", "the name can no longer be imported"
        return "invisible", "it had no name in Python"
    if had_name and not has_name:
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
        case "minimum" | "maximum":
            return _bound(difference, used)
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


def is_tighter(difference: Difference) -> bool:
    """Return whether a bound of a shape permits fewer values than before."""
    old, new = (cast("float | None", side) for side in (difference.old, difference.new))
    if new is None or old is None:
        return old is None
    return new > old if difference.aspect == "minimum" else new < old


def _bound(difference: Difference, used: Sequence[Use]) -> tuple[Effect, str]:
    if "requests" not in used:
        return "invisible", "responses are not validated"
    if difference.aspect == "maximum":
        return "invisible", "only `validate` and `violations` check the maximum"
    if is_tighter(difference):
        return "breaking", "values below the minimum are refused before sending"
    return "additive", "smaller values are no longer refused before sending"
