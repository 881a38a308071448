"""Straight-line conversion functions, compiled for a class when it is first converted.

A field costs what its value needs and no more: texts and numbers pass without a call, ``None`` is
a test. When something does not fit, the function fails with whatever Python raises there, and
``_diagnosis`` walks the value again to say what and where.
"""

from __future__ import annotations

import base64
import copy
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final, NoReturn, Protocol

import attrs

from . import _correction, _diagnosis
from ._log import logger
from ._timestamps import END_OF_TIME, to_utc
from ._types import (
    Content,
    EnumValue,
    ListOf,
    MapOf,
    Nested,
    Other,
    Plain,
    Timestamp,
    field_contents,
    required_fields,
)
from .enums import OpenEnum
from .operation import Response, ResponseMetadata, Shape, TaggedUnion
from .sensitive import is_sensitive_in_model

_METADATA: Final = "ResponseMetadata"
_from_epoch: Final = datetime.fromtimestamp

# The classes whose hooks are being made: a recursive shape meets itself there.
_in_progress: ContextVar[frozenset[object]] = ContextVar("_in_progress", default=frozenset())


@attrs.frozen(eq=False, repr=False)
class Mode:
    """What is not the same for every converter."""

    unknown_members: bool = True
    """Whether unknown members are kept and given back; else they are refused, and left behind."""
    blobs_as_base64: bool = False
    """Whether blobs are base64 texts on the dict's side, as JSON has them."""
    wire: bool = False
    """Whether dicts are JSON as the service sends it, and nobody else's: they need no copies."""


class Converting(Protocol):
    """What hooks use of a converter, to find those of other types."""

    def get_structure_hook(self, type: Any, /) -> Callable[[Any, Any], Any]:
        """The function that makes a value of ``type``."""
        ...

    def get_unstructure_hook(self, type: Any, /) -> Callable[[Any], Any]:
        """The function that makes a plain value of one of ``type``."""
        ...

    def structure(self, obj: Any, cl: Any, /) -> Any:
        """A ``cl`` from ``obj``."""
        ...

    def unstructure(self, obj: Any, unstructure_as: Any, /) -> Any:
        """A plain value from ``obj``, an ``unstructure_as``."""
        ...


def structure_hook(
    cls: type[Shape], converter: Converting, mode: Mode
) -> Callable[[Any, Any], Any]:
    """The function that makes a ``cls`` from the dict that boto3 returns for it."""
    hook: Callable[[Any, Any], Any] = _Structuring(cls, converter, mode).function()
    return hook


def unstructure_hook(cls: type[Shape], converter: Converting, mode: Mode) -> Callable[[Any], Any]:
    """The function that makes the dict that boto3 takes from a ``cls``."""
    hook: Callable[[Any], Any] = Unstructuring(cls, converter, mode).function()
    return hook


def structure_enum(value: Any, cls: type[OpenEnum]) -> OpenEnum:
    """The member for a text; a text that this release does not know becomes an open value."""
    return cls.open(value)


def unstructure_enum(value: Any) -> Any:
    """The value of a member, as a plain text."""
    return _plain_text(value)


def _plain_text(value: Any) -> Any:
    """Any kind of text as a ``str`` proper; what is not a text passes, for botocore to refuse."""
    return str.__str__(value) if isinstance(value, str) else value


def _plain_number(value: Any) -> Any:
    """A number of a class of its own, such as an ``IntEnum``'s, as a builtin; the rest passes."""
    if value.__class__ not in (int, float, bool):
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            return float(value)
    return value


def plain(value: Any) -> Any:
    """A scalar as the builtin that it is one of."""
    return _plain_number(_plain_text(value))


def _secret_text(value: Any) -> str:
    """A sensitive text; anything else is refused here, as botocore's error would show it."""
    if not isinstance(value, str):
        raise TypeError(f"expected a text, got {type(value).__name__}")
    return str.__str__(value)


def _as_list(value: Any) -> Any:
    """A list or tuple; a text must not be taken for a list of characters."""
    if not issubclass(type(value), list | tuple):
        raise TypeError(f"expected a list, got {type(value).__name__}")
    return value


@attrs.define(eq=False, repr=False)
class _Writer(ABC):
    """Writes one function, and collects the objects that it refers to."""

    cls: type[Shape]
    converter: Converting
    mode: Mode
    namespace: dict[str, Any] = attrs.field(factory=dict[str, Any])
    text: str = "text"
    """The function for what is not exactly a ``str``, in the field being written."""

    def function(self) -> Any:
        """The compiled function."""
        token = _in_progress.set(_in_progress.get() | {self._key(self.cls)})
        try:
            source = self.source(field_contents(self.cls))
        finally:
            _in_progress.reset(token)
        namespace = self.namespace | {
            "cls": self.cls,
            "as_list": _as_list,
            "text": _plain_text,
            "number": _plain_number,
            "secret": _secret_text,
            "to_utc": to_utc,
            "to_bytes": _bytes_reader(self.mode),
            "to_base64": _to_base64,
            "missing": _missing,
            "unknown": _unknown(self.mode),
            "one_branch": _one_branch,
            "sole_branch": _sole_branch,
            "deepcopy": copy.deepcopy,
            "left_out": _left_out,
            "corrected": _corrected,
            "unreadable": _diagnosis.unreadable,
            "unwritable": _diagnosis.unwritable,
        }
        exec(compile(source, f"<conversion of {self.cls.__qualname__}>", "exec"), namespace)
        return namespace["convert"]

    @abstractmethod
    def source(self, contents: Mapping[str, Content]) -> str:
        """The source of a function called ``convert``."""

    @abstractmethod
    def expression(self, content: Content, value: str) -> str:
        """The source of ``value`` converted; ``value`` itself where it passes."""

    def bind(self, value: object, name: str) -> str:
        """A name for ``value`` in the function."""
        unique = f"{name}_{len(self.namespace)}"
        self.namespace[unique] = value
        return unique

    def _key(self, cls: type[Shape]) -> object:
        return (type(self), id(self.converter), cls)

    def _is_in_progress(self, cls: type[Shape]) -> bool:
        return self._key(cls) in _in_progress.get()

    def _list(self, content: ListOf, value: str) -> str:
        items = f"({value} if {value}.__class__ is list else as_list({value}))"
        item = self.expression(content.member, "x")
        if item == "x":
            return f"[*{items}]"
        if not isinstance(content.member, Plain):
            item = f"None if x is None else {item}"
        return f"[{item} for x in {items}]"

    def _map(self, content: MapOf, value: str) -> str:
        key, item = self.expression(content.key, "k"), self.expression(content.value, "y")
        if not isinstance(content.value, Plain) and item != "y":
            item = f"None if y is None else {item}"
        return f"{{{key}: {item} for k, y in {value}.items()}}"


class _Structuring(_Writer):
    def source(self, contents: Mapping[str, Content]) -> str:
        required = required_fields(self.cls)
        fields = {
            name: self._field(wire, contents[name], required=name in required)
            for name, wire in self.cls.__wire_names__.items()
        }
        names = frozenset(self.cls.__wire_names__.values())
        if issubclass(self.cls, Response):
            names |= {_METADATA}
        known, known_names = self.bind(names.issuperset, "known"), self.bind(names, "names")
        fields["unknown_members"] = f"None if {known}(value) else unknown(value, {known_names})"
        on_error = f"raise unreadable(cls, value, error, {self.mode.unknown_members})"
        # Botocore's parser has seen to it elsewhere.
        is_unchecked = self.mode.wire and issubclass(self.cls, TaggedUnion)
        check = "  sole_branch(cls, value)\n" if is_unchecked else ""
        if issubclass(self.cls, Response):
            metadata = self.bind(ResponseMetadata if self.mode.wire else _metadata, "metadata")
            fields["response_metadata"] = f"{metadata}(get({_METADATA!r}) or {{}})"
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

    def expression(self, content: Content, value: str) -> str:
        match content:
            case Plain():
                return f"to_bytes({value})" if content.type is bytes else value
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
            case ListOf():
                return self._list(content, value)
            case MapOf():
                return self._map(content, value)
            case Other():
                hook = self.bind(self.converter.get_structure_hook(content.type), "structure")
                return f"{hook}({value}, {self.bind(content.type, 'type')})"

    def _hook(self, cls: type[Shape]) -> Callable[[Any, Any], Any]:
        if self._is_in_progress(cls):
            return lambda value, _: self.converter.structure(value, cls)
        return self.converter.get_structure_hook(cls)


class Unstructuring(_Writer):
    """Writes the function that makes boto3's dict from an object."""

    def source(self, contents: Mapping[str, Content]) -> str:
        lines = [
            f"  v = instance.{name}\n"
            f"  if v is not None: result[{wire!r}] = {self._field(name, contents[name])}\n"
            for name, wire in self.cls.__wire_names__.items()
        ]
        if issubclass(self.cls, Response):
            lines.append("  v = instance.response_metadata.raw\n")
            lines.append(f"  if v: result[{_METADATA!r}] = deepcopy(v)\n")
        # An unknown branch is all that there is of a union: it always goes along.
        is_union = issubclass(self.cls, TaggedUnion)
        keep = self.mode.unknown_members or is_union
        found = "result.update(deepcopy(v))" if keep else "left_out(cls, v)"
        lines.append(f"  v = instance.unknown_members\n  if v is not None: {found}\n")
        if is_union:
            lines.append("  if len(result) > 1: one_branch()\n")
        return (
            "def convert(instance):\n"
            " try:\n"
            "  result = {}\n"
            f"{''.join(lines)}"
            "  return result\n"
            " except Exception as error:\n"
            "  raise unwritable(cls, instance, error)\n"
        )

    def _field(self, name: str, content: Content) -> str:
        # A field that the user marks is not known here: its values are masked where they show.
        self.text = "secret" if is_sensitive_in_model(self.cls, name) else "text"
        return self.expression(content, "v")

    def expression(self, content: Content, value: str) -> str:
        match content:
            case Plain():
                if content.type is bytes and self.mode.blobs_as_base64:
                    return f"to_base64({value})"
                if content.type in (int, float):
                    kind = content.type.__name__
                    return f"({value} if {value}.__class__ is {kind} else number({value}))"
                if content.type is not str:
                    return value
                return f"({value} if {value}.__class__ is str else {self.text}({value}))"
            case Timestamp():
                return value
            case EnumValue():
                enum = self.bind(content.type, "enum")
                return f"({value}._value_ if {value}.__class__ is {enum} else text({value}))"
            case Nested():
                return f"{self.bind(self._hook(content.type), 'unstructure')}({value})"
            case ListOf():
                return self._list(content, value)
            case MapOf():
                return self._map(content, value)
            case Other():
                hook = self.bind(self.converter.get_unstructure_hook(content.type), "unstructure")
                return f"{hook}({value})"

    def _hook(self, cls: type[Shape]) -> Callable[[Any], Any]:
        if self._is_in_progress(cls):
            return lambda value: self.converter.unstructure(value, cls)
        return self.converter.get_unstructure_hook(cls)


def _corrected(
    cls: type[Response],
    value: object,
    error: Exception,
    convert: Callable[[object, object], Response],
    unknown_members: bool,
) -> Response:
    """The response from an answer without some required members; other misfits are errors."""
    repaired, paths = _correction.corrected(cls, value)
    if not paths:
        raise _diagnosis.unreadable(cls, value, error, unknown_members)
    response = convert(repaired, cls)
    response.response_metadata = attrs.evolve(response.response_metadata, corrected=paths)
    _correction.warn(cls, paths)
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


def _unknown(mode: Mode) -> Callable[[Any, frozenset[str]], Any]:
    if not mode.unknown_members:
        return _refuse_unknown_members
    return _own_unknown_members if mode.wire else _unknown_members


def _own_unknown_members(value: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any] | None:
    """The members of a dict that are not known; a null is absent, and a type tag is no member."""
    return {
        name: member
        for name, member in value.items()
        if name not in known and member is not None and name != "__type"
    } or None


def _unknown_members(value: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any] | None:
    return copy.deepcopy(_own_unknown_members(value, known))


def _refuse_unknown_members(value: Mapping[str, Any], known: frozenset[str]) -> None:
    if _unknown_members(value, known):
        raise LookupError("a member is not known")


def _left_out(cls: type[Shape], members: Mapping[str, Any]) -> None:
    logger.warning(
        "%s: members that this release does not know were left out of a request: %s; "
        "unknown_members=True sends them",
        cls.__name__,
        ", ".join(members),
    )


def _one_branch() -> NoReturn:
    raise ValueError("more than one branch of a union is set")


def _sole_branch(cls: type[Shape], value: Mapping[str, Any]) -> None:
    """Refuse a union of the wire that has not exactly one branch, as botocore's parser does."""
    set_ = [name for name, branch in value.items() if branch is not None and name != "__type"]
    if len(set_) != 1 and value is not _correction.NO_BRANCH:
        found = ", ".join(set_) or "none"
        raise ValueError(f"exactly one branch of the union {cls.__name__} must be set, not {found}")


def _to_bytes(value: Any) -> Any:
    """A blob; botocore takes a text for one, as UTF-8."""
    if isinstance(value, bytearray):
        return bytes(value)
    return value.encode() if isinstance(value, str) else value


def _bytes_reader(mode: Mode) -> Callable[[Any], Any]:
    if mode.wire:
        return base64.b64decode  # as lenient as botocore's
    return _from_base64 if mode.blobs_as_base64 else _to_bytes


def _from_base64(value: Any) -> Any:
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


def _to_base64(value: Any) -> str:
    return base64.b64encode(value.encode() if isinstance(value, str) else value).decode("ascii")


def _missing() -> NoReturn:
    raise LookupError("a required member is absent")
