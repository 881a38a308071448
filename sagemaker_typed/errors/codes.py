"""Which kind of error an answer of a service is, by its code, its message and its HTTP status.

A kind has the name of its class in ``kinds.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias, cast

from .messages import says_already_exists, says_not_found, says_signature_is_not_current

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
    "ServiceQuotaExceededException",
    "UnknownOperationException",
    "SerializationException",
    "RequestEntityTooLargeException",
]

# Sources: "Common Errors" of the SageMaker API reference, the codes that botocore's retries know
# (`_retry.json` and `retries/standard.py`), and the error shapes of the SageMaker family's models.
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
"""The kinds of the codes that every service may send."""

# For codes that are in no table, and for answers without one, such as a proxy's.
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

_RETRYABLE_STATUSES: Final = frozenset({429, 500, 502, 503, 504, 509})  # as botocore has them


def kind_of(answer: Any, *, is_modelled: bool) -> tuple[Kind | None, Kind | None]:
    """The kind of an answer's code or status, and the kind that its message puts it into.

    Args:
        answer: The answer, as botocore has it.
        is_modelled: Whether the service model has an error with the code. What is in no table is
            of no kind then.
    """
    code, message = text_of(answer, "Error", "Code"), text_of(answer, "Error", "Message")
    kind = KIND_BY_CODE.get(code) or (None if is_modelled else _by_status(answer, code))
    if kind == "ValidationException" and says_not_found(message):
        return kind, "NotFound"
    if kind in {"ValidationException", "Conflict"} and says_already_exists(message):
        return kind, "AlreadyExists"
    if kind == "InvalidSignatureException" and says_signature_is_not_current(message):
        return kind, "RequestExpired"
    return kind, kind


def _by_status(answer: Any, code: str) -> Kind:
    kind: Kind = _STATUSES.get(status_of(answer), "ServiceError")
    # A 404 that the service did not write says that nobody was there to ask.
    if kind == "NotFound" and code in {"", "404"} and not request_id_of(answer):
        return "ServiceError"
    return kind


def text_of(answer: Any, part: str, name: str) -> str:
    """A text in a part of an answer; empty where there is none."""
    value = answer.get(part, {}).get(name)
    return "" if value is None else str(value)


def request_id_of(answer: Any) -> str:
    """The service's id of the request; empty where there is none."""
    return text_of(answer, "ResponseMetadata", "RequestId")


def status_of(answer: Any) -> int | None:
    """The HTTP status; ``None`` where there is none."""
    return cast("int | None", answer.get("ResponseMetadata", {}).get("HTTPStatusCode"))


def is_retryable_status(answer: Any) -> bool:
    """Whether botocore would send the request again, by the HTTP status."""
    return status_of(answer) in _RETRYABLE_STATUSES
