"""Register, approve and deploy a version of a model."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.recipes import blocks_of

from sagemaker_typed import SageMaker
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The approved version is served; versions without approval are not."""
    client = SageMaker()
    model = client.describe_model(model_name="churn-v1")
    assert model.primary_container
    assert model.primary_container.model_package_name == names["version"].model_package_arn
    assert names["endpoint"].endpoint_status == "InService"

    client.update_model_package(
        model_package_arn=names["version"].model_package_arn,
        model_approval_status=sm.ModelApprovalStatus.REJECTED,
    )
    with pytest.raises(StopIteration):
        exec(blocks_of("registry")[-1], names)
