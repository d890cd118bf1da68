"""From the tables of a pack file to services."""

from __future__ import annotations

import re
from typing import TypeVar, get_args

from simoff.accounts.catalogue.model import (
    LOSSES,
    TURNS,
    Change,
    CheckItem,
    OldNumber,
    Reference,
    Sender,
    SenderConfidence,
    Service,
    Status,
)
from simoff.facts.model import Text
from simoff.facts.reading import CONFIDENCES, LANGUAGES, read_text
from simoff.facts.sheet import Table

_KEYS = (
    "id", "name", "loss", "turn", "recovers_others", "status", "called", "common", "signed", "domains",
    "app_hashes", "senders", "old_number", "without_sms", "without_old", "change",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_HASH = re.compile(r"[A-Za-z0-9+/]{11}")
_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>]+\.[^\s\"'<>]+")
SENDER_CONFIDENCES: tuple[SenderConfidence, ...] = get_args(SenderConfidence)
STATUSES: tuple[Status, ...] = get_args(Status)
OLD_NUMBERS: tuple[OldNumber, ...] = get_args(OldNumber)
KINDS = ("official", "credible", "report", "fixture")

Word = TypeVar("Word", bound=str)


def read_id(table: Table, kind: str) -> str | None:
    """The id of a table, which from then on faults call by it; None where there is no usable one."""
    found = table.string("id")
    if found is None:
        if "id" not in table:
            table.missing("id", f"A {kind} is named by its id")
        return None
    table.name = f'{kind} "{found}"'
    if not _ID.fullmatch(found):
        table.fault(
            "id", "the id has other signs than a-z, 0-9 and -", "Inventories and events name it", "Rename it"
        )
        return None
    return found


def read_service(table: Table, category: str) -> Service | None:
    """One ``[[service]]``; None where something it cannot do without is missing or faulty."""
    found = read_id(table, "service")
    table.only(*_KEYS)
    name, change = read_text(table, "name", required=True), _read_change(table)
    loss, turn = _one_of(table, "loss", LOSSES), _one_of(table, "turn", TURNS)
    for key in ("loss", "turn", "old_number", "change"):
        if key not in table:
            table.missing(key, "The order of moving rests on it")
    if found is None or name is None or change is None or loss is None or turn is None:
        return None
    return Service(
        id=found,
        category=category,
        name=name,
        loss=loss,
        turn=turn,
        change=change,
        status=_one_of(table, "status", STATUSES) or "active",
        recovers_others=table.flag("recovers_others"),
        called=_read_words(table, "called"),
        common=_read_words(table, "common"),
        signed=table.strings("signed"),
        domains=_read_shaped(table, "domains", _DOMAIN, "is no domain", "Write it in small letters, without https"),
        app_hashes=_read_shaped(table, "app_hashes", _HASH, "is no app hash", "It has 11 letters, digits, + or /"),
        senders=_read_senders(table),
        old_number=_one_of(table, "old_number", OLD_NUMBERS) or "unknown",
        without_sms=table.strings("without_sms"),
        without_old=table.string("without_old"),
    )


def read_item(table: Table) -> CheckItem | None:
    """One ``[[item]]`` of the list of what leaves no text message."""
    found = read_id(table, "item")
    table.only("id", "loss", "service", "cites", *LANGUAGES)
    text, loss = read_languages(table), _one_of(table, "loss", LOSSES)
    if "loss" not in table:
        table.missing("loss", "The list is read worst first")
    if found is None or text is None or loss is None:
        return None
    return CheckItem(found, loss, text, table.string("service"), table.strings("cites"))


def read_reference(table: Table) -> Reference | None:
    """One ``[[source]]``."""
    found = read_id(table, "source")
    table.only("id", "kind", "address")
    kind, address = table.choice("kind", KINDS), table.string("address")
    for key in ("kind", "address"):
        if key not in table:
            table.missing(key, "A source that cannot be opened and weighed proves nothing")
    if address is not None and not _ADDRESS.fullmatch(address):
        table.fault("address", f"{address[:60]!r} is no web address", "It must be http(s)", "Give the address")
        return None
    return Reference(found, kind, address) if found and kind and address else None


def read_languages(table: Table) -> Text | None:
    """A text whose languages are keys of the table itself."""
    for language in LANGUAGES:
        if language not in table:
            table.missing(language, "Every text is written in zh, ru and en")
    zh, ru, en = (table.string(language) for language in LANGUAGES)
    return None if zh is None or ru is None or en is None else Text(zh=zh, ru=ru, en=en)


def _read_change(service: Table) -> Change | None:
    table = service.table("change")
    if table is None:
        return None
    table.only("way", "path", "other", "confidence", "sources", "cites", "note")
    way, confidence = table.string("way"), _one_of(table, "confidence", CONFIDENCES)
    for key in ("way", "confidence"):
        if key not in table:
            table.missing(key, "A person acts on it, so it says how and how surely")
    sources, cites = table.strings("sources"), table.strings("cites")
    if confidence in ("official", "credible", "copy", "report") and not (sources or cites):
        why = "Only general knowledge has no source, and that is 'unverified'"
        table.fault("confidence", f"{confidence!r} without a source", why, "Name the source or write unverified")
    note = read_text(table, "note")
    if way is None or confidence is None:
        return None
    return Change(way, confidence, table.string("path"), table.string("other"), note, sources, cites)


def _read_senders(service: Table) -> tuple[Sender, ...]:
    found = []
    for table in service.tables("senders"):
        table.only("id", "confidence", "sources", "only_named")
        sender, confidence = table.string("id"), _one_of(table, "confidence", SENDER_CONFIDENCES)
        for key in ("id", "confidence"):
            if key not in table:
                table.missing(key, "A sender is claimed with how surely it is known")
        sources = table.strings("sources")
        if confidence in ("official", "fixture") and not sources:
            why = "Anybody should be able to look where it was seen"
            table.fault(
                "confidence", f"{confidence!r} without a source", why, "Name the source or write unverified"
            )
        if sender is not None and confidence is not None:
            found.append(Sender(sender, confidence, sources, table.flag("only_named")))
    return tuple(found)


def _read_words(table: Table, key: str) -> tuple[str, ...]:
    words = table.strings(key)
    for word in words:
        if "*" in word[:-1] or len(word.rstrip("*")) < 2:
            table.fault(key, f"{word[:40]!r}", "A star ends a word of two letters or more", "Correct the word")
    return words


def _read_shaped(table: Table, key: str, shape: re.Pattern[str], what: str, what_to_do: str) -> tuple[str, ...]:
    found = table.strings(key)
    for one in found:
        if not shape.fullmatch(one):
            table.fault(key, f"{one[:60]!r} {what}", "It would never be found in a message", what_to_do)
    return found


def _one_of(table: Table, key: str, allowed: tuple[Word, ...]) -> Word | None:
    stated = table.choice(key, allowed)
    return next((word for word in allowed if word == stated), None)
