"""The command ``schema``: JSON Schemas of requests and other classes, as files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from sagemaker_typed._clients import CLIENTS
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema.fields import is_enum_type, is_shape_type
from sagemaker_typed.json_schemas.describer import Names
from sagemaker_typed.json_schemas.schema import json_schema
from sagemaker_typed.operation import Request

__all__ = ["run"]

_PACKAGE: Final = __name__.partition(".")[0]
_FIRST: Final = "sagemaker"
"""The package whose classes need no prefix."""


def run(
    names: Sequence[str], *, folder: Path | None, all_requests: bool, member_names: Names
) -> None:
    """Print a schema, or write schemas into a folder.

    Args:
        names: Operations or classes.
        folder: The folder to write to; ``None`` to print.
        all_requests: Whether to write the requests of all operations of all services.
        member_names: The names of members.

    Raises:
        click.ClickException: a name does not exist, or a file cannot be written.
    """
    classes = [_found(name) for name in names]
    if all_requests:
        classes += _requests()
    for label, cls in dict(classes).items():
        text = json.dumps(json_schema(cls, names=member_names), indent=2, ensure_ascii=False)
        if folder is None:
            sys.stdout.write(f"{text}\n")
            continue
        path = folder / f"{label}.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.ClickException(f"{path} was not written: {error}") from error


@cache
def _packages() -> tuple[str, ...]:
    names = {module.split(".")[1] for module in CLIENTS}
    return (_FIRST, *sorted(names - {_FIRST}))


def _namespace(package: str) -> Any:
    return import_module(f"{_PACKAGE}.{package}")


def _requests() -> Iterator[tuple[str, Any]]:
    for package in _packages():
        namespace = _namespace(package)
        for name in namespace.__all__:
            if name.endswith("Request"):
                cls: Any = getattr(namespace, name)
                if isinstance(cls, type) and issubclass(cls, Request):
                    yield _label(package, name), cls


def _label(package: str, name: str) -> str:
    return name if package == _FIRST else f"{package}.{name}"


def _found(name: str) -> tuple[str, Any]:
    """Return the label and the class for the name of an operation or class."""
    prefix, _, plain = name.rpartition(".")
    packages = [prefix] if prefix else [*_packages()]
    if prefix and prefix not in _packages():
        raise click.ClickException(f"no service {prefix!r}: {_listed(prefix, _packages())}")
    index: dict[str, list[tuple[str, str]]] = {}
    for package in packages:
        for exported in _namespace(package).__all__:
            index.setdefault(_normal(exported), []).append((package, exported))
    # An operation may have the name of a structure; its request is what people write.
    for wanted in (f"{plain}Request", plain):
        for package, exported in index.get(_normal(wanted), []):
            cls: Any = getattr(_namespace(package), exported)
            if is_shape_type(cls) or is_enum_type(cls):
                return _label(package, exported), cls
    known = [exported for found in index.values() for _, exported in found]
    raise click.ClickException(f"no operation or class {name!r}: {_listed(plain, known)}")


def _listed(name: str, known: Sequence[str]) -> str:
    near = nearest(name, [one.removesuffix("Request") for one in known])
    return f"did you mean {either(near)}?" if near else "see the reference of this package"


def _normal(name: str) -> str:
    return name.replace("_", "").lower()
