"""The differences between a create request and the description of the resource."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sagemaker_typed._schema import kinds
from sagemaker_typed.converter import to_boto
from sagemaker_typed.differences import Difference, Differences
from sagemaker_typed.differences.comparison import Comparison, Side
from sagemaker_typed.operation import Request, Shape

from .resources import Resource
from .rows import DESCRIBED_BY_ARN, NOT_A_SETTING

__all__ = ["Compared", "compared"]

# A token makes a call idempotent, and belongs to the call.
_TOKEN: Final = re.compile(r"(.+_)?token")
_ARN: Final = re.compile(r"arn:[^:]*:.*[:/](?P<name>[^:/]+)", re.DOTALL)


class Compared(NamedTuple):
    """The differences of a resource."""

    differences: Differences
    """Values that the request sets and the resource does not have; ``old`` is the resource's."""
    left_open: Differences
    """Values that only the resource has, because the request leaves them open."""


def compared(resource: Resource, request: Request[Any], described: Shape) -> Compared:
    """Compare a create request with the description of the resource.

    What the request leaves open is no difference. Neither are values that only look different: an
    empty value and an absent one, a name and the ARN that ends in it, and two JSON texts with the
    same content.
    """
    # Not ``diff``, because the description can be a part of a response.
    comparison = Comparison(is_old_leading=False, by_position=False)
    old, new = (Side(kinds.Structure(type(one)), one) for one in (described, request))
    found = [*comparison.differences(old, new)]
    ignored = {*resource.identifying}
    ignored |= {name for noun, name in NOT_A_SETTING if noun == resource.noun}
    if resource.tags is not None:
        ignored.add("tags")
    differences: list[Difference] = []
    left_open: list[Difference] = []
    hidden: list[str] = []
    for one in found:
        if one.steps[0] in ignored:
            continue
        if _is_left_open(one):
            left_open.append(one)
        elif one.is_sensitive and one.kind == "added":
            hidden.append(one.path)  # descriptions omit secrets
        elif one.is_sensitive or not _is_same(one.old, one.new):
            differences.append(one)
    of_names = _of_names(resource, request, described)
    differences += [one for one in of_names.values() if one is not None]
    ignored |= of_names.keys()
    uncompared = [
        path
        for path in comparison.not_compared
        if path not in ignored and not _TOKEN.fullmatch(path)
    ]
    return Compared(
        Differences(tuple(differences), (*uncompared, *hidden)), Differences(tuple(left_open))
    )


def _of_names(
    resource: Resource, request: Request[Any], described: Shape
) -> Mapping[str, Difference | None]:
    """Return the differences of names that the description has as ARNs, by field."""
    found: dict[str, Difference | None] = {}
    for (noun, name), field in DESCRIBED_BY_ARN.items():
        if noun == resource.noun:
            old, new = getattr(described, field, None), getattr(request, name, None)
            if old is not None and new is not None:
                is_same = _is_same(old, new)
                found[name] = None if is_same else Difference((name,), "changed", old, new)
    return found


def _is_left_open(difference: Difference) -> bool:
    """Return whether the request does not set a member; a missing item or key is a difference."""
    return difference.kind == "removed" and isinstance(difference.steps[-1], str)


def _is_same(old: Any, new: Any) -> bool:
    if _is_empty(old) and _is_empty(new):
        return True
    if isinstance(old, str) and isinstance(new, str):
        return _names(old, new) or _names(new, old) or _are_same_json(old, new)
    return False


def _is_empty(value: Any) -> bool:
    if isinstance(value, Shape):
        return not to_boto(value)
    return value is None or (isinstance(value, str | list | dict) and not value)


def _names(arn: str, name: str) -> bool:
    match = _ARN.fullmatch(arn)
    return match is not None and match["name"] == str.__str__(name)


def _are_same_json(old: str, new: str) -> bool:
    if not (old.lstrip()[:1] in {"{", "["} and new.lstrip()[:1] in {"{", "["}):
        return False
    try:
        return bool(json.loads(old) == json.loads(new))
    except ValueError:
        return False
