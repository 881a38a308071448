"""Wait for a resource: poll until it is in the wanted state, has failed, or time is up."""

from .acceptors import Acceptor, Waiter
from .loop import (
    OnProgress,
    Progress,
    WaitCancelled,
    WaitError,
    WaitFailed,
    WaitTimeout,
    wait,
    wait_as_modelled,
    wait_until_gone,
)
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
    "wait",
    "wait_as_modelled",
    "wait_until_gone",
]
