"""Registers the classes with Hypothesis, so that ``st.from_type`` finds their strategies.

Hypothesis calls :func:`register_all` when it is imported. A class that is built later registers
itself: ``Shape.__init_subclass__`` looks for this module.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hypothesis.strategies import SearchStrategy

__all__ = ["register", "register_all"]

_OPERATION = "sagemaker_typed.operation"


def register_all() -> None:
    """Register the classes that are there; others follow when they are built."""
    operation = sys.modules.get(_OPERATION)
    waiting = [operation.Shape] if operation else []
    while waiting:
        cls = waiting.pop()
        waiting += cls.__subclasses__()
        if cls.__module__ != _OPERATION and operation and operation.has_attrs_init(cls):
            register(cls)


def register(cls: "type[Any]") -> None:
    """Register a class."""
    from hypothesis.strategies import register_type_strategy

    if cls.__module__ != _OPERATION:
        register_type_strategy(cls, _strategy)


def _strategy(cls: "type[Any]") -> "SearchStrategy[Any]":
    from .strategies.shapes import of_class

    return of_class(cls)
