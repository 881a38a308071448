"""Clients whose requests the engine answers in this process."""

from __future__ import annotations

import time
from threading import Lock
from typing import Any, Final

from sagemaker_typed import _time
from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed._botocore.faking.seam import Attempt, BotoCall
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.services import services

from .answering import answer_call, region_of
from .other_services import refusal

__all__ = ["EngineResponder", "WaitingClock"]


class EngineResponder:
    """Answers the calls of clients with an engine.

    Args:
        engine: The engine.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, call: BotoCall) -> Any:
        """Return the call, for :meth:`answer`."""
        return call

    def answer(self, handle: Any, attempt: Attempt) -> HttpAnswer:
        """Return the response to an attempt."""
        call: BotoCall = handle
        if call.service not in services():  # such as that of `client.logs`
            return refusal(call.service, call.model.service_model.resolved_protocol)
        headers = attempt.headers
        region = region_of(headers.get("Authorization") or headers.get("authorization") or "")
        return answer_call(self._engine, call.service, call.model.name, call.parameters, region)


class WaitingClock:
    """The clock of waits in this process: they take no time, and advance the engine's clock.

    A wait does not say for which engine it waits: it advances the clocks of all that are active.

    Args:
        engine: The engine.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def monotonic(self) -> float:
        """Return the same seconds as those of other engines, one of which may end before a wait."""
        return time.monotonic() + _waited.seconds

    def advance(self, seconds: float) -> None:
        """Advance the clocks of all active engines."""
        passed = max(seconds, 0.0)
        _waited.add(passed)
        clocks = [one for one in _time.active() if isinstance(one, WaitingClock)]
        for engine in {id(one.engine): one.engine for one in (self, *clocks)}.values():
            engine.advance(passed)


class _Waited:
    """The seconds of all waits in this process."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock = Lock()

    def add(self, seconds: float) -> None:
        with self._lock:
            self.seconds += seconds


_waited: Final = _Waited()
