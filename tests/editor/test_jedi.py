"""Completions of jedi, which IPython, Jupyter, Spyder and vim use.

Editors use its ``Script``. IPython uses its ``Interpreter`` with the namespace of the executed
code. The import in these tests has not been executed in either case.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import attrs
import pytest
from botocore import xform_name
from helpers.samples import SERVICES, service_model

from sagemaker_typed import AsyncSageMaker, SageMaker, sagemaker
from sagemaker_typed.codegen.plan.naming import method_name
from sagemaker_typed.instance_types import ProductionVariantInstanceType
from sagemaker_typed.sagemaker import (
    DescribeTrainingJobResponse,
    ProductionVariant,
    ResourceConfig,
    TrainingJobStatus,
    TrainingJobSummary,
)

# jedi is not typed.
jedi: Any = importlib.import_module("jedi")

START: Final = """\
from sagemaker_typed import SageMaker, sagemaker as sm
from sagemaker_typed.instance_types import ProductionVariantInstanceType

client = SageMaker(region_name="us-west-2")
job = client.describe_training_job(training_job_name="churn")
config = client.describe_endpoint_config(endpoint_config_name="churn")
"""
CALLS_PER_PROGRAM: Final = 50
"""The number of calls in one program: jedi stops analyzing larger programs."""
OPERATIONS: Final = service_model("sagemaker").operation_names
Ask = Callable[[str], Any]


def script(text: str) -> Any:
    return jedi.Script(text, environment=jedi.InterpreterEnvironment())


def cell(text: str) -> Any:
    return jedi.Interpreter(text, [{}])


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give this process its own jedi cache; another process could read incomplete files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jedi.settings, "cache_directory", str(tmp_path_factory.mktemp("jedi")))
        yield


@pytest.fixture(scope="module", params=[script, cell])
def ask(request: pytest.FixtureRequest) -> Ask:
    """Return a function that uses ``Script`` or ``Interpreter``."""
    way: Ask = request.param
    return way


def completed(ask: Ask, line: str) -> list[str]:
    """Return the completions at the end of a line that is added to a program."""
    text = START + line
    row = text.count("\n") + 1
    return [found.name for found in ask(text).complete(row, len(text.rpartition("\n")[2]))]


def public(names: Iterable[str]) -> set[str]:
    return {name for name in names if not name.startswith("_")}


def field_names(cls: type[attrs.AttrsInstance]) -> set[str]:
    return {field.name for field in attrs.fields(cls)}


def test_client_completes_every_operation(ask: Ask) -> None:
    offered = completed(ask, "client.")

    assert len(OPERATIONS) > 400
    assert {method_name(operation) for operation in OPERATIONS} <= set(offered)
    assert public(offered) == public(dir(SageMaker))


def test_asynchronous_client_completes_every_operation(ask: Ask) -> None:
    text = "from sagemaker_typed import AsyncSageMaker\n\nclient = AsyncSageMaker()\nclient."
    offered = [found.name for found in ask(text).complete(4, len("client."))]

    assert {method_name(operation) for operation in OPERATIONS} <= set(offered)
    assert public(offered) == public(dir(AsyncSageMaker))


def test_awaited_response_completes_its_fields(ask: Ask) -> None:
    last = "    (await client.describe_training_job(training_job_name='a'))."
    text = (
        "from sagemaker_typed import AsyncSageMaker\n\n"
        f"async def describe(client: AsyncSageMaker) -> None:\n{last}"
    )
    offered = {found.name for found in ask(text).complete(4, len(last))}

    assert field_names(DescribeTrainingJobResponse) <= offered


def test_import_completes_every_client(ask: Ask) -> None:
    text = "from sagemaker_typed import Sage"
    offered = {found.name for found in ask(text).complete(1, len(text))}

    assert offered == {"sagemaker", *(client for _, client in SERVICES.values())}
    text = "from sagemaker_typed import AsyncSage"
    offered = {found.name for found in ask(text).complete(1, len(text))}
    assert offered == {f"Async{client}" for _, client in SERVICES.values()}


def test_namespace_completes_every_class(ask: Ask) -> None:
    namespace: Any = sagemaker

    assert set(namespace.__all__) <= set(completed(ask, "sm."))


@pytest.mark.parametrize("start", range(0, len(OPERATIONS), CALLS_PER_PROGRAM))
def test_signature_of_every_method_has_its_keywords(start: int) -> None:
    operations = OPERATIONS[start : start + CALLS_PER_PROGRAM]
    lines = [f"client.{method_name(operation)}(" for operation in operations]
    running = script(START + "".join(f"{line})\n" for line in lines))

    for row, (operation, line) in enumerate(
        zip(operations, lines, strict=True), START.count("\n") + 1
    ):
        (signature,) = running.get_signatures(row, len(line))
        shape = service_model("sagemaker").operation_model(operation).input_shape
        fields = {xform_name(member) for member in shape.members} if shape else set[str]()
        assert {parameter.name for parameter in signature.params} - {"*"} == fields, operation


@pytest.mark.parametrize("keyword", ["", "model"])
def test_call_completes_its_keywords(ask: Ask, keyword: str) -> None:
    offered = completed(ask, f"client.create_model({keyword}")

    assert {"model_name="} == {name for name in offered if name.startswith("model")}


def test_constructor_completes_its_keywords(ask: Ask) -> None:
    offered = completed(ask, "sm.ProductionVariant(")

    names = field_names(ProductionVariant) - {"unknown_members"}
    assert {name.removesuffix("=") for name in offered if name.endswith("=")} == names


@pytest.mark.parametrize(
    ("line", "cls"),
    [
        ("job.", DescribeTrainingJobResponse),
        ("job.resource_config.", ResourceConfig),
        ("config.production_variants[0].", ProductionVariant),
        ("client.send(sm.DescribeTrainingJobRequest()).", DescribeTrainingJobResponse),
        ("for job in client.items(sm.ListTrainingJobsRequest()):\n    job.", TrainingJobSummary),
    ],
)
def test_response_completes_its_fields(ask: Ask, line: str, cls: type[attrs.AttrsInstance]) -> None:
    assert public(completed(ask, line)) == field_names(cls)


@pytest.mark.parametrize(
    ("line", "enum"),
    [
        ("sm.TrainingJobStatus.", TrainingJobStatus),
        ("job.training_job_status.", TrainingJobStatus),
        ("ProductionVariantInstanceType.", ProductionVariantInstanceType),
    ],
)
def test_enum_completes_its_members(ask: Ask, line: str, enum: Any) -> None:
    # jedi sorts alphabetically, so the methods of `str` are between the members.
    assert enum.__members__.keys() <= set(completed(ask, line))


def test_method_help_has_the_documentation(ask: Ask) -> None:
    text = f"{START}client.create_model"
    row = text.count("\n") + 1
    (found,) = ask(text).help(row, len("client.create_model"))

    assert "API_CreateModel.html" in found.docstring()
