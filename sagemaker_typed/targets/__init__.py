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

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        ".airflow": "from_airflow read_xcom to_airflow",
        ".cloudformation": "from_cloudformation to_cloudformation",
        ".reference": "Placeholder Reference ref",
    },
)
