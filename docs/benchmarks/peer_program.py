"""The program that runs in the environment of a peer: its calls and raw boto3's, in turn.

Besides the peer itself, it needs only boto3 and the standard library. Credentials and the region
are environment variables.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable
from typing import Any

from . import jobs
from .method import Call, Scale, ratios, spread, spread_json, take_turns
from .stub import REGION, Stub, headers, operation_of

Calls = tuple[Call, Call]
"""Describe a training job; list a page of 100."""

JOB = "churn"


def _raw(stub: Stub) -> Calls:
    import boto3

    client: Any = stub.attach(boto3.client("sagemaker", region_name=REGION))
    return (
        lambda: client.describe_training_job(TrainingJobName=JOB),
        lambda: client.list_training_jobs(MaxResults=100),
    )


def _typed(stub: Stub) -> Calls:
    from sagemaker_typed import SageMaker

    client = SageMaker(region_name=REGION)
    stub.attach(client.boto_client)
    return (
        lambda: client.describe_training_job(training_job_name=JOB),
        lambda: client.list_training_jobs(max_results=100),
    )


def _sagemaker_core(stub: Stub) -> Calls:
    import boto3
    from sagemaker.core.resources import TrainingJob
    from sagemaker.core.utils.utils import SageMakerClient

    session = boto3.Session(region_name=REGION)
    stub.attach(SageMakerClient(session=session).sagemaker_client)

    def page() -> None:
        found: Iterable[Any] = TrainingJob.get_all(session=session)
        for _, _job in zip(range(jobs.PAGE), found, strict=False):
            pass

    return lambda: TrainingJob.get(JOB, session=session), page


def _typed_boto3(stub: Stub) -> Calls:
    import aws_resource_validator.pydantic_models.sagemaker.sagemaker_classes as models
    from typed_boto3 import ClientConfig, Region, SagemakerClient

    client = SagemakerClient(ClientConfig(region=Region.US_WEST_2))
    stub.attach(client.raw)
    return (
        lambda: client.describe_training_job(
            models.DescribeTrainingJobRequestTypeDef(TrainingJobName=JOB)
        ),
        lambda: client.list_training_jobs(models.ListTrainingJobsRequestTypeDef(MaxResults=100)),
    )


def _capo(stub: Stub) -> Calls:
    from capo_sagemaker import Credentials, SageMakerClient
    from zapros import BaseHandler, Response

    # The type checkers run without the peer, so its base class is untyped.
    class Handler(BaseHandler):  # type: ignore[misc]
        """An HTTP handler of the peer that calls the stub; the peer does not use botocore."""

        def handle(self, request: Any) -> Any:
            body = stub.answer(operation_of(request.headers["X-Amz-Target"]), b"{}")
            return Response(200, headers(body), content=body, request=request)

    client = SageMakerClient(
        http_handler=Handler(),
        region=REGION,
        credentials=Credentials(access_key="benchmark", secret_key="benchmark"),
    )
    return (
        lambda: client.describe_training_job(training_job_name=JOB),
        lambda: client.list_training_jobs(max_results=100),
    )


PEERS: dict[str, Callable[[Stub], Calls]] = {
    "sagemaker-typed": _typed,
    "sagemaker-core": _sagemaker_core,
    "typed-boto3-sdk": _typed_boto3,
    "capo-sagemaker": _capo,
}


def _stub(arguments: dict[str, Any]) -> Stub:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    bodies = {name: text.encode() for name, text in arguments["bodies"].items()}
    return Stub(bodies | {"ListTrainingJobs": jobs.body(0, jobs.PAGE)})


def measure(arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the ratios of a peer's calls to raw boto3's."""
    stub = _stub(arguments)
    scale = Scale(**arguments["scale"])
    theirs, raw = PEERS[arguments["name"]](stub), _raw(stub)
    found: dict[str, Any] = {}
    for number, what in enumerate(("describe a training job", "page of 100")):
        seconds = take_turns({"peer": theirs[number], "raw": raw[number]}, scale)
        found[what] = spread_json(spread(ratios(seconds, "peer", "raw")))
    return {"ratios": found}


def once(arguments: dict[str, Any]) -> dict[str, Any]:
    """Import, make a client and make one call; the caller measures the memory."""
    describe, _ = PEERS[arguments["name"]](_stub(arguments))
    describe()
    return {}
