"""The fields that a caller gives: by name, by the path to a nested field, or in dicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema.fields import is_map
from sagemaker_typed._schema.paths import Key, Path, Step

__all__ = ["MISSING", "NOTHING", "Given", "given_fields", "unknown_field"]

MISSING: Final = object()
"""The value of a place for which none is given."""


@attrs.frozen
class Given:
    """The value that is given for a place, or its parts."""

    value: Any = MISSING
    parts: Mapping[str, Given] = attrs.field(factory=dict[str, "Given"])
    """The same for the fields, items and entries, by name, index or key as a str."""

    @property
    def is_absent(self) -> bool:
        """Whether ``None`` is given: the field is left out."""
        return self.value is None

    @property
    def has_value(self) -> bool:
        """Whether a whole value is given."""
        return self.value is not MISSING

    def part(self, name: object) -> Given:
        """Return what is given for a field, an index or a key."""
        return self.parts.get(str(name), NOTHING)


NOTHING: Final = Given()
"""Nothing is given."""


def given_fields(fields: Mapping[str, Any], call: str) -> Given:
    """Return the fields as a tree.

    Args:
        fields: The values, by field name or by path: ``vpc_config__subnets`` and
            ``vpc_config.subnets`` are the same.
        call: The call, for errors.

    Raises:
        TypeError: a value is given for a place, and also for a part of it; or it is not a path.
    """
    tree: dict[str, Any] = {}
    for name, value in fields.items():
        *outer, last = _steps(name, call)
        place = tree
        for step in outer:
            place = place.setdefault(step, _Parts())
            if not isinstance(place, _Parts):
                raise TypeError(f"{call}: {name!r} and a field around it are both given")
        if last in place:
            raise TypeError(f"{call}: {name!r} and a field inside it are both given")
        place[last] = value
    return Given(parts={name: _given(value) for name, value in tree.items()})


class _Parts(dict[str, Any]):
    """The parts of a place, unlike a dict that is a value."""


def _given(value: Any) -> Given:
    if isinstance(value, _Parts):
        return Given(parts={name: _given(part) for name, part in value.items()})
    return Given(value)


def _steps(name: str, call: str) -> list[str]:
    if "." in name or "[" in name:
        path = Path.parsed(name)
        if str(path).replace('"', "'") != name.replace('"', "'"):
            raise TypeError(
                f"{call}: {name!r} is not a path; expected one such as 'tags[0].key' or "
                "\"environment['NAME']\""
            )
        return [_text(step) for step in path]
    return name.split("__")


def _text(step: Step) -> str:
    return step.name if isinstance(step, Key) else str(step)


def of_dict(value: Any) -> Given:
    """Return the parts that a dict of fields gives for a structure."""
    assert is_map(value)
    return Given(parts={str(name): _given(part) for name, part in value.items()})


def unknown_field(call: str, owner: str, name: str, names: Mapping[str, Any]) -> TypeError:
    """Return the error for a field that a class does not have."""
    near = nearest(name, names)
    hint = f"; did you mean {either(map(repr, near))}?" if near else ""
    known = "" if near else f"; its fields are {', '.join(names) or 'none'}"
    return TypeError(f"{call}: {owner} has no field {name!r}{hint}{known}")
