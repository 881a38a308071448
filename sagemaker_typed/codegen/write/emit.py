"""Emit the sources of a service in memory, as ``{path: source}``."""

from __future__ import annotations

from collections.abc import Callable

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.plan.rooms import INSTANCE_TYPES

from . import clients
from .context import Context, operations_class
from .definitions import modules
from .error_classes import errors
from .namespaces import instance_types, service_namespace
from .templating import render
from .views import ModuleView


def emit(
    context: Context,
    marker: str,
    *,
    is_locked: bool,
    documented: Callable[[object], object] | None = None,
) -> dict[str, str]:
    """Return the unformatted sources of one service, by path relative to ``sagemaker_typed``.

    Args:
        context: The service and its layout.
        marker: The first line of every generated file.
        is_locked: Whether the model is in ``model.lock``.
        documented: A function that adds AWS documentation to the docstrings of a view, if any.
    """
    return {
        path: render(template, marker=marker, view=documented(view) if documented else view)
        for path, (template, view) in _files(context, is_locked).items()
    }


def written_out(
    context: Context,
    marker: str,
    *,
    documented: Callable[[object], object] | None = None,
) -> dict[str, str]:
    """Return what stubs are made of, for modules that derive their methods at run time.

    The arguments are those of :func:`emit`.
    """
    view: object = clients.async_client(context)
    if documented:
        view = documented(view)
    path = f"{context.entry.package}/async_client.py"
    return {path: render("async_client", marker=marker, view=view)}


def _files(context: Context, is_locked: bool) -> dict[str, tuple[str, object]]:
    """Return template and view by path."""
    package = context.entry.package
    defining = dict(modules(context))
    files: dict[str, tuple[str, object]] = {
        context.path(room): ("module", view) for room, view in defining.items()
    }
    for area in sorted({room.split(".")[0] for room in defining if "." in room} - {INSTANCE_TYPES}):
        doc = context.layout.area_reasons.get(area, "Classes shared by several areas.")
        files[f"{package}/{area}/__init__.py"] = ("package", doc)
    for area, operations in sorted(context.operations_by_area.items()):
        view = clients.operations(context, area, operations)
        files[f"{package}/{area}/operations.py"] = ("operations", view)
    files[f"{package}/errors.py"] = ("errors", errors(context.service))
    if context.service.waiters:
        files[f"{package}/waiters.py"] = ("waiters", clients.waiters(context))
    files[f"{package}/client.py"] = ("client", clients.client(context, is_locked=is_locked))
    files[f"{package}/async_client.py"] = ("async_client", clients.async_client(context).derived)
    names = {room: _names(context, view) for room, view in defining.items()}
    for folder, namespace in (
        (package, service_namespace(context, names)),
        (INSTANCE_TYPES, instance_types(context, names)),
    ):
        if namespace.rooms:
            files[f"{folder}/__init__.py"] = ("namespace", namespace)
            files[f"{folder}/__init__.pyi"] = ("namespace_stub", namespace)
    return files


def _names(context: Context, view: ModuleView) -> tuple[str, ...]:
    """Return the names that a module defines.

    Raises:
        GenerationError: a shape has the same name as the client class or one of its base classes.
    """
    names = {statement.name for statement in view.statements}
    areas = map(operations_class, context.operations_by_area)
    own = {context.entry.client, context.entry.async_client, "Waiters", *areas}
    for name in sorted(names & own):
        raise GenerationError(
            f"a shape would be called {name}, which is the name of a client class; rename it "
            'with a row in rooms.toml: [[corrections]] structure = "..." '
            'change = "rename" to = "..." reason = "..."'
        )
    return tuple(sorted(names))
