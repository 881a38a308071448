"""Other services of the installed botocore, and calls of them over loopback.

The package is for SageMaker. Other models check that the generator has no special cases for it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import botocore
import botocore.session
from botocore import UNSIGNED
from botocore.config import Config
from helpers.codegen.synthetic import rules
from helpers.event_streams import event
from helpers.servers import running

from sagemaker_typed.codegen.generation import Generated, generate_service
from sagemaker_typed.codegen.model.services import ServiceEntry, entry_by_rule
from sagemaker_typed.codegen.model.store import SERVICE, ServiceModels, read_models
from sagemaker_typed.codegen.write.formatting import formatted

DATA: Final = Path(botocore.__file__).parent / "data"
JSON: Final = frozenset({"json", "rest-json"})
"""The protocols whose responses this module can make."""
_TIME_DEPENDENT: Final = {"authorization", "x-amz-date"}
_BEARER: Final = "smithy.api#httpBearerAuth"
_EVENTS: Final = "eventstream"


# --- services -------------------------------------------------------------------------------------


def available() -> list[str]:
    """Return botocore's names of all services."""
    names: list[str] = _session().get_available_services()
    return names


def generated_service(name: str) -> tuple[ServiceEntry, Generated]:
    """Generate a service without rules.

    Raises:
        GenerationError: the generator does not support the service, and says why.
    """
    models = models_of(name)
    entry = entry_by_rule(name, models.service_id)
    found = generate_service(entry, models, rules({}))
    return entry, Generated(formatted(found.sources), found.notes)


@cache
def models_of(name: str) -> ServiceModels:
    return read_models(DATA, [name])[name]


def raw_client(name: str, url: str) -> Any:
    """Return a botocore client of a service that sends everything to ``url``.

    The requests of services that need a bearer token are not signed.
    """
    metadata = models_of(name).models[SERVICE]["metadata"]
    needs_token = metadata.get("auth") == [_BEARER] or metadata.get("signatureVersion") == "bearer"
    return _session().create_client(
        name,
        region_name="us-west-2",
        endpoint_url=url,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(
            inject_host_prefix=False,
            signature_version=UNSIGNED if needs_token else None,
            retries={"mode": "standard", "total_max_attempts": 1},
            connect_timeout=10,
            read_timeout=10,
            proxies={},
        ),
    )


@cache
def _session() -> Any:
    return botocore.session.Session()


# --- operations -----------------------------------------------------------------------------------


def callable_operations(model: Any) -> Iterator[Any]:
    """Yield the models of the operations that botocore can call, those with most shapes first."""
    found = [model.operation_model(name) for name in model.operation_names]
    sizes = {one.name: _size(one.input_shape, set()) + _size(one.output_shape, set())
             for one in found}  # fmt: skip
    for one in sorted(found, key=lambda one: (-sizes[one.name], one.name)):
        if not one.has_event_stream_input:
            yield one


def features(operation: Any) -> set[str]:
    """Return what is special about an operation, such as ``union`` or ``header``."""
    found: set[str] = set()
    for side, shape in (("input", operation.input_shape), ("output", operation.output_shape)):
        if shape is None:
            continue
        seen: dict[str, Any] = {}
        _collect(shape, seen)
        for one in seen.values():
            found |= _traits(one, side)
        for member in shape.members.values():
            location = member.serialization.get("location")
            found |= {f"{side} {location}"} if location else set()
        if "payload" in shape.serialization:
            payload = shape.members[shape.serialization["payload"]]
            found.add(f"{side} payload {payload.type_name}")
        if any(shape.name in _mentioned(one, {}) for one in seen.values() if one is not shape):
            found.add(f"{side} recursion")
    return found


def _traits(shape: Any, side: str) -> set[str]:
    found: set[str] = set()
    if getattr(shape, "is_document_type", False):
        found.add(f"{side} document")
    if getattr(shape, "is_tagged_union", False):
        found.add(f"{side} union")
    if shape.serialization.get(_EVENTS):
        found.add(f"{side} events")
    if shape.name in _mentioned(shape, {}):
        found.add(f"{side} recursion")
    return found | {f"{side} {shape.type_name}"}


def _mentioned(shape: Any, seen: dict[str, Any]) -> dict[str, Any]:
    for inner in _inside(shape):
        _collect(inner, seen)
    return seen


def _collect(shape: Any, seen: dict[str, Any]) -> None:
    if shape.name not in seen:
        seen[shape.name] = shape
        for inner in _inside(shape):
            _collect(inner, seen)


def _inside(shape: Any) -> list[Any]:
    match shape.type_name:
        case "structure":
            return [*shape.members.values()]
        case "list":
            return [shape.member]
        case "map":
            return [shape.key, shape.value]
        case _:
            return []


def _size(shape: Any, seen: set[str]) -> int:
    if shape is None or shape.name in seen:
        return 0
    seen.add(shape.name)
    return 1 + sum(_size(inner, seen) for inner in _inside(shape))


# --- responses ------------------------------------------------------------------------------------


def http_answer(operation: Any, members: Mapping[str, Any]) -> tuple[int, dict[str, str], bytes]:
    """Return the status, headers and body of a response with ``members``, as a service sends it."""
    output = operation.output_shape
    status, headers, content = 200, dict[str, str](), dict[str, Any]()
    payload = output.serialization.get("payload") if output is not None else None
    shapes: Mapping[str, Any] = output.members if output is not None else {}
    stream = streamed(operation)
    body = b""
    for name, value in members.items():
        shape = shapes[name]
        match shape.serialization.get("location"):
            case "statusCode":
                status = 200
            case "header":
                headers[shape.serialization.get("name", name)] = _header(shape, value)
            case "headers":
                prefix = shape.serialization.get("name", "")
                headers |= {f"{prefix}x": "y"}
            case _ if name == payload:
                body = _payload(shape, value)
            case _ if name == stream:  # of events, with the protocol json
                pass
            case _:
                content[shape.serialization.get("name", name)] = _json(shape, value)
    if payload is None:
        body = json.dumps(content).encode()
    if operation.has_event_stream_output:
        # With the protocol json, the first event has the other members.
        is_json = operation.service_model.resolved_protocol == "json"
        first = json.dumps(content).encode()
        body = event("initial-response", first, "application/json") if is_json else b""
    return status, headers, body


def streamed(operation: Any) -> str | None:
    """Return the member of a response that is a stream of bytes or events, if any."""
    output = operation.output_shape
    if output is None or not (operation.has_streaming_output or operation.has_event_stream_output):
        return None
    payload: str | None = output.serialization.get("payload")
    events = (name for name, one in output.members.items() if one.serialization.get(_EVENTS))
    return payload or next(events)


def _payload(shape: Any, value: Any) -> bytes:
    match shape.type_name:
        case "blob":
            return bytes(value)
        case "string":
            return str(value).encode()
        case _ if shape.serialization.get(_EVENTS):
            return b""
        case _:
            return json.dumps(_json(shape, value)).encode()


def _header(shape: Any, value: Any) -> str:
    match shape.type_name:
        case "timestamp":
            return datetime.strftime(value, "%a, %d %b %Y %H:%M:%S GMT")
        case "boolean":
            return str(value).lower()
        case "list":
            return ",".join(_header(shape.member, item) for item in value)
        case _ if shape.serialization.get("jsonvalue"):
            return base64.b64encode(json.dumps(value).encode()).decode()
        case _:
            return quote(str(value))


def _json(shape: Any, value: Any) -> Any:
    if getattr(shape, "is_document_type", False):
        return value
    match shape.type_name:
        case "structure":
            return {
                (inner := shape.members[name]).serialization.get("name", name): _json(inner, item)
                for name, item in value.items()
            }
        case "list":
            return [_json(shape.member, item) for item in value]
        case "map":
            return {key: _json(shape.value, item) for key, item in value.items()}
        case "blob":
            return base64.b64encode(value).decode()
        case "timestamp":
            return value.timestamp()
        case _:
            return value


class Loopback(ThreadingHTTPServer):
    """A server that records requests and returns ``answer`` to each."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answer: tuple[int, Mapping[str, str], bytes] = (200, {}, b"{}")
        self.received: list[tuple[str, str, dict[str, str], bytes]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def taken(self) -> list[tuple[str, str, dict[str, str], bytes]]:
        """Return the requests since the last call of this method."""
        found, self.received = self.received, []
        return found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def handle_request(self) -> None:
        server = self.server
        assert isinstance(server, Loopback)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {
            name.lower(): value
            for name, value in self.headers.items()
            if name.lower() not in _TIME_DEPENDENT
        }
        server.received.append((self.command, self.path, headers, body))
        status, answered, content = server.answer
        self.send_response(status)
        for name, value in answered.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_DELETE = do_GET = do_HEAD = do_PATCH = do_POST = do_PUT = handle_request


def loopback() -> AbstractContextManager[Loopback]:
    """Return a context in which a server runs."""
    return running(Loopback())
