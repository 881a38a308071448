"""How many resources of each kind were created."""

from __future__ import annotations

from collections import Counter

from .records import GONE, Store

__all__ = ["created_after"]


def created_after(store: Store, number: int) -> tuple[Counter[str], int]:
    """Return what was created after another resource.

    Args:
        store: The records.
        number: The number of the other resource: ``store.count`` at the time.

    Returns:
        The number of resources that are left of each noun, such as ``TrainingJob``, in order of
        their creation; and the number of those that were deleted, also if that takes time.
    """
    left = Counter(
        record.noun
        for record in store.all()
        if record.number > number and not (record.phases and record.phases[-1].status == GONE)
    )
    return left, store.count - number - left.total()
