"""The memory of the engine: records of resources, with an undo log for calls that fail."""

from __future__ import annotations

import copy
from bisect import bisect_left, insort
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

__all__ = ["COMING", "GONE", "Bucket", "Key", "Phase", "Record", "Store"]

Key: TypeAlias = tuple[str, ...]
GONE: Final = "(gone)"
"""The status of a record whose deletion is finished."""
COMING: Final = "(coming)"
"""The first status of a record that does not exist until its second one begins."""


class Phase(NamedTuple):
    """A status, and since when a resource has it."""

    since: datetime
    status: str
    detail: str = ""
    """The secondary status, if the resource has one."""


@attrs.define(eq=False, kw_only=True)
class Record:
    """One resource."""

    service: str
    region: str
    noun: str
    key: Key
    arn: str
    given: dict[str, Any]
    """The members of the requests that created and updated it."""
    added: dict[str, Any] = attrs.field(factory=dict[str, Any])
    """The members that the service added."""
    created: datetime
    modified: datetime
    phases: list[Phase] = attrs.field(factory=list[Phase])
    """The statuses, also those of the future."""
    failure: str = ""
    """Why it fails, once it does."""
    tags: dict[str, str] = attrs.field(factory=dict[str, str])
    number: int = 0
    """The order of creation."""

    def phase(self, now: datetime) -> Phase | None:
        """Return the current phase."""
        current: Phase | None = None
        for phase in self.phases:
            if phase.since > now and current is not None:
                break
            current = phase
        return current

    def status(self, now: datetime) -> str:
        """Return the current status; empty if the resource has none."""
        phase = self.phase(now)
        return phase.status if phase else ""

    def is_settled(self, now: datetime) -> bool:
        """Return whether the status does not change by itself."""
        return not self.phases or self.phases[-1].since <= now

    def is_coming(self, now: datetime) -> bool:
        """Return whether the resource does not exist yet."""
        is_first = bool(self.phases) and self.phases[0].status == COMING
        return is_first and (len(self.phases) == 1 or self.phases[1].since > now)

    def since(self, now: datetime) -> datetime:
        """Return when the resource changed last."""
        phase = self.phase(now)
        return max(self.modified, phase.since) if phase else self.modified


def _age(record: Record) -> tuple[datetime, int]:
    return record.created, record.number


class Bucket:
    """The records of one kind in one region, by key and in order of creation."""

    def __init__(self) -> None:
        self._by_key: dict[Key, Record] = {}
        self._ordered: list[Record] = []
        self.passing: dict[Key, Record] = {}
        """The records that may not exist yet, or not any more."""

    def get(self, key: Key) -> Record | None:
        """Return the record with a key."""
        return self._by_key.get(key)

    def values(self) -> list[Record]:
        """Return the records in order of creation, in a list of its own."""
        return [*self._ordered]

    def __len__(self) -> int:
        return len(self._ordered)

    def put(self, record: Record) -> None:
        """Add a record; the key must be free."""
        self._by_key[record.key] = record
        insort(self._ordered, record, key=_age)
        self.note(record)

    def pop(self, record: Record) -> None:
        """Remove a record, if it is there."""
        if self._by_key.get(record.key) is record:
            del self._by_key[record.key]
            self.passing.pop(record.key, None)
            del self._ordered[bisect_left(self._ordered, _age(record), key=_age)]

    def note(self, record: Record) -> None:
        """Note a record whose statuses have changed."""
        is_passing = record.phases and (
            record.phases[-1].status == GONE or record.phases[0].status == COMING
        )
        if is_passing and self._by_key.get(record.key) is record:
            self.passing[record.key] = record


class Store:
    """All records. A call runs in :meth:`transaction`: if it fails, nothing has changed."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str, str], Bucket] = {}
        self._by_arn: dict[tuple[str, str], Record] = {}
        self._undo: list[Any] = []
        self._depth = 0
        self._touched: dict[int, Record] = {}
        self.tables: dict[str, dict[Any, Any]] = {}
        """Data that is not a resource: feature records, metrics, tokens, policies ..."""
        self.count: int = 0
        """The number of records that were ever made."""

    def bucket(self, service: str, region: str, noun: str) -> Bucket:
        """Return the records of one kind; it must not be changed."""
        return self._buckets.get((service, region, noun), _NO_RECORDS)

    def with_arn(self, region: str, arn: object) -> Record | None:
        """Return the record with an ARN."""
        return self._by_arn.get((region, arn)) if isinstance(arn, str) else None

    def all(self) -> Iterator[Record]:
        """Yield all records, in order of their creation."""
        found = (one for bucket in self._buckets.values() for one in bucket.values())
        return iter(sorted(found, key=lambda record: record.number))

    def add(self, record: Record) -> None:
        """Add a record; it takes the place of one with the same key."""
        before = self._bucket_of(record).get(record.key)
        if before is not None:
            self.remove(before)
        self.count += 1
        record.number = self.count
        self._restore(record)
        self._touched[id(record)] = record
        self._undo.append(lambda: self._forget(record))

    def remove(self, record: Record) -> None:
        """Remove a record."""
        self._drop(record)
        self._undo.append(lambda: self._restore(record))

    def touch(self, record: Record) -> Record:
        """Note a record that is about to change, and return it."""
        if id(record) not in self._touched:
            self._touched[id(record)] = record
            before = copy.copy(record)
            for name in ("given", "added", "tags", "phases"):
                setattr(before, name, copy.deepcopy(getattr(record, name)))
            self._undo.append(lambda: _copy_into(record, before))
        return record

    def table(self, name: str) -> dict[Any, Any]:
        """Return a table; changes go through :meth:`put` and :meth:`discard`."""
        return self.tables.get(name, {})

    def put(self, name: str, key: Any, value: Any) -> None:
        """Set an entry of a table. The value must not be changed afterwards."""
        table = self.tables.setdefault(name, {})
        existed, before = key in table, table.get(key)
        table[key] = value
        self._undo.append(
            (lambda: table.__setitem__(key, before)) if existed else (lambda: table.pop(key, None))
        )

    def discard(self, name: str, key: Any) -> bool:
        """Remove an entry of a table, and return whether it was there."""
        table = self.tables.get(name, {})
        if key not in table:
            return False
        before = table.pop(key)
        self._undo.append(lambda: table.__setitem__(key, before))
        return True

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Undo all changes of the block if it raises an error.

        A function of the user may call the engine again, inside a transaction.
        """
        start, touched = len(self._undo), self._touched
        self._touched = {}
        self._depth += 1
        try:
            yield
            for record in self._touched.values():
                self._bucket_of(record).note(record)
        except BaseException:
            while len(self._undo) > start:
                self._undo.pop()()
            raise
        finally:
            self._depth -= 1
            self._touched = touched
            if not self._depth:
                self._undo = []

    def restore(self, records: Iterable[Record], tables: dict[str, dict[Any, Any]]) -> None:
        """Replace everything.

        Raises:
            ValueError: two records have one key.
        """
        self._buckets, self._by_arn, self.count = {}, {}, 0
        for record in records:
            if self._bucket_of(record).get(record.key) is not None:
                raise ValueError(f"two resources {record.noun} {record.key}")
            self._restore(record)
            self.count = max(self.count, record.number)
        self.tables = tables

    def _forget(self, record: Record) -> None:
        self._drop(record)
        self.count -= 1

    def _bucket_of(self, record: Record) -> Bucket:
        place = (record.service, record.region, record.noun)
        return self._buckets.setdefault(place, Bucket())

    def _drop(self, record: Record) -> None:
        self._bucket_of(record).pop(record)
        self._by_arn.pop((record.region, record.arn), None)

    def _restore(self, record: Record) -> None:
        self._bucket_of(record).put(record)
        if record.arn:
            self._by_arn[record.region, record.arn] = record


_NO_RECORDS: Final = Bucket()


def _copy_into(record: Record, before: Record) -> None:
    for field in attrs.fields(Record):
        setattr(record, field.name, getattr(before, field.name))
