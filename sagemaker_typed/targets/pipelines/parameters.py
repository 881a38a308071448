"""Parameters of a pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, ClassVar

import attrs

from sagemaker_typed.targets.reference import Reference

from .texts import NotText

__all__ = [
    "BooleanParameter",
    "FloatParameter",
    "IntegerParameter",
    "OtherParameter",
    "Parameter",
    "StringParameter",
]


@attrs.define
class Parameter(NotText):
    """Base of the parameters of a pipeline."""

    text_hint: ClassVar[str] = "use its ref"
    """The end of the error for the parameter in a str."""

    type_name: ClassVar[str] = ""
    """The name of the type in the definition."""
    types: ClassVar[tuple[type[Any], ...]] = ()
    """The types of default values."""

    name: str
    """The name, unique in the pipeline."""
    description: str | None = attrs.field(default=None, kw_only=True)
    """A description."""

    @property
    def ref(self) -> Any:
        """A placeholder for the value that an execution has for the parameter.

        It is declared ``Any``, so it can be the value of any field.
        """
        return Reference(f"Parameters.{self.name}")

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each field that has a wrong value, and a message."""
        default: Any = getattr(self, "default", None)
        if default is None:
            return
        is_bool = isinstance(default, bool) and bool not in self.types
        if is_bool or not isinstance(default, self.types):
            yield "default", f"expected {self.types[0].__name__}, not {type(default).__name__}"
        elif isinstance(default, float) and not isfinite(default):
            yield "default", f"JSON has no {default}"


@attrs.define
class StringParameter(Parameter):
    """A parameter whose values are strings."""

    type_name: ClassVar[str] = "String"
    types: ClassVar[tuple[type[Any], ...]] = (str,)

    default: str | None = None
    """The value of an execution that has none; ``None`` if each execution must have one."""
    values: Sequence[str] = attrs.field(default=(), kw_only=True)
    """The values that are allowed; empty if any string is."""

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each field that has a wrong value, and a message."""
        yield from super().problems()
        if self.values and self.default is not None and self.default not in self.values:
            yield "default", f"{self.default!r} is not one of the values {', '.join(self.values)}"


@attrs.define
class IntegerParameter(Parameter):
    """A parameter whose values are ints."""

    type_name: ClassVar[str] = "Integer"
    types: ClassVar[tuple[type[Any], ...]] = (int,)

    default: int | None = None
    """The value of an execution that has none; ``None`` if each execution must have one."""


@attrs.define
class FloatParameter(Parameter):
    """A parameter whose values are floats."""

    type_name: ClassVar[str] = "Float"
    types: ClassVar[tuple[type[Any], ...]] = (float, int)

    default: float | None = None
    """The value of an execution that has none; ``None`` if each execution must have one."""


@attrs.define
class BooleanParameter(Parameter):
    """A parameter whose values are bools."""

    type_name: ClassVar[str] = "Boolean"
    types: ClassVar[tuple[type[Any], ...]] = (bool,)

    default: bool | None = None
    """The value of an execution that has none; ``None`` if each execution must have one."""


@attrs.define
class OtherParameter(Parameter):
    """A parameter whose type or form this release does not know; it is kept unchanged."""

    members: Mapping[str, Any] = attrs.field(factory=dict[str, Any], kw_only=True)
    """The members of the parameter by name."""

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield nothing: the rules are unknown."""
        yield from ()
