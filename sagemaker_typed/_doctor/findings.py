"""Findings in code: the rules, and the places."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, Literal, TypeAlias

import attrs

Level: TypeAlias = Literal["error", "warning", "note"]


@attrs.frozen
class Rule:
    """One kind of finding."""

    name: str
    level: Level
    """A note does not change the exit status."""
    text: str
    """A sentence about the rule itself."""


RULES: Final[Mapping[str, Rule]] = {
    rule.name: rule
    for rule in (
        Rule("not-in-release", "error", "The installed botocore has it; this release does not."),
        Rule("not-in-botocore", "error", "This release has it; the installed botocore does not."),
        Rule(
            "newer-value",
            "note",
            "The installed botocore does not know the value; it is sent, and the service decides.",
        ),
        Rule("unknown-name", "error", "Neither side has the name; it may be misspelt or removed."),
        Rule("unknown-value", "error", "The enum has no such value on either side."),
        Rule("deprecated", "warning", "The name still works, and is going to be removed."),
        Rule("raw-call", "note", "A call of boto3 for which this release has a typed method."),
        Rule("raw-unknown-name", "error", "boto3 has no such method, paginator or waiter."),
        Rule("raw-unknown-member", "error", "A parameter of a raw call has a misspelt member."),
        Rule(
            "raw-missing-member",
            "error",
            "A required member of a raw call, or of a dict in its parameters, is missing.",
        ),
        Rule("raw-unknown-value", "error", "A parameter of a raw call has a misspelt enum value."),
        Rule("unreadable", "error", "The file or the cell cannot be read, or is not valid Python."),
    )
}


@attrs.frozen(order=True)
class Place:
    """A place in a file; lines and columns begin at 1."""

    path: PurePath
    line: int
    column: int = 1
    cell: int | None = None
    """The cell of a notebook, from 1."""
    cell_line: int | None = None
    """The line within the cell."""

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.path}:cell {self.cell}:{self.cell_line}:{self.column}"
        return f"{self.path}:{self.line}:{self.column}"


@attrs.frozen(order=True)
class Finding:
    """One finding."""

    place: Place
    rule: str
    message: str

    @property
    def level(self) -> Level:
        """How serious it is."""
        return RULES[self.rule].level

    @property
    def counts(self) -> bool:
        """Whether it changes the exit status."""
        return self.level != "note"
