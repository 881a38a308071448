"""Errors for arguments that are not the expected request, object or class."""

from __future__ import annotations

from collections.abc import Mapping

from sagemaker_typed.operation import Request, Response, Shape

__all__ = ["check_object", "not_a_class", "not_a_request"]


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


def check_object(function: str, value: object) -> None:
    """Check that an argument is an object of this package; type checkers check it too.

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
    raise TypeError(f"{function} takes an object, such as Tag(...), not {what}")


def not_a_class(function: str, value: object) -> TypeError:
    """Return the error for an argument that is not a class, such as swapped arguments."""
    what = (
        f"the str {value[:40]!r}"
        if isinstance(value, str) and value.isidentifier()
        else type(value).__name__
    )
    return TypeError(f"{function} takes the class first, such as {function}(Tag, ...), not {what}")
