"""The function ``diff``."""

from __future__ import annotations

from sagemaker_typed._conversion.arguments import check_object
from sagemaker_typed._schema import kinds
from sagemaker_typed.operation import Shape

from .comparison import Comparison, Side
from .pairs import check_pair, is_old_leading
from .results import Differences

__all__ = ["diff"]


def diff(old: Shape, new: Shape, /, *, by_position: bool = False) -> Differences:
    """Compare two objects of one class, or a request with the description of its resource.

    Values are compared by meaning: ``1`` equals ``1.0``, and a datetime equals the same instant in
    another time zone. ``None`` differs from an empty list, map or str. Items of a list with a key,
    such as tags or production variants, are compared with the item that has the same key, in any
    order.

    In a request and a description, the members that both have are compared; ARNs, times and
    statuses are not differences.

    Args:
        old: The first object.
        new: The second object.
        by_position: Whether to compare the items of all lists by position.

    Raises:
        TypeError: the objects cannot be compared.
        ValueError: an object is nested too deeply, or contains itself.
    """
    for value in (old, new):
        check_object("diff", value)
    check_pair(old, new)
    comparison = Comparison(is_old_leading=is_old_leading(old, new), by_position=by_position)
    before, after = (Side(kinds.Structure(type(value)), value) for value in (old, new))
    try:
        found = tuple(comparison.differences(before, after))
    except RecursionError:
        raise ValueError(
            f"cannot compare two {type(new).__name__}: nested too deeply, or containing themselves"
        ) from None
    return Differences(found, tuple(comparison.not_compared))
