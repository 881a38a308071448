"""The pauses between the attempts of a call, and the ones of adaptive retries before an attempt."""

from __future__ import annotations

import time
from functools import partial
from types import FunctionType, MethodType
from typing import Any, Final

from botocore import endpoint as endpoints
from botocore.exceptions import CapacityNotAvailableError
from botocore.retries.bucket import TokenBucket

from sagemaker_typed import _time
from sagemaker_typed._tasks import is_in_task, pause

_SHORTEST: Final = 0.001


class Time:
    """The module ``time``, for botocore's function that pauses between two attempts."""

    sleep = staticmethod(pause)

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)


def pause_between_attempts(client: Any) -> None:
    """Let calls of ``client`` pause with this package's clock, and not block an event loop."""
    endpoint = client._endpoint
    if "_needs_retry" not in vars(endpoint):
        cls: Any = endpoints.Endpoint
        original = cls._needs_retry
        # botocore's own code, with another name ``time``.
        names = {**original.__globals__, "time": Time()}
        again = FunctionType(original.__code__, names, original.__name__, original.__defaults__)
        endpoint._needs_retry = MethodType(again, endpoint)
    for bucket in _buckets(client):
        if "acquire" not in vars(bucket):
            bucket.acquire = _Bucket(bucket)


def follow_clock(client: Any) -> None:
    """Let the adaptive retries of ``client`` measure time with this package's clock."""
    for bucket in _buckets(client):
        # All parts of the retries share this object.
        clock = bucket._clock
        origin = clock.current_time() - _time.monotonic()
        clock.current_time = partial(_since, origin)


def _since(origin: float) -> float:
    return origin + _time.monotonic()


def _buckets(client: Any) -> list[Any]:
    """Return the token buckets of adaptive retries, which limit the rate of attempts."""
    emitter: Any = client.meta.events
    handlers = emitter._emitter._handlers.prefix_search("before-send.service.Operation")
    owners = [getattr(handler, "__self__", None) for handler in handlers]
    found = [getattr(owner, "_token_bucket", None) for owner in owners]
    return [bucket for bucket in found if isinstance(bucket, TokenBucket)]


class _Bucket:
    """Takes a token from a bucket, as botocore's ``acquire`` does."""

    def __init__(self, bucket: Any) -> None:
        self._bucket = bucket

    def __call__(self, amount: int = 1, block: bool = True) -> Any:
        bucket: Any = self._bucket
        cls: Any = bucket.__class__
        if not block or not (is_in_task() or _time.current()):
            return cls.acquire(bucket, amount, block)
        while True:
            try:
                return cls.acquire(bucket, amount, block=False)
            except CapacityNotAvailableError:
                lacking = amount - bucket.available_capacity
                pause(max(lacking / bucket.max_rate, _SHORTEST))
