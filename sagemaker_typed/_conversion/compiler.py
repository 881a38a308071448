"""Straight-line conversion functions, compiled for a class when it is first converted.

A field costs what its value needs and no more: str values and numbers pass without a call, ``None``
is a test. When something does not fit, the function fails with whatever Python raises there, and
``diagnosis`` walks the value again to say what and where. Each function has a file name of its own
and its source in ``linecache``: tracebacks, ``pdb`` and ``inspect.getsource`` show its lines.

The functions of ``cattrs.gen``, with overrides for names and for fields that are ``None``, could do
a part of this. On the ten largest shapes they take about 4 times as long to read, and twice as long
to write (``docs/benchmarks/cattrs_gen.py``). Unknown members, corrections and the refusal of other
kinds would have to be wrapped around them. So cattrs stays what finds functions for converters and
users' own types, and we write the functions.
"""

from __future__ import annotations

import linecache
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from itertools import count
from typing import Any, ClassVar, Final, NamedTuple, Protocol
from weakref import finalize

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.operation import Shape

from .scalars import as_list

# The classes whose functions are being compiled: a recursive shape meets itself there.
_in_progress: ContextVar[frozenset[object]] = ContextVar("_in_progress", default=frozenset())
_numbers: Final = count(1)
INDENT: Final = "    "


class Mode(NamedTuple):
    """How a converter treats what can be treated in several ways."""

    unknown_members: bool = True
    """Whether unknown members are kept and given back; else they are refused, and left behind."""
    blobs_as_base64: bool = False
    """Whether blobs are base64 in dicts, as in JSON."""
    wire: bool = False
    """Whether dicts are JSON as the service sends it, and nobody else's: they need no copies."""
    rest: bool = False
    """Whether that JSON is of a protocol for which botocore's parser converts numbers too."""


class Hooks(Protocol):
    """Where a function finds those of other types: a cattrs converter, or our own registry."""

    def get_structure_hook(self, type: Any, /) -> Callable[[Any, Any], Any]:
        """The function that structures a ``type``."""
        ...

    def get_unstructure_hook(self, type: Any, /) -> Callable[[Any], Any]:
        """The function that unstructures a ``type``."""
        ...

    def structure(self, obj: Any, cl: Any, /) -> Any:
        """A ``cl`` from ``obj``."""
        ...

    def unstructure(self, obj: Any, unstructure_as: Any, /) -> Any:
        """A plain value from ``obj``, an ``unstructure_as``."""
        ...


class Compiler(ABC):
    """Writes the source of one function, and collects the objects that it refers to."""

    verb: ClassVar[str]
    """What the function does; its name begins with it."""

    def __init__(self, cls: type[Shape], hooks: Hooks, mode: Mode) -> None:
        self.cls = cls
        self.hooks = hooks
        self.mode = mode
        class_name = re.sub(r"\W", "_", cls.__name__, flags=re.ASCII)
        self.name = f"{self.verb}_{class_name}"
        self.namespace: dict[str, Any] = {
            "__name__": __name__,
            "cls": cls,
            "as_list": as_list,
            self.name: None,
            **self.helpers(),
        }

    def function(self) -> Any:
        """The compiled function."""
        token = _in_progress.set(_in_progress.get() | {self._key(self.cls)})
        try:
            source = "\n".join([*self.lines(field_contents(self.cls)), ""])
        finally:
            _in_progress.reset(token)
        file_name = f"<sagemaker_typed {self.verb} {self.cls.__name__} #{next(_numbers)}>"
        exec(compile(source, file_name, "exec"), self.namespace)
        # Without a time of change: `linecache.checkcache` keeps it.
        linecache.cache[file_name] = len(source), None, source.splitlines(True), file_name
        function = self.namespace[self.name]
        # A converter that is made and dropped again leaves nothing behind.
        finalize(function, linecache.cache.pop, file_name, None).atexit = False
        return function

    @abstractmethod
    def helpers(self) -> Mapping[str, Any]:
        """What the source calls by a name of its own."""

    @abstractmethod
    def lines(self, contents: Mapping[str, Content]) -> Iterable[str]:
        """The source of a function called ``self.name``."""

    @abstractmethod
    def converted(self, content: Content, value: str) -> str:
        """The source of ``value`` converted; ``value`` itself where it passes."""

    def bind(self, value: object, name: str) -> str:
        """A name for ``value`` in the function, like ``name``; a class's own may be no name."""
        name = re.sub(r"\W", "_", name, flags=re.ASCII)
        unique = name if name not in self.namespace else f"{name}_{len(self.namespace)}"
        self.namespace[unique] = value
        return unique

    def is_in_progress(self, cls: type[Shape]) -> bool:
        """Whether the function of ``cls`` is being compiled."""
        return self._key(cls) in _in_progress.get()

    def _key(self, cls: type[Shape]) -> object:
        return (type(self), id(self.hooks), cls)

    def list_of(self, content: kinds.List, value: str) -> str:
        """The source of a list converted."""
        items = f"({value} if {value}.__class__ is list else as_list({value}))"
        item = self.converted(content.member, "item")
        if item == "item":
            return f"[*{items}]"
        if not isinstance(content.member, kinds.Plain) or self.mode.wire:
            item = f"None if item is None else {item}"
        return f"[{item} for item in {items}]"

    def map_of(self, content: kinds.Map, value: str) -> str:
        """The source of a map converted."""
        key, entry = self.converted(content.key, "key"), self.converted(content.value, "entry")
        if not isinstance(content.value, kinds.Plain) and entry != "entry":
            entry = f"None if entry is None else {entry}"
        return f"{{{key}: {entry} for key, entry in {value}.items()}}"
