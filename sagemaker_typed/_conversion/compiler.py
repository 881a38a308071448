"""Straight-line conversion functions, compiled when a class is first converted.

The functions do as little as possible for each field: str values and numbers are copied without a
call, and a field that is ``None`` costs one test. A value that does not fit raises whatever Python
raises there; ``diagnosis`` then walks the value again to find what is wrong and where.

Each function has its own file name and its source in ``linecache``, so that tracebacks, ``pdb`` and
``inspect.getsource`` show its lines.

The functions of ``cattrs.gen``, with overrides for names and for fields that are ``None``, could do
a part of this. On the ten largest shapes they take about 4 times as long to read and twice as long
to write (``docs/benchmarks/cattrs_gen.py``). Unknown members, corrections and type checks would
need wrappers around them. Therefore this module writes the functions, and cattrs is used to look
up the functions of converters and of users' types.
"""

from __future__ import annotations

import linecache
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any, ClassVar, Final, NamedTuple, Protocol
from weakref import finalize

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.operation import Shape

from .scalars import as_list

_numbers: Final = count(1)
INDENT: Final = "    "


class Mode(NamedTuple):
    """The options of a conversion."""

    unknown_members: bool = True
    """Whether to keep unknown members. If not, reading refuses them and writing omits them."""
    blobs_as_base64: bool = False
    """Whether blobs are base64 in dicts, as in JSON."""
    wire: bool = False
    """Whether dicts are the service's JSON. Nothing else uses them, so they are not copied."""
    rest: bool = False
    """Whether the JSON is of a protocol for which botocore's parser converts numbers too."""
    checked: bool = True
    """Whether plain values must have the type of their field. Requests are checked when sent."""
    open_enums: bool = True
    """Whether a str that an enum does not have becomes an open member. If not, it stays a str."""


class Hooks(Protocol):
    """Looks up the functions of other types: a cattrs converter, or the package's registry."""

    def get_structure_hook(self, type: Any, /) -> Callable[[Any, Any], Any]:
        """Return the function that structures a ``type``."""
        ...

    def get_unstructure_hook(self, type: Any, /) -> Callable[[Any], Any]:
        """Return the function that unstructures a ``type``."""
        ...


class Compiler(ABC):
    """Writes the source of one function and collects the objects that it refers to."""

    verb: ClassVar[str]
    """The first part of the function's name."""

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
        """Compile and return the function."""
        source = "\n".join([*self.lines(field_contents(self.cls)), ""])
        file_name = f"<sagemaker_typed {self.verb} {self.cls.__name__} #{next(_numbers)}>"
        exec(compile(source, file_name, "exec"), self.namespace)
        # With None as the modification time, `linecache.checkcache` keeps the entry.
        linecache.cache[file_name] = len(source), None, source.splitlines(True), file_name
        function = self.namespace[self.name]
        # Remove the entry together with the function, for short-lived converters.
        finalize(function, linecache.cache.pop, file_name, None).atexit = False
        return function

    @abstractmethod
    def helpers(self) -> Mapping[str, Any]:
        """Return the helper functions that the source calls, by name."""

    @abstractmethod
    def lines(self, contents: Mapping[str, Content]) -> Iterable[str]:
        """Yield the source lines of a function called ``self.name``."""

    @abstractmethod
    def converted(self, content: Content, value: str) -> str:
        """Return an expression that converts ``value``, or ``value`` if it needs no conversion."""

    def item(self, content: Content, value: str) -> str:
        """Return an expression that converts an item of a list or map, which may be ``None``."""
        converted = self.converted(content, value)
        if converted == value or isinstance(content, kinds.Plain):
            return converted
        return f"None if {value} is None else {converted}"

    def key(self, content: Content) -> str:
        """Return an expression that converts ``key``, a key of a map."""
        return self.converted(content, "key")

    def entry(self, content: Content) -> str:
        """Return an expression that converts ``entry``, a value of a map."""
        return self.item(content, "entry")

    def bind(self, value: object, name: str) -> str:
        """Make ``value`` available in the function, and return its name there.

        The name is ``name``, made a valid identifier and unique.
        """
        name = re.sub(r"\W", "_", name, flags=re.ASCII)
        unique = name if name not in self.namespace else f"{name}_{len(self.namespace)}"
        self.namespace[unique] = value
        return unique

    def bind_later(self, find: Callable[[], Callable[..., Any]], name: str) -> str:
        """Make the result of ``find`` available in the function, and return its name there.

        ``find`` is called when the function first needs it: most calls have few of the structures
        that they could have, and a structure may contain itself.
        """
        namespace = self.namespace

        def first(*arguments: Any) -> Any:
            found = namespace[unique] = find()
            return found(*arguments)

        unique = self.bind(first, name)
        return unique

    def list_of(self, content: kinds.List, value: str) -> str:
        """Return an expression that converts a list."""
        items = f"({value} if {value}.__class__ is list else as_list({value}))"
        item = self.item(content.member, "item")
        return f"[*{items}]" if item == "item" else f"[{item} for item in {items}]"

    def map_of(self, content: kinds.Map, value: str) -> str:
        """Return an expression that converts a map."""
        key, entry = self.key(content.key), self.entry(content.value)
        return f"{{{key}: {entry} for key, entry in {value}.items()}}"
