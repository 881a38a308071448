"""The built-in engine over HTTP: protocols, processes, threads, hostile input, saved states."""

from __future__ import annotations

import http.client
import json
import random
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import attrs
import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from helpers.cases import each
from helpers.engine import all_kinds, create, populate, request_members
from helpers.samples import Operation, operations

from sagemaker_typed import SageMaker, ServiceError
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.local import (
    LocalEngine,
    LocalServer,
    LocalServerError,
    local_sagemaker,
    local_server,
)
from sagemaker_typed.local._engine import engine_of
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
TARGET = "SageMaker.CreateModel"


@pytest.fixture(scope="module")
def local() -> LocalEngine:
    return LocalEngine(speed=0)


@pytest.fixture(scope="module")
def server(local: LocalEngine) -> Iterator[LocalServer]:
    with local.serve() as running:
        yield running


def outcome(client: Any, operation: Operation, members: dict[str, Any]) -> Any:
    try:
        answer = getattr(client, xform_name(operation.name))(**members)
    except ClientError as error:
        found: Any = error.response
        return found["Error"]
    answer.pop("ResponseMetadata")
    for name, value in answer.items():
        if hasattr(value, "read"):
            answer[name] = value.read()
        elif name == "Body" and not isinstance(value, bytes):
            answer[name] = [*value]
    return answer


@each("operation", operations())
def test_answers_over_http_equal_those_in_this_process(
    operation: Operation, pair: tuple[Callable[[str], Any], Callable[[str], Any]]
) -> None:
    """botocore parses both to the same dict."""
    members = request_members(operation.service, operation.name)
    in_process, with_http = (outcome(make(operation.service), operation, members) for make in pair)
    assert in_process == with_http


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Callable[[str], Any], Callable[[str], Any]]]:
    """Yield what creates clients of an engine in this process, and of an equal one over HTTP."""
    start = datetime(2026, 1, 2, tzinfo=UTC)
    config = Config(retries={"total_max_attempts": 1})
    one, two = LocalEngine(speed=0, start=start), LocalEngine(speed=0, start=start)
    for local in (one, two):
        engine = engine_of(local)
        populate(engine)
    with two.serve() as server:

        @cache
        def first(service: str) -> Any:
            return one.client(service, config=config)

        @cache
        def second(service: str) -> Any:
            return server.client(service, config=config)

        yield first, second


def send(server: LocalServer, method: str, path: str, body: bytes, headers: dict[str, str]) -> Any:
    address = urlsplit(server.endpoint_url)
    connection = http.client.HTTPConnection(address.netloc, timeout=30)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


HOSTILE: list[tuple[str, str, bytes, dict[str, str]]] = [
    ("POST", "/", b"{", {"X-Amz-Target": TARGET}),
    ("POST", "/", b"[]", {"X-Amz-Target": TARGET}),
    ("POST", "/", b"null", {"X-Amz-Target": TARGET}),
    ("POST", "/", b"\xff\xfe", {"X-Amz-Target": TARGET}),
    ("POST", "/", b"[" * 100_000, {"X-Amz-Target": TARGET}),
    ("POST", "/", b'{"ModelName": NaN}', {"X-Amz-Target": TARGET}),
    ("POST", "/", b'{"ModelName": {"a": 1}, "Tags": "x"}', {"X-Amz-Target": TARGET}),
    ("POST", "/", b'{"ModelName": "m", "Tags": [null]}', {"X-Amz-Target": TARGET}),
    ("POST", "/", b"{}", {"X-Amz-Target": "SageMaker.Nothing"}),
    ("POST", "/", b"{}", {"X-Amz-Target": "x" * 5000}),
    ("POST", "/", b"{}", {}),
    ("GET", "/" + "a" * 5000, b"", {}),
    ("GET", "/FeatureGroup/%00%ff", b"", {}),
    ("PUT", "/FeatureGroup/x", b'{"Record": 1}', {}),
    ("POST", "/endpoints/x/invocations", b"\0" * 100, {}),
    ("POST", "/", b"{}", {"X-Amz-Target": TARGET, "Authorization": "Credential=" + "x" * 9000}),
    ("POST", "/", b"", {"X-Amz-Target": "SageMaker.ListModels", "Content-Length": "-1"}),
    ("POST", "/", b"", {"X-Amz-Target": "SageMaker.ListModels", "Content-Length": "abc"}),
    ("POST", "/", b'{"CreationTimeAfter": 1e300}', {"X-Amz-Target": "SageMaker.ListModels"}),
    ("POST", "/", b'{"CreationTimeAfter": "x"}', {"X-Amz-Target": "SageMaker.ListModels"}),
    ("POST", "/", b'{"MaxResults": 1e400}', {"X-Amz-Target": "SageMaker.ListModels"}),
]


@each(("method", "path", "body", "headers"), HOSTILE, ids=lambda case: repr(case)[:70])
def test_hostile_requests_are_refused(
    method: str,
    path: str,
    body: bytes,
    headers: dict[str, str],
    server: LocalServer,
    local: LocalEngine,
) -> None:
    before = local.resources()
    status, answer = send(server, method, path, body, headers)
    assert 400 <= status < 500, answer
    assert json.loads(answer)["__type"]
    assert local.resources() == before
    assert server.sagemaker().list_models().models == []


def test_half_a_request_does_not_block_the_server(server: LocalServer) -> None:
    address = urlsplit(server.endpoint_url)
    assert address.hostname
    assert address.port
    with socket.create_connection((address.hostname, address.port)) as half:
        half.sendall(b"POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\n{")
        assert server.sagemaker().list_models().models == []


def test_random_values_never_break_the_engine_or_leave_it_half_changed() -> None:
    """Values of wrong types are put at random places of valid requests."""
    rng = random.Random(0)
    engine = Engine(speed=0)
    for kind in all_kinds():
        if kind.noun in {"Endpoint", "Pipeline", "TrialComponent", "FeatureGroup", "Cluster"}:
            create(engine, kind)
    before = _state(engine)
    wrong: list[Any] = [
        None,
        "",
        "x" * 3000,
        -1,
        10**30,
        1.5,
        True,
        [],
        [None],
        {},
        {"a": {}},
        b"x",
    ]
    for one in operations():
        members = request_members(one.service, one.name, full=True)
        for _ in range(2):
            spoilt = _spoilt(members, rng, wrong)
            try:
                engine.call(one.service, one.name, spoilt)
            except EngineError:
                assert _state(engine) == before, one
            else:
                before = _state(engine)


def _state(engine: Engine) -> str:
    records = [attrs.asdict(record, recurse=False) for record in engine.store.all()]
    return repr((records, {name: table for name, table in engine.store.tables.items() if table}))


def _spoilt(value: Any, rng: random.Random, wrong: list[Any]) -> Any:
    if is_map(value) and value and rng.random() < 0.8:
        key = rng.choice([*value])
        return {**value, key: _spoilt(value[key], rng, wrong)}
    if is_list(value) and value and rng.random() < 0.8:
        return [_spoilt(value[0], rng, wrong), *value[1:]]
    if is_map(value):
        return {**value, "Unknown": 1} if rng.random() < 0.2 else {}
    return rng.choice(wrong)


def test_threads_create_thousands_of_resources(server: LocalServer, local: LocalEngine) -> None:
    client = local.sagemaker()

    def work(number: int) -> None:
        for index in range(100):
            client.create_model(model_name=f"m-{number}-{index}", execution_role_arn=ROLE)
            client.describe_model(model_name=f"m-{number}-{index}")

    with ThreadPoolExecutor(32) as pool:
        for done in [pool.submit(work, number) for number in range(32)]:
            done.result()
    assert len(local.resources()) == 3200
    from sagemaker_typed.sagemaker import ListModelsRequest

    names = {model.model_name for model in server.sagemaker().items(ListModelsRequest())}
    assert len(names) == 3200
    local.reset()
    assert local.resources() == []


def test_one_of_many_threads_creates_a_resource() -> None:
    local = LocalEngine()
    client = local.sagemaker()

    def attempt(_: int) -> bool:
        try:
            client.create_model(model_name="churn", execution_role_arn=ROLE)
        except ServiceError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(attempt, range(64))) == 1


def test_saved_state_continues_where_it_was(tmp_path: Path) -> None:
    local = LocalEngine(speed=0)
    engine = engine_of(local)
    populate(engine)
    local.save(tmp_path / "state.json")
    other = LocalEngine(speed=0)
    other.load(tmp_path / "state.json")
    assert other.now == local.now
    assert other.resources() == local.resources()
    loaded = engine_of(other)
    assert loaded.dump() == engine.dump()
    for one in operations():
        if one.name.startswith(("Describe", "List", "Get")):
            members = request_members(one.service, one.name)
            assert _result(engine, one, members) == _result(loaded, one, members)


def _result(engine: Engine, one: Operation, members: dict[str, Any]) -> Any:
    try:
        return engine.call(one.service, one.name, members)
    except EngineError as error:
        return error.message


@each("text", ["", "[]", "{}", '{"version": 9}', '{"version": 1, "records": [1]}', "[" * 9999])
def test_other_files_are_not_loaded(text: str, tmp_path: Path) -> None:
    local = LocalEngine(speed=0)
    local.sagemaker().create_model(model_name="churn", execution_role_arn=ROLE)
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(ValueError, match="not a saved state"):
        local.load(path)
    assert len(local.resources()) == 1


def test_switch_chooses_the_engine() -> None:
    with local_sagemaker(engine="built-in", region_name="eu-west-1") as client:
        created = client.create_model(model_name="churn", execution_role_arn=ROLE)
        assert created.model_arn == "arn:aws:sagemaker:eu-west-1:123456789012:model/churn"
        assert isinstance(client, SageMaker)
    with local_server(engine="built-in") as server:
        created = server.sagemaker().create_model(model_name="churn", execution_role_arn=ROLE)
        assert server.sagemaker().describe_model(model_name="churn").model_arn == created.model_arn
    other: Any = "mine"
    with pytest.raises(ValueError, match="engine= must be"), local_server(engine=other):
        pass


def test_port_in_use_is_named(server: LocalServer, local: LocalEngine) -> None:
    port = urlsplit(server.endpoint_url).port
    assert port
    with pytest.raises(LocalServerError, match=f"Port {port}"), local.serve(port):
        pass


def test_other_services_are_refused(local: LocalEngine) -> None:
    with pytest.raises(ValueError, match="has only the services"):
        local.client("s3")


def test_curl_reads_a_listing(server: LocalServer) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    found = subprocess.run(
        [curl, "-s", "-H", "X-Amz-Target: SageMaker.ListModels", "-d", "{}", server.endpoint_url],
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(found.stdout) == {"Models": []}


def test_program_serves_and_keeps_its_state(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    command = [sys.executable, "-m", "sagemaker_typed.local", "--speed", "inf"]
    port = "0"
    for number, end in enumerate((signal.SIGINT, signal.SIGTERM)):
        with subprocess.Popen(
            [*command, "--state", str(state), "--port", port], stdout=subprocess.PIPE, text=True
        ) as program:
            try:
                assert program.stdout
                url = program.stdout.readline().strip()
                assert port in {"0", url.rpartition(":")[2]}
                port = url.rpartition(":")[2]
                client = LocalServer(url).sagemaker()
                assert len(client.list_models().models) == number
                client.create_model(model_name=f"churn-{number}", execution_role_arn=ROLE)
                program.send_signal(end)
                assert program.wait(30) == 0
            finally:
                program.kill()
        assert len(json.loads(state.read_text())["records"]) == number + 1
    assert [*tmp_path.iterdir()] == [state]
    state.write_text("[]")
    done = subprocess.run(
        [*command, "--state", str(state)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "not a saved state" in done.stderr


@pytest.mark.parametrize("lenient", [True, False])
def test_lenient_program_accepts_made_up_names(lenient: bool) -> None:
    command = [sys.executable, "-m", "sagemaker_typed.local"]
    with subprocess.Popen(
        [*command, *(["--lenient"] if lenient else [])], stdout=subprocess.PIPE, text=True
    ) as program:
        try:
            assert program.stdout
            server = LocalServer(program.stdout.readline().strip())
            runtime = server.client("sagemaker-runtime")
            client = server.client("sagemaker")
            calls: list[tuple[Any, dict[str, Any]]] = [
                (runtime.invoke_endpoint, {"EndpointName": "none", "Body": b"1"}),
                (
                    client.create_model,
                    {"ModelName": "m", "ExecutionRoleArn": "a role without an ARN"},
                ),
            ]
            for call, members in calls:
                if lenient:
                    call(**members)
                else:
                    with pytest.raises(ClientError):
                        call(**members)
        finally:
            program.kill()
