"""``model.lock``: the models and the formatter of the committed generated code."""

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

LOCK_FILE: Final = "codegen/model.lock"
"""Its path in the package."""
_KINDS: Final = ("service-2", "paginators-1", "waiters-2")


@attrs.frozen
class Lock:
    """The content of ``model.lock``."""

    botocore: str
    """The version of botocore."""
    ruff: str
    """The version of ruff."""
    models: Mapping[str, str]
    """Hash by ``service/kind``."""

    def text(self) -> str:
        """Return the content of the file."""
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
    """Return a lock for the installed botocore and ruff."""
    return Lock(
        botocore=botocore_version(),
        ruff=version("ruff"),  # another version may format the code differently
        models={
            f"{entry.name}/{kind}": model_hash(model)
            for entry in SERVICES
            for kind in _KINDS
            if (model := find_model(entry.name, kind)) is not None
        },
    )


def model_hash(raw: Mapping[str, Any]) -> str:
    """Return a hash of a botocore model that does not depend on whitespace and compression."""
    text = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def read_lock(package: Path) -> Lock:
    """Read the lock of a package, from its folder."""
    path = package / LOCK_FILE
    if not path.exists():
        raise GenerationError(f"{path.name} is missing; create it with `generate --relock`")
    return Lock(**tomllib.loads(path.read_text(encoding="utf-8")))


def refuse_difference(locked: Lock, here: Lock) -> None:
    """Refuse models or a formatter that differ from the locked ones.

    Another version of botocore with the same models is accepted, because the generated code is the
    same.

    Raises:
        GenerationError: the models or ruff differ; the message names the differences and the fix.
    """
    differences = [
        f"the model {name} of botocore {here.botocore} differs from the locked {locked.botocore}"
        for name in sorted(locked.models.keys() | here.models.keys())
        if locked.models.get(name) != here.models.get(name)
    ]
    if locked.ruff != here.ruff:
        differences.append(f"ruff {here.ruff} is installed, but {locked.ruff} is locked")
    if differences:
        raise GenerationError(
            "; ".join(differences)
            + f'. Install the locked versions (pip install "botocore=={locked.botocore}" '
            f'"ruff=={locked.ruff}"), or lock the installed ones with '
            "`python -m sagemaker_typed.codegen generate --relock`."
        )
