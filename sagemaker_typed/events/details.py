"""Details of events as objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sagemaker_typed._conversion.correction import corrected
from sagemaker_typed._conversion.registry import wire_hook
from sagemaker_typed._schema import kinds
from sagemaker_typed.operation import Response, ResponseMetadata, Shape

from .normalizing import normalized

__all__ = ["detail_of"]

ShapeT = TypeVar("ShapeT", bound=Shape)


def detail_of(cls: type[ShapeT], value: Mapping[str, Any]) -> tuple[ShapeT, tuple[str, ...]]:
    """Return the detail of an event as an object, and the paths of members that were filled in.

    Args:
        cls: The class of the object.
        value: The detail. It is not changed, and the object shares nothing with it.

    Raises:
        ConversionError: a member has another type than its field.
    """
    members = normalized(kinds.Structure(cls), value)
    complete, paths = corrected(cls, members)
    detail: ShapeT = wire_hook(cls)(complete, cls)
    if isinstance(detail, Response):
        detail.response_metadata = ResponseMetadata(corrected=paths)
    return detail, paths
