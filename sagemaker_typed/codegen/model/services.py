"""The services that the package covers, and where their facts come from."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Final

import attrs
import botocore.loaders
from botocore.exceptions import DataNotFoundError

from sagemaker_typed.codegen.errors import GenerationError


@attrs.frozen
class ServiceEntry:
    """One service: what botocore calls it, and what we do."""

    name: str
    """botocore's name of the service."""
    package: str
    """The package below ``sagemaker_typed``."""
    client: str
    """The name of the client class."""
    reference: str
    """The address of an API reference page, with ``{}`` for the shape or operation."""


_SAGEMAKER: Final = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_"
_AUGMENTED_AI: Final = "https://docs.aws.amazon.com/augmented-ai/2019-11-07/APIReference/API_"

# The pages of the two services that are marked were not seen: their address is that of the others.
SERVICES: Final = (
    ServiceEntry("sagemaker", "sagemaker", "SageMaker", _SAGEMAKER + "{}.html"),
    ServiceEntry(
        "sagemaker-runtime", "runtime", "SageMakerRuntime", _SAGEMAKER + "runtime_{}.html"
    ),
    ServiceEntry(
        "sagemaker-featurestore-runtime",
        "featurestore_runtime",
        "SageMakerFeatureStoreRuntime",
        _SAGEMAKER + "feature_store_{}.html",
    ),
    ServiceEntry(
        "sagemaker-a2i-runtime", "a2i_runtime", "SageMakerA2IRuntime", _AUGMENTED_AI + "{}.html"
    ),
    ServiceEntry("sagemaker-edge", "edge", "SageMakerEdge", _SAGEMAKER + "edge_{}.html"),
    ServiceEntry(
        "sagemaker-geospatial",
        "geospatial",
        "SageMakerGeospatial",
        _SAGEMAKER + "geospatial_{}.html",
    ),
    ServiceEntry(
        "sagemaker-inference-router-runtime",
        "inference_router_runtime",
        "SageMakerInferenceRouterRuntime",
        _SAGEMAKER + "inference_router_runtime_{}.html",  # not seen
    ),
    ServiceEntry(
        "sagemaker-metrics", "metrics", "SageMakerMetrics", _SAGEMAKER + "metrics_{}.html"
    ),
    ServiceEntry(
        "sagemakerjobruntime",
        "job_runtime",
        "SageMakerJobRuntime",
        _SAGEMAKER + "job_runtime_{}.html",
    ),
    ServiceEntry(
        "sagemakertrainingsessionruntime",
        "training_session_runtime",
        "SageMakerTrainingSessionRuntime",
        _SAGEMAKER + "training_session_runtime_{}.html",  # not seen
    ),
)


def botocore_version() -> str:
    """The version of the installed botocore."""
    return version("botocore")


def load_model(service: str, kind: str = "service-2") -> Mapping[str, Any]:
    """A model of the installed botocore; ``kind`` is botocore's, such as ``waiters-2``.

    Raises:
        GenerationError: there is none.
    """
    model = find_model(service, kind)
    if model is None:
        raise GenerationError(f"botocore {botocore_version()} has no {kind} model for {service!r}")
    return model


def find_model(service: str, kind: str) -> Mapping[str, Any] | None:
    """A model of the installed botocore; ``None`` where the service has none of that kind."""
    try:
        model: Mapping[str, Any] = botocore.loaders.Loader().load_service_model(service, kind)
    except DataNotFoundError:
        return None
    return model
