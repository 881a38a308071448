"""Text from the model as Python source: literals and docstrings that cannot be broken out of."""

from __future__ import annotations

import ast

from sagemaker_typed.codegen.errors import GenerationError


def text_literal(text: str) -> str:
    """A string literal with the value ``text``; raw where that reads better."""
    if "\\" in text and '"' not in text and text.isprintable() and not text.endswith("\\"):
        literal = f'r"{text}"'
    else:
        literal = _double_quoted(text)
    if ast.literal_eval(literal) != text:
        raise GenerationError(f"no literal found for {text!r}")
    return literal


def _double_quoted(text: str) -> str:
    # repr chooses the quotes by the content; with a single quote added it always takes double
    # ones, unless the text has those too.
    return '"' + repr("'" + text)[2:-1] + '"' if '"' not in text else repr(text)


def number_literal(number: float) -> str:
    """A number as the model has it: whole numbers without a fraction."""
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def docstring(text: str) -> str:
    """The inside of a triple-quoted docstring that reads as ``text``."""
    escaped = text.replace("\\", "\\\\")
    if '"""' in text or text.endswith('"'):
        escaped = escaped.replace('"', '\\"')
    escaped = "".join(c if c == "\n" or c.isprintable() else _escape(c) for c in escaped)
    if ast.literal_eval(f'"""{escaped}"""') != text:
        raise GenerationError(f"no docstring found for {text!r}")
    return escaped


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
