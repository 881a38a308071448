"""``diff`` of objects of every class: nothing for equal ones, and exactly what was changed."""

from __future__ import annotations

import copy
from collections import Counter
from random import Random
from typing import Any

from helpers.cases import each
from helpers.changes import changed
from helpers.examples import FULL
from helpers.samples import Operation, operations, sample

from sagemaker_typed import Shape, diff, from_boto

CHANGES = 100 if FULL else 8
"""The number of changes to each object."""


def objects(operation: Operation) -> list[Shape]:
    """Return a request and a response with all members."""
    return [
        from_boto(operation.request, sample(operation.input)),
        from_boto(operation.response, sample(operation.output)),
    ]


@each("operation", operations())
def test_object_does_not_differ_from_itself_and_its_copies(operation: Operation) -> None:
    for obj in objects(operation):
        others = [obj]
        if operation.payload is None:  # streams cannot be copied
            others += [copy.copy(obj), copy.deepcopy(obj)]
        for other in others:
            assert not diff(obj, other)
            assert not diff(obj, other, by_position=True)


@each("operation", operations())
def test_one_change_is_one_difference_at_its_path(operation: Operation) -> None:
    if operation.payload is not None:
        return
    random = Random(str(operation))
    for obj in objects(operation):
        for _ in range(CHANGES):
            change = changed(obj, random)
            if change is not None:
                (found,) = diff(obj, change.obj, by_position=True)
                assert (found.path, found.kind) == (change.path, change.kind)
                (back,) = diff(change.obj, obj, by_position=True)
                assert (back.path, back.old, back.new) == (found.path, found.new, found.old)


@each("operation", operations())
def test_one_change_is_found_with_keys(operation: Operation) -> None:
    """A change to a key itself is a removed and an added item."""
    if operation.payload is not None:
        return
    random = Random(str(operation))
    numbers = Counter[int]()
    for obj in objects(operation):
        for _ in range(CHANGES):
            change = changed(obj, random)
            if change is not None:
                found = diff(obj, change.obj)
                numbers[len(found)] += 1
                by_position = diff(obj, change.obj, by_position=True)
                assert outer(found) == outer(by_position)
    assert numbers.keys() <= {1, 2}


def outer(found: Any) -> set[str]:
    """Return the members that have differences."""
    return {difference.steps[0] for difference in found}
