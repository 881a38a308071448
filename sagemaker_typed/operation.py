"""What the generated classes are: shapes, requests, responses."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, cast

import attrs
from typing_extensions import TypeVar

__all__ = ["Request", "Response", "ResponseMetadata", "Shape", "TaggedUnion"]


@attrs.define(kw_only=True, eq=False, repr=False)
class Shape:
    """Base of every class that mirrors a structure of the service model.

    Two shapes are equal when they are of one class and all fields are equal. Shapes can be changed,
    so they have no hash.
    """

    __wire_names__: ClassVar[Mapping[str, str]] = {}
    """The service's name of each field, by field name, in the service model's order."""

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        names = self.__wire_names__
        # Lists, because they take an object as equal to itself, as a NaN is not.
        return [getattr(self, n) for n in names] == [getattr(other, n) for n in names]

    @reprlib.recursive_repr()
    def __repr__(self) -> str:
        shown = (
            f"{field.name}={getattr(self, field.name)!r}"
            if field.repr
            else f"{field.name}=<sensitive>"
            for field in attrs.fields(type(self))
            if field.name in self.__wire_names__ and getattr(self, field.name, None) is not None
        )
        return f"{type(self).__name__}({', '.join(shown)})"


@attrs.define(kw_only=True, eq=False, repr=False)
class TaggedUnion(Shape):
    """A structure of which exactly one field is set."""


@attrs.frozen
class ResponseMetadata:
    """What came with a response besides its content."""

    raw: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    """botocore's ``ResponseMetadata``, as it is."""
    corrected: tuple[str, ...] = ()
    """The paths of required members that the service left out, such as ``vpc_config.subnets``.

    They were filled in with what stands for nothing: an empty text, list or structure, zero, the
    epoch, an unknown enum value.
    """

    @property
    def request_id(self) -> str:
        """The service's id of the request; an empty text where the service sent none."""
        return cast("str", self.raw.get("RequestId", ""))

    @property
    def http_status_code(self) -> int | None:
        """The HTTP status; ``None`` for a response that did not come from a call."""
        return cast("int | None", self.raw.get("HTTPStatusCode"))

    @property
    def http_headers(self) -> Mapping[str, str]:
        """The HTTP headers, with names in lower case."""
        return cast("Mapping[str, str]", self.raw.get("HTTPHeaders", {}))

    @property
    def retry_attempts(self) -> int:
        """How often botocore tried again before this answer."""
        return cast("int", self.raw.get("RetryAttempts", 0))


@attrs.define(kw_only=True, eq=False, repr=False)
class Response(Shape):
    """Base of every operation's response."""

    __shape_name__: ClassVar[str]
    """The service model's name of the output; empty for an operation without one."""

    response_metadata: ResponseMetadata = attrs.field(factory=ResponseMetadata)
    """Request id, status, headers and retries of the call. It takes no part in equality."""


ResponseT_co = TypeVar("ResponseT_co", bound=Response, covariant=True, default=Response)


@attrs.define(kw_only=True, eq=False, repr=False)
class Request(Shape, Generic[ResponseT_co]):
    """Base of every operation's request; generic in the operation's response."""

    __shape_name__: ClassVar[str]
    """The service model's name of the input."""
    __service__: ClassVar[str]
    """botocore's name of the service."""
    __operation__: ClassVar[str]
    """The service model's name of the operation, such as ``CreateModel``."""
    __method__: ClassVar[str]
    """boto3's name of the operation, such as ``create_model``."""
    __response__: ClassVar[type[Response]]
    """The class of the response."""
