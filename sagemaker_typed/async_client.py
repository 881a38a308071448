"""The base class of the asynchronous service clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .client import BaseClient

if TYPE_CHECKING:
    from typing import Generic

    from typing_extensions import TypeVar

    ServiceT = TypeVar("ServiceT", bound=str, default=Any)

    class _OfService(Generic[ServiceT]):
        """A client of the service with botocore's name ``ServiceT``."""

else:
    ServiceT = str

    class _OfService:
        def __class_getitem__(cls, _: object) -> type:
            return cls


__all__ = ["AsyncBaseClient"]


class AsyncBaseClient(_OfService[ServiceT]):
    """An asynchronous typed client."""

    __sync__: ClassVar[type[BaseClient]]
    """The class of the client that makes the calls."""

    def __init_subclass__(cls, *, of: type[BaseClient] | None = None, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        if of is not None:
            cls.__sync__ = of
