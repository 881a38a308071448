"""The rules for one value: those that botocore checks before it sends, and those of the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from math import isfinite, isnan
from typing import Any, Final, assert_never, cast

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import NO_BOUNDS, Bounds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Plain
from sagemaker_typed._schema.walk import DELETED, Place
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Shape, TaggedUnion

from . import fixes
from .violation import MOST_OF_ALL, Violation, is_showable, shown, violation

__all__ = ["Rules"]

_FEW: Final = 8
_LIKENESS: Final = 0.6
_KINDS: Final[Mapping[type, str]] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    bytes: "bytes, a text or an open file",
}
_TYPES: Final[Mapping[type, tuple[type, ...]]] = {
    str: (str,),
    int: (int,),
    float: (float, int, Decimal),
    bool: (bool,),
    bytes: (bytes, bytearray, str),
}


class Rules:
    """Checks one value, not the values within it.

    Args:
        everything: Whether to look at what botocore leaves to the service too.
        is_answer: Whether the value is of an answer: a union may have an unknown branch there.
    """

    def __init__(self, *, everything: bool, is_answer: bool = False) -> None:
        self.everything = everything
        self.is_answer = is_answer

    def broken(self, place: Place) -> Iterator[Violation]:
        """What is wrong with the value at a place."""
        content, value = place.content, place.value
        match content:
            case kinds.Structure():
                if not isinstance(value, content.type):
                    # The value is not shown: there may be a sensitive field in it.
                    return _other(content.type.__name__, place, fixes.to_shape(content.type, value))
                is_union = issubclass(content.type, TaggedUnion)
                return self._union(content.type, value, place) if is_union else iter(())
            case kinds.List():
                if not is_list(value):
                    expected = f"a list{fixes.of_list(content)}"
                    return _other(expected, place, fixes.to_list(content, value))
                return self._size(content.bounds, len(value), "items", place)
            case kinds.Map():
                if not is_map(value):
                    return _other("a dict", place, fixes.to_map(value))
                # botocore does not look at the size of a map.
                bounds = content.bounds if self.everything else NO_BOUNDS
                return self._size(bounds, len(value), "entries", place)
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
            case kinds.Other():  # a type of the user's own: cattrs decides
                return iter(())
            case _:
                assert_never(content)

    def broken_by_key(self, around: Place, entry: Place) -> Iterator[Violation]:
        """What is wrong with the key of an entry in the map or document ``around``."""
        if isinstance(around.content, kinds.Map):
            yield from self.broken(entry._replace(content=around.content.key, value=entry.key))
        elif self.everything and isinstance(around.value, dict) and not isinstance(entry.key, str):
            yield violation(entry, "json", "JSON has texts for keys, not {}", entry.key)

    def _union(self, cls: type[Shape], value: Shape, place: Place) -> Iterator[Violation]:
        name, fields = cls.__name__, [*cls.__wire_names__]
        known = [field for field in fields if getattr(value, field, DELETED) is not None]
        unknown = list(map(str, value.unknown_members or ()))
        rule = f"exactly one field of the union {name} must be set"
        if not known and not unknown:
            yield violation(place, "union", f"{rule}, but none is: {_listed(fields)}")
        elif len(known) + len(unknown) > 1:
            yield violation(place, "union", f"{rule}, not {', '.join([*known, *unknown])}")
        elif unknown and not self.is_answer:
            text = (
                f"{unknown[0]} is a branch of {name} that this release does not know; "
                "botocore could not send it"
            )
            yield violation(place, "union", text)

    def _size(
        self, bounds: Bounds, size: int, units: str, place: Place, value: str | None = None
    ) -> Iterator[Violation]:
        """What is wrong with the size of a value, which is shown where it is given."""
        is_container = units in ("items", "entries")
        then = "" if value is None else ": {}"
        if size < bounds.shortest:
            needed = "must be given" if is_container else "are needed"
            text = f"at least {bounds.shortest} {units} {needed}, not {size}{then}"
            yield violation(place, "min_length", text, value)
        elif self.everything and bounds.longest is not None and size > bounds.longest:
            text = f"at most {bounds.longest} {units} are allowed, not {size}{then}"
            yield violation(place, "max_length", text, value)

    def _plain(self, content: Plain, place: Place) -> Iterator[Violation]:
        value = place.value
        is_file = isinstance(content, kinds.Blob) and hasattr(value, "read")
        if not isinstance(value, _TYPES[content.type]) and not is_file:
            then = ""
            if not place.is_hidden:
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
                # Nor at the length of a blob; that of a file is not known.
                if self.everything and not is_file:
                    raw = value.encode("utf-8", "replace") if isinstance(value, str) else value
                    yield from self._size(content.bounds, len(raw), "bytes", place)
            case kinds.Boolean():
                pass
            case _:
                assert_never(content)

    def _text(self, bounds: Bounds, value: str, place: Place) -> Iterator[Violation]:
        from sagemaker_typed._schema.patterns import is_match

        yield from self._size(bounds, len(value), "characters", place, value)
        pattern = bounds.pattern if self.everything else None
        if pattern is not None and not is_match(pattern, value):
            then = f" does not match the pattern {pattern}"
            yield violation(place, "pattern", "{}", value, then)

    def _number(self, content: kinds.Number, value: Any, place: Place) -> Iterator[Violation]:
        bounds = content.bounds
        if isinstance(value, Decimal) and value.is_nan():
            if value.is_snan() or bounds.least is not None:
                yield violation(place, "json", "expected a number, got {}", value)
                return
        elif bounds.least is not None and value < bounds.least:
            yield violation(place, "min", f"at least {bounds.least} is needed, not {{}}", value)
        elif self.everything and bounds.most is not None and value > bounds.most:
            yield violation(place, "max", f"at most {bounds.most} is allowed, not {{}}", value)
        if isinstance(value, int):
            # Python itself neither writes such a number nor makes a float of it.
            if not -MOST_OF_ALL <= value <= MOST_OF_ALL or not (
                content.type is int or _fits_float(value)
            ):
                yield violation(place, "json", "a whole number with too many digits")
        elif self.everything and isinstance(value, Decimal):
            text = "JSON has no Decimal, botocore makes a float of {}: give float(...)"
            yield violation(place, "json", text, value)
        elif self.everything and (isnan(value) or not isfinite(value)):
            text = "JSON has no number for {}, botocore sends a text"
            yield violation(place, "json", text, value)

    def _timestamp(self, place: Place) -> Iterator[Violation]:
        value = place.value
        if not _is_timestamp(value):
            text = "expected a datetime, a timestamp as ISO 8601 or seconds since the epoch, got {}"
            then = "" if place.is_hidden else fixes.to_timestamp(value)
            yield violation(place, "type", text, value, then)
        elif self.everything and isinstance(value, datetime) and value.tzinfo is None:
            text = "{} has no time zone and is sent as if it were in UTC: give tzinfo=timezone.utc"
            yield violation(place, "time_zone", text, value)

    def is_json(self, value: Any) -> bool:
        """Whether nothing is wrong with a JSON value and all within it: quick, without places."""
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
        """What is wrong with a JSON value: botocore takes builtins, whatever they hold."""
        value = place.value
        if value is not None and not isinstance(value, dict | list | str | int | float):
            yield from _other("a dict, list, text, number, True, False or None", place)
        elif self.everything and isinstance(value, float) and not isfinite(value):
            yield violation(place, "json", "JSON has no number for {}", value)


def _other(expected: str, place: Place, then: str = "") -> Iterator[Violation]:
    """The violation of a value of another kind, which is not shown."""
    kind = fixes.kind(cast("object", place.value))
    yield violation(place, "type", f"expected {expected}, got {kind}{then}")


def _stream(place: Place) -> Iterator[Violation]:
    from sagemaker_typed.streaming import ByteStream, EventStream

    if not isinstance(place.value, ByteStream | EventStream):
        yield from _other("what a response has, a ByteStream or EventStream", place)


def _enum(enum: type[OpenEnum], place: Place) -> Iterator[Violation]:
    value, name = place.value, enum.__name__
    if not isinstance(value, str):
        then = "" if place.is_hidden or not is_showable(value) else f" ({fixes.kind(value)})"
        yield violation(
            place, "type", f"expected a text or a member of {name}, got {{}}", value, then
        )
        return
    text = str.__str__(value)
    if isinstance(value, enum) or text in enum._value2member_map_:
        return
    if isinstance(value, OpenEnum) and not value.is_known:
        return  # made by `open`, for another enum: it was meant
    if place.is_hidden:
        yield violation(place, "enum", f"not a known {name}; {name}.open(...) takes any")
        return
    then = (
        f" is not a known {name}{_hint(enum, text)} For a value newer than this release: "
        f"{name}.open({shown(text)})"
    )
    yield violation(place, "enum", "{}", text, then)


def _is_timestamp(value: object) -> bool:
    """Whether botocore can parse it; where not, its parser raises errors of many kinds."""
    from sagemaker_typed._botocore.values import parse_to_aware_datetime

    read: Any = parse_to_aware_datetime
    try:
        read(value)
    except (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError):
        return False
    except (TypeError, ValueError):
        return False
    return True


def _fits_float(value: int) -> bool:
    try:
        float(value)
    except OverflowError:
        return False
    return True


def _hint(enum: type[OpenEnum], text: str) -> str:
    """The nearest values, or all of a few."""
    values = [member._value_ for member in enum]
    near = nearest(text, values, _LIKENESS, spread=1)
    if near:
        return f"; did you mean {either(map(repr, near))}?"
    if len(values) <= _FEW:
        return f"; it has {', '.join(map(repr, values))}."
    return "."


def _listed(names: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
