"""The models of a botocore version, of an unpacked botocore, of a wheel or of one file."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs
import botocore

from sagemaker_typed.codegen.errors import GenerationError

from .download import newest_wheel, wheel
from .store import SAGEMAKER, SERVICE, Folder, ServiceModels, parse_model, read_models

_VERSION: Final = re.compile(r"\d+(\.\d+)+\w*")
_WHEEL_FILE: Final = re.compile(r"botocore-(.+)\.dist-info/WHEEL")
_VERSION_LINE: Final = re.compile(r"^__version__ = ['\"](.+)['\"]$", re.MULTILINE)


@attrs.frozen
class Source:
    """The models of the services whose names begin with ``sagemaker``."""

    label: str
    """The version, or the path that was given."""
    services: Mapping[str, ServiceModels]
    """By botocore's name of the service."""
    date: str | None = None
    """The date of the version, such as ``2026/11/20``, if it is known."""
    version: str | None = None
    """The version of botocore, if it is known."""
    is_one_file: bool = False
    """Whether it is one service model, without paginators and waiters."""


def read_source(source: str, *, cache: Path | None = None, use_installed: bool = True) -> Source:
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
    if not source or not path.exists():
        if not _VERSION.fullmatch(source):
            raise GenerationError(
                f"{source!r} is not a file, a folder or a version of botocore such as 1.44.5"
            )
        if use_installed and source == botocore.__version__:
            return _read_folder(source, Path(botocore.__file__).parent)
        return _read_wheel(source, wheel(source, cache))
    if path.is_dir():
        return _read_folder(source, path)
    if path.suffix in {".whl", ".zip"}:
        return _read_wheel(source, path)
    return _read_file(source, path)


def read_newest(*, cache: Path | None = None) -> Source:
    """Download and read the newest botocore.

    Raises:
        GenerationError: the download fails.
    """
    path = newest_wheel(cache)
    return _read_wheel(path.name.split("-")[1], path)


def _read_wheel(label: str, path: Path) -> Source:
    try:
        with zipfile.ZipFile(path) as archive:
            # All models have the date of the download of the repository; this file that of the
            # build.
            built = {info.filename: info.date_time for info in archive.infolist()}
            found = _read_folder(label, zipfile.Path(archive))
    except (zipfile.BadZipFile, zlib.error) as error:
        raise GenerationError(f"{path} is damaged; delete it and try again: {error}") from error
    for name, date in built.items():
        if named := _WHEEL_FILE.fullmatch(name):
            return attrs.evolve(found, version=named[1], date="{:04}/{:02}/{:02}".format(*date))
    return found


def _read_folder(label: str, folder: Folder) -> Source:
    for package in (folder / "botocore", folder, None):
        found = read_models(folder if package is None else package / "data")
        if found:
            version = None if package is None else _version(package)
            return Source(label, found, version=version)
    raise GenerationError(f"{label} has no models of services whose name begins with {SAGEMAKER!r}")


def _version(package: Folder) -> str | None:
    module: Folder = package / "__init__.py"
    line = _VERSION_LINE.search(module.read_text(encoding="utf-8")) if module.is_file() else None
    return line[1] if line else None


def _read_file(label: str, path: Path) -> Source:
    raw = parse_model(path.read_bytes(), label)
    try:
        name = str(raw["metadata"]["serviceId"]).lower().replace(" ", "-")
    except (KeyError, TypeError) as error:
        raise GenerationError(f"{label} is not a service model: it has no serviceId") from error
    return Source(label, {name: ServiceModels(name, "", {SERVICE: raw})}, is_one_file=True)
