"""The service models that the installed botocore uses, also those in ``AWS_DATA_PATH``."""

from __future__ import annotations

from typing import Any

import botocore
from botocore.exceptions import DataNotFoundError

from sagemaker_typed._botocore.model_files import available_services, model_of_kind
from sagemaker_typed.codegen.model.sources import Source
from sagemaker_typed.codegen.model.store import KINDS, ServiceModels, is_included


def installed_source() -> Source:
    """Read the models of the services that this package includes."""
    names = filter(is_included, available_services())
    return Source(
        f"botocore {botocore.__version__}",
        {name: _models(name) for name in sorted(names)},
        version=botocore.__version__,
    )


def _models(service: str) -> ServiceModels:
    models: dict[str, Any] = {}
    for kind in KINDS:
        try:
            models[kind] = model_of_kind(service, kind)
        except DataNotFoundError:  # not every service has paginators or waiters
            continue
    return ServiceModels(service, "", models)
