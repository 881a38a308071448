"""Files that are replaced as a whole."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

__all__ = ["replace_file"]


def replace_file(path: Path, text: str) -> None:
    """Write a file so that it always has either its earlier content or the new one.

    Args:
        path: The file, or a symbolic link to it. Only its owner can read it afterwards.
        text: The new content.

    Raises:
        OSError: it cannot be written; it is unchanged then.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        # A device or a pipe has no content to keep.
        target.write_text(text, encoding="utf-8")
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        written.replace(target)
    except BaseException:
        with suppress(OSError):
            written.unlink()
        raise
