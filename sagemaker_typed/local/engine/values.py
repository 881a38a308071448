"""Valid values for members that a response requires and nobody gave."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from botocore import xform_name

from sagemaker_typed._examples.scalars import number_for
from sagemaker_typed._examples.texts import Wanted, text_for
from sagemaker_typed._schema.bounds import Bounds

from .checking import bounds_of_shape
from .words import squeezed

__all__ = ["GOOD", "fill", "new_id", "text_of"]

GOOD: Final = (
    *("inservice", "completed", "complete", "succeeded", "created", "available", "active"),
    *("createcompleted", "scheduled", "ready", "running", "enabled", "healthy"),
)
"""Statuses of what can be used or has succeeded, the most likely first."""


def fill(shape: Any, now: datetime, name: str = "", owner: str = "", *, full: bool = False) -> Any:
    """Return a valid value for a shape.

    Args:
        shape: The botocore shape.
        now: The value of timestamps.
        name: The wire name of the member.
        owner: The name of the structure with the member.
        full: Whether to fill the optional members too, except structures and lists.
    """
    return _Filler(now, full).value(shape, name, owner, ())


class _Filler:
    def __init__(self, now: datetime, full: bool) -> None:
        self.now = now
        self.full = full

    def value(self, shape: Any, name: str, owner: str, above: tuple[str, ...]) -> Any:
        if getattr(shape, "is_document_type", False):
            return {}
        match shape.type_name:
            case "structure":
                return self.structure(shape, above)
            case "list":
                size = int(shape.metadata.get("min", 0))
                return [self.value(shape.member, name, owner, above) for _ in range(size)]
            case "map":
                size = int(shape.metadata.get("min", 0))
                return {
                    text_of(shape.key, name, owner, number, "key"): self.value(
                        shape.value, name, owner, above
                    )
                    for number in range(1, size + 1)
                }
            case "string" | "character":
                return text_of(shape, name, owner)
            case "timestamp":
                return self.now
            case "boolean":
                return False
            case "blob":
                return b"0" * int(shape.metadata.get("min", 0))
            case "float" | "double":
                return self.number(shape, name, float)
            case _:
                return self.number(shape, name, int)

    def structure(self, shape: Any, above: tuple[str, ...]) -> dict[str, Any]:
        members = shape.members
        names = [*shape.required_members]
        if getattr(shape, "is_tagged_union", False):
            # A branch that leads back to a structure around it would never end.
            names = [name for name in members if members[name].name not in above][:1]
        elif self.full and not above:
            names += [
                name
                for name, member in members.items()
                if name not in names
                and member.type_name not in {"structure", "list", "map"}
                and name != "NextToken"
            ]
        inside = (*above, shape.name)
        return {name: self.value(members[name], name, shape.name, inside) for name in names}

    def number(self, shape: Any, name: str, kind: type[int | float]) -> int | float:
        low, high, _ = bounds_of_shape(shape)
        return number_for(xform_name(name), kind, Bounds(minimum=low, maximum=high))


@lru_cache(maxsize=16384)
def text_of(shape: Any, name: str, owner: str = "", number: int = 1, part: str = "") -> str:
    """Return a valid text for a member: the value of an enum, or a readable text."""
    if shape.enum:
        by_text = {squeezed(value): value for value in reversed(shape.enum)}
        return next((by_text[word] for word in GOOD if word in by_text), str(shape.enum[0]))
    low, high, pattern = bounds_of_shape(shape)
    bounds = Bounds(
        min_length=int(low or 0), max_length=None if high is None else int(high), pattern=pattern
    )
    return text_for(Wanted(xform_name(name), owner, number, part), bounds)


_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789"


def new_id(seed: int, length: int = 12) -> str:
    """Return a different short id for each number; the same for the same number."""
    state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) % (1 << 62)
    made: list[str] = []
    for _ in range(length):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 62)
        made.append(_ALPHABET[(state >> 24) % 36])
    return "".join(made)
