"""The service model as frozen objects, without its documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from sagemaker_typed.codegen.errors import GenerationError

BODY = "body"
"""The kind of a blob that is the HTTP body of a request: bytes, or a file."""


@attrs.frozen
class Scalar:
    """A string, number, boolean, timestamp or blob, with its constraints."""

    name: str
    kind: str
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    sensitive: bool = False
    pattern_problem: str = ""
    """Why the pattern cannot be checked, if so."""

    @property
    def is_constrained(self) -> bool:
        """Whether the shape has constraints beyond its kind."""
        return (
            self.minimum is not None
            or self.maximum is not None
            or self.pattern is not None
            or self.sensitive
        )


@attrs.frozen
class Enum:
    """A string shape with a closed set of values."""

    name: str
    values: tuple[str, ...]
    sensitive: bool = False
    final: tuple[str, ...] = ()
    """The values that are final statuses of a resource."""


@attrs.frozen
class List:
    """A list of one member shape."""

    name: str
    member: str
    minimum: int | None = None
    maximum: int | None = None
    sensitive: bool = False

    @property
    def is_constrained(self) -> bool:
        """Whether the list itself has constraints."""
        return self.minimum is not None or self.maximum is not None or self.sensitive


@attrs.frozen
class Map:
    """A map from a key shape (a string) to a value shape."""

    name: str
    key: str
    value: str
    minimum: int | None = None
    maximum: int | None = None
    sensitive: bool = False

    @property
    def is_constrained(self) -> bool:
        """Whether the map itself has constraints."""
        return self.minimum is not None or self.maximum is not None or self.sensitive


@attrs.frozen
class Member:
    """One member of a structure."""

    name: str
    shape: str
    required: bool = False
    idempotency_token: bool = False
    deprecated: bool = False
    json_value: bool = False
    may_be_absent: str | None = None
    """Why a member that the model calls required can be absent; ``None`` if it cannot."""
    location: str | None = None
    """Its location in HTTP: ``uri``, ``querystring``, ``header``, ``headers``, ``statusCode``."""
    location_name: str | None = None
    """Its name in that location."""
    is_payload: bool = False
    """Whether it is the whole HTTP body."""
    is_stream: bool = False
    """Whether it is the body of a response that is read as a stream of bytes."""


@attrs.frozen
class Structure:
    """A structure: an input, an output, an exception, or a part of one of these."""

    name: str
    members: tuple[Member, ...]
    union: bool = False
    exception: bool = False
    error_status: int | None = None
    """The HTTP status of an exception, if the model has it."""
    sensitive: bool = False
    document: bool = False
    """Whether it represents any JSON value."""
    event_stream: bool = False
    """Whether it is a stream of events; each event is one of the members."""


ShapeModel: TypeAlias = Scalar | Enum | List | Map | Structure


@attrs.frozen
class Operation:
    """One operation; ``input`` and ``output`` are shape names, or ``None`` if it has none."""

    name: str
    input: str | None
    output: str | None
    errors: tuple[str, ...] = ()
    deprecated: bool = False
    readonly: bool = False
    idempotent: bool = False


@attrs.frozen
class Paginator:
    """The pagination of one operation. Names are wire names, or paths of them joined by dots."""

    input_tokens: tuple[str, ...]
    output_tokens: tuple[str, ...]
    result_keys: tuple[str, ...]
    """The first has the items; empty if a page has several lists, none of them the items."""
    limit_key: str | None = None
    more_results: str | None = None
    non_aggregate_keys: tuple[str, ...] = ()


@attrs.frozen
class Acceptor:
    """A condition that ends a waiter or makes it continue."""

    state: str
    matcher: str
    expected: str | int | bool
    argument: str | None = None
    """A JMESPath expression, for the matchers that inspect the response."""


@attrs.frozen
class Waiter:
    """One waiter: the operation that it polls, and its acceptors."""

    name: str
    operation: str
    delay: int
    """The number of seconds between two polls."""
    max_attempts: int
    acceptors: tuple[Acceptor, ...]

    @property
    def ends_with_an_error(self) -> bool:
        """Whether an error can be the awaited state, in which case there is no last response."""
        return any(
            row.state == "success" and row.matcher in {"error", "status"} and row.expected
            for row in self.acceptors
        )


@attrs.frozen
class Service:
    """A whole service model."""

    name: str
    """botocore's name for the service, as passed to ``boto3.client``."""
    full_name: str
    service_id: str
    """The name that its package and its client are named after, such as ``SageMaker Metrics``."""
    api_version: str
    shapes: Mapping[str, ShapeModel]
    operations: Mapping[str, Operation]
    paginators: Mapping[str, Paginator] = attrs.field(factory=dict[str, Paginator])
    """Paginator by operation name."""
    waiters: tuple[Waiter, ...] = ()
    notes: tuple[str, ...] = ()
    """Notes for a person: decisions by rule, and parts that were left out."""

    def noted(self, *notes: str) -> Service:
        """Return the service with more notes."""
        return attrs.evolve(self, notes=(*self.notes, *notes))

    def structure(self, name: str) -> Structure:
        """Return the structure with this name."""
        shape = self.shapes[name]
        if not isinstance(shape, Structure):
            kind = type(shape).__name__.lower()
            raise GenerationError(f"shape {name} is used as a structure, but its type is {kind}")
        return shape


def references(shape: ShapeModel) -> Iterator[str]:
    """Yield the names of the shapes that ``shape`` mentions, in the order of the model."""
    match shape:
        case List():
            yield shape.member
        case Map():
            yield shape.key
            yield shape.value
        case Structure():
            for member in shape.members:
                # A streamed body is typed as a stream, not as its blob shape.
                if not member.is_stream:
                    yield member.shape
        case _:
            return
