"""Retriers and catchers: they say how a task continues after an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, Final, Literal, TypeAlias

import attrs

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._schema.fields import is_list, is_map, numbered
from sagemaker_typed._schema.paths import Path
from sagemaker_typed.errors import ServiceError

from .integrations import Service
from .templates import Template

__all__ = ["Catch", "ErrorName", "Retry", "error_name", "to_state"]

ErrorName: TypeAlias = str | type[ServiceError]
"""A name such as ``States.Timeout``, or the class of an error of the task's service."""


def _names(value: Sequence[ErrorName] | ErrorName) -> tuple[ErrorName, ...]:
    return (value,) if isinstance(value, str | type) else tuple(value)


@attrs.frozen(kw_only=True)
class Retry:
    """A retrier: how often a task is tried again after errors.

    The fields are those of the Amazon States Language, https://states-language.net/#errors.
    """

    error_equals: tuple[ErrorName, ...] = attrs.field(converter=_names)
    """The errors: names, or classes such as ``ResourceLimitExceeded``."""
    interval_seconds: int | None = None
    """The seconds before the first retry; 1 by default."""
    max_attempts: int | None = None
    """The maximum number of retries; 3 by default, and 0 for none."""
    backoff_rate: float | None = None
    """The factor by which the interval grows with each retry; 2.0 by default."""
    max_delay_seconds: int | None = None
    """The maximum interval in seconds."""
    jitter_strategy: Literal["FULL", "NONE"] | None = None
    """``"FULL"`` for random intervals; ``"NONE"`` by default."""
    comment: str | None = None
    """A comment."""


@attrs.frozen(kw_only=True)
class Catch:
    """A catcher: the state that follows errors.

    The fields are those of the Amazon States Language, https://states-language.net/#errors.
    """

    error_equals: tuple[ErrorName, ...] = attrs.field(converter=_names)
    """The errors: names, or classes such as ``ResourceLimitExceeded``."""
    next: str
    """The name of the state that follows."""
    result_path: str | None = None
    """Where the error is put into the input of that state, such as ``$.error``. For JSONPath."""
    output: Any = None
    """The input of that state. For JSONata."""
    assign: Mapping[str, Any] | None = None
    """Variables to set."""
    comment: str | None = None
    """A comment."""


_FIELDS = {
    "interval_seconds": "IntervalSeconds",
    "max_attempts": "MaxAttempts",
    "backoff_rate": "BackoffRate",
    "max_delay_seconds": "MaxDelaySeconds",
    "jitter_strategy": "JitterStrategy",
    "next": "Next",
    "result_path": "ResultPath",
    "output": "Output",
    "assign": "Assign",
    "comment": "Comment",
}
_ALL: Final = "States.ALL"
_NUMBERS: Final[Mapping[str, tuple[Any, int]]] = {
    "interval_seconds": (int, 1),
    "max_attempts": (int, 0),
    "backoff_rate": (int | float, 1),
    "max_delay_seconds": (int, 1),
}
"""The types and the minima of fields."""
_TEMPLATES = {"output", "assign"}
_ONLY_IN = {"result_path": "JSONPath", "output": "JSONata"}


def to_state(
    kind: type[Retry | Catch],
    handlers: Sequence[Retry | Catch | Mapping[str, Any]],
    service: Service,
    template: Template,
    path: Path,
) -> list[Any]:
    """Return the fields ``Retry`` or ``Catch`` of a state.

    Args:
        kind: The class of the handlers.
        handlers: The retriers or catchers. A dict is one in the Amazon States Language.
        service: The service that the task calls.
        template: Writes expressions.
        path: The path of the list, for problems.

    Raises:
        TypeError: ``handlers`` is not a list, or an item is neither of the class nor a dict.
    """
    given: object = handlers
    if not is_list(given):
        raise TypeError(f"{path} takes a list of {kind.__name__}, not {type(given).__name__}")
    for number, handler in numbered(given):
        if not (isinstance(handler, kind) or is_map(handler)):
            found = type(handler).__name__
            raise TypeError(f"{path / number} takes a {kind.__name__} or a dict, not {found}")
    last = len(handlers) - 1
    for number, handler in enumerate(handlers):
        if not isinstance(handler, Mapping):
            for field, message in _mistakes(handler, is_last=number == last):
                template.problems.append(Problem(path / number / field, message))
    return [
        _written(handler, service, template, path / number)
        for number, handler in enumerate(handlers)
    ]


def _mistakes(handler: Retry | Catch, *, is_last: bool) -> Iterator[tuple[str, str]]:
    """Yield the fields that the Amazon States Language refuses, each with a message."""
    errors = handler.error_equals
    if not errors:
        yield "error_equals", f"empty; {_ALL!r} is for all errors"
    if _ALL in errors and not (is_last and len(errors) == 1):
        yield "error_equals", f"{_ALL} must be alone, and the last in the list"
    for field, (kind, least) in _NUMBERS.items():
        value = getattr(handler, field, None)
        if value is None:
            continue
        is_number = isinstance(value, kind) and not isinstance(value, bool)
        if not (is_number and value >= least):
            what = "an int" if kind is int else "a number"
            yield field, f"expected {what} from {least}, got {value!r}"
    jitter = getattr(handler, "jitter_strategy", None)
    if jitter not in (None, "FULL", "NONE"):
        yield "jitter_strategy", f"expected 'FULL' or 'NONE', got {jitter!r}"


def _written(
    handler: Retry | Catch | Mapping[str, Any], service: Service, template: Template, path: Path
) -> dict[str, Any]:
    if isinstance(handler, Mapping):
        with template.within(literals=True):  # for paths, such as its ResultPath
            copied: dict[str, Any] = template.of_json(handler, path, asl=True)
        return copied
    names: list[str] = []
    for number, error in enumerate(handler.error_equals):
        try:
            names.append(error_name(error, service))
        except ValueError as problem:
            at = path / "error_equals" / number
            template.problems.append(Problem(at, str(problem)))
    result: dict[str, Any] = {"ErrorEquals": names}
    for name, field in _FIELDS.items():
        value = getattr(handler, name, None)
        if value is None:
            continue
        language = _ONLY_IN.get(name, template.language)
        if language != template.language:
            text = f"only {language} has it, and the task is {template.language}"
            template.problems.append(Problem(path / name, text))
        is_template = name in _TEMPLATES
        result[field] = template.of_json(value, path / name, asl=True) if is_template else value
    return result


def error_name(error: ErrorName, service: Service) -> str:
    """Return the name that Step Functions gives to an error.

    It is the name of the AWS SDK for Java, which ends with ``Exception``, after the prefix of the
    service, such as ``SageMaker.ResourceNotFoundException``.

    Raises:
        ValueError: the service does not define the error.
    """
    if isinstance(error, str):
        return error
    errors: Any = import_module(f"sagemaker_typed.{service.package}.errors")
    codes = [code for code, cls in errors.BY_CODE.items() if cls is error]
    if not codes:
        raise ValueError(
            f"{service.service} does not define {error.__name__}, so that Step Functions has no "
            f'name for it; use "States.TaskFailed" or a name from the history of an execution'
        )
    code = codes[0]
    name = code if code.endswith("Exception") else f"{code.removesuffix('Fault')}Exception"
    return f"{service.prefix}.{name}"
