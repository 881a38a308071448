"""Which items of two lists are compared with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from sagemaker_typed._schema.paths import Key, Step
from sagemaker_typed._schema.walk import DELETED

__all__ = ["Match", "by_key", "by_position"]

Match: TypeAlias = tuple[Step, Any, Any]
"""The step to an item, and the item in both lists; ``DELETED`` if a list does not have it."""


def by_position(old: Sequence[Any], new: Sequence[Any]) -> Iterator[Match]:
    """Yield the items at each position."""
    for number in range(max(len(old), len(new))):
        yield (
            number,
            old[number] if number < len(old) else DELETED,
            new[number] if number < len(new) else DELETED,
        )


def by_key(
    old: Sequence[Any],
    new: Sequence[Any],
    old_keys: Sequence[Any],
    new_keys: Sequence[Any],
    *,
    is_ordered: bool,
) -> list[Match] | None:
    """Return the items with the same key, first those of the old list.

    Args:
        old: The items of the old list.
        new: The items of the new list.
        old_keys: The key of each item.
        new_keys: The key of each item.
        is_ordered: Whether items that both lists have must have the same order in both.

    Returns:
        ``None`` if a list has an item without a key, or several with the same key, or if the order
        differs.
    """
    before, after = _indexed(old, old_keys), _indexed(new, new_keys)
    if before is None or after is None:
        return None
    if is_ordered and [k for k in before if k in after] != [k for k in after if k in before]:
        return None
    return [(Key(key), before.get(key, DELETED), after.get(key, DELETED)) for key in before | after]


def _indexed(items: Sequence[Any], keys: Sequence[Any]) -> dict[str, Any] | None:
    indexed = {
        str.__str__(key): item
        for key, item in zip(keys, items, strict=True)
        if isinstance(key, str)
    }
    return indexed if len(indexed) == len(items) else None
