"""The table of the events that SageMaker sends, on the page about events."""

from __future__ import annotations

from typing import Any

from sagemaker_typed.events import CLASSES, Event

__all__ = ["table"]

_HEADER = "| detail type | class | `detail` |\n| --- | --- | --- |\n"


def table() -> str:
    """Return the table of the detail types."""
    return _HEADER + "".join(
        f"| {detail_type} | `{cls.__name__}` | {_detail(cls)} |\n"
        for detail_type, cls in CLASSES.items()
    )


def _detail(cls: type[Event[Any]]) -> str:
    if cls.__detail__ is None:
        return "a dict, because no page describes it"
    module, name = cls.__detail__
    shape = f"`{name}`" if module.endswith(".sagemaker") else f"`{module.split('.')[-1]}.{name}`"
    is_described = "No page describes it" not in (cls.__doc__ or "")
    extras = "".join(f", `{field}`" for field in cls.__extras__)
    return shape + ("" if is_described else ", by analogy") + (extras and f"; also{extras[1:]}")
