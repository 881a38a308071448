"""Read botocore's waiter model and check it against the service model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import attrs
from botocore.exceptions import WaiterConfigError
from botocore.waiter import AcceptorConfig, WaiterModel

from sagemaker_typed.codegen.errors import GenerationError

from .shapes import Acceptor, Service, Structure, Waiter

_MATCHERS: Final = frozenset({"path", "pathAll", "pathAny", "error", "status"})
_STATES: Final = frozenset({"success", "failure", "retry"})
_NAME: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
_FIRST: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?=$|[.\[])")


def read_waiters(raw: Mapping[str, Any], service: Service) -> tuple[Waiter, ...]:
    """Read the content of a ``waiters-2.json``.

    Raises:
        GenerationError: the service model does not have an operation or member, or a matcher or
            state is unknown.
    """
    try:
        model = WaiterModel({**raw, "waiters": dict(raw["waiters"])})
    except WaiterConfigError as error:
        raise GenerationError(f"waiters: {error}") from error
    return tuple(_read(name, raw["waiters"][name], service) for name in model.waiter_names)


def _read(name: str, row: Mapping[str, Any], service: Service) -> Waiter:
    if not _NAME.fullmatch(name):
        raise GenerationError(f"waiter {name!r}: the name does not match {_NAME.pattern}")
    waiter = Waiter(
        name,
        row["operation"],
        row["delay"],
        row["maxAttempts"],
        tuple(
            Acceptor(a["state"], a["matcher"], a["expected"], a.get("argument"))
            for a in row["acceptors"]
        ),
    )
    operation = service.operations.get(waiter.operation)
    if operation is None:
        raise _refusal(waiter, f"the service model has no operation {waiter.operation!r}")
    for key, number in (("delay", waiter.delay), ("maxAttempts", waiter.max_attempts)):
        if number < 1:
            raise _refusal(waiter, f"{key} must be at least 1, got {number!r}")
    output = service.structure(operation.output) if operation.output is not None else None
    for acceptor in waiter.acceptors:
        _check(waiter, acceptor, output)
    if not any(acceptor.state == "success" for acceptor in waiter.acceptors):
        raise _refusal(waiter, "it has no acceptor with the state 'success'")
    return waiter


def _check(waiter: Waiter, acceptor: Acceptor, output: Structure | None) -> None:
    if acceptor.matcher not in _MATCHERS:
        raise _refusal(waiter, f"unknown matcher {acceptor.matcher!r}")
    if acceptor.state not in _STATES:
        raise _refusal(waiter, f"unknown state {acceptor.state!r}")
    if type(acceptor.expected) not in {str, int, bool}:
        raise _refusal(
            waiter,
            f"the expected value must be a string, integer or boolean, got {acceptor.expected!r}",
        )
    if not acceptor.matcher.startswith("path"):
        return
    argument = acceptor.argument or ""
    try:
        AcceptorConfig(attrs.asdict(acceptor) | {"argument": argument})
    except ValueError as error:  # raised by jmespath
        raise _refusal(waiter, f"{argument!r} is not a JMESPath expression") from error
    first = _FIRST.match(argument)
    members = [member.name for member in output.members] if output is not None else []
    if first is not None and first[0] not in members:
        raise _refusal(waiter, f"the response of {waiter.operation} has no {first[0]!r}")


def _refusal(waiter: Waiter, why: str) -> GenerationError:
    return GenerationError(f"waiter {waiter.name}: {why}")
