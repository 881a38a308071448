"""A refresh moves a checkout to another botocore without edits by hand."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import attrs
import pytest
from helpers.codegen.command import Copy, Result
from helpers.codegen.history import FILES, checkout
from helpers.codegen.imports import import_graph
from helpers.codegen.synthetic import Raw, enum, list_of, operation, structure
from helpers.folders import DATA, ROOT
from helpers.models import COMMITTED, LOCK, PACKAGE

from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.facts import Changes
from sagemaker_typed.codegen.changes.history import read_history
from sagemaker_typed.codegen.changes.sources import models_of
from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.generation import generate_all
from sagemaker_typed.codegen.model.instances import INSTANCES_FILE
from sagemaker_typed.codegen.model.lock import LOCK_FILE
from sagemaker_typed.codegen.model.sources import Source, read_source
from sagemaker_typed.codegen.model.store import MODELS_FOLDER, SERVICE, ServiceModels
from sagemaker_typed.codegen.refresh.counts import counts, with_counts
from sagemaker_typed.codegen.refresh.fragment import fragments, wrapped
from sagemaker_typed.codegen.refresh.records import between, records
from sagemaker_typed.codegen.refresh.version import version_of, with_version

# The service that is removed.
REMOVED = LOCK.services[max(name for name in LOCK.services if name != "sagemaker")]

PROBLEMS = sorted(LOCK.services)[-2:]

TEAPOTS: Raw = {
    # The first protocol is one that botocore prefers and that has no JSON.
    "metadata": {
        "apiVersion": "2030-01-01",
        "endpointPrefix": "teapot.sagemaker",
        "jsonVersion": "1.1",
        "protocol": "json",
        "protocols": ["smithy-rpc-v2-cbor", "json"],
        "serviceFullName": "Amazon SageMaker Teapot Runtime",
        "serviceId": "SageMaker Teapot Runtime",
        "signatureVersion": "v4",
        "signingName": "sagemaker",
        "targetPrefix": "Teapot",
        "uid": "sagemaker-teapot-runtime-2030-01-01",
    },
    "operations": {
        "BrewTea": {
            "name": "BrewTea",
            "http": {"method": "POST", "requestUri": "/"},
            **operation("BrewTeaRequest", "BrewTeaResponse"),
            "steam": {"pressure": 2},
        }
    },
    "shapes": {
        "BrewTeaRequest": structure({"Leaf": "Leaf"}, required=["Leaf"]),
        "BrewTeaResponse": structure({"Cups": "Cups"}),
        "Leaf": enum("Assam", "Sencha"),
        "Cups": list_of("Leaf", max=3),
    },
    "version": "2.0",
}


def planted(raw: Any) -> None:
    """Add a resource with a verb that no operation has, and change what exists."""
    raw["shapes"] |= {
        "KettleName": {"type": "string", "max": 63, "pattern": "[a-z]+"},
        "KettleStatus": enum("Cold", "Boiling", "Failed"),
        "KettleRequest": structure({"KettleName": "KettleName"}, required=["KettleName"]),
        "CreateKettleRequest": structure(
            {"KettleName": "KettleName", "Tags": "TagList"}, required=["KettleName"]
        ),
        "KettleSummary": structure({"KettleName": "KettleName", "KettleStatus": "KettleStatus"}),
        "KettleSummaries": list_of("KettleSummary"),
        "ListKettlesRequest": structure({"NextToken": "NextToken"}),
        "ListKettlesResponse": structure(
            {"KettleSummaries": "KettleSummaries", "NextToken": "NextToken"}
        ),
    }
    http = {"method": "POST", "requestUri": "/"}
    for name, shapes in {
        "CreateKettle": ("CreateKettleRequest", None),
        "DescribeKettle": ("KettleRequest", "KettleSummary"),
        "ListKettles": ("ListKettlesRequest", "ListKettlesResponse"),
        "DeleteKettle": ("KettleRequest", None),
        "DescaleKettle": ("KettleRequest", None),
    }.items():
        raw["operations"][name] = {"name": name, "http": http} | operation(*shapes)
    raw["shapes"]["EndpointStatus"]["enum"].append("Steaming")
    # moto knows the first of these new instance types.
    raw["shapes"]["TrainingInstanceType"]["enum"] += ["ml.c7a.medium", "ml.p99.large"]
    rename(raw, "ProcessingInstanceType", "ProcessingJobInstanceType")
    rename(raw, "ContainerHostname", "NameOfContainer")
    raw["shapes"]["Url"] = {"type": "string"}
    # Its module is no longer that of an enum of instance types.
    rename(raw, "TransformInstanceType", "TransformInstanceKind")
    # A list in the shared module, and a structure in a module of its own, have the same enum.
    raw["shapes"] |= {"KettleMode": enum("A"), "KettleModes": list_of("KettleMode", max=3)}
    raw["shapes"]["TransformResources"]["members"]["Mode"] = {"shape": "KettleMode"}
    for name in ("InferenceSpecification", "AdditionalInferenceSpecificationDefinition"):
        raw["shapes"][name]["members"]["Modes"] = {"shape": "KettleModes"}
    raw["shapes"]["Tag"]["colour"] = "green"
    raw["shapes"]["CreateModelInput"] |= {"required": ["ModelName", "ExecutionRoleArn"]}
    # A row of rooms.toml names a member that is required.
    raw["shapes"]["DescribeCompilationJobResponse"]["required"] = []


def rename(raw: Any, old: str, new: str) -> None:
    """Rename a shape."""
    raw["shapes"] = json.loads(
        json.dumps(raw["shapes"]).replace(f'{{"shape": "{old}"', f'{{"shape": "{new}"')
    )
    raw["shapes"][new] = raw["shapes"].pop(old)


def write_models(
    folder: Path, *, version: str = "9.9.9", without: str = "", kettles: bool = True
) -> Path:
    """Write a botocore with the committed models, changed, and a new service."""
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text(f"__version__ = '{version}'\n", encoding="utf-8")
    found = [one for name, one in COMMITTED.items() if name != without]
    for one in found:
        models = {kind: json.loads(json.dumps(raw)) for kind, raw in one.models.items()}
        if one.name == "sagemaker" and kettles:
            planted(models[SERVICE])
        for path, text in attrs.evolve(one, models=models).files().items():
            (folder / "data" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "data" / path).write_text(text, encoding="utf-8")
    if kettles:
        teapots = ServiceModels("sagemaker-teapot-runtime", "2030-01-01", {SERVICE: TEAPOTS})
        for path, text in teapots.files().items():
            (folder / "data" / path).parent.mkdir(parents=True)
            (folder / "data" / path).write_text(text, encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@attrs.frozen
class Refreshed:
    copy: Copy
    models: Path
    result: Result

    @property
    def root(self) -> Path:
        return self.copy.package.parent


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """Return a checkout after a refresh to models with much that is new."""
    folder = tmp_path_factory.mktemp("refreshed")
    models = write_models(folder / "botocore", without=REMOVED.name)
    made = checkout(folder / "checkout")
    return Refreshed(made, models, made.run("refresh", "--botocore", str(models)))


def test_refresh_needs_no_row_for_a_new_resource_or_a_new_service(refreshed: Refreshed) -> None:
    assert refreshed.result.returncode == 0, refreshed.result.stderr
    lines = refreshed.result.stdout.splitlines()
    notes = [line.removeprefix("note: ") for line in lines if line.startswith("note: ")]
    before = generate_all(LOCK, PACKAGE).notes
    assert [note.partition(" in ")[0] for note in notes if note not in before] == [
        "sagemaker: the trait 'colour' of the shape Tag is unknown, and was ignored: read it",
        "sagemaker: rooms.toml: [[corrections]] DescribeCompilationJobResponse.InputConfig (the "
        "model does not require such a member) has no effect on the model; remove the row",
        "sagemaker: kettle: a new resource, placed",
        "sagemaker-teapot-runtime: the trait 'steam' of the operation BrewTea is unknown, and was "
        "ignored: read it",
        "no specifications of the instance types p99.large",
        "docs/CHANGELOG.md has no release, so the version",
    ]
    rows = json.loads(refreshed.copy.read(INSTANCES_FILE))["types"]
    assert rows["c7a.medium"] == [1, 2048, 0, None, None, 0, None, "Up to 12.5 Gigabit", 0]
    assert "p99.large" not in rows
    assert '"c7a.medium": (1, 2048,' in refreshed.copy.read("instance_specs/table.py")


USE = """
import boto3
from botocore.stub import Stubber
from sagemaker_typed import SageMaker, SageMakerTeapotRuntime, from_boto, to_boto
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.teapot_runtime import BrewTeaRequest, Leaf

options = dict(region_name="us-west-2", aws_access_key_id="x", aws_secret_access_key="x")
client = SageMaker(**options)
with Stubber(client.boto_client) as stub:
    page = {"KettleSummaries": [{"KettleName": "a", "KettleStatus": "Boiling"}], "NextToken": "t"}
    stub.add_response("list_kettles", page, {})
    stub.add_response("list_kettles", {"KettleSummaries": []}, {"NextToken": "t"})
    stub.add_response("descale_kettle", {}, {"KettleName": "a"})
    (kettle,) = client.items(sm.ListKettlesRequest())
    assert kettle.kettle_status is sm.KettleStatus.BOILING
    client.descale_kettle(kettle_name="a")
assert sm.EndpointStatus.STEAMING == "Steaming"
request = BrewTeaRequest(leaf=Leaf.ASSAM)
assert from_boto(BrewTeaRequest, to_boto(request)) == request
teapot = SageMakerTeapotRuntime(endpoint_url="http://127.0.0.1:9", **options)
with Stubber(teapot.boto_client) as stub:
    stub.add_response("brew_tea", {"Cups": ["Sencha"]}, {"Leaf": "Assam"})
    assert teapot.send(request).cups == [Leaf.SENCHA]

# The names of types that the service has renamed stay.
import warnings
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    from sagemaker_typed.sagemaker import ContainerHostname, ProcessingInstanceType, Url
    from sagemaker_typed.instance_types import ProcessingInstanceType as the_same
assert ProcessingInstanceType is the_same is sm.ProcessingJobInstanceType
assert ContainerHostname is sm.NameOfContainer
assert Url is str
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from sagemaker_typed.instance_types import TransformInstanceType
assert TransformInstanceType is sm.TransformInstanceKind
assert [str(warning.message) for warning in found] == [
    "sagemaker_typed.sagemaker.ContainerHostname is deprecated; use NameOfContainer instead",
    "sagemaker_typed.sagemaker.ProcessingInstanceType is deprecated; "
    "use ProcessingJobInstanceType instead",
    "sagemaker_typed.sagemaker.Url is deprecated; use str instead",
    "sagemaker_typed.instance_types.ProcessingInstanceType is deprecated; "
    "use ProcessingJobInstanceType instead",
]
"""


def test_refreshed_package_makes_calls_with_what_is_new(refreshed: Refreshed) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", USE],
        env=os.environ
        | {
            "PYTHONPATH": str(refreshed.root),
            "AWS_DATA_PATH": str(refreshed.copy.package / MODELS_FOLDER),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_refreshed_modules_have_no_circular_imports(refreshed: Refreshed) -> None:
    TopologicalSorter(import_graph(refreshed.copy.package)).prepare()


def test_refresh_writes_lock_models_texts_and_fragments_together(refreshed: Refreshed) -> None:
    read = refreshed.copy.read
    lock = tomllib.loads(read(LOCK_FILE))
    assert lock["services"]["sagemaker-teapot-runtime"] == {
        "package": "teapot_runtime",
        "client": "SageMakerTeapotRuntime",
    }
    assert REMOVED.name not in lock["services"]
    assert lock["old_names"]["sagemaker"] == {
        "ContainerHostname": "NameOfContainer",
        "ProcessingInstanceType": "ProcessingJobInstanceType",
        "TransformInstanceType": "TransformInstanceKind",
        "Url": "Url",
    }
    assert not refreshed.copy.path(REMOVED.package).exists()
    assert not any(refreshed.copy.path(MODELS_FOLDER).rglob(f"{REMOVED.name}/*/*.json"))
    raw = COMMITTED["sagemaker"].models[SERVICE]
    assert f"{len(raw['operations']) + 5} operations" in " ".join(
        (refreshed.root / "README.md").read_text("utf-8").split()
    )
    page = (refreshed.root / "docs/services.md").read_text("utf-8")
    assert (
        "| `SageMakerTeapotRuntime` | `sagemaker_typed.teapot_runtime` | "
        "`sagemaker-teapot-runtime` | 1 | `BrewTea` |\n" in page
    )
    assert f"`{REMOVED.client}`" not in page
    attributes = (refreshed.root / ".gitattributes").read_text("utf-8")
    assert "/sagemaker_typed/teapot_runtime/** linguist-generated=true\n" in attributes
    assert f"/{REMOVED.package}/" not in attributes


def test_fragments_name_additions_deprecations_and_breaks(refreshed: Refreshed) -> None:
    (added,) = (refreshed.root / "docs/changelog").glob("+botocore-*.added.md")
    (changed,) = (refreshed.root / "docs/changelog").glob("+botocore-*.changed.md")
    (removed,) = (refreshed.root / "docs/changelog").glob("+botocore-*.removed.md")
    assert "the new client `SageMakerTeapotRuntime`" in " ".join(added.read_text("utf-8").split())
    assert "`SageMaker.descale_kettle`" in added.read_text("utf-8")
    assert "`EndpointStatus.STEAMING`" in added.read_text("utf-8")
    text = " ".join(changed.read_text("utf-8").split())
    assert "CreateModelInput.ExecutionRoleArn is required" in text
    assert f"which no longer has the client `{REMOVED.client}`" in " ".join(
        removed.read_text("utf-8").split()
    )
    assert "Url" not in text
    (deprecated,) = (refreshed.root / "docs/changelog").glob("+botocore-*.deprecated.md")
    text = " ".join(deprecated.read_text("utf-8").split())
    assert "which has other names for these types: `ContainerHostname`: use `NameOf" in text
    assert "`Url`: use `str`" in text


def test_changes_without_other_names_and_types_have_a_fragment() -> None:
    (text,) = fragments(changes(looser_pattern)).values()

    assert text.endswith("; names and types are the same.\n")
    assert fragments(changes(nothing)) == {}


def test_new_field_that_is_required_is_a_change_and_not_an_addition() -> None:
    ((path, text),) = fragments(changes(new_required_member)).items()

    assert path.endswith(".changed.md")
    assert "Tag.Colour" in text


def test_name_with_hyphens_is_not_broken_in_a_fragment() -> None:
    name = "sagemaker-inference-router-runtime"
    for words in range(30):
        assert name in wrapped("word " * words + name)


def test_refresh_records_the_changes_for_the_site(refreshed: Refreshed) -> None:
    record = read_history((refreshed.root / "docs/history/9.9.9.json").read_text("utf-8"))

    assert (record.old, record.new) == (LOCK.botocore, "9.9.9")
    assert {service.name: service.change for service in record.services} == {
        "sagemaker": "updated",
        REMOVED.name: "removed",
        "sagemaker-teapot-runtime": "new",
    }


def test_each_version_that_a_refresh_passes_has_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"1.0.0": "1.44.5", "1.0.2": "1.44.5", "1.0.9": "1.44.8", "1.0.10": "1.44.5"}
    for version, file in files.items():
        shutil.copy(DATA / f"botocore-{file}.zip", tmp_path / f"botocore-{version}-any.whl")
    listed = ("1.0.11", "1.0.10", "1.0.9", "1.0.2", "1.0.0", "0.9.0")
    monkeypatch.setattr("sagemaker_typed.codegen.refresh.records.versions", lambda: listed)
    old, new = (read_source(v, cache=tmp_path) for v in ("1.0.0", "1.0.10"))

    passed = [*between("1.0.0", "1.0.10", cache=tmp_path)]
    found = {path: read_history(text) for path, text in records([old, *passed, new], {}).items()}

    assert [source.label for source in passed] == ["1.0.2", "1.0.9"]
    # A version without changes has no record, nor has a way back.
    assert records([new, old], {}) == {}
    assert {path: (record.old, record.new) for path, record in found.items()} == {
        "docs/history/1.0.9.json": ("1.0.2", "1.0.9"),
        "docs/history/1.0.10.json": ("1.0.9", "1.0.10"),
    }


def test_second_refresh_changes_nothing(refreshed: Refreshed) -> None:
    before = content(refreshed.root)

    again = refreshed.copy.run("refresh", "--botocore", str(refreshed.models))

    assert again.returncode == 0, again.stderr
    assert "): 0 files changed" in again.stdout
    assert content(refreshed.root) == before


def test_refresh_to_the_locked_models_changes_nothing_but_the_lock(tmp_path: Path) -> None:
    models = write_models(tmp_path / "botocore", kettles=False)
    made = checkout(tmp_path / "checkout")
    before = content(made.package.parent)

    result = made.run("refresh", "--botocore", str(models))

    assert result.returncode == 0, result.stderr
    after = content(made.package.parent)
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed == {
        "sagemaker_typed/_botocore/generated_from.py",
        f"sagemaker_typed/{LOCK_FILE}",
    }


def test_way_back_to_an_older_version_has_no_fragments(tmp_path: Path) -> None:
    models = write_models(
        tmp_path / "botocore", version="1.0.0", without=REMOVED.name, kettles=False
    )
    made = checkout(tmp_path / "checkout")
    docs = made.package.parent / "docs"
    before = content(docs).keys()

    result = made.run("refresh", "--botocore", str(models))

    assert result.returncode == 0, result.stderr
    assert tomllib.loads(made.read(LOCK_FILE))["botocore"] == "1.0.0"
    assert not made.path(REMOVED.package).exists()
    # The site has no record of it either.
    assert content(docs).keys() == before


def test_all_problems_are_reported_and_nothing_is_written(tmp_path: Path) -> None:
    models = write_models(tmp_path / "botocore", kettles=False)
    for service in PROBLEMS:
        (path,) = models.glob(f"data/{service}/*/service-2.json")
        raw = json.loads(path.read_text("utf-8"))
        raw["metadata"]["protocol"], raw["metadata"]["protocols"] = "morse", ["morse"]
        path.write_text(json.dumps(raw), encoding="utf-8")
    made = checkout(tmp_path / "checkout")
    before = content(made.package.parent)

    result = made.run("refresh", "--botocore", str(models))

    assert result.returncode == 2
    for service in PROBLEMS:
        assert f"{service}: the service uses the protocol 'morse'" in result.stderr
    assert content(made.package.parent) == before


def test_malformed_model_is_a_problem_beside_others(tmp_path: Path) -> None:
    models = write_models(tmp_path / "botocore", kettles=False)
    odd: list[Raw] = [{}, {"type": "structure", "members": []}]
    for service, shape in zip(PROBLEMS, odd, strict=True):
        (path,) = models.glob(f"data/{service}/*/service-2.json")
        raw = json.loads(path.read_text("utf-8"))
        raw["shapes"]["Odd"] = shape
        path.write_text(json.dumps(raw), encoding="utf-8")
    made = checkout(tmp_path / "checkout")

    result = made.run("refresh", "--botocore", str(models))

    assert result.returncode == 2
    for service in PROBLEMS:
        assert f"{service}: the model has another form than botocore's: " in result.stderr


def test_models_without_a_version_are_refused(tmp_path: Path) -> None:
    models = write_models(tmp_path / "botocore", kettles=False)
    made = checkout(tmp_path / "checkout")

    result = made.run("refresh", "--botocore", str(models / "data"))

    assert result.returncode == 2
    assert "data does not say which version of botocore it is" in result.stderr


def test_refresh_outside_a_checkout_is_refused(tmp_path: Path) -> None:
    made = checkout(tmp_path)
    (tmp_path / "pyproject.toml").unlink()

    result = made.run("refresh", "--botocore", "1.44.5")

    assert result.returncode == 2
    assert "is not in a checkout of the repository" in result.stderr


# --- counts ---------------------------------------------------------------------------------------


def test_text_without_a_sentence_with_counts_is_refused(tmp_path: Path) -> None:
    for path in FILES:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    readme = tmp_path / "README.md"
    readme.write_text(readme.read_text("utf-8").replace(" enums.", " sets."), encoding="utf-8")

    with pytest.raises(GenerationError, match=r"README\.md must have the sentence .* is there 0"):
        with_counts(tmp_path, counts(COMMITTED))


# --- the version ----------------------------------------------------------------------------------


def changes(change: Any) -> Changes:
    """Return the changes of the main service after ``change`` was applied to its model."""
    raw = copy.deepcopy(json.loads(json.dumps(COMMITTED["sagemaker"].models[SERVICE])))
    change(raw)
    both = [
        {"sagemaker": ServiceModels("sagemaker", "2017-07-24", {SERVICE: model})}
        for model in (COMMITTED["sagemaker"].models[SERVICE], raw)
    ]
    old, new = (models_of(Source(LOCK.botocore, models)) for models in both)
    return compare_models(old, new)


def new_value(raw: Any) -> None:
    raw["shapes"]["EndpointStatus"]["enum"].append("Steaming")
    # moto knows the first of these new instance types.
    raw["shapes"]["TrainingInstanceType"]["enum"] += ["ml.c7a.medium", "ml.p99.large"]


def value_that_takes_a_name(raw: Any) -> None:
    # Its member has the name of the member for `OutOfService`, which gets another one.
    raw["shapes"]["EndpointStatus"]["enum"].insert(0, "Out-Of-Service")


def looser_pattern(raw: Any) -> None:
    raw["shapes"]["EndpointName"]["pattern"] = ".*"


def new_member(raw: Any) -> None:
    raw["shapes"]["Tag"]["members"]["Colour"] = {"shape": "TagValue"}


def new_required_member(raw: Any) -> None:
    new_member(raw)
    raw["shapes"]["Tag"]["required"].append("Colour")


def nothing(_raw: Any) -> None:
    pass


@pytest.mark.parametrize(
    ("change", "here", "released", "expected"),
    [
        (new_value, "0.1.0", None, "0.1.0"),
        (planted, "0.1.0", None, "0.1.0"),
        (nothing, "0.1.0", (0, 1, 0), "0.1.0"),
        (new_value, "0.1.0", (0, 1, 0), "0.1.1"),
        (value_that_takes_a_name, "0.1.0", (0, 1, 0), "0.2.0"),
        (looser_pattern, "0.1.0", (0, 1, 0), "0.1.1"),
        (new_member, "0.1.0", (0, 1, 0), "0.2.0"),
        (planted, "0.1.9", (0, 1, 9), "0.2.0"),
        # A version that was raised already since the last release.
        (new_value, "0.2.0", (0, 1, 0), "0.2.0"),
        (new_member, "0.1.1", (0, 1, 0), "0.2.0"),
    ],
)
def test_version_follows_the_policy(
    change: Any, here: str, released: tuple[int, int, int] | None, expected: str
) -> None:
    module = f'"""A module."""\n\n__version__ = "{here}"\n'

    text = with_version(module, released, changes(change))

    assert version_of(text) == expected
    assert text == module.replace(here, expected)
