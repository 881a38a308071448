"""A difference between two objects, and all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

import attrs

from sagemaker_typed._schema.paths import Path, Step
from sagemaker_typed.documents import JsonValue

from .plain import plain
from .text import colored, is_colored, line

__all__ = ["Difference", "DifferenceKind", "Differences"]

DifferenceKind: TypeAlias = Literal["added", "removed", "changed"]
"""The kinds of differences."""


def _plain(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    # A plain tuple, so that pickles do not refer to Path.
    return tuple(steps)


@attrs.frozen
class Difference:
    """A value that one of two objects does not have, or that differs between them."""

    steps: tuple[Step, ...] = attrs.field(converter=_plain)
    """The steps to the value, outermost first."""
    kind: DifferenceKind
    """``added`` if only the second object has the value, ``removed`` if only the first has it."""
    old: Any = None
    """A copy of the value in the first object; ``None`` if the value was added."""
    new: Any = None
    """A copy of the value in the second object; ``None`` if the value was removed."""
    is_sensitive: bool = False
    """Whether the values must not be shown; ``old`` and ``new`` are placeholders then."""

    @property
    def path(self) -> str:
        """The path as a str, such as ``production_variants['blue'].instance_type``."""
        return str(Path(self.steps))

    def to_dict(self) -> dict[str, JsonValue]:
        """Return the difference as a JSON value: ``path``, ``kind``, ``old`` and ``new``.

        ``old`` is absent for an added value, and ``new`` for a removed one.
        """
        made: dict[str, JsonValue] = {"path": self.path, "kind": self.kind}
        if self.kind != "added":
            made["old"] = plain(self.old)
        if self.kind != "removed":
            made["new"] = plain(self.new)
        return made

    def __str__(self) -> str:
        return line(self)


@attrs.frozen
class Differences(Sequence[Difference]):
    """The differences between two objects, in the order of the fields. Empty if there are none."""

    items: tuple[Difference, ...] = ()
    """The differences."""
    not_compared: tuple[str, ...] = ()
    """The paths of values that could not be compared.

    These are streams, and values in a request that a description does not have, such as tags.
    """

    @overload
    def __getitem__(self, index: int) -> Difference: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Difference, ...]: ...
    def __getitem__(self, index: int | slice) -> Difference | tuple[Difference, ...]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Difference]:
        return iter(self.items)

    def to_text(self, *, color: bool | None = None) -> str:
        """Return the differences as text, one line each; ``str(differences)`` has no colors.

        Args:
            color: Whether to color the lines for a terminal. By default they are colored if the
                standard output is a terminal and the environment variable ``NO_COLOR`` is not set.
        """
        to_line = colored if (is_colored() if color is None else color) else line
        lines = [to_line(difference) for difference in self.items] or ["no differences"]
        if self.not_compared:
            lines.append(f"not compared: {', '.join(self.not_compared)}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, JsonValue]:
        """Return the differences as a JSON value: ``differences`` and ``not_compared``."""
        return {
            "differences": [difference.to_dict() for difference in self.items],
            "not_compared": [*self.not_compared],
        }

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the differences as JSON.

        Args:
            indent: The indentation; ``None`` for one line.
        """
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)

    def __str__(self) -> str:
        return self.to_text(color=False)

    if not TYPE_CHECKING:

        def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
            printer.text(str(self))
