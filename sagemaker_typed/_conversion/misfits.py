"""Problems of a conversion with their paths, and the errors that report them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

import attrs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._schema.paths import Path, Step

__all__ = ["ConversionError", "MisfitError", "Problem", "conversion_error"]


_MAX_LINES: Final = 20


def _plain(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    # A plain tuple, so that pickles do not refer to Path.
    return tuple(steps)


@exported_from("sagemaker_typed.converter")
@attrs.frozen
class Problem:
    """A value that does not fit its class."""

    steps: tuple[Step, ...] = attrs.field(converter=_plain)
    """The steps to the value, outermost first."""
    message: str
    """A description of the problem. It does not show values, which may be secret.

    The exception is a number or bool in a file that must be quoted, if its field is not sensitive.
    """

    @property
    def path(self) -> str:
        """The path as a str, such as ``ProductionVariants[0].InstanceType``."""
        return str(Path(self.steps))

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.steps else self.message


@exported_from("sagemaker_typed.converter")
class ConversionError(ValueError):
    """A value cannot be converted to or from its class.

    ``problems`` lists every problem with its path.
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message, problems)
        self.problems = problems

    def __str__(self) -> str:
        return cast("str", self.args[0])


class MisfitError(TypeError):
    """A value does not fit. The error has the problem, so that no diagnosis is needed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def conversion_error(
    what: str, problems: tuple[Problem, ...], shown: Callable[[Problem], str] = str
) -> ConversionError:
    """Return the error for one or more problems.

    Args:
        what: The start of the message, such as ``cannot read Tag``.
        problems: The problems. The message shows only the first ones.
        shown: Formats a problem.
    """
    lines = [shown(problem) for problem in problems[:_MAX_LINES]]
    if len(problems) > _MAX_LINES:
        lines.append(f"and {len(problems) - _MAX_LINES:,} more")
    text = f" {lines[0]}" if len(lines) == 1 else "".join(f"\n  - {line}" for line in lines)
    error = ConversionError(f"{what}:{text}", problems)
    # The message has all information, so the errors that led here are not shown.
    error.__suppress_context__ = True
    return error
