"""A typed client for Amazon SageMaker, over boto3.

Every request and response structure is an attrs class, every closed set of values is an enum, and
the methods of :class:`SageMaker` take and return them. The classes of the API are in
``sagemaker_typed.sagemaker``, the enums of instance types in ``sagemaker_typed.instance_types``.
"""

from sagemaker_typed._lazy import lazy_namespace

__version__ = "0.1.0"

# ``typing`` is not imported at run time: it would be most of the cost of this import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from sagemaker_typed._documentation import documentation
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
    from sagemaker_typed.enums import OpenEnum
    from sagemaker_typed.errors import ServiceError
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
    from sagemaker_typed.sagemaker.client import SageMaker
    from sagemaker_typed.sensitive import mark_sensitive
    from sagemaker_typed.serialization import from_json, from_yaml, to_json, to_yaml
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
            ".client": "BaseClient",
            ".converter": (
                "BotoConverter ConversionError Problem configure_converter from_boto "
                "make_converter to_boto"
            ),
            "._documentation": "documentation",
            ".enums": "OpenEnum",
            ".errors": "ServiceError",
            ".operation": (
                "PagedRequest Request Response ResponseMetadata Shape TaggedUnion "
                "with_unknown_members"
            ),
            ".pagination": "Items Pages RepeatedTokenError",
            ".sagemaker.client": "SageMaker",
            ".sensitive": "mark_sensitive",
            ".serialization": "from_json from_yaml to_json to_yaml",
            ".validation": "Violation ViolationError validate violations",
            ".waiting": "Progress WaitCancelled WaitError WaitFailed WaitTimeout",
        },
    )

__all__ = [
    "BaseClient",
    "BotoConverter",
    "ConversionError",
    "Items",
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
