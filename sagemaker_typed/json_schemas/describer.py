"""The JSON Schema of one class, from the description of its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, NamedTuple, TypeAlias, assert_never

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.fields import field_contents, required_fields
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Shape, TaggedUnion
from sagemaker_typed.sensitive import is_sensitive

from .ecma import ecma

__all__ = ["Describer", "JsonSchema", "Names", "Options", "Reference"]

JsonSchema: TypeAlias = dict[str, Any]
Names: TypeAlias = Literal["wire", "snake_case"]
"""The names of members: those of the service, or those of the fields."""
Reference: TypeAlias = Callable[[type[Shape] | type[OpenEnum]], JsonSchema]
"""Returns a schema that refers to the schema of a class."""

_BASE64: Final = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_JSON_TYPES: Final = {str: "string", int: "integer", float: "number"}


class Options(NamedTuple):
    """Options of a schema."""

    names: Names = "wire"
    unknown_members: bool = True
    """Whether a structure may have members that this release does not know."""
    open_enums: bool = True
    """Whether a value may be one that its enum does not have."""


class Describer:
    """Describes the JSON of a class.

    Args:
        options: The options of the schema.
        reference: Returns the schema for a class in a field.
    """

    def __init__(self, options: Options, reference: Reference) -> None:
        self.options = options
        self.reference = reference

    def of_class(self, cls: type[Shape] | type[OpenEnum]) -> JsonSchema:
        """Return the schema of a class."""
        return self.enum(cls) if issubclass(cls, OpenEnum) else self.structure(cls)

    def enum(self, enum: type[OpenEnum]) -> JsonSchema:
        """Return the schema of an enum."""
        known: JsonSchema = {"type": "string", "enum": [member.value for member in enum]}
        if self.options.open_enums:
            # The known values are alternatives that editors complete.
            known = {"anyOf": [known, {"type": "string"}]}
        return {"title": enum.__name__, **known}

    def structure(self, cls: type[Shape]) -> JsonSchema:
        """Return the schema of a structure."""
        required = required_fields(cls)
        names = cls.__wire_names__
        if self.options.names == "snake_case":
            names = {name: name for name in names}
        schema: JsonSchema = {
            "title": cls.__name__,
            "type": "object",
            "properties": {
                names[field]: self._member(cls, field, content)
                for field, content in field_contents(cls).items()
            },
        }
        if any(field in required for field in names):
            schema["required"] = [name for field, name in names.items() if field in required]
        if issubclass(cls, TaggedUnion):
            schema |= {"minProperties": 1, "maxProperties": 1}
        if not self.options.unknown_members:
            schema["additionalProperties"] = False
        return schema

    def _member(self, cls: type[Shape], field: str, content: Content) -> JsonSchema:
        schema = self.of(content)
        return {**schema, "x-sensitive": True} if is_sensitive(cls, field) else schema

    def of(self, content: Content) -> JsonSchema:
        """Return the schema of a value."""
        match content:
            case kinds.Text():
                return {"type": "string", **_length(content.bounds), **_pattern(content.bounds)}
            case kinds.Number():
                return {"type": _JSON_TYPES[content.type], **_range(content.bounds)}
            case kinds.Boolean():
                return {"type": "boolean"}
            case kinds.Blob():
                return {**_BLOB, **_length(_in_base64(content.bounds))}
            case kinds.Stream():
                return {**_BLOB}
            case kinds.Timestamp():
                return {"type": ["string", "number"], "format": "date-time"}
            case kinds.Enum() | kinds.Structure():
                return self.reference(content.type)
            case kinds.List():
                size = _length(content.bounds, "Items")
                return {"type": "array", "items": self.of(content.member), **size}
            case kinds.Map():
                return self._map(content)
            case kinds.Document():
                return {"type": ["object", "array", "string", "number", "boolean"]}
            case kinds.Events():
                return {"$comment": f"a stream of {content.type.__name__}, which JSON cannot have"}
            case kinds.Other():
                return {"$comment": "a type that is not from sagemaker_typed"}
            case _:
                assert_never(content)

    def _map(self, content: kinds.Map) -> JsonSchema:
        schema: JsonSchema = {"type": "object", "additionalProperties": self.of(content.value)}
        key = self.of(content.key)
        if key != {"type": "string"}:
            schema["propertyNames"] = key
        return {**schema, **_length(content.bounds, "Properties")}


_BLOB: Final = {"type": "string", "contentEncoding": "base64", "pattern": _BASE64}


def _length(bounds: Bounds, what: str = "Length") -> JsonSchema:
    schema: JsonSchema = {}
    if bounds.min_length:
        schema[f"min{what}"] = bounds.min_length
    if bounds.max_length is not None:
        schema[f"max{what}"] = bounds.max_length
    return schema


def _in_base64(bounds: Bounds) -> Bounds:
    """Return the bounds of the text for a blob: four characters for each three bytes."""
    longest = bounds.max_length
    return Bounds(
        min_length=-(-bounds.min_length // 3) * 4,
        max_length=None if longest is None else -(-longest // 3) * 4,
    )


def _range(bounds: Bounds) -> JsonSchema:
    ends = {"minimum": bounds.minimum, "maximum": bounds.maximum}
    return {name: end for name, end in ends.items() if end is not None}


def _pattern(bounds: Bounds) -> JsonSchema:
    if bounds.pattern is None:
        return {}
    pattern = ecma(bounds.pattern)
    if pattern is None:
        return {"$comment": f"not checked here: the Java pattern {bounds.pattern}"}
    return {"pattern": pattern}
