"""Requests for tools that make the call themselves, such as state machines and pipelines.

::

    task = to_task(sm.CreateModelRequest(model_name=ref("$.name"), ...))
"""

from sagemaker_typed._lazy import lazy_namespace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sagemaker_typed._placeholders import Placeholder as Placeholder

    from .airflow import from_airflow as from_airflow
    from .airflow import read_xcom as read_xcom
    from .airflow import to_airflow as to_airflow
    from .cloudformation import from_cloudformation as from_cloudformation
    from .cloudformation import to_cloudformation as to_cloudformation
    from .reference import Reference as Reference
    from .reference import ref as ref
    from .step_functions import find_tasks as find_tasks
    from .step_functions import from_task as from_task
    from .step_functions import read_result as read_result
    from .step_functions import to_task as to_task

_get, _names = lazy_namespace(
    __name__,
    {
        ".airflow": "from_airflow read_xcom to_airflow",
        ".cloudformation": "from_cloudformation to_cloudformation",
        ".reference": "Placeholder Reference ref",
        ".step_functions": "find_tasks from_task read_result to_task",
    },
)
# Hidden from type checkers, so that they report names that do not exist.
if not TYPE_CHECKING:
    __getattr__, __dir__ = _get, _names
