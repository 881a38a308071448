"""A server on loopback with configurable faults, on plain sockets."""

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

# A limit for calls that hang; all others are fast.
PATIENCE: Final = 10.0
REQUEST_ID: Final = "id-1"
_TLS_HANDSHAKE: Final = b"\x16"

Fault: TypeAlias = Callable[["Connection"], None]
"""Handles one request after it has been read completely."""


@attrs.frozen
class Connection:
    """The server's side of a connection with a received request."""

    socket: socket.socket

    def send(self, data: bytes) -> None:
        """Send bytes; the client may have closed the connection."""
        with contextlib.suppress(OSError):
            self.socket.sendall(data)

    def reset(self) -> None:
        """Reset the connection instead of closing it."""
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
    """Return an HTTP response; ``length`` overrides its ``Content-Length``."""
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
    """Send a response and close the connection. The arguments are those of :func:`http`."""
    data = http(*args, **kwargs)
    return lambda connection: connection.send(data)


def error(code: str, status: int = 400, message: str = "no", **kwargs: Any) -> Fault:
    """Send an error response of the JSON protocol."""
    return answer(json.dumps({"__type": code, "message": message}).encode(), status, **kwargs)


def reset(before: bytes = b"") -> Fault:
    """Send the beginning of a response and reset the connection."""

    def fault(connection: Connection) -> None:
        connection.send(before)
        connection.reset()

    return fault


def stall(before: bytes = b"") -> Fault:
    """Send the beginning of a response, and nothing more until the client gives up."""

    def fault(connection: Connection) -> None:
        connection.send(before)
        with contextlib.suppress(OSError):
            connection.socket.recv(1)

    return fault


def in_pieces(data: bytes, piece: int = 7) -> Fault:
    """Send a response in small pieces, each in a separate packet."""

    def fault(connection: Connection) -> None:
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start in range(0, len(data), piece):
            connection.send(data[start : start + piece])

    return fault


@attrs.define
class FaultyServer:
    """Handles each request with the next fault; the last fault is repeated."""

    faults: tuple[Fault, ...]
    listener: socket.socket = attrs.field(factory=lambda: socket.create_server(("127.0.0.1", 0)))
    requests: list[bytes] = attrs.field(factory=list[bytes])
    """The heads and bodies of the received requests."""

    @property
    def endpoint_url(self) -> str:
        """The URL of the server."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        """Accept one connection after the other until the listener is closed."""
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
    """Run a server while the context is active."""
    server = FaultyServer(faults)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        # Closing the socket does not wake a thread that waits in accept.
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
    """Return a botocore client without retries and with short timeouts; ``config`` is merged in."""
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
    """Return a typed client that wraps such a client."""
    return SageMaker(client=raw_client(endpoint_url, **config))


def no_backoff(_seconds: float) -> None:
    """A replacement for ``time.sleep``, so that botocore does not wait between retries."""
