"""Waiting for a resource: poll until it has the wanted state, has failed, or the time is up."""

from typing import Any as Any  # annotations of the classes are evaluated here

from sagemaker_typed._lazy import publish

from .acceptors import Acceptor, Waiter
from .errors import WaitCancelled, WaitError, WaitFailed, WaitTimeout
from .gone import wait_for_absence as wait_for_absence
from .loop import wait as wait
from .loop import wait_as_modelled as wait_as_modelled
from .loop import wait_until_gone as wait_until_gone
from .progress import OnProgress, Progress
from .progress import ResponseT_co as ResponseT_co
from .schedule import Cancel, Poll

__all__ = [
    "Acceptor",
    "Cancel",
    "OnProgress",
    "Poll",
    "Progress",
    "WaitCancelled",
    "WaitError",
    "WaitFailed",
    "WaitTimeout",
    "Waiter",
]

publish(__name__)
