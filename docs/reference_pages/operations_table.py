"""The table of what the local engine does for each operation, on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sagemaker_typed.local import Operation
from sagemaker_typed.local.engine.operations import operations

__all__ = ["table"]


def table() -> str:
    """Return how many operations have each support, and those that are not full, by service."""
    found = operations()
    counts: Counter[tuple[str, str]] = Counter((one.service, one.support) for one in found)
    services = dict.fromkeys(one.service for one in found)
    rows = "".join(
        f"| `{service}` | {' | '.join(str(counts[service, kind]) for kind in _KINDS)} |\n"
        for service in services
    )
    heading = "| service | full | partial | empty |\n| --- | --- | --- | --- |\n"
    return f"{heading}{rows}\nThese operations are not full:\n\n{''.join(_rows(found))}"


_KINDS = ("full", "partial", "empty")


def _rows(found: tuple[Operation, ...]) -> Iterator[str]:
    yield "| service | operation | support | note |\n| --- | --- | --- | --- |\n"
    for one in found:
        if one.support != "full":
            yield f"| `{one.service}` | `{one.name}` | {one.support} | {one.note} |\n"
