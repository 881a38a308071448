"""The table of the hardware of instance types, from EC2's data, which comes with moto."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from sagemaker_typed._schema.fields import is_map
from sagemaker_typed.codegen.errors import GenerationError

INSTANCES_FILE: Final = "codegen/instances.json"
"""The committed table, relative to ``sagemaker_typed``."""
_RESOURCES: Final = (
    "moto/ec2/resources/instance_types.json.gz",
    "moto/ec2/resources/instance_types.json",
)
Row: TypeAlias = list[Any]
"""vCPUs, MiB, GPUs, their name and MiB, other accelerators, their name, network, GB of disks."""


@attrs.frozen
class Table:
    """The rows by instance type, without ``ml.``, and where they are from."""

    sources: tuple[str, ...]
    rows: Mapping[str, Row]

    def text(self) -> str:
        """Return the content of the file."""
        lines = (f"{json.dumps(name)}: {json.dumps(row)}" for name, row in self.rows.items())
        body = ",\n".join(lines)
        return f'{{\n"sources": {json.dumps(self.sources)},\n"types": {{\n{body}\n}}\n}}\n'


def read_table(package: Path) -> Table:
    """Return the committed table; it is empty if there is none.

    Raises:
        GenerationError: the file cannot be read.
    """
    path = package / INSTANCES_FILE
    if not path.is_file():
        return Table((), {})
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Table(tuple(found["sources"]), dict(found["types"]))
    except (KeyError, TypeError, ValueError) as error:
        raise GenerationError(f"{INSTANCES_FILE} cannot be read: {error!r}") from None


def instance_types(models: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return all instance types in service models, without ``ml.``."""
    return {
        value.removeprefix("ml.")
        for model in models
        for shape in model.get("shapes", {}).values()
        for value in shape.get("enum", ())
        if value.startswith("ml.")
    }


def with_new_types(
    table: Table, types: Collection[str], before: Collection[str] = ()
) -> tuple[Table, tuple[str, ...]]:
    """Return the table with rows for exactly these types, as far as they are known, and notes.

    A row stays as it is: EC2's data loses the types that EC2 no longer offers. The rows of other
    types come from the installed moto. A type that it does not know, or does not describe in a
    known form, has no row.

    Args:
        table: The table.
        types: The types of the models.
        before: Those of the models before, about which there are no notes.
    """
    rows = {name: row for name, row in table.rows.items() if name in types}
    missing = sorted(set(types) - rows.keys())
    sources = table.sources
    notes: list[str] = []
    if missing:
        try:
            source, raw = _moto()
        except (PackageNotFoundError, OSError, ValueError) as error:
            source, raw = "", dict[str, Any]()
            if not set(missing) <= set(before):
                notes.append(f"moto's data of instance types is not available: {error}")
        added = {name: row for name in missing if (row := _row(raw.get(name))) is not None}
        if added and source not in sources:
            sources = (*sources, source)
        rows |= added
        missing = [name for name in missing if name not in added and name not in before]
    if missing:
        notes.append(f"no specifications of the instance types {', '.join(missing)}")
    return Table(sources, dict(sorted(rows.items()))), tuple(notes)


def _moto() -> tuple[str, Mapping[str, Any]]:
    """Return the name of the source and EC2's descriptions of instance types."""
    installed = distribution("moto")
    for resource in _RESOURCES:
        path = Path(str(installed.locate_file(resource)))
        if path.is_file():
            data = path.read_bytes()
            raw: Any = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
            if not is_map(raw):
                raise ValueError(f"{resource} is not an object")
            return f"moto {installed.version}", raw
    raise ValueError(f"moto {installed.version} has no {_RESOURCES[0]}")


def _row(raw: Any) -> Row | None:
    """Return the row for EC2's description; ``None`` if it has another form."""
    try:
        gpus = raw.get("GpuInfo", {}).get("Gpus", [])
        devices = raw.get("NeuronInfo", {}).get("NeuronDevices", [])
        if len(gpus) > 1 or len(devices) > 1:
            return None
        gpu, device = next(iter(gpus), None), next(iter(devices), None)
        return [
            raw["VCpuInfo"]["DefaultVCpus"],
            raw["MemoryInfo"]["SizeInMiB"],
            0 if gpu is None else gpu.get("LogicalGpuCount", gpu["Count"]),
            None if gpu is None else f"{gpu['Manufacturer']} {gpu['Name']}",
            None if gpu is None else gpu["MemoryInfo"]["SizeInMiB"],
            0 if device is None else device["Count"],
            None if device is None else device["Name"],
            raw.get("NetworkInfo", {}).get("NetworkPerformance"),
            raw.get("InstanceStorageInfo", {}).get("TotalSizeInGB", 0),
        ]
    except (AttributeError, KeyError, TypeError):
        return None
