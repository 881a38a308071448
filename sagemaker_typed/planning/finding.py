"""Find the resource that a create request would create, with calls that only read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sagemaker_typed._hints.names import all_of
from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed.converter import to_boto
from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Request, RequestOfPages, Response, Shape
from sagemaker_typed.sensitive import is_sensitive

from .errors import NotPlannableError
from .resources import Lookup, Resource

if TYPE_CHECKING:
    from sagemaker_typed.client import BaseClient

__all__ = ["Found", "describe_request", "described", "find", "name_of"]


class Found(NamedTuple):
    """The resource, as the service describes it."""

    request: Request[Any] | None
    """The request that describes the resource; ``None`` if its id is not known yet."""
    response: Response | None
    """The description; ``None`` if the resource does not exist."""


def name_of(resource: Resource, request: Request[Any]) -> str:
    """Return the noun of a resource and what identifies it, such as ``Endpoint 'churn'``."""
    cls = type(request)
    names = (name for name in resource.identifying if not is_sensitive(cls, name))
    values = [getattr(request, name) for name in names]
    return " ".join([resource.noun, *(repr(str(v)) for v in values if isinstance(v, str))])


def find(client: BaseClient, resource: Resource, request: Request[Any]) -> Found:
    """Describe the resource that ``request`` would create.

    Raises:
        NotPlannableError: the request does not identify a resource, or several fit.
        ServiceError: the service returned another error than "not found".
    """
    try:
        item = _item(client, resource.lookup, resource, request) if resource.lookup else None
        if resource.lookup and item is None:
            return Found(None, None)
        asked = describe_request(resource, request, item)
        if asked is None:
            raise _no_identity(resource, request)
        try:
            return Found(asked, described(client, asked))
        except ServiceError as error:
            if not error.is_not_found:
                raise
            return Found(asked, None)
    except ServiceError as error:
        # The listing of what belongs to something that does not exist.
        if resource.lookup and error.is_not_found:
            return Found(None, None)
        raise


def describe_request(
    resource: Resource, request: Request[Any], source: Shape | None = None
) -> Request[Any] | None:
    """Return the request that describes a resource; ``None`` if a required member is missing.

    Args:
        resource: The kind of resource.
        request: The create request.
        source: What has the id or ARN: the item of a listing, or the response of creating.
    """
    if resource.describe is None:
        return None
    members = {name: getattr(request, name) for name in resource.identity}
    if resource.lookup and source is not None:
        for name, field in resource.lookup.found.items():
            members[name] = getattr(source, field, None)
    members = {name: value for name, value in members.items() if value is not None}
    if required_fields(resource.describe) - members.keys():
        return None
    asked: Request[Any] = cast("Any", resource.describe)(**members)
    return asked


def described(client: BaseClient, asked: Request[Any]) -> Response:
    """Return a description with the items of all its pages."""
    if not isinstance(asked, RequestOfPages):
        return cast("Response", client.send(asked))
    first, *others = client.pages(asked)
    for page in others:
        for key in asked.__paging__.result_keys:
            setattr(first, key, [*(getattr(first, key) or ()), *(getattr(page, key) or ())])
    return cast("Response", first)


def _item(
    client: BaseClient, lookup: Lookup, resource: Resource, request: Request[Any]
) -> Shape | None:
    """Return the only item of the listing that has the members of the request."""
    filters = {name: getattr(request, name) for name in lookup.filters}
    listing = cast("Any", lookup.listing)(**filters)
    wanted = [(name, _plain(getattr(request, name))) for name in lookup.matches]
    found = [
        item
        for item in client.items(listing)
        if all(_fits(_plain(getattr(item, name)), value) for name, value in wanted)
    ]
    if len(found) > 1:
        ids = [str(getattr(item, field)) for item in found for field in lookup.found.values()]
        raise NotPlannableError(
            f"{name_of(resource, request)} is not unique: {all_of(ids)} have the same "
            f"{all_of(lookup.matches)}, so it is unknown which one the request means; change it "
            "with its own operations"
        )
    return found[0] if found else None


def _plain(value: Any) -> Any:
    return to_boto(value) if isinstance(value, Shape) else value


def _fits(found: Any, wanted: Any) -> bool:
    """Return whether an item has a value, and perhaps members that the request leaves open."""
    if isinstance(found, Mapping) and isinstance(wanted, Mapping):
        known = cast("Mapping[str, Any]", found)
        members = cast("Mapping[str, Any]", wanted)
        return all(name in known and _fits(known[name], member) for name, member in members.items())
    return bool(found == wanted)


def _no_identity(resource: Resource, request: Request[Any]) -> NotPlannableError:
    missing = [name for name in resource.identity if getattr(request, name) is None]
    if resource.describe is not None:
        missing = [name for name in missing if name in required_fields(resource.describe)]
    return NotPlannableError(
        f"a {type(request).__name__} without {all_of(missing)} creates another {resource.noun} "
        f"each time, so there is nothing to compare it with; set {all_of(missing)}, or send it"
    )
