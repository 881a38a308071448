"""How botocore reads values. It imports nothing of ours: layers below this room use it."""

from __future__ import annotations

from botocore.utils import ensure_boolean, parse_timestamp, parse_to_aware_datetime

__all__ = ["ensure_boolean", "parse_timestamp", "parse_to_aware_datetime"]
