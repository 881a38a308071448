"""The rules for one value: those that botocore checks before sending, and those of the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from io import TextIOBase
from math import isfinite, isnan
from typing import Any, Final, assert_never, cast

from sagemaker_typed._hints.counts import counted
from sagemaker_typed._hints.names import either, nearest, nearest_values
from sagemaker_typed._placeholders import REFUSED, Placeholder
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import NO_BOUNDS, Bounds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Plain
from sagemaker_typed._schema.walk import DELETED, Place
from sagemaker_typed._timestamps import FORMS, for_botocore
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import TaggedUnion

from . import fixes
from .violation import MAX_INT, Rule, Violation, is_showable, shown, violation

__all__ = ["Rules"]

_FEW: Final = 8
_KINDS: Final[Mapping[type, str]] = {
    str: "str",
    int: "int",
    float: "float",
    bool: "bool",
    bytes: "bytes, str or an open file",
}
_TYPES: Final[Mapping[type, tuple[type, ...]]] = {
    str: (str,),
    int: (int,),
    float: (float, int, Decimal),
    bool: (bool,),
    bytes: (bytes, bytearray, str),
}


class Rules:
    """Checks one value, but not the values inside it.

    Args:
        everything: Whether to check also the rules that only the service checks.
        is_response: Whether the value is part of a response: its unions may have unknown branches.
        placeholders: Whether a placeholder may take the place of any value.
    """

    def __init__(self, *, everything: bool, is_response: bool, placeholders: bool = False) -> None:
        self.everything = everything
        self.is_response = is_response
        self.placeholders = placeholders

    def check(self, place: Place) -> Iterator[Violation]:
        """Yield the violations of the value at a place."""
        content, value = place.content, place.value
        if isinstance(value, Placeholder):
            return iter(()) if self.placeholders else _placeholder(place)
        match content:
            case kinds.Structure():
                if not isinstance(value, content.type):
                    # The value is not shown, because it may contain a sensitive field.
                    expected, got = fixes.different(content.type, value)
                    then = fixes.to_shape(content.type, value)
                    return _other(expected, place, then, got=got)
                return self._union(value, place) if isinstance(value, TaggedUnion) else iter(())
            case kinds.List():
                if not is_list(value):
                    expected = f"list{fixes.of_list(content)}"
                    return _other(expected, place, fixes.to_list(content, value))
                return self._size(content.bounds, len(value), "item", place)
            case kinds.Map():
                if not is_map(value):
                    return _other("dict", place, fixes.to_map(value))
                # botocore does not check the size of a map.
                bounds = content.bounds if self.everything else NO_BOUNDS
                return self._size(bounds, len(value), "entry", place)
            case kinds.Text() | kinds.Number() | kinds.Boolean() | kinds.Blob():
                return self._plain(content, place)
            case kinds.Enum():
                return _enum(content.type, place)
            case kinds.Timestamp():
                return self._timestamp(place)
            case kinds.Document():
                return self._document(place)
            case kinds.Stream() | kinds.Events():
                return _stream(place)
            case kinds.Other():  # a user's type, converted by cattrs
                return iter(())
            case _:
                assert_never(content)

    def check_key(self, parent: Place, entry: Place) -> Iterator[Violation]:
        """Yield the violations of the key of an entry in the map or document ``parent``."""
        if isinstance(entry.key, Placeholder):
            yield violation(entry, "placeholder", "a placeholder cannot be the key of a map")
            return
        if isinstance(parent.content, kinds.Map):
            yield from self.check(entry._replace(content=parent.content.key, value=entry.key))
        elif self.everything and isinstance(parent.value, dict) and not isinstance(entry.key, str):
            yield violation(entry, "json", "JSON keys must be str, got {}", entry.key)

    def _union(self, value: TaggedUnion, place: Place) -> Iterator[Violation]:
        name, fields = type(value).__name__, [*value.__wire_names__]
        known = [field for field in fields if getattr(value, field, DELETED) is not None]
        unknown = list(map(str, value.unknown_members or ()))
        rule = f"exactly one field of the union {name} must be set"
        if not known and not unknown:
            yield violation(place, "union", f"{rule}, got none; set {_listed(fields)}")
        elif len(known) + len(unknown) > 1:
            yield violation(place, "union", f"{rule}, got {', '.join([*known, *unknown])}")
        elif unknown and not self.is_response:
            yield violation(place, "union", _no_branch(value))

    def _size(
        self, bounds: Bounds, size: int, unit: str, place: Place, value: str | None = None
    ) -> Iterator[Violation]:
        """Yield the violation of the size of a value; ``value`` is shown if it is given."""
        rule: Rule
        if size < bounds.min_length:
            rule, limit = "min_length", f"at least {counted(bounds.min_length, unit)}"
        elif self.everything and bounds.max_length is not None and size > bounds.max_length:
            rule, limit = "max_length", f"at most {counted(bounds.max_length, unit)}"
        else:
            return
        is_container = unit in ("item", "entry")
        needed = f"must have {limit}" if is_container else f"must be {limit} long"
        then = "" if value is None else ": {}"
        yield violation(place, rule, f"{needed}, got {size}{then}", value)

    def _plain(self, content: Plain, place: Place) -> Iterator[Violation]:
        value = place.value
        is_file = isinstance(content, kinds.Blob) and _is_binary_file(value)
        if not isinstance(value, _TYPES[content.type]) and not is_file:
            then = ""
            if isinstance(content, kinds.Blob):
                then = fixes.to_bytes(value)
            elif not place.is_hidden:
                then = f" ({fixes.kind(value)})" if is_showable(value) else ""
                then += fixes.to_plain(content, value, place.path[-1] if place.path else None)
            yield violation(
                place, "type", f"expected {_KINDS[content.type]}, got {{}}", value, then
            )
            return
        match content:
            case kinds.Text():
                yield from self._text(content.bounds, value, place)
            case kinds.Number():
                yield from self._number(content, value, place)
            case kinds.Blob():
                # botocore does not check the length of a blob. That of a file is not known.
                if self.everything and not is_file:
                    raw = value.encode("utf-8", "replace") if isinstance(value, str) else value
                    yield from self._size(content.bounds, len(raw), "byte", place)
            case kinds.Boolean():
                pass
            case _:
                assert_never(content)

    def _text(self, bounds: Bounds, value: str, place: Place) -> Iterator[Violation]:
        from sagemaker_typed._schema.patterns import is_match

        yield from self._size(bounds, len(value), "character", place, value)
        # A pattern may take very long on a longer str than the service accepts.
        is_too_long = bounds.max_length is not None and len(value) > bounds.max_length
        pattern = bounds.pattern if self.everything and not is_too_long else None
        if pattern is not None and not is_match(pattern, value):
            then = f" does not match the pattern {pattern}"
            yield violation(place, "pattern", "{}", value, then)

    def _number(self, content: kinds.Number, value: Any, place: Place) -> Iterator[Violation]:
        bounds = content.bounds
        if isinstance(value, Decimal) and value.is_nan():
            if value.is_snan() or bounds.minimum is not None:
                yield violation(place, "json", "must be a number, got {}", value)
                return
        elif bounds.minimum is not None and value < bounds.minimum:
            yield violation(place, "min", f"must be at least {bounds.minimum}, got {{}}", value)
        elif self.everything and bounds.maximum is not None and value > bounds.maximum:
            yield violation(place, "max", f"must be at most {bounds.maximum}, got {{}}", value)
        if isinstance(value, int):
            # Python refuses to format such a number, or to convert it to float.
            if not -MAX_INT <= value <= MAX_INT or not (content.type is int or _fits_float(value)):
                yield violation(place, "json", "the int has too many digits")
        elif self.everything and isinstance(value, Decimal):
            text = "{} would be sent as a float, because JSON has no Decimal; pass float(...)"
            yield violation(place, "json", text, value)
        elif self.everything and (isnan(value) or not isfinite(value)):
            text = "{} would be sent as a str, because JSON has no such number"
            yield violation(place, "json", text, value)

    def _timestamp(self, place: Place) -> Iterator[Violation]:
        value = place.value
        if not _is_timestamp(value):
            text = f"expected datetime, {FORMS}, got {{}}"
            then = "" if place.is_hidden else fixes.to_timestamp(value)
            yield violation(place, "type", text, value, then)
        elif self.everything and isinstance(value, datetime) and value.tzinfo is None:
            text = "{} has no time zone and would be sent as UTC; set tzinfo=timezone.utc"
            yield violation(place, "time_zone", text, value)

    def is_json(self, value: Any) -> bool:
        """Return whether a JSON value and everything inside it is valid; fast, without paths."""
        if value is None or isinstance(value, str | int):
            return True
        if isinstance(value, float):
            return not self.everything or isfinite(value)
        if is_list(value):
            return isinstance(value, list) and all(map(self.is_json, value))
        if not is_map(value) or not isinstance(value, dict):
            return False
        if self.everything and not all(isinstance(key, str) for key in value):
            return False
        return all(map(self.is_json, value.values()))

    def _document(self, place: Place) -> Iterator[Violation]:
        """Yield the violations of a JSON value. Botocore accepts builtins with any content."""
        value = place.value
        if value is not None and not isinstance(value, dict | list | str | int | float):
            yield from _other("dict, list, str, int, float, bool or None", place)
        elif self.everything and isinstance(value, float) and not isfinite(value):
            yield violation(place, "json", "JSON cannot represent {}", value)


def _placeholder(place: Place) -> Iterator[Violation]:
    what = "a placeholder" if place.is_hidden else f"{place.value!r} is a placeholder"
    yield violation(place, "placeholder", f"{what}; {REFUSED}")


def _other(expected: str, place: Place, then: str = "", got: str = "") -> Iterator[Violation]:
    """Yield the violation of a value that has the wrong type; the value is not shown."""
    kind = got or fixes.kind(cast("object", place.value))
    yield violation(place, "type", f"expected {expected}, got {kind}{then}")


def _stream(place: Place) -> Iterator[Violation]:
    from sagemaker_typed.streaming import ByteStream, EventStream

    if not isinstance(place.value, ByteStream | EventStream):
        yield from _other("ByteStream or EventStream", place)


def _enum(enum: type[OpenEnum], place: Place) -> Iterator[Violation]:
    value, name = place.value, enum.__name__
    if not isinstance(value, str):
        then = "" if place.is_hidden or not is_showable(value) else f" ({fixes.kind(value)})"
        yield violation(place, "type", f"expected str or {name}, got {{}}", value, then)
        return
    text = str.__str__(value)
    if isinstance(value, enum) or text in enum._value2member_map_:
        return
    if isinstance(value, OpenEnum) and not value.is_known:
        return  # intentionally unknown: made by `open` of another enum
    if place.is_hidden:
        newer = f"for a value newer than this release, use {name}.open(...)"
        yield violation(place, "enum", f"not a known {name}; {newer}")
        return
    then = (
        f" is not a known {name}{_hint(enum, text)} For a value newer than this release, use "
        f"{name}.open({shown(text)})"
    )
    yield violation(place, "enum", "{}", text, then)


def _is_timestamp(value: object) -> bool:
    """Return whether botocore can send a timestamp. A user's time zone may raise any error."""
    try:
        for_botocore(value)
    except (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError):
        return False
    except (TypeError, ValueError):
        return False
    return True


def _is_binary_file(value: object) -> bool:
    # botocore cannot sign a request whose body is a text file.
    return hasattr(value, "read") and not isinstance(value, TextIOBase)


def _fits_float(value: int) -> bool:
    try:
        float(value)
    except OverflowError:
        return False
    return True


def _hint(enum: type[OpenEnum], text: str) -> str:
    """Return the nearest values, or all values of a small enum, for a message."""
    values = [member._value_ for member in enum]
    near = nearest_values(text, values)
    if near:
        return f"; did you mean {either(map(repr, near))}?"
    if len(values) <= _FEW:
        return f"; known values are {', '.join(map(repr, values))}."
    return "."


def _no_branch(union: TaggedUnion) -> str:
    """Return the message for a union in a request with a branch that its class does not have."""
    from sagemaker_typed._hints.newer import newer_member

    cls, name = type(union), str(union.branch)
    text = f"the union {cls.__name__} has no branch {name!r}"
    if name not in (union.unknown_members or ()):  # from a response, which had only the name
        return f"{text} in this release, and its value is not known"
    newer = newer_member(cls, name)
    near = either(nearest(name, cls.__wire_names__))
    fix = f"did you mean {near}?" if near else f"set {_listed([*cls.__wire_names__])}"
    return f"{text}; {newer or fix}"


def _listed(names: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
