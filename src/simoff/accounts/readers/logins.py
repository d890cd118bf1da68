"""Entries of password managers, cut down while they are read to what says where an account is and whose.

Notes and the person's own fields may hold anything, recovery codes and old passwords too: of them only the
telephone numbers stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from simoff.accounts.model import Login

_PHONE: Final = re.compile(
    r"(?<![\w+])(?:\+\d{1,3}[ ().-]{0,2}(?:\d[ ().-]{0,2}){7,11}\d|"
    r"[78][ (.-]{0,2}(?:\d[ ().-]{0,2}){9}\d|9\d{9})(?!\w)"
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20})://")
_HOST: Final = re.compile(r"[^\s/?#\\]{1,300}")
_LONGEST: Final = 300
_MOST_PHONES: Final = 50
_NO_PLACE: Final = frozenset(("otpauth", "javascript", "data", "file"))


def login(
    place: str,
    *,
    name: str = "",
    addresses: Iterable[str] = (),
    user_name: str = "",
    notes: Iterable[str] = (),
    phones: Iterable[str] = (),
) -> Login | None:
    """An entry, None where it says neither where nor whose the account is."""
    address = next((short for raw in addresses if (short := address_of(raw))), "")
    note, phone = numbers(notes), numbers(phones)
    entry = Login(name.strip()[:_LONGEST], address, user_name.strip()[:_LONGEST], note, phone, place)
    return entry if entry.name or entry.address or entry.user_name or note or phone else None


def address_of(raw: str) -> str:
    """Scheme and host of a web address, or an app's name: no user, no password, no path, no query.

    ``https://user:secret@vk.com:443/reset?token=1`` is ``https://vk.com``; ``android://hash@com.app/`` is
    ``android://com.app``; secrets that only look like addresses (``otpauth://``) are "".
    """
    raw = raw.strip()[:4096]
    found = _SCHEME.match(raw)
    scheme, rest = (found[1].lower(), raw[found.end() :]) if found else ("https", raw.removeprefix("//"))
    if scheme in _NO_PLACE:
        return ""
    host = _HOST.match(rest.rpartition("@")[2] if "@" in rest.partition("/")[0] else rest)
    if host is None:
        return ""
    name = host[0].rpartition("@")[2].partition(":")[0].strip(".").lower()
    return f"{scheme}://{name}" if "." in name or found else ""


def numbers(texts: Iterable[str]) -> str:
    """The telephone numbers in some texts, as they are written, parted by ``", "``."""
    found = [match[0].strip() for text in texts for match in _PHONE.finditer(text[:65_536])]
    return ", ".join(dict.fromkeys(found[:_MOST_PHONES]))
