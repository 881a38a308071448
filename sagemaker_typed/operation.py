"""What the generated classes are: shapes, requests, responses."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, cast

import attrs
from typing_extensions import TypeVar

from .sensitive import is_sensitive

if TYPE_CHECKING:
    import inspect

__all__ = [
    "PagedRequest",
    "Paging",
    "Request",
    "Response",
    "ResponseMetadata",
    "Shape",
    "TaggedUnion",
    "with_unknown_members",
]


class _Signature:
    """The signature of a class for ``help`` and editors: ``unknown_members`` comes last."""

    def __get__(self, instance: object, cls: type[Shape]) -> inspect.Signature:
        import inspect

        if instance is not None:
            raise AttributeError("__signature__")
        signature = inspect.signature(cls.__init__)
        _, *parameters = signature.parameters.values()
        parameters.sort(key=lambda parameter: parameter.name == "unknown_members")
        return signature.replace(parameters=parameters)


@attrs.define(kw_only=True, eq=False, repr=False)
class Shape:
    """Base of every class that mirrors a structure of the service model.

    Two shapes are equal when they are of one class and all fields are equal, unknown members
    included. Shapes can be changed, so they have no hash.
    """

    __wire_names__: ClassVar[Mapping[str, str]] = {}
    """The service's name of each field, by field name, in the service model's order."""

    # Checkers see a property: every constructor would show the keyword first otherwise.
    # ``with_unknown_members`` is the typed way to set it.
    if TYPE_CHECKING:

        @property
        def unknown_members(self) -> Mapping[str, Any] | None:
            """Members that came with this object and that this release does not know.

            They have the service's names. ``None`` where there are none.
            """
            ...

    else:
        unknown_members: Mapping[str, Any] | None = attrs.field(default=None)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        names = (*self.__wire_names__, "unknown_members")
        # Lists, because they take an object as equal to itself, as a NaN is not.
        return [getattr(self, n) for n in names] == [getattr(other, n) for n in names]

    # Hidden from checkers, to which an object is nothing that brackets can follow.
    if not TYPE_CHECKING:
        __signature__ = _Signature()

        def __getitem__(self, key: object) -> NoReturn:
            from ._hints.attributes import no_item

            names = self.__wire_names__
            if isinstance(self, Response):
                names = {**names, "response_metadata": "ResponseMetadata"}
            raise no_item(type(self).__name__, names, key)

        def __setitem__(self, key: object, value: object) -> NoReturn:
            self[key]

        def __rich_repr__(self) -> Iterator[Any]:
            # The library rich would list the fields of attrs, those that mark_sensitive names too.
            from .sensitive import Shown

            for name in self.__wire_names__:
                value = getattr(self, name, None)
                if value is not None:
                    shown = Shown("<sensitive>") if is_sensitive(type(self), name) else value
                    yield name, shown
            if self.unknown_members:
                yield "unknown_members", Shown(f"<{', '.join(map(str, self.unknown_members))}>")

    @reprlib.recursive_repr()
    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._shown())})"

    def _shown(self) -> Iterator[str]:
        # Any: to checkers of this file, the Shape that the stub of ``sensitive`` names is another.
        cls: Any = type(self)
        for name in self.__wire_names__:
            value = getattr(self, name, None)
            if value is not None:
                text = "<sensitive>" if is_sensitive(cls, name) else repr(value)
                yield f"{name}={text}"
        if self.unknown_members:
            yield f"unknown_members=<{', '.join(map(str, self.unknown_members))}>"


@attrs.define(kw_only=True, eq=False, repr=False)
class TaggedUnion(Shape):
    """A structure of which exactly one field is set: the branch."""

    @property
    def branch(self) -> str | None:
        """The name of the field that is set; ``None`` where nothing is.

        For a branch that this release does not know, the service's name of it.
        """
        for name in self.__wire_names__:
            if getattr(self, name) is not None:
                return name
        for wire, value in (self.unknown_members or {}).items():
            # botocore keeps no more of a branch that it does not know than this.
            return str(value["name"]) if wire == "SDK_UNKNOWN_MEMBER" else wire
        return None


# The default is what mypy names when something else than a shape is given.
ShapeT = TypeVar("ShapeT", bound=Shape, default=Shape)

_METADATA = {"ResponseMetadata"}


def with_unknown_members(shape: ShapeT, members: Mapping[str, Any]) -> ShapeT:
    """A copy of ``shape`` with members that this release does not know.

    Args:
        shape: Any structure or request.
        members: Values as boto3 takes them, by the service's names.

    Raises:
        ValueError: a name is one of a field of the class.
    """
    names = {*shape.__wire_names__.values(), *_METADATA}
    known = [wire for wire in members if wire in names]
    if known:
        raise ValueError(f"{type(shape).__name__} has fields for {', '.join(known)}: set those")
    evolve = cast("Any", attrs.evolve)
    return cast("ShapeT", evolve(shape, unknown_members=dict(members) or None))


def _without_headers(raw: Mapping[str, Any]) -> str:
    # A header may be a sensitive member of the response.
    return repr({name: value for name, value in raw.items() if name != "HTTPHeaders"})


@attrs.frozen
class ResponseMetadata:
    """What came with a response besides its content."""

    raw: Mapping[str, Any] = attrs.field(factory=dict[str, Any], repr=_without_headers)
    """botocore's ``ResponseMetadata``, as it is."""
    corrected: tuple[str, ...] = ()
    """The paths of required members that the service left out, such as ``vpc_config.subnets``.

    They were filled in with what stands for nothing: an empty text, list or structure, zero, the
    epoch, an unknown enum value.
    """

    if not TYPE_CHECKING:

        def __getitem__(self, key: object) -> NoReturn:
            from ._hints.attributes import no_metadata

            raise no_metadata([name for name in dir(self) if not name.startswith("_")], key)

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
# A ``Literal`` of botocore's name: a checker sees which client a request is for, and says so.
ServiceT_co = TypeVar("ServiceT_co", bound=str, covariant=True, default=Any)


@attrs.define(kw_only=True, eq=False, repr=False)
class Request(Shape, Generic[ResponseT_co, ServiceT_co]):
    """Base of every operation's request; generic in the operation's response, and its service."""

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


@attrs.frozen
class Paging:
    """How the answers of an operation go on, by field name: dotted where a field lies deeper.

    The facts are those of botocore's paginator model. The wire names are those that the request
    and the response have for their fields.
    """

    input_tokens: tuple[str, ...]
    """The request's fields that say where a page starts."""
    output_tokens: tuple[str, ...]
    """The response's fields that say where the next page starts, in the same order."""
    result_keys: tuple[str, ...]
    """The response's fields that go on from page to page; the items are those of the first."""
    limit_key: str | None = None
    """The request's field for the size of a page."""
    more_results: str | None = None
    """The response's field that says whether there is a next page; else its token does."""
    non_aggregate_keys: tuple[str, ...] = ()
    """The response's fields that are about the whole result, and the same on each page."""


ItemT_co = TypeVar("ItemT_co", covariant=True, default=object)


@attrs.define(kw_only=True, eq=False, repr=False)
class PagedRequest(
    Request[ResponseT_co, ServiceT_co], Generic[ResponseT_co, ItemT_co, ServiceT_co]
):
    """Base of the requests whose answers come in pages; generic in the type of an item as well."""

    __paging__: ClassVar[Paging]
    """Where tokens, items and the page's size are."""
