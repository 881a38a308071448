"""The location of a problem, in the names that the user wrote."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import Key, Step
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape
from sagemaker_typed.sensitive import is_sensitive

__all__ = ["Place", "place_of"]

_ABSENT: Final = object()


class Place(NamedTuple):
    """A location for Pydantic."""

    loc: tuple[str | int, ...]
    shown: object
    """The value if it may be shown; otherwise its type, such as ``<dict>``."""


def place_of(content: Content | None, steps: tuple[Step, ...], value: Any) -> Place:
    """Return the location of a value.

    Args:
        content: The content of ``value``; ``None`` for a member that is not known.
        steps: The path inside ``value``, with names of fields or the service's names.
        value: What the user gave.
    """
    loc: list[str | int] = []
    is_hidden = is_unknown = False
    for step in steps:
        match content:
            case kinds.Structure(type=cls) if isinstance(step, str):
                field = _field(cls, step)
                is_unknown |= field is None
                is_hidden |= field is not None and is_sensitive(cls, field)
                name = step if field is None else _written(cls, field, value)
                content = None if field is None else contents_of(cls)[field]
                value = _inside(value, name, field)
                loc.append(name)
            case kinds.List():
                content, value = content.member, _inside(value, step)
                loc.append(step if isinstance(step, int) else str(step))
            case kinds.Map():
                name = step.name if isinstance(step, Key) else str(step)
                content, value = content.value, _inside(value, name)
                loc.append(name)
            case _:
                content, value = None, _ABSENT
                loc.append(step.name if isinstance(step, Key) else step)
    if is_hidden and value is not _ABSENT:
        return Place((*loc,), "<sensitive>")
    return Place((*loc,), _shown(value, is_unknown=is_unknown))


def _field(cls: type[Shape], name: str) -> str | None:
    for field, wire in cls.__wire_names__.items():
        if name in {field, wire}:
            return field
    return None


def _written(cls: type[Shape], field: str, value: Any) -> str:
    """Return the name of a field in a dict; that of an absent one is like the names of others."""
    names = cls.__wire_names__
    wire = names[field]
    if isinstance(value, cls):
        return field
    if not is_map(value) or wire in value:
        return wire
    are_fields = any(name in value for name, other in names.items() if name != other)
    return field if field in value or are_fields else wire


def _inside(value: Any, step: Step, field: str | None = None) -> Any:
    if is_map(value):
        return value.get(step, _ABSENT)
    if isinstance(step, int) and is_list(value) and step < len(value):
        return value[step]
    return getattr(value, field, _ABSENT) if field is not None else _ABSENT


def _shown(value: Any, *, is_unknown: bool) -> object:
    if value is _ABSENT:
        return None
    # A member that is not known may be a misspelt one that is sensitive.
    is_scalar = isinstance(value, str | int | float | None) and not is_unknown
    return value if is_scalar else f"<{type(value).__name__}>"
