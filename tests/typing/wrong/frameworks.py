"""Errors in values for the fields of Pydantic models."""
# ruff: noqa: B018 - each error has its own line

from __future__ import annotations

from pydantic import BaseModel

from sagemaker_typed.sagemaker import CreateModelRequest, Tag, TrainingJobStatus


class Launch(BaseModel):
    """A user's model."""

    request: CreateModelRequest
    status: TrainingJobStatus = TrainingJobStatus.COMPLETED


request = CreateModelRequest(model_name="churn")

# -> missing-keyword: request
Launch()
# -> wrong-argument: Tag, CreateModelRequest | not ty, pyrefly
Launch(request=Tag(key="team", value="churn"))
# -> wrong-argument: TrainingJobStatus | not ty, pyrefly
Launch(request=request, status="Faild")
# -> misspelt-attribute: model_nam
Launch(request=request).request.model_nam
