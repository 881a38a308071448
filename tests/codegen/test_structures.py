"""Recursive, nested and shared structures, and operations without input or output."""

from __future__ import annotations

import attrs
import pytest
from helpers.codegen.synthetic import (
    Build,
    Raw,
    RecordingBotoClient,
    box_model,
    enum,
    list_of,
    map_of,
    model,
    operation,
    refusal,
    round_trip,
    rules,
    structure,
)

from sagemaker_typed import ConversionError, TaggedUnion, from_boto, to_boto
from sagemaker_typed.client import BaseClient
from sagemaker_typed.codegen.plan.rules import Correction

# Recursion.


def test_recursive_structure_round_trip(build: Build) -> None:
    namespace = build(box_model({"Node": structure({"Next": "Node", "Name": "Text"})}))
    node = namespace.Node

    request = round_trip(
        namespace.PutBoxRequest, {"Node": {"Name": "a", "Next": {"Next": {"Name": "c"}}}}
    )

    assert request.node == node(name="a", next=node(next=node(name="c")))


def test_correction_makes_a_type_sensitive(build: Build) -> None:
    raw = model({"In": structure({"Token": "Name", "A": "Text"})}, {"PutBox": operation("In")})

    namespace = build(raw, rules(corrections=[Correction("Name", "sensitive", "r")]))

    assert repr(namespace.PutBoxRequest(token="x", a="y")) == (
        "PutBoxRequest(token=<sensitive>, a='y')"
    )


def test_recursive_structure_in_lists_and_maps_round_trip(build: Build) -> None:
    shapes = {
        "Node": structure(
            {"Kids": "Nodes", "Few": "FewNodes", "Named": "NodeByName", "Grid": "NodeRows"}
        ),
        "Nodes": list_of("Node"),
        "FewNodes": list_of("Node", min=1, max=3),
        "NodeByName": map_of("Name", "Node", max=9),
        "NodeRows": list_of("Nodes"),
    }
    namespace = build(box_model(shapes))
    node = namespace.Node

    request = round_trip(
        namespace.PutBoxRequest,
        {
            "Node": {
                "Kids": [{"Kids": []}, {}],
                "Few": [{"Few": [{}]}],
                "Named": {"a": {"Named": {}}},
                "Grid": [[{}, {"Grid": []}], []],
            },
            "FewNodes": [{}],
            "NodeByName": {"b": {}},
        },
    )

    assert request.node.kids == [node(kids=[]), node()]
    assert request.node.few == [node(few=[node()])]
    assert request.node.named == {"a": node(named={})}
    assert request.node.grid == [[node(), node(grid=[])], []]


@pytest.mark.parametrize("shared", [False, True])
def test_mutually_recursive_structures_round_trip(build: Build, *, shared: bool) -> None:
    shapes = {
        "Branch": structure({"Leaf": "Leaf", "Leaves": "Leaves"}, required=["Leaf"]),
        "Leaf": structure({"Branch": "Branch"}),
        "Leaves": list_of("Leaf", max=2),
        "In": structure({"Root": "Branch"}),
    }
    areas = {"box": "boxes", "tin": "tins"} if shared else {"box": "boxes", "tin": "boxes"}
    raw = model(shapes, {"PutBox": operation("In"), "PutTin": operation("In")})
    namespace = build(raw, rules(areas))

    request = round_trip(
        namespace.PutTinRequest,
        {"Root": {"Leaf": {"Branch": {"Leaf": {}}}, "Leaves": [{}, {"Branch": {"Leaf": {}}}]}},
    )

    assert request.root == namespace.Branch(
        leaf=namespace.Leaf(branch=namespace.Branch(leaf=namespace.Leaf())),
        leaves=[namespace.Leaf(), namespace.Leaf(branch=namespace.Branch(leaf=namespace.Leaf()))],
    )


@pytest.mark.parametrize(
    "shapes",
    [
        {"Loop": list_of("Loop")},
        {"Loop": list_of("Loop", min=1)},
        {"Loop": map_of("Text", "Loop")},
        {"Loop": list_of("Ring"), "Ring": map_of("Text", "Loop")},
    ],
)
def test_recursive_lists_and_maps_are_refused(shapes: dict[str, Raw]) -> None:
    assert "Loop" in refusal(box_model(shapes, {"It": "Loop"}))


# Operations and shared shapes.


def test_operation_without_input_and_output_can_be_called(build: Build) -> None:
    namespace = build(model({}, {"GetBox": operation()}))
    boto = RecordingBotoClient()
    client = namespace.Storage(client=boto)

    assert client.get_box() == namespace.GetBoxResponse()
    assert client.send(namespace.GetBoxRequest()) == namespace.GetBoxResponse()
    assert boto.calls == [("get_box", {}), ("get_box", {})]
    assert client.get_box().response_metadata.raw == {}
    assert (
        from_boto(
            namespace.GetBoxResponse, {"ResponseMetadata": {"RequestId": "r"}}
        ).response_metadata.request_id
        == "r"
    )


def test_operations_without_input_or_output_have_empty_classes(build: Build) -> None:
    shapes = {"In": structure({"A": "Text"}, required=["A"]), "Out": structure({"B": "Text"})}
    namespace = build(model(shapes, {"PutBox": operation("In"), "GetBox": operation(None, "Out")}))

    assert round_trip(namespace.PutBoxRequest, {"A": "x"}) == namespace.PutBoxRequest(a="x")
    assert not namespace.PutBoxResponse.__wire_names__
    assert not namespace.GetBoxRequest.__wire_names__
    assert (namespace.PutBoxRequest.__shape_name__, namespace.PutBoxResponse.__shape_name__) == (
        "In",
        "",
    )
    assert (namespace.GetBoxRequest.__shape_name__, namespace.GetBoxResponse.__shape_name__) == (
        "",
        "Out",
    )
    assert round_trip(namespace.GetBoxResponse, {"B": "x"}).b == "x"


def test_operations_with_the_same_shape_have_separate_classes(build: Build) -> None:
    shapes = {"Data": structure({"A": "Text", "Items": "Texts"})}
    operations = {name: operation("Data", "Data") for name in ("PutBox", "GetBox")}
    namespace = build(model(shapes, operations))
    value: Raw = {"A": "x", "Items": []}

    put, get = namespace.PutBoxRequest(a="x"), namespace.GetBoxRequest(a="x")

    assert put != get
    assert (put.__operation__, get.__operation__) == ("PutBox", "GetBox")
    assert put.__shape_name__ == get.__shape_name__ == "Data"
    for name in ("PutBoxRequest", "PutBoxResponse", "GetBoxRequest", "GetBoxResponse"):
        round_trip(getattr(namespace, name), value)
    assert not hasattr(namespace, "Data")


def test_structure_that_is_input_output_and_nested_has_three_classes(build: Build) -> None:
    data = structure({"A": "Text", "Parts": "Parts", "Whole": "Data"}, required=["A"])
    raw = model(
        {"Data": data, "Parts": list_of("Data")},
        {"PutBox": operation("Data", "Data"), "GetBox": operation()},
    )
    namespace = build(raw)
    value: Raw = {"A": "x", "Parts": [{"A": ""}], "Whole": {"A": "y", "Parts": []}}

    for name in ("PutBoxRequest", "PutBoxResponse", "Data"):
        obj = round_trip(getattr(namespace, name), value)
        assert type(obj) is getattr(namespace, name)
        assert obj.parts == [namespace.Data(a="")]
        assert obj.whole == namespace.Data(a="y", parts=[])


def test_error_that_is_also_an_output_or_nested_round_trip(build: Build) -> None:
    failed = structure({"message": "Text"}, exception=True)
    raw = box_model({"Failed": failed, "Failures": list_of("Failed")})
    raw["operations"]["GetBox"] = operation(None, "Failed", "Failed")
    namespace = build(raw)

    value = {"Failed": {"message": "x"}, "Failures": [{"message": "y"}]}

    assert round_trip(namespace.PutBoxResponse, value).failures[0].message == "y"
    assert round_trip(namespace.GetBoxResponse, {"message": "z"}).message == "z"


def test_operations_do_not_replace_client_methods_of_the_same_name(build: Build) -> None:
    members = [name for name in dir(BaseClient) if not name.startswith("_")]
    assert {"boto_client", "send", "send_raw", "with_options"} <= set(members)
    words = {name: "".join(map(str.title, name.split("_"))) for name in members}
    raw = model({}, {word: operation() for word in words.values()})
    nouns = [name.rpartition("_")[2].removesuffix("s") for name in members]
    namespace = build(raw, rules(dict.fromkeys(nouns, "boxes")))
    boto = RecordingBotoClient()
    client = namespace.Storage(client=boto)

    for name, word in words.items():
        assert getattr(namespace.Storage, name) is getattr(BaseClient, name)
        client.send(getattr(namespace, f"{word}Request")())
        getattr(client, f"{name}_")()

    assert client.boto_client is boto
    assert [name for name, _ in boto.calls] == [name for name in members for _ in range(2)]


def test_two_operations_with_one_method_name_are_refused() -> None:
    raw = model({}, {"GetHTTPBox": operation(), "GetHttpBox": operation()})

    message = refusal(raw, rules({"http_box": "boxes"}))

    assert "GetHTTPBox" in message
    assert "GetHttpBox" in message


def test_operation_named_like_a_keyword_calls_the_boto3_method(build: Build) -> None:
    namespace = build(model({}, {"Import": operation()}), rules({"import_": "boxes"}))
    boto = RecordingBotoClient()

    namespace.Storage(client=boto).import_()

    # boto3's method has the name of a keyword, so only getattr can access it.
    assert [name for name, _ in boto.calls] == ["import"]


# Field values.


def test_nested_lists_and_maps_with_enum_keys_round_trip(build: Build) -> None:
    shapes = {
        "Colour": enum("red", "blue"),
        "ByColour": map_of("Colour", "Moment"),
        "Longs": list_of("Long"),
        "Rows": list_of("Longs"),
        "Cubes": list_of("Rows", min=1),
        "RowsByName": map_of("Name", "Rows"),
        "Deep": map_of("Colour", "RowsByName"),
        "Colours": map_of("Text", "Colour"),
    }
    namespace = build(box_model(shapes))
    largest = 2**63 - 1
    moment = {"red": 0, "new": 1.5}

    request = from_boto(
        namespace.PutBoxRequest,
        {
            "ByColour": moment,
            "Cubes": [[[largest, -largest - 1], []], []],
            "Deep": {"blue": {"n": [[0]]}, "unheard": {}},
            "Colours": {"": "blue", "x": "new"},
        },
        open_enums=True,
    )

    colour = namespace.Colour
    assert list(map(repr, request.by_colour)) == ["<Colour.RED: 'red'>", "Colour.open('new')"]
    assert all(moment.tzinfo for moment in request.by_colour.values())
    assert request.cubes == [[[largest, -largest - 1], []], []]
    assert request.deep == {colour.BLUE: {"n": [[0]]}, colour.open("unheard"): {}}
    assert request.colours == {"": colour.BLUE, "x": colour.open("new")}
    back = to_boto(request)
    assert back["Deep"] == {"blue": {"n": [[0]]}, "unheard": {}}
    assert {type(key) for key in (*back["Deep"], *back["ByColour"])} == {str}
    assert {type(value) for value in back["Colours"].values()} == {str}


@pytest.mark.parametrize("value", [2**63 - 1, -(2**63), 0])
def test_long_keeps_every_digit(build: Build, value: int) -> None:
    shape = {"type": "long", "min": -(2**63), "max": 2**63 - 1}
    namespace = build(box_model({"Seed": shape}))

    (marker,) = namespace.Seed.__metadata__
    assert (marker.ge, marker.le) == (-(2**63), 2**63 - 1)
    assert round_trip(namespace.PutBoxRequest, {"Seed": value}).seed == value


def test_falsy_values_are_sent(build: Build) -> None:
    value: Raw = {"Text": "", "Whole": 0, "Long": 0, "Real": 0.0, "Flag": False, "Bytes": b""}
    value |= {"Texts": [], "TextByText": {}, "Part": {}}
    namespace = build(box_model({"Part": structure({})}, {name: name for name in value}))

    round_trip(namespace.PutBoxRequest, value)


def test_required_idempotency_token_is_optional(build: Build) -> None:
    token = {"shape": "Name", "idempotencyToken": True}
    shape = structure({"Token": token, "Other": token, "A": "Text"}, required=["Token", "A"])
    namespace = build(model({"In": shape}, {"PutBox": operation("In")}))
    boto = RecordingBotoClient()

    namespace.Storage(client=boto).put_box(a="x")
    namespace.Storage(client=boto).send(namespace.PutBoxRequest(a="x", token="t"))

    assert boto.calls == [("put_box", {"A": "x"}), ("put_box", {"Token": "t", "A": "x"})]
    with pytest.raises(TypeError, match=r"is missing the required argument a: call PutBoxRequest"):
        namespace.PutBoxRequest(token="t")


def test_required_members_have_no_default_and_others_default_to_none(build: Build) -> None:
    shape = structure({"A": "Text", "B": "Texts", "C": "Text"}, required=["C", "B"])
    namespace = build(box_model({"Part": shape}))

    fields = attrs.fields_dict(namespace.Part)

    assert {name: fields[name].default for name in namespace.Part.__wire_names__} == {
        "a": None,
        "b": attrs.NOTHING,
        "c": attrs.NOTHING,
    }
    assert all(field.kw_only for field in fields.values())
    with pytest.raises(ConversionError, match="B: required by Part"):
        from_boto(namespace.PutBoxRequest, {"Part": {"C": ""}})


def test_union_shape_is_a_tagged_union(build: Build) -> None:
    namespace = build(box_model({"Choice": structure({"Left": "Text"}, union=True)}))

    request = round_trip(namespace.PutBoxRequest, {"Choice": {"Left": ""}})

    assert isinstance(request.choice, TaggedUnion)


# Sensitive values.

SECRET = "hush-hush"


@pytest.mark.parametrize(
    ("shapes", "value"),
    [
        ({"It": {"type": "string", "sensitive": True}}, SECRET),
        ({"It": {"type": "string", "sensitive": True, "min": 1}}, SECRET),
        ({"It": {"type": "blob", "sensitive": True}}, SECRET.encode()),
        ({"It": list_of("Key"), "Key": {"type": "string", "sensitive": True}}, [SECRET]),
        (
            {"It": map_of("Text", "Keys"), "Keys": list_of("Key", max=9)}
            | {"Key": {"type": "string", "sensitive": True}},
            {"k": [SECRET]},
        ),
        ({"It": map_of("Key", "Text"), "Key": {"type": "string", "sensitive": True}}, {SECRET: ""}),
        ({"It": list_of("Text", sensitive=True)}, [SECRET]),
        ({"It": map_of("Text", "Text", sensitive=True)}, {"k": SECRET}),
        ({"It": structure({"A": "Text"}, sensitive=True)}, {"A": SECRET}),
        ({"It": list_of("P"), "P": structure({"A": "Text"}, sensitive=True)}, [{"A": SECRET}]),
        ({"It": enum(SECRET, "b", sensitive=True)}, SECRET),
    ],
)
@pytest.mark.parametrize("required", [False, True])
def test_sensitive_values_are_hidden_in_repr(
    build: Build, shapes: dict[str, Raw], value: object, *, required: bool
) -> None:
    holder = structure({"It": "It", "Open": "Text"}, required=["It"] if required else [])
    namespace = build(box_model({**shapes, "Holder": holder}, {"Holder": "Holder"}))

    request = round_trip(namespace.PutBoxRequest, {"Holder": {"It": value, "Open": "seen"}})

    assert SECRET not in repr(request)
    assert SECRET not in str(request.holder)
    assert "it=<sensitive>" in repr(request)
    assert "open='seen'" in repr(request)
