"""How IPython and ``help`` show classes and objects."""

from __future__ import annotations

import ast
import copy
import inspect
import pickle
import pydoc
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar

import attrs
import pytest
from annotated_types import Interval, Len
from helpers.cases import each
from helpers.samples import SERVICES, namespace, operations, sample, service_model
from IPython.core.oinspect import Inspector
from IPython.lib import pretty as printer

from sagemaker_typed import Shape, from_boto
from sagemaker_typed._hints.fields import limits
from sagemaker_typed.sagemaker import (
    ContainerDefinition,
    CreateModelRequest,
    DeleteModelResponse,
    OidcConfig,
    ResourceConfig,
    SearchExpression,
    Tag,
    TrainingInstanceType,
)

LONG = "x" * 60


def shapes() -> Iterator[type[Shape]]:
    """Return every generated class of a structure."""
    for service in SERVICES:
        package = namespace(service)
        for name in package.__all__:
            cls = getattr(package, name)
            if isinstance(cls, type) and issubclass(cls, Shape):
                yield cls


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
    for cls in shapes():
        signature, of_init = inspect.signature(cls), inspect.signature(cls.__init__)
        assert "Annotated" not in str(signature) + str(of_init), cls
        assert set(signature.parameters) == {field.name for field in attrs.fields(cls)}
        assert [*signature.parameters][-1] == "unknown_members"
        assert [*of_init.parameters] == ["self", *signature.parameters]
        seen += 1
    assert seen > 1500


def test_signature_of_the_constructor_behaves_like_any_other() -> None:
    signature = inspect.signature(Tag.__init__)
    shown = "(self, *, key: str, value: str, unknown_members: 'Mapping[str, Any] | None' = None)"

    bound: Any = Tag(key="a", value="b")

    assert str(signature) == str(copy.copy(signature)) == shown
    assert signature == pickle.loads(pickle.dumps(signature))
    assert str(signature.replace(parameters=[])) == "()"
    assert [*signature.bind(None, key="a", value="b").arguments] == ["self", "key", "value"]
    assert str(inspect.signature(bound.__init__)) == shown.replace("self, ", "")


def test_help_starts_with_the_plain_signature() -> None:
    lines = pydoc.plain(pydoc.render_doc(Tag)).splitlines()

    start = lines.index("class Tag(sagemaker_typed.operation.Shape)")
    assert lines[start + 1].startswith(" |  Tag(*, key: str, value: str, unknown_members:")


# --- the fields in help ---------------------------------------------------------------------------

CONSTRAINTS = re.compile(
    r"((?:At most|At least|Exactly|-?[\d.]+ to|Pattern) .*?)\.(?: Sensitive: never shown\.)?$"
)


@cache
def generated_docs(module: str) -> dict[tuple[str, str], str]:
    """Return the docstrings below the fields of the classes in a generated module."""
    file = sys.modules[module].__file__
    assert file is not None
    found: dict[tuple[str, str], str] = {}
    for cls in ast.parse(Path(file).read_bytes()).body:
        if isinstance(cls, ast.ClassDef):
            for field, doc in zip(cls.body, cls.body[1:], strict=False):
                match field, doc:
                    case ast.AnnAssign(ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                        found[cls.name, name] = text
                    case _:
                        pass
    return found


def described_fields(cls: type[Shape]) -> dict[str, str]:
    """Return the description of each field in the docstring, on one line."""
    _, _, section = str(inspect.getdoc(cls)).partition("\n\nAttributes:\n")
    found: dict[str, str] = {}
    for line in section.splitlines():
        if line.startswith(" " * 8):
            found[[*found][-1]] += f" {line.strip()}"
        else:
            found[line.split()[0]] = line.strip()
    return found


def test_docstring_has_what_the_generator_says_about_each_field() -> None:
    seen = 0
    for cls in shapes():
        found, generated = described_fields(cls), generated_docs(cls.__module__)
        names = [field.name for field in attrs.fields(cls) if field.name in cls.__wire_names__]
        assert [*found] == names, cls
        for name, wire in cls.__wire_names__.items():
            field, text = getattr(attrs.fields(cls), name), generated[cls.__name__, name]
            constraints = CONSTRAINTS.search(text)
            assert re.match(rf"{name} \(.+\): ``{wire}``\.", found[name])
            assert (" Required." in found[name]) == (field.default is attrs.NOTHING)
            assert ("Sensitive" in found[name]) == (not field.repr)
            assert not ("Sensitive" in text and field.repr)
            if "ByteStream" in found[name]:  # a stream has no length
                continue
            if constraints:
                assert constraints[1] in found[name], (cls, name)
            else:
                assert all(words.startswith("each ") for words in [*limits(field.type)][:1])
            assert "Annotated" not in found[name]
            seen += 1
    assert seen > 7000


def test_help_shows_type_wire_name_and_limits_of_each_field() -> None:
    shown = pydoc.plain(pydoc.render_doc(CreateModelRequest))

    assert "Annotated[str" not in shown
    assert (
        " |  Attributes:\n"
        " |      model_name (str): ``ModelName``. Required. At most 63 characters;\n"
        " |          pattern ``[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?``.\n"
        " |      primary_container (ContainerDefinition | None): ``PrimaryContainer``.\n"
        " |      containers (list[ContainerDefinition] | None): ``Containers``. At most 15 items.\n"
    ) in shown


def test_question_mark_of_ipython_shows_the_fields() -> None:
    inspector: Any = Inspector
    info = inspector(theme_name="nocolor").info(CreateModelRequest)

    assert info["docstring"] == inspect.getdoc(CreateModelRequest)
    assert "    tags (list[Tag] | None): ``Tags``. At most 50 items.\n" in info["docstring"]
    assert "Annotated" not in info["init_definition"]
    assert Tag(key="a", value="b").__doc__ == Tag.__doc__
    assert "Attributes" not in str(inspect.getdoc(DeleteModelResponse))


def test_docstring_describes_items_of_lists_and_maps() -> None:
    found = described_fields(ContainerDefinition)

    assert found["environment"] == (
        "environment (dict[str, str] | None): ``Environment``. At most 100 entries; "
        "each key at most 1024 characters; pattern ``[a-zA-Z_][a-zA-Z0-9_]*``; "
        "each value at most 1024 characters; pattern ``[\\S\\s]*``."
    )


@attrs.define(kw_only=True, eq=False, repr=False)
class Own(Shape):
    """A class of a user."""

    size: Annotated[int, Interval(ge=1), "their marker"]
    names: list[Annotated[str, Len(2, 2)]] | None = None

    __wire_names__: ClassVar = {"size": "Size", "names": "Names"}


class Plain(Own):
    pass


def test_docstring_of_a_users_class_has_its_fields() -> None:
    assert described_fields(Own) == {
        "size": "size (int): ``Size``. Required. At least 1.",
        "names": "names (list[str] | None): ``Names``. Each item exactly 2 characters.",
    }
    assert inspect.getdoc(Plain) == inspect.getdoc(Own)
