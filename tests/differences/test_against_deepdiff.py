"""``diff`` finds what DeepDiff finds in boto3's dicts, and enough to make one object the other."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Any, TypeAlias

from deepdiff import DeepDiff
from helpers.cases import each
from helpers.changes import changed
from helpers.examples import FULL, examples
from helpers.samples import Operation, operations
from helpers.strategies import shapes
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_typed import Difference, Shape, diff, to_boto
from sagemaker_typed._schema.paths import Key
from sagemaker_typed.differences import DifferenceKind

KINDS: Mapping[str, DifferenceKind] = {
    "values_changed": "changed",
    "type_changes": "changed",
    "dictionary_item_added": "added",
    "dictionary_item_removed": "removed",
    "iterable_item_added": "added",
    "iterable_item_removed": "removed",
}
Found: TypeAlias = set[tuple[DifferenceKind, tuple[Any, ...]]]
"""The kinds and paths of differences."""


def by_deepdiff(old: dict[str, Any], new: dict[str, Any]) -> Found:
    tree: Any = DeepDiff(
        old,
        new,
        view="tree",
        ignore_private_variables=False,
        zip_ordered_iterables=True,
        threshold_to_diff_deeper=0,
    )
    assert tree.keys() <= KINDS.keys()
    return {
        (KINDS[name], tuple(level.path(output_format="list")))
        for name, levels in tree.items()
        for level in levels
        if not (name == "type_changes" and are_same_numbers(level.t1, level.t2))
    }


def are_same_numbers(old: Any, new: Any) -> bool:
    return {type(old), type(new)} == {int, float} and old == new


def wire_path(old: Any, new: Any, steps: Iterable[Any]) -> Iterator[Any]:
    """Yield the steps to a value with wire names, as in boto3's dicts."""
    for step in steps:
        one = old if old is not None else new
        if isinstance(one, Shape):
            yield one.__wire_names__.get(step, step)
            old, new = getattr(old, step, None), getattr(new, step, None)
        else:
            key = step.name if isinstance(step, Key) else step
            yield key
            old, new = part(old, key), part(new, key)


def part(value: Any, key: Any) -> Any:
    try:
        return value[key]
    except (LookupError, TypeError):
        return None


def without_parts(found: Found, hidden: Found) -> Found:
    """Return the differences with one, at the sensitive field, for all that are inside it."""
    kept: Found = {*found}
    for kind, path in hidden:
        inside = {one for one in found if one[1][: len(path)] == path}
        assert inside
        kept -= inside
        kept.add((kind, path))
    return kept


def check(old: Shape, new: Shape) -> None:
    found = diff(old, new, by_position=True)
    ours: Found = {(one.kind, tuple(wire_path(old, new, one.steps))) for one in found}
    hidden: Found = {
        (one.kind, tuple(wire_path(old, new, one.steps))) for one in found if one.is_sensitive
    }

    assert len(ours) == len(found)
    assert ours == without_parts(by_deepdiff(to_boto(old), to_boto(new)), hidden)
    if not hidden:
        assert to_boto(patched(old, found)) == to_boto(new)


def patched(old: Shape, found: Iterable[Difference]) -> Shape:
    """Return a copy of an object with the differences applied to it."""
    obj = copy.deepcopy(old)
    for one in reversed([*found]):  # the last items of a list are removed first
        steps: list[Any] = [step.name if isinstance(step, Key) else step for step in one.steps]
        parent: Any = obj
        for step in steps[:-1]:
            parent = getattr(parent, step) if isinstance(parent, Shape) else parent[step]
        last = steps[-1]
        if isinstance(parent, Shape):
            setattr(parent, last, one.new)
        elif one.kind == "removed":
            parent.pop(last)
        elif one.kind == "added" and isinstance(last, int):
            parent.insert(last, one.new)
        else:
            parent[last] = one.new
    return obj


OPERATIONS = operations() if FULL else operations()[::6]


@each("operation", OPERATIONS)
def test_differences_of_random_objects(operation: Operation) -> None:
    @examples(str(operation))
    @given(shapes(operation.request), shapes(operation.request))
    def check_pair(old: Shape, new: Shape) -> None:
        check(old, new)

    check_pair()


@each("operation", OPERATIONS)
def test_differences_of_similar_objects(operation: Operation) -> None:
    @examples(str(operation))
    @given(shapes(operation.request, "all"), st.integers(0, 1_000_000))
    def check_pair(old: Shape, seed: int) -> None:
        random = Random(seed)
        new: Any = old
        for _ in range(3):
            change = changed(new, random)
            new = new if change is None else change.obj
        check(old, new)

    check_pair()
