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
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sagemaker_typed.codegen.model.resource_types import REGION, installed_schemas

TESTS: Final = Path(__file__).parent
FILE: Final = TESTS / "data" / "resource_schemas.json"
LOCK: Final = TESTS.parent / "sagemaker_typed" / "codegen" / "model.lock"


def main() -> None:
    """Write the file."""
    schemas = installed_schemas()
    assert schemas is not None, "cfn-lint is not installed"
    found = {
        "source": f"cfn-lint {schemas.version}, {REGION}",
        "botocore": tomllib.loads(LOCK.read_text(encoding="utf-8"))["botocore"],
        "types": {name: _facts(schema) for name, schema in schemas.types.items()},
    }
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _facts(schema: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        "properties": sorted(schema["properties"]),
        "create_only": _paths(schema, "createOnlyProperties"),
        "read_only": _paths(schema, "readOnlyProperties"),
    }


def _paths(schema: Mapping[str, Any], key: str) -> list[str]:
    return sorted(path.removeprefix("/properties/") for path in schema.get(key, ()))


if __name__ == "__main__":
    main()
