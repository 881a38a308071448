"""Records as mappings and as DataFrames."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from sagemaker_typed._conversion.misfits import Problem, conversion_error
from sagemaker_typed._schema.fields import is_map
from sagemaker_typed.featurestore_runtime import FeatureValue

from .values import RefusedError, texts, type_name

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["from_record", "to_record", "to_records"]


def to_record(features: Mapping[str, object], *, omit_missing: bool = False) -> list[FeatureValue]:
    """Convert a mapping to a record for ``put_record`` and other operations.

    Numbers, including NumPy's, are converted to their shortest str. An aware datetime is converted
    to the format of an event time, in UTC and truncated to milliseconds. For an event time of type
    ``Fractional``, pass ``datetime.timestamp()`` instead.

    Args:
        features: The values, by feature name: each is a ``Feature``. Their static type is
            ``object``, because type checkers infer it for a dict with several types of values.
            Values that are ``None`` are omitted.
        omit_missing: Whether to omit NaN, ``pandas.NA`` and ``NaT`` too, instead of refusing them.

    Raises:
        ConversionError: values have no unambiguous str, such as a ``bool`` or NaN; the error lists
            all of them.
    """
    record: list[FeatureValue] = []
    problems: list[Problem] = []
    for name, value in features.items():
        try:
            text = texts(value, omit_missing=omit_missing)
        except (ValueError, TypeError, OverflowError) as error:
            problems.append(Problem((name,), str(error)))
        else:
            if text is not None:
                record.append(_feature(name, text))
    if problems:
        raise conversion_error("cannot write a record", tuple(problems))
    return record


def from_record(record: Iterable[FeatureValue] | None) -> dict[str, str | list[str]]:
    """Convert a record to a dict of its values, which are str, by feature name.

    Args:
        record: The record of a response. The result for ``None`` is empty.
    """
    values = {
        feature.feature_name: (
            feature.value_as_string_list
            if feature.value_as_string is None
            else feature.value_as_string
        )
        for feature in record or ()
    }
    return {name: value for name, value in values.items() if value is not None}


def to_records(frame: pd.DataFrame, *, omit_missing: bool = False) -> Iterator[list[FeatureValue]]:
    """Convert a DataFrame to records, one for each row, as :func:`to_record` does.

    All values are converted before the first record is returned, so no row is written if one of
    them cannot be converted. The index is not part of the records.

    Args:
        frame: The DataFrame; the names of its columns are those of the features.
        omit_missing: As in :func:`to_record`.

    Raises:
        ConversionError: a row has no values, values have no unambiguous str, or the columns do not
            have unique names. A path such as ``[2].age`` has the position of the first such row.
        TypeError: ``frame`` is not a DataFrame.
    """
    names = _column_names(frame)
    problems: list[Problem] = []
    columns = [
        _column(name, cast("Iterable[object]", frame.iloc[:, number].array), problems, omit_missing)
        for number, name in enumerate(names)
    ]
    rows = enumerate(zip(*columns, strict=True))
    empty = [row for row, texts in rows if all(text is None for text in texts)]
    if empty and not problems:
        problems.append(Problem((empty[0],), f"no values{_in_rows(len(empty))}"))
    if problems:
        raise conversion_error("cannot write records", tuple(problems))
    return (
        [_feature(name, text) for name, text in zip(names, texts, strict=True) if text is not None]
        for texts in zip(*columns, strict=True)
    )


def _column(
    name: str, values: Iterable[object], problems: list[Problem], omit_missing: bool
) -> list[str | list[str] | None]:
    """Return the strings of a column, and add the first of each kind of problem to ``problems``."""
    column: list[str | list[str] | None] = []
    rows: dict[str, list[int]] = {}
    for row, value in enumerate(values):
        text = None
        try:
            text = texts(value, omit_missing=omit_missing)
        except RefusedError as error:
            rows.setdefault(error.of_column, []).append(row)
        except (ValueError, TypeError, OverflowError) as error:
            rows.setdefault(str(error), []).append(row)
        column.append(text)
    for message, found in rows.items():
        problems.append(Problem((found[0], name), message + _in_rows(len(found))))
    return column


def _in_rows(count: int) -> str:
    return f" (in {count:,} rows)" if count > 1 else ""


def _column_names(value: object) -> list[str]:
    """Return the names of the columns of a DataFrame, after checking that it is one."""
    pandas: Any = sys.modules.get("pandas")
    if pandas is None or not isinstance(value, pandas.DataFrame):
        hint = "; use to_record for one record" if is_map(value) else ""
        if hasattr(value, "to_pandas"):
            hint = "; convert it with .to_pandas()"
        raise TypeError(f"to_records takes a pandas DataFrame, not {type_name(value)}{hint}")
    names: list[object] = [*cast("Any", value).columns]
    problem = ""
    for name in names:
        if not isinstance(name, str):
            problem = f"the names of columns must be str, got {type_name(name)}"
        elif names.count(name) > 1:
            problem = f"two columns have the name {name!r}"
    if problem:
        raise conversion_error("cannot write records", (Problem((), problem),))
    return cast("list[str]", names)


def _feature(name: str, text: str | list[str]) -> FeatureValue:
    if isinstance(text, str):
        return FeatureValue(feature_name=name, value_as_string=text)
    return FeatureValue(feature_name=name, value_as_string_list=text)
