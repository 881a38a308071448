"""One of the two compared services, as users of this package see it: names, types and uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from sagemaker_typed.codegen.model.services import ServiceEntry, entry_by_rule
from sagemaker_typed.codegen.model.shapes import (
    Enum,
    Member,
    Paginator,
    Service,
    Structure,
    references,
)
from sagemaker_typed.codegen.plan import naming
from sagemaker_typed.codegen.plan.bare_types import bare_field_type, bare_type
from sagemaker_typed.codegen.plan.graph import Graph, reachable
from sagemaker_typed.codegen.plan.old_names import kept_names
from sagemaker_typed.codegen.plan.paging import with_derived_paginators
from sagemaker_typed.codegen.plan.rooms import plan
from sagemaker_typed.codegen.plan.rules import Rules

from .facts import NO_RULES, Use

_ROOT: Final = "sagemaker_typed"


@attrs.frozen(slots=False, eq=False)
class Side:
    """One service, and the names that this package gives to its parts."""

    service: Service
    rules: Rules = NO_RULES
    """The rules of the service in ``rooms.toml``; its corrections change names and types."""
    stay_as: Mapping[str, str] = {}
    """The names that the newer version keeps as aliases, and the types that they name."""

    @cached_property
    def entry(self) -> ServiceEntry:
        """The names of the service: the locked ones, or those of a new service."""
        return self.rules.entry or entry_by_rule(self.service.name, self.service.service_id)

    @cached_property
    def package(self) -> str:
        """The import path of the service's package."""
        return f"{_ROOT}.{self.entry.package}"

    @cached_property
    def client(self) -> str:
        """The import path of the service's client."""
        return f"{self.package}.{self.entry.client}"

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """The name of the class or named type of each shape that has one."""
        renames = tuple(row for row in self.rules.corrections if row.change == "rename")
        present = tuple(row for row in renames if row.structure in self.service.shapes)
        # Without areas, everything is in one module, so that no resource needs a place.
        layout = plan(self.service, attrs.evolve(NO_RULES, corrections=present))
        return {name: definition.name for name, definition in layout.definitions.items()}

    @cached_property
    def owners(self) -> Mapping[str, tuple[str, ...]]:
        """The classes of each shape, relative to the package; several for a shared input."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for operation in self.service.operations.values():
            for structure, end in ((operation.input, "Request"), (operation.output, "Response")):
                if structure is not None:
                    found[structure].append(f"{operation.name}{end}")
        for name, shape in self.service.shapes.items():
            if isinstance(shape, Structure) and shape.exception:
                found[name].append(f"errors.{naming.class_name(name)}")
            if name in self.classes:
                found[name].append(self.classes[name])
        return {name: tuple(classes) for name, classes in found.items()}

    @cached_property
    def paths(self) -> frozenset[str]:
        """The import paths of all classes and named types."""
        return frozenset(path for shape in self.owners for path in self.of_shape(shape))

    @cached_property
    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        """Where operations use each shape."""
        mentions: Graph = {
            name: frozenset([*references(shape), *_streams(shape)])
            for name, shape in self.service.shapes.items()
        }
        operations = self.service.operations.values()
        roots: Mapping[Use, list[str]] = {
            "requests": [op.input for op in operations if op.input is not None],
            "responses": [op.output for op in operations if op.output is not None],
            "errors": [error for op in operations for error in op.errors],
        }
        found: defaultdict[str, list[Use]] = defaultdict(list)
        for use, names in roots.items():
            for name in reachable(mentions, names):
                found[name].append(use)
        return {name: tuple(uses) for name, uses in found.items()}

    @cached_property
    def paginators(self) -> Mapping[str, Paginator]:
        """The paginators of this package: botocore's, and those that the generator derives."""
        rules = attrs.evolve(NO_RULES, corrections=self.rules.corrections)
        return with_derived_paginators(self.service, rules).paginators

    @cached_property
    def derived_paginators(self) -> Mapping[str, Paginator]:
        """The paginators of this package if botocore had none."""
        rules = attrs.evolve(NO_RULES, corrections=self.rules.corrections)
        bare = attrs.evolve(self.service, paginators={})
        return with_derived_paginators(bare, rules).paginators

    def method(self, operation: str) -> str:
        """Return the path of the method of an operation."""
        return f"{self.client}.{naming.method_name(operation)}"

    def waiter(self, waiter: str) -> str:
        """Return the path of the method of a waiter."""
        return f"{self.client}.{naming.waiter_method_name(waiter)}"

    def of_shape(self, shape: str) -> tuple[str, ...]:
        """Return the import paths of the classes or the named type of a shape."""
        return tuple(f"{self.package}.{name}" for name in self.owners.get(shape, ()))

    def class_of(self, shape: str) -> tuple[str, ...]:
        """Return the import path of the class or named type of a shape, if it has one."""
        return (f"{self.package}.{self.classes[shape]}",) if shape in self.classes else ()

    def field(self, structure: str, member: str) -> tuple[str, ...]:
        """Return the paths of the fields of a member."""
        field = naming.field_name(member)
        return tuple(f"{owner}.{field}" for owner in self.of_shape(structure))

    def values(self, enum: str, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the paths of the members of an enum's class."""
        names = self.value_names(enum)
        return tuple(f"{owner}.{names[value]}" for owner in self.of_shape(enum) for value in values)

    def value_names(self, enum: str) -> Mapping[str, str]:
        """Return the member name of each value of an enum."""
        shape = self.service.shapes[enum]
        assert isinstance(shape, Enum), enum
        return naming.enum_member_names(enum, shape.values)

    def is_needed(self, structure: str, member: Member) -> bool:
        """Return whether the constructor needs the field, so that its type is not optional."""
        is_corrected = any(
            row.change == "optional" and (row.structure, row.member) == (structure, member.name)
            for row in self.rules.corrections
        )
        return member.required and not member.idempotency_token and not is_corrected

    def field_type(self, member: Member) -> str:
        """Return the type of a field, with ``str`` instead of the name of a constrained string."""
        return bare_field_type(self.service, member, self._class_of)

    def type_of(self, name: str) -> str:
        """Return the Python type of a shape."""
        return bare_type(self.service, name, self._class_of)

    def kept_in(self, new: Side) -> dict[str, str]:
        """Return the names that a newer version keeps as aliases, and their shapes in it."""
        names = {name: shape for shape, name in self.classes.items()}
        taken = {path.removeprefix(f"{new.package}.") for path in new.paths}
        return kept_names(names, self.service, new.service, taken, aliases=self.rules.old_names)

    def with_aliases_in(self, new: Side) -> Side:
        """Return this side with the names that a newer version keeps as aliases."""
        kept = self.kept_in(new)
        found = {name: new.classes.get(shape) or new.type_of(shape) for name, shape in kept.items()}
        return attrs.evolve(self, stay_as=found)

    def _class_of(self, shape: str) -> str:
        name = self.classes.get(shape, naming.class_name(shape))
        return self.stay_as.get(name, name)


def _streams(shape: object) -> Iterator[str]:
    """Yield the shapes of streamed bodies, which ``references`` leaves out."""
    for member in shape.members if isinstance(shape, Structure) else ():
        if member.is_stream:
            yield member.shape
