"""The Python names of one service on one of the two sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

import attrs
from botocore import xform_name

from sagemaker_typed.codegen.changes.facts import NO_RULES
from sagemaker_typed.codegen.changes.sides import Side
from sagemaker_typed.codegen.model.shapes import (
    Enum,
    List,
    Member,
    Operation,
    Paginator,
    Service,
    ShapeModel,
    Structure,
    Waiter,
)
from sagemaker_typed.codegen.plan import naming
from sagemaker_typed.codegen.plan.rules import Rules

Part: TypeAlias = Literal["request", "response"]


@attrs.frozen(slots=False, eq=False)
class Names:
    """The names of one service, in Python and in boto3."""

    service: Service
    rules: Rules = NO_RULES

    @cached_property
    def side(self) -> Side:
        """The service as the comparison of models sees it."""
        return Side(self.service, self.rules)

    @property
    def package(self) -> str:
        """The name of the package, such as ``runtime``."""
        return self.side.entry.package

    @property
    def client(self) -> str:
        """The name of the client class."""
        return self.side.entry.client

    @cached_property
    def parts(self) -> Mapping[str, tuple[Operation, Part]]:
        """The operation of each class of a request or response."""
        found: dict[str, tuple[Operation, Part]] = {}
        for operation in self.service.operations.values():
            found[f"{operation.name}Request"] = (operation, "request")
            found[f"{operation.name}Response"] = (operation, "response")
        return found

    @cached_property
    def classes(self) -> Mapping[str, str | None]:
        """The shape of each class and named type; ``None`` for a request without members."""
        found: dict[str, str | None] = {cls: shape for shape, cls in self.side.classes.items()}
        for name, (operation, part) in self.parts.items():
            found[name] = operation.input if part == "request" else operation.output
        return {**self.old_names, **found}

    @property
    def old_names(self) -> Mapping[str, str]:
        """The shape of each name that is a deprecated alias."""
        shapes = self.service.shapes
        return {name: shape for name, shape in self.rules.old_names.items() if shape in shapes}

    @cached_property
    def errors(self) -> Mapping[str, str]:
        """The shape of each class of an error."""
        shapes = self.service.shapes.values()
        return {
            naming.class_name(shape.name): shape.name
            for shape in shapes
            if isinstance(shape, Structure) and shape.exception
        }

    @cached_property
    def methods(self) -> Mapping[str, Operation]:
        """The operation of each method of the typed client."""
        return {naming.method_name(name): o for name, o in self.service.operations.items()}

    @cached_property
    def waiters(self) -> Mapping[str, Waiter]:
        """The waiter of each method of the typed client."""
        return {naming.waiter_method_name(waiter.name): waiter for waiter in self.service.waiters}

    @cached_property
    def boto_methods(self) -> Mapping[str, Operation]:
        """The operation of each method of boto3's client."""
        return {naming.boto_method_name(name): o for name, o in self.service.operations.items()}

    @cached_property
    def boto_paginators(self) -> Mapping[str, Paginator]:
        """The paginators by the names that ``get_paginator`` takes."""
        found = self.service.paginators
        return {naming.boto_method_name(name): pages for name, pages in found.items()}

    @cached_property
    def boto_waiters(self) -> Mapping[str, Waiter]:
        """The waiters by the names that ``get_waiter`` takes."""
        return {str(xform_name(waiter.name)): waiter for waiter in self.service.waiters}

    @property
    def paginators(self) -> Mapping[str, Paginator]:
        """The paginator of each operation that this package pages."""
        return self.side.paginators

    def shape(self, name: str | None) -> ShapeModel | None:
        """Return a shape, if the side has it."""
        return None if name is None else self.service.shapes.get(name)

    def structure(self, name: str | None) -> Structure | None:
        """Return a structure, if the side has it."""
        shape = self.shape(name)
        return shape if isinstance(shape, Structure) else None

    def fields(self, structure: str | None) -> Mapping[str, Member]:
        """Return the members of a structure by the names of their fields."""
        found = self.structure(structure)
        return {naming.field_name(m.name): m for m in found.members} if found else {}

    def class_of(self, shape: str) -> str:
        """Return the name of the class of a shape."""
        return self.side.classes.get(shape, naming.class_name(shape))

    def enum(self, cls: str) -> Enum | None:
        """Return the enum with this class, if any."""
        shape = self.shape(self.classes.get(cls))
        return shape if isinstance(shape, Enum) else None

    def values(self, enum: Enum) -> Mapping[str, str]:
        """Return the values of an enum by the names of the members of its class."""
        return {name: value for value, name in self.side.value_names(enum.name).items()}

    def items_of(self, operation: str) -> str | None:
        """Return the shape of the items on the pages of an operation."""
        paginator = self.paginators.get(operation)
        found = self.service.operations.get(operation)
        if not paginator or not paginator.result_keys or not found:
            return None
        shape: str | None = found.output
        for part in paginator.result_keys[0].split("."):
            structure = self.structure(shape)
            members = {member.name: member for member in structure.members} if structure else {}
            shape = members[part].shape if part in members else None
        listed = self.shape(shape)
        return listed.member if isinstance(listed, List) else None

    def all_names(self) -> Iterator[str]:
        """Yield the names that the package of the service has."""
        yield self.client
        yield self.side.entry.async_client
        yield from (name for name in self.classes if name not in self.old_names)
