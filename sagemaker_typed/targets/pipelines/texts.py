"""Parts of a pipeline that are not values: Python must not write them into a str."""

from __future__ import annotations

from typing import ClassVar

__all__ = ["NotText", "hint_for"]


class NotText:
    """Base of parts that raise an error in an f-string and in ``str``, which would be their repr.

    The definition would be valid, and the pipeline would use the repr as a value.
    """

    __slots__ = ()

    text_hint: ClassVar[str] = ""
    """The end of the error: it names the value to use instead."""

    def __format__(self, format_spec: str, /) -> str:
        raise TypeError(self._refusal())

    def __str__(self) -> str:
        raise TypeError(self._refusal())

    def _refusal(self) -> str:
        name = getattr(self, "name", None)
        shown = f"{type(self).__name__} {name!r}" if isinstance(name, str) else type(self).__name__
        return (
            f"the {shown} cannot be part of a str, because only the pipeline knows its value; "
            f"{self.text_hint}, and join(...) for a longer str; repr(...) shows it"
        )


def hint_for(value: object) -> str:
    """Return the end of a message about a value that is a part of the pipeline, if it is one."""
    return f"; {value.text_hint}" if isinstance(value, NotText) else ""
