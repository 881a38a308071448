"""What everything that is written of one service is written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

import attrs

from sagemaker_typed.codegen.model.services import ServiceEntry
from sagemaker_typed.codegen.model.shapes import Operation, Service, Structure, references
from sagemaker_typed.codegen.plan.graph import Graph, reachable
from sagemaker_typed.codegen.plan.rooms import INSTANCE_TYPES, House, Room
from sagemaker_typed.codegen.plan.rules import Rules

from .annotations import Annotator


@attrs.frozen(slots=False, eq=False)
class Context:
    """One service, corrected, with its plan."""

    service: Service
    house: House
    rules: Rules
    entry: ServiceEntry

    @cached_property
    def mentions(self) -> Graph:
        """The shapes that each shape mentions."""
        return {name: frozenset(references(shape)) for name, shape in self.service.shapes.items()}

    @cached_property
    def _inside_structures(self) -> Graph:
        """The mentions that do not lead into a structure's members."""
        shapes = self.service.shapes
        return {
            name: frozenset() if isinstance(shapes[name], Structure) else mentioned
            for name, mentioned in self.mentions.items()
        }

    def is_sensitive(self, shape: str) -> bool:
        """Whether a sensitive text is in reach without passing a structure of its own."""
        return any(
            self.service.shapes[name].sensitive
            for name in reachable(self._inside_structures, [shape])
        )

    @cached_property
    def operations_by_area(self) -> Mapping[str, list[Operation]]:
        """The operations of each area; empty where the service has no areas."""
        by_area: defaultdict[str, list[Operation]] = defaultdict(list)
        for name, resource in sorted(self.house.operations.items()):
            by_area[self.house.areas[resource]].append(self.service.operations[name])
        return by_area

    def annotator(self, room: Room) -> Annotator:
        """What writes the annotations of one module."""
        return Annotator(self.service, self.house, room)

    def link(self, name: str) -> str:
        """The page of a shape or an operation in AWS's API reference."""
        return self.entry.reference.format(name)

    def path(self, room: Room) -> str:
        """Where a module is below ``sagemaker_typed``."""
        path = room.replace(".", "/") + ".py"
        return path if room.startswith(INSTANCE_TYPES) else f"{self.entry.package}/{path}"


def operations_class(area: str) -> str:
    """The class with the methods of an area's operations."""
    return "".join(word.capitalize() for word in area.split("_")) + "Operations"
