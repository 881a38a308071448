"""Download a version of botocore with pip, without installing it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final

from sagemaker_typed.codegen.errors import GenerationError

_OPTIONS: Final = (
    *("--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"),
    *("--only-binary=:all:", "--retries=2", "--timeout=20"),
)


def cache_folder() -> Path:
    """Return the folder for downloaded versions, in the user's cache folder."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        base = home / "Library/Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "sagemaker_typed" / "botocore"


def wheel(version: str, cache: Path | None = None) -> Path:
    """Return the wheel of a version of botocore; download it if the cache does not have it.

    Raises:
        GenerationError: the version does not exist, or the download fails.
    """
    folder = cache or cache_folder()
    for found in sorted(folder.glob(f"botocore-{version}-*.whl")):
        return found
    return _download(f"botocore=={version}", folder)


def newest_wheel(cache: Path | None = None) -> Path:
    """Return the wheel of the newest version of botocore; it is always downloaded.

    Raises:
        GenerationError: the download fails.
    """
    return _download("botocore", cache or cache_folder())


def _download(requirement: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        command = [sys.executable, "-m", "pip", "download", *_OPTIONS, "--dest", temporary]
        done = subprocess.run(
            [*command, requirement], capture_output=True, encoding="utf-8", check=False
        )
        wheels = [*Path(temporary).glob("*.whl")]
        if done.returncode or not wheels:
            raise GenerationError(_reason(requirement.replace("==", " "), done.stderr))
        # A file that is complete is moved, so that an interrupted download leaves nothing behind.
        return wheels[0].replace(folder / wheels[0].name)


def versions() -> tuple[str, ...]:
    """Return all versions of botocore in the package index, the newest first.

    Raises:
        GenerationError: the index cannot be read.
    """
    command = [sys.executable, "-m", "pip", "index", "versions", "botocore"]
    options = ("--disable-pip-version-check", "--no-input", "--retries=2", "--timeout=20")
    done = subprocess.run([*command, *options], capture_output=True, encoding="utf-8", check=False)
    _, _, listed = done.stdout.partition("Available versions: ")
    if not listed:
        last = (done.stderr.strip() or "pip printed nothing").splitlines()[-1]
        raise GenerationError(f"the versions of botocore could not be read. pip: {last}")
    return tuple(listed.partition("\n")[0].split(", "))


def predecessors(of: Iterable[str]) -> dict[str, str]:
    """Return the version before each of some versions in the package index.

    Raises:
        GenerationError: the index does not have a version, or it is the first.
    """
    before = dict(pairwise(versions()))
    missing = [version for version in of if version not in before]
    if missing:
        raise GenerationError(f"botocore {missing[0]} does not exist, or has no predecessor")
    return {version: before[version] for version in of}


def _reason(what: str, output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    last = lines[-1] if lines else "pip printed nothing"
    if "No module named pip" in output:
        return f"{what} cannot be downloaded without pip: install pip"
    is_listed = "(from versions: none)" not in output and "Retrying" not in output
    if "No matching distribution" in output and is_listed:
        return f"{what} does not exist, or has no wheel: {last}"
    return (
        f"{what} could not be downloaded. Without a network, give the path of an "
        f"unpacked botocore, of its wheel or of a service-2.json instead. pip: {last}"
    )
