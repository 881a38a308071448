"""The HTTP server of the built-in engine: framing, hostile clients, streams."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from botocore.exceptions import EventStreamError
from helpers.cases import each

from sagemaker_typed.local import Invocation, LocalEngine, LocalServer
from sagemaker_typed.local._engine import engine_of
from sagemaker_typed.local.transports import server as server_module

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
BODY = json.dumps({"ModelName": "churn", "ExecutionRoleArn": ROLE}).encode()
LENGTH = f"Content-Length: {len(BODY)}"


class Served(NamedTuple):
    local: LocalEngine
    server: LocalServer
    port: int

    def state(self) -> str:
        return engine_of(self.local).dump()


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    local = LocalEngine(speed=0)
    local.client("sagemaker").create_model(ModelName="first", ExecutionRoleArn=ROLE)
    with local.serve() as server:
        yield Served(local, server, int(server.endpoint_url.rpartition(":")[2]))


@contextmanager
def connected(served: Served) -> Generator[socket.socket]:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as connection:
        yield connection


def rest_of(connection: socket.socket) -> bytes:
    parts: list[bytes] = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def exchange(served: Served, request: bytes) -> bytes:
    """Send bytes, close that half of the connection, and return all that the server sends."""
    with connected(served) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return rest_of(connection)


def post(*headers: str, line: str = "POST / HTTP/1.1", body: bytes = BODY) -> bytes:
    """Return a request that creates a model, unless something is wrong with it."""
    lines = [line, "X-Amz-Target: SageMaker.CreateModel", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def chunked(*parts: bytes) -> bytes:
    return post("Transfer-Encoding: chunked", body=b"".join(parts))


CHUNK = b"%x\r\n%b\r\n" % (len(BODY), BODY)
END = b"0\r\n\r\n"
REFUSED: dict[str, tuple[int, bytes]] = {
    "TLS instead of HTTP": (400, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
    "no HTTP": (400, b"hello there, is this HTTP?\r\n\r\n"),
    "version 9": (505, post(LENGTH, line="POST / HTTP/9.9")),
    "version no number": (400, post(LENGTH, line="POST / HTTP/one")),
    "a long path": (414, post(LENGTH, line=f"POST /{'a' * 70_000} HTTP/1.1")),
    "a long header": (431, post(LENGTH, f"X-Long: {'a' * 70_000}")),
    "many headers": (431, post(LENGTH, *(f"X-{number}: 1" for number in range(200)))),
    "length and chunks": (400, post(LENGTH, "Transfer-Encoding: chunked", body=CHUNK + END)),
    "two lengths": (400, post(LENGTH, "Content-Length: 5")),
    "a length with a sign": (400, post(f"Content-Length: +{len(BODY)}")),
    "a length with an underscore": (400, post("Content-Length: 1_0")),
    "a huge length": (413, post("Content-Length: 99999999999")),
    "an endless length": (400, post("Content-Length: " + "9" * 5000)),
    "a longer length than the body": (400, post(f"Content-Length: {len(BODY) + 1}")),
    "another coding": (501, post("Transfer-Encoding: gzip, chunked")),
    "a chunk without a length": (400, chunked(b"\r\n", BODY)),
    "a chunk with a negative length": (400, chunked(b"-5\r\n", BODY)),
    "a chunk with a huge length": (413, chunked(b"fffffffff\r\n", BODY)),
    "a chunk that is longer": (400, chunked(b"%x\r\n%bxx\r\n0\r\n\r\n" % (len(BODY), BODY))),
    "a chunk that is shorter": (400, chunked(b"%x\r\n%b\r\n" % (len(BODY) + 9, BODY))),
    "chunks without an end": (400, chunked(CHUNK)),
    "chunks without the last line": (400, chunked(CHUNK, b"0\r\n")),
    "endless trailers": (400, chunked(CHUNK, b"0\r\n", b"A: b\r\n" * 200, b"\r\n")),
    "expects what is too large": (413, post("Expect: 100-continue", "Content-Length: 99999999999")),
    "OPTIONS": (405, post(LENGTH, line="OPTIONS / HTTP/1.1")),
    "TRACE": (501, post(LENGTH, line="TRACE / HTTP/1.1")),
    "CONNECT": (501, post(LENGTH, line="CONNECT example.com:443 HTTP/1.1")),
    "the host of a web page": (403, post(LENGTH, "Host: attacker.example:5000")),
    "a host that looks local": (403, post(LENGTH, "Host: 127.0.0.1.attacker.example")),
    "a host with broken brackets": (403, post(LENGTH, "Host: [::1")),
    "the origin of a web page": (403, post(LENGTH, "Origin: https://attacker.example")),
    "the origin of a file": (403, post(LENGTH, "Origin: null")),
    "query protocol": (
        404,
        b"POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 18\r\n\r\nAction=CreateModel",
    ),
    "CBOR": (
        404,
        b"POST /service/SageMakerMetrics/operation/BatchPutMetrics HTTP/1.1\r\n"
        b"Smithy-Protocol: rpc-v2-cbor\r\nContent-Type: application/cbor\r\n"
        b"Content-Length: 1\r\n\r\n\xa0",
    ),
    "CBOR at a path of JSON": (
        400,
        b"PUT /BatchPutMetrics HTTP/1.1\r\nContent-Type: application/cbor\r\n"
        b"Content-Length: 1\r\n\r\n\xa0",
    ),
    "a target that is not ASCII": (
        400,
        post(LENGTH).replace(b"SageMaker.CreateModel", b"SageMaker.Cr\xe9ateModel"),
    ),
    "invalid UTF-8 in a value": (
        400,
        post(LENGTH, body=BODY.replace(b"churn", b"chu\xffn")),
    ),
    "half a surrogate": (400, post("Content-Length: 22", body=b'{"ModelName":"\\ud800"}')),
    "deep lists": (400, post("Content-Length: 50013", body=b'{"ModelName":' + b"[" * 50_000)),
    "deep structures": (400, post("Content-Length: 25000", body=b'{"a":' * 5_000)),
    "a number with many digits": (
        400,
        post("Content-Length: 6014", body=b'{"ModelName":' + b"9" * 6000 + b"}"),
    ),
}


@each("name", REFUSED)
def test_wrong_request_is_refused_and_changes_nothing(name: str, served: Served) -> None:
    status, request = REFUSED[name]
    before = served.state()
    answer = exchange(served, request)
    head, _, body = answer.partition(b"\r\n\r\n")
    assert int(head.split(b" ", 2)[1]) == status, answer[:300]
    assert answer.count(b"HTTP/1.1 ") == 1, answer[:600]
    found = json.loads(body)
    assert found["__type"]
    assert found["message"] or found.get("Message")
    assert b"Traceback" not in answer
    assert b".py" not in answer
    assert served.state() == before
    assert served.server.client("sagemaker").list_models()["Models"][0]["ModelName"] == "first"


def test_head_has_no_body_and_names_the_methods(served: Served) -> None:
    head, _, body = exchange(served, b"HEAD / HTTP/1.1\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 405 ")
    assert b"Allow: DELETE, GET, PATCH, POST, PUT" in head
    assert body == b""


LIST = b"POST / HTTP/1.1\r\nX-Amz-Target: SageMaker.ListModels\r\nContent-Length: 2\r\n"
ACCEPTED: dict[str, bytes] = {
    "chunks": LIST.replace(b"Content-Length: 2", b"Transfer-Encoding: Chunked")
    + b"\r\n1;a=b\r\n{\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n",
    "HTTP/1.0": LIST.replace(b"HTTP/1.1", b"HTTP/1.0") + b"\r\n{}",
    "a local name": LIST + b"Host: localhost:5000\r\n\r\n{}",
    "a name below localhost": LIST + b"Host: sagemaker.localhost\r\n\r\n{}",
    "the address in version 6": LIST + b"Host: [::1]:5000\r\n\r\n{}",
    "a local origin": LIST + b"Origin: http://localhost:8888\r\n\r\n{}",
    "a repeated length": LIST + b"Content-Length: 2\r\n\r\n{}",
    "lines that end with LF": LIST.replace(b"\r\n", b"\n") + b"\n{}",
}


@each("name", ACCEPTED)
def test_unusual_request_is_answered(name: str, served: Served) -> None:
    answer = exchange(served, ACCEPTED[name])
    assert answer.startswith(b"HTTP/1.1 200 "), answer
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["Models"]


def test_requests_that_are_sent_together_are_answered_in_order(served: Served) -> None:
    tags = LIST.replace(b"ListModels", b"ListTags")
    answer = exchange(served, LIST + b"\r\n{}" + tags + b"\r\n{}" + LIST + b"\r\n{}")
    parts = [part.split(b" ", 1)[0] for part in answer.split(b"HTTP/1.1 ")[1:]]
    assert parts == [b"200", b"400", b"200"]


def test_client_that_expects_it_is_asked_for_the_body_once(served: Served) -> None:
    with connected(served) as connection:
        connection.sendall(LIST + b"Expect: 100-continue\r\n\r\n")
        assert connection.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"{}")
        connection.shutdown(socket.SHUT_WR)
        assert rest_of(connection).startswith(b"HTTP/1.1 200 ")


def test_client_may_be_slow_but_not_silent(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    with connected(served) as connection:
        for byte in LIST + b"\r\n{":
            connection.sendall(bytes([byte]))
        # Others are served in between.
        assert served.server.client("sagemaker").list_models()["Models"]
        connection.sendall(b"}")
        assert connection.recv(1000).startswith(b"HTTP/1.1 200 ")
    handler: Any = server_module._Handler  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(handler, "timeout", 0.1)
    for silent in (b"", LIST, LIST + b"\r\n{"):
        with connected(served) as connection:
            connection.sendall(silent)
            assert connection.recv(1000) == b""


# --- streams --------------------------------------------------------------------------------------


def make_endpoint(local: LocalEngine) -> None:
    client = local.client("sagemaker")
    client.create_model(ModelName="churn", ExecutionRoleArn=ROLE)
    variant = {"VariantName": "all", "ModelName": "churn", "InitialInstanceCount": 1}
    client.create_endpoint_config(
        EndpointConfigName="churn",
        ProductionVariants=[{**variant, "InstanceType": "ml.m5.large"}],
    )
    client.create_endpoint(EndpointName="churn", EndpointConfigName="churn")
    local.advance(1000)


@pytest.fixture(scope="module", params=["over HTTP", "in this process"])
def endpoint(request: pytest.FixtureRequest) -> Iterator[tuple[LocalEngine, Any]]:
    """Yield an engine with an endpoint that is in service, and a client that invokes it."""
    local = LocalEngine(speed=0)
    make_endpoint(local)
    if request.param == "over HTTP":
        with local.serve() as server:
            yield local, server.client("sagemaker-runtime")
    else:
        yield local, local.client("sagemaker-runtime")


def parts_of(client: Any) -> Iterator[bytes]:
    answer = client.invoke_endpoint_with_response_stream(EndpointName="churn", Body=b"{}")
    with contextlib.closing(answer["Body"]) as events:
        for event in events:
            yield event["PayloadPart"]["Bytes"]


def test_each_event_arrives_before_the_next_one_is_made(
    endpoint: tuple[LocalEngine, Any],
) -> None:
    local, client = endpoint
    made: list[int] = []
    proceed = threading.Semaphore(0)

    def model(_: Invocation) -> Iterator[str]:
        for number in range(3):
            made.append(number)
            yield str(number)
            assert proceed.acquire(timeout=30)

    local.serve_model(model)
    for number, part in enumerate(parts_of(client)):
        assert part == str(number).encode()
        assert made == [*range(number + 1)]
        proceed.release()
    assert made == [0, 1, 2]


def broken(_: Invocation) -> Iterator[str]:
    yield "first"
    raise RuntimeError("out of memory")


def unencodable(_: Invocation) -> Iterator[object]:
    yield b"first"
    yield object()


@each("model", [broken, unencodable], ids=lambda model: model.__name__)
def test_exception_in_a_stream_is_its_last_event(
    model: Callable[[Invocation], Iterator[object]], endpoint: tuple[LocalEngine, Any]
) -> None:
    local, client = endpoint
    local.serve_model(model)
    before = engine_of(local).dump()
    parts = parts_of(client)
    assert next(parts) == b"first"
    with pytest.raises(EventStreamError, match=r"ModelStreamError.*(out of memory|object)"):
        next(parts)
    assert engine_of(local).dump() == before
    local.serve_model(None)
    assert client.invoke_endpoint(EndpointName="churn", Body=b"1")["Body"].read() == b"1"


def test_function_ends_when_the_client_leaves_a_stream() -> None:
    local = LocalEngine(speed=0)
    ended = threading.Event()

    def model(_: Invocation) -> Iterator[bytes]:
        try:
            while True:
                yield b"x" * 65536
        finally:
            ended.set()

    local.serve_model(model)
    make_endpoint(local)
    with local.serve() as server:
        port = int(server.endpoint_url.rpartition(":")[2])
        path = "/endpoints/churn/invocations-response-stream"
        with connected(Served(local, server, port)) as connection:
            connection.sendall(f"POST {path} HTTP/1.1\r\nContent-Length: 2\r\n\r\n{{}}".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
        assert ended.wait(30)


def test_old_clients_read_a_stream_until_the_connection_ends() -> None:
    local = LocalEngine(speed=0)
    make_endpoint(local)
    local.serve_model(lambda _: iter(["first", "second"]))
    with local.serve() as server:
        port = int(server.endpoint_url.rpartition(":")[2])
        path = "/endpoints/churn/invocations-response-stream"
        request = f"POST {path} HTTP/1.0\r\nContent-Length: 2\r\n\r\n{{}}".encode()
        head, _, body = exchange(Served(local, server, port), request).partition(b"\r\n\r\n")
    assert b"Transfer-Encoding" not in head
    assert b"Connection: close" in head
    assert body.index(b"first") < body.index(b"second")


def test_code_that_has_no_place_in_a_header_reaches_the_client(served: Served) -> None:
    served.local.raise_next("ListModels", "Größe…Überlauf", "zu groß 😀")
    client = served.server.client("sagemaker")
    with pytest.raises(client.exceptions.ClientError, match="zu groß 😀"):
        client.list_models()
