"""Clients whose requests the engine answers in this process."""

from __future__ import annotations

from typing import Any

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

    Args:
        engine: The engine.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._start = engine.clock.now()

    def monotonic(self) -> float:
        """Return the seconds of the engine's clock."""
        return (self._engine.clock.now() - self._start).total_seconds()

    def advance(self, seconds: float) -> None:
        """Advance the engine's clock."""
        self._engine.advance(max(seconds, 0.0))
