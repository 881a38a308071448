"""Errors that a service answers with, as typed exceptions.

Every class here can come from every AWS service; the ones that a service model defines are in the
service's own ``errors`` module, which has these too.
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
"""The classes by the codes that every service may send."""

publish(__name__)
