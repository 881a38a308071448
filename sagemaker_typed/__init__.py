"""A typed client for Amazon SageMaker, built on boto3.

Every request and response structure is an attrs class, and every closed set of values is an enum.
The methods of :class:`SageMaker` take and return them. The classes of the API are in
``sagemaker_typed.sagemaker``, the enums of instance types in ``sagemaker_typed.instance_types``.
The other SageMaker services, such as :class:`SageMakerRuntime`, have one package each.
"""

from sagemaker_typed._lazy import lazy_namespace

__version__ = "0.1.0"

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        "._documentation.lookup": "documentation",
        ".a2i_runtime.client": "SageMakerA2IRuntime",
        ".client": "BaseClient",
        ".converter": (
            "BotoConverter ConversionError Problem configure_converter from_boto "
            "make_converter to_boto"
        ),
        ".call_log": "log_calls",
        ".documents": "Document JsonValue",
        ".edge.client": "SageMakerEdge",
        ".enums": "OpenEnum",
        ".errors": "ServiceError",
        ".featurestore_runtime.client": "SageMakerFeatureStoreRuntime",
        ".geospatial.client": "SageMakerGeospatial",
        ".inference_router_runtime.client": "SageMakerInferenceRouterRuntime",
        ".job_runtime.client": "SageMakerJobRuntime",
        ".metrics.client": "SageMakerMetrics",
        ".operation": (
            "PagedRequest Request RequestOfPages Response ResponseMetadata Shape TaggedUnion "
            "with_unknown_members"
        ),
        ".pagination": "Items Pages RepeatedTokenError",
        ".runtime.client": "SageMakerRuntime",
        ".sagemaker.client": "SageMaker",
        ".sensitive": "mark_sensitive",
        ".serialization": "from_json from_yaml to_json to_yaml",
        ".streaming": "Body ByteStream EventStream",
        ".training_session_runtime.client": "SageMakerTrainingSessionRuntime",
        ".validation": "Violation ViolationError validate violations",
        ".waiting": "Progress WaitCancelled WaitError WaitFailed WaitTimeout",
    },
)
