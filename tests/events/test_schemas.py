"""Events with the properties of the published schemas are read without a rest.

``tests/record_event_schemas.py`` records the schemas of EventBridge's registry.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from helpers.cases import each
from helpers.folders import DATA

from sagemaker_typed import Shape
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.events import AWSAPICallViaCloudTrail, Event, read_event

SCHEMAS: Final[dict[str, Any]] = json.loads(
    (DATA / "event_schemas.json").read_text(encoding="utf-8")
)["types"]
TIMES: Final = ("Time", "creationDate")
TIME: Final = 1715678462554


def value(schema: Any, name: str) -> Any:
    """Return a value that a schema allows."""
    match schema:
        case {}:
            return {key.removesuffix("!"): value(inner, key) for key, inner in schema.items()}
        case [item]:
            return [value(item, name)]
        case "json":
            return {"key": "text"}
        case "number":
            return TIME if name.removesuffix("!").endswith(TIMES) else 2.0
        case "boolean":
            return True
        case _:
            return str(TIME) if name.removesuffix("!").endswith(TIMES) else "text"


def paths(found: Any, above: str = "") -> Iterator[str]:
    """Yield the paths to the scalars of a value of JSON."""
    if is_map(found):
        for name, inner in found.items():
            yield from paths(inner, f"{above}.{name}")
    elif is_list(found):
        for inner in found:
            yield from paths(inner, f"{above}[]")
    else:
        yield above


def read_paths(found: Any, above: str = "") -> Iterator[str]:
    """Yield the paths, by wire name, to what a typed object has."""
    if isinstance(found, Shape):
        assert not found.unknown_members, (above, found.unknown_members)
        for field, wire in found.__wire_names__.items():
            yield from read_paths(getattr(found, field), f"{above}.{wire}")
    elif is_map(found):
        for name, inner in found.items():
            yield from read_paths(inner, f"{above}.{name}")
    elif is_list(found):
        for inner in found:
            yield from read_paths(inner, f"{above}[]")
    elif found is not None:
        yield above


def typed(detail_type: str) -> tuple[dict[str, Any], Event[Any]]:
    detail = value(SCHEMAS[detail_type], "")
    raw = {"detail-type": detail_type, "source": "aws.sagemaker", "detail": detail}
    return detail, read_event(raw)


def test_the_registry_has_fourteen_schemas() -> None:
    assert len(SCHEMAS) == 14


@each("detail_type", SCHEMAS)
def test_every_property_of_a_published_schema_is_read(detail_type: str) -> None:
    detail, event = typed(detail_type)
    tags = [(tag["Key"], tag["Value"]) for tag in detail.pop("Tags", ())]
    lower = type(event).__lower__
    found = {path.casefold() if lower else path for path in read_paths(event.detail)}

    assert {path.casefold() if lower else path for path in paths(detail)} <= found
    assert [*event.tags.items()] == tags
    assert not [path for path in event.corrected if "detail" in path and not absent(path, detail)]


def absent(path: str, detail: Any) -> bool:
    """Return whether a schema does not have the member of a path of fields."""
    from botocore import xform_name

    for step in path.removeprefix("detail.").split("."):
        name, _, _ = step.partition("[")
        members = {xform_name(key): inner for key, inner in detail.items()}
        if name not in members:
            return True
        detail = members[name][0] if isinstance(members[name], list) else members[name]
    return False


@each("detail_type", SCHEMAS)
def test_times_of_the_published_schemas_are_times(detail_type: str) -> None:
    _, event = typed(detail_type)

    def check(found: Any, wire: str) -> None:
        if isinstance(found, Shape):
            for field, name in found.__wire_names__.items():
                check(getattr(found, field), name)
        elif is_list(found):
            for item in found:
                check(item, wire)
        elif wire.endswith(TIMES) and found is not None:
            assert isinstance(found, datetime), wire

    check(event.detail, "")


def test_the_parameters_of_every_recorded_call_are_read() -> None:
    """The schema of calls has the parameters of several operations, each of which is tried."""
    detail = value(SCHEMAS["AWS API Call via CloudTrail"], "")
    read: set[str] = set()
    for name in ("CreateTrainingJob", "CreateModel", "CreateTransformJob", "CreateEndpointConfig"):
        event = read_event(
            {
                "detail-type": "AWS API Call via CloudTrail",
                "source": "aws.sagemaker",
                "detail": detail | {"eventName": name},
            }
        )
        assert isinstance(event, AWSAPICallViaCloudTrail)
        assert event.request is not None
        assert event.response is not None
        for shape in (event.request, event.response):
            known = set(shape.__wire_names__.values())
            read |= {wire[0].lower() + wire[1:] for wire in known}
    given = {*detail["requestParameters"], *detail["responseElements"]}

    # It belongs to CreateEndpoint, whose other members the schema has for CreateEndpointConfig.
    assert given - read == {"endpointName"}
