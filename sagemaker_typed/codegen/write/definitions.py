"""The views of modules with enums, structures, requests, responses and named types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from sagemaker_typed.codegen.model.paginators import item_shape
from sagemaker_typed.codegen.model.shapes import Enum, List, Map, Operation, Paginator, Structure
from sagemaker_typed.codegen.plan import naming
from sagemaker_typed.codegen.plan.graph import dependency_order, reachable
from sagemaker_typed.codegen.plan.old_names import ROOM as OLD_NAMES
from sagemaker_typed.codegen.plan.rooms import (
    INSTANCE_TYPES,
    ONE_ROOM,
    SHARED_MODULES,
    Definition,
    Room,
)

from . import facts
from .annotations import Annotator, relative_import
from .calls import paging_literal
from .context import Context
from .fields import fields, shape_of
from .literals import text_literal, texts_literal
from .views import AliasView, ClassView, EnumView, ModuleView

_OLD_NAMES: Final = "Names of an older model, which are deprecated."
_OPERATION: Final = "sagemaker_typed.operation"


def modules(context: Context) -> Iterable[tuple[Room, ModuleView]]:
    """Yield every module that defines shapes, requests or responses."""
    by_room: defaultdict[Room, list[str]] = defaultdict(list)
    for name, definition in context.layout.definitions.items():
        by_room[definition.room].append(name)
    operations: defaultdict[Room, list[Operation]] = defaultdict(list)
    for name in sorted(context.service.operations):
        operations[context.layout.resource_room(name)].append(context.service.operations[name])
    yield from _old_names(context)
    for room in sorted(by_room.keys() | operations.keys()):
        yield room, _module(context, room, by_room[room], operations[room])


def _old_names(context: Context) -> Iterable[tuple[Room, ModuleView]]:
    """Yield the module of deprecated names, if there are any."""
    names = sorted(context.rules.old_names.items())
    if names:
        annotator = context.annotator(OLD_NAMES)
        aliases = tuple(AliasView(name, annotator.annotation(shape)) for name, shape in names)
        yield OLD_NAMES, ModuleView(_OLD_NAMES, (), annotator.imports.sorted(), aliases)


def _module(
    context: Context, room: Room, shapes: Iterable[str], operations: Iterable[Operation]
) -> ModuleView:
    annotator = context.annotator(room)
    statements: list[AliasView | EnumView | ClassView] = []
    # Shapes that are written inline must be included: their references also determine the order.
    for shape in dependency_order(context.mentions, reachable(context.mentions, shapes)):
        definition = context.layout.definitions.get(shape)
        if definition is not None and definition.room == room:
            statements.append(_definition(context, definition, annotator))
            annotator.defined.add(shape)
    for operation in operations:
        statements.append(_response(context, operation, annotator))
        statements.append(_request(context, operation, annotator))
    if any(isinstance(statement, ClassView) for statement in statements):
        annotator.imports.modules.add("attrs")
    return ModuleView(
        _doc(context, room),
        tuple(sorted(annotator.imports.modules)),
        annotator.imports.sorted(),
        tuple(statements),
    )


def _doc(context: Context, room: Room) -> str:
    if room == ONE_ROOM:
        return f"The enums, structures, requests and responses of {context.service.full_name}."
    area, _, name = room.partition(".")
    if area == INSTANCE_TYPES:
        (enum,) = (d.name for d in context.layout.definitions.values() if d.room == room)
        return f"Instance types: ``{enum}``."
    words = name.replace("_", " ")
    if area == "common":
        return f"Shared by several areas: {words}."
    if name in SHARED_MODULES:
        return f"{SHARED_MODULES[name]} shared by several resources in the area ``{area}``."
    return f"Resource: {words}."


def _definition(
    context: Context, definition: Definition, annotator: Annotator
) -> AliasView | EnumView | ClassView:
    match shape := definition.shape:
        case Structure():
            base, module = "TaggedUnion" if shape.union else "Shape", _OPERATION
            if shape.event_stream:
                base, module = "StreamEvent", "sagemaker_typed.stream_event"
            annotator.imports.add(module, base)
            errors = f"({text_literal(relative_import('errors', definition.room))}, __package__)"
            return ClassView(
                definition.name,
                base,
                facts.structure_facts(shape, context.link(shape.name)),
                fields(context, shape, annotator),
                (("__errors__", errors),) if shape.event_stream else (),
            )
        case Enum():
            is_instance_type = definition.room.startswith(INSTANCE_TYPES)
            base = "InstanceTypeEnum" if is_instance_type else "OpenEnum"
            annotator.imports.add("sagemaker_typed.enums", base)
            names = naming.enum_member_names(shape.name, shape.values)
            return EnumView(
                definition.name,
                base,
                facts.enum_facts(shape),
                tuple((name, text_literal(value)) for value, name in names.items()),
                (("__final_statuses__", texts_literal(shape.final)),) if shape.final else (),
            )
        case _:
            return AliasView(definition.name, annotator.alias(shape.name))


def _response(context: Context, operation: Operation, annotator: Annotator) -> ClassView:
    found = fields(context, shape_of(context, operation.output), annotator)
    annotator.imports.add(_OPERATION, "Response")
    return ClassView(
        f"{operation.name}Response",
        "Response",
        facts.response_facts(operation.name, is_empty=not found, link=context.link(operation.name)),
        found,
        (("__shape_name__", text_literal(operation.output or "")),),
    )


def _request(context: Context, operation: Operation, annotator: Annotator) -> ClassView:
    found = fields(context, shape_of(context, operation.input), annotator)
    response = f"{operation.name}Response"
    service = text_literal(context.service.name)
    annotator.imports.add("typing", "Literal")
    base = f"Request[{response}, Literal[{service}]]"
    paging: tuple[tuple[str, str], ...] = ()
    paginator = context.service.paginators.get(operation.name)
    if paginator is not None:
        base = f"RequestOfPages[{response}, Literal[{service}]]"
        if paginator.result_keys:
            item = _item(context, operation.name, paginator, annotator)
            base = f"PagedRequest[{response}, {item}, Literal[{service}]]"
        paging = (("__paging__", paging_literal(context.service, operation, paginator)),)
        annotator.imports.add(_OPERATION, "Paging")
    annotator.imports.add(_OPERATION, base.split("[")[0])
    return ClassView(
        f"{operation.name}Request",
        base,
        facts.request_facts(
            operation,
            response,
            context.link(operation.name),
            paginator,
        ),
        found,
        (
            ("__shape_name__", text_literal(operation.input or "")),
            ("__service__", service),
            ("__operation__", text_literal(operation.name)),
            ("__method__", text_literal(naming.boto_method_name(operation.name))),
            ("__response__", response),
            *paging,
        ),
    )


def _item(context: Context, operation: str, paginator: Paginator, annotator: Annotator) -> str:
    """Return the annotation of an item: a member of a list, or the key and value of a map entry."""
    match item_shape(context.service, operation, paginator):
        case List(member=member):
            return annotator.annotation(member)
        case Map(key=key, value=value):
            return f"tuple[{annotator.annotation(key)}, {annotator.annotation(value)}]"
        case shape:
            raise AssertionError(f"{shape.name} is not a list or map")
