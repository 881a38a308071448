# Written by `python -m sagemaker_typed.codegen refresh`; do not edit.
"""The properties of CloudFormation's resource types, from its schemas.

``schema.py`` reads a row: the properties that a template can set, each with its type, and with
``!`` if it is required. A type is ``[x]`` for a list, ``{x}`` for a map, and ``.X`` for the row of
the structure ``X`` in the same resource type.
"""

from collections.abc import Mapping
from typing import Final

SOURCE: Final = "cfn-lint 1.58.0, us-east-1"
ROWS: Final[Mapping[str, str]] = {
    "AIWorkloadConfig": (
        "AIWorkloadConfigName!:string AIWorkloadConfigs:.AIWorkloadConfigs "
        "DatasetConfig:.AIDatasetConfig Tags:[.Tag]"
    ),
    "AIWorkloadConfig.AIDatasetConfig": "InputDataConfig!:[.AIWorkloadInputDataConfig]",
    "AIWorkloadConfig.AIWorkloadConfigs": "WorkloadSpec!:.WorkloadSpec",
    "AIWorkloadConfig.AIWorkloadDataSource": "S3DataSource:.AIWorkloadS3DataSource",
    "AIWorkloadConfig.AIWorkloadInputDataConfig": (
        "ChannelName!:string DataSource!:.AIWorkloadDataSource"
    ),
    "AIWorkloadConfig.AIWorkloadS3DataSource": "S3Uri!:string",
    "AIWorkloadConfig.Tag": "Key!:string Value!:string",
    "AIWorkloadConfig.WorkloadSpec": "Inline!:string",
    "Action": (
        "ActionName!:string ActionType!:string Description:string "
        "MetadataProperties:.MetadataProperties Properties:{string} Source!:.ActionSource "
        "Status:string Tags:[.Tag]"
    ),
    "Action.ActionSource": "SourceId:string SourceType:string SourceUri!:string",
    "Action.MetadataProperties": (
        "CommitId:string GeneratedBy:string ProjectId:string Repository:string"
    ),
    "Action.Tag": "Key!:string Value!:string",
    "Algorithm": (
        "AlgorithmDescription:string AlgorithmName!:string CertifyForMarketplace:boolean "
        "InferenceSpecification:.InferenceSpecification Tags:[.Tag] "
        "TrainingSpecification!:.TrainingSpecification"
    ),
    "Algorithm.CategoricalParameterRangeSpecification": "Values!:[string]",
    "Algorithm.ChannelSpecification": (
        "Description:string IsRequired:boolean Name!:string SupportedCompressionTypes:[string] "
        "SupportedContentTypes!:[string] SupportedInputModes!:[string]"
    ),
    "Algorithm.ContinuousParameterRangeSpecification": "MaxValue!:string MinValue!:string",
    "Algorithm.HyperParameterSpecification": (
        "DefaultValue:string Description:string IsRequired:boolean IsTunable:boolean Name!:string "
        "Range:.ParameterRange Type!:string"
    ),
    "Algorithm.HyperParameterTuningJobObjective": "MetricName!:string Type!:string",
    "Algorithm.InferenceSpecification": (
        "Containers!:[.ModelPackageContainerDefinition] SupportedContentTypes:[string] "
        "SupportedRealtimeInferenceInstanceTypes:[string] SupportedResponseMIMETypes:[string] "
        "SupportedTransformInstanceTypes:[string]"
    ),
    "Algorithm.IntegerParameterRangeSpecification": "MaxValue!:string MinValue!:string",
    "Algorithm.MetricDefinition": "Name!:string Regex!:string",
    "Algorithm.ModelInput": "DataInputConfig!:string",
    "Algorithm.ModelPackageContainerDefinition": (
        "ContainerHostname:string Environment:{string} Framework:string FrameworkVersion:string "
        "Image!:string ImageDigest:string IsCheckpoint:boolean ModelInput:.ModelInput "
        "NearestModelName:string"
    ),
    "Algorithm.ParameterRange": (
        "CategoricalParameterRangeSpecification:.CategoricalParameterRangeSpecification "
        "ContinuousParameterRangeSpecification:.ContinuousParameterRangeSpecification "
        "IntegerParameterRangeSpecification:.IntegerParameterRangeSpecification"
    ),
    "Algorithm.Tag": "Key!:string Value!:string",
    "Algorithm.TrainingSpecification": (
        "MetricDefinitions:[.MetricDefinition] "
        "SupportedHyperParameters:[.HyperParameterSpecification] "
        "SupportedTrainingInstanceTypes!:[string] "
        "SupportedTuningJobObjectiveMetrics:[.HyperParameterTuningJobObjective] "
        "SupportsDistributedTraining:boolean TrainingChannels!:[.ChannelSpecification] "
        "TrainingImage!:string TrainingImageDigest:string"
    ),
    "App": (
        "AppName!:string AppType!:string DomainId!:string RecoveryMode:boolean "
        "ResourceSpec:.ResourceSpec Tags:[.Tag] UserProfileName!:string"
    ),
    "App.ResourceSpec": (
        "InstanceType:string LifecycleConfigArn:string SageMakerImageArn:string "
        "SageMakerImageVersionArn:string"
    ),
    "App.Tag": "Key!:string Value!:string",
    "AppImageConfig": (
        "AppImageConfigName!:string CodeEditorAppImageConfig:.CodeEditorAppImageConfig "
        "JupyterLabAppImageConfig:.JupyterLabAppImageConfig "
        "KernelGatewayImageConfig:.KernelGatewayImageConfig Tags:[.Tag]"
    ),
    "AppImageConfig.CodeEditorAppImageConfig": "ContainerConfig:.ContainerConfig",
    "AppImageConfig.ContainerConfig": (
        "ContainerArguments:[string] ContainerEntrypoint:[string] "
        "ContainerEnvironmentVariables:[.CustomImageContainerEnvironmentVariable]"
    ),
    "AppImageConfig.CustomImageContainerEnvironmentVariable": "Key!:string Value!:string",
    "AppImageConfig.FileSystemConfig": "DefaultGid:integer DefaultUid:integer MountPath:string",
    "AppImageConfig.JupyterLabAppImageConfig": "ContainerConfig:.ContainerConfig",
    "AppImageConfig.KernelGatewayImageConfig": (
        "FileSystemConfig:.FileSystemConfig KernelSpecs!:[.KernelSpec]"
    ),
    "AppImageConfig.KernelSpec": "DisplayName:string Name!:string",
    "AppImageConfig.Tag": "Key!:string Value!:string",
    "Artifact": (
        "ArtifactName:string ArtifactType!:string MetadataProperties:.MetadataProperties "
        "Properties:{string} Source!:.ArtifactSource Tags:[.Tag]"
    ),
    "Artifact.ArtifactSource": "SourceTypes:[.ArtifactSourceType] SourceUri!:string",
    "Artifact.ArtifactSourceType": "SourceIdType!:string Value!:string",
    "Artifact.MetadataProperties": (
        "CommitId:string GeneratedBy:string ProjectId:string Repository:string"
    ),
    "Artifact.Tag": "Key!:string Value!:string",
    "Cluster": (
        "AutoScaling:.ClusterAutoScalingConfig ClusterName:string ClusterRole:string "
        "InstanceGroups:[.ClusterInstanceGroup] NodeProvisioningMode:string NodeRecovery:string "
        "Orchestrator:.Orchestrator RestrictedInstanceGroups:[.ClusterRestrictedInstanceGroup] "
        "RestrictedInstanceGroupsConfig:.RestrictedInstanceGroupsConfig Tags:[.Tag] "
        "TieredStorageConfig:.TieredStorageConfig VpcConfig:.VpcConfig"
    ),
    "Cluster.AlarmDetails": "AlarmName!:string",
    "Cluster.AutoPatchConfig": (
        "DeploymentConfig:.DeploymentConfig PatchSchedule:.PatchSchedule PatchingStrategy!:string"
    ),
    "Cluster.CapacitySizeConfig": "Type!:string Value!:integer",
    "Cluster.ClusterAccountingDatabase": (
        "Endpoint!:string Name:string Port:integer SecretArn!:string"
    ),
    "Cluster.ClusterAutoScalingConfig": "AutoScalerType:string Mode!:string",
    "Cluster.ClusterCapacityRequirements": "OnDemand:object Spot:object",
    "Cluster.ClusterEbsVolumeConfig": (
        "RootVolume:boolean VolumeKmsKeyId:string VolumeSizeInGB:integer"
    ),
    "Cluster.ClusterFsxLustreConfig": "DnsName!:string MountName!:string MountPath:string",
    "Cluster.ClusterFsxOpenZfsConfig": "DnsName!:string MountPath:string",
    "Cluster.ClusterInstanceGroup": (
        "AutoPatchConfig:.AutoPatchConfig CapacityRequirements:.ClusterCapacityRequirements "
        "CurrentCount:integer ExecutionRole!:string ImageId:string ImageReleaseVersion:string "
        "InstanceCount!:integer InstanceGroupName!:string "
        "InstanceRequirements:.InstanceRequirements "
        "InstanceStorageConfigs:[.ClusterInstanceStorageConfig] InstanceType:string "
        "KubernetesConfig:.ClusterKubernetesConfig LifeCycleConfig:.ClusterLifeCycleConfig "
        "MinInstanceCount:integer NetworkInterface:.ClusterNetworkInterface "
        "OnStartDeepHealthChecks:[string] OverrideVpcConfig:.VpcConfig "
        "ScheduledUpdateConfig:.ScheduledUpdateConfig SlurmConfig:.ClusterSlurmConfig "
        "ThreadsPerCore:integer TrainingPlanArn:string"
    ),
    "Cluster.ClusterInstanceStorageConfig": (
        "EbsVolumeConfig:.ClusterEbsVolumeConfig FsxLustreConfig:.ClusterFsxLustreConfig "
        "FsxOpenZfsConfig:.ClusterFsxOpenZfsConfig"
    ),
    "Cluster.ClusterKubernetesConfig": "Labels:{string} Taints:[.ClusterKubernetesTaint]",
    "Cluster.ClusterKubernetesTaint": "Effect!:string Key!:string Value:string",
    "Cluster.ClusterLifeCycleConfig": "OnCreate:string OnInitComplete:string SourceS3Uri:string",
    "Cluster.ClusterNetworkInterface": "InterfaceType!:string",
    "Cluster.ClusterOrchestratorEksConfig": "ClusterArn!:string",
    "Cluster.ClusterOrchestratorSlurmConfig": (
        "AccountingDatabase:.ClusterAccountingDatabase SlurmConfigStrategy:string"
    ),
    "Cluster.ClusterRestrictedInstanceGroup": (
        "CurrentCount:integer EnvironmentConfig:.EnvironmentConfig ExecutionRole!:string "
        "InstanceCount!:integer InstanceGroupName!:string "
        "InstanceStorageConfigs:[.ClusterInstanceStorageConfig] InstanceType!:string "
        "OnStartDeepHealthChecks:[string] OverrideVpcConfig:.VpcConfig ThreadsPerCore:integer "
        "TrainingPlanArn:string"
    ),
    "Cluster.ClusterSlurmConfig": "NodeType!:string PartitionNames:[string]",
    "Cluster.DeploymentConfig": (
        "AutoRollbackConfiguration:[.AlarmDetails] RollingUpdatePolicy:.RollingUpdatePolicy "
        "WaitIntervalInSeconds:integer"
    ),
    "Cluster.EnvironmentConfig": "FSxLustreConfig:.FSxLustreConfig",
    "Cluster.FSxLustreConfig": "PerUnitStorageThroughput!:integer SizeInGiB!:integer",
    "Cluster.InstanceRequirements": "InstanceTypes!:[string]",
    "Cluster.Orchestrator": (
        "Eks:.ClusterOrchestratorEksConfig Slurm:.ClusterOrchestratorSlurmConfig"
    ),
    "Cluster.PatchSchedule": "NextPatchDate:string",
    "Cluster.RestrictedInstanceGroupsConfig": "SharedEnvironmentConfig!:.SharedEnvironmentConfig",
    "Cluster.RollingUpdatePolicy": (
        "MaximumBatchSize!:.CapacitySizeConfig RollbackMaximumBatchSize:.CapacitySizeConfig"
    ),
    "Cluster.ScheduledUpdateConfig": (
        "DeploymentConfig:.DeploymentConfig ScheduleExpression!:string"
    ),
    "Cluster.SharedEnvironmentConfig": (
        "FSxLustreConfig:.FSxLustreConfig FSxLustreDeletionPolicy!:string"
    ),
    "Cluster.Tag": "Key!:string Value!:string",
    "Cluster.TieredStorageConfig": "InstanceMemoryAllocationPercentage:integer Mode!:string",
    "Cluster.VpcConfig": "SecurityGroupIds!:[string] Subnets!:[string]",
    "ClusterSchedulerConfig": (
        "ClusterArn!:string Description:string Name!:string SchedulerConfig!:.SchedulerConfig "
        "Tags:[.Tag]"
    ),
    "ClusterSchedulerConfig.PriorityClass": "Name!:string Weight!:integer",
    "ClusterSchedulerConfig.SchedulerConfig": (
        "FairShare:string IdleResourceSharing:string PriorityClasses:[.PriorityClass]"
    ),
    "ClusterSchedulerConfig.Tag": "Key!:string Value!:string",
    "CodeRepository": "CodeRepositoryName:string GitConfig!:.GitConfig Tags:[.Tag]",
    "CodeRepository.GitConfig": "Branch:string RepositoryUrl!:string SecretArn:string",
    "CodeRepository.Tag": "Key!:string Value!:string",
    "ComputeQuota": (
        "ActivationState:string ClusterArn!:string ComputeQuotaConfig!:.ComputeQuotaConfig "
        "ComputeQuotaTarget!:.ComputeQuotaTarget Description:string Name!:string Tags:[.Tag]"
    ),
    "ComputeQuota.AcceleratorPartitionConfig": "Count!:integer Type!:string",
    "ComputeQuota.ComputeQuotaConfig": (
        "ComputeQuotaResources:[.ComputeQuotaResourceConfig] PreemptTeamTasks:string "
        "ResourceSharingConfig:.ResourceSharingConfig"
    ),
    "ComputeQuota.ComputeQuotaResourceConfig": (
        "AcceleratorPartition:.AcceleratorPartitionConfig Accelerators:integer Count:integer "
        "InstanceType!:string MemoryInGiB:number VCpu:number"
    ),
    "ComputeQuota.ComputeQuotaTarget": "FairShareWeight:integer TeamName!:string",
    "ComputeQuota.ResourceSharingConfig": (
        "AbsoluteBorrowLimits:[.ComputeQuotaResourceConfig] BorrowLimit:integer Strategy!:string"
    ),
    "ComputeQuota.Tag": "Key!:string Value!:string",
    "Context": (
        "ContextName!:string ContextType!:string Description:string Properties:{string} "
        "Source!:.Source Tags:[.Tags]"
    ),
    "Context.Source": "SourceId:string SourceType:string SourceUri!:string",
    "Context.Tags": "Key!:string Value!:string",
    "DataQualityJobDefinition": (
        "DataQualityAppSpecification!:.DataQualityAppSpecification "
        "DataQualityBaselineConfig:.DataQualityBaselineConfig "
        "DataQualityJobInput!:.DataQualityJobInput "
        "DataQualityJobOutputConfig!:.MonitoringOutputConfig EndpointName:string "
        "JobDefinitionName:string JobResources!:.MonitoringResources NetworkConfig:.NetworkConfig "
        "RoleArn!:string StoppingCondition:.StoppingCondition Tags:[.Tag]"
    ),
    "DataQualityJobDefinition.BatchTransformInput": (
        "DataCapturedDestinationS3Uri!:string DatasetFormat!:.DatasetFormat "
        "ExcludeFeaturesAttribute:string LocalPath!:string S3DataDistributionType:string "
        "S3InputMode:string"
    ),
    "DataQualityJobDefinition.ClusterConfig": (
        "InstanceCount!:integer InstanceType!:string VolumeKmsKeyId:string VolumeSizeInGB!:integer"
    ),
    "DataQualityJobDefinition.ConstraintsResource": "S3Uri:string",
    "DataQualityJobDefinition.Csv": "Header:boolean",
    "DataQualityJobDefinition.DataQualityAppSpecification": (
        "ContainerArguments:[string] ContainerEntrypoint:[string] Environment:{string} "
        "ImageUri!:string PostAnalyticsProcessorSourceUri:string "
        "RecordPreprocessorSourceUri:string"
    ),
    "DataQualityJobDefinition.DataQualityBaselineConfig": (
        "BaseliningJobName:string ConstraintsResource:.ConstraintsResource "
        "StatisticsResource:.StatisticsResource"
    ),
    "DataQualityJobDefinition.DataQualityJobInput": (
        "BatchTransformInput:.BatchTransformInput EndpointInput:.EndpointInput"
    ),
    "DataQualityJobDefinition.DatasetFormat": "Csv:.Csv Json:.Json Parquet:boolean",
    "DataQualityJobDefinition.EndpointInput": (
        "EndpointName!:string ExcludeFeaturesAttribute:string LocalPath!:string "
        "S3DataDistributionType:string S3InputMode:string"
    ),
    "DataQualityJobDefinition.Json": "Line:boolean",
    "DataQualityJobDefinition.MonitoringOutput": "S3Output!:.S3Output",
    "DataQualityJobDefinition.MonitoringOutputConfig": (
        "KmsKeyId:string MonitoringOutputs!:[.MonitoringOutput]"
    ),
    "DataQualityJobDefinition.MonitoringResources": "ClusterConfig!:.ClusterConfig",
    "DataQualityJobDefinition.NetworkConfig": (
        "EnableInterContainerTrafficEncryption:boolean EnableNetworkIsolation:boolean "
        "VpcConfig:.VpcConfig"
    ),
    "DataQualityJobDefinition.S3Output": "LocalPath!:string S3UploadMode:string S3Uri!:string",
    "DataQualityJobDefinition.StatisticsResource": "S3Uri:string",
    "DataQualityJobDefinition.StoppingCondition": "MaxRuntimeInSeconds!:integer",
    "DataQualityJobDefinition.Tag": "Key!:string Value!:string",
    "DataQualityJobDefinition.VpcConfig": "SecurityGroupIds!:[string] Subnets!:[string]",
    "Device": "Device:.Device DeviceFleetName!:string Tags:[.Tag]",
    "Device.Device": "Description:string DeviceName!:string IotThingName:string",
    "Device.Tag": "Key!:string Value!:string",
    "DeviceFleet": (
        "Description:string DeviceFleetName!:string OutputConfig!:.EdgeOutputConfig "
        "RoleArn!:string Tags:[.Tag]"
    ),
    "DeviceFleet.EdgeOutputConfig": "KmsKeyId:string S3OutputLocation!:string",
    "DeviceFleet.Tag": "Key!:string Value!:string",
    "Domain": (
        "AppNetworkAccessType:string AppSecurityGroupManagement:string AuthMode!:string "
        "DefaultSpaceSettings:.DefaultSpaceSettings DefaultUserSettings!:.UserSettings "
        "DomainName!:string DomainSettings:.DomainSettings HomeEfsFileSystemCreation:string "
        "KmsKeyId:string SubnetIds:[string] TagPropagation:string Tags:[.Tag] VpcId:string"
    ),
    "Domain.AppLifecycleManagement": "IdleSettings:.IdleSettings",
    "Domain.CodeEditorAppSettings": (
        "AppLifecycleManagement:.AppLifecycleManagement BuiltInLifecycleConfigArn:string "
        "CustomImages:[.CustomImage] DefaultResourceSpec:.ResourceSpec "
        "LifecycleConfigArns:[string]"
    ),
    "Domain.CodeRepository": "RepositoryUrl!:string",
    "Domain.CustomFileSystemConfig": (
        "EFSFileSystemConfig:.EFSFileSystemConfig "
        "FSxLustreFileSystemConfig:.FSxLustreFileSystemConfig "
        "S3FileSystemConfig:.S3FileSystemConfig"
    ),
    "Domain.CustomImage": "AppImageConfigName!:string ImageName!:string ImageVersionNumber:integer",
    "Domain.CustomPosixUserConfig": "Gid!:integer Uid!:integer",
    "Domain.DefaultEbsStorageSettings": (
        "DefaultEbsVolumeSizeInGb!:integer MaximumEbsVolumeSizeInGb!:integer"
    ),
    "Domain.DefaultSpaceSettings": (
        "CustomFileSystemConfigs:[.CustomFileSystemConfig] "
        "CustomPosixUserConfig:.CustomPosixUserConfig ExecutionRole!:string "
        "JupyterLabAppSettings:.JupyterLabAppSettings "
        "JupyterServerAppSettings:.JupyterServerAppSettings "
        "KernelGatewayAppSettings:.KernelGatewayAppSettings SecurityGroups:[string] "
        "SpaceStorageSettings:.DefaultSpaceStorageSettings"
    ),
    "Domain.DefaultSpaceStorageSettings": "DefaultEbsStorageSettings:.DefaultEbsStorageSettings",
    "Domain.DockerSettings": "EnableDockerAccess:string VpcOnlyTrustedAccounts:[string]",
    "Domain.DomainSettings": (
        "DockerSettings:.DockerSettings ExecutionRoleIdentityConfig:string IpAddressType:string "
        "RStudioServerProDomainSettings:.RStudioServerProDomainSettings SecurityGroupIds:[string] "
        "UnifiedStudioSettings:.UnifiedStudioSettings"
    ),
    "Domain.EFSFileSystemConfig": "FileSystemId!:string FileSystemPath:string",
    "Domain.FSxLustreFileSystemConfig": "FileSystemId!:string FileSystemPath:string",
    "Domain.HiddenSageMakerImage": "SageMakerImageName:string VersionAliases:[string]",
    "Domain.IdleSettings": (
        "IdleTimeoutInMinutes:integer LifecycleManagement:string MaxIdleTimeoutInMinutes:integer "
        "MinIdleTimeoutInMinutes:integer"
    ),
    "Domain.JupyterLabAppSettings": (
        "AppLifecycleManagement:.AppLifecycleManagement BuiltInLifecycleConfigArn:string "
        "CodeRepositories:[.CodeRepository] CustomImages:[.CustomImage] "
        "DefaultResourceSpec:.ResourceSpec LifecycleConfigArns:[string]"
    ),
    "Domain.JupyterServerAppSettings": (
        "DefaultResourceSpec:.ResourceSpec LifecycleConfigArns:[string]"
    ),
    "Domain.KernelGatewayAppSettings": (
        "CustomImages:[.CustomImage] DefaultResourceSpec:.ResourceSpec LifecycleConfigArns:[string]"
    ),
    "Domain.RSessionAppSettings": "CustomImages:[.CustomImage] DefaultResourceSpec:.ResourceSpec",
    "Domain.RStudioServerProAppSettings": "AccessStatus:string UserGroup:string",
    "Domain.RStudioServerProDomainSettings": (
        "DefaultResourceSpec:.ResourceSpec DomainExecutionRoleArn!:string "
        "RStudioConnectUrl:string RStudioPackageManagerUrl:string"
    ),
    "Domain.ResourceSpec": (
        "InstanceType:string LifecycleConfigArn:string SageMakerImageArn:string "
        "SageMakerImageVersionArn:string TrainingPlanArn:string"
    ),
    "Domain.S3FileSystemConfig": "MountPath:string S3Uri:string",
    "Domain.SharingSettings": "NotebookOutputOption:string S3KmsKeyId:string S3OutputPath:string",
    "Domain.StudioWebPortalSettings": (
        "HiddenAppTypes:[string] HiddenInstanceTypes:[string] HiddenMlTools:[string] "
        "HiddenSageMakerImageVersionAliases:[.HiddenSageMakerImage]"
    ),
    "Domain.Tag": "Key!:string Value!:string",
    "Domain.UnifiedStudioSettings": (
        "DomainAccountId:string DomainId:string DomainRegion:string EnvironmentId:string "
        "ProjectId:string ProjectS3Path:string StudioWebPortalAccess:string"
    ),
    "Domain.UserSettings": (
        "AutoMountHomeEFS:string CodeEditorAppSettings:.CodeEditorAppSettings "
        "CustomFileSystemConfigs:[.CustomFileSystemConfig] "
        "CustomPosixUserConfig:.CustomPosixUserConfig DefaultLandingUri:string "
        "ExecutionRole!:string JupyterLabAppSettings:.JupyterLabAppSettings "
        "JupyterServerAppSettings:.JupyterServerAppSettings "
        "KernelGatewayAppSettings:.KernelGatewayAppSettings "
        "RSessionAppSettings:.RSessionAppSettings "
        "RStudioServerProAppSettings:.RStudioServerProAppSettings SecurityGroups:[string] "
        "SharingSettings:.SharingSettings SpaceStorageSettings:.DefaultSpaceStorageSettings "
        "StudioWebPortal:string StudioWebPortalSettings:.StudioWebPortalSettings"
    ),
    "Endpoint": (
        "DeploymentConfig:.DeploymentConfig EndpointConfigName!:string EndpointName:string "
        "ExcludeRetainedVariantProperties:[.VariantProperty] RetainAllVariantProperties:boolean "
        "RetainDeploymentConfig:boolean Tags:[.Tag]"
    ),
    "Endpoint.Alarm": "AlarmName!:string",
    "Endpoint.AutoRollbackConfig": "Alarms!:[.Alarm]",
    "Endpoint.BlueGreenUpdatePolicy": (
        "MaximumExecutionTimeoutInSeconds:integer TerminationWaitInSeconds:integer "
        "TrafficRoutingConfiguration!:.TrafficRoutingConfig"
    ),
    "Endpoint.CapacitySize": "Type!:string Value!:integer",
    "Endpoint.DeploymentConfig": (
        "AutoRollbackConfiguration:.AutoRollbackConfig "
        "BlueGreenUpdatePolicy:.BlueGreenUpdatePolicy RollingUpdatePolicy:.RollingUpdatePolicy"
    ),
    "Endpoint.RollingUpdatePolicy": (
        "MaximumBatchSize!:.CapacitySize MaximumExecutionTimeoutInSeconds:integer "
        "RollbackMaximumBatchSize:.CapacitySize WaitIntervalInSeconds!:integer"
    ),
    "Endpoint.Tag": "Key!:string Value!:string",
    "Endpoint.TrafficRoutingConfig": (
        "CanarySize:.CapacitySize LinearStepSize:.CapacitySize Type!:string "
        "WaitIntervalInSeconds:integer"
    ),
    "Endpoint.VariantProperty": "VariantPropertyType:string",
    "EndpointConfig": (
        "AsyncInferenceConfig:.AsyncInferenceConfig DataCaptureConfig:.DataCaptureConfig "
        "EnableNetworkIsolation:boolean EndpointConfigName:string ExecutionRoleArn:string "
        "ExplainerConfig:.ExplainerConfig KmsKeyId:string MetricsConfig:.MetricsConfig "
        "ProductionVariants!:[.ProductionVariant] ShadowProductionVariants:[.ProductionVariant] "
        "Tags:[.Tag] VpcConfig:.VpcConfig"
    ),
    "EndpointConfig.AsyncInferenceClientConfig": "MaxConcurrentInvocationsPerInstance:integer",
    "EndpointConfig.AsyncInferenceConfig": (
        "ClientConfig:.AsyncInferenceClientConfig OutputConfig!:.AsyncInferenceOutputConfig"
    ),
    "EndpointConfig.AsyncInferenceNotificationConfig": (
        "ErrorTopic:string IncludeInferenceResponseIn:[string] SuccessTopic:string"
    ),
    "EndpointConfig.AsyncInferenceOutputConfig": (
        "KmsKeyId:string NotificationConfig:.AsyncInferenceNotificationConfig "
        "S3FailurePath:string S3OutputPath:string"
    ),
    "EndpointConfig.CapacityReservationConfig": (
        "CapacityReservationPreference:string MlReservationArn:string"
    ),
    "EndpointConfig.CaptureContentTypeHeader": "CsvContentTypes:[string] JsonContentTypes:[string]",
    "EndpointConfig.CaptureOption": "CaptureMode!:string",
    "EndpointConfig.ClarifyExplainerConfig": (
        "EnableExplanations:string InferenceConfig:.ClarifyInferenceConfig "
        "ShapConfig!:.ClarifyShapConfig"
    ),
    "EndpointConfig.ClarifyInferenceConfig": (
        "ContentTemplate:string FeatureHeaders:[string] FeatureTypes:[string] "
        "FeaturesAttribute:string LabelAttribute:string LabelHeaders:[string] LabelIndex:integer "
        "MaxPayloadInMB:integer MaxRecordCount:integer ProbabilityAttribute:string "
        "ProbabilityIndex:integer"
    ),
    "EndpointConfig.ClarifyShapBaselineConfig": (
        "MimeType:string ShapBaseline:string ShapBaselineUri:string"
    ),
    "EndpointConfig.ClarifyShapConfig": (
        "NumberOfSamples:integer Seed:integer ShapBaselineConfig!:.ClarifyShapBaselineConfig "
        "TextConfig:.ClarifyTextConfig UseLogit:boolean"
    ),
    "EndpointConfig.ClarifyTextConfig": "Granularity!:string Language!:string",
    "EndpointConfig.CoreDumpConfig": "DestinationS3Uri!:string KmsKeyId:string",
    "EndpointConfig.DataCaptureConfig": (
        "CaptureContentTypeHeader:.CaptureContentTypeHeader CaptureOptions!:[.CaptureOption] "
        "DestinationS3Uri!:string EnableCapture:boolean InitialSamplingPercentage!:integer "
        "KmsKeyId:string"
    ),
    "EndpointConfig.ExplainerConfig": "ClarifyExplainerConfig:.ClarifyExplainerConfig",
    "EndpointConfig.InstancePool": (
        "InstanceType!:string ModelNameOverride:string Priority!:integer"
    ),
    "EndpointConfig.ManagedInstanceScaling": (
        "MaxInstanceCount:integer MinInstanceCount:integer ScaleInPolicy:.ScaleInPolicy "
        "Status:string"
    ),
    "EndpointConfig.MetricsConfig": (
        "EnableDetailedObservability:boolean EnableEnhancedMetrics:boolean "
        "MetricPublishFrequencyInSeconds:integer"
    ),
    "EndpointConfig.PrefixAwareRoutingConfig": "ConcurrencyThreshold:integer PrefixLength:integer",
    "EndpointConfig.ProductionVariant": (
        "CapacityReservationConfig:.CapacityReservationConfig "
        "ContainerStartupHealthCheckTimeoutInSeconds:integer CoreDumpConfig:.CoreDumpConfig "
        "EnableSSMAccess:boolean InferenceAmiVersion:string InitialInstanceCount:integer "
        "InitialVariantWeight:number InstancePools:[.InstancePool] InstanceType:string "
        "ManagedInstanceScaling:.ManagedInstanceScaling ModelDataDownloadTimeoutInSeconds:integer "
        "ModelName:string RoutingConfig:.RoutingConfig ServerlessConfig:.ServerlessConfig "
        "VariantInstanceProvisionTimeoutInSeconds:integer VariantName!:string "
        "VolumeSizeInGB:integer"
    ),
    "EndpointConfig.RoutingConfig": (
        "PrefixAwareRoutingConfig:.PrefixAwareRoutingConfig RoutingStrategy:string"
    ),
    "EndpointConfig.ScaleInPolicy": (
        "CooldownInMinutes:integer MaximumStepSize:integer Strategy!:string"
    ),
    "EndpointConfig.ServerlessConfig": (
        "MaxConcurrency!:integer MemorySizeInMB!:integer ProvisionedConcurrency:integer"
    ),
    "EndpointConfig.Tag": "Key!:string Value!:string",
    "EndpointConfig.VpcConfig": "SecurityGroupIds!:[string] Subnets!:[string]",
    "Experiment": "Description:string DisplayName:string ExperimentName!:string Tags:[.Tags]",
    "Experiment.Tags": "Key!:string Value!:string",
    "ExperimentTrialComponent": (
        "DisplayName:string EndTime:string MetadataProperties:.MetadataProperties "
        "StartTime:string Status:.Status Tags:[.TagsItems] TrialComponentName!:string"
    ),
    "ExperimentTrialComponent.MetadataProperties": (
        "CommitId:string GeneratedBy:string ProjectId:string Repository:string"
    ),
    "ExperimentTrialComponent.Status": "Message:string PrimaryStatus:string",
    "ExperimentTrialComponent.TagsItems": "Key!:string Value!:string",
    "FeatureGroup": (
        "Description:string EventTimeFeatureName!:string FeatureDefinitions!:[.FeatureDefinition] "
        "FeatureGroupName!:string OfflineStoreConfig:.OfflineStoreConfig "
        "OnlineStoreConfig:.OnlineStoreConfig RecordIdentifierFeatureName!:string RoleArn:string "
        "Tags:[.Tag] ThroughputConfig:.ThroughputConfig"
    ),
    "FeatureGroup.DataCatalogConfig": "Catalog!:string Database!:string TableName!:string",
    "FeatureGroup.FeatureDefinition": "FeatureName!:string FeatureType!:string",
    "FeatureGroup.OfflineStoreConfig": (
        "DataCatalogConfig:.DataCatalogConfig DisableGlueTableCreation:boolean "
        "S3StorageConfig!:.S3StorageConfig TableFormat:string"
    ),
    "FeatureGroup.OnlineStoreConfig": (
        "EnableOnlineStore:boolean SecurityConfig:.OnlineStoreSecurityConfig StorageType:string "
        "TtlDuration:.TtlDuration"
    ),
    "FeatureGroup.OnlineStoreSecurityConfig": "KmsKeyId:string",
    "FeatureGroup.S3StorageConfig": "KmsKeyId:string S3Uri!:string",
    "FeatureGroup.Tag": "Key!:string Value!:string",
    "FeatureGroup.ThroughputConfig": (
        "ProvisionedReadCapacityUnits:integer ProvisionedWriteCapacityUnits:integer "
        "ThroughputMode!:string"
    ),
    "FeatureGroup.TtlDuration": "Unit:string Value:integer",
    "Hub": (
        "HubDescription!:string HubDisplayName:string HubName!:string HubSearchKeywords:[string] "
        "S3StorageConfig:.S3StorageConfig Tags:[.Tag]"
    ),
    "Hub.S3StorageConfig": "S3OutputPath:string",
    "Hub.Tag": "Key!:string Value!:string",
    "HumanTaskUi": "HumanTaskUiName!:string Tags:[.Tag] UiTemplate:.UiTemplate",
    "HumanTaskUi.Tag": "Key!:string Value!:string",
    "HumanTaskUi.UiTemplate": "Content!:string",
    "Image": (
        "ImageDescription:string ImageDisplayName:string ImageName!:string ImageRoleArn!:string "
        "Tags:[.Tag]"
    ),
    "Image.Tag": "Key!:string Value!:string",
    "ImageVersion": (
        "Alias:string Aliases:[string] BaseImage!:string Horovod:boolean ImageName!:string "
        "JobType:string MLFramework:string Processor:string ProgrammingLang:string "
        "ReleaseNotes:string VendorGuidance:string"
    ),
    "InferenceComponent": (
        "DeploymentConfig:.InferenceComponentDeploymentConfig EndpointArn:string "
        "EndpointName!:string InferenceComponentName:string "
        "RuntimeConfig:.InferenceComponentRuntimeConfig "
        "Specification:.InferenceComponentSpecification "
        "Specifications:[.InferenceComponentSpecificationForInstanceType] Tags:[.Tag] "
        "VariantName:string"
    ),
    "InferenceComponent.Alarm": "AlarmName!:string",
    "InferenceComponent.AutoRollbackConfiguration": "Alarms!:[.Alarm]",
    "InferenceComponent.ContainerMetricsConfig": "MetricsEndpoints!:[.MetricsEndpoint]",
    "InferenceComponent.DeployedImage": (
        "ResolutionTime:string ResolvedImage:string SpecifiedImage:string"
    ),
    "InferenceComponent.InferenceComponentAvailabilityZoneBalance": (
        "EnforcementMode!:string MaxImbalance:integer"
    ),
    "InferenceComponent.InferenceComponentCapacitySize": "Type!:string Value!:integer",
    "InferenceComponent.InferenceComponentComputeResourceRequirements": (
        "MaxMemoryRequiredInMb:integer MinMemoryRequiredInMb:integer "
        "NumberOfAcceleratorDevicesRequired:number NumberOfCpuCoresRequired:number"
    ),
    "InferenceComponent.InferenceComponentContainerSpecification": (
        "ArtifactUrl:string ContainerMetricsConfig:.ContainerMetricsConfig "
        "DeployedImage:.DeployedImage Environment:{string} Image:string"
    ),
    "InferenceComponent.InferenceComponentContainerSpecificationForInstanceType": (
        "ArtifactUrl:string ContainerMetricsConfig:.ContainerMetricsConfig Environment:{string} "
        "Image:string"
    ),
    "InferenceComponent.InferenceComponentDataCacheConfig": "EnableCaching!:boolean",
    "InferenceComponent.InferenceComponentDeploymentConfig": (
        "AutoRollbackConfiguration:.AutoRollbackConfiguration "
        "RollingUpdatePolicy:.InferenceComponentRollingUpdatePolicy"
    ),
    "InferenceComponent.InferenceComponentPlacementStatus": (
        "CurrentCopyCount!:integer InstanceType!:string"
    ),
    "InferenceComponent.InferenceComponentRollingUpdatePolicy": (
        "MaximumBatchSize:.InferenceComponentCapacitySize "
        "MaximumExecutionTimeoutInSeconds:integer "
        "RollbackMaximumBatchSize:.InferenceComponentCapacitySize WaitIntervalInSeconds:integer"
    ),
    "InferenceComponent.InferenceComponentRuntimeConfig": (
        "CopyCount:integer CurrentCopyCount:integer DesiredCopyCount:integer "
        "PlacementStatus:[.InferenceComponentPlacementStatus]"
    ),
    "InferenceComponent.InferenceComponentSchedulingConfig": (
        "AvailabilityZoneBalance!:.InferenceComponentAvailabilityZoneBalance "
        "PlacementStrategy!:string"
    ),
    "InferenceComponent.InferenceComponentSpecification": (
        "BaseInferenceComponentName:string "
        "ComputeResourceRequirements:.InferenceComponentComputeResourceRequirements "
        "Container:.InferenceComponentContainerSpecification "
        "CurrentDataCacheConfig:.InferenceComponentDataCacheConfig "
        "DataCacheConfig:.InferenceComponentDataCacheConfig ModelName:string "
        "SchedulingConfig:.InferenceComponentSchedulingConfig "
        "StartupParameters:.InferenceComponentStartupParameters"
    ),
    "InferenceComponent.InferenceComponentSpecificationForInstanceType": (
        "ComputeResourceRequirements:.InferenceComponentComputeResourceRequirements "
        "Container:.InferenceComponentContainerSpecificationForInstanceType "
        "CurrentDataCacheConfig:.InferenceComponentDataCacheConfig "
        "DataCacheConfig:.InferenceComponentDataCacheConfig InstanceType!:string ModelName:string "
        "SchedulingConfig:.InferenceComponentSchedulingConfig "
        "StartupParameters:.InferenceComponentStartupParameters"
    ),
    "InferenceComponent.InferenceComponentStartupParameters": (
        "ContainerStartupHealthCheckTimeoutInSeconds:integer "
        "ModelDataDownloadTimeoutInSeconds:integer"
    ),
    "InferenceComponent.MetricsEndpoint": (
        "MetricPublishFrequencyInSeconds:integer MetricsEndpointPath!:string"
    ),
    "InferenceComponent.Tag": "Key!:string Value!:string",
    "InferenceExperiment": (
        "DataStorageConfig:.DataStorageConfig Description:string DesiredState:string "
        "EndpointName!:string KmsKey:string ModelVariants!:[.ModelVariantConfig] Name!:string "
        "RoleArn!:string Schedule:.InferenceExperimentSchedule ShadowModeConfig:.ShadowModeConfig "
        "StatusReason:string Tags:[.Tag] Type!:string"
    ),
    "InferenceExperiment.CaptureContentTypeHeader": (
        "CsvContentTypes:[string] JsonContentTypes:[string]"
    ),
    "InferenceExperiment.DataStorageConfig": (
        "ContentType:.CaptureContentTypeHeader Destination!:string KmsKey:string"
    ),
    "InferenceExperiment.InferenceExperimentSchedule": "EndTime:string StartTime:string",
    "InferenceExperiment.ModelInfrastructureConfig": (
        "InfrastructureType!:string RealTimeInferenceConfig!:.RealTimeInferenceConfig"
    ),
    "InferenceExperiment.ModelVariantConfig": (
        "InfrastructureConfig!:.ModelInfrastructureConfig ModelName!:string VariantName!:string"
    ),
    "InferenceExperiment.RealTimeInferenceConfig": "InstanceCount!:integer InstanceType!:string",
    "InferenceExperiment.ShadowModeConfig": (
        "ShadowModelVariants!:[.ShadowModelVariantConfig] SourceModelVariantName!:string"
    ),
    "InferenceExperiment.ShadowModelVariantConfig": (
        "SamplingPercentage!:integer ShadowModelVariantName!:string"
    ),
    "InferenceExperiment.Tag": "Key!:string Value!:string",
    "MlflowApp": (
        "ArtifactStoreUri!:string ModelRegistrationMode:string Name!:string RoleArn!:string "
        "Tags:[.Tag] WeeklyMaintenanceWindowStart:string"
    ),
    "MlflowApp.Tag": "Key!:string Value!:string",
    "MlflowTrackingServer": (
        "ArtifactStoreUri!:string AutomaticModelRegistration:boolean MlflowVersion:string "
        "RoleArn!:string Tags:[.Tag] TrackingServerName!:string TrackingServerSize:string "
        "WeeklyMaintenanceWindowStart:string"
    ),
    "MlflowTrackingServer.Tag": "Key!:string Value!:string",
    "Model": (
        "Containers:[.ContainerDefinition] EnableNetworkIsolation:boolean ExecutionRoleArn:string "
        "InferenceExecutionConfig:.InferenceExecutionConfig ModelName:string "
        "PrimaryContainer:.ContainerDefinition Tags:[.Tag] VpcConfig:.VpcConfig"
    ),
    "Model.ContainerDefinition": (
        "ContainerHostname:string Environment:object Image:string ImageConfig:.ImageConfig "
        "InferenceSpecificationName:string Mode:string ModelDataSource:.ModelDataSource "
        "ModelDataUrl:string ModelPackageName:string MultiModelConfig:.MultiModelConfig"
    ),
    "Model.HubAccessConfig": "HubContentArn!:string",
    "Model.ImageConfig": "RepositoryAccessMode!:string RepositoryAuthConfig:.RepositoryAuthConfig",
    "Model.InferenceExecutionConfig": "Mode!:string",
    "Model.ModelAccessConfig": "AcceptEula!:boolean",
    "Model.ModelDataSource": "S3DataSource!:.S3DataSource",
    "Model.MultiModelConfig": "ModelCacheSetting:string",
    "Model.RepositoryAuthConfig": "RepositoryCredentialsProviderArn!:string",
    "Model.S3DataSource": (
        "CompressionType!:string HubAccessConfig:.HubAccessConfig "
        "ModelAccessConfig:.ModelAccessConfig S3DataType!:string S3Uri!:string"
    ),
    "Model.Tag": "Key!:string Value!:string",
    "Model.VpcConfig": "SecurityGroupIds!:[string] Subnets!:[string]",
    "ModelBiasJobDefinition": (
        "EndpointName:string JobDefinitionName:string JobResources!:.MonitoringResources "
        "ModelBiasAppSpecification!:.ModelBiasAppSpecification "
        "ModelBiasBaselineConfig:.ModelBiasBaselineConfig ModelBiasJobInput!:.ModelBiasJobInput "
        "ModelBiasJobOutputConfig!:.MonitoringOutputConfig NetworkConfig:.NetworkConfig "
        "RoleArn!:string StoppingCondition:.StoppingCondition Tags:[.Tag]"
    ),
    "ModelBiasJobDefinition.BatchTransformInput": (
        "DataCapturedDestinationS3Uri!:string DatasetFormat!:.DatasetFormat EndTimeOffset:string "
        "FeaturesAttribute:string InferenceAttribute:string LocalPath!:string "
        "ProbabilityAttribute:string ProbabilityThresholdAttribute:number "
        "S3DataDistributionType:string S3InputMode:string StartTimeOffset:string"
    ),
    "ModelBiasJobDefinition.ClusterConfig": (
        "InstanceCount!:integer InstanceType!:string VolumeKmsKeyId:string VolumeSizeInGB!:integer"
    ),
    "ModelBiasJobDefinition.ConstraintsResource": "S3Uri:string",
    "ModelBiasJobDefinition.Csv": "Header:boolean",
    "ModelBiasJobDefinition.DatasetFormat": "Csv:.Csv Json:.Json Parquet:boolean",
    "ModelBiasJobDefinition.EndpointInput": (
        "EndTimeOffset:string EndpointName!:string FeaturesAttribute:string "
        "InferenceAttribute:string LocalPath!:string ProbabilityAttribute:string "
        "ProbabilityThresholdAttribute:number S3DataDistributionType:string S3InputMode:string "
        "StartTimeOffset:string"
    ),
    "ModelBiasJobDefinition.Json": "Line:boolean",
    "ModelBiasJobDefinition.ModelBiasAppSpecification": (
        "ConfigUri!:string Environment:{string} ImageUri!:string"
    ),
    "ModelBiasJobDefinition.ModelBiasBaselineConfig": (
        "BaseliningJobName:string ConstraintsResource:.ConstraintsResource"
    ),
    "ModelBiasJobDefinition.ModelBiasJobInput": (
        "BatchTransformInput:.BatchTransformInput EndpointInput:.EndpointInput "
        "GroundTruthS3Input!:.MonitoringGroundTruthS3Input"
    ),
    "ModelBiasJobDefinition.MonitoringGroundTruthS3Input": "S3Uri!:string",
    "ModelBiasJobDefinition.MonitoringOutput": "S3Output!:.S3Output",
    "ModelBiasJobDefinition.MonitoringOutputConfig": (
        "KmsKeyId:string MonitoringOutputs!:[.MonitoringOutput]"
    ),
    "ModelBiasJobDefinition.MonitoringResources": "ClusterConfig!:.ClusterConfig",
    "ModelBiasJobDefinition.NetworkConfig": (
        "EnableInterContainerTrafficEncryption:boolean EnableNetworkIsolation:boolean "
        "VpcConfig:.VpcConfig"
    ),
    "ModelBiasJobDefinition.S3Output": "LocalPath!:string S3UploadMode:string S3Uri!:string",
    "ModelBiasJobDefinition.StoppingCondition": "MaxRuntimeInSeconds!:integer",
    "ModelBiasJobDefinition.Tag": "Key!:string Value!:string",
    "ModelBiasJobDefinition.VpcConfig": "SecurityGroupIds!:[string] Subnets!:[string]",
    "ModelCard": (
        "Content!:.Content CreatedBy:.UserContext LastModifiedBy:.UserContext "
        "ModelCardName!:string ModelCardStatus!:string SecurityConfig:.SecurityConfig Tags:[.Tag]"
    ),
    "ModelCard.AdditionalInformation": (
        "CaveatsAndRecommendations:string CustomDetails:{string} EthicalConsiderations:string"
    ),
    "ModelCard.BusinessDetails": (
        "BusinessProblem:string BusinessStakeholders:string LineOfBusiness:string"
    ),
    "ModelCard.Container": "Image!:string ModelDataUrl:string NearestModelName:string",
    "ModelCard.Content": (
        "AdditionalInformation:.AdditionalInformation BusinessDetails:.BusinessDetails "
        "EvaluationDetails:[.EvaluationDetail] IntendedUses:.IntendedUses "
        "ModelOverview:.ModelOverview ModelPackageDetails:.ModelPackageDetails "
        "TrainingDetails:.TrainingDetails"
    ),
    "ModelCard.EvaluationDetail": (
        "Datasets:[string] EvaluationJobArn:string EvaluationObservation:string Metadata:{string} "
        "MetricGroups:[.MetricGroup] Name!:string"
    ),
    "ModelCard.InferenceSpecification": "Containers!:[.Container]",
    "ModelCard.IntendedUses": (
        "ExplanationsForRiskRating:string FactorsAffectingModelEfficiency:string "
        "IntendedUses:string PurposeOfModel:string RiskRating:string"
    ),
    "ModelCard.MetricGroup": "MetricData!:[.MetricGroup.MetricData] Name!:string",
    "ModelCard.MetricGroup.MetricData": (
        "Name:string Notes:string Type:string Value:object XAxisName:object YAxisName:object"
    ),
    "ModelCard.ModelOverview": (
        "AlgorithmType:string InferenceEnvironment:.ModelOverview.InferenceEnvironment "
        "ModelArtifact:[string] ModelCreator:string ModelDescription:string ModelId:string "
        "ModelName:string ModelOwner:string ModelVersion:number ProblemType:string"
    ),
    "ModelCard.ModelOverview.InferenceEnvironment": "ContainerImage:[string]",
    "ModelCard.ModelPackageCreator": "UserProfileName:string",
    "ModelCard.ModelPackageDetails": (
        "ApprovalDescription:string CreatedBy:.ModelPackageCreator Domain:string "
        "InferenceSpecification:.InferenceSpecification ModelApprovalStatus:string "
        "ModelPackageArn:string ModelPackageDescription:string ModelPackageGroupName:string "
        "ModelPackageName:string ModelPackageStatus:string ModelPackageVersion:number "
        "SourceAlgorithms:[.SourceAlgorithm] Task:string"
    ),
    "ModelCard.ObjectiveFunction": "Function:.ObjectiveFunction.Function Notes:string",
    "ModelCard.ObjectiveFunction.Function": "Condition:string Facet:string Function:string",
    "ModelCard.SecurityConfig": "KmsKeyId:string",
    "ModelCard.SourceAlgorithm": "AlgorithmName!:string ModelDataUrl:string",
    "ModelCard.Tag": "Key!:string Value!:string",
    "ModelCard.TrainingDetails": (
        "ObjectiveFunction:.ObjectiveFunction "
        "TrainingJobDetails:.TrainingDetails.TrainingJobDetails TrainingObservations:string"
    ),
    "ModelCard.TrainingDetails.TrainingJobDetails": (
        "HyperParameters:[.TrainingHyperParameter] TrainingArn:string TrainingDatasets:[string] "
        "TrainingEnvironment:.TrainingDetails.TrainingJobDetails.TrainingEnvironment "
        "TrainingMetrics:[.TrainingMetric] UserProvidedHyperParameters:[.TrainingHyperParameter] "
        "UserProvidedTrainingMetrics:[.TrainingMetric]"
    ),
    "ModelCard.TrainingDetails.TrainingJobDetails.TrainingEnvironment": "ContainerImage:[string]",
    "ModelCard.TrainingHyperParameter": "Name!:string Value!:string",
    "ModelCard.TrainingMetric": "Name!:string Notes:string Value!:number",
    "ModelCard.UserContext": "DomainId:string UserProfileArn:string UserProfileName:string",
    "ModelExplainabilityJobDefinition": (
        "EndpointName:string JobDefinitionName:string JobResources!:.MonitoringResources "
        "ModelExplainabilityAppSpecification!:.ModelExplainabilityAppSpecification "
        "ModelExplainabilityBaselineConfig:.ModelExplainabilityBaselineConfig "
        "ModelExplainabilityJobInput!:.ModelExplainabilityJobInput "
        "ModelExplainabilityJobOutputConfig!:.MonitoringOutputConfig NetworkConfig:.NetworkConfig "
        "RoleArn!:string StoppingCondition:.StoppingCondition Tags:[.Tag]"
    ),
    "ModelExplainabilityJobDefinition.BatchTransformInput": (
        "DataCapturedDestinationS3Uri!:string DatasetFormat!:.DatasetFormat "
        "FeaturesAttribute:string InferenceAttribute:string LocalPath!:string "
        "ProbabilityAttribute:string S3DataDistributionType:string S3InputMode:string"
    ),
    "ModelExplainabilityJobDefinition.ClusterConfig": (
        "InstanceCount!:integer InstanceType!:string VolumeKmsKeyId:string VolumeSizeInGB!:integer"
    ),
    "ModelExplainabilityJobDefinition.ConstraintsResource": "S3Uri:string",
    "ModelExplainabilityJobDefinition.Csv": "Header:boolean",
    "ModelExplainabilityJobDefinition.DatasetFormat": "Csv:.Csv Json:.Json Parquet:boolean",
    "ModelExplainabilityJobDefinition.EndpointInput": (
        "EndpointName!:string FeaturesAttribute:string InferenceAttribute:string "
        "LocalPath!:string ProbabilityAttribute:string S3DataDistributionType:string "
        "S3InputMode:string"
    ),
    "ModelExplainabilityJobDefinition.Json": "Line:boolean",
    "ModelExplainabilityJobDefinition.ModelExplainabilityAppSpecification": (
        "ConfigUri!:string Environment:{string} ImageUri!:string"
    ),
    "ModelExplainabilityJobDefinition.ModelExplainabilityBaselineConfig": (
        "BaseliningJobName:string ConstraintsResource:.ConstraintsResource"
    ),
    "ModelExplainabilityJobDefinition.ModelExplainabilityJobInput": (
        "BatchTransformInput:.BatchTransformInput EndpointInput:.EndpointInput"
    ),
    "ModelExplainabilityJobDefinition.MonitoringOutput": "S3Output!:.S3Output",
    "ModelExplainabilityJobDefinition.MonitoringOutputConfig": (
        "KmsKeyId:string MonitoringOutputs!:[.MonitoringOutput]"
    ),
    "ModelExplainabilityJobDefinition.MonitoringResources": "ClusterConfig!:.ClusterConfig",
    "ModelExplainabilityJobDefinition.NetworkConfig": (
        "EnableInterContainerTrafficEncryption:boolean EnableNetworkIsolation:boolean "
        "VpcConfig:.VpcConfig"
    ),
    "ModelExplainabilityJobDefinition.S3Output": (
        "LocalPath!:string S3UploadMode:string S3Uri!:string"
    ),
    "ModelExplainabilityJobDefinition.StoppingCondition": "MaxRuntimeInSeconds!:integer",
    "ModelExplainabilityJobDefinition.Tag": "Key!:string Value!:string",
    "ModelExplainabilityJobDefinition.VpcConfig": "SecurityGroupIds!:[string] Subnets!:[string]",
    "ModelPackage": (
        "AdditionalInferenceSpecifications:[.AdditionalInferenceSpecificationDefinition] "
        "AdditionalInferenceSpecificationsToAdd:[.AdditionalInferenceSpecificationDefinition] "
        "ApprovalDescription:string CertifyForMarketplace:boolean ClientToken:string "
        "CustomerMetadataProperties:{string} Domain:string "
        "DriftCheckBaselines:.DriftCheckBaselines InferenceSpecification:.InferenceSpecification "
        "MetadataProperties:.MetadataProperties ModelApprovalStatus:string ModelCard:.ModelCard "
        "ModelMetrics:.ModelMetrics ModelPackageDescription:string ModelPackageGroupName:string "
        "ModelPackageName:string ModelPackageStatusDetails:.ModelPackageStatusDetails "
        "ModelPackageVersion:integer SamplePayloadUrl:string SecurityConfig:.SecurityConfig "
        "SkipModelValidation:string SourceAlgorithmSpecification:.SourceAlgorithmSpecification "
        "SourceUri:string Tags:[.Tag] Task:string "
        "ValidationSpecification:.ValidationSpecification"
    ),
    "ModelPackage.AdditionalInferenceSpecificationDefinition": (
        "Containers!:[.ModelPackageContainerDefinition] Description:string Name!:string "
        "SupportedContentTypes:[string] SupportedRealtimeInferenceInstanceTypes:[string] "
        "SupportedResponseMIMETypes:[string] SupportedTransformInstanceTypes:[string]"
    ),
    "ModelPackage.Bias": (
        "PostTrainingReport:.MetricsSource PreTrainingReport:.MetricsSource Report:.MetricsSource"
    ),
    "ModelPackage.DataSource": "S3DataSource!:.S3DataSource",
    "ModelPackage.DriftCheckBaselines": (
        "Bias:.DriftCheckBias Explainability:.DriftCheckExplainability "
        "ModelDataQuality:.DriftCheckModelDataQuality ModelQuality:.DriftCheckModelQuality"
    ),
    "ModelPackage.DriftCheckBias": (
        "ConfigFile:.FileSource PostTrainingConstraints:.MetricsSource "
        "PreTrainingConstraints:.MetricsSource"
    ),
    "ModelPackage.DriftCheckExplainability": "ConfigFile:.FileSource Constraints:.MetricsSource",
    "ModelPackage.DriftCheckModelDataQuality": (
        "Constraints:.MetricsSource Statistics:.MetricsSource"
    ),
    "ModelPackage.DriftCheckModelQuality": "Constraints:.MetricsSource Statistics:.MetricsSource",
    "ModelPackage.Explainability": "Report:.MetricsSource",
    "ModelPackage.FileSource": "ContentDigest:string ContentType:string S3Uri!:string",
    "ModelPackage.InferenceSpecification": (
        "Containers!:[.ModelPackageContainerDefinition] SupportedContentTypes!:[string] "
        "SupportedRealtimeInferenceInstanceTypes:[string] SupportedResponseMIMETypes!:[string] "
        "SupportedTransformInstanceTypes:[string]"
    ),
    "ModelPackage.MetadataProperties": (
        "CommitId:string GeneratedBy:string ProjectId:string Repository:string"
    ),
    "ModelPackage.MetricsSource": "ContentDigest:string ContentType!:string S3Uri!:string",
    "ModelPackage.ModelAccessConfig": "AcceptEula!:boolean",
    "ModelPackage.ModelCard": "ModelCardContent!:string ModelCardStatus!:string",
    "ModelPackage.ModelDataQuality": "Constraints:.MetricsSource Statistics:.MetricsSource",
    "ModelPackage.ModelDataSource": "S3DataSource:.S3ModelDataSource",
    "ModelPackage.ModelMetrics": (
        "Bias:.Bias Explainability:.Explainability ModelDataQuality:.ModelDataQuality "
        "ModelQuality:.ModelQuality"
    ),
    "ModelPackage.ModelPackageContainerDefinition": (
        "ContainerHostname:string Environment:{string} Framework:string FrameworkVersion:string "
        "Image!:string ImageDigest:string ModelDataSource:.ModelDataSource ModelDataUrl:string "
        "ModelInput:.ModelPackageContainerDefinition.ModelInput NearestModelName:string"
    ),
    "ModelPackage.ModelPackageContainerDefinition.ModelInput": "DataInputConfig!:string",
    "ModelPackage.ModelPackageStatusDetails": "ValidationStatuses:[.ModelPackageStatusItem]",
    "ModelPackage.ModelPackageStatusItem": "FailureReason:string Name!:string Status!:string",
    "ModelPackage.ModelQuality": "Constraints:.MetricsSource Statistics:.MetricsSource",
    "ModelPackage.S3DataSource": "S3DataType!:string S3Uri!:string",
    "ModelPackage.S3ModelDataSource": (
        "CompressionType!:string ModelAccessConfig:.ModelAccessConfig S3DataType!:string "
        "S3Uri!:string"
    ),
    "ModelPackage.SecurityConfig": "KmsKeyId!:string",
    "ModelPackage.SourceAlgorithm": "AlgorithmName!:string ModelDataUrl:string",
    "ModelPackage.SourceAlgorithmSpecification": "SourceAlgorithms!:[.SourceAlgorithm]",
    "ModelPackage.Tag": "Key!:string Value!:string",
    "ModelPackage.TransformInput": (
        "CompressionType:string ContentType:string DataSource!:.DataSource SplitType:string"
    ),
    "ModelPackage.TransformJobDefinition": (
        "BatchStrategy:string Environment:{string} MaxConcurrentTransforms:integer "
        "MaxPayloadInMB:integer TransformInput!:.TransformInput TransformOutput!:.TransformOutput "
        "TransformResources!:.TransformResources"
    ),
    "ModelPackage.TransformOutput": (
        "Accept:string AssembleWith:string KmsKeyId:string S3OutputPath!:string"
    ),
    "ModelPackage.TransformResources": (
        "InstanceCount!:integer InstanceType!:string VolumeKmsKeyId:string"
    ),
    "ModelPackage.ValidationProfile": (
        "ProfileName!:string TransformJobDefinition!:.TransformJobDefinition"
    ),
    "ModelPackage.ValidationSpecification": (
        "ValidationProfiles!:[.ValidationProfile] ValidationRole!:string"
    ),
    "ModelPackageGroup": (
        "ModelPackageGroupDescription:string ModelPackageGroupName!:string "
        "ModelPackageGroupPolicy:object Tags:[.Tag]"
    ),
    "ModelPackageGroup.Tag": "Key!:string Value!:string",
    "ModelQualityJobDefinition": (
        "EndpointName:string JobDefinitionName:string JobResources!:.MonitoringResources "
        "ModelQualityAppSpecification!:.ModelQualityAppSpecification "
        "ModelQualityBaselineConfig:.ModelQualityBaselineConfig "
        "ModelQualityJobInput!:.ModelQualityJobInput "
        "ModelQualityJobOutputConfig!:.MonitoringOutputConfig NetworkConfig:.NetworkConfig "
        "RoleArn!:string StoppingCondition:.StoppingCondition Tags:[.Tag]"
    ),
    "ModelQualityJobDefinition.BatchTransformInput": (
        "DataCapturedDestinationS3Uri!:string DatasetFormat!:.DatasetFormat EndTimeOffset:string "
        "InferenceAttribute:string LocalPath!:string ProbabilityAttribute:string "
        "ProbabilityThresholdAttribute:number S3DataDistributionType:string S3InputMode:string "
        "StartTimeOffset:string"
    ),
    "ModelQualityJobDefinition.ClusterConfig": (
        "InstanceCount!:integer InstanceType!:string VolumeKmsKeyId:string VolumeSizeInGB!:integer"
    ),
    "ModelQualityJobDefinition.ConstraintsResource": "S3Uri:string",
    "ModelQualityJobDefinition.Csv": "Header:boolean",
    "ModelQualityJobDefinition.DatasetFormat": "Csv:.Csv Json:.Json Parquet:boolean",
    "ModelQualityJobDefinition.EndpointInput": (
        "EndTimeOffset:string EndpointName!:string InferenceAttribute:string LocalPath!:string "
        "ProbabilityAttribute:string ProbabilityThresholdAttribute:number "
        "S3DataDistributionType:string S3InputMode:string StartTimeOffset:string"
    ),
    "ModelQualityJobDefinition.Json": "Line:boolean",
    "ModelQualityJobDefinition.ModelQualityAppSpecification": (
        "ContainerArguments:[string] ContainerEntrypoint:[string] Environment:{string} "
        "ImageUri!:string PostAnalyticsProcessorSourceUri:string ProblemType!:string "
        "RecordPreprocessorSourceUri:string"
    ),
    "ModelQualityJobDefinition.ModelQualityBaselineConfig": (
        "BaseliningJobName:string ConstraintsResource:.ConstraintsResource"
    ),
    "ModelQualityJobDefinition.ModelQualityJobInput": (
        "BatchTransformInput:.BatchTransformInput EndpointInput:.EndpointInput "
        "GroundTruthS3Input!:.MonitoringGroundTruthS3Input"
    ),
    "ModelQualityJobDefinition.MonitoringGroundTruthS3Input": "S3Uri!:string",
    "ModelQualityJobDefinition.MonitoringOutput": "S3Output!:.S3Output",
    "ModelQualityJobDefinition.MonitoringOutputConfig": (
        "KmsKeyId:string MonitoringOutputs!:[.MonitoringOutput]"
    ),
    "ModelQualityJobDefinition.MonitoringResources": "ClusterConfig!:.ClusterConfig",
    "ModelQualityJobDefinition.NetworkConfig": (
        "EnableInterContainerTrafficEncryption:boolean EnableNetworkIsolation:boolean "
        "VpcConfig:.VpcConfig"
    ),
    "ModelQualityJobDefinition.S3Output": "LocalPath!:string S3UploadMode:string S3Uri!:string",
    "ModelQualityJobDefinition.StoppingCondition": "MaxRuntimeInSeconds!:integer",
    "ModelQualityJobDefinition.Tag": "Key!:string Value!:string",
    "ModelQualityJobDefinition.VpcConfig": "SecurityGroupIds!:[string] Subnets!:[string]",
    "MonitoringSchedule": (
        "EndpointName:string FailureReason:string "
        "LastMonitoringExecutionSummary:.MonitoringExecutionSummary "
        "MonitoringScheduleConfig!:.MonitoringScheduleConfig MonitoringScheduleName!:string "
        "MonitoringScheduleStatus:string Tags:[.Tag]"
    ),
    "MonitoringSchedule.BaselineConfig": (
        "ConstraintsResource:.ConstraintsResource StatisticsResource:.StatisticsResource"
    ),
    "MonitoringSchedule.BatchTransformInput": (
        "DataCapturedDestinationS3Uri!:string DatasetFormat!:.DatasetFormat "
        "ExcludeFeaturesAttribute:string LocalPath!:string S3DataDistributionType:string "
        "S3InputMode:string"
    ),
    "MonitoringSchedule.ClusterConfig": (
        "InstanceCount!:integer InstanceType!:string VolumeKmsKeyId:string VolumeSizeInGB!:integer"
    ),
    "MonitoringSchedule.ConstraintsResource": "S3Uri:string",
    "MonitoringSchedule.Csv": "Header:boolean",
    "MonitoringSchedule.DatasetFormat": "Csv:.Csv Json:.Json Parquet:boolean",
    "MonitoringSchedule.EndpointInput": (
        "EndpointName!:string ExcludeFeaturesAttribute:string LocalPath!:string "
        "S3DataDistributionType:string S3InputMode:string"
    ),
    "MonitoringSchedule.Json": "Line:boolean",
    "MonitoringSchedule.MonitoringAppSpecification": (
        "ContainerArguments:[string] ContainerEntrypoint:[string] ImageUri!:string "
        "PostAnalyticsProcessorSourceUri:string RecordPreprocessorSourceUri:string"
    ),
    "MonitoringSchedule.MonitoringExecutionSummary": (
        "CreationTime!:string EndpointName:string FailureReason:string LastModifiedTime!:string "
        "MonitoringExecutionStatus!:string MonitoringScheduleName!:string ProcessingJobArn:string "
        "ScheduledTime!:string"
    ),
    "MonitoringSchedule.MonitoringInput": (
        "BatchTransformInput:.BatchTransformInput EndpointInput:.EndpointInput"
    ),
    "MonitoringSchedule.MonitoringJobDefinition": (
        "BaselineConfig:.BaselineConfig Environment:{string} "
        "MonitoringAppSpecification!:.MonitoringAppSpecification "
        "MonitoringInputs!:[.MonitoringInput] MonitoringOutputConfig!:.MonitoringOutputConfig "
        "MonitoringResources!:.MonitoringResources NetworkConfig:.NetworkConfig RoleArn!:string "
        "StoppingCondition:.StoppingCondition"
    ),
    "MonitoringSchedule.MonitoringOutput": "S3Output!:.S3Output",
    "MonitoringSchedule.MonitoringOutputConfig": (
        "KmsKeyId:string MonitoringOutputs!:[.MonitoringOutput]"
    ),
    "MonitoringSchedule.MonitoringResources": "ClusterConfig!:.ClusterConfig",
    "MonitoringSchedule.MonitoringScheduleConfig": (
        "MonitoringJobDefinition:.MonitoringJobDefinition MonitoringJobDefinitionName:string "
        "MonitoringType:string ScheduleConfig:.ScheduleConfig"
    ),
    "MonitoringSchedule.NetworkConfig": (
        "EnableInterContainerTrafficEncryption:boolean EnableNetworkIsolation:boolean "
        "VpcConfig:.VpcConfig"
    ),
    "MonitoringSchedule.S3Output": "LocalPath!:string S3UploadMode:string S3Uri!:string",
    "MonitoringSchedule.ScheduleConfig": (
        "DataAnalysisEndTime:string DataAnalysisStartTime:string ScheduleExpression!:string"
    ),
    "MonitoringSchedule.StatisticsResource": "S3Uri:string",
    "MonitoringSchedule.StoppingCondition": "MaxRuntimeInSeconds!:integer",
    "MonitoringSchedule.Tag": "Key!:string Value!:string",
    "MonitoringSchedule.VpcConfig": "SecurityGroupIds!:[string] Subnets!:[string]",
    "NotebookInstance": (
        "AcceleratorTypes:[string] AdditionalCodeRepositories:[string] "
        "DefaultCodeRepository:string DirectInternetAccess:string "
        "InstanceMetadataServiceConfiguration:.InstanceMetadataServiceConfiguration "
        "InstanceType!:string KmsKeyId:string LifecycleConfigName:string "
        "NotebookInstanceName:string PlatformIdentifier:string RoleArn!:string RootAccess:string "
        "SecurityGroupIds:[string] SubnetId:string Tags:[.Tag] VolumeSizeInGB:integer"
    ),
    "NotebookInstance.InstanceMetadataServiceConfiguration": (
        "MinimumInstanceMetadataServiceVersion!:string"
    ),
    "NotebookInstance.Tag": "Key!:string Value!:string",
    "NotebookInstanceLifecycleConfig": (
        "NotebookInstanceLifecycleConfigName:string OnCreate:[.NotebookInstanceLifecycleHook] "
        "OnStart:[.NotebookInstanceLifecycleHook] Tags:[.Tag]"
    ),
    "NotebookInstanceLifecycleConfig.NotebookInstanceLifecycleHook": "Content:string",
    "NotebookInstanceLifecycleConfig.Tag": "Key!:string Value!:string",
    "PartnerApp": (
        "AppVersion:string ApplicationConfig:.PartnerAppConfig AuthType!:string "
        "ClientToken:string EnableAutoMinorVersionUpgrade:boolean "
        "EnableIamSessionBasedIdentity:boolean ExecutionRoleArn!:string KmsKeyId:string "
        "MaintenanceConfig:.PartnerAppMaintenanceConfig Name!:string Tags:[.Tag] Tier!:string "
        "Type!:string"
    ),
    "PartnerApp.PartnerAppConfig": "AdminUsers:[string] Arguments:{string}",
    "PartnerApp.PartnerAppMaintenanceConfig": "MaintenanceWindowStart!:string",
    "PartnerApp.Tag": "Key!:string Value!:string",
    "Pipeline": (
        "ParallelismConfiguration:.ParallelismConfiguration "
        "PipelineDefinition!:.PipelineDefinition PipelineDescription:string "
        "PipelineDisplayName:string PipelineName!:string RoleArn!:string Tags:[.Tag]"
    ),
    "Pipeline.ParallelismConfiguration": "MaxParallelExecutionSteps!:integer",
    "Pipeline.PipelineDefinition": (
        "PipelineDefinitionBody:string PipelineDefinitionS3Location:.S3Location"
    ),
    "Pipeline.S3Location": "Bucket!:string ETag:string Key!:string Version:string",
    "Pipeline.Tag": "Key!:string Value!:string",
    "ProcessingJob": (
        "AppSpecification!:.AppSpecification Environment:{string} "
        "ExperimentConfig:.ExperimentConfig NetworkConfig:.NetworkConfig "
        "ProcessingInputs:[.ProcessingInputsObject] ProcessingJobName:string "
        "ProcessingOutputConfig:.ProcessingOutputConfig ProcessingResources!:.ProcessingResources "
        "RoleArn!:string StoppingCondition:.StoppingCondition Tags:[.Tag]"
    ),
    "ProcessingJob.AppSpecification": (
        "ContainerArguments:[string] ContainerEntrypoint:[string] ImageUri!:string"
    ),
    "ProcessingJob.AthenaDatasetDefinition": (
        "Catalog!:string Database!:string KmsKeyId:string OutputCompression:string "
        "OutputFormat!:string OutputS3Uri!:string QueryString!:string WorkGroup:string"
    ),
    "ProcessingJob.ClusterConfig": (
        "InstanceCount!:integer InstanceType!:string VolumeKmsKeyId:string VolumeSizeInGB!:integer"
    ),
    "ProcessingJob.DatasetDefinition": (
        "AthenaDatasetDefinition:.AthenaDatasetDefinition DataDistributionType:string "
        "InputMode:string LocalPath:string RedshiftDatasetDefinition:.RedshiftDatasetDefinition"
    ),
    "ProcessingJob.ExperimentConfig": (
        "ExperimentName:string RunName:string TrialComponentDisplayName:string TrialName:string"
    ),
    "ProcessingJob.FeatureStoreOutput": "FeatureGroupName!:string",
    "ProcessingJob.NetworkConfig": (
        "EnableInterContainerTrafficEncryption:boolean EnableNetworkIsolation:boolean "
        "VpcConfig:.VpcConfig"
    ),
    "ProcessingJob.ProcessingInputsObject": (
        "AppManaged:boolean DatasetDefinition:.DatasetDefinition InputName!:string S3Input:.S3Input"
    ),
    "ProcessingJob.ProcessingOutputConfig": "KmsKeyId:string Outputs!:[.ProcessingOutputsObject]",
    "ProcessingJob.ProcessingOutputsObject": (
        "AppManaged:boolean FeatureStoreOutput:.FeatureStoreOutput OutputName!:string "
        "S3Output:.S3Output"
    ),
    "ProcessingJob.ProcessingResources": "ClusterConfig!:.ClusterConfig",
    "ProcessingJob.RedshiftDatasetDefinition": (
        "ClusterId!:string ClusterRoleArn!:string Database!:string DbUser!:string KmsKeyId:string "
        "OutputCompression:string OutputFormat!:string OutputS3Uri!:string QueryString!:string"
    ),
    "ProcessingJob.S3Input": (
        "LocalPath:string S3CompressionType:string S3DataDistributionType:string "
        "S3DataType!:string S3InputMode:string S3Uri!:string"
    ),
    "ProcessingJob.S3Output": "LocalPath:string S3UploadMode!:string S3Uri!:string",
    "ProcessingJob.StoppingCondition": "MaxRuntimeInSeconds!:integer",
    "ProcessingJob.Tag": "Key!:string Value!:string",
    "ProcessingJob.VpcConfig": "SecurityGroupIds!:[string] Subnets!:[string]",
    "Project": (
        "ProjectDescription:string ProjectName!:string "
        "ServiceCatalogProvisionedProductDetails:.ServiceCatalogProvisionedProductDetails "
        "ServiceCatalogProvisioningDetails:.ServiceCatalogProvisioningDetails Tags:[.Tag] "
        "TemplateProviderDetails:[.TemplateProviderDetail]"
    ),
    "Project.CfnStackParameter": "Key!:string Value!:string",
    "Project.CfnTemplateProviderDetail": (
        "Parameters:[.CfnStackParameter] RoleARN:string TemplateName!:string TemplateURL!:string"
    ),
    "Project.ProvisioningParameter": "Key!:string Value!:string",
    "Project.ServiceCatalogProvisionedProductDetails": (
        "ProvisionedProductId:string ProvisionedProductStatusMessage:string"
    ),
    "Project.ServiceCatalogProvisioningDetails": (
        "PathId:string ProductId!:string ProvisioningArtifactId:string "
        "ProvisioningParameters:[.ProvisioningParameter]"
    ),
    "Project.Tag": "Key!:string Value!:string",
    "Project.TemplateProviderDetail": "CfnTemplateProviderDetail:.CfnTemplateProviderDetail",
    "Space": (
        "DomainId!:string OwnershipSettings:.OwnershipSettings SpaceDisplayName:string "
        "SpaceName!:string SpaceSettings:.SpaceSettings "
        "SpaceSharingSettings:.SpaceSharingSettings Tags:[.Tag]"
    ),
    "Space.CodeRepository": "RepositoryUrl!:string",
    "Space.CustomFileSystem": (
        "EFSFileSystem:.EFSFileSystem FSxLustreFileSystem:.FSxLustreFileSystem "
        "S3FileSystem:.S3FileSystem"
    ),
    "Space.CustomImage": "AppImageConfigName!:string ImageName!:string ImageVersionNumber:integer",
    "Space.EFSFileSystem": "FileSystemId!:string",
    "Space.EbsStorageSettings": "EbsVolumeSizeInGb!:integer",
    "Space.FSxLustreFileSystem": "FileSystemId!:string",
    "Space.JupyterServerAppSettings": (
        "DefaultResourceSpec:.ResourceSpec LifecycleConfigArns:[string]"
    ),
    "Space.KernelGatewayAppSettings": (
        "CustomImages:[.CustomImage] DefaultResourceSpec:.ResourceSpec LifecycleConfigArns:[string]"
    ),
    "Space.OwnershipSettings": "OwnerUserProfileName!:string",
    "Space.ResourceSpec": (
        "InstanceType:string LifecycleConfigArn:string SageMakerImageArn:string "
        "SageMakerImageVersionArn:string"
    ),
    "Space.S3FileSystem": "S3Uri:string",
    "Space.SpaceCodeEditorAppSettings": "DefaultResourceSpec:.ResourceSpec",
    "Space.SpaceJupyterLabAppSettings": (
        "CodeRepositories:[.CodeRepository] DefaultResourceSpec:.ResourceSpec"
    ),
    "Space.SpaceSettings": (
        "AppType:string CodeEditorAppSettings:.SpaceCodeEditorAppSettings "
        "CustomFileSystems:[.CustomFileSystem] JupyterLabAppSettings:.SpaceJupyterLabAppSettings "
        "JupyterServerAppSettings:.JupyterServerAppSettings "
        "KernelGatewayAppSettings:.KernelGatewayAppSettings RemoteAccess:string "
        "SpaceManagedResources:string SpaceStorageSettings:.SpaceStorageSettings"
    ),
    "Space.SpaceSharingSettings": "SharingType!:string",
    "Space.SpaceStorageSettings": "EbsStorageSettings:.EbsStorageSettings",
    "Space.Tag": "Key!:string Value!:string",
    "StudioLifecycleConfig": (
        "StudioLifecycleConfigAppType!:string StudioLifecycleConfigContent!:string "
        "StudioLifecycleConfigName!:string Tags:[.Tag]"
    ),
    "StudioLifecycleConfig.Tag": "Key!:string Value!:string",
    "TrialComponent": (
        "DisplayName:string InputArtifacts:{.TrialComponentArtifact} "
        "MetadataProperties:.MetadataProperties OutputArtifacts:{.TrialComponentArtifact} "
        "Parameters:{.TrialComponentParameterValue} Status:.TrialComponentStatus Tags:[.Tags] "
        "TrialComponentName!:string"
    ),
    "TrialComponent.MetadataProperties": (
        "CommitId:string GeneratedBy:string ProjectId:string Repository:string"
    ),
    "TrialComponent.Tags": "Key!:string Value!:string",
    "TrialComponent.TrialComponentArtifact": "MediaType:string Value!:string",
    "TrialComponent.TrialComponentParameterValue": "NumberValue:number StringValue:string",
    "TrialComponent.TrialComponentStatus": "Message:string PrimaryStatus:string",
    "UserProfile": (
        "DomainId!:string SingleSignOnUserIdentifier:string SingleSignOnUserValue:string "
        "Tags:[.Tag] UserProfileName!:string UserSettings:.UserSettings"
    ),
    "UserProfile.CodeEditorAppSettings": (
        "BuiltInLifecycleConfigArn:string CustomImages:[.CustomImage] "
        "DefaultResourceSpec:.ResourceSpec LifecycleConfigArns:[string]"
    ),
    "UserProfile.CodeRepository": "RepositoryUrl!:string",
    "UserProfile.CustomFileSystemConfig": (
        "EFSFileSystemConfig:.EFSFileSystemConfig "
        "FSxLustreFileSystemConfig:.FSxLustreFileSystemConfig "
        "S3FileSystemConfig:.S3FileSystemConfig"
    ),
    "UserProfile.CustomImage": (
        "AppImageConfigName!:string ImageName!:string ImageVersionNumber:integer"
    ),
    "UserProfile.CustomPosixUserConfig": "Gid!:integer Uid!:integer",
    "UserProfile.DefaultEbsStorageSettings": (
        "DefaultEbsVolumeSizeInGb!:integer MaximumEbsVolumeSizeInGb!:integer"
    ),
    "UserProfile.DefaultSpaceStorageSettings": (
        "DefaultEbsStorageSettings:.DefaultEbsStorageSettings"
    ),
    "UserProfile.EFSFileSystemConfig": "FileSystemId!:string FileSystemPath:string",
    "UserProfile.EmrSettings": "AssumableRoleArns:[string] ExecutionRoleArns:[string]",
    "UserProfile.FSxLustreFileSystemConfig": "FileSystemId!:string FileSystemPath:string",
    "UserProfile.HiddenSageMakerImage": "SageMakerImageName:string VersionAliases:[string]",
    "UserProfile.JupyterLabAppSettings": (
        "BuiltInLifecycleConfigArn:string CodeRepositories:[.CodeRepository] "
        "CustomImages:[.CustomImage] DefaultResourceSpec:.ResourceSpec EmrSettings:.EmrSettings "
        "LifecycleConfigArns:[string]"
    ),
    "UserProfile.JupyterServerAppSettings": (
        "DefaultResourceSpec:.ResourceSpec LifecycleConfigArns:[string]"
    ),
    "UserProfile.KernelGatewayAppSettings": (
        "CustomImages:[.CustomImage] DefaultResourceSpec:.ResourceSpec LifecycleConfigArns:[string]"
    ),
    "UserProfile.RStudioServerProAppSettings": "AccessStatus:string UserGroup:string",
    "UserProfile.ResourceSpec": (
        "InstanceType:string LifecycleConfigArn:string SageMakerImageArn:string "
        "SageMakerImageVersionArn:string TrainingPlanArn:string"
    ),
    "UserProfile.S3FileSystemConfig": "MountPath:string S3Uri:string",
    "UserProfile.SharingSettings": (
        "NotebookOutputOption:string S3KmsKeyId:string S3OutputPath:string"
    ),
    "UserProfile.StudioWebPortalSettings": (
        "HiddenAppTypes:[string] HiddenInstanceTypes:[string] HiddenMlTools:[string] "
        "HiddenSageMakerImageVersionAliases:[.HiddenSageMakerImage]"
    ),
    "UserProfile.Tag": "Key!:string Value!:string",
    "UserProfile.UserSettings": (
        "AutoMountHomeEFS:string CodeEditorAppSettings:.CodeEditorAppSettings "
        "CustomFileSystemConfigs:[.CustomFileSystemConfig] "
        "CustomPosixUserConfig:.CustomPosixUserConfig DefaultLandingUri:string "
        "ExecutionRole:string JupyterLabAppSettings:.JupyterLabAppSettings "
        "JupyterServerAppSettings:.JupyterServerAppSettings "
        "KernelGatewayAppSettings:.KernelGatewayAppSettings "
        "RStudioServerProAppSettings:.RStudioServerProAppSettings SecurityGroups:[string] "
        "SharingSettings:.SharingSettings SpaceStorageSettings:.DefaultSpaceStorageSettings "
        "StudioWebPortal:string StudioWebPortalSettings:.StudioWebPortalSettings"
    ),
    "Workforce": (
        "CognitoConfig:.CognitoConfig IpAddressType:string OidcConfig:.OidcConfig "
        "SourceIpConfig:.SourceIpConfig Tags:[.Tag] WorkforceName!:string "
        "WorkforceVpcConfig:.WorkforceVpcConfigRequest"
    ),
    "Workforce.CognitoConfig": "ClientId!:string UserPool!:string",
    "Workforce.OidcConfig": (
        "AuthenticationRequestExtraParams:{string} AuthorizationEndpoint!:string ClientId!:string "
        "ClientSecret:string Issuer!:string JwksUri!:string LogoutEndpoint!:string Scope:string "
        "TokenEndpoint!:string UserInfoEndpoint!:string"
    ),
    "Workforce.SourceIpConfig": "Cidrs!:[string]",
    "Workforce.Tag": "Key!:string Value!:string",
    "Workforce.WorkforceVpcConfigRequest": (
        "SecurityGroupIds:[string] Subnets:[string] VpcId:string"
    ),
    "Workteam": (
        "Description!:string MemberDefinitions!:[.MemberDefinition] "
        "NotificationConfiguration:.NotificationConfiguration Tags:[.Tag] WorkforceName:string "
        "WorkteamName:string"
    ),
    "Workteam.CognitoMemberDefinition": (
        "CognitoClientId!:string CognitoUserGroup!:string CognitoUserPool!:string"
    ),
    "Workteam.MemberDefinition": (
        "CognitoMemberDefinition:.CognitoMemberDefinition "
        "OidcMemberDefinition:.OidcMemberDefinition"
    ),
    "Workteam.NotificationConfiguration": "NotificationTopicArn!:string",
    "Workteam.OidcMemberDefinition": "OidcGroups!:[string]",
    "Workteam.Tag": "Key!:string Value!:string",
}
