"""Members that a description has under another name, or at another place, than the request.

The rules in ``members`` need no rows. A row is for a member that they do not find. A row for a
class or a member that the service has removed has no effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["EVERY", "MOVED", "Moved", "moved"]


EVERY: Final = "*"


class Moved(NamedTuple):
    """A member of a request, or of a structure in it, and its place in the description."""

    into: tuple[str, ...]
    """The classes that have the member in requests."""
    member: str
    """The field name in these classes; ``*`` for every field that has no other place."""
    source: str
    """The class in descriptions."""
    path: str
    """The field in this class; a field of a structure inside it has dots."""
    reason: str


MOVED: Final = (
    Moved(
        ("ClusterInstanceGroupSpecification",),
        "instance_count",
        "ClusterInstanceGroupDetails",
        "target_count",
        "the number of instances that was requested; current_count is how many there are",
    ),
    Moved(
        ("ClusterRestrictedInstanceGroupSpecification",),
        "instance_count",
        "ClusterRestrictedInstanceGroupDetails",
        "target_count",
        "the number of instances that was requested; current_count is how many there are",
    ),
    Moved(
        ("ClusterInstanceGroupSpecification",),
        "min_instance_count",
        "ClusterInstanceGroupDetails",
        "min_count",
        "the same number has a shorter name",
    ),
    Moved(
        ("CreateEndpointRequest", "UpdateEndpointRequest"),
        "deployment_config",
        "DescribeEndpointResponse",
        "last_deployment_config",
        "the deployment configuration of the last request that created or updated the endpoint",
    ),
    Moved(
        ("UpdateInferenceComponentRequest",),
        "deployment_config",
        "DescribeInferenceComponentResponse",
        "last_deployment_config",
        "the deployment configuration of the last request that updated the component",
    ),
    Moved(
        ("InferenceComponentContainerSpecification",),
        "image",
        "InferenceComponentContainerSpecificationSummary",
        "deployed_image.specified_image",
        "the image as the request named it; resolved_image is its digest",
    ),
    Moved(
        ("CreateInferenceExperimentRequest",),
        "endpoint_name",
        "DescribeInferenceExperimentResponse",
        "endpoint_metadata.endpoint_name",
        "the description has the name in a structure, together with the endpoint's status",
    ),
    Moved(
        ("CreateNotebookInstanceRequest", "UpdateNotebookInstanceRequest"),
        "lifecycle_config_name",
        "DescribeNotebookInstanceResponse",
        "notebook_instance_lifecycle_config_name",
        "the same name has a longer member name",
    ),
    Moved(
        ("CreateNotebookInstanceRequest",),
        "security_group_ids",
        "DescribeNotebookInstanceResponse",
        "security_groups",
        "both are lists of ids of security groups",
    ),
    Moved(
        ("CreateProjectRequest",),
        "template_providers",
        "DescribeProjectResponse",
        "template_provider_details",
        "the same providers, with the state of each stack",
    ),
    Moved(
        ("UpdateProjectRequest",),
        "template_providers_to_update",
        "DescribeProjectResponse",
        "template_provider_details",
        "the same providers, with the state of each stack",
    ),
    Moved(
        ("CreateTemplateProvider", "UpdateTemplateProvider"),
        "cfn_template_provider",
        "TemplateProviderDetail",
        "cfn_template_provider_detail",
        "the branch of the union has another name",
    ),
    Moved(
        ("UpdateClusterSchedulerConfigRequest",),
        "target_version",
        "DescribeClusterSchedulerConfigResponse",
        "cluster_scheduler_config_version",
        "an update names the version that it changes",
    ),
    Moved(
        ("UpdateComputeQuotaRequest",),
        "target_version",
        "DescribeComputeQuotaResponse",
        "compute_quota_version",
        "an update names the version that it changes",
    ),
    Moved(
        ("CreateClusterExtensionRequest", "UpdateClusterExtensionRequest"),
        EVERY,
        "DescribeClusterExtensionResponse",
        "extension_details",
        "the extension is in a structure, beside its health and a summary of its nodes",
    ),
)
"""The rows."""


def moved() -> Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]:
    """Return the fields in descriptions by field in requests, by class in both."""
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for row in MOVED:
        for into in row.into:
            found.setdefault((into, row.source), {})[row.member] = tuple(row.path.split("."))
    return found
