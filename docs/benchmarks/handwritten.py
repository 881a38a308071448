"""Conversion code as a careful programmer would write it, generated for any class.

Each class has two functions. One passes keyword arguments from ``d.get("Name")``, with nested
calls, opened enums and timestamps in UTC. The other returns a dict of all fields that are not
``None``. Errors have no paths, unknown members are ignored, and nothing is checked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

from helpers.samples import service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import Request, Response, ResponseMetadata


class Writer:
    """Writes the functions of a class and of all nested classes."""

    def __init__(self) -> None:
        self.namespace: dict[str, Any] = {"UTC": UTC, "ResponseMetadata": ResponseMetadata}
        self.sources: dict[str, str] = {}

    def functions(self, cls: type, shape: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
        """Return the functions that read and write a dict."""
        name = self._write(cls, shape)
        exec("\n".join(self.sources.values()), self.namespace)
        return self.namespace[f"read_{name}"], self.namespace[f"write_{name}"]

    def _write(self, cls: Any, shape: Any) -> str:
        name: str = cls.__name__
        if name in self.sources:
            return name
        self.namespace[name] = cls
        self.sources[name] = ""  # ends the recursion of a recursive shape
        arguments: list[str] = []
        lines: list[str] = []
        for field, wire in cls.__wire_names__.items():
            member = shape.members[wire]
            read, write = self._read(member, "v"), self._write_value(member, "v")
            got = f"d.get({wire!r})"
            arguments.append(
                f"{field}={got}" if read == "v"
                else f"{field}=None if (v := {got}) is None else {read}"
            )  # fmt: skip
            lines.append(f"    if (v := o.{field}) is not None:\n        d[{wire!r}] = {write}")
        if issubclass(cls, Response):
            arguments.append("response_metadata=ResponseMetadata(d.get('ResponseMetadata', {}))")
        self.sources[name] = (
            f"def read_{name}(d):\n    return {name}({', '.join(arguments)})\n"
            f"def write_{name}(o):\n    d = {{}}\n" + "\n".join(lines) + "\n    return d\n"
        )
        return name

    def _class(self, shape: Any) -> Any:
        names = [shape.name, shape.name[0].upper() + shape.name[1:]]
        found = [getattr(sagemaker_typed.sagemaker, name, None) for name in names]
        cls = next((cls for cls in found if cls is not None), None)
        if cls is None:
            raise LookupError(f"no class for {shape.name}")
        self.namespace[cls.__name__] = cls
        return cls

    def _read(self, shape: Any, v: str) -> str:
        match shape.type_name:
            case "structure":
                return f"read_{self._write(self._class(shape), shape)}({v})"
            case "list":
                item = self._read(shape.member, "x")
                return f"list({v})" if item == "x" else f"[{item} for x in {v}]"
            case "map":
                key, item = self._read(shape.key, "k"), self._read(shape.value, "y")
                plain = (key, item) == ("k", "y")
                return f"dict({v})" if plain else f"{{{key}: {item} for k, y in {v}.items()}}"
            case "timestamp":
                return f"{v}.astimezone(UTC)"
            case "string" if getattr(shape, "enum", None):
                return f"{self._class(shape).__name__}.open({v})"
            case _:
                return v

    def _write_value(self, shape: Any, v: str) -> str:
        match shape.type_name:
            case "structure":
                return f"write_{self._write(self._class(shape), shape)}({v})"
            case "list":
                item = self._write_value(shape.member, "x")
                return f"list({v})" if item == "x" else f"[{item} for x in {v}]"
            case "map":
                key, item = self._write_value(shape.key, "k"), self._write_value(shape.value, "y")
                plain = (key, item) == ("k", "y")
                return f"dict({v})" if plain else f"{{{key}: {item} for k, y in {v}.items()}}"
            case "string" if getattr(shape, "enum", None):
                return f"{v}.value"
            case _:
                return v


def functions(operation: str, kind: type[Request[Any]] | type[Response]) -> tuple[Any, Any, Any]:
    """Return the class of an operation's request or response, and its two functions."""
    is_request = issubclass(kind, Request)
    model = service_model().operation_model(operation)
    suffix = "Request" if is_request else "Response"
    cls = getattr(sagemaker_typed.sagemaker, operation + suffix)
    return (cls, *Writer().functions(cls, model.input_shape if is_request else model.output_shape))
