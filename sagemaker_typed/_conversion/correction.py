"""Correction of responses without a required member, which is filled with an empty default.

The Smithy specification calls this client error correction. Only responses are corrected, because
``ResponseMetadata.corrected`` can report it. A request without a required member is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, assert_never

from sagemaker_typed._log import logger
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import Path
from sagemaker_typed._schema.walk import Place, inside
from sagemaker_typed.operation import Shape, TaggedUnion

# A recursive structure with required members would be filled forever.
_MAX_LEVELS: Final = 32
NO_BRANCH: Final[Mapping[str, object]] = MappingProxyType({})
"""The default of an absent union, as opposed to a union that was received without a branch."""


def corrected(cls: type[Shape], value: object) -> tuple[object, tuple[str, ...]]:
    """Return ``value`` with absent required members filled in, and the paths of these members.

    ``value`` itself is not changed. The paths consist of field names, such as
    ``vpc_config.subnets``. They are empty if no member was absent or none could be filled in.
    """
    paths: list[Path] = []
    result = _corrected(Place(kinds.Structure(cls), value), paths)
    return result, tuple(map(str, paths))


def warn(cls: type[Shape], paths: tuple[str, ...]) -> None:
    """Log that a response was corrected."""
    logger.warning(
        "%s: the service omitted required members, which were filled with empty defaults: %s",
        cls.__name__,
        ", ".join(paths),
    )


def _corrected(place: Place, paths: list[Path]) -> Any:
    """Return the corrected value of a place, and add the paths of filled members to ``paths``."""
    content, value = place.content, place.value
    if value is None and place.required_by is not None:
        value = empty_default(content)
        if value is None:
            return None
        paths.append(place.path)
        place = place._replace(value=value)
    if value is NO_BRANCH or isinstance(content, kinds.Document):
        return value
    if sum(isinstance(step, str) for step in place.path) > _MAX_LEVELS:
        return value
    parts = {inner.key: _corrected(inner, paths) for inner in inside(place, is_dict=True)}
    match content:
        case kinds.Structure() | kinds.Map() if is_map(value):
            return {**value, **parts}
        case kinds.List() if is_list(value):
            return [*parts.values()]
        case _:
            return value


def empty_default(content: Content) -> object:
    """Return the wire value to fill in for an absent member, or ``None`` if there is none."""
    match content:
        case kinds.Text() | kinds.Number() | kinds.Boolean() | kinds.Blob():
            return content.type()
        case kinds.Enum():
            return ""
        case kinds.Timestamp():
            return 0
        case kinds.Stream():
            return b""
        case kinds.List():
            return []
        case kinds.Structure() if issubclass(content.type, TaggedUnion):
            return NO_BRANCH
        case kinds.Structure() | kinds.Map() | kinds.Document():
            return {}
        case kinds.Events() | kinds.Other():
            return None
        case _:
            assert_never(content)
