"""The syntax of a method: the call with all keywords, and the response with all fields.

Both are Python expressions with types as values. ``| None`` means that a keyword can be left out,
or that a field of a response can be ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sagemaker_typed.codegen.model.shapes import Enum, List, Map, Structure
from sagemaker_typed.codegen.plan import naming

from .sides import Side

_INDENT: Final = "    "
_SHOWN_VALUES: Final = 6


def request_syntax(side: Side, operation: str) -> str:
    """Return the call of an operation's method, with all keywords and the objects in them."""
    found = side.service.operations[operation]
    head = f"client.{naming.method_name(operation)}("
    return _Syntax(side).structure(head, found.input, ")")


def response_syntax(side: Side, operation: str) -> str:
    """Return the response of an operation, with all fields and the objects in them."""
    found = side.service.operations[operation]
    syntax = _Syntax(side)
    return syntax.structure(f"{syntax.alias}.{operation}Response(", found.output, ")")


class _Syntax:
    def __init__(self, side: Side) -> None:
        self.side = side
        package = side.entry.package
        self.alias = "sm" if package == "sagemaker" else package
        self.within: list[str] = []

    def structure(self, head: str, name: str | None, end: str) -> str:
        lines = [*self.fields(name)] if name is not None else []
        if not lines:
            return head + end
        return "\n".join([head, *(_INDENT + line for line in lines), end])

    def fields(self, name: str) -> Iterator[str]:
        structure = self.side.service.structure(name)
        self.within.append(name)
        for member in structure.members:
            needed = self.side.is_needed(name, member)
            special = member.is_stream or (member.json_value and member.location == "header")
            first, *others = [self.side.field_type(member)] if special else self.value(member.shape)
            lines = [f"{naming.field_name(member.name)}={first}", *others]
            lines[-1] += "," if needed else " | None,"
            yield from self.with_comment(lines, member.shape)
        self.within.pop()

    def value(self, name: str) -> list[str]:
        """Return the lines of a value."""
        match shape := self.side.service.shapes[name]:
            case List():
                return self.wrapped("[", self.value(shape.member), "]")
            case Map():
                key = " ".join(self.value(shape.key))
                return self.wrapped(f"{{{key}: ", self.value(shape.value), "}")
            case Structure(document=False):
                head = f"{self.alias}.{self.side.type_of(name)}("
                if name in self.within:
                    return [f"{head}...)"]
                return self.structure(head, name, ")").split("\n")
            case Enum():
                return [f"{self.alias}.{self.side.type_of(name)}"]
            case _:
                return [self.side.type_of(name)]

    def wrapped(self, start: str, lines: list[str], end: str) -> list[str]:
        if len(lines) == 1:
            return [f"{start}{lines[0]}{end}"]
        if start == "[":
            return ["[", *(_INDENT + line for line in lines[:-1]), f"{_INDENT}{lines[-1]},", "]"]
        return [start + lines[0], *lines[1:-1], lines[-1] + end]

    def with_comment(self, lines: list[str], name: str) -> Iterator[str]:
        """Add the values of an enum as a comment."""
        shape = self.side.service.shapes[name]
        if isinstance(shape, List):
            shape = self.side.service.shapes[shape.member]
        if isinstance(shape, Enum) and len(lines) == 1:
            values = ", ".join(shape.values[:_SHOWN_VALUES])
            more = len(shape.values) - _SHOWN_VALUES
            lines[0] += f"  # {values}" + (f" and {more} more" if more > 0 else "")
        yield from lines
