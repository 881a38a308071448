"""Errors for arguments that are not the expected request, object or class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args, get_origin

from sagemaker_typed._schema.fields import is_shape_type
from sagemaker_typed.operation import Request, Response, Shape

__all__ = ["check_object", "item_class", "not_a_class", "not_a_request"]


def item_class(annotation: object) -> type[Shape] | None:
    """Return the class of the items in ``list[Tag]``; ``None`` for any other annotation."""
    if get_origin(annotation) is not list:
        return None
    (item,) = cast("tuple[Any]", get_args(annotation))
    return item if is_shape_type(item) else None


def not_a_request(rule: str, value: object, example: str = "CreateModelRequest") -> TypeError:
    """Return the error for an argument that is not a request.

    Args:
        rule: The start of the message, such as ``expected a request``.
        value: The argument.
        example: The name of a class of requests.
    """
    if isinstance(value, type):
        what, hint = f"the class {value.__name__}", ""
        if issubclass(value, Request):
            hint = f"; create an instance with {value.__name__}(...)"
    else:
        what, hint = type(value).__name__, ""
        if isinstance(value, Response):
            hint = ", which is a response"
        elif isinstance(value, Mapping):
            hint = f"; use from_boto({example}, ...) to convert boto3's dict"
        elif isinstance(value, str):
            hint = "; the class of the request selects the operation"
    return TypeError(f"{rule}, such as {example}(...), got {what}{hint}")


def check_object(function: str, value: object, place: str = "") -> None:
    """Check that an argument is an object of this package; type checkers check it too.

    Args:
        function: The name of the function.
        value: The argument, or a part of it.
        place: The path of the part, such as ``[0]``.

    Raises:
        TypeError: ``value`` is not a shape.
    """
    if isinstance(value, Shape):
        return
    what = type(value).__name__
    if isinstance(value, type):
        what = f"the class {value.__name__}; create an instance with {value.__name__}(...)"
    elif isinstance(value, Mapping):
        what += "; use from_boto to convert boto3's dict to an object"
    elif isinstance(value, list | tuple):
        what += f"; call it for each item: [{function}(item) for item in ...]"
    start = f"{place}: " if place else ""
    raise TypeError(f"{start}{function} takes an object, such as Tag(...), not {what}")


def not_a_class(function: str, value: object) -> TypeError:
    """Return the error for an argument that is not a class, such as swapped arguments."""
    if isinstance(value, str) and value.isidentifier():
        what = f"the str {value[:40]!r}"
    elif get_origin(value) is not None:
        what, item = str(value), item_class(value)
        if item is not None:
            what += f"; call it for each item: [{function}({item.__name__}, item) for item in ...]"
    elif isinstance(value, type):
        what = f"the class {value.__name__}"
    else:
        what = type(value).__name__
    return TypeError(f"{function} takes the class first, such as {function}(Tag, ...), not {what}")
