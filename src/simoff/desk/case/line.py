"""The line of a case: what was seen of it is noted, and the verdict on all of it recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from msgspec import UNSET, Struct

from simoff.case.decisions import Answer, Refused, observe_line, record_verdict
from simoff.case.events import Event, LineObserved
from simoff.case.events.base import Plain
from simoff.case.folding import fold
from simoff.case.state import CaseState
from simoff.desk.case.keeping import Changed, change, read
from simoff.line import MEANINGS, Judgement, Signal, judge
from simoff.record.interface import Store

_PAPER = "operator.paper-ended"
_SAID = "operator.said-ended"
_CHARGE = "operator.charge"


class Concluded(Struct, frozen=True):
    """The verdict on all a case knows, and how many grave accounts still hang on the number (None: not known)."""

    judgement: Judgement
    grave: int | None


def note(
    record: Store, case_id: str, signals: Sequence[Signal], environment: Mapping[str, str], today: date
) -> Changed:
    """Note observations, all of them or none; on a closed case a sign of life opens it again."""

    def decide(state: CaseState) -> Answer:
        return _noted(state, signals, today)

    return change(record, case_id, decide, environment)


def conclude(
    record: Store, case_id: str, signals: Sequence[Signal], environment: Mapping[str, str], today: date
) -> Concluded:
    """Note observations, judge all that the case knows, and record the verdict with them."""
    made: list[Concluded] = []

    def decide(state: CaseState) -> Answer:
        noted = _noted(state, signals, today)
        if isinstance(noted, Refused):
            return noted
        state = fold(noted, state)
        judgement = judge(signals_of(state), today, None if state.filed is None else state.filed.on)
        made[:] = [Concluded(judgement, grave_accounts(state))]
        because = tuple(dict.fromkeys(w.signal.meaning for w in judgement.because if w.aside is None))
        answer = record_verdict(
            state, on=today, verdict=judgement.verdict, signals=len(judgement.because), because=because
        )
        return answer if isinstance(answer, Refused) else (*noted, *answer)

    change(record, case_id, decide, environment)
    return made[0]


def grave_accounts(state: CaseState) -> int | None:
    """How many accounts of critical or high loss still hang on the number; None where the case knows of none."""
    return len(state.open_accounts("critical", "high")) if state.accounts else None


def number_of(record: Store, case_id: str) -> str:
    """The line of a case, E.164."""
    return read(record, case_id).state.number


def signals_of(state: CaseState) -> tuple[Signal, ...]:
    """All the case knows of the line: observations, the operator's word on the end, charges after it."""
    return (*_observed(state), *_replied(state), *_charged(state))


def _noted(state: CaseState, signals: Sequence[Signal], today: date) -> Answer:
    events: list[Event] = []
    for signal in signals:
        meaning = MEANINGS[signal.meaning]
        answer = observe_line(
            state,
            on=min(signal.at.date(), today),
            signal=signal.meaning,
            source=signal.source,
            points_to=meaning.points_to,
            weight=meaning.weight,
            at=signal.at,
            words=signal.raw,
            data=_data(signal),
        )
        if isinstance(answer, Refused):
            return answer
        events += answer
        state = fold(answer, state)
    return tuple(events)


def _data(signal: Signal) -> dict[str, Plain]:
    data: dict[str, Plain] = {}
    if signal.network is not None:
        data["network"] = signal.network
    if signal.end is not None:
        data["end"] = signal.end.isoformat()
    return data


def _observed(state: CaseState) -> Iterator[Signal]:
    for seen in state.observations:
        if seen.signal in MEANINGS:
            yield _signal(seen)


def _signal(seen: LineObserved) -> Signal:
    network, end = seen.data.get("network"), seen.data.get("end")
    return Signal(
        seen.signal,
        _noon(seen.on) if seen.at is UNSET else seen.at,
        seen.source,
        raw=seen.words,
        network=network if isinstance(network, str) else None,
        end=_day(end),
    )


def _replied(state: CaseState) -> Iterator[Signal]:
    for reply in state.replies:
        if reply.ends_on is not UNSET:
            meaning = _PAPER if reply.in_writing else _SAID
            yield Signal(meaning, _noon(reply.on), "case", end=reply.ends_on)


def _charged(state: CaseState) -> Iterator[Signal]:
    end = state.end_day
    for charge in state.charges:
        if end is not None and charge.on > end:
            yield Signal(_CHARGE, _noon(charge.on), "case")


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _day(text: Plain | None) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
