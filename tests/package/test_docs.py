"""The Python examples on the documentation pages run, in order, against a local server."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import boto3
import pytest
from helpers.endpoint import Endpoint, endpoint
from helpers.folders import DOCS
from helpers.samples import SERVICES, operations

from sagemaker_typed import SageMaker
from sagemaker_typed import sensitive as sensitive_fields
from sagemaker_typed.local import LocalServer, local_server
from sagemaker_typed.sagemaker import (
    AlgorithmSpecification,
    InstanceType,
    OutputDataConfig,
    ResourceConfig,
    TrainingInputMode,
)

RUN = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
OUTPUT = re.compile(r"^```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# A comment above an example that cannot run gives the reason.
NOT_RUN = re.compile(r"^<!-- not run: [^\n]+ -->\n```py\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# Every other form of a Python block.
ANY = re.compile(
    r"^ *(?:```|~~~|:::)+ *\{?(?:code-block\} *)?(?:py|python3?|pycon)\b", re.MULTILINE
)
TOKENS = b'{"token": "Hello"}\n{"token": ", world"}\n'
EVENTS = b"".join(b"data: %s\n\n" % token for token in [*TOKENS.splitlines(), b"[DONE]"])
# The format of many language models.
CHOICES = re.sub(rb'\{"token": ("[^"]+")\}', rb'{"choices": [{"delta": {"content": \1}}]}', EVENTS)
ROLE = "arn:aws:iam::123456789012:role/sagemaker"
PAGES = [
    *sorted(page.name for page in DOCS.glob("*.md")),
    "changelog/README.md",
    "../README.md",
]
# tests/cookbook runs these.
RECIPES = sorted(f"cookbook/{page.name}" for page in (DOCS / "cookbook").glob("*.md"))
OF_THE_RUNTIME = {"async.md", "runtime.md"}
# The other pages have a server of moto, which has the logs and other services that they use.
ON_THE_ENGINE = {"planning.md"}


def write_log(url: str) -> None:
    """Write the log of a training job."""
    untyped: Any = boto3
    logs = untyped.client(
        "logs", endpoint_url=url, region_name="eu-west-1", aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )  # fmt: skip
    names = {
        "logGroupName": "/aws/sagemaker/TrainingJobs",
        "logStreamName": "churn-7/algo-1-1772625600",
    }
    logs.create_log_group(logGroupName=names["logGroupName"])
    logs.create_log_stream(**names)
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    lines = {0: "epoch 1: loss=0.41", 5: "epoch 2: loss=0.27", 9: "ERROR: out of memory"}
    logs.put_log_events(
        **names,
        logEvents=[
            {"timestamp": int(1000 * (noon.timestamp() + seconds)), "message": message}
            for seconds, message in lines.items()
        ],
    )


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Generator[LocalServer]:
    """Run a server with the resources that the pages mention."""
    if request.getfixturevalue("page") in ON_THE_ENGINE:
        with local_server(region_name="eu-west-1") as running:
            yield running
        return
    with local_server(engine="moto", region_name="eu-west-1") as running:
        client = running.sagemaker()
        for number in range(60):
            client.create_model(model_name=f"churn-{number}", execution_role_arn=ROLE)
        client.create_notebook_instance(
            notebook_instance_name="lab", instance_type=InstanceType.ML_T2_MEDIUM, role_arn=ROLE
        )
        client.create_trial_component(trial_component_name="churn-trial")
        client.create_training_job(
            training_job_name="churn-7",
            role_arn=ROLE,
            algorithm_specification=AlgorithmSpecification(
                training_input_mode=TrainingInputMode.FILE
            ),
            output_data_config=OutputDataConfig(s3_output_path="s3://bucket/churn"),
            resource_config=ResourceConfig(volume_size_in_gb=10),
        )
        write_log(running.endpoint_url)
        yield running


@pytest.fixture
def served() -> Generator[Endpoint]:
    """Run an endpoint that returns the request, or tokens for a prompt or messages."""

    def answer(body: bytes) -> bytes:
        if b'"role": "user"' in body:
            return CHOICES
        return TOKENS if b"prompt" in body else EVENTS if b"messages" in body else body

    with endpoint() as running:
        running.most_in_a_batch = 25
        running.answer = answer
        yield running


@pytest.fixture
def names(
    request: pytest.FixtureRequest,
    server: LocalServer,
    served: Endpoint,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, Any]:
    """Return a reader's names: a ``client``, and an account that ``SageMaker()`` and boto3 use."""
    monkeypatch.chdir(tmp_path)  # some examples write files
    monkeypatch.setenv("AWS_ENDPOINT_URL", server.endpoint_url)
    if request.getfixturevalue("page") in OF_THE_RUNTIME:
        for service in ("RUNTIME", "FEATURESTORE_RUNTIME"):
            monkeypatch.setenv(f"AWS_ENDPOINT_URL_SAGEMAKER_{service}", served.url)
    monkeypatch.setenv("AWS_DEFAULT_REGION", server.region_name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    # Some examples change global state.
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    monkeypatch.setattr(sensitive_fields, "_marked", set(cast("Any", sensitive_fields)._marked))
    return {"client": server.sagemaker(), "SageMaker": SageMaker, "__name__": "page"}


def blocks(page: str, kind: re.Pattern[str]) -> list[str]:
    return kind.findall((DOCS / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, RUN)])
def test_page_examples_run_and_print_the_output_shown(
    page: str, names: dict[str, Any], served: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, block in enumerate(blocks(page, RUN), 1):
        exec(compile(block, f"{page}, block {number}", "exec", dont_inherit=True), names)

    printed = capsys.readouterr().out
    assert [shown for shown in blocks(page, OUTPUT) if shown not in printed] == []
    if page == "pagination.md":
        assert len(names["names"]) == 60
    if page == "runtime.md":
        assert len(served.feature_groups["customers"]) == 60
        assert sorted(names["ages"]) == ["7", "8", "9"]
        assert not names["written"].unprocessed


# moto does not have these operations.
NEEDS_AWS = re.compile(r"_with_response_stream\(|\bstore\b|\bbatch_(?:get|write)\(")


@pytest.mark.parametrize("page", ["runtime.md"])
def test_examples_with_endpoints_run_on_the_local_server(
    page: str, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", server.endpoint_url)
    monkeypatch.setenv("AWS_DEFAULT_REGION", server.region_name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    examples = [block for block in blocks(page, RUN) if not NEEDS_AWS.search(block)]
    names: dict[str, Any] = {"__name__": "page"}

    assert "invoke_endpoint(" in examples[0]
    assert len(examples) >= 6
    for number, block in enumerate(examples, 1):
        exec(compile(block, f"{page}, example {number}", "exec", dont_inherit=True), names)


@pytest.mark.parametrize("page", [page for page in [*PAGES, *RECIPES] if blocks(page, NOT_RUN)])
def test_examples_that_are_not_run_are_valid_python(page: str) -> None:
    for number, block in enumerate(blocks(page, NOT_RUN), 1):
        compile(block, f"{page}, block {number} that does not run", "exec", dont_inherit=True)


def test_every_python_block_runs_or_gives_a_reason() -> None:
    for page in [*PAGES, *RECIPES]:
        written = len(blocks(page, ANY))
        assert written == len(blocks(page, RUN)) + len(blocks(page, NOT_RUN)), page
    assert sum(bool(blocks(page, RUN)) for page in PAGES) >= 13


def test_services_page_lists_every_service_with_its_number_of_operations() -> None:
    page = (DOCS / "services.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:5] for line in page.splitlines() if line.startswith("| `")]
    assert sorted(tuple(cell.strip(" `") for cell in row) for row in rows) == sorted(
        (client, f"sagemaker_typed.{package}", service, str(len(operations(service))))
        for service, (package, client) in SERVICES.items()
    )


INLINE_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
SOURCE_FILE = re.compile(r"[\w./-]+\.(?:py|pyi|toml|lock|jinja)")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", [*PAGES, *RECIPES])
def test_source_files_named_in_pages_exist(page: str) -> None:
    root = DOCS.parent
    folders = (root, root / "sagemaker_typed", root / "tests", root / "docs")
    files = [path.as_posix() for folder in folders[1:] for path in folder.rglob("*.*")]
    files += [path.as_posix() for path in root.glob("*.*")]
    prose = FENCED.sub("", (DOCS / page).read_text(encoding="utf-8"))
    named = {code for code in INLINE_CODE.findall(prose) if SOURCE_FILE.fullmatch(code)}

    missing = {name for name in named if not any(file.endswith(f"/{name}") for file in files)}

    assert not missing


def test_tree_in_contributing_matches_the_package() -> None:
    package = DOCS.parent / "sagemaker_typed"
    (tree,) = re.findall(
        r"^```text\n(sagemaker_typed/.*?)^```$",
        (DOCS / "CONTRIBUTING.md").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    inside = tree.partition("\ntests/")[0]
    named = {*re.findall(r"(?<![\w/])(\w+\.py|\w+/)", inside)} - {"sagemaker_typed/"}
    services = {f"{package}/" for package, _ in SERVICES.values()}
    there = {f"{path.name}/" for path in package.iterdir() if path.is_dir()} - {"__pycache__/"}
    there |= {path.name for path in package.glob("*.py")}

    assert named - {"changes/", "model/", "models/", "plan/", "refresh/", "write/"} <= there
    assert there - services <= named
