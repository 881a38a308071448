"""How IPython and ``help`` show classes and objects."""

from __future__ import annotations

import inspect
import pydoc
from typing import Any

import attrs
import pytest
from helpers.cases import each
from helpers.samples import SERVICES, namespace, operations, sample, service_model
from IPython.lib import pretty as printer

from sagemaker_typed import Shape, from_boto
from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    DeleteModelResponse,
    OidcConfig,
    ResourceConfig,
    SearchExpression,
    Tag,
    TrainingInstanceType,
)

LONG = "x" * 60

untyped: Any = printer


def pretty(shown: object) -> str:
    text: str = untyped.pretty(shown)
    return text


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (Tag(key="team", value="churn"), "Tag(key='team', value='churn')"),
        (DeleteModelResponse(), "DeleteModelResponse()"),
        (
            CreateModelRequest(model_name="churn", tags=[Tag(key="team", value=LONG[:40])]),
            "CreateModelRequest(\n"
            "    model_name='churn',\n"
            f"    tags=[Tag(key='team', value='{LONG[:40]}')])",
        ),
        (
            CreateModelRequest(model_name=LONG, tags=[Tag(key=LONG, value=LONG)]),
            "CreateModelRequest(\n"
            f"    model_name='{LONG}',\n"
            "    tags=[Tag(\n"
            f"         key='{LONG}',\n"
            f"         value='{LONG}')])",
        ),
        (
            ResourceConfig(instance_type=TrainingInstanceType.ML_M5_LARGE, volume_size_in_gb=1),
            "ResourceConfig(\n"
            "    instance_type=<TrainingInstanceType.ML_M5_LARGE: 'ml.m5.large'>,\n"
            "    volume_size_in_gb=1)",
        ),
    ],
    ids=["short", "empty", "long", "nested", "enum"],
)
def test_ipython_shows_one_field_on_each_line(shown: Shape, text: str) -> None:
    assert pretty(shown) == text


def test_ipython_shows_neither_secrets_nor_a_cycle() -> None:
    expression = SearchExpression()
    expression.sub_expressions = [expression]
    oidc: Any = from_boto(
        OidcConfig, sample(service_model().shape_for("OidcConfig")) | {"ClientSecret": "s3cr3t"}
    )

    assert pretty(expression) == "SearchExpression(sub_expressions=[SearchExpression(...)])"
    assert "s3cr3t" not in pretty(oidc)
    assert "client_secret=<sensitive>" in pretty(oidc)


@each("operation", [operation for operation in operations() if operation.payload is None])
def test_ipython_shows_what_repr_shows(operation: Any) -> None:
    for cls, shape in (
        (operation.request, operation.input),
        (operation.response, operation.output),
    ):
        obj = from_boto(cls, sample(shape) or {})

        assert "".join(pretty(obj).split()) == "".join(repr(obj).split())


def test_signatures_have_plain_types_and_match_the_constructor() -> None:
    seen = 0
    for service in SERVICES:
        package = namespace(service)
        for name in package.__all__:
            cls = getattr(package, name)
            if not (isinstance(cls, type) and issubclass(cls, Shape)):
                continue
            signature = inspect.signature(cls)
            assert "Annotated" not in str(signature), name
            assert set(signature.parameters) == {field.name for field in attrs.fields(cls)}
            assert [*signature.parameters][-1] == "unknown_members"
            seen += 1
    assert seen > 1500


def test_help_starts_with_the_plain_signature() -> None:
    lines = pydoc.plain(pydoc.render_doc(Tag)).splitlines()

    start = lines.index("class Tag(sagemaker_typed.operation.Shape)")
    assert lines[start + 1].startswith(" |  Tag(*, key: str, value: str, unknown_members:")
