"""Conversion of boto3's dicts, or the service's JSON, to objects."""

from __future__ import annotations

import base64
import copy
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from functools import partial
from typing import Any, Final, NoReturn, TypeGuard, assert_never

import attrs

from sagemaker_typed._log import logger
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._timestamps import END_OF_TIME, from_epoch, to_utc
from sagemaker_typed.operation import Response, ResponseMetadata, Shape, TaggedUnion, has_attrs_init

from . import correction, diagnosis
from .compiler import INDENT, Compiler, Hooks, Mode
from .scalars import (
    closed_enum,
    document,
    from_base64,
    read_bool,
    read_bytes,
    read_float,
    read_int,
    read_str,
    to_bytes,
    whole,
)

_MAX_NAME: Final = 80
_MAX_NAMES: Final = 5
METADATA: Final = "ResponseMetadata"
_READERS: Final[Mapping[type, Callable[[Any], Any]]] = {
    str: read_str,
    int: read_int,
    float: read_float,
    bool: read_bool,
}


def structure_hook(cls: type[Shape], hooks: Hooks, mode: Mode) -> Callable[[Any, Any], Any]:
    """Return the function that converts boto3's dict to a ``cls``."""
    hook: Callable[[Any, Any], Any] = Structuring(cls, hooks, mode).function()
    return hook


class Structuring(Compiler):
    """Compiles the function that converts boto3's dict to an object."""

    verb = "structure"

    def helpers(self) -> Mapping[str, Any]:
        return {
            "to_utc": to_utc,
            "to_bytes": _bytes_reader(self.mode),
            "document": document,
            "missing": _missing,
            "unknown": _unknown(self.mode),
            "sole_branch": _sole_branch,
            "corrected": _corrected,
            "unreadable": diagnosis.unreadable,
            "reader": diagnosis.Reader(
                unknown_members=self.mode.unknown_members,
                any_scalars=not self.mode.checked,
                any_numbers=self.mode.rest,
                blobs_as_base64=self.mode.blobs_as_base64 or self.mode.wire,
            ),
        }

    def lines(self, contents: Mapping[str, Content]) -> Iterable[str]:
        yield f"def {self.name}(data, _):"
        yield f"{INDENT}try:"
        yield f"{INDENT * 2}get = data.get"
        # In other modes, botocore's parser has checked it.
        if self.mode.wire and issubclass(self.cls, TaggedUnion):
            yield f"{INDENT * 2}sole_branch(cls, data)"
        for line in self._instance(self._fields(contents)):
            yield f"{INDENT * 2}{line}"
        yield f"{INDENT}except Exception as error:"
        yield f"{INDENT * 2}failure = error"
        # Not in the handler: the error may quote a value, and would be the context of the new one.
        if issubclass(self.cls, Response):
            yield f"{INDENT}return corrected(cls, data, failure, {self.name}, reader)"
        else:
            yield f"{INDENT}raise unreadable(cls, data, failure, reader)"

    def _fields(self, contents: Mapping[str, Content]) -> dict[str, str]:
        """Return an expression for the value of each field."""
        required = required_fields(self.cls)
        fields = {
            name: self._field(wire, contents[name], required=name in required)
            for name, wire in self.cls.__wire_names__.items()
        }
        names = frozenset(self.cls.__wire_names__.values())
        if issubclass(self.cls, Response):
            names |= {METADATA}
        known, known_names = self.bind(names.issuperset, "known"), self.bind(names, "names")
        fields["unknown_members"] = f"None if {known}(data) else unknown(data, {known_names}, cls)"
        if issubclass(self.cls, Response):
            metadata = self.bind(ResponseMetadata if self.mode.wire else _metadata, "metadata")
            fields["response_metadata"] = f"{metadata}(get({METADATA!r}) or {{}})"
        return fields

    def _instance(self, fields: Mapping[str, str]) -> Iterable[str]:
        """Yield the lines that return an instance with these fields."""
        if not _is_plain(self.cls, fields):
            yield "return cls("
            for name, value in fields.items():
                yield f"{INDENT}{name}={value},"
            yield ")"
            return
        # Twice as fast as the constructor, which has to process its keywords first.
        yield f"instance = {self.bind(object.__new__, 'new')}(cls)"
        for name, value in fields.items():
            yield f"instance.{name} = {value}"
        yield "return instance"

    def _field(self, wire: str, content: Content, *, required: bool) -> str:
        source = f"(member := get({wire!r}))"
        if self._is_tested(content):
            return self._tested(content, "member", source, is_optional=not required)
        converted = self.converted(content, "member")
        if required:
            return f"{converted} if {source} is not None else missing()"
        if converted == "member":
            return f"get({wire!r})"
        return f"{converted} if {source} is not None else None"

    def _is_tested(self, content: Content) -> TypeGuard[kinds.Text | kinds.Number | kinds.Boolean]:
        """Return whether values only need a test of their class, in most cases."""
        match content:
            case kinds.Text():
                return self.mode.checked
            case kinds.Number() | kinds.Boolean():
                return self.mode.checked or content.type is int
            case _:
                return False

    def _tested(
        self,
        content: kinds.Text | kinds.Number | kinds.Boolean,
        value: str,
        source: str = "",
        *,
        is_optional: bool = False,
    ) -> str:
        """Return an expression for a plain value, with a call if its class is unexpected.

        Args:
            content: The content.
            value: The name of the value.
            source: The expression that assigns the value, if it has none yet.
            is_optional: Whether the value may be ``None``.
        """
        kind = content.type
        # JSON has many floats without a fraction.
        kinds_ = (float, int) if kind is float and not self.mode.rest else (kind,)
        tests = [f"{value}.__class__ is {kind.__name__}" for kind in kinds_]
        tests[0] = tests[0].replace(value, source or value, 1)
        if is_optional:
            tests.append(f"{value} is None")
        read = self.bind(_reader(kind, self.mode), f"read_{kind.__name__}")
        return f"{value} if {' or '.join(tests)} else {read}({value})"

    def key(self, content: Content) -> str:
        # The keys of JSON are always str.
        return "key" if isinstance(content, kinds.Text) and self.mode.wire else super().key(content)

    def entry(self, content: Content) -> str:
        # As in botocore's parser, which fails on null where it converts numbers.
        is_parsed = self.mode.rest and isinstance(content, kinds.Number | kinds.Boolean)
        return self.converted(content, "entry") if is_parsed else super().entry(content)

    def item(self, content: Content, value: str) -> str:
        if self._is_tested(content):
            return self._tested(content, value, is_optional=True)
        if isinstance(content, kinds.Blob) and self.mode.checked:
            return f"None if {value} is None else to_bytes({value})"
        return super().item(content, value)

    def converted(self, content: Content, value: str) -> str:
        match content:
            case kinds.Text() | kinds.Number() | kinds.Boolean():
                return f"({self._tested(content, value)})" if self._is_tested(content) else value
            case kinds.Blob():
                return f"to_bytes({value})"
            case kinds.Timestamp():
                return self._timestamp(value)
            case kinds.Enum():
                name = content.type.__name__
                known = self.bind(content.type._value2member_map_.get, f"known_{name}")
                other = content.type.open if self.mode.open_enums else closed_enum(content.type)
                return f"({known}({value}) or {self.bind(other, f'open_{name}')}({value}))"
            case kinds.Structure():
                return f"{self._hook(content.type)}({value}, None)"
            case kinds.List():
                return self.list_of(content, value)
            case kinds.Map():
                return self.map_of(content, value)
            case kinds.Document():
                return value if self.mode.wire else f"document({value})"
            case kinds.Stream():
                return f"{self.bind(_stream_reader(self.mode), 'stream')}({value})"
            case kinds.Events():
                stream = _event_stream(content.type, self.hooks.get_structure_hook(content.type))
                return f"{self.bind(stream, 'stream')}({value})"
            case kinds.Other():
                hook = self.bind(self.hooks.get_structure_hook(content.type), "structure")
                return f"{hook}({value}, {self.bind(content.type, 'type')})"
            case _:
                assert_never(content)

    def _timestamp(self, value: str) -> str:
        if not self.mode.wire:
            return f"to_utc({value})"
        convert, utc = self.bind(from_epoch, "from_epoch"), self.bind(UTC, "utc")
        # A larger number is in milliseconds, and not every platform accepts a negative one.
        is_seconds = (
            f"({value}.__class__ is float or {value}.__class__ is int)"
            f" and 0 <= {value} < {END_OF_TIME}"
        )
        return f"({convert}({value}, {utc}) if {is_seconds} else to_utc({value}))"

    def _hook(self, cls: type[Shape]) -> str:
        """Return the name of the function that makes a ``cls``."""
        find = partial(self.hooks.get_structure_hook, cls)
        return self.bind_later(find, f"structure_{cls.__name__}")


def _corrected(
    cls: type[Response],
    value: object,
    error: Exception,
    convert: Callable[[object, object], Response],
    reader: diagnosis.Reader,
) -> Response:
    """Return the response from data without some required members; other problems are errors."""
    repaired, paths = correction.corrected(cls, value)
    if not paths:
        raise diagnosis.unreadable(cls, value, error, reader)
    response = convert(repaired, cls)
    response.response_metadata = attrs.evolve(response.response_metadata, corrected=paths)
    correction.warn(cls, paths)
    return response


def _metadata(raw: Mapping[str, Any]) -> ResponseMetadata:
    """Return botocore's metadata with a copy of its dicts, such as the headers."""
    return ResponseMetadata({k: dict(v) if v.__class__ is dict else v for k, v in raw.items()})


def _is_plain(cls: type[Shape], names: Iterable[str]) -> bool:
    """Return whether creating a ``cls`` only sets these fields. A user's subclass may do more."""
    fields = attrs.fields(cls)
    return (
        {field.name for field in fields} == set(names)
        and not any(field.converter or field.validator for field in fields)
        and cls.__new__ is object.__new__
        and cls.__setattr__ is object.__setattr__
        and has_attrs_init(cls)
        and not any(hasattr(cls, f"__attrs_{when}_init__") for when in ("pre", "post"))
    )


def _unknown(mode: Mode) -> Callable[[Any, frozenset[str], type[Shape]], Any]:
    if not mode.unknown_members:
        return _refuse_unknown_members
    return _own_unknown_members if mode.wire else _unknown_members


def _own_unknown_members(
    value: Mapping[str, Any], known: frozenset[str], cls: type[Shape]
) -> dict[str, Any] | None:
    """Return the unknown members of a dict, if any. Nulls and type tags are not members."""
    found = _unknown_in(value, known)
    is_response = found and issubclass(cls, Response) and cls.__wire_names__
    if is_response and not diagnosis.has_known_member(cls, value):
        _warn(cls, found)
    return found or None


def _unknown_in(value: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    return {
        name: member
        for name, member in value.items()
        if name not in known and member is not None and name != "__type"
    }


def _warn(cls: type[Shape], members: Iterable[object]) -> None:
    logger.warning(
        "%s: none of the members is known to this release; is it another operation's response, or "
        "an event? They are in unknown_members: %s",
        cls.__name__,
        ", ".join([str(name)[:_MAX_NAME] for name in members][:_MAX_NAMES]),
    )


def _unknown_members(
    value: Mapping[str, Any], known: frozenset[str], cls: type[Shape]
) -> dict[str, Any] | None:
    if _unknown_in(value, known) and any(diagnosis.misnamed(cls, value)):
        raise LookupError("a member has the name of a field")
    return copy.deepcopy(_own_unknown_members(value, known, cls))


def _refuse_unknown_members(
    value: Mapping[str, Any], known: frozenset[str], _cls: type[Shape]
) -> None:
    if _unknown_in(value, known):
        raise LookupError("unknown member")


def _sole_branch(cls: type[Shape], value: Mapping[str, Any]) -> None:
    """Refuse a union of the wire without exactly one branch, as botocore's parser does."""
    set_ = [name for name, branch in value.items() if branch is not None and name != "__type"]
    if len(set_) != 1 and value is not correction.NO_BRANCH:
        found = ", ".join(set_) or "none"
        raise ValueError(f"exactly one branch of the union {cls.__name__} must be set, got {found}")


def _bytes_reader(mode: Mode) -> Callable[[Any], Any]:
    if mode.wire:
        return base64.b64decode  # as lenient as botocore's
    if mode.blobs_as_base64:
        return from_base64
    return read_bytes if mode.checked else to_bytes


def _reader(kind: type, mode: Mode) -> Callable[[Any], Any]:
    """Return the function for a plain value that is not exactly a ``kind``."""
    if mode.rest and kind is not str:
        from sagemaker_typed._botocore.values import ensure_boolean

        return ensure_boolean if kind is bool else kind
    return _READERS[kind] if mode.checked else whole


def _stream_reader(mode: Mode) -> Callable[[Any], Any]:
    from sagemaker_typed.streaming import ByteStream

    to_content = from_base64 if mode.blobs_as_base64 else to_bytes

    def stream(value: Any) -> Any:
        return value if isinstance(value, ByteStream) else ByteStream(to_content(value))

    return stream


def _event_stream(cls: type[TaggedUnion], hook: Callable[[Any, Any], Any]) -> Callable[[Any], Any]:
    from sagemaker_typed.streaming import EventStream

    make: Any = EventStream

    def stream(value: Any) -> Any:
        return value if isinstance(value, make) else make(value, cls, hook)

    return stream


def _missing() -> NoReturn:
    raise LookupError("missing required member")
