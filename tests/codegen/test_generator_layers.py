"""The rooms of the generator import what is below them: reading, then planning, then writing."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import pytest

import sagemaker_typed.codegen

GENERATOR: Final = Path(sagemaker_typed.codegen.__file__).parent
NAME: Final = "sagemaker_typed.codegen"
ROOMS: Final = ("errors", "model", "plan", "write")
MODULES: Final = sorted(path.relative_to(GENERATOR).as_posix() for path in GENERATOR.glob("*/*.py"))


@pytest.mark.parametrize("path", MODULES)
def test_a_module_imports_from_its_room_and_those_below(path: str) -> None:
    room = path.split("/", maxsplit=1)[0]
    allowed = {*ROOMS[: ROOMS.index(room)], room}

    imported = [
        node.module
        for node in ast.walk(ast.parse((GENERATOR / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
    ]
    rooms = [module.removeprefix(f"{NAME}.") for module in imported if module.startswith(NAME)]
    assert {module.split(".")[0] for module in rooms} <= allowed
