"""The Python on the documentation's pages runs, one block after the other, on a server."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from endpoint import Endpoint, endpoint
from samples import SERVICES, operations

from sagemaker_typed import SageMaker
from sagemaker_typed.local import LocalServer, local_server
from sagemaker_typed.sagemaker import InstanceType

DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TOKENS = b'{"token": "Hello"}\n{"token": ", world"}\n'
ROLE = "arn:aws:iam::123456789012:role/sagemaker"
PAGES = [
    "calls.md",
    "errors.md",
    "pagination.md",
    "runtime.md",
    "services.md",
    "validation.md",
    "waiting.md",
]
OF_THE_RUNTIME = {"runtime.md", "../README.md"}


@pytest.fixture
def server() -> Generator[LocalServer]:
    """A server that has what the pages speak of."""
    with local_server(region_name="eu-west-1") as running:
        client = running.sagemaker()
        for number in range(60):
            client.create_model(model_name=f"churn-{number}", execution_role_arn=ROLE)
        client.create_notebook_instance(
            notebook_instance_name="lab", instance_type=InstanceType.ML_T2_MEDIUM, role_arn=ROLE
        )
        client.create_trial_component(trial_component_name="churn-trial")
        yield running


@pytest.fixture
def served() -> Generator[Endpoint]:
    """An endpoint that gives back what it got, or writes where it is prompted."""
    with endpoint() as running:
        running.most_in_a_batch = 25
        running.answer = lambda body: TOKENS if b"prompt" in body else body
        yield running


@pytest.mark.parametrize("page", [*PAGES, "../README.md"])
def test_the_examples_of_a_page_run(
    page: str, server: LocalServer, served: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a reader would try them: with a ``client``, and an account that ``SageMaker()`` finds."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server.endpoint_url)
    if page in OF_THE_RUNTIME:
        for service in ("RUNTIME", "FEATURESTORE_RUNTIME"):
            monkeypatch.setenv(f"AWS_ENDPOINT_URL_SAGEMAKER_{service}", served.url)
    monkeypatch.setenv("AWS_DEFAULT_REGION", server.region_name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    blocks = BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))
    names: dict[str, Any] = {"client": server.sagemaker(), "SageMaker": SageMaker}

    assert blocks
    for number, block in enumerate(blocks, 1):
        exec(compile(block, f"{page}, block {number}", "exec"), names)

    if page == "pagination.md":
        assert len(names["names"]) == 60
    if page == "runtime.md":
        assert len(served.feature_groups["customers"]) == 60
        assert sorted(names["ages"]) == ["7", "8", "9"]
        assert not names["written"].unprocessed


def test_the_page_of_the_services_has_each_with_its_number_of_operations() -> None:
    page = (DOCS / "services.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:5] for line in page.splitlines() if line.startswith("| `")]
    assert [tuple(cell.strip(" `") for cell in row) for row in rows] == [
        (client, f"sagemaker_typed.{package}", service, str(len(operations(service))))
        for service, (package, client) in SERVICES.items()
    ]


def test_no_page_is_forgotten() -> None:
    """Those that are left out have fragments, which are no programs."""
    with_examples = {page.name for page in DOCS.glob("*.md") if BLOCK.search(page.read_text())}
    assert with_examples - set(PAGES) == {"conversion.md"}
