"""A stub that returns the same response to both sides, without a network.

It uses botocore's ``before-send`` event. Everything before that (serializing, signing, making the
HTTP request) and after it (parsing) is real.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Answer = Callable[[str, bytes], bytes]
"""Returns the response body for an operation's name and the request body."""

REGION = "us-west-2"
CREDENTIALS: dict[str, Any] = {
    "aws_access_key_id": "benchmark",
    "aws_secret_access_key": "benchmark",
}


def headers(body: bytes) -> dict[str, str]:
    """Return the headers of a response."""
    return {
        "x-amzn-RequestId": "01234567-89ab-cdef-0123-456789abcdef",
        "Content-Type": "application/x-amz-json-1.1",
        "Content-Length": str(len(body)),
        "Date": "Fri, 02 Jan 2026 03:04:05 GMT",
    }


def operation_of(target: str | bytes) -> str:
    """Return the operation that the header ``X-Amz-Target`` names."""
    text = target.decode() if isinstance(target, bytes) else target
    return text.partition(".")[2]


class Raw:
    """A raw response that AWSResponse can read the body from."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, **_: Any) -> Iterator[bytes]:
        """Yield the body as one chunk."""
        yield self._body


class Stub:
    """Answers the calls of the boto3 clients that it is attached to."""

    def __init__(self, answer: Answer | Mapping[str, bytes]) -> None:
        self._response: Any = None
        self.status = 200
        """The HTTP status of the responses; can be replaced."""
        self.answer: Answer = answer if callable(answer) else lambda name, _: answer[name]
        """The response function; can be replaced."""
        self.last: Any = None
        """The last request."""

    def attach(self, client: Any) -> Any:
        """Answer the calls of a boto3 client."""
        from botocore.awsrequest import AWSResponse

        self._response = AWSResponse
        client.meta.events.register("before-send.sagemaker", self)
        return client

    def __call__(self, request: Any, **_: Any) -> Any:
        self.last = request
        body = self.answer(operation_of(request.headers["X-Amz-Target"]), request.body)
        return self._response(request.url, self.status, headers(body), Raw(body))
