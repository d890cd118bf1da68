"""What an archive says, one thing at a time: messages, logins, faults, and what was covered.

``readers.open_archive(path, password=None)`` gives a Reading: iterate over it for ``Message | Login | Fault``,
then ask its ``coverage``. Nothing here holds a password or the digits of a one-time code.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from msgspec import Struct, field

Kind = Literal["sms", "mms", "rcs", "call", "bill"]
Direction = Literal["in", "out", "unknown"]


class Message(Struct, frozen=True):
    """One thing an archive says about the line.

    ``sender`` is the other side as the archive writes it: a name, a short code or a number, "" where the
    archive does not say; of a sent message it is the receiver. ``text`` has its codes and passwords masked
    with ``•``, one for each character, and is "" for bills and calls. ``at`` is aware, or None where the
    archive has no day one can believe. ``line`` is the SIM or own number as the archive names it.
    ``place`` is where in the file: a word and a number, ``"message 44"``, ``"row 3"``, ``"line 12"``.
    """

    kind: Kind
    direction: Direction
    sender: str
    text: str
    at: datetime | None
    line: str | None
    place: str


class Login(Struct, frozen=True):
    """One entry of a password manager or browser, without any secret.

    ``address`` is the web address cut down to scheme and host (``https://vk.com``), or the name of an app
    (``android://com.vkontakte.android``). Notes and the person's own fields may hold anything, so ``note`` keeps
    only the telephone numbers in them. ``phone`` holds the fields meant for a telephone number. Several are
    parted by ``", "``; each is "" where the entry has none.
    """

    name: str
    address: str
    user_name: str
    note: str
    phone: str
    place: str


class Fault(Struct, frozen=True):
    """Something in an archive that could not be read. ``readers.wording.describe`` gives its words.

    ``id`` is stable and ``args`` are what its text names; neither holds anything personal. ``file`` is the
    file's name without folders, ``place`` as in Message, or "" where the whole file is meant. ``stops`` says
    that nothing after it was read from this file.
    """

    id: str
    file: str
    place: str = ""
    args: Mapping[str, str | int] = field(default_factory=dict)
    stops: bool = False


Item = Message | Login | Fault


class Gap(Struct, frozen=True):
    """Days without a single message between two days that have some; both ends belong to the gap."""

    first: date
    last: date


class Coverage(Struct, frozen=True):
    """What one archive covers, after (or while) it was read.

    ``format`` is the reader's id, "" for a file nobody could read. ``messages`` counts every Message (bill
    rows and calls too), ``logins`` every Login. ``lines`` maps each SIM or own number to its messages.
    ``gaps`` are at least 30 days long, in order. ``complete`` is False when reading stopped early;
    ``zone_assumed`` is True when the archive writes local times without saying where.
    """

    file: str
    format: str
    messages: int
    logins: int
    faults: int
    first: datetime | None
    last: datetime | None
    lines: Mapping[str, int]
    without_line: int
    gaps: tuple[Gap, ...]
    complete: bool
    zone_assumed: bool = False
