"""The violations that botocore finds in the parameters of an untyped request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from botocore.validate import ParamValidator

from sagemaker_typed._conversion.fixes import kind
from sagemaker_typed._conversion.violation import Violation, is_showable, shown
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed.sensitive import without_secrets
from sagemaker_typed.untyped import UntypedRequest
from sagemaker_typed.validation import ViolationError

from .session import BotoClient

_QUOTED: Final = re.compile(r".*'(.+)'.*")


def untyped_violations(client: BotoClient, request: UntypedRequest) -> ViolationError | None:
    """Return the error for the parameters of a request; ``None`` if nothing is found.

    Args:
        client: The boto3 client, whose validation has refused the request.
        request: The request.
    """
    service: Any = client.meta.service_model
    shape: Any = service.operation_model(request.__operation__).input_shape
    if shape is None:
        return None
    validator: Any = ParamValidator()
    found = getattr(validator.validate(request.parameters, shape), "_errors", ())
    violations = tuple(
        _violation(
            rule, without_secrets(name.removeprefix("."), request, shortest=1), facts, request
        )
        for rule, name, facts in found
        if not _is_filled_in(shape, name, facts)
    )
    return ViolationError(type(request).__name__, violations) if violations else None


def _is_filled_in(shape: Any, name: str, facts: Mapping[str, Any]) -> bool:
    """Return whether a member is missing that botocore fills in: an idempotency token."""
    member = None if name else shape.members.get(facts.get("required_name"))
    return member is not None and "idempotencyToken" in member.metadata


def _violation(
    rule: str, path: str, facts: Mapping[str, Any], request: UntypedRequest
) -> Violation:
    if rule == "missing required field":
        return Violation(_joined(path, facts["required_name"]), "required", "required, but missing")
    if rule == "unknown field":
        name, known = facts["unknown_param"], facts["valid_names"]
        near = nearest(name, known)
        hint = f"did you mean {either(near)}?" if near else f"the members are {', '.join(known)}"
        return Violation(_joined(path, name), "unknown", f"not a member in this botocore; {hint}")
    value = facts.get("param")
    kept, refused = (value, shown(value)) if _is_showable(value, request) else (None, kind(value))
    match rule:
        case "invalid range":
            text = f"must be at least {facts['min_allowed']}, got {refused}"
            return Violation(path, "min", text, kept)
        case "invalid length":
            text = f"must have a length of at least {facts['min_allowed']}, got {refused}"
            return Violation(path, "min_length", text, kept)
        case "more than one input" | "empty input":
            text = f"exactly one of {', '.join(facts['members'])} must be set"
            return Violation(path, "union", text)
        case "unable to encode to json":
            return Violation(path, "json", "not valid as JSON")
        case _:
            expected = either(_QUOTED.sub(r"\1", name) for name in facts.get("valid_types", ()))
            return Violation(path, "type", f"expected {expected}, got {refused}", kept)


def _is_showable(value: Any, request: UntypedRequest) -> bool:
    if not is_showable(value):
        return False
    text = str(value)
    return without_secrets(text, request, shortest=1) == text


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
