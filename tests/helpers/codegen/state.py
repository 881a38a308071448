"""Check the generated packages of one state of the history, in a process of its own.

Prints JSON: the public names, the number of fields and enum values, and the numbers of objects that
were converted, and that were read from the pickles of the state before.
"""

from __future__ import annotations

import json
import pickle
import sys
import warnings
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType

import attrs
from helpers.against_botocore import serialized
from helpers.samples import SERVICES, Operation, operations, sample

from sagemaker_typed import from_boto, to_boto


def namespaces() -> Iterator[ModuleType]:
    """Yield the public packages of all services."""
    yield import_module("sagemaker_typed.instance_types")
    for package, _ in SERVICES.values():
        yield import_module(f"sagemaker_typed.{package}")
        yield import_module(f"sagemaker_typed.{package}.errors")


def public_values() -> dict[str, object]:
    """Return everything that can be imported, deprecated names included, by path."""
    found: dict[str, object] = {}
    for namespace in namespaces():
        exported = [name for name in dir(namespace) if not name.startswith("_")]
        for name in exported:
            value = getattr(namespace, name)
            # Modules that were imported are attributes of their packages too.
            if not isinstance(value, ModuleType) and name != "annotations":
                found[f"{namespace.__name__}.{name}"] = value
    return found


def objects() -> Iterator[object]:
    """Yield a request of each operation, and the structures of its response."""
    for operation in operations():
        yield _request(operation)
        if operation.payload is None:
            answer = sample(operation.output)
            response = from_boto(operation.response, answer)
            assert to_boto(response) == answer, operation
            yield response


def _request(operation: Operation) -> object:
    plain = sample(operation.input)
    request = from_boto(operation.request, plain)
    assert to_boto(request) == plain, operation
    assert serialized(operation, to_boto(request)) == serialized(operation, plain), operation
    return request


def main(pickles: Path, older: Path | None) -> dict[str, object]:
    values = public_values()
    made = [*objects()]
    pickles.write_bytes(pickle.dumps([pickle.dumps(one) for one in made]))
    loaded = 0
    lost: list[str] = []
    for one in pickle.loads(older.read_bytes()) if older else ():
        try:
            to_boto(pickle.loads(one))
        except (AttributeError, ImportError) as error:
            lost.append(str(error))
        else:
            loaded += 1
    classes = [value for value in values.values() if isinstance(value, type)]
    return {
        "names": sorted(values),
        "fields": sum(len(attrs.fields(one)) for one in classes if attrs.has(one)),
        "values": sum(len(one) for one in classes if issubclass(one, Enum)),
        "objects": len(made),
        "loaded": loaded,
        "lost": lost,
    }


if __name__ == "__main__":
    # A deprecated name must be importable; the test of the names has the warnings.
    warnings.simplefilter("ignore", DeprecationWarning)
    new, *old = map(Path, sys.argv[1:])
    print(json.dumps(main(new, old[0] if old else None)))
