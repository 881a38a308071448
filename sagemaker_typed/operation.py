"""Base classes of the generated classes: shapes, requests and responses."""

from __future__ import annotations

import contextlib
import functools
import reprlib
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, cast

import attrs
from typing_extensions import TypeVar

from ._hints.calls import explained_fields
from ._lazy import public_class, public_path
from .sensitive import is_sensitive

if TYPE_CHECKING:
    import inspect
    from typing import Self

__all__ = [
    "PagedRequest",
    "Paging",
    "Request",
    "RequestOfPages",
    "Response",
    "ResponseMetadata",
    "Shape",
    "TaggedUnion",
    "with_unknown_members",
]


class _Signature:
    """The signature of a class for ``help`` and editors."""

    def __get__(self, instance: object, cls: type[Shape]) -> inspect.Signature:
        from ._hints.notebooks import plain_signature

        if instance is not None:
            raise AttributeError("__signature__")
        signature = plain_signature(cls.__init__)
        _, *parameters = signature.parameters.values()
        return signature.replace(parameters=parameters)


class _Documentation:
    """The docstring of a class, with a description of its fields that is made on demand."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __get__(self, instance: object, cls: type[Shape]) -> str:
        from ._hints.fields import described, described_field

        fields = {field.name: field for field in attrs.fields(cls)}
        if any(isinstance(fields[name].type, str) for name in cls.__wire_names__):
            with contextlib.suppress(NameError):
                attrs.resolve_types(cls)
            fields = {field.name: field for field in attrs.fields(cls)}
        lines = [
            described_field(
                name,
                cls.__wire_names__[name],
                field.type,
                required=field.default is attrs.NOTHING,
                sensitive=is_sensitive(cls, name),
            )
            for name, field in fields.items()
            if name in cls.__wire_names__
        ]
        return described(self.text, lines)


@attrs.define(kw_only=True, eq=False, repr=False)
class Shape:
    """Base of every class that mirrors a structure of the service model.

    Two shapes are equal if they have the same class and all fields are equal, including unknown
    members. Shapes are mutable, so they are not hashable.
    """

    __wire_names__: ClassVar[Mapping[str, str]] = {}
    """The wire name of each field, by field name, in the service model's order."""

    # A property for type checkers: otherwise every constructor would show this keyword first.
    # ``with_unknown_members`` is the typed way to set it.
    if TYPE_CHECKING:

        @property
        def unknown_members(self) -> Mapping[str, Any] | None:
            """Members of this object that this release does not know, by wire name.

            ``None`` if there are none.
            """
            ...

    else:
        unknown_members: Mapping[str, Any] | None = attrs.field(default=None)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        names = (*self.__wire_names__, "unknown_members")
        # Lists consider an object equal to itself, even if it is NaN.
        return [getattr(self, n) for n in names] == [getattr(other, n) for n in names]

    def __reduce_ex__(self, protocol: Any) -> Any:
        cls: Any = type(self)  # mypy treats the class as unhashable, as its objects are
        path = _path(cls)
        if path is None:
            return super().__reduce_ex__(protocol)
        # attrs adds __getstate__ and __setstate__ to classes with slots.
        return _unpickled, path, self.__getstate__()

    # Hidden from type checkers, so that they report subscripts.
    if not TYPE_CHECKING:
        __signature__ = _Signature()

        def __init_subclass__(cls) -> None:
            super().__init_subclass__()
            if has_attrs_init(cls):
                cls.__init__ = explained_fields(cls.__init__)
                if cls.__wire_names__ and isinstance(cls.__dict__.get("__doc__"), str):
                    cls.__doc__ = _Documentation(cls.__dict__["__doc__"])
                if _PLUGIN in sys.modules:
                    sys.modules[_PLUGIN].register(cls)

        def __getitem__(self, key: object) -> NoReturn:
            from ._hints.attributes import no_item

            raise no_item(type(self).__name__, self._names(), key)

        def __setitem__(self, key: object, value: object) -> NoReturn:
            self[key]

        def get(self, key: object, default: object = None) -> NoReturn:
            """Raise an error that names the attribute: an object is not a dict."""
            from ._hints.attributes import no_get

            raise no_get(type(self).__name__, self._names(), key)

        def _names(self) -> Mapping[str, str]:
            if isinstance(self, Response):
                return {**self.__wire_names__, "response_metadata": "ResponseMetadata"}
            return self.__wire_names__

        def __dir__(self) -> list[str]:
            return [name for name in super().__dir__() if name != "get"]

        @classmethod
        def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
            return _schemas_for_pydantic().core_schema_of(cls)

        @classmethod
        def __get_pydantic_json_schema__(cls, _schema: Any, handler: Any) -> Any:
            return _schemas_for_pydantic().json_schema_of(cls, handler)

        def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
            from ._hints.notebooks import print_pretty

            print_pretty(printer, type(self).__name__, self.__rich_repr__(), cycle=cycle)

        def __rich_repr__(self) -> Iterator[Any]:
            # By default, rich would show all attrs fields, including those of mark_sensitive.
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
        # Any, because in the stub of ``sensitive`` type checkers see a different ``Shape``.
        cls: Any = type(self)
        for name in self.__wire_names__:
            value = getattr(self, name, None)
            if value is not None:
                text = "<sensitive>" if is_sensitive(cls, name) else repr(value)
                yield f"{name}={text}"
        if self.unknown_members:
            yield f"unknown_members=<{', '.join(map(str, self.unknown_members))}>"


# In a higher layer: it is there if Hypothesis is.
_PLUGIN = f"{__package__}.testing._hypothesis"


def _schemas_for_pydantic() -> Any:
    # A computed name, because the module is in a higher layer. Only Pydantic needs it.
    from importlib import import_module

    return import_module(f"{__package__}._pydantic.schemas")


def has_attrs_init(cls: type[Shape]) -> bool:
    """Return whether attrs wrote the ``__init__`` of a class, not a user or a base class."""
    init: Any = cls.__dict__.get("__init__")
    code = getattr(getattr(init, "__wrapped__", init), "__code__", None)
    return code is not None and code.co_filename.startswith("<attrs generated")


# The same tuple for all objects of a class, which a pickle then has once.
_path = functools.cache(public_path)


def _unpickled(package: str, name: str) -> Shape:
    """Return an object for the fields in a pickle, which can be that of another release."""
    cls, names = _class(package, name)
    shape = cls.__new__(cls)
    for field in names:
        setattr(shape, field, None)
    return shape


@functools.cache
def _class(package: str, name: str) -> tuple[type[Shape], tuple[str, ...]]:
    cls = cast("type[Shape]", public_class(package, name))
    return cls, tuple(field.name for field in attrs.fields(cls))


@attrs.define(kw_only=True, eq=False, repr=False)
class TaggedUnion(Shape):
    """A structure that has exactly one field set, its branch."""

    @property
    def branch(self) -> str | None:
        """The name of the field that is set, or ``None`` if no field is set.

        For a branch that this release does not know, this is the wire name.
        """
        for name in self.__wire_names__:
            if getattr(self, name) is not None:
                return name
        for wire, value in (self.unknown_members or {}).items():
            # botocore keeps only the name of a branch that it does not know.
            return str(value["name"]) if wire == "SDK_UNKNOWN_MEMBER" else wire
        return None


# mypy shows the default in its error for an argument that is not a shape.
ShapeT = TypeVar("ShapeT", bound=Shape, default=Shape)

_METADATA = {"ResponseMetadata"}


def with_unknown_members(shape: ShapeT, members: Mapping[str, Any]) -> ShapeT:
    """Return a copy of ``shape`` with members that this release does not know.

    Args:
        shape: A request or another structure.
        members: The values, as boto3 takes them, by wire name.

    Raises:
        ValueError: a name is the wire name of a field of the class.
    """
    names = {*shape.__wire_names__.values(), *_METADATA}
    known = [wire for wire in members if wire in names]
    if known:
        raise ValueError(
            f"{type(shape).__name__} has fields for {', '.join(known)}; set them instead"
        )
    evolve = cast("Any", attrs.evolve)
    return cast("ShapeT", evolve(shape, unknown_members=dict(members) or None))


def _without_headers(raw: Mapping[str, Any]) -> str:
    # A header may be a sensitive field of the response.
    return repr({name: value for name, value in raw.items() if name != "HTTPHeaders"})


@attrs.frozen
class ResponseMetadata:
    """Metadata of a response, such as the request id, status and headers."""

    raw: Mapping[str, Any] = attrs.field(factory=dict[str, Any], repr=_without_headers)
    """botocore's ``ResponseMetadata``, unchanged."""
    corrected: tuple[str, ...] = ()
    """The paths of required members that the service omitted, such as ``vpc_config.subnets``.

    They were filled with empty defaults: an empty str, list or structure, zero, the epoch, or an
    unknown enum value.
    """

    if not TYPE_CHECKING:

        def __getitem__(self, key: object) -> NoReturn:
            from ._hints.attributes import no_metadata

            raise no_metadata([name for name in dir(self) if not name.startswith("_")], key)

    @property
    def request_id(self) -> str:
        """The service's id of the request; empty if the service did not send one."""
        return cast("str", self.raw.get("RequestId", ""))

    @property
    def http_status_code(self) -> int | None:
        """The HTTP status; ``None`` for a response that is not the result of a call."""
        return cast("int | None", self.raw.get("HTTPStatusCode"))

    @property
    def http_headers(self) -> Mapping[str, str]:
        """The HTTP headers; their names are lower case."""
        return cast("Mapping[str, str]", self.raw.get("HTTPHeaders", {}))

    @property
    def retry_attempts(self) -> int:
        """The number of retries by botocore before this response."""
        return cast("int", self.raw.get("RetryAttempts", 0))


@attrs.define(kw_only=True, eq=False, repr=False)
class Response(Shape):
    """Base of the responses of all operations."""

    __shape_name__: ClassVar[str]
    """The service model's name of the output; empty for an operation without output."""

    response_metadata: ResponseMetadata = attrs.field(factory=ResponseMetadata)
    """Request id, status, headers and retries of the call. Ignored when comparing responses."""


ResponseT_co = TypeVar("ResponseT_co", bound=Response, covariant=True, default=Response)
# A ``Literal`` of botocore's name, so that type checkers report a request for another client.
ServiceT_co = TypeVar("ServiceT_co", bound=str, covariant=True, default=Any)


@attrs.define(kw_only=True, eq=False, repr=False)
class Request(Shape, Generic[ResponseT_co, ServiceT_co]):
    """Base of the requests of all operations; generic in the response and in the service."""

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

    if TYPE_CHECKING:

        def __sent__(self) -> tuple[Self, ResponseT_co, ServiceT_co]:
            """Not a method: a type that has this class, its response and its service."""
            ...


@attrs.frozen
class Paging:
    """How an operation is paginated, according to botocore's paginator model.

    If botocore has no paginator for an operation with a token, it is derived from the members. The
    values are field names; nested fields are paths joined by dots.
    """

    input_tokens: tuple[str, ...]
    """The request fields for the token of the page to return."""
    output_tokens: tuple[str, ...]
    """The response fields with the token of the next page, in the same order."""
    result_keys: tuple[str, ...]
    """The response fields that continue on each page. The first contains the items.

    Empty if a page has several lists and none of them has the items.
    """
    limit_key: str | None = None
    """The request field for the page size."""
    more_results: str | None = None
    """The response field that is true if there is a next page; if ``None``, only tokens decide."""
    non_aggregate_keys: tuple[str, ...] = ()
    """The response fields that describe the whole result and are the same on each page."""
    page_sizes: tuple[int, int] | None = None
    """The minimum and maximum page size; ``None`` if the service model has no maximum."""


ItemT_co = TypeVar("ItemT_co", covariant=True, default=object)


@attrs.define(kw_only=True, eq=False, repr=False)
class RequestOfPages(Request[ResponseT_co, ServiceT_co], Generic[ResponseT_co, ServiceT_co]):
    """Base of the requests with paginated responses, also of those without a list of items."""

    __paging__: ClassVar[Paging]
    """The fields for tokens, items and the page size."""


@attrs.define(kw_only=True, eq=False, repr=False)
class PagedRequest(
    RequestOfPages[ResponseT_co, ServiceT_co], Generic[ResponseT_co, ItemT_co, ServiceT_co]
):
    """Base of the requests whose pages have items; also generic in the type of the items."""
