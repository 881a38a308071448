"""Strategies for values without parts: numbers, times, documents, values of enums."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from string import ascii_letters, digits
from typing import Any, Final, assert_never

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sagemaker_typed._examples.scalars import Scalar
from sagemaker_typed._examples.texts import Wanted
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed.enums import OpenEnum

from .texts import ENCODABLE, mixed, texts_for

__all__ = ["documents", "scalars_for"]

_LEAST, _MOST = -(2**63), 2**63 - 1
_FIRST: Final = datetime(2017, 1, 1)
"""SageMaker's first year."""
_LAST: Final = datetime(2099, 12, 31)
_BLOB: Final = 16


def scalars_for(
    content: Scalar, wanted: Wanted, simplest: Any, *, open_enums: bool
) -> SearchStrategy[Any]:
    """Return a strategy for the values of a field.

    Args:
        content: The kind of content.
        wanted: The field.
        simplest: The value to which others are reduced.
        open_enums: Whether enums also have values that this release does not know.
    """
    match content:
        case kinds.Text():
            return texts_for(wanted, content.bounds, simplest)
        case kinds.Number():
            return _numbers(content.type, content.bounds, simplest)
        case kinds.Boolean():
            return st.sampled_from([simplest, not simplest])
        case kinds.Blob(bounds=bounds):
            least = bounds.min_length
            most = least + _BLOB if bounds.max_length is None else bounds.max_length
            return st.just(simplest) | st.binary(min_size=least, max_size=min(most, least + _BLOB))
        case kinds.Timestamp():
            return st.just(simplest) | _times()
        case kinds.Document():
            return st.just(simplest) | documents()
        case kinds.Enum(type=enum):
            return _enum_values(enum, simplest, open_enums)
        case _:
            assert_never(content)


def _numbers(kind: type[int | float], bounds: Bounds, simplest: Any) -> SearchStrategy[Any]:
    low, high = bounds.minimum, bounds.maximum
    if kind is float:
        others: Any = st.floats(low, high, allow_nan=False, allow_infinity=False)
    else:
        others = st.integers(
            _LEAST if low is None else int(low), _MOST if high is None else int(high)
        )
    ends = [kind(end) for end in (low, high) if end is not None]
    return mixed([*dict.fromkeys([simplest, *ends])], others)


@cache
def _times() -> SearchStrategy[datetime]:
    return st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))


@cache
def documents() -> SearchStrategy[Any]:
    """Return a strategy for JSON values that are not null."""
    numbers = st.integers(_LEAST, _MOST) | st.floats(allow_nan=False, allow_infinity=False)
    texts = st.text(ENCODABLE, max_size=8)
    value = st.recursive(
        st.none() | st.booleans() | numbers | texts,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
        max_leaves=4,
    )
    return value.filter(lambda document: document is not None)


def _enum_values(enum: type[OpenEnum], simplest: Any, open_enums: bool) -> SearchStrategy[Any]:
    known = st.sampled_from([*dict.fromkeys([simplest, *enum])])
    if not open_enums:
        return known
    # As long as values are: the service may limit them.
    others = st.text(ascii_letters + digits, min_size=1, max_size=16)
    return known | others.map(enum.open)
