"""Facts about the functions and classes in the code, from the whole file."""

from __future__ import annotations

import ast
from typing import TypeAlias

import attrs

from .values import Value

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_Attribute: TypeAlias = tuple[ast.ClassDef, str]
_Results: TypeAlias = dict[Function, Value | None]
_Attributes: TypeAlias = dict[_Attribute, Value | None]


@attrs.define(eq=False)
class FactsOfCode:
    """Results of functions and attributes of objects.

    A file is read several times. Each time, the facts of the time before are known.
    """

    shared: frozenset[str] = frozenset()
    """Names that functions declare as ``global`` or ``nonlocal``; their values are not known."""
    results: _Results = attrs.field(factory=_Results)
    attributes: _Attributes = attrs.field(factory=_Attributes)
    new_results: _Results = attrs.field(factory=_Results)
    new_attributes: _Attributes = attrs.field(factory=_Attributes)

    def result(self, function: Function) -> Value | None:
        """Return what a function returns."""
        return self.results.get(function)

    def attribute(self, cls: ast.ClassDef, name: str) -> Value | None:
        """Return an attribute of an object."""
        return self.attributes.get((cls, name))

    def set_result(self, function: Function, value: Value | None) -> None:
        """Note one of the values that a function returns."""
        known = self.new_results.setdefault(function, value)
        self.new_results[function] = known if known == value else None

    def set_attribute(self, cls: ast.ClassDef, name: str, value: Value | None) -> None:
        """Note one of the values of an attribute."""
        known = self.new_attributes.setdefault((cls, name), value)
        self.new_attributes[cls, name] = known if known == value else None

    def learn(self) -> bool:
        """Make the new facts known, and return whether they differ from those before."""
        is_new = (self.results, self.attributes) != (self.new_results, self.new_attributes)
        self.results, self.attributes = self.new_results, self.new_attributes
        self.new_results, self.new_attributes = {}, {}
        return is_new
