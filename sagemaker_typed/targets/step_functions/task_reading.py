"""Requests read from the tasks of a state machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sagemaker_typed._conversion.misfits import Problem, conversion_error
from sagemaker_typed._conversion.placeholders import from_wire
from sagemaker_typed._schema.fields import is_map
from sagemaker_typed._schema.paths import ROOT
from sagemaker_typed.operation import Request, Response

from .expressions import QueryLanguage
from .integrations import Resource, request_class
from .json_values import parsed
from .template_reading import TemplateReader

__all__ = ["from_task", "resource_of"]


def from_task(
    state: Mapping[str, Any] | str | bytes,
    *,
    query_language: QueryLanguage | None = None,
    substitutions: bool = False,
) -> Request[Response]:
    """Return the request of a task that calls SageMaker.

    Expressions become placeholders: ``"Name.$": "$.name"`` is read as ``ref("$.name")``. The result
    has the class of the operation, such as ``CreateModelRequest``.

    Args:
        state: The task, as a dict or as JSON.
        query_language: The language of the state machine, if the state does not have one. By
            default, a task with ``Arguments`` is JSONata.
        substitutions: Whether a str such as ``${Role}``, which a template replaces, is read as a
            placeholder.

    Raises:
        ConversionError: the parameters do not fit the class; the error has each path.
        ValueError: the state is not a task that calls SageMaker, or the JSON is not valid.
    """
    try:
        return _read(state, query_language, substitutions=substitutions)
    except RecursionError:
        problem = Problem((), "the task is nested too deeply, or contains itself")
    raise conversion_error("cannot read a task", (problem,))


def _read(
    state: Mapping[str, Any] | str | bytes,
    query_language: QueryLanguage | None,
    *,
    substitutions: bool,
) -> Request[Response]:
    members = parsed(state, "from_task", "a task")
    resource = resource_of(members)
    if resource is None:
        what = members.get("Resource") if members.get("Type") == "Task" else members.get("Type")
        raise ValueError(f"not a task that calls SageMaker: {what!r}")
    cls = request_class(resource)
    language = _language(members, query_language)
    field = "Arguments" if language == "JSONata" else "Parameters"
    what = f"cannot read {cls.__name__} from {field}"
    if field not in members:
        raise ValueError(f"{what}: without them, the task sends the input of the state")
    template: Any = members[field]
    if not is_map(template):
        raise ValueError(f"{what}: expected an object, got {type(template).__name__}")
    sdk_names = resource.integration == "aws-sdk"
    reader = TemplateReader(language, sdk_names=sdk_names, substitutions=substitutions)
    wire = reader.of_object(cls, cast("Mapping[str, Any]", template), ROOT)
    if reader.problems:
        raise conversion_error(what, tuple(reader.problems))
    return from_wire(cls, wire)


def resource_of(state: Mapping[str, Any]) -> Resource | None:
    """Return what a task calls; ``None`` if the state does not call SageMaker."""
    resource = state.get("Resource")
    if state.get("Type") != "Task" or not isinstance(resource, str):
        return None
    return Resource.parsed(resource)


def _language(state: Mapping[str, Any], inherited: QueryLanguage | None) -> QueryLanguage:
    found: Any = state.get("QueryLanguage") or inherited
    if found is None:
        found = "JSONata" if "Arguments" in state else "JSONPath"
    if found not in ("JSONPath", "JSONata"):
        raise ValueError(f"the query language must be JSONPath or JSONata, not {found!r}")
    language: QueryLanguage = found
    return language
