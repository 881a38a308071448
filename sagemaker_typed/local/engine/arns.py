"""The ARNs and ids of resources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from botocore import xform_name

from sagemaker_typed._examples.arns import REGION as EXAMPLE_REGION
from sagemaker_typed._examples.texts import Wanted, text_for
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.patterns import is_match

from . import rows
from .checking import bounds_of_shape
from .kinds import Kind, member_role
from .services import MAIN, operation
from .values import new_id
from .words import kebab

__all__ = ["ACCOUNT", "arn_for", "arn_of_name", "new_identity"]

ACCOUNT: Final = "123456789012"
_PLACE: Final = re.compile(r"\{([^}]+)\}")


def arn_for(kind: Kind, region: str, values: Mapping[str, Any], number: int) -> str:
    """Return the ARN of a resource.

    Args:
        kind: The kind.
        region: The region.
        values: The members that are known.
        number: A number that no other resource has, for ids.
    """
    unique = new_id(number)

    def filled(match: re.Match[str]) -> str:
        for option in match[1].split("|"):
            names = option.split("/")
            ids = {"id": unique, "ID": unique.upper()}
            parts = [ids.get(name) or values.get(name) for name in names]
            if all(part is not None for part in parts):
                return "/".join(map(str, parts))
        return unique

    form = rows.ARNS.get(kind.noun)
    if form is None:
        form = f"{kebab(kind.noun)}/{{{_name_member(kind)}}}"
    signing = "sagemaker-geospatial" if "geospatial" in kind.service else MAIN
    resource = _PLACE.sub(filled, form)
    arn = f"arn:aws:{signing}:{region}:{ACCOUNT}:{resource}"
    pattern = _pattern(kind)
    if pattern is None or is_match(pattern, arn):
        return arn
    name = resource.rpartition("/")[2].rpartition(":")[2]
    for option in (arn.lower(), arn.replace(f"{kebab(kind.noun)}/", f"{_type(pattern)}/")):
        if is_match(pattern, option):
            return option
    # Some patterns allow no real region: the model's rule wins, so that answers are valid.
    wanted = Wanted(f"{xform_name(kind.noun)}_arn", kind.noun, name=name)
    made = text_for(wanted, Bounds(pattern=pattern))
    if name not in made:
        made = text_for(wanted._replace(name=unique), Bounds(pattern=pattern))
    in_region = made.replace(EXAMPLE_REGION, region)
    return in_region if is_match(pattern, in_region) else made


def arn_of_name(kind: Kind, region: str, name: str) -> str:
    """Return the ARN that a resource would have, for messages."""
    if name.startswith("arn:"):
        return name
    return f"arn:aws:sagemaker:{region}:{ACCOUNT}:{kebab(kind.noun)}/{name}"


def new_identity(kind: Kind, name: str, number: int) -> Any:
    """Return a new id for a member of the identity that the create request does not have."""
    shape = operation(kind.service, kind.describe).input_shape.members[name]
    if shape.type_name != "string":
        return number
    _, _, pattern = bounds_of_shape(shape)
    unique = new_id(number)
    output = kind.output.members.get(name)
    options = [f"d-{unique}", unique, f"p-{unique}", f"{kebab(kind.noun)}-{unique}"]
    if kind.noun != "Domain":
        options = options[1:]
    patterns = [pattern, *([bounds_of_shape(output)[2]] if output is not None else [])]
    for option in options:
        if all(one is None or is_match(one, option) for one in patterns):
            return option
    return unique


def _name_member(kind: Kind) -> str:
    """Return the member of the create request with the name; ``id`` if it has none."""
    names = [name for name in kind.identity if name in kind.given]
    own = [name for name in names if member_role(kind.noun, name) in {"name", "id"}]
    if own:
        return own[0]
    if names and not names[-1].endswith("Arn"):
        return names[-1]
    output = [name for name in kind.identity if member_role(kind.noun, name) == "id"]
    return output[0] if output else "id"


def _pattern(kind: Kind) -> str | None:
    """Return the pattern of the member with the ARN."""
    created = operation(kind.service, kind.create).output_shape
    asked = operation(kind.service, kind.describe).input_shape
    for shape in (kind.output, created, asked):
        members: Mapping[str, Any] = shape.members if shape is not None else {}
        for name, member in members.items():
            if name == kind.arn or member_role(kind.noun, name) == "arn":
                return bounds_of_shape(member)[2]
    return None


def _type(pattern: str) -> str:
    """Return the type of the resource that a pattern of ARNs names."""
    match = re.search(r":([a-z][a-z-]+)/", pattern)
    return match[1] if match else "resource"
