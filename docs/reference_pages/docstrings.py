"""The sections of Google-style docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

_ENTRY = re.compile(r"^    (\w+)(?: \(.+?\))?: (.*)$")


def before_sections(doc: str) -> str:
    """Return a docstring without its sections."""
    return re.split(r"^(?:Args|Raises|Returns):$", inspect.cleandoc(doc), flags=re.MULTILINE)[0]


def entries(doc: str, title: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each entry in a section, such as ``Args``."""
    _, found, rest = f"\n{inspect.cleandoc(doc)}\n".partition(f"\n{title}:\n")
    name, texts = "", list[str]()
    for line in rest.splitlines() if found else ():
        if line and not line.startswith("    "):
            break
        entry = _ENTRY.match(line)
        if entry:
            if name:
                yield name, " ".join(texts)
            name, texts = entry[1], [entry[2]]
        elif line.strip():
            texts.append(line.strip())
    if name:
        yield name, " ".join(texts)
