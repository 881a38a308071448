"""Tasks made of requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

from sagemaker_typed._conversion.arguments import not_a_request
from sagemaker_typed._conversion.misfits import conversion_error
from sagemaker_typed._conversion.placeholders import placeholders_in, to_wire
from sagemaker_typed._conversion.violations import violations_of
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema.paths import ROOT
from sagemaker_typed.operation import Request, Response
from sagemaker_typed.targets.reference import Reference
from sagemaker_typed.validation import ViolationError

from .error_handling import Catch, Retry, to_state
from .expressions import QueryLanguage, language_of
from .integrations import OPTIMIZED, SERVICES, Integration, Resource, service_named
from .options import Discard, written
from .templates import Template

__all__ = ["to_task"]

_TOKEN: Final = "Task.Token"
_SERVICE: Final = "sagemaker"


def to_task(
    request: Request[Response],
    *,
    sync: bool | None = None,
    next: str | None = None,
    end: bool | None = None,
    integration: Integration | None = None,
    wait_for_task_token: bool = False,
    query_language: QueryLanguage | None = None,
    comment: str | None = None,
    input_path: str | Discard | None = None,
    result_selector: Mapping[str, Any] | None = None,
    result_path: str | Discard | None = None,
    output_path: str | Discard | None = None,
    output: Any = None,
    assign: Mapping[str, Any] | None = None,
    credentials: str | Mapping[str, Any] | None = None,
    timeout_seconds: int | None = None,
    heartbeat_seconds: int | None = None,
    retry: Sequence[Retry | Mapping[str, Any]] = (),
    catch: Sequence[Catch | Mapping[str, Any]] = (),
    literals: bool = False,
    partition: str = "aws",
) -> dict[str, Any]:
    """Return a task of a state machine that makes the call of a request.

    The request may have placeholders, ``ref("$.name")`` or ``ref("{% $states.input.name %}")``, in
    place of any value; so may options with values. ``ref("${Role}")`` is a value that a template
    replaces before the state machine is created. A dict among the options is the Amazon States
    Language: its names may also end with ``.$``.

    Args:
        request: The request.
        sync: Whether the task waits for the job to end. By default, it does if it can.
        next: The name of the state that follows. Without it, the execution ends.
        end: ``False`` for a state without a transition, to add one later.
        integration: ``"optimized"`` or ``"aws-sdk"``; by default, the optimized one if it has the
            operation.
        wait_for_task_token: Whether the task waits for ``SendTaskSuccess``. A placeholder in the
            request has the token, such as ``ref("$$.Task.Token")``.
        query_language: The language of expressions; by default, that of the placeholders.
        comment: A comment.
        input_path: The part of the input that paths start from. For JSONPath.
        result_selector: The parts of the result to keep. For JSONPath.
        result_path: Where the result is put into the input. For JSONPath.
        output_path: The part of the output to keep. For JSONPath.
        output: The output. For JSONata.
        assign: Variables to set.
        credentials: The ARN of the role to call the service with.
        timeout_seconds: The maximum number of seconds.
        heartbeat_seconds: The maximum number of seconds between heartbeats.
        retry: When to try again.
        catch: Which state follows an error.
        literals: Whether a str such as ``"$.name"`` in a value is sent as text. By default, it
            is an error, because ``ref("$.name")`` was probably meant.
        partition: The partition of AWS, such as ``aws-cn``.

    Raises:
        ConversionError: the state machine cannot express a value or an option; the error has the
            path of each.
        ViolationError: a call would refuse the request.
        ValueError: Step Functions has no integration for the operation, or not the one asked for,
            or an option does not have one of its values.
        TypeError: ``request`` is not a request, or an option has another type.
    """
    untyped: Any = request
    if not isinstance(untyped, Request):
        raise not_a_request("to_task takes a request", request)
    where: Any = partition
    if not isinstance(where, str):
        raise TypeError(f"partition: expected a str such as 'aws-cn', got {type(where).__name__}")
    _check_choice("integration", integration, Integration)
    _check_choice("query_language", query_language, QueryLanguage)
    resource = _resource(
        request, sync=sync, integration=integration, wait_for_task_token=wait_for_task_token
    )
    broken = violations_of(request, everything=False, placeholders=True)
    if broken:
        raise ViolationError(type(request).__name__, broken)
    wire = to_wire(request)
    options = {
        "comment": comment,
        "input_path": input_path,
        "result_selector": result_selector,
        "result_path": result_path,
        "output_path": output_path,
        "output": output,
        "assign": assign,
        "credentials": credentials,
        "timeout_seconds": timeout_seconds,
        "heartbeat_seconds": heartbeat_seconds,
    }
    language = query_language or _language([wire, options])
    template = Template(language, sdk_names=resource.integration == "aws-sdk", literals=literals)
    parameters = template.of_object(type(request), wire, ROOT)
    state: dict[str, Any] = {"Type": "Task", "Resource": resource.arn(partition)}
    if language == "JSONata":
        state["QueryLanguage"] = language
    state["Arguments" if language == "JSONata" else "Parameters"] = parameters
    state |= written(options, template)
    for name, kind, handlers in (("retry", Retry, retry), ("catch", Catch, catch)):
        if handlers:
            found = to_state(kind, handlers, resource.service, template, ROOT / name)
            state[kind.__name__] = found
    if template.problems:
        what = f"cannot write {type(request).__name__} as a task"
        raise conversion_error(what, tuple(template.problems))
    if wait_for_task_token and not _has_token(wire):
        token = "{% $states.context.Task.Token %}" if language == "JSONata" else "$$.Task.Token"
        raise ValueError(
            f"a task that waits for its token must send it: pass ref({token!r}) for a value of "
            f"{type(request).__name__}"
        )
    return state | _transition(next, end)


def _check_choice(name: str, value: object, choices: Any) -> None:
    known: tuple[str, ...] = get_args(choices)
    if value is not None and value not in known:
        near = nearest(value, known) if isinstance(value, str) else []
        hint = f"did you mean {either(map(repr, near))}?" if near else f"use {either(known)}"
        raise ValueError(f"{name}: {value!r} is not one of its values; {hint}")


def _transition(next: str | None, end: bool | None) -> dict[str, Any]:
    if next is None:
        return {} if end is False else {"End": True}
    untyped: Any = next
    if not isinstance(untyped, str):
        raise TypeError(f"next: expected the name of a state, got {type(untyped).__name__}")
    if not next:
        raise ValueError("next: the name of a state is not empty; omit it to end the execution")
    if end:
        raise ValueError(f"a state cannot have next={next!r} and end=True; remove one")
    return {"Next": next}


def _language(values: Any) -> QueryLanguage:
    """Return the language of the first expression."""
    for _, placeholder in placeholders_in(values):
        language = language_of(placeholder)
        if language is not None:
            return language
    return "JSONPath"


def _has_token(wire: Mapping[str, Any]) -> bool:
    return any(
        isinstance(placeholder, Reference) and _TOKEN in placeholder.expression
        for _, placeholder in placeholders_in(wire)
    )


def _resource(
    request: Request[Response],
    *,
    sync: bool | None,
    integration: Integration | None,
    wait_for_task_token: bool,
) -> Resource:
    """Return the resource that calls the operation of a request."""
    operation, method = request.__operation__, request.__method__
    service = service_named(request.__service__)
    if service is None:
        known = ", ".join(one.service for one in SERVICES)
        raise ValueError(
            f"Step Functions has no integration for {request.__service__}, only for {known}; call "
            f"{method} from a Lambda function"
        )
    if operation in service.unsupported:
        raise ValueError(
            f"Step Functions does not support {operation}; call {method} from a Lambda function"
        )
    is_optimized = service.service == _SERVICE and operation in OPTIMIZED
    if wait_for_task_token and (sync or integration == "optimized"):
        other = "sync=True" if sync else 'integration="optimized"'
        raise ValueError(f"only the AWS SDK integration can wait for a task token; remove {other}")
    if integration == "optimized" and not is_optimized:
        names = ", ".join(OPTIMIZED)
        raise ValueError(
            f"the optimized integration does not have {operation}, only {names}; remove integration"
        )
    can_wait = is_optimized and OPTIMIZED[operation]
    if sync and not can_wait:
        names = ", ".join(name for name, waits in OPTIMIZED.items() if waits)
        raise ValueError(
            f"Step Functions cannot wait for {operation}, only for {names}; remove sync, and poll "
            f"the describe operation in the states that follow"
        )
    if sync and integration == "aws-sdk":
        raise ValueError("the AWS SDK integration cannot wait for a job; remove sync")
    if wait_for_task_token:
        return Resource("aws-sdk", service, operation, "waitForTaskToken")
    if not is_optimized or integration == "aws-sdk":
        return Resource("aws-sdk", service, operation)
    waits = can_wait and sync is not False
    return Resource("optimized", service, operation, "sync" if waits else "")
