"""Rules for operations without classes: of newer releases, and of services such as ``logs``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Self

from botocore.exceptions import ClientError

from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed._botocore.faking.responses import encode_response
from sagemaker_typed._conversion.fixes import kind
from sagemaker_typed.errors import COMMON

from .answers import error_answer, is_service_error, transport_error
from .calls import FakeCall
from .replies import Computed, Raised, Replies

__all__ = ["UntypedRule"]


class UntypedRule:
    """The responses to calls of an operation, as dicts of boto3. ``fake.on_call`` makes rules."""

    def __init__(
        self, service: str, operation: str, parameters: Mapping[str, Any], origin: str
    ) -> None:
        self.service = service
        """botocore's name of the service."""
        self.operation = operation
        """The service model's name of the operation."""
        self.parameters = parameters
        """The parameters that a call must have; it may have others."""
        self.origin = origin
        """The line that made the rule."""
        self._replies = Replies()

    @property
    def answers(self) -> Replies:
        """The responses, and which of them were used."""
        return self._replies

    def described(self) -> str:
        """Return the call that made the rule."""
        return f"on_call({self.operation!r}, service={self.service!r})"

    def matches(self, call: FakeCall) -> bool:
        """Return whether the rule is for a call."""
        return (self.service, self.operation) == (call.service, call.operation) and all(
            name in call.parameters and bool(value == call.parameters[name])
            for name, value in self.parameters.items()
        )

    def returns(
        self,
        response: Mapping[str, Any] | Callable[[Mapping[str, Any]], Mapping[str, Any]],
        /,
        *,
        times: int | None = None,
    ) -> Self:
        """Answer with a response.

        Args:
            response: The dict that boto3 returns, without ``ResponseMetadata``; or a function that
                returns it for the parameters.
            times: How often; default: once, or always if it is the last.
        """
        given: Any = response
        if not callable(given) and not isinstance(given, Mapping):
            raise TypeError(f"expected a dict or a function, got {kind(given)}")
        self._replies.add(Computed(partial(_encoded, response)), times)
        return self

    def raises(
        self,
        error: Exception | type[Exception] | str,
        message: str = "",
        *,
        status: int | None = None,
        times: int | None = None,
    ) -> Self:
        """Answer with an error; see :meth:`Rule.raises`."""
        if isinstance(error, str | ClientError) or is_service_error(error):

            def compute(call: FakeCall) -> HttpAnswer:
                return error_answer(error, message, status, call.model, COMMON)

            self._replies.add(Computed(compute), times)
        else:
            self._replies.add(Raised(partial(transport_error, error)), times)
        return self

    def __repr__(self) -> str:
        return f"<UntypedRule {self.described()}>"


def _encoded(response: Any, call: FakeCall) -> HttpAnswer:
    found: Any = response(call.parameters) if callable(response) else response
    return encode_response(call.model, found)
