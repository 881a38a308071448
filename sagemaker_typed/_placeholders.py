"""The base of placeholders: values that only the target of an object knows, when it runs."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["Placeholder", "refuse"]

# A plain class without imports, because the first call of a process needs it.


class Placeholder:
    """Takes the place of a value in an object that is made for a target.

    ``sagemaker_typed.targets`` has the functions that render such objects. Nothing else accepts
    them: calls, ``to_boto`` and ``to_json`` raise an error with the path of the placeholder.
    """

    __slots__ = ()

    def __format__(self, format_spec: str, /) -> str:
        raise TypeError(
            f"{self!r} cannot be part of a str, because only the target knows its value; join the "
            "parts with a function of the target"
        )


# The annotations of a class are evaluated in its public module, which must have their names.
Placeholder.__module__ = "sagemaker_typed.targets"

REFUSED: Final = "only sagemaker_typed.targets can write it"
"""The end of messages about a placeholder."""


def refuse(value: Any) -> Any:
    """Return a value that is not a placeholder.

    Raises:
        TypeError: the value is a placeholder.
    """
    if isinstance(value, Placeholder):
        raise TypeError(f"a placeholder: {REFUSED}")
    return value
