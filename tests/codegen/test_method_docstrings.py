"""The docstrings of client methods describe every argument and error; botocore's model decides."""

from __future__ import annotations

import importlib
import inspect
import re
from typing import Any, get_args

import attrs
import pytest
from botocore.model import OperationModel
from helpers.cases import each
from helpers.samples import SERVICES, client_class, namespace, service_model

from sagemaker_typed.codegen.model.shapes import Structure
from sagemaker_typed.codegen.plan.methods import WAITER_OPTIONS
from sagemaker_typed.codegen.plan.naming import field_name, method_name
from sagemaker_typed.codegen.write.advice import advice
from sagemaker_typed.codegen.write.docstrings import method_docstring
from sagemaker_typed.codegen.write.views import ErrorLineView, MethodView, ParameterView
from sagemaker_typed.errors import ServiceError
from sagemaker_typed.errors.codes import Kind

ARGUMENT = re.compile(r"    (\w+) \((.+?)\): (.*)")


def methods(service: str) -> list[tuple[OperationModel, Any]]:
    model, client = service_model(service), client_class(service)
    operations = [model.operation_model(name) for name in model.operation_names]
    return [(operation, getattr(client, method_name(operation.name))) for operation in operations]


def section(method: Any, title: str) -> list[str]:
    """Return the lines of a section of a docstring."""
    doc = inspect.getdoc(method) or ""
    _, _, rest = doc.partition(f"\n{title}:\n")
    return rest.partition("\n\n")[0].splitlines() if rest else []


def shown_by_pyright(doc: str, parameter: str) -> str | None:
    """Return what pyright's language server shows for a parameter, by its own rule."""
    for line in doc.splitlines():
        for prefix in (f"@param {parameter}", f":param {parameter}"):
            if prefix in line:
                return line[line.index(prefix) + 7 :]
        for start in (f"{parameter}: ", f"{parameter} ("):
            if start in line:
                return line[line.index(start) :]
    return None


@each("service", SERVICES)
def test_every_argument_has_one_line_with_wire_name_and_required_mark(service: str) -> None:
    for operation, method in methods(service):
        shape = operation.input_shape
        members: dict[str, Any] = dict(shape.members) if shape else {}
        required = set(shape.required_members) if shape else set[str]()
        lines = [ARGUMENT.fullmatch(line) for line in section(method, "Args")]
        found = {line[1]: (line[2], line[3]) for line in lines if line}

        assert len(found) == len(lines) == len(members), operation.name
        for name, member in members.items():
            kind, text = found[field_name(name)]
            is_required = name in required and not member.metadata.get("idempotencyToken")
            assert text.startswith(f"``{name}``."), operation.name
            assert ("Required." in text) is is_required
            assert kind.endswith(" | None") is not is_required
            for limit in ("min", "max"):
                bound = member.metadata.get(limit)
                if bound and member.type_name != "structure":
                    assert f"{bound:g}" in text or str(int(bound)) in text, (operation.name, name)


@each("service", SERVICES)
def test_editors_show_the_line_of_the_argument_itself(service: str) -> None:
    checked = 0
    for method in (found for _, found in methods(service)):
        for parameter in [*inspect.signature(method).parameters][1:]:
            shown = shown_by_pyright(method.__doc__, parameter)
            line = next(x for x in section(method, "Args") if x.startswith(f"    {parameter} ("))
            assert shown == line.strip(), method.__qualname__
            checked += 1
    assert checked


@each("service", SERVICES)
def test_errors_of_an_operation_are_listed_with_what_to_do(service: str) -> None:
    errors = importlib.import_module(f"{namespace(service).__name__}.errors")
    for operation, method in methods(service):
        lines = [line.strip().partition(": ") for line in section(method, "Raises")]

        assert [name for name, _, _ in lines] == [shape.name for shape in operation.error_shapes]
        for name, _, text in lines:
            assert issubclass(getattr(errors, name), ServiceError)
            assert text.endswith(".")
            # An attribute that the text names is there.
            for attribute in re.findall(r"``(\w+)``", text):
                there = hasattr(getattr(errors, name), attribute)
                assert there or attribute in {"max_attempts", "message"}, (name, attribute)


def test_waiters_describe_their_options_and_errors() -> None:
    client = client_class("sagemaker")
    waiters = [getattr(client, name) for name in dir(client) if name.startswith("wait_until_")]
    waiters.remove(client.wait_until_gone)
    assert len(waiters) > 10
    for waiter in waiters:
        lines = [ARGUMENT.fullmatch(line) for line in section(waiter, "Args")]
        names = [line[1] for line in lines if line]
        assert sorted(names) == sorted([*inspect.signature(waiter).parameters][1:])
        assert set(names) > WAITER_OPTIONS
        raised = [line.strip().partition(":")[0] for line in section(waiter, "Raises")]
        assert raised == ["WaitFailed", "WaitTimeout", "WaitCancelled"]
        assert raised == [*filter(lambda n: n in dir(importlib.import_module(
            "sagemaker_typed.waiting")), raised)]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "status", "text"),
    [
        ("ResourceNotFound", None, "does not exist"),
        ("SomethingNew", 404, "does not exist"),
        ("SomethingNew", 429, "Too many requests"),
        ("SomethingNew", 503, "not available"),
        ("SomethingNew", None, "``message``"),
        ("ModelError", 424, "``original_message``"),
    ],
)
def test_advice_follows_the_code_and_then_the_status(
    name: str, status: int | None, text: str
) -> None:
    assert text in advice(Structure(name, (), exception=True, error_status=status))


def test_every_kind_of_error_has_advice() -> None:
    texts = {kind: advice(Structure(kind, (), exception=True)) for kind in get_args(Kind)}
    without_code = {"NotFound", "Conflict", "AlreadyExists", "NotAuthenticated", "QuotaExceeded"}

    other = texts.pop("ServiceError")
    assert {kind for kind, text in texts.items() if text == other} <= without_code


def test_an_argument_comes_before_those_that_end_with_its_name() -> None:
    names = ["model_name", "other", "name"]
    parameters = [ParameterView(name, "str", True, "", "str", "Text.") for name in names]
    method = MethodView("put", "Put.", tuple(parameters), "", "", "")
    doc = method_docstring(method)

    assert [shown_by_pyright(doc, name) for name in names] == [
        f"{name} (str): Text." for name in names
    ]
    assert doc.index("name (") < doc.index("other")


def test_a_method_without_arguments_and_errors_has_no_sections() -> None:
    method = MethodView("put", "Put.", (), "", "", "")

    assert method_docstring(method) == "Put."
    failing = attrs.evolve(method, errors=(ErrorLineView("Gone", "Wait."),))
    assert method_docstring(failing) == "Put.\n\nRaises:\n    Gone: Wait.\n"
