"""Counted things in messages."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, noun: str) -> str:
    """Return a number and a noun, such as ``1 byte`` or ``2 bytes``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
