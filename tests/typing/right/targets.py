"""Requests for targets, which may have placeholders in any field."""

from typing import assert_type

from sagemaker_typed import Violation, violations
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets import ref

request = sm.CreateEndpointConfigRequest(
    endpoint_config_name=ref("$.name"),
    production_variants=[
        sm.ProductionVariant(
            variant_name="blue", initial_instance_count=ref("$.count"), instance_type=ref("$.type")
        ),
        ref("$.green"),
    ],
    tags=ref("$.tags"),
)
assert_type(violations(request, placeholders=True), tuple[Violation, ...])
