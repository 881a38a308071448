"""Hypothesis strategies for every structure.

``shapes`` and ``requests`` are those of ``sagemaker_typed.testing`` with other values. They
respect every bound, so botocore's validator accepts them, and ignore patterns, which botocore does
not check. ``answers`` is derived only from botocore's model and generates
wire values that the service could send; it ignores bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from math import isfinite
from typing import Any, Final, Literal, TypeAlias, TypeVar, assert_never, cast

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sagemaker_typed import Request, Response, Shape
from sagemaker_typed._examples.scalars import Scalar
from sagemaker_typed._examples.texts import Wanted
from sagemaker_typed._schema import kinds
from sagemaker_typed.testing.strategies.objects import ObjectStrategies

Kind: TypeAlias = Literal["all", "required", "random"]
"""Which optional members are present: all, at every depth; none; or a random subset.

With ``all``, lists and maps are never empty.
"""

Members: TypeAlias = Mapping[str, SearchStrategy[Any]]
ShapeT = TypeVar("ShapeT", bound=Shape)
T = TypeVar("T")

KINDS: Final[tuple[Kind, ...]] = ("all", "required", "random")

# botocore's parser fails on a null list and on a null timestamp.
_WANTED: Final = frozenset({"list", "map", "timestamp"})
# The parser of rest-json converts the values of these kinds to numbers.
_CONVERTED: Final = frozenset({"integer", "long", "float", "double"})

UNKNOWN_BRANCH: Final = "BranchOfTomorrow"
"""A branch of a union that is in no model."""

_TEXTS: Final = (
    *("", "a", "B", " ", "  ", " lead", "trail ", "é", "e\u0301", "ß", "日本語", "עברית", "😀"),
    # Control characters, line ends, noncharacters, the ends of the planes, a byte order mark.
    *("\x00", "\x01", "\x1b[0m", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u202e", "\ufeff"),
    *("\t", "\n", "\r", "\r\n", "a\nb", "a\n", "\n\n  b", "\u2028", "\u2029", "👩\u200d👩\u200d👧"),
    *("\ud7ff", "\ue000", "\ufffd", "\ufffe", "\uffff", "\U00010000", "\U0010ffff"),
    # Strings that JSON, YAML, shells and templates could misinterpret.
    *('"', "'", "\\", "\\n", "\\u0041", "\\ud800", "/", "</script>", "%s", "{}", "${a}", "&amp;"),
    *("null", "None", "~", "true", "False", "yes", "NO", "on", "y", "{", "[", "]", "[]"),
    *("0", "-0", "+1", "1.", ".5", "1e3", "0x1f", "0o7", "007", "1_000", "NaN", ".inf", "-.inf"),
    *("12:30:45", "2001-01-01", "2026-01-02T03:04:05Z", "1767323045", "=", "<<", "@a", "`a`"),
    *("-", "- a", "a: b", "a:", "# c", "a #c", "? a", "!!str a", "&a", "*a", "|", ">", "%a"),
    *("---", "...", "ResponseMetadata", "__type", "SDK_UNKNOWN_MEMBER", "Infinity", '{"a": 1}'),
)
_UNKNOWN_VALUES: Final = ("ml.p99.48xlarge", "NewerThanThis", "none", "", " ", "é", "😀", "\n", "1")
# Nested lists multiply, so they are short from this depth on.
_DEEP: Final = 2
# The maximum number of optional fields, by depth.
_MOST_FIELDS: Final = (60, 20, 8, 4, 0)
_DEEPEST: Final = len(_MOST_FIELDS) - 1
# A limit for the length of strings, because some bounds are larger than a megabyte.
_LONGEST: Final = 4096

_LEAST, _MOST = -(2**63), 2**63 - 1
_WHOLE_NUMBERS: Final = (0, 1, -1, 255, 2**31 - 1, 2**31, -(2**31), 2**53 + 1, _MOST, _LEAST)
_NUMBERS: Final = (
    *(0, 1, -1, 2**53 + 1, 0.0, -0.0, 1.0, 0.5, -1.5, 0.1, 1 / 3, 100.0, 1e-7, 1e16, 123456789.125),
    *(5e-324, 2.2250738585072014e-308, 1e308, -1e308, 1.7976931348623157e308, float("inf")),
    float("-inf"),
)

_ZONES: Final = (
    UTC,
    timezone(timedelta(0), "GMT"),
    timezone(timedelta(hours=5, minutes=45)),
    timezone(timedelta(hours=-12)),
    timezone(timedelta(hours=14)),
    timezone(timedelta(hours=1, minutes=2, seconds=3)),
)
# One day from the limits of datetime, so that the value is valid in every zone.
_FIRST, _LAST = datetime(1, 1, 2), datetime(9999, 12, 30, 23, 59, 59, 999999)
_MOMENTS: Final = (
    *(datetime(1970, 1, 1), datetime(1970, 1, 1, 0, 0, 0, 1), _FIRST, _LAST),
    datetime(1969, 12, 31, 23, 59, 59, 999999),
    datetime(2024, 2, 29, 12, 30, 45, 123456),
    datetime(2026, 1, 2, 3, 4, 5, 678000),
    datetime(2038, 1, 19, 3, 14, 8),
    datetime(2262, 4, 11, 23, 47, 16, 854776),
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


# --- scalars --------------------------------------------------------------------------------------


def _mixed(known: Iterable[Any], random: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Return a strategy for one of the tricky ``known`` values, or, in one of eight cases, any.

    Most values need only one draw, because a full response has thousands of values.
    """
    values = list(known)
    numbers = st.integers(0, len(values) * 8 // 7)

    @st.composite
    def mixed(draw: st.DrawFn) -> Any:
        number = draw(numbers)
        return values[number] if number < len(values) else draw(random)

    return mixed()


def _made(make: Callable[..., T], always: Members, maybe: Members) -> SearchStrategy[T]:
    """Return a strategy that calls ``make`` with all of ``always`` and some of ``maybe``."""
    coin = st.booleans()

    @st.composite
    def made(draw: st.DrawFn) -> T:
        fields = {name: draw(values) for name, values in always.items()}
        for name, values in maybe.items():
            if draw(coin):
                fields[name] = draw(values)
        backwards = len(fields) > 1 and draw(coin)
        if backwards:
            fields = dict(reversed(fields.items()))
        return make(**fields)

    return made()


@cache
def texts(least: int = 0, most: int | None = None) -> SearchStrategy[str]:
    """Return a strategy for strings without surrogates, which UTF-8 cannot encode."""
    longest = _LONGEST if most is None else min(most, _LONGEST)
    longest = max(longest, least)
    fitted = [(text * least if len(text) < least else text)[:longest] for text in _TEXTS]
    fitted = [text for text in fitted if len(text) >= least]
    ends = ["x" * least, "é" * longest, "😀" * longest]
    return _mixed(
        dict.fromkeys(fitted + ends), st.text(min_size=least, max_size=min(longest, least + 8))
    )


@cache
def whole_numbers(least: int | None = None, most: int | None = None) -> SearchStrategy[int]:
    """Return a strategy for integers within the bounds, or of 64 bits."""
    low, high = _LEAST if least is None else least, _MOST if most is None else most
    known = [number for number in (*_WHOLE_NUMBERS, low, high) if low <= number <= high]
    return _mixed(dict.fromkeys(known), st.integers(low, high))


@cache
def numbers(least: float | None = None, most: float | None = None) -> SearchStrategy[float]:
    """Return a strategy for floats within the bounds, and for integers, which floats may be.

    Infinities are included: botocore sends them as strings. NaN is not, because it does not equal
    itself.
    """
    low = float("-inf") if least is None else least
    high = float("inf") if most is None else most
    known = [number for number in (*_NUMBERS, low, high) if low <= number <= high]
    # Distinguish values by repr: 1, 1.0 and True, or 0.0 and -0.0, are the same key of a dict.
    distinct = {repr(number): number for number in known}.values()
    return _mixed(distinct, st.floats(least, most, allow_nan=False))


@cache
def moments() -> SearchStrategy[datetime]:
    """Return a strategy for aware datetimes of any zone and year."""
    zones = st.sampled_from(_ZONES)
    known = [moment.replace(tzinfo=zone) for moment in _MOMENTS for zone in _ZONES]
    return _mixed(known, st.datetimes(_FIRST, _LAST, timezones=zones))


@cache
def documents() -> SearchStrategy[Any]:
    """Return a strategy for JSON values, which may contain null but are not null themselves."""
    single = st.none() | st.booleans() | whole_numbers() | _wire_numbers() | texts()
    value = st.recursive(
        single,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts(), inner, max_size=2),
        max_leaves=4,
    )
    return value.filter(lambda document: document is not None)


def _open_values(enum: Any, values: Iterable[str]) -> SearchStrategy[Any]:
    """Return a strategy for known values and values of another release."""
    unknown = _mixed(_UNKNOWN_VALUES, st.text(max_size=8)).map(enum)
    return st.sampled_from(list(values)) | unknown


# --- from the generated classes -------------------------------------------------------------------


def requests(
    cls: type[Request[Response]], kind: Kind = "random"
) -> SearchStrategy[Request[Response]]:
    """Return a strategy for requests of a class that the service model allows, except patterns."""
    return shapes(cls, kind)


def shapes(cls: type[ShapeT], kind: Kind = "random") -> SearchStrategy[ShapeT]:
    """Return a strategy for objects of a class that the service model allows, except patterns."""
    return cast("SearchStrategy[ShapeT]", _strategies(kind).of_class(cast("Any", cls)))


@cache
def _strategies(kind: Kind) -> Tricky:
    return Tricky(kind)


class Tricky(ObjectStrategies):
    """The strategies of ``sagemaker_typed.testing`` with values that are hard to convert.

    Texts ignore patterns, numbers may be infinite, and datetimes have any zone and year.
    """

    def __init__(self, kind: Kind) -> None:
        super().__init__(full=kind == "all", open_enums=True, call="shapes")
        self.kind = kind

    def has_all(self, depth: int) -> bool:
        return self.kind == "all"

    def most(self, depth: int) -> int:
        return _MOST_FIELDS[min(depth, _DEEPEST)] if self.kind == "random" else 0

    def scalars(self, content: Scalar, wanted: Wanted, simplest: Any) -> SearchStrategy[Any]:
        match content:
            case kinds.Text(bounds=bounds):
                return texts(bounds.min_length, bounds.max_length)
            case kinds.Number(bounds=bounds) if content.type is int:
                return whole_numbers(cast("Any", bounds.minimum), cast("Any", bounds.maximum))
            case kinds.Number(bounds=bounds):
                return numbers(bounds.minimum, bounds.maximum)
            case kinds.Boolean():
                return st.booleans()
            case kinds.Blob():
                return st.binary(max_size=16)
            case kinds.Timestamp():
                return moments()
            case kinds.Document():
                return documents()
            case kinds.Enum(type=enum):
                return _open_values(enum.open, list(enum))
            case _:
                assert_never(content)


# --- from botocore's model ------------------------------------------------------------------------


@cache
def answers(
    shape: Any, kind: Kind = "random", service: str = "sagemaker"
) -> SearchStrategy[Mapping[str, Any]]:
    """Return a strategy for responses of the service for an output shape, before JSON encoding.

    Timestamps are seconds since the epoch, or strings if the model says so; a streamed body is
    bytes. With ``random``, members may be null, and so may items and values if botocore's parser
    accepts that; a union may have an unknown branch.
    """
    if shape is None:
        return st.just({})
    return _Wire(kind, _WANTED if service == "sagemaker" else _WANTED | _CONVERTED).of(shape, 0)


def _mapping(**members: Any) -> dict[str, Any]:
    return members


@cache
def _wire_numbers() -> SearchStrategy[float]:
    finite = st.floats(allow_nan=False, allow_infinity=False)  # JSON has no others
    known = {repr(number): number for number in _NUMBERS if isfinite(number)}.values()
    return _mixed(known, finite)


@cache
def _wire_moments() -> SearchStrategy[float]:
    first, last = (
        int((end.replace(tzinfo=UTC) - _EPOCH).total_seconds()) for end in (_FIRST, _LAST)
    )
    known = (0, 1, -1, 0.001, -0.5, 1767323045, 1767323045.678, 1767323045.678901, first, last)
    milliseconds = st.integers(first * 1000, last * 1000).map(lambda number: number / 1000)
    return _mixed(known, milliseconds | st.integers(first, last))


def _iso8601(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


@attrs.frozen
class _Wire:
    """Strategies for the shapes of a response; those of structures are cached."""

    kind: Kind
    never_null: Container[str]
    """The kinds of map values that botocore's parser does not accept as null."""
    structures: dict[str, SearchStrategy[Any]] = attrs.field(factory=dict[str, Any])

    def of(self, shape: Any, depth: int) -> SearchStrategy[Any]:
        match shape.type_name:
            case "structure" if getattr(shape, "is_document_type", False):
                return documents()
            case "structure" if shape.serialization.get("eventstream"):
                return st.just(b"")
            case "structure":
                return self._structure(shape, depth)
            case "list":
                return self._list(shape, depth)
            case "map":
                return self._map(shape, depth)
            case "string" if getattr(shape, "enum", None):
                return _open_values(str, shape.enum)
            case "string":
                return texts()
            case "integer" | "long":
                return whole_numbers()
            case "float" | "double":
                return _wire_numbers()
            case "boolean":
                return st.booleans()
            case "timestamp" if shape.serialization.get("timestampFormat") == "iso8601":
                return moments().map(_iso8601) | _wire_moments()
            case "timestamp":
                return _wire_moments()
            case "blob":
                return st.binary(max_size=16)
            case other:
                raise AssertionError(f"{shape.name} is a {other}")

    def _structure(self, shape: Any, depth: int) -> SearchStrategy[Any]:
        name = f"{shape.name} {min(depth, _DEEP)}"
        made = self.structures
        if name not in made:
            made[name] = st.deferred(lambda: made[name])  # for a recursive shape
            members = {
                member: self.of(member_shape, depth + 1)
                for member, member_shape in shape.members.items()
            }
            if getattr(shape, "is_tagged_union", False):
                made[name] = self._union(members)
            else:
                made[name] = self._members(members, shape.required_members)
        return made[name]

    def _union(self, members: Members) -> SearchStrategy[Any]:
        branches = dict(members)
        if self.kind == "random":
            branches[UNKNOWN_BRANCH] = st.sampled_from([{}, {"A": [1]}, "a", 0])
        return st.one_of([_made(_mapping, {name: value}, {}) for name, value in branches.items()])

    def _members(self, members: Members, required: Container[str]) -> SearchStrategy[Any]:
        if self.kind == "all":
            return _made(_mapping, members, {})
        always = {name: value for name, value in members.items() if name in required}
        maybe = {name: value | st.none() for name, value in members.items() if name not in required}
        return _made(_mapping, always, maybe if self.kind == "random" else {})

    def _list(self, shape: Any, depth: int) -> SearchStrategy[Any]:
        item = self.of(shape.member, depth)
        if self.kind == "random":
            item = item | st.none()
        return st.lists(item, **self._size(depth))

    def _map(self, shape: Any, depth: int) -> SearchStrategy[Any]:
        value = self.of(shape.value, depth)
        if self.kind == "random" and shape.value.type_name not in self.never_null:
            value = value | st.none()
        return st.dictionaries(self.of(shape.key, depth), value, **self._size(depth))

    def _size(self, depth: int) -> Any:
        if self.kind == "all":
            return {"min_size": 1, "max_size": 1}
        return {"max_size": 1 if depth > _DEEP else 2}
