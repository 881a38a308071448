"""The committed models: the facts of botocore's models, without their documentation.

Each model is a JSON file in the layout of botocore's data folder,
``<service>/<API version>/<kind>.json``, so that botocore can read it too. Each shape and each
operation has a line of its own: a difference between two versions shows what the service changed.
"""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

import attrs
from botocore.loaders import ExtrasProcessor

from sagemaker_typed.codegen.errors import GenerationError

MODELS_FOLDER: Final = "codegen/models"
"""Its path in the package."""
SERVICE, PAGINATORS, WAITERS = "service-2", "paginators-1", "waiters-2"
SAGEMAKER: Final = "sagemaker"
"""botocore's name of the main service; the names of the others begin with it."""
MORE_SERVICES: Final = frozenset[str]()
"""botocore's names of other services to include; docs/CONTRIBUTING.md says how to add one."""
Folder: TypeAlias = Path | zipfile.Path
_API_VERSION: Final = re.compile(r"\d{4}-\d\d-\d\d")
KINDS: Final = (SERVICE, PAGINATORS, WAITERS)

_PROSE: Final = frozenset({"documentation", "deprecatedMessage"})
_MODELS: Final = frozenset({"input", "output", "member", "key", "value"})
"""Traits that refer to a shape, with documentation of their own."""


def is_included(service: str) -> bool:
    """Return whether this package includes a service, by botocore's name of it."""
    return service.startswith(SAGEMAKER) or service in MORE_SERVICES


@attrs.frozen
class ServiceModels:
    """The models of one service, by their kind."""

    name: str
    """botocore's name of the service."""
    api_version: str
    """The name of the folder; the API version."""
    models: Mapping[str, Mapping[str, Any]]

    @property
    def service_id(self) -> str:
        """The name of the service in its model, such as ``SageMaker Metrics``."""
        metadata: Mapping[str, Any] = self.models[SERVICE].get("metadata", {})
        return str(metadata.get("serviceId") or self.name)

    def facts(self) -> ServiceModels:
        """Return the models without documentation."""
        return attrs.evolve(
            self, models={kind: without_prose(raw) for kind, raw in self.models.items()}
        )

    def files(self) -> dict[str, str]:
        """Return the content of the files by their paths in the folder of models."""
        folder = f"{self.name}/{self.api_version}"
        return {f"{folder}/{kind}.json": _text(raw) for kind, raw in self.models.items()}


def without_prose(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a botocore model without documentation; names, values and constraints are kept."""
    found: dict[str, Any] = _without_prose(raw)
    for kind, parts in found.items():
        # Also of the parameters of endpoints, for example.
        if isinstance(parts, Mapping):
            entries = cast("Mapping[str, object]", parts)
            # In the order of the files, so that reading these gives the same.
            found[kind] = {name: _definition(part) for name, part in sorted(entries.items())}
    return found


def _definition(raw: object) -> Any:
    """Return a shape or an operation without documentation."""
    if not isinstance(raw, Mapping):
        return raw
    found: dict[str, Any] = _without_prose(cast("object", raw))
    for trait, part in found.items():
        if trait in _MODELS:
            found[trait] = _without_prose(part)
        elif trait == "members" and isinstance(part, Mapping):
            members = cast("Mapping[str, object]", part)
            found[trait] = {name: _without_prose(member) for name, member in members.items()}
        elif trait == "errors" and isinstance(part, list):
            found[trait] = [_without_prose(error) for error in cast("list[object]", part)]
    return found


def _without_prose(raw: object) -> Any:
    if not isinstance(raw, Mapping):
        return raw
    traits = cast("Mapping[str, Any]", raw)
    return {trait: value for trait, value in traits.items() if trait not in _PROSE}


def _text(raw: Mapping[str, Any]) -> str:
    """Return a model as JSON, with a line for each entry of its top-level objects."""
    parts: list[str] = []
    for key in sorted(raw):
        value: object = raw[key]
        if isinstance(value, Mapping) and value:
            entries = cast("Mapping[str, object]", value)
            lines = ",\n".join(f"  {_json(k)}: {_json(v)}" for k, v in sorted(entries.items()))
            parts.append(f" {_json(key)}: {{\n{lines}\n }}")
        else:
            parts.append(f" {_json(key)}: {_json(raw[key])}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: object) -> str:
    # The order of members is kept: it is the order of the fields.
    return json.dumps(value, ensure_ascii=True)


def read_models(data: Folder, services: Iterable[str] | None = None) -> dict[str, ServiceModels]:
    """Read the models of services from a folder in botocore's layout, by botocore's names.

    Args:
        data: The folder, such as ``codegen/models`` of the package, or ``data`` of a botocore; it
            may be in a wheel.
        services: The names of the services; by default, those whose name begins with
            ``sagemaker`` and ``MORE_SERVICES``. A service without a model is left out.

    Raises:
        GenerationError: a model cannot be read.
    """
    folders: list[Folder] = [*data.iterdir()] if data.is_dir() else []
    wanted = None if services is None else set(services)
    found: dict[str, ServiceModels] = {}
    for folder in sorted(folders, key=lambda one: one.name):
        name = folder.name
        if not folder.is_dir() or (not is_included(name) if wanted is None else name not in wanted):
            continue
        inner: list[Folder] = [*folder.iterdir()]
        versions = [one for one in inner if _API_VERSION.fullmatch(one.name)]
        newest = max(versions, key=lambda one: one.name, default=None)
        if newest is None:
            continue
        models = {kind: model for kind in KINDS if (model := _load(newest, kind)) is not None}
        if SERVICE in models:
            found[name] = ServiceModels(name, newest.name, models)
    return found


def _load(folder: Folder, kind: str) -> Mapping[str, Any] | None:
    """Load a model and, as botocore does, merge its extras into it."""
    found: dict[str, Any] | None = None
    for name in (kind, f"{kind}.sdk-extras"):
        for suffix in (".json", ".json.gz"):
            path: Folder = folder / f"{name}{suffix}"
            if not path.is_file():
                continue
            content = parse_model(path.read_bytes(), str(path))
            if found is None:
                found = content
            else:
                ExtrasProcessor().process(found, [content])
    return found


def parse_model(packed: bytes, label: str) -> dict[str, Any]:
    """Return the content of a model, which may be compressed.

    Raises:
        GenerationError: it is not a JSON object; the message begins with ``label``.
    """
    try:
        content: object = json.loads(
            gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
        )
    except RecursionError:
        raise GenerationError(f"{label} is nested too deeply for a service model") from None
    except (OSError, ValueError) as error:
        raise GenerationError(f"{label} is not JSON, also not compressed: {error}") from error
    if not isinstance(content, dict):
        raise GenerationError(
            f"{label}: a service model is a JSON object, got {type(content).__name__}"
        )
    return cast("dict[str, Any]", content)
