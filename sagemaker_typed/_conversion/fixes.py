"""The way out: what to write in the place of a value that does not fit.

Each function gives the end of a message, which is empty where there is nothing to advise. Of the
value it shows no more than the names of fields, unless it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, cast

from sagemaker_typed._hints.names import spelt
from sagemaker_typed._schema import kinds
from sagemaker_typed.operation import Shape

__all__ = ["kind", "of_list", "to_list", "to_map", "to_plain", "to_shape", "to_timestamp"]

_MOST_FIELDS: Final = 5
_MOST: Final = 2**63
_BOOLEANS: Final = {"true": True, "false": False}


def kind(value: object) -> str:
    """What a value is, in a word or two."""
    if value is None:
        return "None"
    return f"the class {value.__name__}" if isinstance(value, type) else type(value).__name__


def to_shape(cls: type[Shape], value: object) -> str:
    """How to come from ``value`` to a ``cls``."""
    name = cls.__name__
    if isinstance(value, Mapping):
        keys = cast("Iterable[object]", value)
        fields = [
            field for key in keys if (field := spelt(str(key), cls.__wire_names__)) is not None
        ]
        fields = [*dict.fromkeys(fields)]
        given = [f"{field}=..." for field in fields[:_MOST_FIELDS]]
        if len(fields) > _MOST_FIELDS or not fields:
            given.append("...")
        return (
            f": make one with {name}({', '.join(given)}), or from boto3's own dict with "
            f"from_boto({name}, ...)"
        )
    if isinstance(value, list | tuple):
        return ": give one, not a list of them"
    if isinstance(value, str) and value.lstrip().startswith("{"):
        return f": make one from JSON with from_json({name}, ...)"
    return f": make one with {name}(...)" if value is cls else ""


def of_list(content: kinds.List) -> str:
    """What a list is to hold, such as `` of Tag``."""
    match content.member:
        case kinds.Structure(type=item) | kinds.Enum(type=item):
            return f" of {item.__name__}"
        case _:
            return ""


def to_list(content: kinds.List, value: object) -> str:
    """How to come from ``value`` to a list."""
    match content.member:
        case kinds.Structure(type=item):
            is_item = isinstance(value, item)
        case kinds.Text() | kinds.Number() | kinds.Boolean() | kinds.Blob() as member:
            is_item = isinstance(value, member.type)
        case member:
            is_item = isinstance(member, kinds.Enum) and isinstance(value, str)
    if is_item:
        return ": put it into a list, [...], also if it is the only one"
    if isinstance(content.member, kinds.Structure) and isinstance(value, Mapping):
        return f": put objects into a list, [{content.member.type.__name__}(...), ...]"
    if isinstance(value, Iterable) and not isinstance(value, Mapping | Shape | str | bytes):
        return ": make one of it with list(...)"
    return ""


def to_map(value: object) -> str:
    """How to come from ``value`` to a dict."""
    return ": its entries go into a plain dict" if isinstance(value, Shape) else ""


def to_plain(content: kinds.Plain, value: Any, field: object) -> str:
    """How to come from ``value``, which is shown, to a text, a number or a boolean."""
    wanted = content.type
    if isinstance(value, Shape):
        same = isinstance(field, str) and field in type(value).__wire_names__
        return f": give its .{field}" if same else ""
    if isinstance(value, str):
        if wanted is bool:
            known = _BOOLEANS.get(value.lower())
            return "" if known is None else f": give {known}"
        return _as_number(wanted, value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not -_MOST < value < _MOST:
        return ""
    if wanted is str:
        return f": give {str(value)!r}"
    return f": give {int(value)}" if wanted is int and value == int(value) else ""


def _as_number(wanted: type, text: str) -> str:
    if wanted not in (int, float) or len(text) > 20:
        return ""
    try:
        return f": give {wanted(text)}"
    except ValueError:
        return ""


def to_timestamp(value: object) -> str:
    """How to come from ``value``, which is shown, to a datetime."""
    if isinstance(value, date):
        day = f"{value.year}, {value.month}, {value.day}"
        return f": a date has no time, give datetime({day}, tzinfo=timezone.utc)"
    if isinstance(value, timedelta):
        return ": a time is wanted, such as datetime.now(timezone.utc) - timedelta(...)"
    return ""
