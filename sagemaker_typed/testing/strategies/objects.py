"""Strategies for objects, from the description of their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias, assert_never, cast

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sagemaker_typed._examples.scalars import Scalar, scalar_for
from sagemaker_typed._examples.texts import Wanted
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of, required_of
from sagemaker_typed.operation import Shape, TaggedUnion
from sagemaker_typed.streaming import ByteStream, EventStream
from sagemaker_typed.testing.building.given import MISSING, NOTHING, Given
from sagemaker_typed.testing.building.objects import Builder, leads_back

from .given import is_strategy, without_strategies
from .scalars import scalars_for

__all__ = ["ObjectStrategies"]

_OPTIONAL: Final = (10, 4, 2, 1)
"""How many optional fields an object has at most, by the number of objects around it."""
_FULL: Final = 2
"""How deep objects with all fields are."""
_REPEATS: Final = 2
"""How often a class may be inside itself."""
_NO_VALUES: Final = kinds.Other(object)

Members: TypeAlias = Mapping[str, SearchStrategy[Any]]


class ObjectStrategies:
    """Makes the strategies of classes. Subclasses can have other values for some kinds.

    Args:
        full: Whether all optional fields are set, also of the objects directly inside.
        open_enums: Whether enums also have values that this release does not know.
        call: The call, for errors.
    """

    def __init__(self, *, full: bool, open_enums: bool, call: str) -> None:
        self.full = full
        self.open_enums = open_enums
        self.builder: Builder = Builder(full=True, call=call)
        self._made: dict[tuple[type[Shape], int, int, int], SearchStrategy[Any]] = {}

    def of_class(
        self,
        cls: type[Shape],
        given: Given = NOTHING,
        depth: int = 0,
        repeats: int = 0,
        number: int = 0,
    ) -> SearchStrategy[Any]:
        """Return the strategy for a class.

        Args:
            cls: The class.
            given: What is given for its fields.
            depth: The number of objects around it.
            repeats: How many of these are of the same class.
            number: The index of the object in a list.
        """
        if given is not NOTHING:
            return self._of_class(cls, given, depth, repeats, number)
        key = (cls, min(depth, len(_OPTIONAL)), repeats, number)
        if key not in self._made:
            # Deferred, because a class that is inside itself asks for it again.
            self._made[key] = st.deferred(lambda: self._made[key])
            self._made[key] = self._of_class(cls, given, key[1], repeats, number)
        return self._made[key]

    def simplest(self, cls: type[Shape], given: Given, number: int = 0) -> Any:
        """Return the object to which examples are reduced.

        What is given as a strategy is drawn; this object has values of ``build`` instead.
        """
        contents = contents_of(cast("Any", cls))
        required = required_of(cast("Any", cls))
        own = {name: Given(None) for name in required - contents.keys()}
        # Other fields than those of the service have no such values.
        parts = {
            name: part
            for name, part in without_strategies(given).parts.items()
            if part != NOTHING or not isinstance(contents.get(name, _NO_VALUES), kinds.Other)
        }
        return self.builder.built(cls, Given(parts={**own, **parts}), (), number)

    def scalars(self, content: Scalar, wanted: Wanted, simplest: Any) -> SearchStrategy[Any]:
        """Return the strategy for a field without parts."""
        return scalars_for(content, wanted, simplest, open_enums=self.open_enums)

    def has_all(self, depth: int) -> bool:
        """Return whether objects with so many objects around them have all optional fields.

        Deeper ones have some, because Hypothesis limits the size of an example.
        """
        return self.full and depth < _FULL

    def most(self, depth: int) -> int:
        """Return how many optional fields objects with so many around them have at most."""
        return _OPTIONAL[depth] if depth < len(_OPTIONAL) else 0

    def size(self, bounds: Bounds, usual: int, depth: int) -> SearchStrategy[int]:
        """Return the strategy for the size of a list or map."""
        least = max(bounds.min_length, 1 if self.full and usual else 0)
        most = least + (2 if depth == 0 else 1)
        if bounds.max_length is not None:
            most = max(min(most, bounds.max_length), least)
        others = range(least, most + 1 if usual else least + 1)
        return st.sampled_from([*dict.fromkeys([max(least, usual), *others])])

    def _of_class(
        self, cls: type[Shape], given: Given, depth: int, repeats: int, number: int
    ) -> SearchStrategy[Any]:
        self.builder.check_names(cls, given)
        contents = contents_of(cast("Any", cls))
        required = required_of(cast("Any", cls))
        own = required - contents.keys() - given.parts.keys()
        simplest = self.simplest(cls, given, number)
        always: dict[str, SearchStrategy[Any]] = {}
        maybe: dict[str, SearchStrategy[Any]] = {}
        ends = depth >= len(_OPTIONAL) or repeats >= _REPEATS
        for name, content in contents.items():
            place = _Place(cls, name, depth, repeats, getattr(simplest, name), number)
            if name in given.parts:
                always[name] = self._given(content, given.part(name), place)
            elif name in required:
                always[name] = self._of(content, place)
            elif not (leads_back(content, [cls]) and ends):
                maybe[name] = self._of(content, place)
        extra = {
            name: _as_strategy(given.part(name).value)
            for name in given.parts
            if name not in contents
        }
        types: dict[str, Any] = {field.name: field.type for field in attrs.fields(cls)}
        always |= extra | {name: st.from_type(types[name]) for name in own}
        if issubclass(cls, TaggedUnion):
            return _of_union(cls, contents, always, maybe)
        if self.has_all(depth):
            return _made(cls, always | maybe, {}, 0)
        return _made(cls, always, maybe, self.most(depth))

    def _given(self, content: Content, given: Given, place: _Place) -> SearchStrategy[Any]:
        if is_strategy(given.value):
            return given.value
        if given.value is not MISSING or not given.parts:
            return st.just(place.simplest)
        match content:
            case kinds.Structure(type=cls):
                repeats = place.inner_repeats(cls)
                return self.of_class(cls, given, place.depth + 1, repeats, place.number)
            case kinds.List():
                items = [
                    self._given(content.member, given.part(number), place.item(number))
                    if str(number) in given.parts
                    else self._of(content.member, place.item(number))
                    for number in range(len(place.simplest))
                ]
                return st.tuples(*items).map(list)
            case kinds.Map():
                entries = {
                    key: self._given(content.value, given.part(key), place.entry(key))
                    for key in place.simplest
                    if str(key) in given.parts
                }
                return st.fixed_dictionaries({**_just(place.simplest), **entries})
            case _:
                return st.just(place.simplest)

    def _of(self, content: Content, place: _Place) -> SearchStrategy[Any]:
        match content:
            case kinds.Structure(type=cls):
                repeats = place.inner_repeats(cls)
                return self.of_class(cls, NOTHING, place.depth + 1, repeats, place.number)
            case kinds.List():
                return self._lists(content, place)
            case kinds.Map():
                return self._maps(content, place)
            case (
                kinds.Text()
                | kinds.Number()
                | kinds.Boolean()
                | kinds.Blob()
                | kinds.Timestamp()
                | kinds.Document()
                | kinds.Enum()
            ):
                simplest = place.simplest
                if simplest is None:
                    simplest = scalar_for(content, place.wanted())
                return self.scalars(content, place.wanted(), simplest)
            case kinds.Stream():
                return (st.just(b"data") | st.binary(max_size=64)).map(ByteStream)
            case kinds.Events(type=event):
                events = st.lists(self.of_class(event, NOTHING, place.depth + 1), max_size=3)
                return events.map(lambda found: EventStream(found, event))
            case kinds.Other():
                return st.from_type(content.type)
            case _:
                assert_never(content)

    def _lists(self, content: kinds.List, place: _Place) -> SearchStrategy[list[Any]]:
        usual = self._usual(content.member, content.bounds, place)
        sizes = self.size(content.bounds, usual, place.depth)
        items: dict[int, SearchStrategy[Any]] = {}

        def item(number: int) -> SearchStrategy[Any]:
            if number not in items:
                items[number] = self._of(content.member, place.item(number))
            return items[number]

        if usual:
            item(0)  # now, because Hypothesis counts what is made in a draw as slow data

        @st.composite
        def drawn(draw: st.DrawFn) -> list[Any]:
            return [draw(item(number)) for number in range(draw(sizes))]

        return drawn()

    def _maps(self, content: kinds.Map, place: _Place) -> SearchStrategy[dict[Any, Any]]:
        usual = self._usual(content.value, content.bounds, place)
        sizes = self.size(content.bounds, usual, place.depth)
        key, value = content.key, content.value
        if content.bounds.min_length > 1:
            least = content.bounds.min_length
            keys, values = (
                self._of(key, place.part("key", 0)),
                self._of(value, place.part("value", 0)),
            )
            return st.dictionaries(keys, values, min_size=least, max_size=least)

        @st.composite
        def drawn(draw: st.DrawFn) -> dict[Any, Any]:
            return {
                draw(self._of(key, place.part("key", number))): draw(
                    self._of(value, place.part("value", number))
                )
                for number in range(draw(sizes))
            }

        return drawn()

    def _usual(self, member: Content, bounds: Bounds, place: _Place) -> int:
        """Return the number of items that ``build`` makes."""
        ends = place.depth >= len(_OPTIONAL) or place.repeats >= _REPEATS
        if bounds.max_length == 0 or (ends and leads_back(member, [place.cls])):
            return bounds.min_length
        return max(bounds.min_length, 1)


@attrs.frozen
class _Place:
    """A field, or a part of it."""

    cls: type[Shape]
    field: str
    depth: int
    repeats: int
    simplest: Any
    number: int = 0
    part_of_map: str = ""

    def wanted(self) -> Wanted:
        return Wanted(self.field, self.cls.__name__, self.number + 1, self.part_of_map)

    def inner_repeats(self, cls: type[Shape]) -> int:
        return self.repeats + 1 if cls is self.cls else 0

    def item(self, number: int) -> _Place:
        items: list[Any] = self.simplest or []
        simplest = items[number] if number < len(items) else None
        return attrs.evolve(self, simplest=simplest, number=number)

    def entry(self, key: Any) -> _Place:
        return attrs.evolve(self, simplest=self.simplest[key], part_of_map="value")

    def part(self, part: str, number: int) -> _Place:
        return attrs.evolve(self, simplest=None, number=number, part_of_map=part)


def _made(
    make: Callable[..., Any], always: Members, maybe: Members, most: int
) -> SearchStrategy[Any]:
    """Return a strategy that calls ``make`` with all of ``always`` and some of ``maybe``."""
    names = [*maybe]
    counts = st.integers(0, min(most, len(names)))
    indexes = st.integers(0, max(len(names) - 1, 0))

    @st.composite
    def made(draw: st.DrawFn) -> Any:
        fields = {name: draw(values) for name, values in always.items()}
        for _ in range(draw(counts)):
            name = names[draw(indexes)]
            if name not in fields:
                fields[name] = draw(maybe[name])
        return make(**fields)

    return made()


def _of_union(
    cls: type[Shape], contents: Mapping[str, Content], always: Members, maybe: Members
) -> SearchStrategy[Any]:
    if always:
        return _made(cls, always, {}, 0)
    # A branch that ends first, so that examples are reduced to it.
    ordered = sorted(maybe, key=lambda name: leads_back(contents[name], [cls]))
    return st.one_of([_made(cls, {name: maybe[name]}, {}, 0) for name in ordered])


def _as_strategy(value: Any) -> SearchStrategy[Any]:
    return value if is_strategy(value) else st.just(value)


def _just(values: Mapping[Any, Any]) -> dict[Any, SearchStrategy[Any]]:
    return {key: st.just(value) for key, value in values.items()}
