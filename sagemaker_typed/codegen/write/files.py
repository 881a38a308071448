"""Write the generated folders, and compare them with the sources in memory."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sagemaker_typed.codegen.errors import GenerationError

_SHOWN_DIFF_LINES = 60


def owned_folders(sources: Mapping[str, str]) -> set[str]:
    """Return the top-level folders in which all files are generated."""
    return {path.split("/", 1)[0] for path in sources if path.endswith("/__init__.py")}


def write(sources: Mapping[str, str], root: Path, *, owned: Iterable[str] = ()) -> list[str]:
    """Write the files that differ, remove extra files, and return the changed paths.

    Args:
        sources: The content of the files by path.
        root: The folder of the paths.
        owned: The folders in which any other file is removed.
    """
    changed: list[str] = []
    for path, source in sorted(sources.items()):
        target = root / path
        if _read(target) != source:
            target.parent.mkdir(parents=True, exist_ok=True)
            # An interruption leaves the old file or the new one, and nothing between them.
            new = target.with_name(f"{target.name}.new")
            new.write_text(source, encoding="utf-8", newline="\n")
            new.replace(target)
            changed.append(path)
    for path in extra_files(sources, root, owned):
        (root / path).unlink()
        changed.append(path)
    return changed


def extra_files(sources: Mapping[str, str], root: Path, owned: Iterable[str]) -> list[str]:
    """Return the files in the owned folders that are not sources, except compiled bytecode."""
    return [
        path
        for folder in sorted(owned)
        for file in sorted((root / folder).rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
        if (path := file.relative_to(root).as_posix()) not in sources
    ]


def differences(sources: Mapping[str, str], root: Path) -> Iterator[str]:
    """Yield a readable description of each file that differs between memory and disk."""
    for path, source in sorted(sources.items()):
        on_disk = _read(root / path)
        if on_disk is None:
            yield f"missing: {path}"
        elif on_disk != source:
            yield _diff(path, on_disk, source)
    for path in extra_files(sources, root, owned_folders(sources)):
        yield f"not generated, but in a generated folder: {path}"


def first_lines(sources: Mapping[str, str], root: Path) -> Iterator[tuple[str, str]]:
    """Yield the generated paths that exist on disk, with the first line of each file."""
    for path in sorted(sources):
        text = _read(root / path)
        if text is not None:
            yield path, text.partition("\n")[0]


def copy_package(package: Path, folder: Path) -> Path:
    """Copy the package into ``folder``, which git then ignores, and return the path of the copy.

    Raises:
        GenerationError: the copy would replace the package itself.
    """
    copy = folder / package.name
    if copy.resolve() == package.resolve():
        raise GenerationError(f"{package} is the package itself; use --in-place to change it")
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return copy


def _diff(path: str, on_disk: str, source: str) -> str:
    lines = list(
        difflib.unified_diff(
            on_disk.splitlines(),
            source.splitlines(),
            f"{path} (on disk)",
            f"{path} (generated)",
            lineterm="",
        )
    )
    if not lines:
        return f"{path}: only the line endings differ"
    more = len(lines) - _SHOWN_DIFF_LINES
    shown = lines[:_SHOWN_DIFF_LINES]
    return "\n".join(shown + ([f"... and {more} more lines"] if more > 0 else []))


def _read(path: Path) -> str | None:
    # Bytes that are not UTF-8 must be shown as a difference, not raise an error.
    return path.read_bytes().decode("utf-8", "backslashreplace") if path.is_file() else None
