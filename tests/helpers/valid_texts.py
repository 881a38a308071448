"""Strings that match the patterns of the service models, according to Java."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, Final, TypeVar

import attrs
from helpers.folders import DATA
from hypothesis import find
from hypothesis import strategies as st

from sagemaker_typed import Shape
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.patterns import translated

ShapeT = TypeVar("ShapeT", bound=Shape)
PATTERNS: Final = DATA / "patterns.json"


@cache
def java_said() -> dict[str, dict[str, list[str]]]:
    """Return, by pattern, the strings that match it (``true``) and the others (``false``)."""
    said: dict[str, dict[str, list[str]]] = json.loads(PATTERNS.read_text())
    return said


def _matching(bounds: Bounds) -> str:
    """Return a string within bounds that matches their pattern."""
    longest = bounds.max_length or 1_000_000

    def fits(text: str) -> bool:
        return bounds.min_length <= len(text) <= longest

    assert bounds.pattern is not None
    if bounds.pattern in java_said():
        return next(filter(fits, java_said()[bounds.pattern]["true"]))
    # Java has not been asked yet.
    expression = re.compile(translated(bounds.pattern), re.ASCII)
    return find(st.from_regex(expression, fullmatch=True), fits)


def with_valid_texts(shape: ShapeT) -> ShapeT:
    """Return a copy of an object in which every string matches its pattern."""
    contents = field_contents(type(shape))
    fields = {name: _valid(contents[name], getattr(shape, name)) for name in contents}
    copied: ShapeT = attrs.evolve(shape, **fields)
    return copied


def _valid(content: Content, value: Any) -> Any:
    match content:
        case _ if value is None:
            return None
        case kinds.Structure():
            return with_valid_texts(value)
        case kinds.List():
            return [_valid(content.member, item) for item in value]
        case kinds.Map():
            return {
                _valid(content.key, key): _valid(content.value, item) for key, item in value.items()
            }
        case kinds.Text(bounds=bounds) if bounds.pattern is not None:
            return _matching(bounds)
        case _:
            return value
