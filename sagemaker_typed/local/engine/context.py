"""A call in progress: what handlers of operations work with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from . import rows
from .arns import arn_of_name
from .errors import NOT_FOUND, VALIDATION, EngineError
from .kinds import Kind, kinds, member_role
from .records import GONE, Record, Store
from .services import operation
from .words import spaced

if TYPE_CHECKING:
    from .engine import Engine

__all__ = ["Call", "key_of"]


@attrs.frozen(eq=False)
class Call:
    """A call."""

    engine: Engine
    service: str
    operation: str
    members: Mapping[str, Any]
    region: str
    now: datetime

    @property
    def store(self) -> Store:
        """The records."""
        return self.engine.store

    @property
    def model(self) -> Any:
        """Botocore's model of the operation."""
        return operation(self.service, self.operation)

    def records(self, kind: Kind) -> list[Record]:
        """Return the records of a kind that exist now, in order of creation."""
        bucket = self.store.bucket(kind.service, self.region, kind.noun)
        absent = {id(one) for one in [*bucket.passing.values()] if not self.exists(one)}
        found = bucket.values()
        return [one for one in found if id(one) not in absent] if absent else found

    def exists(self, record: Record) -> bool:
        """Return whether a record exists now; one whose deletion is finished is removed."""
        if record.is_coming(self.now):
            return False
        if not record.phases or record.phases[-1].status != GONE:
            return True
        if record.phases[-1].since > self.now:
            return True
        self.store.remove(record)
        return False

    def find(self, kind: Kind, members: Mapping[str, Any] | None = None) -> Record | None:
        """Return the record that members identify; ``None`` if there is none.

        A member may also be the ARN of the resource, as the service accepts it.
        """
        given = self.members if members is None else members
        bucket = self.store.bucket(kind.service, self.region, kind.noun)
        record = bucket.get(key_of(kind, given))
        if record is None:
            for name, value in given.items():
                if name in kind.identity or member_role(kind.noun, name) == "arn":
                    found = self.store.with_arn(self.region, value) if value else None
                    if found is not None and found.noun == kind.noun:
                        record = found
        if record is None and None in [given.get(name) for name in kind.identity]:
            record = self._only(kind, given)
        return record if record is not None and self.exists(record) else None

    def _only(self, kind: Kind, given: Mapping[str, Any]) -> Record | None:
        """Return the newest record with the members of the identity that are given."""
        known = [
            (number, str(given[name]))
            for number, name in enumerate(kind.identity)
            if given.get(name) is not None
        ]
        if not known:
            return None
        fitting = [
            record
            for record in self.records(kind)
            if all(record.key[number] == value for number, value in known)
        ]
        return max(fitting, key=lambda record: record.number, default=None)

    def get(self, kind: Kind, members: Mapping[str, Any] | None = None) -> Record:
        """Return the record that members identify.

        Raises:
            EngineError: there is none.
        """
        record = self.find(kind, members)
        if record is None:
            raise self.missing(kind, self.members if members is None else members)
        return record

    def by_name(self, noun: str, name: str) -> Record | None:
        """Return a record of the main service by its name, id or ARN."""
        kind = kinds("sagemaker")[noun]
        record = self.store.with_arn(self.region, name)
        if record is not None and record.noun == noun:
            return record if self.exists(record) else None
        bucket = self.store.bucket(kind.service, self.region, noun)
        if len(kind.identity) == 1:
            record = bucket.get((name,))
        else:
            record = next((one for one in bucket.values() if name in one.key), None)
        return record if record is not None and self.exists(record) else None

    def missing(self, kind: Kind, members: Mapping[str, Any]) -> EngineError:
        """Return the service's error for a resource that does not exist."""
        own = [n for n in kind.identity if member_role(kind.noun, n)] or [*kind.identity]
        name = str(members.get(own[0], "")) if own else ""
        return self.missing_named(kind.noun, name)

    def missing_named(self, noun: str, name: str) -> EngineError:
        """Return the service's error for a resource with this name."""
        kind = kinds(self.service).get(noun) or kinds("sagemaker")[noun]
        arn = arn_of_name(kind, self.region, name)
        row = rows.MISSING.get(noun)
        codes = {shape.name for shape in self.model.error_shapes}
        others = [code for code in codes if code.startswith("ResourceNotFound")]
        if row is not None:
            return EngineError(row.code, row.message.format(name=name, arn=arn))
        code = NOT_FOUND if NOT_FOUND in codes else next(iter(others), VALIDATION)
        return EngineError(code, f"Could not find {spaced(noun)} '{arn}'.")

    def taken(self, kind: Kind, record: Record, name: str) -> EngineError:
        """Return the service's error for a name that is taken."""
        row = rows.TAKEN.get(kind.noun)
        if row is not None:
            return EngineError(row.code, row.message.format(name=name, arn=record.arn))
        codes = {shape.name for shape in self.model.error_shapes}
        usual = ("ResourceInUse", "ResourceAlreadyExists", "ConflictException")
        code = next((code for code in usual if code in codes), VALIDATION)
        text = (
            f"{spaced(kind.noun).capitalize()} with name {name} already exists. "
            "Choose a different name."
        )
        return EngineError(code, f"Resource Already Exists: {text}")


def key_of(kind: Kind, members: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the key of a record in its bucket."""
    return tuple(
        "" if (value := members.get(name)) is None else str(value) for name in kind.identity
    )
