"""Events of every type that have been changed at random are read, or are an ``EventError``."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from helpers.cases import each
from helpers.events import SAMPLES
from helpers.examples import FULL
from helpers.samples import operations, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_typed import Response, Shape, from_boto, to_boto
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, field_contents, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.events import (
    CLASSES,
    AWSAPICallViaCloudTrail,
    Event,
    EventError,
    UnknownEvent,
    read_event,
    read_events,
)
from sagemaker_typed.events.event import detail_class

VALUES: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["IN_SERVICE", "1715679067435", "2024-05-14T09:31:07Z", "ml.m5.large"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return the containers in a value of JSON, with the keys and indexes in each."""
    found: list[tuple[Any, Any]] = []
    if is_map(value) or is_list(value):
        for key, inner in entries(value) if is_map(value) else numbered(value):
            found.append((value, key))
            found += places(inner)
    return found


@st.composite
def changed_events(draw: st.DrawFn) -> dict[str, Any]:
    """Return an event of which a few members are absent or have any other value."""
    event: dict[str, Any] = json.loads(json.dumps(SAMPLES[draw(st.sampled_from([*SAMPLES]))]))
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(places(event)))
        match draw(st.sampled_from(["other", "absent", "renamed"])):
            case "absent":
                del container[key]
            case "renamed" if isinstance(key, str):
                name = draw(st.sampled_from([key.upper(), key.lower(), "Newer"]))
                container[name] = container.pop(key)
            case _:
                container[key] = draw(VALUES)
        if not event:
            break
    return event


def outcome(read: Callable[[Any], Any], value: Any) -> Any:
    """Return what was read, or the documented error. Any other error fails the test."""
    try:
        return read(value)
    except EventError as error:
        return error


@settings(max_examples=1000 if FULL else 150)
@given(changed_events())
def test_a_changed_event_is_read_or_is_an_event_error(event: dict[str, Any]) -> None:
    before = repr(event)
    found = outcome(read_event, event)
    if isinstance(found, EventError):
        assert found.problems
        assert all(str(problem) for problem in found.problems)
    else:
        assert type(found) in {CLASSES.get(found.detail_type), UnknownEvent}
        assert isinstance(found.time, datetime)
        assert repr(found)
        if isinstance(found.detail, Shape):
            to_boto(found.detail)
        if isinstance(found, AWSAPICallViaCloudTrail):
            assert repr((found.request, found.response))
    assert repr(event) == before


@settings(max_examples=1000 if FULL else 150)
@given(VALUES | st.builds(dict, detail=VALUES, **{"detail-type": st.sampled_from([*CLASSES])}))
def test_any_value_is_read_or_is_an_event_error(value: Any) -> None:
    def read_batch(payload: Any) -> list[Event[object]]:
        return [*read_events(payload)]

    for read in (read_event, read_batch):
        found = outcome(read, value)
        assert isinstance(found, Event | list) or str(found).startswith("cannot read")


# --- descriptions as events -----------------------------------------------------------------------


def as_in_events(content: Content, value: Any) -> Any:
    """Return a value of boto3 in the forms that events have: milliseconds, floats, names."""
    match content:
        case kinds.Structure() if isinstance(value, dict):
            contents, names = field_contents(content.type), content.type.__wire_names__
            return {
                names[field]: as_in_events(inner, value[names[field]])
                for field, inner in contents.items()
                if names[field] in value
            }
        case kinds.List() if is_list(value):
            return [as_in_events(content.member, item) for _, item in numbered(value)]
        case kinds.Map() if is_map(value):
            return {key: as_in_events(content.value, entry) for key, entry in entries(value)}
        case kinds.Timestamp() if isinstance(value, datetime):
            return round(1000 * value.replace(tzinfo=value.tzinfo or UTC).timestamp())
        case kinds.Number() if isinstance(value, int):
            return float(value)
        case kinds.Enum():
            return spelled(content.type, value)
        case _:
            return value


def spelled(enum: type[OpenEnum], value: str) -> str:
    """Return the name of a member, unless it is also that of another value."""
    folded = [one.value.replace("_", "").lower() for one in enum]
    name = enum(value).name
    return name if folded.count(name.replace("_", "").lower()) == 1 else value


DESCRIBED: Final[dict[str, type[Response]]] = {
    text: shape
    for text, cls in CLASSES.items()
    if (shape := detail_class(cls)) is not None and issubclass(shape, Response)
}


@each("detail_type", DESCRIBED)
def test_a_description_with_every_member_is_the_detail_of_its_event(detail_type: str) -> None:
    shape = DESCRIBED[detail_type]
    (operation,) = [
        one
        for one in operations("sagemaker", "sagemaker-a2i-runtime")
        if f"{one.name}Response" == shape.__name__
    ]
    members = sample(operation.output)
    described = from_boto(shape, members)
    detail = as_in_events(kinds.Structure(shape), members)
    in_lower_camel_case = {name[0].lower() + name[1:]: value for name, value in detail.items()}
    for form in (detail, in_lower_camel_case):
        event = read_event({"detail-type": detail_type, "detail": form})

        assert event.detail == described
        assert not [path for path in event.corrected if path.startswith("detail")]


def test_there_are_descriptions_of_twenty_one_detail_types() -> None:
    assert len(DESCRIBED) == 21
