"""The table of CloudFormation's resource types, on the page about templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sagemaker_typed.targets.cloudformation import ResourceType, resource_types

__all__ = ["table"]

_NONE = "—"
_HEADER = (
    "| resource type | request | fields without a property | with another name or form "
    "| other properties |\n"
    "| --- | --- | --- | --- | --- |\n"
)


def table() -> str:
    """Return the table of SageMaker's resource types."""
    return _HEADER + "".join(f"| {' | '.join(_cells(one))} |\n" for one in resource_types())


def _cells(one: ResourceType) -> Iterator[str]:
    yield f"`{one.name.rpartition(':')[2]}`"
    yield f"`{one.request.__name__}`"
    for names in (one.missing, one.renamed, one.extra):
        yield _codes(names) or _NONE


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
