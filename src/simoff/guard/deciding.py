"""From a message to a verdict: everything that is found, and the rules that speak."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.guard.dial import dial_strings
from simoff.guard.frames import FORBIDDEN, SAID, frame, join
from simoff.guard.links import MOST, Link, Links
from simoff.guard.matching import Matcher, Span, Spans
from simoff.guard.model import Book, Indicator, Message, NotChecked, Rule, Verdict
from simoff.guard.names import Names
from simoff.guard.normal import Folded, fold
from simoff.guard.senders import Senders
from simoff.guard.telephones import Telephones, codes_inside

LONGEST = 16_000_000
"""Characters of a text that are looked at."""

LONGEST_QUOTE = 240

_HANDLE = re.compile(r"(?<![\w@./])@[a-z0-9_]{4,32}(?![\w@]|\.[a-z])")
_WECHAT = re.compile(
    r"(?:微信|wechat|weixin|wx|vx|v信|薇信|威信|(?<![a-z])v(?=[: ]))"
    r"[号:id \-]{0,5}([a-z][a-z0-9_-]{5,19})(?![a-z0-9])"
)
_MONEY = re.compile(
    r"(?<![\d.,])\d{2,7}(?: \d{3})?(?:[.,]\d\d)? ?"
    r"(?:руб|р(?![а-я])|₽|rub|roubles|rubles|usd|\$|€|元|卢布|块)|[$€£¥]\d"
)
_STRANGE_LINKS = ("@link-other", "@link-short", "@link-lookalike", "@link-disguised", "@link-hidden")
_CONTACTS = ("@handle", "@wechat", *_STRANGE_LINKS)
_STRONG = ("tell", "enter", "transfer", "dial", "give-back")
"""What a warning against scams never tells its reader to do."""


class Guard:
    """The rules, ready to be used; make one and keep it. ``check`` is pure and quick."""

    def __init__(self, book: Book, honest: frozenset[str] = frozenset()) -> None:
        """``honest``: domains of services that are known beside those of the allow-list."""
        self.book = book
        self._matcher = Matcher(book.groups)
        self._links = Links(book, honest)
        self._telephones = Telephones(book)
        self._senders = Senders(book, self._matcher)
        self._names = Names(book.owners)
        joins = {one.id for one in book.joins if set(one.first) & set(_STRONG)}
        self._demands = joins | set(_STRONG)
        self._choices = {
            rule.id: [frozenset((*need, *(name + SAID for name in need))) for need in rule.needs]
            for rule in book.rules
        }

    def check(self, message: Message) -> Verdict:
        """The verdict on one message; indicators of scam rules first, each rule once."""
        whole = len(message.text) <= LONGEST
        folded = fold(message.text if whole else message.text[:LONGEST])
        flags = self._senders.flags(message)
        spans, quotes = self._found(folded, message)
        shielded = self._is_warning(spans)
        there = frozenset(name for name, places in spans.items() if places)
        found = [
            indicator
            for rule in self.book.rules
            if flags.issuperset(rule.when)
            and not any(map(there.isdisjoint, self._choices[rule.id]))
            and (indicator := self._speaks(rule, spans, shielded, (folded, quotes, message))) is not None
        ]
        found = _without_weaker(found)
        found.sort(key=lambda one: one.rule.verdict != "scam")
        rest = [] if whole else [NotChecked("text-rest", "text-too-long", {"n": LONGEST})]
        if "@links-unread" in spans:
            rest.append(NotChecked("links-rest", "too-many", {"n": MOST}))
        word = found[0].rule.verdict if found else "nothing_found"
        return Verdict(word, tuple(found), tuple(rest))

    def _found(self, folded: Folded, message: Message) -> tuple[Spans, dict[Span, str]]:
        spans = frame(self._matcher.find(folded), self.book.groups, folded.text)
        spans.update(dial_strings(folded.text))
        if amounts := [found.span() for found in _MONEY.finditer(folded.text)]:
            spans["money"] = sorted(spans.get("money", []) + amounts)
        telephones = self._telephones.find(folded.bare)
        spans.update(telephones)
        quotes = self._add_links(spans, folded, message)
        self._add_accounts(spans, folded)
        if codes := codes_inside(folded.text, spans.get("code", []) + spans.get("sms-code", []), telephones):
            spans["@code-inside"] = sorted(codes)
        join(spans, self.book.joins)
        return spans, quotes

    def _add_links(self, spans: Spans, folded: Folded, message: Message) -> dict[Span, str]:
        links, whole = self._links.find(folded.bare)
        for link in links:
            self._add_link(spans, link, (link.start, link.end))
        if not whole:
            spans["@links-unread"] = [(0, 0)]
        quotes: dict[Span, str] = {}
        for number, (shown, address) in enumerate(message.links):
            led = self._links.of_address(address)
            if led is None:
                continue
            place = (len(folded.text) + number, len(folded.text) + number)
            quotes[place] = address[:LONGEST_QUOTE]
            said = self._links.of_address(shown) if "." in shown and " " not in shown.strip() else None
            if said is not None and said.domain != led.domain:
                spans.setdefault("@link-hidden", []).append(place)
            self._add_link(spans, led, place)
        return quotes

    def _add_link(self, spans: Spans, link: Link, place: Span) -> None:
        if link.kind == "email":
            spans.setdefault("@email-unknown", []).append(place)
            return
        name = "@handle" if link.kind == "handle" else f"@link-{link.kind}"
        spans.setdefault(name, []).append(place)
        if link.kind == "handle" and self._names.inside(link.account.split("?")[0]):
            spans.setdefault("@handle-brand", []).append(place)
        if link.kind == "disguised":
            spans.setdefault("@link-lookalike", []).append(place)

    def _add_accounts(self, spans: Spans, folded: Folded) -> None:
        for found in _HANDLE.finditer(folded.bare):
            spans.setdefault("@handle", []).append(found.span())
            if self._names.inside(found[0][1:].replace("_", "-")):
                spans.setdefault("@handle-brand", []).append(found.span())
        for found in _WECHAT.finditer(folded.bare):
            spans.setdefault("@wechat", []).append(found.span())
            spans.setdefault("@handle", []).append(found.span())

    def _is_warning(self, spans: Spans) -> bool:
        """A text that tells of scams, leads nowhere and so may name what scammers say."""
        return bool(spans.get("warning")) and not any(spans.get(name) for name in _CONTACTS)

    def _speaks(
        self, rule: Rule, spans: Spans, shielded: bool, where: tuple[Folded, dict[Span, str], Message]
    ) -> Indicator | None:
        folded, quotes, message = where
        if not rule.needs:
            return Indicator(rule, (message.sender or "").strip()[:LONGEST_QUOTE], None, None)
        if shielded and rule.verdict != "scam":
            return None
        pieces = [self._piece(need, spans, shielded) for need in rule.needs]
        if not all(pieces):
            return None
        lacking = [span for name in rule.none for span in spans.get(name, [])]
        for window in _windows(pieces, rule.within):
            span = (min(start for start, _, _ in window), max(end for _, end, _ in window))
            if shielded and not any(name in self._demands for _, _, name in window):
                continue
            if lacking and _touched(span, lacking, rule.within):
                continue
            return self._indicator(rule, window, span, (folded, quotes))
        return None

    def _piece(self, need: tuple[str, ...], spans: Spans, shielded: bool) -> list[tuple[int, int, str]]:
        kinds = ("",) if shielded else ("", SAID)
        return [(*span, name) for name in need for kind in kinds for span in spans.get(name + kind, [])]

    def _indicator(
        self, rule: Rule, window: list[tuple[int, int, str]], span: Span, where: tuple[Folded, dict[Span, str]]
    ) -> Indicator:
        folded, quotes = where
        for start, end, _ in window:
            if (start, end) in quotes:
                return Indicator(rule, quotes[start, end], None, None)
        if span[1] - span[0] > LONGEST_QUOTE:
            span = next(((start, end) for start, end, _ in reversed(window)), span)
        start, end = folded.place(*span)
        return Indicator(rule, folded.original[start : min(end, start + 2 * LONGEST_QUOTE)], start, end)


def _windows(pieces: list[list[tuple[int, int, str]]], within: int) -> Iterator[list[tuple[int, int, str]]]:
    """One hit of each piece within a distance (0: any), from left to right; linear in the hits."""
    hits = [(start, end, name, number) for number, piece in enumerate(pieces) for start, end, name in piece]
    hits.sort(key=lambda hit: (hit[0], -hit[1]))  # of what begins together the longer says more
    last: dict[int, tuple[int, int, str]] = {}
    for start, end, name, number in hits:
        last[number] = (start, end, name)
        if len(last) == len(pieces):
            window = sorted(last.values())
            if within == 0 or max(hit[1] for hit in window) - window[0][0] <= within:
                yield window


def _touched(span: Span, others: list[Span], within: int) -> bool:
    reach = within or LONGEST
    return any(start <= span[1] + reach and end >= span[0] - reach for start, end in others)


def _without_weaker(found: list[Indicator]) -> list[Indicator]:
    """Of one pattern the suspicions are left out where it also gave certainty."""
    certain = {one.rule.pattern for one in found if one.rule.verdict == "scam"}
    return [one for one in found if one.rule.verdict == "scam" or one.rule.pattern not in certain]


__all__ = ["FORBIDDEN", "LONGEST", "Guard"]
