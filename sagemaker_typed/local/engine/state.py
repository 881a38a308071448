"""The state of an engine as JSON, to save and to load it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, cast

import attrs

from sagemaker_typed._schema.fields import is_list, is_map

from .behaviour.runs import Run, StepRun
from .clock import LAST
from .records import Phase, Record, Store

__all__ = ["VERSION", "dumped", "loaded"]

T = TypeVar("T")
VERSION: Final = 1
_CLASSES: Final[Mapping[str, type[Any]]] = {"run": Run, "step": StepRun}


def dumped(store: Store, now: datetime) -> str:
    """Return the records and tables as JSON."""
    records = [
        {field.name: getattr(record, field.name) for field in attrs.fields(Record)}
        for record in store.all()
    ]
    state = {"version": VERSION, "now": now, "records": records, "tables": store.tables}
    return json.dumps(_plain(state), separators=(",", ":"))


def loaded(text: str) -> tuple[Store, datetime]:
    """Return the store and the time of a saved state.

    Raises:
        ValueError: the text is not a state that this release reads.
    """
    try:
        state: Any = _read(json.loads(text))
        if state["version"] != VERSION:
            raise ValueError(f"version {state['version']!r}, expected {VERSION}")
        store = Store()
        records = [_record(fields) for fields in state["records"]]
        store.restore(records, {name: dict(table) for name, table in state["tables"].items()})
        now = _aware(state["now"])
        if now > LAST:
            raise ValueError(f"the time {now.isoformat()} is after the year {LAST.year - 1}")
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        raise ValueError(f"not a saved state of a local SageMaker: {error}") from error
    return store, now


def _record(fields: dict[str, Any]) -> Record:
    phases = [Phase(*phase) for phase in fields["phases"]]
    members: dict[str, Any] = {**fields, "phases": phases}
    record = Record(**members)
    for moment in (record.created, record.modified, *(phase.since for phase in phases)):
        _aware(moment)
    for name in ("service", "region", "noun", "arn", "failure"):
        _is_a(str, fields[name])
    for name in ("given", "added", "tags"):
        _is_a(dict, fields[name])
    _is_a(tuple, members["key"])
    for part in record.key:
        _is_a(str, part)
    for phase in phases:
        _is_a(str, phase.status)
    _is_a(int, record.number)
    return record


def _is_a(cls: type[T], value: object) -> T:
    if not isinstance(value, cls):
        raise TypeError(f"expected {cls.__name__}, got {type(value).__name__}")
    return value


def _aware(value: object) -> datetime:
    """Return a time, after checking that it can be compared with others."""
    moment = _is_a(datetime, value)
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone")
    return moment.astimezone(UTC)


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return {"(time)": value.isoformat()}
        case bytes():
            return {"(bytes)": base64.b64encode(value).decode()}
        case Run() | StepRun():
            cls = type(value)
            name = next(name for name, known in _CLASSES.items() if known is cls)
            fields = {field.name: getattr(value, field.name) for field in attrs.fields(cls)}
            return {f"({name})": _plain(fields)}
        case _:
            return _plain_items(value)


def _plain_items(value: Any) -> Any:
    if isinstance(value, frozenset):
        return {"(set)": sorted(map(_plain, cast("frozenset[str]", value)))}
    if is_map(value):
        if all(isinstance(key, str) and not key.startswith("(") for key in value):
            return {key: _plain(item) for key, item in value.items()}
        return {"(map)": [[_plain(key), _plain(item)] for key, item in value.items()]}
    if not is_list(value):
        return value
    items = [_plain(item) for item in value]
    return items if isinstance(value, list) else {"(tuple)": items}


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "(time)": datetime.fromisoformat,
    "(bytes)": base64.b64decode,
    "(tuple)": lambda items: tuple(map(_read, items)),
    "(set)": lambda items: frozenset(map(_read, items)),
    "(map)": lambda pairs: {_read(key): _read(item) for key, item in pairs},
    "(run)": lambda fields: Run(**_read(fields)),
    "(step)": lambda fields: StepRun(**_read(fields)),
}


def _read(value: Any) -> Any:
    if is_list(value):
        items: Sequence[Any] = value
        return [_read(item) for item in items]
    if not is_map(value):
        return value
    entries: Mapping[str, Any] = value
    if len(entries) == 1:
        ((name, content),) = entries.items()
        if name in _READERS:
            return _READERS[name](content)
    return {key: _read(item) for key, item in entries.items()}
