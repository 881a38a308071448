"""The state of a resource, by its status."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from sagemaker_typed.operation import Response, Shape
from sagemaker_typed.waiting.status import is_deletion, is_final, status_field_of

from .resources import Resource
from .rows import STEADY

_CHANGING: Final = re.compile(r"pending.*|.*(ing|inprogress|inmaintenance)")
_FAILED_CREATIONS: Final = {"failed", "createfailed", "createrollbackfailed"}


class State(Enum):
    """The state of a resource."""

    ABSENT = "absent"
    READY = "ready"
    """It exists, and it does not change by itself."""
    CHANGING = "changing"
    """The service creates or changes it; the status changes by itself."""
    DELETING = "deleting"
    FAILED = "failed"
    """The service could not create it. Updates are not possible."""

    @property
    def is_settled(self) -> bool:
        """Whether the state does not change by itself."""
        return self not in {State.CHANGING, State.DELETING}


def part_of(resource: Resource, response: Response) -> Shape | None:
    """Return the part of a response that describes the resource; ``None`` if it is absent."""
    found: Shape | None = getattr(response, resource.part) if resource.part else response
    return found


def status_of(resource: Resource, response: Response | None) -> str | None:
    """Return the status of a resource; ``None`` if it has none.

    A status that the create request sets is one of the resource's settings.
    """
    described = None if response is None else part_of(resource, response)
    if described is None:
        return None
    field = status_field_of(type(described), resource.noun)
    if field is None or field in resource.create.__wire_names__:
        return None
    value = getattr(described, field)
    return value if isinstance(value, str) else None


def state_of(resource: Resource, response: Response | None) -> State:
    """Return the state of a resource, according to its status."""
    if response is None:
        return State.ABSENT
    status = status_of(resource, response)
    if status is None or (resource.noun, str.__str__(status)) in STEADY:
        return State.READY
    word = "".join(filter(str.isalnum, status)).lower()
    if "fail" in word:
        return State.FAILED if word in _FAILED_CREATIONS else State.READY
    if is_deletion(status):
        is_over = is_final(status) or word.endswith("deleted")
        return State.ABSENT if is_over else State.DELETING
    return State.CHANGING if _CHANGING.fullmatch(word) else State.READY


def is_well(resource: Resource, response: Response) -> bool:
    """Return whether a status does not change by itself, and does not say that anything failed."""
    status = status_of(resource, response) or ""
    return state_of(resource, response).is_settled and "fail" not in status.lower()
