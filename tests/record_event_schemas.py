"""Record the properties of the published schemas of SageMaker's events.

``npm pack @aws-cdk/aws-service-spec`` downloads the package, in which ``db.json.gz`` has the
schemas of EventBridge's registry. ``python tests/record_event_schemas.py PACKAGE.tgz`` writes
``tests/data/event_schemas.json``: for each detail type the names and the types of the properties.
A list has one item, and a name ends in ``!`` if the property is required.
``tests/events/test_schemas.py`` reads events with these properties.
"""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from pathlib import Path
from typing import Any, Final

SOURCE: Final = "aws.sagemaker"
FILE: Final = Path(__file__).parent / "data" / "event_schemas.json"


def main(archive: str) -> None:
    """Write the file.

    Args:
        archive: The path of the package.
    """
    with tarfile.open(archive) as package:
        database = json.loads(gzip.decompress(_member(package, "package/db.json.gz")))["schema"]
        version = json.loads(_member(package, "package/package.json"))["version"]
    events, types = (_by_id(database[name]) for name in ("event", "eventTypeDefinition"))
    found = {
        event["detailType"]: _properties(types, event["rootProperty"]["$ref"])
        for event in events.values()
        if event["source"] == SOURCE
    }
    content = {
        "source": f"@aws-cdk/aws-service-spec {version}",
        "types": dict(sorted(found.items())),
    }
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _member(package: tarfile.TarFile, name: str) -> bytes:
    file = package.extractfile(name)
    assert file is not None, name
    return file.read()


def _by_id(table: dict[str, Any]) -> dict[str, Any]:
    return {row["$id"]: row for row in table["entities"]}


def _properties(types: dict[str, Any], reference: str) -> dict[str, Any]:
    return {
        name + ("!" if row.get("required") else ""): _type(types, row["type"])
        for name, row in sorted(types[reference]["properties"].items())
    }


def _type(types: dict[str, Any], found: dict[str, Any]) -> Any:
    match found["type"]:
        case "ref":
            return _properties(types, found["reference"]["$ref"])
        case "array":
            return [_type(types, found["element"])]
        case kind:
            return kind


if __name__ == "__main__":
    main(sys.argv[1])
