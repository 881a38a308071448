"""Strings that match the patterns of the service models, according to Java."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final, TypeVar

import attrs
from helpers.folders import DATA

from sagemaker_typed import Shape
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed._schema.kinds import Content

ShapeT = TypeVar("ShapeT", bound=Shape)
PATTERNS: Final = DATA / "patterns.json"


@cache
def java_said() -> dict[str, dict[str, list[str]]]:
    """Return, by pattern, the strings that match it (``true``) and the others (``false``)."""
    said: dict[str, dict[str, list[str]]] = json.loads(PATTERNS.read_text())
    return said


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
            longest = bounds.max_length or 1_000_000
            texts = java_said()[bounds.pattern]["true"]
            return next(text for text in texts if bounds.min_length <= len(text) <= longest)
        case _:
            return value
