"""Failed comparisons in pytest."""

from __future__ import annotations

from typing import Any, Final

from sagemaker_typed._hints.counts import counted
from sagemaker_typed.differences import diff

__all__ = ["explained", "explained_lists"]

_MOST: Final = 20


def explained(left: Any, right: Any) -> list[str] | None:
    """Return the lines for two objects that are not equal; ``None`` if pytest's own are better."""
    if type(left) is not type(right):
        names = " == ".join(type(value).__name__ for value in (left, right))
        return [f"{names}: the classes differ"]
    lines = _differences(left, right)
    return [f"{type(left).__name__} == {type(left).__name__}, - left, + right:", *lines]


def explained_lists(left: Any, right: Any, shape: type[Any]) -> list[str] | None:
    """Return the lines for two lists of objects; ``None`` for other lists."""
    items = [*left, *right]
    if not items or not all(isinstance(item, shape) for item in items):
        return None
    lines: list[str] = []
    if isinstance(left, list) is not isinstance(right, list):  # never equal, whatever the items
        lines.append(f"{type(left).__name__} == {type(right).__name__}: the types differ")
    for number, (first, second) in enumerate(zip(left, right, strict=False)):
        if type(first) is not type(second):
            lines.append(f"[{number}]: {first!r} -> {second!r}")
        elif first != second:
            lines += [f"[{number}] {line}" for line in _differences(first, second)]
    count = min(len(left), len(right))
    lines += [f"[{number}]: - {item!r}" for number, item in enumerate(left[count:], count)]
    lines += [f"[{number}]: + {item!r}" for number, item in enumerate(right[count:], count)]
    sizes = " == ".join(counted(len(value), "object") for value in (left, right))
    return [f"{sizes}, - left, + right:", *_cut(lines)]


def _differences(left: Any, right: Any) -> list[str]:
    # By position, because the order matters to ==.
    found = diff(left, right, by_position=True)
    if not found:  # == compares more strictly, such as a str and bytes
        return ["diff finds no differences; == compares types and streams too"]
    return _cut(str(found).splitlines())


def _cut(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST
    return [*lines[:_MOST], f"... and {more} more"] if more > 0 else lines
