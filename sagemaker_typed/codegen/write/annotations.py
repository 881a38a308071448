"""Shapes as annotations, and the imports that those need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from typing import Final

import attrs

from sagemaker_typed.codegen.model.shapes import (
    BODY,
    List,
    Map,
    Member,
    Scalar,
    Service,
    ShapeModel,
    Structure,
)
from sagemaker_typed.codegen.plan.rooms import INSTANCE_TYPES, House, Room

from .literals import number_literal, text_literal

_KINDS: Final = {
    "string": "str",
    "integer": "int",
    "long": "int",
    "float": "float",
    "double": "float",
    "boolean": "bool",
    "timestamp": "datetime",
    "blob": "bytes",
    BODY: "Body",
}


@attrs.frozen
class Imports:
    """What one generated module takes from elsewhere: names by module, as ``from`` imports."""

    names: defaultdict[str, set[str]] = attrs.field(factory=lambda: defaultdict(set))
    modules: set[str] = attrs.field(factory=set[str])

    def add(self, module: str, name: str) -> None:
        """Note that the module needs ``name`` from ``module``."""
        self.names[module].add(name)

    def sorted(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Modules and their names, both sorted."""
        return tuple((module, tuple(sorted(names))) for module, names in sorted(self.names.items()))


def relative_import(room: Room, importer: Room) -> str:
    """``room`` as a relative import from the module ``importer`` of the same service."""
    here, there = importer.split(".")[:-1], room.split(".")
    if there[0] == INSTANCE_TYPES:
        return "." * (len(here) + 2) + room
    while here and there and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "." * (len(here) + 1) + ".".join(there)


@attrs.frozen
class Annotator:
    """Writes annotations for one module and notes its imports."""

    service: Service
    house: House
    room: Room
    imports: Imports = attrs.field(factory=Imports)
    defined: set[str] = attrs.field(factory=set[str])
    """Shapes of this module that are written already: others of it are mentioned as text."""

    def field(self, member: Member, shadowed: Set[str] = frozenset()) -> str:
        """The annotation for a member, without what it says of being absent."""
        if member.is_stream:
            return self._imported("streaming", "ByteStream")
        if member.json_value and member.location == "header":
            return self._imported("documents", "Document")
        annotation = self.annotation(member.shape, shadowed)
        shape = self.service.shapes[member.shape]
        if isinstance(shape, Structure) and shape.event_stream:
            return f"{self._imported('streaming', 'EventStream')}[{annotation}]"
        return annotation

    def annotation(self, shape: str, shadowed: Set[str] = frozenset()) -> str:
        """The annotation for a mention of ``shape``.

        ``shadowed`` are the names that the class body binds: a field called ``list`` must not
        become the type of the next field.
        """
        definition = self.house.definitions.get(shape)
        if definition is None:
            model = self.service.shapes[shape]
            text = self._plain(model, shadowed)
            if isinstance(model, List | Map) and model.is_constrained:
                return self._annotated(text, model)
            return text
        if definition.room != self.room:
            self.imports.add(relative_import(definition.room, self.room), definition.name)
        elif shape not in self.defined:
            return f'"{definition.name}"'
        return definition.name

    def bare(self, shape: str) -> str:
        """The type of ``shape`` without the names of constrained shapes, for a reader."""
        match model := self.service.shapes[shape]:
            case List():
                return f"list[{self.bare(model.member)}]"
            case Map():
                return f"dict[{self.bare(model.key)}, {self.bare(model.value)}]"
            case Scalar():
                return _KINDS[model.kind]
            case Structure(document=True):
                return "Document"
            case _:
                return self.house.definitions[shape].name

    def bare_field(self, member: Member) -> str:
        """The type of a member without the names of constrained shapes, for a reader."""
        if member.is_stream:
            return "ByteStream"
        if member.json_value and member.location == "header":
            return "Document"
        shape = self.service.shapes[member.shape]
        bare = self.bare(member.shape)
        is_event_stream = isinstance(shape, Structure) and shape.event_stream
        return f"EventStream[{bare}]" if is_event_stream else bare

    def alias(self, shape: str) -> str:
        """The right side of a constrained shape's definition."""
        model = self.service.shapes[shape]
        return self._annotated(self._plain(model, frozenset()), model)

    def _annotated(self, text: str, model: ShapeModel) -> str:
        self.imports.add("typing", "Annotated")
        return f"Annotated[{text}, {', '.join(self._markers(model))}]"

    def _plain(self, model: ShapeModel, shadowed: Set[str]) -> str:
        match model:
            case List():
                member = self.annotation(model.member, shadowed)
                return f"{self.builtin('list', shadowed)}[{member}]"
            case Map():
                key = self.annotation(model.key, shadowed)
                value = self.annotation(model.value, shadowed)
                return f"{self.builtin('dict', shadowed)}[{key}, {value}]"
            case Structure(document=True):
                return self._imported("documents", "Document")
            case Scalar(kind="body"):
                return self._imported("streaming", _KINDS[model.kind])
            case Scalar():
                return self.builtin(_KINDS[model.kind], shadowed)
            case _:
                raise AssertionError(f"{model.name} must have a definition")

    def _imported(self, module: str, name: str) -> str:
        self.imports.add(f"sagemaker_typed.{module}", name)
        return name

    def builtin(self, name: str, shadowed: Set[str]) -> str:
        """A type of Python's own, where the class body binds the names ``shadowed``."""
        if name == "datetime":
            if name in shadowed:
                self.imports.modules.add("datetime as _datetime")
                return "_datetime.datetime"
            self.imports.add("datetime", "datetime")
        elif name in shadowed:
            # With an underscore before it, as no field has one.
            self.imports.modules.add("builtins as _builtins")
            return f"_builtins.{name}"
        return name

    def _markers(self, shape: ShapeModel) -> list[str]:
        match shape:
            case Scalar(kind="string" | "blob" | "body") | List() | Map():
                markers = self._length(shape.minimum, shape.maximum)
            case Scalar():
                markers = self._interval(shape.minimum, shape.maximum)
            case _:
                raise AssertionError(f"{shape} has no constraints")
        if isinstance(shape, Scalar) and shape.pattern is not None:
            self.imports.add("sagemaker_typed.constraints", "Pattern")
            markers.append(f"Pattern({text_literal(shape.pattern)})")
        if shape.sensitive:
            self.imports.add("sagemaker_typed.constraints", "Sensitive")
            markers.append("Sensitive()")
        return markers

    def _length(self, minimum: float | None, maximum: float | None) -> list[str]:
        if minimum is None and maximum is None:
            return []
        self.imports.add("annotated_types", "Len")
        bounds = [number_literal(minimum or 0)]
        if maximum is not None:
            bounds.append(number_literal(maximum))
        return [f"Len({', '.join(bounds)})"]

    def _interval(self, minimum: float | None, maximum: float | None) -> list[str]:
        if minimum is None and maximum is None:
            return []
        bounds: Mapping[str, float | None] = {"ge": minimum, "le": maximum}
        given = [f"{name}={number_literal(n)}" for name, n in bounds.items() if n is not None]
        self.imports.add("annotated_types", "Interval")
        return [f"Interval({', '.join(given)})"]
