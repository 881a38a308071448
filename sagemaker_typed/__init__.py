"""A typed client for Amazon SageMaker, over boto3.

Every request and response structure is an attrs class, every closed set of values is an enum, and
the methods of :class:`SageMaker` take and return them. The classes of the API are in
``sagemaker_typed.sagemaker``, the enums of instance types in ``sagemaker_typed.instance_types``.
The other services of the family, such as :class:`SageMakerRuntime`, have a package each.
"""

from sagemaker_typed._lazy import lazy_namespace

__version__ = "0.1.0"

# ``typing`` is not imported at run time: it would be most of the cost of this import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from sagemaker_typed._documentation.lookup import documentation
    from sagemaker_typed.a2i_runtime.client import SageMakerA2IRuntime
    from sagemaker_typed.client import BaseClient
    from sagemaker_typed.converter import (
        BotoConverter,
        ConversionError,
        Problem,
        configure_converter,
        from_boto,
        make_converter,
        to_boto,
    )
    from sagemaker_typed.documents import Document, JsonValue
    from sagemaker_typed.edge.client import SageMakerEdge
    from sagemaker_typed.enums import OpenEnum
    from sagemaker_typed.errors import ServiceError
    from sagemaker_typed.featurestore_runtime.client import SageMakerFeatureStoreRuntime
    from sagemaker_typed.geospatial.client import SageMakerGeospatial
    from sagemaker_typed.inference_router_runtime.client import SageMakerInferenceRouterRuntime
    from sagemaker_typed.job_runtime.client import SageMakerJobRuntime
    from sagemaker_typed.metrics.client import SageMakerMetrics
    from sagemaker_typed.operation import (
        PagedRequest,
        Request,
        Response,
        ResponseMetadata,
        Shape,
        TaggedUnion,
        with_unknown_members,
    )
    from sagemaker_typed.pagination import Items, Pages, RepeatedTokenError
    from sagemaker_typed.runtime.client import SageMakerRuntime
    from sagemaker_typed.sagemaker.client import SageMaker
    from sagemaker_typed.sensitive import mark_sensitive
    from sagemaker_typed.serialization import from_json, from_yaml, to_json, to_yaml
    from sagemaker_typed.streaming import Body, ByteStream, EventStream
    from sagemaker_typed.training_session_runtime.client import SageMakerTrainingSessionRuntime
    from sagemaker_typed.validation import Violation, ViolationError, validate, violations
    from sagemaker_typed.waiting import (
        Progress,
        WaitCancelled,
        WaitError,
        WaitFailed,
        WaitTimeout,
    )
else:
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
                "PagedRequest Request Response ResponseMetadata Shape TaggedUnion "
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

__all__ = [
    "BaseClient",
    "Body",
    "BotoConverter",
    "ByteStream",
    "ConversionError",
    "Document",
    "EventStream",
    "Items",
    "JsonValue",
    "OpenEnum",
    "PagedRequest",
    "Pages",
    "Problem",
    "Progress",
    "RepeatedTokenError",
    "Request",
    "Response",
    "ResponseMetadata",
    "SageMaker",
    "SageMakerA2IRuntime",
    "SageMakerEdge",
    "SageMakerFeatureStoreRuntime",
    "SageMakerGeospatial",
    "SageMakerInferenceRouterRuntime",
    "SageMakerJobRuntime",
    "SageMakerMetrics",
    "SageMakerRuntime",
    "SageMakerTrainingSessionRuntime",
    "ServiceError",
    "Shape",
    "TaggedUnion",
    "Violation",
    "ViolationError",
    "WaitCancelled",
    "WaitError",
    "WaitFailed",
    "WaitTimeout",
    "__version__",
    "configure_converter",
    "documentation",
    "from_boto",
    "from_json",
    "from_yaml",
    "make_converter",
    "mark_sensitive",
    "to_boto",
    "to_json",
    "to_yaml",
    "validate",
    "violations",
    "with_unknown_members",
]
