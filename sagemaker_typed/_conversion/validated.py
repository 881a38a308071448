"""Conversion and validation in one: straight-line functions that refuse what does not fit.

A function knows what is right in most cases, by the class and the length of a value, and passes it
on; about any other value it asks ``_violations``. It does not say what is wrong: whoever calls it
lets ``_violations`` walk the object for that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from sys import float_info
from typing import Any, Final, NoReturn

import attrs

from sagemaker_typed._schema.fields import (
    Bounds,
    Content,
    Document,
    EnumValue,
    Events,
    ListOf,
    MapOf,
    Nested,
    Other,
    Plain,
    Single,
    Stream,
    Timestamp,
    required_fields,
)
from sagemaker_typed.operation import Shape, TaggedUnion

from .compiler import Converting, Mode
from .registry import OwnHooks
from .scalars import plain
from .unstructure import Unstructuring
from .violations import MOST_OF_ALL, Walk

__all__ = ["MisfitError", "checked_hook"]


_LARGE: Final = 2**62


class MisfitError(Exception):
    """A value was refused."""


_hooks: dict[object, Callable[[Shape], Any]] = {}


def checked_hook(cls: type[Shape], *, everything: bool = False) -> Callable[[Shape], Any]:
    """The function that makes the dict that boto3 takes from a ``cls``, if nothing is wrong.

    It raises :class:`MisfitError`, or whatever Python raises at the place, when something is.
    Members that this release does not know stay behind.

    Args:
        cls: The class of the object.
        everything: Whether to look at what botocore leaves to the service too.
    """
    key = (cls, everything)
    hook = _hooks.get(key)
    if hook is None:
        hook = _hooks[key] = _own(everything).of_shape(cls)
    return hook


@cache
def _own(everything: bool) -> OwnHooks:
    mode = Mode(unknown_members=False)

    def checked(cls: type[Shape], hooks: Converting) -> Callable[[Any], Any]:
        hook: Callable[[Any], Any] = _Checking(cls, hooks, mode, everything=everything).function()
        return hook

    return OwnHooks(checked)


@attrs.define(eq=False, repr=False)
class _Checking(Unstructuring):
    everything: bool = attrs.field(kw_only=True)

    def source(self, contents: Mapping[str, Content]) -> str:
        refuse = self.bind(_refuse, "refuse")
        required = required_fields(self.cls)
        lines = [" if instance.__class__ is not cls and not isinstance(instance, cls):"]
        lines += [f"  {refuse}()", " result = {}"]
        for name, wire in self.cls.__wire_names__.items():
            lines.append(f" v = instance.{name}")
            lines.append(f" if v is not None: result[{wire!r}] = {self.checked(contents[name])}")
            if name in required:
                lines.append(f" else: {refuse}()")
        if issubclass(self.cls, TaggedUnion):
            lines.append(
                f" if len(result) != 1 or instance.unknown_members is not None: {refuse}()"
            )
        elif not self.everything:
            lines.append(" v = instance.unknown_members")
            lines.append(" if v is not None: left_out(cls, v)")
        return "\n".join(["def convert(instance):", *lines, " return result"])

    def checked(self, content: Content) -> str:
        """The source of the variable ``v``, converted and checked."""
        return self.expression(content, "v")

    def list_of(self, content: ListOf, value: str) -> str:
        items = self._checked(content, value, f"{value}.__class__ is list")
        return f"[{self.expression(content.member, 'x')} for x in {items}]"

    def map_of(self, content: MapOf, value: str) -> str:
        items = self._checked(content, value, f"{value}.__class__ is dict")
        key, item = self.expression(content.key, "k"), self.expression(content.value, "y")
        return f"{{{key}: {item} for k, y in {items}.items()}}"

    def single(self, content: Single, value: str) -> str:
        match content:
            case Nested():
                return f"{self.bind(self._hook(content.type), 'unstructure')}({value})"
            case Other():
                return super().single(content, value)
            case EnumValue():
                enum = self.bind(content.type, "enum")
                known = self.bind(content.type._value2member_map_, "known")
                plain = self._checked(
                    content, value, f"{value}.__class__ is str and {value} in {known}"
                )
                return f"({value}._value_ if {value}.__class__ is {enum} else {plain})"
            case Timestamp():
                # At the ends of time, another zone may be out of it.
                moment = self.bind(datetime, "datetime")
                is_right = f"{value}.__class__ is {moment} and 1 < {value}.year < 9999"
                if self.everything:
                    is_right += f" and {value}.tzinfo is not None"
                return self._checked(content, value, is_right)
            case Plain():
                return self._checked(content, value, self._is_right(content, value))
            case Document():
                looked_at = self.bind(_looked_at(content, self.everything), "looked_at")
                return f"document({looked_at}({value}))"
            case Stream() | Events():
                return f"{self.bind(_looked_at(content, self.everything), 'looked_at')}({value})"

    def _is_right(self, content: Plain, value: str) -> str:
        if content.type is bool:
            return f"{value} is True or {value} is False"
        is_class = f"{value}.__class__ is {content.type.__name__}"
        least = content.bounds.least
        most = content.bounds.most if self.everything else None
        if content.type is int:
            low = -MOST_OF_ALL if least is None else least
            high = MOST_OF_ALL if most is None else most
            return f"{is_class} and {self._number(low)} <= {value} <= {self._number(high)}"
        if content.type is float and self.everything:
            # Also a NaN is not between them.
            low = -float_info.max if least is None else least
            high = float_info.max if most is None else most
            return f"{is_class} and {self._number(low)} <= {value} <= {self._number(high)}"
        if content.type is float and least is not None:
            return f"{is_class} and {value} >= {self._number(least)}"
        if content.type is str and self.everything and content.bounds.pattern is not None:
            from sagemaker_typed._schema.patterns import matcher

            match = self.bind(matcher(content.bounds.pattern), "match")
            return f"{is_class}{self._is_long_enough(content.bounds, value)} and {match}({value})"
        # Botocore does not look at the length of a blob.
        if content.type is str or (content.type is bytes and self.everything):
            return is_class + self._is_long_enough(content.bounds, value)
        return is_class

    def _number(self, number: float) -> str:
        return self.bind(number, "number") if abs(number) > _LARGE else repr(number)

    def _is_long_enough(self, bounds: Bounds, value: str) -> str:
        if self.everything and bounds.longest is not None:
            return f" and {bounds.shortest} <= len({value}) <= {bounds.longest}"
        if bounds.shortest > 1:
            return f" and len({value}) >= {bounds.shortest}"
        return f" and {value}" if bounds.shortest else ""

    def _checked(self, content: Content, value: str, is_right: str) -> str:
        if isinstance(content, ListOf) or (isinstance(content, MapOf) and self.everything):
            is_right += self._is_long_enough(content.bounds, value)
        looked_at = self.bind(_looked_at(content, self.everything), "looked_at")
        return f"({value} if {is_right} else {looked_at}({value}))"


@cache
def _looked_at(content: Content, everything: bool) -> Callable[[Any], Any]:
    """The function for a value that may or may not be right: it gives it back, as plain text."""
    walk = Walk(everything)

    def look_at(value: Any) -> Any:
        if isinstance(content, ListOf | MapOf):
            found = walk.container(content, value, ())
        else:
            found = walk.of(content, value, ())
        for _ in found:
            _refuse()
        return plain(value)

    return look_at


def _refuse() -> NoReturn:
    raise MisfitError
