"""``model.lock``: the versions that the committed models and the generated code come from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import attrs

from sagemaker_typed.codegen.errors import GenerationError

from .services import ServiceEntry

LOCK_FILE: Final = "codegen/model.lock"
"""Its path in the package."""


@attrs.frozen
class Lock:
    """The content of ``model.lock``."""

    botocore: str
    """The version of botocore that has the committed models."""
    ruff: str
    """The version of ruff, because another one may format the code differently."""
    services: Mapping[str, ServiceEntry]
    """The services by botocore's names; their public names never change."""
    old_names: Mapping[str, Mapping[str, str]] = {}
    """The public names of each service that are deprecated, and the shape of each."""

    def text(self) -> str:
        """Return the content of the file."""
        lines = [
            "# Written by `python -m sagemaker_typed.codegen refresh`.",
            f'botocore = "{self.botocore}"',
            f'ruff = "{self.ruff}"',
            "",
            "[services]",
            *(
                f'{entry.name} = {{ package = "{entry.package}", client = "{entry.client}" }}'
                for entry in self.services.values()
            ),
        ]
        for service, names in sorted(self.old_names.items()):
            lines += ["", f"[old_names.{service}]"]
            lines += (f'{name} = "{shape}"' for name, shape in sorted(names.items()))
        return "\n".join(lines) + "\n"


def read_lock(package: Path) -> Lock:
    """Read the lock of a package, from its folder."""
    path = package / LOCK_FILE
    if not path.exists():
        raise GenerationError(
            f"{path.name} is missing: it has the public names of the services; restore it with git"
        )
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return _lock(content)
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError) as error:
        raise GenerationError(
            f"{path.name} cannot be read ({error}); restore it with git"
        ) from error


def _lock(content: dict[str, Any]) -> Lock:
    services = {
        name: ServiceEntry(name, **names) for name, names in content.pop("services").items()
    }
    return Lock(services=services, **content)


def installed_ruff() -> str:
    """Return the version of the installed ruff."""
    return version("ruff")


def refuse_other_ruff(lock: Lock) -> None:
    """Refuse another version of ruff than the locked one.

    Raises:
        GenerationError: the version differs; the message names both and the fix.
    """
    here = installed_ruff()
    if here != lock.ruff:
        raise GenerationError(
            f"ruff {here} is installed, but {lock.ruff} is locked. Install it (pip install "
            f'"ruff=={lock.ruff}"), or lock the installed one with '
            "`python -m sagemaker_typed.codegen refresh`."
        )
