"""The tests of the page pass, and fail if the code to test is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from sagemaker_typed import SageMaker
from sagemaker_typed.local import LocalEngine
from sagemaker_typed.testing import FakeService


def run_tests(names: dict[str, Any]) -> None:
    """Run the tests of the page as pytest does."""
    with FakeService(SageMaker) as fake:
        names["test_throttling_is_retried"](fake)
    with LocalEngine(speed=0) as local:
        names["test_reason_of_a_failure_is_returned"](local)
    names["test_endpoint_is_updated"]()


def moves_nothing(client: SageMaker, name: str, config: str) -> str:
    """Call nothing, in place of the page's function."""
    return "moved"


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Run the tests, with the page's function and with a wrong one."""
    tests = [name for name in names if name.startswith("test_")]
    assert len(tests) == 3
    run_tests(names)
    names["move"] = moves_nothing
    with FakeService(SageMaker) as fake, pytest.raises(AssertionError):
        names["test_throttling_is_retried"](fake)
    with pytest.raises(AssertionError):
        names["test_reason_of_a_failure_is_returned"](local)
    with pytest.raises(AssertionError):
        names["test_endpoint_is_updated"]()
