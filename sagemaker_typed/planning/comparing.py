"""The differences between a create request and the description of the resource."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.paths import Key, Step
from sagemaker_typed.converter import to_boto
from sagemaker_typed.differences import Difference, Differences
from sagemaker_typed.differences.comparison import Comparison, Side
from sagemaker_typed.operation import Request, Shape

from .resources import Resource
from .rows import DESCRIBED_BY_ARN, NOT_A_SETTING

__all__ = ["Compared", "compared"]

# A token makes a call idempotent, and belongs to the call.
_TOKEN: Final = re.compile(r"(.+_)?token")
_ARN: Final = re.compile(
    r"arn:[^:]*:(?P<service>[^:]*):(?P<region>[^:]*):(?P<account>[^:]*):(?:.*[:/])?(?P<name>[^:/]+)",
    re.DOTALL,
)


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
    home = _home(described)
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
        elif not _looks_different_only(one, described, request, home):
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


def _looks_different_only(
    difference: Difference, described: Shape, request: Shape, home: tuple[str, ...]
) -> bool:
    steps = difference.steps
    if isinstance(steps[-1], Key):  # the entry of a map, whose text is the user's
        return False
    if difference.is_sensitive:
        old, new = _raw(described, steps), _raw(request, steps)
        return isinstance(old, str) and isinstance(new, str) and _are_same_json(old, new)
    return _is_same(difference.old, difference.new, home)


def _is_left_open(difference: Difference) -> bool:
    """Return whether the request does not set a member; a missing item or key is a difference."""
    return difference.kind == "removed" and isinstance(difference.steps[-1], str)


def _is_same(old: Any, new: Any, home: tuple[str, ...] = ()) -> bool:
    """Return whether two values mean the same to the service.

    Args:
        old: The value of the resource.
        new: The value of the request.
        home: The region and the account of the resource, if they are known.
    """
    if _is_empty(old) and _is_empty(new):
        return True
    if isinstance(old, str) and isinstance(new, str):
        return _names(old, new, home) or _names(new, old, home) or _are_same_json(old, new)
    return False


def _is_empty(value: Any) -> bool:
    if isinstance(value, Shape):
        return not to_boto(value)
    return value is None or (isinstance(value, str | list | dict) and not value)


def _names(arn: str, name: str, home: tuple[str, ...]) -> bool:
    match = _ARN.fullmatch(arn)
    if match is None or match["name"] != str.__str__(name):
        return False
    # The ARNs of other services can have no region.
    return not home or match["service"] != "sagemaker" or match.group("region", "account") == home


def _home(described: Shape) -> tuple[str, ...]:
    """Return the region and the account of a resource, from an ARN in its description."""
    for name in described.__wire_names__:
        match = _ARN.fullmatch(str(getattr(described, name, None)))
        if match is not None and match["service"] == "sagemaker":
            return match.group("region", "account")
    return ()


def _are_same_json(old: str, new: str) -> bool:
    if not (old.lstrip()[:1] in {"{", "["} and new.lstrip()[:1] in {"{", "["}):
        return False
    try:
        return _canonical(old) == _canonical(new)
    except (ValueError, RecursionError):
        return False


def _canonical(text: str) -> str:
    """Return a JSON text in a form that depends on its content only: ``true`` is not ``1``."""
    return json.dumps(json.loads(text, object_pairs_hook=_unique), sort_keys=True)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("the same key occurs twice")
    return found


def _raw(shape: Any, steps: Sequence[Step]) -> Any:
    """Return the value at a path of fields, which may be sensitive; ``None`` for other paths."""
    for step in steps:
        if not isinstance(step, str) or shape is None:
            return None
        shape = getattr(shape, step, None)
    return shape
