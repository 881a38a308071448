"""Compare a JSON Schema with the rules of the package, on the same JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from helpers.samples import namespace, operations, sample
from helpers.valid_texts import with_valid_texts
from jsonschema import Draft202012Validator, ValidationError, validators

from sagemaker_typed import (
    ConversionError,
    Response,
    Shape,
    TaggedUnion,
    from_boto,
    from_json,
    json_schema,
    to_json,
    violations,
)
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.json_schemas.ecma import ecma

MOST: Final = 201
"""The maximum size of a list or map that is tried. Longer ones take seconds."""


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    """Check a pattern as ECMA-262: ``$`` does not match before a final line end."""
    exact = pattern.removesuffix("$") + r"\Z"
    if isinstance(instance, str) and not re.search(exact, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


# As Any, because the stubs of jsonschema are not complete.
_untyped: Final[Any] = validators
Plain: Final[Any] = Draft202012Validator
Validator: Final[Any] = _untyped.extend(Plain, {"pattern": _pattern})


@cache
def validator(cls: Any, *, is_open: bool | None = False) -> Any:
    """Return a validator; by default of a schema that allows nothing unknown."""
    return Validator(json_schema(cls, unknown_members=is_open, open_enums=is_open))


def problems(cls: type[Shape], value: Any, *, is_open: bool | None = False) -> list[str]:
    """Return what the package refuses in a JSON value, except for patterns without translation."""
    text = json.dumps(value)
    try:
        obj: Any = from_json(cls, text, unknown_members=is_open, open_enums=is_open)
    except ConversionError as error:
        return [str(problem) for problem in error.problems]
    found = [str(one) for one in violations(obj) if not _is_untranslated(str(one))]
    if isinstance(obj, Response):
        found += obj.response_metadata.corrected
    return found


def _is_untranslated(message: str) -> bool:
    _, is_about_pattern, pattern = message.partition(" does not match the pattern ")
    return bool(is_about_pattern) and ecma(pattern) is None


@cache
def models() -> dict[type[Shape], Any]:
    """Return botocore's shape of every class without streams."""
    found: dict[type[Shape], Any] = {}
    for operation in operations():
        if operation.input is not None:
            _add(found, kinds.Structure(operation.request), operation.input)
        if operation.output is not None and operation.payload is None:
            _add(found, kinds.Structure(operation.response), operation.output)
        elif operation.model.has_event_stream_output:
            output: Any = operation.output
            stream = output.members[operation.payload or ""]
            cls = getattr(namespace(operation.service), stream.name)
            _add(found, kinds.Structure(cls), stream)
    return found


def _add(found: dict[type[Shape], Any], content: Content, shape: Any) -> None:
    match content:
        case kinds.Structure(type=cls) if cls not in found:
            found[cls] = shape
            for name, inner in field_contents(cls).items():
                _add(found, inner, shape.members[cls.__wire_names__[name]])
        case kinds.List():
            _add(found, content.member, shape.member)
        case kinds.Map():
            _add(found, content.key, shape.key)
            _add(found, content.value, shape.value)
        case _:
            pass


def documents(cls: type[Shape], shape: Any) -> Iterator[tuple[str, Any]]:
    """Yield the name of each member, and a valid document with the member and all required ones."""
    members = {name: sample(member, "required") for name, member in shape.members.items()}
    required = {name: members[name] for name in shape.required_members}
    for name, value in members.items():
        alone = issubclass(cls, TaggedUnion)
        obj = from_boto(cls, {name: value} if alone else {**required, name: value})
        yield name, json.loads(to_json(with_valid_texts(obj)))


def wrong_values(content: Content, right: Any) -> Iterator[Any]:
    """Yield values that break the rules of a content, and some that may not."""
    match content:
        case kinds.Text(bounds=bounds):
            yield from ("", "x", "é", " ", "a\n", "a b!/\\?*", 5, True, [])
            for length in {bounds.min_length - 1, (bounds.max_length or 0) + 1}:
                yield from (letter * min(max(length, 0), 5000) for letter in "a1")
        case kinds.Number(bounds=bounds):
            yield from (0, -1, 1.5, 2.0, "1", True, [], 10**12)
            for end in filter(None, (bounds.minimum, bounds.maximum)):
                yield from (end - 1, end, end + 1)
        case kinds.Boolean():
            yield from ("true", 1, 0, [])
        case kinds.Blob():
            yield from ("", "YQ==", "YQ=", "not base64!", "YQ==\n", 5, {})
        case kinds.Timestamp():
            yield from ("2026-01-02T03:04:05Z", 0, 1.5, True, [], {})
        case kinds.Enum():
            yield from ("no such value", "", next(iter(content.type)).value, 5)
        case kinds.Structure():
            yield from ([], "text", 5, {}, {**right, "NoSuchMember": 1})
        case kinds.List(bounds=bounds):
            yield from ({}, "text", [], [None])
            for length in {bounds.min_length - 1, (bounds.max_length or 0) + 1}:
                yield (right * min(max(length, 0), MOST))[: max(length, 0)]
            yield from ([value] for value in wrong_values(content.member, right[0]))
        case kinds.Map(bounds=bounds):
            key, value = next(iter(right.items()))
            yield from ([], "text", {}, {key: None}, {"": value}, {"é" * 5000: value})
            size = min((bounds.max_length or 0) + 1, MOST)
            yield {f"{key}{number}": value for number in range(size)}
            yield from ({key: wrong} for wrong in wrong_values(content.value, value))
        case kinds.Document():
            yield from (0, False, "", [None], {"a": None})
        case kinds.Stream() | kinds.Events() | kinds.Other():
            return


def refusal(cls: Any, value: Any, *, is_open: bool | None = False) -> list[str]:
    """Return why the schema refuses a value, after a check that the package agrees."""
    found = [one.message for one in validator(cls, is_open=is_open).iter_errors(value)]
    ours = problems(cls, value, is_open=is_open)
    assert bool(found) == bool(ours), (cls.__name__, found, ours, json.dumps(value)[:2000])
    return found


def references(value: Any) -> set[str]:
    """Return every reference in a schema. No member of the service is called ``$ref``."""
    return {*re.findall(r'"\$ref": "([^"]+)"', json.dumps(value))}
