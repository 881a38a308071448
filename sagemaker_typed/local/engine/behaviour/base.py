"""The points at which a kind of resource may add what its own API does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import Kind
from sagemaker_typed.local.engine.records import Record

__all__ = ["Behaviour"]


class Behaviour:
    """Does nothing at each point; subclasses override some."""

    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        """Add members to what a create request gives, before the record is made."""

    def created(self, call: Call, kind: Kind, record: Record) -> None:
        """Do what creating a resource does besides."""

    def identify(self, known: dict[str, Any]) -> None:
        """Complete the members that identify a resource of a response."""

    def loaded(self, call: Call, kind: Kind, record: Record) -> None:
        """Add what a record needs that was made from a response."""

    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        """Change a description."""

    def listed(self, call: Call, kind: Kind, record: Record, item: dict[str, Any]) -> None:
        """Change a summary."""

    def searched(self, call: Call, kind: Kind, record: Record, item: dict[str, Any]) -> None:
        """Change the record of a search, before its expression is evaluated."""

    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        """Return the value that a filter of a listing is compared with."""
        return value

    def rolls_back(self, given: Mapping[str, Any]) -> bool:
        """Return whether an update that fails leaves the resource as it was."""
        return False

    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        """Check or change the members of an update request, before the record changes."""

    def stopping(self, call: Call, kind: Kind, record: Record) -> None:
        """Stop what belongs to the resource."""

    def deleting(self, call: Call, kind: Kind, record: Record) -> None:
        """Check a deletion, and delete what belongs to the resource."""
