"""Enum values of every form have a member and are sent unchanged."""

from __future__ import annotations

import pytest
from helpers.codegen.synthetic import Build, Raw, box_model, enum, list_of, refusal, round_trip

from sagemaker_typed import to_boto


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("None", "NONE"),
        ("True", "TRUE"),
        ("InService", "IN_SERVICE"),
        ("ml.g4dn.xlarge", "ML_G4DN_XLARGE"),
        ("ml.p6-b200.48xlarge", "ML_P6_B200_48XLARGE"),
        ("1.5", "VALUE_1_5"),
        ("2xLarge", "VALUE_2XLARGE"),
        ("", "EMPTY"),
        ("é", "E"),
        ("naïve", "NAIVE"),
        ("ﬁle", "FILE"),
        ("日本", "VALUE_U65E5_U672C"),
        ("\N{GRINNING FACE}", "VALUE_U1F600"),
        ("+", "VALUE_U002B"),
        ("class", "CLASS"),
        ("__init__", "INIT"),
        ("mro", "MRO"),
        ("name", "NAME"),
        ("say \"hi\" and 'bye'", "SAY_HI_AND_BYE"),
        ("C:\\new\\table", "C_NEW_TABLE"),
        ("two\nlines", "TWO_LINES"),
        ("trailing\\", "TRAILING"),
    ],
)
def test_enum_values_have_valid_member_names(build: Build, value: str, name: str) -> None:
    # A second value, so that the name does not depend on being the only one.
    namespace = build(box_model({"Kind": enum("Other", value)}))

    member = getattr(namespace.Kind, name)

    assert member.value == value
    assert member == value
    assert member.is_known
    assert namespace.Kind(value) is member
    request = round_trip(namespace.PutBoxRequest, {"Kind": value})
    assert request.kind is member
    assert type(to_boto(request)["Kind"]) is str


def test_colliding_enum_member_names_get_numbers(build: Build) -> None:
    values = ["a-b", "A-B", "a.b", "A_B", "AB", "A-B-2", "1", "VALUE_1", "", "Empty"]
    namespace = build(box_model({"Kind": enum(*values)}))

    assert [member.value for member in namespace.Kind] == values
    assert [member.name for member in namespace.Kind] == [
        "A_B",
        "A_B_2",
        "A_B_3",
        "A_B_4",
        "AB",
        "A_B_2_2",
        "VALUE_1",
        "VALUE_1_2",
        "EMPTY",
        "EMPTY_2",
    ]
    for value in values:
        round_trip(namespace.PutBoxRequest, {"Kind": value})


def test_enum_value_none_is_sent(build: Build) -> None:
    namespace = build(box_model({"Kind": enum("None", "Gzip"), "Kinds": list_of("Kind")}))

    request = namespace.PutBoxRequest(kind=namespace.Kind.NONE, kinds=[namespace.Kind.NONE])

    assert to_boto(request) == {"Kind": "None", "Kinds": ["None"]}
    assert to_boto(namespace.PutBoxRequest()) == {}
    assert request != namespace.PutBoxRequest(kinds=[namespace.Kind.NONE])


def test_empty_enum_value_is_sent(build: Build) -> None:
    namespace = build(box_model({"Kind": enum("", "x")}))

    assert to_boto(namespace.PutBoxRequest(kind=namespace.Kind.EMPTY)) == {"Kind": ""}


def test_unknown_value_equal_to_a_member_name_is_unknown(build: Build) -> None:
    namespace = build(box_model({"Kind": enum("Gzip", "None")}))

    opened = namespace.Kind.open("GZIP")

    assert not opened.is_known
    assert opened != namespace.Kind.GZIP
    assert repr(opened) == "Kind.open('GZIP')"
    round_trip(namespace.PutBoxRequest, {"Kind": "NONE"})


@pytest.mark.parametrize(
    "raw",
    [
        {"type": "string", "enum": []},
        {"type": "string", "enum": ["a", "b", "a"]},
        {"type": "string", "enum": ["a", 1]},
        {"type": "string", "enum": "ab"},
        {"type": "string", "enum": {"a": "b"}},
        {"type": "string", "enum": None},
    ],
)
def test_enum_must_list_distinct_strings(raw: Raw) -> None:
    assert "enum Kind" in refusal(box_model({"Kind": raw}))
