"""Correct use of the classes as types of the fields of Pydantic models."""

from __future__ import annotations

from typing import Any, assert_type

from pydantic import BaseModel, TypeAdapter

from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    DescribeTrainingJobResponse,
    Tag,
    TrainingJobStatus,
)


class Launch(BaseModel):
    """A user's model."""

    request: CreateModelRequest
    tags: list[Tag] = []
    status: TrainingJobStatus | None = None


launch = Launch(
    request=CreateModelRequest(model_name="churn"), tags=[Tag(key="team", value="growth")]
)
assert_type(launch.request, CreateModelRequest)
assert_type(launch.request.model_name, str)
assert_type(launch.status, TrainingJobStatus | None)
for tag in launch.tags:
    assert_type(tag, Tag)
assert_type(Launch.model_validate({"request": {"model_name": "churn"}}), Launch)
assert_type(launch.model_dump(by_alias=True), dict[str, Any])

job = TypeAdapter(DescribeTrainingJobResponse).validate_json("{}")
assert_type(job, DescribeTrainingJobResponse)
