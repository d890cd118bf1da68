"""The moments of archives: counts since an epoch, and days and times as people and programs write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

APPLE_EPOCH: Final = 978_307_200
"""Seconds from 1970 to 2001-01-01 UTC, where Apple counts from."""
_FIRST: Final = 631_152_000
"""1990: no short message is older."""
_LAST: Final = 4_102_444_800
"""2100."""
FIRST_MS: Final = _FIRST * 1000
LAST_MS: Final = _LAST * 1000
_TEXT: Final = re.compile(
    r"\s*(?:(?P<year>\d{4})[-./](?P<month>\d\d?)[-./](?P<day>\d\d?)|(?P<day2>\d\d?)[-./](?P<month2>\d\d?)[-./](?P<year2>\d{4}|\d\d))"
    r"(?:[T ,]{1,3}(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,]\d{1,9})?)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?(?!\d)",
    re.ASCII,
)


def from_java(raw: str | int | None) -> datetime | None:
    """Milliseconds since 1970, or seconds where the count is that small (multimedia messages); aware, UTC."""
    try:
        count = int(raw)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    seconds = count / 1000 if count >= 100_000_000_000 else count
    return _moment(seconds)


def from_apple(count: int | float | None) -> datetime | None:
    """Nanoseconds since 2001 as since iOS 11, or seconds as before: the size decides; aware, UTC."""
    if not isinstance(count, int | float) or not count:
        return None
    return _moment((count / 1e9 if abs(count) >= 1e11 else count) + APPLE_EPOCH)


def _moment(seconds: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if _FIRST <= seconds < _LAST else None


def from_text(text: str, zone: tzinfo) -> datetime | None:
    """A day, with or without time, as ``2026-02-01 12:30:00``, ``01.02.2026 12:30`` or ISO with a zone.

    ``zone`` is taken where the text names none. None for what is no day, or one nobody can believe.
    """
    found = _TEXT.match(text)
    if found is None:
        return None
    year = int(found["year"] or found["year2"])
    day, month = int(found["day"] or found["day2"]), int(found["month"] or found["month2"])
    try:
        moment = datetime(
            year + 2000 if year < 100 else year,
            month,
            day,
            int(found["hour"] or 0),
            int(found["minute"] or 0),
            int(found["second"] or 0),
            tzinfo=_zone(found["zone"]) or zone,
        )
        return moment if 1990 <= moment.year < 2100 else None
    except ValueError:
        return None


def _zone(written: str | None) -> tzinfo | None:
    if written is None:
        return None
    if written in ("Z", "UTC", "GMT"):
        return UTC
    sign = -1 if written[0] == "-" else 1
    from datetime import timezone

    return timezone(sign * timedelta(hours=int(written[1:3]), minutes=int(written[-2:])))
