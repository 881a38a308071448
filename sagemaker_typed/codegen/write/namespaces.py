"""The views of lazy namespaces: the generated ones, and the stubs of the hand-written ones."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.shapes import Enum
from sagemaker_typed.codegen.plan.bare_types import bare_type
from sagemaker_typed.codegen.plan.old_names import ROOM as OLD_NAMES
from sagemaker_typed.codegen.plan.rooms import INSTANCE_TYPES, Room, lists_instance_types

from .context import Context
from .views import NamespaceView

WRITTEN_BY_HAND: Final = (
    "__init__.py",
    "local/__init__.py",
    "streaming/__init__.py",
    "targets/__init__.py",
    "testing/__init__.py",
)
"""The hand-written namespaces; their tables are in their sources."""
CLIENTS: Final = "CLIENTS"
"""The name of the generated table of clients."""


def service_namespace(context: Context, names: Mapping[Room, tuple[str, ...]]) -> NamespaceView:
    """Return the namespace of a service's classes, from the names that each module defines."""
    rooms = {
        (".." if room.startswith(INSTANCE_TYPES) else ".") + room: found
        for room, found in names.items()
    }
    rooms[".client"] = (context.entry.client,)
    rooms[".async_client"] = (context.entry.async_client,)
    return NamespaceView(
        f"{context.service.full_name}, API version {context.service.api_version}: all classes.",
        tuple(sorted(rooms.items())),
        deprecated=_deprecated(context, context.rules.old_names),
        package=context.entry.package,
        submodules=("errors",),
    )


def instance_types(context: Context, names: Mapping[Room, tuple[str, ...]]) -> NamespaceView:
    """Return the namespace of the enums of instance types."""
    old_names = _old_instance_types(context)
    rooms = {
        "." + room.split(".")[1]: found
        for room, found in names.items()
        if room.startswith(INSTANCE_TYPES)
    }
    if old_names:
        rooms[f"..{context.entry.package}.{OLD_NAMES}"] = old_names
    return NamespaceView(
        "All enums of instance types.",
        tuple(sorted(rooms.items())),
        deprecated=_deprecated(context, old_names),
    )


def _old_instance_types(context: Context) -> tuple[str, ...]:
    """Return the deprecated names of enums of instance types."""
    found: list[str] = []
    for name, shape in sorted(context.rules.old_names.items()):
        enum = context.service.shapes[shape]
        if isinstance(enum, Enum) and lists_instance_types(attrs.evolve(enum, name=name)):
            found.append(name)
    return tuple(found)


def _deprecated(context: Context, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return old names, and the class or type that replaces each."""
    definitions = context.layout.definitions
    found: list[tuple[str, str]] = []
    for name in sorted(names):
        shape = context.rules.old_names[name]
        named = definitions.get(shape)
        bare = (
            named.name
            if named
            else bare_type(context.service, shape, lambda inner: definitions[inner].name)
        )
        found.append((name, bare))
    return tuple(found)


def read_namespace(path: Path, clients: Mapping[str, str]) -> NamespaceView:
    """Return a hand-written namespace, from the table in its source.

    Args:
        path: Its module.
        clients: The client class of each service, by its module; they are part of a namespace
            whose call names them.

    Raises:
        GenerationError: the source does not have exactly one table of literals.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "lazy_namespace"
    ]
    tables = [node for call in calls for node in ast.walk(call) if isinstance(node, ast.Dict)]
    try:
        (table,) = tables
        rooms: dict[str, str] = ast.literal_eval(table)
    except ValueError as error:
        raise GenerationError(
            f"{path}: expected exactly one call lazy_namespace(__name__, {{...}})"
        ) from error
    if any(isinstance(n, ast.Name) and n.id == CLIENTS for call in calls for n in ast.walk(call)):
        rooms |= clients
    names = {room: tuple(found.split()) for room, found in rooms.items()}
    exported = {name for found in names.values() for name in found}
    if any(_is_version(statement) for statement in tree.body):
        exported.add("__version__")
    return NamespaceView(
        ast.get_docstring(tree, clean=False) or "",
        tuple(sorted(names.items())),
        tuple(sorted(exported)),
    )


def _is_version(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__version__"
