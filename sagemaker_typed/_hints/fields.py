"""Descriptions of a class's fields for ``help``: type, wire name and constraints of each."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, get_args, get_origin

from sagemaker_typed._markers import length_in, range_in
from sagemaker_typed.constraints import Pattern

from .counts import bounded
from .notebooks import without_limits

__all__ = ["described", "described_field", "limits"]

_WIDTH: Final = 88
_MODULES: Final = re.compile(r"\b(?:\w+\.)+(?=\w)")
_UNITS: Final = {str: "character", list: "item", dict: "entry"}


def described(doc: str, fields: Iterable[str]) -> str:
    """Return a docstring with a section about fields, each described by ``described_field``."""
    lines = [line for field in fields for line in field.splitlines()]
    section = "\n".join(["Attributes:", *(f"    {line}" for line in lines)])
    return f"{inspect.cleandoc(doc)}\n\n{section}\n"


def described_field(
    name: str, wire: str, annotation: Any, *, required: bool, sensitive: bool
) -> str:
    """Return the description of a field.

    Args:
        name: The name.
        wire: The wire name.
        annotation: The annotation, with constraints.
        required: Whether the field has no default.
        sensitive: Whether the value is never shown.
    """
    plain = inspect.formatannotation(without_limits(annotation)).replace("'", "")
    sentences = [f"``{wire}``."]
    sentences += ["Required."] if required else []
    text = f"{name} ({_MODULES.sub('', plain)}): {' '.join(sentences)}"
    parts = [f"{words};" for words in limits(annotation)]
    if parts:
        parts[0] = parts[0][0].upper() + parts[0][1:]
        parts[-1] = parts[-1][:-1] + "."
    if sensitive:
        parts.append("Sensitive: never shown.")
    start = 0
    for part in parts:
        # A pattern is not broken: it may contain spaces.
        if len(text) - start + len(part) >= _WIDTH:
            start = len(text) + 1
            text += f"\n    {part}"
        else:
            text += f" {part}"
    return text


def limits(annotation: Any) -> Iterator[str]:
    """Yield the constraints of a type in words, also those of the items of a list or map."""
    if hasattr(annotation, "__metadata__"):
        for marker in annotation.__metadata__:
            yield from _words(annotation.__origin__, marker)
        annotation = annotation.__origin__
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is list:
        yield from _inside("each item", parts[0])
    elif origin is dict:
        yield from _inside("each key", parts[0])
        yield from _inside("each value", parts[1])
    elif type(None) in parts:  # T | None
        for part in parts:
            yield from limits(part)


def _inside(what: str, annotation: Any) -> Iterator[str]:
    for number, words in enumerate(limits(annotation)):
        yield words if number else f"{what} {words}"


def _words(annotation: Any, marker: object) -> Iterator[str]:
    if lengths := length_in(marker):
        unit = _UNITS.get(get_origin(annotation) or annotation, "byte")
        yield from filter(None, [bounded(lengths.minimum or None, lengths.maximum, unit)])
    elif ends := range_in(marker):
        minimum, maximum = map(_number, ends)
        yield from filter(None, [bounded(minimum, maximum)])
    elif isinstance(marker, Pattern):
        yield f"pattern ``{marker.regex}``"
    # Other markers are a user's own.


def _number(end: Any) -> float | None:
    return end if isinstance(end, int | float) else None
