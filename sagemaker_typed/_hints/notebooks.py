"""How ``help`` and IPython show the generated classes and their objects."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import reduce
from types import GenericAlias, MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin

__all__ = ["PlainSignature", "plain_signature", "print_pretty", "without_limits"]


def plain_signature(init: Any) -> inspect.Signature:
    """Return the signature of an ``__init__``: no limits, and ``unknown_members`` last."""
    signature = inspect.signature(init)
    parameters = [*signature.parameters.values()]
    parameters.sort(key=lambda parameter: parameter.name == "unknown_members")
    plain = [each.replace(annotation=without_limits(each.annotation)) for each in parameters]
    return signature.replace(parameters=plain, return_annotation=signature.empty)


class PlainSignature(inspect.Signature):
    """The signature of a shape's ``__init__`` for ``help``, computed when it is used."""

    __slots__ = ("_init",)

    def __init__(self, init: Callable[..., Any]) -> None:
        self._init = init

    def _plain(self) -> inspect.Signature:
        return plain_signature(self._init)

    @property
    def parameters(self) -> MappingProxyType[str, inspect.Parameter]:
        """The parameters."""
        return self._plain().parameters

    @property
    def return_annotation(self) -> Any:
        """No annotation."""
        return inspect.Signature.empty

    def replace(self, **changes: Any) -> Any:
        """Return a changed copy, which is not lazy."""
        return self._plain().replace(**changes)

    def __reduce__(self) -> Any:
        return self._plain().__reduce__()


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
