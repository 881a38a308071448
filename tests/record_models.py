"""Record the models of some versions of botocore, which tests compare: `tests/data/botocore-*.zip`.

Each archive is the wheel of a version, reduced to the models of SageMaker's services, without
documentation. The wheels come from the package index:

    python tests/record_models.py 1.44.5 1.44.8
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import cast

from sagemaker_typed.codegen.model.download import wheel

DATA = Path(__file__).parent / "data"
MODEL = re.compile(
    r"botocore/data/sagemaker[^/]*/[^/]*/(service-2|paginators-1|waiters-2)(\.sdk-extras)?\.json"
)
PROSE = {"documentation", "deprecatedMessage"}


def without_prose(value: object) -> object:
    if isinstance(value, dict):
        return {
            key: without_prose(inner)
            for key, inner in cast("dict[str, object]", value).items()
            if key not in PROSE or not isinstance(inner, str)
        }
    if isinstance(value, list):
        return [*map(without_prose, cast("list[object]", value))]
    return value


def record(version: str) -> None:
    with (
        zipfile.ZipFile(wheel(version)) as packed,
        zipfile.ZipFile(DATA / f"botocore-{version}.zip", "w", zipfile.ZIP_LZMA) as archive,
    ):
        for entry in packed.infolist():
            name = entry.filename.removesuffix(".gz")
            content = b""
            if MODEL.fullmatch(name):
                raw = packed.read(entry)
                raw = gzip.decompress(raw) if entry.filename.endswith(".gz") else raw
                content = json.dumps(without_prose(json.loads(raw)), separators=(",", ":")).encode()
            elif not name.endswith(".dist-info/WHEEL"):  # has the date of the version
                continue
            copy = zipfile.ZipInfo(name, entry.date_time)
            copy.compress_type = zipfile.ZIP_LZMA
            archive.writestr(copy, content)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        record(argument)
