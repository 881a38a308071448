"""Errors in requests for CloudFormation and Airflow."""
# ruff: noqa: B018 - each error has its own line

from __future__ import annotations

from sagemaker_typed.sagemaker import CreateModelRequest, DescribeModelResponse, Tag
from sagemaker_typed.targets import (
    from_airflow,
    from_cloudformation,
    read_xcom,
    to_airflow,
    to_cloudformation,
)
from sagemaker_typed.targets.cloudformation import resource_types

model = CreateModelRequest(model_name="churn")
tag = Tag(key="team", value="growth")

# -> wrong-argument: Tag
to_cloudformation(tag)
# -> wrong-argument: Keep
to_cloudformation(model, deletion_policy="Keep")
# -> misspelt-keyword: depend_on
to_cloudformation(model, depend_on="Role")
# -> out-of-bounds: Tag
from_cloudformation({}, Tag)
# -> misspelt-attribute: modelname
from_cloudformation({}, CreateModelRequest).modelname
# -> misspelt-attribute: mising
resource_types()[0].mising
# -> wrong-argument: Tag
to_airflow(model, tag)
# -> out-of-bounds: Tag
from_airflow({}, Tag)
# -> misspelt-attribute: model_nam
from_airflow({}, CreateModelRequest).model_nam
# -> misspelt-attribute: model_nam
read_xcom(DescribeModelResponse, {}).model_nam
