"""Say in a few words what a difference is."""

from __future__ import annotations

from typing import Final, cast

from .facts import Difference, Fact, Value

_NOUNS: Final = {
    "service": "service",
    "operation": "method",
    "shape": "type",
    "member": "member",
    "paginator": "paginator of",
    "waiter": "waiter",
}
_FLAGS: Final = {
    "deprecated": ("is deprecated", "is no longer deprecated"),
    "document": ("can be any JSON value", "can no longer be any JSON value"),
    "event_stream": ("is a stream of events", "is no longer a stream of events"),
    "exception": ("is an error", "is no longer an error"),
    "has_name": ("has a name in Python", "no longer has a name in Python"),
    "idempotency_token": ("is an idempotency token", "is no longer an idempotency token"),
    "idempotent": ("is idempotent", "is not marked as idempotent"),
    "is_payload": ("is the HTTP body", "is no longer the HTTP body"),
    "json_value": ("is JSON in a header", "is no longer JSON in a header"),
    "readonly": ("only reads", "is not marked as reading only"),
    "required": ("is required", "is optional"),
    "sensitive": ("is sensitive", "is no longer sensitive"),
    "used": ("is used by an operation", "is no longer used by an operation"),
    "union": ("has exactly one of its members", "can have any of its members"),
}
_LIMIT: Final = 6


def sentence(difference: Difference) -> str:
    """Return what changed, in the names of the model."""
    name = difference.wire_name
    match difference:
        case Difference(kind="error"):
            verb = "lists" if difference.change == "added" else "no longer lists"
            return f"{difference.subject} {verb} the error {difference.part}"
        case Difference(kind="values", change="added"):
            return f"{name} gains {_values(difference.new)}"
        case Difference(aspect="member_names"):
            return f"members of {name} get other names: {_arrow(difference)}"
        case Difference(kind="values"):
            return f"{name} loses {_values(difference.old)}"
        case Difference(aspect="derived_pages", old=None):
            return f"{name} has pages, without a paginator of botocore"
        case Difference(aspect="derived_pages", new=None):
            return f"{name} no longer has pages; it has no paginator of botocore"
        case Difference(aspect="derived_pages"):
            return f"the pages of {name}, which has no paginator of botocore, changed: " + _arrow(
                difference
            )
        case Difference(change="added"):
            return f"new {_NOUNS[difference.kind]} {name}"
        case Difference(change="removed"):
            return f"{_NOUNS[difference.kind]} {name} was removed"
        case Difference(aspect="minimum" | "maximum"):
            return f"{difference.aspect} of {name} {_bound(difference)}: {_arrow(difference)}"
        case Difference(aspect=aspect) if aspect in _FLAGS:
            return f"{name} {_FLAGS[aspect][0 if difference.new else 1]}"
        case _:
            noun = f"{difference.kind} " if difference.kind in {"paginator", "waiter"} else ""
            aspect = difference.aspect.replace("_", " ")
            return f"{aspect} of {noun}{name} changed: {_arrow(difference)}"


def where_used(fact: Fact) -> str:
    """Return where operations use the shape of a fact; empty if that does not apply."""
    if fact.difference.kind not in {"shape", "member", "values"}:
        return ""
    return " and ".join(fact.used) or "not used"


def _bound(difference: Difference) -> str:
    if difference.old is None:
        return "is new"
    if difference.new is None:
        return "was removed"
    is_higher = cast("float", difference.new) > cast("float", difference.old)
    return "is tighter" if is_higher == (difference.aspect == "minimum") else "is looser"


def _arrow(difference: Difference) -> str:
    return f"{_text(difference.old)} -> {_text(difference.new)}"


def _text(value: Value) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_text, value)) + ")"
    return str(value)


def _values(values: Value) -> str:
    names = [str(value) for value in values] if isinstance(values, tuple) else []
    more = len(names) - _LIMIT
    shown = ", ".join(names[:_LIMIT]) + (f" and {more} more" if more > 0 else "")
    return f"the value{'' if len(names) == 1 else 's'} {shown}"
