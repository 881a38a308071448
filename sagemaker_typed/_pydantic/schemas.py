"""The schemas that Pydantic asks for: how to validate a class, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from typing import Any, Final

from pydantic import GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.json_schemas.describer import Describer, Options
from sagemaker_typed.json_schemas.schema import options_for, path_of
from sagemaker_typed.operation import Request, Shape

from .values import read, write

__all__ = ["core_schema_of", "json_schema_of"]

_in_progress: Final[ContextVar[frozenset[str]]] = ContextVar("_in_progress", default=frozenset())


def core_schema_of(cls: type[Shape]) -> CoreSchema:
    """Return how to validate and serialize a class."""
    reading = core_schema.no_info_plain_validator_function(partial(read, cls))
    instance = core_schema.no_info_plain_validator_function(partial(read, cls, is_strict=True))
    strict = core_schema.json_or_python_schema(reading, instance)
    return core_schema.lax_or_strict_schema(
        reading,
        strict,
        ref=_reference(cls, options_for(cls)),
        serialization=core_schema.plain_serializer_function_ser_schema(_serialized, info_arg=True),
    )


def json_schema_of(
    cls: Any, handler: GetJsonSchemaHandler, options: Options | None = None
) -> JsonSchemaValue:
    """Return the JSON Schema of a class, which refers to definitions of the classes inside it.

    Args:
        cls: The class.
        handler: Pydantic's handler.
        options: The options of the class around this one; ``None`` for the class of a field.
    """
    options = (options or options_for(cls))._replace(
        names="wire" if _is_by_alias(handler) else "snake_case"
    )

    def reference(inner: Any) -> JsonSchemaValue:
        name = _reference(inner, options)
        definitions = [] if name in _in_progress.get() else [_definition(inner, options)]
        return handler(
            core_schema.definitions_schema(
                core_schema.definition_reference_schema(name), definitions
            )
        )

    with _within(_reference(cls, options)):
        return Describer(options, reference).of_class(cls)


def _serialized(value: Any, info: core_schema.SerializationInfo) -> Any:
    return write(value, is_json=info.mode == "json", is_wire=bool(info.by_alias))


@cache
def _definition(cls: Any, options: Options) -> CoreSchema:
    """Return a schema with the JSON Schema of a class inside another one."""

    class Inner:
        @staticmethod
        def __get_pydantic_core_schema__(*_: object) -> CoreSchema:
            return core_schema.any_schema(ref=_reference(cls, options))

        @staticmethod
        def __get_pydantic_json_schema__(
            _: CoreSchema, handler: GetJsonSchemaHandler
        ) -> JsonSchemaValue:
            return json_schema_of(cls, handler, options)

    schema: CoreSchema = TypeAdapter(Inner).core_schema
    return schema["definitions"][0] if schema["type"] == "definitions" else schema


def _reference(cls: Any, options: Options) -> str:
    """Return the reference of a class. Pydantic uses the last part of the path as the name."""
    path, identity = path_of(cls), id(cls)
    if not (issubclass(cls, Request) or options.unknown_members):
        path += "InRequest"
    elif issubclass(cls, OpenEnum):
        # A field with an enum has Pydantic's own schema, without unknown values.
        path = f"open_values.{path}"
    return f"{path}:{identity}"


def _is_by_alias(handler: GetJsonSchemaHandler) -> bool:
    """Return whether a JSON Schema has the names of aliases, which only its fields show."""
    field = core_schema.typed_dict_field(
        core_schema.any_schema(), validation_alias="alias", serialization_alias="alias"
    )
    probe = handler(core_schema.typed_dict_schema({"name": field}))
    return "alias" in probe["properties"]


@contextmanager
def _within(reference: str) -> Generator[None]:
    token = _in_progress.set(_in_progress.get() | {reference})
    try:
        yield
    finally:
        _in_progress.reset(token)
