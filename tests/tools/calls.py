"""The same calls, raw with boto3 and typed. Each returns the request id that its caller sees."""

import asyncio
from contextvars import copy_context

import boto3
from botocore.exceptions import ClientError

from sagemaker_typed import (
    AsyncSageMaker,
    AsyncSageMakerRuntime,
    SageMaker,
    SageMakerRuntime,
    ServiceError,
)

OPTIONS = {
    "region_name": "eu-west-1",
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "testing",
}
NAME = "churn"
ROLE = "arn:aws:iam::123456789012:role/sagemaker"
JSON = "application/json"


class Raw:
    """Calls with boto3."""

    def __init__(self, sagemaker_url=None, runtime_url=None):
        self.sagemaker = boto3.client("sagemaker", endpoint_url=sagemaker_url, **OPTIONS)
        self.runtime = boto3.client("sagemaker-runtime", endpoint_url=runtime_url, **OPTIONS)

    def close(self):
        self.sagemaker.close()
        self.runtime.close()

    def boto_clients(self):
        return self.sagemaker, self.runtime

    def create(self):
        return id_of(self.sagemaker.create_model(ModelName=NAME, ExecutionRoleArn=ROLE))

    def describe(self):
        return id_of(self.sagemaker.describe_model(ModelName=NAME))

    def list(self):
        return id_of(self.sagemaker.list_models(MaxResults=10))

    def fail(self):
        try:
            self.sagemaker.describe_model(ModelName="no")
        except ClientError as error:
            return id_of(error.response)

    def invoke(self):
        response = self.runtime.invoke_endpoint(EndpointName="churn", Body=b"[1]", ContentType=JSON)
        assert response["Body"].read()
        return id_of(response)

    def stream(self):
        response = self.runtime.invoke_endpoint_with_response_stream(
            EndpointName="churn", Body=b"[1, 2, 3]", ContentType=JSON
        )
        assert list(response["Body"])
        return id_of(response)

    def delete(self):
        return id_of(self.sagemaker.delete_model(ModelName=NAME))


class Typed:
    """The same calls with this package."""

    def __init__(self, sagemaker_url=None, runtime_url=None):
        self.sagemaker = SageMaker(endpoint_url=sagemaker_url, **OPTIONS)
        self.runtime = SageMakerRuntime(endpoint_url=runtime_url, **OPTIONS)

    def close(self):
        self.sagemaker.close()
        self.runtime.close()

    def boto_clients(self):
        return self.sagemaker.boto_client, self.runtime.boto_client

    def create(self):
        response = self.sagemaker.create_model(model_name=NAME, execution_role_arn=ROLE)
        return response.response_metadata.request_id

    def describe(self):
        return self.sagemaker.describe_model(model_name=NAME).response_metadata.request_id

    def list(self):
        return self.sagemaker.list_models(max_results=10).response_metadata.request_id

    def fail(self):
        try:
            self.sagemaker.describe_model(model_name="no")
        except ServiceError as error:
            return error.request_id

    def invoke(self):
        response = self.runtime.invoke_endpoint(
            endpoint_name="churn", body=b"[1]", content_type=JSON
        )
        assert response.body.read()
        return response.response_metadata.request_id

    def stream(self):
        response = self.runtime.invoke_endpoint_with_response_stream(
            endpoint_name="churn", body=b"[1, 2, 3]", content_type=JSON
        )
        with response.body as events:
            assert list(events)
        return response.response_metadata.request_id

    def delete(self):
        return self.sagemaker.delete_model(model_name=NAME).response_metadata.request_id


class Asynchronous:
    """The same calls with the asynchronous clients."""

    def __init__(self, sagemaker_url=None, runtime_url=None):
        self.runner = asyncio.Runner()
        self.sagemaker = AsyncSageMaker(endpoint_url=sagemaker_url, **OPTIONS)
        self.runtime = AsyncSageMakerRuntime(endpoint_url=runtime_url, **OPTIONS)
        self.runner.run(self.sagemaker.__aenter__())
        self.runner.run(self.runtime.__aenter__())

    def close(self):
        self.runner.run(self.sagemaker.aclose())
        self.runner.run(self.runtime.aclose())
        self.runner.close()

    def boto_clients(self):
        return self.sagemaker.boto_client, self.runtime.boto_client

    def create(self):
        return self.id_of(self.sagemaker.create_model(model_name=NAME, execution_role_arn=ROLE))

    def describe(self):
        return self.id_of(self.sagemaker.describe_model(model_name=NAME))

    def list(self):
        return self.id_of(self.sagemaker.list_models(max_results=10))

    def fail(self):
        try:
            self.id_of(self.sagemaker.describe_model(model_name="no"))
        except ServiceError as error:
            return error.request_id

    def invoke(self):
        return self.run(self._invoke())

    async def _invoke(self):
        response = await self.runtime.invoke_endpoint(
            endpoint_name="churn", body=b"[1]", content_type=JSON
        )
        assert await response.body.aread()
        return response.response_metadata.request_id

    def stream(self):
        return self.run(self._stream())

    async def _stream(self):
        response = await self.runtime.invoke_endpoint_with_response_stream(
            endpoint_name="churn", body=b"[1, 2, 3]", content_type=JSON
        )
        async with response.body as events:
            assert [event async for event in events]
        return response.response_metadata.request_id

    def delete(self):
        return self.id_of(self.sagemaker.delete_model(model_name=NAME))

    def id_of(self, call):
        return self.run(call).response_metadata.request_id

    def run(self, call):
        """Run a coroutine in the context of the caller, as a web framework does."""
        return self.runner.run(call, context=copy_context())


NAMES = ("create", "describe", "list", "fail", "invoke", "stream", "delete")


def id_of(response):
    return response["ResponseMetadata"].get("RequestId", "")
