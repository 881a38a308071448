"""The new, updated and removed methods of a service, as AWS's own pages of changes show them.

A block is what a request or response has gained, as nested Python values: a dict has members, a set
has the new values of an enum, and the members of a structure in a list or map are under the name of
the member that has the list or map. These pages show additions only, and no removed methods.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

import attrs

from sagemaker_typed.codegen.model.shapes import (
    BODY,
    Enum,
    List,
    Map,
    Scalar,
    Service,
    ShapeModel,
    Structure,
    references,
)
from sagemaker_typed.codegen.plan.graph import cyclic_nodes, reachable

from .facts import ServiceChanges

Type: TypeAlias = "str | tuple[()] | list[Type] | dict[str, Type]"
"""The type of a new member."""
Block: TypeAlias = "Type | set[str] | dict[str, Block]"
"""The additions to a request or response."""
MethodChange: TypeAlias = Literal["new", "updated", "removed"]
CHANGES: Final[tuple[MethodChange, ...]] = ("new", "updated", "removed")


@attrs.frozen(eq=False)
class Method:
    """A new, updated or removed method."""

    operation: str
    change: MethodChange
    request: Block = ""
    """Empty if the request has gained nothing."""
    response: Block = ""

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that gain something: request, response, or both in the same way."""
        if self.request and self.request == self.response:
            return ("both",)
        named = (("request", self.request), ("response", self.response))
        return tuple(side for side, block in named if block)


def methods(changes: ServiceChanges, *, with_removed: bool = True) -> tuple[Method, ...]:
    """Return the new methods, then the updated ones, then the removed, each sorted by name."""
    old, new = changes.old, changes.new
    before, after = (side.operations.keys() if side else frozenset[str]() for side in (old, new))
    found = [Method(name, "new") for name in sorted(after - before)]
    if old is not None and new is not None:
        found += _updated(old, new)
    if with_removed:
        found += (Method(name, "removed") for name in sorted(before - after))
    return tuple(found)


def headline(title: str, found: Sequence[Method], date: str | None = None) -> str:
    """Return the line with the numbers of new, updated and removed methods of a service."""
    of_each = [method.change for method in found]
    numbers = [f"{of_each.count(change)} {change} " for change in CHANGES]
    counted = "".join(number for number in numbers if not number.startswith("0 "))
    parts = [*filter(None, [date]), title, f"{counted}api methods"]
    return " - ".join(parts)


def _updated(old: Service, new: Service) -> Iterator[Method]:
    blocks = _Blocks(old, new)
    for name in sorted(new.operations.keys() & old.operations.keys()):
        operation = new.operations[name]
        was = old.operations[name]
        request = blocks.top(operation.input, was.input)
        response = blocks.top(operation.output, was.output)
        if request or response:
            yield Method(name, "updated", request, response)


class _Blocks:
    """The blocks of two versions of a service."""

    def __init__(self, old: Service, new: Service) -> None:
        self.old, self.new = old.shapes, new.shapes
        graph = {name: frozenset(references(shape)) for name, shape in new.shapes.items()}
        cyclic = cyclic_nodes(graph)
        # What is within a recursive shape depends on the path to it.
        self.recursive = {name for name in graph if reachable(graph, [name]) & cyclic}
        self.within: set[str] = set()
        self.known: dict[tuple[str, str], Block] = {}

    def top(self, name: str | None, before: str | None) -> Block:
        """Return the block of an input or output."""
        if name is None:
            return ""
        return self.type_of(name, frozenset()) if before is None else self.block(name, before)

    def block(self, name: str, before: str) -> Block:
        """Return what a shape has gained; empty if nothing."""
        if name in self.within:
            return ()
        if (name, before) in self.known:
            return self.known[name, before]
        self.within.add(name)
        found = self.gained(self.new[name], self.old[before])
        self.within.remove(name)
        if name not in self.recursive:
            self.known[name, before] = found
        return found

    def gained(self, new: ShapeModel, old: ShapeModel) -> Block:
        match new, old:
            case Structure(), Structure():
                return self.members(new, old)
            case List(), List():
                return self.block(new.member, old.member)
            case Map(), Map():
                return self.block(new.value, old.value)
            case Enum(), Enum():
                return {*new.values} - {*old.values}
            case Enum(), Scalar(kind="string"):
                return {*new.values}
            case ((Structure() | List() | Map()), _):
                return self.type_of(new.name, frozenset())
            case _:
                return ""

    def members(self, new: Structure, old: Structure) -> Block:
        before = {member.name: member.shape for member in old.members}
        found: dict[str, Block] = {}
        for member in new.members:
            if member.name not in before:
                found[member.name] = self.type_of(member.shape, frozenset())
            elif block := self.block(member.shape, before[member.name]):
                found[member.name] = block
        return found

    def type_of(self, name: str, within: frozenset[str]) -> Type:
        """Return the type of a new member; a shape within itself is ``()``."""
        if name in within:
            return ()
        inner = within | {name}
        match shape := self.new[name]:
            case Structure():
                return {m.name: self.type_of(m.shape, inner) for m in shape.members}
            case List():
                return [self.type_of(shape.member, inner)]
            case Map():
                key = self.type_of(shape.key, inner)  # always a string
                return {str(key): self.type_of(shape.value, inner)}
            case Enum():
                return " | ".join(shape.values)
            case Scalar():
                return "blob" if shape.kind == BODY else shape.kind
