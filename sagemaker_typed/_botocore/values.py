"""botocore's readers of single values.

This module imports no other module of this package, because lower layers use it.
"""

from __future__ import annotations

from botocore.utils import ensure_boolean, parse_timestamp, parse_to_aware_datetime

__all__ = ["ensure_boolean", "parse_timestamp", "parse_to_aware_datetime"]
