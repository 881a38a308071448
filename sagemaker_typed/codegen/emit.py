"""Service and rooms to sources: ``{path: text}``, in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property
from typing import Final

import attrs

from . import facts, naming
from .annotations import Annotator, relative_import
from .calls import acceptor_literal, paging_literal
from .error_classes import error_view, errors_module
from .errors import GenerationError
from .graph import Graph, dependency_order, reachable
from .literals import text_literal
from .model import (
    Enum,
    List,
    Map,
    Member,
    Operation,
    Paginator,
    Service,
    Structure,
    references,
)
from .paginators import item_shape
from .rooms import INSTANCE_TYPES, ONE_ROOM, SHARED_MODULES, Definition, House, Room
from .rules import Rules
from .services import ServiceEntry
from .templating import render
from .views import (
    AliasView,
    ClassView,
    EnumView,
    FieldView,
    MethodView,
    ModuleView,
    NamespaceView,
    OperationsView,
    WaitersView,
    WaiterView,
)

_RUNTIME: Final = "sagemaker_typed"


def emit(
    service: Service,
    house: House,
    rules: Rules,
    entry: ServiceEntry,
    marker: str,
    botocore: str,
    woven: Callable[[object], object] | None = None,
) -> dict[str, str]:
    """All sources of one service, unformatted, by path below the generated package's parent.

    ``marker`` is the line that every generated file opens with; ``botocore`` is the version that
    has the model, empty where none is known to. ``woven`` may give the views other docstrings.
    """
    emitter = _Emitter(service, house, rules, entry, botocore)
    return {
        path: render(template, marker=marker, view=woven(view) if woven else view)
        for path, (template, view) in emitter.files().items()
    }


@attrs.define(slots=False)
class _Emitter:
    service: Service
    house: House
    rules: Rules
    entry: ServiceEntry
    botocore: str

    def files(self) -> dict[str, tuple[str, object]]:
        """Template and view by path."""
        package = self.entry.package
        files: dict[str, tuple[str, object]] = {}
        names: dict[str, tuple[str, ...]] = {}
        for room, view in self._modules():
            files[self._path(room)] = ("module", view)
            names[room] = tuple(sorted(statement.name for statement in view.statements))
            ours = {self.entry.client, "Waiters", *map(_operations_class, self._operations_by_area)}
            for name in sorted(ours & set(names[room])):
                raise GenerationError(
                    f"a shape would be called {name}, like a class of the client; give it "
                    'another name with a row in rooms.toml: [[corrections]] structure = "..." '
                    'change = "rename" to = "..." reason = "..."'
                )
        for area in sorted(
            {room.split(".")[0] for room in names if "." in room} - {INSTANCE_TYPES}
        ):
            doc = self.rules.area_reasons.get(area, "Classes that several areas use.")
            files[f"{package}/{area}/__init__.py"] = ("package", doc)
        for area, operations in sorted(self._operations_by_area.items()):
            files[f"{package}/{area}/operations.py"] = (
                "operations",
                self._operations(area, operations),
            )
        errors = self._errors()
        files[f"{package}/errors.py"] = ("errors", errors)
        if self.service.waiters:
            files[f"{package}/waiters.py"] = ("waiters", self._waiters())
        files[f"{package}/client.py"] = ("client", self._client())
        rooms = {self._from_package(room): found for room, found in names.items()}
        rooms[".client"] = (self.entry.client,)
        namespace = NamespaceView(
            f"{self.service.full_name}, API version {self.service.api_version}: every class by"
            " its name.",
            tuple(sorted(rooms.items())),
        )
        instance_types = NamespaceView(
            "The enums of instance types, each in a module of its own.",
            tuple(
                sorted(
                    ("." + room.split(".")[1], found)
                    for room, found in names.items()
                    if room.startswith(INSTANCE_TYPES)
                )
            ),
        )
        for folder, names_view in ((package, namespace), (INSTANCE_TYPES, instance_types)):
            if names_view.rooms:
                files[f"{folder}/__init__.py"] = ("namespace", names_view)
                files[f"{folder}/__init__.pyi"] = ("namespace_stub", names_view)
        return files

    def _path(self, room: Room) -> str:
        path = room.replace(".", "/") + ".py"
        return path if room.startswith(INSTANCE_TYPES) else f"{self.entry.package}/{path}"

    def _from_package(self, room: Room) -> str:
        return (".." if room.startswith(INSTANCE_TYPES) else ".") + room

    # What the model says of who mentions whom.

    @cached_property
    def _mentions(self) -> Graph:
        return {name: frozenset(references(shape)) for name, shape in self.service.shapes.items()}

    @cached_property
    def _inside_structures(self) -> Graph:
        """The mentions that do not lead into a structure's members."""
        shapes = self.service.shapes
        return {
            name: frozenset() if isinstance(shapes[name], Structure) else mentioned
            for name, mentioned in self._mentions.items()
        }

    @cached_property
    def _users(self) -> Mapping[str, tuple[str, ...]]:
        """Class names by the shape that they mention, straight or through a list or map."""
        users: defaultdict[str, set[str]] = defaultdict(set)
        owners = [
            (definition.name, definition.shape)
            for definition in self.house.definitions.values()
            if isinstance(definition.shape, Structure)
        ]
        for operation in self.service.operations.values():
            for name, suffix in ((operation.input, "Request"), (operation.output, "Response")):
                if name is not None:
                    owners.append((operation.name + suffix, self.service.structure(name)))
        for owner, structure in owners:
            waiting = [member.shape for member in structure.members]
            seen: set[str] = set()
            while waiting:
                shape = waiting.pop()
                if shape not in seen:
                    seen.add(shape)
                    users[shape].add(owner)
                    if not isinstance(self.service.shapes[shape], Structure):
                        waiting.extend(self._mentions[shape])
        return {name: tuple(sorted(found)) for name, found in users.items()}

    @cached_property
    def _operations_by_area(self) -> Mapping[str, list[Operation]]:
        by_area: defaultdict[str, list[Operation]] = defaultdict(list)
        for name, resource in sorted(self.house.operations.items()):
            by_area[self.house.areas[resource]].append(self.service.operations[name])
        return by_area

    def _is_sensitive(self, shape: str) -> bool:
        """Whether a sensitive text is in reach without passing a structure of its own."""
        return any(
            self.service.shapes[name].sensitive
            for name in reachable(self._inside_structures, [shape])
        )

    # Modules of definitions.

    def _modules(self) -> Iterable[tuple[Room, ModuleView]]:
        by_room: defaultdict[Room, list[str]] = defaultdict(list)
        for name, definition in self.house.definitions.items():
            by_room[definition.room].append(name)
        operations: defaultdict[Room, list[Operation]] = defaultdict(list)
        for name in sorted(self.service.operations):
            operations[self.house.resource_room(name)].append(self.service.operations[name])
        for room in sorted(by_room.keys() | operations.keys()):
            yield room, self._module(room, by_room[room], operations[room])

    def _module(
        self, room: Room, shapes: Iterable[str], operations: Iterable[Operation]
    ) -> ModuleView:
        annotator = Annotator(self.service, self.house, room)
        statements: list[AliasView | EnumView | ClassView] = []
        for shape in dependency_order(self._mentions, self._through_inline(shapes)):
            definition = self.house.definitions.get(shape)
            if definition is not None and definition.room == room:
                statements.append(self._definition(definition, annotator))
                annotator.defined.add(shape)
        for operation in operations:
            statements.append(self._response(operation, annotator))
            statements.append(self._request(operation, annotator))
        if any(isinstance(statement, ClassView) for statement in statements):
            annotator.imports.modules.add("attrs")
        return ModuleView(
            self._module_doc(room),
            tuple(sorted(annotator.imports.modules)),
            annotator.imports.sorted(),
            tuple(statements),
        )

    def _through_inline(self, shapes: Iterable[str]) -> set[str]:
        """The shapes and what they reach: order must hold also across shapes written in line."""
        return reachable(self._mentions, shapes)

    def _module_doc(self, room: Room) -> str:
        if room == ONE_ROOM:
            return (
                f"Everything of {self.service.full_name}: enums, structures, requests, responses."
            )
        area, _, name = room.partition(".")
        if area == INSTANCE_TYPES:
            (enum,) = (d.name for d in self.house.definitions.values() if d.room == room)
            return f"Instance types: ``{enum}``."
        words = name.replace("_", " ")
        if area == "common":
            return f"Used across areas: {words}."
        if name in SHARED_MODULES:
            what = SHARED_MODULES[name]
            return f"{what} that several resources of the area ``{area}`` use."
        return f"Resource: {words}."

    def _definition(
        self, definition: Definition, annotator: Annotator
    ) -> AliasView | EnumView | ClassView:
        shape = definition.shape
        users = self._users.get(shape.name, ())
        match shape:
            case Structure():
                base, module = "TaggedUnion" if shape.union else "Shape", "operation"
                if shape.event_stream:
                    base, module = "StreamEvent", "_botocore.stream_event"
                annotator.imports.add(f"{_RUNTIME}.{module}", base)
                return ClassView(
                    definition.name,
                    base,
                    facts.structure_facts(shape, users, self.entry.reference.format(shape.name)),
                    self._fields(shape, annotator),
                    (("__errors__", self._errors_module(definition.room)),)
                    if shape.event_stream
                    else (),
                )
            case Enum():
                is_instance_type = definition.room.startswith(INSTANCE_TYPES)
                base = "InstanceTypeEnum" if is_instance_type else "OpenEnum"
                annotator.imports.add(f"{_RUNTIME}.enums", base)
                return EnumView(
                    definition.name,
                    base,
                    facts.enum_facts(shape, users),
                    tuple(
                        (name, text_literal(value))
                        for value, name in naming.enum_member_names(
                            shape.name, shape.values
                        ).items()
                    ),
                )
            case _:
                return AliasView(definition.name, annotator.alias(shape.name))

    def _errors_module(self, room: Room) -> str:
        return f"({text_literal(relative_import('errors', room))}, __package__)"

    def _fields(self, structure: Structure, annotator: Annotator) -> tuple[FieldView, ...]:
        names = naming.field_names(structure.name, [member.name for member in structure.members])
        shadowed = frozenset(names.values())
        fields = tuple(
            self._field(member, names[member.name], annotator, shadowed)
            for member in structure.members
        )
        if structure.sensitive:
            fields = tuple(attrs.evolve(field, sensitive=True) for field in fields)
        return fields

    def _field(
        self, member: Member, name: str, annotator: Annotator, shadowed: Set[str]
    ) -> FieldView:
        required = member.required and not member.idempotency_token
        annotation = annotator.field(member, shadowed)
        kind = annotator.bare_field(member)
        return FieldView(
            name,
            annotation if required else _optional(annotation),
            required,
            self._is_sensitive(member.shape),
            text_literal(member.name),
            facts.member_facts(
                member,
                self.service.shapes[member.shape],
                "" if kind == annotation.strip('"') else kind,
            ),
        )

    def _response(self, operation: Operation, annotator: Annotator) -> ClassView:
        fields: tuple[FieldView, ...] = ()
        if operation.output is not None:
            fields = self._fields(self.service.structure(operation.output), annotator)
        annotator.imports.add(f"{_RUNTIME}.operation", "Response")
        return ClassView(
            f"{operation.name}Response",
            "Response",
            facts.response_facts(
                operation.name, is_empty=not fields, link=self._operation_link(operation)
            ),
            fields,
            (("__shape_name__", text_literal(operation.output or "")),),
        )

    def _request(self, operation: Operation, annotator: Annotator) -> ClassView:
        fields: tuple[FieldView, ...] = ()
        if operation.input is not None:
            fields = self._fields(self.service.structure(operation.input), annotator)
        response = f"{operation.name}Response"
        of_service = f"Literal[{text_literal(self.service.name)}]"
        annotator.imports.add("typing", "Literal")
        base = f"Request[{response}, {of_service}]"
        paging: tuple[tuple[str, str], ...] = ()
        paginator = self.service.paginators.get(operation.name)
        if paginator is not None:
            item = self._item(operation.name, paginator, annotator)
            base = f"PagedRequest[{response}, {item}, {of_service}]"
            paging = (("__paging__", paging_literal(paginator)),)
            annotator.imports.add(f"{_RUNTIME}.operation", "Paging")
        annotator.imports.add(f"{_RUNTIME}.operation", base.split("[")[0])
        return ClassView(
            f"{operation.name}Request",
            base,
            facts.request_facts(
                operation,
                response,
                self._operation_link(operation),
                paginator.result_keys[0] if paginator is not None else None,
            ),
            fields,
            (
                ("__shape_name__", text_literal(operation.input or "")),
                ("__service__", text_literal(self.service.name)),
                ("__operation__", text_literal(operation.name)),
                ("__method__", text_literal(naming.boto_method_name(operation.name))),
                ("__response__", response),
                *paging,
            ),
        )

    def _item(self, operation: str, paginator: Paginator, annotator: Annotator) -> str:
        """The annotation of an item: a list's member, or key and value of a map's entry."""
        match item_shape(self.service, operation, paginator):
            case List(member=member):
                return annotator.annotation(member)
            case Map(key=key, value=value):
                return f"tuple[{annotator.annotation(key)}, {annotator.annotation(value)}]"
            case shape:
                raise AssertionError(f"{shape.name} is no list or map")

    def _operation_link(self, operation: Operation) -> str:
        return self.entry.reference.format(operation.name)

    # The client.

    def _operations(self, area: str, operations: Iterable[Operation]) -> OperationsView:
        annotator = Annotator(self.service, self.house, f"{area}.operations")
        methods = self._methods(operations, annotator)
        return OperationsView(
            self.rules.area_reasons[area],
            _operations_class(area),
            text_literal(self.service.name),
            tuple(sorted(annotator.imports.modules)),
            annotator.imports.sorted(),
            methods,
        )

    def _methods(
        self, operations: Iterable[Operation], annotator: Annotator
    ) -> tuple[MethodView, ...]:
        found = list(operations)
        shadowed = frozenset(naming.method_name(operation.name) for operation in found)
        methods: list[MethodView] = []
        for operation in found:
            home = relative_import(self.house.resource_room(operation.name), annotator.room)
            response = f"{operation.name}Response"
            annotator.imports.add(home, response)
            parameters = self._parameters(operation, annotator, shadowed)
            methods.append(
                MethodView(
                    naming.method_name(operation.name),
                    facts.method_facts(
                        operation.name,
                        f"{operation.name}Request",
                        operation.errors,
                        self._operation_link(operation),
                    ),
                    parameters,
                    f"{operation.name}Request",
                    response,
                    home,
                )
            )
        return tuple(methods)

    def _parameters(
        self, operation: Operation, annotator: Annotator, shadowed: Set[str]
    ) -> tuple[FieldView, ...]:
        """The fields of a request as keywords of a method."""
        if operation.input is None:
            return ()
        structure = self.service.structure(operation.input)
        names = naming.field_names(structure.name, [m.name for m in structure.members])
        return tuple(
            self._field(member, names[member.name], annotator, shadowed)
            for member in structure.members
        )

    def _waiters(self) -> WaitersView:
        room = "waiters"
        annotator = Annotator(self.service, self.house, room)
        annotator.imports.add(f"{_RUNTIME}.waiting", "Cancel")
        annotator.imports.add(f"{_RUNTIME}.waiting", "OnProgress")
        annotator.imports.add(f"{_RUNTIME}.waiting", "Poll")
        shadowed = frozenset(naming.waiter_method_name(w.name) for w in self.service.waiters)
        methods: list[WaiterView] = []
        for waiter in self.service.waiters:
            operation = self.service.operations[waiter.operation]
            home = relative_import(self.house.resource_room(operation.name), room)
            response = f"{operation.name}Response"
            annotator.imports.add(home, response)
            gone = waiter.ends_with_an_error
            methods.append(
                WaiterView(
                    naming.waiter_method_name(waiter.name),
                    facts.waiter_facts(waiter, f"{operation.name}Request"),
                    self._parameters(operation, annotator, shadowed),
                    f"{operation.name}Request",
                    response,
                    home,
                    "wait_until_gone" if gone else "wait_as_modelled",
                    _optional(response) if gone else response,
                    text_literal(waiter.name),
                    waiter.delay,
                    waiter.max_attempts,
                    tuple(map(acceptor_literal, waiter.acceptors)),
                )
            )
        return WaitersView(
            self.service.full_name,
            text_literal(self.service.name),
            tuple(sorted(annotator.imports.modules)),
            annotator.imports.sorted(),
            tuple(methods),
        )

    def _client(self) -> Mapping[str, object]:
        areas = sorted(self._operations_by_area)
        annotator = Annotator(self.service, self.house, "client")
        annotator.imports.add("collections.abc", "Mapping")
        annotator.imports.add(f"{_RUNTIME}.errors", "ServiceError")
        operations = [] if areas else [op for _, op in sorted(self.service.operations.items())]
        methods = self._methods(operations, annotator)
        waiters = ["Waiters"] if self.service.waiters else []
        return {
            "name": self.entry.client,
            "service": text_literal(self.service.name),
            "botocore": text_literal(self.botocore),
            "full_name": self.service.full_name,
            "api_version": self.service.api_version,
            "count": len(self.service.operations),
            "areas": [(area, _operations_class(area)) for area in areas],
            "bases": [*map(_operations_class, areas), *waiters] or ["BaseClient"],
            "has_waiters": bool(waiters),
            "methods": methods,
            "modules": tuple(sorted(annotator.imports.modules)),
            "imports": annotator.imports.sorted(),
        }

    def _errors(self) -> Mapping[str, object]:
        raised: defaultdict[str, list[str]] = defaultdict(list)
        for operation in self.service.operations.values():
            for error in operation.errors:
                raised[error].append(operation.name)
        views = [
            error_view(shape, self.service, len(raised[shape.name]))
            for shape in self.service.shapes.values()
            if isinstance(shape, Structure) and shape.exception
        ]
        return {"full_name": self.service.full_name, **errors_module(views)}


def _operations_class(area: str) -> str:
    return "".join(word.capitalize() for word in area.split("_")) + "Operations"


def _optional(annotation: str) -> str:
    # A forward reference must be quoted whole: a text has no | operator.
    if annotation.startswith('"'):
        return f'"{annotation[1:-1]} | None"'
    return f"{annotation} | None"
