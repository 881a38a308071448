"""The service model as frozen objects: botocore's JSON, read once, checked, without its prose."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, cast

import attrs

from .errors import GenerationError

_KINDS = frozenset({"string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"})

# Traits that carry no fact of use to a typed client beyond the ones read below. A trait that is in
# none of these sets stops the generator: a fact must not be dropped silently.
_SHAPE_TRAITS = frozenset(
    {"type", "members", "member", "key", "value", "required", "min", "max", "pattern", "enum"}
    | {"documentation", "box", "sensitive", "union", "exception", "error", "fault", "retryable"}
    | {"deprecated", "deprecatedMessage", "deprecatedSince", "synthetic", "payload"}
    # Botocore reads a payload that is a blob as a stream, whatever `streaming` says, and each form
    # of timestamp wherever one is.
    | {"document", "event", "eventstream", "streaming", "timestampFormat"}
)
_MEMBER_TRAITS = frozenset(
    {"shape", "documentation", "box", "idempotencyToken", "jsonvalue"}
    | {"location", "locationName", "eventpayload"}
    | {"deprecated", "deprecatedMessage", "deprecatedSince"}
)
_OPERATION_TRAITS = frozenset(
    {"name", "http", "input", "output", "errors", "documentation", "idempotent", "readonly"}
    | {"deprecated", "deprecatedMessage", "deprecatedSince"}
)
_PROTOCOLS = frozenset({"json", "rest-json"})
_LOCATIONS = frozenset({"uri", "querystring", "header", "headers", "statusCode"})

BODY = "body"
"""The kind of a blob that is a request's whole HTTP body: bytes, or a file that is read."""

_SHAPE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_OPERATION_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_LOCATION_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
_MEMBER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


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


def model_hash(raw: Mapping[str, Any]) -> str:
    """A hash of a botocore model, independent of white space and of how it is packed."""
    text = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def read_service(name: str, raw: Mapping[str, Any]) -> Service:
    """Read the content of a botocore ``service-2.json``.

    Raises:
        GenerationError: a name that cannot be an identifier, an unknown kind of shape, an unknown
            trait, or a mention of a shape that is not there.
    """
    shapes = {
        _checked_name(shape_name, _SHAPE_NAME, "shape"): _read_shape(shape_name, raw_shape)
        for shape_name, raw_shape in raw["shapes"].items()
    }
    for shape in shapes.values():
        for mentioned in references(shape):
            if mentioned not in shapes:
                raise GenerationError(
                    f"shape {shape.name} mentions {mentioned!r}, which the model does not define"
                )
    operations = {
        _checked_name(operation_name, _OPERATION_NAME, "operation"): _read_operation(
            operation_name, raw_operation, shapes
        )
        for operation_name, raw_operation in raw["operations"].items()
    }
    metadata = raw["metadata"]
    _check_protocol(metadata.get("protocol", "json"), shapes)
    return Service(
        name=name,
        full_name=_one_line(metadata["serviceFullName"]),
        api_version=_one_line(metadata["apiVersion"]),
        shapes=_with_bodies(shapes, operations),
        operations=operations,
    )


def _check_protocol(protocol: str, shapes: Mapping[str, ShapeModel]) -> None:
    """Refuse what the runtime could not read: it takes the members' names for those in the JSON."""
    if protocol not in _PROTOCOLS:
        raise GenerationError(
            f"the service speaks {protocol!r}; the runtime knows {', '.join(sorted(_PROTOCOLS))}"
        )
    for shape in shapes.values():
        for member in shape.members if isinstance(shape, Structure) else ():
            where = f"member {shape.name}.{member.name}"
            if member.location is not None and member.location not in _LOCATIONS:
                raise GenerationError(f"{where} has an unknown location: {member.location!r}")
            if protocol == "json" and (member.location_name or member.location):
                raise GenerationError(f"{where} has another place or name in HTTP than its own")


def _with_bodies(
    shapes: Mapping[str, ShapeModel], operations: Mapping[str, Operation]
) -> Mapping[str, ShapeModel]:
    """The shapes, in which blobs that are a whole HTTP body are told from those within JSON."""
    inputs = {operation.input for operation in operations.values()}
    outputs = {operation.output for operation in operations.values()}
    found = dict(shapes)
    bodies: set[str] = set()
    within: defaultdict[str, list[str]] = defaultdict(list)
    for name, shape in shapes.items():
        members: list[Member] = []
        for member in shape.members if isinstance(shape, Structure) else ():
            blob = shapes[member.shape]
            is_body = member.is_payload and isinstance(blob, Scalar) and blob.kind == "blob"
            members.append(attrs.evolve(member, is_stream=is_body and name in outputs))
            if is_body and name in inputs:
                bodies.add(blob.name)
                found[blob.name] = attrs.evolve(cast("Scalar", blob), kind=BODY)
                if name in outputs:
                    raise GenerationError(f"the body of {name} is a request's and a response's")
            elif not is_body:
                within[blob.name].append(f"{name}.{member.name}")
        if isinstance(shape, Structure):
            found[name] = attrs.evolve(shape, members=tuple(members))
    for blob_name in sorted(bodies & within.keys()):
        where = within[blob_name][0]
        raise GenerationError(f"{where} has within it what elsewhere is a body: {blob_name}")
    return found


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise GenerationError(f"the model's metadata holds an unprintable text: {text!r}")
    return text


def _checked_name(name: str, allowed: re.Pattern[str], what: str) -> str:
    if not allowed.fullmatch(name):
        raise GenerationError(
            f"the model has {what} name {name!r}, which is not of the form {allowed.pattern}"
        )
    return name


def _refuse_unknown_traits(where: str, raw: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(raw) - known)
    if unknown:
        raise GenerationError(
            f"{where} has traits that the generator does not know: {', '.join(map(repr, unknown))};"
            " read them in model.py, or list them there as carrying no fact"
        )


def _read_shape(name: str, raw: Mapping[str, Any]) -> ShapeModel:
    _refuse_unknown_traits(f"shape {name}", raw, _SHAPE_TRAITS)
    kind = raw["type"]
    minimum, maximum = raw.get("min"), raw.get("max")
    sensitive = bool(raw.get("sensitive", False))
    for bound in (minimum, maximum):
        if bound is not None and not _is_finite_number(bound):
            raise GenerationError(f"shape {name} has a bound that is no finite number: {bound!r}")
    if kind == "structure":
        return _read_structure(name, raw)
    if kind == "list":
        return List(name, raw["member"]["shape"], minimum, maximum, sensitive)
    if kind == "map":
        return Map(name, raw["key"]["shape"], raw["value"]["shape"], minimum, maximum, sensitive)
    if kind not in _KINDS:
        raise GenerationError(
            f"shape {name} is of type {kind!r}; the generator knows structure, list, map, "
            + ", ".join(sorted(_KINDS))
        )
    if "enum" in raw:
        return attrs.evolve(_read_enum(name, raw["enum"]), sensitive=sensitive)
    pattern = raw.get("pattern")
    if pattern is not None and not isinstance(pattern, str):
        raise GenerationError(f"shape {name} has a pattern that is not a text: {pattern!r}")
    return Scalar(name, kind, minimum, maximum, pattern, sensitive)


def _is_finite_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _read_enum(name: str, values: object) -> Enum:
    texts = cast("list[object]", values) if isinstance(values, list) else []
    if not texts or not all(isinstance(value, str) for value in texts):
        raise GenerationError(f"enum {name} must list one or more texts, not {values!r}")
    checked = cast("list[str]", texts)
    if len(set(checked)) != len(checked):
        raise GenerationError(f"enum {name} lists a value twice: {checked!r}")
    return Enum(name, tuple(checked))


def _read_structure(name: str, raw: Mapping[str, Any]) -> Structure:
    raw_members: Mapping[str, Mapping[str, Any]] = raw.get("members", {})
    required = set(raw.get("required", ()))
    if not required <= set(raw_members):
        raise GenerationError(
            f"structure {name} requires members that it does not have: "
            f"{sorted(required - set(raw_members))}"
        )
    return Structure(
        name,
        tuple(
            attrs.evolve(
                _read_member(name, member_name, raw_member, required=member_name in required),
                is_payload=member_name == raw.get("payload"),
            )
            for member_name, raw_member in raw_members.items()
        ),
        union=bool(raw.get("union", False)),
        exception=bool(raw.get("exception", False)),
        sensitive=bool(raw.get("sensitive", False)),
        document=bool(raw.get("document", False)),
        event_stream=bool(raw.get("eventstream", False)),
    )


def _read_member(structure: str, name: str, raw: Mapping[str, Any], *, required: bool) -> Member:
    _checked_name(name, _MEMBER_NAME, f"member ({structure})")
    _refuse_unknown_traits(f"member {structure}.{name}", raw, _MEMBER_TRAITS)
    location_name = raw.get("locationName")
    if location_name is not None:
        _checked_name(location_name, _LOCATION_NAME, f"location ({structure}.{name})")
    return Member(
        name,
        raw["shape"],
        required=required,
        idempotency_token=bool(raw.get("idempotencyToken", False)),
        deprecated=bool(raw.get("deprecated", False)),
        json_value=bool(raw.get("jsonvalue", False)),
        location=raw.get("location"),
        location_name=location_name,
    )


def _read_operation(
    name: str, raw: Mapping[str, Any], shapes: Mapping[str, ShapeModel]
) -> Operation:
    _refuse_unknown_traits(f"operation {name}", raw, _OPERATION_TRAITS)

    def structure_name(reference: Mapping[str, Any] | None) -> str | None:
        if reference is None:
            return None
        shape = shapes.get(reference["shape"])
        if not isinstance(shape, Structure):
            raise GenerationError(
                f"operation {name} refers to {reference['shape']!r}, which is not a structure"
            )
        return shape.name

    return Operation(
        name,
        structure_name(raw.get("input")),
        structure_name(raw.get("output")),
        tuple(filter(None, (structure_name(error) for error in raw.get("errors", ())))),
        deprecated=bool(raw.get("deprecated", False)),
        readonly=bool(raw.get("readonly", False)),
        idempotent=bool(raw.get("idempotent", False)),
    )
