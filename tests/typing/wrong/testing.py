"""Errors with fakes and recordings.

The comment above each error has its kind and the words that all checkers must report; see
kinds.toml. A checker that does not report an error is listed after "not". If a new release of the
checker does report it, the test fails.
"""
# ruff: noqa: B018, F401, I001 - each error has its own line

from __future__ import annotations

from sagemaker_typed import SageMaker
from sagemaker_typed.runtime import InvokeEndpointRequest
from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    CreateModelResponse,
    DeleteModelRequest,
    DeleteModelResponse,
)
from sagemaker_typed.testing import FakeService, Recorder

# -> misspelt-import: FakeServic
from sagemaker_typed.testing import FakeServic

created = CreateModelResponse(model_arn="arn")
fake = FakeService(SageMaker)
invoke = InvokeEndpointRequest(endpoint_name="churn", body=b"")


def made(name: str) -> CreateModelResponse:
    return CreateModelResponse(model_arn=name)


# -> misspelt-keyword: model_nam
fake.on(CreateModelRequest(model_nam="churn"))
# -> wrong-argument: CreateModelResponse
fake.on(CreateModelRequest).returns(DeleteModelResponse())
# -> wrong-argument: DeleteModelResponse
fake.on(DeleteModelRequest(model_name="churn")).returns(created)
# -> misspelt-attribute: model_nam
fake.on(CreateModelRequest, where=lambda request: request.model_nam == "churn")
# -> misspelt-attribute: model_nam
fake.on(CreateModelRequest).returns(lambda request: made(request.model_nam))
# -> wrong-service: on
fake.on(invoke)
# -> misspelt-attribute: return_
fake.on(CreateModelRequest).return_
# -> misspelt-keyword: time
fake.on(CreateModelRequest).throttles(time=2)
# -> misspelt-keyword: region
FakeService(SageMaker, region="eu-west-1")
# -> misspelt-keyword: keep_secrets
Recorder(fake.client, "calls.json", keep_secrets=True)
# -> wrong-argument: type[
FakeService("SageMaker")
