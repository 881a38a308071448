"""Values without parts that make sense for a field: texts, numbers, times, values of enums."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias, TypeVar, assert_never

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed.enums import InstanceTypeEnum, OpenEnum

from .texts import Wanted, text_for

__all__ = ["FIRST", "Scalar", "scalar_for"]

Scalar: TypeAlias = (
    kinds.Text
    | kinds.Number
    | kinds.Boolean
    | kinds.Blob
    | kinds.Timestamp
    | kinds.Document
    | kinds.Enum
)
"""The kinds of content whose values have no fields, items or entries."""

T = TypeVar("T")

FIRST: Final = datetime(2026, 1, 2, 12, tzinfo=UTC)
"""The time at which everything was created."""

_NUMBERS: Final = (
    (r"(failed|error|unhealthy|pending|stopped|offline)", 0),
    (r"milliseconds", 1000),
    (r"seconds", 3600),
    (r"minutes", 60),
    (r"hours", 24),
    (r"_gb$|_gi_b$", 30),
    (r"_mb$", 1024),
    (r"percent", 50),
    (r"bytes$", 1024),
    (r"(^|_)port$", 443),
    (r"max_results|page_size", 10),
    (r"", 1),
)
_TIMES: Final = (
    (r"after$", timedelta(days=-1)),
    (r"before$", timedelta(days=1)),
    (r"creat|attach|regist|scheduled|requested_start|original", timedelta()),
    (r"start|launch", timedelta(minutes=5)),
    (r"end(_|$)|complet|modified|updated|last|resol", timedelta(hours=1)),
    (r"expir|eol|next|extended|requested_end", timedelta(days=30)),
    (r"", timedelta(minutes=30)),
)
_GOOD: Final = (
    *("inservice", "completed", "complete", "succeeded", "successful", "success", "available"),
    *("active", "created", "done", "deployed", "attached", "ready", "scheduled", "running"),
    *("approved", "enabled", "healthy", "ok", "uptodate", "routable", "noissuesfound"),
    *("createcompleted", "maintenancecomplete", "deletecompleted"),
)
_USUAL: Final = ("ml.m5.xlarge", "ml.m5.large", "ml.c5.xlarge", "ml.g5.xlarge", "ml.p4d.24xlarge")
_NOTHING: Final = {"none", "unknown", "notapplicable"}


def scalar_for(content: Scalar, wanted: Wanted) -> Any:
    """Return the value for a field of any of these kinds."""
    match content:
        case kinds.Text():
            return text_for(wanted, content.bounds)
        case kinds.Number():
            return number_for(wanted.field, content.type, content.bounds)
        case kinds.Boolean():
            return True
        case kinds.Blob():
            return b"data".ljust(content.bounds.min_length, b"0")[: content.bounds.max_length]
        case kinds.Timestamp():
            return time_for(wanted.field)
        case kinds.Document():
            return {"key": "value"}
        case kinds.Enum(type=enum):
            return enum_value_for(wanted.field, enum)
        case _:
            assert_never(content)


def number_for(field: str, kind: type[int | float], bounds: Bounds) -> int | float:
    """Return a number within the bounds, such as 3600 for seconds."""
    value: int | float = _by_name(field, _NUMBERS)
    if kind is float:
        value = 0.5 if value == 1 else float(value)
    if bounds.minimum is not None:
        value = max(value, bounds.minimum)
    if bounds.maximum is not None:
        value = min(value, bounds.maximum)
    return kind(value)


def time_for(field: str) -> datetime:
    """Return a time: creation is before start, start before end, and the last change is the end.

    The filters ``..._after`` and ``..._before`` include these times.
    """
    return FIRST + _by_name(field, _TIMES)


def enum_value_for(field: str, enum: type[OpenEnum]) -> OpenEnum:
    """Return a value of an enum.

    A status is that of a resource that can be used or of work that succeeded. An instance type is a
    common one. Other values are the first of the enum that says something.
    """
    values: list[OpenEnum] = [*enum]
    if issubclass(enum, InstanceTypeEnum):
        return _first(values, _USUAL)
    by_text = {value.lower().replace("_", "").replace("-", ""): value for value in reversed(values)}
    if "status" in field or enum.__name__.endswith(("Status", "State")):
        for text in _GOOD:
            if text in by_text:
                return by_text[text]
    return next(
        (value for text, value in reversed(by_text.items()) if text not in _NOTHING), values[0]
    )


def _first(values: list[OpenEnum], texts: Iterable[str]) -> OpenEnum:
    return next((value for text in texts for value in values if value == text), values[0])


def _by_name(field: str, rows: Iterable[tuple[str, T]]) -> T:
    return next(value for pattern, value in rows if re.search(pattern, field))
