"""KeePass 2's XML export. Protected values and the history of entries are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Final

from simoff.accounts.model import Item
from simoff.accounts.readers.interface import Options, Source, Stop
from simoff.accounts.readers.logins import login

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT: Final = "keepass"
_ROOT: Final = re.compile(rb"<KeePassFile[\s>]")
_KEPT: Final = {"Title": "name", "UserName": "user", "URL": "address"}
_NEVER: Final = frozenset(("Password", "otp", "TOTP Seed", "TimeOtp-Secret-Base32", "HmacOtp-Secret"))
_PIECE: Final = 65_536


def sniff(source: Source) -> bool:
    """Whether the root is ``KeePassFile``."""
    return _ROOT.search(source.head[:4096]) is not None


def read(source: Source, options: Options) -> Iterator[Item]:
    """Every entry of every group; raises Stop for a document type and for XML that is broken."""
    from lxml import etree

    if b"<!DOCTYPE" in source.head.replace(b"\x00", b""):
        raise Stop("xml-doctype")
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    count, older = 0, 0
    with closing(source.open()) as stream:
        try:
            while piece := stream.read(_PIECE):
                parser.feed(piece)
                for event, element in parser.read_events():
                    if element.tag == "History":
                        older += 1 if event == "start" else -1
                    elif element.tag == "Entry" and event == "end" and not older:
                        count += 1
                        yield from _entry(element, f"entry {count}")
                    if event == "end" and element.tag in ("Entry", "Binary", "Icon"):
                        element.clear()
            parser.close()
        except etree.XMLSyntaxError:
            raise Stop("cut-off" if count else "unreadable", f"entry {count}" if count else "") from None


def _entry(element: _Element, place: str) -> Iterator[Item]:
    fields: dict[str, str] = {}
    notes: list[str] = []
    for pair in element.iterchildren("String"):
        key, value = pair.findtext("Key") or "", pair.find("Value")
        if value is None or key in _NEVER or _protected(value):
            continue
        text = value.text or ""
        if key in _KEPT:
            fields[_KEPT[key]] = text
        else:
            notes.append(text)
    entry = login(
        place,
        name=fields.get("name", ""),
        addresses=[fields.get("address", "")],
        user_name=fields.get("user", ""),
        notes=notes,
    )
    if entry is not None:
        yield entry


def _protected(value: _Element) -> bool:
    return any((value.get(name) or "").lower() == "true" for name in ("Protected", "ProtectInMemory"))
