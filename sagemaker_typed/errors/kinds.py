"""The classes of the errors that any AWS service may return."""

from __future__ import annotations

from typing import get_args

from .classes import CLASS_BY_KIND
from .codes import Kind
from .service_error import ServiceError


class NotFound(ServiceError):
    """The resource does not exist."""


class Conflict(ServiceError):
    """The resource's state does not allow the call: it is in use, changing, or already exists."""


class AlreadyExists(Conflict):
    """The resource to create exists already."""


class ThrottlingException(ServiceError):
    """The service throttled the request. This covers all of the codes for throttling."""

    __code__ = "ThrottlingException"


class ValidationException(ServiceError):
    """The service rejected a value of the request."""

    __code__ = "ValidationException"


class AccessDeniedException(ServiceError):
    """The caller was identified, but does not have permission for the call."""

    __code__ = "AccessDeniedException"


class NotAuthenticated(ServiceError):
    """The service could not identify the caller."""


class ExpiredTokenException(NotAuthenticated):
    """The session token has expired."""

    __code__ = "ExpiredTokenException"


class UnrecognizedClientException(NotAuthenticated):
    """The service does not know the access key or the session token."""

    __code__ = "UnrecognizedClientException"


class InvalidSignatureException(NotAuthenticated):
    """The signature is wrong: often the secret key is, or a proxy has changed the request."""

    __code__ = "InvalidSignatureException"


class RequestExpired(NotAuthenticated):
    """The request's timestamp is too far from the service's time: check this machine's clock."""

    __code__ = "RequestExpired"


class InternalFailure(ServiceError):
    """The service had an internal error."""

    __code__ = "InternalFailure"


class ServiceUnavailable(ServiceError):
    """The service is temporarily unavailable."""

    __code__ = "ServiceUnavailable"


class RequestTimeoutException(ServiceError):
    """The request took too long to arrive or to process."""

    __code__ = "RequestTimeoutException"


class ServiceQuotaExceededException(ServiceError):
    """The call would exceed a quota of the account."""

    __code__ = "ServiceQuotaExceededException"


class UnknownOperationException(ServiceError):
    """The endpoint does not have the operation."""

    __code__ = "UnknownOperationException"


class SerializationException(ServiceError):
    """The service could not read the request."""

    __code__ = "SerializationException"


class RequestEntityTooLargeException(ServiceError):
    """The request is larger than the service allows."""

    __code__ = "RequestEntityTooLargeException"


CLASS_BY_KIND.update({kind: globals()[kind] for kind in get_args(Kind)})
