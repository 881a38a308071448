"""Requests for the operators of Airflow's Amazon provider, and their results.

::

    SageMakerTrainingOperator(task_id="train", config=to_airflow(request))
"""

# Annotations of the functions are evaluated here.
from collections.abc import Mapping as Mapping
from datetime import tzinfo as tzinfo
from typing import TYPE_CHECKING
from typing import Any as Any

from sagemaker_typed._lazy import only_names, publish
from sagemaker_typed.operation import Request as Request
from sagemaker_typed.targets.reference import Reference, ref

from .configs import from_airflow, to_airflow
from .xcom import read_xcom

__all__ = ["Reference", "from_airflow", "read_xcom", "ref", "to_airflow"]

publish(__name__)

if not TYPE_CHECKING:  # type checkers would accept any name
    __getattr__ = only_names(__name__, __all__)
