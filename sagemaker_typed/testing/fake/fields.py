"""The fields of a rule: paths become dicts, and values that no request can have are errors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sagemaker_typed._conversion.fixes import kind
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Request, Shape
from sagemaker_typed.testing.building.given import NOTHING, Given, given_fields

__all__ = ["check_comparable", "nested"]

# Their ``==`` is known, unlike that of ``unittest.mock.ANY`` and other classes.
_COMPARED: Final = frozenset({str, bytes, int, float, bool, datetime, dict, list, tuple})


def nested(cls: type[Request[Any]], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of fields, with dicts in place of paths to the fields of structures.

    Raises:
        TypeError: a path leads into a list or a map, which are compared whole.
    """
    call = f"on({cls.__name__})"
    contents = contents_of(cls)
    tree = given_fields(fields, call)
    return {
        name: _value(contents.get(name), part, f"{call}: {name}")
        for name, part in tree.parts.items()
    }


def _value(content: Content | None, given: Given, place: str) -> Any:
    if not given.parts:
        return given.value
    name = place.rpartition(" ")[2].rpartition(".")[2]
    if isinstance(content, kinds.List):
        inner = next((part.parts for part in given.parts.values() if part.parts), NOTHING.parts)
        item = f"{{{', '.join(f'{key!r}: ...' for key in inner)}}}" if inner else "..."
        raise TypeError(f"{place} is a list, which is compared whole: use {name}=[{item}]")
    if isinstance(content, kinds.Map):
        entries = ", ".join(f"{key!r}: ..." for key in given.parts)
        raise TypeError(f"{place} is a map, which is compared whole: use {name}={{{entries}}}")
    contents: Mapping[str, Content] = {}
    if isinstance(content, kinds.Structure):
        contents = contents_of(content.type)
    return {
        key: _value(contents.get(key), part, f"{place}.{key}") for key, part in given.parts.items()
    }


def check_comparable(content: Content, value: Any, path: str) -> None:
    """Check that the value of a field in a request can be equal to ``value``.

    Args:
        content: The kind of the field.
        value: The value in a rule. One of a class with an ``==`` of its own is not checked.
        path: The path, for errors.

    Raises:
        TypeError: the field never has a value of this type.
        ValueError: the str is not a value of the enum.
    """
    is_known = type(value) in _COMPARED or isinstance(value, OpenEnum | Shape)
    if not is_known:
        return
    if isinstance(content, kinds.Enum) and type(value) is str:
        try:
            content.type(value)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from None
    expected = _expected(content, value)
    if expected:
        raise TypeError(f"{path} is never equal to a value of type {kind(value)}: pass {expected}")


def _expected(content: Content, value: Any) -> str:
    """Return the types that a field can be compared with, if that of the value is not one."""
    match content:
        case kinds.Text():
            # bytes and str are compared as UTF-8.
            return "" if isinstance(value, str | bytes) else "a str"
        case kinds.Enum(type=enum):
            same = isinstance(value, enum) if isinstance(value, OpenEnum) else type(value) is str
            return "" if same else f"a value of {enum.__name__}"
        case kinds.Number():
            return "" if isinstance(value, int | float) else "a number"
        case kinds.Boolean():
            return "" if isinstance(value, bool | int) else "a bool"
        case kinds.Structure(type=cls):
            same = is_map(value) or (
                isinstance(value, Shape)
                and (isinstance(value, cls) or issubclass(cls, type(value)))
            )
            return "" if same else f"a dict of fields, or {cls.__name__}(...)"
        case kinds.List():
            return "" if is_list(value) else "a list"
        case kinds.Map():
            return "" if is_map(value) else "a dict"
        case _:
            return ""
