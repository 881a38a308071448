"""Imports are lazy and classes are built on first use, measured in fresh processes."""

from __future__ import annotations

import ast
import json
import os
import statistics
import subprocess
import sys
import textwrap
import tomllib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import attrs
import pytest
from helpers.samples import OTHERS, SERVICES, client_class, namespace, service_model

import sagemaker_typed
from sagemaker_typed import AsyncBaseClient

PACKAGES = {package for package, _ in SERVICES.values()}
PACKAGE = Path(sagemaker_typed.__file__).parent
SERVICE = PACKAGE / "sagemaker"
AREAS = sorted(path.parent for path in SERVICE.glob("*/operations.py"))
# Modules that an area may have in addition to its resources.
NOT_RESOURCES = {"__init__", "operations", "shared", "enums", "lists", "scalars"}
RESOURCES = sorted(
    path for area in AREAS for path in area.glob("*.py") if path.stem not in NOT_RESOURCES
)

PROLOGUE = """
import sys
before = set(sys.modules)
"""
EPILOGUE = """
modules = sorted(set(sys.modules) - before)
import gc, json
gc.collect()

def built(module, name):
    base = getattr(sys.modules.get(module), name, None)
    waiting = base.__subclasses__() if base else []
    found = set()
    while waiting:
        cls = waiting.pop()
        waiting += cls.__subclasses__()
        if cls.__module__ != module:
            found.add(f"{cls.__module__}.{cls.__qualname__}")
    return sorted(found)

print(json.dumps({
    "modules": modules,
    "shapes": built("sagemaker_typed.operation", "Shape"),
    "enums": built("sagemaker_typed.enums", "OpenEnum"),
}))
"""


@attrs.frozen
class Report:
    """The modules that a fresh process has imported and the classes that it has built."""

    modules: set[str]
    shapes: list[str]
    enums: list[str]

    @property
    def foreign(self) -> set[str]:
        """The packages that are neither this one nor in the standard library."""
        packages = {module.partition(".")[0] for module in self.modules}
        return packages - sys.stdlib_module_names - {"sagemaker_typed"}

    @property
    def own(self) -> set[str]:
        """The modules of this package, relative to it."""
        return {
            module.removeprefix("sagemaker_typed.")
            for module in self.modules
            if module.startswith("sagemaker_typed.")
        }


def run(program: str) -> Report:
    environment = {name: text for name, text in os.environ.items() if not name.startswith("AWS_")}
    result = subprocess.run(
        [sys.executable, "-c", PROLOGUE + textwrap.dedent(program) + EPILOGUE],
        capture_output=True,
        env=environment,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout.splitlines()[-1])
    return Report(set(report["modules"]), report["shapes"], report["enums"])


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def class_modules() -> set[str]:
    """Return the generated modules that define classes of the API."""
    return {
        module_name(path)
        for path in [*SERVICE.glob("*/*.py"), *(PACKAGE / "instance_types").glob("*.py")]
        if path.stem not in {"__init__", "operations"}
    }


def last_class(path: Path) -> str:
    statements = ast.parse(path.read_text("utf-8")).body
    return [statement.name for statement in statements if isinstance(statement, ast.ClassDef)][-1]


@cache
def touched() -> dict[str, Report]:
    """Return, for each resource, the report of a process that has used one of its classes."""

    def touch(name: str) -> Report:
        return run(f"from sagemaker_typed.sagemaker import {name}")

    # Not in the threads: some versions of Python cannot parse in several threads at the same time.
    names = [last_class(path) for path in RESOURCES]
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        return dict(zip(map(module_name, RESOURCES), pool.map(touch, names), strict=True))


# --- imports --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "program",
    [
        "import sagemaker_typed",
        "import sagemaker_typed.sagemaker",
        "import sagemaker_typed.instance_types",
        "import sagemaker_typed.sagemaker.client",
        "from sagemaker_typed import SageMaker",
        "from sagemaker_typed import AsyncSageMaker",
        "import sagemaker_typed.sagemaker as api; dir(api); api.__all__",
        "import sagemaker_typed.instance_types as types; dir(types); types.__all__",
    ],
)
def test_import_builds_no_classes(program: str) -> None:
    report = run(program)

    assert "sagemaker_typed" in report.modules
    assert report.shapes == []
    assert report.enums == []
    assert report.own & class_modules() == set()
    assert report.foreign == set()


def test_import_of_pipelines_builds_no_class_of_the_service() -> None:
    report = run("from sagemaker_typed.targets.pipelines import PipelineDefinition, TrainingStep")

    assert report.shapes == []
    assert {name.rpartition(".")[0] for name in report.enums} == {
        "sagemaker_typed.targets.pipelines"
    }
    assert report.own & class_modules() == set()
    assert report.foreign == {"attr", "attrs", "typing_extensions"}


@pytest.mark.parametrize("service", OTHERS)
def test_import_of_another_service_builds_no_classes(service: str) -> None:
    package, client = SERVICES[service]
    report = run(
        f"""
        import sagemaker_typed.{package} as api; dir(api); api.__all__
        from sagemaker_typed import {client}
        from sagemaker_typed.{package} import {client} as again
        assert again is {client}
        """
    )

    assert (report.shapes, report.enums, report.foreign) == ([], [], set())
    assert report.own == {
        "_botocore",
        "_botocore.generated_from",
        "_clients",
        "_hints",
        "_hints.calls",
        "_lazy",
        "client",
        package,
        f"{package}.client",
    }


@pytest.mark.parametrize("service", OTHERS)
def test_using_a_class_of_another_service_imports_only_that_service(service: str) -> None:
    package, _ = SERVICES[service]
    name = min(service_model(service).operation_names)
    report = run(f"from sagemaker_typed.{package} import {name}Request")

    services = {module.partition(".")[0] for module in report.own} & PACKAGES
    assert services == {package}
    assert f"{package}.client" not in report.own
    assert report.foreign <= {"attr", "attrs", "typing_extensions"}


@pytest.mark.parametrize("name", ["_timestamps", "sagemaker", "runtime", "errors", "streaming"])
def test_import_of_a_module_from_the_package_loads_only_that_module(name: str) -> None:
    report = run(f"from sagemaker_typed import SageMaker, {name}")
    alone = run(f"from sagemaker_typed import SageMaker\nimport sagemaker_typed.{name}")
    assert report.own == alone.own


def test_top_level_package_exports_the_client_of_every_service() -> None:
    for service, (package, name) in SERVICES.items():
        cls = client_class(service)
        assert (cls.__name__, cls.__service__) == (name, service)
        assert cls.__module__ == f"sagemaker_typed.{package}.client"
        assert name in sagemaker_typed.__all__


def test_top_level_package_exports_the_asynchronous_client_of_every_service() -> None:
    for service, (package, name) in SERVICES.items():
        cls: type[AsyncBaseClient] = getattr(sagemaker_typed, f"Async{name}")
        assert cls.__name__ == f"Async{name}"
        assert cls.__sync__ is client_class(service)
        assert cls.__module__ == f"sagemaker_typed.{package}.async_client"
        assert getattr(namespace(service), cls.__name__) is cls
        assert cls.__name__ in sagemaker_typed.__all__


def test_import_of_an_asynchronous_client_loads_no_http_library() -> None:
    report = run("from sagemaker_typed import AsyncSageMakerRuntime")

    assert report.foreign == set()
    assert {"async_client", "runtime.async_client", "runtime.client"} <= report.own
    assert "runtime.shapes" not in report.own


def test_synchronous_client_does_not_load_the_asynchronous_one() -> None:
    report = run("from sagemaker_typed import SageMakerRuntime")

    assert report.own.isdisjoint({"async_client", "runtime.async_client"})
    assert "asyncio" not in report.modules


def test_import_of_the_top_level_package_loads_only_tables_of_names() -> None:
    assert run("import sagemaker_typed").modules == {
        "sagemaker_typed",
        "sagemaker_typed._clients",
        "sagemaker_typed._lazy",
    }


def test_plugin_of_hypothesis_imports_and_builds_nothing() -> None:
    plugin = "from sagemaker_typed.testing._hypothesis import register_all; register_all()"
    report = run(f"import hypothesis\n{plugin}")

    assert report.own == {"_clients", "_lazy", "testing", "testing._hypothesis"}
    assert (report.shapes, report.enums) == ([], [])


def test_build_needs_no_hypothesis_and_builds_only_the_classes_inside() -> None:
    report = run(
        """
        from sagemaker_typed.sagemaker import Tag
        from sagemaker_typed.testing import build
        build(Tag)
        """
    )

    assert "hypothesis" not in report.modules
    assert "testing.strategies" not in report.own
    assert report.own & class_modules() == {"sagemaker.common.tag", "sagemaker.common.scalars"}


def test_report_includes_classes_that_are_built() -> None:
    """The other tests check that names are absent from the report, so some must be present here."""
    report = run(
        """
        from sagemaker_typed import to_boto
        from sagemaker_typed.sagemaker import SortOrder, Tag
        to_boto(Tag(key="a", value="b"))
        """
    )

    assert "sagemaker_typed.sagemaker.common.tag.Tag" in report.shapes
    assert "sagemaker_typed.sagemaker.common.enums.SortOrder" in report.enums
    assert report.own & class_modules() >= {"sagemaker.common.tag", "sagemaker.common.enums"}
    assert report.foreign >= {"attr", "cattrs"}


# --- one name -------------------------------------------------------------------------------------


def test_using_an_instance_type_imports_only_its_module() -> None:
    report = run("from sagemaker_typed.instance_types import TrainingInstanceType")

    assert report.own == {
        "_clients",
        "_lazy",
        "enums",
        "instance_types",
        "instance_types.training_instance_type",
    }
    assert report.enums == [
        "sagemaker_typed.instance_types.training_instance_type.TrainingInstanceType"
    ]
    assert report.shapes == []
    assert report.foreign == set()


def test_using_an_enum_builds_no_shapes() -> None:
    report = run("from sagemaker_typed.sagemaker import CompressionType")

    assert report.own & class_modules() == {"sagemaker.common.enums"}
    assert report.shapes == []
    assert report.foreign == set()


def imports_of(module: str) -> set[str]:
    """Return the modules that a module imports directly or indirectly, from the sources."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        found.add(name := waiting.pop())
        path = PACKAGE.joinpath(*name.split(".")).with_suffix(".py")
        for statement in ast.parse(path.read_text("utf-8")).body:
            if isinstance(statement, ast.ImportFrom) and statement.level:
                here = name.split(".")[: -statement.level]
                there = ".".join([*here, statement.module or ""])
                if there not in found:
                    waiting.append(there)
    return found


def test_using_a_resource_imports_only_its_dependencies() -> None:
    classes = class_modules()

    assert {name: report.own & classes for name, report in touched().items()} == {
        name: imports_of(name) for name in touched()
    }


def test_using_a_resource_imports_no_other_resource() -> None:
    resources = touched().keys()
    others = {name: report.own & resources - {name} for name, report in touched().items()}

    # Search returns nearly every kind of resource.
    assert {name for name, imported in others.items() if imported} == {"sagemaker.search.search"}


def test_using_a_resource_needs_only_attrs() -> None:
    for report in touched().values():
        assert report.foreign <= {"attr", "attrs", "typing_extensions"}
        assert report.own.isdisjoint({"client", "converter", "sagemaker.client"})


def test_using_a_resource_builds_few_structures() -> None:
    counts = {resource: len(report.shapes) for resource, report in touched().items()}
    median = statistics.median(counts.values())
    largest = sorted(counts, key=counts.__getitem__)[-5:]

    assert min(counts.values()) > 0
    assert median <= 40, (
        f"the median of {len(counts)} resources is {median} structures; the largest are "
        + ", ".join(f"{resource} {counts[resource]}" for resource in largest)
    )


def test_resource_modules_match_rooms_toml() -> None:
    rules = tomllib.loads((PACKAGE / "codegen" / "rooms.toml").read_text("utf-8"))

    # Resources without a row have a place by rule.
    assert {module_name(path) for path in RESOURCES} >= {
        f"sagemaker.{area}.{resource}"
        for area, row in rules["areas"].items()
        for resource in row["resources"]
    }


# --- the client -----------------------------------------------------------------------------------

MAKE_CLIENT = """
from sagemaker_typed import SageMaker
client = SageMaker(
    region_name="us-west-2", aws_access_key_id="x", aws_secret_access_key="x"
).boto_client
assert client.meta.service_model.service_name == "sagemaker"
assert client.meta.region_name == "us-west-2"
"""


def test_creating_a_client_needs_only_botocore() -> None:
    report = run(MAKE_CLIENT)

    assert "botocore" in report.foreign
    assert not report.foreign & {"boto3", "cattrs", "attr", "attrs", "annotated_types"}
    assert report.shapes == []
    assert report.enums == []


def test_client_is_created_by_boto3_if_that_is_imported() -> None:
    report = run("import boto3\n" + MAKE_CLIENT + "assert boto3.DEFAULT_SESSION is not None\n")

    assert not report.foreign & {"cattrs", "attr", "attrs", "annotated_types"}
    assert report.shapes == []
    assert report.enums == []


def test_call_does_not_import_cattrs() -> None:
    report = run(
        MAKE_CLIENT.replace(").boto_client", ")").replace("client.meta", "client.boto_client.meta")
        + """
from botocore.awsrequest import AWSResponse

class Raw:
    def stream(self):
        yield b'{"Endpoints": [{"EndpointName": "a", "EndpointStatus": "InService"}]}'

client.boto_client.meta.events.register(
    "before-send.sagemaker", lambda request, **_: AWSResponse(request.url, 200, {}, Raw())
)
assert client.list_endpoints(max_results=1).endpoints[0].endpoint_name == "a"
"""
    )

    assert "sagemaker_typed.sagemaker.hosting.endpoint.ListEndpointsResponse" in report.shapes
    assert not report.foreign & {"boto3", "cattrs"}
    features = {"copying", "defaults", "differences", "instance_specs", "logs", "many", "planning"}
    features |= {"converter", "events", "local", "rows", "serialization", "targets", "testing"}
    features |= {"waiting"}
    assert report.own.isdisjoint(features)


# --- events ---------------------------------------------------------------------------------------


def test_import_of_events_builds_no_generated_class() -> None:
    report = run("from sagemaker_typed.events import EndpointStateChange, read_event")

    assert report.shapes == []
    assert report.enums == []
    assert report.own & class_modules() == set()
    assert "events.filters" not in report.own
    assert report.foreign <= {"attr", "attrs", "typing_extensions"}


def test_reading_an_event_builds_the_classes_of_its_resource_only() -> None:
    report = run(
        """
        from sagemaker_typed.events import read_event
        read_event({"detail-type": "SageMaker Endpoint State Change", "detail": {}})
        """
    )

    assert "sagemaker.hosting.endpoint" in report.own
    assert "events.shapes" not in report.own
    assert "sagemaker.training.training_job" not in report.own
    assert not report.foreign & {"boto3", "botocore", "cattrs"}


# --- threads --------------------------------------------------------------------------------------

IN_16_THREADS = """
import threading
import sagemaker_typed.sagemaker as api

sys.setswitchinterval(1e-6)
start = threading.Barrier(16)
got = []

def touch(name):
    start.wait()
    got.append((name, getattr(api, name)))

def touch_together(names):
    threads = [threading.Thread(target=touch, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(got) == 16, f"{16 - len(got)} threads failed or hang"
"""


def test_threads_using_one_name_get_the_same_class() -> None:
    report = run(
        IN_16_THREADS
        + """
touch_together(16 * ["CreateTrainingJobRequest"])
assert len({id(cls) for _, cls in got}) == 1
import sagemaker_typed.sagemaker.training.training_job as room
assert got[0][1] is room.CreateTrainingJobRequest is api.CreateTrainingJobRequest
import gc
gc.collect()
from sagemaker_typed import Request
names = [cls.__name__ for cls in Request.__subclasses__()]
assert names.count("CreateTrainingJobRequest") == 1
"""
    )

    assert (
        "sagemaker_typed.sagemaker.training.training_job.CreateTrainingJobRequest" in report.shapes
    )


def test_threads_using_many_names_get_one_class_each() -> None:
    names = [*map(last_class, RESOURCES[::5]), "Tag"][-16:]
    assert len(names) == 16

    report = run(
        IN_16_THREADS
        + f"""
touch_together({names!r})
assert all(cls is getattr(api, name) for name, cls in got)
import gc
gc.collect()
from sagemaker_typed import Shape
waiting, found = Shape.__subclasses__(), []
while waiting:
    found.append(cls := waiting.pop())
    waiting += cls.__subclasses__()
assert len(found) == len({{f"{{cls.__module__}}.{{cls.__qualname__}}" for cls in found}})
assert {{cls for _, cls in got}} <= set(found)
"""
    )

    assert len(report.shapes) > 16
