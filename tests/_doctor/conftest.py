"""Two sides without differences, and two that differ in something of every kind."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from helpers.drift import Without, sides

from sagemaker_typed._doctor.code import check
from sagemaker_typed._doctor.findings import Finding
from sagemaker_typed._doctor.sides import Sides
from sagemaker_typed._doctor.sources import Source, read_source

Check: TypeAlias = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def equal() -> Sides:
    return sides(Without(), Without())


@pytest.fixture(scope="session")
def planted() -> Sides:
    release = Without(
        operations=["ListMonitoringAlerts"],
        members=[
            ("CreateModelInput", "EnableNetworkIsolation"),
            ("DescribeEndpointOutput", "FailureReason"),
        ],
        values=[("TrainingJobStatus", "Stopped")],
        shapes=["ExplainerConfig", "ConflictException"],
        waiters=["ImageCreated"],
        services=["sagemaker-metrics"],
    )
    installed = Without(
        operations=["ListHubs"],
        members=[("CreateModelInput", "Tags"), ("DescribeEndpointOutput", "EndpointArn")],
        values=[("EndpointStatus", "Failed")],
        shapes=["ShadowModeConfig", "ResourceInUse"],
        waiters=["EndpointDeleted"],
        services=["sagemaker-edge"],
    )
    return sides(release, installed)


def found_in(code: str, both: Sides, path: Path, *, name: str = "code.py") -> list[Finding]:
    file = path / name
    file.write_text(textwrap.dedent(code), encoding="utf-8")
    source = read_source(file)
    if isinstance(source, Finding):
        return [source]
    return check(source, both) if isinstance(source, Source) else []


def short(findings: list[Finding]) -> list[str]:
    return [f"{f.place.line}:{f.place.column} {f.rule}: {f.message}" for f in findings]


@pytest.fixture
def in_equal(equal: Sides, tmp_path: Path) -> Check:
    """Return what is found in code, with two sides without differences."""
    return lambda code: short(found_in(code, equal, tmp_path))


@pytest.fixture
def in_planted(planted: Sides, tmp_path: Path) -> Check:
    """Return what is found in code, with two sides that differ."""
    return lambda code: short(found_in(code, planted, tmp_path))
