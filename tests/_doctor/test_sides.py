"""The names on the two sides: those of the generated classes, and those of botocore."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import attrs
import botocore
import pytest
from botocore.session import Session
from helpers.cases import each
from helpers.drift import Without, found_in, sides
from helpers.models import IS_LOCKED, LOCK
from helpers.samples import SERVICES, client_class, namespace

from sagemaker_typed import BaseClient, OpenEnum, Shape
from sagemaker_typed._doctor.drift import Missing, missing_parts
from sagemaker_typed._doctor.names import Names
from sagemaker_typed._doctor.sides import Sides, read_sides

OF_EVERY_OBJECT: Final = {"response_metadata", "unknown_members"}


@pytest.fixture(scope="module")
def both() -> Sides:
    return read_sides()


@each("service", SERVICES)
def test_the_release_has_the_names_of_its_generated_classes(service: str, both: Sides) -> None:
    names = both.services[service].release
    package = namespace(service)
    assert names is not None

    assert {*names.all_names()} == {*package.__all__}
    assert {*names.errors} <= {*import_module(f"{package.__name__}.errors").__all__}
    assert {*_fields(names)} == {*_real_fields(package)}
    assert {*_values(names)} == {*_real_values(package)}
    operations = {*names.methods, *names.waiters}
    assert operations == _methods(client_class(service))


def _fields(names: Names) -> Iterator[tuple[str, str]]:
    for cls, shape in names.classes.items():
        yield from ((cls, field) for field in names.fields(shape))


def _real_fields(package: Any) -> Iterator[tuple[str, str]]:
    for name in package.__all__:
        cls = getattr(package, name)
        if isinstance(cls, type) and issubclass(cls, Shape):
            fields: Any = attrs.fields(cls)
            yield from ((name, f.name) for f in fields if f.name not in OF_EVERY_OBJECT)


def _values(names: Names) -> Iterator[tuple[str, str, str]]:
    for cls in names.classes:
        enum = names.enum(cls)
        if enum is not None:
            yield from ((cls, name, value) for name, value in names.values(enum).items())


def _real_values(package: Any) -> Iterator[tuple[str, str, str]]:
    for name in package.__all__:
        cls = getattr(package, name)
        if isinstance(cls, type) and issubclass(cls, OpenEnum):
            yield from ((name, member.name, member.value) for member in cls)


def _methods(cls: type[BaseClient]) -> set[str]:
    return {name for name in dir(cls) if not name.startswith("_")} - {*dir(BaseClient)}


@pytest.mark.skipif(not IS_LOCKED, reason="compares with the locked botocore")
def test_both_have_the_same_with_the_locked_botocore(both: Sides) -> None:
    assert both.release == both.installed
    assert missing_parts(both.changes()) == []
    assert (both.release_botocore, both.installed_botocore) == (LOCK.botocore, LOCK.botocore)


def test_botocore_reads_other_models_from_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted model is the one that boto3 itself would use."""
    folder = Without(operations=["ListHubs"]).write(tmp_path)
    monkeypatch.setenv("AWS_DATA_PATH", str(folder))

    both = read_sides()

    assert both.installed_botocore == botocore.__version__
    assert "ListHubs" in both.release["sagemaker"].operations
    assert "ListHubs" not in both.installed["sagemaker"].operations
    loaded: Any = Session().get_service_model("sagemaker")
    assert {*both.installed["sagemaker"].operations} == {*loaded.operation_names}


def test_a_release_can_have_other_models(tmp_path: Path) -> None:
    both = read_sides(Without(operations=["ListHubs"], services=["sagemaker-edge"]).write(tmp_path))

    assert "ListHubs" not in both.release["sagemaker"].operations
    assert both.services["sagemaker-edge"].release is None


def test_what_only_one_side_has_is_named_with_its_meaning(planted: Sides) -> None:
    found = {(one.who, one.service, one.title): one for one in missing_parts(planted.changes())}

    def of(who: Any, title: str, service: str = "sagemaker") -> Missing:
        return found[who, service, title]

    release, theirs = "release", "botocore"
    assert of(release, "service", "sagemaker-metrics").things == ("sagemaker-metrics",)
    assert of(release, "operation").things == ("ListMonitoringAlerts",)
    assert of(release, "operation").meaning == "there is no typed method: use client.call"
    assert of(release, "waiter").things == ("ImageCreated",)
    assert (
        "CreateModelRequest.enable_network_isolation" in of(release, "members of requests").things
    )
    assert "DescribeEndpointResponse.failure_reason" in of(release, "members of responses").things
    assert of(release, "enum value of requests").things == ("TrainingJobStatus 'Stopped'",)
    assert of(release, "class or type").things == ("ExplainerConfig",)
    assert of(release, "error").things == ("ConflictException",)
    assert of(theirs, "service", "sagemaker-edge").things == ("sagemaker-edge",)
    assert of(theirs, "operation").things == ("ListHubs",)
    assert "BotocoreTooOldError" in of(theirs, "operation").meaning
    assert of(theirs, "waiter").things == ("EndpointDeleted",)
    assert "CreateModelRequest.tags" in of(theirs, "members of requests").things
    assert of(theirs, "enum value of requests").things == ("EndpointStatus 'Failed'",)
    assert of(theirs, "class or type").things == ("ShadowModeConfig",)
    assert of(theirs, "error").things == ("ResourceInUse",)
    assert of(theirs, "error").meaning == "its class is raised when the service sends its code"


def test_members_have_the_names_of_the_package(planted: Sides) -> None:
    fields = [
        (one.service, *name.split("."))
        for one in missing_parts(planted.changes())
        for name in one.things
        if one.who == "botocore" and one.kind == "member"
    ]

    assert len(fields) > 2
    assert all(hasattr(getattr(namespace(s), cls), field) for s, cls, field in fields)


def test_differences_are_named_too(equal: Sides) -> None:
    def require_tags(model: Any) -> None:
        model["shapes"]["CreateModelInput"]["required"].append("Tags")

    changed = sides(Without(), Without(change=require_tags))

    assert missing_parts(equal.changes()) == []
    (one,) = missing_parts(changed.changes())
    assert (one.who, one.things) == ("both", ("CreateModelRequest.tags is required",))
    assert one.meaning == "requests without the field are refused before sending"


# --- another name of the same type ----------------------------------------------------------------


def renamed(model: Any) -> None:
    """Give two shapes other names, which boto3 does not show."""
    for old, new in (
        ("EndpointSummary", "EndpointOverview"),
        ("AlgorithmStatus", "AlgorithmState"),
    ):
        shapes = json.dumps(model["shapes"]).replace(f'{{"shape": "{old}"', f'{{"shape": "{new}"')
        model["shapes"] = json.loads(shapes)
        model["shapes"][new] = model["shapes"].pop(old)


def test_another_name_of_a_type_is_no_difference(tmp_path: Path) -> None:
    both = sides(Without(), Without(change=renamed))
    code = """
        from sagemaker_typed import sagemaker as sm

        def show(endpoint: sm.EndpointSummary) -> bool:
            return endpoint.endpoint_name == sm.AlgorithmStatus.COMPLETED
    """

    assert found_in(code, both, tmp_path) == []
    names = {name for missing in missing_parts(both.changes()) for name in missing.things}
    assert not names
