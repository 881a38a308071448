"""What is wrong with a typed object: the object walked, slowly, with a rule and a path for each.

The quick way is in ``_checked.py``. It asks here about every value that it does not know to be
right, and when it refuses an object, this walk says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized
from datetime import datetime
from decimal import Decimal
from math import isfinite, isnan
from typing import Any, Final, Literal, TypeAlias, cast

import attrs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._schema.fields import (
    Bounds,
    Content,
    Document,
    EnumValue,
    Events,
    ListOf,
    MapOf,
    Nested,
    Plain,
    Stream,
    Timestamp,
    entries,
    field_contents,
    numbered,
    required_fields,
)
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Response, Shape, TaggedUnion
from sagemaker_typed.sensitive import is_sensitive

from . import fixes
from .misfits import Key, Steps, path_text

Rule: TypeAlias = Literal[
    "required",
    "type",
    "enum",
    "union",
    "min_length",
    "max_length",
    "min",
    "max",
    "pattern",
    "time_zone",
    "json",
    "depth",
    "unknown",
]
"""What a value can violate."""


@exported_from("sagemaker_typed.validation")
@attrs.frozen
class Violation:
    """A rule that a value does not keep."""

    path: str
    """The way to the value by field names, such as ``production_variants[0].instance_type``."""
    rule: Rule
    """Which rule it is."""
    message: str
    """What is wrong, what is allowed, and the way out."""
    value: str | int | float | Decimal | datetime | None = None
    """The text, number or time that is refused. ``None`` for anything else, and for a sensitive
    value, which is not kept here."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


__all__ = ["MOST_OF_ALL", "Rule", "Violation", "Walk", "violations_of"]

_DELETED: Final = object()
_NEAREST: Final = 3
_FEW: Final = 8
_LONGEST_SHOWN: Final = 80
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
# More digits than these Python does not write (`sys.set_int_max_str_digits`).
MOST_OF_ALL: Final[int] = 10**4000


def violations_of(obj: Shape, *, everything: bool) -> tuple[Violation, ...]:
    """All that is wrong with ``obj``.

    Args:
        obj: A request, a response or another structure.
        everything: Whether to look at what botocore leaves to the service too.
    """
    walk = Walk(everything, is_answer=isinstance(obj, Response))
    try:
        return tuple(walk.shape(type(obj), obj, ()))
    except RecursionError:
        return (Violation("", "depth", "nested too deeply, or within itself"),)


@attrs.frozen(eq=False, repr=False)
class Walk:
    """Finds what is wrong."""

    everything: bool
    is_answer: bool = False
    is_hidden: bool = False
    """Whether this is within a sensitive field."""

    def violation(
        self, steps: Steps, rule: Rule, message: str, value: Any = None, then: str = ""
    ) -> Violation:
        """One violation; ``message`` may have ``{}``, for what is refused."""
        if self.is_hidden or not isinstance(value, str | int | float | Decimal | datetime):
            shown, value = fixes.kind(value), None
        else:
            value = str(value) if isinstance(value, OpenEnum) else value
            shown = _shown(value)
        return Violation(path_text(steps), rule, message.replace("{}", shown, 1) + then, value)

    def of(self, content: Content, value: Any, steps: Steps) -> Iterator[Violation]:
        """What is wrong with ``value``, which is at ``steps``."""
        match content:
            case Nested():
                yield from self.shape(content.type, value, steps)
            case ListOf():
                yield from self.container(content, value, steps)
                if isinstance(value, list | tuple):
                    for number, item in numbered(value):
                        yield from self._within(content.member, item, (*steps, number), "item")
            case MapOf():
                yield from self.container(content, value, steps)
                if isinstance(value, Mapping):
                    for key, item in entries(value):
                        here = (*steps, Key("<sensitive>" if self.is_hidden else str(key)))
                        yield from self.of(content.key, key, here)
                        yield from self._within(content.value, item, here, "entry")
            case Plain():
                yield from self._plain(content, value, steps)
            case EnumValue():
                yield from self._enum(content.type, value, steps)
            case Timestamp():
                yield from self._timestamp(value, steps)
            case Document():
                yield from self._document(value, steps)
            case Stream() | Events():
                yield from self._stream(value, steps)
            case _:  # a type of the user's own: cattrs decides
                pass

    def _within(self, content: Content, value: Any, steps: Steps, what: str) -> Iterator[Violation]:
        """What is wrong with what a list or map holds: an item, or an entry."""
        found = self.of(content, value, steps)
        if value is not None:
            yield from found
        for violation in found:  # nothing in it can be wrong but that it is there
            text = f"{violation.message}: leave the {what} out"
            yield attrs.evolve(violation, message=text)

    def shape(self, cls: type[Shape], value: Any, steps: Steps) -> Iterator[Violation]:
        """What is wrong with ``value`` as a ``cls``."""
        name = cls.__name__
        if not isinstance(value, cls):
            # The value is not shown, whatever it is: there may be a sensitive field in it.
            text = f"expected {name}, got {fixes.kind(value)}{fixes.to_shape(cls, value)}"
            yield self.violation(steps, "type", text)
            return
        given = {field: getattr(value, field, _DELETED) for field in cls.__wire_names__}
        if issubclass(cls, TaggedUnion):
            yield from self._union(cls, value, given, steps)
        required = required_fields(cls)
        for field, content in field_contents(cls).items():
            here = (*steps, field)
            if given[field] is _DELETED:
                yield self.violation(here, "required", "the field was deleted; None means absent")
            elif given[field] is not None:
                walk = attrs.evolve(self, is_hidden=True) if is_sensitive(cls, field) else self
                yield from walk.of(content, given[field], here)
            elif field in required:
                yield self.violation(here, "required", f"required by {name}, but absent")

    def _union(
        self, cls: type[Shape], value: Shape, given: Mapping[str, Any], steps: Steps
    ) -> Iterator[Violation]:
        known = [field for field, member in given.items() if member is not None]
        unknown = list(map(str, value.unknown_members or ()))
        rule = f"exactly one field of the union {cls.__name__} must be set"
        if not known and not unknown:
            text = f"{rule}, but none is: {_listed(list(given))}"
            yield self.violation(steps, "union", text)
        elif len(known) + len(unknown) > 1:
            names = ", ".join([*known, *unknown])
            yield self.violation(steps, "union", f"{rule}, not {names}")
        elif unknown and not self.is_answer:
            text = (
                f"{unknown[0]} is a branch of {cls.__name__} that this release does not know; "
                "botocore could not send it"
            )
            yield self.violation(steps, "union", text)

    def container(self, content: ListOf | MapOf, value: Any, steps: Steps) -> Iterator[Violation]:
        """What is wrong with a list or map, what is in it aside.

        botocore does not look at the size of a map.
        """
        bounds, is_list = content.bounds, isinstance(content, ListOf)
        units = "items" if is_list else "entries"
        if not isinstance(value, (list, tuple) if is_list else Mapping):
            what = f"a list{fixes.of_list(content)}" if is_list else "a dict"
            text = f"expected {what}, got {fixes.kind(value)}{fixes.to_list(content, value)}"
            yield self.violation(steps, "type", text)
            return
        size = len(cast("Sized", value))
        if size < bounds.shortest and (is_list or self.everything):
            text = f"at least {bounds.shortest} {units} must be given, not {size}"
            yield self.violation(steps, "min_length", text)
        elif self.everything and bounds.longest is not None and size > bounds.longest:
            text = f"at most {bounds.longest} {units} are allowed, not {size}"
            yield self.violation(steps, "max_length", text)

    def _plain(self, content: Plain, value: Any, steps: Steps) -> Iterator[Violation]:
        is_file = content.type is bytes and hasattr(value, "read")
        if not isinstance(value, _TYPES[content.type]) and not is_file:
            text = f"expected {_KINDS[content.type]}, got {{}}"
            then = "" if self.is_hidden or not _is_showable(value) else f" ({fixes.kind(value)})"
            if not self.is_hidden:
                then += fixes.to_plain(content, value, steps[-1] if steps else None)
            yield self.violation(steps, "type", text, value, then)
        elif content.type is str:
            yield from self._text(content.bounds, cast("str", value), steps)
        elif content.type is int or content.type is float:
            yield from self._number(content, value, steps)
        elif content.type is bytes and not is_file:
            yield from self._blob(content.bounds, value, steps)

    def _blob(self, bounds: Bounds, value: Any, steps: Steps) -> Iterator[Violation]:
        if not self.everything:
            return
        length = len(value.encode("utf-8", "replace") if isinstance(value, str) else value)
        if length < bounds.shortest:
            text = f"at least {bounds.shortest} bytes are needed, not {length}"
            yield self.violation(steps, "min_length", text)
        elif bounds.longest is not None and length > bounds.longest:
            text = f"at most {bounds.longest} bytes are allowed, not {length}"
            yield self.violation(steps, "max_length", text)

    def _document(self, value: Any, steps: Steps) -> Iterator[Violation]:
        """What is wrong with a JSON value: botocore takes builtins, whatever they hold."""
        if isinstance(value, dict):
            for key, item in entries(value):
                name = "<sensitive>" if self.is_hidden else str(key)
                here = (*steps, Key(name))
                if self.everything and not isinstance(key, str):
                    yield self.violation(here, "json", "JSON has texts for keys, not {}", key)
                yield from self._document(item, here)
        elif isinstance(value, list):
            for number, item in numbered(value):
                yield from self._document(item, (*steps, number))
        elif value is not None and not isinstance(value, str | int | float):
            text = (
                f"expected a dict, list, text, number, True, False or None, got {fixes.kind(value)}"
            )
            yield self.violation(steps, "type", text)
        elif self.everything and isinstance(value, float) and not isfinite(value):
            yield self.violation(steps, "json", "JSON has no number for {}", value)

    def _stream(self, value: Any, steps: Steps) -> Iterator[Violation]:
        from sagemaker_typed.streaming import ByteStream, EventStream

        if not isinstance(value, ByteStream | EventStream):
            kind = fixes.kind(value)
            text = f"expected what a response has, a ByteStream or EventStream, got {kind}"
            yield self.violation(steps, "type", text)

    def _text(self, bounds: Bounds, value: str, steps: Steps) -> Iterator[Violation]:
        least, most, length = bounds.shortest, bounds.longest, len(value)
        if length < least:
            text = f"at least {least} characters are needed, not {length}: {{}}"
            yield self.violation(steps, "min_length", text, value)
        if not self.everything:
            return
        if most is not None and length > most:
            text = f"at most {most} characters are allowed, not {length}: {{}}"
            yield self.violation(steps, "max_length", text, value)
        if bounds.pattern is not None and not _is_match(bounds.pattern, value):
            then = f" does not match the pattern {bounds.pattern}"
            yield self.violation(steps, "pattern", "{}", value, then)

    def _number(self, content: Plain, value: Any, steps: Steps) -> Iterator[Violation]:
        bounds = content.bounds
        if isinstance(value, Decimal) and value.is_nan():
            if value.is_snan() or bounds.least is not None:
                yield self.violation(steps, "json", "expected a number, got {}", value)
                return
        elif bounds.least is not None and value < bounds.least:
            text = f"at least {bounds.least} is needed, not {{}}"
            yield self.violation(steps, "min", text, value)
        elif self.everything and bounds.most is not None and value > bounds.most:
            text = f"at most {bounds.most} is allowed, not {{}}"
            yield self.violation(steps, "max", text, value)
        if isinstance(value, int):
            # Python itself neither writes such a number nor makes a float of it.
            if not -MOST_OF_ALL <= value <= MOST_OF_ALL or not (
                content.type is int or _fits_float(value)
            ):
                yield self.violation(steps, "json", "a whole number with too many digits")
        elif self.everything and isinstance(value, Decimal):
            text = "JSON has no Decimal, botocore makes a float of {}: give float(...)"
            yield self.violation(steps, "json", text, value)
        elif self.everything and (isnan(value) or not isfinite(value)):
            text = "JSON has no number for {}, botocore sends a text"
            yield self.violation(steps, "json", text, value)

    def _enum(self, enum: type[OpenEnum], value: Any, steps: Steps) -> Iterator[Violation]:
        if not isinstance(value, str):
            text = f"expected a text or a member of {enum.__name__}, got {{}}"
            then = "" if self.is_hidden or not _is_showable(value) else f" ({fixes.kind(value)})"
            yield self.violation(steps, "type", text, value, then)
            return
        if isinstance(value, enum) or str.__str__(value) in enum._value2member_map_:
            return
        if isinstance(value, OpenEnum) and not value.is_known:
            return  # made by `open`, for another enum: it was meant
        name, text = enum.__name__, str.__str__(value)
        if self.is_hidden:
            yield self.violation(steps, "enum", f"not a known {name}; {name}.open(...) takes any")
            return
        then = (
            f" is not a known {name}{_hint(enum, text)} For a value newer than this release: "
            f"{name}.open({_shown(text)})"
        )
        yield self.violation(steps, "enum", "{}", text, then)

    def _timestamp(self, value: Any, steps: Steps) -> Iterator[Violation]:
        if not _is_timestamp(value):
            text = "expected a datetime, a timestamp as ISO 8601 or seconds since the epoch, got {}"
            then = "" if self.is_hidden else fixes.to_timestamp(value)
            yield self.violation(steps, "type", text, value, then)
        elif self.everything and isinstance(value, datetime) and value.tzinfo is None:
            text = "{} has no time zone and is sent as if it were in UTC: give tzinfo=timezone.utc"
            yield self.violation(steps, "time_zone", text, value)


def _is_match(pattern: str, text: str) -> bool:
    from sagemaker_typed._schema.patterns import is_match

    return is_match(pattern, text)


def _is_timestamp(value: object) -> bool:
    """Whether botocore takes it; it raises more than it says when it does not."""
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
    by_lower_case = {value.lower(): value for value in values}
    import difflib

    nearest = difflib.get_close_matches(text.lower(), by_lower_case, _NEAREST)
    if nearest:
        return f"; did you mean {' or '.join(repr(by_lower_case[near]) for near in nearest)}?"
    if len(values) <= _FEW:
        return f"; it has {', '.join(map(repr, values))}."
    return "."


def _listed(names: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _is_showable(value: object) -> bool:
    return isinstance(value, str | int | float | Decimal | datetime)


def _shown(value: object) -> str:
    if isinstance(value, str):
        long = len(value) > _LONGEST_SHOWN
        return repr(str.__str__(value[:_LONGEST_SHOWN])) + ("..." if long else "")
    if isinstance(value, int) and not -MOST_OF_ALL < value < MOST_OF_ALL:
        return "a number"
    return str(value)
