"""Models with strings that try to inject code: they stay data, or the model is refused."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.cases import each
from helpers.codegen.hostile import EMITTING, TEXT, TEXTS
from helpers.codegen.inert import assert_inert
from helpers.codegen.synthetic import (
    Build,
    Raw,
    box_model,
    enum,
    list_of,
    model,
    notes,
    operation,
    refusal,
    round_trip,
    structure,
    submodule,
    unformatted,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_typed.codegen.errors import GenerationError

IMPORTING = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def pattern_model(patterns: list[str]) -> Raw:
    """Return a model with a shape for each pattern; the patterns are also in docstrings."""
    return box_model(
        {f"P{i}": {"type": "string", "pattern": text} for i, text in enumerate(patterns)}
    )


def assert_patterns_survive(build: Build, patterns: list[str]) -> None:
    raw = pattern_model(patterns)
    assert_inert(unformatted(raw))
    namespace = build(raw)
    kept = [getattr(namespace, f"P{i}").__metadata__[0].regex for i in range(len(patterns))]
    assert kept == patterns


def assert_values_survive(build: Build, values: list[str]) -> None:
    raw = box_model({"Kind": enum(*values), "Kinds": list_of("Kind")})
    assert_inert(unformatted(raw))
    namespace = build(raw)
    assert [member.value for member in namespace.Kind] == values
    round_trip(namespace.PutBoxRequest, {"Kinds": values})


def test_hostile_patterns_are_kept_as_data(build: Build) -> None:
    assert_patterns_survive(build, TEXTS)


def test_hostile_enum_values_are_kept_as_data(build: Build) -> None:
    assert_values_survive(build, TEXTS)


@IMPORTING
@given(texts=st.lists(TEXT, min_size=1, max_size=12, unique=True))
def test_random_patterns_and_enum_values_are_kept_as_data(build: Build, texts: list[str]) -> None:
    assert_patterns_survive(build, texts)
    assert_values_survive(build, texts)


@EMITTING
@given(texts=st.lists(TEXT, min_size=1, max_size=12, unique=True))
def test_random_patterns_and_enum_values_generate_inert_code(texts: list[str]) -> None:
    kinds = {f"Kind{i}": enum(text, "other" + text) for i, text in enumerate(texts)}
    raw = pattern_model(texts)

    assert_inert(unformatted(raw))
    assert_inert(unformatted(box_model(kinds)))


def accepted_metadata(key: str, text: str) -> Raw | None:
    """Return a model with this text in its metadata; ``None`` if the generator refuses it."""
    raw = model({}, {"PutBox": operation()}, **{key: text})
    try:
        unformatted(raw)
    except GenerationError as error:
        assert "metadata" in str(error)  # noqa: PT017 - an error is only one outcome
        assert not text.isprintable()
        return None
    return raw


@pytest.mark.parametrize("key", ["serviceFullName", "apiVersion"])
@each("text", TEXTS)
def test_hostile_metadata_is_kept_as_data_or_refused(build: Build, key: str, text: str) -> None:
    raw = accepted_metadata(key, text)

    if raw is not None:
        assert_inert(unformatted(raw))
        namespace = build(raw)
        assert text in namespace.__doc__
        assert text in namespace.Storage.__doc__
        if key == "serviceFullName":
            assert text in submodule(namespace, "client").__doc__
            assert text in submodule(namespace, "errors").__doc__


@EMITTING
@given(text=TEXT)
def test_random_metadata_generates_inert_code_or_is_refused(text: str) -> None:
    for key in ("serviceFullName", "apiVersion"):
        raw = accepted_metadata(key, text)
        if raw is not None:
            assert_inert(unformatted(raw))


# Names.

NAMES = [
    *TEXTS,
    "x; import os",
    "Box: pass\nimport os\nclass Y",
    "Box\n",
    "Box ",
    " Box",
    "list[0]",
    "a b",
    "a/../../b",
    "..",
    "/etc/passwd",
    "__init__",
    "__wire_names__",
    "_private",
    "1st",
    "\N{FULLWIDTH LATIN CAPITAL LETTER A}",
    "Ünder",
    "Boxé",
    "Name\u0301",
    "\N{KELVIN SIGN}",
]


def named_shape(name: str) -> Raw:
    return box_model({name: structure({"A": "Text"})}, {"It": name, "After": "Text"})


def named_enum(name: str) -> Raw:
    return box_model({name: enum("a")}, {"It": name, "After": "Text"})


def named_member(name: str) -> Raw:
    return box_model({}, {name: "Text", "After": "Text"})


def named_operation(name: str) -> Raw:
    return model({}, {name: operation(), "PutBox": operation()})


def named_error(name: str) -> Raw:
    shapes = {name: structure({}, exception=True)}
    return model(shapes, {"PutBox": operation(None, None, name)})


NAMED = [named_shape, named_enum, named_member, named_operation, named_error]


# Some services have such names, but not for structures.
UNDERSCORED = ["__init__", "__wire_names__", "_private"]


@pytest.mark.parametrize("named", NAMED)
@each("name", NAMES)
def test_invalid_names_are_refused(named: Any, name: str) -> None:
    if named is named_enum and name in UNDERSCORED:
        assert_inert(unformatted(named(name)))
    else:
        assert repr(name) in refusal(named(name))


@EMITTING
@given(
    name=st.text(st.sampled_from("aAbB1_.- \n\"'\\;(é\u2028#"), max_size=6)
    | st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,8}", fullmatch=True)
    | TEXT,
)
def test_random_names_are_refused_or_generate_inert_code(name: str) -> None:
    for named in NAMED:
        try:
            sources = unformatted(named(name))
        except GenerationError:
            continue
        assert_inert(sources)


def test_instance_type_enum_name_with_path_is_refused() -> None:
    name = "../../EvilInstanceType"
    raw = box_model({name: enum("ml.m5.large")}, {"It": name})

    assert repr(name) in refusal(raw)


# Other parts of a model.


@pytest.mark.parametrize("bound", [True, "1", [1], float("inf"), float("nan"), 10**400])
@pytest.mark.parametrize("trait", ["min", "max"])
@pytest.mark.parametrize("kind", ["string", "integer", "list"])
def test_bounds_that_are_not_finite_numbers_are_refused(
    bound: object, trait: str, kind: str
) -> None:
    shape = {"type": kind, "member": {"shape": "Text"}, trait: bound}

    assert "shape It" in refusal(box_model({"It": shape}))


@pytest.mark.parametrize("pattern", [1, ["a"], True, {"a": "b"}])
def test_pattern_that_is_not_a_string_is_refused(pattern: object) -> None:
    assert "shape It" in refusal(box_model({"It": {"type": "string", "pattern": pattern}}))


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (box_model({"It": {"type": "float128"}}), ["It", "'float128'"]),
        (box_model({"It": structure({"A": "Missing"})}), ["It", "'Missing'"]),
        (box_model({"It": list_of("Missing")}), ["It", "'Missing'"]),
        (box_model({"It": structure({"A": "Text"}, required=["B"])}), ["It", "'B'"]),
        (model({}, {"PutBox": operation("Missing")}), ["PutBox", "'Missing'"]),
        (model({}, {"PutBox": operation("Text")}), ["PutBox", "'Text'"]),
        (model({}, {"PutBox": operation(None, "Texts")}), ["PutBox", "'Texts'"]),
    ],
)
def test_unknown_types_and_shapes_are_refused_by_name(raw: Raw, named: list[str]) -> None:
    message = refusal(raw)

    for part in named:
        assert part in message


def test_unknown_traits_are_noted_once_with_where_they_are() -> None:
    text = {"type": "string", "locationName": "x", "colour": "red"}
    box = structure({"A": {"shape": "It", "smell": 1}, "B": {"shape": "Other", "smell": 2}})
    raw = model(
        {"It": text, "Other": text, "BoxData": box},
        {"PutBox": operation("BoxData") | {"taste": [], "endpoint": {"hostPrefix": "x."}}},
    )

    assert [note.partition(" is unknown, and was ignored")[0] for note in notes(raw)] == [
        "the trait 'smell' of the member BoxData.A and 1 more",
        "the trait 'taste' of the operation PutBox",
        "the trait 'colour' of the shape It and 1 more",
        "the trait 'locationName' of the shape It and 1 more",
    ]
