"""Record facts of the JSON schema of pipeline definitions, for ``tests/targets/pipelines``.

Run ``python tests/record_pipeline_schema.py SCHEMA`` with the file
``schema/pipeline-definition.schema.json`` of
https://github.com/aws-sagemaker-mlops/sagemaker-model-building-pipeline-definition-JSON-schema,
whose text has no licence and is therefore not copied. The record has the names of members, and what
the schema refuses in the definitions that the SageMaker Python SDK writes
(``tests/tools/record_pipeline_definitions.py``).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

from helpers.pipelines import recorded
from jsonschema import Draft7Validator

DATA: Final = Path(__file__).parent / "data"
TARGET: Final = DATA / "pipeline_schema.json"
BRANCHES: Final = ("IfSteps", "ElseSteps")
# The schema says that the type of this step is "Endpoint".
MISNAMED: Final = {"EndpointConfigStep": "EndpointConfig"}


def types_of_steps(schema: Mapping[str, Any]) -> dict[str, str]:
    """Return the name of the schema of each type of step."""
    found: dict[str, str] = {}
    kind: str
    for name, content in schema["definitions"].items():
        if name.endswith("Step"):
            [kind] = content["properties"]["Type"]["enum"]
            found[MISNAMED.get(name, kind)] = name
    return found


def described(schema: Mapping[str, Any]) -> dict[str, list[str] | None]:
    properties = schema.get("properties")
    return {
        "members": sorted(properties) if properties else None,
        "required": sorted(schema.get("required", [])),
    }


def resolved(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = part.get("$ref")
    if reference is None:
        return part
    found: Mapping[str, Any] = schema["definitions"][reference.rpartition("/")[2]]
    return found


def refusals(schema: Mapping[str, Any], part: Any, value: Any, path: str) -> Iterator[str]:
    rules = {**part, "definitions": schema["definitions"]}
    for error in cast("Any", Draft7Validator(rules)).iter_errors(value):
        extra = re.findall(r"'([^']*)'", error.message.partition("(")[2])
        names = f" {', '.join(extra)}" if error.validator == "additionalProperties" else ""
        yield f"{path}{error.json_path[1:]}: {error.validator}{names}"


def refused(schema: Mapping[str, Any], definition: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the schema refuses: each step is compared with the schema of its type."""
    yield from refusals(schema, schema, {**definition, "Steps": []}, "")
    yield from refused_steps(schema, definition["Steps"])


def refused_steps(schema: Mapping[str, Any], steps: list[Any]) -> Iterator[str]:
    types = types_of_steps(schema)
    for step in steps:
        kind, path = step["Type"], step["Name"]
        if kind not in types:
            yield f"{path}: unknown type {kind}"
            continue
        own = dict(step)
        if kind == "Condition":
            arguments = step["Arguments"]
            own["Arguments"] = {k: v for k, v in arguments.items() if k not in BRANCHES}
            for branch in BRANCHES:
                yield from refused_steps(schema, arguments.get(branch, []))
        yield from refusals(schema, schema["definitions"][types[kind]], own, path)


def main(source: str) -> None:
    schema = json.loads(Path(source).read_bytes())
    steps: dict[str, Any] = {}
    for kind, name in types_of_steps(schema).items():
        part = schema["definitions"][name]
        arguments = resolved(schema, part["properties"]["Arguments"])
        steps[kind] = {**described(part), "arguments": described(arguments)}
    record = {
        "definition": described(schema),
        "steps": steps,
        "exception_types": schema["definitions"]["RetryPolicy"]["properties"]["ExceptionType"][
            "enum"
        ],
        "refused": {
            name: [*refused(schema, definition)] for name, definition in recorded().items()
        },
    }
    TARGET.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
