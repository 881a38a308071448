"""A boto3 client with responses from a test, without HTTP, and a clock that a test controls."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any, ClassVar, TypeAlias, cast

import botocore.session
from helpers.samples import client_class

from sagemaker_typed import SageMaker

Answer: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]
"""Returns the parsed response for the parameters of a call; an ``Error`` key makes it an error."""


class Server:
    """A fake service that returns responses and records the requests. Not thread-safe."""

    current: ClassVar[Server]

    def __init__(self, answer: Answer, service: str = "sagemaker") -> None:
        self.raw = raw_client(service)
        # For type checkers, all operations belong to SageMaker.
        self.client = cast("SageMaker", client_class(service)(client=self.raw))
        self.answer = answer
        self.asked: list[dict[str, Any]] = []
        Server.current = self

    def taken(self) -> list[dict[str, Any]]:
        """Return the requests since the last call of this method."""
        asked, self.asked = self.asked, []
        return asked


@cache
def raw_client(service: str) -> Any:
    """Return a boto3 client that uses the current server."""

    def note(params: dict[str, Any], **_: Any) -> None:
        Server.current.asked.append(copy.deepcopy(params))

    def respond(**_: Any) -> tuple[Any, dict[str, Any]]:
        server = Server.current
        parsed = copy.deepcopy(server.answer(server.asked[-1]))
        metadata = parsed.setdefault("ResponseMetadata", {})
        metadata.setdefault("HTTPStatusCode", 400 if "Error" in parsed else 200)
        return SimpleNamespace(status_code=metadata["HTTPStatusCode"]), parsed

    make: Any = botocore.session.Session().create_client
    raw = make(service, region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")
    raw.meta.events.register("provide-client-params.*.*", note)
    raw.meta.events.register("before-call.*.*", respond)
    return raw


class Clock:
    """A replacement for the module ``time``, in which sleeping advances the clock."""

    def __init__(self) -> None:
        self.now = 1000.1
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.slept.append(seconds)
        self.now += seconds
