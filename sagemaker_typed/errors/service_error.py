"""The base of all errors that a service answers with."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any, ClassVar, Final, TypeVar

from botocore.exceptions import ClientError

from sagemaker_typed._timestamps import to_utc

from .classes import CLASS_BY_KIND, natural_classes, restored
from .codes import Kind, is_retryable_status, request_id_of, status_of, text_of

_MemberT = TypeVar("_MemberT")

_RETRYABLE: Final[tuple[Kind, ...]] = (
    "ThrottlingException",
    "InternalFailure",
    "ServiceUnavailable",
    "RequestTimeoutException",
)


class ServiceError(ClientError):
    """An error that the service answered with; botocore's ``ClientError`` catches it too.

    A code that is neither in the service model nor in ``codes.py`` gives a ``ServiceError`` itself;
    the code is in :attr:`code`.
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
        return text_of(self.response, "Error", "Code")

    @property
    def message(self) -> str:
        """The service's message; empty where it sent none."""
        return text_of(self.response, "Error", "Message")

    @property
    def request_id(self) -> str:
        """The service's id of the request; empty where it sent none."""
        return request_id_of(self.response)

    @property
    def status_code(self) -> int | None:
        """The HTTP status; ``None`` for an error that did not come from a call."""
        return status_of(self.response)

    @property
    def retry_attempts(self) -> int:
        """How often botocore tried again before it gave up."""
        return int(self.response.get("ResponseMetadata", {}).get("RetryAttempts", 0))

    @property
    def is_not_found(self) -> bool:
        """Whether the service says that something does not exist.

        Many operations say so with a ``ValidationException`` and a message.
        """
        return self._is("NotFound")

    @property
    def is_already_exists(self) -> bool:
        """Whether the service says that what was to be created exists already."""
        return self._is("AlreadyExists")

    @property
    def is_conflict(self) -> bool:
        """Whether something's state is in the way: it exists already, is in use or is changing."""
        return self._is("Conflict")

    @property
    def is_throttled(self) -> bool:
        """Whether the service was asked too often, so that later is the time to ask again."""
        return self._is("ThrottlingException")

    @property
    def is_access_denied(self) -> bool:
        """Whether the caller, who is known to the service, may not do this."""
        return self._is("AccessDeniedException")

    @property
    def is_expired_credentials(self) -> bool:
        """Whether the session token has expired; a new one is needed."""
        return self._is("ExpiredTokenException")

    @property
    def is_retryable(self) -> bool:
        """Whether the same call may succeed later: throttling, or a failure of the service's own.

        botocore has tried again already, as its ``retries`` settings say.
        """
        return is_retryable_status(self.response) or any(map(self._is, _RETRYABLE))

    def _is(self, kind: Kind) -> bool:
        wanted = CLASS_BY_KIND[kind]
        classes = natural_classes(self.response, self.__public__ or type(self))
        return isinstance(self, wanted) or any(issubclass(cls, wanted) for cls in classes)

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
        return public._restored, (self.response, self.operation_name), self.__dict__

    @classmethod
    def _restored(cls, response: Any, operation_name: str) -> ServiceError:
        return restored(cls, response, operation_name)
