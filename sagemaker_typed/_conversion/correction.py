"""Answers that lack a required member: the read goes on, with the value that stands for nothing.

Smithy's specification calls this client error correction. Only responses are corrected: they have
a place to say so. A request that lacks a required member is a mistake, and an error.
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

# A required structure within itself could be filled in for ever.
_MOST_LEVELS: Final = 32
NO_BRANCH: Final[Mapping[str, object]] = MappingProxyType({})
"""What stands for an absent union; one that came without a branch is another thing."""


def corrected(cls: type[Shape], value: object) -> tuple[object, tuple[str, ...]]:
    """``value`` with the absent required members filled in, and the paths of those.

    ``value`` itself is not changed. The paths are those of the fields, such as
    ``vpc_config.subnets``; there are none where nothing was absent, or could be filled in.
    """
    paths: list[Path] = []
    result = _corrected(Place(kinds.Structure(cls), value), paths)
    return result, tuple(map(str, paths))


def warn(cls: type[Shape], paths: tuple[str, ...]) -> None:
    """Log that an answer was corrected."""
    logger.warning(
        "%s: the service left out members that its model requires; they were filled in: %s",
        cls.__name__,
        ", ".join(paths),
    )


def _corrected(place: Place, paths: list[Path]) -> Any:
    """The value at a place, corrected; ``paths`` get those of what is filled in."""
    content, value = place.content, place.value
    if value is None and place.required_by is not None:
        value = nothing(content)
        if value is None:
            return None
        paths.append(place.path)
        place = place._replace(value=value)
    if value is NO_BRANCH or isinstance(content, kinds.Document):
        return value
    if sum(isinstance(step, str) for step in place.path) > _MOST_LEVELS:
        return value
    parts = {inner.key: _corrected(inner, paths) for inner in inside(place, is_dict=True)}
    match content:
        case kinds.Structure() | kinds.Map() if is_map(value):
            return {**value, **parts}
        case kinds.List() if is_list(value):
            return [*parts.values()]
        case _:
            return value


def nothing(content: Content) -> object:
    """The value that stands for an absent one, as the wire would have it; ``None`` if none does."""
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
