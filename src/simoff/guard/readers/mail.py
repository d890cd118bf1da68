"""A mail file: who it says it is from, its text, its links, its pictures. Attachments are named, not opened."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.message import Message as AnyMessage
from email.policy import default

from simoff.guard.model import Message, NotChecked
from simoff.guard.readers.page import read_page
from simoff.guard.readers.picture import read_picture
from simoff.guard.readers.reading import Read, Unreadable, text_of

MOST_PARTS = 100
MOST_PICTURES = 5


def read_mail(data: bytes) -> Read:
    """The message of a mail file; Unreadable where it holds no part at all."""
    try:
        parts = _parts(email.message_from_bytes(data, policy=default))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
        raise Unreadable("mail-broken") from None
    return _Letter(parts).read()


def _parts(letter: AnyMessage) -> list[AnyMessage]:
    """The parts, outermost first; found without recursion."""
    found: list[AnyMessage] = []
    open_ = [letter]
    while open_ and len(found) < MOST_PARTS:
        part = open_.pop(0)
        found.append(part)
        inside = part.get_payload()
        if isinstance(inside, list):
            open_ += [one for one in inside if isinstance(one, AnyMessage)]
    return found


class _Letter:
    """Puts the parts of a letter together."""

    def __init__(self, parts: list[AnyMessage]) -> None:
        self.parts = parts
        self.texts: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.rest: list[NotChecked] = []
        self.pictures = 0

    def read(self) -> Read:
        head = self.parts[0]
        sender = _header(head, "from")
        self.texts += [line for line in (sender, _header(head, "reply-to"), _header(head, "subject")) if line]
        for part in self.parts:
            self._part(part)
        if len(self.parts) >= MOST_PARTS:
            self.rest.append(NotChecked("mail-parts", "too-many", {"n": MOST_PARTS}))
        text = "\n\n".join(self.texts)
        return Read(Message(text, sender=sender or None, links=tuple(self.links)), tuple(self.rest))

    def _part(self, part: AnyMessage) -> None:
        kind = part.get_content_type()
        if kind.startswith("multipart/") or kind == "message/rfc822":
            return
        content = _content(part)
        if kind == "text/html":
            self._add(read_page(content))
        elif kind.startswith("text/"):
            text, rest = text_of(content)
            self.texts.append(text)
            self.rest += rest
        elif kind.startswith("image/") and self.pictures < MOST_PICTURES:
            self.pictures += 1
            try:
                self._add(read_picture(content))
            except Unreadable as fault:
                self.rest.append(NotChecked("picture", fault.why, fault.args_of_text))
        else:
            self.rest.append(NotChecked("attachment", "not-opened"))

    def _add(self, read: Read) -> None:
        self.texts.append(read.message.text)
        self.links += read.message.links
        self.rest += read.not_checked


def _header(letter: AnyMessage, name: str) -> str:
    try:
        return str(letter.get(name, ""))[:1000].replace("\r", " ").replace("\n", " ")
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""


def _content(part: AnyMessage) -> bytes:
    """The part's bytes; a text of another charset comes as UTF-8."""
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, AttributeError):
        return b""
    data = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    if isinstance(part, EmailMessage) and part.get_content_maintype() == "text" and charset != "utf-8":
        try:
            return data.decode(charset, "replace").encode()
        except LookupError:
            return data
    return data
