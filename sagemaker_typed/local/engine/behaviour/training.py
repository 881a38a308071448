"""The work of training jobs, which a function of the user does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import attrs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import Kind
from sagemaker_typed.local.engine.records import Record

__all__ = ["METRICS", "Trainer", "Training", "artifacts_of", "final_metrics", "train"]

_MOST: Final = 1024
"""The maximum length of a failure reason (model)."""
METRICS = "(metrics)"
"""The entry of a record with the final values of its metrics."""


@exported_from("sagemaker_typed.local")
@attrs.define
class Training:
    """A training job whose work a function does.

    Attributes:
        training_job_name: The name of the job.
        hyper_parameters: The hyperparameters; those that a tuning job has chosen too.
        inputs: The URI in S3 of each channel that has one.
        model_artifacts: The URI of the model that the description of the job has.
        model: The content of the model, which the function may set. The engine puts it there.
    """

    training_job_name: str
    hyper_parameters: dict[str, str]
    inputs: dict[str, str]
    model_artifacts: str
    model: bytes | None = None


Trainer: TypeAlias = Callable[[Training], Mapping[str, float] | None]
"""Does the work of training jobs. It returns the final value of each metric."""


def artifacts_of(record: Record) -> str:
    """Return the URI of the model of a training job."""
    output = record.given.get("OutputDataConfig", {}).get("S3OutputPath", "s3://example-bucket")
    name = record.key[0]
    start = output if output.endswith("/") else f"{output}/"
    return f"{start}{name}/output/model.tar.gz"


def train(call: Call, kind: Kind, record: Record) -> None:
    """Let the function of the user do the work of a new job; its exception lets the job fail."""
    trainer = call.engine.trainer
    if trainer is None or record.failure:
        return
    training = Training(
        training_job_name=record.key[0],
        hyper_parameters=dict(record.given.get("HyperParameters", {})),
        inputs=_inputs(record.given.get("InputDataConfig", [])),
        model_artifacts=artifacts_of(record),
    )
    try:
        metrics = {str(k): float(v) for k, v in (trainer(training) or {}).items()}
        model = training.model if training.model is None else bytes(_buffer(training.model))
    except Exception as error:  # noqa: BLE001 - the job fails, as if its container had
        reason = f"AlgorithmError: {type(error).__name__}: {error}"[:_MOST]
        call.engine.transitions.create(kind, record, call.now, reason)
        return
    record.added[METRICS] = metrics
    if model is not None:
        bucket, _, key = training.model_artifacts.removeprefix("s3://").partition("/")
        call.store.put("objects", (bucket, key), model)


def _buffer(model: object) -> memoryview:
    """Return the bytes of a model; the function may have set anything."""
    content: Any = model
    return memoryview(content)


def _inputs(channels: list[dict[str, Any]]) -> dict[str, str]:
    found = {
        channel["ChannelName"]: channel.get("DataSource", {}).get("S3DataSource", {}).get("S3Uri")
        for channel in channels
    }
    return {name: uri for name, uri in found.items() if uri}


def final_metrics(record: Record) -> list[dict[str, Any]]:
    """Return the final values of the metrics of a job, as descriptions have them."""
    end = record.phases[-1].since
    return [
        {"MetricName": name, "Value": value, "Timestamp": end}
        for name, value in record.added.get(METRICS, {}).items()
    ]
