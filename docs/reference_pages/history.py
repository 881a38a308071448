"""The pages of changes: one for each version of botocore that has a record in ``docs/history/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from docutils import nodes

from sagemaker_typed.codegen.changes.grouping import TITLES, by_effect, entries, summary
from sagemaker_typed.codegen.changes.history import Record, RecordedService, read_history
from sagemaker_typed.codegen.changes.methods import CHANGES, Method, headline
from sagemaker_typed.codegen.changes.printing import block_lines

from .base import ReferenceDirective, client_of, operations_of, the_package
from .facts import INSTANCE_TYPES, ROOT, Symbol
from .markup import bullets, code, full_name, joined, paragraph, reference, section

FRONT = """\
Changes of the service models in versions of botocore, newest first. Each page compares a version
with the one before it, and says what its changes mean for users of this package. The links lead to
classes and methods of this release. The pages do not include every version since 2019.
"""
_SHOWN_LINES = 100
_FOLDER = Path(__file__).parents[1] / "history"


@cache
def records() -> dict[str, Record]:
    """Return the records by version, the newest first."""
    found = (read_history(path.read_text(encoding="utf-8")) for path in _FOLDER.glob("*.json"))
    ordered = sorted(found, key=lambda record: [*map(int, record.new.split("."))], reverse=True)
    return {record.new: record for record in ordered}


def contents() -> str:
    """Return the list of all pages as reStructuredText."""
    return "\n".join(
        f"* :doc:`{title(record)} <{version}>`: {'; '.join(_about(record))}"
        for version, record in records().items()
    )


def title(record: Record) -> str:
    """Return the title of a page."""
    return f"botocore {record.new}" + (f" ({record.date})" if record.date else "")


class HistoryPage(ReferenceDirective):
    """The changes of one version of botocore, which is the argument."""

    def run(self) -> list[nodes.Node]:
        """Return the page below its title."""
        path = _FOLDER / f"{self.arguments[0]}.json"
        self.env.note_dependency(str(path))
        record = records()[self.arguments[0]]
        lead = paragraph(f"The changes from botocore {record.old} to {record.new}.")
        return [lead, *(_service(service, record.date) for service in record.services)]


def _about(record: Record) -> Iterator[str]:
    for service in record.services:
        numbers = {c: sum(m.change == c for m in service.methods) for c in CHANGES}
        counted = " and ".join(f"{count} {change}" for change, count in numbers.items() if count)
        methods = f", {counted} methods" if counted else ""
        status = f" ({service.change})" if service.change != "updated" else ""
        facts = ", ".join(f"{len(found)} {effect}" for effect, found in by_effect(service.facts))
        yield f"{service.title}{status}{methods}, {facts}"


def _service(service: RecordedService, date: str | None) -> nodes.section:
    anchor = service.name
    line = headline(service.title, service.methods, date) if service.methods else service.title
    parts: list[nodes.Node] = [
        paragraph(line),
        paragraph(f"For users of this package: {summary(service.facts, service.methods)}."),
    ]
    for effect, facts in by_effect(service.facts):
        items = (
            [nodes.Text(f"{entry.text}: {entry.reason}. "), *joined(map(_named, entry.names))]
            for entry in entries(facts)
        )
        parts.append(section(TITLES[effect], f"{anchor}-{effect}", bullets(items, "changes")))
    updated = [method for method in service.methods if method.change == "updated"]
    if updated:
        blocks = (part for group in _alike(updated) for part in _updated(group))
        parts.append(section("Updated methods", f"{anchor}-methods", *blocks))
    return section(service.title, anchor, *parts)


def _alike(methods: Iterable[Method]) -> Iterator[list[Method]]:
    """Yield the methods that have gained the same, together."""

    def block(method: Method) -> list[str]:
        return [*block_lines(method)]

    for _, group in groupby(sorted(methods, key=block), key=block):
        yield [*group]


def _updated(methods: list[Method]) -> Iterator[nodes.Node]:
    first, *blocks = block_lines(methods[0])
    names = joined(code(method.operation)[0] for method in methods)
    yield paragraph(*names, f". {first}:")
    for text in blocks:
        if text in {"Request", "Response"}:
            yield paragraph(text)
        else:
            shown = _shortened(text)
            # Colors would double the size of the page.
            yield nodes.literal_block(shown, shown, language="text")


def _shortened(block: str) -> str:
    lines = block.split("\n")
    more = len(lines) - _SHOWN_LINES
    if more <= 0:
        return block
    command = "python -m sagemaker_typed.codegen changes"
    return "\n".join([*lines[:_SHOWN_LINES], f"... {more} more lines: `{command}` prints them"])


def _named(name: str) -> nodes.Node:
    """Return a name, with a link to its class or method if this release has it."""
    shown = name.removeprefix(f"{ROOT}.")
    # A field or value has the link of its class; a class is the third part of the path.
    owner = ".".join(name.split(".")[:3])
    target = _targets().get(name) or _targets().get(owner)
    return reference(target, shown) if target else nodes.literal(shown, shown)


@cache
def _targets() -> dict[str, str]:
    """Return the target of the link of each class and method, by its path in the service."""
    package = the_package()
    found: dict[str, str] = {}
    for service in package.services:
        prefix = f"{ROOT}.{service.package}"
        client = client_of(service)
        found[client] = client
        methods = [operation.method for operation in operations_of(service)]
        methods += [waiter for of in package.waiters(service).values() for waiter in of]
        found |= {name: name for name in (f"{client}.{method.name}" for method in methods)}
        for module in package.of_service(service):
            found |= {
                f"{prefix}.{name}": full_name(Symbol(module.name, name))
                for name in module.definitions
            }
    for module in package.modules.values():
        if module.name.startswith(INSTANCE_TYPES):
            for name in module.definitions:
                found[f"{ROOT}.sagemaker.{name}"] = full_name(Symbol(module.name, name))
    return found
