"""Uses of this package's clients, classes, fields and values."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

import attrs

from sagemaker_typed import operation
from sagemaker_typed.async_client import AsyncBaseClient
from sagemaker_typed.client import BaseClient
from sagemaker_typed.codegen.model.shapes import (
    Enum,
    List,
    Map,
    Member,
    Operation,
    Structure,
)
from sagemaker_typed.enums import InstanceTypeEnum

from . import package_names
from .literals import Literals
from .names import Names, Part
from .report import Report
from .sides import Both
from .values import Class, Client, ClientClass, Many, Mapped, Method, Object, Raw, Value

T = TypeVar("T")
_OF_OBJECTS: Final = frozenset(
    name
    for cls in (operation.RequestOfPages, operation.Response, operation.TaggedUnion)
    for name in dir(cls)
) | {"response_metadata"}
# ``dir`` leaves out the methods of an enum's class.
_OF_ENUMS: Final = frozenset(name for cls in InstanceTypeEnum.__mro__ for name in vars(cls))
_OF_CLIENTS: Final = {False: frozenset(dir(BaseClient)), True: frozenset(dir(AsyncBaseClient))}
"""The names that every client has, by whether it is asynchronous."""
_WAIT: Final = frozenset(inspect.signature(BaseClient.wait).parameters)


@attrs.frozen
class TypedUses:
    """Checks the uses of this package in one file."""

    report: Report

    # --- names ------------------------------------------------------------------------------------

    def class_named(self, node: ast.AST, service: str, name: str) -> Value | None:
        """Return a class of a service's package, and report it if a side does not have it."""
        has = self._has(service, lambda names: name in names.classes)
        if not any(has):
            return None
        part = self._part(service, name)
        what = f"the operation {part[0].name}" if part else name
        self._one_sided(node, service, name, what, has)
        if part and part[0].deprecated:
            self._deprecated(node, what)
        release = self._both(service).release
        if release and name in release.old_names:
            new = release.class_of(release.old_names[name])
            self._deprecated(node, f"{name}: use {new}", by="this package")
        return Class(service, name)

    def error_named(self, node: ast.AST, service: str, name: str) -> bool:
        """Report an error that only one side has; return whether a side has it."""
        has = self._has(service, lambda names: name in names.errors)
        if any(has):
            fix = f"ServiceError, whose code is {name!r}"
            self._one_sided(node, service, name, f"the error {name}", has, fix=fix)
        return any(has)

    def client_named(self, node: ast.AST, name: str) -> Value | None:
        """Return the client with this name, and report it if a side does not have the service."""
        for service, both in self.report.sides.services.items():
            if both.any.client in {name, name.removeprefix("Async")}:
                self._service(node, both, name)
                return ClientClass(service, is_async=name != both.any.client)
        return None

    def package_named(self, node: ast.AST, name: str) -> str | None:
        """Return the service with this package, and report it if a side does not have it."""
        for service, both in self.report.sides.services.items():
            if both.any.package == name:
                self._service(node, both, name)
                return service
        return None

    def _service(self, node: ast.AST, both: Both, name: str) -> None:
        self.report.one_sided(
            node,
            name,
            f"the service {both.service}",
            in_release=both.release is not None,
            in_installed=both.installed is not None,
            fix=f'boto3.client("{both.service}")',
        )

    def is_structure(self, cls: Class) -> bool:
        """Return whether a class is that of a structure, which has objects with fields."""
        structures = self._get(
            cls.service,
            lambda names: cls.name in names.parts or names.structure(names.classes.get(cls.name)),
        )
        return any(structures)

    # --- attributes -------------------------------------------------------------------------------

    def of_client(self, node: ast.Attribute, owner: Client) -> Value | None:
        """Check a method of a typed client."""
        name = node.attr
        if message := package_names.deprecated_method(owner.service, name):
            self._deprecated(node, f"{name}: {message}", by="this package")
        if name == "boto_client":
            return Raw(owner.service)
        if name in _OF_CLIENTS[owner.is_async] or name.startswith("_"):
            return Method(owner, name)
        operations = self._get(owner.service, lambda names: names.methods.get(name))
        waiters = self._get(owner.service, lambda names: names.waiters.get(name))
        has = (bool(operations[0] or waiters[0]), bool(operations[1] or waiters[1]))
        if not any(has):
            client = "Async" * owner.is_async + self._both(owner.service).any.client
            if not package_names.client_has(owner.service, name, is_async=owner.is_async):
                known = self._all(owner.service, lambda n: {**n.methods, **n.waiters})
                text = f"{client} has no method {name!r}"
                self.report.unknown(node, "unknown-name", text, name, known)
            return None
        found = _first(operations)
        waiter = _first(waiters)
        what = f"the operation {found.name}" if found else f"the waiter {waiter and waiter.name}"
        self._one_sided(node, owner.service, name, what, has)
        if found and found.deprecated:
            self._deprecated(node, what)
        return Method(owner, name)

    def of_object(self, node: ast.Attribute, owner: Object) -> Value | None:
        """Check a field of an object, and return what is known about its value."""
        name = node.attr
        if name in _OF_OBJECTS or name.startswith("_"):
            return None
        member = self._field(node, owner, name)
        return self._value_of(owner.service, member.shape) if member else None

    def of_class(self, node: ast.Attribute, owner: Class) -> None:
        """Check a member of an enum."""
        enums = self._get(owner.service, lambda names: names.enum(owner.name))
        name = node.attr
        if not any(enums) or name in _OF_ENUMS or name.startswith("_"):
            return
        self._enum_name(node, owner, name)

    def item_of_class(self, node: ast.Subscript, owner: Class) -> None:
        """Check ``Enum["NAME"]``."""
        enums = self._get(owner.service, lambda names: names.enum(owner.name))
        if (
            any(enums)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
        ):
            self._enum_name(node.slice, owner, node.slice.value)

    def _enum_name(self, node: ast.expr, owner: Class, name: str) -> None:
        values = self._get(owner.service, lambda names: _values(names, owner.name))
        has = [known is not None and name in known for known in values]
        if any(has):
            known = {name: value for one in values if one for name, value in one.items()}
            self.report.one_sided(
                node,
                name,
                f"the value {known[name]!r} of {owner.name}",
                in_release=has[0],
                in_installed=has[1],
                fix=f"{owner.name}.open({known[name]!r})",
                rule="newer-value",
            )
            return
        names = [name for known in values if known for name in known]
        text = f"{owner.name} has no member {name!r}"
        self.report.unknown(node, "unknown-name", text, name, names)

    def _field(
        self, node: ast.AST, owner: Object, name: str, *, is_keyword: bool = False
    ) -> Member | None:
        """Check a field of a class, and return its member."""
        fields = self._get(
            owner.service, lambda names: names.fields(names.classes.get(owner.cls)).get(name)
        )
        known_here = self._has(owner.service, lambda names: owner.cls in names.classes)
        release, installed = fields
        member = release or installed
        if member is None:
            what = "field" if not is_keyword else "argument"
            text = f"{owner.cls} has no {what} {name!r}"
            known = self._all(owner.service, lambda n: n.fields(n.classes.get(owner.cls)))
            self.report.unknown(node, "unknown-name", text, name, known)
            return None
        if all(known_here):  # otherwise the class is reported
            self.report.one_sided(
                node,
                name,
                f"the member {member.name} of {owner.cls}",
                in_release=release is not None,
                in_installed=installed is not None,
                fix="client.call with dicts" if is_keyword else "unknown_members",
            )
        if member.deprecated:
            self._deprecated(node, f"the member {member.name} of {owner.cls}")
        return member

    # --- calls ------------------------------------------------------------------------------------

    def call_of_class(self, node: ast.Call, owner: Class) -> Value | None:
        """Check a constructor, or the value that an enum's class is called with."""
        shape = next(
            filter(None, self._get(owner.service, lambda n: n.classes.get(owner.name))), None
        )
        enums = self._get(owner.service, lambda names: names.enum(owner.name))
        if any(enums):
            if len(node.args) == 1 and shape:
                self._value(owner.service, node.args[0], shape, owner.name)
            return None
        if not self.is_structure(owner):  # a type for a string or a list
            return None
        self._keywords(node, Object(owner.service, owner.name))
        return Object(owner.service, owner.name)

    def call_of_method(
        self, node: ast.Call, owner: Client, name: str, given: Value | None
    ) -> Value | None:
        """Check a call of a client's method, and return what is known about its result.

        Args:
            node: The call.
            owner: The client.
            name: The name of the method.
            given: What is known about the first argument.
        """
        service = owner.service
        if name in _OF_CLIENTS[owner.is_async]:
            return self._of_every_client(owner, name, given)
        found = _first(self._get(service, lambda n: n.methods.get(name)))
        if found:
            self._keywords(node, Object(service, f"{found.name}Request"))
            return Object(service, f"{found.name}Response")
        waiter = _first(self._get(service, lambda n: n.waiters.get(name)))
        if waiter:
            self._keywords(node, Object(service, f"{waiter.operation}Request"), others=_WAIT)
            return Object(service, f"{waiter.operation}Response")
        return None

    def _of_every_client(self, owner: Client, name: str, given: Value | None) -> Value | None:
        if name in {"with_options", "__enter__", "__aenter__"}:
            return owner
        if not isinstance(given, Object):
            return None
        part = self._part(given.service, given.cls)
        if not part or part[1] != "request":
            return None
        response = Object(given.service, f"{part[0].name}Response")
        match name:
            case "send" | "wait":
                return response
            case "pages":
                return Many(response)
            case "items":
                item = _first(self._get(given.service, lambda n: n.items_of(part[0].name)))
                value = self._value_of(given.service, item) if item else None
                return Many(value) if value else None
            case _:
                return None

    def _keywords(
        self, node: ast.Call, owner: Object, others: frozenset[str] = frozenset()
    ) -> None:
        for keyword in node.keywords:
            if keyword.arg is None or keyword.arg in others or keyword.arg in _OF_OBJECTS:
                continue
            member = self._field(keyword, owner, keyword.arg, is_keyword=True)
            if member:
                self._value(
                    owner.service, keyword.value, member.shape, f"{owner.cls}.{keyword.arg}"
                )

    def _value(self, service: str, node: ast.expr, shape: str, where: str) -> None:
        """Check literal values of enums, also in lists."""
        both = self._both(service)
        model = _first(self._get(service, lambda names: names.shape(shape)))
        if (
            isinstance(model, Enum)
            and isinstance(node, ast.Constant)
            and isinstance(node.value, str)
        ):
            Literals(self.report, both).enum_value(node, shape, node.value, where, "unknown-value")
        if isinstance(model, List) and isinstance(node, ast.List | ast.Tuple):
            for number, item in enumerate(node.elts):
                self._value(service, item, model.member, f"{where}[{number}]")

    # --- both sides -------------------------------------------------------------------------------

    def _both(self, service: str) -> Both:
        return self.report.sides.services[service]

    def _part(self, service: str, cls: str) -> tuple[Operation, Part] | None:
        """Return the operation of the class of a request or response."""
        return _first(self._get(service, lambda names: names.parts.get(cls)))

    def _one_sided(
        self,
        node: ast.AST,
        service: str,
        name: str,
        what: str,
        has: tuple[bool, bool],
        fix: str = "client.call",
    ) -> None:
        """Report a name that only one side has, if both have the service."""
        both = self._both(service)
        self.report.one_sided(
            node,
            name,
            what,
            in_release=has[0] or both.release is None,
            in_installed=has[1] or both.installed is None,
            fix=fix,
        )

    def _get(self, service: str, get: Callable[[Names], T | None]) -> tuple[T | None, T | None]:
        both = self._both(service)
        return (
            get(both.release) if both.release else None,
            get(both.installed) if both.installed else None,
        )

    def _has(self, service: str, get: Callable[[Names], bool]) -> tuple[bool, bool]:
        release, installed = self._get(service, get)
        return bool(release), bool(installed)

    def _all(self, service: str, get: Callable[[Names], Mapping[str, Any]]) -> list[str]:
        return [*dict.fromkeys(n for found in self._get(service, get) for n in found or ())]

    def _value_of(self, service: str, shape: str) -> Value | None:
        """Return what is known about a value of a shape."""
        names = self._both(service)
        for side in filter(None, (names.release, names.installed)):
            match side.shape(shape):
                case Structure(document=False, event_stream=False, exception=False):
                    return Object(service, side.class_of(shape))
                case List(member=member):
                    item = self._value_of(service, member)
                    return Many(item) if item else None
                case Map(value=value):
                    item = self._value_of(service, value)
                    return Mapped(item) if item else None
                case None:
                    continue
                case _:
                    return None
        return None

    def _deprecated(self, node: ast.AST, what: str, by: str = "the service") -> None:
        self.report.add(node, "deprecated", f"{by} has deprecated {what}")


def _first(found: tuple[T | None, T | None]) -> T | None:
    """Return what this release has, or else the installed botocore."""
    return found[0] or found[1]


def _values(names: Names, cls: str) -> Mapping[str, str] | None:
    enum = names.enum(cls)
    return names.values(enum) if enum else None
