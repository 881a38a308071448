"""Suggestions for error messages: what to pass instead of a value that does not fit.

Each function returns the end of a message, which is empty if there is no suggestion. Unless stated
otherwise, a suggestion shows nothing of the value but names of fields.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO, TextIOBase
from numbers import Number
from os import PathLike
from typing import Any, Final, cast
from uuid import UUID

from sagemaker_typed._hints.names import spelt
from sagemaker_typed._lazy import public_path
from sagemaker_typed._schema import kinds
from sagemaker_typed.operation import Shape

__all__ = [
    "different",
    "is_missing",
    "kind",
    "of_list",
    "to_bytes",
    "to_list",
    "to_map",
    "to_plain",
    "to_shape",
    "to_timestamp",
]

_MAX_FIELDS: Final = 5
_MAX_NUMBER: Final = 2**63
_BOOLEANS: Final = {"true": True, "false": False}
_BOOLEANS_OF_NUMPY: Final = ("numpy.bool", "bool_")


def kind(value: object) -> str:
    """Return the type of a value, as messages show it."""
    if value is None:
        return "None"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    name = type(value).__name__
    # NumPy has a type called ``bool``.
    is_other = hasattr(builtins, name) and type(value) is not getattr(builtins, name)
    return f"{type(value).__module__}.{name}" if is_other else name


def different(cls: type[Shape], value: object) -> tuple[str, str]:
    """Return the names of ``cls`` and of the type of ``value``, with modules if they are equal."""
    other: type = type(value)
    if other.__name__ != cls.__name__:
        return cls.__name__, kind(value)
    module, _ = public_path(cls) or (cls.__module__, "")
    return f"{module}.{cls.__name__}", f"{other.__module__}.{other.__name__}"


def to_shape(cls: type[Shape], value: object) -> str:
    """Suggest how to pass a ``cls`` instead of ``value``."""
    name = cls.__name__
    if isinstance(value, Mapping):
        keys = cast("Iterable[object]", value)
        fields = [
            field for key in keys if (field := spelt(str(key), cls.__wire_names__)) is not None
        ]
        fields = [*dict.fromkeys(fields)]
        given = [f"{field}=..." for field in fields[:_MAX_FIELDS]]
        if len(fields) > _MAX_FIELDS or not fields:
            given.append("...")
        return f"; pass {name}({', '.join(given)}), or from_boto({name}, ...) for boto3's dict"
    if isinstance(value, list | tuple):
        return f"; pass a single {name}, not a list"
    if isinstance(value, str) and value.lstrip().startswith("{"):
        return f"; use from_json({name}, ...) to read JSON"
    return f"; create an instance with {name}(...)" if value is cls else ""


def of_list(content: kinds.List) -> str:
    """Return the type of a list's items, such as ``[Tag]``; empty for builtins."""
    match content.member:
        case kinds.Structure(type=item) | kinds.Enum(type=item):
            return f"[{item.__name__}]"
        case _:
            return ""


def to_list(content: kinds.List, value: object) -> str:
    """Suggest how to pass a list instead of ``value``."""
    match content.member:
        case kinds.Structure(type=item):
            is_item = isinstance(value, item)
        case kinds.Text() | kinds.Number() | kinds.Boolean() | kinds.Blob() as member:
            is_item = isinstance(value, member.type)
        case member:
            is_item = isinstance(member, kinds.Enum) and isinstance(value, str)
    if is_item:
        return "; wrap a single item in a list: [...]"
    if hasattr(value, "tolist"):  # of NumPy or pandas: list(...) would keep NumPy's types
        return "; convert it with .tolist()"
    if isinstance(content.member, kinds.Structure) and isinstance(value, Mapping):
        return f"; pass a list of objects: [{content.member.type.__name__}(...), ...]"
    if isinstance(value, Iterable) and not isinstance(value, Mapping | Shape | str | bytes):
        return "; convert it with list(...)"
    return ""


def to_map(value: object) -> str:
    """Suggest how to pass a dict instead of ``value``."""
    return "; pass a plain dict of the entries" if isinstance(value, Shape) else ""


def to_plain(content: kinds.Plain, value: Any, field: object) -> str:
    """Suggest how to pass a str, number or bool instead of ``value``, which may be shown."""
    wanted = content.type
    if is_missing(value):
        return "; pass None for a missing value"
    if isinstance(value, Shape):
        same = isinstance(field, str) and field in type(value).__wire_names__
        return f"; pass its .{field}" if same else ""
    if isinstance(value, str):
        if wanted is bool:
            known = _BOOLEANS.get(value.lower())
            return "" if known is None else f"; pass {known}"
        return _as_number(wanted, value)
    if wanted is str and not isinstance(value, int | float | Decimal):
        return _as_text(value)
    if wanted is str and isinstance(value, bool):
        return f"; pass {str(value)!r} or {str(value).lower()!r}"
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if not is_number:
        is_numpy = isinstance(value, Number) or kind(value) in _BOOLEANS_OF_NUMPY
        return f"; pass {wanted.__name__}(...)" if is_numpy else ""
    if not -_MAX_NUMBER < value < _MAX_NUMBER:
        return ""
    if wanted is bool and value in (0, 1):
        return f"; pass {bool(value)}"
    if wanted is str:
        return f"; pass {str(value)!r}"
    return f"; pass {int(value)}" if wanted is int and value == int(value) else ""


def is_missing(value: object) -> bool:
    """Return whether a value is ``pandas.NA`` or ``pandas.NaT``."""
    return type(value).__name__ in ("NAType", "NaTType")


def to_bytes(value: object) -> str:
    """Suggest how to pass bytes or a file instead of ``value``."""
    if isinstance(value, StringIO):
        return "; pass its .getvalue()"
    if isinstance(value, TextIOBase):
        return "; open the file in binary mode, with open(..., 'rb')"
    if isinstance(value, Mapping | list | tuple) or hasattr(value, "__array__"):
        return "; encode it, such as with payload(...) from sagemaker_typed.payloads"
    return ""


def _as_text(value: object) -> str:
    """Suggest how to pass a str instead of a value that is not a number."""
    if isinstance(value, date):  # or a datetime
        return "; pass its .isoformat()"
    if isinstance(value, bytes | bytearray):
        return "; pass its .decode()"
    if isinstance(value, Number | PathLike | UUID) or kind(value) in _BOOLEANS_OF_NUMPY:
        return "; pass str(...)"
    # Such as the definition of a pipeline.
    writes_json = not isinstance(value, type) and callable(getattr(value, "to_json", None))
    return "; pass its .to_json()" if writes_json else ""


def _as_number(wanted: type, text: str) -> str:
    if wanted not in (int, float) or len(text) > 20:
        return ""
    try:
        return f"; pass {wanted(text)}"
    except ValueError:
        return ""


def to_timestamp(value: object) -> str:
    """Suggest how to pass a datetime instead of ``value``, which may be shown."""
    if is_missing(value):
        return "; pass None for a missing value"
    if isinstance(value, datetime):
        return "; it is out of range in UTC"
    if isinstance(value, date):
        day = f"{value.year}, {value.month}, {value.day}"
        return f"; a date has no time of day: pass datetime({day}, tzinfo=timezone.utc)"
    if type(value).__name__ == "datetime64":
        return "; pass a datetime, such as pandas.Timestamp(...)"
    if isinstance(value, int | float):
        return "; the number is out of range, also in milliseconds"
    if isinstance(value, timedelta):
        return "; pass a datetime, such as datetime.now(timezone.utc) - timedelta(...)"
    return ""
