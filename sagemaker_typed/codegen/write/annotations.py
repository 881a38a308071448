"""Write the annotations of shapes, and collect the imports that they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

import attrs

from sagemaker_typed.codegen.model.shapes import (
    List,
    Map,
    Member,
    Scalar,
    Service,
    ShapeModel,
    Structure,
)
from sagemaker_typed.codegen.plan.bare_types import KINDS, bare_field_type
from sagemaker_typed.codegen.plan.rooms import INSTANCE_TYPES, Layout, Room

from .literals import number_literal, text_literal


@attrs.frozen
class Imports:
    """The imports of one generated module."""

    names: defaultdict[str, set[str]] = attrs.field(factory=lambda: defaultdict(set))
    modules: set[str] = attrs.field(factory=set[str])

    def add(self, module: str, name: str) -> None:
        """Add ``from module import name``."""
        self.names[module].add(name)

    def sorted(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the modules and their names, both sorted."""
        return tuple((module, tuple(sorted(names))) for module, names in sorted(self.names.items()))


def relative_import(room: Room, importer: Room) -> str:
    """Return the relative name of the module ``room`` in the module ``importer``."""
    here, there = importer.split(".")[:-1], room.split(".")
    if there[0] == INSTANCE_TYPES:
        return "." * (len(here) + 2) + room
    while here and there and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "." * (len(here) + 1) + ".".join(there)


@attrs.frozen
class Annotator:
    """Writes the annotations of one module and collects its imports."""

    service: Service
    layout: Layout
    room: Room
    imports: Imports = attrs.field(factory=Imports)
    defined: set[str] = attrs.field(factory=set[str])
    """The shapes that the module has already defined; references to later ones are quoted."""

    def field(self, member: Member, shadowed: Set[str] = frozenset()) -> str:
        """Return the annotation for a member, without ``| None``."""
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
        """Return the annotation for a reference to ``shape``.

        ``shadowed`` has the names that the class body binds: a field called ``list`` must not be
        used as the type of the next field.
        """
        definition = self.layout.definitions.get(shape)
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

    def bare_field(self, member: Member) -> str:
        """Return the type of a member for readers, with ``str`` instead of a constrained name."""
        definitions = self.layout.definitions
        return bare_field_type(self.service, member, lambda shape: definitions[shape].name)

    def alias(self, shape: str) -> str:
        """Return the right-hand side of the definition of a constrained shape."""
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
                return self._imported("streaming", KINDS[model.kind])
            case Scalar():
                return self.builtin(KINDS[model.kind], shadowed)
            case _:
                raise AssertionError(f"{model.name} must have a definition")

    def _imported(self, module: str, name: str) -> str:
        self.imports.add(f"sagemaker_typed.{module}", name)
        return name

    def builtin(self, name: str, shadowed: Set[str]) -> str:
        """Return a builtin type or ``datetime``, qualified if the class body hides its name."""
        if name == "datetime":
            if name in shadowed:
                self.imports.modules.add("datetime as _datetime")
                return "_datetime.datetime"
            self.imports.add("datetime", "datetime")
        elif name in shadowed:
            # No field name starts with an underscore.
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
            unchecked = ", is_checked=False" if shape.pattern_problem else ""
            markers.append(f"Pattern({text_literal(shape.pattern)}{unchecked})")
        if shape.sensitive:
            self.imports.add("sagemaker_typed.constraints", "Sensitive")
            markers.append("Sensitive()")
        return markers

    def _length(self, minimum: float | None, maximum: float | None) -> list[str]:
        if minimum is None and maximum is None:
            return []
        self.imports.add("sagemaker_typed._markers", "Len")
        bounds = [number_literal(minimum or 0)]
        if maximum is not None:
            bounds.append(number_literal(maximum))
        return [f"Len({', '.join(bounds)})"]

    def _interval(self, minimum: float | None, maximum: float | None) -> list[str]:
        if minimum is None and maximum is None:
            return []
        bounds: Mapping[str, float | None] = {"ge": minimum, "le": maximum}
        given = [f"{name}={number_literal(n)}" for name, n in bounds.items() if n is not None]
        self.imports.add("sagemaker_typed._markers", "Interval")
        return [f"Interval({', '.join(given)})"]
