"""Rules for operations without classes: of newer releases, and of services such as ``logs``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Self

from botocore.exceptions import ClientError

from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed._botocore.faking.responses import JSON_TYPES, encode_response
from sagemaker_typed._botocore.faking.sessions import service_model
from sagemaker_typed._conversion.fixes import kind
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed.errors import COMMON

from .answers import error_answer, is_service_error, transport_error
from .calls import FakeCall
from .replies import Computed, Raised, Replies

__all__ = ["UntypedRule", "check_call"]


def check_call(service: str, operation: str, parameters: Mapping[str, Any]) -> None:
    """Check that a rule can match a call, and that a fake can answer it.

    Raises:
        TypeError: the service has no such operation, or the operation no such parameter.
        ValueError: a fake cannot answer the service, whose protocol has no JSON.
    """
    model = service_model(service)
    protocol = model.resolved_protocol
    if protocol not in JSON_TYPES:
        raise ValueError(
            f"a fake answers services with the protocols {' and '.join(JSON_TYPES)}, but "
            f"{service!r} has {protocol}; use moto for it"
        )
    _check_name(f"{service!r} has no operation", operation, model.operation_names)
    shape = model.operation_model(operation).input_shape
    for name in parameters:
        _check_name(f"{operation} has no parameter", name, shape.members if shape else ())


def _check_name(text: str, name: str, names: Iterable[str]) -> None:
    names = [*names]
    if name not in names:
        near = nearest(name, names)
        hint = f"; did you mean {either(map(repr, near))}?" if near else ""
        raise TypeError(f"{text} {name!r}{hint}")


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
