"""The service models that the generated code comes from, whatever botocore is installed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import botocore
from packaging.version import Version

import sagemaker_typed
from sagemaker_typed.codegen.model.lock import read_lock
from sagemaker_typed.codegen.model.store import MODELS_FOLDER, SERVICE, read_models

PACKAGE: Final = Path(sagemaker_typed.__file__).parent
LOCK: Final = read_lock(PACKAGE)
COMMITTED: Final = read_models(PACKAGE / MODELS_FOLDER)
IS_LOCKED: Final = botocore.__version__ == LOCK.botocore
"""Whether the installed botocore is the one with the committed models."""


def locked_model(service: str = "sagemaker", kind: str = SERVICE) -> Mapping[str, Any]:
    """Return a committed model."""
    return COMMITTED[service].models[kind]


def use_locked_models() -> None:
    """Let a newer botocore read the committed models in place of its own, also in processes."""
    if Version(botocore.__version__) > Version(LOCK.botocore):
        os.environ["AWS_DATA_PATH"] = str(PACKAGE / MODELS_FOLDER)
