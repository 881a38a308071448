"""Requests for tools that make the call themselves, such as state machines and pipelines.

::

    task = to_task(sm.CreateModelRequest(model_name=ref("$.name"), ...))
"""

from sagemaker_typed._lazy import lazy_namespace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sagemaker_typed._placeholders import Placeholder as Placeholder

    from .reference import Reference as Reference
    from .reference import ref as ref

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        ".reference": "Placeholder Reference ref",
    },
)
