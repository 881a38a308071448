"""Facts about the functions and classes in the code, from the whole file."""

from __future__ import annotations

import ast
from typing import TypeAlias

import attrs

from .changed_names import (
    assigned_attributes,
    changed_containers,
    global_names,
    replaced_attributes,
)
from .values import Many, Mapped, Value

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
    changed: frozenset[str] = frozenset()
    """Names of variables and attributes that are containers whose items the code changes."""
    replaced: frozenset[str] = frozenset()
    """Names of attributes that the code replaces, such as with ``patch``."""
    assigned: frozenset[str] = frozenset()
    """Names of attributes that the code assigns, such as ``client.list_models = ...``."""
    results: _Results = attrs.field(factory=_Results)
    attributes: _Attributes = attrs.field(factory=_Attributes)
    families: dict[ast.ClassDef, set[ast.ClassDef]] = attrs.field(
        factory=dict[ast.ClassDef, set[ast.ClassDef]]
    )
    """The classes that each class is derived from, and that are derived from it."""
    unknown: set[_Attribute] = attrs.field(factory=set[_Attribute])
    """Attributes whose values are not known, whatever is assigned to them."""
    new_results: _Results = attrs.field(factory=_Results)
    new_attributes: _Attributes = attrs.field(factory=_Attributes)

    @classmethod
    def of(cls, tree: ast.Module) -> FactsOfCode:
        """Return the facts that are known before the code is read."""
        return cls(
            global_names(tree),
            changed_containers(tree),
            replaced_attributes(tree),
            assigned_attributes(tree),
        )

    def kept(self, name: str, value: Value | None) -> Value | None:
        """Return what is known about a variable or an attribute with this value."""
        is_changed = isinstance(value, Many | Mapped) and name in self.changed
        return None if is_changed else value

    def result(self, function: Function) -> Value | None:
        """Return what a function returns."""
        return self.results.get(function)

    def attribute(self, cls: ast.ClassDef, name: str) -> Value | None:
        """Return an attribute of an object, if the classes around its class agree about it."""
        value = self.attributes.get((cls, name))
        family = self.families.get(cls, ())
        agree = all(self.attributes.get((each, name), value) == value for each in family)
        return value if agree else None

    def forget_attribute(self, cls: ast.ClassDef, name: str) -> None:
        """Note that the value of an attribute is never known."""
        self.unknown.add((cls, name))
        self.set_attribute(cls, name, None)

    def set_base(self, cls: ast.ClassDef, base: ast.ClassDef) -> None:
        """Note that a class is derived from another."""
        family = {cls, base, *self.families.get(cls, ()), *self.families.get(base, ())}
        for each in family:
            self.families[each] = family

    def set_result(self, function: Function, value: Value | None) -> None:
        """Note one of the values that a function returns."""
        known = self.new_results.setdefault(function, value)
        self.new_results[function] = known if known == value else None

    def set_attribute(self, cls: ast.ClassDef, name: str, value: Value | None) -> None:
        """Note one of the values of an attribute."""
        value = None if (cls, name) in self.unknown else self.kept(name, value)
        known = self.new_attributes.setdefault((cls, name), value)
        self.new_attributes[cls, name] = known if known == value else None

    def learn(self) -> bool:
        """Make the new facts known, and return whether they differ from those before."""
        is_new = (self.results, self.attributes) != (self.new_results, self.new_attributes)
        self.results, self.attributes = self.new_results, self.new_attributes
        self.new_results, self.new_attributes = {}, {}
        return is_new
