"""Inference components: two models, of which one has two copies."""

from __future__ import annotations

from typing import Any

from sagemaker_typed import SageMaker
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The second component was scaled."""
    listing = sm.ListInferenceComponentsRequest(endpoint_name_equals="writers")
    found = [one.inference_component_name for one in SageMaker().items(listing)]
    assert sorted(found) == ["letters", "poems"]
    assert names["poems"].runtime_config.desired_copy_count == 2
    assert names["poems"].runtime_config.current_copy_count == 2
    assert names["poems"].inference_component_status == "InService"
    assert names["poems"].endpoint_arn.endswith(":123456789012:endpoint/writers")
    image = names["poems"].specification.container.deployed_image
    assert image.resolved_image == names["IMAGE"]
