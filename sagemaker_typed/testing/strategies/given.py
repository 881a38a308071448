"""The values and strategies that are given for fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis.strategies import SearchStrategy
from typing_extensions import TypeIs

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.testing.building.given import NOTHING, Given

__all__ = ["is_strategy", "spread", "without_strategies"]


def is_strategy(value: object) -> TypeIs[SearchStrategy[Any]]:
    """Return whether a value is a strategy."""
    return isinstance(value, SearchStrategy)


def spread(given: Given) -> Given:
    """Return the same, with parts in place of dicts and lists that have strategies in them."""
    if given.parts:
        return Given(given.value, {name: spread(part) for name, part in given.parts.items()})
    value = given.value
    if not _has_strategy(value):
        return given
    entries: Iterable[tuple[Any, Any]]
    if is_map(value):
        entries = value.items()
    elif is_list(value):
        entries = enumerate(value)
    else:
        return given
    return Given(parts={str(name): spread(Given(entry)) for name, entry in entries})


def without_strategies(given: Given) -> Given:
    """Return the same, with nothing in the places of strategies."""
    if is_strategy(given.value):
        return NOTHING
    parts = {name: without_strategies(part) for name, part in given.parts.items()}
    return Given(given.value, parts)


def _has_strategy(value: Any) -> bool:
    if is_map(value):
        return any(map(_has_strategy, value.values()))
    return any(map(_has_strategy, value)) if is_list(value) else is_strategy(value)
