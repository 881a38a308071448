"""Fields that answers usually have, although their classes do not require them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["USUAL"]

USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "DescribeCompilationJobResponse": ("input_config",),
    "DescribeFeatureGroupResponse": ("next_token",),
    "DescribeModelPackageGroupResponse": ("created_by",),
    "DescribeModelPackageResponse": ("model_package_name",),
    "DescribeProcessingJobResponse": ("processing_resources",),
    "DescribeTrainingJobResponse": ("model_artifacts",),
    "ModelMetadataSummary": ("framework_version",),
}
"""The fields that the service model requires, by class.

``codegen/rooms.toml`` says in which cases the service omits them; a test compares.
"""
