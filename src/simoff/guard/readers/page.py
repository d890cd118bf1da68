"""A saved page: its text, where its links lead, and where it was saved from. It is never loaded or rendered."""

from __future__ import annotations

import re

from lxml import etree

from simoff.guard.model import Message, NotChecked
from simoff.guard.readers.reading import Read, text_of

MOST_LINKS = 2_000
_SILENT = frozenset(("script", "style", "template", "noscript", "svg", "math"))
_BREAKS = frozenset(
    ("p", "div", "br", "li", "tr", "td", "h1", "h2", "h3", "h4", "section", "article", "option", "title")
)
_SAVED = re.compile(r"saved from url=\(\d{1,6}\)(\S{1,2000})")
_CHUNK = 65_536


class _Collector:
    """Takes the events of the parser; nothing is built, so depth costs nothing."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._silent = 0
        self._address: str | None = None
        self._shown: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag in _BREAKS:
            self.text.append("\n")
        if tag in ("a", "area") and attributes.get("href"):
            self._end_link()
            self._address = attributes["href"]
        elif tag == "form" and attributes.get("action"):
            self._add("", attributes["action"])
        for name in ("alt", "placeholder", "title", "value"):
            if name in attributes and tag in ("img", "input", "button", "a"):
                self.text.append(f" {attributes[name]} ")

    def end(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a":
            self._end_link()
        if tag in _BREAKS:
            self.text.append("\n")

    def data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)
            if self._address is not None:
                self._shown.append(data)

    def comment(self, text: str) -> None:
        if saved := _SAVED.search(text):
            self._add("", saved[1])

    def close(self) -> None:
        self._end_link()

    def _end_link(self) -> None:
        if self._address is not None:
            self._add("".join(self._shown).strip()[:500], self._address)
        self._address, self._shown = None, []

    def _add(self, shown: str, address: str) -> None:
        if len(self.links) < MOST_LINKS and address.lower().startswith(("http:", "https:", "//")):
            self.links.append((shown, address.strip()[:2048]))


def read_page(data: bytes) -> Read:
    """The message of an HTML page; what the parser could not get through is named."""
    text, rest = text_of(data)
    collector = _Collector()
    parser = etree.HTMLParser(target=collector, recover=True, no_network=True, huge_tree=False)
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK].replace("\0", ""))
        parser.close()
    except (etree.LxmlError, ValueError):
        collector.close()
        rest = (*rest, NotChecked("page", "page-broken"))
    return Read(Message("".join(collector.text), links=tuple(collector.links)), rest)
