"""The properties of CloudFormation's resource types, from its schemas, which come with cfn-lint."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

import attrs

from sagemaker_typed.codegen.errors import GenerationError

TABLE_MODULE: Final = "targets/cloudformation/table.py"
"""The committed table, relative to ``sagemaker_typed``."""
REGION: Final = "us-east-1"
_PACKAGE: Final = "cfn-lint"
_PREFIX: Final = "AWS::SageMaker::"
_VERSION: Final = re.compile(rf'^SOURCE: Final = "{_PACKAGE} ([0-9.]+),', re.MULTILINE)
_HEADER: Final = '''\
# Written by `python -m sagemaker_typed.codegen refresh`; do not edit.
"""The properties of CloudFormation's resource types, from its schemas.

``schema.py`` reads a row: the properties that a template can set, each with its type, and with
``!`` if it is required. A type is ``[x]`` for a list, ``{x}`` for a map, and ``.X`` for the row of
the structure ``X`` in the same resource type.
"""

from collections.abc import Mapping
from typing import Final

SOURCE: Final = "%s"
ROWS: Final[Mapping[str, str]] = {
'''


@attrs.frozen
class Schemas:
    """The schemas of SageMaker's resource types, by their names without the prefix."""

    version: str
    """The version of cfn-lint."""
    types: Mapping[str, Mapping[str, Any]]


def installed_schemas() -> Schemas | None:
    """Return the schemas of the installed cfn-lint; ``None`` if it is not installed.

    Raises:
        GenerationError: they cannot be read.
    """
    try:
        package = distribution(_PACKAGE)
    except PackageNotFoundError:
        return None
    folder = Path(str(package.locate_file("cfnlint/data/schemas")))
    try:
        names: dict[str, str] = _read(folder / "providers" / f"{REGION}.json")
        types = {
            name.removeprefix(_PREFIX): _read(folder / "resources" / f"{file}.json")
            for name, file in sorted(names.items())
            if name.startswith(_PREFIX)
        }
    except (OSError, ValueError) as error:
        raise GenerationError(f"the schemas of {_PACKAGE} cannot be read: {error}") from None
    return Schemas(package.version, types)


def table_of(schemas: Schemas) -> str:
    """Return the source of the module with the properties of all types."""
    rows: dict[str, str] = {}
    for name, schema in schemas.types.items():
        rows |= _Rows(name, schema).found
    lines = (line for name, row in sorted(rows.items()) for line in _literal(name, row))
    source = f"{_PACKAGE} {schemas.version}, {REGION}"
    return _HEADER % source + "".join(f"{line}\n" for line in lines) + "}\n"


def newer_table(package: Path) -> str | None:
    """Return the source of the table if the installed schemas are newer than the committed ones.

    Args:
        package: The folder of ``sagemaker_typed`` in the checkout.

    Raises:
        GenerationError: the schemas cannot be read.
    """
    path = package / TABLE_MODULE
    committed = _VERSION.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    schemas = installed_schemas() if committed else None
    if committed is None or schemas is None:
        return None
    is_newer = _numbers(schemas.version) > _numbers(committed[1])
    return table_of(schemas) if is_newer else None


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


class _Rows:
    """The rows of one resource type: of the type itself and of each structure in it."""

    def __init__(self, name: str, schema: Mapping[str, Any]) -> None:
        self.found: dict[str, str] = {}
        self._sources: dict[str, Mapping[str, Any]] = {}
        self._name = name
        self._schema = schema
        unset = {path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", ())}
        self._add(name, schema, unset)

    def _add(self, row: str, schema: Mapping[str, Any], unset: set[str]) -> None:
        if self._sources.setdefault(row, schema) is not schema:
            raise GenerationError(f"two structures of CloudFormation's schemas are called {row}")
        if row in self.found:
            return
        self.found[row] = ""  # taken, while the structure refers to others
        required = {*schema.get("required", ())}
        types: dict[str, str] = {}
        # The branches of a union are merged: which of them there may be, cfn-lint checks.
        for branch in self._branches(schema):
            for name in branch.get("properties", {}).keys() - unset:
                kind = self._type(branch["properties"][name], f"{row}.{name}")
                types[name] = kind if types.get(name, kind) == kind else "object"
        self.found[row] = " ".join(
            f"{name}{'!' * (name in required)}:{kind}" for name, kind in sorted(types.items())
        )

    def _type(self, schema: Mapping[str, Any], row: str) -> str:
        if "$ref" in schema:
            row = f"{self._name}.{schema['$ref'].rpartition('/')[2]}"
            schema = self._resolved(schema)
        kind = schema.get("type", "object")
        if isinstance(kind, list):
            kind = "object"  # also a JSON str
        if kind == "array":
            return f"[{self._type(schema['items'], row)}]"
        if kind == "object" and any("properties" in one for one in self._branches(schema)):
            self._add(row, schema, set())
            return row.removeprefix(self._name)
        if kind == "object" and "patternProperties" in schema:
            value = next(iter(schema["patternProperties"].values()))
            return f"{{{self._type(value, row)}}}"
        return str(kind)

    def _branches(self, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Yield a schema and the branches of its union."""
        yield schema
        for branch in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
            yield self._resolved(branch)

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the definition or property that a schema refers to, or the schema itself."""
        while "$ref" in schema:
            *_, key, name = schema["$ref"].split("/")
            schema = self._schema[key][name]
        return schema


def _literal(name: str, row: str) -> list[str]:
    """Return the lines of an entry as ruff formats it."""
    whole = f"    {json.dumps(name)}: {json.dumps(row)},"
    if len(whole) <= 100:
        return [whole]
    parts = textwrap.wrap(row, 88, break_long_words=False, break_on_hyphens=False)
    literals = [json.dumps(f"{part} ") for part in parts[:-1]] + [json.dumps(parts[-1])]
    if len(json.dumps(row)) <= 92:
        literals = [json.dumps(row)]
    return [f"    {json.dumps(name)}: (", *(f"        {one}" for one in literals), "    ),"]


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
