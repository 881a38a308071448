"""Type checkers see the right types in generated code with reserved names."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Final

import pytest
from helpers.codegen.checkers import LOWEST, STRICT, Checker
from helpers.codegen.names import FIELDS, SHAPES
from helpers.codegen.synthetic import (
    Raw,
    box_model,
    enum,
    generated,
    list_of,
    map_of,
    operation,
    rules,
    structure,
)

from sagemaker_typed.codegen.plan.rules import Noun

METHODS: Final = ("Dict", "Import", "List", "Property", "Set", "Str", "Type")
KINDS: Final = (
    structure({"Texts": "Texts", "When": "Moment"}),
    enum("a", "b"),
    {"type": "string", "min": 1},
    list_of("Name", min=1),
)
COMPANY: Final[dict[str, Raw]] = {
    "Node": structure({"List": "Nodes", "Dict": "NodeByName", "Node": "Node", "Set": "Names"}),
    "Nodes": list_of("Node"),
    "NodeByName": map_of("Name", "Node"),
    "Names": list_of("Name", min=1),
    "Failed": structure({"message": "Text"}, exception=True),
}


def troublesome_model(names: list[str]) -> Raw:
    """Return a model with shapes, members and operations of these names that use each other."""
    shapes = COMPANY | dict(zip(names, itertools.cycle(KINDS)))
    for kind in ("Text", "Name", "Texts", "TextByText", "Moment", *names):
        members = dict.fromkeys(FIELDS, kind) | {"After": "Texts", "When": "Moment", "It": kind}
        shapes[f"With{kind}"] = structure(members)
    members = {f"{name}It": name for name in shapes} | dict.fromkeys(FIELDS, "Texts")
    raw = box_model(shapes, members)
    raw["operations"] |= dict.fromkeys(METHODS, operation("BoxData", "Node", "Failed"))
    return raw


@pytest.mark.parametrize("checker", STRICT)
@pytest.mark.parametrize("names", SHAPES.values(), ids=SHAPES)
def test_checkers_accept_generated_code_with_reserved_names(
    tmp_path: Path, names: list[str], checker: Checker
) -> None:
    folder = tmp_path / "generated"
    rows = rules(nouns=[Noun(method, "box", "r") for method in METHODS])
    for path, source in generated(troublesome_model(names), rows).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source, encoding="utf-8")
    (folder / "__init__.py").touch()

    assert not checker(folder, LOWEST)
