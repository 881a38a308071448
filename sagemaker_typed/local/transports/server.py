"""An HTTP server on the loopback interface, for the AWS CLI, other languages and processes.

It serves programs of this machine only: it listens on 127.0.0.1, and refuses requests that a
browser sends for a web page, by their headers ``Host`` and ``Origin``. Otherwise, a page whose name
leads to 127.0.0.1 could read the resources ("DNS rebinding").
"""

from __future__ import annotations

import contextlib
import json
import logging
import socket
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import urlsplit

from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.services import operation

from .answering import answer_call, error_answer, region_of
from .other_services import other_service, protocol_of, refusal
from .bodies import RefusedBodyError, body_size, read_body
from .reading import HttpRequest, members_of, route_of

__all__ = ["HOST", "EngineServer"]

HOST: Final = "127.0.0.1"
_LOCAL: Final = frozenset({HOST, "localhost", "::1"})
_METHODS: Final = ("DELETE", "GET", "PATCH", "POST", "PUT")
_SECONDS: Final = 60.0
"""How long a client may send nothing, or not read the response."""
_UNREAD: Final = 1024 * 1024
"""The bytes of a refused body that are read, so that the client reads the response."""
_log: Final = logging.getLogger("sagemaker_typed")


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
    timeout = _SECONDS

    def setup(self) -> None:
        super().setup()
        # Without this, small responses wait for the acknowledgement of the one before.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""

    def handle_expect_100(self) -> bool:
        """Ask for the body, unless its length says that it is refused."""
        try:
            body_size(self.headers)
        except RefusedBodyError as error:
            self._refuse(error.status, str(error))
            return False
        return super().handle_expect_100()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is not HTTP, or has too many headers or too long ones."""
        if self.request_version == "HTTP/0.9":  # the request line was not read
            self.request_version = "HTTP/1.0"
        self._refuse(code, message or HTTPStatus(code).phrase)

    def _serve(self) -> None:
        try:
            body = read_body(self.headers, self.rfile)
        except RefusedBodyError as error:
            self._refuse(error.status, str(error))
            return
        foreign = _foreign(self.headers.get("Host")) or _foreign(self.headers.get("Origin"))
        if foreign:
            text = f"this server serves programs of this machine, not {foreign[:200]}"
            self._write(_plain_error(403, text, "AccessDeniedException"))
            return
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = HttpRequest(self.command, path, query, headers, body)
        if self.command == "HEAD" and other_service(request) is None:
            self._other_method()
            return
        server: Any = self.server
        self._write(_answer(server.engine, request))

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = _serve  # noqa: N815

    def _other_method(self) -> None:
        text = f"the methods are {', '.join(_METHODS)}"
        self._refuse(405, text, {"Allow": ", ".join(_METHODS)})

    do_OPTIONS = _other_method

    def _refuse(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        """Send an error and close the connection, whose next bytes may be anything."""
        self.close_connection = True
        self._write(_plain_error(status, text).with_headers(headers or {}))
        # A connection that is closed with unread bytes loses the response.
        with contextlib.suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(1)
            left = _UNREAD
            while left > 0 and (read := self.connection.recv(65536)):
                left -= len(read)

    def _write(self, answer: HttpAnswer) -> None:
        self.send_response(answer.status)
        names = {name.lower() for name in answer.headers}
        for name, value in answer.headers.items():
            line = value.replace("\r", " ").replace("\n", " ")
            self.send_header(name, line.encode("latin-1", "replace").decode("latin-1"))
        has_length = "content-length" in names
        is_chunked = not has_length and self.request_version == "HTTP/1.1"
        if is_chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif not has_length:
            self.close_connection = True
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        pieces = iter(answer.body)
        try:
            for piece in pieces:
                if isinstance(piece, Exception):
                    raise piece
                # Each piece is sent before the next one is made.
                if piece:
                    self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if is_chunked else piece)
        except Exception as error:  # noqa: BLE001 - the server must not end
            # Without its end, the body is not complete for the client.
            self.close_connection = True
            if not isinstance(error, OSError):
                _log.exception("the local server failed in a stream")
            return
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
        if is_chunked:
            self.wfile.write(b"0\r\n\r\n")


def _foreign(host: str | None) -> str:
    """Return a host or an origin that is not of this machine; empty if it is."""
    if not host:
        return ""
    try:
        name = urlsplit(host if "://" in host else f"//{host}").hostname or ""
    except ValueError:
        return host
    name = name.rstrip(".")
    return "" if name in _LOCAL or name.endswith(".localhost") else host


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
    except Exception:  # noqa: BLE001 - the server must not end
        _log.exception("the local server failed to read a request")
        return _plain_error(500, "the local server failed to read the request", "InternalFailure")
    region = region_of(request.headers.get("authorization", ""))
    return answer_call(engine, route.service, route.operation, members, region)


def _plain_error(status: int, text: str, code: str = "SerializationException") -> HttpAnswer:
    body = json.dumps({"__type": code, "message": text}).encode()
    headers = {"Content-Type": "application/x-amz-json-1.1", "x-amzn-ErrorType": code}
    return HttpAnswer(status, {**headers, "Content-Length": str(len(body))}, (body,))
