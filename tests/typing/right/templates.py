"""Requests for CloudFormation and Airflow, and what is read from them."""

from typing import Any, assert_type

from sagemaker_typed import Request
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets import (
    from_airflow,
    from_cloudformation,
    read_xcom,
    ref,
    to_airflow,
    to_cloudformation,
)
from sagemaker_typed.targets.cloudformation import ResourceType, intrinsic, resource_types, sub

model = sm.CreateModelRequest(
    model_name=sub("${AWS::StackName}-churn"),
    execution_role_arn=ref("Role.Arn"),
    enable_network_isolation=intrinsic({"Fn::If": ["Live", True, ref("AWS::NoValue")]}),
)
resource = to_cloudformation(model, depends_on="Role", deletion_policy="Retain")
assert_type(resource, dict[str, Any])
assert_type(from_cloudformation(resource), Request[Any])
assert_type(from_cloudformation(resource, sm.CreateModelRequest), sm.CreateModelRequest)
assert_type(resource_types()[0], ResourceType)
assert_type(resource_types()[0].missing, tuple[str, ...])

endpoint = sm.CreateEndpointRequest(endpoint_name="churn", endpoint_config_name="{{ ds }}")
config = to_airflow(model, endpoint, native_templates=True)
assert_type(config, dict[str, Any])
assert_type(from_airflow(config, sm.CreateEndpointRequest), sm.CreateEndpointRequest)
described = read_xcom(sm.DescribeModelResponse, {"Model": {}})
assert_type(described, sm.DescribeModelResponse)
assert_type(described.model_name, str)
