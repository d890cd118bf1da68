"""What a file is, by its first bytes and not by its name, and what can be read in it."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from simoff.guard.model import Message, NotChecked

Kind = Literal["text", "mail", "page", "picture", "other"]

LARGEST = 32 * 1024 * 1024
"""Bytes a file may have."""

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"RIFF", b"II*\0", b"MM\0*")
_BINARY = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x7fELF",
    b"MZ",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format",
    b"ftyp",
)
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,50}){2}")
_MAIL = re.compile(
    rb"^(?:From|To|Subject|Received|Return-Path|Message-ID|MIME-Version|Date|Delivered-To):", re.I | re.M
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)


class Read(Struct, frozen=True):
    """What was read, and what could not be."""

    message: Message
    not_checked: tuple[NotChecked, ...] = ()


class Unreadable(ValueError):
    """Nothing of the file can be read; ``why`` is the id of a text, ``args`` fill it."""

    def __init__(self, why: str, **args: str | int) -> None:
        self.why = why
        self.args_of_text = args
        super().__init__(why)


def kind_of(data: bytes) -> Kind:
    """What a file is by its content."""
    head = data[:4096]
    if head.startswith(_PICTURES):
        return "picture"
    if head.startswith(_BINARY[:-1]) or head[4:8] == _BINARY[-1]:
        return "other"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _HEADER.match(text) and _MAIL.search(head):
        return "mail"
    if _PAGE.search(head):
        return "page"
    return "other" if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) else "text"


def text_of(data: bytes) -> tuple[str, tuple[NotChecked, ...]]:
    """The text of bytes in UTF-8 or, with a mark in front, UTF-16; what is neither is named."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    return text, (NotChecked("bytes", "not-utf8", {"n": broken}),) if broken else ()


def read(data: bytes) -> Read:
    """Read a file of any kind; Unreadable where nothing of it can be."""
    kind = kind_of(data)
    if kind == "picture":
        from simoff.guard.readers.picture import read_picture

        return read_picture(data)
    if kind == "mail":
        from simoff.guard.readers.mail import read_mail

        return read_mail(data)
    if kind == "page":
        from simoff.guard.readers.page import read_page

        return read_page(data)
    if kind == "other":
        raise Unreadable("unknown-kind")
    text, rest = text_of(data)
    return Read(Message(text), rest)
