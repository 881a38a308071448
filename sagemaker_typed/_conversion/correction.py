"""Answers that lack a required member: the read goes on, with the value that stands for nothing.

Smithy's specification calls this client error correction. Only responses are corrected: they have
a place to say so. A request that lacks a required member is a mistake, and an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from sagemaker_typed._log import logger
from sagemaker_typed._schema.fields import (
    Content,
    EnumValue,
    Events,
    ListOf,
    MapOf,
    Nested,
    Other,
    Plain,
    Stream,
    Timestamp,
    entries,
    field_contents,
    numbered,
    required_fields,
)
from sagemaker_typed.operation import Shape, TaggedUnion

_NO_VALUE: Final[Mapping[type, object]] = {str: "", int: 0, float: 0.0, bool: False, bytes: b""}
# A required structure within itself could be filled in for ever.
_MOST_LEVELS: Final = 32
NO_BRANCH: Final[Mapping[str, object]] = MappingProxyType({})
"""What stands for an absent union; one that came without a branch is another thing."""


def corrected(cls: type[Shape], value: object) -> tuple[object, tuple[str, ...]]:
    """``value`` with the absent required members filled in, and the paths of those.

    ``value`` itself is not changed. The paths are those of the fields, such as
    ``vpc_config.subnets``; there are none where nothing was absent, or could be filled in.
    """
    walk = _Walk()
    return walk.value(Nested(cls), value, ""), tuple(walk.paths)


def warn(cls: type[Shape], paths: tuple[str, ...]) -> None:
    """Log that an answer was corrected."""
    logger.warning(
        "%s: the service left out members that its model requires; they were filled in: %s",
        cls.__name__,
        ", ".join(paths),
    )


@attrs.define(eq=False, repr=False)
class _Walk:
    paths: list[str] = attrs.field(factory=list[str])

    def value(self, content: Content, value: Any, path: str) -> Any:
        match content:
            case Nested() if value is not NO_BRANCH and isinstance(value, Mapping):
                return self._structure(content.type, dict(entries(value)), path)
            case ListOf() if isinstance(value, list):
                return [
                    self.value(content.member, item, f"{path}[{number}]")
                    for number, item in numbered(value)
                ]
            case MapOf() if isinstance(value, Mapping):
                return {
                    key: self.value(content.value, item, f"{path}[{key!r}]")
                    for key, item in entries(value)
                }
            case _:
                return value

    def _structure(self, cls: type[Shape], value: Mapping[str, Any], path: str) -> dict[str, Any]:
        result = dict(value)
        required = required_fields(cls)
        if path.count(".") > _MOST_LEVELS:
            return result
        for name, content in field_contents(cls).items():
            wire = cls.__wire_names__[name]
            here = f"{path}.{name}" if path else name
            if result.get(wire) is not None:
                result[wire] = self.value(content, result[wire], here)
            elif name in required and not isinstance(content, Other | Events):
                self.paths.append(here)
                result[wire] = self.value(content, _nothing(content), here)
        return result


def _nothing(content: Content) -> object:
    """The value that stands for an absent one, as the wire would have it."""
    match content:
        case Plain():
            return _NO_VALUE[content.type]
        case EnumValue():
            return ""
        case Timestamp():
            return 0
        case Stream():
            return b""
        case ListOf():
            return []
        case Nested() if issubclass(content.type, TaggedUnion):
            return NO_BRANCH
        case _:
            return {}
