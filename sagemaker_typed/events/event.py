"""The base classes of events."""

# Without `from __future__ import annotations`: they can be evaluated from the public path.

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Generic

import attrs
from typing_extensions import TypeVar

from sagemaker_typed._conversion.scalars import whole
from sagemaker_typed._schema.fields import is_list
from sagemaker_typed.operation import Request, Response, Shape

from .errors import EventError

if TYPE_CHECKING:
    from .shapes import CloudTrailRecord  # noqa: F401 - quoted, because it is built on demand

__all__ = ["ApiCallEvent", "Event", "UnknownEvent", "detail_class", "extra", "extra_texts"]

DetailT_co = TypeVar("DetailT_co", covariant=True, default=object)
PlainT = TypeVar("PlainT")


@attrs.frozen(kw_only=True)
class Event(Generic[DetailT_co]):
    """An event of EventBridge. There is a subclass for each detail type.

    An absent member of the envelope has an empty default, and is listed in ``corrected``.
    """

    __detail_type__: ClassVar[str] = ""
    """The detail type; empty for an unknown one."""
    __detail__: ClassVar[tuple[str, str] | None] = None
    """The module and the name of the detail's class; ``None`` for a dict."""
    __lower__: ClassVar[bool] = False
    """Whether members of the API's shapes begin with a lower-case letter in the detail."""
    __spelled__: ClassVar[Mapping[str, str]] = {}
    """How the detail spells the values of enums, by wire name of the member."""
    __extras__: ClassVar[Mapping[str, str]] = {}
    """The wire names of properties for members that the detail's class does not have."""

    id: str
    """The id of the event. The same event may be delivered more than once."""
    time: datetime
    """When it occurred, in UTC."""
    account: str
    """The id of the AWS account."""
    region: str
    """The AWS region."""
    resources: Sequence[str]
    """The ARNs of the resources."""
    source: str
    """The source, ``aws.sagemaker``."""
    detail_type: str
    """The detail type, such as ``SageMaker Training Job State Change``."""
    version: str
    """The version of the envelope."""
    detail: DetailT_co
    """The description of what has changed."""
    tags: Mapping[str, str]
    """The tags of the resource; empty if the event has none."""
    corrected: Sequence[str] = ()
    """The paths of required members that the event omits, such as ``detail.training_job_arn``.

    They were filled with empty defaults: an empty str, list or structure, zero, the epoch, or an
    unknown enum value.
    """
    raw: Mapping[str, Any] = attrs.field(repr=False)
    """The event as it was received. It may contain secrets."""


@attrs.frozen(kw_only=True)
class UnknownEvent(Event[Mapping[str, Any]]):
    """An event of a type that this release does not know, with the detail as a dict."""

    detail: Mapping[str, Any] = attrs.field(repr=False)
    """The detail as it was received."""
    error: EventError | None = None
    """Why an event of a known type could not be read, after ``read_event(..., strict=False)``."""


class ApiCallEvent(Event["CloudTrailRecord"]):
    """A call of the API that CloudTrail has recorded."""

    __slots__ = ()

    @property
    def request(self) -> Request[Any, Any] | None:
        """The request of the call, such as a ``CreateTrainingJobRequest``.

        CloudTrail replaces some values, such as environment variables. Values that do not fit are
        omitted; the detail has them in ``request_parameters``. ``None`` if the operation is not
        known, or a required member does not fit.
        """
        from .api_calls import request_of

        return request_of(self.detail)

    @property
    def response(self) -> Response | None:
        """The response of the call; CloudTrail records it only for calls that change something.

        ``None`` if there is none, the operation is not known, or it does not fit.
        """
        from .api_calls import response_of

        return response_of(self.detail)


def detail_class(cls: type[Event[Any]]) -> type[Shape] | None:
    """Return the class of the detail of an event's class, which may be built now."""
    if cls.__detail__ is None:
        return None
    module, name = cls.__detail__
    found: type[Shape] = getattr(import_module(module), name)
    return found


def extra(event: Event[Any], wire_name: str, kind: type[PlainT]) -> PlainT | None:
    """Return the value of a member that the detail's class does not have.

    ``None`` if it is absent or not of the kind. A whole float is an int.
    """
    value = _raw(event, wire_name)
    found = whole(value) if issubclass(kind, int) else value
    return found if found.__class__ is kind else None


def extra_texts(event: Event[Any], wire_name: str) -> list[str] | None:
    """Return the items of a list that the detail's class does not have, if it is there."""
    value = _raw(event, wire_name)
    return [item for item in value if isinstance(item, str)] if is_list(value) else None


def _raw(event: Event[Any], wire_name: str) -> Any:
    return event.raw["detail"].get(wire_name)
