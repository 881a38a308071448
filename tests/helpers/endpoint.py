"""An endpoint and a feature store on loopback that return what they receive."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from helpers.event_streams import CONTENT_TYPE, chunked, parts
from helpers.servers import running

_CUSTOM = "X-Amzn-SageMaker-Custom-Attributes"


class Endpoint(ThreadingHTTPServer):
    """The server; ``answer`` computes the response of an endpoint from the request."""

    daemon_threads = True

    def __init__(self) -> None:
        self.connections = 0
        self.feature_groups: dict[str, dict[str, list[dict[str, Any]]]] = {}
        self.most_in_a_batch = 1
        self.delay = 0.0
        """Seconds that each batch takes."""
        self.most_together = 0
        """The maximum number of batches at a time."""
        self._together = 0
        self._lock = threading.Lock()
        self.answer: Callable[[bytes], bytes] = bytes
        super().__init__(("127.0.0.1", 0), _Handler)

    @contextmanager
    def batch(self) -> Generator[None]:
        """Count a batch while it is processed."""
        with self._lock:
            self._together += 1
            self.most_together = max(self.most_together, self._together)
        try:
            time.sleep(self.delay)
            yield
        finally:
            with self._lock:
                self._together -= 1

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing: some tests close the connection intentionally."""

    @property
    def url(self) -> str:
        """The URL of the server."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.endpoint.connections += 1

    @property
    def endpoint(self) -> Endpoint:
        assert isinstance(self.server, Endpoint)
        return self.server

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        match urlsplit(self.path).path.split("/")[1:]:
            case ["endpoints", _, "invocations"]:
                self.invoke(content)
            case ["endpoints", name, "async-invocations"]:
                self.invoke_later(name)
            case ["endpoints", _, "invocations-response-stream"]:
                self.stream(content)
            case ["BatchGetRecord"]:
                with self.endpoint.batch():
                    answer = self.batch_get(json.loads(content)["Identifiers"])
                self.reply(answer)
            case ["BatchWriteRecord"]:
                with self.endpoint.batch():
                    answer = self.batch_write(json.loads(content)["Entries"])
                self.reply(answer)
            case _:
                self.send_error(404)

    def do_PUT(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.write(urlsplit(self.path).path.split("/")[-1], content["Record"])
        self.reply({})

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        (identifier,) = parse_qs(url.query)["RecordIdentifierValueAsString"]
        found = self.endpoint.feature_groups.get(url.path.split("/")[-1], {}).get(identifier)
        self.reply({"Record": found} if found else {})

    def invoke(self, content: bytes) -> None:
        body = self.endpoint.answer(content)
        self.send_response(200)
        self.send_header("Content-Type", self.headers.get("Content-Type", ""))
        self.send_header("Content-Length", str(len(body)))
        if _CUSTOM in self.headers:
            self.send_header(_CUSTOM, self.headers[_CUSTOM])
        variant = self.headers.get("X-Amzn-SageMaker-Target-Variant", "AllTraffic")
        self.send_header("x-Amzn-Invoked-Production-Variant", variant)
        self.end_headers()
        self.wfile.write(body)

    def invoke_later(self, name: str) -> None:
        self.send_response(202)
        for kind in ("Output", "Failure"):
            self.send_header(f"X-Amzn-SageMaker-{kind}Location", f"s3://{kind.lower()}/{name}/1")
        self.send_header("Content-Length", "21")
        self.end_headers()
        self.wfile.write(b'{"InferenceId": "id"}')

    def stream(self, content: bytes) -> None:
        body = self.endpoint.answer(content)
        pieces = [body[start : start + 7] for start in range(0, len(body), 7)]
        self.send_response(200)
        self.send_header("Content-Type", CONTENT_TYPE)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(chunked([parts(piece) for piece in pieces]))

    def batch_get(self, identifiers: list[dict[str, Any]]) -> dict[str, Any]:
        """Process as many records as one response may have; the others are unprocessed."""
        wanted = [(i, value) for i in identifiers for value in i["RecordIdentifiersValueAsString"]]
        records: list[Any] = []
        errors: list[Any] = []
        for identifier, value in wanted[: self.endpoint.most_in_a_batch]:
            group = identifier["FeatureGroupName"]
            about = {"FeatureGroupName": group, "RecordIdentifierValueAsString": value}
            found = self.endpoint.feature_groups.get(group, {}).get(value)
            if group not in self.endpoint.feature_groups:
                errors.append({**about, "ErrorCode": "ResourceNotFound", "ErrorMessage": "no"})
            elif found:
                records.append({**about, "Record": found})
        left = [
            {**identifier, "RecordIdentifiersValueAsString": [value]}
            for identifier, value in wanted[self.endpoint.most_in_a_batch :]
        ]
        return {"Records": records, "Errors": errors, "UnprocessedIdentifiers": left}

    def batch_write(self, entries: list[dict[str, Any]]) -> dict[str, Any]:
        for entry in entries[: self.endpoint.most_in_a_batch]:
            self.write(entry["FeatureGroupName"], entry["Record"])
        return {"Errors": [], "UnprocessedEntries": entries[self.endpoint.most_in_a_batch :]}

    def write(self, group: str, record: list[dict[str, Any]]) -> None:
        records = self.endpoint.feature_groups.setdefault(group, {})
        records[record[0]["ValueAsString"]] = record

    def reply(self, answer: dict[str, Any]) -> None:
        content = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def endpoint() -> AbstractContextManager[Endpoint]:
    """Return a context in which an endpoint runs."""
    return running(Endpoint())
