"""The imports of the generated modules have no cycles and point resource -> shared -> common."""

from __future__ import annotations

from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import pytest
from helpers.codegen.imports import import_graph, imported

import sagemaker_typed
from sagemaker_typed.codegen.model.lock import read_lock
from sagemaker_typed.codegen.model.reading import read_service
from sagemaker_typed.codegen.model.services import ServiceEntry
from sagemaker_typed.codegen.model.store import MODELS_FOLDER, SAGEMAKER, SERVICE, read_models
from sagemaker_typed.codegen.plan.places import placed
from sagemaker_typed.codegen.plan.rooms_file import ROOMS_FILE, read_rules

PACKAGE: Final = Path(sagemaker_typed.__file__).parent
ONE_ROOM: Final = {"async_client", "client", "errors", "shapes"}
MODELS: Final = read_models(PACKAGE / MODELS_FOLDER, [SAGEMAKER])
RULES, _ = placed(
    read_service(SAGEMAKER, MODELS[SAGEMAKER].models[SERVICE]), read_rules(PACKAGE / ROOMS_FILE)
)
OTHERS: Final = [entry for entry in read_lock(PACKAGE).services.values() if entry.name != SAGEMAKER]
# The levels of `place`.
RESOURCE, SEARCH, METHODS, WAITERS, CLIENT, ASYNC_CLIENT = 9, 10, 11, 12, 13, 14
SET_ASIDE_AREAS: Final = {RULES.areas[resource] for resource in RULES.set_aside}


GRAPH: Final = import_graph(PACKAGE)


def place(module: str) -> tuple[int, str]:
    """Return the level of a module and its area; imports must point to lower levels."""
    package, *rest = module.split(".")
    match rest:
        case [_] if package == "instance_types":
            return 0, "everywhere"
        case ["common", "enums"]:
            return 1, "everywhere"
        case ["common", "scalars"]:
            return 2, "everywhere"
        case ["common", "lists"]:
            return 3, "everywhere"
        case ["common", _]:
            return 4, "everywhere"
        case [area, "enums"]:
            return 5, area
        case [area, "scalars"]:
            return 6, area
        case [area, "lists"]:
            return 7, area
        case [area, "shared"]:
            return 8, area
        case [area, "operations"]:
            return METHODS, area
        case [area, resource]:
            return (SEARCH if resource in RULES.set_aside else RESOURCE), area
        case ["errors"]:
            return 0, "everywhere"
        case ["waiters"]:
            return WAITERS, "everywhere"
        case ["client"]:
            return CLIENT, "everywhere"
        case ["async_client"]:
            return ASYNC_CLIENT, "everywhere"
        case _:
            raise AssertionError(f"{module} is not a known kind of module")


def may_import(importer: str, other: str) -> bool:
    (high, here), (low, there) = place(importer), place(other)
    if high <= low:
        return False
    # Resources that are set aside, their methods, waiters and the client may import from all areas.
    takes_from_all = high >= WAITERS or (high >= SEARCH and here in SET_ASIDE_AREAS)
    return there in {"everywhere", here} or takes_from_all


def test_import_graph_covers_the_generated_package() -> None:
    assert len(GRAPH) > 100
    assert sum(map(len, GRAPH.values())) > 300
    assert {module for modules in GRAPH.values() for module in modules} <= GRAPH.keys()


@pytest.mark.parametrize("entry", OTHERS, ids=lambda entry: entry.package)
def test_service_without_areas_has_one_module_of_shapes(entry: ServiceEntry) -> None:
    files = {file.stem: file for file in (PACKAGE / entry.package).glob("*.py")}
    imports = {name: {*imported(files[name], PACKAGE)} for name in ONE_ROOM}
    shapes = f"{entry.package}.shapes"

    assert files.keys() == ONE_ROOM | {"__init__"}
    assert imports == {
        "async_client": {f"{entry.package}.client"},
        "client": {shapes, f"{entry.package}.errors"},
        "errors": set(),
        "shapes": set(),
    }


def test_generated_modules_have_no_import_cycles() -> None:
    # Raises CycleError, which names the modules of a cycle.
    assert set(TopologicalSorter(GRAPH).static_order()) == GRAPH.keys()


def test_imports_point_from_resource_to_shared_to_common() -> None:
    wrong = [
        f"{importer} -> {module}"
        for importer, modules in sorted(GRAPH.items())
        for module in sorted(modules)
        if not may_import(importer, module)
    ]

    assert not wrong


def test_only_resources_that_are_set_aside_import_other_resources() -> None:
    importers = {
        importer
        for importer, modules in GRAPH.items()
        for module in modules
        if {place(importer)[0], place(module)[0]} <= {RESOURCE, SEARCH}
    }

    assert {importer.rsplit(".", 1)[1] for importer in importers} == RULES.set_aside


@pytest.mark.parametrize(
    ("importer", "module"),
    [
        ("sagemaker.common.tag", "sagemaker.hosting.shared"),
        ("sagemaker.hosting.shared", "sagemaker.hosting.endpoint"),
        ("sagemaker.hosting.endpoint", "sagemaker.hosting.model"),
        ("sagemaker.hosting.endpoint", "sagemaker.training.shared"),
        ("sagemaker.hosting.endpoint", "sagemaker.hosting.endpoint"),
        ("sagemaker.common.tag", "sagemaker.common.user_context"),
        ("instance_types.app_instance_type", "sagemaker.common.enums"),
        ("sagemaker.hosting.operations", "sagemaker.training.training_job"),
        ("sagemaker.hosting.operations", "sagemaker.waiters"),
    ],
)
def test_may_import_refuses_wrong_directions(importer: str, module: str) -> None:
    assert not may_import(importer, module)
