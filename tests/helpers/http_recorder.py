"""A server on loopback that keeps the requests that it gets, and returns one response to all."""

from __future__ import annotations

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Received(NamedTuple):
    """A request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    """The headers, by their names in lower case."""
    body: bytes


class HttpRecorder(ThreadingHTTPServer):
    """The server; ``answer`` is its response: status, headers and body."""

    daemon_threads = True

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.answer: tuple[int, Mapping[str, str], bytes] = (200, {}, b"{}")
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        """The URL of the server."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def _reply(self) -> None:
        assert isinstance(self.server, HttpRecorder)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.received.append(Received(self.command, self.path, headers, body))
        status, found, content = self.server.answer
        self.send_response(status)
        for name, value in found.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _reply
