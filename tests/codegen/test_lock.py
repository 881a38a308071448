"""The lock, the committed models, and formatters that differ from the locked one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast

import attrs
import botocore
import pytest
from botocore.loaders import Loader
from helpers.cases import each
from helpers.codegen.command import Copy
from helpers.codegen.synthetic import model, rules, unformatted, unformatted_and_unlocked
from helpers.models import COMMITTED, IS_LOCKED, LOCK, PACKAGE

from sagemaker_typed import BaseClient, SageMaker
from sagemaker_typed.codegen.generation import generate_all
from sagemaker_typed.codegen.model.lock import LOCK_FILE, Lock, installed_ruff, read_lock
from sagemaker_typed.codegen.model.services import ServiceEntry, entries, entry_by_rule
from sagemaker_typed.codegen.model.sources import read_source
from sagemaker_typed.codegen.model.store import (
    MODELS_FOLDER,
    SERVICE,
    ServiceModels,
    read_models,
    without_prose,
)

INSTALLED = Path(botocore.__file__).parent / "data"


def named(service_id: str) -> ServiceEntry:
    return entry_by_rule(service_id.lower(), service_id)


# --- the committed models -------------------------------------------------------------------------


@pytest.mark.skipif(
    not IS_LOCKED,
    reason=f"the committed models are those of botocore {LOCK.botocore}",
)
def test_committed_models_are_those_of_the_locked_botocore() -> None:
    installed = read_models(INSTALLED)

    assert installed.keys() == COMMITTED.keys() == LOCK.services.keys()
    for name, models in installed.items():
        assert models.facts().files() == COMMITTED[name].files()


@each("service", sorted(COMMITTED))
def test_files_of_the_committed_models_are_as_the_generator_writes_them(service: str) -> None:
    for path, text in COMMITTED[service].files().items():
        assert (PACKAGE / MODELS_FOLDER / path).read_text("utf-8") == text


def test_committed_models_have_no_prose() -> None:
    prose = {"documentation", "deprecatedMessage"}

    def traits(value: object) -> None:
        """Walk over everything but the names of members, shapes and operations."""
        if isinstance(value, dict):
            found = cast("dict[str, Any]", value)
            assert not prose & {key for key in found if not isinstance(found[key], dict)}
            for inner in found.values():
                traits(inner)
        elif isinstance(value, list):
            for inner in cast("list[object]", value):
                traits(inner)

    for models in COMMITTED.values():
        for raw in models.models.values():
            traits(json.loads(json.dumps(raw)))


def test_botocore_reads_the_committed_models() -> None:
    loader = Loader(extra_search_paths=[str(PACKAGE / MODELS_FOLDER)])

    raw = loader.load_service_model("sagemaker", "service-2")

    assert raw["operations"].keys() == COMMITTED["sagemaker"].models[SERVICE]["operations"].keys()
    assert "documentation" not in raw


def test_prose_is_removed_and_members_of_the_same_name_are_kept() -> None:
    raw = {
        "documentation": "Prose.",
        "metadata": {"apiVersion": "2030-01-01"},
        "operations": {
            "PutBox": {
                "documentation": "Prose.",
                "input": {"shape": "Box", "documentation": "Prose."},
                "errors": [{"shape": "Full", "documentation": "Prose."}],
            }
        },
        "shapes": {
            "Box": {
                "type": "structure",
                "deprecatedMessage": "Prose.",
                "members": {"documentation": {"shape": "Texts", "documentation": "Prose."}},
            },
            "Texts": {"type": "list", "member": {"shape": "Text", "documentation": "Prose."}},
            "documentation": {"type": "string"},
        },
    }

    assert without_prose(raw) == {
        "metadata": {"apiVersion": "2030-01-01"},
        "operations": {"PutBox": {"input": {"shape": "Box"}, "errors": [{"shape": "Full"}]}},
        "shapes": {
            "Box": {"type": "structure", "members": {"documentation": {"shape": "Texts"}}},
            "Texts": {"type": "list", "member": {"shape": "Text"}},
            "documentation": {"type": "string"},
        },
    }


def test_shapes_and_operations_have_the_order_of_the_files() -> None:
    # Generating from a botocore and from the files that were written must give the same.
    raw: dict[str, Any] = {
        "operations": {"B": {}, "A": {}},
        "shapes": {"b": {}, "B": {}, "a": {}},
    }

    found = without_prose(raw)

    assert [[*found["operations"]], [*found["shapes"]]] == [["A", "B"], ["B", "a", "b"]]


@pytest.mark.parametrize("command", ["check", "generate"])
def test_missing_model_is_refused(copy: Copy, command: str) -> None:
    for path in copy.path(f"{MODELS_FOLDER}/sagemaker-metrics").rglob("*.json"):
        path.unlink()
    before = copy.files()

    result = copy.run(command)

    assert result.returncode == 2
    assert f"sagemaker-metrics: {MODELS_FOLDER} has no model" in result.stderr
    assert copy.files() == before


def test_all_problems_are_reported_together(copy: Copy) -> None:
    services = sorted(LOCK.services)[-2:]
    for service in services:
        (path,) = copy.path(f"{MODELS_FOLDER}/{service}").rglob("service-2.json")
        raw = json.loads(path.read_text("utf-8"))
        raw["shapes"]["Odd"] = {"type": "odd"}
        path.write_text(json.dumps(raw), encoding="utf-8")

    result = copy.run("generate")

    assert result.returncode == 2
    for service in services:
        assert f"{service}: shape Odd has the type 'odd'" in result.stderr


def test_version_of_a_source_is_known() -> None:
    version = botocore.__version__
    assert read_source(version).version == read_source(str(INSTALLED.parent)).version == version
    assert read_source(str(INSTALLED)).version is None


# --- the names of services ------------------------------------------------------------------------


def test_names_by_rule_are_the_locked_names_unless_they_were_taken() -> None:
    for name, models in COMMITTED.items():
        found, locked = entry_by_rule(name, models.service_id), LOCK.services[name]
        assert locked.package.startswith(found.package)
        assert locked.client.startswith(found.client)


@pytest.mark.parametrize(
    ("service_id", "package", "client"),
    [
        ("SageMaker", "sagemaker", "SageMaker"),
        ("SageMaker Gateway Runtime", "gateway_runtime", "SageMakerGatewayRuntime"),
        ("SagemakerJobRuntime", "job_runtime", "SageMakerJobRuntime"),
        ("Amazon SageMaker A2I-Runtime", "a2i_runtime", "SageMakerA2IRuntime"),
        ("SageMaker ML ops", "ml_ops", "SageMakerMLOps"),
        ("SageMaker Async", "async_service", "SageMakerAsync"),
        ("SageMaker 3D", "service_3_d", "SageMaker3D"),
    ],
)
def test_names_of_a_service_come_from_its_id(service_id: str, package: str, client: str) -> None:
    entry = named(service_id)
    assert (entry.package, entry.client) == (package, client)


def test_locked_name_of_a_service_does_not_change() -> None:
    raw = {"metadata": {"serviceId": "SageMaker Something Else"}}
    renamed = ServiceModels("sagemaker-metrics", "2030-01-01", {SERVICE: raw})

    assert entries([renamed], LOCK.services)["sagemaker-metrics"].package == "metrics"


def test_package_of_a_new_service_does_not_replace_another_module() -> None:
    raw = {"metadata": {"serviceId": "SageMaker Errors"}}
    service = ServiceModels("sagemaker-errors", "2030-01-01", {SERVICE: raw})

    found = entries([service], LOCK.services, taken={"errors", "local"})

    assert found["sagemaker-errors"].package == "errors_service"


def test_two_services_with_the_same_name_have_different_packages() -> None:
    both = [
        ServiceModels(name, "2030-01-01", {SERVICE: {"metadata": {"serviceId": "SageMaker Box"}}})
        for name in ("sagemaker-a", "sagemaker-b")
    ]

    assert [(entry.package, entry.client) for entry in entries(both, {}).values()] == [
        ("box", "SageMakerBox"),
        ("box_service", "SageMakerBoxService"),
    ]


# --- the lock -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "generate"])
def test_different_ruff_is_refused_with_both_versions_and_the_fix(copy: Copy, command: str) -> None:
    copy.write(LOCK_FILE, re.sub(r'ruff = ".*"', 'ruff = "0.0.1"', copy.read(LOCK_FILE)))

    result = copy.run(command)

    assert result.returncode == 2
    assert f"ruff {installed_ruff()} is installed, but 0.0.1 is locked" in result.stderr
    assert '"ruff==0.0.1"' in result.stderr
    assert "codegen refresh`" in result.stderr


def test_missing_lock_is_refused(copy: Copy) -> None:
    copy.path(LOCK_FILE).unlink()

    result = copy.run("check")

    assert result.returncode == 2
    assert "model.lock is missing: it has the public names of the services" in result.stderr


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", 'botocore = "1.2.3"\n', "services = 1\n"])
def test_lock_that_cannot_be_read_is_refused(copy: Copy, text: str) -> None:
    copy.write(LOCK_FILE, text)

    result = copy.run("check")

    assert result.returncode == 2
    assert "model.lock cannot be read" in result.stderr
    assert "Traceback" not in result.stderr


def test_lock_file_round_trip(tmp_path: Path) -> None:
    entry = ServiceEntry("sagemaker-box", "box", "SageMakerBox")
    lock = Lock(botocore="1.2.3", ruff="4.5.6", services={entry.name: entry})
    (tmp_path / LOCK_FILE).parent.mkdir()
    (tmp_path / LOCK_FILE).write_text(lock.text(), encoding="utf-8")

    assert read_lock(tmp_path) == lock


def test_botocore_version_changes_only_one_generated_module() -> None:
    sources = generate_all(attrs.evolve(LOCK, botocore="9.9.9"), PACKAGE).sources

    changed = {
        path for path, source in sources.items() if source != (PACKAGE / path).read_text("utf-8")
    }
    assert changed == {"_botocore/generated_from.py"}
    assert 'BOTOCORE = "9.9.9"' in sources["_botocore/generated_from.py"]


def test_client_has_the_locked_botocore_version() -> None:
    assert SageMaker.__botocore__ == BaseClient.__botocore__ == LOCK.botocore


def test_client_of_an_unlocked_model_has_no_botocore_version() -> None:
    raw = model({}, {})

    assert '    __botocore__ = ""\n' in unformatted_and_unlocked(raw)["storage/client.py"]
    assert "__botocore__" not in unformatted(raw, rules({}))["storage/client.py"]
