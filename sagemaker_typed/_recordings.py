"""Files with recordings: JSON or YAML, depending on the name."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

from sagemaker_typed._conversion import yaml_text
from sagemaker_typed._schema.fields import is_map

__all__ = ["VERSION", "FileName", "check_file", "read_recording", "write_recording"]

FileName: TypeAlias = str | PathLike[str]
VERSION: Final = 1
_YAML: Final = {".yaml", ".yml"}


def check_file(path: FileName) -> None:
    """Check that a recording can be written, before there are calls that could be lost.

    Raises:
        FileNotFoundError: the folder does not exist.
        ModuleNotFoundError: the file is YAML, and the extra ``yaml`` is not installed.
    """
    file = Path(path)
    if not file.parent.is_dir():
        raise FileNotFoundError(f"cannot record to {file}: the folder {file.parent} does not exist")
    if file.suffix in _YAML:
        yaml_text.library()


def write_recording(path: FileName, recording: Mapping[str, Any]) -> None:
    """Write a recording.

    Raises:
        ModuleNotFoundError: the file is YAML, and the extra ``yaml`` is not installed.
    """
    content = {"version": VERSION, **recording}
    file = Path(path)
    if file.suffix in _YAML:
        stream = io.StringIO()
        yaml_text.library().dump(content, stream)
        text = stream.getvalue()
    else:
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    file.write_text(text, encoding="utf-8")


def read_recording(path: FileName) -> dict[str, Any]:
    """Read a recording.

    Raises:
        ValueError: the file is not a recording, or one of a newer release.
    """
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    try:
        if file.suffix in _YAML:
            found, _ = yaml_text.parsed(yaml_text.library(), text)
        else:
            found = json.loads(text)
    except (yaml_text.UnreadableYamlError, json.JSONDecodeError) as error:
        raise ValueError(f"{file}: expected a recording of `Recorder`: {error}") from error
    recording: Any = found
    if not is_map(recording) or "calls" not in recording:
        raise ValueError(f"{file}: expected a recording of `Recorder`")
    if recording.get("version") != VERSION:
        raise ValueError(
            f"{file}: the recording has version {recording.get('version')!r}, but this release "
            f"reads version {VERSION}"
        )
    return cast("dict[str, Any]", recording)
