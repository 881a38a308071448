"""What to say of an attribute or key that is not there.

All of this is on the way of an error only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .names import either, nearest, spelt

__all__ = ["no_attribute", "no_item", "no_member", "no_metadata"]

_MOST_SHOWN: Final = 8

_BOTO3S: Final = {
    "get_paginator": "pages(request) and items(request) go through a listing",
    "can_paginate": "pages(request) and items(request) take every request that has pages",
    "get_waiter": "wait(request, until=...) waits{waiter}",
    "waiter_names": "wait(request, until=...) waits{waiter}",
    "generate_presigned_url": "presigned_url(request) makes one",
    "exceptions": "the errors are in {errors}; boto3's own are boto_client.exceptions",
    "meta": "it is boto_client.meta",
    "close": "it is boto_client.close",
}


def no_attribute(client: Any, name: str) -> AttributeError:
    """The error for an attribute that a client does not have."""
    cls: type[object] = client.__class__
    text = f"{cls.__name__!r} object has no attribute {name!r}"
    if name.startswith("_"):
        return AttributeError(text, name=name, obj=client)
    hint = ""
    if name in _BOTO3S:
        # The class may be a user's own; the service's knows the errors.
        package = client.__error_classes__.__module__.rpartition(".")[0]
        waiters = [method for method in dir(cls) if method.startswith("wait_until_")]
        waiter = f", and so do methods such as {waiters[0]}" if waiters else ""
        hint = _BOTO3S[name].format(errors=f"{package}.errors", waiter=waiter)
    if not hint:
        near = nearest(name, (other for other in dir(cls) if not other.startswith("_")))
        hint = f"did you mean {either(near)}?" if near else ""
    # Without the object, Python does not look for near names as well.
    return AttributeError(f"{text}; {hint}" if hint else text, name=name)


def no_member(enum: Any, name: str) -> AttributeError:
    """The error for a member that an enum does not have, in the words of newer Pythons."""
    text = f"type object {enum.__name__!r} has no attribute {name!r}"
    near = nearest(name, enum.__members__)
    if not near:
        return AttributeError(text, name=name, obj=enum)
    return AttributeError(f"{text}; did you mean {either(near)}?", name=name)


def no_item(name: str, wire_names: Mapping[str, str], key: object) -> TypeError:
    """The error for a key or number in brackets behind an object, and for going through it.

    Args:
        name: The name of the object's class.
        wire_names: The service's names of its fields, by field name.
        key: What is in the brackets.
    """
    fields = {wire: field for field, wire in wire_names.items()}
    field = fields.get(str(key)) or spelt(str(key), fields.values())
    if field is not None:
        return TypeError(f"{name} is no dict: write .{field} for [{key!r}]")
    if isinstance(key, str):
        near = nearest(key, fields.values())
        hint = f"did you mean .{either(near)}?" if near else "its fields are attributes"
        return TypeError(f"{name} is no dict, and has no {key!r}; {hint}")
    shown = ", ".join(f".{field}" for field in [*fields.values()][:_MOST_SHOWN])
    return TypeError(f"{name} is no list or dict: its fields are attributes, {shown or 'none'}")


def no_metadata(names: Sequence[str], key: object) -> TypeError:
    """The error for a key in brackets behind the metadata of a response, which has ``names``."""
    field = spelt(str(key), names)
    if field is None:
        return TypeError(f"ResponseMetadata is no dict: its fields are {', '.join(names)}")
    return TypeError(
        f"ResponseMetadata is no dict: write .{field}, or .raw[{key!r}] for boto3's own"
    )
