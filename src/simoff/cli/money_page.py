"""The money of a case as a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from simoff.cli.call import Call
from simoff.cli.document import Block, Heading, Item, Items, Paragraph, Title
from simoff.desk.money import Clock, Ledger


def money_page(call: Call, ledger: Ledger) -> Iterator[Block]:
    """The sums first, then the clock, what came and was refused, and what to do next."""
    yield Title(call.say("money.title"), (call.say("money.about"),))
    yield Items(tuple(_sums(call, ledger)))
    if ledger.clock is not None:
        yield from _clock(call, ledger.clock)
    rows = tuple(_rows(call, ledger))
    if rows:
        yield Heading(call.say("money.happened"))
        yield Items(rows)
    yield Heading(call.say("money.next"))
    yield Paragraph(call.say(f"money.next-{ledger.next}"), "strong")


def _sums(call: Call, ledger: Ledger) -> Iterator[Item]:
    if ledger.balance is not None:
        held = ledger.balance
        yield Item(call.say("money.balance", amount=held.amount, day=held.on), "-", held.source, weight="normal")
    if ledger.demanded_on is None:
        yield Item(call.say("money.not-demanded"), "-", weight="normal")
    elif ledger.demanded is None:
        yield Item(call.say("money.demanded-all", day=ledger.demanded_on), "-", ledger.basis, weight="normal")
    else:
        asked = call.say("money.demanded", amount=ledger.demanded, day=ledger.demanded_on)
        yield Item(asked, "-", ledger.basis, weight="normal")
    yield Item(call.say("money.received", amount=ledger.received), "-", weight="normal")
    if ledger.waived:
        yield Item(call.say("money.waived", amount=ledger.waived), "-", weight="normal")
    if ledger.open is not None:
        yield Item(call.say("money.open", amount=ledger.open), "-")
    if ledger.disputed:
        yield Item(call.say("money.disputed", amount=ledger.disputed), "-", weight="normal")


def _clock(call: Call, clock: Clock) -> Iterator[Block]:
    yield Heading(call.say("money.clock"))
    body = (
        Paragraph(clock.how),
        *((Paragraph(call.say("money.doubt", text=clock.doubt), "quiet"),) if clock.doubt else ()),
    )
    said = call.say("money.overdue" if clock.overdue else "money.due", day=clock.due)
    yield Items((Item(said, "!" if clock.overdue else "-", f"[{clock.rule}]", body),))


def _rows(call: Call, ledger: Ledger) -> Iterator[Item]:
    for came in ledger.payments:
        yield Item(call.say("money.came", amount=came.amount), came.on.isoformat(), came.reference, weight="normal")
    for no in ledger.refusals:
        yield Item(call.say("money.no"), no.on.isoformat(), no.why, weight="normal")
    for one in ledger.charges:
        said = "money.charge-disputed" if one.disputed else "money.charge"
        yield Item(call.say(said, amount=one.amount), one.on.isoformat(), one.what, weight="normal")
