"""Expressions: placeholders that a pipeline evaluates when it runs."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import attrs

from sagemaker_typed._conversion.placeholders import replaced
from sagemaker_typed._lazy import exported_from
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed.documents import JsonValue
from sagemaker_typed.targets.reference import Reference

from .texts import hint_for

__all__ = [
    "GENERATED",
    "Execution",
    "Function",
    "GeneratedName",
    "Join",
    "JsonGet",
    "UnwritableError",
    "generated_name",
    "join",
    "json_get",
    "parsed",
    "references_in",
    "rendered",
]

_GET: Final = "Get"
_JOIN: Final = "Std:Join"
_JSON_GET: Final = "Std:JsonGet"


class UnwritableError(ValueError):
    """A placeholder has no form in a pipeline definition."""


@attrs.frozen
class Join(Placeholder):
    """Joins values to one string: ``Std:Join``. :func:`join` makes it."""

    values: tuple[Any, ...] = attrs.field(hash=False)
    """Strings, numbers, bools and placeholders."""
    on: str = ""
    """The separator."""


@attrs.frozen
class JsonGet(Placeholder):
    """A value in a JSON file: ``Std:JsonGet``. :func:`json_get` makes it."""

    path: str
    """The path in the file, such as ``metrics.mse.value``."""
    property_file: Reference | None = None
    """The property file, such as ``ref("Steps.evaluate.PropertyFiles.report")``."""
    s3_uri: Any = None
    """The S3 URI of the file, if it is not a property file."""


@attrs.frozen
class Function(Placeholder):
    """A function that this release does not know, in a definition that was read."""

    name: str
    """The name, such as ``Std:Join``."""
    argument: Any = attrs.field(hash=False)
    """The argument, with placeholders."""


@exported_from("sagemaker_typed.targets.pipelines")
class GeneratedName(Placeholder):
    """The type of :data:`generated_name`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "generated_name"

    def __reduce__(self) -> str:
        return "generated_name"


GENERATED: Final = GeneratedName()
generated_name: Final[Any] = GENERATED
"""A placeholder for the name of a job, which the pipeline then generates for each execution."""


def join(*values: Any, on: str = "") -> Any:
    """Return a placeholder for values that are joined to one string, when the pipeline runs.

    Args:
        values: Strings, numbers, bools and placeholders, such as ``parameter.ref``.
        on: The separator.
    """
    return Join(values, on)


def json_get(s3_uri: Any, path: str) -> Any:
    """Return a placeholder for a value in a JSON file in S3.

    For a property file of a processing step, use :meth:`ProcessingStep.json_get`.

    Args:
        s3_uri: The URI of the file, such as ``join("s3:/", bucket.ref, "metrics.json", on="/")``.
        path: The path in the file, such as ``metrics.mse.value``.
    """
    return JsonGet(path, s3_uri=s3_uri)


class Execution:
    """Placeholders for facts about an execution.

    Each is declared ``Any``, so it can be the value of any field.
    """

    start_date_time: ClassVar[Any] = Reference("Execution.StartDateTime")
    """The time when the execution started."""
    current_date_time: ClassVar[Any] = Reference("Execution.CurrentDateTime")
    """The time when the expression is evaluated."""
    pipeline_name: ClassVar[Any] = Reference("Execution.PipelineName")
    """The name of the pipeline."""
    pipeline_arn: ClassVar[Any] = Reference("Execution.PipelineArn")
    """The ARN of the pipeline."""
    pipeline_execution_id: ClassVar[Any] = Reference("Execution.PipelineExecutionId")
    """The id of the execution."""
    pipeline_execution_arn: ClassVar[Any] = Reference("Execution.PipelineExecutionArn")
    """The ARN of the execution."""
    training_job_name: ClassVar[Any] = Reference("Execution.TrainingJobName")
    """The name of the training job of the step."""
    processing_job_name: ClassVar[Any] = Reference("Execution.ProcessingJobName")
    """The name of the processing job of the step."""


def rendered(placeholder: Placeholder) -> JsonValue:
    """Return the JSON of a placeholder.

    Raises:
        UnwritableError: the placeholder has no form in a pipeline definition.
    """
    match placeholder:
        case Reference(expression):
            return {_GET: expression}
        case Join(values, on):
            return {_JOIN: {"On": on, "Values": [_plain(value) for value in values]}}
        case JsonGet(path, property_file, s3_uri):
            source: dict[str, JsonValue] = {}
            if property_file is not None:
                source["PropertyFile"] = rendered(property_file)
            if s3_uri is not None:
                source["S3Uri"] = _plain(s3_uri)
            return {_JSON_GET: {**source, "Path": path}}
        case Function(name, argument):
            return {name: replaced(argument, rendered)}
        case GeneratedName():
            raise UnwritableError("generated_name is only for the name that a step generates")
        case _:
            raise UnwritableError(f"{placeholder!r} has no form in a pipeline definition")


def _plain(value: Any) -> JsonValue:
    if isinstance(value, Placeholder):
        return rendered(value)
    if isinstance(value, str | int | float):
        return value
    what = f"a {type(value).__name__} cannot be part of an expression"
    raise UnwritableError(what + hint_for(value))


def parsed(value: Any) -> Any:
    """Return a copy of JSON values in which each expression is a placeholder."""
    if is_list(value):
        return [parsed(item) for _, item in numbered(value)]
    if not is_map(value):
        return value
    found = {key: parsed(item) for key, item in entries(value)}
    if len(found) != 1:
        return found
    [(name, argument)] = found.items()
    return (_parsed_function(name, argument) if isinstance(name, str) else None) or found


def _parsed_function(name: str, argument: Any) -> Placeholder | None:
    if is_map(argument):
        return _parsed_members(name, {**argument})
    if name == _GET and isinstance(argument, str):
        return Reference(argument)
    return Function(name, argument) if name.startswith("Std:") else None


def _parsed_members(name: str, members: dict[str, Any]) -> Placeholder | None:
    source = members.get("PropertyFile")
    match name, sorted(members):
        case "Std:Join", ["On", "Values"] | ["Values"] if is_list(members["Values"]):
            return Join(tuple(members["Values"]), members.get("On", ""))
        case "Std:JsonGet", ["Path", "PropertyFile"] if isinstance(source, Reference):
            return JsonGet(members["Path"], property_file=source)
        case "Std:JsonGet", ["Path", "S3Uri"]:
            return JsonGet(members["Path"], s3_uri=members["S3Uri"])
        case _ if name.startswith("Std:"):
            return Function(name, members)
        case _:
            return None


def references_in(placeholder: Placeholder) -> list[Reference]:
    """Return the references in a placeholder, in order."""
    match placeholder:
        case Reference():
            return [placeholder]
        case Join(values):
            parts: Any = values
        case JsonGet(_, property_file, s3_uri):
            parts = [property_file, s3_uri]
        case Function(_, argument):
            parts = argument
        case _:
            return []
    return [found for part in _within(parts) for found in references_in(part)]


def _within(value: Any) -> list[Placeholder]:
    if isinstance(value, Placeholder):
        return [value]
    if is_map(value):
        return [part for _, item in entries(value) for part in _within(item)]
    if is_list(value):
        return [part for _, item in numbered(value) for part in _within(item)]
    return []
