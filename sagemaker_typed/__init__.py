"""A typed client for Amazon SageMaker, built on boto3.

Every request and response structure is an attrs class, and every closed set of values is an enum.
The methods of :class:`SageMaker` take and return them.

::

    from sagemaker_typed import SageMaker, sagemaker as sm

    client = SageMaker()
    for model in client.items(sm.ListModelsRequest(name_contains="churn")):
        print(model.model_name)

``sm.`` completes all classes of the API, the enums of instance types, and the errors in
``sm.errors``. The other SageMaker services, such as :class:`SageMakerRuntime`, have one package
each.
"""

from sagemaker_typed._clients import CLIENTS
from sagemaker_typed._lazy import lazy_namespace

__version__ = "0.1.0"

__getattr__, __dir__ = lazy_namespace(
    __name__,
    CLIENTS
    | {
        "._documentation.lookup": "documentation",
        ".async_client": "AsyncBaseClient AsyncItems AsyncPages",
        ".client": "BaseClient",
        ".converter": (
            "BotoConverter ConversionError Problem configure_converter from_boto "
            "make_converter to_boto"
        ),
        ".call_log": "log_calls",
        ".copying": "as_request dropped_members",
        ".differences": "Difference Differences diff",
        ".documents": "Document JsonValue",
        ".enums": "OpenEnum",
        ".errors": "ServiceError",
        ".json_schemas": "json_schema",
        ".many": "FailedRequest requests_for",
        ".operation": (
            "PagedRequest Request RequestOfPages Response ResponseMetadata Shape TaggedUnion "
            "with_unknown_members"
        ),
        ".pagination": "Items Pages RepeatedTokenError",
        ".planning": "Plan PlanError",
        ".rows": "to_rows",
        ".sensitive": "mark_sensitive",
        ".serialization": "from_json from_yaml to_json to_yaml",
        ".streaming": "Body ByteStream EventStream",
        ".untyped": "UntypedResponse",
        ".validation": "Violation ViolationError validate violations",
        ".waiting": "Progress WaitCancelled WaitError WaitFailed WaitTimeout",
    },
)
