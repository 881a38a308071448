"""Read the models that are compared: of a botocore version, a folder, a wheel or one file."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

import attrs
import botocore
from botocore.loaders import ExtrasProcessor

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.paginators import read_paginators
from sagemaker_typed.codegen.model.reading import read_service
from sagemaker_typed.codegen.model.shapes import Paginator, Service, Waiter
from sagemaker_typed.codegen.model.waiters import read_waiters

from .download import wheel
from .traits import essential

Folder: TypeAlias = Path | zipfile.Path

_VERSION: Final = re.compile(r"\d+(\.\d+)+\w*")
_API_VERSION: Final = re.compile(r"\d{4}-\d\d-\d\d")
_FAMILY: Final = "sagemaker"
"""The start of the name of every service that is compared."""


@attrs.frozen
class Models:
    """The services of one version of botocore."""

    label: str
    """The version, or the path that was given."""
    services: Mapping[str, Service]
    date: str | None = None
    """The date of the version, such as ``2026/11/20``, if it is known."""
    notes: tuple[str, ...] = ()
    """The parts that could not be read, with the reasons."""


def read_models(source: str, *, cache: Path | None = None, use_installed: bool = True) -> Models:
    """Read a botocore version, such as ``1.44.5``, or a path.

    Args:
        source: A version, or the path of a ``service-2.json(.gz)``, of a wheel, or of a folder
            with botocore's data.
        cache: The folder for downloaded versions; by default, the user's cache folder.
        use_installed: Whether the installed botocore may be read if it has the version. The date of
            an installed version is not known.

    Raises:
        GenerationError: there is no such version or path, or it has no models of SageMaker.
    """
    path = Path(source)
    if not path.exists():
        if not _VERSION.fullmatch(source):
            raise GenerationError(
                f"{source!r} is not a file, a folder or a version of botocore such as 1.44.5"
            )
        if use_installed and source == botocore.__version__:
            return _read_folder(source, Path(botocore.__file__).parent / "data")
        path = wheel(source, cache)
        return _read_wheel(source, path)
    if path.is_dir():
        return _read_folder(source, path)
    if path.suffix in {".whl", ".zip"}:
        return _read_wheel(source, path)
    return _read_file(source, path)


def _read_wheel(label: str, path: Path) -> Models:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise GenerationError(f"{path} is damaged; delete it and try again: {error}") from error
    with archive:
        # All models have the date of the download of the repository; this file that of the build.
        dates = [i.date_time for i in archive.infolist() if i.filename.endswith("dist-info/WHEEL")]
        models = _read_folder(label, zipfile.Path(archive))
    return attrs.evolve(models, date="{:04}/{:02}/{:02}".format(*dates[0]) if dates else None)


def _read_folder(label: str, folder: Folder) -> Models:
    for data in (folder / "botocore" / "data", folder / "data", folder):
        found = [*_service_folders(data)] if data.is_dir() else []
        if found:
            return _read_all(label, found)
    raise GenerationError(f"{label} has no models of services whose name begins with {_FAMILY!r}")


def _service_folders(data: Folder) -> Iterator[tuple[str, Folder]]:
    """Yield the name of each service and the folder of its newest API version."""
    services: list[Folder] = [*data.iterdir()]
    for service in sorted(services, key=lambda folder: folder.name):
        if service.name.startswith(_FAMILY) and service.is_dir():
            inner: list[Folder] = [*service.iterdir()]
            versions = [folder for folder in inner if _API_VERSION.fullmatch(folder.name)]
            newest = max(versions, key=lambda folder: folder.name, default=None)
            if newest is not None and _load(newest, "service-2") is not None:
                yield service.name, newest


def _read_file(label: str, path: Path) -> Models:
    raw = _parsed(path.read_bytes(), label)
    service, notes = _read(_service_name(raw, label), raw, None, None)
    return Models(label, {service.name: service}, notes=notes)


def _service_name(raw: Mapping[str, Any], label: str) -> str:
    try:
        return str(raw["metadata"]["serviceId"]).lower().replace(" ", "-")
    except (KeyError, TypeError) as error:
        raise GenerationError(f"{label} is not a service model: it has no serviceId") from error


def _read_all(label: str, folders: list[tuple[str, Folder]]) -> Models:
    services: dict[str, Service] = {}
    notes: list[str] = []
    for name, folder in folders:
        raw = _load(folder, "service-2")
        assert raw is not None, folder
        others = (_load(folder, kind) for kind in ("paginators-1", "waiters-2"))
        services[name], found = _read(name, raw, *others)
        notes += found
    return Models(label, services, notes=tuple(notes))


def _load(folder: Folder, kind: str) -> dict[str, Any] | None:
    """Load a model and, as botocore does, merge its extras into it."""
    found: dict[str, Any] | None = None
    for name in (kind, f"{kind}.sdk-extras"):
        for suffix in (".json", ".json.gz"):
            path: Folder = folder / f"{name}{suffix}"
            if not path.is_file():
                continue
            content = _parsed(path.read_bytes(), str(path))
            if found is None:
                found = content
            else:
                ExtrasProcessor().process(found, [content])
    return found


def _parsed(packed: bytes, label: str) -> dict[str, Any]:
    try:
        content: object = json.loads(
            gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
        )
    except (OSError, ValueError, RecursionError) as error:
        raise GenerationError(f"{label} is not JSON, also not compressed: {error}") from error
    if not isinstance(content, dict):
        raise GenerationError(f"{label} is not a service model: it is not a JSON object")
    return cast("dict[str, Any]", content)


def _read(
    name: str,
    raw: Mapping[str, Any],
    paginators: Mapping[str, Any] | None,
    waiters: Mapping[str, Any] | None,
) -> tuple[Service, tuple[str, ...]]:
    try:
        service = read_service(name, essential(raw))
    except GenerationError as error:
        raise GenerationError(f"{name}: {error}") from error
    notes: list[str] = []
    pages: dict[str, Paginator] = {}
    for operation, row in (paginators or {}).get("pagination", {}).items():
        try:
            pages |= read_paginators({"pagination": {operation: row}}, service)
        except GenerationError as error:
            notes.append(f"{name}: not compared: {error}")
    waits: list[Waiter] = []
    for waiter, row in (waiters or {}).get("waiters", {}).items():
        try:
            waits += read_waiters({"version": 2, "waiters": {waiter: row}}, service)
        except GenerationError as error:
            notes.append(f"{name}: not compared: {error}")
    return attrs.evolve(service, paginators=pages, waiters=tuple(waits)), tuple(notes)
