"""Facts about resources that the service model does not have, each with its source.

Sources: "model" is the service model; "reference" is the Amazon SageMaker API reference;
"authorization" is the service authorization reference ("Actions, resources, and condition keys for
Amazon SageMaker"), which has the forms of ARNs; "messages" is ``sagemaker_typed.errors.messages``,
which has the sources of error messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = [
    "ADDED",
    "AFTER_PAGING",
    "ARNS",
    "DEFAULTS",
    "DESCENDING",
    "DETAILS",
    "EMPTY",
    "FILTERS",
    "FINISHED_FIRST",
    "IDENTITIES",
    "LISTED",
    "MISSING",
    "NOUNS",
    "REFERENCES",
    "SAME",
    "SEARCH_NAMES",
    "SETTLED",
    "SORTED_BY",
    "STEMS",
    "TAKEN",
    "UNIQUE_NAMES",
    "VERSIONED",
    "Missing",
    "Reference",
]

SAME: Final[Mapping[str, str]] = {
    # reference: DescribeAutoMLJobV2 describes jobs of both operations.
    "AutoMLJobV2": "AutoMLJob",
}
"""Nouns that are another name of a kind."""

NOUNS: Final[Mapping[str, str]] = {
    # model: the operation registers several devices, which DescribeDevice describes.
    "RegisterDevices": "Device",
    # model: its response has what DescribePipelineExecution needs.
    "StartPipelineExecution": "PipelineExecution",
}
"""The noun of an operation, where it is not what follows the verb."""

LISTED: Final[Mapping[str, str]] = {
    # model: the items are summaries of the same structure as those of the plain listing.
    "ListTrainingJobsForHyperParameterTuningJob": "TrainingJob",
    "ListLabelingJobsForWorkteam": "LabelingJob",
    "ListHubContentVersions": "HubContent",
}
"""The noun of a list operation, where it is not what follows the verb."""

IDENTITIES: Final[Mapping[str, tuple[str, ...]]] = {
    # reference: an app belongs to a user profile or to a space, which the model has as optional.
    "App": ("DomainId", "UserProfileName", "SpaceName", "AppType", "AppName"),
    # model: without a version, DescribeHubContent returns the newest.
    "HubContent": ("HubName", "HubContentType", "HubContentName", "HubContentVersion"),
    # model: without a version, DescribeImageVersion returns the newest.
    "ImageVersion": ("ImageName", "Version"),
    "Device": ("DeviceFleetName", "DeviceName"),
}
"""The members that identify a resource, where they are not those that describing requires."""

SETTLED: Final[Mapping[str, str]] = {
    # reference: an experiment runs from the start of its schedule until its end.
    "InferenceExperiment": "Running",
    # reference (CreateTrainingPlan): a plan is scheduled until its capacity begins.
    "TrainingPlan": "Scheduled",
}
"""The status in which creating ends, where it is not the first of the usual ones."""

ARNS: Final[Mapping[str, str]] = {
    # authorization, "Resource types". Names in braces are members or the id.
    "App": "app/{DomainId}/{UserProfileName|SpaceName}/{AppType}/{AppName}",
    "Space": "space/{DomainId}/{SpaceName}",
    "UserProfile": "user-profile/{DomainId}/{UserProfileName}",
    "Trial": "experiment-trial/{TrialName}",
    "TrialComponent": "experiment-trial-component/{TrialComponentName}",
    "ImageVersion": "image-version/{ImageName}/{Version}",
    "PipelineExecution": "pipeline/{PipelineName}/execution/{id}",
    "ModelPackage": "model-package/{ModelPackageName|ModelPackageGroupName/ModelPackageVersion}",
    "HubContent": "hub-content/{HubName}/{HubContentType}/{HubContentName}/{HubContentVersion}",
    "Workteam": "workteam/private-crowd/{WorkteamName}",
    "Workforce": "workforce/private-crowd/{WorkforceName}",
    "AutoMLJob": "automl-job/{AutoMLJobName}",
    "Cluster": "cluster/{id}",
    "CompilationJob": "compilation-job/{CompilationJobName}",
    "Device": "device-fleet/{DeviceFleetName}/device/{DeviceName}",
    "ModelCardExportJob": "model-card/{ModelCardName}/export-job/{id}",
    "Job": "job/{JobCategory}/{JobName}",
    "PartnerApp": "partner-app/app-{ID}",
    "NotebookInstanceLifecycleConfig": (
        "notebook-instance-lifecycle-config/{NotebookInstanceLifecycleConfigName}"
    ),
    "HyperParameterTuningJob": "hyper-parameter-tuning-job/{HyperParameterTuningJobName}",
    "MlflowTrackingServer": "mlflow-tracking-server/{TrackingServerName}",
    "StudioLifecycleConfig": "studio-lifecycle-config/{StudioLifecycleConfigName}",
}
"""The part after the account in an ARN, where it is not the noun with hyphens and the name."""


class Missing(NamedTuple):
    """The error for a resource that does not exist."""

    code: str
    message: str
    """``{name}`` is the name, ``{arn}`` the ARN that it would have."""


MISSING: Final[Mapping[str, Missing]] = {
    # messages: the ACK controller and Terraform's provider wait for these codes and messages.
    "TrainingJob": Missing("ValidationException", "Requested resource not found."),
    "Model": Missing("ValidationException", 'Could not find model "{arn}".'),
    "EndpointConfig": Missing(
        "ValidationException", 'Could not find endpoint configuration "{arn}".'
    ),
    "Endpoint": Missing("ValidationException", 'Could not find endpoint "{arn}".'),
    "NotebookInstance": Missing("ValidationException", "RecordNotFound"),
    "NotebookInstanceLifecycleConfig": Missing(
        "ValidationException",
        "Unable to describe Notebook Instance Lifecycle Config '{arn}'. "
        "(Details: Notebook Instance Lifecycle Config does not exist.)",
    ),
    "ModelPackage": Missing("ValidationException", "Model package {arn} not found."),
    "ModelPackageGroup": Missing("ValidationException", "ModelPackageGroup {arn} does not exist."),
    "Project": Missing("ValidationException", "Project {name} does not exist."),
    "Device": Missing("ValidationException", "No device with name: {name} found."),
    "DeviceFleet": Missing("ValidationException", "No devicefleet with name: {name} found."),
    "Workforce": Missing("ValidationException", "No workforce found in this region."),
    "Workteam": Missing("ValidationException", "The work team {name} does not exist."),
    "ModelCard": Missing("ResourceNotFound", "Modelcard {name} does not exist."),
}
"""The error of the service, where the rule (``ResourceNotFound`` if the model has it, else
``ValidationException`` with "Could not find") is wrong or too general."""

TAKEN: Final[Mapping[str, Missing]] = {
    # messages
    "Model": Missing("ValidationException", 'Cannot create already existing model "{arn}".'),
    "EndpointConfig": Missing(
        "ValidationException", 'Cannot create already existing endpoint configuration "{arn}".'
    ),
    "Endpoint": Missing("ValidationException", 'Cannot create already existing endpoint "{arn}".'),
    "NotebookInstance": Missing(
        "ValidationException", "Cannot create a duplicate Notebook Instance ({arn})"
    ),
    "NotebookInstanceLifecycleConfig": Missing(
        "ValidationException",
        "Unable to create Notebook Instance Lifecycle Config {arn}. "
        "(Details: Notebook Instance Lifecycle Config already exists.)",
    ),
    "Pipeline": Missing(
        "ValidationException",
        "Pipeline names must be unique within an AWS account and region. Pipeline with name "
        "({name}) already exists.",
    ),
    "ModelCard": Missing("ConflictException", "Modelcard {name} already exists"),
    # moto's test of CreateFeatureGroup.
    "FeatureGroup": Missing(
        "ResourceInUse",
        "Resource Already Exists: FeatureGroup with name {name} already exists. Choose a "
        "different name.\nInfo: Feature Group '{name}' already exists.",
    ),
}
"""The error for a name that is taken, where the rule (the conflict that the model has, else
``ValidationException`` with "already exists") is wrong or too general."""


class Reference(NamedTuple):
    """A member of a create or update request that names a resource that must exist."""

    path: str
    """The member; dots lead into structures, and lists are searched."""
    noun: str
    message: str = ""
    """The message of a ``ValidationException``, if it is not that for describing the resource."""


REFERENCES: Final[Mapping[str, tuple[Reference, ...]]] = {
    # reference: the description of each member names the operation that creates the resource.
    "EndpointConfig": (
        Reference("ProductionVariants.ModelName", "Model"),
        Reference("ShadowProductionVariants.ModelName", "Model"),
    ),
    "Endpoint": (Reference("EndpointConfigName", "EndpointConfig"),),
    "TransformJob": (Reference("ModelName", "Model"),),
    "InferenceComponent": (Reference("EndpointName", "Endpoint"),),
    "Trial": (Reference("ExperimentName", "Experiment"),),
    "UserProfile": (Reference("DomainId", "Domain"),),
    "Space": (Reference("DomainId", "Domain"),),
    "App": (
        Reference("DomainId", "Domain"),
        Reference("UserProfileName", "UserProfile"),
        Reference("SpaceName", "Space"),
    ),
    "ImageVersion": (Reference("ImageName", "Image"),),
    "ModelPackage": (
        # moto's test of CreateModelPackage, from its pull request 7165.
        Reference(
            "ModelPackageGroupName", "ModelPackageGroup", "Model Package Group does not exist."
        ),
    ),
    "ModelCardExportJob": (Reference("ModelCardName", "ModelCard"),),
    "PipelineExecution": (Reference("PipelineName", "Pipeline"),),
    "HubContent": (Reference("HubName", "Hub"),),
    "Device": (Reference("DeviceFleetName", "DeviceFleet"),),
    "EdgeDeploymentPlan": (Reference("DeviceFleetName", "DeviceFleet"),),
    "ClusterSchedulerConfig": (Reference("ClusterArn", "Cluster"),),
    "ComputeQuota": (Reference("ClusterArn", "Cluster"),),
    "ClusterExtension": (Reference("ClusterArn", "Cluster"),),
    "NotebookInstance": (Reference("LifecycleConfigName", "NotebookInstanceLifecycleConfig"),),
}
"""The resources that must exist before a resource is created or updated."""

DETAILS: Final[Mapping[str, tuple[str, ...]]] = {
    # reference: "SecondaryStatus" of DescribeTrainingJob has the order of the stages.
    "TrainingJob": ("Starting", "Downloading", "Training", "Uploading"),
    # reference: "AutoMLJobSecondaryStatus" of DescribeAutoMLJob.
    "AutoMLJob": (
        "Starting",
        "AnalyzingData",
        "FeatureEngineering",
        "ModelTuning",
        "GeneratingExplainabilityReport",
    ),
    "Job": ("Starting", "Downloading", "Training", "Uploading"),
}
"""The secondary statuses until the end of the work, in their order."""

UNIQUE_NAMES: Final[Mapping[str, str]] = {
    # reference: these names must be unique within an account and region, although another member
    # identifies the resource.
    "Domain": "DomainName",
    "ClusterSchedulerConfig": "Name",
    "ComputeQuota": "Name",
    "PartnerApp": "Name",
    "MlflowApp": "Name",
    "GlobalInferenceGateway": "Name",
}
"""The member whose value only one resource has, by noun."""

DESCENDING: Final = frozenset(
    {
        # reference: the default of SortOrder of each operation.
        *("ListAIBenchmarkJobs", "ListAIRecommendationJobs", "ListAIWorkloadConfigs"),
        *("ListActions", "ListAppImageConfigs", "ListArtifacts", "ListAssociations"),
        *("ListAutoMLJobs", "ListClusterEvents", "ListClusterOperations", "ListContexts"),
        *("ListClusterSchedulerConfigs", "ListComputeQuotas", "ListEndpointConfigs"),
        *("ListDataQualityJobDefinitions", "ListEndpoints", "ListExperiments"),
        *("ListImageVersions", "ListImages", "ListInferenceComponents", "ListMlflowApps"),
        *("ListMlflowTrackingServers", "ListModelBiasJobDefinitions", "ListModels"),
        *("ListModelExplainabilityJobDefinitions", "ListModelQualityJobDefinitions"),
        *("ListMonitoringAlertHistory", "ListMonitoringExecutions", "ListMonitoringSchedules"),
        *("ListStudioLifecycleConfigs", "ListTransformJobs", "ListTrialComponents"),
        *("ListTrials", "Search"),
    }
)
"""The list operations whose default order is descending."""

SORTED_BY: Final[Mapping[str, str]] = {
    # reference: the default of SortBy.
    "ListAutoMLJobs": "Name",
    "ListCodeRepositories": "Name",
    "ListHyperParameterTuningJobs": "Name",
    "ListNotebookInstances": "Name",
    "ListTrainingJobsForHyperParameterTuningJob": "Name",
}
"""The order of lists, where it is not the time of creation."""

FILTERS: Final[Mapping[tuple[str, str], str]] = {
    # reference: the member of the resource that a filter is about.
    ("Artifact", "SourceUri"): "SourceUri",
    ("Action", "SourceUri"): "SourceUri",
    ("Context", "SourceUri"): "SourceUri",
    ("Cluster", "TrainingPlanArn"): "InstanceGroups",
    ("Device", "ModelName"): "Models",
    ("MlflowApp", "DefaultForDomainId"): "DefaultDomainIdList",
    ("ModelPackageGroup", "CrossAccountFilterOption"): "ModelPackageGroupName",
    ("TrialComponent", "ExperimentName"): "TrialComponentName",
    ("TrialComponent", "TrialName"): "TrialComponentName",
    ("TrialComponent", "SourceArn"): "Source",
    ("Trial", "TrialComponentName"): "TrialName",
    ("Pipeline", "ManagedBy"): "PipelineName",
    ("HubContent", "MaxSchemaVersion"): "DocumentSchemaVersion",
    ("Pipeline", "PipelineNamePrefix"): "PipelineName",
    ("OptimizationJob", "OptimizationContains"): "OptimizationJobName",
    ("NotebookInstance", "DefaultCodeRepositoryContains"): "DefaultCodeRepository",
    ("NotebookInstance", "AdditionalCodeRepositoryEquals"): "AdditionalCodeRepositories",
    ("NotebookInstance", "NotebookInstanceLifecycleConfigNameContains"): "LifecycleConfigName",
    ("HubContent", "MinVersion"): "HubContentVersion",
    ("LabelingJob", "JobReferenceCodeContains"): "LabelingJobName",
    ("MonitoringSchedule", "MonitoringTypeEquals"): "MonitoringType",
    ("LabelingJob", "WorkteamArn"): "WorkteamArn",
    ("StudioLifecycleConfig", "AppTypeEquals"): "StudioLifecycleConfigAppType",
    ("ModelPackage", "ModelPackageType"): "ModelPackageArn",
}
"""The member that a filter of a listing is about, where its name does not say it. The behaviour of
a kind may compare with something else."""

AFTER_PAGING: Final[Mapping[str, frozenset[str]]] = {
    # reference: "the MaxResults number of training jobs are first retrieved ignoring the
    # StatusEquals parameter"; for NameContains: issues 2838 and 3347 of boto3.
    "ListTrainingJobs": frozenset({"NameContains", "StatusEquals"}),
    # issues 1966, 2521 and 2973 of boto3.
    "ListModels": frozenset({"NameContains"}),
    "ListEndpoints": frozenset({"NameContains"}),
    # moto's tests of these operations.
    "ListProcessingJobs": frozenset({"NameContains", "StatusEquals"}),
    "ListTransformJobs": frozenset({"NameContains", "StatusEquals"}),
}
"""Filters that the service applies to a page: it may then be empty, and have a token."""

SEARCH_NAMES: Final = frozenset({"Tags", "Parents", "Metrics", "HyperParameters"})
"""Properties of ``Search`` that are not members of each resource (reference: Search)."""

STEMS: Final[Mapping[str, str]] = {
    # model: summaries of monitoring job definitions of all kinds have one structure.
    "MonitoringJobDefinition": "JobDefinition",
}
"""Nouns in names of members that mean another noun."""

DEFAULTS: Final[Mapping[tuple[str, str], str]] = {
    # reference: "If you don't specify DisplayName, the name is displayed."
    ("Experiment", "DisplayName"): "ExperimentName",
    ("Trial", "DisplayName"): "TrialName",
    ("TrialComponent", "DisplayName"): "TrialComponentName",
    # reference: summaries name what the request has inside a structure.
    ("CompilationJob", "CompilationTargetDevice"): "OutputConfig.TargetDevice",
    ("CompilationJob", "CompilationTargetPlatformOs"): "OutputConfig.TargetPlatform.Os",
    ("CompilationJob", "CompilationTargetPlatformArch"): "OutputConfig.TargetPlatform.Arch",
    ("CompilationJob", "CompilationTargetPlatformAccelerator"): (
        "OutputConfig.TargetPlatform.Accelerator"
    ),
    ("NotebookInstance", "NotebookInstanceLifecycleConfigName"): "LifecycleConfigName",
}
"""The place in the create request of a member of descriptions that was not given by its name."""

ADDED: Final = frozenset(
    {
        # reference (DescribeCompilationJob): the image that the compiled model needs.
        ("CompilationJob", "InferenceImage"),
    }
)
"""Optional members of descriptions that the service always adds."""

EMPTY: Final[Mapping[str, tuple[str, ...]]] = {
    # moto's test of DescribeTrialComponent.
    "TrialComponent": ("Parameters", "InputArtifacts", "OutputArtifacts", "Sources"),
}
"""Maps and lists that descriptions have also if they are empty."""

FINISHED_FIRST: Final = frozenset({"TrainingJob", "ProcessingJob", "CompilationJob", "Job"})
"""Nouns of jobs that can be deleted only when they have ended (reference: their delete
operations)."""

VERSIONED: Final = frozenset({"ClusterSchedulerConfig", "ComputeQuota"})
"""Nouns whose updates make a new version; they name the version that they change (reference:
``TargetVersion`` of the update operations)."""
