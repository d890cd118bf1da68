"""SMS Backup & Restore for Android: XML with ``smses`` (messages) or ``calls`` as its root.

Fields as in the app's published list: https://synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Final

from simoff.accounts.model import Direction, Fault, Item, Kind, Message
from simoff.accounts.readers.android_rows import call_direction, direction_of, named_line
from simoff.accounts.readers.decoding import CHUNK, decoded, encoding_of
from simoff.accounts.readers.interface import Options, Source, Stop
from simoff.accounts.readers.markup import Markup, Tag, plain
from simoff.accounts.readers.masking import Masking, mask_bounded
from simoff.accounts.readers.times import FIRST_MS, LAST_MS, from_java

FORMAT: Final = "sms-backup-restore"
_ROOT: Final = re.compile(r"<(smses|calls)[\s/>]")
_BEFORE_ROOT: Final = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>\s*)*", re.DOTALL
)
_ATTRIBUTE_NAME: Final = re.compile(r"\s([A-Za-z_][\w-]*)=\"")
_WANTED: Final = ("address", "date", "type", "body", "sub_id")
_DATA: Final = frozenset(("data",))
_FROM, _TO = "137", "151"
_MOST_LAYOUTS: Final = 16
_NOBODY: Final = "insert-address-token"


def sniff(source: Source) -> bool:
    """Whether the first tag is ``smses`` or ``calls``."""
    head = source.head
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff")
    before = _BEFORE_ROOT.match(text)
    return _ROOT.match(text, before.end() if before else 0) is not None


def read(source: Source, options: Options) -> Iterator[Item]:
    """Every message and call; a record that is broken becomes a fault and the next one is read."""
    with closing(source.open()) as stream:
        pieces = decoded(stream, encoding_of(source.head), CHUNK)
        yield from _Backup(source.name, Markup(pieces, options.limits.value, _DATA)).items()


class _Backup:
    """One file being read. ``count`` is the record's number, from 1."""

    def __init__(self, name: str, markup: Markup) -> None:
        self.name = name
        self.markup = markup
        self.count = 0
        self.root = ""
        self.mask = Masking()
        self.layout: re.Pattern[str] | None = None
        self.layouts: dict[tuple[str, ...], re.Pattern[str] | None] = {}

    def items(self) -> Iterator[Item]:
        while (tag := self.markup.next_tag()) is not None:
            if tag.ends:
                if tag.name == self.root:
                    return
            elif tag.name in ("smses", "calls"):
                self.root = tag.name
            elif tag.name in ("sms", "mms", "call"):
                self.count += 1
                yield from self._record(tag)
                if self.layout is not None:
                    yield from self._alike(self.layout)
        raise Stop("cut-off", self._place())

    def _place(self) -> str:
        return f"message {self.count}" if self.count else ""

    def _fault(self, id: str) -> Fault:
        return Fault(id, self.name, self._place())

    def _record(self, tag: Tag) -> Iterator[Item]:
        if tag.broken:
            yield self._fault("broken-record")
        elif tag.name == "sms":
            self._learn(tag)
            yield from self._sms(*map(tag.get, _WANTED))
        elif tag.name == "mms":
            yield from self._mms(tag)
        else:
            yield from self._call(tag)

    def _learn(self, tag: Tag) -> None:
        """Messages of one program are written alike: the next ones are looked for in this one's layout."""
        names = tuple(tag.attributes)
        if names not in self.layouts and len(self.layouts) < _MOST_LAYOUTS:
            self.layouts[names] = _layout(tag)
        self.layout = self.layouts.get(names) or self.layout

    def _alike(self, layout: re.Pattern[str]) -> Iterator[Item]:
        """The messages that follow, as long as they are written exactly like the first: most of a file."""
        markup, match, mask, longest = self.markup, layout.match, self.mask, self.markup.longest
        text, at = markup.text, markup.at
        places = [layout.groupindex[name] for name in _WANTED]
        while (found := match(text, at)) is not None:
            at = markup.at = found.end()
            self.count += 1
            address, date, kind, body, line = found.group(*places)
            if "&" in address:
                address = plain(address)
            if "&" in body:
                body = plain(body)
            if not (date.isdecimal() and FIRST_MS <= (count := int(date[:20])) < LAST_MS):
                yield from self._sms(address, date, kind, body, line)
                continue
            yield Message(
                "sms",
                "in" if kind == "1" else direction_of(kind),
                "" if address == "null" else address,
                "" if body == "null" else mask(body) if len(body) < longest else mask_bounded(body, longest),
                datetime.fromtimestamp(count / 1000, UTC),
                None if line in ("", "-1", "null") else line,
                f"message {self.count}",
            )

    def _sms(self, address: str, date: str, kind: str, body: str, line: str) -> Iterator[Item]:
        moment = from_java(date)
        if moment is None:
            yield self._fault("no-date")
        address, body = ("" if value == "null" else value for value in (address, body))
        yield Message(
            "sms",
            direction_of(kind),
            address,
            mask_bounded(body, self.markup.longest),
            moment,
            named_line(line),
            self._place(),
        )

    def _call(self, tag: Tag) -> Iterator[Item]:
        moment = from_java(tag.get("date"))
        if moment is None:
            yield self._fault("no-date")
        line = named_line(tag.get("subscription_id"))
        yield Message("call", call_direction(tag.get("type")), tag.get("number"), "", moment, line, self._place())

    def _mms(self, tag: Tag) -> Iterator[Item]:
        texts: list[str] = []
        addresses: dict[str, str] = {}
        whole = tag.empty or self._children(texts, addresses)
        if not whole:
            yield self._fault("broken-record")
        moment = from_java(tag.get("date"))
        if moment is None:
            yield self._fault("no-date")
        direction: Direction = "in" if tag.get("msg_box") == "1" else direction_of(tag.get("msg_box"))
        kind: Kind = "rcs" if tag.get("tr_id").startswith("proto:") else "mms"
        other = addresses.get(_FROM if direction == "in" else _TO) or tag.get("address")
        text = mask_bounded("\n".join(texts), self.markup.longest)
        yield Message(kind, direction, other, text, moment, named_line(tag.get("sub_id")), self._place())

    def _children(self, texts: list[str], addresses: dict[str, str]) -> bool:
        """The parts and addresses up to the end of this ``mms``; whether all could be read."""
        whole, room = True, 65_536
        while (tag := self.markup.next_tag()) is not None and not (tag.ends and tag.name == "mms"):
            whole = whole and not tag.broken
            if tag.name == "part" and tag.get("ct") == "text/plain" and room > 0:
                texts.append(tag.get("text")[:room])
                room -= len(texts[-1])
            elif tag.name == "addr" and tag.get("address") not in ("", _NOBODY):
                addresses.setdefault(tag.get("type"), tag.get("address"))
            elif tag.name in ("sms", "mms") and not tag.ends:
                return False
        return whole


def _layout(tag: Tag) -> re.Pattern[str] | None:
    """A pattern for tags with just these attributes in this order, None where the tag is not that plain."""
    names = _ATTRIBUTE_NAME.findall(tag.source)
    if names != list(tag.attributes) or not set(_WANTED).issubset(names) or "'" in tag.source:
        return None
    values = (f'(?P<{name}>[^"]*+)' if name in _WANTED else '[^"]*+' for name in names)
    fields = "".join(f' {name}="{value}"' for name, value in zip(names, values, strict=True))
    return re.compile(rf"\s*+<sms{fields}\s?/>")
