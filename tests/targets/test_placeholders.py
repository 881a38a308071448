"""Placeholders in any place of any request: kept for targets, refused by everything else."""

from __future__ import annotations

import copy
import json
import pickle
import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import attrs
import pytest
from helpers.cases import each
from helpers.samples import Operation, operations, sample

from sagemaker_typed import (
    ConversionError,
    SageMaker,
    Shape,
    ViolationError,
    diff,
    from_boto,
    to_boto,
    to_json,
    to_yaml,
    validate,
    violations,
)
from sagemaker_typed import (
    sagemaker as sm,
)
from sagemaker_typed._conversion.placeholders import from_wire, placeholders_in, replaced, to_wire
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.paths import HIDDEN, Path
from sagemaker_typed.targets import Placeholder, Reference, ref
from sagemaker_typed.training_session_runtime import TensorData

PLACES = 12
"""How many places of each request get a placeholder."""


def parts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every member, item and entry of a JSON value."""
    if path:
        yield path
    if is_map(value):
        for key, part in entries(value):
            yield from parts(part, (*path, key))
    if is_list(value):
        for number, part in numbered(value):
            yield from parts(part, (*path, number))


def with_placeholder(value: Any, path: tuple[Any, ...], placeholder: Any) -> Any:
    changed = copy.deepcopy(value)
    parent = changed
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = placeholder
    return changed


def keys(path: Path) -> tuple[object, ...]:
    """Return the names, indices and map keys of a path."""
    return tuple(getattr(step, "key", step) for step in path)


def letters(*steps: object) -> str:
    """Return a path without what differs between wire names and field names."""
    return re.sub(r"[^a-z0-9]", "", "".join(map(str, steps)).lower())


@each("operation", [operation for operation in operations() if operation.input is not None])
def test_placeholder_is_kept_for_targets_and_refused_elsewhere(operation: Operation) -> None:
    cls = cast("type[Shape]", operation.request)
    full = json.loads(to_json(from_boto(cls, sample(operation.input))))
    assert to_wire(from_wire(cls, full)) == full
    places = [*parts(full)]
    for path in places[:: max(1, len(places) // PLACES)]:
        changed = with_placeholder(full, path, ref("$.a"))
        obj = from_wire(cls, changed)

        assert to_wire(obj) == changed
        assert pickle.loads(pickle.dumps(obj)) == copy.deepcopy(obj) == obj
        assert [keys(at) for at, _ in placeholders_in(changed)] == [path]
        (refused,) = [one for one in violations(obj) if one.rule == "placeholder"]
        assert letters(refused.path) == letters(*path) or HIDDEN.name in refused.path
        assert not [one for one in violations(obj, placeholders=True) if "placeholder" in one.rule]
        with pytest.raises(ConversionError, match="a placeholder"):
            to_boto(obj)


REQUEST = sm.CreateEndpointConfigRequest(
    endpoint_config_name=ref("$.name"),
    production_variants=[
        sm.ProductionVariant(
            variant_name="blue",
            model_name="churn",
            initial_instance_count=ref("$.count"),
            instance_type=ref("$.type"),
        ),
        ref("$.green"),
    ],
    data_capture_config=ref("$.capture"),
    tags=ref("$.tags"),
    enable_network_isolation=ref("$.isolated"),
)


@pytest.mark.parametrize(
    "function", [to_boto, to_json, to_yaml, validate], ids=lambda f: f.__name__
)
def test_error_has_the_path_of_each_placeholder(function: Callable[[Shape], object]) -> None:
    with pytest.raises(ValueError, match=r"only sagemaker_typed\.targets can write it") as refused:
        function(REQUEST)
    lines = [line.strip(" -") for line in str(refused.value).splitlines()[1:]]
    assert [line.partition(" is a placeholder")[0] for line in lines] == [
        "endpoint_config_name: ref('$.name')",
        "production_variants[0].initial_instance_count: ref('$.count')",
        "production_variants[0].instance_type: ref('$.type')",
        "production_variants[1]: ref('$.green')",
        "data_capture_config: ref('$.capture')",
        "tags: ref('$.tags')",
        "enable_network_isolation: ref('$.isolated')",
    ]


def test_call_refuses_a_placeholder_with_its_path() -> None:
    client = SageMaker(region_name="eu-west-1")
    request = sm.DescribeModelRequest(model_name=ref("$.name"))
    with pytest.raises(ViolationError, match=r"model_name: ref\('\$\.name'\) is a placeholder"):
        client.send(request)
    with pytest.raises(ViolationError, match=r"model_name: ref\('\$\.name'\) is a placeholder"):
        client.describe_model(model_name=ref("$.name"))


def test_other_violations_are_found_beside_placeholders() -> None:
    request = attrs.evolve(REQUEST, kms_key_id="no key!", explainer_config=cast("Any", 5))
    found = violations(request, placeholders=True)
    assert [(one.path, one.rule) for one in found] == [
        ("kms_key_id", "pattern"),
        ("explainer_config", "type"),
    ]


def test_placeholder_cannot_be_the_key_of_a_map() -> None:
    request = sm.CreateTransformJobRequest(
        transform_job_name="a",
        model_name="b",
        environment={ref("$.key"): "value"},
        transform_input=ref("$.input"),
        transform_output=ref("$.output"),
        transform_resources=ref("$.resources"),
    )
    (found,) = violations(request, placeholders=True)
    assert found.message == "a placeholder cannot be the key of a map"
    with pytest.raises(ConversionError):
        to_wire(request)


def test_placeholder_inside_a_json_value_is_kept_and_refused() -> None:
    data: Any = {"a": [1, ref("$.b"), {"c": ref("$.d")}]}
    tensor = TensorData(data=data, dtype="f")
    assert to_wire(tensor)["data"] == data
    assert from_wire(TensorData, to_wire(tensor)) == tensor
    assert [one.path for one in violations(tensor)] == ["data['a'][1]", "data['a'][2]['c']"]
    with pytest.raises(ConversionError, match="is a placeholder"):
        to_boto(tensor)


def test_placeholders_are_found_and_replaced() -> None:
    wire = to_wire(REQUEST)
    found = {str(path): placeholder for path, placeholder in placeholders_in(wire)}
    assert found["ProductionVariants[0].InstanceType"] == ref("$.type")
    assert len(found) == 7

    def rendered(placeholder: Placeholder) -> str:
        assert isinstance(placeholder, Reference)
        return placeholder.expression

    assert replaced(wire, rendered)["ProductionVariants"][1] == "$.green"
    assert not [*placeholders_in(replaced(wire, rendered))]


def test_placeholders_are_compared_and_shown() -> None:
    other = attrs.evolve(REQUEST, endpoint_config_name=ref("$.other"), tags=[])
    assert str(diff(REQUEST, other)) == (
        "~ endpoint_config_name: ref('$.name') -> ref('$.other')\n~ tags: ref('$.tags') -> []"
    )
    assert "initial_instance_count=ref('$.count')" in repr(REQUEST)
    assert hash(ref("$.a")) == hash(ref("$.a"))
    assert ref("$.a") != ref("$.b")


def test_placeholder_in_a_sensitive_field_is_not_shown() -> None:
    card = sm.CreateModelCardRequest(
        model_card_name="a", content=ref("$.secret"), model_card_status=sm.ModelCardStatus.DRAFT
    )
    (found,) = violations(card)
    assert found.path == "content"
    assert "$.secret" not in f"{card!r} {found} {found!r}"
    assert to_wire(card)["Content"] == ref("$.secret")


def test_placeholder_cannot_become_part_of_a_str() -> None:
    with pytest.raises(TypeError, match=r"ref\('\$\.bucket'\) cannot be part of a str"):
        print(f"s3://{ref('$.bucket')}/data")
    with pytest.raises(TypeError):
        print("s3://" + ref("$.bucket"))


def test_reference_takes_a_str() -> None:
    with pytest.raises(TypeError, match="expression"):
        ref(cast("Any", 5))


def test_problems_of_json_values_are_reported_beside_placeholders() -> None:
    with pytest.raises(ConversionError) as refused:
        from_wire(
            sm.CreateEndpointConfigRequest,
            {
                "EndpointConfigNam": "x",
                "ProductionVariants": [{"VariantName": 5, "InstanceType": ref("$.a")}],
                "Tags": ref("$.tags"),
            },
        )
    assert [one.path for one in refused.value.problems] == [
        "EndpointConfigName",
        "ProductionVariants[0].VariantName",
        "EndpointConfigNam",
    ]
