"""The minimum of a shape, which this package checks before sending, as botocore does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sagemaker_typed.codegen.model.shapes import List, Scalar, ShapeModel

from .facts import Effect, Use

_UNCHECKED: Final = frozenset({"blob", "body"})


def of_minimum(old: ShapeModel, new: ShapeModel, used: Sequence[Use]) -> tuple[Effect, str]:
    """Return the effect of another minimum length, size or value."""
    if "requests" not in used:
        return "invisible", "responses are not validated"
    before, after = _checked(old), _checked(new)
    if before == after:
        return "invisible", "the same values are refused before sending"
    if after is not None and (before is None or after > before):
        return "breaking", "values below the minimum are refused before sending"
    return "additive", "smaller values are no longer refused before sending"


def _checked(shape: ShapeModel) -> float | None:
    """Return the minimum that is checked before sending; botocore checks none for maps."""
    if isinstance(shape, List):
        return shape.minimum or 0
    if not isinstance(shape, Scalar) or shape.kind in _UNCHECKED:
        return None
    return shape.minimum or 0 if shape.kind == "string" else shape.minimum
