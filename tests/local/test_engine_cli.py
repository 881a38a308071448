"""The built-in engine as the AWS CLI sees it, over HTTP."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from botocore import xform_name
from botocore.config import Config
from helpers.cases import each
from helpers.engine import all_kinds, identity, populate, request_members
from helpers.samples import Operation, client_class, namespace, operations, service_model

from sagemaker_typed import (
    Request,
    Response,
    ResponseMetadata,
    ServiceError,
    from_boto,
    from_json,
    to_json,
)
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine, LocalServer
from sagemaker_typed.local._engine import engine_of
from sagemaker_typed.local.engine import rows
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.kinds import member_role

if importlib.util.find_spec("awscli") is None:
    pytest.skip(
        "needs the AWS CLI in this environment: pip install awscli", allow_module_level=True
    )

REFUSED = re.compile(r"An error occurred \(.*", re.DOTALL)


class Refused(Exception):
    """The CLI has printed an error of the service."""


@attrs.define
class Cli:
    """The AWS CLI in this process: a process for each call would take half a second."""

    server: LocalServer
    driver: Any

    def __call__(self, *arguments: str) -> str:
        """Return what the CLI prints.

        Raises:
            Refused: the service refuses the call.
        """
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = self.driver.main([*arguments, "--endpoint-url", self.server.endpoint_url])
        if code:
            raise Refused(err.getvalue().strip())
        return out.getvalue()

    def commands(self, service: str) -> set[str]:
        """Return the commands of a service."""
        services = self.driver._get_command_table()
        return {*services[service]._get_command_table()} if service in services else set()


@pytest.fixture(scope="module")
def environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [*os.environ]:
            if name.startswith("AWS_"):
                patch.delenv(name)
        for name, value in {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_PAGER": "",
            "NO_PROXY": "127.0.0.1",
        }.items():
            patch.setenv(name, value)
        yield


def cli_for(server: LocalServer) -> Cli:
    driver: Any = importlib.import_module("awscli.clidriver")
    return Cli(server, driver.create_clidriver())


@pytest.fixture
def local() -> LocalEngine:
    return LocalEngine()


@pytest.fixture
def aws(local: LocalEngine, environment: None) -> Iterator[Cli]:
    with local.serve() as server:
        yield cli_for(server)


def members_for(operation: Operation, engine: Engine) -> dict[str, Any]:
    """Return members of a request, which are about a resource that exists, or a new one."""
    made = request_members(operation.service, operation.name)
    for kind in all_kinds():
        bucket = engine.store.bucket(kind.service, "us-east-1", kind.noun)
        if kind.service != operation.service or not bucket:
            continue
        record = next(iter(bucket.values()))
        if operation.name == kind.create:
            names = {*kind.identity, rows.UNIQUE_NAMES.get(kind.noun, "")}
            own = [name for name in names if member_role(kind.noun, name) == "name"]
            return {**record.given, **{name: f"{record.given[name]}-new" for name in own}}
        if operation.name in {kind.describe, kind.update, kind.start, kind.stop, kind.delete}:
            return {**made, **identity(kind, record, operation.name)}
    return made


@pytest.fixture(scope="module")
def pair(
    environment: None,
) -> Iterator[tuple[Cli, Callable[[str], Any], Callable[[Operation], dict[str, Any]]]]:
    """Yield the CLI at an engine, typed clients of an equal engine, and members of requests."""
    start = datetime(2026, 1, 2, tzinfo=UTC)
    one, two = LocalEngine(speed=0, start=start), LocalEngine(speed=0, start=start)
    for local in (one, two):
        populate(engine_of(local))
    config = Config(retries={"total_max_attempts": 1})

    @cache
    def client(service: str) -> Any:
        return client_class(service)(client=two.client(service, config=config))

    with one.serve() as server:
        engine = engine_of(one)
        yield cli_for(server), client, partial(members_for, engine=engine)


def is_for_the_cli(operation: Operation) -> bool:
    """Return whether the CLI reads the whole request as JSON, and prints the whole response.

    Bodies are files for it, and it has no streams of events.
    """
    model = service_model(operation.service).operation_model(operation.name)
    return not (model.has_streaming_input or model.has_streaming_output)


OPERATIONS = [one for one in operations() if is_for_the_cli(one)]


@each("operation", OPERATIONS)
def test_cli_prints_what_a_typed_client_returns(
    operation: Operation,
    pair: tuple[Cli, Callable[[str], Any], Callable[[Operation], dict[str, Any]]],
) -> None:
    aws, client, members = pair
    command = xform_name(operation.name, "-")
    if command not in aws.commands(operation.service):
        pytest.skip(f"this version of the AWS CLI has no {operation.service} {command}")
    classes = namespace(operation.service)
    request: Request[Any] = from_boto(
        getattr(classes, f"{operation.name}Request"), members(operation)
    )

    def typed() -> Response | str:
        try:
            response: Response = client(operation.service).send(request)
        except ServiceError as error:
            return str(error)
        return attrs.evolve(response, response_metadata=ResponseMetadata())

    def printed() -> Response | str:
        given = ("--cli-input-json", to_json(request), "--no-paginate")
        try:
            text = aws(operation.service, command, *given)
        except Refused as error:
            return str(error)
        response: Response = from_json(getattr(classes, f"{operation.name}Response"), text or "{}")
        return attrs.evolve(response, response_metadata=ResponseMetadata())

    assert printed() == typed()


def test_life_of_an_endpoint_in_the_cli(aws: Cli, local: LocalEngine, tmp_path: Path) -> None:
    """Commands with arguments, pages, a waiter, an invocation and errors."""
    role = ("--execution-role-arn", "arn:aws:iam::123456789012:role/ml")
    for number in range(12):
        aws("sagemaker", "create-model", "--model-name", f"m-{number}", *role)
    variants = "VariantName=a,ModelName=m-0,InitialInstanceCount=1,InstanceType=ml.m5.large"
    config = ("--endpoint-config-name", "blue")
    aws("sagemaker", "create-endpoint-config", *config, "--production-variants", variants)
    endpoint = ("--endpoint-name", "churn")
    aws("sagemaker", "create-endpoint", *endpoint, *config, "--tags", "Key=team,Value=ml")

    status = ("--query", "EndpointStatus", "--output", "text")
    assert aws("sagemaker", "describe-endpoint", *endpoint, *status) == "Creating\n"
    local.advance(60)
    aws("sagemaker", "wait", "endpoint-in-service", *endpoint)
    assert aws("sagemaker", "describe-endpoint", *endpoint, *status) == "InService\n"

    # The CLI asks for all pages.
    names = aws("sagemaker", "list-models", "--query", "Models[].ModelName", "--output", "text")
    assert sorted(names.split()) == sorted(f"m-{number}" for number in range(12))
    listed = from_json(sm.ListModelsResponse, aws("sagemaker", "list-models", "--max-items", "5"))
    assert len(listed.models) == 5

    local.serve_model(lambda invocation: {"length": len(invocation.body)})
    body, answer = tmp_path / "body.csv", tmp_path / "answer.json"
    body.write_text("1,2,3", encoding="utf-8")
    aws("sagemaker-runtime", "invoke-endpoint", *endpoint, "--body", f"file://{body}", str(answer))
    assert answer.read_text(encoding="utf-8") == '{"length": 5}'

    aws("sagemaker", "delete-endpoint", *endpoint)
    local.advance(60)
    with pytest.raises(Refused, match=r"\(ValidationException\).*Could not find endpoint"):
        aws("sagemaker", "describe-endpoint", *endpoint)
