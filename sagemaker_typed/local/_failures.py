"""Errors of the local server: in JSON, where moto answers with a page of HTML."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

_NOT_FOUND: Final = "404 NOT FOUND"
_LABEL: Final = re.compile(r"\\\{\w+\\\}")


def explain_failures() -> None:
    """Let moto explain operations that it does not implement, and its own failures."""
    from moto.moto_server import threaded_moto_server

    server: Any = threaded_moto_server
    dispatcher = server.DomainDispatcherApplication
    dispatch = dispatcher.__call__

    def dispatch_or_explain(self: Any, environ: dict[str, Any], start_response: Any) -> Any:
        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            # moto has no route for the path; other responses of 404 are not HTML.
            if status.upper() == _NOT_FOUND and _is_html(headers):
                found = _operation_at(environ["REQUEST_METHOD"], environ["PATH_INFO"])
                if found is not None:
                    raise _MissingOperationError(*found)
            return start_response(status, headers, *exc_info)

        try:
            return dispatch(self, environ, start)
        except Exception as error:
            target = str(environ.get("HTTP_X_AMZ_TARGET", environ.get("PATH_INFO")))
            if not isinstance(error, _MissingOperationError):
                logging.exception("%s failed", target)
            status, code, message = _failure(error, target.rpartition(".")[2])
        body = json.dumps({"__type": code, "message": message}).encode()
        headers = [
            ("Content-Type", "application/x-amz-json-1.1"),
            ("Content-Length", str(len(body))),
            ("X-Amzn-ErrorType", code),
        ]
        start_response(status, headers)
        return [body]

    dispatcher.__call__ = dispatch_or_explain


class _MissingOperationError(NotImplementedError):
    """moto does not implement an operation."""

    def __init__(self, service: str, operation: str) -> None:
        self.service = service
        self.operation = operation


def _failure(error: Exception, operation: str) -> tuple[str, str, str]:
    """Return the HTTP status, the code and the message for an exception in moto."""
    if isinstance(error, NotImplementedError):
        service = "sagemaker"
        if isinstance(error, _MissingOperationError):
            service, operation = error.service, error.operation
        others = ", ".join(_implemented(service))
        others = f"; it implements {others}" if others else f", and nothing else of {service}"
        text = f"the local server does not implement {operation}{others}"
        return "501 Not Implemented", "NotImplemented", text
    why = f"{type(error).__name__}: {error}"
    if isinstance(error, KeyError):
        why = f"it needs {error}, which the request probably does not have"
    text = f"the local server failed in {operation}: {why}"
    return "500 Internal Server Error", "InternalFailure", text


def _is_html(headers: Iterable[tuple[str, str]]) -> bool:
    named = {name.lower(): value for name, value in headers}
    return named.get("content-type", "").startswith("text/html")


def _operation_at(method: str, path: str) -> tuple[str, str] | None:
    """Return the SageMaker service and the operation of an HTTP request, if there is one."""
    for service, model in _models():
        for name in model.operation_names:
            http = model.operation_model(name).http
            template = _LABEL.sub("[^/]+", re.escape(http["requestUri"].partition("?")[0]))
            if path != "/" and method == http["method"] and re.fullmatch(template, path):
                return service, name
    return None


def _models() -> Iterator[tuple[str, Any]]:
    import botocore.session

    session: Any = botocore.session.get_session()
    for service in session.get_available_services():
        if service.startswith("sagemaker"):
            yield service, session.get_service_model(service)


def _implemented(service: str) -> list[str]:
    """Return the operations of a service that moto implements."""
    from importlib import import_module

    from botocore import xform_name

    (model,) = (model for name, model in _models() if name == service)
    try:
        responses = import_module(f"moto.{service.replace('-', '')}.responses")
    except ModuleNotFoundError:
        return []
    handlers = [
        value
        for value in vars(responses).values()
        if isinstance(value, type) and value.__module__ == responses.__name__
    ]
    return sorted(
        name
        for name in model.operation_names
        if any(hasattr(handler, xform_name(name)) for handler in handlers)
    )
