"""Why a conversion failed: the value walked again, slowly, with the path to each misfit."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias, cast

import attrs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._schema.fields import (
    Content,
    EnumValue,
    ListOf,
    MapOf,
    Nested,
    Plain,
    Timestamp,
    entries,
    field_contents,
    numbered,
    required_fields,
)
from sagemaker_typed._timestamps import to_utc
from sagemaker_typed.operation import Response, Shape, TaggedUnion
from sagemaker_typed.sensitive import is_sensitive

from .fixes import kind, to_list, to_shape

__all__ = ["ConversionError", "Problem"]


@attrs.frozen
class Key:
    """A step into a map."""

    name: str


Step: TypeAlias = str | int | Key
"""A step on the way to a value: a member's name, an item's number, or a map's key."""


@exported_from("sagemaker_typed.converter")
@attrs.frozen
class Problem:
    """One misfit."""

    steps: tuple[Step, ...]
    """The way to the value, from the outermost."""
    message: str
    """What is wrong, in a sentence; values are not shown, as they may be secret."""

    @property
    def path(self) -> str:
        """The way as a text, such as ``ProductionVariants[0].InstanceType``."""
        return path_text(self.steps)

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.steps else self.message


@exported_from("sagemaker_typed.converter")
class ConversionError(ValueError):
    """A value that does not fit the class that it was to be converted to or from.

    ``problems`` has all misfits, each with its path.
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message, problems)
        self.problems = problems

    def __str__(self) -> str:
        return cast("str", self.args[0])


class MisfitError(TypeError):
    """Raised where a value does not fit and the place is known: nothing needs to be looked for."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def path_text(steps: tuple[Step, ...]) -> str:
    """A way as a text."""
    text = ""
    for step in steps:
        match step:
            case int():
                text += f"[{step}]"
            case Key(name):
                text += f"[{name!r}]"
            case _:
                text += f".{step}" if text else step
    return text


def conversion_error(
    what: str, problems: tuple[Problem, ...], shown: Callable[[Problem], str] = str
) -> ConversionError:
    """The error for one or more problems; ``what`` says what could not be done."""
    lines = [shown(problem) for problem in problems]
    text = f" {lines[0]}" if len(lines) == 1 else "".join(f"\n  - {line}" for line in lines)
    error = ConversionError(f"{what}:{text}", problems)
    # The errors on the way here say less: the message has it all, with the path.
    error.__suppress_context__ = True
    return error


def unreadable(
    cls: type[Shape], value: object, error: Exception, unknown_members: bool
) -> ConversionError:
    """The error to raise when ``value`` cannot be made a ``cls``.

    ``unknown_members`` says whether members that the class does not have are allowed.
    """
    problems = Reader(unknown_members=unknown_members).problems(cls, value)
    return _error(f"cannot read {cls.__name__}", problems, error)


def unwritable(cls: type[Shape], instance: object, error: Exception) -> ConversionError:
    """The error to raise when ``instance`` cannot be made what boto3 takes."""
    return _error(f"cannot write {cls.__name__}", _write(Nested(cls), instance, ()), error)


def _error(what: str, problems: Iterator[Problem], error: Exception) -> ConversionError:
    found = (error.problem,) if isinstance(error, MisfitError) else tuple(problems)
    if found:
        return conversion_error(what, found)
    # A hook of the user's own failed, or a field of a user's own class: its error says more.
    result = ConversionError(f"{what}: {error}", (Problem((), str(error)),))
    result.__cause__ = error
    return result


_NEAREST = 2
# How the service's JSON writes the numbers that JSON has no number for.
_NUMBERS_AS_TEXTS = ("NaN", "Infinity", "-Infinity")
_SCALARS: Mapping[type, tuple[str, set[type]]] = {
    str: ("a text", {str}),
    int: ("a whole number", {int}),
    float: ("a number", {int, float}),
    bool: ("true or false", {bool}),
    bytes: ("a base64 text", {str, bytes}),
}

Steps: TypeAlias = tuple[Step, ...]
_Walk: TypeAlias = Callable[[Content, Any, Steps], Iterator[Problem]]


@attrs.frozen(eq=False, repr=False)
class Reader:
    """Finds what keeps a dict from being read."""

    unknown_members: bool = True
    """Whether members that a class does not have are allowed."""
    absent_members: bool = False
    """Whether required members may be absent."""
    any_scalars: bool = True
    """Whether a text may stand for a number and the like; botocore decides when it is sent."""

    def problems(self, cls: type[Shape], value: object) -> Iterator[Problem]:
        """What is wrong with ``value`` as the dict of a ``cls``."""
        return self.misfits(Nested(cls), value, ())

    def misfits(self, content: Content, value: Any, steps: Steps) -> Iterator[Problem]:
        """What is wrong with ``value``, which is at ``steps``."""
        match content:
            case Nested():
                yield from self._shape(content.type, value, steps)
            case EnumValue():
                if not isinstance(value, str):
                    name = content.type.__name__
                    yield Problem(steps, f"expected a text for {name}, got {kind(value)}")
            case Timestamp():
                try:
                    to_utc(value)
                except (TypeError, ValueError, OverflowError):
                    what = "a timestamp (ISO 8601, or seconds since the epoch)"
                    yield Problem(steps, f"expected {what}, got {kind(value)}")
            case Plain():
                expected, types = _SCALARS[content.type]
                if self.any_scalars:
                    return
                if content.type is float and value in _NUMBERS_AS_TEXTS:
                    return
                if type(value) not in types:
                    yield Problem(steps, f"expected {expected}, got {kind(value)}")
                elif content.type is bytes and not _is_base64(value):
                    yield Problem(steps, f"expected {expected}, got one that is not base64")
            case _:
                yield from _inside(content, value, steps, self.misfits)

    def _shape(self, cls: type[Shape], value: Any, steps: Steps) -> Iterator[Problem]:
        if not isinstance(value, Mapping):
            yield Problem(steps, f"expected a dict for {cls.__name__}, got {kind(value)}")
            return
        mapping = dict(entries(value))
        required = set[str]() if self.absent_members else required_fields(cls)
        for name, content in field_contents(cls).items():
            wire = cls.__wire_names__[name]
            member = mapping.get(wire)
            if member is not None:
                yield from self.misfits(content, member, (*steps, wire))
            elif name in required:
                yield Problem((*steps, wire), f"required by {cls.__name__}, but absent")
        if self.unknown_members:
            mapping = {name: mapping[name] for name in misnamed(cls, mapping)}
        yield from _unknown(cls, mapping, steps)


def misnamed(cls: type[Shape], value: Mapping[Any, Any]) -> Iterator[str]:
    """The members of a dict that have the name of a field, where the service's name is wanted."""
    for field, wire in cls.__wire_names__.items():
        if field != wire and value.get(field) is not None and value.get(wire) is None:
            yield field


def _unknown(cls: type[Shape], value: Mapping[Any, Any], steps: Steps) -> Iterator[Problem]:
    known = {wire.lower(): wire for wire in cls.__wire_names__.values()}
    # How the wire names a type, and what botocore adds to an answer: no members of the model.
    others = {"__type", "ResponseMetadata"} if issubclass(cls, Response) else {"__type"}
    for wire, member in value.items():
        if member is None or wire in known.values() or wire in others:
            continue
        import difflib

        near = difflib.get_close_matches(str(wire).lower(), known, _NEAREST)
        hint = (
            f"did you mean {' or '.join(known[name] for name in near)}?"
            if near
            else "unknown_members=True keeps a member that is newer than this release"
        )
        yield Problem((*steps, str(wire)), f"not a member of {cls.__name__}; {hint}")


def unserializable(obj: Shape) -> tuple[Problem, ...]:
    """What keeps an object from becoming a text: values of another kind than their field's."""
    return tuple(_write(Nested(type(obj)), obj, (), any_scalars=False))


def _write(
    content: Content, value: Any, steps: Steps, *, any_scalars: bool = True
) -> Iterator[Problem]:
    match content:
        case Nested():
            yield from _write_shape(content.type, value, steps, any_scalars)
        case Plain():
            yield from Reader(any_scalars=any_scalars).misfits(content, value, steps)
        case _:
            walk = partial(_write, any_scalars=any_scalars)
            yield from _inside(content, value, steps, walk)


def _write_shape(
    cls: type[Shape], value: Any, steps: Steps, any_scalars: bool
) -> Iterator[Problem]:
    name = cls.__name__
    if not isinstance(value, cls):
        way = to_shape(cls, value)
        what = "a dict" if isinstance(value, Mapping) else kind(value)
        yield Problem(steps, f"expected {name}, got {what}{way}")
        return
    given = {
        field: member
        for field in cls.__wire_names__
        if (member := getattr(value, field)) is not None
    }
    if isinstance(value, TaggedUnion) and len(given) + len(value.unknown_members or ()) > 1:
        names = ", ".join([*given, *(value.unknown_members or ())])
        yield Problem(steps, f"exactly one field of the union {name} must be set, not {names}")
    contents = field_contents(cls)
    for field, member in given.items():
        here = (*steps, field)
        if is_sensitive(cls, field):
            # botocore would refuse another kind of value too, but show it.
            yield from Reader(any_scalars=False).misfits(contents[field], member, here)
        else:
            yield from _write(contents[field], member, here, any_scalars=any_scalars)


def _inside(content: Content, value: Any, steps: Steps, walk: _Walk) -> Iterator[Problem]:
    match content:
        case ListOf():
            if not isinstance(value, list | tuple):
                text = f"expected a list, got {kind(value)}{to_list(content, value)}"
                yield Problem(steps, text)
                return
            for number, item in numbered(value):
                if item is not None:
                    yield from walk(content.member, item, (*steps, number))
        case MapOf():
            if not isinstance(value, Mapping):
                yield Problem(steps, f"expected a dict, got {kind(value)}")
                return
            for key, item in entries(value):
                if item is not None:
                    yield from walk(content.value, item, (*steps, Key(str(key))))
        case _:
            return


def _is_base64(value: str | bytes) -> bool:
    try:
        return value.__class__ is bytes or bool(base64.b64decode(value, validate=True)) or not value
    except ValueError:
        return False
