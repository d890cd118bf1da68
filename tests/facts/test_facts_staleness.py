"""What to confirm first."""

from __future__ import annotations

from datetime import date

from facts_small_packs import QUESTION, fact, packs, value

from simoff.facts import load_packs, stale

ON = date(2026, 11, 24)


def dated(day: str, confidence: str = "official") -> str:
    """A value whose one source carries a day."""
    return value(confidence=confidence, sources=f'sources = [{{ address = "https://a.example", dated = {day} }}]')


def order(*facts: str) -> list[str]:
    """The ids in the order in which to confirm them."""
    return [entry.fact.id for entry in stale(load_packs(packs("".join(facts))), ON)]


def test_the_weakest_come_first() -> None:
    """Without an answer, rumour, unverified, report, copy, credible, official."""
    words = ("official", "credible", "copy", "report", "unverified")
    facts = [fact(value(confidence=word), id=word) for word in words]
    facts += [fact(value(confidence="rumour"), QUESTION, id="rumour"), fact(QUESTION, id="open")]
    assert order(*facts) == ["open", "rumour", *reversed(words)]


def test_among_equals_the_oldest_come_first() -> None:
    """What has no day at all comes before the oldest day."""
    undated = fact(value(sources='sources = [{ address = "https://a.example" }]'), id="undated")
    facts = fact(dated("2026-01-01"), id="young"), fact(dated("2020-01-01"), id="old"), undated
    assert order(*facts) == ["undated", "old", "young"]


def test_what_has_ended_needs_no_confirming() -> None:
    """An ended rule is not in the list; one to come is."""
    ended = fact(value("2020-01-01"), value("2025-01-01", number=2, more="ended = true"), id="ended")
    assert order(ended, fact(value("2027-01-01"), id="to-come")) == ["to-come"]


def test_days_since_the_last_confirmation() -> None:
    """A confirmation counts before the day of a source; the older side of a dispute decides."""
    confirmed = value(more='confirmed = { on = 2026-11-14, by = "A", how = "call" }')
    both = fact(dated("2026-11-04"), dated("2026-11-20"), id="both", more="disputed = true")
    entries = {e.fact.id: e for e in stale(load_packs(packs(fact(confirmed, id="one") + both)), ON)}
    assert (entries["one"].days, entries["both"].days) == (10, 20)
    assert entries["both"].disputed
