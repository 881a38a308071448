"""Calls of boto3's own clients."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Sequence
from typing import Final

import attrs

from .literals import Literals, keywords_of, mapping_of, text_of
from .names import Names
from .report import Report
from .sides import Both
from .values import Method, Raw, RawPaginator, RawWaiter, Value

_OF_ALL_CLIENTS: Final = frozenset(
    {"can_paginate", "close", "exceptions", "generate_presigned_url", "get_paginator"}
    | {"get_waiter", "meta", "waiter_names"}
)


@attrs.frozen
class RawCalls:
    """Checks the uses of boto3's clients in one file."""

    report: Report

    def attribute(self, node: ast.Attribute, owner: Raw) -> Value | None:
        """Check the name of a method."""
        name = node.attr
        if name in _OF_ALL_CLIENTS or name.startswith("_"):
            return Method(owner, name)
        return Method(owner, name) if self._method(node, owner, name) else None

    def call(self, node: ast.Call, method: Method) -> Value | None:
        """Check a call of a method, and return what is known about its result."""
        match method.owner, method.name:
            case Raw(service), "get_paginator":
                return self._paginator(node, service)
            case Raw(service), "get_waiter":
                return self._waiter(node, service)
            case Raw() as raw, "generate_presigned_url":
                self._presigned(node, raw)
            case Raw() as raw, "can_paginate":  # boto3 raises KeyError for an unknown method
                self._method_named(node, raw, "operation_name")
            case Raw() as raw, name:
                operation = _operation(self._both(raw), name)
                if operation:
                    self._operation(node, raw.service, operation, name)
            case RawPaginator(service, operation), "paginate":
                self._operation(node, service, operation, "items", ("PaginationConfig",))
            case RawWaiter(service, waiter), "wait":
                self._wait(node, service, waiter)
            case _:
                pass
        return None

    def _both(self, raw: Raw | RawPaginator | RawWaiter) -> Both:
        return self.report.sides.services[raw.service]

    def _operation(
        self,
        node: ast.Call,
        service: str,
        operation: str,
        method: str,
        optional: Iterable[str] = (),
        parameters: ast.expr | None = None,
    ) -> None:
        both = self.report.sides.services[service]
        in_dict = mapping_of(parameters) if parameters is not None else None
        arguments, is_complete = in_dict or keywords_of(node)
        Literals(self.report, both).arguments(
            parameters or node, operation, arguments, is_complete=is_complete, optional=optional
        )
        if both.release and operation in both.release.service.operations:
            typed = f"{both.release.client}.{method}"
            self.report.add(node, "raw-call", f"{operation} has a typed method: {typed}")

    def _method(self, node: ast.AST, owner: Raw, name: str) -> str:
        """Check the name of a method; return its operation, empty if there is none."""
        both = self._both(owner)
        text = f'boto3.client("{owner.service}") has no method {name!r}'
        operation = _operation(both, name)
        known = [names.boto_methods if names else None for names in _sides(both)]
        if not self._has(node, name, f"the operation {operation}", text, known):
            return ""
        if any(names.boto_methods[name].deprecated for names in _having(both, name)):
            self.report.add(
                node, "deprecated", f"the service has deprecated the operation {operation}"
            )
        return operation

    def _method_named(self, node: ast.Call, owner: Raw, keyword: str) -> str:
        """Check an argument that is the name of a method; return the operation."""
        name = _text(node, keyword)
        return self._method(_argument(node), owner, name) if name is not None else ""

    def _paginator(self, node: ast.Call, service: str) -> Value | None:
        both = self.report.sides.services[service]
        name = _text(node, "operation_name")
        if name is None:
            return None
        operation = _operation(both, name)
        text = f'boto3.client("{service}") has no paginator {name!r}'
        known = [names.boto_paginators if names else None for names in _sides(both)]
        has = self._has(_argument(node), name, f"the paginator of {operation}", text, known)
        return RawPaginator(service, operation) if has else None

    def _waiter(self, node: ast.Call, service: str) -> Value | None:
        name = _text(node, "waiter_name")
        if name is None:
            return None
        text = f'boto3.client("{service}") has no waiter {name!r}'
        both = self.report.sides.services[service]
        known = [names.boto_waiters if names else None for names in _sides(both)]
        has = self._has(_argument(node), name, f"the waiter {name}", text, known)
        return RawWaiter(service, name) if has else None

    def _has(
        self,
        node: ast.AST,
        name: str,
        what: str,
        unknown: str,
        sides: Sequence[Collection[str] | None],
    ) -> bool:
        """Report a name that boto3 does not have; return whether a side has it.

        Args:
            node: The use.
            name: The name.
            what: The thing that has the name.
            unknown: The message if neither side has it.
            sides: The names of this release and of the installed botocore.
        """
        release, installed = (name in (known or ()) for known in sides)
        if not release and not installed:
            others = [other for known in sides for other in known or ()]
            self.report.unknown(node, "raw-unknown-name", unknown, name, others)
        elif not installed:
            self.report.one_sided(node, name, what, in_release=True, in_installed=False)
        return release or installed

    def _wait(self, node: ast.Call, service: str, name: str) -> None:
        for names in reversed(_sides(self.report.sides.services[service])):
            waiter = names.boto_waiters.get(name) if names else None
            if waiter:
                method = f"wait_until_{name}"
                self._operation(node, service, waiter.operation, method, ("WaiterConfig",))
                return

    def _presigned(self, node: ast.Call, raw: Raw) -> None:
        arguments, _ = keywords_of(node)
        operation = self._method_named(node, raw, "ClientMethod")
        params = node.args[1] if len(node.args) > 1 else arguments.get("Params")
        if operation and params is not None and mapping_of(params):
            self._operation(node, raw.service, operation, "presigned_url", parameters=params)


def _sides(both: Both) -> tuple[Names | None, Names | None]:
    return both.release, both.installed


def _having(both: Both, method: str) -> list[Names]:
    return [names for names in _sides(both) if names and method in names.boto_methods]


def _operation(both: Both, method: str) -> str:
    return next((names.boto_methods[method].name for names in _having(both, method)), "")


def _argument(node: ast.Call) -> ast.AST:
    return node.args[0] if node.args else node


def _text(node: ast.Call, keyword: str) -> str | None:
    """Return the literal first argument."""
    return text_of(node.args[0] if node.args else keywords_of(node)[0].get(keyword))
