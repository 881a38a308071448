"""Which requests a rule matches, and how another request differs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from sagemaker_typed._hints.names import either, nearest, spelt
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Path
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.differences import Difference, diff
from sagemaker_typed.operation import Request, Shape
from sagemaker_typed.sensitive import Shown, is_sensitive

from .fields import check_comparable, nested

__all__ = ["Matcher", "OfFields", "Whole"]

_SHOWN: Final = 60
_HIDDEN: Final = Shown("<sensitive>")


class Matcher(ABC):
    """Matches the requests of one class.

    Args:
        cls: The class.
    """

    rank = 0
    """How specific the matcher is: that of the highest rank is asked first."""

    def __init__(self, cls: type[Request[Any]]) -> None:
        self.cls = cls

    def is_of(self, request: Request[Any]) -> bool:
        """Return whether a request is of the same operation."""
        return (request.__service__, request.__operation__) == (
            self.cls.__service__,
            self.cls.__operation__,
        )

    def matches(self, request: Request[Any]) -> bool:
        """Return whether the matcher matches a request of its operation."""
        return not self.differences(request)

    @abstractmethod
    def differences(self, request: Request[Any]) -> list[str]:
        """Return how a request of its operation differs, a line for each difference."""

    @abstractmethod
    def described(self) -> str:
        """Return the call that made the rule."""


class Whole(Matcher):
    """Matches the requests that are equal to one.

    Args:
        request: The request.
    """

    rank = 2

    def __init__(self, request: Request[Any]) -> None:
        super().__init__(type(request))
        self.request = request

    def differences(self, request: Request[Any]) -> list[str]:
        """Return how a request differs."""
        return [str(found) for found in _between(self.request, request, ROOT)]

    def described(self) -> str:
        """Return the call that made the rule."""
        return f"on({_cut(repr(self.request))})"


class OfFields(Matcher):
    """Matches the requests of a class with some fields.

    Args:
        cls: The class.
        fields: The values of fields, by name or by path. A dict for a structure has some of its
            fields.
        where: A function of the request.

    Raises:
        TypeError: the class has no such field, or it never has a value of this type.
        ValueError: a str is not a value of its enum.
    """

    def __init__(
        self,
        cls: type[Request[Any]],
        fields: Mapping[str, Any],
        where: Callable[[Any], object] | None,
    ) -> None:
        super().__init__(cls)
        fields = nested(cls, fields)
        _check_fields(cls, fields, "")
        self._fields = fields
        self._where = where
        self.rank = 1 if fields or where else 0

    def differences(self, request: Request[Any]) -> list[str]:
        """Return how a request differs."""
        found = [str(one) for one in _in_structure(request, self._fields, ROOT, hidden=False)]
        if not found and self._where is not None and not self._where(request):
            name = getattr(self._where, "__name__", repr(self._where))
            found.append(f"where: {name} returned a false value")
        return found

    def described(self) -> str:
        """Return the call that made the rule."""
        parts = [self.cls.__name__]
        for name, value in self._fields.items():
            content = contents_of(self.cls)[name]
            shown = _shown(content, value, hidden=is_sensitive(self.cls, name))
            parts.append(f"{name}={_cut(repr(shown))}")
        if self._where is not None:
            parts.append("where=...")
        return f"on({', '.join(parts)})"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN * 2 else f"{text[: _SHOWN * 2]}..."


# --- names ----------------------------------------------------------------------------------------


def _check_fields(cls: type[Shape], fields: Mapping[str, Any], path: str) -> None:
    contents = contents_of(cls)
    for name, value in fields.items():
        if name not in contents:
            raise TypeError(_no_field(cls, name, contents, path))
        _check_value(contents[name], value, f"{path}{name}")


def _check_value(content: Content, value: Any, path: str) -> None:
    if isinstance(content, kinds.Structure) and is_map(value):
        _check_fields(content.type, value, f"{path}.")
    elif isinstance(content, kinds.List) and is_list(value):
        for number, item in enumerate(value):
            _check_value(content.member, item, f"{path}[{number}]")
    elif isinstance(content, kinds.Map) and is_map(value):
        for key, item in value.items():
            _check_value(content.value, item, f"{path}[{key!r}]")
    else:
        check_comparable(content, value, path)


def _no_field(cls: type[Shape], name: str, names: Iterable[str], path: str) -> str:
    names = [*names]
    same = spelt(name, names)
    near = [same] if same else nearest(name, names)
    hint = f"did you mean {either(near)}?" if near else f"its fields are {', '.join(names)}"
    where = f" (at {path.rstrip('.')})" if path else ""
    return f"{cls.__name__} has no field {name!r}{where}; {hint}"


# --- differences ----------------------------------------------------------------------------------


def _in_structure(
    actual: Shape, fields: Mapping[str, Any], path: Path, *, hidden: bool
) -> Iterator[Difference]:
    contents = contents_of(type(actual))
    for name, expected in fields.items():
        if name not in contents:
            continue
        yield from _in_value(
            contents[name],
            expected,
            getattr(actual, name),
            path / name,
            hidden=hidden or is_sensitive(type(actual), name),
        )


def _in_value(
    content: Content, expected: Any, actual: Any, path: Path, *, hidden: bool
) -> Iterator[Difference]:
    if isinstance(content, kinds.Structure) and is_map(expected) and isinstance(actual, Shape):
        yield from _in_structure(actual, expected, path, hidden=hidden)
    elif isinstance(content, kinds.List) and is_list(expected) and is_list(actual):
        yield from _in_list(content.member, expected, actual, path, hidden=hidden)
    elif _is_shape(expected) and type(expected) is type(actual):
        yield from _between(expected, actual, path)
    elif not _is_equal(expected, _as_bytes(actual, expected)):
        yield _difference(path, _shown(content, expected, hidden=False), actual, hidden=hidden)


def _in_list(
    content: Content, expected: Any, actual: Any, path: Path, *, hidden: bool
) -> Iterator[Difference]:
    for number in range(max(len(expected), len(actual))):
        here = path / number
        if number >= len(actual):
            shown = _shown(content, expected[number], hidden=False)
            yield _difference(here, shown, None, hidden=hidden)
        elif number >= len(expected):
            yield _difference(here, None, actual[number], hidden=hidden)
        else:
            yield from _in_value(content, expected[number], actual[number], here, hidden=hidden)


def _between(expected: Any, actual: Any, path: Path) -> Iterator[Difference]:
    """Yield the differences between two objects of a class, a request with its default values."""
    if expected == actual:
        return
    for found in diff(expected, actual):
        steps = (*path, *found.steps)
        yield attrs.evolve(found, steps=steps)


def _difference(path: Path, expected: Any, actual: Any, *, hidden: bool) -> Difference:
    kind: Any = "removed" if actual is None else "added" if expected is None else "changed"
    return Difference(tuple(path), kind, expected, actual, hidden)


def _shown(content: Content, value: Any, *, hidden: bool) -> Any:
    """Return the value of a field in a rule as it is shown, without sensitive ones in its dicts."""
    if hidden:
        return _HIDDEN
    match content:
        case kinds.Structure(type=cls) if is_map(value):
            contents = contents_of(cls)
            return {
                name: _shown(contents[name], entry, hidden=is_sensitive(cls, name))
                for name, entry in value.items()
            }
        case kinds.List(member=member) if is_list(value):
            return [_shown(member, item, hidden=False) for item in value]
        case kinds.Map(value=member) if is_map(value):
            return {key: _shown(member, item, hidden=False) for key, item in value.items()}
        case _:
            return value


def _is_shape(value: object) -> bool:
    return isinstance(value, Shape)


def _is_equal(expected: Any, actual: Any) -> bool:
    try:
        return bool(expected == actual)
    except Exception:  # noqa: BLE001 - a user's class may raise anything
        return False


def _as_bytes(actual: Any, expected: Any) -> Any:
    """Return a body as the type of the expected one; a str is sent as UTF-8."""
    if isinstance(expected, bytes) and isinstance(actual, str):
        return actual.encode()
    if isinstance(expected, str) and isinstance(actual, bytes):
        return actual.decode(errors="replace")
    return actual
