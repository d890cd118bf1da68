"""Addresses: whose they are and whose they pretend to be, without opening any."""

from __future__ import annotations

import socket

import pytest

from simoff.desk.bundle import load_guard
from simoff.desk.guard import guard
from simoff.guard import Message
from simoff.guard.links import MOST, Links
from simoff.guard.normal import fold

LINKS = Links(load_guard(), frozenset({"ozon.ru"}))


@pytest.mark.parametrize(("text", "kind", "domain"), [
    ("https://www.gosuslugi.ru/help", "known", "gosuslugi.ru"),
    ("esia.gosuslugi.ru", "known", "gosuslugi.ru"),
    ("МТС: lk.mts.ru.", "known", "mts.ru"),
    ("заказ на ozon.ru", "known", "ozon.ru"),
    ("gosuslugi-vhod.ru", "lookalike", "gosuslugi-vhod.ru"),
    ("gosuslugisovet.ru", "lookalike", "gosuslugisovet.ru"),
    ("mts.ru.login-verify.рф", "lookalike", "login-verify.рф"),
    ("mts.ru.login-verify.xn--p1ai", "lookalike", "login-verify.рф"),
    ("мтс-бонус.рф", "lookalike", "мтс-бонус.рф"),
    ("support@mts-help.ru", "lookalike", "mts-help.ru"),
    ("gоsuslugi.ru", "disguised", "gоsuslugi.ru"),
    ("gosus1ugi.ru", "disguised", "gosus1ugi.ru"),
    ("gosusIugi.ru", "disguised", "gosusiugi.ru"),
    ("gosuslugl.ru", "disguised", "gosuslugl.ru"),
    ("megaf0n.ru", "disguised", "megaf0n.ru"),
    ("уота.ru", "disguised", "уота.ru"),
    ("https://mts.ru@evil.example.com/x", "hidden", "example.com"),
    ("http://192.0.2.7/mts", "hidden", "192.0.2.7"),
    ("clck.ru/3abc", "short", "clck.ru"),
    ("https://t.me/somebody", "handle", "t.me"),
    ("подробнее на site.example.org/a", "other", "example.org"),
    ("почта ivan@example.org", "email", "example.org"),
])  # fmt: skip
def test_what_an_address_is(text: str, kind: str, domain: str) -> None:
    """An address is known, borrowed, disguised, hidden, short, an account, a mail, or somebody's."""
    (link,), whole = LINKS.find(fold(text).bare)
    assert (link.kind, link.domain, whole) == (kind, domain, True)


@pytest.mark.parametrize("text", [
    "т.е. так", "12.05.2025", "tell.me about it", "руб.за штуку", "1.2.3.4", "и т.д.", "v2.0.1", "...", "a..b",
    "привет.как дела", "U.r.so", "кв.м", "500.00р",
])  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    """Dates, figures, slips of the pen and abbreviations are no addresses."""
    assert LINKS.find(fold(text).bare) == ([], True)


@pytest.mark.parametrize("name", ["Госуслуги", "московский", "сбербанк", "мегафон"])
def test_a_word_in_one_alphabet_is_not_disguised(name: str) -> None:
    """A word wholly in Cyrillic is no forgery; only a mixture inside one word is."""
    assert guard().check(Message(f"{name} работает")).verdict == "nothing_found"


def test_more_addresses_than_are_looked_at_are_said() -> None:
    """Of very many addresses the later are not looked at, and the answer says so."""
    text = " ".join(f"http://a{number}.example.com" for number in range(MOST + 5))
    assert [(one.what, one.why) for one in guard().check(Message(text)).not_checked] == [("links-rest", "too-many")]


def test_no_address_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking never touches the network, not even for the list of suffixes."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    fresh = Links(load_guard())
    assert fresh.find("https://mts-pay.site/x")[0][0].kind == "lookalike"


def test_the_allow_list_speaks_for_links_only() -> None:
    """A sender with an allowed number or name does not make a trap honest."""
    text = "Договор истекает, продиктуйте код из СМС"
    for sender in (None, "MTS", "0890", "+74957660166", "gosuslugi"):
        assert guard().check(Message(text, sender, "sms")).verdict == "scam"


@pytest.mark.parametrize(("sender", "channel", "rule"), [
    ("MTS Support", "chat", "official-sender-in-chat"),
    ("МТC", "sms", "sender-disguised"),
    ("Gosus1ugi", "sms", "sender-disguised"),
    ("+86 10 12308", "call", "sender-12308"),
    ("12308", None, "sender-12308"),
])  # fmt: skip
def test_what_a_sender_gives_away(sender: str, channel: str | None, rule: str) -> None:
    """A sender can make things worse: a brand in a chat, a disguised name, a line that never calls."""
    verdict = guard().check(Message("Здравствуйте", sender, channel))  # type: ignore[arg-type]
    assert [(one.rule.id, one.quote) for one in verdict.indicators] == [(rule, sender)]


@pytest.mark.parametrize("sender", ["Мама", "+79161234567", "900", "MTS", "Sberbank", "Google"])
def test_a_plain_sender_means_nothing(sender: str) -> None:
    """An ordinary sender with an ordinary text is no finding."""
    assert guard().check(Message("Привет, буду в семь", sender, "sms")).verdict == "nothing_found"
