"""Check literal dicts and lists against the service model, as boto3 gets them.

A value that is not a literal is not checked: what it is at run time is not known.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

import attrs

from sagemaker_typed._hints.names import all_of
from sagemaker_typed.codegen.model.shapes import Enum, List, Map, Member, Structure

from .names import Names
from .report import Report
from .sides import Both


@attrs.frozen
class Literals:
    """Checks the literals in one call."""

    report: Report
    both: Both

    def arguments(
        self,
        call: ast.AST,
        operation: str,
        given: Mapping[str, ast.expr],
        *,
        is_complete: bool,
        optional: Iterable[str] = (),
    ) -> None:
        """Check the arguments of an operation.

        Args:
            call: The call.
            operation: The name of the operation.
            given: The arguments by their names.
            is_complete: Whether there are no others.
            optional: Other arguments, and members that are not needed.
        """
        inputs = self._inputs(operation)
        self._members(call, operation, inputs, given, is_complete=is_complete, optional=optional)

    def value(self, node: ast.expr, shape: str, where: str) -> None:
        """Check an expression against a shape."""
        match self._model(shape):
            case Structure(document=False):
                found = mapping_of(node)
                if found is not None:
                    given, is_complete = found
                    self._members(node, where, (shape, shape), given, is_complete=is_complete)
            case List(member=member) if isinstance(node, ast.List | ast.Tuple):
                for number, item in enumerate(node.elts):
                    self.value(item, member, f"{where}[{number}]")
            case Map(key=key, value=value) if isinstance(node, ast.Dict):
                for name, item in zip(node.keys, node.values, strict=True):
                    if name is not None:
                        self.value(name, key, where)
                        self.value(item, value, f"{where}[{ast.unparse(name)}]")
            case Enum() if (text := text_of(node)) is not None:
                self.enum_value(node, shape, text, where, "raw-unknown-value")
            case _:
                pass

    def enum_value(self, node: ast.expr, shape: str, value: str, where: str, rule: str) -> None:
        """Check the value of an enum."""
        sides = (self.both.release, self.both.installed)
        enums = [names.shape(shape) if names else None for names in sides]
        # On a side without the shape, or where it is not an enum, every str is valid.
        has = [not isinstance(enum, Enum) or value in enum.values for enum in enums]
        if not any(has):
            known = [v for enum in enums if isinstance(enum, Enum) for v in enum.values]
            text = f"{where}: {value!r} is not a value of {shape}"
            self.report.unknown(node, rule, text, value, known, values=True)
            return
        self.report.one_sided(
            node,
            value,
            f"the value {value!r} of {shape}",
            in_release=has[0] or rule != "unknown-value",
            in_installed=has[1],
            fix=f"{shape}.open({value!r})",
            rule="newer-value",
        )

    def _inputs(self, operation: str) -> tuple[str | None, str | None]:
        release, installed = (
            names.service.operations.get(operation) if names else None
            for names in (self.both.release, self.both.installed)
        )
        return (release.input if release else None, installed.input if installed else None)

    def _members(
        self,
        node: ast.AST,
        where: str,
        shapes: tuple[str | None, str | None],
        given: Mapping[str, ast.expr],
        *,
        is_complete: bool,
        optional: Iterable[str] = (),
    ) -> None:
        release = _members_of(self.both.release, shapes[0])
        installed = _members_of(self.both.installed, shapes[1])
        for name, item in given.items():
            if name in {*optional} - release.keys() - installed.keys():
                continue
            if name not in release and name not in installed:
                text = f"{where} has no member {name!r}"
                known = {**installed, **release}
                self.report.unknown(_key(node, item), "raw-unknown-member", text, name, known)
                continue
            if name not in installed and self.both.installed is not None:
                self.report.one_sided(
                    _key(node, item),
                    name,
                    f"the member {name} of {where}",
                    in_release=True,
                    in_installed=False,
                )
            member = installed.get(name) or release[name]
            if member.deprecated:
                text = f"the service has deprecated the member {name} of {where}"
                self.report.add(_key(node, item), "deprecated", text)
            self.value(item, member.shape, f"{where}.{name}")
        if is_complete:
            # The installed botocore checks the request.
            needed = installed if self.both.installed is not None else release
            missing = [
                name
                for name, member in needed.items()
                if member.required and not member.idempotency_token
            ]
            absent = [name for name in missing if name not in given and name not in {*optional}]
            if absent:
                text = f"{where} needs {all_of(absent)}"
                self.report.add(node, "raw-missing-member", text)

    def _model(self, shape: str) -> object:
        installed = self.both.installed.shape(shape) if self.both.installed else None
        release = self.both.release.shape(shape) if self.both.release else None
        return installed or release


def text_of(node: ast.expr | None) -> str | None:
    """Return the value of a literal ``str``."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case _:
            return None


def mapping_of(node: ast.expr) -> tuple[dict[str, ast.expr], bool] | None:
    """Return the entries of a literal dict or a call of ``dict``, and whether these are all."""
    match node:
        case ast.Dict():
            found: dict[str, ast.expr] = {}
            is_complete = True
            for key, value in zip(node.keys, node.values, strict=True):
                name = text_of(key)
                if name is not None:
                    found[name] = value
                else:
                    is_complete = False
            return found, is_complete
        case ast.Call(func=ast.Name("dict"), args=[]):
            return keywords_of(node)
        case _:
            return None


def keywords_of(call: ast.Call) -> tuple[dict[str, ast.expr], bool]:
    """Return the keyword arguments of a call, and whether there are no others."""
    found = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg is not None}
    return found, len(found) == len(call.keywords) and not call.args


def _members_of(names: Names | None, shape: str | None) -> dict[str, Member]:
    structure = names.structure(shape) if names else None
    return {member.name: member for member in structure.members} if structure else {}


def _key(node: ast.AST, item: ast.expr) -> ast.AST:
    """Return the node of the key or keyword of an item."""
    for inner in _pairs(node):
        if inner[1] is item:
            return inner[0]
    return item


def _pairs(node: ast.AST) -> Iterator[tuple[ast.AST, ast.expr]]:
    if isinstance(node, ast.Dict):
        yield from ((k, v) for k, v in zip(node.keys, node.values, strict=True) if k is not None)
    if isinstance(node, ast.Call):
        yield from ((keyword, keyword.value) for keyword in node.keywords)
