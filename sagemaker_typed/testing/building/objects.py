"""Makes objects from the description of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, assert_never, cast

import attrs

from sagemaker_typed._conversion.scalars import utc_timestamp
from sagemaker_typed._examples.scalars import scalar_for
from sagemaker_typed._examples.texts import Wanted, fits, is_arn, text_for
from sagemaker_typed._examples.words import noun_of_field
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of, required_of
from sagemaker_typed.operation import Shape, TaggedUnion
from sagemaker_typed.streaming import ByteStream, EventStream

from .corrected import USUAL
from .given import MISSING, NOTHING, Given, of_dict, unknown_field

__all__ = ["Builder", "leads_back"]

_DATA: Final = b"data"
_MOST_ITEMS: Final = 10_000
"""How long a list may become because of an index."""


class Builder:
    """Builds objects of classes, with the same values for the same fields.

    Args:
        full: Whether to fill the optional fields too.
        call: The call, for errors.
    """

    def __init__(self, *, full: bool, call: str) -> None:
        self.full = full
        self.call = call

    def built(
        self,
        cls: type[Shape],
        given: Given = NOTHING,
        around: tuple[_Frame, ...] = (),
        number: int = 0,
    ) -> Any:
        """Return an object of a class.

        Args:
            cls: The class.
            given: What is given for its fields.
            around: The objects that are being built around this one, the outermost first.
            number: The index of the object in a list.
        """
        contents = contents_of(cast("Any", cls))
        self.check_names(cls, given)
        others = [name for name in given.parts if name not in contents]
        frame = _Frame(cls, given, {}, number)
        chosen = self._chosen(cls, contents, given, (*around, frame))
        # ARNs last, because they contain the names.
        for name in sorted(chosen, key=is_arn):
            spot = _Spot(name, frame, around, number)
            value = self._value(contents[name], given.part(name), spot)
            if value is not None:
                frame.values[name] = value
        # The metadata of a response, and a user's own fields.
        extra = {name: given.part(name).value for name in others}
        make = cast("Any", cls)
        return make(
            **{name: frame.values.get(name) for name in contents if name in chosen}, **extra
        )

    def check_names(self, cls: type[Shape], given: Given) -> None:
        """Raise an error if a field is given that a class does not have.

        Raises:
            TypeError: the class has no such field; the message names the nearest one.
        """
        known = {field.name for field in attrs.fields(cls)}
        for name in given.parts:
            if name not in known:
                raise unknown_field(self.call, cls.__name__, name, contents_of(cast("Any", cls)))

    def _chosen(
        self,
        cls: type[Shape],
        contents: Mapping[str, Content],
        given: Given,
        around: tuple[_Frame, ...],
    ) -> list[str]:
        """Return the names of the fields to set."""
        classes = [frame.cls for frame in around]
        if issubclass(cls, TaggedUnion):
            branches = [name for name in contents if name in given.parts]
            ends = [name for name in contents if not leads_back(contents[name], classes)]
            return branches or (ends or [*contents])[:1]
        required = {*required_of(cast("Any", cls)), *USUAL.get(cls.__name__, ())}
        return [
            name
            for name in contents
            if name in required
            or name in given.parts
            or (self.full and not leads_back(contents[name], classes))
        ]

    def _value(self, content: Content, given: Given, spot: _Spot) -> Any:
        if given.has_value:
            return self.taken(content, given.value, spot)
        match content:
            case kinds.Structure(type=cls):
                return self.built(cls, given, (*spot.around, spot.frame), spot.number)
            case kinds.List():
                return self._list(content, given, spot)
            case kinds.Map():
                return self._map(content, given, spot)
            case _ if given.parts:
                raise TypeError(
                    f"{self.call}: {spot.frame.cls.__name__}.{spot.field} has no fields or items, "
                    f"but {', '.join(map(repr, given.parts))} is given for it"
                )
            case kinds.Text():
                return self._text(content, spot)
            case (
                kinds.Number()
                | kinds.Boolean()
                | kinds.Blob()
                | kinds.Timestamp()
                | kinds.Document()
                | kinds.Enum()
            ):
                return scalar_for(content, spot.wanted())
            case kinds.Stream():
                return ByteStream(_DATA)
            case kinds.Events(type=event):
                made = Builder(full=True, call=self.call).built(event)
                return EventStream([made], event)
            case kinds.Other():
                raise TypeError(
                    f"{self.call}: {spot.frame.cls.__name__}.{spot.field} is a {content.type}, "
                    "which is not a type of the service; pass a value"
                )
            case _:
                assert_never(content)

    def taken(self, content: Content, value: Any, spot: _Spot) -> Any:
        """Return a given value; strs become enum values, times datetimes, dicts structures."""
        match content:
            case kinds.Enum(type=enum) if isinstance(value, str) and not isinstance(value, enum):
                return enum(value)
            case kinds.Timestamp():
                return utc_timestamp(value)
            case kinds.Structure(type=cls) if is_map(value):
                return self.built(cls, of_dict(value), (*spot.around, spot.frame), spot.number)
            case kinds.List(member=member) if is_list(value):
                return [self.taken(member, item, spot.item(n)) for n, item in enumerate(value)]
            case kinds.Map(value=member) if is_map(value):
                return {key: self.taken(member, item, spot) for key, item in value.items()}
            case _:
                return value

    def _list(self, content: kinds.List, given: Given, spot: _Spot) -> list[Any]:
        wrong = [step for step in given.parts if not step.isdecimal()]
        if wrong:
            raise TypeError(
                f"{self.call}: {spot.frame.cls.__name__}.{spot.field} is a list; give the index "
                f"of an item, such as {spot.field}__0__{wrong[0]}"
            )
        size = self._size(content.member, content.bounds, spot)
        too_large = [step for step in given.parts if int(step) >= _MOST_ITEMS]
        if too_large:
            raise TypeError(
                f"{self.call}: the index {too_large[0]} of {spot.frame.cls.__name__}.{spot.field} "
                f"needs as many items before it; give the list, or an index below {_MOST_ITEMS}"
            )
        size = max(size, *(int(step) + 1 for step in given.parts), 0) if given.parts else size
        return [
            self._value(
                content.member, given.part(n), spot.item(max(n, spot.number if size == 1 else 0))
            )
            for n in range(size)
        ]

    def _map(self, content: kinds.Map, given: Given, spot: _Spot) -> dict[Any, Any]:
        key, value, bounds = content.key, content.value, content.bounds
        entries: dict[Any, Any] = {}
        for text, part in given.parts.items():
            name = self.taken(key, text, spot)
            entries[name] = self._value(value, part, spot.entry(0, "value"))
        if entries and len(entries) >= bounds.min_length:
            return entries
        values = [*key.type] if isinstance(key, kinds.Enum) else []
        for number in range(self._size(value, bounds, spot)):
            made = (
                values[number] if values else self._value(key, NOTHING, spot.entry(number, "key"))
            )
            if made not in entries:
                entries[made] = self._value(value, NOTHING, spot.entry(number, "value"))
        return entries

    def _size(self, member: Content, bounds: Bounds, spot: _Spot) -> int:
        classes = [frame.cls for frame in (*spot.around, spot.frame)]
        usual = 0 if leads_back(member, classes) or bounds.max_length == 0 else 1
        return max(bounds.min_length, usual)

    def _text(self, content: kinds.Text, spot: _Spot) -> str:
        wanted = spot.wanted()
        if not spot.part:
            said = spot.said()
            if isinstance(said, str) and fits(said, content.bounds):
                return said
            if is_arn(spot.field):
                wanted = wanted._replace(name=spot.name())
        return text_for(wanted, content.bounds)


@attrs.frozen(eq=False)
class _Frame:
    """An object that is being built."""

    cls: type[Shape]
    given: Given
    values: dict[str, Any]
    number: int


@attrs.frozen
class _Spot:
    """The place of a value."""

    field: str
    frame: _Frame
    around: tuple[_Frame, ...]
    number: int = 0
    part: str = ""

    def item(self, number: int) -> _Spot:
        """Return the spot of an item of a list."""
        return attrs.evolve(self, number=number)

    def entry(self, number: int, part: str) -> _Spot:
        """Return the spot of the key or value of an entry of a map."""
        return attrs.evolve(self, number=number, part=part)

    def wanted(self) -> Wanted:
        """Return what the text or number is for."""
        return Wanted(self.field, self.frame.cls.__name__, self.number + 1, self.part)

    def said(self) -> object:
        """Return what was given for a field of this name further outside."""
        if self.field in {"name", "arn", "id"} or not self.field.endswith(("_name", "_arn", "_id")):
            return None
        for frame in reversed(self.around):
            value = frame.given.part(self.field).value
            if value is not MISSING:
                return cast("object", value)
        return None

    def name(self) -> str:
        """Return the name of the resource of an ARN, if a field beside it or around it says it."""
        noun = noun_of_field(self.field, self.frame.cls.__name__).replace("-", "_")
        names = [f"{noun}_name", f"{noun}_id"]
        if self.field == "arn":
            names += ["name", "id"]
        for frame in (self.frame, *reversed(self.around)):
            for name in names:
                value = frame.values.get(name, frame.given.part(name).value)
                if isinstance(value, str):
                    return value.rsplit("/", 1)[-1]
        return ""


def leads_back(content: Content, classes: list[type[Shape]]) -> bool:
    """Return whether a content has structures of one of the classes as its items or itself."""
    while isinstance(content, kinds.List | kinds.Map):
        content = content.member if isinstance(content, kinds.List) else content.value
    return isinstance(content, kinds.Structure) and content.type in classes
