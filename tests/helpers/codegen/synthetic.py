"""Small service models, and the generated packages for them."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from pprint import pformat
from types import SimpleNamespace
from typing import Any, Final, TypeAlias

import pytest

from sagemaker_typed import Shape, from_boto, to_boto
from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.generation import generate_service
from sagemaker_typed.codegen.model.services import ServiceEntry
from sagemaker_typed.codegen.plan.rules import Correction, Noun, Rules
from sagemaker_typed.codegen.write.formatting import formatted

Raw: TypeAlias = dict[str, Any]
Build: TypeAlias = Callable[..., Any]
"""Generates the package for a raw model, with optional rules, and returns its namespace."""

_ENTRY: Final = ServiceEntry(
    name="storage",
    package="storage",
    client="Storage",
    reference="https://docs.example.com/API_{}.html",
)
_BOX: Final = {"box": "boxes"}
_SCALARS: Final[Mapping[str, Raw]] = {
    "Text": {"type": "string"},
    "Name": {"type": "string", "min": 1, "max": 63},
    "Whole": {"type": "integer"},
    "Long": {"type": "long"},
    "Real": {"type": "double"},
    "Flag": {"type": "boolean"},
    "Moment": {"type": "timestamp"},
    "Bytes": {"type": "blob"},
    "Texts": {"type": "list", "member": {"shape": "Text"}},
    "TextByText": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
}
_numbers = itertools.count()


def structure(
    members: Mapping[str, str | Raw], required: Iterable[str] = (), **traits: object
) -> Raw:
    """Return a structure; a member is the name of its shape, or its complete model."""
    return {
        "type": "structure",
        "members": {
            name: {"shape": member} if isinstance(member, str) else member
            for name, member in members.items()
        },
        "required": list(required),
        **traits,
    }


def list_of(shape: str, **traits: object) -> Raw:
    return {"type": "list", "member": {"shape": shape}, **traits}


def map_of(key: str, value: str, **traits: object) -> Raw:
    return {"type": "map", "key": {"shape": key}, "value": {"shape": value}, **traits}


def enum(*values: str, **traits: object) -> Raw:
    return {"type": "string", "enum": list(values), **traits}


def operation(input_shape: str | None = None, output_shape: str | None = None, *errors: str) -> Raw:
    """Return an operation with shapes of these names."""
    shapes = {"input": input_shape, "output": output_shape}
    raw: Raw = {name: {"shape": shape} for name, shape in shapes.items() if shape is not None}
    return raw | {"errors": [{"shape": error} for error in errors]}


def model(shapes: Mapping[str, Raw], operations: Mapping[str, Raw], **metadata: str) -> Raw:
    """Return a service model with ``shapes`` and a shape of every scalar kind."""
    return {
        "metadata": {"serviceFullName": "Storage", "apiVersion": "2030-01-01", **metadata},
        "shapes": {**_SCALARS, **shapes},
        "operations": dict(operations),
    }


def box_model(shapes: Mapping[str, Raw], members: Mapping[str, str] | None = None) -> Raw:
    """Return a model with one operation, PutBox, which takes and returns ``members``.

    By default, there is a member for each of ``shapes``, with the same name.
    """
    box = structure(members if members is not None else {name: name for name in shapes})
    return model({**shapes, "BoxData": box}, {"PutBox": operation("BoxData", "BoxData")})


def rules(
    areas: Mapping[str, str] = _BOX,
    *,
    nouns: Iterable[Noun] = (),
    corrections: Iterable[Correction] = (),
    set_aside: Iterable[str] = (),
) -> Rules:
    """Return rules as in ``rooms.toml``; ``areas`` is area by resource."""
    return Rules(
        areas=areas,
        area_reasons={area: f"About {area}." for area in areas.values()},
        nouns={row.noun: row for row in nouns},
        corrections=tuple(corrections),
        set_aside=frozenset(set_aside),
    )


def unformatted(raw: Raw, rows: Rules | None = None, **models: Raw) -> dict[str, str]:
    """Return the unformatted sources of a model, by path.

    ``models`` are ``paginators`` and ``waiters``, as in botocore.
    """
    return generate_service(
        _ENTRY,
        raw,
        rows or rules(),
        paginators=models.get("paginators"),
        waiters=models.get("waiters"),
    )


def unformatted_and_unlocked(raw: Raw) -> dict[str, str]:
    """Return the unformatted sources of a model that is not in ``model.lock``."""
    return generate_service(_ENTRY, raw, rules({}), is_locked=False)


def reported(raw: Raw) -> list[str]:
    """Return the messages about a model that the generator accepts."""
    messages: list[str] = []
    generate_service(_ENTRY, raw, rules(), report=messages.append)
    return messages


def unformatted_with_docs(raw: Raw) -> dict[str, str]:
    """Return the unformatted sources of a model, with its documentation in their docstrings."""
    return generate_service(_ENTRY, raw, rules(), with_docs=True)


def generated(raw: Raw, rows: Rules | None = None, **models: Raw) -> dict[str, str]:
    """Return the formatted sources of a model, by path."""
    return formatted(unformatted(raw, rows, **models))


def refusal(raw: Raw, rows: Rules | None = None, **models: Raw) -> str:
    """Return the generator's error message for a model that it must refuse."""
    with pytest.raises(GenerationError) as caught:
        unformatted(raw, rows, **models)
    return str(caught.value)


def import_sources(sources: Mapping[str, str], folder: Path) -> Any:
    """Write the sources below ``folder``, which is on ``sys.path``, and import the namespace.

    Each call creates a new package, so that classes are never shared.
    """
    parent = f"generated_{next(_numbers)}"
    for path, source in sources.items():
        target = folder / parent / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source, encoding="utf-8")
    importlib.invalidate_caches()
    return importlib.import_module(f"{parent}.{_ENTRY.package}")


def submodule(namespace: Any, name: str) -> Any:
    """Import another module of the same package, such as ``errors``."""
    return importlib.import_module(f"{namespace.__name__}.{name}")


def round_trip(cls: type[Shape], value: Raw) -> Any:
    """Return the object for boto3's dict, after checking that it converts back to the dict."""
    obj = from_boto(cls, value)
    # `repr` distinguishes 0, 0.0 and False, and a str from an enum member.
    assert pformat(to_boto(obj)) == pformat(value)
    return obj


class RecordingBotoClient:
    """A fake boto3 client that records the calls and returns their arguments."""

    meta = SimpleNamespace(service_model=SimpleNamespace(service_name=_ENTRY.name))

    def __init__(self) -> None:
        self.calls: list[tuple[str, Raw]] = []

    def __getattr__(self, method: str) -> Callable[..., Raw]:
        def call(**arguments: Any) -> Raw:
            self.calls.append((method, arguments))
            return arguments

        return call
