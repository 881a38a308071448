"""Errors with events.

The comment above each error has its kind and the words that all checkers must report; see
kinds.toml. A checker that does not report an error is listed after "not". If a new release of the
checker does report it, the test fails.
"""
# ruff: noqa: B018, F401, I001 - each error has its own line

from __future__ import annotations

from sagemaker_typed.events import (
    EndpointStateChange,
    TrackingServerCreated,
    TrainingJobStateChange,
    anything_but,
    numeric,
    prefix,
    read_event,
)
from sagemaker_typed.sagemaker import EndpointStatus, TrainingInstanceType, TrainingJobStatus

# -> misspelt-import: TrainingJobStateChanged
from sagemaker_typed.events import TrainingJobStateChanged

event = read_event("{}")
# -> misspelt-attribute: training_job_name, object
event.detail.training_job_name
# -> misspelt-attribute: tag, Event
event.tag
# -> wrong-argument: Mapping[str, Any]
read_event(3)
# -> misspelt-keyword: stric
read_event({}, stric=False)

if isinstance(event, TrainingJobStateChange):
    # -> misspelt-attribute: training_job_nmae, DescribeTrainingJobResponse
    event.detail.training_job_nmae

# -> misspelt-keyword: training_job_statu | not ty
TrainingJobStateChange.pattern(training_job_statu=[TrainingJobStatus.FAILED])
# -> wrong-item: EndpointStatus, TrainingJobStatus
TrainingJobStateChange.pattern(training_job_status=[EndpointStatus.FAILED])
# -> wrong-item: str, EndpointStatus
EndpointStateChange.pattern(endpoint_status=["IN_SERVICE"])
# -> wrong-argument: EndpointStatus
EndpointStateChange.pattern(endpoint_status=EndpointStatus.FAILED)
# -> wrong-item: Matcher[str]
TrainingJobStateChange.pattern(training_job_name=[3])
# -> wrong-item: float, str
TrainingJobStateChange.pattern(training_job_name=[numeric(">", 3)])
# -> wrong-item-of-a-key: str, float
TrainingJobStateChange.pattern(resource_config={"instance_count": [prefix("1")]})
# -> misspelt-key: instance_cont
TrainingJobStateChange.pattern(resource_config={"instance_cont": [3]})
# -> misspelt-keyword: tracking_server_name | not ty
TrackingServerCreated.pattern(tracking_server_name=["runs"])
# -> wrong-argument: !=
numeric("!=", 3)
