"""Collect the findings in one file, and say what they mean."""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Final, TypeAlias

import attrs

from sagemaker_typed._hints.names import either, nearest, nearest_values

from .guards import Guards
from .sides import Sides
from .sources import Source

Entry: TypeAlias = tuple[int, int, str, str]
"""Line, offset in UTF-8, rule and message."""
UPGRADE: Final = "pip install --upgrade sagemaker-typed"


@attrs.define(eq=False)
class Report:
    """The findings in one file."""

    sides: Sides
    source: Source
    guards: Guards
    found: set[Entry] = attrs.field(factory=set[Entry])
    quiet: int = 0
    """Whether errors are expected, in which case nothing is reported."""

    @contextmanager
    def expecting_errors(self) -> Generator[None]:
        """Report nothing within the block."""
        self.quiet += 1
        try:
            yield
        finally:
            self.quiet -= 1

    def add(self, node: ast.AST, rule: str, message: str) -> None:
        """Add a finding at a node."""
        if self.quiet:
            return
        line = getattr(node, "end_lineno" if isinstance(node, ast.Attribute) else "lineno", 1)
        column = getattr(node, "col_offset", 0)
        if isinstance(node, ast.Attribute):  # the name itself, also in a chain over several lines
            column = (node.end_col_offset or 0) - len(node.attr.encode())
        self.found.add((line, column, rule, message))

    def one_sided(
        self,
        node: ast.AST,
        name: str,
        what: str,
        *,
        in_release: bool,
        in_installed: bool,
        fix: str = "client.call",
        rule: str = "not-in-botocore",
    ) -> bool:
        """Report a name that exactly one side has; return whether a side has it.

        Args:
            node: The use.
            name: The name, for names that the code tests itself.
            what: The thing, such as ``the operation ListModels``.
            in_release: Whether this release has it.
            in_installed: Whether the installed botocore has it.
            fix: What to use instead until the next release of this package.
            rule: The rule if the installed botocore does not have it.
        """
        ours, theirs = self.sides.release_botocore, self.sides.installed_botocore
        is_tested = self.guards.cover(name, node)
        if is_tested or in_release == in_installed:
            return in_release or is_tested
        if in_installed:
            self.add(
                node,
                "not-in-release",
                f"the installed botocore {theirs} has {what}, but this release, which was "
                f"generated from botocore {ours}, does not: upgrade it ({UPGRADE}), or use {fix}",
            )
        else:
            advice = "the service decides" if rule == "newer-value" else "install a newer boto3"
            self.add(
                node,
                rule,
                f"this release has {what} from botocore {ours}, but the installed botocore "
                f"{theirs} does not: {advice}",
            )
        return True

    def unknown(
        self,
        node: ast.AST,
        rule: str,
        text: str,
        name: str,
        known: Iterable[str],
        *,
        values: bool = False,
    ) -> None:
        """Report a name that neither side has, with the nearest names."""
        if self.guards.cover(name, node):
            return
        near = nearest_values(name, known) if values else nearest(name, known)
        shown = either(f"{other!r}" if values else other for other in near)
        self.add(node, rule, f"{text}; did you mean {shown}?" if near else text)
