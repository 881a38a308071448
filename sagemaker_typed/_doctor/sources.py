"""Find the files with code, and read them without running them."""

from __future__ import annotations

import ast
import io
import os
import re
import tokenize
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import attrs

from .findings import Finding, Place
from .notebooks import SUFFIX as NOTEBOOK
from .notebooks import code_of

_SUFFIXES = frozenset({".py", ".pyw", NOTEBOOK})
_OTHERS = frozenset({"__pycache__", "node_modules", "site-packages"})
_MARK = "sagemaker"
"""Code without this text can contain nothing that is reported."""
_IGNORE = re.compile(r"#\s*doctor:\s*ignore(?:\[([^\]]*)\]|(?![\w\[-]))")
_NEW_LINE = re.compile(r"\r\n|\r|\n")
"""The ends of lines in Python code; ``str.splitlines`` knows others."""


@attrs.frozen
class Source:
    """The code of one file."""

    path: Path
    tree: ast.Module
    lines: tuple[str, ...]
    places: Callable[[int], Place]
    """Returns the place of a line of the code."""
    ignored: Mapping[int, frozenset[str] | None]
    """The rules that comments leave out, by line; ``None`` for all rules."""
    problems: tuple[Finding, ...] = ()
    """The parts that are not valid Python."""

    def place(self, line: int, column: int) -> Place:
        """Return the place of a line, and of an offset in UTF-8 as ``ast`` counts it."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        before = text.encode()[:column].decode(errors="replace")
        return attrs.evolve(self.places(line), column=len(before) + 1)

    def is_ignored(self, line: int, rule: str) -> bool:
        """Return whether a comment on the line says that findings of the rule are meant."""
        rules = self.ignored.get(line, ())
        return rules is None or rule in rules


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files with Python code and the notebooks in the paths; files are not filtered.

    Folders whose names begin with a dot, virtual environments and caches are left out.

    Raises:
        FileNotFoundError: a path does not exist, or is not a file or a folder.
    """
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path} does not exist")
        if path.is_file():
            yield path
            continue
        if not path.is_dir():
            raise FileNotFoundError(f"{path} is not a file or a folder")
        for folder, inner, names in os.walk(path):
            here = Path(folder)
            inner[:] = sorted(
                name
                for name in inner
                if not name.startswith(".")
                and name not in _OTHERS
                and not (here / name / "pyvenv.cfg").exists()
            )
            found = (here / name for name in sorted(names) if Path(name).suffix in _SUFFIXES)
            # Broken links and pipes are not code; a pipe would wait for a writer.
            yield from (each for each in found if each.is_file())


def read_source(path: Path) -> Source | Finding | None:
    """Return the code in a file; ``None`` if it cannot use SageMaker, a finding for an error."""
    try:
        raw = path.read_bytes()
        if _MARK.encode() not in raw:
            return None
        return _parsed(path, raw)
    except SyntaxError as error:
        place = Place(path, error.lineno or 1, error.offset or 1)
        return Finding(place, "unreadable", error.msg)
    except (
        *(OSError, ValueError, LookupError, RecursionError, MemoryError),
        tokenize.TokenError,
    ) as error:
        return Finding(Place(path, 1), "unreadable", f"{error}")


def _parsed(path: Path, raw: bytes) -> Source:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as invalid escape sequences in the user's strings
        if path.suffix == NOTEBOOK:
            code = code_of(path, raw)
            return _source(path, code.text, code.place, code.problems)
        encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        return _source(path, raw.decode(encoding), partial(Place, path))


def _source(
    path: Path, text: str, places: Callable[[int], Place], problems: tuple[Finding, ...] = ()
) -> Source:
    lines = tuple(_NEW_LINE.split(text))
    tree = ast.parse(text, str(path))
    return Source(path, tree, lines, places, _ignored(lines), problems)


def _ignored(lines: tuple[str, ...]) -> dict[int, frozenset[str] | None]:
    found: dict[int, frozenset[str] | None] = {}
    if not any(map(_IGNORE.search, lines)):
        return found
    for token in tokenize.generate_tokens(iter([f"{line}\n" for line in lines]).__next__):
        mark = _IGNORE.search(token.string) if token.type == tokenize.COMMENT else None
        if mark:
            rules = None if mark[1] is None else frozenset(re.split(r"[\s,]+", mark[1].strip()))
            found[token.start[0]] = rules
    return found
