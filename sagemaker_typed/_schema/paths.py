"""Paths to values, such as ``production_variants[0].instance_type`` or ``environment['k']``.

A path within an object uses field names; a path within a dict, JSON or YAML uses wire names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from sagemaker_typed._lazy import exported_from

__all__ = ["HIDDEN", "ROOT", "Key", "Path", "Step"]


@exported_from("sagemaker_typed.converter")
class Key(NamedTuple):
    """A step into a map."""

    name: str


HIDDEN: Final = Key("<sensitive>")
"""The placeholder for a key that must not be shown."""

Step: TypeAlias = str | int | Key
"""A step of a path: the name of a member, the index of an item or the key of a map."""


class Path(tuple[Step, ...]):
    """The steps to a value, outermost first. ``str(path)`` formats them."""

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

    @classmethod
    def parsed(cls, text: str) -> Path:
        """Return the path for the str of a path of fields; the inverse of ``str(path)``."""
        return cls(_parsed(text))


def _parsed(text: str) -> Iterator[Step]:
    # Imported here, because few programs need them.
    import re
    from ast import literal_eval

    key = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
    step = re.compile(rf"\.?(?P<name>\w+)|\[(?:(?P<index>\d+)|(?P<key>{key}))\]")
    for found in step.finditer(text):
        if found["index"]:
            yield int(found["index"])
        else:
            yield found["name"] or Key(literal_eval(found["key"]))


ROOT: Final = Path()
