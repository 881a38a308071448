"""The handlers of operations that no rule describes, by service.

Each row has the handler; and, if it is not the whole effect, the support and what is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sagemaker_typed.local.engine import lifecycle, searching, tagging
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.services import MAIN

from . import (
    attachments,
    candidates,
    deployments,
    devices,
    endpoints,
    exports,
    features,
    gateways,
    graph,
    hubs,
    invocations,
    lineage,
    metrics,
    monitoring,
    nodes,
    pipelines,
    policies,
    tuning,
    versions,
)

__all__ = ["FREE", "entries"]

_ROUTED: Final = "the function of the user answers; no endpoint is chosen"
_OFFLINE: Final = "the offline store has objects of JSON"

FREE: Final = frozenset(
    {
        *("InvokeEndpoint", "InvokeEndpointWithResponseStream", "InvokeEndpointAsync"),
        *("InvokeGlobalInferenceGateway", "InvokeGlobalInferenceGatewayWithResponseStream"),
        "InvokeInferenceRouter",
    }
)
"""The operations that call functions of the user, and take the lock only for records."""


def _updated(noun: str, member: str, into: str) -> Callable[[Call], dict[str, Any]]:
    """Return the handler that sets one member of a resource."""

    def handle(call: Call) -> dict[str, Any]:
        kind = kinds(call.service)[noun]
        record = call.store.touch(call.get(kind))
        if member in call.members:
            record.added[into] = call.members[member]
        record.modified = call.now
        call.engine.transitions.update(kind, record, call.now)
        return lifecycle.response_of(call, kind, record)

    return handle


def _url(noun: str) -> tuple[Any, ...]:
    member = "Url" if noun == "PartnerApp" else "AuthorizedUrl"
    return (policies.presigned_url(noun, member), "partial", "the URL leads nowhere")


def entries(service: str) -> Mapping[str, tuple[Any, ...]]:
    """Return the handlers of a service by operation."""
    return _SERVICES.get(service, {})


_MAIN: Final[Mapping[str, tuple[Any, ...]]] = {
    "AddTags": (tagging.add_tags,),
    "ListTags": (tagging.list_tags,),
    "DeleteTags": (tagging.delete_tags,),
    "GetSearchSuggestions": (searching.suggestions,),
    "ListCandidatesForAutoMLJob": (
        candidates.list_candidates,
        "partial",
        "at most three candidates with made-up values, after the job has completed",
    ),
    "Search": (searching.search, "partial", "without the visibility conditions"),
    "UpdateEndpointWeightsAndCapacities": (endpoints.update_weights,),
    "UpdateInferenceComponentRuntimeConfig": (
        _updated("InferenceComponent", "DesiredRuntimeConfig", "RuntimeConfig"),
    ),
    "UpdateClusterSoftware": (nodes.update_software, "partial", "all nodes at the same time"),
    "ListClusterNodes": (nodes.list_nodes,),
    "DescribeClusterNode": (nodes.describe_node,),
    "BatchAddClusterNodes": (nodes.add_nodes,),
    "BatchDeleteClusterNodes": (nodes.delete_nodes,),
    "BatchRebootClusterNodes": (nodes.reboot_nodes,),
    "BatchReplaceClusterNodes": (nodes.replace_nodes,),
    "MoveClusterNodes": (nodes.move_nodes, "partial", "moved nodes get other ids"),
    "StartClusterHealthCheck": (nodes.check_health, "partial", "no operation is listed"),
    "AttachClusterNodeVolume": (attachments.attach_volume,),
    "DetachClusterNodeVolume": (attachments.detach_volume,),
    "AttachClusterNodeNetworkInterface": (attachments.attach_interface,),
    "AddInferenceGateway": (gateways.add_gateway,),
    "ListInferenceGateways": (gateways.list_gateways,),
    "RemoveInferenceGateway": (gateways.remove_gateway,),
    "ListMonitoringExecutions": (
        monitoring.list_executions,
        "partial",
        "executions find no violations, and their processing jobs cannot be described",
    ),
    "CreateEdgeDeploymentStage": (deployments.create_stage,),
    "DeleteEdgeDeploymentStage": (deployments.delete_stage,),
    "StartEdgeDeploymentStage": (deployments.start_stage,),
    "StopEdgeDeploymentStage": (deployments.stop_stage,),
    "ListStageDevices": (deployments.list_devices,),
    "GetDeviceFleetReport": (deployments.fleet_report,),
    "CreateHubContentReference": (hubs.create_reference,),
    "UpdateHubContentReference": (hubs.update_reference,),
    "DeleteHubContentReference": (hubs.delete_reference,),
    "CreateHubContentPresignedUrls": (
        hubs.presigned_urls,
        "partial",
        "one URL, which leads nowhere",
    ),
    "ListTrainingJobsForHyperParameterTuningJob": (tuning.list_jobs_of_tuning,),
    "AssociateTrialComponent": (lineage.associate,),
    "DisassociateTrialComponent": (lineage.disassociate,),
    "AddAssociation": (lineage.add_association,),
    "DeleteAssociation": (lineage.delete_association,),
    "ListAssociations": (lineage.list_associations,),
    "QueryLineage": (graph.query, "partial", "all vertices are on one page"),
    "StopPipelineExecution": (pipelines.stop,),
    "RetryPipelineExecution": (pipelines.retry,),
    "ListPipelineExecutionSteps": (pipelines.execution_steps,),
    "ListPipelineParametersForExecution": (pipelines.execution_parameters,),
    "DescribePipelineDefinitionForExecution": (pipelines.definition_for,),
    "ListPipelineVersions": (pipelines.list_versions,),
    "UpdatePipelineVersion": (pipelines.update_version, "partial", "without aliases"),
    "SendPipelineExecutionStepSuccess": (pipelines.send_success,),
    "SendPipelineExecutionStepFailure": (pipelines.send_failure,),
    "ListModelCardVersions": (versions.list_card_versions,),
    "ListAliases": (versions.list_aliases,),
    "DescribeFeatureMetadata": (features.describe_feature,),
    "UpdateFeatureMetadata": (features.update_feature,),
    "RegisterDevices": (devices.register,),
    "UpdateDevices": (devices.update_devices,),
    "DeregisterDevices": (devices.deregister,),
    "PutModelPackageGroupPolicy": (policies.put_policy("ModelPackageGroup"),),
    "GetModelPackageGroupPolicy": (policies.get_policy("ModelPackageGroup"),),
    "DeleteModelPackageGroupPolicy": (policies.delete_policy("ModelPackageGroup"),),
    "PutEndpointPolicy": (policies.put_policy("Endpoint"),),
    "GetEndpointPolicy": (policies.get_policy("Endpoint"),),
    "DeleteEndpointPolicy": (policies.delete_policy("Endpoint"),),
    "BatchDescribeModelPackage": (policies.batch_describe_packages,),
    "EnableSagemakerServicecatalogPortfolio": (policies.set_portfolio("Enabled"),),
    "DisableSagemakerServicecatalogPortfolio": (policies.set_portfolio("Disabled"),),
    "GetSagemakerServicecatalogPortfolioStatus": (policies.portfolio_status,),
    "CreatePresignedDomainUrl": _url("Domain"),
    "CreatePresignedMlflowTrackingServerUrl": _url("MlflowTrackingServer"),
    "CreatePresignedMlflowAppUrl": _url("MlflowApp"),
    "CreatePresignedNotebookInstanceUrl": _url("NotebookInstance"),
    "CreatePartnerAppPresignedUrl": _url("PartnerApp"),
}
_SERVICES: Final[Mapping[str, Mapping[str, tuple[Any, ...]]]] = {
    MAIN: _MAIN,
    "sagemaker-metrics": {
        "BatchPutMetrics": (metrics.put_metrics,),
        "BatchGetMetrics": (metrics.get_metrics, "partial", "only metrics of trial components"),
    },
    "sagemaker-featurestore-runtime": {
        "PutRecord": (features.put_record, "partial", _OFFLINE),
        "UpdateRecord": (features.update_record, "partial", _OFFLINE),
        "GetRecord": (features.get_record,),
        "DeleteRecord": (features.delete_record, "partial", _OFFLINE),
        "BatchGetRecord": (features.batch_get,),
        "BatchWriteRecord": (features.batch_write, "partial", _OFFLINE),
        "ListRecords": (features.list_feature_records,),
    },
    "sagemaker-runtime": {
        "InvokeEndpoint": (invocations.invoke, "partial", "without sessions"),
        "InvokeEndpointWithResponseStream": (
            invocations.invoke_stream,
            "partial",
            "without sessions",
        ),
        "InvokeEndpointAsync": (
            invocations.invoke_async,
            "partial",
            "the result is there immediately",
        ),
    },
    "sagemaker-gateway-runtime": {
        "InvokeGlobalInferenceGateway": (invocations.invoke_gateway, "partial", _ROUTED),
        "InvokeGlobalInferenceGatewayWithResponseStream": (
            invocations.invoke_gateway_stream,
            "partial",
            _ROUTED,
        ),
    },
    "sagemaker-inference-router-runtime": {
        "InvokeInferenceRouter": (invocations.invoke_router, "partial", _ROUTED),
    },
    "sagemaker-edge": {
        "GetDeviceRegistration": (devices.registration,),
        "SendHeartbeat": (devices.heartbeat, "partial", "without the agent's metrics"),
    },
    "sagemaker-geospatial": {
        "ExportEarthObservationJob": (
            exports.export("EarthObservationJob"),
            "partial",
            "nothing is written",
        ),
        "ExportVectorEnrichmentJob": (
            exports.export("VectorEnrichmentJob"),
            "partial",
            "nothing is written",
        ),
        "ListTagsForResource": (tagging.tag_map,),
        "TagResource": (tagging.tag_resource,),
        "UntagResource": (tagging.untag_resource,),
    },
}
