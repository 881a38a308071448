"""Decide which generated module defines each operation and each shape.

A shape that one resource uses is defined in the module of the resource. A shape that several
resources of one area use is in the area's ``shared``, ``enums``, ``scalars`` or ``lists`` module. A
shape that several areas use is in ``common``. A resource that uses a shape also uses all shapes
that it mentions, so imports point in one direction: resource -> shared -> common.

A module is called a room here. ``rooms.toml`` lists the resources of an area; a resource without a
row gets a place by rule (``places.py``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import TypeAlias

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.shapes import (
    Enum,
    List,
    Map,
    Scalar,
    Service,
    Structure,
    references,
)

from . import naming
from .graph import Graph, components, cyclic_nodes, dependency_order, reachable
from .places import placed
from .rules import Rules, operation_noun, unused_rows

Room: TypeAlias = str
"""A dotted module name relative to the service's package, such as ``hosting.endpoint_config``."""

INSTANCE_TYPES = "instance_types"
ONE_ROOM = "shapes"
"""The module for all definitions of a service without areas."""
SHARED_MODULES = {
    "shared": "Structures",
    "enums": "Enums",
    "scalars": "Constrained strings and numbers",
    "lists": "Constrained lists and maps of strings, numbers and enums",
}
"""The modules of an area, or of ``common``, that several resources share, with their content."""
SHARED = {f"common.{module}" for module in SHARED_MODULES}
_INSTANCE_TYPE_VALUE = re.compile(r"ml\.[a-z0-9-]+\.[a-z0-9-]+")


@attrs.frozen
class Definition:
    """A shape that has a definition of its own: a class, an enum or a named alias."""

    shape: Structure | Enum | Scalar | List | Map
    name: str
    """The name of the class or alias."""
    room: Room


@attrs.frozen
class Layout:
    """The modules of all operations and shapes of a service."""

    areas: Mapping[str, str]
    """Area by resource; empty if everything is in one module."""
    area_reasons: Mapping[str, str]
    """The content of each area, in a sentence."""
    operations: Mapping[str, str]
    """Resource by operation name; empty if everything is in one module."""
    definitions: Mapping[str, Definition]
    """Definition by shape name; a shape without one is written inline in annotations."""
    notes: tuple[str, ...] = ()
    """Notes for a person: places and names by rule, and rows without an effect."""

    def resource_room(self, operation: str) -> Room:
        """Return the module of an operation's request and response."""
        if not self.areas:
            return ONE_ROOM
        resource = self.operations[operation]
        return f"{self.areas[resource]}.{resource}"


def plan(service: Service, rules: Rules) -> Layout:
    """Assign a module to every operation and every shape.

    Raises:
        GenerationError: a list or map contains itself without a structure in between.
    """
    operations: dict[str, str] = {}
    notes = list(rules.unused(service.operations))
    if rules.areas:
        rules, places = placed(service, rules)
        notes += places
        operations = {name: rules.resource_of(operation_noun(name)) for name in service.operations}
    mentions: Graph = {name: frozenset(references(shape)) for name, shape in service.shapes.items()}
    _refuse_endless(service, mentions)
    defined = _defined_shapes(service, mentions)
    users = _users(service, mentions, operations, rules.set_aside)
    used_by = {name: users[name] for name in defined}
    if rules.areas:
        rooms = _rooms(service, mentions, used_by, rules)
    else:
        rooms = {name: ONE_ROOM for name, resources in used_by.items() if resources}
    definitions = {
        name: Definition(service.shapes[name], rules.renamed(name), rooms[name])
        for name in service.shapes
        if name in rooms
    }
    notes += unused_rows(
        f"[[corrections]] {row.structure}.{row.to}"
        for row in rules.corrections
        if row.change == "rename"
        if row.structure in service.shapes  # the others are noted already
        if row.structure not in definitions
    )
    definitions, renamed = _with_unique_names(service, definitions)
    return Layout(
        rules.areas, rules.area_reasons, operations, definitions, notes=(*notes, *renamed)
    )


def _defined_shapes(service: Service, mentions: Graph) -> set[str]:
    """Return the shapes with a definition of their own; the others are written inline.

    Structures and enums have a definition, and so do scalars, lists and maps with a constraint. A
    list or map that is part of a cycle has none, because the definition would have to follow the
    structure that uses it.
    """
    top_level = {
        name
        for operation in service.operations.values()
        for name in (operation.input, operation.output)
        if name is not None
    }
    nested = {mentioned for names in mentions.values() for mentioned in names}
    cyclic = cyclic_nodes(mentions)
    defined: set[str] = set()
    for name, shape in service.shapes.items():
        match shape:
            case Structure(document=True):
                pass
            case Structure():
                # An exception that is also part of a response has a class besides its error class.
                if name in nested or not (shape.exception or name in top_level):
                    defined.add(name)
            case Enum():
                defined.add(name)
            case Scalar():
                if shape.is_constrained:
                    defined.add(name)
            case List() | Map():
                if shape.is_constrained and name not in cyclic:
                    defined.add(name)
    return defined


def _users(
    service: Service, mentions: Graph, operations: Mapping[str, str], set_aside: Set[str]
) -> Mapping[str, Set[str]]:
    """Return the resources that use each shape.

    A resource that is set aside counts only if no other resource uses the shape.
    """
    everybody: defaultdict[str, set[str]] = defaultdict(set)
    for name, operation in service.operations.items():
        roots = [shape for shape in (operation.input, operation.output) if shape is not None]
        for shape in reachable(mentions, roots):
            everybody[shape].add(operations.get(name, ONE_ROOM))
    counted: defaultdict[str, set[str]] = defaultdict(set)
    for shape, resources in everybody.items():
        counted[shape] = (resources - set_aside) or resources
    return counted


def _rooms(
    service: Service, mentions: Graph, used_by: Mapping[str, Set[str]], rules: Rules
) -> dict[str, Room]:
    rooms: dict[str, Room] = {}
    common: list[str] = []
    for name, resources in used_by.items():
        shape = service.shapes[name]
        areas = {rules.areas[resource] for resource in resources}
        if isinstance(shape, Enum) and lists_instance_types(shape):
            rooms[name] = f"{INSTANCE_TYPES}.{naming.module_name(name)}"
        elif len(resources) == 1:
            rooms[name] = f"{next(iter(areas))}.{next(iter(resources))}"
        elif len(areas) == 1:
            rooms[name] = f"{next(iter(areas))}.{_shared_module(service, mentions, name)}"
        elif resources:
            common.append(name)
    return rooms | _common_rooms(service, mentions, common, set(used_by) - set(common))


def _common_rooms(
    service: Service, mentions: Graph, common: Iterable[str], elsewhere: Set[str]
) -> dict[str, Room]:
    """Assign modules of ``common`` to the shapes that several areas use.

    Structures that are connected by references share a module, which is named after the structure
    that reaches most of the others. Enums and scalars are in the only module that mentions them, or
    else in ``common.enums`` and ``common.scalars``.
    """
    nodes = set(common)
    near: Graph = {name: _nearest(mentions, name, nodes) for name in nodes}
    inner = {
        name
        for name in nodes
        if any(isinstance(service.shapes[n], Structure) for n in reachable(near, [name]))
    }
    rooms: dict[str, Room] = {}
    links: Graph = {name: near[name] & inner for name in inner}
    for component in components(links):
        structures = [n for n in component if isinstance(service.shapes[n], Structure)]
        root = max(structures, key=lambda n: (len(reachable(links, [n])), n))
        for name in component:
            rooms[name] = f"common.{naming.module_name(root)}"
    outside = {
        mentioned
        for name in mentions
        if name not in nodes and (name in elsewhere or isinstance(service.shapes[name], Structure))
        for mentioned in _nearest(mentions, name, nodes)
    }
    # Each after its users, whose modules then are known.
    for name in reversed([*dependency_order(near, nodes)]):
        if name in inner:
            continue
        homes = {rooms[user] for user in nodes if name in near[user]}
        # What a shared module uses is in a shared module: the others import it.
        is_private = len(homes) == 1 and not homes & SHARED
        if is_private and name not in outside:
            rooms[name] = homes.pop()
        else:
            rooms[name] = f"common.{_shared_module(service, mentions, name)}"
    return rooms


def lists_instance_types(enum: Enum) -> bool:
    """Return whether the values of an enum are instance types."""
    # The name is checked too: values such as ml.eia1.medium are accelerators.
    return enum.name.endswith("InstanceType") and any(
        map(_INSTANCE_TYPE_VALUE.fullmatch, enum.values)
    )


def _shared_module(service: Service, mentions: Graph, name: str) -> str:
    """Return the shared module for a shape; enums, scalars and lists import no structures."""
    shape = service.shapes[name]
    if isinstance(shape, Enum):
        return "enums"
    if isinstance(shape, Scalar):
        return "scalars"
    reached = reachable(mentions, [name])
    return "shared" if any(isinstance(service.shapes[n], Structure) for n in reached) else "lists"


def _nearest(mentions: Graph, name: str, nodes: Set[str]) -> frozenset[str]:
    """Return the members of ``nodes`` that ``name`` mentions, also through other shapes."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(mentions[name])
    while waiting:
        mentioned = waiting.pop()
        if mentioned in seen:
            continue
        seen.add(mentioned)
        if mentioned in nodes:
            found.add(mentioned)
        else:
            waiting.extend(mentions[mentioned])
    return frozenset(found)


def _refuse_endless(service: Service, mentions: Graph) -> None:
    """Refuse lists and maps that contain themselves without a structure in between."""
    shapes = service.shapes
    inline: Graph = {
        name: frozenset() if isinstance(shapes[name], Structure) else mentioned
        for name, mentioned in mentions.items()
    }
    endless = sorted(cyclic_nodes(inline))
    if endless:
        raise GenerationError(
            "lists or maps must not contain themselves without a structure in between: "
            f"{', '.join(endless)}"
        )


def _with_unique_names(
    service: Service, definitions: Mapping[str, Definition]
) -> tuple[dict[str, Definition], list[str]]:
    """Return the definitions with different names, and a note for each name that was changed.

    A shape whose class would have the name of a request, of a response or of an earlier shape has
    ``Shape`` after its name.
    """
    taken = {
        naming.class_name(f"{operation}{side}"): f"the {side.lower()} of {operation}"
        for operation in service.operations
        for side in ("Request", "Response")
    }
    found: dict[str, Definition] = {}
    notes: list[str] = []
    for shape_name, definition in definitions.items():
        name = definition.name
        while name in taken:
            name += "Shape"
        if name != definition.name:
            notes.append(
                f"shape {shape_name}: its class is {name}, because {definition.name} is "
                f"{taken[definition.name]}; a row renames it: [[corrections]] structure = "
                f'"{shape_name}" change = "rename" to = "..." reason = "..."'
            )
        taken[name] = f"the shape {shape_name}"
        found[shape_name] = attrs.evolve(definition, name=name)
    return found, notes
