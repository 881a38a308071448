"""The Python types of members as readers see them: without constraints and modules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sagemaker_typed.codegen.model.shapes import (
    BODY,
    List,
    Map,
    Member,
    Scalar,
    Service,
    Structure,
)

KINDS: Final = {
    "string": "str",
    "integer": "int",
    "long": "int",
    "float": "float",
    "double": "float",
    "boolean": "bool",
    "timestamp": "datetime",
    "blob": "bytes",
    BODY: "Body",
}
"""The type of each kind of scalar."""


def bare_type(service: Service, shape: str, name_of: Callable[[str], str]) -> str:
    """Return the type of a shape, with ``str`` instead of the name of a constrained string.

    Args:
        service: The service.
        shape: The name of the shape.
        name_of: Returns the name of the class of a structure or enum.
    """
    match model := service.shapes[shape]:
        case List():
            return f"list[{bare_type(service, model.member, name_of)}]"
        case Map():
            key, value = (bare_type(service, part, name_of) for part in (model.key, model.value))
            return f"dict[{key}, {value}]"
        case Scalar():
            return KINDS[model.kind]
        case Structure(document=True):
            return "Document"
        case _:
            return name_of(shape)


def bare_field_type(service: Service, member: Member, name_of: Callable[[str], str]) -> str:
    """Return the type of a member; the arguments are those of :func:`bare_type`."""
    if member.is_stream:
        return "ByteStream"
    if member.json_value and member.location == "header":
        return "Document"
    shape = service.shapes[member.shape]
    bare = bare_type(service, member.shape, name_of)
    is_event_stream = isinstance(shape, Structure) and shape.event_stream
    return f"EventStream[{bare}]" if is_event_stream else bare
