"""Fixtures: one language server for all tests, and files with a cursor."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from helpers.language_server import Completion, LanguageServer, Position, language_server

START: Final = """\
from sagemaker_typed import AsyncSageMaker, SageMaker, as_request, diff, from_boto, validate
from sagemaker_typed.instance_types import ProductionVariantInstanceType, TrainingInstanceType
from sagemaker_typed.sagemaker import (
    CreateEndpointConfigRequest,
    DescribeEndpointResponse,
    ListTrainingJobsRequest,
    MetricSpecification,
    ProductionVariant,
    TrainingJobStatus,
)
from sagemaker_typed.sagemaker.errors import ResourceNotFound

client = SageMaker(region_name="us-west-2")
asynchronous = AsyncSageMaker(region_name="us-west-2")
job = client.describe_training_job(training_job_name="churn")
config = client.describe_endpoint_config(endpoint_config_name="churn")
plan = client.plan([])
"""


@dataclass(frozen=True)
class Cursor:
    """A position in an open file, which ``|`` marked."""

    server: LanguageServer
    file: Path
    position: Position

    def completions(self) -> list[Completion]:
        return self.server.completions(self.file, self.position)

    def labels(self, kind: str | None = None) -> list[str]:
        return [found.label for found in self.completions() if kind in {None, found.kind}]

    def hover(self) -> str:
        return self.server.hover(self.file, self.position)

    def definition(self) -> tuple[str, str]:
        """Return the path within the package and the line that go-to-definition shows."""
        ((uri, line),) = self.server.definitions(self.file, self.position)
        shown = Path(uri.removeprefix("file://")).read_text(encoding="utf-8").splitlines()[line]
        return uri.rpartition("/sagemaker_typed/")[2], shown.strip()

    def signature(self) -> tuple[str, list[str]]:
        return self.server.signature(self.file, self.position)

    def documentation_of_parameter(self) -> str:
        return self.server.documentation_of_parameter(self.file, self.position)


At = Callable[[str], Cursor]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[LanguageServer, Path]]:
    folder = tmp_path_factory.mktemp("application")
    with language_server(folder) as server:
        yield server, folder


@pytest.fixture(scope="session")
def at(server: tuple[LanguageServer, Path]) -> At:
    """Return a function that adds a line to a program and puts the cursor at ``|``."""
    running, folder = server
    numbers = itertools.count()

    def type_line(line: str) -> Cursor:
        file = folder / f"program_{next(numbers)}.py"
        before, _, after = line.partition("|")
        text = f"{START}{before}{after}\n"
        file.write_text(text, encoding="utf-8")
        running.open(file, text)
        lines = f"{START}{before}".split("\n")
        return Cursor(running, file, (len(lines) - 1, len(lines[-1])))

    return type_line
