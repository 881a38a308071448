"""The kind of an error response, by its code, its message and its HTTP status.

A kind is named after its class in ``kinds.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias, cast

from .messages import (
    says_already_exists,
    says_conflict,
    says_not_found,
    says_signature_is_not_current,
)

Kind: TypeAlias = Literal[
    "ServiceError",
    "NotFound",
    "Conflict",
    "AlreadyExists",
    "ThrottlingException",
    "ValidationException",
    "AccessDeniedException",
    "NotAuthenticated",
    "ExpiredTokenException",
    "UnrecognizedClientException",
    "InvalidSignatureException",
    "RequestExpired",
    "InternalFailure",
    "ServiceUnavailable",
    "RequestTimeoutException",
    "QuotaExceeded",
    "ServiceQuotaExceededException",
    "UnknownOperationException",
    "SerializationException",
    "RequestEntityTooLargeException",
]

# Sources: "Common Errors" of the SageMaker API reference, the codes that botocore retries
# (`_retry.json` and `retries/standard.py`), and the error shapes of the SageMaker services' models.
_CODES: Final[Mapping[Kind, str]] = {
    "NotFound": "NotFoundException ResourceNotFound ResourceNotFoundException",
    "Conflict": "ConflictException ResourceInUse ResourceInUseException",
    "AlreadyExists": "ResourceAlreadyExists ResourceAlreadyExistsException",
    "ThrottlingException": (
        "ThrottlingException Throttling ThrottledException RequestThrottled "
        "RequestThrottledException TooManyRequestsException RequestLimitExceeded "
        "BandwidthLimitExceeded LimitExceededException SlowDown EC2ThrottledException "
        "ProvisionedThroughputExceededException TransactionInProgressException "
        "PriorRequestNotComplete"
    ),
    "ValidationException": (
        "ValidationException ValidationError InvalidParameterValue InvalidParameterCombination "
        "MissingParameter"
    ),
    "AccessDeniedException": (
        "AccessDeniedException AccessDenied AccessForbidden NotAuthorized OptInRequired "
        "UnauthorizedOperation AuthorizationError"
    ),
    "NotAuthenticated": "MissingAuthenticationToken MissingAuthenticationTokenException",
    "ExpiredTokenException": "ExpiredTokenException ExpiredToken",
    "UnrecognizedClientException": (
        "UnrecognizedClientException InvalidClientTokenId InvalidAccessKeyId"
    ),
    "InvalidSignatureException": (
        "InvalidSignatureException SignatureDoesNotMatch IncompleteSignature "
        "IncompleteSignatureException"
    ),
    "RequestExpired": "RequestExpired RequestTimeTooSkewed RequestInTheFuture",
    "InternalFailure": (
        "InternalFailure InternalError InternalServerError InternalServerException "
        "InternalServiceError InternalServiceException InternalDependencyException "
        "InternalStreamFailure RequestAbortedException"
    ),
    "ServiceUnavailable": "ServiceUnavailable ServiceUnavailableException",
    "RequestTimeoutException": "RequestTimeoutException RequestTimeout",
    "QuotaExceeded": "ResourceLimitExceeded ResourceLimitExceededException",
    "ServiceQuotaExceededException": "ServiceQuotaExceededException",
    "UnknownOperationException": "UnknownOperationException InvalidAction MissingAction",
    "SerializationException": (
        "SerializationException MalformedHttpRequestException MalformedQueryString"
    ),
    "RequestEntityTooLargeException": "RequestEntityTooLargeException RequestEntityTooLarge",
}
KIND_BY_CODE: Final[Mapping[str, Kind]] = {
    code: kind for kind, codes in _CODES.items() for code in codes.split()
}
"""The kinds of the error codes that any service may return."""

# For unknown codes, and for responses without a code, such as those of a proxy.
_STATUSES: Final[Mapping[int | None, Kind]] = {
    401: "NotAuthenticated",
    403: "AccessDeniedException",
    404: "NotFound",
    408: "RequestTimeoutException",
    409: "Conflict",
    413: "RequestEntityTooLargeException",
    429: "ThrottlingException",
    500: "InternalFailure",
    502: "InternalFailure",
    503: "ServiceUnavailable",
    504: "InternalFailure",
    509: "ThrottlingException",
}

_RETRYABLE_STATUSES: Final = frozenset({429, 500, 502, 503, 504, 509})  # the same as in botocore


def kind_of(answer: Any, *, is_modelled: bool) -> tuple[Kind | None, Kind | None]:
    """Return the kind of an error response by its code or status, and its kind by its message.

    Args:
        answer: The response, as botocore parsed it.
        is_modelled: Whether the service model has an error with the code. If so, an unknown code
            has no kind, whatever the status.
    """
    code, message = text_of(answer, "Error", "Code"), text_of(answer, "Error", "Message")
    kind = KIND_BY_CODE.get(code) or (None if is_modelled else _by_status(answer, code))
    if kind == "ValidationException" and says_not_found(message):
        return kind, "NotFound"
    if kind in {"ValidationException", "Conflict"} and says_already_exists(message):
        return kind, "AlreadyExists"
    if kind == "ValidationException" and says_conflict(message):
        return kind, "Conflict"
    if kind == "InvalidSignatureException" and says_signature_is_not_current(message):
        return kind, "RequestExpired"
    return kind, kind


def _by_status(answer: Any, code: str) -> Kind:
    kind: Kind = _STATUSES.get(status_of(answer), "ServiceError")
    # A 404 without a code or request id is not from the service, so the resource may exist.
    if kind == "NotFound" and code in {"", "404"} and not request_id_of(answer):
        return "ServiceError"
    return kind


def text_of(answer: Any, part: str, name: str) -> str:
    """Return a string in a part of a response; empty if there is none."""
    value = answer.get(part, {}).get(name)
    return "" if value is None else str(value)


def request_id_of(answer: Any) -> str:
    """Return the service's request id; empty if there is none."""
    return text_of(answer, "ResponseMetadata", "RequestId")


def status_of(answer: Any) -> int | None:
    """Return the HTTP status; ``None`` if there is none."""
    return cast("int | None", answer.get("ResponseMetadata", {}).get("HTTPStatusCode"))


def is_retryable_status(answer: Any) -> bool:
    """Return whether botocore would retry the request because of its HTTP status."""
    return status_of(answer) in _RETRYABLE_STATUSES
