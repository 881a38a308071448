"""Checks requests against the service model, with the messages that AWS services have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeAlias

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.patterns import matcher, untranslatable

from .errors import EngineError, invalid
from .moments import moment

__all__ = ["Bound", "bounds_of_shape", "check_request", "wrong_type"]

Problems: TypeAlias = list[tuple[str, str, str]]
"""The path, the value as text, and the rule of each violation."""
Check: TypeAlias = Callable[[Any, str, Problems], None]
Bound: TypeAlias = tuple[float | None, float | None, str | None]
"""The minimum, the maximum and the pattern of a shape."""

_NOT_NULL: Final = "Member must not be null"
_MOST: Final = 10
_OF_FORM: Final = ("Member must have length", "Member must satisfy regular expression")
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "character": (str,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "boolean": (bool,),
    "timestamp": (datetime, str, int, float),
    "blob": (bytes, bytearray, str),
    "list": (list, tuple),
    "map": (dict,),
    "structure": (dict,),
}


def bounds_of_shape(shape: Any) -> Bound:
    """Return the bounds of a botocore shape. A pattern that Python cannot express is left out."""
    metadata = shape.metadata
    pattern = metadata.get("pattern")
    if pattern is not None and not _is_usable(pattern):
        pattern = None
    return metadata.get("min"), metadata.get("max"), pattern


@cache
def _is_usable(pattern: str) -> bool:
    return not untranslatable(pattern)


def wrong_type(path: str, expected: str) -> EngineError:
    """Return the error for a value of another type."""
    return EngineError("SerializationException", f"{path or 'the request'} must be a {expected}")


def check_request(shape: Any, members: Mapping[str, Any], *, is_strict: bool = True) -> None:
    """Check the members of a request.

    Args:
        shape: The shape of the request.
        members: The members.
        is_strict: Whether texts, lists and maps must have the lengths and patterns of the model.

    Raises:
        EngineError: a value has another type, or violates a rule.
    """
    problems: Problems = []
    try:
        _check_of(shape)(members, "", problems)
    except RecursionError:
        raise invalid("the request is nested too deeply") from None
    if not is_strict:
        problems = [problem for problem in problems if not problem[2].startswith(_OF_FORM)]
    if problems:
        shown = "; ".join(
            f"{value} at '{path}' failed to satisfy constraint: {rule}"
            for path, value, rule in problems[:_MOST]
        )
        count = len(problems)
        noun = "error" if count == 1 else "errors"
        raise invalid(f"{count} validation {noun} detected: {shown}")


def _check_of(shape: Any) -> Check:
    """Return the check of a shape, which is made when it is first needed."""
    # botocore makes a shape object per access; members of one operation model are kept.
    kept = getattr(shape, "_sagemaker_typed_check", None)
    if kept is None:
        kept = _made(shape)
        shape._sagemaker_typed_check = kept
    check: Check = kept
    return check


def _made(shape: Any) -> Check:
    kind: str = shape.type_name
    types = _TYPES[kind]
    if getattr(shape, "is_document_type", False):
        return _nothing
    if getattr(shape, "eventstream", False):
        return _nothing
    match kind:
        case "structure":
            return _structure(shape)
        case "list":
            return _list(shape)
        case "map":
            return _map(shape)
        case "string" | "character":
            return _text(shape)
        case "timestamp":
            return _check_moment
        case "boolean" | "blob":

            def check(value: Any, path: str, problems: Problems) -> None:
                if not isinstance(value, types) and not hasattr(value, "read"):
                    raise wrong_type(path, kind)

            return check
        case _:
            return _number(shape, types, kind)


def _check_moment(value: Any, path: str, problems: Problems) -> None:
    if isinstance(value, datetime):
        return
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise wrong_type(path, "timestamp")
        moment(value)
    except (ValueError, OverflowError, OSError):
        raise wrong_type(path, "timestamp") from None


def _nothing(value: Any, path: str, problems: Problems) -> None:
    """Accept any value."""


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _structure(shape: Any) -> Check:
    members = shape.members
    required = tuple(shape.required_members)
    is_union = getattr(shape, "is_tagged_union", False)
    spelled = {name: _lower(name) for name in members}
    tokens = {name for name, member in members.items() if member.metadata.get("idempotencyToken")}
    # Made when first used, because a structure can contain itself.
    checks: dict[str, Check] = {}

    def check(value: Any, path: str, problems: Problems) -> None:
        if not is_map(value):
            raise wrong_type(path, "structure")
        start = f"{path}." if path else ""
        for name in required:
            if value.get(name) is None and name not in tokens:
                problems.append((start + spelled[name], "Value null", _NOT_NULL))
        given: Mapping[str, Any] = value
        if is_union and sum(entry is not None for entry in given.values()) != 1:
            problems.append((path, "Value", "Exactly one member of the union must be set"))
        for name, entry in given.items():
            if entry is None or name not in members:
                continue
            inner = checks.get(name)
            if inner is None:
                inner = checks[name] = _check_of(members[name])
            inner(entry, start + spelled[name], problems)

    return check


def _list(shape: Any) -> Check:
    low, high, _ = bounds_of_shape(shape)
    inner: list[Check] = []

    def check(value: Any, path: str, problems: Problems) -> None:
        if not is_list(value):
            raise wrong_type(path, "list")
        items: list[Any] = [*value]
        _check_length(len(items), low, high, path, "Value", problems)
        if items and not inner:
            inner.append(_check_of(shape.member))
        for number, item in enumerate(items, 1):
            if item is None:
                problems.append((f"{path}.{number}.member", "Value null", _NOT_NULL))
            else:
                inner[0](item, f"{path}.{number}.member", problems)

    return check


def _map(shape: Any) -> Check:
    low, high, _ = bounds_of_shape(shape)
    inner: list[Check] = []

    def check(value: Any, path: str, problems: Problems) -> None:
        if not is_map(value):
            raise wrong_type(path, "map")
        entries: Mapping[Any, Any] = value
        _check_length(len(entries), low, high, path, "Value", problems)
        if entries and not inner:
            inner.extend((_check_of(shape.key), _check_of(shape.value)))
        for key, item in entries.items():
            inner[0](key, f"{path}.key", problems)
            if item is None:
                problems.append((f"{path}.value", "Value null", _NOT_NULL))
            else:
                inner[1](item, f"{path}.value", problems)

    return check


def _text(shape: Any) -> Check:
    low, high, pattern = bounds_of_shape(shape)
    matches = matcher(pattern) if pattern is not None else None
    enum = frozenset(shape.enum)
    values = ", ".join(shape.enum)
    is_sensitive = bool(shape.metadata.get("sensitive"))

    def check(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, str):
            raise wrong_type(path, "string")
        if enum:
            if value not in enum:
                rule = f"Member must satisfy enum value set: [{values}]"
                problems.append((path, _shown(value, is_sensitive), rule))
            return
        length = len(value)
        if (low is not None and length < low) or (high is not None and length > high):
            _check_length(length, low, high, path, _shown(value, is_sensitive), problems)
        elif matches is not None and not matches(value):
            rule = f"Member must satisfy regular expression pattern: {pattern}"
            problems.append((path, _shown(value, is_sensitive), rule))

    return check


def _number(shape: Any, types: tuple[type, ...], kind: str) -> Check:
    low, high, _ = bounds_of_shape(shape)

    def check(given: Any, path: str, problems: Problems) -> None:
        if not isinstance(given, types) or isinstance(given, bool):
            raise wrong_type(path, kind)
        value: Any = given
        if low is not None and value < low:
            rule = f"Member must have value greater than or equal to {low}"
            problems.append((path, f"Value '{value}'", rule))
        if high is not None and value > high:
            rule = f"Member must have value less than or equal to {high}"
            problems.append((path, f"Value '{value}'", rule))

    return check


def _check_length(
    length: int, low: float | None, high: float | None, path: str, shown: str, problems: Problems
) -> None:
    if low is not None and length < low:
        rule = f"Member must have length greater than or equal to {low}"
        problems.append((path, shown, rule))
    if high is not None and length > high:
        rule = f"Member must have length less than or equal to {high}"
        problems.append((path, shown, rule))


def _shown(value: str, is_sensitive: bool) -> str:
    if is_sensitive:
        return "Value"
    short = value if len(value) <= 256 else f"{value[:256]}..."
    return f"Value '{short}'"
