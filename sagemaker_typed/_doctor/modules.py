"""Resolve the names in modules: those of this package, of boto3 and of boto3's stubs."""

from __future__ import annotations

import ast
import re
from typing import Final

import attrs

from . import package_names
from .report import Report
from .typed_uses import TypedUses
from .values import Module, RawClass, RawFactory, Reading, SessionClass, Value

ROOT: Final = __name__.partition(".")[0]
_BOTO: Final = frozenset({"boto3", "botocore", "aioboto3", "aiobotocore"})
_STUBS: Final = re.compile(r"(?:mypy_boto3|types_boto3|types_aiobotocore)_(sagemaker\w*)")
_STUB_CLIENT: Final = re.compile(r"SageMaker\w*Client")
_FOR_SESSIONS: Final = frozenset({"Session", "get_session", "AioSession"})
_READING: Final = frozenset({"from_boto", "from_json", "from_yaml"})


@attrs.frozen
class Modules:
    """Resolves the names that code imports."""

    report: Report
    typed: TypedUses

    def imported(self, node: ast.AST, path: str) -> Value | None:
        """Return a module that is imported by its path; report one that does not exist."""
        if not _is_relevant(path):
            return None
        if path.partition(".")[0] != ROOT or path == ROOT:
            return Module(path)
        parts = path.split(".")
        service = self.typed.package_named(node, parts[1])
        # The package of a service that this release does not have is not there, and is reported.
        is_ours = service is None or self.report.sides.services[service].release is not None
        if is_ours and not package_names.is_module(path):
            self._unknown(node, ".".join(parts[:-1]), parts[-1])
            return None
        return Module(path)

    def attribute(self, node: ast.AST, module: Module, name: str) -> Value | None:
        """Return what a module's name is; report a name that this package does not have."""
        path = module.path
        if path.partition(".")[0] != ROOT:
            return self._elsewhere(path, name)
        if name.startswith("_"):
            return None
        parts = path.split(".")
        if len(parts) == 1:
            return self._of_front_door(node, name)
        if parts[1] == "instance_types":
            return self._of_package(node, path, "sagemaker", name)
        service = next(
            (s for s, both in self.report.sides.services.items() if both.any.package == parts[1]),
            None,
        )
        if service is None:
            return self._of_module(node, path, name)
        if parts[-1] == "errors" and len(parts) == 3:
            if not self.typed.error_named(node, service, name):
                self._of_module(node, path, name)
            return None
        return self._of_package(node, path, service, name)

    def _of_front_door(self, node: ast.AST, name: str) -> Value | None:
        if client := self.typed.client_named(node, name):
            return client
        if self.typed.package_named(node, name) is not None:
            return Module(f"{ROOT}.{name}")
        if name in _READING:
            return Reading()
        return self._of_module(node, ROOT, name)

    def _of_package(self, node: ast.AST, path: str, service: str, name: str) -> Value | None:
        if name[0].islower() and package_names.is_module(f"{path}.{name}"):
            return Module(f"{path}.{name}")
        if client := self.typed.client_named(node, name):
            return client
        if cls := self.typed.class_named(node, service, name):
            return cls
        # The modules in the package of a service are not public.
        is_public = path.count(".") == 1
        return self._of_module(node, path, name) if is_public else None

    def _of_module(self, node: ast.AST, path: str, name: str) -> Value | None:
        if package_names.is_module(f"{path}.{name}"):
            return Module(f"{path}.{name}")
        if name in _READING:
            return Reading()
        if not package_names.is_module(
            path
        ):  # the module of a service that this release does not have
            return None
        if not package_names.has_name(path, name):
            self._unknown(node, path, name)
            return None
        self._deprecated(node, path, name)
        return None

    def _deprecated(self, node: ast.AST, path: str, name: str) -> None:
        if package_names.is_module(path) and (message := package_names.deprecated_name(path, name)):
            self.report.add(node, "deprecated", f"this package has deprecated {name}: {message}")

    def _unknown(self, node: ast.AST, path: str, name: str) -> None:
        known = [*package_names.names_of(path)] if package_names.is_module(path) else []
        if path == ROOT:
            known += [both.any.package for both in self.report.sides.services.values()]
        text = f"module {path!r} has no name {name!r}"
        self.report.unknown(node, "unknown-name", text, name, known)

    def _elsewhere(self, path: str, name: str) -> Value | None:
        if stub := _STUBS.match(path.partition(".")[0]):
            if _STUB_CLIENT.fullmatch(name):
                service = self._service_of_stub(stub[1])
                return RawClass(service) if service else None
            return Module(f"{path}.{name}")
        if name in _FOR_SESSIONS:
            return SessionClass()
        if path == "boto3" and name == "client":
            return RawFactory()
        if path in {"boto3", "aioboto3", "botocore", "aiobotocore"} and name == "session":
            return Module(f"{path}.session")
        return None

    def _service_of_stub(self, name: str) -> str | None:
        for service in self.report.sides.services:
            if service.replace("-", "_") == name:
                return service
        return None


def _is_relevant(path: str) -> bool:
    first = path.partition(".")[0]
    return first == ROOT or first in _BOTO or bool(_STUBS.match(first))
