"""Validation: every rule that an object violates, at once, each with its path.

What botocore refuses is refused before a request is sent. :func:`validate` and :func:`violations`
look further, at rules which the service keeps: greatest lengths and values, and patterns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ParamValidationError

from ._checked import checked_hook
from ._violations import Rule, Violation, violations_of
from .operation import Request, Response, Shape
from .sensitive import without_secrets

if TYPE_CHECKING:
    from ._boto_client import BotoClient

__all__ = [
    "Rule",
    "Violation",
    "ViolationError",
    "explain",
    "to_checked_boto",
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

    Beyond what is refused before sending, these are greatest lengths and values, patterns,
    datetimes without a time zone, and numbers that JSON does not have.

    Args:
        obj: A request, a response or another structure.
    """
    try:
        checked_hook(type(obj), everything=True)(obj)
    except Exception:  # noqa: BLE001 - whatever it was, the walk says what is wrong
        return violations_of(obj, everything=True)
    return ()


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
        found = violations_of(obj, everything=False)
        if not found and isinstance(error, RecursionError):
            found = (_TOO_DEEP,)
        if found:
            raise ViolationError(type(obj).__name__, found) from None
        # A hook or a field of the user's own, or a mistake of ours: never sent in silence.
        raise RuntimeError(
            f"{type(obj).__name__} could not be converted, though no rule is violated"
        ) from error
    return result


def explain(
    client: BotoClient, request: Request[Response], parameters: Mapping[str, Any], error: Exception
) -> None:
    """Say why botocore failed over a request in which nothing seemed wrong.

    An older botocore has no such operation or member, and one whose own validation is off fails
    over them without a word. Nothing was sent then.

    Raises:
        ViolationError: the request cannot be sent with the installed botocore.
    """
    if isinstance(error, RecursionError):
        found = _TOO_DEEP
    else:
        found = Violation("", "unknown", _unknown_to(client, request, parameters))
    if found.message:
        raise ViolationError(type(request).__name__, (found,)) from None


def _unknown_to(
    client: BotoClient, request: Request[Response], parameters: Mapping[str, Any]
) -> str:
    """What the botocore of ``client`` refuses, and which one would not."""
    from importlib.metadata import requires, version

    from botocore.validate import ParamValidator

    model, operation = client.meta.service_model, request.__operation__
    if operation not in model.operation_names:
        report = f"there is no operation {operation}"
    else:
        validator: Any = ParamValidator()
        shape = model.operation_model(operation).input_shape
        report = validator.validate(parameters, shape).generate_report()
    needed = [one for one in requires("sagemaker-typed") or () if one.startswith("botocore")]
    return report and (
        f"unknown to the installed botocore {version('botocore')}, needed is "
        f"{needed[0]}: {without_secrets(report, request)}"
    )
