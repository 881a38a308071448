"""The complete error messages for mistakes that newcomers make.

Each row is an error that users of boto3, or of untyped code, make. The message says what is wrong,
where, and how to fix it.
"""
# ruff: noqa: E501 - some messages are easier to read on one line

from __future__ import annotations

import inspect
import io
import pickle
import re
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Callable, Generator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any, Final, cast
from uuid import UUID

import attrs
import boto3
import botocore
import numpy as np
import pandas as pd
import pytest
from botocore.config import Config
from botocore.exceptions import (
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    ProfileNotFound,
)
from helpers.cases import each
from helpers.faults import error, faulty_server, typed_client
from helpers.samples import SERVICES

import sagemaker_typed
import sagemaker_typed.client as client_module
import sagemaker_typed.sagemaker
from sagemaker_typed import (
    BaseClient,
    ConversionError,
    Request,
    SageMaker,
    SageMakerMetrics,
    ServiceError,
    ViolationError,
    from_boto,
    from_json,
    from_yaml,
    to_boto,
    to_json,
    validate,
)
from sagemaker_typed._botocore.model_files import service_model
from sagemaker_typed._botocore.newer import newer_class, newer_error, newer_member, newer_service
from sagemaker_typed._hints import calls
from sagemaker_typed.local import LocalServer, local_server
from sagemaker_typed.runtime import InvokeEndpointRequest
from sagemaker_typed.sagemaker import (
    AddTagsRequest,
    ContainerDefinition,
    CreateModelRequest,
    CreateModelResponse,
    DescribeEndpointRequest,
    DescribeModelRequest,
    ListModelsRequest,
    MetricSpecification,
    ProcessingInstanceType,
    ProductionVariant,
    Tag,
    TrainingJobStatus,
    TransformInstanceType,
    VpcConfig,
)
from sagemaker_typed.targets.pipelines import FailStep, PipelineDefinition

PACKAGE = Path(sagemaker_typed.__file__).parent
ROLE = "arn:aws:iam::123456789012:role/sagemaker"
KEYS: Any = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}


class Unequal:
    """Cannot be compared with ``==``, like an array."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> Any:
        raise ValueError("the truth value of an array is ambiguous")


@attrs.frozen
class Mistake:
    """A wrong call and its error message."""

    write: Callable[[Any], Any]
    """A function of a client, which is untyped because type checkers would report the error."""
    error: type[Exception]
    text: str
    depth: int = 1
    """The maximum number of frames below the user's own in the traceback."""


# The depth when a request is sent: the frame that raises the error again.
SENDING = 1


def refused(text: str, request: str = "CreateModelRequest") -> str:
    return f"{request} is not valid: {text}"


C: Any = ContainerDefinition
P: Any = ProductionVariant
T: Any = Tag
V: Any = VpcConfig
R: Any = CreateModelRequest
TAG: Any = Tag(key="team", value="churn")
FROM_BOTO: Any = from_boto
FROM_JSON: Any = from_json
TO_BOTO: Any = to_boto
VALIDATE: Any = validate
NAMESPACE: Any = sagemaker_typed.sagemaker
STATUS: Any = TrainingJobStatus
INVOKE: Any = InvokeEndpointRequest
Other = type("VpcConfig", (), {})
ENCODE = "encode it, such as with payload(...) from sagemaker_typed.payloads"
# Bodies of requests that cannot be sent, with the suggestion.
BODIES: list[tuple[Any, str]] = [
    ({"a": 1}, ENCODE),
    ([1, 2], ENCODE),
    (np.zeros(3), ENCODE),
    (pd.DataFrame({"a": [1]}), ENCODE),
    (io.StringIO("a"), "pass its .getvalue()"),
    (io.TextIOWrapper(io.BytesIO()), "open the file in binary mode, with open(..., 'rb')"),
]

ARGUMENTS = {
    "boto3's keywords": Mistake(
        lambda c: c.create_model(ModelName="churn", PrimaryContainer={"Image": "x"}),
        TypeError,
        "SageMaker.create_model() has no argument 'ModelName': use model_name; for "
        "'PrimaryContainer', use primary_container",
    ),
    "misspelt keyword": Mistake(
        lambda c: c.create_model(model_nmae="churn"),
        TypeError,
        "SageMaker.create_model() has no argument 'model_nmae'; did you mean model_name?",
    ),
    "unknown keyword": Mistake(
        lambda c: c.describe_model(xyz="churn"),
        TypeError,
        "SageMaker.describe_model() has no argument 'xyz'; its argument is model_name",
    ),
    "missing argument": Mistake(
        lambda c: c.create_endpoint_config(kms_key_id="k"),
        TypeError,
        "SageMaker.create_endpoint_config() is missing the required arguments "
        "endpoint_config_name, production_variants: call "
        "create_endpoint_config(endpoint_config_name=..., production_variants=...)",
    ),
    "positional str": Mistake(
        lambda c: c.describe_endpoint("churn"),
        TypeError,
        "SageMaker.describe_endpoint() takes keyword arguments only: call "
        "describe_endpoint(endpoint_name=...)",
    ),
    "positional dict": Mistake(
        lambda c: c.create_model({"ModelName": "churn", "ExecutionRoleArn": ROLE}),
        TypeError,
        "SageMaker.create_model() takes keyword arguments, not a dict: call "
        "create_model(model_name=..., execution_role_arn=...)",
    ),
    "positional request": Mistake(
        lambda c: c.create_model(CreateModelRequest(model_name="churn")),
        TypeError,
        "SageMaker.create_model() takes keyword arguments only: call create_model(model_name=...), "
        "or send the CreateModelRequest with send(...)",
    ),
    "positional waiter": Mistake(
        lambda c: c.wait_until_endpoint_in_service("churn"),
        TypeError,
        "SageMaker.wait_until_endpoint_in_service() takes keyword arguments only: call "
        "wait_until_endpoint_in_service(endpoint_name=...)",
    ),
}
VALUES = {
    "int for str": Mistake(
        lambda c: c.create_model(model_name=5),
        ViolationError,
        refused("model_name: expected str, got 5 (int); pass '5'"),
        SENDING,
    ),
    "str for int": Mistake(
        lambda c: c.list_models(max_results="5"),
        ViolationError,
        refused("max_results: expected int, got '5' (str); pass 5", "ListModelsRequest"),
        SENDING,
    ),
    "float for int": Mistake(
        lambda c: c.list_models(max_results=5.0),
        ViolationError,
        refused("max_results: expected int, got 5.0 (float); pass 5", "ListModelsRequest"),
        SENDING,
    ),
    "None for a required field": Mistake(
        lambda c: c.create_model(model_name=None),
        ViolationError,
        refused("model_name: required by CreateModelRequest, but missing"),
        SENDING,
    ),
    "None in a list": Mistake(
        lambda c: c.create_model(model_name="churn", tags=[TAG, None]),
        ViolationError,
        refused("tags[1]: expected Tag, got None; remove the item"),
        SENDING,
    ),
    "None in a map": Mistake(
        lambda _: validate(C(environment={"A": None})),
        ViolationError,
        "ContainerDefinition is not valid: environment['A']: expected str, got None; "
        "remove the entry",
        3,
    ),
    "object for its name": Mistake(
        lambda c: c.create_model(model_name=DescribeModelRequest(model_name="churn")),
        ViolationError,
        refused("model_name: expected str, got DescribeModelRequest; pass its .model_name"),
        SENDING,
    ),
    "definition of a pipeline for its JSON": Mistake(
        lambda c: c.update_pipeline(
            pipeline_name="churn", pipeline_definition=PipelineDefinition([FailStep("fail", "no")])
        ),
        ViolationError,
        refused(
            "pipeline_definition: expected str, got PipelineDefinition; pass its .to_json()",
            "UpdatePipelineRequest",
        ),
        SENDING,
    ),
    "misspelt enum": Mistake(
        lambda c: c.list_training_jobs(status_equals="Faild"),
        ViolationError,
        refused(
            "status_equals: 'Faild' is not a known TrainingJobStatus; did you mean 'Failed'? For a "
            "value newer than this release, use TrainingJobStatus.open('Faild')",
            "ListTrainingJobsRequest",
        ),
        SENDING,
    ),
    "misspelt enum, on its own": Mistake(
        lambda _: TrainingJobStatus("Faild"),
        ValueError,
        "'Faild' is not a known TrainingJobStatus; did you mean 'Failed'? For a value newer than "
        "this release, use TrainingJobStatus.open('Faild')",
        4,  # frames of the standard library's enum
    ),
    "set": Mistake(
        lambda c: c.create_model(
            model_name="churn", vpc_config=V(security_group_ids={"sg-1"}, subnets=["a"])
        ),
        ViolationError,
        refused("vpc_config.security_group_ids: expected list, got set; convert it with list(...)"),
        SENDING,
    ),
    "generator": Mistake(
        lambda c: c.create_model(model_name="churn", tags=(tag for tag in [TAG])),
        ViolationError,
        refused("tags: expected list[Tag], got generator; convert it with list(...)"),
        SENDING,
    ),
    "str for a list of str": Mistake(
        lambda c: c.create_model(
            model_name="churn", vpc_config=V(security_group_ids="sg-1", subnets=["a"])
        ),
        ViolationError,
        refused(
            "vpc_config.security_group_ids: expected list, got str; wrap a single item in a list: "
            "[...]"
        ),
        SENDING,
    ),
    "one object for a list": Mistake(
        lambda c: c.create_model(model_name="churn", tags=TAG),
        ViolationError,
        refused("tags: expected list[Tag], got Tag; wrap a single item in a list: [...]"),
        SENDING,
    ),
    "list for one object": Mistake(
        lambda c: c.create_model(model_name="churn", primary_container=[C()]),
        ViolationError,
        refused(
            "primary_container: expected ContainerDefinition, got list; pass a single "
            "ContainerDefinition, not a list"
        ),
        SENDING,
    ),
    "words for a datetime": Mistake(
        lambda c: c.list_models(creation_time_after="yesterday"),
        ViolationError,
        refused(
            "creation_time_after: expected datetime, ISO 8601 str, or seconds or milliseconds "
            "since the epoch, got 'yesterday'",
            "ListModelsRequest",
        ),
        SENDING,
    ),
    "date": Mistake(
        lambda c: c.list_models(creation_time_after=date(2030, 1, 2)),
        ViolationError,
        refused(
            "creation_time_after: expected datetime, ISO 8601 str, or seconds or milliseconds "
            "since the epoch, got date; a date has no time of day: pass datetime(2030, 1, 2, tzinfo=timezone.utc)",
            "ListModelsRequest",
        ),
        SENDING,
    ),
    "duration": Mistake(
        lambda c: c.list_models(creation_time_after=timedelta(days=1)),
        ViolationError,
        refused(
            "creation_time_after: expected datetime, ISO 8601 str, or seconds or milliseconds "
            "since the epoch, got timedelta; pass a datetime, such as datetime.now(timezone.utc) - timedelta(...)",
            "ListModelsRequest",
        ),
        SENDING,
    ),
    "no time zone": Mistake(
        lambda _: validate(ListModelsRequest(creation_time_after=datetime(2030, 1, 2))),
        ViolationError,
        refused(
            "creation_time_after: 2030-01-02 00:00:00 has no time zone and would be sent as UTC; "
            "set tzinfo=timezone.utc",
            "ListModelsRequest",
        ),
    ),
}


def make(name: str, *fields: str) -> str:
    given = ", ".join(f"{field}=..." for field in fields)
    return f"pass {name}({given}), or from_boto({name}, ...) for boto3's dict"


DICTS = {
    "in a field": Mistake(
        lambda c: c.create_model(
            model_name="churn", primary_container={"Image": "x", "ModelDataUrl": "s3://b/k"}
        ),
        ViolationError,
        refused(
            "primary_container: expected ContainerDefinition, got dict; "
            + make("ContainerDefinition", "image", "model_data_url")
        ),
        SENDING,
    ),
    "with our names": Mistake(
        lambda c: c.create_model(model_name="churn", primary_container={"model_data_url": "x"}),
        ViolationError,
        refused(
            "primary_container: expected ContainerDefinition, got dict; "
            + make("ContainerDefinition", "model_data_url")
        ),
        SENDING,
    ),
    "in a list": Mistake(
        lambda c: c.create_model(model_name="churn", tags=[TAG, {"Key": "team", "Value": "churn"}]),
        ViolationError,
        refused("tags[1]: expected Tag, got dict; " + make("Tag", "key", "value")),
        SENDING,
    ),
    "in a map": Mistake(
        lambda _: validate(
            NAMESPACE.CreateTrialComponentRequest(
                trial_component_name="a", parameters={"x": {"NumberValue": 1}}
            )
        ),
        ViolationError,
        refused(
            "parameters['x']: expected TrialComponentParameterValue, got dict; "
            + make("TrialComponentParameterValue", "number_value"),
            "CreateTrialComponentRequest",
        ),
    ),
    "deep inside": Mistake(
        lambda c: c.create_model(
            model_name="churn", containers=[C(image_config={"RepositoryAccessMode": "Vpc"})]
        ),
        ViolationError,
        refused(
            "containers[0].image_config: expected ImageConfig, got dict; "
            + make("ImageConfig", "repository_access_mode")
        ),
        SENDING,
    ),
    "in a union": Mistake(
        lambda _: validate(NAMESPACE.MetricSpecification(predefined={"PredefinedMetricType": "x"})),
        ViolationError,
        "MetricSpecification is not valid: predefined: expected PredefinedMetricSpecification, got "
        "dict; " + make("PredefinedMetricSpecification", "predefined_metric_type"),
    ),
    "for a list": Mistake(
        lambda c: c.create_model(model_name="churn", tags={"team": "churn"}),
        ViolationError,
        refused("tags: expected list[Tag], got dict; pass a list of objects: [Tag(...), ...]"),
        SENDING,
    ),
    "to_boto": Mistake(
        lambda _: to_boto(R(model_name="churn", primary_container={"Image": "x"})),
        ConversionError,
        "cannot write CreateModelRequest: primary_container: expected ContainerDefinition, got "
        "dict; " + make("ContainerDefinition", "image"),
        3,
    ),
    "JSON": Mistake(
        lambda c: c.create_model(model_name="churn", primary_container='{"Image": "x"}'),
        ViolationError,
        refused(
            "primary_container: expected ContainerDefinition, got str; use "
            "from_json(ContainerDefinition, ...) to read JSON"
        ),
        SENDING,
    ),
    "class": Mistake(
        lambda c: c.create_model(model_name="churn", primary_container=C),
        ViolationError,
        refused(
            "primary_container: expected ContainerDefinition, got the class ContainerDefinition; "
            "create an instance with ContainerDefinition(...)"
        ),
        SENDING,
    ),
    "another class": Mistake(
        lambda c: c.create_model(model_name="churn", primary_container=TAG),
        ViolationError,
        refused("primary_container: expected ContainerDefinition, got Tag"),
        SENDING,
    ),
    "two branches": Mistake(
        lambda _: validate(
            MetricSpecification(
                predefined=NAMESPACE.PredefinedMetricSpecification(),
                customized=NAMESPACE.CustomizedMetricSpecification(),
            )
        ),
        ViolationError,
        "MetricSpecification is not valid: exactly one field of the union MetricSpecification must "
        "be set, got predefined, customized",
    ),
}
REQUESTS = {
    "dict": Mistake(
        lambda c: c.send({"ModelName": "churn"}),
        TypeError,
        "expected a request, such as CreateModelRequest(...), got dict; "
        "use from_boto(CreateModelRequest, ...) to convert boto3's dict",
        4,
    ),
    "class": Mistake(
        lambda c: c.send(CreateModelRequest),
        TypeError,
        "expected a request, such as CreateModelRequest(...), got the class CreateModelRequest; "
        "create an instance with CreateModelRequest(...)",
        4,
    ),
    "response": Mistake(
        lambda c: c.send(CreateModelResponse(model_arn="a")),
        TypeError,
        "expected a request, such as CreateModelRequest(...), got CreateModelResponse, which is "
        "a response",
        4,
    ),
    "name": Mistake(
        lambda c: c.send("create_model"),
        TypeError,
        "expected a request, such as CreateModelRequest(...), got str; the class of the request "
        "selects the operation",
        4,
    ),
    "items of an unpaginated request": Mistake(
        lambda c: c.items(DescribeModelRequest(model_name="churn")),
        TypeError,
        "DescribeModel is not paginated: use send, which returns the whole response",
        3,
    ),
    "items of a name": Mistake(
        lambda c: c.items("list_models"),
        TypeError,
        "expected a paginated request, such as ListModelsRequest(...), got str; the class of the "
        "request selects the operation",
        3,
    ),
    "unknown status for until": Mistake(
        lambda c: c.wait(DescribeEndpointRequest(endpoint_name="churn"), until="InServce"),
        ValueError,
        "until=: 'InServce' is not a known EndpointStatus; did you mean 'InService' or "
        "'OutOfService'? For a value newer than this release, use EndpointStatus.open('InServce')",
        5,
    ),
}


def invoke_with(body: Any) -> Callable[[Any], Any]:
    return lambda _: validate(INVOKE(endpoint_name="churn", body=body))


CONSTRUCTORS = {
    "positional": Mistake(
        lambda _: T("team", "churn"),
        TypeError,
        "Tag() takes keyword arguments only: call Tag(key=..., value=...)",
    ),
    "positional dict": Mistake(
        lambda _: T({"Key": "team", "Value": "churn"}),
        TypeError,
        "Tag() takes keyword arguments, not a dict: call Tag(key=..., value=...)",
    ),
    "boto3's keyword": Mistake(
        lambda _: C(Image="x", imageConfig=None),
        TypeError,
        "ContainerDefinition() has no argument 'Image': use image; for 'imageConfig', use "
        "image_config",
    ),
    "misspelt keyword": Mistake(
        lambda _: C(imgae="x"),
        TypeError,
        "ContainerDefinition() has no argument 'imgae'; did you mean image?",
    ),
    "missing keyword": Mistake(
        lambda _: T(key="team"),
        TypeError,
        "Tag() is missing the required argument value: call Tag(key=..., value=...)",
    ),
    "class without fields": Mistake(
        lambda _: NAMESPACE.DeleteModelResponse("churn"),
        TypeError,
        "DeleteModelResponse() takes keyword arguments only: call "
        "DeleteModelResponse(response_metadata=...)",
    ),
}
SECONDS = {
    "timeout as str": Mistake(
        lambda c: c.wait_until_endpoint_in_service(endpoint_name="churn", timeout="10"),
        TypeError,
        "timeout must be a number of seconds, got '10' (str); pass float(...)",
        6,
    ),
    "timedelta": Mistake(
        lambda c: c.wait_until_endpoint_in_service(
            endpoint_name="churn", poll=timedelta(seconds=1)
        ),
        TypeError,
        "poll must be a number of seconds, got timedelta; pass its .total_seconds()",
        8,
    ),
}


def str_of(value: Any) -> Callable[[Any], Any]:
    return lambda _: validate(T(key="team", value=value))


# Values of NumPy, pandas and the standard library.
OTHER_LIBRARIES = {
    "NumPy's int": Mistake(
        lambda c: c.list_models(max_results=np.int64(5)),
        ViolationError,
        refused("max_results: expected int, got int64; pass int(...)", "ListModelsRequest"),
        SENDING,
    ),
    "NumPy's bool": Mistake(
        lambda c: c.create_model(model_name="churn", enable_network_isolation=np.True_),
        ViolationError,
        refused("enable_network_isolation: expected bool, got numpy.bool; pass bool(...)"),
        SENDING,
    ),
    "NumPy's float": Mistake(
        lambda _: validate(P(variant_name="a", initial_variant_weight=np.float32(1))),
        ViolationError,
        refused(
            "initial_variant_weight: expected float, got float32; pass float(...)",
            "ProductionVariant",
        ),
        3,
    ),
    **{
        f"{type(value).__name__} for str": Mistake(
            str_of(value),
            ViolationError,
            refused(f"value: expected str, got {got}", "Tag"),
            3,
        )
        for value, got in (
            (True, "True (bool); pass 'True' or 'true'"),
            (0.5, "0.5 (float); pass '0.5'"),
            (np.int64(6), "int64; pass str(...)"),
            (np.True_, "numpy.bool; pass str(...)"),
            (Decimal("1.50"), "1.50 (Decimal); pass '1.50'"),
            (date(2030, 1, 2), "date; pass its .isoformat()"),
            (datetime(2030, 1, 2), "2030-01-02 00:00:00 (datetime); pass its .isoformat()"),
            (UUID(int=1), "UUID; pass str(...)"),
            (PurePosixPath("a"), "PurePosixPath; pass str(...)"),
            (b"a", "bytes; pass its .decode()"),
            (Unequal(), "Unequal"),
        )
    },
    "Decimal for int": Mistake(
        lambda c: c.list_models(max_results=Decimal(5)),
        ViolationError,
        refused("max_results: expected int, got 5 (Decimal); pass 5", "ListModelsRequest"),
        SENDING,
    ),
    "int for bool": Mistake(
        lambda c: c.create_model(model_name="churn", enable_network_isolation=1),
        ViolationError,
        refused("enable_network_isolation: expected bool, got 1 (int); pass True"),
        SENDING,
    ),
    "pandas.NA": Mistake(
        lambda _: validate(T(key="team", value=pd.NA)),
        ViolationError,
        refused("value: expected str, got NAType; pass None for a missing value", "Tag"),
        3,
    ),
    "pandas.NaT": Mistake(
        lambda c: c.list_models(creation_time_after=pd.NaT),
        ViolationError,
        refused(
            "creation_time_after: expected datetime, ISO 8601 str, or seconds or milliseconds "
            "since the epoch, got NaT; pass None for a missing value",
            "ListModelsRequest",
        ),
        SENDING,
    ),
    "nanoseconds": Mistake(
        lambda c: c.list_models(creation_time_after=1767323045678901234),
        ViolationError,
        refused(
            "creation_time_after: expected datetime, ISO 8601 str, or seconds or milliseconds "
            "since the epoch, got 1767323045678901234; the number is out of range, also in "
            "milliseconds",
            "ListModelsRequest",
        ),
        SENDING,
    ),
    "datetime64": Mistake(
        lambda c: c.list_models(creation_time_after=np.datetime64("2026-01-01")),
        ViolationError,
        refused(
            "creation_time_after: expected datetime, ISO 8601 str, or seconds or milliseconds "
            "since the epoch, got datetime64; pass a datetime, such as pandas.Timestamp(...)",
            "ListModelsRequest",
        ),
        SENDING,
    ),
    "datetime out of range": Mistake(
        lambda c: c.list_models(
            creation_time_after=datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=5)))
        ),
        ViolationError,
        refused(
            "creation_time_after: expected datetime, ISO 8601 str, or seconds or milliseconds "
            "since the epoch, got 9999-12-31 23:00:00-05:00; it is out of range in UTC",
            "ListModelsRequest",
        ),
        SENDING,
    ),
    "array and series": Mistake(
        lambda _: validate(V(security_group_ids=np.array(["a"]), subnets=pd.Series(["a"]))),
        ViolationError,
        "VpcConfig is not valid:\n"
        "  - security_group_ids: expected list, got ndarray; convert it with .tolist()\n"
        "  - subnets: expected list, got Series; convert it with .tolist()",
        3,
    ),
    "class of the same name": Mistake(
        lambda _: validate(R(model_name="churn", vpc_config=Other())),
        ViolationError,
        refused(
            "vpc_config: expected sagemaker_typed.sagemaker.VpcConfig, got "
            f"{Other.__module__}.VpcConfig"
        ),
        3,
    ),
    **{
        f"body: {type(body).__name__}": Mistake(
            invoke_with(body),
            ViolationError,
            refused(
                f"body: expected bytes, str or an open file, got {type(body).__name__}; {fix}",
                "InvokeEndpointRequest",
            ),
            3,
        )
        for body, fix in BODIES
    },
}
ANSWERS = {
    "boto3's key": Mistake(
        lambda c: c.list_models()["Models"],
        TypeError,
        "ListModelsResponse is not a dict: use .models instead of ['Models']",
    ),
    "field as key": Mistake(
        lambda c: c.list_models()["models"],
        TypeError,
        "ListModelsResponse is not a dict: use .models instead of ['models']",
    ),
    "metadata": Mistake(
        lambda c: c.list_models()["ResponseMetadata"],
        TypeError,
        "ListModelsResponse is not a dict: use .response_metadata instead of ['ResponseMetadata']",
    ),
    "misspelt key": Mistake(
        lambda c: c.list_models()["Modles"],
        TypeError,
        "ListModelsResponse is not a dict and has no field 'Modles'; did you mean .models?",
    ),
    "get": Mistake(
        lambda c: c.list_models().get("Models"),
        AttributeError,
        "ListModelsResponse is not a dict: use .models instead of .get('Models')",
    ),
    "get, misspelt, with a default": Mistake(
        lambda c: c.list_models().get("Modles", []),
        AttributeError,
        "ListModelsResponse is not a dict and has no field 'Modles'; did you mean .models?",
    ),
    "loop": Mistake(
        lambda c: list(c.list_models()),
        TypeError,
        "ListModelsResponse is neither a list nor a dict; its fields are the attributes .models, "
        ".next_token, .response_metadata",
    ),
    "in": Mistake(
        lambda c: "Models" in c.list_models(),
        TypeError,
        "ListModelsResponse is neither a list nor a dict; its fields are the attributes .models, "
        ".next_token, .response_metadata",
    ),
    "as a dict": Mistake(
        lambda _: dict(TAG),
        TypeError,
        "Tag is neither a list nor a dict; its fields are the attributes .key, .value",
    ),
    "key of its metadata": Mistake(
        lambda c: c.list_models().response_metadata["RequestId"],
        TypeError,
        "ResponseMetadata is not a dict: use .request_id, or .raw['RequestId'] for boto3's value",
    ),
}
CLIENT = {
    "misspelt method": Mistake(
        lambda c: c.create_modle(model_name="churn"),
        AttributeError,
        "'SageMaker' object has no attribute 'create_modle'; did you mean create_model?",
    ),
    "operation": Mistake(
        lambda c: c.CreateModel(),
        AttributeError,
        "'SageMaker' object has no attribute 'CreateModel'; did you mean create_model?",
    ),
    "misspelt waiter": Mistake(
        lambda c: c.wait_until_endpoint_in_servce,
        AttributeError,
        "'SageMaker' object has no attribute 'wait_until_endpoint_in_servce'; "
        "did you mean wait_until_endpoint_in_service?",
    ),
    "paginator": Mistake(
        lambda c: c.get_paginator("list_models"),
        AttributeError,
        "'SageMaker' object has no attribute 'get_paginator'; use pages(request) or items(request)",
    ),
    "waiter": Mistake(
        lambda c: c.get_waiter("endpoint_in_service"),
        AttributeError,
        "'SageMaker' object has no attribute 'get_waiter'; use wait(request, until=...) or a "
        "method such as wait_until_endpoint_deleted",
    ),
    "boto3's errors": Mistake(
        lambda c: c.exceptions.ResourceNotFound,
        AttributeError,
        "'SageMaker' object has no attribute 'exceptions'; the error classes are in "
        "sagemaker_typed.sagemaker.errors; boto3's are in boto_client.exceptions",
    ),
    "boto3's metadata": Mistake(
        lambda c: c.meta,
        AttributeError,
        "'SageMaker' object has no attribute 'meta'; use boto_client.meta",
    ),
    "region, positional": Mistake(
        lambda c: type(c)("us-west-2"),
        TypeError,
        "SageMaker() takes keyword arguments only, such as SageMaker(region_name='us-west-2')",
    ),
    "the service's name": Mistake(
        lambda c: type(c)("sagemaker", region_name="us-west-2"),
        TypeError,
        "SageMaker() is already a client for 'sagemaker': omit the service name",
    ),
    "a client, positional": Mistake(
        lambda c: type(c)(c.boto_client),
        TypeError,
        "SageMaker() takes keyword arguments only, such as SageMaker(client=...)",
    ),
    "a session, positional": Mistake(
        lambda c: type(c)(boto3.Session()),
        TypeError,
        "SageMaker() takes keyword arguments only, such as SageMaker(session=...)",
    ),
    "region=": Mistake(
        lambda c: type(c)(region="us-west-2"),
        TypeError,
        "SageMaker() has no argument 'region': use region_name",
    ),
    "boto_session=": Mistake(
        lambda c: type(c)(boto_session=None),
        TypeError,
        "SageMaker() has no argument 'boto_session': use session",
    ),
    "timeout=": Mistake(
        lambda c: type(c)(timeout=5),
        TypeError,
        "SageMaker() has no argument 'timeout': pass config=Config(read_timeout=...)",
    ),
    "service_name=": Mistake(
        lambda c: type(c)(service_name="sagemaker"),
        TypeError,
        "SageMaker() is already a client for 'sagemaker': omit service_name=",
    ),
    "an array": Mistake(
        lambda c: type(c)(Unequal()),
        TypeError,
        "SageMaker() takes keyword arguments only, such as SageMaker(region_name=...)",
    ),
    "use_ssl=": Mistake(
        lambda c: type(c)(use_ssl=False),
        TypeError,
        "SageMaker() has no argument 'use_ssl'; its arguments are region_name, client, session, "
        "profile_name, endpoint_url, config, verify, aws_access_key_id, ...; for other boto3 "
        "options, create a boto3 client and pass it with client=",
    ),
    "a session as client=": Mistake(
        lambda c: type(c)(client=boto3.Session()),
        TypeError,
        "client= must be a boto3 client, got Session; use session= for a session",
        2,
    ),
    "a typed client as client=": Mistake(
        lambda c: type(c)(client=c),
        TypeError,
        "client= must be a boto3 client, got SageMaker; this SageMaker is a typed client: use its "
        "boto_client attribute",
        2,
    ),
    "a name as client=": Mistake(
        lambda c: type(c)(client="sagemaker"),
        TypeError,
        'client= must be a boto3 client, got str; create one with boto3.client("sagemaker")',
        2,
    ),
    "a client as session=": Mistake(
        lambda c: type(c)(session=c.boto_client),
        TypeError,
        "session= must be a boto3 or botocore session, got SageMaker; use client= for a boto3 "
        "client",
        6,
    ),
    "a profile as session=": Mistake(
        lambda c: type(c)(session="work"),
        TypeError,
        "session= must be a boto3 or botocore session, got str; use profile_name= for the name of "
        "a profile",
        6,
    ),
    "a dict as config=": Mistake(
        lambda c: type(c)(config={"retries": 1}),
        TypeError,
        "config= must be a botocore.config.Config, got dict",
        6,
    ),
}
CONVERSION = {
    "the class left out": Mistake(
        lambda _: FROM_BOTO({"ModelName": "churn"}, CreateModelRequest),
        TypeError,
        "from_boto takes the class first, such as from_boto(Tag, ...), not dict",
        2,
    ),
    "the class as a name": Mistake(
        lambda _: FROM_BOTO("Tag", {}),
        TypeError,
        "from_boto takes the class first, such as from_boto(Tag, ...), not the str 'Tag'",
        2,
    ),
    "our names": Mistake(
        lambda _: from_boto(ContainerDefinition, {"image": "x"}),
        ConversionError,
        "cannot read ContainerDefinition: image: not a member of ContainerDefinition; did you mean "
        "Image?",
        3,
    ),
    "misspelt name": Mistake(
        lambda _: from_boto(CreateModelRequest, {"ModelName": "a", "ModelTags": []}),
        ConversionError,
        "cannot read CreateModelRequest: ModelTags: not a member of CreateModelRequest; did you "
        "mean ModelName or Tags?",
        3,
    ),
    "member of another class": Mistake(
        lambda _: from_boto(CreateModelRequest, {"ModelName": "a", "Foo": 1}),
        ConversionError,
        "cannot read CreateModelRequest: Foo: not a member of CreateModelRequest; its members are "
        "ModelName, PrimaryContainer, Containers, InferenceExecutionConfig, ExecutionRoleArn, "
        "Tags, VpcConfig, EnableNetworkIsolation; to keep it, pass unknown_members=True",
        3,
    ),
    "unknown branch": Mistake(
        lambda _: validate(from_boto(MetricSpecification, {"Predefind": {}})),
        ViolationError,
        "MetricSpecification is not valid: the union MetricSpecification has no branch "
        "'Predefind'; did you mean predefined?",
    ),
    "branch of another union": Mistake(
        lambda _: validate(from_boto(MetricSpecification, {"Foo": {}})),
        ViolationError,
        "MetricSpecification is not valid: the union MetricSpecification has no branch 'Foo'; set "
        "predefined or customized",
    ),
    "branch of which botocore kept only the name": Mistake(
        lambda _: validate(from_boto(MetricSpecification, {"SDK_UNKNOWN_MEMBER": {"name": "Foo"}})),
        ViolationError,
        "MetricSpecification is not valid: the union MetricSpecification has no branch 'Foo' in "
        "this release, and its value is not known",
    ),
    "an object to read": Mistake(
        lambda _: from_boto(Tag, TAG),
        ConversionError,
        "cannot read Tag: expected dict for Tag, got Tag",
        3,
    ),
    "a dict to write": Mistake(
        lambda _: TO_BOTO({"Key": "a"}),
        TypeError,
        "to_boto takes an object, such as Tag(...), not dict; use from_boto to convert boto3's "
        "dict to an object",
        3,
    ),
    "a class to write": Mistake(
        lambda _: to_json(T),
        TypeError,
        "to_json takes an object, such as Tag(...), not the class Tag; create an instance with "
        "Tag(...)",
        3,
    ),
    "a dict to validate": Mistake(
        lambda _: VALIDATE({"Key": "a"}),
        TypeError,
        "validate takes an object, such as Tag(...), not dict; use from_boto to convert boto3's "
        "dict to an object",
        3,
    ),
    "JSON of Python": Mistake(
        lambda _: from_json(Tag, "{'Key': 'a'}"),
        ConversionError,
        "cannot read Tag: invalid JSON: Expecting property name enclosed in double quotes: line 1 "
        "column 2 (char 1)",
    ),
    "the path of a file": Mistake(
        lambda _: from_json(Tag, "tag.json"),
        ConversionError,
        "cannot read Tag: invalid JSON: Expecting value: line 1 column 1 (char 0); the JSON of an "
        "object starts with {; for a file, pass its content, not its name",
    ),
    "the path of a file, as a Path": Mistake(
        lambda _: FROM_JSON(Tag, Path("tag.json")),
        TypeError,
        "from_json takes str or bytes, not PosixPath; pass the content of the file: "
        "path.read_text()",
        2,
    ),
    "empty string": Mistake(
        lambda _: from_json(Tag, ""),
        ConversionError,
        "cannot read Tag: invalid JSON: Expecting value: line 1 column 1 (char 0); the text is "
        "empty",
    ),
    "boto3's dict as JSON": Mistake(
        lambda _: FROM_JSON(Tag, {"Key": "a"}),
        TypeError,
        "from_json takes str or bytes, not dict; use from_boto(Tag, ...) for boto3's dict",
        2,
    ),
    "number for str in JSON": Mistake(
        lambda _: from_json(Tag, '{"Key": "max_depth", "Value": 6}'),
        ConversionError,
        'cannot read Tag: Value: expected str, got int; quote it: "6"',
        2,
    ),
    "number for str in YAML": Mistake(
        lambda _: from_yaml(ContainerDefinition, "Environment:\n  A: 1e3\n"),
        ConversionError,
        "cannot read ContainerDefinition: line 2: Environment['A']: expected str, got float; "
        'quote it: "1e3"',
        2,
    ),
    "our names in JSON": Mistake(
        lambda _: from_json(ContainerDefinition, '{"image": "x"}'),
        ConversionError,
        "cannot read ContainerDefinition: image: not a member of ContainerDefinition; did you mean "
        "Image?",
        2,
    ),
    "JSON of another class": Mistake(
        lambda _: from_json(Tag, '{"ModelName": "churn"}'),
        ConversionError,
        "cannot read Tag:\n  - Key: required by Tag, but missing\n"
        "  - Value: required by Tag, but missing",
        2,
    ),
}
IMPORTS = {
    "from sagemaker_typed.sagemaker import CreateModelReqest": "cannot import name "
    "'CreateModelReqest' from 'sagemaker_typed.sagemaker'; did you mean CreateModelRequest?",
    "from sagemaker_typed.sagemaker import CreateModelInput": "cannot import name "
    "'CreateModelInput' from 'sagemaker_typed.sagemaker'; did you mean CreateModelRequest?",
    "from sagemaker_typed.sagemaker import CreateModelOutputTypeDef": "cannot import name "
    "'CreateModelOutputTypeDef' from 'sagemaker_typed.sagemaker'; did you mean CreateModelResponse?",
    "from sagemaker_typed.sagemaker import TagTypeDef": "cannot import name 'TagTypeDef' from "
    "'sagemaker_typed.sagemaker'; did you mean Tag?",
    "from sagemaker_typed.sagemaker import CreateModel": "cannot import name 'CreateModel' from "
    "'sagemaker_typed.sagemaker'; did you mean CreateModelRequest?",
    "from sagemaker_typed.sagemaker import ResourceNotFound": "cannot import name "
    "'ResourceNotFound' from 'sagemaker_typed.sagemaker'; it is in "
    "sagemaker_typed.sagemaker.errors",
    "from sagemaker_typed.sagemaker import ResourceNotFoundError": "cannot import name "
    "'ResourceNotFoundError' from 'sagemaker_typed.sagemaker'; did you mean ResourceNotFound from "
    "sagemaker_typed.sagemaker.errors?",
    "from sagemaker_typed.sagemaker.errors import ResourceNotFuond": "cannot import name "
    "'ResourceNotFuond' from 'sagemaker_typed.sagemaker.errors'; did you mean ResourceNotFound?",
    "from sagemaker_typed.runtime.errors import InvokeEndpointRequest": "cannot import name "
    "'InvokeEndpointRequest' from 'sagemaker_typed.runtime.errors'; it is in "
    "sagemaker_typed.runtime",
    "from sagemaker_typed import CreateModelRequest": "cannot import name 'CreateModelRequest' "
    "from 'sagemaker_typed'; it is in sagemaker_typed.sagemaker: use sm.CreateModelRequest, after "
    "'from sagemaker_typed import sagemaker as sm'",
    "from sagemaker_typed import TrainingInstanceType": "cannot import name 'TrainingInstanceType' "
    "from 'sagemaker_typed'; it is in sagemaker_typed.sagemaker: use sm.TrainingInstanceType, after "
    "'from sagemaker_typed import sagemaker as sm'",
    "from sagemaker_typed import InvokeEndpointRequest": "cannot import name "
    "'InvokeEndpointRequest' from 'sagemaker_typed'; it is in sagemaker_typed.runtime",
    "from sagemaker_typed import ResourceNotFound": "cannot import name 'ResourceNotFound' from "
    "'sagemaker_typed'; it is in sagemaker_typed.sagemaker.errors",
    "from sagemaker_typed import ResourceInUse": "cannot import name 'ResourceInUse' from "
    "'sagemaker_typed'; it is in sagemaker_typed.sagemaker.errors",
    "from sagemaker_typed import NotFound": "cannot import name 'NotFound' from "
    "'sagemaker_typed'; it is in sagemaker_typed.errors",
    "from sagemaker_typed.sagemaker import ByteStream": "cannot import name 'ByteStream' from "
    "'sagemaker_typed.sagemaker'; it is in sagemaker_typed.streaming",
    "from sagemaker_typed import payload": "cannot import name 'payload' from 'sagemaker_typed'; "
    "it is in sagemaker_typed.payloads",
    "from sagemaker_typed import show_progress": "cannot import name 'show_progress' from "
    "'sagemaker_typed'; it is in sagemaker_typed.progress",
    "from sagemaker_typed.streaming import Nothing": "cannot import name 'Nothing' from "
    "'sagemaker_typed.streaming'",
    "from sagemaker_typed import Sagemaker": "cannot import name 'Sagemaker' from "
    "'sagemaker_typed'; did you mean SageMaker?",
    "from sagemaker_typed.targets import sub": "cannot import name 'sub' from "
    "'sagemaker_typed.targets'; it is in sagemaker_typed.targets.cloudformation",
    "from sagemaker_typed.targets import Retry": "cannot import name 'Retry' from "
    "'sagemaker_typed.targets'; it is in sagemaker_typed.targets.step_functions",
    "from sagemaker_typed.targets import TrainingStep": "cannot import name 'TrainingStep' from "
    "'sagemaker_typed.targets'; it is in sagemaker_typed.targets.pipelines",
    "from sagemaker_typed.testing import shapes": "cannot import name 'shapes' from "
    "'sagemaker_typed.testing'; it is in sagemaker_typed.testing.strategies",
    "from sagemaker_typed.events import TrainingJobStatusChange": "cannot import name 'TrainingJobStatusChange' from "
    "'sagemaker_typed.events'; did you mean TrainingJobStateChange?",
    "from sagemaker_typed.targets.pipelines import TraningStep": "cannot import name 'TraningStep' from "
    "'sagemaker_typed.targets.pipelines'; did you mean TrainingStep?",
    "from sagemaker_typed.targets.cloudformation import subb": "cannot import name 'subb' from "
    "'sagemaker_typed.targets.cloudformation'; did you mean sub?",
    "from sagemaker_typed.targets.step_functions import Rety": "cannot import name 'Rety' from "
    "'sagemaker_typed.targets.step_functions'; did you mean Retry?",
    "from sagemaker_typed.targets.airflow import Referense": "cannot import name 'Referense' from "
    "'sagemaker_typed.targets.airflow'; did you mean Reference?",
    "from sagemaker_typed.instance_types import TransformInstanceTyp": "cannot import name "
    "'TransformInstanceTyp' from 'sagemaker_typed.instance_types'; did you mean "
    "TransformInstanceType?",
}
TABLE = {
    f"{group}: {name}": mistake
    for group, mistakes in {
        "arguments": ARGUMENTS,
        "values": VALUES,
        "dicts": DICTS,
        "requests": REQUESTS,
        "answers": ANSWERS,
        "client": CLIENT,
        "constructors": CONSTRUCTORS,
        "conversion": CONVERSION,
        "seconds": SECONDS,
        "other libraries": OTHER_LIBRARIES,
    }.items()
    for name, mistake in mistakes.items()
}


@pytest.fixture(scope="module")
def server() -> Generator[LocalServer]:
    with local_server(engine="moto", region_name="us-west-2") as running:
        yield running


@pytest.fixture
def client(server: LocalServer) -> Any:
    return server.sagemaker()


@pytest.fixture
def no_account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Remove all AWS settings of this machine."""
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION", "AWS_PROFILE", *map(str.upper, KEYS)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


def depth_below_the_user(error: BaseException) -> int:
    """Return the number of frames below the last one of this file."""
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    return len(files) - 1 - max(i for i, name in enumerate(files) if name == __file__)


@each("name", TABLE)
def test_message_names_error_location_and_fix(name: str, client: Any) -> None:
    mistake = TABLE[name]

    with pytest.raises(mistake.error) as caught:
        mistake.write(client)

    assert str(caught.value) == mistake.text
    assert depth_below_the_user(caught.value) <= mistake.depth
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ResourceInUse", "; did you mean errors.ResourceInUse?"),
        ("ThrottlingExcepton", "; did you mean errors.ThrottlingException?"),
        ("Nothing", ""),
    ],
)
def test_error_among_the_classes_names_the_module_of_errors(name: str, hint: str) -> None:
    text = f"module 'sagemaker_typed.sagemaker' has no attribute {name!r}{hint}"
    with pytest.raises(AttributeError, match=f"^{re.escape(text)}$"):
        getattr(sagemaker_typed.sagemaker, name)


@pytest.mark.parametrize("statement", IMPORTS)
def test_failed_import_suggests_the_right_name_or_module(statement: str) -> None:
    with pytest.raises(ImportError) as caught:
        exec(statement, {})

    assert str(caught.value) == IMPORTS[statement]


def test_missing_name_of_a_namespace_raises_attribute_error() -> None:
    """Only `from ... import` raises ImportError; `hasattr` and `getattr` work as usual."""
    assert not hasattr(NAMESPACE, "CreateModelReqest")
    assert getattr(NAMESPACE, "CreateModelReqest", None) is None
    with pytest.raises(AttributeError, match="no attribute 'CreateModelReqest'; did you mean Cr"):
        NAMESPACE.CreateModelReqest  # noqa: B018 - the access raises
    with pytest.raises(AttributeError):
        pickle.loads(b"csagemaker_typed.sagemaker\nCreateModelReqest\n.")


# Messages of Python itself. Better ones would make successful calls slower.


def shown(program: str) -> str:
    """Return the last line that Python prints when a program fails."""
    result = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env={"PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("DeleteModelResponse().ResponseMetadata", "Did you mean: 'response_metadata'?"),
        ("Tag(key='a', value='b').Key", "Did you mean: 'key'?"),
        ("ProductionVariant(variant_name='a').ModelName", "Did you mean: 'model_name'?"),
    ],
)
def test_python_suggests_the_field_for_a_misspelt_attribute(expression: str, text: str) -> None:
    """Objects have no `__getattr__`, which would make every access slower."""
    last = shown(f"from sagemaker_typed.sagemaker import *\n{expression}")

    assert last.startswith("AttributeError: ")
    assert last.endswith(text)


@pytest.mark.parametrize(("name", "near"), [("FALED", "FAILED"), ("InProgress", "IN_PROGRESS")])
def test_enum_suggests_the_member_for_a_misspelt_name(name: str, near: str) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(STATUS, name)

    text = f"type object 'TrainingJobStatus' has no attribute '{name}'"
    if sys.version_info < (3, 12):
        text += f"; did you mean {near}?"
    assert str(caught.value) == text
    assert not hasattr(STATUS, "__wrapped__")


def test_boto3_refuses_an_object_with_its_own_message(client: Any) -> None:
    untyped: Any = boto3
    raw = untyped.client("sagemaker", region_name="us-west-2", **KEYS)

    with pytest.raises(ParamValidationError, match=r"parameter PrimaryContainer, .*'dict'"):
        raw.create_model(ModelName="churn", PrimaryContainer=C(image="x"))


# Errors of botocore and the service are unchanged, but have a note.


def notes(error: BaseException) -> list[str]:
    found: list[str] = getattr(error, "__notes__", [])
    return found


@pytest.mark.usefixtures("no_account")
def test_note_explains_how_to_set_a_region() -> None:
    with pytest.raises(NoRegionError, match=r"^You must specify a region\.") as caught:
        SageMaker()

    (note,) = notes(caught.value)
    assert note.startswith(
        'Pass a region, such as SageMaker(region_name="us-west-2"), or set the environment'
    )
    with pytest.raises(NoRegionError) as caught:
        SageMakerMetrics()
    (note,) = notes(caught.value)
    assert 'SageMakerMetrics(region_name="us-west-2")' in note


@pytest.mark.usefixtures("no_account")
def test_note_explains_how_to_set_credentials() -> None:
    with pytest.raises(NoCredentialsError) as caught:
        SageMaker(region_name="us-west-2").list_models()

    (note,) = notes(caught.value)
    assert "AWS_ACCESS_KEY_ID" in note
    assert "`aws sso login`" in note
    assert "SageMaker(profile_name=...)" in note
    with pytest.raises(NoCredentialsError) as caught:
        type("OwnClient", (SageMaker,), {})(region_name="us-west-2").list_models()
    (note,) = notes(caught.value)
    assert "OwnClient(profile_name=...)" in note


@pytest.mark.usefixtures("no_account")
def test_note_lists_the_existing_profiles(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("[profile work]\nregion = eu-west-1\n[profile home]\n")

    with pytest.raises(ProfileNotFound) as caught:
        SageMaker(profile_name="wrok")

    assert notes(caught.value) == [
        "The profiles in ~/.aws/config and ~/.aws/credentials are: home, work."
    ]


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (
            "us-wset-2",
            [
                "botocore does not know the region 'us-wset-2' for sagemaker; did you mean "
                "us-west-2?"
            ],
        ),
        ("us-west-2", []),
    ],
)
def test_note_suggests_the_nearest_region_when_the_endpoint_is_unreachable(
    region: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client: Any = SageMaker(
        region_name=region, config=Config(retries={"total_max_attempts": 1}), **KEYS
    )
    refusal = EndpointConnectionError(endpoint_url=client.boto_client.meta.endpoint_url)

    def refuse(**_: Any) -> None:
        raise refusal

    client.boto_client.meta.events.register("before-send.sagemaker", refuse)
    with pytest.raises(EndpointConnectionError) as caught:
        client.list_models()

    assert [note.replace("api.sagemaker", "sagemaker") for note in notes(caught.value)] == expected


@pytest.mark.parametrize(
    ("arguments", "note"),
    [
        ({"region_name": "us west 2"}, "A region name looks like this: us-west-2."),
        (
            {"region_name": "us-west-2", "endpoint_url": "localhost:5000"},
            "An endpoint URL starts with http:// or https://.",
        ),
    ],
)
def test_note_explains_an_invalid_setting(arguments: Any, note: str) -> None:
    with pytest.raises(ValueError, match=r"us west 2|localhost:5000") as caught:
        SageMaker(**arguments, **KEYS)

    assert notes(caught.value) == [note]


def test_note_explains_an_expired_token() -> None:
    expired = "The security token included in the request is expired"
    with (
        faulty_server(error("ExpiredTokenException", message=expired)) as faulty,
        pytest.raises(ServiceError) as caught,
    ):
        typed_client(faulty.endpoint_url).list_models()

    assert caught.value.is_expired_credentials
    assert str(caught.value).endswith(expired)
    assert notes(caught.value) == [
        "Get new credentials from the same source, for example with `aws sso login`, and create "
        "a new client with them."
    ]


def test_not_found_error_has_the_message_of_the_service_without_notes(client: Any) -> None:
    with pytest.raises(
        ServiceError, match=r"calling the DescribeEndpoint operation.*/nope"
    ) as caught:
        client.describe_endpoint(endpoint_name="nope")

    assert caught.value.is_not_found
    assert notes(caught.value) == []


# Side effects that the hints must not have.


def test_wrapped_methods_keep_signature_source_and_docstring() -> None:
    method = SageMaker.create_model
    source = inspect.getsource(method)

    assert "def create_model(" in source
    assert inspect.signature(method).parameters["model_name"].kind.name == "KEYWORD_ONLY"
    assert str(inspect.signature(SageMaker)).startswith("(*, region_name: ")
    assert method.__qualname__ == "HostingOperations.create_model"
    assert method.__doc__ is not None


def test_unknown_members_is_the_last_parameter_of_a_constructor() -> None:
    parameters = list(inspect.signature(CreateModelRequest).parameters)

    assert parameters[0] == "model_name"
    assert parameters[-1] == "unknown_members"
    assert list(inspect.signature(ProductionVariant).parameters)[-1] == "unknown_members"
    with pytest.raises(TypeError, match="not a callable"):
        inspect.signature(TAG)


def test_traceback_has_no_frame_of_the_method_wrapper(client: Any) -> None:
    def fail(**_: Any) -> None:
        raise KeyError("hook")

    client.boto_client.meta.events.register("before-call.sagemaker", fail)
    with pytest.raises(KeyError) as caught:
        client.list_models()

    files = {frame.filename for frame in traceback.extract_tb(caught.value.__traceback__)}
    assert client_module.__file__ in files
    assert calls.__file__ not in files


def test_type_error_raised_inside_a_call_is_unchanged(client: Any) -> None:
    def fail(**_: Any) -> None:
        raise TypeError("create_model() takes 1 positional argument but 2 were given")

    client.boto_client.meta.events.register("before-call.sagemaker", fail)
    with pytest.raises(TypeError, match=r"^create_model\(\) takes 1 positional argument"):
        client.create_model(model_name="churn")


def test_methods_of_user_subclasses_are_not_wrapped() -> None:
    class Mixin:
        def helper(self, name: str) -> str:
            return name

    class Mine(Mixin, SageMaker):
        __service__ = "sagemaker"

        def train(self, name: str) -> str:
            return name

    class Own(Mixin, BaseClient[Any]):
        __service__ = "sagemaker"

    before = SageMaker.create_model
    for method in (Mine.train, Mine.helper, Own.helper):
        assert not hasattr(method, "__wrapped__")
    assert SageMaker.create_model is before
    assert not hasattr(inspect.unwrap(before), "__wrapped__")
    assert inspect.unwrap(before) is vars(before)["__wrapped__"]


def test_shapes_are_not_iterables_mappings_or_sequences() -> None:
    from collections.abc import Iterable, Mapping, Sequence

    assert not isinstance(TAG, Iterable | Mapping | Sequence)
    with pytest.raises(
        TypeError, match=re.escape("Tag is not a dict: use .key instead of ['Key']")
    ):
        TAG["Key"] = "a"


def test_attribute_error_inside_a_property_keeps_its_message() -> None:
    class Mine(SageMaker):
        @property
        def bad(self) -> Any:
            return cast("Any", self.send).nothing

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = Mine(region_name="us-west-2", **KEYS).bad


def test_calling_a_method_on_the_class_raises_type_error() -> None:
    method: Any = SageMaker.describe_model
    with pytest.raises(TypeError, match=r"^describe_model\(\) must be called on a client, such as"):
        method(model_name="x")


def test_hints_for_a_user_subclass_and_for_another_service() -> None:
    class Mine(SageMaker):
        __service__ = "sagemaker"

    client: Any = Mine(region_name="us-west-2", **KEYS)
    with pytest.raises(
        AttributeError, match=r"the error classes are in sagemaker_typed\.sagemaker\.errors"
    ):
        _ = client.exceptions
    with pytest.raises(AttributeError, match="wait_until_endpoint_deleted"):
        _ = client.get_waiter
    other: Any = SageMakerMetrics(region_name="us-west-2", **KEYS)
    with pytest.raises(
        AttributeError, match=r"use wait\(request, until=\.\.\.\) or a method .*gone$"
    ):
        _ = other.get_waiter


def test_enum_refuses_a_member_of_another_enum_and_none() -> None:
    enum: Any = TransformInstanceType
    with pytest.raises(ValueError, match=r"TransformInstanceType\.open\('ml\.t3\.medium'\)$"):
        enum(ProcessingInstanceType.ML_T3_MEDIUM)
    with pytest.raises(ValueError, match=r"^None is not a known TransformInstanceType\.$"):
        enum(None)


def test_wait_refuses_until_none(client: Any) -> None:
    with pytest.raises(TypeError, match=r"^until= must be a status, several of them, or a"):
        client.wait(DescribeEndpointRequest(endpoint_name="x"), until=None)


def test_dict_instead_of_a_list_of_tags_is_refused_with_the_fix() -> None:
    tags: Any = {"team": "x"}
    with pytest.raises(ViolationError, match=r"pass a list of objects: \[Tag\(\.\.\.\), \.\.\.\]"):
        validate(AddTagsRequest(resource_arn="arn", tags=tags))


# --- newer than this release ----------------------------------------------------------------------

PLANTED: Final = """
import json, os, pathlib, sys

from botocore.loaders import Loader

folder = pathlib.Path(sys.argv[1])
for service, name in (("sagemaker", "sagemaker"), ("sagemaker-runtime", "sagemaker-kettle")):
    model = json.loads(json.dumps(Loader().load_service_model(service, "service-2")))
    model["metadata"]["apiVersion"] = "2030-01-01"
    model["operations"]["ListTeaKettles"] = {
        "name": "ListTeaKettles",
        "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "ListTeaKettlesRequest"},
        "output": {"shape": "ListTeaKettlesResponse"},
    }
    model["shapes"] |= {
        "ListTeaKettlesRequest": {"type": "structure", "members": {}},
        "ListTeaKettlesResponse": {
            "type": "structure", "members": {"Kettle": {"shape": "TeaKettle"}}
        },
        "TeaKettle": {"type": "structure", "members": {"Kind": {"shape": "KettleKind"}}},
        "KettleKind": {"type": "string", "enum": ["a"]},
        "KettleBusy": {"type": "structure", "members": {}, "exception": True},
    }
    if service == "sagemaker":
        for shape in ("CreateModelInput", "Tag", "MetricSpecification"):
            model["shapes"][shape]["members"]["KettleScope"] = {"shape": "KettleKind"}
    path = folder / name / "2030-01-01" / "service-2.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(model))
    (path.parent / "waiters-2.json").write_text(json.dumps({"version": 2, "waiters": {
        "KettleReady": {"operation": "ListTeaKettles", "delay": 1, "maxAttempts": 1,
            "acceptors": [{"state": "success", "matcher": "status", "expected": 200}]}}}))
os.environ["AWS_DATA_PATH"] = str(folder)

from sagemaker_typed import SageMaker
from sagemaker_typed import from_boto, validate
import sagemaker_typed.sagemaker as sm

client = SageMaker(region_name="eu-west-1")
TAG = {"Key": "a", "Value": "b", "KettleScope": "c"}
for statement in (
    "client.list_tea_kettles()",
    "client.wait_until_kettle_ready()",
    "from sagemaker_typed.sagemaker import ListTeaKettlesRequest",
    "sm.ListTeaKettlesResponse",
    "from sagemaker_typed.sagemaker import TeaKettle",
    "from sagemaker_typed.sagemaker import KettleKind",
    "from sagemaker_typed import SageMakerKettle",
    "from sagemaker_typed import kettle",
    "from sagemaker_typed.sagemaker.errors import KettleBusy",
    "import sagemaker_typed.sagemaker.errors as e; e.KettleBusy",
    "from sagemaker_typed.sagemaker import KettleBusy",
    "client.create_model(model_name='a', kettle_scope='a')",
    "sm.CreateModelRequest(model_name='a', kettle_scope='a')",
    "sm.Tag(key='a', value='a', kettle_scope='a')",
    "from_boto(sm.CreateModelRequest, {'ModelName': 'a', 'KettleScope': 'a'})",
    "from_boto(sm.CreateModelRequest, {'ModelName': 'a', 'Tags': [TAG]})",
    "validate(from_boto(sm.MetricSpecification, {'KettleScope': 'a'}))",
    "client.list_inference_gatewys()",
    "from sagemaker_typed.sagemaker import ListModelsInput",
    "from sagemaker_typed import SageMakerRuntim",
    "from sagemaker_typed import sagemaker_runtime",
    "from sagemaker_typed.sagemaker.errors import KettleBsy",
    "from sagemaker_typed.runtime.errors import KettleIdle",
    "client.create_model(kettle_scoope='a')",
    "from_boto(sm.CreateModelRequest, {'ModelName': 'a', 'KettleScoope': 'a'})",
):
    try:
        exec(statement)
    except (AttributeError, ImportError, TypeError, ValueError) as error:
        print(type(error).__name__, str(error).splitlines()[-1], sep=": ")
"""


CALL: Final = 'client.call("{}", {{...}})'
SCOPE: Final = "the member KettleScope of {}"


def test_names_that_only_the_installed_botocore_has_are_said_to_be_newer(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PLANTED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    found = run.stdout.splitlines()
    upgrade = "upgrade it (pip install --upgrade sagemaker-typed), or use "
    expected = [
        ("AttributeError", "the operation ListTeaKettles", CALL.format("ListTeaKettles")),
        ("AttributeError", "the waiter kettle_ready", 'get_waiter("kettle_ready")'),
        ("ImportError", "the operation ListTeaKettles", CALL.format("ListTeaKettles")),
        ("AttributeError", "the operation ListTeaKettles", CALL.format("ListTeaKettles")),
        ("ImportError", "the structure TeaKettle", "client.call with dicts"),
        ("ImportError", "the enum KettleKind", "its values as str"),
        ("ImportError", "the service sagemaker-kettle", 'boto3.client("sagemaker-kettle")'),
        ("ImportError", "the service sagemaker-kettle", 'boto3.client("sagemaker-kettle")'),
        ("ImportError", "the error KettleBusy", "ServiceError, whose code is 'KettleBusy'"),
        ("AttributeError", "the error KettleBusy", "ServiceError, whose code is 'KettleBusy'"),
        ("ImportError", "the error KettleBusy", "ServiceError, whose code is 'KettleBusy'"),
        ("TypeError", SCOPE.format("CreateModelRequest"), CALL.format("CreateModel")),
        ("TypeError", SCOPE.format("CreateModelRequest"), CALL.format("CreateModel")),
        ("TypeError", SCOPE.format("Tag"), "client.call with dicts"),
        ("ConversionError", SCOPE.format("CreateModelRequest"), CALL.format("CreateModel")),
        ("ConversionError", SCOPE.format("Tag"), "client.call with dicts"),
        ("ViolationError", SCOPE.format("MetricSpecification"), "client.call with dicts"),
    ]
    assert len(found) == len(expected) + 8, run.stdout
    for text, (kind, what, fix) in zip(found, expected, strict=False):
        assert text.startswith(f"{kind}: ")
        assert f"the installed botocore {botocore.__version__} has {what}, but this" in text
        assert upgrade in text
        assert text.endswith(fix)
    for text in found[len(expected) :]:
        assert "the installed botocore" not in text


def test_no_name_of_the_locked_models_is_said_to_be_newer() -> None:
    for service, (package, client) in SERVICES.items():
        namespace: Any = import_module(f"sagemaker_typed.{package}")
        model = service_model(service)
        names = [*model["shapes"], *(f"{name}Request" for name in model["operations"])]
        for name in set(names) - {*namespace.__all__} - {*dir(namespace)}:
            assert newer_class(service, name) == "", name
        errors: Any = import_module(f"sagemaker_typed.{package}.errors")
        for name in {*model["shapes"]} - {*errors.__all__}:
            assert newer_error(service, name) == "", name
        for name in namespace.__all__:
            cls: Any = getattr(namespace, name)
            known: Any = getattr(cls, "__wire_names__", {})
            for member in model["shapes"].get(name, {}).get("members", {}):
                assert not known or newer_member(service, name, member, known) == "", name
        assert newer_service(client, sagemaker_typed.__all__) == ""
        assert newer_service(service, sagemaker_typed.__all__) == ""


def test_members_of_a_base_class_are_refused_with_a_path() -> None:
    with pytest.raises(ConversionError, match=r"Foo: not a member of Request; it has no members"):
        from_boto(Request, {"Foo": 1})
