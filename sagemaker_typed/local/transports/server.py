"""An HTTP server on the loopback interface, for the AWS CLI, other languages and processes."""

from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.services import operation

from .answering import answer_call, error_answer, region_of
from .other_services import other_service, protocol_of, refusal
from .reading import HttpRequest, members_of, route_of

__all__ = ["HOST", "EngineServer"]

HOST: Final = "127.0.0.1"
_MOST_BYTES: Final = 64 * 1024 * 1024


class EngineServer(ThreadingHTTPServer):
    """Serves an engine.

    Args:
        engine: The engine.
        port: The port on 127.0.0.1; 0 for any free one.

    Raises:
        OSError: the port is in use.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, engine: Engine, port: int = 0) -> None:
        self.engine = engine
        super().__init__((HOST, port), _Handler)

    @property
    def bound_port(self) -> int:
        """The port."""
        return int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client has closed its connection."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        # Without this, small responses wait for the acknowledgement of the one before.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""

    def _serve(self) -> None:
        try:
            body = self._body()
        except (ValueError, OverflowError):
            self.close_connection = True
            self._write(_plain_error(400, "the request has no valid length"))
            return
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = HttpRequest(self.command, path, query, headers, body)
        server: Any = self.server
        self._write(_answer(server.engine, request))

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = _serve  # noqa: N815

    def _body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self._chunks()
        size = int(self.headers.get("Content-Length", 0))
        if not 0 <= size <= _MOST_BYTES:
            raise ValueError(size)
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        return self.rfile.read(size)

    def _chunks(self) -> bytes:
        parts: list[bytes] = []
        total = 0
        while size := int(self.rfile.readline(1024).split(b";")[0], 16):
            total += size
            if total > _MOST_BYTES or size < 0:
                raise ValueError(total)
            parts.append(self.rfile.read(size))
            self.rfile.readline(1024)
        while self.rfile.readline(65536).strip():
            pass
        return b"".join(parts)

    def _write(self, answer: HttpAnswer) -> None:
        self.send_response(answer.status)
        names = {name.lower() for name in answer.headers}
        for name, value in answer.headers.items():
            self.send_header(name, value.replace("\r", " ").replace("\n", " "))
        is_chunked = "content-length" not in names
        if is_chunked:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if self.command == "HEAD":
            return
        for piece in answer.body:
            if isinstance(piece, Exception):
                self.close_connection = True
                return
            if is_chunked and piece:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                self.wfile.flush()
            elif not is_chunked:
                self.wfile.write(piece)
        if is_chunked:
            self.wfile.write(b"0\r\n\r\n")


def _answer(engine: Engine, request: HttpRequest) -> HttpAnswer:
    other = other_service(request)
    if other is not None:
        return refusal(other, protocol_of(request))
    try:
        route = route_of(request)
    except EngineError as error:
        return _plain_error(error.status or 400, error.message, error.code)
    try:
        members = members_of(request, route)
    except EngineError as error:
        return error_answer(operation(route.service, route.operation), error)
    region = region_of(request.headers.get("authorization", ""))
    return answer_call(engine, route.service, route.operation, members, region)


def _plain_error(status: int, text: str, code: str = "SerializationException") -> HttpAnswer:
    from json import dumps

    body = dumps({"__type": code, "message": text}).encode()
    headers = {"Content-Type": "application/x-amz-json-1.1", "x-amzn-ErrorType": code}
    return HttpAnswer(status, {**headers, "Content-Length": str(len(body))}, (body,))
