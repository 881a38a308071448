"""Tasks of AWS Step Functions made of requests, and back.

::

    state = to_task(sm.CreateModelRequest(model_name=ref("$.name"), ...), next="Deploy")
"""

from collections.abc import Mapping as Mapping  # annotations of the classes are evaluated here
from typing import TYPE_CHECKING
from typing import Any as Any
from typing import Literal as Literal

from sagemaker_typed._lazy import only_names, publish

from .error_handling import Catch, ErrorName, Retry
from .expressions import QueryLanguage
from .integrations import Integration
from .machines import TaskState, find_tasks
from .options import DISCARD, Discard
from .results import read_result
from .task import to_task
from .task_reading import from_task

__all__ = [
    "DISCARD",
    "Catch",
    "Discard",
    "ErrorName",
    "Integration",
    "QueryLanguage",
    "Retry",
    "TaskState",
    "find_tasks",
    "from_task",
    "read_result",
    "to_task",
]

publish(__name__)

if not TYPE_CHECKING:  # type checkers would accept any name
    __getattr__ = only_names(__name__, __all__)
