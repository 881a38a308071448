"""The validator asl-validator (npm) accepts state machines made of the tasks of all operations.

It needs the program: ``npm install --global asl-validator``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from helpers.folders import ROOT
from helpers.state_machines import CALLABLE, full_request, machine, with_placeholders

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets import ref, to_task
from sagemaker_typed.targets.step_functions import DISCARD, Catch, QueryLanguage, Retry

PROGRAM: Final = shutil.which("asl-validator")
DATA: Final = ROOT / "tests" / "data" / "step_functions"
STATUS: Final = sm.DescribeEndpointRequest(endpoint_name="churn")

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="asl-validator (npm) is not installed")


def verdict(path: Path) -> str:
    """Return what the validator prints about a file; empty if the definition is valid."""
    assert PROGRAM is not None
    result = subprocess.run(
        [PROGRAM, "--json-path", str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return result.stdout + result.stderr if result.returncode else ""


def chained(states: Mapping[str, Any]) -> dict[str, Any]:
    """Return a state machine that runs states one after the other."""
    names = [*states]
    for name, following in pairwise(names):
        del states[name]["End"]
        states[name]["Next"] = following
    return machine(**states)


@pytest.mark.parametrize("language", ["JSONPath", "JSONata"])
def test_tasks_of_all_operations_are_valid(language: QueryLanguage, tmp_path: Path) -> None:
    states: dict[str, Any] = {}
    for operation in CALLABLE:
        request = with_placeholders(full_request(operation), language, str(operation))
        states[str(operation)] = to_task(request, query_language=language)
    path = tmp_path / "machine.json"
    path.write_text(json.dumps(chained(states)), "utf-8")
    assert verdict(path) == ""


def test_all_options_are_valid(tmp_path: Path) -> None:
    retry = Retry(
        error_equals="States.Timeout",
        interval_seconds=1,
        max_attempts=2,
        backoff_rate=1.5,
        max_delay_seconds=60,
        jitter_strategy="FULL",
    )
    jsonpath = to_task(
        STATUS,
        next="B",
        comment="a",
        input_path=DISCARD,
        result_selector={"status": ref("$.EndpointStatus")},
        result_path="$.status",
        output_path="$",
        assign={"status": ref("$.EndpointStatus")},
        credentials=ref("$.role"),
        timeout_seconds=ref("$.timeout"),
        heartbeat_seconds=5,
        retry=[retry],
        catch=[Catch(error_equals="States.ALL", next="B", result_path="$.error")],
    )
    jsonata = to_task(
        STATUS,
        query_language="JSONata",
        output={"status": ref("{% $states.result.EndpointStatus %}")},
        assign={"status": ref("{% $states.result.EndpointStatus %}")},
        credentials="arn:aws:iam::123456789012:role/a",
        timeout_seconds=60,
        heartbeat_seconds=5,
        retry=[retry],
        catch=[Catch(error_equals="States.ALL", next="C", output=ref("{% $states.errorOutput %}"))],
        next="C",
    )
    path = tmp_path / "machine.json"
    states = {"A": jsonpath, "B": jsonata, "C": {"Type": "Succeed"}}
    path.write_text(json.dumps(machine(**states)), "utf-8")
    assert verdict(path) == ""


def test_samples_of_the_tests_are_valid() -> None:
    assert [verdict(path) for path in sorted(DATA.glob("*.json"))] == ["", ""]


def test_validator_refuses_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "machine.json"
    path.write_text(json.dumps(machine(A={**to_task(STATUS), "Argument": {}})), "utf-8")
    assert verdict(path) != ""
