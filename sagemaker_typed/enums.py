"""Enums that stay open: a value newer than this release is kept, not refused."""

from __future__ import annotations

import sys
from enum import EnumType, StrEnum
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar, cast

__all__ = ["InstanceTypeEnum", "OpenEnum"]

_LIKENESS = 0.6


class OpenEnumType(EnumType):
    """The type of the open enums: ``in`` is about the known values, on every Python."""

    def __contains__(cls, value: object) -> bool:
        return isinstance(value, str) and value in cls._value2member_map_

    # Python 3.11 has a method like this one, whose error is the name alone.
    if not TYPE_CHECKING and sys.version_info < (3, 12):

        def __getattr__(cls, name: str) -> Any:
            try:
                return cls._member_map_[name]
            except KeyError:
                if name.startswith("_"):  # Python itself asks for some
                    raise AttributeError(name) from None
                from ._hints.attributes import no_member

                raise no_member(cls, name) from None


class OpenEnum(StrEnum, metaclass=OpenEnumType):
    """Base of the generated enums. A member is a ``str``: it compares and formats as its value.

    ``TrainingInstanceType("ml.m5.large")`` gives a member; a text that is not a known value raises
    ``ValueError``, which names the nearest ones. :meth:`open` takes any text. Iteration and ``in``
    show the known values only.
    """

    @property
    def is_known(self) -> bool:
        """Whether this release knows the value.

        Type checkers take a ``match`` over all members to be complete: ask this before it.
        """
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def open(cls, value: str) -> Self:
        """The member for ``value``; for a value that this release does not know, one like it.

        The same text gives the same object each time, in every thread.

        Raises:
            TypeError: ``value`` is not a text.
        """
        member = cls._value2member_map_.get(value)
        if member is None:
            member = _OPEN_VALUES.get((cls, value)) or cls._opened(value)
        return cast("Self", member)

    @classmethod
    def _opened(cls, value: str) -> OpenEnum:
        # Callers without types come here too.
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"{cls.__name__}.open takes a str, not {type(value).__name__}")
        text = str(value)
        member = str.__new__(cls, text)
        member._value_ = text
        member._name_ = text
        # setdefault is atomic: of two threads that come here at once, both get the same object.
        return _OPEN_VALUES.setdefault((cls, text), member)

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        from ._hints.names import either, nearest

        values = (member._value_ for member in cls)
        near = nearest(str(value), values, _LIKENESS, spread=1)
        hint = f"; did you mean {either(map(repr, near))}?" if near else "."
        newer = ""
        if isinstance(value, str):
            value = str(value)  # not the member of another enum
            newer = f" For a value newer than this release: {cls.__name__}.open({value!r})"
        raise ValueError(f"{value!r} is not a known {cls.__name__}{hint}{newer}")

    def __repr__(self) -> str:
        if self.is_known:
            return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"
        return f"{type(self).__name__}.open({self._value_!r})"

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return type(self).open, (self._value_,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


class InstanceTypeEnum(OpenEnum):
    """Base of the enums of instance types, such as ``ml.g4dn.xlarge``."""

    @property
    def family(self) -> str | None:
        """The family in the name, ``g4dn``; ``None`` for a name without one, such as ``system``."""
        return self._part(1)

    @property
    def size(self) -> str | None:
        """The size in the name, ``xlarge``; ``None`` for a name without one."""
        return self._part(2)

    def to(self, enum: type[InstanceTypeT]) -> InstanceTypeT:
        """The same instance type in another enum: ``processing_type.to(TrainingInstanceType)``.

        Raises:
            ValueError: the other enum has no such value.
        """
        return enum(self._value_)

    def _part(self, number: int) -> str | None:
        parts = self._value_.split(".")
        return parts[number] if len(parts) == 3 and parts[0] == "ml" else None


InstanceTypeT = TypeVar("InstanceTypeT", bound=InstanceTypeEnum)

_OPEN_VALUES: dict[tuple[type[OpenEnum], str], OpenEnum] = {}
