"""Read and check botocore's ``service-2.json``."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

import attrs

from sagemaker_typed._schema.patterns import untranslatable
from sagemaker_typed.codegen.errors import GenerationError

from .http import check_places, with_bodies
from .shapes import (
    Enum,
    List,
    Map,
    Member,
    Operation,
    Scalar,
    Service,
    ShapeModel,
    Structure,
    references,
)

_KINDS = frozenset({"string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"})

# The traits that this module reads.
_SHAPE_TRAITS = frozenset(
    {"type", "members", "member", "key", "value", "required", "min", "max", "pattern", "enum"}
    | {"sensitive", "union", "exception", "payload", "document", "eventstream"}
)
_MEMBER_TRAITS = frozenset(
    {"shape", "idempotencyToken", "jsonvalue", "location", "locationName", "deprecated"}
)
_OPERATION_TRAITS = frozenset(
    {"name", "input", "output", "errors", "idempotent", "readonly", "deprecated"}
)
# The traits that a typed client does not need, by the reason. Any other trait is noted.
_IGNORED_TRAITS: Mapping[str, frozenset[str]] = {
    "prose, or facts in prose": frozenset(
        {"documentation", "deprecatedMessage", "deprecatedSince"}
    ),
    "a deprecated shape: its members and operations say it": frozenset({"deprecated"}),
    "botocore knows the kind of a member from its shape": frozenset({"box", "event", "synthetic"}),
    "botocore decides about errors and retries": frozenset({"error", "fault", "retryable"}),
    "botocore reads a blob payload as a stream, with or without it": frozenset(
        {"streaming", "eventpayload", "requiresLength"}
    ),
    "botocore accepts every format of a timestamp everywhere": frozenset({"timestampFormat"}),
    "null in a list or map is read and sent with or without it": frozenset({"sparse"}),
    "botocore finds the URL and the host": frozenset(
        {"http", "endpoint", "hostLabel", "endpointdiscovery", "endpointoperation"}
        | {"contextParam", "staticContextParams", "operationContextParams"}
    ),
    "botocore signs, compresses and computes checksums": frozenset(
        {"auth", "authtype", "unsignedPayload", "httpChecksum", "httpChecksumRequired"}
        | {"requestcompression"}
    ),
    "only for XML": frozenset({"flattened", "wrapper", "xmlAttribute", "xmlNamespace", "xmlOrder"}),
    "only for the query protocol": frozenset({"queryName"}),
}
_IGNORED = frozenset[str]().union(*_IGNORED_TRAITS.values())
_STRUCTURE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SHAPE_NAME = re.compile(r"_*[A-Za-z][A-Za-z0-9_]*")
_OPERATION_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_LOCATION_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
_MEMBER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


def read_service(name: str, raw: Mapping[str, Any]) -> Service:
    """Read the content of a botocore ``service-2.json``.

    A trait that this module does not know is noted.

    Raises:
        GenerationError: a name cannot be an identifier, a kind of shape is unknown, or a shape that
            is mentioned does not exist.
    """
    _refuse_other_content(raw)
    shapes = {
        _checked_name(shape_name, _allowed(raw_shape), "shape"): _read_shape(shape_name, raw_shape)
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
    check_places(_protocols(metadata), shapes)
    return Service(
        name=name,
        full_name=_one_line(metadata["serviceFullName"]),
        service_id=_one_line(str(metadata.get("serviceId") or name)),
        api_version=_one_line(metadata["apiVersion"]),
        shapes=with_bodies(shapes, operations),
        operations=operations,
        notes=(*_unknown_traits(raw), *_unchecked_patterns(shapes)),
    )


def _protocols(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the protocols of a service; botocore chooses the first in its own order."""
    protocols: object = metadata.get("protocols")
    if isinstance(protocols, list) and protocols:
        return tuple(map(str, cast("list[object]", protocols)))
    return (str(metadata.get("protocol", "json")),)


def _refuse_other_content(raw: object) -> None:
    """Refuse what is not the content of a service model, such as another JSON file."""
    if not isinstance(raw, Mapping):
        raise GenerationError(f"a service model is a JSON object, got {type(raw).__name__}")
    model = cast("Mapping[str, Any]", raw)
    for key, inner in (
        ("metadata", ("apiVersion", "serviceFullName")),
        ("operations", ()),
        ("shapes", ()),
    ):
        part = model.get(key)
        if not isinstance(part, Mapping):
            raise GenerationError(f"the service model has no object {key!r}")
        for name in inner:
            if not isinstance(cast("Mapping[str, Any]", part).get(name), str):
                raise GenerationError(f"the {key} of the service model have no str {name!r}")
    for kind in ("operations", "shapes"):
        for name, part in model[kind].items():
            if not isinstance(part, Mapping):
                raise GenerationError(f"{name!r} in the {kind} of the model is not an object")


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise GenerationError(f"the metadata of the model has unprintable characters: {text!r}")
    return text


def _allowed(raw_shape: Mapping[str, Any]) -> re.Pattern[str]:
    return _STRUCTURE_NAME if raw_shape.get("type") == "structure" else _SHAPE_NAME


def _checked_name(name: str, allowed: re.Pattern[str], what: str) -> str:
    if not allowed.fullmatch(name):
        raise GenerationError(
            f"the {what} name {name!r} in the model does not match {allowed.pattern}"
        )
    return name


def _unknown_traits(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield a note for each trait that the generator does not know, with where it is first."""
    where: dict[tuple[str, str], list[str]] = {}

    def visit(kind: str, name: str, found: Mapping[str, Any], known: frozenset[str]) -> None:
        for trait in found.keys() - known - _IGNORED:
            where.setdefault((kind, trait), []).append(name)

    for name, operation in raw["operations"].items():
        visit("operation", name, operation, _OPERATION_TRAITS)
    for name, shape in raw["shapes"].items():
        visit("shape", name, shape, _SHAPE_TRAITS)
        for member_name, member in shape.get("members", {}).items():
            visit("member", f"{name}.{member_name}", member, _MEMBER_TRAITS)
    for (kind, trait), names in sorted(where.items()):
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        yield (
            f"the trait {trait!r} of the {kind} {names[0]}{more} is unknown, and was ignored: read "
            "it in codegen/model/reading.py, or give there the reason to ignore it"
        )


def _unchecked_patterns(shapes: Mapping[str, ShapeModel]) -> Iterator[str]:
    """Yield a note for each pattern that cannot be checked: one such pattern stops nothing."""
    for shape in shapes.values():
        if isinstance(shape, Scalar) and shape.pattern_problem:
            yield f"the pattern of shape {shape.name} is not checked: {shape.pattern_problem}"


def _read_shape(name: str, raw: Mapping[str, Any]) -> ShapeModel:
    kind = raw["type"]
    minimum, maximum = raw.get("min"), raw.get("max")
    sensitive = bool(raw.get("sensitive", False))
    for bound in (minimum, maximum):
        if bound is not None and not _is_finite_number(bound):
            raise GenerationError(
                f"shape {name} has a bound that is not a finite number: {bound!r}"
            )
    if kind == "structure":
        return _read_structure(name, raw)
    if kind == "list":
        return List(name, raw["member"]["shape"], minimum, maximum, sensitive)
    if kind == "map":
        return Map(name, raw["key"]["shape"], raw["value"]["shape"], minimum, maximum, sensitive)
    if kind not in _KINDS:
        raise GenerationError(
            f"shape {name} has the type {kind!r}; the generator supports structure, list, map, "
            + ", ".join(sorted(_KINDS))
        )
    if "enum" in raw:
        return attrs.evolve(_read_enum(name, raw["enum"]), sensitive=sensitive)
    pattern = raw.get("pattern")
    if pattern is not None and not isinstance(pattern, str):
        raise GenerationError(f"shape {name}: the pattern must be a string, got {pattern!r}")
    problem = "" if pattern is None else untranslatable(pattern)
    return Scalar(name, kind, minimum, maximum, pattern, sensitive, problem)


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
        raise GenerationError(f"enum {name} must be a list of one or more strings, got {values!r}")
    checked = cast("list[str]", texts)
    if len(set(checked)) != len(checked):
        raise GenerationError(f"enum {name} has duplicate values: {checked!r}")
    return Enum(name, tuple(checked))


def _read_structure(name: str, raw: Mapping[str, Any]) -> Structure:
    raw_members: Mapping[str, Mapping[str, Any]] = raw.get("members", {})
    required = set(raw.get("required", ()))
    if not required <= set(raw_members):
        raise GenerationError(
            f"structure {name} requires members that do not exist: "
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
        error_status=_status(raw),
        sensitive=bool(raw.get("sensitive", False)),
        document=bool(raw.get("document", False)),
        event_stream=bool(raw.get("eventstream", False)),
    )


def _status(raw: Mapping[str, Any]) -> int | None:
    """Return the HTTP status of an exception; ``None`` if there is none, or not a number."""
    error: Any = raw.get("error")
    given: Any = Mapping  # a narrowed type would be partially unknown
    status = error.get("httpStatusCode") if isinstance(error, given) else None
    return status if isinstance(status, int) else None


def _read_member(structure: str, name: str, raw: Mapping[str, Any], *, required: bool) -> Member:
    _checked_name(name, _MEMBER_NAME, f"member ({structure})")
    location_name = raw.get("locationName")
    # All headers of a response have the empty prefix.
    is_all_headers = location_name == "" and raw.get("location") == "headers"
    if location_name is not None and not is_all_headers:
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
