"""Reduce a raw service model to what a comparison reads.

The generator refuses what it does not know. A comparison must also read models that are older or
newer than the generator, so it keeps what it knows and drops everything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any, Final

from sagemaker_typed.codegen.errors import GenerationError

_METADATA: Final = frozenset({"apiVersion", "serviceFullName", "serviceId"})
_SHAPE: Final = frozenset(
    {"type", "members", "member", "key", "value", "required", "min", "max", "pattern", "enum"}
    | {"sensitive", "union", "exception", "payload", "document", "eventstream"}
)
_MEMBER: Final = frozenset(
    {"shape", "idempotencyToken", "jsonvalue", "location", "locationName", "deprecated"}
)
_OPERATION: Final = frozenset(
    {"name", "input", "output", "errors", "idempotent", "readonly", "deprecated"}
)
_REFERENCE: Final = frozenset({"shape"})


def essential(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of a ``service-2.json`` without documentation and unread traits.

    Raises:
        GenerationError: it is not the content of a service model.
    """
    try:
        return {
            # The protocol does not matter, and this one permits every location of a member.
            "metadata": {**_only(raw["metadata"], _METADATA), "protocol": "rest-json"},
            "operations": {name: _operation(row) for name, row in raw["operations"].items()},
            "shapes": {name: _shape(row) for name, row in raw["shapes"].items()},
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise GenerationError(f"this is not a botocore service model: {error!r}") from error


def _only(row: Mapping[str, Any], known: Set[str]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key in known}


def _operation(row: Mapping[str, Any]) -> dict[str, Any]:
    found = _only(row, _OPERATION)
    for side in ("input", "output"):
        if side in found:
            found[side] = _only(found[side], _REFERENCE)
    found["errors"] = [_only(error, _REFERENCE) for error in found.get("errors", ())]
    return found


def _shape(row: Mapping[str, Any]) -> dict[str, Any]:
    found = _only(row, _SHAPE)
    if "members" in found:
        found["members"] = {n: _only(member, _MEMBER) for n, member in found["members"].items()}
    for part in ("member", "key", "value"):
        if part in found:
            found[part] = _only(found[part], _REFERENCE)
    return found
