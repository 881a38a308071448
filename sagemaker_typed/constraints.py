"""Markers for ``Annotated`` that annotated-types does not have.

Lengths and ranges are ``annotated_types.Len`` and ``annotated_types.Interval``. Both bounds are
inclusive. Lengths count the characters of a str, the items of a list and the entries of a map.
"""

from __future__ import annotations

import attrs

__all__ = ["Pattern", "Sensitive"]


@attrs.frozen
class Pattern:
    """The whole str must match a regular expression.

    The expression is the service model's Java expression, unchanged and not compiled.
    """

    regex: str
    is_checked: bool = True
    """Whether ``validate`` checks the expression.

    An expression that has no equivalent in Python's ``re`` is not checked.
    """


@attrs.frozen
class Sensitive:
    """The value must not appear in a ``repr``, a log or an error."""
