"""Pipelines and their executions."""

from __future__ import annotations

import json
from typing import Any

import attrs
from typing_extensions import override

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import NOT_FOUND, EngineError, invalid
from sagemaker_typed.local.engine.item_lists import list_items
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.paging import page
from sagemaker_typed.local.engine.records import Phase, Record

from .base import Behaviour
from .runs import RUNS, Run, start_run, stop_run

__all__ = [
    "ExecutionBehaviour",
    "PipelineBehaviour",
    "definition_for",
    "execution_parameters",
    "execution_steps",
    "list_versions",
    "retry",
    "send_failure",
    "send_success",
    "stop",
    "update_version",
]

_EXTERNAL = "{}"


class PipelineBehaviour(Behaviour):
    """Pipelines keep the versions of their definition."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        if ("PipelineDefinition" in given) == ("PipelineDefinitionS3Location" in given):
            raise invalid(
                "Exactly one of PipelineDefinition and PipelineDefinitionS3Location must be given."
            )
        added["PipelineDefinition"] = _definition(call, given)
        added["PipelineDisplayName"] = given.get("PipelineDisplayName", given["PipelineName"])
        added["versions"] = [_version(1, call, added["PipelineDefinition"])]

    @override
    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        return "CUSTOMER" if member == "ManagedBy" else value

    @override
    def loaded(self, call: Call, kind: Kind, record: Record) -> None:
        definition = record.added.setdefault("PipelineDefinition", _EXTERNAL)
        version = {"PipelineVersionId": 1, "CreationTime": record.created, "definition": definition}
        record.added["versions"] = [version]

    @override
    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        if "PipelineDefinition" in given and "PipelineDefinitionS3Location" in given:
            raise invalid(
                "PipelineDefinition and PipelineDefinitionS3Location cannot both be given."
            )
        if "PipelineDefinition" in given or "PipelineDefinitionS3Location" in given:
            definition = _definition(call, given)
            number = len(record.added["versions"]) + 1
            record.added["versions"].append(_version(number, call, definition))
            record.added["PipelineDefinition"] = definition
            given.pop("PipelineDefinition", None)
        if "PipelineDisplayName" in given:
            record.added["PipelineDisplayName"] = given["PipelineDisplayName"]

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        shown["PipelineDefinition"] = record.added["PipelineDefinition"]
        wanted = call.members.get("PipelineVersionId")
        if wanted is not None:
            version = _version_of(record, wanted)
            shown["PipelineDefinition"] = version["definition"]
            for name in ("PipelineVersionDisplayName", "PipelineVersionDescription"):
                if name in version:
                    shown[name] = version[name]
        last = max((one.created for one in _executions(call, record.key[0])), default=None)
        if last is not None:
            shown["LastRunTime"] = last

    @override
    def listed(self, call: Call, kind: Kind, record: Record, item: dict[str, Any]) -> None:
        last = max((one.created for one in _executions(call, record.key[0])), default=None)
        if last is not None:
            item["LastExecutionTime"] = last

    @override
    def deleting(self, call: Call, kind: Kind, record: Record) -> None:
        for one in _executions(call, record.key[0]):
            if one.status(call.now) == "Executing":
                raise EngineError(
                    "ConflictException", f"Pipeline {record.key[0]} has a running execution."
                )


def _version(number: int, call: Call, definition: str) -> dict[str, Any]:
    return {"PipelineVersionId": number, "CreationTime": call.now, "definition": definition}


def _version_of(record: Record, number: int) -> dict[str, Any]:
    for version in record.added["versions"]:
        if version["PipelineVersionId"] == number:
            found: dict[str, Any] = version
            return found
    raise EngineError(NOT_FOUND, f"Pipeline {record.key[0]} has no version {number}.")


def _definition(call: Call, given: dict[str, Any]) -> str:
    if "PipelineDefinition" not in given:
        location = given["PipelineDefinitionS3Location"]
        content = call.engine.read_object(location["Bucket"], location["ObjectKey"])
        return _EXTERNAL if content is None else content.decode()
    definition: str = given["PipelineDefinition"]
    if call.engine.is_strict:
        _check_definition(definition)
    return definition


def _check_definition(text: str) -> None:
    """Check what the service checks first; a run of nothing would seem to succeed.

    Raises:
        EngineError: the definition is not an object of JSON with lists of objects.
    """
    try:
        definition: Any = json.loads(text)
    except (ValueError, RecursionError):
        definition = None
    if not is_map(definition):
        raise _unreadable("Object")
    for name in ("Parameters", "Steps"):
        items = definition.get(name, [])
        if not is_list(items):
            raise _unreadable("Array")
        if not all(map(is_map, items)):
            raise _unreadable("Object")


def _unreadable(expected: str) -> EngineError:
    # The message of the service: aws/sagemaker-python-sdk, issues 3908 and 2345.
    return invalid(f"Unable to parse pipeline definition. Expecting start of Json {expected}.")


def _executions(call: Call, name: str) -> list[Record]:
    kind = kinds(call.service)["PipelineExecution"]
    return [record for record in call.records(kind) if record.given["PipelineName"] == name]


class ExecutionBehaviour(Behaviour):
    """Executions run the steps of the definition that the pipeline had when they began."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        pipeline = call.by_name("Pipeline", given["PipelineName"])
        if pipeline is None:
            raise call.missing_named("Pipeline", given["PipelineName"])
        given["PipelineName"] = pipeline.key[0]
        number = given.get("PipelineVersionId", len(pipeline.added["versions"]))
        added["definition"] = _version_of(pipeline, number)["definition"]
        added["PipelineVersionId"] = number
        added["PipelineArn"] = pipeline.arn
        added["definition made"] = pipeline.modified
        added["RoleArn"] = given.get("RoleArn", pipeline.given["RoleArn"])

    @override
    def created(self, call: Call, kind: Kind, record: Record) -> None:
        name = record.given.get("PipelineExecutionDisplayName")
        if name is None:
            name = f"execution-{int(record.created.timestamp() * 1000)}"
        record.added["PipelineExecutionDisplayName"] = name
        start_run(call, record)

    @override
    def loaded(self, call: Call, kind: Kind, record: Record) -> None:
        pipeline = call.store.with_arn(call.region, record.added.get("PipelineArn"))
        record.added["definition"] = (
            _EXTERNAL if pipeline is None else pipeline.added["PipelineDefinition"]
        )
        record.added["definition made"] = record.created
        name = str(record.added.get("PipelineArn", "")).rpartition("/")[2]
        record.given.setdefault("PipelineName", name)
        call.store.put(RUNS, record.arn, Run(call.region, record.arn, (), {}, is_over=True))

    @override
    def deleting(self, call: Call, kind: Kind, record: Record) -> None:
        """Executions cannot be deleted."""


def _run(call: Call) -> Run:
    arn = call.members["PipelineExecutionArn"]
    record = call.get(kinds(call.service)["PipelineExecution"])
    run: Run = call.store.table(RUNS)[record.arn]
    assert arn
    return run


def stop(call: Call) -> dict[str, Any]:
    """``StopPipelineExecution``."""
    record = call.get(kinds(call.service)["PipelineExecution"])
    status = record.status(call.now)
    if status != "Executing":
        raise EngineError(
            "ConflictException", f"Pipeline execution {record.arn} is in status {status}."
        )
    stop_run(call, call.store.touch(record))
    return {"PipelineExecutionArn": record.arn}


def retry(call: Call) -> dict[str, Any]:
    """``RetryPipelineExecution``: run the steps again that did not succeed."""
    record = call.get(kinds(call.service)["PipelineExecution"])
    status = record.status(call.now)
    if status not in {"Failed", "Stopped"}:
        raise EngineError(
            "ConflictException",
            f"Only failed and stopped executions can be retried; {record.arn} is {status}.",
        )
    call.store.touch(record)
    record.failure = ""
    record.phases = [*record.phases, Phase(call.now, "Executing")]
    start_run(call, record, again=True)
    return {"PipelineExecutionArn": record.arn}


def execution_steps(call: Call) -> dict[str, Any]:
    """``ListPipelineExecutionSteps``."""
    if "PipelineExecutionArn" not in call.members:
        return page(call, "PipelineExecutionSteps", [])
    steps = _run(call).shown()
    if call.members.get("SortOrder") != "Ascending":
        steps.reverse()
    return page(call, "PipelineExecutionSteps", steps)


def execution_parameters(call: Call) -> dict[str, Any]:
    """``ListPipelineParametersForExecution``."""
    run = _run(call)
    given = [
        {"Name": name, "Value": value if isinstance(value, str) else json.dumps(value)}
        for name, value in run.parameters.items()
    ]
    return page(call, "PipelineParameters", given)


def definition_for(call: Call) -> dict[str, Any]:
    """``DescribePipelineDefinitionForExecution``."""
    record = call.get(kinds(call.service)["PipelineExecution"])
    made = record.added["definition made"]
    return {"PipelineDefinition": record.added["definition"], "CreationTime": made}


def list_versions(call: Call) -> dict[str, Any]:
    """``ListPipelineVersions``."""
    record = call.get(kinds(call.service)["Pipeline"])
    shape = call.model.output_shape.members["PipelineVersionSummaries"].member
    found = [
        {
            "PipelineArn": record.arn,
            **{name: value for name, value in version.items() if name in shape.members},
        }
        for version in record.added["versions"]
    ]
    order = "Ascending" if call.members.get("SortOrder") == "Ascending" else "Descending"
    times = {name: value for name, value in call.members.items() if name.startswith("Created")}
    call = attrs.evolve(call, members={**call.members, "SortOrder": order})
    return list_items(call, "PipelineVersionSummaries", found, times)


def update_version(call: Call) -> dict[str, Any]:
    """``UpdatePipelineVersion``."""
    record = call.store.with_arn(call.region, call.members["PipelineArn"])
    if record is None or record.noun != "Pipeline":
        raise call.missing_named("Pipeline", call.members["PipelineArn"])
    call.store.touch(record)
    version = _version_of(record, call.members["PipelineVersionId"])
    for name in ("PipelineVersionDisplayName", "PipelineVersionDescription"):
        if name in call.members:
            version[name] = call.members[name]
    number = version["PipelineVersionId"]
    return {"PipelineArn": record.arn, "PipelineVersionId": number}


def send_success(call: Call) -> dict[str, Any]:
    """``SendPipelineExecutionStepSuccess``: end a callback step."""
    return _send(call, "")


def send_failure(call: Call) -> dict[str, Any]:
    """``SendPipelineExecutionStepFailure``."""
    return _send(call, call.members.get("FailureReason", "The callback step failed."))


def _send(call: Call, failure: str) -> dict[str, Any]:
    token = call.members["CallbackToken"]
    for arn, run in call.store.table(RUNS).items():
        if token in run.tokens():
            outputs = call.members.get("OutputParameters", [])
            changed = run.answered(token, call.now, failure, outputs)
            call.store.put(RUNS, arn, changed)
            return {"PipelineExecutionArn": arn}
    raise EngineError(NOT_FOUND, "No step waits for this callback token.")
