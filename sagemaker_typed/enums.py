"""Open enums: a value that is newer than this release is preserved, not refused."""

from __future__ import annotations

import sys
from enum import EnumType, StrEnum
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar, cast
from weakref import WeakValueDictionary

from ._lazy import public_class, public_path

if TYPE_CHECKING:
    from .instance_specs import InstanceSpecs

__all__ = ["InstanceTypeEnum", "OpenEnum"]


class OpenEnumType(EnumType):
    """The metaclass of open enums. ``in`` tests for known values, on every Python version."""

    # Not in the class: mypy would consider it a member.
    __final_statuses__: tuple[str, ...] = ()
    """The values that a resource with this status does not leave by itself."""

    def __contains__(cls, value: object) -> bool:
        return isinstance(value, str) and value in cls._value2member_map_

    # Python 3.11 has such a method, but its error contains only the name.
    if not TYPE_CHECKING and sys.version_info < (3, 12):

        def __getattr__(cls, name: str) -> Any:
            try:
                return cls._member_map_[name]
            except KeyError:
                if name.startswith("_"):  # looked up by Python itself
                    raise AttributeError(name) from None
                from ._hints.attributes import no_member

                raise no_member(cls, name) from None


class OpenEnum(StrEnum, metaclass=OpenEnumType):
    """Base of the generated enums. A member is a ``str``: it compares and formats as its value.

    ``TrainingInstanceType("ml.m5.large")`` returns a member. A str that is not a known value raises
    ``ValueError``, which names the nearest values. :meth:`open` accepts any str. Iteration and
    ``in`` use the known values only.
    """

    @property
    def is_known(self) -> bool:
        """Whether this release knows the value.

        Type checkers consider a ``match`` over all members exhaustive: check this first.
        """
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def open(cls, value: str) -> Self:
        """Return the member for ``value``, also for a value that this release does not know.

        The same value always returns the same object, in every thread, as long as that is used.

        Raises:
            TypeError: ``value`` is not a str.
        """
        member = cls._value2member_map_.get(value)
        if member is None:
            member = _OPEN_VALUES.get((cls, value)) or cls._opened(value)
        return cast("Self", member)

    @classmethod
    def _opened(cls, value: str) -> OpenEnum:
        # Code without type checks may pass other types.
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"{cls.__name__}.open takes a str, not {type(value).__name__}")
        text = str(value)
        member = str.__new__(cls, text)
        member._value_ = text
        member._name_ = text
        # Concurrent threads get the same object.
        with _opening:
            return _OPEN_VALUES.setdefault((cls, text), member)

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        from ._hints.names import either, nearest_values

        near = nearest_values(str(value), (member._value_ for member in cls))
        hint = f"; did you mean {either(map(repr, near))}?" if near else "."
        newer = ""
        if isinstance(value, str):
            value = str(value)  # a plain str, for a member of another enum
            newer = f" For a value newer than this release, use {cls.__name__}.open({value!r})"
        raise ValueError(f"{value!r} is not a known {cls.__name__}{hint}{newer}")

    def __repr__(self) -> str:
        if self.is_known:
            return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"
        return f"{type(self).__name__}.open({self._value_!r})"

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        path = public_path(type(self))
        if path is None:
            return type(self).open, (self._value_,)
        return _unpickled, (*path, self._value_)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


class _Find:
    """``find`` of a class of instance types; its members have the method of ``str``."""

    def __get__(self, member: str | None, cls: Any) -> Any:
        if member is not None:
            return str.find.__get__(member)
        from .instance_specs.finding import find

        return partial(find, cls)


class InstanceTypeEnum(OpenEnum):
    """Base of the enums of instance types, such as ``ml.g4dn.xlarge``."""

    @property
    def family(self) -> str | None:
        """The family, such as ``g4dn``; ``None`` for a value without one, such as ``system``."""
        return self._part(1)

    @property
    def size(self) -> str | None:
        """The size, such as ``xlarge``; ``None`` for a value without one."""
        return self._part(2)

    @property
    def specs(self) -> InstanceSpecs | None:
        """The hardware: vCPUs, memory, GPUs, network, local disk; ``None`` if it is unknown.

        It is that of the EC2 instance type of the same name, without ``ml.``.
        """
        from .instance_specs import specs_of

        return specs_of(self._value_)

    if TYPE_CHECKING:
        # At run time, a member still has ``str.find``; checkers see one method for both.
        @classmethod
        def find(  # type: ignore[override] # keywords only, unlike ``str.find``
            cls,
            *,
            family: str | None = None,
            gpus: int | None = None,
            min_gpu_memory_gib: float | None = None,
            min_vcpus: int | None = None,
            min_memory_gib: float | None = None,
            min_local_disk_gb: int | None = None,
            accelerators: int | None = None,
        ) -> list[Self]:
            """Return the instance types with all these properties, the smallest first.

            Types whose hardware is unknown are found only by their family.

            Args:
                family: The family, such as ``g5``.
                gpus: The number of GPUs.
                min_gpu_memory_gib: The minimum memory of each GPU. Some GPUs are sold by decimal
                    gigabytes: an NVIDIA A10G with 24 GB has 22.4 GiB, and 24 finds it.
                min_vcpus: The minimum number of vCPUs.
                min_memory_gib: The minimum memory in GiB.
                min_local_disk_gb: The minimum total size of the local disks in GB.
                accelerators: The number of Trainium or Inferentia devices.
            """
            ...

    else:
        find = _Find()

    def to(self, enum: type[InstanceTypeT]) -> InstanceTypeT:
        """Return the same value of another enum: ``processing_type.to(TrainingInstanceType)``.

        Raises:
            ValueError: the other enum does not have this value.
        """
        return enum(self._value_)

    def _part(self, number: int) -> str | None:
        parts = self._value_.split(".")
        return parts[number] if len(parts) == 3 and parts[0] == "ml" else None


def _unpickled(package: str, name: str, value: str) -> OpenEnum:
    return cast("OpenEnum", public_class(package, name).open(value))


InstanceTypeT = TypeVar("InstanceTypeT", bound=InstanceTypeEnum)

# Weak, because a service may send any number of values. Reentrant, because a signal handler may
# open a value too.
_OPEN_VALUES: WeakValueDictionary[tuple[type[OpenEnum], str], OpenEnum] = WeakValueDictionary()
_opening = RLock()
