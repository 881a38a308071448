"""Record which properties of CloudFormation's resource types cannot be updated.

``python tests/record_resource_schemas.py`` reads the resource schemas in the installed package
``cfn-lint`` and writes ``tests/data/resource_schemas.json``: for each type of SageMaker, the names
of its properties, and of those that only a creation sets (``createOnlyProperties``) or that nobody
sets (``readOnlyProperties``). ``tests/planning/test_against_cloudformation.py`` compares plans with
them.
"""

from __future__ import annotations

import json
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

PREFIX: Final = "AWS::SageMaker::"
REGION: Final = "us-east-1"
TESTS: Final = Path(__file__).parent
FILE: Final = TESTS / "data" / "resource_schemas.json"
LOCK: Final = TESTS.parent / "sagemaker_typed" / "codegen" / "model.lock"


def main() -> None:
    """Write the file."""
    package = distribution("cfn-lint")
    folder = Path(str(package.locate_file("cfnlint/data/schemas")))
    names: dict[str, str] = _read(folder / "providers" / f"{REGION}.json")
    types = {
        name.removeprefix(PREFIX): _facts(_read(folder / "resources" / f"{file}.json"))
        for name, file in sorted(names.items())
        if name.startswith(PREFIX)
    }
    found = {
        "source": f"cfn-lint {package.version}, {REGION}",
        "botocore": tomllib.loads(LOCK.read_text(encoding="utf-8"))["botocore"],
        "types": types,
    }
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _facts(schema: dict[str, Any]) -> dict[str, list[str]]:
    return {
        "properties": sorted(schema["properties"]),
        "create_only": _paths(schema, "createOnlyProperties"),
        "read_only": _paths(schema, "readOnlyProperties"),
    }


def _paths(schema: dict[str, Any], key: str) -> list[str]:
    return sorted(path.removeprefix("/properties/") for path in schema.get(key, ()))


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
