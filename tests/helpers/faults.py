"""A server on loopback that misbehaves as it is told, on plain sockets."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Generator, Iterable
from functools import cache
from typing import Any, Final, TypeAlias

import attrs
import botocore.session
from botocore.config import Config

from sagemaker_typed import SageMaker

# Nothing here takes long; what hangs must end all the same.
PATIENCE: Final = 10.0
REQUEST_ID: Final = "id-1"
_TLS_HANDSHAKE: Final = b"\x16"

Fault: TypeAlias = Callable[["Connection"], None]
"""What is done with one request, which has been read whole."""


@attrs.frozen
class Connection:
    """The server's end of a connection on which a request has arrived."""

    socket: socket.socket

    def send(self, data: bytes) -> None:
        """Send bytes; the client may have gone."""
        with contextlib.suppress(OSError):
            self.socket.sendall(data)

    def reset(self) -> None:
        """Break the connection off, instead of closing it in good order."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def http(
    body: bytes = b"{}",
    status: int = 200,
    *,
    headers: Iterable[tuple[str, str]] = (),
    content_type: str = "application/x-amz-json-1.1",
    length: int | None = None,
    chunked: bool = False,
    request_id: str = REQUEST_ID,
) -> bytes:
    """An HTTP answer; ``length`` is what it says, where that is not the truth."""
    lines = [f"HTTP/1.1 {status} Whatever"]
    lines += [f"x-amzn-RequestId: {request_id}"] * bool(request_id)
    lines += [f"Content-Type: {content_type}"] * bool(content_type)
    if chunked:
        lines.append("Transfer-Encoding: chunked")
    else:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def answer(*args: Any, **kwargs: Any) -> Fault:
    """Send an answer, and close the connection. Arguments are those of :func:`http`."""
    data = http(*args, **kwargs)
    return lambda connection: connection.send(data)


def error(code: str, status: int = 400, message: str = "no", **kwargs: Any) -> Fault:
    """Answer with an error, as the JSON protocol has it."""
    return answer(json.dumps({"__type": code, "message": message}).encode(), status, **kwargs)


def reset(before: bytes = b"") -> Fault:
    """Send the beginning of an answer, and break off."""

    def fault(connection: Connection) -> None:
        connection.send(before)
        connection.reset()

    return fault


def stall(before: bytes = b"") -> Fault:
    """Send the beginning of an answer, and nothing more until the client has given up."""

    def fault(connection: Connection) -> None:
        connection.send(before)
        with contextlib.suppress(OSError):
            connection.socket.recv(1)

    return fault


def in_pieces(data: bytes, piece: int = 7) -> Fault:
    """Send an answer in small pieces, each a packet of its own."""

    def fault(connection: Connection) -> None:
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start in range(0, len(data), piece):
            connection.send(data[start : start + piece])

    return fault


@attrs.define
class FaultyServer:
    """Answers the first request with the first fault, and so on; the last one is for all others."""

    faults: tuple[Fault, ...]
    listener: socket.socket = attrs.field(factory=lambda: socket.create_server(("127.0.0.1", 0)))
    requests: list[bytes] = attrs.field(factory=list[bytes])
    """The heads and bodies that arrived."""

    @property
    def endpoint_url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        """Take one connection after the other until the listener is closed."""
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                connection.settimeout(PATIENCE)
                request = _read_request(connection)
                if request:
                    fault = self.faults[min(len(self.requests), len(self.faults) - 1)]
                    self.requests.append(request)
                    fault(Connection(connection))


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece or piece.startswith(_TLS_HANDSHAKE):
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    (length,) = [
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    ]
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@contextlib.contextmanager
def faulty_server(*faults: Fault) -> Generator[FaultyServer]:
    """Run a server for as long as the context lasts."""
    server = FaultyServer(faults)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        # Closing alone does not wake a thread that waits in accept.
        with contextlib.suppress(OSError):
            server.listener.shutdown(socket.SHUT_RDWR)
        server.listener.close()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@cache
def _session() -> Any:
    return botocore.session.Session()


def raw_client(
    endpoint_url: str, session: Any = None, *, service: str = "sagemaker", **config: Any
) -> Any:
    """A botocore client without retries, whose timeouts are short; ``config`` is botocore's."""
    settings: dict[str, Any] = {
        "retries": {"mode": "standard", "total_max_attempts": 1},
        "connect_timeout": PATIENCE,
        "read_timeout": PATIENCE,
        "proxies": {},
        **config,
    }
    return (session or _session()).create_client(
        service,
        region_name="eu-west-1",
        endpoint_url=endpoint_url,
        aws_access_key_id="testing",
        aws_secret_access_key="do-not-show",
        config=Config(**settings),
    )


def typed_client(endpoint_url: str, **config: Any) -> SageMaker:
    """A typed client over such a one."""
    return SageMaker(client=raw_client(endpoint_url, **config))


def no_backoff(_seconds: float) -> None:
    """In the place of ``time.sleep``: how long botocore waits between two tries is its matter."""
