"""The services that the package covers, and where their facts come from."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Final

import attrs
import botocore.loaders
from botocore.exceptions import DataNotFoundError

from .errors import GenerationError


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


SERVICES: Final = (
    ServiceEntry(
        name="sagemaker",
        package="sagemaker",
        client="SageMaker",
        reference="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_{}.html",
    ),
)


def botocore_version() -> str:
    """The version of the installed botocore."""
    return version("botocore")


def load_model(service: str, kind: str = "service-2") -> Mapping[str, Any]:
    """A model of the installed botocore; ``kind`` is botocore's, such as ``waiters-2``."""
    try:
        model: Mapping[str, Any] = botocore.loaders.Loader().load_service_model(service, kind)
    except DataNotFoundError as error:
        raise GenerationError(
            f"botocore {botocore_version()} has no {kind} model for {service!r}"
        ) from error
    return model
