"""Small service models, and what the generator makes of them as a package that can be imported."""

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
"""A raw model, and rules where the usual ones will not do, to the namespace of its package."""

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
    """A structure; a member is the name of its shape, or all that the model says of it."""
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
    """An operation by the names of its shapes."""
    shapes = {"input": input_shape, "output": output_shape}
    raw: Raw = {name: {"shape": shape} for name, shape in shapes.items() if shape is not None}
    return raw | {"errors": [{"shape": error} for error in errors]}


def model(shapes: Mapping[str, Raw], operations: Mapping[str, Raw], **metadata: str) -> Raw:
    """A service model with ``shapes``, and with a shape of every scalar kind besides."""
    return {
        "metadata": {"serviceFullName": "Storage", "apiVersion": "2030-01-01", **metadata},
        "shapes": {**_SCALARS, **shapes},
        "operations": dict(operations),
    }


def box_model(shapes: Mapping[str, Raw], members: Mapping[str, str] | None = None) -> Raw:
    """A model whose one operation, PutBox, takes and returns ``members``.

    Where they are not given, each of ``shapes`` is a member of its own name.
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
    """Rules as ``rooms.toml`` gives them; ``areas`` is area by resource."""
    return Rules(
        areas=areas,
        area_reasons={area: f"About {area}." for area in areas.values()},
        nouns={row.noun: row for row in nouns},
        corrections=tuple(corrections),
        set_aside=frozenset(set_aside),
    )


def unformatted(raw: Raw, rows: Rules | None = None, **models: Raw) -> dict[str, str]:
    """The sources of a model, by path, as the templates leave them.

    ``models`` are ``paginators`` and ``waiters``, as botocore has them.
    """
    return generate_service(
        _ENTRY,
        raw,
        rows or rules(),
        paginators=models.get("paginators"),
        waiters=models.get("waiters"),
    )


def unformatted_and_unlocked(raw: Raw) -> dict[str, str]:
    """The sources of a model that is not in ``model.lock``, as the templates leave them."""
    return generate_service(_ENTRY, raw, rules({}), is_locked=False)


def unformatted_with_docs(raw: Raw) -> dict[str, str]:
    """The sources of a model with its texts in their docstrings, as the templates leave them."""
    return generate_service(_ENTRY, raw, rules(), with_docs=True)


def generated(raw: Raw, rows: Rules | None = None, **models: Raw) -> dict[str, str]:
    """The sources of a model, by path."""
    return formatted(unformatted(raw, rows, **models))


def refusal(raw: Raw, rows: Rules | None = None, **models: Raw) -> str:
    """What the generator says of a model that it must refuse."""
    with pytest.raises(GenerationError) as caught:
        unformatted(raw, rows, **models)
    return str(caught.value)


def import_sources(sources: Mapping[str, str], folder: Path) -> Any:
    """Write the sources below ``folder``, which is on ``sys.path``, and import the namespace.

    Each call makes a package of its own, so that no class is met again.
    """
    parent = f"generated_{next(_numbers)}"
    for path, source in sources.items():
        target = folder / parent / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source, encoding="utf-8")
    importlib.invalidate_caches()
    return importlib.import_module(f"{parent}.{_ENTRY.package}")


def submodule(namespace: Any, name: str) -> Any:
    """Another module of the same package, such as ``errors``."""
    return importlib.import_module(f"{namespace.__name__}.{name}")


def round_trip(cls: type[Shape], value: Raw) -> Any:
    """The object for boto3's dict, which must give the same dict back."""
    obj = from_boto(cls, value)
    # Written out, 0, 0.0 and False differ, and so do a text and an enum member.
    assert pformat(to_boto(obj)) == pformat(value)
    return obj


class RecordingBotoClient:
    """In the place of a boto3 client: notes the calls, and answers with what it was given."""

    meta = SimpleNamespace(service_model=SimpleNamespace(service_name=_ENTRY.name))

    def __init__(self) -> None:
        self.calls: list[tuple[str, Raw]] = []

    def __getattr__(self, method: str) -> Callable[..., Raw]:
        def call(**arguments: Any) -> Raw:
            self.calls.append((method, arguments))
            return arguments

        return call
