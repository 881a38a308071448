"""Errors for attributes and keys that do not exist.

This module is imported only when such an error is raised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .names import either, nearest, spelt

__all__ = ["no_attribute", "no_get", "no_item", "no_member", "no_metadata"]

_MOST_SHOWN: Final = 8

_BOTO3S: Final = {
    "get_paginator": "use pages(request) or items(request)",
    "can_paginate": "pages(request) and items(request) accept every paginated request",
    "get_waiter": "use wait(request, until=...){waiter}",
    "waiter_names": "use wait(request, until=...){waiter}",
    "generate_presigned_url": "use presigned_url(request)",
    "exceptions": "the error classes are in {errors}; boto3's are in boto_client.exceptions",
    "meta": "use boto_client.meta",
}


def no_attribute(client: Any, name: str, newer: str = "") -> AttributeError:
    """Return the error for an attribute that a client does not have.

    Args:
        client: The client.
        name: The name of the attribute.
        newer: A hint, if the installed botocore has the operation.
    """
    cls: type[object] = client.__class__
    text = f"{cls.__name__!r} object has no attribute {name!r}"
    if name.startswith("_"):
        return AttributeError(text, name=name, obj=client)
    hint = newer
    if name in _BOTO3S:
        # The client's class may be a user's subclass; the error classes belong to the service.
        package = client.__error_classes__.__module__.rpartition(".")[0]
        waiters = [method for method in dir(cls) if method.startswith("wait_until_")]
        waiter = f" or a method such as {waiters[0]}" if waiters else ""
        hint = _BOTO3S[name].format(errors=f"{package}.errors", waiter=waiter)
    if not hint:
        near = nearest(name, (other for other in dir(cls) if not other.startswith("_")))
        hint = f"did you mean {either(near)}?" if near else ""
    # Without `obj`, Python does not append a suggestion of its own.
    return AttributeError(f"{text}; {hint}" if hint else text, name=name)


def no_member(enum: Any, name: str) -> AttributeError:
    """Return the error for a member that an enum does not have, worded as in Python 3.12."""
    text = f"type object {enum.__name__!r} has no attribute {name!r}"
    near = nearest(name, enum.__members__)
    if not near:
        return AttributeError(text, name=name, obj=enum)
    return AttributeError(f"{text}; did you mean {either(near)}?", name=name)


def no_item(name: str, wire_names: Mapping[str, str], key: object) -> TypeError:
    """Return the error for indexing an object, or for iterating over it.

    Args:
        name: The name of the object's class.
        wire_names: Wire name by field name.
        key: The key or index.
    """
    fields = {wire: field for field, wire in wire_names.items()}
    field = fields.get(str(key)) or spelt(str(key), fields.values())
    if field is not None:
        return TypeError(f"{name} is not a dict: use .{field} instead of [{key!r}]")
    if isinstance(key, str):
        near = nearest(key, fields.values())
        dotted = either(f".{field}" for field in near)
        hint = f"did you mean {dotted}?" if near else "its fields are attributes"
        return TypeError(f"{name} is not a dict and has no field {key!r}; {hint}")
    shown = ", ".join(f".{field}" for field in [*fields.values()][:_MOST_SHOWN])
    hint = f"its fields are the attributes {shown}" if shown else "it has no fields"
    return TypeError(f"{name} is neither a list nor a dict; {hint}")


def no_get(name: str, wire_names: Mapping[str, str], key: object) -> AttributeError:
    """Return the error for ``.get(key)`` on an object; the arguments are those of `no_item`."""
    text = str(no_item(name, wire_names, key))
    return AttributeError(text.replace(f"[{key!r}]", f".get({key!r})"))


def no_metadata(names: Sequence[str], key: object) -> TypeError:
    """Return the error for indexing the metadata of a response, whose fields are ``names``."""
    field = spelt(str(key), names)
    if field is None:
        return TypeError(f"ResponseMetadata is not a dict; its fields are {', '.join(names)}")
    return TypeError(
        f"ResponseMetadata is not a dict: use .{field}, or .raw[{key!r}] for boto3's value"
    )
