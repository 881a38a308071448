"""Compare ``from_boto`` and ``to_boto`` with functions made by ``cattrs.gen``.

Converts the ten largest shapes in both directions, in turn, in one process, and prints ratios of
CPU times: cattrs divided by ours. The functions of cattrs do less: they neither preserve unknown
members, nor correct responses, nor refuse wrong types. Run ``python docs/benchmarks/cattrs_gen.py``
from a clone, in an environment with ``sagemaker-typed``.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from helpers.samples import sample, service_model

import sagemaker_typed.sagemaker
from benchmarks.conversion import largest
from benchmarks.method import QUICK, ratios, spread, take_turns
from sagemaker_typed import OpenEnum, Request, Shape, from_boto, to_boto

METADATA = {"unknown_members", "response_metadata"}


def is_shape(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Shape)


def overrides(cls: Any, **more: Any) -> dict[str, Any]:
    names = cls.__wire_names__
    return {
        field.name: override(omit=True)
        if field.name in METADATA
        else override(rename=names[field.name], **more)
        for field in attrs.fields(cls)
    }


def cattrs_converter() -> Converter:
    """Return a converter that uses only cattrs and makes the same dicts as ours."""
    converter = Converter(detailed_validation=False)

    def structure(cls: Any) -> Any:
        attrs.resolve_types(cls)
        return make_dict_structure_fn(cls, converter, **overrides(cls))

    def unstructure(cls: Any) -> Any:
        attrs.resolve_types(cls)
        return make_dict_unstructure_fn(cls, converter, **overrides(cls, omit_if_default=True))

    converter.register_structure_hook_factory(is_shape, structure)
    converter.register_unstructure_hook_factory(is_shape, unstructure)
    converter.register_structure_hook(OpenEnum, lambda value, cls: cls.open(value))
    converter.register_unstructure_hook(OpenEnum, lambda member: member.value)
    converter.register_structure_hook(datetime, lambda value, _: value)
    converter.register_unstructure_hook(datetime, lambda value: value)
    return converter


def main() -> None:
    """Measure and print a line for each shape, then the medians."""
    converter = cattrs_converter()
    found: dict[str, list[float]] = {"from_boto": [], "to_boto": []}
    for operation, kind in largest():
        cls = getattr(sagemaker_typed.sagemaker, f"{operation}{kind.__name__}")
        model = service_model().operation_model(operation)
        value = sample(model.input_shape if kind is Request else model.output_shape)
        value.pop("ResponseMetadata", None)
        shape = from_boto(cls, value)
        assert converter.structure(value, cls) == shape, cls
        assert converter.unstructure(shape) == to_boto(shape), cls
        seconds = take_turns(
            {
                "from_boto": lambda cls=cls, value=value: from_boto(cls, value),
                "structure": lambda cls=cls, value=value: converter.structure(value, cls),
                "to_boto": lambda shape=shape: to_boto(shape),
                "unstructure": lambda shape=shape: converter.unstructure(shape),
            },
            QUICK,
        )
        for ours, theirs in (("from_boto", "structure"), ("to_boto", "unstructure")):
            found[ours].append(spread(ratios(seconds, theirs, ours)).median)
        reading, writing = found["from_boto"][-1], found["to_boto"][-1]
        print(f"{cls.__name__}: reading {reading:.2f}, writing {writing:.2f}")
    for ours, values in found.items():
        over = spread(values).median
        print(f"cattrs.gen / {ours}: {over:.2f}, from {min(values):.2f} to {max(values):.2f}")


if __name__ == "__main__":
    main()
