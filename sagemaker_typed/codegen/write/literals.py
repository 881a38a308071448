"""Write strings from the model as safe Python literals and docstrings."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from sagemaker_typed.codegen.errors import GenerationError


def text_literal(text: str) -> str:
    """Return a string literal with the value ``text``; a raw one if that is easier to read."""
    if "\\" in text and '"' not in text and text.isprintable() and not text.endswith("\\"):
        literal = f'r"{text}"'
    else:
        literal = _double_quoted(text)
    if ast.literal_eval(literal) != text:
        raise GenerationError(f"cannot write {text!r} as a string literal")
    return literal


def _double_quoted(text: str) -> str:
    # repr chooses the quotes by the content. With a single quote added, it uses double quotes,
    # unless the text contains those too.
    return '"' + repr("'" + text)[2:-1] + '"' if '"' not in text else repr(text)


def texts_literal(texts: Iterable[str]) -> str:
    """Return a tuple of string literals."""
    return f"({''.join(text_literal(text) + ', ' for text in texts)})"


def number_literal(number: float) -> str:
    """Return a number as a literal, whole numbers without a fraction."""
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def docstring(text: str) -> str:
    """Return the content of a triple-quoted docstring with the value ``text``."""
    escaped = text.replace("\\", "\\\\")
    if '"""' in text or text.endswith('"'):
        escaped = escaped.replace('"', '\\"')
    if not escaped.replace("\n", "").isprintable():
        escaped = "".join(c if c == "\n" or c.isprintable() else _escape(c) for c in escaped)
    if ast.literal_eval(f'"""{escaped}"""') != text:
        raise GenerationError(f"cannot write {text!r} as a docstring")
    return escaped


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
