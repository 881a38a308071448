"""The rules of a fake and the calls that they have answered."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Any

from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed._botocore.faking.seam import Attempt, BotoCall
from sagemaker_typed.converter import ConversionError
from sagemaker_typed.operation import Request

from .calls import FakeCall
from .entry import Entry
from .errors import UnmatchedRequestError
from .replies import Reply
from .requests import request_of
from .unmatched import unmatched
from .untyped import UntypedRule

__all__ = ["Rulebook"]


class Rulebook:
    """Answers calls with the responses of rules. It is thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rules: list[Entry] = []
        self._untyped_rules: list[UntypedRule] = []
        self._calls: list[FakeCall] = []
        self._unmatched: list[str] = []
        self._attempts = 0

    def add(self, rule: Entry) -> None:
        """Add a rule."""
        with self._lock:
            self._rules.append(rule)

    def add_untyped(self, rule: UntypedRule) -> None:
        """Add a rule for calls without classes."""
        with self._lock:
            self._untyped_rules.append(rule)

    @property
    def calls(self) -> list[FakeCall]:
        """The calls in the order of their first attempts."""
        with self._lock:
            return [*self._calls]

    @property
    def requests(self) -> list[Request[Any, Any]]:
        """The requests of the calls that have one."""
        return [call.request for call in self.calls if call.request is not None]

    @property
    def unmatched(self) -> list[str]:
        """The messages for requests that no rule answered."""
        with self._lock:
            return [*self._unmatched]

    def unused(self) -> Iterator[str]:
        """Yield a line for each rule with responses that were not used."""
        with self._lock:
            rules: list[Entry | UntypedRule] = [*self._rules, *self._untyped_rules]
        for rule in rules:
            left, count = rule.answers.left()
            if left:
                yield f"{rule.described()}: {left} of {count} ({rule.origin})"

    def forget(self) -> None:
        """Forget all rules and calls."""
        with self._lock:
            for kept in (self._rules, self._untyped_rules, self._calls, self._unmatched):
                kept.clear()

    # --- the transport of clients -----------------------------------------------------------------

    def begin(self, call: BotoCall) -> FakeCall:
        """Note a call that may be sent."""
        request, misfit = None, None
        try:
            request = request_of(call)
        except ConversionError as error:
            misfit = error
        return FakeCall(
            operation=call.model.name,
            service=call.service,
            request=request,
            parameters=call.parameters,
            model=call.model,
            read_timeout=call.read_timeout,
            misfit=misfit,
        )

    def answer(self, handle: FakeCall, attempt: Attempt) -> HttpAnswer:
        """Answer an attempt of a call.

        Raises:
            UnmatchedRequestError: no rule answers it.
            ConversionError: botocore accepts its parameters, but they do not fit the class.
        """
        if handle.misfit is not None:
            raise handle.misfit
        with self._lock:
            if not handle.attempts:
                self._calls.append(handle)
            handle.attempts.append(attempt)
            self._attempts += 1
            request_id = f"00000000-0000-4000-8000-{self._attempts:012d}"
        answer = self._reply(handle).answer(handle)
        return answer.with_headers({"x-amzn-RequestId": request_id})

    def _reply(self, call: FakeCall) -> Reply:
        for rule in self._fitting(call):
            reply = rule.answers.take()
            if reply is not None:
                return reply
        with self._lock:
            rules = [*self._rules]
        text = unmatched(call, rules)
        with self._lock:
            self._unmatched.append(text)
        raise UnmatchedRequestError(text)

    def _fitting(self, call: FakeCall) -> list[Entry | UntypedRule]:
        """Return the rules for a call, the best one first."""
        request = call.request
        with self._lock:
            rules, untyped = self._rules[::-1], self._untyped_rules[::-1]
        fitting: list[Entry] = []
        if request is not None:
            of_operation = [rule for rule in rules if rule.matcher.is_of(request)]
            fitting = [rule for rule in of_operation if rule.matcher.matches(request)]
            fitting.sort(key=lambda rule: -rule.matcher.rank)
        return [*fitting, *(rule for rule in untyped if rule.matches(call))]
