"""The message database of an iPhone (``sms.db``) or a Mac (``chat.db``), alone or inside a backup folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from simoff.accounts.model import Fault, Item, Message
from simoff.accounts.readers.databases import MAGIC, Database, is_database, opened
from simoff.accounts.readers.interface import Limits, Options, Source, Stop
from simoff.accounts.readers.masking import mask_bounded
from simoff.accounts.readers.times import from_apple
from simoff.accounts.readers.typedstream import words

FORMAT: Final = "ios-database"
BACKUP: Final = "ios-backup"
MANIFEST: Final = "Manifest.db"
_SMS_ID: Final = "3d0d7e5fb2ce288813306e4d4636395e047a3d28"
"""SHA-1 of ``HomeDomain-Library/SMS/sms.db``: the name of the file in every backup."""
_FILE_ID: Final = re.compile(r"[0-9a-f]{40}")
_WANTED: Final = (
    "text",
    "attributedBody",
    "handle_id",
    "service",
    "account",
    "date",
    "is_from_me",
    "destination_caller_id",
    "item_type",
)
_MOST_HANDLES: Final = 1_000_000


def holds(database: Database) -> bool:
    """Whether a database has Apple's table of messages."""
    return {"handle_id", "date", "is_from_me"} <= database.columns("message")


def sniff(source: Source) -> bool:
    """Whether it is a database with Apple's table of messages, seen in its first pages or by opening it."""
    if not is_database(source) or b"CREATE TABLE sms" in source.head:
        return False
    if b"handle_id" in source.head:
        return True
    with opened(source.path(), Limits()) as database:
        return holds(database)


def read(source: Source, options: Options) -> Iterator[Item]:
    """Every message."""
    with opened(source.path(), options.limits) as database:
        if not holds(database):
            raise Stop("db-no-messages")
        yield from messages(database, source.name, options.limits)


def messages(database: Database, file: str, limits: Limits) -> Iterator[Item]:
    """The messages of an open database; RCS by its service, everything else counts as SMS."""
    people = _handles(database)
    for found in database.rows("message", _WANTED):
        if found is None:
            yield Fault("broken-record", file)
            continue
        number, row = found
        if row.get("item_type") not in (None, 0):
            continue  # somebody joined, left or renamed a group: nothing was said
        place = f"message {number}"
        moment = from_apple(row.get("date"))
        if moment is None:
            yield Fault("no-date", file, place)
        yield Message(
            "rcs" if row.get("service") == "RCS" else "sms",
            "out" if row.get("is_from_me") else "in",
            people.get(row.get("handle_id"), ""),
            mask_bounded(_said(row), limits.value),
            moment,
            _line(row),
            place,
        )


def _handles(database: Database) -> dict[object, str]:
    people: dict[object, str] = {}
    for found in database.rows("handle", ("id",)):
        if found is not None and len(people) < _MOST_HANDLES and isinstance(name := found[1].get("id"), str):
            people[found[0]] = name[:200]
    return people


def _said(row: dict[str, Any]) -> str:
    text, archive = row.get("text"), row.get("attributedBody")
    if isinstance(text, str) and text:
        return text
    return words(archive) if isinstance(archive, bytes) else ""


def _line(row: dict[str, Any]) -> str | None:
    """The own number that was addressed; an account in its place only where it is a telephone (``P:``)."""
    called, account = row.get("destination_caller_id"), row.get("account")
    if isinstance(called, str) and called:
        return called[:100]
    if isinstance(account, str) and account.upper().startswith("P:") and len(account) > 2:
        return account[2:102]
    return None


def message_file(folder: Path, limits: Limits) -> Path:
    """Where the messages lie in a backup folder; Stop for a folder that is none, an encrypted or an empty one."""
    manifest = folder / MANIFEST
    plain_place = next((p for p in (folder / _SMS_ID[:2] / _SMS_ID, folder / _SMS_ID) if p.is_file()), None)
    if not manifest.is_file():
        if plain_place is None:
            raise Stop("folder")
        return _checked(plain_place)
    if not _is_sqlite(manifest):
        raise Stop("ios-encrypted")
    with opened(str(manifest), limits) as database:
        where = "AND domain = 'HomeDomain' AND relativePath = 'Library/SMS/sms.db'"
        if not {"fileid", "domain", "relativepath"} <= database.columns("files"):
            raise Stop("db-broken")
        found = next((row for row in database.rows("files", ("fileID",), where) if row is not None), None)
    name = str(found[1].get("fileID", "")) if found else ""
    if not _FILE_ID.fullmatch(name):
        raise Stop("ios-no-messages")
    place = folder / name[:2] / name
    if not place.is_file():
        raise Stop("ios-no-messages")
    return _checked(place)


def _checked(place: Path) -> Path:
    if not _is_sqlite(place):
        raise Stop("ios-encrypted")
    return place


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC
