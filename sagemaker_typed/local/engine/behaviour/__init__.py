"""Kinds of resources that do more than every kind does; see ``base``."""

from __future__ import annotations

from collections.abc import Mapping

from .base import Behaviour

__all__ = ["Behaviour", "behaviours"]


def behaviours() -> Mapping[str, Behaviour]:
    """Return the behaviour of each noun that has one."""
    from .clusters import ClusterBehaviour
    from .components import InferenceComponentBehaviour
    from .deployments import PlanBehaviour
    from .devices import DeviceBehaviour
    from .endpoints import EndpointBehaviour, EndpointConfigBehaviour
    from .exports import ExportedBehaviour
    from .features import FeatureGroupBehaviour
    from .gateways import GatewayBehaviour
    from .jobs import (
        AutoMLJobBehaviour,
        JobBehaviour,
        TrainingJobBehaviour,
    )
    from .lineage import SourceBehaviour, TrialBehaviour, TrialComponentBehaviour
    from .monitoring import ScheduleBehaviour
    from .notebooks import NotebookBehaviour
    from .outputs import OUTPUTS, OutputBehaviour
    from .pipelines import ExecutionBehaviour, PipelineBehaviour
    from .studio import AppBehaviour, DomainBehaviour
    from .tuning import TuningJobBehaviour
    from .versions import (
        CardBehaviour,
        HubContentBehaviour,
        ImageVersionBehaviour,
        PackageBehaviour,
        PackageGroupBehaviour,
    )

    job = JobBehaviour()
    return {
        "Endpoint": EndpointBehaviour(),
        "EndpointConfig": EndpointConfigBehaviour(),
        "InferenceComponent": InferenceComponentBehaviour(),
        "TrainingJob": TrainingJobBehaviour(),
        "ProcessingJob": job,
        "TransformJob": job,
        "HyperParameterTuningJob": TuningJobBehaviour(),
        "AutoMLJob": AutoMLJobBehaviour(),
        "FeatureGroup": FeatureGroupBehaviour(),
        **dict.fromkeys(OUTPUTS, OutputBehaviour()),
        **dict.fromkeys(("Action", "Artifact", "Context"), SourceBehaviour()),
        "Trial": TrialBehaviour(),
        "TrialComponent": TrialComponentBehaviour(),
        "NotebookInstance": NotebookBehaviour(),
        "Pipeline": PipelineBehaviour(),
        "PipelineExecution": ExecutionBehaviour(),
        "Domain": DomainBehaviour(),
        "App": AppBehaviour(),
        "ModelPackage": PackageBehaviour(),
        "ModelPackageGroup": PackageGroupBehaviour(),
        "MonitoringSchedule": ScheduleBehaviour(),
        "EdgeDeploymentPlan": PlanBehaviour(),
        "GlobalInferenceGateway": GatewayBehaviour(),
        "Device": DeviceBehaviour(),
        "EarthObservationJob": ExportedBehaviour(),
        "VectorEnrichmentJob": ExportedBehaviour(),
        "ImageVersion": ImageVersionBehaviour(),
        "HubContent": HubContentBehaviour(),
        "ModelCard": CardBehaviour(),
        "Cluster": ClusterBehaviour(),
    }
