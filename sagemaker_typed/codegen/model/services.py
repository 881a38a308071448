"""The services in the package, and their models in botocore."""

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
    """One service: its names in botocore and in this package."""

    name: str
    """botocore's name for the service."""
    package: str
    """The name of the subpackage of ``sagemaker_typed``."""
    client: str
    """The name of the client class."""
    reference: str
    """The URL of an API reference page, with ``{}`` for the shape or operation."""


_SAGEMAKER: Final = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_"
_AUGMENTED_AI: Final = "https://docs.aws.amazon.com/augmented-ai/2019-11-07/APIReference/API_"

# The URLs marked "not checked" follow the form of those of the other services.
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
        _SAGEMAKER + "inference_router_runtime_{}.html",  # not checked
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
        _SAGEMAKER + "training_session_runtime_{}.html",  # not checked
    ),
)


def botocore_version() -> str:
    """Return the version of the installed botocore."""
    return version("botocore")


def load_model(service: str, kind: str = "service-2") -> Mapping[str, Any]:
    """Return a model from the installed botocore; ``kind`` is a kind such as ``waiters-2``.

    Raises:
        GenerationError: the service has no model of this kind.
    """
    model = find_model(service, kind)
    if model is None:
        raise GenerationError(f"botocore {botocore_version()} has no {kind} model for {service!r}")
    return model


def find_model(service: str, kind: str) -> Mapping[str, Any] | None:
    """Return a model from the installed botocore; ``None`` if the service has none of this kind."""
    try:
        model: Mapping[str, Any] = botocore.loaders.Loader().load_service_model(service, kind)
    except DataNotFoundError:
        return None
    return model
