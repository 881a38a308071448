"""The base class of the errors that services return."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any, ClassVar, Final, TypeVar

from botocore.exceptions import ClientError

from sagemaker_typed._timestamps import to_utc

from .classes import CLASS_BY_KIND, family_of, natural_classes, restored
from .codes import Kind, is_retryable_status, request_id_of, status_of, text_of

_MemberT = TypeVar("_MemberT")

_RETRYABLE: Final[tuple[Kind, ...]] = (
    "ThrottlingException",
    "InternalFailure",
    "ServiceUnavailable",
    "RequestTimeoutException",
)


class ServiceError(ClientError):
    """An error that the service returned. It is also a ``botocore.exceptions.ClientError``.

    An error whose code is neither in the service model nor common to all AWS services is a plain
    ``ServiceError``, or has the class of its HTTP status. Its code is in :attr:`code`.
    """

    __code__: ClassVar[str] = ""
    """The code that the class is named after; :attr:`code` is the code that was sent."""
    __public__: ClassVar[type[ServiceError] | None] = None
    """The importable class, if this class was created at run time to have more bases."""

    response: Any
    """The response, as botocore parsed it."""
    operation_name: str
    """The service model's name of the operation."""

    @property
    def code(self) -> str:
        """The error code, such as ``ResourceNotFound``; the HTTP status if none was sent."""
        return text_of(self.response, "Error", "Code")

    @property
    def message(self) -> str:
        """The service's message; empty if none was sent."""
        return text_of(self.response, "Error", "Message")

    @property
    def request_id(self) -> str:
        """The service's request id; empty if none was sent."""
        return request_id_of(self.response)

    @property
    def status_code(self) -> int | None:
        """The HTTP status; ``None`` if there is none, as for an error made in a test."""
        return status_of(self.response)

    @property
    def retry_attempts(self) -> int:
        """The number of retries that botocore made."""
        return int(self.response.get("ResponseMetadata", {}).get("RetryAttempts", 0))

    @property
    def is_not_found(self) -> bool:
        """Whether the resource does not exist.

        For many operations, the service reports this as a ``ValidationException``; its message is
        then taken into account.
        """
        return self._is("NotFound")

    @property
    def is_already_exists(self) -> bool:
        """Whether the resource to create exists already."""
        return self._is("AlreadyExists")

    @property
    def is_conflict(self) -> bool:
        """Whether the resource's state does not allow the call: it is in use, or exists already.

        The service reports some of these as a ``ValidationException``; its message is then taken
        into account.
        """
        return self._is("Conflict")

    @property
    def is_throttled(self) -> bool:
        """Whether the service throttled the request; try again later."""
        return self._is("ThrottlingException")

    @property
    def is_quota_exceeded(self) -> bool:
        """Whether the call would exceed a quota of the account; see ``QuotaExceeded``."""
        return self._is("QuotaExceeded")

    @property
    def is_access_denied(self) -> bool:
        """Whether the caller was identified but does not have permission for the call."""
        return self._is("AccessDeniedException")

    @property
    def is_expired_credentials(self) -> bool:
        """Whether the session token has expired; get a new one."""
        return self._is("ExpiredTokenException")

    @property
    def is_retryable(self) -> bool:
        """Whether the same call may succeed later, after throttling or a failure of the service.

        botocore has already retried the call, according to its ``retries`` settings.
        """
        return is_retryable_status(self.response) or any(map(self._is, _RETRYABLE))

    def _is(self, kind: Kind) -> bool:
        wanted = CLASS_BY_KIND[kind]
        classes = natural_classes(self.response, self.__public__ or type(self))
        return isinstance(self, wanted) or any(issubclass(cls, wanted) for cls in classes)

    def _member(self, name: str, kind: type[_MemberT]) -> _MemberT | None:
        """Return a member that this error has in the service model, besides its message."""
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

    # A class created at run time cannot be imported, so pickle uses the public class.
    def __reduce__(self) -> tuple[Any, ...]:
        public = self.__public__ or type(self)
        arguments = (self.response, self.operation_name, family_of(type(self)))
        return public._restored, arguments, self.__dict__

    @classmethod
    def _restored(
        cls, response: Any, operation_name: str, family: type[ServiceError] | None = None
    ) -> ServiceError:
        return restored(cls, response, operation_name, family)
