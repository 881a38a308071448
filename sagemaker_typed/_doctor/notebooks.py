"""The code cells of a notebook as one module."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any, Final, cast

import attrs

from .findings import Place

SUFFIX: Final = ".ipynb"
_MAGIC: Final = re.compile(r"^(\s*)(?:[%!?].*|.*\?\s*)$")
"""Lines for IPython: ``%pip install``, ``!ls``, ``?name`` and ``name?``."""
_ASSIGNED: Final = re.compile(r"^(\s*)([\w, ]+?)\s*=\s*[%!].*$")


@attrs.frozen
class Code:
    """The code of a notebook, and where each of its lines comes from."""

    text: str
    places: tuple[Place, ...]

    def place(self, line: int) -> Place:
        """Return the place of a line."""
        return self.places[min(line, len(self.places)) - 1]


def code_of(path: Path, raw: bytes) -> Code:
    """Return the code of a notebook, with ``pass`` in place of lines for IPython.

    Raises:
        ValueError: it is not a notebook.
    """
    text = raw.decode("utf-8")
    content: object = json.loads(text)
    cells = cast("dict[str, Any]", content).get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise ValueError("it is not a notebook of format 4: it has no list of cells")
    lines: list[str] = []
    places: list[Place] = []
    position, file_line = 0, 1
    for number, cell in enumerate(cast("list[object]", cells), start=1):
        if not isinstance(cell, dict) or cast("dict[str, Any]", cell).get("cell_type") != "code":
            continue
        source = _lines(cast("dict[str, Any]", cell).get("source", ""))
        code = _python(source)
        for cell_line, line in enumerate(source, start=1):
            found = text.find(json.dumps(line, ensure_ascii=False)[1:-1], position) if line else -1
            if found > 0:
                file_line += text.count("\n", position, found)
                position = found
            places.append(Place(path, file_line, 1, number, cell_line))
        lines += code
    return Code("\n".join(lines) + "\n", tuple(places) or (Place(path, 1),))


def _lines(source: object) -> list[str]:
    if isinstance(source, list):
        source = "".join(map(str, cast("list[object]", source)))
    return str(source).split("\n")


def _python(lines: list[str]) -> list[str]:
    """Return as many lines of Python as the cell has."""
    if lines[0].lstrip().startswith("%%"):
        return [""] * len(lines)
    try:
        ast.parse("\n".join(lines))
    except (SyntaxError, ValueError):
        return [_without_magic(line) for line in lines]
    return lines


def _without_magic(line: str) -> str:
    if found := _ASSIGNED.match(line):
        return f"{found[1]}{found[2]} = None"
    if found := _MAGIC.match(line):
        return f"{found[1]}pass"
    return line
