"""The classes of the errors that any AWS service may return."""

from __future__ import annotations

from typing import get_args

from .classes import CLASS_BY_KIND
from .codes import Kind
from .quotas import quota_in
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


class QuotaExceeded(ServiceError):
    """The call would exceed a quota of the account.

    The properties are read from the message. They are ``None`` if it has another form.
    """

    @property
    def quota_name(self) -> str | None:
        """The name in Service Quotas, such as ``ml.g5.xlarge for training job usage``."""
        quota = quota_in(self.message)
        return None if quota is None else quota.name

    @property
    def instance_type(self) -> str | None:
        """The instance type that the quota is for, such as ``ml.g5.xlarge``."""
        quota = quota_in(self.message)
        return None if quota is None else quota.instance_type

    @property
    def usage(self) -> str | None:
        """The use of instances that the quota is for, such as ``training job usage``."""
        quota = quota_in(self.message)
        return None if quota is None else quota.usage

    @property
    def limit(self) -> int | None:
        """The value of the quota."""
        quota = quota_in(self.message)
        return None if quota is None else quota.limit

    @property
    def unit(self) -> str | None:
        """The unit of the numbers, such as ``Instances``."""
        quota = quota_in(self.message)
        return None if quota is None else quota.unit

    @property
    def current_utilization(self) -> int | None:
        """The number that was in use at the time of the call."""
        quota = quota_in(self.message)
        return None if quota is None else quota.used

    @property
    def request_delta(self) -> int | None:
        """The number that the call would have added."""
        quota = quota_in(self.message)
        return None if quota is None else quota.delta

    @property
    def hint(self) -> str | None:
        """The quota to increase, and the value that the call needs."""
        quota = quota_in(self.message)
        if quota is None or quota.name is None:
            return None
        needed = max(quota.used + quota.delta, quota.limit + 1)
        return (
            f"increase the quota {quota.name!r} of Amazon SageMaker in Service Quotas from "
            f"{quota.limit} to at least {needed}"
        )


class ServiceQuotaExceededException(QuotaExceeded):
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
