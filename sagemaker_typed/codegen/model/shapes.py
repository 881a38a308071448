"""The service model as frozen objects, without its prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from sagemaker_typed.codegen.errors import GenerationError

BODY = "body"
"""The kind of a blob that is a request's whole HTTP body: bytes, or a file that is read."""


@attrs.frozen
class Scalar:
    """A string, number, boolean, timestamp or blob, with its constraints."""

    name: str
    kind: str
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    sensitive: bool = False

    @property
    def is_constrained(self) -> bool:
        """Whether the shape says more than its kind does."""
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
        """Whether the shape says more than that it is a list."""
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
        """Whether the shape says more than that it is a map."""
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
    """Why a member that the model calls required can be absent; ``None`` where it cannot."""
    location: str | None = None
    """Where it goes in HTTP: ``uri``, ``querystring``, ``header``, ``headers``, ``statusCode``."""
    location_name: str | None = None
    """What it is called there."""
    is_payload: bool = False
    """Whether it is the whole HTTP body."""
    is_stream: bool = False
    """Whether it is a response's body of bytes, which is read bit by bit."""


@attrs.frozen
class Structure:
    """A structure: an operation's input or output, an exception, or a part of those."""

    name: str
    members: tuple[Member, ...]
    union: bool = False
    exception: bool = False
    sensitive: bool = False
    document: bool = False
    """Whether it stands for any JSON value."""
    event_stream: bool = False
    """Whether it is a stream of events, each of which is one of the members."""


ShapeModel: TypeAlias = Scalar | Enum | List | Map | Structure


@attrs.frozen
class Operation:
    """One operation; ``input`` and ``output`` are shape names, ``None`` where it has none."""

    name: str
    input: str | None
    output: str | None
    errors: tuple[str, ...] = ()
    deprecated: bool = False
    readonly: bool = False
    idempotent: bool = False


@attrs.frozen
class Paginator:
    """How one operation is paginated. All names are wire names, dotted where they lie deeper."""

    input_tokens: tuple[str, ...]
    output_tokens: tuple[str, ...]
    result_keys: tuple[str, ...]
    limit_key: str | None = None
    more_results: str | None = None
    non_aggregate_keys: tuple[str, ...] = ()


@attrs.frozen
class Acceptor:
    """What ends a waiter, or lets it go on."""

    state: str
    matcher: str
    expected: str | int | bool
    argument: str | None = None
    """A JMESPath expression, for the matchers that look at the answer."""


@attrs.frozen
class Waiter:
    """One waiter: the operation that it polls, and what it waits for."""

    name: str
    operation: str
    delay: int
    """Seconds between two polls."""
    max_attempts: int
    acceptors: tuple[Acceptor, ...]

    @property
    def ends_with_an_error(self) -> bool:
        """Whether an error can be what is waited for, so that there is no last answer."""
        return any(
            row.state == "success" and row.matcher in {"error", "status"} and row.expected
            for row in self.acceptors
        )


@attrs.frozen
class Service:
    """A whole service model."""

    name: str
    """botocore's name of the service, the one that ``boto3.client`` takes."""
    full_name: str
    api_version: str
    shapes: Mapping[str, ShapeModel]
    operations: Mapping[str, Operation]
    paginators: Mapping[str, Paginator] = attrs.field(factory=dict[str, Paginator])
    """By operation."""
    waiters: tuple[Waiter, ...] = ()

    def structure(self, name: str) -> Structure:
        """The structure of that name."""
        shape = self.shapes[name]
        if not isinstance(shape, Structure):
            raise GenerationError(f"{name} is used as a structure, but it is a {type(shape)}")
        return shape


def references(shape: ShapeModel) -> Iterator[str]:
    """The names of the shapes that ``shape`` mentions, in the model's order."""
    match shape:
        case List():
            yield shape.member
        case Map():
            yield shape.key
            yield shape.value
        case Structure():
            for member in shape.members:
                # Of a body that is read bit by bit, the blob's shape is no type.
                if not member.is_stream:
                    yield member.shape
        case _:
            return
