"""The locations of members in HTTP messages, and the blobs that are HTTP bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import cast

import attrs

from sagemaker_typed.codegen.errors import GenerationError

from .shapes import BODY, List, Map, Member, Operation, Scalar, ShapeModel, Structure, references

_PROTOCOLS = frozenset({"json", "rest-json", "smithy-rpc-v2-cbor"})
_WITHOUT_PLACES = frozenset({"json", "smithy-rpc-v2-cbor"})
_LOCATIONS = frozenset({"uri", "querystring", "header", "headers", "statusCode"})


def check_places(protocols: Sequence[str], shapes: Mapping[str, ShapeModel]) -> None:
    """Refuse protocols and locations that the runtime does not support.

    Args:
        protocols: The protocols of the service; botocore chooses one of them.
        shapes: The shapes of the service.
    """
    if not _PROTOCOLS.intersection(protocols):
        raise GenerationError(
            f"the service uses the protocol {' or '.join(map(repr, protocols))}; the runtime "
            f"supports {', '.join(sorted(_PROTOCOLS))}"
        )
    without_places = _WITHOUT_PLACES.issuperset(protocols)
    for shape in shapes.values():
        for member in shape.members if isinstance(shape, Structure) else ():
            where = f"member {shape.name}.{member.name}"
            if member.location is not None and member.location not in _LOCATIONS:
                raise GenerationError(f"{where} has an unknown location: {member.location!r}")
            if without_places and (member.location_name or member.location):
                raise GenerationError(
                    f"{where} has a location or location name, which is not supported with the "
                    f"protocol {protocols[0]}"
                )


def with_bodies(
    shapes: Mapping[str, ShapeModel], operations: Mapping[str, Operation]
) -> Mapping[str, ShapeModel]:
    """Return the shapes, with the blobs that are HTTP bodies marked as such.

    A blob that is an HTTP body and also a member elsewhere becomes two shapes.
    """
    inputs = {operation.input for operation in operations.values()}
    outputs = {operation.output for operation in operations.values()}
    found = dict(shapes)
    bodies: defaultdict[str, list[str]] = defaultdict(list)
    within: set[str] = set()
    for name, shape in shapes.items():
        members: list[Member] = []
        for member in shape.members if isinstance(shape, Structure) else ():
            blob = shapes[member.shape]
            is_body = member.is_payload and isinstance(blob, Scalar) and blob.kind == "blob"
            members.append(attrs.evolve(member, is_stream=is_body and name in outputs))
            if is_body and name in inputs:
                bodies[blob.name].append(name)
                if name in outputs:
                    raise GenerationError(
                        f"{name}.{member.name} is the body of a request and of a response; "
                        "the generator supports only one of the two"
                    )
            elif not is_body:
                within.add(blob.name)
        if isinstance(shape, Structure):
            found[name] = attrs.evolve(shape, members=tuple(members))
        elif isinstance(shape, List | Map):
            within.update(references(shape))
    for blob_name, structures in bodies.items():
        body = attrs.evolve(cast("Scalar", shapes[blob_name]), kind=BODY)
        if blob_name in within:
            body = attrs.evolve(body, name=_free_name(f"{blob_name}AsBody", found))
            for name in structures:
                found[name] = _with_payload(cast("Structure", found[name]), body.name)
        found[body.name] = body
    return found


def _free_name(name: str, taken: Mapping[str, ShapeModel]) -> str:
    while name in taken:
        name += "_"
    return name


def _with_payload(structure: Structure, shape: str) -> Structure:
    """Return a structure whose payload has another shape."""
    members = (
        attrs.evolve(member, shape=shape) if member.is_payload else member
        for member in structure.members
    )
    return attrs.evolve(structure, members=tuple(members))
