"""The values and matchers of patterns.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

# Without `from __future__ import annotations`: they can be evaluated from the public path.

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Generic, Literal, TypeAlias, TypedDict, TypeVar

import attrs

from sagemaker_typed._schema.fields import is_list, numbered

__all__ = [
    "EventFilter",
    "Match",
    "Matcher",
    "absent",
    "anything_but",
    "equals_ignore_case",
    "exists",
    "numeric",
    "prefix",
    "suffix",
    "wildcard",
]

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
Comparison: TypeAlias = Literal["<", "<=", "=", ">=", ">"]

OF_STRINGS: Final = ("prefix", "suffix", "equals-ignore-case", "wildcard")
"""The conditions on a str."""
OPERATORS: Final = (*OF_STRINGS, "anything-but", "numeric", "exists")
"""EventBridge's names of the conditions that this release writes."""
_COMPARISONS: Final = ("<", "<=", "=", ">=", ">")
_ESCAPED: Final = re.compile(r"\\[\\*]")
_LARGEST: Final = 5_000_000_000


@attrs.frozen
class Matcher(Generic[T_contra]):
    """A condition on a value. Functions such as :func:`prefix` make it."""

    operator: str
    """EventBridge's name of the condition, such as ``anything-but``."""
    operand: Any
    """The operand: a value, a list of values or another matcher."""


Match: TypeAlias = Sequence[T | Matcher[T] | None]
"""A list of values and matchers, of which one must match. ``None`` is null."""


class EventFilter(TypedDict, total=False):
    """The keywords of every pattern."""

    source: Match[str]
    """Default: ``aws.sagemaker``, the only source that AWS uses."""
    account: Match[str]
    """The id of the AWS account."""
    region: Match[str]
    """The AWS region."""
    resources: Match[str]
    """An ARN of the resources."""
    tags: Mapping[str, Match[str]]
    """The tags of the resource, by key."""
    detail: Mapping[str, Any]
    """More filters for the detail, by the names in the event, such as of newer members.

    They are not checked.
    """


def prefix(text: str, *, ignore_case: bool = False) -> Matcher[str]:
    """Match a str that starts with ``text``."""
    _a_str("prefix", text)
    return Matcher("prefix", Matcher("equals-ignore-case", text) if ignore_case else text)


def suffix(text: str, *, ignore_case: bool = False) -> Matcher[str]:
    """Match a str that ends with ``text``."""
    _a_str("suffix", text)
    return Matcher("suffix", Matcher("equals-ignore-case", text) if ignore_case else text)


def equals_ignore_case(text: str) -> Matcher[str]:
    """Match a str that differs from ``text`` at most in upper and lower case."""
    return Matcher("equals-ignore-case", _a_str("equals_ignore_case", text))


def wildcard(text: str) -> Matcher[str]:
    r"""Match a str, where ``*`` in ``text`` is any characters; ``\*`` is an asterisk.

    Raises:
        ValueError: there are two ``*`` in a row, or a backslash before another character.
    """
    plain = _ESCAPED.sub("_", _a_str("wildcard", text))
    if "**" in plain:
        raise ValueError(f"EventBridge refuses two * in a row, got {text!r}; remove one")
    if "\\" in plain:
        raise ValueError(
            rf"EventBridge takes a backslash only before * or \, got {text!r}; write \\ for one"
        )
    return Matcher("wildcard", text)


def anything_but(*values: T | Matcher[T]) -> Matcher[T]:
    """Match a value that is present and none of the values.

    Args:
        values: Values, or a single matcher: :func:`prefix`, :func:`suffix`,
            :func:`equals_ignore_case` or :func:`wildcard`.

    Raises:
        ValueError: there are no values, a matcher and something else, or a number is beyond the
            range of EventBridge.
        TypeError: the values are neither all str nor all numbers.
    """
    given: list[Any] = [*values]
    is_matcher = [isinstance(value, Matcher) for value in given]
    if not given or (any(is_matcher) and len(given) > 1):
        raise ValueError("anything_but takes one or more values, or a single matcher")
    if not is_matcher[0]:
        _check_excluded(given)
        return Matcher("anything-but", values)
    if given[0].operator not in OF_STRINGS or isinstance(given[0].operand, Matcher):
        raise ValueError(
            f"anything_but takes the matchers {', '.join(OF_STRINGS)} without ignore_case, "
            f"not {given[0].operator}"
        )
    return Matcher("anything-but", given[0])


def exists() -> Matcher[object]:
    """Match any value, also null."""
    return Matcher("exists", True)


def absent() -> Matcher[object]:
    """Match an event that does not have the member."""
    return Matcher("exists", False)


def numeric(
    comparison: Comparison,
    number: float,
    and_comparison: Comparison | None = None,
    and_number: float | None = None,
    /,
) -> Matcher[float]:
    """Match a number: ``numeric(">", 0)`` or ``numeric(">", 0, "<=", 5)``.

    Args:
        comparison: The first comparison.
        number: What the value is compared with.
        and_comparison: The second comparison, if there is one.
        and_number: What the value is compared with there.

    Raises:
        ValueError: a comparison is not known, a number is beyond the range of EventBridge, or two
            comparisons are not a range.
    """
    operand: list[Any] = [comparison, number]
    if and_comparison is not None or and_number is not None:
        operand += [and_comparison, and_number]
    for name, value in zip(operand[::2], operand[1::2], strict=True):
        if name not in _COMPARISONS:
            raise ValueError(f"expected one of {', '.join(_COMPARISONS)}, got {name!r}")
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise ValueError(f"expected a number after {name}, got {type(value).__name__}")
        _check_range(value)
    if len(operand) > 2 and not (
        comparison in (">", ">=") and and_comparison in ("<", "<=") and operand[1] < operand[3]
    ):
        raise ValueError(
            "EventBridge takes two comparisons only for a range, with the lower end first, such as "
            'numeric(">", 0, "<=", 5)'
        )
    return Matcher("numeric", tuple(operand))


def _a_str(name: str, text: object) -> str:
    if not isinstance(text, str):
        raise TypeError(f"{name} takes a str, not {type(text).__name__}")
    return text


def _check_range(number: float) -> None:
    if not -_LARGEST <= number <= _LARGEST:
        raise ValueError(
            f"EventBridge compares numbers from -{_LARGEST} to {_LARGEST}, got {number}; "
            "times are larger, because they are in milliseconds"
        )


def _check_excluded(values: Sequence[object]) -> None:
    is_number = [isinstance(v, int | float) and not isinstance(v, bool) for v in values]
    if not (all(is_number) or all(isinstance(value, str) for value in values)):
        kinds = ", ".join(dict.fromkeys(type(value).__name__ for value in values))
        if len(values) == 1 and is_list(values[0]) and values[0]:
            given = ", ".join(repr(value) for _, value in numbered(values[0]))
            raise TypeError(f"anything_but takes values, not a list; use anything_but({given})")
        raise TypeError(
            f"anything_but takes str or numbers, not {kinds}: EventBridge excludes neither bool, "
            "null nor a mixture; list the values that match instead"
        )
    for value in values:
        if isinstance(value, int | float):
            _check_range(value)
