"""Typed exceptions for the errors that services return.

Any AWS service can return the errors in this module. The errors of a service model are in the
service's own ``errors`` module, which also exports these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any as Any  # annotations of the classes are evaluated here
from typing import ClassVar as ClassVar
from typing import Final

from sagemaker_typed._lazy import publish

from .botocore_too_old import BotocoreTooOldError
from .classes import CLASS_BY_KIND
from .classes import typed_error as typed_error
from .codes import KIND_BY_CODE
from .invalid_response import InvalidResponse
from .kinds import (
    AccessDeniedException,
    AlreadyExists,
    Conflict,
    ExpiredTokenException,
    InternalFailure,
    InvalidSignatureException,
    NotAuthenticated,
    NotFound,
    QuotaExceeded,
    RequestEntityTooLargeException,
    RequestExpired,
    RequestTimeoutException,
    SerializationException,
    ServiceQuotaExceededException,
    ServiceUnavailable,
    ThrottlingException,
    UnknownOperationException,
    UnrecognizedClientException,
    ValidationException,
)
from .service_error import ServiceError

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
    "QuotaExceeded",
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

COMMON: Final[Mapping[str, type[ServiceError]]] = {
    code: CLASS_BY_KIND[kind] for code, kind in KIND_BY_CODE.items()
}
"""The classes for the error codes that any service may return."""

publish(__name__)
