"""Diagnosis of a failed conversion: walks the value again and finds the path of each problem."""

from __future__ import annotations

import base64
import copy
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, Final, assert_never

from sagemaker_typed._hints.names import either, nearest, spelt
from sagemaker_typed._placeholders import REFUSED, Placeholder
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import Path
from sagemaker_typed._schema.walk import DELETED, Place, inside
from sagemaker_typed._timestamps import FORMS, to_utc
from sagemaker_typed.operation import Response, Shape, TaggedUnion

from .fixes import different, kind, to_list, to_shape
from .misfits import ConversionError, MisfitError, Problem, conversion_error
from .scalars import NUMBERS_AS_STRINGS, whole
from .written import Written, to_write, to_write_keys

__all__ = ["Reader", "has_known_member", "misnamed", "unreadable", "unserializable", "unwritable"]


def unreadable(
    cls: type[Shape], value: object, error: Exception, reader: Reader
) -> ConversionError:
    """Return the error for a ``value`` that cannot be converted to a ``cls``.

    Args:
        cls: The class.
        value: The value.
        error: The error that the conversion raised.
        reader: Finds the problems.
    """
    return _error(f"cannot read {cls.__name__}", reader.problems(cls, value), error)


def unwritable(
    cls: type[Shape], instance: object, error: Exception, *, placeholders: bool = False
) -> ConversionError:
    """Return the error for an ``instance`` that cannot be converted to boto3's dict."""
    problems = Writer(placeholders=placeholders).problems(cls, instance)
    return _error(f"cannot write {cls.__name__}", problems, error)


def _error(what: str, problems: tuple[Problem, ...], error: Exception) -> ConversionError:
    if isinstance(error, MisfitError):
        problems = (error.problem,)
    elif not problems and _is_too_deep(error):
        problems = (_TOO_DEEP,)
    if problems:
        return conversion_error(what, problems)
    # A user's hook, or a field of a user's class, failed: keep its error.
    result = ConversionError(f"{what}: {error}", (Problem((), str(error)),))
    result.__cause__ = error
    return result


def unserializable(obj: Shape) -> tuple[Problem, ...]:
    """Return the values of an object that JSON and YAML cannot represent, such as a wrong type."""
    return Writer(any_scalars=False).problems(type(obj), obj)


def _is_too_deep(error: Exception) -> bool:
    if isinstance(error, ConversionError):  # raised for a nested structure
        return error.problems == (_TOO_DEEP,)
    return isinstance(error, RecursionError)


_TOO_DEEP: Final = Problem((), "nested too deeply")
_LIKENESS: Final = 0.6
_MAX_SUGGESTIONS: Final = 2
_MAX_NAMES: Final = 8
_MAX_HINTS: Final = 20


class _Diagnosis(ABC):
    """Finds the problems that prevent the conversion of a value."""

    def __init__(
        self,
        *,
        absent_members: bool,
        any_scalars: bool,
        blobs_as_base64: bool = True,
        placeholders: bool = False,
    ) -> None:
        self.absent_members = absent_members
        self.any_scalars = any_scalars
        self.blobs_as_base64 = blobs_as_base64
        self.placeholders = placeholders

    def problems(self, cls: type[Shape], value: object) -> tuple[Problem, ...]:
        """Return the problems of a ``cls``, or of the dict for one."""
        return self.problems_of(kinds.Structure(cls), value)

    def problems_of(self, content: Content, value: object) -> tuple[Problem, ...]:
        """Return the problems of a value with this content."""
        found: list[Problem] = []
        try:
            found.extend(self.within(Place(content, value)))
        except RecursionError:
            found.append(_TOO_DEEP)
        return tuple(found)

    def within(self, place: Place) -> Iterator[Problem]:
        """Yield the problems of a place and of the places inside it."""
        if isinstance(place.value, Placeholder):
            if not self.placeholders:
                what = "a placeholder" if place.is_hidden else f"{place.value!r} is a placeholder"
                yield Problem(place.path, f"{what}; {REFUSED}")
            return
        if isinstance(place.content, kinds.Document):  # any content is valid
            return
        text = self.misfit(place)
        if text:
            yield Problem(place.path, text)
        for inner in self.inside(place):
            if inner.value is DELETED:
                yield Problem(inner.path, "the field was deleted; set it to None instead")
            elif inner.value is not None:
                yield from self.within(inner)
            elif inner.required_by is not None and not self.absent_members:
                text = f"required by {inner.required_by.__name__}, but missing"
                yield Problem(inner.path, text + self.fix(inner))

    def fix(self, _place: Place) -> str:
        """Suggest what to write instead of a value that does not fit; empty if nothing."""
        return ""

    @abstractmethod
    def inside(self, place: Place) -> Iterator[Place]:
        """Yield the places directly inside a place."""

    @abstractmethod
    def structure(self, cls: type[Shape], value: Any) -> str:
        """Return the problem of a ``cls``, or of the dict for one; empty if there is none."""

    @abstractmethod
    def is_checked(self, content: Content, place: Place) -> bool:
        """Return whether the conversion refuses a scalar of the wrong type."""

    def fits(self, content: kinds.Text | kinds.Number | kinds.Boolean, value: object) -> bool:
        """Return whether a value has the type of its field."""
        if content.type is float:
            is_number = type(value) in (int, float)
            return is_number or (isinstance(value, str) and value in NUMBERS_AS_STRINGS)
        return type(value) is content.type

    def misfit(self, place: Place) -> str:
        """Return the problem of the value itself, not of values inside it; empty if none."""
        content, value = place.content, place.value
        match content:
            case kinds.Structure():
                return self.structure(content.type, value)
            case kinds.List():
                expected, fits = "list", is_list(value)
            case kinds.Map():
                expected, fits = "dict", is_map(value)
            case kinds.Document() | kinds.Stream() | kinds.Events() | kinds.Other():
                return ""
            case _ if not self.is_checked(content, place):
                return ""
            case kinds.Text() | kinds.Number() | kinds.Boolean():
                expected, fits = content.type.__name__, self.fits(content, value)
            case kinds.Blob():
                expected = "base64-encoded str" if self.blobs_as_base64 else "bytes"
                fits = isinstance(value, str | bytes | bytearray)
            case kinds.Timestamp():
                expected = f"a timestamp ({FORMS})"
                fits = _is_timestamp(value)
            case kinds.Enum():
                expected, fits = f"str for {content.type.__name__}", isinstance(value, str)
            case _:
                assert_never(content)
        hint = to_list(content, value) if isinstance(content, kinds.List) else ""
        return "" if fits else f"expected {expected}, got {kind(value)}{hint}"


class Reader(_Diagnosis):
    """Finds the problems that prevent reading a dict.

    Args:
        unknown_members: Whether members that a class does not have are allowed.
        absent_members: Whether required members may be absent.
        any_scalars: Whether to accept scalars of another type, such as a str for a number. Botocore
            checks them when they are sent.
        any_numbers: Whether to accept what botocore's parser converts to a number or a bool.
        blobs_as_base64: Whether blobs are base64 strings.
        written: Returns how a file spells a value; ``None`` if the dict is not from a file.
        placeholders: Whether a placeholder may take the place of any value.
    """

    def __init__(
        self,
        *,
        unknown_members: bool = True,
        absent_members: bool = False,
        any_scalars: bool = True,
        any_numbers: bool = False,
        blobs_as_base64: bool = False,
        written: Written | None = None,
        placeholders: bool = False,
    ) -> None:
        super().__init__(
            absent_members=absent_members,
            any_scalars=any_scalars,
            blobs_as_base64=blobs_as_base64,
            placeholders=placeholders,
        )
        self.unknown_members = unknown_members
        self.any_numbers = any_numbers
        self.written = written
        self.hints = 0

    def problems_of(self, content: Content, value: object) -> tuple[Problem, ...]:
        one_run = copy.copy(self)  # an instance may be used by several threads
        one_run.hints = _MAX_HINTS
        return super(Reader, one_run).problems_of(content, value)

    def within(self, place: Place) -> Iterator[Problem]:
        yield from super().within(place)
        yield from self.keys(place)
        if isinstance(place.content, kinds.Structure) and is_map(place.value):
            cls, members = place.content.type, place.value
            if self.unknown_members:
                members = {name: members[name] for name in misnamed(cls, members)}
            for problem in _unknown(cls, members, place.path, hints=self.hints):
                self.hints -= 1
                yield problem

    def keys(self, place: Place) -> Iterator[Problem]:
        """Yield the problem of a map with keys that are not strings."""
        if self.any_scalars or not isinstance(place.content, kinds.Map) or not is_map(place.value):
            return
        for key in place.value:
            if not isinstance(key, str):
                fix = "" if place.is_hidden or self.written is None else to_write_keys(key)
                yield Problem(place.path, f"the keys must be str, got {kind(key)}{fix}")
                return

    def inside(self, place: Place) -> Iterator[Place]:
        return inside(place, is_dict=True, wire_path=True)

    def structure(self, cls: type[Shape], value: Any) -> str:
        if is_map(value):
            return ""
        return f"expected dict for {cls.__name__}, got {kind(value)}"

    def is_checked(self, content: Content, place: Place) -> bool:
        return not self.any_scalars or isinstance(content, kinds.Enum | kinds.Timestamp)

    def fits(self, content: kinds.Text | kinds.Number | kinds.Boolean, value: object) -> bool:
        kind: Any = content.type
        if self.any_numbers and kind is not str:
            return kind is bool or _is_parsed(kind, value)
        is_bool = isinstance(value, bool)
        is_kind = isinstance(value, kind) and is_bool is (kind is bool)
        return (
            is_kind or (kind is int and type(whole(value)) is int) or super().fits(content, value)
        )

    def fix(self, place: Place) -> str:
        if self.written is None:
            return ""
        text = None
        if not place.is_hidden and self.hints > 0:  # slow in a large map
            self.hints -= 1
            text = self.written(place.path, place.value)
        return to_write(place.content, place.value, text)

    def misfit(self, place: Place) -> str:
        text = super().misfit(place)
        if text:
            return text + self.fix(place)
        if not self.blobs_as_base64 or not isinstance(place.content, kinds.Blob):
            return ""
        return "" if _is_base64(place.value) else "the str is not valid base64"


class Writer(_Diagnosis):
    """Finds the problems that prevent writing an object.

    Args:
        any_scalars: Whether to accept scalars of another type, such as a str for a number. Botocore
            checks them when they are sent. Sensitive values are always checked, because botocore's
            error would show them.
        placeholders: Whether a placeholder may take the place of any value.
    """

    def __init__(self, *, any_scalars: bool = True, placeholders: bool = False) -> None:
        super().__init__(absent_members=True, any_scalars=any_scalars, placeholders=placeholders)

    def within(self, place: Place) -> Iterator[Problem]:
        yield from super().within(place)
        if isinstance(place.content, kinds.Document):  # it may contain placeholders
            for inner in self.inside(place):
                yield from self.within(inner)

    def inside(self, place: Place) -> Iterator[Place]:
        return inside(place)

    def structure(self, cls: type[Shape], value: Any) -> str:
        if not isinstance(value, cls):
            expected, got = different(cls, value)
            what = "dict" if is_map(value) else got
            return f"expected {expected}, got {what}{to_shape(cls, value)}"
        if not isinstance(value, TaggedUnion):
            return ""
        branches = [name for name in cls.__wire_names__ if getattr(value, name, None) is not None]
        branches += value.unknown_members or ()
        if len(branches) < 2:
            return ""
        names = ", ".join(branches)
        return f"exactly one field of the union {cls.__name__} must be set, got {names}"

    def is_checked(self, content: Content, place: Place) -> bool:
        return place.is_hidden or (not self.any_scalars and isinstance(content, kinds.Plain))


def misnamed(cls: type[Shape], value: Mapping[Any, Any]) -> Iterator[str]:
    """Yield the members of a dict with another spelling than the wire name.

    These are names of fields, and if the class has none of the members, any spelling.
    """
    names = cls.__wire_names__
    for field, wire in names.items():
        if field != wire and value.get(field) is not None and value.get(wire) is None:
            yield field
    if not has_known_member(cls, value):
        for name, member in value.items():
            other = spelt(str(name), names.values()) if member is not None else None
            if other is not None and name not in names:
                yield name


def has_known_member(cls: type[Shape], value: Mapping[Any, Any]) -> bool:
    """Return whether the class has at least one of the members of a dict."""
    return not value.keys().isdisjoint(cls.__wire_names__.values())


def _unknown(
    cls: type[Shape], value: Mapping[Any, Any], path: Path, hints: int
) -> Iterator[Problem]:
    known = [*cls.__wire_names__.values()]
    # The type tag of the wire, and botocore's metadata in a response: not members of the model.
    others = {"__type", "ResponseMetadata"} if issubclass(cls, Response) else {"__type"}
    for wire, member in value.items():
        if member is None or wire in known or wire in others:
            continue
        name = str(wire)
        same = spelt(name, known)
        hint = f"; did you mean {same}?" if same else ""
        if not same and hints > 0:  # slow
            hint = _nearest_member(cls, name, known)
        hints -= 1
        yield Problem(path / name, f"not a member of {cls.__name__}{hint}")


def _nearest_member(cls: type[Shape], name: str, known: list[str]) -> str:
    from sagemaker_typed._hints.newer import newer_member

    newer = newer_member(cls, name)
    if newer:
        return f"; {newer}"
    near = nearest(name, known, _LIKENESS, spread=1)[:_MAX_SUGGESTIONS]
    if near:
        return f"; did you mean {either(near)}?"
    shown = ", ".join(known[:_MAX_NAMES]) + (", ..." if len(known) > _MAX_NAMES else "")
    members = f"its members are {shown}" if known else "it has no members"
    return f"; {members}; to keep it, pass unknown_members=True"


def _is_timestamp(value: object) -> bool:
    try:
        to_utc(value)
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def _is_parsed(kind: Any, value: object) -> bool:
    try:
        kind(value)
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def _is_base64(value: str | bytes) -> bool:
    try:
        return value.__class__ is bytes or bool(base64.b64decode(value, validate=True)) or not value
    except ValueError:
        return False
