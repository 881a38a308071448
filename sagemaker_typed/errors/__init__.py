"""Errors that a service answers with, as typed exceptions.

Every class here can come from every AWS service; the ones that a service model defines are in the
service's own ``errors`` module, which has these too.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Final, TypeVar, cast

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from sagemaker_typed._timestamps import to_utc

from .messages import (
    says_already_exists,
    says_not_found,
    says_signature_is_not_current,
)

__all__ = [
    "AccessDeniedException",
    "AlreadyExists",
    "BotocoreTooOldError",
    "Conflict",
    "ExpiredTokenException",
    "InternalFailure",
    "InvalidResponse",
    "InvalidSignatureException",
    "NotAuthenticated",
    "NotFound",
    "RequestEntityTooLargeException",
    "RequestExpired",
    "RequestTimeoutException",
    "SerializationException",
    "ServiceError",
    "ServiceQuotaExceededException",
    "ServiceUnavailable",
    "ThrottlingException",
    "UnknownOperationException",
    "UnrecognizedClientException",
    "ValidationException",
]

_MemberT = TypeVar("_MemberT")


class ServiceError(ClientError):
    """An error that the service answered with; botocore's ``ClientError`` catches it too.

    An error that neither the service model nor this module knows is a ``ServiceError`` itself; its
    code is in :attr:`code`.
    """

    __code__: ClassVar[str] = ""
    """The code that the class is named after; :attr:`code` has the one that came."""
    __public__: ClassVar[type[ServiceError] | None] = None
    """The importable class, where an error's own class was made to have further bases."""

    response: Any
    """The parsed answer, as botocore has it."""
    operation_name: str
    """The service model's name of the operation."""

    @property
    def code(self) -> str:
        """The service's code, such as ``ResourceNotFound``; the HTTP status where it sent none."""
        return _text(self.response, "Error", "Code")

    @property
    def message(self) -> str:
        """The service's message; empty where it sent none."""
        return _text(self.response, "Error", "Message")

    @property
    def request_id(self) -> str:
        """The service's id of the request; empty where it sent none."""
        return _request_id(self.response)

    @property
    def status_code(self) -> int | None:
        """The HTTP status; ``None`` for an error that did not come from a call."""
        return _status(self.response)

    @property
    def retry_attempts(self) -> int:
        """How often botocore tried again before it gave up."""
        return int(self.response.get("ResponseMetadata", {}).get("RetryAttempts", 0))

    @property
    def is_not_found(self) -> bool:
        """Whether the service says that something does not exist.

        Many operations say so with a ``ValidationException`` and a message.
        """
        return self._is(NotFound)

    @property
    def is_already_exists(self) -> bool:
        """Whether the service says that what was to be created exists already."""
        return self._is(AlreadyExists)

    @property
    def is_conflict(self) -> bool:
        """Whether something's state is in the way: it exists already, is in use or is changing."""
        return self._is(Conflict)

    @property
    def is_throttled(self) -> bool:
        """Whether the service was asked too often, so that later is the time to ask again."""
        return self._is(ThrottlingException)

    @property
    def is_access_denied(self) -> bool:
        """Whether the caller, who is known to the service, may not do this."""
        return self._is(AccessDeniedException)

    @property
    def is_expired_credentials(self) -> bool:
        """Whether the session token has expired; a new one is needed."""
        return self._is(ExpiredTokenException)

    @property
    def is_retryable(self) -> bool:
        """Whether the same call may succeed later: throttling, or a failure of the service's own.

        botocore has tried again already, as its ``retries`` settings say.
        """
        return self.status_code in _RETRYABLE_STATUSES or any(map(self._is, _RETRYABLE))

    def _is(self, kind: type[ServiceError]) -> bool:
        kinds = _natural(self.response, self.__public__ or type(self))
        return isinstance(self, kind) or any(issubclass(cls, kind) for cls in kinds)

    def _member(self, name: str, kind: type[_MemberT]) -> _MemberT | None:
        """A member that the service model gives this error besides its message."""
        value: Any = self.response.get(name)
        if kind is float and isinstance(value, int):
            value = float(value)
        if isinstance(value, datetime):
            value = to_utc(value)
        return value if isinstance(value, kind) else None

    def __repr__(self) -> str:
        shown = {
            "operation_name": self.operation_name,
            "code": self.code,
            "message": self.message,
            "status_code": self.status_code,
            "request_id": self.request_id,
        }
        texts = (f"{name}={value!r}" for name, value in shown.items() if value not in {None, ""})
        return f"{type(self).__name__}({', '.join(texts)})"

    def __copy__(self) -> ServiceError:
        again = type(self)(self.response, self.operation_name)
        again.__dict__.update(self.__dict__)
        return again

    def __deepcopy__(self, memo: dict[int, Any]) -> ServiceError:
        again = self.__copy__()
        again.__dict__.update(copy.deepcopy(self.__dict__, memo))
        return again

    # A class that was made for an error cannot be found by its name: another process makes its own.
    def __reduce__(self) -> tuple[Any, ...]:
        public = self.__public__ or type(self)
        return _restored, (public, self.response, self.operation_name), self.__dict__


class NotFound(ServiceError):
    """What the call is about does not exist."""


class Conflict(ServiceError):
    """The state of something is in the way: it is in use, or is being changed by another call."""


class AlreadyExists(Conflict):
    """What was to be created exists already."""


class ThrottlingException(ServiceError):
    """The service was asked too often; whatever the code, as there are many for this."""

    __code__ = "ThrottlingException"


class ValidationException(ServiceError):
    """The service does not take the request's values."""

    __code__ = "ValidationException"


class AccessDeniedException(ServiceError):
    """The caller is known, and may not do this."""

    __code__ = "AccessDeniedException"


class NotAuthenticated(ServiceError):
    """The service could not establish who is calling."""


class ExpiredTokenException(NotAuthenticated):
    """The session token has expired."""

    __code__ = "ExpiredTokenException"


class UnrecognizedClientException(NotAuthenticated):
    """The access key or the session token is not known to the service."""

    __code__ = "UnrecognizedClientException"


class InvalidSignatureException(NotAuthenticated):
    """The signature is wrong: often the secret key, or something that changed the request."""

    __code__ = "InvalidSignatureException"


class RequestExpired(NotAuthenticated):
    """The request's time is too far from the service's: usually this machine's clock is wrong."""

    __code__ = "RequestExpired"


class InternalFailure(ServiceError):
    """The service failed, for a reason of its own."""

    __code__ = "InternalFailure"


class ServiceUnavailable(ServiceError):
    """The service cannot answer at the moment."""

    __code__ = "ServiceUnavailable"


class RequestTimeoutException(ServiceError):
    """The request took too long to arrive, or to be carried out."""

    __code__ = "RequestTimeoutException"


class ServiceQuotaExceededException(ServiceError):
    """A quota of the account is used up."""

    __code__ = "ServiceQuotaExceededException"


class UnknownOperationException(ServiceError):
    """The endpoint does not have the operation."""

    __code__ = "UnknownOperationException"


class SerializationException(ServiceError):
    """The service could not read the request."""

    __code__ = "SerializationException"


class RequestEntityTooLargeException(ServiceError):
    """The request is larger than the service takes."""

    __code__ = "RequestEntityTooLargeException"


class InvalidResponse(ResponseParserError):
    """The service, or something between it and here, answered with what cannot be read.

    Nothing is known of what the call did: it may have been carried out. The text quotes no answer
    that is not the service's own.

    Args:
        operation_name: The service model's name of the operation.
        reason: What is wrong with the answer, such as ``it is empty``.
        status_code: The HTTP status.
        request_id: The service's id of the request; empty where none came.
        content_type: What the answer calls itself; empty where it does not.
    """

    def __init__(
        self,
        operation_name: str,
        reason: str,
        status_code: int | None = None,
        request_id: str = "",
        content_type: str = "",
    ) -> None:
        self.operation_name = operation_name
        self.reason = reason
        self.status_code = status_code
        self.request_id = request_id
        self.content_type = content_type
        with_it = [
            f"HTTP status {status_code}",
            f"content type {content_type!r}" if content_type else "no content type",
            f"request id {request_id!r}" if request_id else "no request id",
        ]
        super().__init__(
            f"The answer to {operation_name} cannot be read: {reason} ({', '.join(with_it)}). "
            "The request may have been carried out: look before you send it again, "
            "and ask what answers at the endpoint, such as a proxy."
        )

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self.operation_name, self.reason, self.status_code)
        return type(self), (*parts, self.request_id, self.content_type), self.__dict__


class BotocoreTooOldError(BotoCoreError):
    """A request says something that the installed botocore does not know; nothing was sent."""

    fmt = (
        "botocore {installed}, which is installed, does not have {lacking}; "
        'botocore {needed} has: pip install --upgrade "botocore>={needed}"'
    )


# Sources: "Common Errors" of the SageMaker API reference, the codes that botocore's retries know
# (`_retry.json` and `retries/standard.py`), and the error shapes of the SageMaker family's models.
_CODES: Final[Mapping[type[ServiceError], str]] = {
    NotFound: "NotFoundException ResourceNotFound ResourceNotFoundException",
    Conflict: "ConflictException ResourceInUse ResourceInUseException",
    AlreadyExists: "ResourceAlreadyExists ResourceAlreadyExistsException",
    ThrottlingException: (
        "ThrottlingException Throttling ThrottledException RequestThrottled "
        "RequestThrottledException TooManyRequestsException RequestLimitExceeded "
        "BandwidthLimitExceeded LimitExceededException SlowDown EC2ThrottledException "
        "ProvisionedThroughputExceededException TransactionInProgressException "
        "PriorRequestNotComplete"
    ),
    ValidationException: (
        "ValidationException ValidationError InvalidParameterValue InvalidParameterCombination "
        "MissingParameter"
    ),
    AccessDeniedException: (
        "AccessDeniedException AccessDenied AccessForbidden NotAuthorized OptInRequired "
        "UnauthorizedOperation AuthorizationError"
    ),
    NotAuthenticated: "MissingAuthenticationToken MissingAuthenticationTokenException",
    ExpiredTokenException: "ExpiredTokenException ExpiredToken",
    UnrecognizedClientException: (
        "UnrecognizedClientException InvalidClientTokenId InvalidAccessKeyId"
    ),
    InvalidSignatureException: (
        "InvalidSignatureException SignatureDoesNotMatch IncompleteSignature "
        "IncompleteSignatureException"
    ),
    RequestExpired: "RequestExpired RequestTimeTooSkewed RequestInTheFuture",
    InternalFailure: (
        "InternalFailure InternalError InternalServerError InternalServerException "
        "InternalServiceError InternalServiceException InternalDependencyException "
        "InternalStreamFailure RequestAbortedException"
    ),
    ServiceUnavailable: "ServiceUnavailable ServiceUnavailableException",
    RequestTimeoutException: "RequestTimeoutException RequestTimeout",
    ServiceQuotaExceededException: "ServiceQuotaExceededException",
    UnknownOperationException: "UnknownOperationException InvalidAction MissingAction",
    SerializationException: (
        "SerializationException MalformedHttpRequestException MalformedQueryString"
    ),
    RequestEntityTooLargeException: "RequestEntityTooLargeException RequestEntityTooLarge",
}
COMMON: Final[Mapping[str, type[ServiceError]]] = {
    code: cls for cls, codes in _CODES.items() for code in codes.split()
}
"""The classes by the codes that every service may send."""

# For codes that are in no table, and for answers without one, such as a proxy's.
_STATUSES: Final[Mapping[int | None, type[ServiceError]]] = {
    401: NotAuthenticated,
    403: AccessDeniedException,
    404: NotFound,
    408: RequestTimeoutException,
    409: Conflict,
    413: RequestEntityTooLargeException,
    429: ThrottlingException,
    500: InternalFailure,
    502: InternalFailure,
    503: ServiceUnavailable,
    504: InternalFailure,
    509: ThrottlingException,
}

# As botocore's retries have them.
_RETRYABLE_STATUSES: Final = frozenset({429, 500, 502, 503, 504, 509})
_RETRYABLE: Final = (
    ThrottlingException,
    InternalFailure,
    ServiceUnavailable,
    RequestTimeoutException,
)


def typed_error(error: ClientError, modelled: Mapping[str, type[ServiceError]]) -> ServiceError:
    """``error`` as one of ours, which the class that botocore raised still catches.

    Args:
        error: What botocore raised.
        modelled: The errors of the service model, by their code.
    """
    response: Any = error.response
    ours, family = _natural(response, modelled.get(_text(response, "Error", "Code"), ServiceError))
    return _made(ours, family, type(error))(response, error.operation_name)


def _natural(
    response: Any, modelled: type[ServiceError]
) -> tuple[type[ServiceError], type[ServiceError]]:
    """The class for an answer, and the family that its code, message or status puts it into.

    Args:
        response: The answer, as botocore has it.
        modelled: The class that the service has for the code, if it has one.
    """
    code, message = _text(response, "Error", "Code"), _text(response, "Error", "Message")
    is_modelled = bool(code) and modelled.__code__ == code
    family = COMMON.get(code) or (modelled if is_modelled else _by_status(response, code))
    cls = modelled if is_modelled else family
    if family is ValidationException and says_not_found(message):
        family = NotFound
    elif family in {ValidationException, Conflict} and says_already_exists(message):
        family = AlreadyExists
    elif family is InvalidSignatureException and says_signature_is_not_current(message):
        family = RequestExpired
    return cls, family


def _by_status(response: Any, code: str) -> type[ServiceError]:
    cls = _STATUSES.get(_status(response), ServiceError)
    # A 404 that the service did not write says that nobody was there to ask.
    if cls is NotFound and code in {"", "404"} and not _request_id(response):
        return ServiceError
    return cls


_making: Final = threading.Lock()


def _made(
    ours: type[ServiceError], family: type[ServiceError], theirs: type[ClientError]
) -> type[ServiceError]:
    """A class that ``except`` finds under all three names; botocore makes ``theirs`` per session.

    One that exists is found among the subclasses that Python itself knows, weakly: neither it nor
    botocore's class, which goes with its session, is kept alive here.
    """
    if issubclass(family, ours):
        ours = family
    bases: list[type[ClientError]] = [ours]
    bases += [base for base in (family, theirs) if not issubclass(ours, base)]
    if len(bases) == 1:
        return ours
    with _making:
        for known in bases[-1].__subclasses__():
            if known.__bases__ == tuple(bases) and known.__dict__.get("__public__") is ours:
                return cast("type[ServiceError]", known)
        names = ("__module__", "__qualname__", "__doc__")
        body: dict[str, Any] = {name: getattr(ours, name) for name in names}
        made: Any = type(ours.__name__, tuple(bases), {**body, "__public__": ours})
        return cast("type[ServiceError]", made)


def _restored(public: type[ServiceError], response: Any, operation_name: str) -> ServiceError:
    """An error from its parts, in another process or as a copy."""
    return _made(public, _natural(response, public)[1], public)(response, operation_name)


def _text(response: Any, part: str, name: str) -> str:
    value = response.get(part, {}).get(name)
    return "" if value is None else str(value)


def _request_id(response: Any) -> str:
    return _text(response, "ResponseMetadata", "RequestId")


def _status(response: Any) -> int | None:
    return cast("int | None", response.get("ResponseMetadata", {}).get("HTTPStatusCode"))
