"""The fields of a task that do not depend on the request: transitions, paths and timeouts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema.fields import is_map
from sagemaker_typed._schema.paths import ROOT
from sagemaker_typed.targets.reference import Reference

from .expressions import QueryLanguage, is_substitution, misfit
from .templates import Template

__all__ = ["DISCARD", "OPTIONS", "Discard", "Option", "written"]


class Discard(Enum):
    """The type of :data:`DISCARD`."""

    DISCARD = "null"


DISCARD: Final = Discard.DISCARD
"""Discards what a path would select: the result, the input or the output.

It is ``null`` in the state. Without an option for the path, all of it is kept.
"""

_Form: TypeAlias = Literal["value", "path", "template", "seconds", "role"]


class Option(NamedTuple):
    """An option of ``to_task``."""

    field: str
    """The field of the state."""
    form: _Form
    """How the value is written."""
    language: QueryLanguage | None = None
    """The only language that has the field."""


OPTIONS: Final[Mapping[str, Option]] = {
    "comment": Option("Comment", "value"),
    "input_path": Option("InputPath", "path", "JSONPath"),
    "result_selector": Option("ResultSelector", "template", "JSONPath"),
    "result_path": Option("ResultPath", "path", "JSONPath"),
    "output_path": Option("OutputPath", "path", "JSONPath"),
    "output": Option("Output", "template", "JSONata"),
    "assign": Option("Assign", "template"),
    "credentials": Option("Credentials", "role"),
    "timeout_seconds": Option("TimeoutSeconds", "seconds"),
    "heartbeat_seconds": Option("HeartbeatSeconds", "seconds"),
}
_INSTEAD: Final = {
    "input_path": "select in the expressions of the request",
    "result_selector": "use output",
    "result_path": "use output or assign",
    "output_path": "use output",
    "output": "use result_selector, result_path or output_path",
}


def written(values: Mapping[str, Any], template: Template) -> dict[str, Any]:
    """Return the fields of a state for the options that are set.

    Args:
        values: The options by name; ``None`` for those that are not set.
        template: Writes expressions, and collects problems.
    """
    fields: dict[str, Any] = {}
    for name, option in OPTIONS.items():
        value = values.get(name)
        if value is None:
            continue
        if option.language not in (None, template.language):
            text = f"only {option.language} has it, and the task is {template.language}"
            _refuse(template, name, f"{text}; {_INSTEAD[name]}")
            continue
        fields |= _field(name, option, value, template)
    timeout, heartbeat = (fields.get(f"{name}Seconds") for name in ("Timeout", "Heartbeat"))
    if isinstance(timeout, int) and isinstance(heartbeat, int) and heartbeat >= timeout:
        text = f"must be less than timeout_seconds, {timeout}"
        _refuse(template, "heartbeat_seconds", f"{heartbeat} {text}")
    return fields


def _field(name: str, option: Option, value: Any, template: Template) -> dict[str, Any]:
    path = ROOT / name
    match option.form:
        case "value":
            return {option.field: value}
        case "path":
            return {option.field: _path(name, value, template)}
        case "template":
            return {option.field: template.of_json(value, path, asl=True)}
        case "role":
            role: Any = value if is_map(value) else {"RoleArn": value}
            return {option.field: template.of_json(role, path, asl=True)}
        case "seconds":
            if isinstance(value, Placeholder):
                is_path = template.language == "JSONPath" and not is_substitution(value)
                expression = template.expression(value, path)
                if is_path and expression.startswith("States."):
                    _refuse(template, name, f"{expression!r} is not a path: it starts with $")
                return {f"{option.field}{'Path' if is_path else ''}": expression}
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                _refuse(template, name, f"{value!r} is not a number of seconds: an int from 1")
            return {option.field: value}


def _path(name: str, value: Any, template: Template) -> str | None:
    if value is DISCARD:
        return None
    text = value.expression if isinstance(value, Reference) else str(value)
    _check_path(name, text, template)
    return text


def _check_path(name: str, text: str, template: Template) -> None:
    if not text.startswith("$"):
        _refuse(template, name, f"{text!r} is not a path: it starts with $")
    elif problem := misfit(Reference(text), "JSONPath", repr(text)):
        _refuse(template, name, problem)


def _refuse(template: Template, name: str, message: str) -> None:
    template.problems.append(Problem((name,), message))
