"""Straight-line conversion functions, compiled for a class when it is first converted.

A field costs what its value needs and no more: texts and numbers pass without a call, ``None`` is
a test. When something does not fit, the function fails with whatever Python raises there, and
``_diagnosis`` walks the value again to say what and where.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, Protocol

import attrs

from sagemaker_typed._schema.fields import (
    Content,
    ListOf,
    MapOf,
    Plain,
    Single,
    field_contents,
)
from sagemaker_typed.operation import Shape

from .scalars import as_list

# The classes whose hooks are being made: a recursive shape meets itself there.
_in_progress: ContextVar[frozenset[object]] = ContextVar("_in_progress", default=frozenset())


@attrs.frozen(eq=False, repr=False)
class Mode:
    """What is not the same for every converter."""

    unknown_members: bool = True
    """Whether unknown members are kept and given back; else they are refused, and left behind."""
    blobs_as_base64: bool = False
    """Whether blobs are base64 texts on the dict's side, as JSON has them."""
    wire: bool = False
    """Whether dicts are JSON as the service sends it, and nobody else's: they need no copies."""
    rest: bool = False
    """Whether that JSON is of a protocol for which botocore's parser converts numbers too."""


class Converting(Protocol):
    """What hooks use of a converter, to find those of other types."""

    def get_structure_hook(self, type: Any, /) -> Callable[[Any, Any], Any]:
        """The function that makes a value of ``type``."""
        ...

    def get_unstructure_hook(self, type: Any, /) -> Callable[[Any], Any]:
        """The function that makes a plain value of one of ``type``."""
        ...

    def structure(self, obj: Any, cl: Any, /) -> Any:
        """A ``cl`` from ``obj``."""
        ...

    def unstructure(self, obj: Any, unstructure_as: Any, /) -> Any:
        """A plain value from ``obj``, an ``unstructure_as``."""
        ...


@attrs.define(eq=False, repr=False)
class Writer(ABC):
    """Writes one function, and collects the objects that it refers to."""

    cls: type[Shape]
    converter: Converting
    mode: Mode
    namespace: dict[str, Any] = attrs.field(factory=dict[str, Any])
    text: str = "text"
    """The function for what is not exactly a ``str``, in the field being written."""
    name: str = ""
    """The field being written."""

    def function(self) -> Any:
        """The compiled function."""
        token = _in_progress.set(_in_progress.get() | {self._key(self.cls)})
        try:
            source = self.source(field_contents(self.cls))
        finally:
            _in_progress.reset(token)
        namespace = self.namespace | self.names() | {"cls": self.cls, "as_list": as_list}
        exec(compile(source, f"<conversion of {self.cls.__qualname__}>", "exec"), namespace)
        return namespace["convert"]

    @abstractmethod
    def names(self) -> dict[str, Any]:
        """What the source calls by a name of its own."""

    @abstractmethod
    def source(self, contents: Mapping[str, Content]) -> str:
        """The source of a function called ``convert``."""

    @abstractmethod
    def single(self, content: Single, value: str) -> str:
        """The source of ``value``, which is no list or map, converted."""

    def expression(self, content: Content, value: str) -> str:
        """The source of ``value`` converted; ``value`` itself where it passes."""
        match content:
            case ListOf():
                return self.list_of(content, value)
            case MapOf():
                return self.map_of(content, value)
            case _:
                return self.single(content, value)

    def bind(self, value: object, name: str) -> str:
        """A name for ``value`` in the function."""
        unique = f"{name}_{len(self.namespace)}"
        self.namespace[unique] = value
        return unique

    def _key(self, cls: type[Shape]) -> object:
        return (type(self), id(self.converter), cls)

    def _is_in_progress(self, cls: type[Shape]) -> bool:
        return self._key(cls) in _in_progress.get()

    def list_of(self, content: ListOf, value: str) -> str:
        """The source of a list converted."""
        items = f"({value} if {value}.__class__ is list else as_list({value}))"
        item = self.expression(content.member, "x")
        if item == "x":
            return f"[*{items}]"
        if not isinstance(content.member, Plain) or self.mode.wire:
            item = f"None if x is None else {item}"
        return f"[{item} for x in {items}]"

    def map_of(self, content: MapOf, value: str) -> str:
        """The source of a map converted."""
        key, item = self.expression(content.key, "k"), self.expression(content.value, "y")
        if not isinstance(content.value, Plain) and item != "y":
            item = f"None if y is None else {item}"
        return f"{{{key}: {item} for k, y in {value}.items()}}"
