"""Validation, which reports all violations of an object together, each with its path.

Sending a request checks the rules that botocore checks. :func:`validate` and :func:`violations`
also check rules that only the service checks: maximum lengths and values, and patterns.
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
    """An object violates rules of the service model. A request was not sent.

    This is also botocore's ``ParamValidationError``. The message lists every violation, but shows
    no sensitive values.
    """

    fmt = "{report}"

    name: str
    """The name of the object's class."""
    violations: tuple[Violation, ...]
    """All violations."""

    def __init__(self, name: str, violations: tuple[Violation, ...]) -> None:
        lines = [str(violation) for violation in violations]
        text = f" {lines[0]}" if len(lines) == 1 else "".join(f"\n  - {line}" for line in lines)
        super().__init__(report=f"{name} is not valid:{text}")
        self.name = name
        self.violations = violations

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.violations)


def violations(obj: Shape, *, placeholders: bool = False) -> tuple[Violation, ...]:
    """Return all violations of the service model's rules, in the order of the fields.

    In addition to the checks before sending, this checks maximum lengths and values, patterns,
    datetimes without a time zone, and numbers that JSON does not support.

    Args:
        obj: A request, a response or another structure.
        placeholders: Whether a placeholder of ``sagemaker_typed.targets`` may take the place of any
            value.
    """
    try:
        checked_hook(type(obj), everything=True)(obj)
    except Exception as error:  # noqa: BLE001 - whatever it is, the walk finds what is wrong
        failure = error
    else:
        return ()
    check_object("validate", obj)
    return _found(obj, failure, everything=True, placeholders=placeholders)


def validate(obj: Shape, *, placeholders: bool = False) -> None:
    """Raise an error if an object violates the service model; see :func:`violations`.

    Args:
        obj: A request, a response or another structure.
        placeholders: As in :func:`violations`.

    Raises:
        ViolationError: the object violates rules; the error has all violations.
    """
    found = violations(obj, placeholders=placeholders)
    if found:
        raise ViolationError(type(obj).__name__, found)


def to_checked_boto(obj: Shape) -> dict[str, Any]:
    """Convert an object to a dict that botocore's validation accepts.

    Raises:
        ViolationError: botocore would refuse the dict, or a plain str is not a value of its enum.
    """
    try:
        result: dict[str, Any] = checked_hook(type(obj))(obj)
    except Exception as error:
        found = _found(obj, error, everything=False)
        if found:
            raise ViolationError(type(obj).__name__, found) from None
        # A bug in a user's hook or field, or in this package.
        raise RuntimeError(
            f"{type(obj).__name__} could not be converted, although it violates no rule"
        ) from error
    return result


def _found(
    obj: Shape, error: Exception, *, everything: bool, placeholders: bool = False
) -> tuple[Violation, ...]:
    """Return the violations of an object whose conversion raised ``error``."""
    found = violations_of(obj, everything=everything, placeholders=placeholders)
    if not found and isinstance(error, RecursionError):
        return (_TOO_DEEP,)  # the walk needs fewer frames for each level, and succeeded
    return found


def too_deep(obj: Shape) -> ViolationError:
    """Return the error for an object that is nested too deeply for the code that sends it."""
    return ViolationError(type(obj).__name__, (_TOO_DEEP,))
