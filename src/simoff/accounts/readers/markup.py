"""A small pull scanner of XML tags for backups: bounded memory, no entities, and broken tags do not stop it.

A general parser must load a whole attribute, and gives up at the first fault. Backups hold attributes of
gigabytes and faults in plenty, and need neither text between tags nor namespaces, so this reads tags and
attributes alone. The five entities and character references of XML are known; no other is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from simoff.accounts.readers.interface import Stop

_TAG: Final = re.compile(
    r"""<([A-Za-z_][\w.:-]{0,63})((?:\s++[\w.:-]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'))*+)\s*+(/?)>"""
)
_ATTRIBUTE: Final = re.compile(r"""([\w.:-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_NAME: Final = re.compile(r"<([A-Za-z_][\w.:-]{0,63})")
_NEXT: Final = re.compile(r"\s*+(?:(/?>)|([\w.:-]{1,64})\s*+=\s*+([\"']))")
_END: Final = re.compile(r"</([A-Za-z_][\w.:-]{0,63})\s*>")
_MARKUP: Final = re.compile(r"<[A-Za-z/!?]")
_REFERENCE: Final = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LOOK: Final = 4096
_MOST_ATTRIBUTES: Final = 200


class Tag:
    """A start tag, an end tag (``ends``), or one that could not be read (``broken``)."""

    __slots__ = ("attributes", "broken", "empty", "ends", "name", "source")

    def __init__(self, name: str, attributes: dict[str, str], empty: bool, source: str = "") -> None:
        self.name = name
        self.attributes = attributes
        self.empty = empty
        self.source = source
        self.ends = False
        self.broken = False

    def get(self, name: str) -> str:
        """The attribute with its references replaced; "" where it is missing or the word ``null``."""
        value = self.attributes.get(name, "")
        return "" if value == "null" else plain(value)


class Markup:
    """The tags of a text that comes in pieces. ``text`` and ``at`` are open to readers with a faster way."""

    def __init__(self, pieces: Iterator[str], longest: int, skipped: frozenset[str] = frozenset()) -> None:
        self._pieces = pieces
        self.longest = longest
        self._skipped = skipped
        self.text = ""
        self.at = 0
        self.over = False

    def more(self) -> bool:
        """Drop what was read and take the next piece; False at the end."""
        piece = next(self._pieces, None)
        if piece is None:
            self.over = True
            return False
        self.text = self.text[self.at :] + piece
        self.at = 0
        return True

    def next_tag(self) -> Tag | None:
        """The next tag, None at the end. Raises Stop for a document type, whose entities could be bombs."""
        while True:
            start = self.text.find("<", self.at)
            self.at = len(self.text) if start < 0 else start
            if len(self.text) - self.at < _LOOK and not self.over:
                self.more()
                continue
            if start < 0:
                return None
            sign = self.text[start + 1 : start + 2]
            if sign in ("?", "!"):
                self._pass_by()
            elif sign == "/":
                if (tag := self._end_tag()) is not None:
                    return tag
            elif sign.isalpha() or sign == "_":
                return self._start_tag()
            else:
                self.at += 1

    def _pass_by(self) -> None:
        """Skip a comment, an instruction or character data, whatever its length."""
        text, at = self.text, self.at
        for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")):
            if text.startswith(opening, at):
                return self._skip_past(closing, len(opening))
        if text[at : at + 9].upper() == "<!DOCTYPE" or text.startswith("<!ENTITY", at):
            raise Stop("xml-doctype")
        self.at += 2
        return None

    def _skip_past(self, closing: str, opened: int) -> None:
        self.at += opened
        while (end := self.text.find(closing, self.at)) < 0:
            self.at = max(self.at, len(self.text) - len(closing) + 1)
            if not self.more():
                self.at = len(self.text)
                return
        self.at = end + len(closing)

    def _end_tag(self) -> Tag | None:
        found = _END.match(self.text, self.at)
        if found is None:
            self.at += 2
            return None
        self.at = found.end()
        tag = Tag(found[1], {}, False)
        tag.ends = True
        return tag

    def _start_tag(self) -> Tag:
        found = _TAG.match(self.text, self.at)
        if found is None or self.text.find("<", self.at + 1, found.end()) >= 0:
            return self._slow_tag()
        self.at = found.end()
        attributes = {
            name: (double or single)[: self.longest]
            for name, double, single in _ATTRIBUTE.findall(found[2])
            if name not in self._skipped
        }
        return Tag(found[1], attributes, bool(found[3]), found[0] if len(found[0]) < _LOOK else "")

    def _slow_tag(self) -> Tag:
        """A tag read attribute by attribute: it does not fit the piece, or is broken."""
        found = _NAME.match(self.text, self.at)
        name = found[1] if found else ""
        self.at += 1 + len(name)
        tag = Tag(name, {}, False)
        while True:
            while len(self.text) - self.at < _LOOK and not self.over:
                self.more()
            found = _NEXT.match(self.text, self.at)
            if found is None:
                tag.broken = True
                return tag
            self.at = found.end()
            if found[1]:
                tag.empty = found[1] == "/>"
                return tag
            value = self._value(found[3], 0 if found[2] in self._skipped else self.longest)
            if value is None:
                tag.broken = True
                return tag
            if len(tag.attributes) < _MOST_ATTRIBUTES:
                tag.attributes[found[2]] = value

    def _value(self, quote: str, kept: int) -> str | None:
        """A value up to its quotation mark, at most ``kept`` characters of it; None where a tag begins inside."""
        pieces: list[str] = []
        while True:
            end = self.text.find(quote, self.at)
            upto = end if end >= 0 else max(self.at, len(self.text) - (0 if self.over else 1))
            inside = _MARKUP.search(self.text, self.at, end if end >= 0 else len(self.text))
            if inside is not None:
                self.at = inside.start()
                return None
            if kept > 0:
                pieces.append(self.text[self.at : min(upto, self.at + kept)])
                kept -= len(pieces[-1])
            self.at = upto
            if end >= 0:
                self.at += 1
                return "".join(pieces)
            if not self.more():
                self.at = len(self.text)
                return None


def plain(value: str) -> str:
    """A value with its references replaced. Surrogate pairs written as two references, as some programs do,
    become the one sign they mean; half a pair and what no text may hold become U+FFFD.
    """
    if "&" not in value:
        return value
    text = _REFERENCE.sub(_referred, value)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _referred(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _ENTITIES[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 8 < code < 0x110000 else "\ufffd"
