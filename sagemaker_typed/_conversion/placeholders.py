"""Conversion between objects with placeholders and the JSON that targets take.

The JSON has wire names, timestamps in ISO 8601 and blobs in base64. A placeholder stays what it is;
the target replaces it by its own syntax.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from typing_extensions import TypeVar

from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Path
from sagemaker_typed.operation import Shape

from . import diagnosis
from .compiler import Mode
from .misfits import conversion_error
from .registry import Registry
from .scalars import plain
from .structure import Structuring
from .unstructure import Unstructuring

__all__ = ["from_wire", "placeholders_in", "replaced", "to_wire"]

ShapeT = TypeVar("ShapeT", bound=Shape)


def to_wire(obj: Shape, *, unknown_members: bool = False) -> dict[str, Any]:
    """Convert an object to JSON values with wire names, in which placeholders are kept.

    Args:
        obj: The object.
        unknown_members: Whether members that this release does not know are written, or left out
            with a warning, as ``to_boto`` does for a request.

    Raises:
        ConversionError: the value of a field does not fit the field's type.
    """
    result: dict[str, Any] = _writers[unknown_members].function(type(obj))(obj)
    return result


def from_wire(
    cls: type[ShapeT], value: Mapping[str, Any], *, as_in_responses: bool = False
) -> ShapeT:
    """Convert JSON values with wire names to an object; placeholders are kept.

    Args:
        cls: The class of the result.
        value: The values.
        as_in_responses: Whether members and values of enums that this release does not know are
            kept as in a response, or considered typos as in a request.

    Raises:
        ConversionError: a required member is missing, a member has the wrong type, or a member is
            unknown.
    """
    reader = diagnosis.Reader(
        unknown_members=as_in_responses,
        any_scalars=False,
        blobs_as_base64=True,
        placeholders=True,
    )
    problems = reader.problems(cls, value)
    if problems:
        raise conversion_error(f"cannot read {cls.__name__}", problems)
    result: ShapeT = _readers[as_in_responses].function(cls)(value, cls)
    return result


def placeholders_in(value: Any, path: Path = ROOT) -> Iterator[tuple[Path, Placeholder]]:
    """Yield each placeholder in JSON values, with its path."""
    if isinstance(value, Placeholder):
        yield path, value
    elif is_map(value):
        for key, item in entries(value):
            yield from placeholders_in(item, path / str(key))
    elif is_list(value):
        for number, item in numbered(value):
            yield from placeholders_in(item, path / number)


def replaced(value: Any, render: Callable[[Placeholder], Any]) -> Any:
    """Return a copy of JSON values with each placeholder replaced by what ``render`` returns."""
    if isinstance(value, Placeholder):
        return render(value)
    if is_map(value):
        return {key: replaced(item, render) for key, item in entries(value)}
    if is_list(value):
        return [replaced(item, render) for _, item in numbered(value)]
    return value


class _Writing(Unstructuring):
    """Compiles the function that converts an object to JSON values."""

    verb = "to_wire"

    def helpers(self) -> Mapping[str, Any]:
        return {
            **super().helpers(),
            "document": _document,
            "iso": _iso,
            "Placeholder": Placeholder,
            "unwritable": partial(diagnosis.unwritable, placeholders=True),
        }

    def converted(self, content: Content, value: str) -> str:
        converted = super().converted(content, value)
        if isinstance(content, kinds.Timestamp):
            converted = f"iso({converted})"
        return f"({value} if isinstance({value}, Placeholder) else {converted})"

    def key(self, content: Content) -> str:
        return super().converted(content, "key")


class _Reading(Structuring):
    """Compiles the function that converts JSON values to an object."""

    verb = "from_wire"

    def helpers(self) -> Mapping[str, Any]:
        return {**super().helpers(), "document": _document, "Placeholder": Placeholder}

    def converted(self, content: Content, value: str) -> str:
        converted = super().converted(content, value)
        if converted == value:
            return value
        return f"({value} if isinstance({value}, Placeholder) else {converted})"

    def key(self, content: Content) -> str:
        return super().converted(content, "key")


def _document(value: Any) -> Any:
    """Return a copy of a JSON value, made of builtins and placeholders."""
    if isinstance(value, Placeholder):
        return value
    if is_map(value):
        return {plain(key): _document(item) for key, item in entries(value)}
    if is_list(value):
        return [_document(item) for _, item in numbered(value)]
    return plain(value)


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _writer(unknown_members: bool) -> Registry:
    mode = Mode(unknown_members, blobs_as_base64=True)
    return Registry(lambda cls, hooks: _Writing(cls, hooks, mode).function())


def _reader(as_in_responses: bool) -> Registry:
    mode = Mode(as_in_responses, blobs_as_base64=True, checked=False, open_enums=as_in_responses)
    return Registry(lambda cls, hooks: _Reading(cls, hooks, mode).function())


_writers: Final = {known: _writer(known) for known in (False, True)}
_readers: Final = {known: _reader(known) for known in (False, True)}
