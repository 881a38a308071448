"""The directive that shows the recorded answers of a language server as an editor does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from docutils import nodes
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES
from sphinx.util.docutils import SphinxDirective

RECORD = Path(__file__).parents[1] / "editor.json"
_SYMBOLS = {"variable": "=", "keyword": "k", "function": "f", "class": "C", "enum member": "E"}


class Editor(SphinxDirective):
    """``{editor}`` on a page: a completion, a hover and errors."""

    def run(self) -> list[nodes.Node]:
        """Return the picture as HTML."""
        self.env.note_dependency(str(RECORD))
        shown = picture(json.loads(RECORD.read_text(encoding="utf-8")))
        return [nodes.raw("", shown, format="html")]


def picture(record: Mapping[str, Any]) -> str:
    """Return the recorded answers as HTML."""
    completion, hover, errors = record["completion"], record["hover"], record["errors"]
    parts = [
        window(
            "Completion",
            completion["code"],
            after={completion["line"]: completions(completion)},
            cursor=(completion["line"], completion["column"]),
        ),
        window("Hover", hover["code"], after={hover["line"]: hover_box(hover)}),
        window(
            "Type errors",
            errors["code"],
            after={one["line"]: error_box(one) for one in errors["errors"]},
            wrong={one["line"]: (one["from"], one["to"]) for one in errors["errors"]},
        ),
    ]
    left, right = "".join(parts[:2]), parts[2]
    return f'<div class="editors">\n<div>\n{left}</div>\n<div>\n{right}</div>\n</div>\n'


def window(
    title: str,
    code: str,
    *,
    after: Mapping[int, str],
    cursor: tuple[int, int] | None = None,
    wrong: Mapping[int, tuple[int, int]] | None = None,
) -> str:
    """Return a window of the editor with boxes after some of its lines."""
    parts: list[str] = []
    for number, line in enumerate(lines(code)):
        column = cursor[1] if cursor and cursor[0] == number else None
        shown = "".join(spans(line, (wrong or {}).get(number), column))
        parts.append(f'<code class="line">{shown or " "}</code>{after.get(number, "")}')
    return (
        f'<figure class="editor"><figcaption>{escape(title)}</figcaption>'
        f'<div class="highlight">{"".join(parts)}</div></figure>\n'
    )


def lines(code: str) -> Iterator[list[tuple[str, str]]]:
    """Iterate over the lines; each is a list of characters with the class of their color."""
    line: list[tuple[str, str]] = []
    for kind, text in PythonLexer(stripnl=False).get_tokens(code):
        for character in text:
            if character == "\n":
                yield line
                line = []
            else:
                line.append((character, STANDARD_TYPES.get(kind, "")))


def spans(
    line: Iterable[tuple[str, str]], wrong: tuple[int, int] | None, cursor: int | None
) -> Iterator[str]:
    """Iterate over the parts of a line: those with an error are underlined."""
    start, end = wrong or (0, 0)
    marked = [(color, start <= n < end, n == cursor, c) for n, (c, color) in enumerate(line)]
    if cursor == len(marked):
        marked.append(("", False, True, ""))
    for (color, is_wrong, has_cursor), found in groupby(marked, key=lambda one: one[:3]):
        if has_cursor:
            yield '<span class="cursor"></span>'
        names = " ".join(filter(None, [color, "wrong" if is_wrong else ""]))
        yield f'<span class="{names}">{escape("".join(one[3] for one in found))}</span>'


def completions(found: Mapping[str, Any]) -> str:
    """Return the list of completions, below the start of the word."""
    line = found["code"].splitlines()[found["line"]]
    word = line[: found["column"]].split()[-1]
    rows = "".join(
        f'<li><span class="symbol" aria-hidden="true">{_SYMBOLS.get(one["kind"], "?")}</span>'
        f"<span><b>{escape(word)}</b>{escape(one['label'].removeprefix(word))}</span>"
        f'<span class="kind">{escape(one["kind"])}</span></li>'
        for one in found["offered"]
    )
    return f'<ul class="completions" style="--indent: {found["column"] - len(word)}ch">{rows}</ul>'


def hover_box(found: Mapping[str, Any]) -> str:
    """Return the box of a hover: code, then text."""
    _, _, rest = found["text"].partition("```python\n")
    code, _, text = rest.partition("\n```\n")
    shown = "".join(
        f"<code>{escape(part)}</code>" if number % 2 else escape(part)
        for number, part in enumerate(text.strip("-\n").replace("``", "`").split("`"))
    )
    return f'<div class="box"><code>{escape(code)}</code><p>{shown}</p></div>'


def error_box(found: Mapping[str, Any]) -> str:
    """Return the box of an error with the rule of the checker."""
    return (
        f'<div class="box error"><pre>{escape(found["message"])}</pre>'
        f'<span class="kind">{escape(found["rule"])}</span></div>'
    )
