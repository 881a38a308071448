"""Services with the protocol rest-json or without areas: HTTP locations, bodies, streams."""

from __future__ import annotations

import io
import re
import typing
from importlib import import_module
from typing import Any

import attrs
import pytest
from helpers.codegen.synthetic import (
    Build,
    Raw,
    enum,
    list_of,
    model,
    notes,
    operation,
    refusal,
    round_trip,
    rules,
    structure,
    submodule,
    unformatted,
)

from sagemaker_typed import (
    Body,
    ByteStream,
    Document,
    EventStream,
    TaggedUnion,
    validate,
)
from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.plan.rooms_file import read_rules
from sagemaker_typed.codegen.plan.rules import Noun

NO_AREAS = rules({})


def header(shape: str, name: str, **traits: object) -> Raw:
    return {"shape": shape, "location": "header", "locationName": name, **traits}


def rest(**changes: Raw) -> Raw:
    """Return a model that uses every feature of rest-json; ``changes`` replaces or adds shapes."""
    shapes: dict[str, Raw] = {
        "Colour": enum("red", "blue"),
        "Any": {"type": "structure", "members": {}, "document": True},
        "Secret": {"type": "blob", "sensitive": True, "max": 9},
        "Part": structure({"Bytes": {"shape": "Bytes", "eventpayload": True}}, event=True),
        "Broken": structure({"Message": "Text", "Code": "Text"}, exception=True),
        "Parts": structure({"Part": "Part", "Broken": "Broken"}, eventstream=True),
        "PutBoxInput": structure(
            {
                "Name": {"shape": "Name", "location": "uri", "locationName": "name"},
                "Filter": {"shape": "Texts", "location": "querystring", "locationName": "filter"},
                "Note": header("Text", "X-Note", jsonvalue=True),
                "Colour": header("Colour", "X-Colour"),
                "Content": "Secret",
            },
            ["Name", "Content"],
            payload="Content",
        ),
        "PutBoxOutput": structure(
            {
                "Content": "Secret",
                "Status": {"shape": "Whole", "location": "statusCode"},
                "Marks": {"shape": "TextByText", "location": "headers", "locationName": "X-Mark-"},
            },
            payload="Content",
        ),
        "OpenBoxInput": structure({"Query": "Any", "More": "Any"}, ["Query"]),
        "OpenBoxOutput": structure({"Parts": "Parts"}, ["Parts"], payload="Parts"),
        **changes,
    }
    operations = {
        "PutBox": operation("PutBoxInput", "PutBoxOutput") | {"idempotent": True},
        "OpenBox": operation("OpenBoxInput", "OpenBoxOutput", "Broken") | {"readonly": True},
    }
    return model(shapes, operations, protocol="rest-json")


def field_type(cls: Any, name: str) -> Any:
    return getattr(attrs.fields(cls), name).type


def field_doc(source: str, member: str) -> str:
    """Return a field's docstring without the wire name and the type."""
    found = set(re.findall(rf'^ +"""``{member}``(?:: ``[^`]+``)?\. (.*)"""$', source, re.MULTILINE))
    (words,) = found
    return str(words)


def test_service_without_areas_is_generated_into_one_module() -> None:
    assert unformatted(rest(), NO_AREAS).keys() == {
        f"storage/{name}"
        for module in ("__init__", "async_client", "client", "errors", "shapes")
        for name in (f"{module}.py", f"{module}.pyi")
    }


def test_service_has_the_same_classes_with_and_without_areas(build: Build) -> None:
    one, areas = build(rest(), NO_AREAS), build(rest(), rules())
    assert one.__all__ == areas.__all__
    names = [name for name in one.__all__ if name not in {"AsyncStorage", "Storage"}]
    assert len(names) > 8
    for name in names:
        assert getattr(one, name) is getattr(submodule(one, "shapes"), name)


def test_bodies_streams_and_json_values_have_their_types(build: Build) -> None:
    namespace = build(rest(), NO_AREAS)
    put, opened = namespace.PutBoxRequest, namespace.OpenBoxRequest
    stream: Any = EventStream

    assert typing.get_args(field_type(put, "content"))[0] == Body
    assert field_type(namespace.PutBoxResponse, "content") == ByteStream | None
    assert field_type(put, "note") == Document | None
    assert field_type(opened, "query") is Document
    assert field_type(namespace.OpenBoxResponse, "parts") == stream[namespace.Parts]
    assert field_type(namespace.Part, "bytes") == bytes | None
    assert issubclass(namespace.Parts, TaggedUnion)
    assert not hasattr(namespace, "Any")
    for cls in (put, namespace.PutBoxResponse):
        assert not attrs.fields(cls).content.repr


def test_event_class_refers_to_the_errors_module(build: Build) -> None:
    for area in (NO_AREAS, rules()):
        namespace = build(rest(), area)
        errors = import_module(*namespace.Parts.__errors__)
        assert errors is submodule(namespace, "errors")
        assert errors.BY_CODE.keys() == {"Broken"}


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("Name", "Required. Part of the URL path."),
        ("Filter", "Query parameter ``filter``."),
        ("Note", "Header ``X-Note``. A JSON value."),
        ("Colour", "Header ``X-Colour``."),
        ("Status", "The HTTP status code."),
        ("Marks", "Headers that start with ``X-Mark-``."),
        ("Parts", "Required. The HTTP body."),
    ],
)
def test_docstring_of_a_field_has_its_http_location(member: str, words: str) -> None:
    source = unformatted(rest(), NO_AREAS)["storage/shapes.py"]
    assert field_doc(source, member).startswith(words)
    assert len(re.findall('"""``Content``[.:]', source)) == 2
    assert "The HTTP body. At most 9 bytes. Sensitive: never shown." in source


def test_docstring_of_a_request_says_idempotent_or_read_only(build: Build) -> None:
    namespace = build(rest(), NO_AREAS)
    assert "Idempotent." in namespace.PutBoxRequest.__doc__
    assert "Read-only." in namespace.OpenBoxRequest.__doc__


def test_blob_can_be_a_body_and_also_a_member(build: Build) -> None:
    secrets = list_of("Secret")
    opened = structure({"Content": "Secret", "More": "Secrets", "SecretAsBody": "Text"})
    namespace = build(
        rest(
            OpenBoxInput=opened,
            Secrets=secrets,
            SecretAsBody={"type": "string", "max": 5},
        ),
        NO_AREAS,
    )

    assert typing.get_args(field_type(namespace.PutBoxRequest, "content"))[0] == Body
    (content, *_) = typing.get_args(field_type(namespace.OpenBoxRequest, "content"))
    assert typing.get_args(content)[0] is bytes
    for cls in (namespace.PutBoxRequest, namespace.OpenBoxRequest):
        assert not attrs.fields(cls).content.repr
    round_trip(namespace.OpenBoxRequest, {"Content": b"x", "More": [b"y"]})
    validate(namespace.PutBoxRequest(name="a", content=io.BytesIO(b"x")))


def test_all_headers_of_a_response_have_an_empty_prefix() -> None:
    headers = {"shape": "TextByText", "location": "headers", "locationName": ""}
    raw = rest(PutBoxOutput=structure({"All": headers}))
    assert field_doc(unformatted(raw, NO_AREAS)["storage/shapes.py"], "All") == "All headers."
    empty = rest(PutBoxOutput=structure({"All": headers | {"location": "header"}}))
    assert "PutBoxOutput.All" in refusal(empty, NO_AREAS)


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (rest(Lid=structure({"A": {"shape": "Text", "location": "cookie"}})), "'cookie'"),
        (rest(Lid=structure({"A": header("Text", "a\nb")})), "Lid.A"),
        (rest(Lid=structure({"A": header("Text", '"""')})), "Lid.A"),
        (rest() | {"metadata": {**rest()["metadata"], "protocol": "ec2"}}, "'ec2'"),
        (rest() | {"metadata": {**rest()["metadata"], "protocol": "json"}}, "PutBoxInput.Name"),
        (
            model(
                {"Lid": structure({"A": {"shape": "Text", "locationName": "a"}})},
                {"PutBox": operation()},
            ),
            "Lid.A has a location or location name",
        ),
        (
            model(
                {"Lid": structure({"A": "Bytes"}, payload="A")},
                {"PutBox": operation("Lid", "Lid")},
                protocol="rest-json",
            ),
            "Lid.A is the body of a request and of a response",
        ),
    ],
    ids=range(7),
)
def test_models_that_the_runtime_does_not_support_are_refused(raw: Raw, named: str) -> None:
    assert named in refusal(raw, NO_AREAS)


def test_nouns_of_a_service_without_areas_are_named() -> None:
    row = Noun("Box", "crate", "r")
    (note,) = notes(rest(), rules({}, nouns=[row]))
    assert "[[nouns]] Box (the service has no areas)" in note


ROWS = """
[[metrics.corrections]]
change = "optional"
structure = "Lid"
member = "Colour"
reason = "r"

[[corrections]]
change = "rename"
structure = "Tin"
to = "Can"
reason = "r"
"""


def test_rows_of_another_service_are_below_its_package_name(tmp_path: Any) -> None:
    file = tmp_path / "rooms.toml"
    file.write_text(ROWS)
    found = {p: read_rules(file, package=p) for p in ("sagemaker", "metrics", "edge")}
    rows = {package: [row.structure for row in found[package].corrections] for package in found}
    assert rows == {"sagemaker": ["Tin"], "metrics": ["Lid"], "edge": []}
    assert not any(rules.areas for rules in found.values())


@pytest.mark.parametrize("text", ["[tins]\na = 1", "[[metrics.tins]]\na = 1", "[metric]\nnoun = 1"])
def test_unknown_table_in_rooms_toml_is_refused(tmp_path: Any, text: str) -> None:
    file = tmp_path / "rooms.toml"
    file.write_text(text)
    with pytest.raises(
        GenerationError, match=r"rooms\.toml: unknown table (tins|metrics|metric)\.?[a-z]*;"
    ):
        read_rules(file, package="metrics")
