"""Conversion and validation in one step, by straight-line functions.

A function accepts most valid values by a quick test of their class and length. It checks all other
values with ``Rules``. It does not report what is wrong: the caller uses ``violations`` for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from sys import float_info
from typing import Any, ClassVar, Final, NoReturn, assert_never

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed._schema.kinds import Content, Plain
from sagemaker_typed._schema.walk import Place
from sagemaker_typed._timestamps import for_botocore, real_datetime
from sagemaker_typed.operation import Shape, TaggedUnion

from .compiler import INDENT, Mode
from .registry import Registry
from .rules import Rules
from .scalars import plain
from .unstructure import Unstructuring
from .violation import MAX_INT

__all__ = ["RefusedError", "checked_hook"]

_LARGE: Final = 2**62


class RefusedError(Exception):
    """An object is not valid; ``violations`` finds the reasons."""


def checked_hook(cls: type[Shape], *, everything: bool = False) -> Callable[[Shape], Any]:
    """Return the function that converts a valid ``cls`` to boto3's dict.

    The function omits unknown members. For an invalid object it raises :class:`RefusedError`, or
    whatever Python raises while converting.

    Args:
        cls: The class of the object.
        everything: Whether to check also the rules that only the service checks.
    """
    hook: Callable[[Shape], Any] = (_everything if everything else _botocore).function(cls)
    return hook


class Validating(Unstructuring):
    """Compiles the function that converts a valid object to boto3's dict."""

    verb = "validated"
    rules: ClassVar = Rules(everything=False, is_response=False)
    """The rules to check: those of botocore."""

    @property
    def everything(self) -> bool:
        """Whether to check also the rules that only the service checks."""
        return self.rules.everything

    def lines(self, contents: Mapping[str, Content]) -> Iterable[str]:
        yield f"def {self.name}(instance):"
        for line in self._result(contents):
            yield f"{INDENT}{line}"

    def _result(self, contents: Mapping[str, Content]) -> Iterable[str]:
        required = required_fields(self.cls)
        yield "if instance.__class__ is not cls and not isinstance(instance, cls):"
        yield f"{INDENT}refuse()"
        yield "result = {}"
        for name, wire in self.cls.__wire_names__.items():
            yield f"member = instance.{name}"
            yield "if member is not None:"
            yield f"{INDENT}result[{wire!r}] = {self.converted(contents[name], 'member')}"
            if name in required:
                yield "else:"
                yield f"{INDENT}refuse()"
        if issubclass(self.cls, TaggedUnion):
            yield "if len(result) != 1 or instance.unknown_members is not None:"
            yield f"{INDENT}refuse()"
        elif not self.everything:
            yield "unknown = instance.unknown_members"
            yield "if unknown is not None:"
            yield f"{INDENT}left_out(cls, unknown)"
        yield "return result"

    def helpers(self) -> Mapping[str, Any]:
        return {**super().helpers(), "refuse": _refuse, "is_json": self.rules.is_json}

    def converted(self, content: Content, value: str) -> str:
        match content:
            case kinds.Text() | kinds.Number() | kinds.Boolean() | kinds.Blob():
                return self._checked(content, value, self._is_right(content, value))
            case kinds.Enum():
                name = content.type.__name__
                enum = self.bind(content.type, f"enum_{name}")
                known = self.bind(content.type._value2member_map_, f"known_{name}")
                is_known = f"{value}.__class__ is str and {value} in {known}"
                text = self._checked(content, value, is_known)
                return f"({value}._value_ if {value}.__class__ is {enum} else {text})"
            case kinds.Timestamp():
                # In the first and last year, a conversion to another time zone may overflow.
                name = self.bind(real_datetime(), "datetime")
                is_right = f"{value}.__class__ is {name} and 1 < {value}.year < 9999"
                if self.everything:
                    is_right += f" and {value}.tzinfo is not None"
                return self._checked(content, value, is_right)
            case kinds.Structure():
                return f"{self.hook(content.type)}({value})"
            case kinds.List():
                is_right = f"{value}.__class__ is list{self._has_length(content.bounds, value)}"
                items = self._checked(content, value, is_right)
                return f"[{self.converted(content.member, 'item')} for item in {items}]"
            case kinds.Map():
                # Botocore does not check the size of a map.
                length = self._has_length(content.bounds, value) if self.everything else ""
                entries = self._checked(content, value, f"{value}.__class__ is dict{length}")
                key, entry = (
                    self.converted(content.key, "key"),
                    self.converted(content.value, "entry"),
                )
                return f"{{{key}: {entry} for key, entry in {entries}.items()}}"
            case kinds.Document():
                return f"document({value} if is_json({value}) else refuse())"
            case kinds.Stream() | kinds.Events():
                return f"{self._slow_check(content)}({value})"
            case kinds.Other():
                return self.other(content, value)
            case _:
                assert_never(content)

    def _is_right(self, content: Plain, value: str) -> str:
        """Return a quick test: if it is true, the value is valid; otherwise ``Rules`` decides."""
        is_class = f"{value}.__class__ is {content.type.__name__}"
        match content:
            case kinds.Boolean():
                return f"{value} is True or {value} is False"
            case kinds.Number():
                return is_class + self._is_in_range(content, value)
            case kinds.Text():
                is_right = is_class + self._has_length(content.bounds, value)
                if self.everything and content.bounds.pattern is not None:
                    from sagemaker_typed._schema.patterns import matcher

                    match = self.bind(matcher(content.bounds.pattern), "match")
                    is_right += f" and {match}({value})"
                return is_right
            case kinds.Blob():
                # Botocore does not check the length of a blob.
                return is_class + (
                    self._has_length(content.bounds, value) if self.everything else ""
                )
            case _:
                assert_never(content)

    def _is_in_range(self, content: kinds.Number, value: str) -> str:
        low = content.bounds.minimum
        high = content.bounds.maximum if self.everything else None
        # An int always gets a range, to limit its digits. If everything is checked, a float gets
        # one too, to exclude NaN.
        if content.type is int or self.everything:
            limit = MAX_INT if content.type is int else float_info.max
            low, high = -limit if low is None else low, limit if high is None else high
        if low is None:
            return ""
        if high is None:
            return f" and {value} >= {self._number(low)}"
        return f" and {self._number(low)} <= {value} <= {self._number(high)}"

    def _number(self, number: float) -> str:
        return self.bind(number, "number") if abs(number) > _LARGE else repr(number)

    def _has_length(self, bounds: Bounds, value: str) -> str:
        if self.everything and bounds.max_length is not None:
            return f" and {bounds.min_length} <= len({value}) <= {bounds.max_length}"
        if bounds.min_length > 1:
            return f" and len({value}) >= {bounds.min_length}"
        return f" and {value}" if bounds.min_length else ""

    def _checked(self, content: Content, value: str, is_right: str) -> str:
        return f"({value} if {is_right} else {self._slow_check(content)}({value}))"

    def _slow_check(self, content: Content) -> str:
        """Return the name of a function that checks all rules and returns a builtin value."""
        rules = self.rules
        convert = for_botocore if isinstance(content, kinds.Timestamp) else plain

        def slow_check(value: Any) -> Any:
            for _ in rules.check(Place(content, value)):
                _refuse()
            return convert(value)

        return self.bind(slow_check, "slow_check")


class ValidatingEverything(Validating):
    """Like ``Validating``, with the rules that only the service checks."""

    verb = "validated_in_full"
    rules: ClassVar = Rules(everything=True, is_response=False)


def _refuse() -> NoReturn:
    raise RefusedError


_MODE: Final = Mode(unknown_members=False)
_botocore = Registry(lambda cls, hooks: Validating(cls, hooks, _MODE).function())
_everything = Registry(lambda cls, hooks: ValidatingEverything(cls, hooks, _MODE).function())
