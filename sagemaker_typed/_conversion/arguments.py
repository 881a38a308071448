"""What to say of an argument that is not the request, object or class that was expected."""

from __future__ import annotations

from collections.abc import Mapping

from sagemaker_typed.operation import Request, Response, Shape

__all__ = ["check_object", "not_a_class", "not_a_request"]


def not_a_request(rule: str, value: object, example: str = "CreateModelRequest") -> TypeError:
    """The error for something else in the place of a request; ``rule`` says what belongs there."""
    if isinstance(value, type):
        what, hint = f"the class {value.__name__}", ""
        if issubclass(value, Request):
            hint = f": make one with {value.__name__}(...)"
    else:
        what, hint = type(value).__name__, ""
        if isinstance(value, Response):
            hint = ": that is an answer"
        elif isinstance(value, Mapping):
            hint = f": from_boto({example}, ...) makes one from boto3's own dict"
        elif isinstance(value, str):
            hint = ": a request's class says which operation it is"
    return TypeError(f"{rule}, such as {example}(...), not {what}{hint}")


def check_object(function: str, value: object) -> None:
    """Refuse something else in the place of an object.

    Raises:
        TypeError: ``value`` is no shape, as only callers without types can do it.
    """
    if isinstance(value, Shape):
        return
    what = type(value).__name__
    if isinstance(value, type):
        what = f"the class {value.__name__}: make one with {value.__name__}(...)"
    elif isinstance(value, Mapping):
        what += ": from_boto makes an object from boto3's own dict"
    elif isinstance(value, list | tuple):
        what += f": [{function}(item) for item in ...] takes each of them"
    raise TypeError(f"{function} takes an object, such as Tag(...), not {what}")


def not_a_class(function: str, value: object) -> TypeError:
    """The error for something else in the place of a class, such as arguments in another order."""
    what = (
        f"the text {value[:40]!r}"
        if isinstance(value, str) and value.isidentifier()
        else type(value).__name__
    )
    return TypeError(f"{function} takes the class first, such as {function}(Tag, ...), not {what}")
