"""The views of the classes of events, the shapes of their details and the filters of patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

from sagemaker_typed.codegen.model.shapes import Enum, List, Map, Scalar, ShapeModel, Structure
from sagemaker_typed.codegen.model.store import SAGEMAKER
from sagemaker_typed.codegen.plan import naming
from sagemaker_typed.codegen.plan.event_types import EventType, EventTypes

from .context import Context
from .literals import text_literal
from .templating import render

_OF_EVERY_EVENT: Final = frozenset({"source", "account", "region", "resources", "tags", "detail"})
"""The keywords of every pattern."""
_FILTERS: Final = {
    "string": "Match[str]",
    "integer": "Match[float]",
    "long": "Match[float]",
    "float": "Match[float]",
    "double": "Match[float]",
    "boolean": "Match[bool]",
    "timestamp": "Match[str | float]",
    "blob": "Match[str]",
}
_OWN_FILTERS: Final = {
    "str": "Match[str]",
    "int": "Match[float]",
    "bool": "Match[bool]",
    "datetime": "Match[str | float]",
    "Document": "Mapping[str, Any]",
    "list[str]": "Match[str]",
}
_BUILTINS: Final = frozenset({"str", "int", "bool"})


@attrs.frozen
class ExtraView:
    """A property for a member that the response does not have."""

    name: str
    wire_name: str
    type: str


@attrs.frozen
class EventView:
    """The class of an event."""

    name: str
    base: str
    detail: str
    """The type of the detail."""
    detail_path: tuple[str, str] | None
    """The module and the name of the class of the detail."""
    event: EventType
    extras: tuple[ExtraView, ...]

    @property
    def facts(self) -> Iterator[str]:
        """The paragraph of the docstring about the detail."""
        event = self.event
        if event.operation and self.detail_path:
            yield f"The detail has the members of the response of ``{event.operation}``."
        elif self.detail_path:
            yield f"The detail is a ``{self.detail}`` of ``sagemaker_typed.events.shapes``."
        else:
            yield "No page describes the detail, which is a dict."
        if event.analogy and self.detail_path:
            yield f"No page describes it: {event.analogy}."
        yield f"Source: {event.source}"


@attrs.frozen
class FieldView:
    """A field of an own shape, or a key of a filter."""

    name: str
    wire_name: str
    type: str
    sensitive: bool = False


@attrs.frozen
class StructureView:
    """An own shape, or the filter of a shape."""

    name: str
    base: str
    fields: tuple[FieldView, ...]


def event_sources(
    types: EventTypes, contexts: Mapping[str, Context], marker: str
) -> tuple[dict[str, str], list[str]]:
    """Return the sources of the classes of events, and notes for a person.

    Args:
        types: The types of events; without any, there are no sources.
        contexts: The services, by package.
        marker: The first line of each file.
    """
    if not types.events or SAGEMAKER not in contexts:
        return {}, []
    own = _OwnShapes(types, contexts[SAGEMAKER])
    filters = _Filters(own, contexts)
    views = [_event(event, contexts) for event in types.events]
    for view in views:
        filters.add_event(view)
    imports: dict[str, set[str]] = {}
    for view in views:
        if view.detail_path and view.base == "Event":
            imports.setdefault(view.detail_path[0], set()).add(view.detail_path[1])
    return {
        "events/classes.py": render(
            "event_classes",
            marker=marker,
            events=views,
            names=sorted(["SageMakerEvent", *(view.name for view in views)]),
            imports=_sorted(imports),
        ),
        "events/filters.py": render(
            "event_filters",
            marker=marker,
            structures=filters.views,
            imports=_sorted(filters.imports),
        ),
        "events/shapes.py": render(
            "event_shapes", marker=marker, structures=own.views, imports=_sorted(own.imports)
        ),
    }, filters.notes


def _sorted(imports: Mapping[str, Iterable[str]]) -> list[tuple[str, list[str]]]:
    return sorted((module, sorted(names)) for module, names in imports.items())


def _event(event: EventType, contexts: Mapping[str, Context]) -> EventView:
    path: tuple[str, str] | None = None
    known: set[str] = set()
    if event.shape:
        path = ("sagemaker_typed.events.shapes", event.shape)
    elif event.operation and (response := _response(event, contexts)) is not None:
        path = (f"sagemaker_typed.{event.package}", f"{event.operation}Response")
        known = {member.name for member in response.members}
    extras = tuple(
        ExtraView(extra.name or naming.field_name(wire), text_literal(wire), extra.type)
        for wire, extra in event.extras.items()
        if wire not in known
    )
    detail = path[1] if path else "Mapping[str, Any]"
    return EventView(event.class_name, event.base, detail, path, event, extras)


def _response(event: EventType, contexts: Mapping[str, Context]) -> Structure | None:
    """Return the output of the operation; ``None`` if the model does not have it."""
    context = contexts.get(event.package)
    operation = context.service.operations.get(event.operation or "") if context else None
    if context is None or operation is None or operation.output is None:
        return None
    return context.service.structure(operation.output)


class _OwnShapes:
    """The shapes of details that the API does not have.

    Attributes:
        views: The shapes; those inside others come first.
        imports: The names that they need, by module.
    """

    def __init__(self, types: EventTypes, context: Context) -> None:
        self.shapes = shapes = types.shapes
        self.sensitive = types.sensitive
        self.context = context
        self.views: list[StructureView] = []
        self.imports: dict[str, set[str]] = {}
        for name in shapes:
            self._add(name)

    def _add(self, name: str) -> None:
        if any(view.name == name for view in self.views):
            return
        members = self.shapes[name]
        for inner in members.values():
            if inner in self.shapes:
                self._add(inner)
        names = naming.field_names(name, list(members))
        hidden = self.sensitive.get(name, ())
        fields = tuple(
            FieldView(names[wire], text_literal(wire), self._type(inner), wire in hidden)
            for wire, inner in members.items()
        )
        self.views.append(StructureView(name, "Shape", fields))

    def api_shape(self, name: str) -> tuple[str, ShapeModel] | None:
        """Return the class name and the model of a shape of the API, if it is there."""
        definition = self.context.layout.definitions.get(name)
        return (definition.name, definition.shape) if definition else None

    def _type(self, name: str) -> str:
        if name in _BUILTINS or name in self.shapes:
            return name
        if name == "datetime":
            self.imports.setdefault("datetime", set()).add(name)
            return name
        found = self.api_shape(name)
        if found is not None:
            self.imports.setdefault("sagemaker_typed.sagemaker", set()).add(found[0])
            return found[0]
        # An older model does not have the shape.
        self.imports.setdefault("sagemaker_typed.documents", set()).add("Document")
        return "Document"


class _Filters:
    """The filters of patterns: a ``TypedDict`` for each event and each structure inside.

    Attributes:
        views: The filters.
        imports: The enums that they need, by module.
        notes: What a person should know.
    """

    def __init__(self, own: _OwnShapes, contexts: Mapping[str, Context]) -> None:
        self._own = own
        self._contexts = contexts
        self._names: dict[tuple[str, str], str] = {}
        self.views: list[StructureView] = []
        self.imports: dict[str, set[str]] = {}
        self.notes: list[str] = []

    def add_event(self, view: EventView) -> None:
        """Add the filter of an event."""
        event = view.event
        fields: list[FieldView] = []
        if event.shape:
            fields = [*self._own_fields(event.shape)]
        elif response := _response(event, self._contexts):
            fields = [*self._fields(event.package, response)]
        fields += [FieldView(e.name, e.wire_name, _OWN_FILTERS[e.type]) for e in view.extras]
        taken = [field.name for field in fields if field.name in _OF_EVERY_EVENT]
        self.notes += (
            f"{view.name}.pattern has no keyword for the member {name}, because every pattern has "
            "a keyword of that name; it takes the member in `detail`"
            for name in taken
        )
        kept = tuple(field for field in fields if field.name not in taken)
        self.views.append(StructureView(f"{view.name}Filter", "EventFilter", kept))

    def _own_fields(self, name: str) -> Iterator[FieldView]:
        members = self._own.shapes[name]
        names = naming.field_names(name, list(members))
        for wire, inner in members.items():
            yield FieldView(names[wire], text_literal(wire), self._own_filter(inner))

    def _own_filter(self, name: str) -> str:
        if name in _OWN_FILTERS:
            return _OWN_FILTERS[name]
        if name in self._own.shapes:
            return self._structure("events", name, lambda: self._own_fields(name))
        if self._own.api_shape(name) is None:
            return _OWN_FILTERS["Document"]
        return self._filter(SAGEMAKER, name)

    def _fields(self, package: str, structure: Structure) -> Iterator[FieldView]:
        names = naming.field_names(structure.name, [member.name for member in structure.members])
        for member in structure.members:
            yield FieldView(
                names[member.name], text_literal(member.name), self._filter(package, member.shape)
            )

    def _filter(self, package: str, shape: str) -> str:
        """Return the type of the filter of a shape."""
        context = self._contexts[package]
        match model := context.service.shapes[shape]:
            case Scalar():
                return _FILTERS.get(model.kind, "Match[str]")
            case Enum():
                name = context.layout.definitions[shape].name
                self.imports.setdefault(f"sagemaker_typed.{package}", set()).add(name)
                return f"Match[{name}]"
            case List():
                return self._filter(package, model.member)
            case Map():
                return f"Mapping[str, {self._filter(package, model.value)}]"
            case Structure(document=True):
                return _OWN_FILTERS["Document"]
            case Structure():
                name = context.layout.definitions[shape].name
                return self._structure(package, name, lambda: self._fields(package, model))

    def _structure(self, package: str, name: str, fields: Callable[[], Iterable[FieldView]]) -> str:
        key = package, name
        if key not in self._names:
            taken = {view.name for view in self.views} | set(self._names.values())
            prefix = "" if f"{name}Filter" not in taken else naming.class_name(package)
            self._names[key] = f"{prefix}{name}Filter"
            found = tuple(fields())
            self.views.append(StructureView(self._names[key], "TypedDict", found))
        return self._names[key]
