"""Importing the functions for tasks builds no generated class and imports no client."""

from __future__ import annotations

import pickle
import subprocess
import sys
import typing
from typing import Any

import attrs
import pytest

from sagemaker_typed.sagemaker.errors import ResourceLimitExceeded
from sagemaker_typed.targets.step_functions import Catch, Retry, TaskState

PROGRAM = """
import sys
from sagemaker_typed.targets import find_tasks, from_task, read_result, ref, to_task
from sagemaker_typed.operation import Request, Response
assert not any(hasattr(cls, "__shape_name__") for cls in Request.__subclasses__())
assert Response.__subclasses__() == []
print(sorted({name.split(".")[1] for name in sys.modules if name.startswith("sagemaker_typed.")}))
"""


def test_import_builds_no_class_of_a_service() -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60
    )
    assert "'targets'" in result.stdout
    for name in ("sagemaker", "runtime", "client", "transport", "local"):
        assert f"'{name}'" not in result.stdout


@pytest.mark.parametrize("cls", [Catch, Retry, TaskState])
def test_annotations_of_public_classes_can_be_evaluated(cls: type[Any]) -> None:
    assert cls.__module__ == "sagemaker_typed.targets.step_functions"
    assert {*typing.get_type_hints(cls)} == {field.name for field in attrs.fields(cls)}


def test_retriers_can_be_pickled() -> None:
    retry = Retry(error_equals=[ResourceLimitExceeded, "States.ALL"], backoff_rate=1.5)
    assert pickle.loads(pickle.dumps(retry)) == retry
