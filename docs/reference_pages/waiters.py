"""The table of the waiters, on the page about waiting."""

from __future__ import annotations

import re

from sagemaker_typed.codegen.model.services import ServiceEntry

from .base import client_of, the_package
from .source import Method

__all__ = ["table"]

_SECONDS = re.compile(r"polls every (\d+) s for up to (\d+) s")
_HEADER = "| waiter | succeeds | polls every | for up to |\n| --- | --- | --- | --- |\n"


def table() -> str:
    """Return the table of all waiters in Markdown."""
    package = the_package()
    rows = [
        _row(service, waiter)
        for service in package.services
        for waiters in package.waiters(service).values()
        for waiter in waiters
    ]
    return _HEADER + "".join(sorted(rows))


def _row(service: ServiceEntry, waiter: Method) -> str:
    client = client_of(service)
    seconds = _SECONDS.search(waiter.doc)
    assert seconds, waiter
    success = "; ".join(
        line.removeprefix("- Succeeds ").rstrip(".").replace("``", "`")
        for line in waiter.doc.splitlines()
        if line.startswith("- Succeeds ")
    )
    link = f"{{py:obj}}`{waiter.name} <{client}.{waiter.name}>`"
    return f"| {link} | {success} | {seconds[1]} s | {seconds[2]} s |\n"
