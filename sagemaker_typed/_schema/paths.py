"""Paths to values, such as ``production_variants[0].instance_type`` or ``environment['k']``.

The names in a path are those of its audience: field names for an object, the service's names for a
dict, JSON or YAML.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from sagemaker_typed._lazy import exported_from

__all__ = ["HIDDEN", "ROOT", "Key", "Path", "Step"]


@exported_from("sagemaker_typed.converter")
class Key(NamedTuple):
    """A step into a map."""

    name: str


HIDDEN: Final = Key("<sensitive>")
"""A key that must not be shown."""

Step: TypeAlias = str | int | Key
"""A step on the way to a value: a member's name, an item's number, or a map's key."""


class Path(tuple[Step, ...]):
    """The steps to a value, from the outermost; ``str`` spells it."""

    __slots__ = ()

    def __truediv__(self, step: Step) -> Path:
        return Path((*self, step))

    def __str__(self) -> str:
        text = ""
        for step in self:
            match step:
                case int():
                    text += f"[{step}]"
                case Key(name):
                    text += f"[{name!r}]"
                case _:
                    text += f".{step}" if text else step
        return text


ROOT: Final = Path()
