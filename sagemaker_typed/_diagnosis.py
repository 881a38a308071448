"""Why a conversion failed: the value walked again, slowly, with the path to each misfit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from ._timestamps import to_utc
from ._types import (
    Content,
    EnumValue,
    ListOf,
    MapOf,
    Nested,
    Timestamp,
    entries,
    field_contents,
    numbered,
    required_fields,
)
from .operation import Shape

__all__ = ["ConversionError"]


class ConversionError(ValueError):
    """A value that does not fit the class that it was to be converted to or from.

    ``problems`` holds a path and a sentence for each misfit. Values are not shown: they may be
    secret.
    """

    def __init__(self, message: str, problems: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message, problems)
        self.problems = problems

    def __str__(self) -> str:
        return cast("str", self.args[0])


def unreadable(cls: type[Shape], value: object, error: Exception) -> ConversionError:
    """The error to raise when ``value`` cannot be made a ``cls``."""
    return _error(f"cannot read {cls.__name__}", _read(Nested(cls), value, ""), error)


def unwritable(cls: type[Shape], instance: object, error: Exception) -> ConversionError:
    """The error to raise when ``instance`` cannot be made what boto3 takes."""
    return _error(f"cannot write {cls.__name__}", _write(Nested(cls), instance, ""), error)


def _error(what: str, problems: Iterator[tuple[str, str]], error: Exception) -> ConversionError:
    found = tuple(problems)
    if not found:
        # A hook of the user's own failed, or a field of a user's own class: its error says more.
        result = ConversionError(f"{what}: {error}", (("", str(error)),))
        result.__cause__ = error
        return result
    lines = [f"{path}: {sentence}" if path else sentence for path, sentence in found]
    text = f" {lines[0]}" if len(lines) == 1 else "".join(f"\n  - {line}" for line in lines)
    result = ConversionError(f"{what}:{text}", found)
    # The errors on the way here say less: the message has it all, with the path.
    result.__suppress_context__ = True
    return result


_Walk = Callable[[Content, Any, str], "Iterator[tuple[str, str]]"]


def _read(content: Content, value: Any, path: str) -> Iterator[tuple[str, str]]:
    match content:
        case Nested():
            if not isinstance(value, Mapping):
                yield path, f"expected a dict for {content.type.__name__}, got {_kind(value)}"
                return
            mapping = cast("Mapping[str, Any]", value)
            contents = field_contents(content.type)
            required = required_fields(content.type)
            for name, wire in content.type.__wire_names__.items():
                member = mapping.get(wire)
                here = f"{path}.{wire}" if path else wire
                if member is not None:
                    yield from _read(contents[name], member, here)
                elif name in required:
                    yield here, f"required by {content.type.__name__}, but absent"
        case EnumValue():
            if not isinstance(value, str):
                yield path, f"expected a text for {content.type.__name__}, got {_kind(value)}"
        case Timestamp():
            try:
                to_utc(value)
            except (TypeError, ValueError, OverflowError) as error:
                yield path, str(error)
        case _:
            yield from _inside(content, value, path, _read)


def _write(content: Content, value: Any, path: str) -> Iterator[tuple[str, str]]:
    match content:
        case Nested():
            name = content.type.__name__
            if isinstance(value, Mapping):
                yield (
                    path,
                    f"expected {name}, got a dict: make one with {name}(...), or from boto3's own "
                    f"dict with from_boto({name}, ...)",
                )
            elif not isinstance(value, content.type):
                yield path, f"expected {name}, got {_kind(value)}"
            else:
                for field, inner in field_contents(content.type).items():
                    member = getattr(value, field)
                    if member is not None:
                        yield from _write(inner, member, f"{path}.{field}" if path else field)
        case _:
            yield from _inside(content, value, path, _write)


def _inside(content: Content, value: Any, path: str, walk: _Walk) -> Iterator[tuple[str, str]]:
    match content:
        case ListOf():
            if not isinstance(value, list | tuple):
                yield path, f"expected a list, got {_kind(value)}"
                return
            for number, item in numbered(value):
                if item is not None:
                    yield from walk(content.member, item, f"{path}[{number}]")
        case MapOf():
            if not isinstance(value, Mapping):
                yield path, f"expected a dict, got {_kind(value)}"
                return
            for key, item in entries(value):
                if item is not None:
                    yield from walk(content.value, item, f"{path}[{key!r}]")
        case _:
            return


def _kind(value: object) -> str:
    return type(value).__name__
