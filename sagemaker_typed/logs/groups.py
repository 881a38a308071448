"""Which log group and streams a resource has.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html and, for clusters,
https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-lifecycle-best-practices-slurm.html
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from sagemaker_typed.operation import Request, Response

__all__ = ["LogGroup", "log_group_of"]

_FIELD: Final = re.compile(r"\{([\w|]+)\}")


class LogGroup(NamedTuple):
    """The log group of a resource. ``{field}`` is the value of a field of the describe request."""

    name: str
    streams: str = ""
    """The name of a stream, or of all streams before the first slash; empty for all streams."""
    is_job: bool = True
    """Whether the resource ends by itself. The logs of others may be very long."""
    is_described: bool = False
    """Whether the fields are those of the response. ``{cluster_id}`` is the end of its ARN."""

    def filled(self, values: Request[Any, Any] | Response) -> LogGroup:
        """Return the group with the values of the fields."""
        return self._replace(name=_filled(self.name, values), streams=_filled(self.streams, values))

    def has(self, stream: str) -> bool:
        """Return whether a stream is one of the resource."""
        return not self.streams or stream == self.streams or stream.startswith(self.streams + "/")


_GROUPS: Final = {
    "DescribeApp": LogGroup(
        "/aws/sagemaker/studio",
        "{domain_id}/{user_profile_name|space_name}/{app_type}/{app_name}",
        is_job=False,
    ),
    "DescribeCluster": LogGroup(
        "/aws/sagemaker/Clusters/{cluster_name}/{cluster_id}", is_job=False, is_described=True
    ),
    "DescribeCompilationJob": LogGroup(
        "/aws/sagemaker/CompilationJobs", "{compilation_job_name}"
    ),
    "DescribeEndpoint": LogGroup("/aws/sagemaker/Endpoints/{endpoint_name}", is_job=False),
    "DescribeInferenceComponent": LogGroup(
        "/aws/sagemaker/InferenceComponents/{inference_component_name}", is_job=False
    ),
    "DescribeInferenceRecommendationsJob": LogGroup(
        "/aws/sagemaker/InferenceRecommendationsJobs", "{job_name}"
    ),
    "DescribeLabelingJob": LogGroup("/aws/sagemaker/LabelingJobs", "{labeling_job_name}"),
    "DescribeNotebookInstance": LogGroup(
        "/aws/sagemaker/NotebookInstances", "{notebook_instance_name}", is_job=False
    ),
    "DescribeProcessingJob": LogGroup(
        "/aws/sagemaker/ProcessingJobs", "{processing_job_name}"
    ),
    "DescribeTrainingJob": LogGroup("/aws/sagemaker/TrainingJobs", "{training_job_name}"),
    "DescribeTransformJob": LogGroup("/aws/sagemaker/TransformJobs", "{transform_job_name}"),
}  # fmt: skip


def log_group_of(request: Request[Any, Any]) -> LogGroup:
    """Return the log group of the resource that a request describes, with the fields to fill.

    Raises:
        ValueError: the resource has no logs.
    """
    group = _GROUPS.get(request.__operation__)
    if group is None:
        known = ", ".join(f"{operation}Request" for operation in _GROUPS)
        raise ValueError(
            f"no log group is known for {type(request).__name__}; resources with logs: {known}"
        )
    return group


def _filled(template: str, values: Request[Any, Any] | Response) -> str:
    return _FIELD.sub(lambda found: _value(values, found[1]), template)


def _value(values: Any, names: str) -> str:
    for name in names.split("|"):
        if not hasattr(values, name):
            arn: str = getattr(values, f"{name.removesuffix('_id')}_arn")
            return arn.rpartition("/")[2]
        value = getattr(values, name)
        if value is not None:
            return str(value)
    raise ValueError(f"{type(values).__name__} needs {' or '.join(names.split('|'))} for its logs")
