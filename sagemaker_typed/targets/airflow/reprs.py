"""Read the text of a ``datetime``, as ``repr`` writes it, without evaluating it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from sagemaker_typed._timestamps import real_datetime

__all__ = ["datetime_of"]

_MAX_LENGTH: Final = 200
_NUMBERS: Final = r"[0-9]{1,6}(?:, [0-9]{1,6}){2,6}"
_DATETIME: Final = re.compile(
    rf"(?:datetime\.datetime|FakeDatetime|DateTime)\((?P<numbers>{_NUMBERS})"
    r"(?:, fold=(?P<fold>[01]))?(?:, tzinfo=(?P<zone>.{1,120}))?\)"
)
_NAME: Final = r"(?:None|'[^'\\]{0,60}'|\"[^\"\\]{0,60}\")"
_UTC: Final = re.compile(
    r"tzutc\(\)|datetime\.timezone\.utc|datetime\.UTC|<UTC>|Timezone\('UTC'\)|"
    r"zoneinfo\.ZoneInfo\(key='(?:Etc/)?UTC'\)"
)
_LOCAL: Final = re.compile(r"tzlocal\(\)")
_DELTA: Final = (
    r"datetime\.timedelta\((?:days=(?P<days>-?1))?(?:, )?(?:seconds=(?P<seconds>[0-9]{1,5}))?"
    r"(?P<zero>0)?\)"
)
_FIXED: Final = re.compile(rf"datetime\.timezone\({_DELTA}(?:, {_NAME})?\)")
_OFFSET: Final = re.compile(rf"tzoffset\({_NAME}, (?P<offset>-?[0-9]{{1,5}})\)")
_ZONE: Final = re.compile(
    r"(?:zoneinfo\.ZoneInfo\(key=|Timezone\()'(?P<key>[A-Za-z][A-Za-z0-9_+-]{0,30}"
    r"(?:/[A-Za-z0-9_+-]{1,30}){0,2})'\)"
)


def datetime_of(text: str, local: tzinfo | None = None) -> datetime | None:
    """Return the ``datetime`` in UTC for its ``repr``; ``None`` for any other text.

    Args:
        text: The text, such as ``datetime.datetime(2024, 1, 2, 3, 4, tzinfo=tzlocal())``.
        local: The zone of ``tzlocal()``, which is the one of the machine that made the text; by
            default, the one of this machine.
    """
    found = _DATETIME.fullmatch(text) if len(text) <= _MAX_LENGTH else None
    if found is None:
        return None
    numbers = [int(number) for number in found["numbers"].split(", ")]
    is_local = found["zone"] is not None and _LOCAL.fullmatch(found["zone"]) is not None
    zone = local if is_local else UTC if found["zone"] is None else _zone(found["zone"])
    if zone is None and not is_local:
        return None
    year, month, day, *time = numbers
    hour, minute, second, microsecond = (*time, 0, 0, 0, 0)[:4]
    fold = int(found["fold"] or 0)
    try:
        made = real_datetime()(
            year, month, day, hour, minute, second, microsecond, tzinfo=zone, fold=fold
        )
        return made.astimezone(UTC)  # without a zone, it is in the zone of this machine
    except (OverflowError, OSError, ValueError):
        return None


def _zone(text: str) -> tzinfo | None:
    """Return the time zone for its ``repr``; ``None`` for any other text."""
    if _UTC.fullmatch(text):
        return UTC
    try:
        if found := _FIXED.fullmatch(text):
            days, seconds = int(found["days"] or 0), int(found["seconds"] or 0)
            return timezone(timedelta(days=days, seconds=seconds))
        if found := _OFFSET.fullmatch(text):
            return timezone(timedelta(seconds=int(found["offset"])))
        if found := _ZONE.fullmatch(text):
            return ZoneInfo(found["key"])
    except (KeyError, OSError, ValueError):  # an offset of a day or more; an unknown zone
        return None
    return None
