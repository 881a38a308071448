"""From boto3's dicts, or the service's JSON, to objects."""

from __future__ import annotations

import base64
import copy
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

import attrs

from sagemaker_typed._schema.fields import (
    Content,
    Document,
    EnumValue,
    Events,
    Nested,
    Other,
    Plain,
    Single,
    Stream,
    Timestamp,
    required_fields,
)
from sagemaker_typed._timestamps import END_OF_TIME, to_utc
from sagemaker_typed.operation import Response, ResponseMetadata, Shape, TaggedUnion

from . import correction, misfits
from .compiler import Converting, Mode, Writer
from .scalars import document, from_base64, to_bytes

METADATA: Final = "ResponseMetadata"
_from_epoch: Final = datetime.fromtimestamp


def structure_hook(
    cls: type[Shape], converter: Converting, mode: Mode
) -> Callable[[Any, Any], Any]:
    """The function that makes a ``cls`` from the dict that boto3 returns for it."""
    hook: Callable[[Any, Any], Any] = Structuring(cls, converter, mode).function()
    return hook


class Structuring(Writer):
    """Writes the function that makes an object from boto3's dict."""

    def names(self) -> dict[str, Any]:
        return {
            "to_utc": to_utc,
            "to_bytes": _bytes_reader(self.mode),
            "document": document,
            "missing": _missing,
            "unknown": _unknown(self.mode),
            "sole_branch": _sole_branch,
            "corrected": _corrected,
            "unreadable": misfits.unreadable,
        }

    def source(self, contents: Mapping[str, Content]) -> str:
        required = required_fields(self.cls)
        fields = {
            name: self._field(wire, contents[name], required=name in required)
            for name, wire in self.cls.__wire_names__.items()
        }
        names = frozenset(self.cls.__wire_names__.values())
        if issubclass(self.cls, Response):
            names |= {METADATA}
        known, known_names = self.bind(names.issuperset, "known"), self.bind(names, "names")
        unknown = f"unknown(value, {known_names}, cls)"
        fields["unknown_members"] = f"None if {known}(value) else {unknown}"
        on_error = f"raise unreadable(cls, value, error, {self.mode.unknown_members})"
        # Botocore's parser has seen to it elsewhere.
        is_unchecked = self.mode.wire and issubclass(self.cls, TaggedUnion)
        check = "  sole_branch(cls, value)\n" if is_unchecked else ""
        if issubclass(self.cls, Response):
            metadata = self.bind(ResponseMetadata if self.mode.wire else _metadata, "metadata")
            fields["response_metadata"] = f"{metadata}(get({METADATA!r}) or {{}})"
            on_error = f"return corrected(cls, value, error, convert, {self.mode.unknown_members})"
        return (
            "def convert(value, _):\n"
            " try:\n"
            "  get = value.get\n"
            f"{check}"
            f"{self._made(fields)}"
            " except Exception as error:\n"
            f"  {on_error}\n"
        )

    def _made(self, fields: Mapping[str, str]) -> str:
        """The source of an instance with these fields."""
        if not _is_plain(self.cls, fields):
            arguments = ", ".join(f"{name}={value}" for name, value in fields.items())
            return f"  return cls({arguments})\n"
        # Half of what the constructor would take: it has to sort its keywords first.
        new = self.bind(object.__new__, "new")
        lines = [f"instance = {new}(cls)"]
        lines += [f"instance.{name} = {value}" for name, value in fields.items()]
        return "".join(f"  {line}\n" for line in (*lines, "return instance"))

    def _field(self, wire: str, content: Content, *, required: bool) -> str:
        converted = self.expression(content, "v")
        if required:
            return f"({converted} if (v := get({wire!r})) is not None else missing())"
        if converted == "v":
            return f"get({wire!r})"
        return f"({converted} if (v := get({wire!r})) is not None else None)"

    def single(self, content: Single, value: str) -> str:
        match content:
            case Plain():
                if content.type is bytes:
                    return f"to_bytes({value})"
                if self.mode.rest and content.type is not str:
                    kind = self.bind(content.type, "kind")
                    convert = self.bind(_parsed_by_botocore(content.type), "convert")
                    return f"({value} if {value}.__class__ is {kind} else {convert}({value}))"
                return value
            case Timestamp():
                if not self.mode.wire:
                    return f"to_utc({value})"
                from_epoch, utc = self.bind(_from_epoch, "from_epoch"), self.bind(UTC, "utc")
                # A larger number is one of milliseconds; not every platform takes a negative one.
                is_seconds = (
                    f"({value}.__class__ is float or {value}.__class__ is int)"
                    f" and 0 <= {value} < {END_OF_TIME}"
                )
                return f"({from_epoch}({value}, {utc}) if {is_seconds} else to_utc({value}))"
            case EnumValue():
                known = self.bind(content.type._value2member_map_.get, "known")
                return f"({known}({value}) or {self.bind(content.type.open, 'open')}({value}))"
            case Nested():
                return f"{self.bind(self._hook(content.type), 'structure')}({value}, None)"
            case Document():
                return value if self.mode.wire else f"document({value})"
            case Stream():
                return f"{self.bind(_stream_reader(self.mode), 'stream')}({value})"
            case Events():
                stream = _event_stream(content.type, self._hook(content.type))
                return f"{self.bind(stream, 'stream')}({value})"
            case Other():
                hook = self.bind(self.converter.get_structure_hook(content.type), "structure")
                return f"{hook}({value}, {self.bind(content.type, 'type')})"

    def _hook(self, cls: type[Shape]) -> Callable[[Any, Any], Any]:
        if self._is_in_progress(cls):
            return lambda value, _: self.converter.structure(value, cls)
        return self.converter.get_structure_hook(cls)


def _corrected(
    cls: type[Response],
    value: object,
    error: Exception,
    convert: Callable[[object, object], Response],
    unknown_members: bool,
) -> Response:
    """The response from an answer without some required members; other misfits are errors."""
    repaired, paths = correction.corrected(cls, value)
    if not paths:
        raise misfits.unreadable(cls, value, error, unknown_members)
    response = convert(repaired, cls)
    response.response_metadata = attrs.evolve(response.response_metadata, corrected=paths)
    correction.warn(cls, paths)
    return response


def _metadata(raw: Mapping[str, Any]) -> ResponseMetadata:
    """Botocore's metadata, of which the headers are a dict too, as our own."""
    return ResponseMetadata({k: dict(v) if v.__class__ is dict else v for k, v in raw.items()})


def _is_plain(cls: type[Shape], names: Iterable[str]) -> bool:
    """Whether making a ``cls`` is no more than setting these fields; a user's own may do more."""
    fields = attrs.fields(cls)
    init: Any = cls.__dict__.get("__init__")
    return (
        {field.name for field in fields} == set(names)
        and not any(field.converter or field.validator for field in fields)
        and cls.__new__ is object.__new__
        and cls.__setattr__ is object.__setattr__
        and init is not None
        and init.__code__.co_filename.startswith("<attrs generated")
        and not any(hasattr(cls, f"__attrs_{when}_init__") for when in ("pre", "post"))
    )


def _unknown(mode: Mode) -> Callable[[Any, frozenset[str], type[Shape]], Any]:
    if not mode.unknown_members:
        return _refuse_unknown_members
    return _own_unknown_members if mode.wire else _unknown_members


def _own_unknown_members(
    value: Mapping[str, Any], known: frozenset[str], _cls: type[Shape]
) -> dict[str, Any] | None:
    """The members of a dict that are not known; a null is absent, and a type tag is no member."""
    return {
        name: member
        for name, member in value.items()
        if name not in known and member is not None and name != "__type"
    } or None


def _unknown_members(
    value: Mapping[str, Any], known: frozenset[str], cls: type[Shape]
) -> dict[str, Any] | None:
    found = _own_unknown_members(value, known, cls)
    if found and any(misfits.misnamed(cls, value)):
        raise LookupError("a member has the name of a field")
    return copy.deepcopy(found)


def _refuse_unknown_members(
    value: Mapping[str, Any], known: frozenset[str], cls: type[Shape]
) -> None:
    if _own_unknown_members(value, known, cls):
        raise LookupError("a member is not known")


def _sole_branch(cls: type[Shape], value: Mapping[str, Any]) -> None:
    """Refuse a union of the wire that has not exactly one branch, as botocore's parser does."""
    set_ = [name for name, branch in value.items() if branch is not None and name != "__type"]
    if len(set_) != 1 and value is not correction.NO_BRANCH:
        found = ", ".join(set_) or "none"
        raise ValueError(f"exactly one branch of the union {cls.__name__} must be set, not {found}")


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
    raise LookupError("a required member is absent")
