"""The counter card: large Russian sentences to show, the meaning under each, and what to get back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import UNSET

from simoff.papers.sender import Role
from simoff.papers.talk.sheet import Line, Speaker, Talk, spoken
from simoff.papers.wording import telephone, words

OPENING: Final[Mapping[Role, str]] = {
    "self": "end",
    "proxy": "end-proxy",
    "heir": "end-heir",
    "parent": "end-parent",
    "company": "end-company",
    "trader": "end",
}
REFUND: Final = {"other_number": "refund-number", "cash": "refund-cash"}
GET_BACK: Final = ("stamped-copy", "number", "day", "clerk")
NEVER: Final = ("codes", "services", "sim", "sign")


def card(s: Speaker) -> Talk:
    """The card for the shop, by who goes, how the money shall come, and what is in the way."""
    sections = (
        s.section("card.show", _show(s)),
        s.section("card.get-back", (s.phrase("register"), *_get_back(s))),
        s.section("card.money", _money(s)),
        s.section(
            "card.if-refused", tuple(map(s.phrase, ("why-refused", "name-and-position", "manager", "no-block")))
        ),
        s.section("card.never", (*(Line(s.say(f"card.never.{id}")) for id in NEVER), *map(Line, s.never))),
    )
    return Talk("card", s.lang, s.on, s.say("card.title"), s.say("card.about"), sections, large=True)


def _show(s: Speaker) -> tuple[Line, ...]:
    number = spoken(f"{words('shared.contract.one')}: {telephone(s.e164)}", "")
    first = ("hello",) if s.lang == "ru" else ("hello", "no-russian")
    opening = OPENING[s.role]
    return (*map(s.phrase, first), s.phrase(opening), number, s.phrase("which-day", room=1))


def _get_back(s: Speaker) -> tuple[Line, ...]:
    """What has to be on the copy before the person leaves, to be ticked off."""
    return tuple(Line(s.say(f"card.get.{id}"), tick=True, room=int(id != "stamped-copy")) for id in GET_BACK)


def _money(s: Speaker) -> tuple[Line, ...]:
    money, way = s.case.money, s.case.wants.refund_to
    owed = money.balance is UNSET or money.balance < 0
    ids = [
        "balance-on-paper",
        *(("how-much-due", "dispute") if owed else ()),
        *(("frozen",) if money.frozen is True else ()),
        *(() if way == "none" else (REFUND.get(str(way), "refund-bank"), "when-refund")),
    ]
    asked = {"how-much-due", "when-refund", "frozen"}
    return tuple(s.phrase(id, room=int(id in asked)) for id in ids)
