"""A service on loopback with a quota of calls, as SageMaker has one for each operation."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from helpers.servers import running

Response = tuple[int, dict[str, Any]]
"""A status and a body; the status 0 resets the connection."""


class Quotas(ThreadingHTTPServer):
    """Lists and describes numbered training jobs, with a token bucket for each operation.

    Args:
        count: The number of training jobs.
        rate: Calls of an operation per second; ``None`` means no quota.
        burst: Calls of an operation that are allowed together.
        delay: Seconds that a call takes.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self, count: int, *, rate: float | None = None, burst: int = 5, delay: float = 0
    ) -> None:
        self.count = count
        self.rate = rate
        self.burst = burst
        self.delay = delay
        self.calls: list[tuple[str, dict[str, Any], float]] = []
        """The calls that were answered: operation, parameters and time."""
        self.throttled: Counter[str] = Counter()
        self.now = 0
        """The number of calls that are being processed."""
        self.most = 0
        self.special: dict[str, deque[Response | Callable[[], Response]]] = {}
        """Responses for names, each for one call; the last is repeated."""
        self._tokens: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing: some tests close the connection intentionally."""

    @property
    def url(self) -> str:
        """The URL of the server."""
        return f"http://127.0.0.1:{self.server_port}"

    def named(self, operation: str) -> list[str]:
        """Return the names of the jobs in the calls of an operation, in their order."""
        return [asked["TrainingJobName"] for name, asked, _ in self.calls if name == operation]

    def is_allowed(self, operation: str) -> bool:
        """Take a token of the operation's bucket."""
        if self.rate is None:
            return True
        with self._lock:
            now = time.monotonic()
            tokens, then = self._tokens.get(operation, (float(self.burst), now))
            tokens = min(tokens + (now - then) * self.rate, self.burst)
            allowed = tokens >= 1
            self._tokens[operation] = (tokens - allowed, now)
            if not allowed:
                self.throttled[operation] += 1
            return allowed

    def answer(self, operation: str, asked: dict[str, Any]) -> Response:
        """Process one call."""
        if not self.is_allowed(operation):
            return 400, {"__type": "ThrottlingException", "message": "Rate exceeded"}
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.calls.append((operation, asked, time.monotonic()))
        try:
            time.sleep(self.delay)
            special = self.special.get(asked.get("TrainingJobName", ""))
            if special:
                found = special.popleft() if len(special) > 1 else special[0]
                return found() if callable(found) else found
            return 200, self.listed(asked) if operation == "ListTrainingJobs" else described(asked)
        finally:
            with self._lock:
                self.now -= 1

    def listed(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return a page of the requested size, or of 10 jobs."""
        start, size = int(asked.get("NextToken", 0)), asked.get("MaxResults", 10)
        end = min(start + size, self.count)
        page: dict[str, Any] = {
            "TrainingJobSummaries": [
                described({"TrainingJobName": f"job-{n}"}) for n in range(start, end)
            ]
        }
        return page | ({"NextToken": str(end)} if end < self.count else {})


def summary(name: str) -> dict[str, Any]:
    """Return the summary of a job."""
    return {
        "TrainingJobName": name,
        "TrainingJobArn": f"arn:aws:sagemaker:eu-west-1:123456789012:training-job/{name}",
        "TrainingJobStatus": "Completed",
        "CreationTime": 1.5,
    }


def described(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the description of a job."""
    return {
        **summary(asked["TrainingJobName"]),
        "SecondaryStatus": "Completed",
        "AlgorithmSpecification": {"TrainingInputMode": "File"},
        "ResourceConfig": {"VolumeSizeInGB": 10},
        "StoppingCondition": {},
    }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def do_POST(self) -> None:
        assert isinstance(self.server, Quotas)
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        operation = self.headers["X-Amz-Target"].partition(".")[2]
        status, answer = self.server.answer(operation, asked)
        if not status:
            self.close_connection = True
            return
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("x-amzn-RequestId", "id")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def quotas(count: int, **options: Any) -> AbstractContextManager[Quotas]:
    """Return a context in which the service runs."""
    return running(Quotas(count, **options))
