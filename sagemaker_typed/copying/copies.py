"""Copies of the members of an object as members of another class, at every depth."""

from __future__ import annotations

import copy
from collections.abc import Collection, Container
from typing import Any, Final, assert_never, cast

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._conversion.scalars import whole
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Path
from sagemaker_typed._schema.walk import Place, contents_of, inside, required_of
from sagemaker_typed.operation import Shape, TaggedUnion

from .members import Names, is_same_kind, look_up, members
from .values import deep_copy, is_refused, text, word

__all__ = ["TOKENS", "Copies"]

TOKENS: Final = frozenset({"client_token", "client_request_token", "idempotency_token"})
"""Members that identify one call: with the token of another, a service repeats its answer."""
_UNUSABLE: Final = object()
"""A placeholder for a copy without required members."""


class Copies:
    """Copies of members, and a list of what was not copied."""

    def __init__(self) -> None:
        self.dropped: list[Path] = []
        """The paths of values that the copy has no member for, in the source."""
        self.problems: list[Problem] = []
        """The required members that the source does not have, in the copy."""

    def fields(
        self, cls: type[Shape], source: Place, into: Path = ROOT, given: Container[str] = ()
    ) -> dict[str, Any]:
        """Return copies of the fields that an object has in common with a class.

        Args:
            cls: The class of the copy.
            source: The object.
            into: The path of the copy.
            given: The names of fields that are not copied.
        """
        obj: Shape = source.value
        places = {
            name: place for name, place in members(cls, type(obj)).items() if name not in TOKENS
        }
        made: dict[str, Any] = {}
        for name, content in contents_of(cls).items():
            if name in given:
                continue
            found = self._found(content, source, places.get(name, ()))
            if found.value is not None:
                found = found._replace(value=self._copy(content, found, into / name))
            if found.value is not None:
                made[name] = found.value
            elif name in required_of(cls):
                self._refuse(into / name, _reason(obj, places.get(name, ())))
        self._drop(source, places.values())
        if obj.unknown_members is not None:
            if isinstance(obj, cls):
                made["unknown_members"] = copy.deepcopy(obj.unknown_members)
            else:
                self.dropped += (source.path / wire for wire in obj.unknown_members)
        return made

    def _found(self, content: Content, source: Place, names: Names) -> Place:
        """Return the place of a member. Its value is ``None`` if there is nothing to copy."""
        if not names:
            return Place(content, None)
        found = look_up(source.value, names)
        place = Place(
            found.content,
            found.value,
            Path((*source.path, *names)),
            is_hidden=source.is_hidden or found.is_hidden,
        )
        if not is_refused(content, place.value):
            return place
        self.dropped.append(place.path)
        return place._replace(value=None)

    def _refuse(self, into: Path, reason: str) -> None:
        self.problems.append(Problem(into, reason))

    def _copy(self, content: Content, source: Place, into: Path) -> Any:
        """Return a copy of a value for a member of this content; ``None`` if nothing is left."""
        value = source.value
        if not is_same_kind(content, source.content):
            needed, had = word(content), word(source.content)
            self._refuse(into, f"needs {needed}, but the source has {had}")
            return _UNUSABLE
        match content:
            case kinds.Structure():
                if isinstance(source.content, kinds.Structure) and isinstance(
                    value, source.content.type
                ):
                    return self._shape(content.type, source, into)
            case kinds.List():
                if is_list(value):
                    return [
                        self._item(content.member, item, into / cast("int", item.key))
                        for item in inside(source)
                    ]
            case kinds.Map():
                if is_map(value):
                    return {
                        text(content.key, item.key): self._item(
                            content.value, item, into / item.path[-1]
                        )
                        for item in inside(source)
                    }
            case kinds.Text() | kinds.Enum():
                return text(content, value)
            case kinds.Number():
                value = whole(value) if content.type is int else value
            case kinds.Blob():
                if hasattr(value, "read"):
                    return value  # a file
                value = bytes(value) if isinstance(value, bytearray) else value
            case kinds.Stream() | kinds.Events():
                return value
            case kinds.Boolean() | kinds.Timestamp() | kinds.Document() | kinds.Other():
                pass
            case _:
                assert_never(content)
        # A value that does not fit is refused before sending, as in any other request.
        return deep_copy(value)

    def _item(self, content: Content, source: Place, into: Path) -> Any:
        return None if source.value is None else self._copy(content, source, into)

    def _shape(self, cls: type[Shape], source: Place, into: Path) -> Any:
        if isinstance(source.value, cls):
            cls = type(source.value)  # a user's subclass
        before = len(self.problems)
        fields = self.fields(cls, source, into)
        if len(self.problems) > before:
            return _UNUSABLE
        if not fields and issubclass(cls, TaggedUnion):
            return None
        make = cast("Any", cls)
        return make(**fields)

    def _drop(self, source: Place, used: Collection[Names]) -> None:
        """Add the members that are not at one of the ``used`` places."""
        obj: Shape = source.value
        for name in obj.__wire_names__:
            rest = [names[1:] for names in used if names[0] == name]
            value = getattr(obj, name, None)
            if value is None or () in rest:
                continue
            place = Place(source.content, value, source.path / name)
            if rest and isinstance(value, Shape):
                self._drop(place, rest)
                self.dropped += (place.path / wire for wire in value.unknown_members or ())
            else:
                self.dropped.append(place.path)


def _reason(source: Shape, names: Names) -> str:
    name = type(source).__name__
    if not names:
        return f"required, but {name} has no such member"
    return f"required, but {'.'.join(names)} has no value in this {name}"
