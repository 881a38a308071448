"""The markers for lengths and ranges can be used like those of annotated-types."""

from __future__ import annotations

import copy
import pickle
from typing import Annotated, Any, Final, get_args

import annotated_types
import pytest
from helpers.cases import each
from hypothesis import find
from hypothesis import strategies as st

from sagemaker_typed._markers import Interval, Len
from sagemaker_typed._schema.bounds import Bounds, bounds_of

PAIRS: Final[list[tuple[Any, Any]]] = [
    (Len(1, 63), annotated_types.Len(1, 63)),
    (Len(0), annotated_types.Len()),
    (Len(2), annotated_types.Len(2, None)),
    (Interval(ge=0, le=1), annotated_types.Interval(ge=0, le=1)),
    (Interval(le=2.5), annotated_types.Interval(le=2.5)),
]


@each(("ours", "theirs"), PAIRS, ids=lambda pair: repr(pair[0]))
def test_marker_is_like_the_one_of_annotated_types(ours: Any, theirs: Any) -> None:
    assert ours == theirs
    assert theirs == ours
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs)
    assert isinstance(ours, type(theirs))
    assert isinstance(ours, annotated_types.GroupedMetadata)
    assert [*ours] == [*theirs]
    assert bounds_of((ours,)) == bounds_of((theirs,))
    for again in (copy.copy(ours), copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))):
        assert again == ours
    frozen: Any = ours
    with pytest.raises(AttributeError):
        frozen.min_length = 1


def test_bounds_are_read_from_markers() -> None:
    assert bounds_of((Len(1, 63),)) == Bounds(min_length=1, max_length=63)
    assert bounds_of((Interval(ge=0, le=1),)) == Bounds(minimum=0, maximum=1)


def test_markers_with_other_bounds_differ() -> None:
    assert Len(1, 2) != Len(1, 3)
    assert Len(1, 2) != annotated_types.Len(1, 3)
    assert Interval(ge=1) != Interval(le=1)
    assert Len(1) != (1, None)


def test_markers_match_patterns_of_annotated_types() -> None:
    match get_args(Annotated[str, Len(1, 63)])[1]:
        case annotated_types.Len(minimum, maximum):
            assert (minimum, maximum) == (1, 63)
        case other:
            pytest.fail(f"not matched: {other}")


def test_hypothesis_generates_values_within_the_bounds() -> None:
    texts: Any = Annotated[str, Len(3, 4)]
    numbers: Any = Annotated[int, Interval(ge=5, le=6)]
    assert find(st.from_type(texts), lambda _: True) == "000"
    assert find(st.from_type(numbers), lambda _: True) == 5
