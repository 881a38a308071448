"""Two sides without differences, and two that differ in something of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.drift import Check, Without, found_in, short, sides

from sagemaker_typed._doctor.sides import Sides


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


@pytest.fixture
def in_equal(equal: Sides, tmp_path: Path) -> Check:
    """Return what is found in code, with two sides without differences."""
    return lambda code: short(found_in(code, equal, tmp_path))


@pytest.fixture
def in_planted(planted: Sides, tmp_path: Path) -> Check:
    """Return what is found in code, with two sides that differ."""
    return lambda code: short(found_in(code, planted, tmp_path))
