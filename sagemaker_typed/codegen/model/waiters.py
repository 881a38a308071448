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


def with_waiters(service: Service, raw: Mapping[str, Any] | None) -> Service:
    """Return the service with the waiters of a ``waiters-2.json``, if it has one.

    A waiter is left out, and noted, if the service model does not have its operation or a member,
    or if a matcher or state is unknown.
    """
    if raw is None:
        return service
    try:
        model = WaiterModel({**raw, "waiters": dict(raw["waiters"])})
    except WaiterConfigError as error:
        return service.noted(f"the waiters were left out: {error}")
    found: list[Waiter] = []
    notes: list[str] = []
    for name in model.waiter_names:
        try:
            found.append(_read(name, raw["waiters"][name], service))
        except GenerationError as error:
            notes.append(f"{error}; the waiter was left out")
        except (AttributeError, KeyError, TypeError) as error:
            notes.append(f"waiter {name} is malformed ({error!r}); the waiter was left out")
    return attrs.evolve(service, waiters=tuple(found)).noted(*notes)


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
