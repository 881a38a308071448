"""Conversion of a stream's content into typed events and errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import ClientError

from sagemaker_typed.converter import ConversionError, from_boto_hook
from sagemaker_typed.errors import ServiceError, typed_error

from .event_messages import decoded, invalid_event, is_decodable

if TYPE_CHECKING:
    from sagemaker_typed.stream_event import StreamEvent

EventT = TypeVar("EventT", bound="StreamEvent")


def typed_events(
    source: Iterable[Any],
    event_class: type[EventT],
    convert: Callable[[Any, Any], EventT] | None,
    hide: Callable[[ClientError], ClientError] | None,
) -> Iterator[EventT]:
    """Yield the typed events of ``source``; see :meth:`StreamEvent.__typed__`."""
    errors = _errors_of(event_class)
    convert = convert or from_boto_hook(event_class)
    events: Iterable[Any] = source
    try:
        if is_decodable(source):
            events = decoded(source, set(event_class.__wire_names__.values()), errors)
        for event in events:
            if isinstance(event, Exception):
                raise event
            yield event if isinstance(event, event_class) else convert(event, None)
    except ConversionError as error:
        reason = f"an event does not match the service model: {error}"
        raise invalid_event(source, reason) from None
    except ServiceError:
        raise
    except ClientError as error:
        typed = typed_error(error, errors)
        raise hide(typed) if hide else typed from None
    finally:
        close = getattr(events, "close", None)
        if close is not None:
            close()


def _errors_of(event_class: type[StreamEvent]) -> Mapping[str, type[ServiceError]]:
    """Return the errors of the service that sends the events, by their code."""
    module, package = event_class.__errors__
    if not module:
        return {}
    # This imports a generated module, which is in a higher layer. The test of the layers does not
    # see it, because the event class provides the module's name.
    errors: Mapping[str, type[ServiceError]] = import_module(module, package).BY_CODE
    return errors
