"""Why operations have no effect in the engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["WHY_EMPTY"]

_BY_REASON: Final[Mapping[str, tuple[str, ...]]] = {
    "a list of the service that is not in its model": (
        *("DescribeJobSchemaVersion", "ListJobSchemaVersions", "ListClusterExtensionVersions"),
        "ListModelMetadata",
    ),
    "offers of capacity are not simulated": (
        *("SearchTrainingPlanOfferings", "ExtendTrainingPlan", "DescribeReservedCapacity"),
        *("DescribeTrainingPlanExtensionHistory", "ListUltraServersByReservedCapacity"),
    ),
    "subscriptions of AWS Marketplace are not simulated": (
        *("DescribeSubscribedWorkteam", "ListSubscribedWorkteams"),
    ),
    "resources of other accounts are not simulated": (
        *("DescribeLineageGroup", "GetLineageGroupPolicy", "ListLineageGroups"),
        "ListResourceCatalogs",
    ),
    "the model does not say which events and operations a cluster has": (
        *("DescribeClusterEvent", "ListClusterEvents"),
        *("DescribeClusterOperation", "ListClusterOperations"),
    ),
    "benchmarks do not run": (
        *("GetScalingConfigurationRecommendation", "ListInferenceRecommendationsJobSteps"),
    ),
    "alerts are about violations, which executions here do not find": (
        *("ListMonitoringAlertHistory", "ListMonitoringAlerts", "UpdateMonitoringAlert"),
    ),
    "templates are not rendered": ("RenderUiTemplate",),
    "there is no machine to connect to": ("StartSession",),
    "nothing is packaged for devices": ("GetDeployments",),
    "requests are not queued": ("InvokeInferenceRouterAsync",),
    "there are no images of the earth": (
        *("GetRasterDataCollection", "GetTile", "ListRasterDataCollections"),
        "SearchRasterDataCollection",
    ),
    "models are not trained": (
        *("CompleteRollout", "Sample", "SampleWithResponseStream", "UpdateReward"),
        *("ExecuteSamplingOperation", "ExecuteTrainingOperation"),
        *("GetSamplingOperationResult", "GetTrainingOperationResult"),
        *("SampleTrainingSession", "SampleTrainingSessionWithResponseStream"),
    ),
}
WHY_EMPTY: Final[Mapping[str, str]] = {
    name: reason for reason, names in _BY_REASON.items() for name in names
}
"""The reason for each operation that returns a valid answer and changes nothing."""
