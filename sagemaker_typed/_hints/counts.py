"""Counts and ranges in words."""

from __future__ import annotations

__all__ = ["bounded", "counted"]


def counted(number: int, noun: str) -> str:
    """Return a number and a noun, such as ``1 byte``, ``2 bytes`` or ``2 entries``."""
    return f"{number} {_form(noun, number)}"


def bounded(minimum: float | None, maximum: float | None, noun: str = "") -> str:
    """Return a range, such as ``at most 63 characters``; empty if there are no bounds."""
    if minimum is None and maximum is None:
        return ""
    if minimum is None or maximum is None:
        end = maximum if minimum is None else minimum
        words = f"at {'most' if minimum is None else 'least'} {_number(end)}"
    elif minimum == maximum:
        words = f"exactly {_number(minimum)}"
    else:
        words = f"{_number(minimum)} to {_number(maximum)}"
    last = maximum if maximum is not None else minimum
    return f"{words} {_form(noun, last)}" if noun else words


def _number(number: float | None) -> str:
    if number is None or float(number).is_integer():
        return str(int(number or 0))
    return repr(float(number))


def _form(noun: str, number: float | None) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return noun if number == 1 else plural
