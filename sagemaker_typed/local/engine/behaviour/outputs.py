"""The outputs of jobs, which their descriptions have once they have completed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import Kind
from sagemaker_typed.local.engine.projection import first_inside
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.statuses import course_of

from .jobs import JobBehaviour

__all__ = ["OUTPUTS", "OutputBehaviour"]


class Output(NamedTuple):
    """The place of an output."""

    folder: str
    """The member of the create request with the folder."""
    member: str
    """The member of the description; a dot leads into a structure."""
    name: str
    """The object in the folder; names in braces are members of the request."""


OUTPUTS: Final[Mapping[str, Output]] = {
    # reference (DescribeCompilationJob): the folder is that of OutputConfig.
    "CompilationJob": Output(
        "S3OutputLocation",
        "ModelArtifacts.S3ModelArtifacts",
        "{CompilationJobName}-{TargetDevice}.tar.gz",
    ),
    # reference (DescribeEdgePackagingJob): the URI of the model that was packaged.
    "EdgePackagingJob": Output(
        "S3OutputLocation", "ModelArtifact", "{ModelName}-{ModelVersion}.tar.gz"
    ),
    # guide ("Labeling Job Output Data"): the output manifest is in this folder of the job.
    "LabelingJob": Output(
        "S3OutputPath",
        "LabelingJobOutput.OutputDatasetS3Uri",
        "{LabelingJobName}/manifests/output/output.manifest",
    ),
    # reference (DescribeModelCardExportJob): the URI of the PDF that was exported.
    "ModelCardExportJob": Output(
        "S3OutputPath", "ExportArtifacts.S3ExportArtifacts", "{ModelCardName}/{id}.pdf"
    ),
}
"""The outputs of jobs, whose contents do not exist."""


class OutputBehaviour(JobBehaviour):
    """Jobs with an output."""

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        super().described(call, kind, record, shown)
        output = OUTPUTS[kind.noun]
        name, _, inner = output.member.partition(".")
        if record.status(call.now) != course_of(kind).settled or name in record.added:
            return
        folder = first_inside(record.given, output.folder)
        if folder is None:
            return
        values = _Values(record)
        uri = f"{str(folder).rstrip('/')}/{output.name.format_map(values)}"
        shown[name] = {inner: uri} if inner else uri


class _Values(dict[str, Any]):
    """The members of a request by name, also those inside structures."""

    def __init__(self, record: Record) -> None:
        self._record = record
        super().__init__(id=record.arn.rpartition("/")[2])

    def __missing__(self, name: str) -> Any:
        found = first_inside(self._record.given, name)
        return "output" if found is None else found
