"""Validation: every rule that an object violates, at once, each with its path.

What botocore refuses is refused before a request is sent. :func:`validate` and :func:`violations`
look further, at rules which the service keeps: maximum lengths and values, and patterns.
"""

from __future__ import annotations

from typing import Any, Final

from botocore.exceptions import ParamValidationError

from ._conversion.arguments import check_object
from ._conversion.validated import checked_hook
from ._conversion.violation import Rule, Violation, ViolationValue
from ._conversion.violations import violations_of
from .operation import Shape

__all__ = [
    "Rule",
    "Violation",
    "ViolationError",
    "ViolationValue",
    "to_checked_boto",
    "too_deep",
    "validate",
    "violations",
]


_TOO_DEEP: Final = Violation("", "depth", "nested too deeply to be sent")


class ViolationError(ParamValidationError, ValueError):
    """An object violates rules of the service model; a request was not sent.

    It is botocore's error for this too. The message has every violation, but no sensitive value.
    """

    fmt = "{report}"

    name: str
    """The name of the object's class."""
    violations: tuple[Violation, ...]
    """What is wrong."""

    def __init__(self, name: str, violations: tuple[Violation, ...]) -> None:
        lines = [str(violation) for violation in violations]
        text = f" {lines[0]}" if len(lines) == 1 else "".join(f"\n  - {line}" for line in lines)
        super().__init__(report=f"{name} is not valid:{text}")
        self.name = name
        self.violations = violations

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.violations)


def violations(obj: Shape) -> tuple[Violation, ...]:
    """Every rule of the service model that ``obj`` violates, in the order of its fields.

    Beyond what is refused before sending, these are maximum lengths and values, patterns,
    datetimes without a time zone, and numbers that JSON does not have.

    Args:
        obj: A request, a response or another structure.
    """
    try:
        checked_hook(type(obj), everything=True)(obj)
    except Exception as error:  # noqa: BLE001 - whatever it was, the walk says what is wrong
        failure = error
    else:
        return ()
    check_object("validate", obj)
    return _found(obj, failure, everything=True)


def validate(obj: Shape) -> None:
    """Refuse an object that violates a rule of the service model; see :func:`violations`.

    Args:
        obj: A request, a response or another structure.

    Raises:
        ViolationError: with every violation.
    """
    found = violations(obj)
    if found:
        raise ViolationError(type(obj).__name__, found)


def to_checked_boto(obj: Shape) -> dict[str, Any]:
    """The dict that boto3 takes for ``obj``, of which botocore will refuse nothing.

    Raises:
        ViolationError: botocore would refuse it, or a plain text is not a value of its enum.
    """
    try:
        result: dict[str, Any] = checked_hook(type(obj))(obj)
    except Exception as error:
        found = _found(obj, error, everything=False)
        if found:
            raise ViolationError(type(obj).__name__, found) from None
        # A hook or a field of the user's own, or a mistake of ours: never sent in silence.
        raise RuntimeError(
            f"{type(obj).__name__} could not be converted, though no rule is violated"
        ) from error
    return result


def _found(obj: Shape, error: Exception, *, everything: bool) -> tuple[Violation, ...]:
    """What is wrong with an object whose conversion raised ``error``."""
    found = violations_of(obj, everything=everything)
    if not found and isinstance(error, RecursionError):
        return (_TOO_DEEP,)  # the walk takes fewer frames for each level
    return found


def too_deep(obj: Shape) -> ViolationError:
    """The error for an object that is nested deeper than what sends it can go."""
    return ViolationError(type(obj).__name__, (_TOO_DEEP,))
