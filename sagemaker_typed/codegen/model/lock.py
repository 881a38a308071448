"""``model.lock``: the models and tools that the committed code was generated from."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import attrs

from sagemaker_typed.codegen.errors import GenerationError

from .services import SERVICES, botocore_version, find_model

LOCK_FILE: Final = Path(__file__).parent.with_name("model.lock")
_KINDS: Final = ("service-2", "paginators-1", "waiters-2")


@attrs.frozen
class Lock:
    """The content of ``model.lock``."""

    botocore: str
    """Version of botocore."""
    ruff: str
    """Version of ruff."""
    models: Mapping[str, str]
    """Hash by ``service/kind``."""

    def text(self) -> str:
        """The file's text."""
        lines = [
            "# Written by `python -m sagemaker_typed.codegen generate --relock`.",
            f'botocore = "{self.botocore}"',
            f'ruff = "{self.ruff}"',
            "",
            "[models]",
            *(f'"{name}" = "{digest}"' for name, digest in sorted(self.models.items())),
        ]
        return "\n".join(lines) + "\n"


def installed() -> Lock:
    """The lock of what is installed here."""
    return Lock(
        botocore=botocore_version(),
        ruff=version("ruff"),  # its formatting is part of what is committed
        models={
            f"{entry.name}/{kind}": model_hash(model)
            for entry in SERVICES
            for kind in _KINDS
            if (model := find_model(entry.name, kind)) is not None
        },
    )


def model_hash(raw: Mapping[str, Any]) -> str:
    """A hash of a botocore model, independent of white space and of how it is packed."""
    text = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def read_lock(path: Path = LOCK_FILE) -> Lock:
    """Read the committed lock."""
    if not path.exists():
        raise GenerationError(f"{path.name} is missing; make it with `generate --relock`")
    return Lock(**tomllib.loads(path.read_text(encoding="utf-8")))


def refuse_difference(locked: Lock, here: Lock) -> None:
    """Refuse to go on with other models, or another formatter, than the lock names.

    Another version of botocore with the same models passes: it gives the same code.

    Raises:
        GenerationError: the models or ruff differ; the message says which and what to do.
    """
    differences = [
        f"the model {name} of botocore {here.botocore} is not the locked one of {locked.botocore}"
        for name in sorted(locked.models.keys() | here.models.keys())
        if locked.models.get(name) != here.models.get(name)
    ]
    if locked.ruff != here.ruff:
        differences.append(f"ruff is {here.ruff}, the lock says {locked.ruff}")
    if differences:
        raise GenerationError(
            "; ".join(differences)
            + f'. Install what the lock names (pip install "botocore=={locked.botocore}" '
            f'"ruff=={locked.ruff}"), or move on to what is installed with '
            "`python -m sagemaker_typed.codegen generate --relock`."
        )
