"""The program ``sagemaker-typed``: the extra ``cli``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from sagemaker_typed._hints.extras import needs_extra

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None, *, program: str = "sagemaker-typed") -> int:
    """Run a command and return its exit code: 0 success, 1 something was found, 2 an error.

    Args:
        arguments: The arguments; by default, those of the process.
        program: The name of the program in its own texts.
    """
    try:
        import click
    except ModuleNotFoundError as error:
        missing = needs_extra(
            f"{program} needs", "cli", error, what="click, which is not installed"
        )
        print(missing, file=sys.stderr)
        return 2
    from .commands import commands

    try:
        code: object = commands.main(
            None if arguments is None else [*arguments], program, standalone_mode=False
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    return code if isinstance(code, int) else 0
