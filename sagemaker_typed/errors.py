"""Errors that a service answers with, as typed exceptions."""

from __future__ import annotations

from typing import Any, ClassVar

from botocore.exceptions import BotoCoreError, ClientError

__all__ = ["BotocoreTooOldError", "ServiceError"]


class ServiceError(ClientError):
    """An error that the service answered with; botocore's ``ClientError`` catches it too.

    The errors that a service model defines are subclasses. Any other is a ``ServiceError`` itself,
    with its code in :attr:`code`.
    """

    __code__: ClassVar[str] = ""
    """The service's code of the error; empty where it is not one of the service model's."""
    __public__: ClassVar[type[ServiceError] | None] = None
    """The importable class, where an error's own class was made to be caught by botocore's."""

    response: Any
    """The parsed answer, as botocore has it."""
    operation_name: str
    """The service model's name of the operation."""

    @property
    def code(self) -> str:
        """The service's code, such as ``ResourceNotFound``."""
        return str(self.response.get("Error", {}).get("Code", ""))

    @property
    def message(self) -> str:
        """The service's message; empty where it sent none."""
        return str(self.response.get("Error", {}).get("Message", ""))

    @property
    def request_id(self) -> str:
        """The service's id of the request; empty where it sent none."""
        return str(self.response.get("ResponseMetadata", {}).get("RequestId", ""))

    def __reduce__(self) -> tuple[Any, ...]:
        return self.__public__ or type(self), (self.response, self.operation_name)


class BotocoreTooOldError(BotoCoreError):
    """A request says something that the installed botocore does not know; nothing was sent."""

    fmt = (
        "botocore {installed}, which is installed, does not have {lacking}; "
        'botocore {needed} has: pip install --upgrade "botocore>={needed}"'
    )
