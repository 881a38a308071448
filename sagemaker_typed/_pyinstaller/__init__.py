"""A hook for PyInstaller, which cannot see lazy imports. An entry point of the package names it.

Source: https://pyinstaller.org/en/stable/hooks.html
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
# Users import these by their names, which PyInstaller sees. The generator and the local server
# would bring in many packages, and cannot run in a frozen program.
_NOT_LAZY: Final = {
    "_pyinstaller", "codegen", "feature_records", "local", "payloads", "progress"
}  # fmt: skip


def hook_folders() -> list[str]:
    """Return the folders with hooks."""
    return [str(_FOLDER)]


def lazy_modules() -> list[str]:
    """Return the names of the modules that may be imported lazily."""
    package = _FOLDER.parent
    names: list[str] = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        if len(parts) > 1 and parts[1] not in _NOT_LAZY:
            names.append(".".join(parts).removesuffix(".__init__"))
    return names
