"""The code cells of a notebook as one module."""

from __future__ import annotations

import ast
import json
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import attrs

from .findings import Finding, Place

SUFFIX: Final = ".ipynb"
_MAGIC: Final = re.compile(r"^(\s*)(?:[%!?].*|%{0,2}[\w.*\[\]]+\?{1,2}\s*)$")
"""Lines for IPython: ``%pip install``, ``!ls``, ``?name`` and ``name?``."""
_AROUND_PYTHON: Final = frozenset({"%%capture", "%%prun", "%%time", "%%timeit"})
"""The magics of cells whose other lines are Python."""
_ASSIGNED: Final = re.compile(r"^(\s*)([\w, ]+?)\s*=\s*[%!].*$")


@attrs.frozen
class Code:
    """The code of a notebook, and where each of its lines comes from."""

    text: str
    places: tuple[Place, ...]
    problems: tuple[Finding, ...]
    """The cells that are not Python; their lines are empty."""

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
    problems: list[Finding] = []
    position, file_line = 0, 1
    for number, cell in enumerate(cast("list[object]", cells), start=1):
        if not isinstance(cell, dict) or cast("dict[str, Any]", cell).get("cell_type") != "code":
            continue
        source = _lines(cast("dict[str, Any]", cell).get("source", ""))
        code, error = _python(source)
        for cell_line, line in enumerate(source, start=1):
            found = text.find(json.dumps(line, ensure_ascii=False)[1:-1], position) if line else -1
            if found > 0:
                file_line += text.count("\n", position, found)
                position = found
            places.append(Place(path, file_line, 1, number, cell_line))
        if error is not None:
            place = places[len(lines) + min(error.lineno or 1, len(source)) - 1]
            place = attrs.evolve(place, column=error.offset or 1)
            problems.append(Finding(place, "unreadable", error.msg))
        lines += code
    text = "\n".join(lines) + "\n"
    return Code(text, tuple(places) or (Place(path, 1),), tuple(problems))


def _lines(source: object) -> list[str]:
    if isinstance(source, list):
        source = "".join(map(str, cast("list[object]", source)))
    # A surrogate without its other half is not valid in Python code.
    return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", str(source)).split("\n")


def _python(lines: list[str]) -> tuple[list[str], SyntaxError | None]:
    """Return as many lines of Python as the cell has, and its error if it is not Python."""
    first = lines[0].strip()
    if first.startswith("%%"):
        if first.split()[0] not in _AROUND_PYTHON:
            return [""] * len(lines), None
        lines = ["", *lines[1:]]
    error: SyntaxError | None = None
    for code in (lines, [*_without_magic(lines)]):
        try:
            ast.parse("\n".join(code))
        except SyntaxError as found:
            error = found
        else:
            return code, None
    return [""] * len(lines), error


def _without_magic(lines: list[str]) -> Iterator[str]:
    """Yield the lines, with ``pass`` for IPython's, which a backslash continues."""
    is_continued = False
    before: list[str] = []
    for line in lines:
        assigned, magic = _ASSIGNED.match(line), _MAGIC.match(line)
        if is_continued:
            code = ""
        elif not (assigned or magic) or _is_open(before):
            code, assigned, magic = line, None, None
        elif assigned:
            code = f"{assigned[1]}{assigned[2]} = None"
        else:
            code = f"{magic[1]}pass" if magic else line
        yield code
        before.append(code)
        is_continued = bool(is_continued or assigned or magic) and line.rstrip().endswith("\\")


def _is_open(lines: list[str]) -> bool:
    """Return whether the next line is a part of the same statement."""
    try:
        for _ in tokenize.generate_tokens(iter([f"{line}\n" for line in lines]).__next__):
            pass
    except tokenize.TokenError as error:
        return "EOF in multi-line" in str(error) or "triple-quoted" in str(error)
    except SyntaxError:
        return False
    return False
