"""The kinds of errors that every AWS service may answer with, as a tree of classes."""

from __future__ import annotations

from typing import get_args

from .classes import CLASS_BY_KIND
from .codes import Kind
from .service_error import ServiceError


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


CLASS_BY_KIND.update({kind: globals()[kind] for kind in get_args(Kind)})
