"""Markers in ``Annotated`` that annotated-types does not have.

Lengths and ranges are ``annotated_types.Len`` and ``annotated_types.Interval``; lengths count
characters of texts, items of lists and entries of maps, and both bounds are inclusive.
"""

from __future__ import annotations

import attrs

__all__ = ["Pattern", "Sensitive"]


@attrs.frozen
class Pattern:
    """The whole text must match a regular expression.

    The expression is the service model's own, in the dialect of Java: it is kept as it is and is
    not compiled here.
    """

    regex: str


@attrs.frozen
class Sensitive:
    """The value must not appear in a ``repr``, a log or an error."""
