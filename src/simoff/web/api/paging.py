"""Pages of a list: a bounded number of entries, and a cursor for what follows."""

from __future__ import annotations

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import TypeVar

from simoff.web.api.problems import Said

T = TypeVar("T")


def page_of(entries: Sequence[T], limit: int, cursor: str | None) -> tuple[list[T], str | None]:
    """The entries after the cursor and, if there are more, the cursor for those."""
    start = 0 if cursor is None else int(read_cursor(cursor, r"[0-9]{1,7}"))
    end = start + limit
    return list(entries[start:end]), make_cursor(str(end)) if end < len(entries) else None


def make_cursor(place: str) -> str:
    """A place in a list as text that says nothing and fits into an address."""
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def read_cursor(cursor: str, form: str) -> str:
    """The place a cursor stands for; Said ``bad-cursor`` (400) for what this API did not give."""
    try:
        place = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (ValueError, binascii.Error):
        raise Said(400, "bad-cursor") from None
    if not re.fullmatch(form, place):
        raise Said(400, "bad-cursor")
    return place
