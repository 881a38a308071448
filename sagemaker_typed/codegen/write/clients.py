"""The views of a client: the methods for its operations, by area, and for its waiters."""

from __future__ import annotations

from collections.abc import Sequence

from sagemaker_typed.codegen.model.shapes import Operation, Waiter
from sagemaker_typed.codegen.plan import naming

from . import facts
from .advice import advice
from .annotations import Annotator, relative_import
from .calls import acceptor_literal
from .context import Context, operations_class
from .fields import optional, parameters
from .literals import text_literal
from .views import (
    AsyncClientView,
    ClientView,
    ErrorLineView,
    MethodView,
    OperationsView,
    WaitersView,
    WaiterView,
)
from .waiter_facts import waiter_errors, waiter_facts, waiter_options


def client(context: Context, *, is_locked: bool) -> ClientView:
    """Return the view of the client class.

    If the service has no areas, this class has the methods for the operations. ``is_locked`` is
    whether the model is in ``model.lock``.
    """
    service = context.service
    areas = sorted(context.operations_by_area)
    annotator = context.annotator("client")
    annotator.imports.add("collections.abc", "Mapping")
    annotator.imports.add("sagemaker_typed.errors", "ServiceError")
    own = [] if areas else [operation for _, operation in sorted(service.operations.items())]
    methods = _methods(context, own, annotator)
    waiters = ["Waiters"] if service.waiters else []
    return ClientView(
        name=context.entry.client,
        service=text_literal(service.name),
        is_locked=is_locked,
        full_name=service.full_name,
        api_version=service.api_version,
        areas=tuple((area, operations_class(area)) for area in areas),
        bases=tuple([*map(operations_class, areas), *waiters] or ["BaseClient"]),
        modules=tuple(sorted(annotator.imports.modules)),
        imports=annotator.imports.sorted(),
        methods=methods,
    )


def async_client(context: Context) -> AsyncClientView:
    """Return the view of the asynchronous client class, with all its methods."""
    service = context.service
    annotator = context.annotator("async_client")
    found = [operation for _, operation in sorted(service.operations.items())]
    return AsyncClientView(
        name=context.entry.async_client,
        sync_name=context.entry.client,
        service=text_literal(service.name),
        full_name=service.full_name,
        api_version=service.api_version,
        methods=_methods(context, found, annotator),
        waiters=_waiters(context, annotator),
        modules=tuple(sorted(annotator.imports.modules)),
        imports=annotator.imports.sorted(),
    )


def operations(context: Context, area: str, found: Sequence[Operation]) -> OperationsView:
    """Return the view of the class with the methods for an area's operations."""
    annotator = context.annotator(f"{area}.operations")
    methods = _methods(context, found, annotator)
    return OperationsView(
        context.layout.area_reasons[area],
        operations_class(area),
        text_literal(context.service.name),
        tuple(sorted(annotator.imports.modules)),
        annotator.imports.sorted(),
        methods,
    )


def waiters(context: Context) -> WaitersView:
    """Return the view of the class with the methods for the service's waiters."""
    annotator = context.annotator("waiters")
    methods = _waiters(context, annotator)
    return WaitersView(
        context.service.full_name,
        text_literal(context.service.name),
        tuple(sorted(annotator.imports.modules)),
        annotator.imports.sorted(),
        methods,
    )


def _methods(
    context: Context, found: Sequence[Operation], annotator: Annotator
) -> tuple[MethodView, ...]:
    shadowed = frozenset(naming.method_name(operation.name) for operation in found)
    return tuple(_method(context, operation, annotator, shadowed) for operation in found)


def _method(
    context: Context, operation: Operation, annotator: Annotator, shadowed: frozenset[str]
) -> MethodView:
    request, response = f"{operation.name}Request", f"{operation.name}Response"
    home = relative_import(context.layout.resource_room(operation.name), annotator.room)
    annotator.imports.add(home, response)
    return MethodView(
        naming.method_name(operation.name),
        facts.method_facts(
            operation.name,
            request,
            context.link(operation.name),
            context.service.paginators.get(operation.name),
        ),
        parameters(context, operation, annotator, shadowed),
        request,
        response,
        home,
        tuple(
            ErrorLineView(naming.class_name(error), advice(context.service.structure(error)))
            for error in operation.errors
        ),
    )


def _waiters(context: Context, annotator: Annotator) -> tuple[WaiterView, ...]:
    found = context.service.waiters
    if found:
        for name in ("Cancel", "OnProgress", "Poll"):
            annotator.imports.add("sagemaker_typed.waiting", name)
    shadowed = frozenset(naming.waiter_method_name(waiter.name) for waiter in found)
    return tuple(_waiter(context, waiter, annotator, shadowed) for waiter in found)


def _waiter(
    context: Context, waiter: Waiter, annotator: Annotator, shadowed: frozenset[str]
) -> WaiterView:
    operation = context.service.operations[waiter.operation]
    request, response = f"{operation.name}Request", f"{operation.name}Response"
    home = relative_import(context.layout.resource_room(operation.name), annotator.room)
    annotator.imports.add(home, response)
    gone = waiter.ends_with_an_error
    return WaiterView(
        naming.waiter_method_name(waiter.name),
        waiter_facts(waiter, request),
        parameters(context, operation, annotator, shadowed),
        waiter_options(waiter, response),
        request,
        response,
        home,
        "wait_until_gone" if gone else "wait_as_modelled",
        optional(response) if gone else response,
        text_literal(waiter.name),
        waiter.delay,
        waiter.max_attempts,
        tuple(map(acceptor_literal, waiter.acceptors)),
        waiter_errors(waiter),
    )
