"""The operations of a resource, found from the names and members of a service's requests.

``_schema.resource_rules`` says why the local engine has another description of resources.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, TypeAlias, cast

import attrs
from botocore import xform_name

from sagemaker_typed._lazy import public_path
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents, required_fields
from sagemaker_typed._schema.resource_rules import READING, described_part, first_operation
from sagemaker_typed.operation import PagedRequest, Request, Shape

from .rows import IDENTIFIERS

RequestClass: TypeAlias = type[Request[Any]]
FindRequest: TypeAlias = Callable[[str], RequestClass | None]

CREATE: Final = "Create"
_REQUEST: Final[type] = Request  # a narrowed type would be partially unknown
_PAGED: Final[type] = PagedRequest
_NOUN: Final = re.compile(rf"{CREATE}(?=[A-Z])")


@attrs.frozen
class Lookup:
    """How a listing finds a resource whose describe request needs an id or ARN from the service."""

    listing: type[PagedRequest[Any, Any]]
    filters: tuple[str, ...]
    """The fields of the create request that the listing has too."""
    matches: tuple[str, ...]
    """The fields of the create request that tell the resource among the items."""
    found: Mapping[str, str]
    """By field of the describe request: the field of an item with its value."""


@attrs.frozen
class TagOperations:
    """The operations on the tags of a resource, which its ARN identifies."""

    listing: RequestClass
    add: RequestClass
    remove: RequestClass
    tag: type[Shape]


@attrs.frozen
class Resource:
    """A kind of resource: its operations, and how their requests are filled."""

    noun: str
    create: RequestClass
    describe: RequestClass | None
    update: RequestClass | None
    delete: RequestClass | None
    identity: tuple[str, ...]
    """The fields that the create and the describe request share, the required ones first."""
    lookup: Lookup | None
    """How the other required fields of the describe request are found."""
    is_identified: bool
    """Whether every required field of the describe request can be filled."""
    part: str | None
    """The field of the response with the description, if it is not the response itself."""
    description: type[Shape]
    """The class of the description."""
    arn: str | None
    """The field of the description with the ARN."""
    tags: TagOperations | None

    @property
    def identifying(self) -> tuple[str, ...]:
        """The fields of the create request that tell which resource it means."""
        matches = self.lookup.matches if self.lookup else ()
        return tuple(dict.fromkeys((*self.identity, *matches)))


def is_create(cls: RequestClass) -> bool:
    """Return whether a request creates something, by the name of its operation."""
    return _NOUN.match(cls.__operation__) is not None


def resource_of(create: RequestClass) -> Resource:
    """Return the resource that a create request creates."""
    return _resource(next(filter(public_path, create.__mro__), create))


def resources_of(namespace: str) -> Iterator[Resource]:
    """Yield all resources of a service package that has create operations, in order of name.

    Args:
        namespace: The name of the package, such as ``sagemaker_typed.sagemaker``.
    """
    find = requests_in(namespace)
    for name in _names(namespace):
        if _NOUN.match(name) and name.endswith("Request"):
            cls = find(name.removesuffix("Request"))
            if cls is not None:
                yield resource_of(cls)


def requests_in(namespace: str) -> FindRequest:
    """Return the function that finds the request class of an operation of a service package."""
    package = sys.modules[namespace]
    names = _names(namespace)

    def find(operation: str) -> RequestClass | None:
        name = f"{operation}Request"
        cls: Any = getattr(package, name) if name in names else None
        # The name of a structure can end like that of a request.
        is_request = isinstance(cls, type) and issubclass(cls, _REQUEST)
        return cast("RequestClass | None", cls if is_request else None)

    return find


@lru_cache(maxsize=8)
def _names(namespace: str) -> dict[str, None]:
    return dict.fromkeys(dir(sys.modules[namespace]))


def _made(create: RequestClass) -> Resource:
    path = public_path(create)
    find: FindRequest = requests_in(path[0]) if path else lambda operation: None
    noun = _NOUN.sub("", create.__operation__)
    describe = first_operation(READING, noun, find)
    update = find(f"Update{noun}")
    shared, missing = _identity(create, describe)
    lookup = None
    if missing and describe is not None:
        lookup = _lookup(noun, create, update, missing, find)
    part, description = _description(create, describe)
    arn = _arn(noun, create, description)
    return Resource(
        noun=noun,
        create=create,
        describe=describe,
        update=update,
        delete=find(f"Delete{noun}"),
        identity=shared,
        lookup=lookup,
        is_identified=describe is not None and (not missing or lookup is not None),
        part=part,
        description=description,
        arn=arn,
        tags=_tags(create, find) if arn is not None else None,
    )


# The cast is needed because type checkers do not accept a class as a hashable argument.
_resource = cast("Callable[[RequestClass], Resource]", lru_cache(maxsize=256)(_made))


def _identity(
    create: RequestClass, describe: RequestClass | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields that both requests have, and the required ones that only describing has."""
    if describe is None:
        return (), ()
    needed = required_fields(describe)
    ordered = sorted(describe.__wire_names__, key=lambda name: name not in needed)
    shared = tuple(name for name in ordered if _has(create, name, describe.__wire_names__[name]))
    return shared, tuple(name for name in ordered if name in needed and name not in shared)


def _has(cls: type[Shape], name: str, wire: str) -> bool:
    return cls.__wire_names__.get(name) == wire


def _lookup(
    noun: str,
    create: RequestClass,
    update: RequestClass | None,
    missing: tuple[str, ...],
    find: FindRequest,
) -> Lookup | None:
    for cls in filter(None, map(find, (f"List{noun}s", f"List{noun}"))):
        if not issubclass(cls, _PAGED):
            continue
        listing = cast("type[PagedRequest[Any, Any]]", cls)
        item = _item(listing)
        if item is None:
            continue
        found = {name: IDENTIFIERS.get((noun, name), name) for name in missing}
        changeable = {*update.__wire_names__} if update is not None else set[str]()
        needed = required_fields(create)
        matches = tuple(
            name
            for name in create.__wire_names__
            if name in needed
            and name in item.__wire_names__
            and (name not in changeable or name.endswith("name"))
        )
        filters = tuple(name for name in listing.__wire_names__ if name in needed)
        if matches and item.__wire_names__.keys() >= set(found.values()):
            return Lookup(listing, filters, matches, found)
    return None


def _item(listing: type[PagedRequest[Any, Any]]) -> type[Shape] | None:
    keys = listing.__paging__.result_keys
    content = field_contents(listing.__response__).get(keys[0]) if keys else None
    match content:
        case kinds.List(member=kinds.Structure(type=item)):
            return item
        case _:
            return None


def _description(
    create: RequestClass, describe: RequestClass | None
) -> tuple[str | None, type[Shape]]:
    """Return the part of the response that describes the resource, and its class."""
    if describe is None:
        return None, Shape
    response = describe.__response__
    parts: dict[str, type[Shape]] = {}
    for name, content in field_contents(response).items():
        match content:
            case kinds.Structure(type=cls):
                parts[name] = cls
            case _:
                pass
    best = described_part(
        required_fields(create),
        create.__wire_names__,
        response.__wire_names__,
        {name: cls.__wire_names__ for name, cls in parts.items()},
    )
    return best, parts[best] if best is not None else response


def _arn(noun: str, create: RequestClass, description: type[Shape]) -> str | None:
    """Return the field with the ARN: the one that creating returns too, or that of the noun."""
    created = [*create.__response__.__wire_names__, f"{xform_name(noun)}_arn", "arn"]
    names = [name for name in created if name == "arn" or name.endswith("_arn")]
    return next((name for name in names if name in description.__wire_names__), None)


def _tags(create: RequestClass, find: FindRequest) -> TagOperations | None:
    listing, add, remove = find("ListTags"), find("AddTags"), find("DeleteTags")
    match field_contents(create).get("tags"):
        case kinds.List(member=kinds.Structure(type=tag)):
            pass
        case _:
            return None
    if listing is None or add is None or remove is None:
        return None
    return TagOperations(listing, add, remove, tag)
