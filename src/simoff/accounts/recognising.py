"""Which service does a message come from? The order of the marks, best first, and the rules against false ones.

1. the domain of an origin-bound code, 2. the hash of the app, 3. the sender, 4. a name in the text, 5. the brand
in 【】, 6. nothing: a group without a name. Where a sender is known, other brands in its text count for nothing.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from simoff.accounts.catalogue import Service, Services
from simoff.accounts.catalogue.model import SenderConfidence
from simoff.accounts.folding import fold_sender, fold_text, is_mobile, is_number
from simoff.accounts.kinds import MessageKind, kind_of
from simoff.accounts.model import Message
from simoff.accounts.patterns import CALLING, LOGIN, Marks, Name, Patterns

By = Literal["domain", "hash", "sender", "name", "signature"]
"""What told the service."""

LONGEST = 4000
"""Characters of a text that are looked at; a text message has 1530 at most (10 parts of 153)."""

_BOUND = re.compile(r"(?:^|\n)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?: +#|\s*$)", re.I)
_HASHED = re.compile(r"(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{11})\s*$")
_SIGNED = re.compile(r"^\s*[【\[]([^】\]]{1,40})[】\]]|【([^】]{1,40})】\s*$")
_NEAR = 3
"""Signs between a word like "employees of" and the name that is not meant."""


class Finding(Struct, frozen=True):
    """One message that says something. ``service`` None: nobody knows whose it is, and ``group`` keeps it together
    with its like (``sender x``, ``hash x``, ``signature x``)."""

    service: str | None
    kind: MessageKind
    by: By | None
    sender_confidence: SenderConfidence | None = None
    group: str = ""


TALK = Finding(None, "talk", None)
"""A telephone number that talks: it is a person, and what codes it sends are not the holder's."""


class Recogniser:
    """The recogniser over one services pack; one of it serves any number of archives and is never changed."""

    def __init__(self, services: Services) -> None:
        self.services = services.services
        self.patterns = Patterns(services)
        self._nameless = {fold_sender(sender) for sender in services.nameless}
        self._primary: dict[str, tuple[str, SenderConfidence]] = {}
        self._named: dict[str, dict[str, SenderConfidence]] = {}
        self._hashes: dict[str, str] = {}
        self._domains: dict[str, str] = {}
        for service in self.services.values():
            self._add(service)

    def _add(self, service: Service) -> None:
        for sender in service.senders:
            folded = fold_sender(sender.id)
            if sender.only_named:
                self._named.setdefault(folded, {})[service.id] = sender.confidence
            else:
                self._primary[folded] = (service.id, sender.confidence)
        for name in service.called:
            if not name.endswith("*"):
                self._primary.setdefault(fold_sender(name), (service.id, "unverified"))
        self._hashes.update(dict.fromkeys(service.app_hashes, service.id))
        self._domains.update(dict.fromkeys(service.domains, service.id))

    def of_domain(self, host: str) -> str | None:
        """The service a host belongs to: its own domain, else the nearest one above it."""
        labels = host.lower().rstrip(".").split(".")
        for place in range(len(labels) - 1):
            if found := self._domains.get(".".join(labels[place:])):
                return found
        return None

    def of_name(self, name: str) -> str | None:
        """The service whose own name this is, and nothing else."""
        found = self._primary.get(fold_sender(name))
        return found[0] if found else None

    def read(self, message: Message) -> Finding | None:
        """What a message says of an account, or None: it was sent, is a call, a parcel, or private."""
        if message.direction == "out" or message.kind == "call":
            return None
        sender = fold_sender(message.sender)
        if message.kind == "bill":
            return self._bill(sender)
        text = message.text[:LONGEST]
        folded = fold_text(text)
        marks = self.patterns.read(folded)
        if not marks.bits and is_mobile(sender):
            return TALK
        kind = kind_of(marks, text)
        return self._find(sender, text, folded, marks, kind)

    def _bill(self, sender: str) -> Finding | None:
        if not sender or is_number(sender):
            return None
        if sender in self._primary and sender not in self._nameless:
            service, confidence = self._primary[sender]
            return Finding(service, "bill", "sender", confidence)
        return Finding(None, "bill", None, group=f"sender {sender}") if not sender.isdigit() else None

    def _find(self, sender: str, text: str, folded: str, marks: Marks, kind: MessageKind) -> Finding | None:
        hashed: str | None = None
        if kind in ("binding", "login", "payment"):
            if "@" in text and (found := self._bound(text)):
                return Finding(found, kind, "domain")
            hashed = _hash_of(text)
            if hashed and (found := self._hashes.get(hashed)):
                return Finding(found, kind, "hash")
        if sender not in self._nameless and (finding := self._by_sender(sender, marks, kind)):
            return finding if finding.kind != "delivery" else None
        return self._by_text(sender, text, folded, marks, kind, hashed)

    def _bound(self, text: str) -> str | None:
        hosts = _BOUND.findall(text)
        return self.of_domain(hosts[-1]) if hosts else None

    def _by_sender(self, sender: str, marks: Marks, kind: MessageKind) -> Finding | None:
        named = self._named.get(sender)
        if named:
            for name in marks.names:
                if name.service in named:
                    return Finding(name.service, kind, "sender", named[name.service])
        if sender not in self._primary:
            return None
        service, confidence = self._primary[sender]
        return Finding(service, "notice" if kind == "none" else kind, "sender", confidence)

    def _by_text(
        self, sender: str, text: str, folded: str, marks: Marks, kind: MessageKind, hashed: str | None
    ) -> Finding | None:
        number = is_number(sender)
        if kind in ("binding", "login", "payment"):
            signature = _SIGNED.search(folded)
            name = self._named_in(text, folded, marks, signature)
            if marks.bits & CALLING and name is not None:
                return None
            if name is not None and not self._another_brand(name, marks, kind):
                by: By = "signature" if signature and signature.start() <= name.start < signature.end() else "name"
                if not (number and _is_question(text) and not marks.bits & LOGIN):
                    return Finding(name.service, kind, by)
            return self._unknown(sender, number, marks, kind, signature, hashed)
        if kind == "money" and not number and marks.names and marks.names[0].start < 20:
            service = self.services[marks.names[0].service]
            if service.turn == "bank" and marks.names[0].kind == "called":
                return Finding(service.id, kind, "name")
        return None

    def _named_in(self, text: str, folded: str, marks: Marks, signature: re.Match[str] | None) -> Name | None:
        """The name the code is for: the first that is meant; with a Chinese signature only what stands in it."""
        names = [name for name in marks.names if _is_meant(name, text, folded, marks)]
        if signature is not None:
            inside = [name for name in names if signature.start() <= name.start < signature.end()]
            if inside or signature[0].lstrip().startswith("【"):
                return inside[0] if inside else None
        return names[0] if names else None

    def _another_brand(self, name: Name, marks: Marks, kind: MessageKind) -> bool:
        """Whether a payment only names where the money goes: "debit 1400 r at X, code …" is no account at X."""
        if kind != "payment" or self.services[name.service].turn == "bank":
            return False
        return any(
            money < name.start and not any(money < login < name.start for login in marks.login)
            for money in marks.money
        )

    def _unknown(
        self,
        sender: str,
        number: bool,
        marks: Marks,
        kind: MessageKind,
        signature: re.Match[str] | None,
        hashed: str | None,
    ) -> Finding | None:
        if signature is not None:
            return Finding(None, kind, None, group=f"signature {(signature[1] or signature[2]).strip()}")
        if hashed:
            return Finding(None, kind, None, group=f"hash {hashed}")
        if number and not marks.login:
            return None  # a private person sends a code
        return Finding(None, kind, None, group=f"sender {sender}" if sender else "sender")


def _hash_of(text: str) -> str | None:
    """The hash of the app a code is meant for: the last word, mixed of cases or digits, of a short text."""
    found = _HASHED.search(text)
    if found is None or len(text.encode("utf-8")) > 160:
        return None
    word = found[1]
    marked = text.startswith(("<#>", "[#]"))
    mixed = any(sign.isupper() for sign in word[1:]) and any(sign.islower() for sign in word)
    return word if marked or mixed else None


def _is_meant(name: Name, text: str, folded: str, marks: Marks) -> bool:
    if any(0 <= name.start - end <= _NEAR for end in marks.staff):
        return False
    if name.kind != "common":
        return True
    return len(text) == len(folded) and text[name.start].isupper()


def _is_question(text: str) -> bool:
    return "?" in text or "？" in text
