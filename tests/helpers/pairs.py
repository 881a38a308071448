"""Requests that create or update a resource, with the operation that describes it."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from helpers.samples import Kind, Operation, operations, sample

from sagemaker_typed import Request, Response, from_boto

__all__ = ["PAIRS", "Pair"]


class Pair(NamedTuple):
    """An operation that writes a resource, and the one that reads it."""

    write: Operation
    read: Operation

    def __str__(self) -> str:
        return str(self.write)

    def request(self, kind: Kind = "full") -> Request[Response]:
        """Return a sample request."""
        return from_boto(self.write.request, sample(self.write.input, kind))

    def description(self, kind: Kind = "full", **members: Any) -> Response:
        """Return a sample description, with other members."""
        return from_boto(self.read.response, sample(self.read.output, kind) | members)


def _pairs() -> list[Pair]:
    found = {str(operation): operation for operation in operations()}
    return [
        Pair(operation, found[reader])
        for name, operation in found.items()
        for verb in ("Create", "Update")
        if verb in name and (reader := name.replace(verb, "Describe", 1)) in found
    ]


PAIRS: Final = _pairs()
"""The pairs of all services, by the names in botocore's models."""
