"""How ``help`` and IPython show the generated classes and their objects."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from functools import reduce
from types import GenericAlias, UnionType
from typing import Any, Union, get_args, get_origin

__all__ = ["plain_signature", "print_pretty", "without_limits"]


def plain_signature(init: Any) -> inspect.Signature:
    """Return the signature of an ``__init__``: no limits, and ``unknown_members`` last."""
    signature = inspect.signature(init)
    parameters = [*signature.parameters.values()]
    parameters.sort(key=lambda parameter: parameter.name == "unknown_members")
    plain = [each.replace(annotation=without_limits(each.annotation)) for each in parameters]
    return signature.replace(parameters=plain, return_annotation=signature.empty)


def without_limits(annotation: Any) -> Any:
    """Return an annotation without the constraints in ``Annotated``."""
    if hasattr(annotation, "__metadata__"):
        return without_limits(annotation.__origin__)
    inner = tuple(map(without_limits, get_args(annotation)))
    origin = get_origin(annotation)
    if isinstance(annotation, UnionType) or origin is Union:
        return reduce(_or, inner)
    return GenericAlias(origin, inner) if origin in (list, dict) else annotation


def _or(left: Any, right: Any) -> Any:
    return left | right


def print_pretty(printer: Any, name: str, fields: Iterable[Any], *, cycle: bool) -> None:
    """Print an object with IPython's printer: on one line, or one field on each line.

    Args:
        printer: IPython's ``RepresentationPrinter``.
        name: The name of the class.
        fields: Pairs of the name and the value to show.
        cycle: Whether the object contains itself.
    """
    if cycle:
        printer.text(f"{name}(...)")
        return
    with printer.group(4, f"{name}(", ")"):
        before = ""
        for field, value in fields:
            printer.text(before)
            printer.breakable(" " if before else "")
            printer.text(f"{field}=")
            printer.pretty(value)
            before = ","
