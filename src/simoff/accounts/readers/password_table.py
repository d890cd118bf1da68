"""Tables of passwords: Chrome, Edge, Yandex, Firefox, Safari, Bitwarden, 1Password, KeePass, KeePassXC, LastPass,
NordPass, Dashlane. Only the columns named here are looked at; the column of passwords never is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from simoff.accounts.model import Fault, Item
from simoff.accounts.readers.columns import folded
from simoff.accounts.readers.logins import login
from simoff.accounts.readers.meaning import Table, cell
from simoff.accounts.readers.rows import Row

FORMAT: Final = "password-table"

_SECRET: Final = frozenset(("password", "login password", "пароль", "密码", "kennwort"))
_NAMES: Final = frozenset(("name", "title", "account", "название", "имя", "名称", "标题"))
_ADDRESSES: Final = frozenset(
    ("url", "login uri", "web site", "website", "website address", "uri", "urls", "адрес", "сайт", "网址")
)
_USERS: Final = frozenset(
    (
        "username",
        "user name",
        "login username",
        "login name",
        "login",
        "email",
        "username2",
        "username3",
        "логин",
        "用户名",
    )
)
_NOTES: Final = frozenset(("note", "notes", "comments", "extra", "fields", "заметки", "примечание", "备注"))
_PHONES: Final = frozenset(("phone", "phone number", "mobile", "телефон", "电话", "手机"))


class Wanted(Struct, frozen=True):
    """The places of the columns that are looked at."""

    names: list[int]
    addresses: list[int]
    users: list[int]
    notes: list[int]
    phones: list[int]


def _wanted(cells: Sequence[str]) -> Wanted | None:
    headings = [folded(cell) for cell in cells]
    if not _SECRET.intersection(headings):
        return None
    found = Wanted(
        *([place for place, heading in enumerate(headings) if heading in words] for words in (_NAMES, _ADDRESSES)),
        *(
            [place for place, heading in enumerate(headings) if heading in words]
            for words in (_USERS, _NOTES, _PHONES)
        ),
    )
    return found if found.addresses or (found.names and found.users) else None


def knows(rows: Sequence[Row]) -> bool:
    """Whether the first row names a password and where it belongs."""
    return bool(rows) and _wanted(rows[0].cells) is not None


def items(rows: Iterator[Row], table: Table) -> Iterator[Item]:
    """A login for each row below the headings."""
    wanted: Wanted | None = None
    for row in rows:
        place = f"row {row.number}"
        if row.broken:
            yield Fault("broken-record", table.file, place)
        elif wanted is None:
            wanted = _wanted(row.cells)
        else:
            entry = login(
                place,
                name=_first(row, wanted.names),
                addresses=[text for place_ in wanted.addresses for text in cell(row, place_).split(",")],
                user_name=_first(row, wanted.users),
                notes=[cell(row, place_) for place_ in wanted.notes],
                phones=[cell(row, place_) for place_ in wanted.phones],
            )
            if entry is not None:
                yield entry


def _first(row: Row, places: list[int]) -> str:
    return next((text for place in places if (text := cell(row, place))), "")
