"""The requests and responses of calls that CloudTrail has recorded."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast

from sagemaker_typed._conversion.misfits import ConversionError
from sagemaker_typed._conversion.registry import wire_hook
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_map
from sagemaker_typed._schema.paths import Key, Step
from sagemaker_typed.operation import Request, Response, Shape

from .normalizing import normalized

if TYPE_CHECKING:
    from .shapes import CloudTrailRecord

__all__ = ["request_of", "response_of"]

_PACKAGES: Final = ("sagemaker", "runtime", "featurestore_runtime")
_MOST_MISFITS: Final = 20


def request_of(record: CloudTrailRecord) -> Request[Any, Any] | None:
    """Return the request of a call; see ``ApiCallEvent.request``."""
    return cast("Request[Any, Any] | None", _object(record, Request, record.request_parameters))


def response_of(record: CloudTrailRecord) -> Response | None:
    """Return the response of a call; see ``ApiCallEvent.response``."""
    return cast("Response | None", _object(record, Response, record.response_elements))


def _object(record: CloudTrailRecord, base: Any, value: Any) -> Shape | None:
    cls = _class(f"{record.event_name}{base.__name__}", base)
    if cls is None or not is_map(value):
        return None
    members = normalized(kinds.Structure(cls), value)
    for _ in range(_MOST_MISFITS):
        try:
            found: Shape = wire_hook(cls)(members, cls)
        except ConversionError as error:
            # CloudTrail replaces values that may be secret by other ones.
            if not (error.problems and _removed(members, error.problems[0].steps)):
                return None
        else:
            return found
    return None


def _class(name: str, base: type[Shape]) -> type[Shape] | None:
    for package in _PACKAGES:
        namespace = import_module(f"sagemaker_typed.{package}")
        if name in dir(namespace):
            found = getattr(namespace, name)
            return found if isinstance(found, type) and issubclass(found, base) else None
    return None


def _removed(members: Mapping[str, Any], steps: tuple[Step, ...]) -> bool:
    """Remove the value at a path, or what contains it if it is absent; return whether it did."""
    names = [step.name if isinstance(step, Key) else step for step in steps]
    for length in range(len(names), 0, -1):
        *before, last = names[:length]
        place: Any = members
        try:
            for name in before:
                place = place[name]
            del place[last]
        except (LookupError, TypeError):
            continue
        return True
    return False
