"""What does not fit: problems with their paths, and the errors that have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import attrs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._schema.paths import Path, Step

__all__ = ["ConversionError", "MisfitError", "Problem", "conversion_error"]


def _plain(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    # Not a Path, which a pickle would name.
    return tuple(steps)


@exported_from("sagemaker_typed.converter")
@attrs.frozen
class Problem:
    """One misfit."""

    steps: tuple[Step, ...] = attrs.field(converter=_plain)
    """The way to the value, from the outermost."""
    message: str
    """What is wrong, in a sentence; values are not shown, as they may be secret."""

    @property
    def path(self) -> str:
        """The way as a text, such as ``ProductionVariants[0].InstanceType``."""
        return str(Path(self.steps))

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.steps else self.message


@exported_from("sagemaker_typed.converter")
class ConversionError(ValueError):
    """A value that does not fit the class that it was to be converted to or from.

    ``problems`` has all misfits, each with its path.
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message, problems)
        self.problems = problems

    def __str__(self) -> str:
        return cast("str", self.args[0])


class MisfitError(TypeError):
    """Raised where a value does not fit and the place is known: nothing needs to be looked for."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def conversion_error(
    what: str, problems: tuple[Problem, ...], shown: Callable[[Problem], str] = str
) -> ConversionError:
    """The error for one or more problems; ``what`` says what could not be done."""
    lines = [shown(problem) for problem in problems]
    text = f" {lines[0]}" if len(lines) == 1 else "".join(f"\n  - {line}" for line in lines)
    error = ConversionError(f"{what}:{text}", problems)
    # The errors on the way here say less: the message has it all, with the path.
    error.__suppress_context__ = True
    return error
