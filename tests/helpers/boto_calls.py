"""Calls on boto3 clients, and what can be observed of them: requests, hooks, functions, logs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from types import FrameType
from typing import Any, Final, cast

import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from helpers.samples import client_class

from sagemaker_typed import BaseClient

SETTINGS: Final[dict[str, Any]] = {
    "region_name": "eu-west-1",
    "aws_access_key_id": "AKID",
    "aws_secret_access_key": "secret",
    "aws_session_token": "token",
}
EVENTS: Final = (
    *("provide-client-params", "before-parameter-build", "before-endpoint-resolution"),
    *("before-call", "request-created", "choose-signer", "before-sign", "before-send"),
    *("before-parse", "response-received", "needs-retry", "after-call", "after-call-error"),
)
"""All events of a call."""


class SentError(Exception):
    """Ends a call when its request would be sent."""


class Recorder:
    """Keeps the requests of a client, and the events of its calls with their arguments.

    Args:
        client: A boto3 client.
        statuses: The statuses of the next responses; without any, calls end with ``SentError``.
        events: The events to keep.
    """

    def __init__(self, client: Any, *statuses: int, events: Iterable[str] = EVENTS) -> None:
        self.sent: list[Any] = []
        self.events: list[tuple[str, object]] = []
        self.statuses = [*statuses]
        for event in events:
            client.meta.events.register(event, self._note)
        client.meta.events.register_last("before-send", self._answer)

    def clear(self) -> None:
        """Forget what has been recorded."""
        self.sent.clear()
        self.events.clear()

    def _note(self, event_name: str, **arguments: Any) -> None:
        self.events.append((event_name, plain(arguments)))

    def _answer(self, request: Any, **_: Any) -> Any:
        self.sent.append(request)
        if not self.statuses:
            raise SentError
        headers: Any = HTTPHeaders()
        headers["X-Amzn-RequestId"] = "id-1"
        response: Any = AWSResponse(request.url, self.statuses.pop(0), headers, None)
        response._content = b"{}"
        return response

    @property
    def requests(self) -> list[object]:
        """The content of each request, with its headers in order."""
        return [plain(request) for request in self.sent]


def plain(value: Any) -> object:
    """Return what can be compared of a value in the arguments of a hook."""
    if isinstance(value, Mapping):
        mapping = cast("Mapping[object, object]", value)
        return {str(key): plain(one) for key, one in mapping.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in cast("Sequence[object]", value)]
    if isinstance(value, HTTPHeaders):
        return [*value.raw_items()]
    if isinstance(value, str | bytes | int | float | datetime | None):
        return value
    if hasattr(value, "url"):  # a request or a response
        parts = cast("dict[str, object]", vars(value))
        names = parts.keys() - {"headers", "raw", "_request_preparer"}
        found = {name: plain(parts[name]) for name in sorted(names)}
        return {**found, "headers": _headers(value.headers)}
    if isinstance(value, Exception):
        return type(value).__name__, str(value)
    return type(value).__name__


def _headers(headers: Any) -> object:
    raw = getattr(headers, "raw_items", None)
    return [*raw()] if raw else [(str(name), value) for name, value in headers.items()]


@cache
def _session() -> Any:
    return botocore.session.Session()


def boto_services() -> list[str]:
    """Return the services that the installed botocore has."""
    services: list[str] = _session().get_available_services()
    return services


def boto_client(service: str = "sagemaker", **options: Any) -> Any:
    """Return a boto3 client with credentials, which nothing has wrapped."""
    given = {"endpoint_url": "https://example.com:8443/x", **SETTINGS, **options}
    return _session().create_client(service, **given)


@cache
def pair(service: str) -> tuple[Any, BaseClient, Recorder, Recorder]:
    """Return a raw and a typed client of a service, and what they send."""
    raw, typed = boto_client(service), client_class(service)(client=boto_client(service))
    return raw, typed, Recorder(raw), Recorder(typed.boto_client)


def botocore_functions(call: Callable[[], object]) -> set[str]:
    """Return the qualified names of botocore's functions that run during a call."""
    found: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and str(frame.f_globals.get("__name__")).startswith("botocore."):
            found.add(frame.f_code.co_qualname)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(before)
    return found
