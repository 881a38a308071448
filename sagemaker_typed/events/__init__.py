"""Events that SageMaker sends to EventBridge, with typed details, and patterns of rules.

::

    match read_event(event):
        case TrainingJobStateChange(detail=job):
            print(job.training_job_name, job.training_job_status)

``classes`` has the class of each detail type, ``shapes`` the shapes of details that the API does
not have, and ``filters`` the types of the keywords of patterns.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from sagemaker_typed._lazy import only_names, publish

from . import classes
from .classes import *  # noqa: F403 - its names are those of the detail types
from .classes import CLASSES
from .errors import EventError
from .event import ApiCallEvent, Event, UnknownEvent
from .matching import (
    EventFilter,
    Match,
    Matcher,
    absent,
    anything_but,
    equals_ignore_case,
    exists,
    numeric,
    prefix,
    suffix,
    wildcard,
)
from .reading import read_event, read_events

__all__ = [
    "CLASSES",
    "ApiCallEvent",
    "Event",
    "EventError",
    "EventFilter",
    "Match",
    "Matcher",
    "UnknownEvent",
    "absent",
    "anything_but",
    "equals_ignore_case",
    "exists",
    "numeric",
    "prefix",
    "read_event",
    "read_events",
    "suffix",
    "wildcard",
]
__all__ += classes.__all__

publish(__name__, (ClassVar, Mapping))

if not TYPE_CHECKING:  # type checkers would accept any name
    __getattr__ = only_names(__name__, __all__)
