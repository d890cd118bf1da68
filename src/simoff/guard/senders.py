"""What a sender's name or number says. It can be forged, so it never lowers a score."""

from __future__ import annotations

import re

from simoff.guard.matching import Matcher
from simoff.guard.model import Book, Message
from simoff.guard.names import Names, is_mixed
from simoff.guard.normal import fold
from simoff.number import find

LONGEST = 200
_OFFICIAL = ("operator", "bank", "state", "embassy", "chinese-police")
_WORD = re.compile(r"\w+")


class Senders:
    """Reads senders with the words and names of the packs."""

    def __init__(self, book: Book, matcher: Matcher) -> None:
        self._matcher = matcher
        self._names = Names(book.owners)

    def flags(self, message: Message) -> frozenset[str]:
        """What is known of the message as a whole: its channel, and what its sender is."""
        found = set() if message.channel is None else {f"channel-{message.channel}"}
        sender = (message.sender or "").strip()[:LONGEST]
        if sender:
            found |= self._sender(sender, message.channel)
        return frozenset(found)

    def _sender(self, sender: str, channel: str | None) -> set[str]:
        found: set[str] = set()
        number = find(sender)[0]
        digits = re.sub(r"\D", "", sender)
        if digits.endswith("12308") and channel != "sms":
            found.add("sender-12308")
        elif number.kind in ("mobile_ru", "foreign"):
            found.add("sender-mobile")
        folded = fold(sender)
        spans = self._matcher.find(folded)
        words = _WORD.findall(folded.bare.replace("_", " "))
        if any(spans.get(name) for name in _OFFICIAL) or any(map(self._names.inside, words)):
            found.add("sender-brand")
        raw = _WORD.findall(sender.lower())
        if any(is_mixed(word) for word in raw) or any(self._names.disguised(word) for word in words):
            found.add("sender-disguised")
        return found
