"""The table of CloudFormation's properties is written from schemas."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any, Final

import pytest

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model import resource_types
from sagemaker_typed.codegen.model.resource_types import (
    TABLE_MODULE,
    Schemas,
    installed_schemas,
    newer_table,
    table_of,
)

SCHEMA: Final[dict[str, Any]] = {
    "properties": {
        "Arn": {"type": "string"},
        "Choice": {"$ref": "#/definitions/Choice"},
        "Environment": {"type": ["object", "string"]},
        "Inner": {"type": "object", "properties": {"Count": {"type": "integer"}}},
        "Labels": {"type": "object", "patternProperties": {".*": {"type": "string"}}},
        "Loop": {"$ref": "#/definitions/Loop"},
        "Same": {"$ref": "#/properties/Inner"},
        "Tags": {"type": "array", "items": {"$ref": "#/definitions/Tag"}},
    },
    "definitions": {
        "Choice": {
            "type": "object",
            "oneOf": [
                {"properties": {"Both": {"type": "string"}, "Left": {"type": "boolean"}}},
                {"$ref": "#/definitions/Right"},
            ],
        },
        "Right": {"properties": {"Both": {"type": "number"}}},
        "Loop": {"type": "object", "properties": {"Next": {"$ref": "#/definitions/Loop"}}},
        "Tag": {"type": "object", "properties": {"Key": {}}, "required": ["Key"]},
    },
    "readOnlyProperties": ["/properties/Arn"],
    "required": ["Labels"],
}


def test_rows_have_the_properties_that_a_template_can_set() -> None:
    found: dict[str, Any] = {}
    exec(table_of(Schemas("1.2.3", {"Thing": SCHEMA})), found)
    assert found["SOURCE"] == "cfn-lint 1.2.3, us-east-1"
    assert found["ROWS"] == {
        "Thing": (
            "Choice:.Choice Environment:object Inner:.Inner Labels!:{string} Loop:.Loop "
            "Same:.Inner Tags:[.Tag]"
        ),
        "Thing.Choice": "Both:object Left:boolean",
        "Thing.Inner": "Count:integer",
        "Thing.Loop": "Next:.Loop",
        "Thing.Tag": "Key!:object",
    }


def test_structures_with_one_name_are_refused() -> None:
    inner = {"type": "object", "properties": {"A": {"$ref": "#/definitions/Inner"}}}
    other = {"type": "object", "properties": {"B": {"type": "string"}}}
    schema: dict[str, Any] = {"properties": {"Inner": inner}, "definitions": {"Inner": other}}
    with pytest.raises(GenerationError, match=r"are called Thing\.Inner"):
        table_of(Schemas("1.2.3", {"Thing": schema}))


def test_only_newer_schemas_replace_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemas = Schemas("1.10.0", {"Thing": SCHEMA})
    monkeypatch.setattr(resource_types, "installed_schemas", lambda: schemas)
    assert newer_table(tmp_path) is None  # there is no table
    path = tmp_path / TABLE_MODULE
    path.parent.mkdir(parents=True)
    for version, is_newer in [("1.9.0", True), ("1.10.0", False), ("1.11.0", False)]:
        path.write_text(table_of(Schemas(version, {})), encoding="utf-8")
        assert newer_table(tmp_path) == (table_of(schemas) if is_newer else None)


def test_missing_and_broken_schemas(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def not_installed(_: str) -> None:
        raise PackageNotFoundError

    def broken(_: str) -> Broken:
        return Broken()

    class Broken:
        version = "1"

        def locate_file(self, name: str) -> Path:
            return tmp_path / name

    monkeypatch.setattr(resource_types, "distribution", not_installed)
    assert installed_schemas() is None
    monkeypatch.setattr(resource_types, "distribution", broken)
    with pytest.raises(GenerationError, match="the schemas of cfn-lint cannot be read"):
        installed_schemas()
