"""Flat rows of objects, which ``pandas.DataFrame`` and polars accept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from ._schema import kinds
from ._schema.fields import entries, is_list, is_map
from ._schema.walk import contents_of
from ._timestamps import to_utc
from .operation import Shape
from .sensitive import is_sensitive

__all__ = ["to_rows"]

_HIDDEN: Final = "<sensitive>"


class _Column(NamedTuple):
    """A field of a class: a column, or the columns of a structure's fields."""

    field: str
    name: str
    content: kinds.Content
    parts: tuple[_Column, ...] = ()
    is_hidden: bool = False


_Columns: TypeAlias = tuple[_Column, ...]


def to_rows(objects: Iterable[Shape]) -> Iterator[dict[str, Any]]:
    """Yield a flat dict for each object, when it is needed.

    Every object of a class has the same columns: the names of the fields, and the fields of
    structures with dots, such as ``resource_config.instance_type``. Values that are absent are
    ``None``.

    - Enums are their values as ``str``, and timestamps are datetimes in UTC.
    - A list is a list. A structure in it is a dict of its fields.
    - A map is a list of dicts with ``key`` and ``value``, because its keys are no columns.
    - A JSON document is JSON text. Streams have no column.
    - A sensitive value is ``"<sensitive>"``.

    Args:
        objects: Responses, summaries or other objects of the API, such as ``client.items(...)``.

    Raises:
        TypeError: an object is not an object of the API.
    """
    known: dict[Any, _Columns] = {}  # not longer: fields can be marked as sensitive later
    given: Iterable[Any] = objects  # untyped code can pass anything
    for shape in given:
        if not isinstance(shape, Shape):
            raise TypeError(f"to_rows takes objects of the API, got {type(shape).__name__}")
        cls: Any = type(shape)
        columns = known.get(cls)
        if columns is None:
            columns = known[cls] = tuple(_columns(cls, "", ()))
        row: dict[str, Any] = {}
        _fill(row, shape, columns)
        yield row


def _columns(cls: type[Shape], prefix: str, above: tuple[type[Shape], ...]) -> Iterator[_Column]:
    for field, content in contents_of(cls).items():
        name = f"{prefix}{field}"
        match content:
            case kinds.Stream() | kinds.Events():
                continue
            case _ if is_sensitive(cls, field):
                yield _Column(field, name, content, is_hidden=True)
            case kinds.Structure() if content.type not in (*above, cls):
                parts = tuple(_columns(content.type, f"{name}.", (*above, cls)))
                yield _Column(field, name, content, parts)
            case _:
                yield _Column(field, name, content)


def _fill(row: dict[str, Any], shape: Shape | None, columns: _Columns) -> None:
    for column in columns:
        value = None if shape is None else getattr(shape, column.field)
        if column.parts:
            _fill(row, value if isinstance(value, Shape) else None, column.parts)
        elif value is None or column.is_hidden:
            row[column.name] = None if value is None else _HIDDEN
        else:
            row[column.name] = _cell(value, column.content)


def _cell(value: Any, content: kinds.Content) -> Any:
    """Return the value of a cell, or a part of it."""
    match content:
        case _ if value is None:
            return None
        case kinds.Enum():
            return str.__str__(value)
        case kinds.Timestamp():
            return to_utc(value)
        case kinds.List() if is_list(value):
            return [_cell(item, content.member) for item in value]
        case kinds.Map() if is_map(value):
            return [
                {"key": str.__str__(key), "value": _cell(item, content.value)}
                for key, item in entries(value)
            ]
        case kinds.Structure() if isinstance(value, Shape):
            return _part(value)
        case kinds.Document():
            return json.dumps(value, ensure_ascii=False, default=str)
        case _:
            return value


def _part(shape: Shape) -> dict[str, Any]:
    cls: Any = type(shape)  # mypy treats the class as unhashable, as its objects are
    part: dict[str, Any] = {}
    for field, content in contents_of(cls).items():
        value = getattr(shape, field)
        is_hidden = value is not None and is_sensitive(cls, field)
        part[field] = _HIDDEN if is_hidden else _cell(value, content)
    return part
