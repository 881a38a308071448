"""The tags of a resource, which have operations of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from sagemaker_typed._schema.paths import Key
from sagemaker_typed.differences import Difference
from sagemaker_typed.operation import PagedRequest, Request, Shape

from .resources import Resource, TagOperations

if TYPE_CHECKING:
    from sagemaker_typed.client import BaseClient

__all__ = ["TagChanges", "tag_changes"]

_TAGS: Final = "tags"
_RESERVED: Final = "aws:"


class TagChanges(NamedTuple):
    """How the tags of a resource differ from those of a request."""

    differences: tuple[Difference, ...] = ()
    others: tuple[Difference, ...] = ()
    """Tags that only the resource has, and keeps."""
    calls: tuple[Request[Any], ...] = ()


def tag_changes(
    client: BaseClient,
    resource: Resource,
    request: Request[Any],
    described: Shape,
    *,
    exact_tags: bool,
) -> TagChanges:
    """Compare the tags of a resource with those of a request, if it sets tags.

    Args:
        client: The client.
        resource: The kind of resource.
        request: The create request.
        described: The description, which has the ARN.
        exact_tags: Whether tags that the request does not have are removed. Tags of AWS, whose keys
            begin with ``aws:``, always stay.
    """
    operations = resource.tags
    given: list[Any] | None = getattr(request, _TAGS, None)
    arn = getattr(described, resource.arn, None) if resource.arn else None
    if operations is None or given is None or arn is None:
        return TagChanges()
    wanted = {str.__str__(tag.key): tag for tag in given}
    present = _present(client, operations, arn)
    to_set = [tag for key, tag in wanted.items() if present.get(key) != tag.value]
    others = [key for key in present if key not in wanted and not key.startswith(_RESERVED)]
    removed = tuple(Difference((_TAGS, Key(key)), "removed", old=present[key]) for key in others)
    differences = [_difference(tag, present) for tag in to_set]
    calls: list[Request[Any]] = []
    if to_set:
        calls.append(cast("Any", operations.add)(resource_arn=arn, tags=to_set))
    if removed and exact_tags:
        calls.append(cast("Any", operations.remove)(resource_arn=arn, tag_keys=others))
        return TagChanges((*differences, *removed), (), tuple(calls))
    return TagChanges(tuple(differences), removed, tuple(calls))


def _present(client: BaseClient, operations: TagOperations, arn: str) -> Mapping[str, str]:
    listing = cast("Any", operations.listing)(resource_arn=arn)
    assert isinstance(listing, PagedRequest)
    return {str.__str__(tag.key): tag.value for tag in client.items(cast("Any", listing))}


def _difference(tag: Any, present: Mapping[str, str]) -> Difference:
    key = str.__str__(tag.key)
    steps = (_TAGS, Key(key))
    if key in present:
        return Difference(steps, "changed", old=present[key], new=tag.value)
    return Difference(steps, "added", new=tag.value)
