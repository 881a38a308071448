"""The table of the resources that can be planned, on the page about plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sagemaker_typed.sagemaker
from sagemaker_typed.planning.capabilities import Capability, capabilities

__all__ = ["table"]

_NO = "—"
_HEADER = (
    "| request | identified by | updated in place | needs a replacement | not compared |\n"
    "| --- | --- | --- | --- | --- |\n"
)


def table() -> str:
    """Return the table of SageMaker's resources, and the list of what cannot be planned."""
    found = [*capabilities(sagemaker_typed.sagemaker.__name__)]
    rows = "".join(f"| {' | '.join(_cells(one))} |\n" for one in found if one.obstacle is None)
    others = "".join(
        f"- `{one.operation}`: {one.obstacle}\n" for one in found if one.obstacle is not None
    )
    return f"{_HEADER}{rows}\nThese requests cannot be planned:\n\n{others}"


def _cells(one: Capability) -> Iterator[str]:
    yield f"`{one.operation}Request`"
    yield _codes(one.identity) + (", by listing" if one.is_listed else "")
    in_place = (*one.updated, *(f"{name} (partly)" for name in one.partly_updated))
    yield _codes((*in_place, *(["tags"] if one.has_tags else []))) or _NO
    replaced = _codes(one.replaced) or _NO
    yield replaced if one.can_be_replaced else f"{replaced}; cannot be deleted"
    yield _codes(one.not_compared) or _NO


def _codes(names: Iterable[str]) -> str:
    parts = (name.partition(" ") for name in names)
    return ", ".join(f"`{name}`{space}{note}" for name, space, note in parts)
