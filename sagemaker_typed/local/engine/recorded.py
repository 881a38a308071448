"""Recorded descriptions of resources, which are valid until the resources change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from .context import Call
from .records import Record

__all__ = ["as_recorded", "keep_recorded"]

_RECORDED: Final = "recorded"


def _place(record: Record, operation: str) -> tuple[str, ...]:
    return (record.region, record.service, record.noun, *record.key, operation)


def _state(call: Call, record: Record) -> tuple[Any, ...]:
    return (record.number, record.status(call.now), record.modified)


def keep_recorded(
    call: Call, record: Record, answer: Mapping[str, Any], made: Mapping[str, Any]
) -> None:
    """Keep the members of a response that the engine describes otherwise.

    Args:
        call: The call that the response is for.
        record: The resource.
        answer: The recorded response.
        made: The response of the engine.
    """
    other = {name: value for name, value in answer.items() if made.get(name) != value}
    hidden = sorted(made.keys() - answer.keys())
    if other or hidden:
        kept = (_state(call, record), other, hidden)
        call.store.put(_RECORDED, _place(record, call.operation), kept)


def as_recorded(call: Call, record: Record, shown: dict[str, Any]) -> dict[str, Any]:
    """Return a description as it was recorded, if the resource has not changed since."""
    table = call.store.table(_RECORDED)
    kept = table.get(_place(record, call.operation)) if table else None
    if kept is None or tuple(kept[0]) != _state(call, record):
        return shown
    _, other, hidden = kept
    return {**{name: value for name, value in shown.items() if name not in hidden}, **other}
