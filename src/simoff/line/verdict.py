"""Is the line dead? A pure function of the signals, the day and the day of filing.

Dead is said on the operator's written confirmation, or on two strong signals of different kinds on different
days, or when a stranger has the number; and only while nothing later shows life. Everything else that is not
clearly alive or suspended is "cannot tell".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import combinations
from typing import Final

from simoff.line.meanings import MEANINGS
from simoff.line.model import Judgement, Meaning, PointsTo, Signal, Verdict, Weighed, Weight

STRANGER: Final = "heard.stranger"
_STRONG: Final = ("proof", "strong")
_LIFE: Final = ("alive", "suspended")
_TESTS: Final = {
    "call": "next.call",
    "sms": "next.sms",
    "network": "next.phone",
    "operator": "next.operator",
}
"""The kinds a person can test without equipment, and what to say about each."""


def judge(signals: Iterable[Signal], today: date, filed_on: date | None = None) -> Judgement:
    """The verdict on the signals as they stand on ``today``.

    Signals of the future, and those from before the termination was filed, are shown and do not count. The
    order in which signals are given does not matter. KeyError for a meaning that is not in the table.
    """
    ordered = sorted(signals, key=lambda s: (s.at, s.meaning, s.source, s.raw, s.network or "", s.end or date.min))
    weighed = tuple(_weigh(signal, ordered, today, filed_on) for signal in ordered)
    counted = [w for w in weighed if w.aside is None]
    verdict, reason = _verdict(counted, today)
    alarm = reason in ("stranger", "alive-after-end")
    return Judgement(verdict, reason, weighed, _next(verdict, reason, counted), alarm)


def _weigh(signal: Signal, all_: Sequence[Signal], today: date, filed_on: date | None) -> Weighed:
    meaning = MEANINGS[signal.meaning]
    aside = _aside(signal, today, filed_on)
    weight = meaning.weight
    if weight == "repeated":
        others = [s for s in all_ if s.meaning == signal.meaning and _aside(s, today, filed_on) is None]
        weight = "strong" if aside is None and _repeated(others, meaning) else "weak"
    if weight == "proof" and signal.end is not None and signal.end > today:
        return Weighed(signal, "nothing", "none", aside or "ends-later")
    return Weighed(signal, meaning.points_to, weight, aside)


def _aside(signal: Signal, today: date, filed_on: date | None) -> str | None:
    day = signal.at.date()
    if day > today:
        return "future"
    if filed_on is not None and day < filed_on and signal.end is None:
        return "before-filing"
    return None


def _repeated(same: Sequence[Signal], meaning: Meaning) -> bool:
    if meaning.networks > 1:
        return len({s.network for s in same if s.network}) >= meaning.networks
    return len({s.at for s in same}) > 1


def _verdict(counted: Sequence[Weighed], today: date) -> tuple[Verdict, str]:
    life = [w for w in counted if w.points_to in _LIFE]
    dead = [w for w in counted if w.points_to == "dead" and w.weight in _STRONG]
    papers = [w for w in dead if w.weight == "proof" and w.signal.meaning != STRANGER]
    strangers = [w for w in dead if w.signal.meaning == STRANGER]
    if any(not _own_life_after(life, w.signal.at) for w in strangers):
        return "dead", "stranger"
    for paper in papers:
        if not any(_refutes(w, _ended_at(paper)) for w in life):
            return "dead", "operator"
    if _two_kinds(dead, life):
        return "dead", "two-kinds"
    if papers and life:
        return _living(life, "alive-after-end")
    last_life = max((w.signal.at for w in life), default=None)
    if last_life is not None and not any(w.signal.at > last_life for w in dead) and _sure(life):
        return _living(life, None)
    return "cannot_tell", _why_not(counted, dead, life)


def _ended_at(paper: Weighed) -> tuple[date, datetime]:
    """From when life refutes a paper: the day after the end it names, or the moment it was seen."""
    end = paper.signal.end
    return (end if end is not None else paper.signal.at.date(), paper.signal.at)


def _refutes(life: Weighed, ended: tuple[date, datetime]) -> bool:
    day, seen_at = ended
    return life.weight in _STRONG and life.signal.at > seen_at and life.signal.at.date() > day


def _own_life_after(life: Sequence[Weighed], moment: datetime) -> bool:
    """A stranger's use explains rings and deliveries, but not what the old SIM itself shows."""
    return any(w.signal.at > moment and MEANINGS[w.signal.meaning].own_sim for w in life)


def _two_kinds(dead: Sequence[Weighed], life: Sequence[Weighed]) -> bool:
    last_life = max((w.signal.at for w in life), default=None)
    late = [w for w in dead if last_life is None or w.signal.at > last_life]
    return any(
        MEANINGS[a.signal.meaning].kind != MEANINGS[b.signal.meaning].kind
        and a.signal.at.date() != b.signal.at.date()
        for a, b in combinations(late, 2)
    )


def _sure(life: Sequence[Weighed]) -> bool:
    """One strong sign of life, or weak ones on two days."""
    return any(w.weight in _STRONG for w in life) or len({w.signal.at.date() for w in life}) > 1


def _living(life: Sequence[Weighed], reason: str | None) -> tuple[Verdict, str]:
    best = [w for w in life if w.weight in _STRONG] or life
    last = max(best, key=lambda w: (w.signal.at, w.points_to == "suspended"))
    verdict: Verdict = "suspended" if last.points_to == "suspended" else "alive"
    return verdict, reason or verdict


def _why_not(counted: Sequence[Weighed], dead: Sequence[Weighed], life: Sequence[Weighed]) -> str:
    if not counted:
        return "not-checked"
    if dead:
        kinds = {MEANINGS[w.signal.meaning].kind for w in dead}
        return "one-kind" if len(kinds) == 1 else "one-day"
    if any(w.points_to == "ambiguous" for w in counted):
        return "ambiguous"
    return "weak" if life or any(w.points_to == "dead" for w in counted) else "says-nothing"


def _next(verdict: Verdict, reason: str, counted: Sequence[Weighed]) -> tuple[str, ...]:
    if verdict == "dead":
        return ("next.accounts-now", "next.keep-proof") if reason == "stranger" else ("next.keep-proof",)
    if reason == "alive-after-end":
        return ("next.claim", "next.operator")
    if verdict == "suspended":
        return ("next.block-is-no-end", "next.operator")
    if verdict == "alive":
        return ("next.operator", "next.wait-and-test")
    tested = {MEANINGS[w.signal.meaning].kind for w in counted if _decisive(w.points_to, w.weight)}
    return tuple(text for kind, text in _TESTS.items() if kind not in tested) + (
        ("next.another-day",) if reason in ("one-day", "one-kind") else ()
    )


def _decisive(points_to: PointsTo, weight: Weight) -> bool:
    return points_to != "nothing" and weight in _STRONG
