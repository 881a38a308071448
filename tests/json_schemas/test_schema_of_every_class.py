"""The JSON Schema of every class accepts what the package accepts, and refuses what it refuses."""

from __future__ import annotations

from typing import Any, Final

from helpers.cases import each
from helpers.json_schemas import (
    Plain,
    documents,
    models,
    references,
    refusal,
    validator,
    wrong_values,
)

from sagemaker_typed import OpenEnum, Shape, TaggedUnion, json_schema
from sagemaker_typed import sagemaker as sm
from sagemaker_typed._schema.fields import field_contents

CLASSES: Final = sorted(models(), key=lambda cls: (cls.__module__, cls.__name__))


def name_of(cls: Any) -> str:
    return str(cls.__name__)


def test_tests_cover_every_structure() -> None:
    assert len(CLASSES) > 1750
    assert sum(issubclass(cls, TaggedUnion) for cls in CLASSES) > 20


@each("cls", CLASSES, ids=name_of, size=300)
def test_meta_schema_accepts_the_schema_of_every_class(cls: type[Shape]) -> None:
    schema = json_schema(cls)
    definitions: dict[str, Any] = schema.pop("$defs", {})

    Plain.check_schema(schema)
    assert schema["title"] == cls.__name__
    assert [*schema["properties"]] == [*cls.__wire_names__.values()]
    assert [*definitions] == sorted(definitions)
    # Another class has checked the definitions. Each reference has one.
    for reference in references({**schema, "$defs": definitions}):
        assert reference == "#" or reference.removeprefix("#/$defs/") in definitions


@each("cls", CLASSES, ids=name_of, size=300)
def test_schema_of_every_class_refuses_what_the_package_refuses(cls: Any) -> None:
    """Each member of each class, with values within and beyond each of its rules."""
    contents = {cls.__wire_names__[name]: one for name, one in field_contents(cls).items()}
    required = validator(cls).schema.get("required", ())
    for name, right in documents(cls, models()[cls]):
        # A sample may be greater than a maximum.
        assert [one for one in refusal(cls, right) if "greater than the maximum" not in one] == []
        for wrong in wrong_values(contents[name], right[name]):
            refusal(cls, {**right, name: wrong})
        without = {other: value for other, value in right.items() if other != name}
        if name in required or issubclass(cls, TaggedUnion):
            assert refusal(cls, without)
        assert refusal(cls, {**right, "NoSuchMember": 1})


@each("cls", [cls for cls in CLASSES if issubclass(cls, TaggedUnion)], ids=name_of)
def test_unions_have_exactly_one_branch(cls: type[Shape]) -> None:
    branches = [{name: value[name]} for name, value in documents(cls, models()[cls])]
    assert refusal(cls, {})
    if len(branches) > 1:
        assert refusal(cls, {**branches[0], **branches[1]})
    for branch in branches:
        refusal(cls, branch)
        assert refusal(cls, {**branch, "NoSuchBranch": {}})


def test_every_enum_has_a_schema() -> None:
    exported: list[Any] = [getattr(sm, name) for name in dir(sm)]
    enums = [one for one in exported if isinstance(one, type) and issubclass(one, OpenEnum)]
    assert len(enums) > 300
    for enum in enums:
        Plain.check_schema(json_schema(enum))
