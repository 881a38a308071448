"""The input for all generated files of one service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Final

import attrs

from sagemaker_typed.codegen.model.services import ServiceEntry
from sagemaker_typed.codegen.model.shapes import Operation, Service, Structure, references
from sagemaker_typed.codegen.model.store import SAGEMAKER
from sagemaker_typed.codegen.plan.graph import Graph, reachable
from sagemaker_typed.codegen.plan.rooms import INSTANCE_TYPES, Layout, Room
from sagemaker_typed.codegen.plan.rules import Rules

from .annotations import Annotator

_REFERENCE: Final = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_"


@attrs.frozen(slots=False, eq=False)
class Context:
    """One service with its corrections applied, its layout and its rules."""

    service: Service
    layout: Layout
    rules: Rules
    entry: ServiceEntry

    @cached_property
    def mentions(self) -> Graph:
        """The names of the shapes that each shape mentions."""
        return {name: frozenset(references(shape)) for name, shape in self.service.shapes.items()}

    @cached_property
    def _inside_structures(self) -> Graph:
        """The mentions, without those in the members of structures."""
        shapes = self.service.shapes
        return {
            name: frozenset() if isinstance(shapes[name], Structure) else mentioned
            for name, mentioned in self.mentions.items()
        }

    def is_sensitive(self, shape: str) -> bool:
        """Return whether a shape is sensitive or contains a sensitive one outside a structure."""
        return any(
            self.service.shapes[name].sensitive
            for name in reachable(self._inside_structures, [shape])
        )

    @cached_property
    def operations_by_area(self) -> Mapping[str, list[Operation]]:
        """The operations of each area; empty if the service has no areas."""
        by_area: defaultdict[str, list[Operation]] = defaultdict(list)
        for name, resource in sorted(self.layout.operations.items()):
            by_area[self.layout.areas[resource]].append(self.service.operations[name])
        return by_area

    def annotator(self, room: Room) -> Annotator:
        """Return an annotator for one module."""
        return Annotator(self.service, self.layout, room)

    def link(self, name: str) -> str:
        """Return the URL of a shape or an operation in AWS's API reference."""
        return (self.rules.reference or self._reference).format(name)

    @property
    def _reference(self) -> str:
        """The URL of an API reference page by rule."""
        package = "" if self.entry.package == SAGEMAKER else f"{self.entry.package}_"
        return f"{_REFERENCE}{package}{{}}.html"

    def path(self, room: Room) -> str:
        """Return the path of a module relative to ``sagemaker_typed``."""
        path = room.replace(".", "/") + ".py"
        return path if room.startswith(INSTANCE_TYPES) else f"{self.entry.package}/{path}"


def operations_class(area: str) -> str:
    """Return the name of the class with the methods for an area's operations."""
    return "".join(word.capitalize() for word in area.split("_")) + "Operations"
