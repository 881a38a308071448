"""Requests for tools that make the call themselves, such as state machines and pipelines.

::

    task = to_task(sm.CreateModelRequest(model_name=ref("$.name"), ...))

``pipelines`` has the steps of SageMaker Pipelines.
"""

from sagemaker_typed._lazy import lazy_namespace

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        ".airflow": "from_airflow read_xcom to_airflow",
        ".cloudformation": "from_cloudformation to_cloudformation",
        ".reference": "Placeholder Reference ref",
        ".step_functions": "find_tasks from_task read_result to_task",
    },
)
