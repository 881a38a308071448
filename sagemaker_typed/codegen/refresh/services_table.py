"""The table of services in the docs, and the patterns of generated files for git."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.services import ServiceEntry
from sagemaker_typed.codegen.model.store import SERVICE, ServiceModels
from sagemaker_typed.codegen.write.files import owned_folders

SERVICES_PAGE: Final = "docs/services.md"
GIT_ATTRIBUTES: Final = ".gitattributes"
_HEADER: Final = (
    "| client | package | boto3's name | operations | use |\n| --- | --- | --- | --- | --- |\n"
)
_ROWS: Final = re.compile(re.escape(_HEADER) + r"((?:\|.*\|\n)+)")
_MOST_NAMES: Final = 3
_GENERATED: Final = " linguist-generated=true\n"


def with_services(
    text: str, entries: Iterable[ServiceEntry], models: Mapping[str, ServiceModels]
) -> str:
    """Return the page of the services with one row for each of them.

    The use of a service is written by hand. A service without a row gets the names of some
    operations.

    Raises:
        GenerationError: the page does not have the table.
    """
    place = _ROWS.search(text)
    if place is None:
        raise GenerationError(f"{SERVICES_PAGE} must have the table with the columns {_HEADER!r}")
    uses = {
        cells[2].strip("` "): cells[4].strip()
        for line in place[1].splitlines()
        for cells in [line.strip("|").split("|")]
    }
    known = [*uses]
    rows = ""
    # New services follow the others.
    for entry in sorted(entries, key=lambda one: (*known, one.name).index(one.name)):
        operations = [*models[entry.name].models[SERVICE]["operations"]]
        use = uses.get(entry.name) or _names(operations)
        rows += (
            f"| `{entry.client}` | `sagemaker_typed.{entry.package}` | `{entry.name}` "
            f"| {len(operations)} | {use} |\n"
        )
    return text[: place.start(1)] + rows + text[place.end(1) :]


def _names(operations: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in operations[:_MOST_NAMES])
    return f"{shown} and others" if len(operations) > _MOST_NAMES else shown


def with_generated(text: str, sources: Mapping[str, str], *others: str) -> str:
    """Return ``.gitattributes`` with the patterns of generated files, in order.

    Args:
        text: The content of the file.
        sources: The generated sources by path.
        others: The paths of other generated files.
    """
    folders = owned_folders(sources)
    lines = text.splitlines(keepends=True)
    marked = [number for number, line in enumerate(lines) if line.endswith(_GENERATED)]
    start = marked[0] if marked else len(lines)
    patterns = {
        f"{top}/**" if (top := path.split("/", maxsplit=1)[0]) in folders else path
        for path in (*sources, *others)
    }
    lines[start:start] = [f"/sagemaker_typed/{path}{_GENERATED}" for path in sorted(patterns)]
    old = {number + len(patterns) for number in marked}
    return "".join(line for number, line in enumerate(lines) if number not in old)
