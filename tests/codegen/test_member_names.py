"""Members with reserved or builtin names do not break the generated code."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import attrs
import pytest
from annotated_types import Len
from helpers.codegen.names import FIELDS
from helpers.codegen.synthetic import (
    Build,
    RecordingBotoClient,
    box_model,
    enum,
    list_of,
    map_of,
    refusal,
    round_trip,
    structure,
)

NOW = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
TYPES: dict[str, Any] = {
    "Text": str,
    "Name": Annotated[str, Len(1, 63)],
    "Whole": int,
    "Long": int,
    "Real": float,
    "Flag": bool,
    "Moment": datetime,
    "Bytes": bytes,
    "Texts": list[str],
    "TextByText": dict[str, str],
}
VALUES: dict[str, Any] = {
    "Text": "",
    "Name": "n",
    "Whole": 0,
    "Long": 2**63 - 1,
    "Real": 0.5,
    "Flag": False,
    "Moment": NOW,
    "Bytes": b"\0",
    "Texts": ["a", ""],
    "TextByText": {"a": "b"},
}


@pytest.mark.parametrize("kind", TYPES)
def test_field_names_do_not_hide_types_in_later_annotations(build: Build, kind: str) -> None:
    members = dict.fromkeys(FIELDS, kind) | {f"After{after}": after for after in TYPES}
    namespace = build(box_model({"Thing": structure(members)}))

    fields = attrs.fields_dict(namespace.Thing)
    field_of = {wire: field for field, wire in namespace.Thing.__wire_names__.items()}

    assert field_of.items() >= FIELDS.items()
    for field in FIELDS.values():
        assert fields[field].type == TYPES[kind] | None
    for wire, expected in TYPES.items():
        assert fields[field_of[f"After{wire}"]].type == expected | None
    values = dict.fromkeys(FIELDS, VALUES[kind])
    round_trip(namespace.Thing, values | {f"After{after}": VALUES[after] for after in TYPES})


def test_field_named_builtins_does_not_hide_the_builtins(build: Build) -> None:
    members = {"List": "Text", "Builtins": "Text", "Str": "Text", "After": "Texts"}
    namespace = build(box_model({}, members))

    round_trip(namespace.PutBoxRequest, {"Builtins": "x", "Str": "y", "After": ["z"]})
    assert attrs.fields_dict(namespace.PutBoxRequest)["after"].type == list[str] | None


def test_required_fields_do_not_hide_types_in_annotations(build: Build) -> None:
    shape = structure(dict.fromkeys(FIELDS, "Texts"), required=list(FIELDS))
    namespace = build(box_model({"Thing": shape}))

    fields = attrs.fields_dict(namespace.Thing)
    assert all(fields[name].type == list[str] for name in FIELDS.values())
    round_trip(namespace.Thing, {wire: ["x"] for wire in FIELDS})


def test_hostile_field_names_are_keywords_of_the_client_method(build: Build) -> None:
    members = {wire: "Text" for wire in FIELDS if wire != "ResponseMetadata"}
    namespace = build(box_model({}, members))
    boto = RecordingBotoClient()

    response = namespace.Storage(client=boto).put_box(**{FIELDS[wire]: wire for wire in members})

    assert boto.calls == [("put_box", {wire: wire for wire in members})]
    assert response == namespace.PutBoxResponse(**{FIELDS[wire]: wire for wire in members})


def test_member_named_response_metadata_does_not_hide_the_metadata(build: Build) -> None:
    namespace = build(box_model({}, {"ResponseMetadata": "Text"}))

    request = namespace.PutBoxRequest(response_metadata_="mine")
    response = namespace.PutBoxResponse(response_metadata_="mine")

    assert round_trip(namespace.PutBoxRequest, {"ResponseMetadata": "mine"}) == request
    assert response.response_metadata.request_id == ""
    assert response.response_metadata_ == "mine"


def test_recursive_structures_with_fields_named_like_types_round_trip(build: Build) -> None:
    node = {"List": "Nodes", "Dict": "NodeByText", "Node": "Node", "Str": "Text", "After": "Nodes"}
    namespace = build(
        box_model(
            {
                "Node": structure(node),
                "Nodes": list_of("Node"),
                "NodeByText": map_of("Text", "Node"),
            }
        )
    )

    tree = round_trip(
        namespace.Node,
        {"List": [{"Str": "a"}], "Dict": {"k": {"Node": {}}}, "After": [{"List": []}]},
    )

    assert tree.list == [namespace.Node(str="a")]
    assert tree.dict == {"k": namespace.Node(node=namespace.Node())}
    assert tree.after == [namespace.Node(list=[])]


@pytest.mark.parametrize(
    ("shapes", "kind", "value"),
    [
        ({"Made_By": structure({"Who": "Text"})}, "Made_By", {"Who": "me"}),
        ({"Made_By": enum("Hand", "Machine")}, "Made_By", "Hand"),
        ({"Made_By": {"type": "string", "min": 1}}, "Made_By", "me"),
        ({"TYPE_CHECKING": structure({})}, "TYPE_CHECKING", {}),
    ],
)
def test_member_with_the_same_name_as_a_class_round_trips(
    build: Build, shapes: dict[str, Any], kind: str, value: Any
) -> None:
    namespace = build(box_model(shapes, {kind: kind, "After": kind}))

    thing = round_trip(namespace.PutBoxRequest, {kind: value, "After": value})

    assert type(thing.after) is type(getattr(thing, next(iter(thing.__wire_names__))))


@pytest.mark.parametrize(
    ("wire", "field"),
    [
        ("VolumeSizeInGB", "volume_size_in_gb"),
        ("KMSKeyId", "kms_key_id"),
        ("S3Uri", "s3_uri"),
        ("TargetARNs", "target_arns"),
        ("URLs", "urls"),
        ("camelCase", "camel_case"),
        ("snake_case", "snake_case"),
        ("A", "a"),
    ],
)
def test_wire_names_round_trip(build: Build, wire: str, field: str) -> None:
    namespace = build(box_model({}, {wire: "Text"}))

    request = round_trip(namespace.PutBoxRequest, {wire: "x"})

    assert getattr(request, field) == "x"
    assert namespace.PutBoxRequest(**{field: "x"}) == request


@pytest.mark.parametrize("wire", ["Dotted.Name", "dashed-name", "trailing-", "X.509", "A__B"])
def test_wire_names_that_are_not_identifiers_round_trip(build: Build, wire: str) -> None:
    namespace = build(box_model({}, {wire: "Text"}))

    request = round_trip(namespace.PutBoxRequest, {wire: "x"})

    ((field, kept),) = request.__wire_names__.items()
    assert kept == wire
    assert namespace.PutBoxRequest(**{field: "x"}) == request


@pytest.mark.parametrize("pair", [("FooBar", "foo_bar"), ("As", "as_"), ("Self", "self_")])
def test_two_members_with_one_field_name_are_refused(pair: tuple[str, str]) -> None:
    message = refusal(box_model({}, dict.fromkeys(pair, "Text")))

    assert "BoxData" in message
    for wire in pair:
        assert repr(wire) in message
