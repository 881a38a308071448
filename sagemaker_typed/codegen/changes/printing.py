"""Print blocks as ``pprint`` does, but the same way on every run."""

from __future__ import annotations

from collections.abc import Iterator
from pprint import PrettyPrinter
from typing import cast

from .methods import Block, Method


class _Printer(PrettyPrinter):
    """Also sorts a set that fits on one line; Python's own order differs between runs."""

    def format(
        self, object: object, context: dict[int, int], maxlevels: int, level: int
    ) -> tuple[str, bool, bool]:
        """Return the text of an object in one line."""
        text = _set(object)
        if text:
            return text, True, False
        return super().format(object, context, maxlevels, level)


def _set(value: object) -> str:
    """Return the text of a set with values; empty for anything else."""
    if not isinstance(value, set) or not value:
        return ""
    return f"{{{', '.join(sorted(map(repr, cast('set[str]', value))))}}}"


def printed(block: Block) -> str:
    """Return a block over one or more lines."""
    return _Printer().pformat(block)


def block_lines(method: Method) -> Iterator[str]:
    """Yield the lines of an updated method below its name."""
    if not method.sides:
        return
    yield f"Changes ({', '.join(method.sides)})"
    if len(method.sides) == 1:
        yield printed(method.request or method.response)
    else:
        yield from ("Request", printed(method.request), "Response", printed(method.response))
