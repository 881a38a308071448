"""Shapes with the names of builtins, of typing, of library classes, or of each other."""

from __future__ import annotations

from typing import Any

import pytest
from botocore import xform_name
from helpers.codegen.names import SHAPES
from helpers.codegen.synthetic import (
    Build,
    Raw,
    RecordingBotoClient,
    box_model,
    enum,
    list_of,
    map_of,
    model,
    notes,
    operation,
    round_trip,
    rules,
    structure,
    submodule,
)

from sagemaker_typed import OpenEnum, Request, Response, Shape, TaggedUnion, from_boto
from sagemaker_typed.codegen.plan.rules import Correction

# One shape for everything that a module can import; they sort after the other shapes.
COMPANY: dict[str, Raw] = {
    "ZChoice": structure({"Left": "Text", "Right": "Whole"}, union=True),
    "ZColour": enum("red"),
    "ZFew": list_of("Text", min=1, max=3),
    "ZSecret": {"type": "string", "pattern": "[a-z]+", "sensitive": True},
    "ZSmall": {"type": "integer", "min": 1, "max": 9},
}
VALUES: Raw = {
    "ZChoice": {"Left": "x"},
    "ZColour": "red",
    "ZFew": ["a"],
    "ZSecret": "s",
    "ZSmall": 2,
    "M": {"a": "b"},
    "L": ["a"],
    "B": b"b",
    "F": True,
    "R": 0.5,
}
MEMBERS = {name: name for name in COMPANY} | {
    "M": "TextByText",
    "L": "Texts",
    "B": "Bytes",
    "F": "Flag",
    "R": "Real",
}


@pytest.mark.parametrize("names", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (structure({"Text": "Text", "Texts": "Texts", "When": "Moment"}), {"Texts": ["a"]}),
        (enum("a", "b"), "a"),
        ({"type": "string", "min": 1, "pattern": "[a-z]"}, "a"),
        (list_of("ZSmall", min=1), [1]),
    ],
    ids=["structure", "enum", "text", "list"],
)
def test_shapes_with_reserved_names_work_among_others(
    build: Build, names: list[str], shape: Raw, value: Any
) -> None:
    members = MEMBERS | {f"Is{name}": name for name in names}
    namespace = build(box_model({**dict.fromkeys(names, shape), **COMPANY}, members))

    values = VALUES | {f"Is{name}": value for name in names}
    request = round_trip(namespace.PutBoxRequest, values)

    assert issubclass(namespace.PutBoxRequest, Request)
    assert issubclass(namespace.PutBoxResponse, Response)
    assert isinstance(request.z_choice, TaggedUnion)
    assert isinstance(request.z_colour, OpenEnum)
    for field, wire in request.__wire_names__.items():
        if wire.startswith("Is") and shape["type"] == "structure":
            nested = getattr(request, field)
            assert isinstance(nested, Shape)
            assert getattr(namespace, type(nested).__name__) is type(nested)
    boto = RecordingBotoClient()
    assert namespace.Storage(client=boto).send(request) == from_boto(
        namespace.PutBoxResponse, values
    )
    assert boto.calls == [("put_box", values)]


@pytest.mark.parametrize(
    "name", ["Mapping", "ServiceError", "BY_CODE", "Exception", "KeyError", "Type", "dict"]
)
def test_errors_with_reserved_names_work(build: Build, name: str) -> None:
    shapes = {name: structure({"message": "Text"}, exception=True)}
    namespace = build(model(shapes, {"PutBox": operation(None, None, name)}))

    errors = submodule(namespace, "errors")

    assert list(errors.BY_CODE) == [name]
    assert errors.BY_CODE[name].__code__ == name
    assert errors.BY_CODE[name].__name__ in errors.__all__
    assert getattr(errors, errors.BY_CODE[name].__name__) is errors.BY_CODE[name]
    assert namespace.Storage(client=RecordingBotoClient()).put_box() == namespace.PutBoxResponse()


# Requests and responses are named after their operation, whatever the names of their shapes.


@pytest.mark.parametrize(
    ("name", "what"), [("PutBoxRequest", "request"), ("PutBoxResponse", "response")]
)
def test_nested_shape_named_like_a_request_gets_another_name_and_a_row_renames_it(
    build: Build, name: str, what: str
) -> None:
    raw = box_model({name: structure({"A": "Text"})})

    (note,) = notes(raw)
    namespace = build(raw)

    assert note == (
        f"shape {name}: its class is {name}Shape, because {name} is the {what} of PutBox; a row "
        f'renames it: [[corrections]] structure = "{name}" change = "rename" to = "..." '
        'reason = "..."'
    )
    request = round_trip(namespace.PutBoxRequest, {name: {"A": "x"}})
    assert type(getattr(request, xform_name(name))) is getattr(namespace, f"{name}Shape")


def test_rename_row_renames_the_nested_shape(build: Build) -> None:
    raw = box_model({"PutBoxRequest": structure({"A": "Text"})})

    namespace = build(
        raw, rules(corrections=[Correction("PutBoxRequest", "rename", "r", to="BoxOrder")])
    )
    request = round_trip(namespace.PutBoxRequest, {"PutBoxRequest": {"A": "x"}})

    assert type(request) is namespace.PutBoxRequest
    assert request == namespace.PutBoxRequest(put_box_request=namespace.BoxOrder(a="x"))


def test_input_that_is_also_nested_has_another_name_and_can_be_renamed(
    build: Build,
) -> None:
    raw = model(
        {"PutBoxRequest": structure({"A": "Text"}), "In": structure({"Old": "PutBoxRequest"})},
        {"PutBox": operation("PutBoxRequest"), "CopyBox": operation("In")},
    )

    assert "its class is PutBoxRequestShape" in notes(raw)[0]
    namespace = build(
        raw, rules(corrections=[Correction("PutBoxRequest", "rename", "r", to="BoxOrder")])
    )
    request = round_trip(namespace.CopyBoxRequest, {"Old": {"A": "x"}})

    assert request.old == namespace.BoxOrder(a="x")
    assert round_trip(namespace.PutBoxRequest, {"A": "x"}) == namespace.PutBoxRequest(a="x")


def test_shapes_that_differ_only_in_case_have_different_classes() -> None:
    raw = box_model({"crate": structure({}), "Crate": structure({})}, {"A": "crate", "B": "Crate"})

    (note,) = notes(raw)
    assert "shape Crate: its class is CrateShape, because Crate is the shape crate" in note


def test_shape_whose_class_name_is_taken_has_another_name() -> None:
    raw = box_model({"Request": structure({}), "RequestShape": structure({})})

    (note,) = notes(raw)

    assert "shape RequestShape: its class is RequestShapeShape" in note


def test_shapes_named_like_python_types_round_trip(build: Build) -> None:
    namespace = build(
        box_model(
            {
                "List": list_of("Dict", min=0, max=5),
                "Dict": map_of("Str", "Lists", min=0),
                "Lists": list_of("Int"),
                "Str": enum("a"),
                "Int": {"type": "integer", "min": 0},
            },
            {"List": "List", "Dict": "Dict"},
        )
    )

    request = round_trip(namespace.PutBoxRequest, {"List": [{"a": [1]}], "Dict": {"a": []}})

    assert request.list == [{namespace.Str.A: [1]}]


def test_leading_underscores_are_not_part_of_class_names(build: Build) -> None:
    raw = box_model(
        {
            "__colour": enum("red"),
            "_few": list_of("Text", min=1, max=3),
            "__string": {"type": "string"},
            "__lid": enum("green"),
            "Lid": structure({"Size": "Text"}),
        },
        {"Colour": "__colour", "Few": "_few", "Plain": "__string", "A": "__lid", "B": "Lid"},
    )
    namespace = build(raw, rules({}))
    value: Raw = {
        "Colour": "red",
        "Few": ["a"],
        "Plain": "b",
        "A": "green",
        "B": {"Size": "c"},
    }
    request = round_trip(namespace.PutBoxRequest, value)

    assert isinstance(request.colour, namespace.Colour)
    assert issubclass(namespace.Colour, OpenEnum)
    assert namespace.Few
    assert type(request.a) is not type(request.b)
    assert not hasattr(namespace, "String")
    assert all(name[0].isalpha() for name in namespace.__all__)
