"""Conversion of boto3's dicts, or the service's JSON, to objects."""

from __future__ import annotations

import base64
import copy
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from typing import Any, Final, NoReturn, assert_never

import attrs

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._timestamps import END_OF_TIME, from_epoch, to_utc
from sagemaker_typed.operation import Response, ResponseMetadata, Shape, TaggedUnion, has_attrs_init

from . import correction, diagnosis
from .compiler import INDENT, Compiler, Hooks, Mode
from .scalars import document, from_base64, to_bytes

METADATA: Final = "ResponseMetadata"


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
        keep = self.mode.unknown_members
        if issubclass(self.cls, Response):
            yield f"{INDENT * 2}return corrected(cls, data, error, {self.name}, {keep})"
        else:
            yield f"{INDENT * 2}raise unreadable(cls, data, error, {keep})"

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
        converted = self.converted(content, "member")
        if required:
            return f"{converted} if (member := get({wire!r})) is not None else missing()"
        if converted == "member":
            return f"get({wire!r})"
        return f"{converted} if (member := get({wire!r})) is not None else None"

    def converted(self, content: Content, value: str) -> str:
        match content:
            case kinds.Text():
                return value
            case kinds.Number() | kinds.Boolean():
                if not self.mode.rest:
                    return value
                name = content.type.__name__
                convert = self.bind(_parsed_by_botocore(content.type), f"to_{name}")
                return f"({value} if {value}.__class__ is {name} else {convert}({value}))"
            case kinds.Blob():
                return f"to_bytes({value})"
            case kinds.Timestamp():
                return self._timestamp(value)
            case kinds.Enum():
                name = content.type.__name__
                known = self.bind(content.type._value2member_map_.get, f"known_{name}")
                opened = self.bind(content.type.open, f"open_{name}")
                return f"({known}({value}) or {opened}({value}))"
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
                stream = _event_stream(content.type, self.namespace[self._hook(content.type)])
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

        def later(value: Any, _: Any) -> Any:
            return self.hooks.structure(value, cls)

        hook = later if self.is_in_progress(cls) else self.hooks.get_structure_hook(cls)
        return self.bind(hook, f"structure_{cls.__name__}")


def _corrected(
    cls: type[Response],
    value: object,
    error: Exception,
    convert: Callable[[object, object], Response],
    unknown_members: bool,
) -> Response:
    """Return the response from data without some required members; other problems are errors."""
    repaired, paths = correction.corrected(cls, value)
    if not paths:
        raise diagnosis.unreadable(cls, value, error, unknown_members)
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
    value: Mapping[str, Any], known: frozenset[str], _cls: type[Shape]
) -> dict[str, Any] | None:
    """Return the unknown members of a dict, if any. Nulls and type tags are not members."""
    return {
        name: member
        for name, member in value.items()
        if name not in known and member is not None and name != "__type"
    } or None


def _unknown_members(
    value: Mapping[str, Any], known: frozenset[str], cls: type[Shape]
) -> dict[str, Any] | None:
    found = _own_unknown_members(value, known, cls)
    if found and any(diagnosis.misnamed(cls, value)):
        raise LookupError("a member has the name of a field")
    return copy.deepcopy(found)


def _refuse_unknown_members(
    value: Mapping[str, Any], known: frozenset[str], cls: type[Shape]
) -> None:
    if _own_unknown_members(value, known, cls):
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
    return from_base64 if mode.blobs_as_base64 else to_bytes


def _parsed_by_botocore(kind: type) -> Callable[[Any], Any]:
    from sagemaker_typed._botocore.values import ensure_boolean

    return ensure_boolean if kind is bool else kind


def _stream_reader(mode: Mode) -> Callable[[Any], Any]:
    from sagemaker_typed.streaming import ByteStream

    to_content = _bytes_reader(mode)

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
