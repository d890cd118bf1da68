"""``simoff case log WHAT …``: what happened, in a word, and the decision that takes it in."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

from msgspec import UNSET, UnsetType

from simoff.case import decisions as do
from simoff.case.events.money import RefundTo
from simoff.case.events.opening import SaidBy
from simoff.case.events.papers import How
from simoff.case.events.talking import Channel, ReplyKind
from simoff.cli.arguments import chosen, day_of, time_of
from simoff.cli.case_options import amount, at_most, moment, needed, on_day, pairs
from simoff.desk.case.keeping import Decide
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput

Build = Callable[[argparse.Namespace, "str | UnsetType"], Decide]
"""From the options and the SHA-256 of the file attached just now (UNSET: none) to a decision."""

T = TypeVar("T")

CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
_BACK: Final = ("unclaimed", "wrong_address", "refused", "other")
_RESULTS: Final = ("filed", "refused", "closed", "other")


def decision_for(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    """The decision that ``case log`` names; WrongInput for a word there is not."""
    return build_for(options)(options, file)


def build_for(options: argparse.Namespace) -> Build:
    """What takes in the thing named first."""
    what = chosen("case log", needed(options, 0, " | ".join(KINDS)), KINDS)
    return KINDS[what]


def _one_of(option: str, value: str, allowed: tuple[T, ...], default: T | None = None) -> T:
    if not value and default is not None:
        return default
    chosen(option, value, tuple(map(str, allowed)))
    return next(word for word in allowed if word == value)


def _said_by(options: argparse.Namespace, default: SaidBy) -> SaidBy:
    words: tuple[SaidBy, ...] = get_args(SaidBy)
    return _one_of("--by", options.by, words, default)


def _contact(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 1)
    return partial(
        do.log_contact,
        on=on_day(options),
        channel=_one_of("case log", options.words[0], CHANNELS),
        direction="in" if options.incoming else "out",
        with_whom=options.with_whom,
        number=options.phone,
        reference=options.reference,
        summary=options.summary,
        at=moment(options),
        seconds=_seconds(options),
        file=file,
        answers=pairs("--answer", options.answer),
        answered_by=_said_by(options, "operator"),
    )


def _calls(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    """The export is read once, before anything is kept, and again when it has been: it may be large."""
    from simoff.desk.case.calls import calls_in, log_calls

    at_most(options, 1)
    if not options.file:
        raise WrongInput("missing", name="--file", command="case")
    phones = (options.phone,) if options.phone else ()
    return partial(log_calls, calls=calls_in(Path(options.file), phones), file=file)


def _seconds(options: argparse.Namespace) -> int | UnsetType:
    if not options.seconds:
        return UNSET
    if not options.seconds.isdecimal() or len(options.seconds) > 6:
        raise WrongInput("bad-choice", option="--seconds", value=options.seconds[:20], allowed="0, 1, 2, …")
    return int(options.seconds)


def _answer(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    question, text = needed(options, 1, "QUESTION"), needed(options, 2, "TEXT")
    said = " ".join((text, *options.words[3:]))
    by = _said_by(options, "me")
    return partial(do.answer_question, on=on_day(options), question=question, answer=said, said_by=by)


def _reply(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    kinds: tuple[ReplyKind, ...] = get_args(ReplyKind)
    at_most(options, 2)
    return partial(
        do.take_reply,
        on=on_day(options),
        reply=_one_of("case log reply", needed(options, 1, " | ".join(kinds)), kinds),
        in_writing=options.written or file is not UNSET,
        ends_on=_day("--ends-on", options.ends_on),
        refusal=options.refusal,
        reference=options.reference,
        file=file,
        note=options.summary or options.note,
    )


def _day(option: str, text: str) -> date | UnsetType:
    day = day_of(option, text or None)
    return UNSET if day is None else day


def _refusal(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    return partial(
        do.note_refusal, on=on_day(options), refusal=needed(options, 1, "REFUSAL"), said=options.summary
    )


def _paper_made(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    files = () if file is UNSET else (file,)
    return partial(do.issue_paper, on=on_day(options), kind=needed(options, 1, "KIND"), files=files)


def _paper_handed_in(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    hows: tuple[How, ...] = get_args(How)
    at_most(options, 2)
    return partial(
        do.hand_in_paper,
        on=on_day(options),
        paper=needed(options, 1, "PAPER"),
        how=_one_of("--how", options.how, hows, "counter"),
        to=options.to,
        registration=options.registration,
        track=options.track,
        copy=file,
    )


def _paper_delivered(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    return partial(do.paper_delivered, on=on_day(options), paper=needed(options, 1, "PAPER"), proof=file)


def _paper_returned(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    why: Any = _one_of("--why", options.why, _BACK, "other")
    paper = needed(options, 1, "PAPER")
    return partial(do.paper_returned, on=on_day(options), paper=paper, why=why, proof=file)


def _balance(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    balance = amount(needed(options, 1, "AMOUNT"))
    return partial(
        do.take_snapshot,
        on=on_day(options),
        balance=balance,
        source=options.source,
        at=moment(options),
        file=file,
    )


def _refund_demanded(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    ways: tuple[RefundTo, ...] = get_args(RefundTo)
    at_most(options, 2)
    whole = amount(options.words[1]) if len(options.words) > 1 else UNSET
    return partial(
        do.demand_refund,
        on=on_day(options),
        to=_one_of("--to", options.to, ways),
        amount=whole,
        basis=options.why,
        paper=options.paper,
    )


def _refund_received(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    came = amount(needed(options, 1, "AMOUNT"))
    return partial(do.receive_refund, on=on_day(options), amount=came, reference=options.reference, file=file)


def _refund_refused(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 1)
    written = options.written or file is not UNSET
    return partial(
        do.refuse_refund,
        on=on_day(options),
        why=options.why,
        refusal=options.refusal,
        in_writing=written,
        file=file,
    )


def _refund_settled(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 1)
    return partial(do.settle_refund, on=on_day(options), why=options.why)


def _charge(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    return partial(
        do.note_charge,
        on=on_day(options),
        amount=amount(needed(options, 1, "AMOUNT")),
        what=options.why,
        disputed=not options.accepted,
        file=file,
    )


def _debt_disputed(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    debt = amount(needed(options, 1, "AMOUNT"))
    return partial(do.dispute_debt, on=on_day(options), amount=debt, paper=options.paper)


def _visit_planned(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 1)
    return partial(
        do.plan_visit,
        on=on_day(options),
        today=today(),
        office=options.office,
        address=options.address,
        starts=time_of("--start", options.start),
        ends=time_of("--until", options.until),
        source=options.source,
        visit=options.visit,
    )


def _visit_happened(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 3)
    result: Any = _one_of("case log visit-happened", needed(options, 2, " | ".join(_RESULTS)), _RESULTS)
    visit = needed(options, 1, "VISIT")
    return partial(do.visit_happened, on=on_day(options), visit=visit, result=result, summary=options.summary)


def _visit_cancelled(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    return partial(do.cancel_visit, on=on_day(options), visit=needed(options, 1, "VISIT"), why=options.why)


def _deadline(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 3)
    due = day_of("case log deadline", needed(options, 2, "DATE"))
    if due is None:
        raise WrongInput("missing", name="DATE", command="case")
    return partial(
        do.extend_deadline,
        on=on_day(options),
        deadline=needed(options, 1, "DEADLINE"),
        due=due,
        why=options.why,
        said_by=_said_by(options, "me"),
    )


def _recheck(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    left = tuple(options.words[1:])
    return partial(do.recheck_accounts, on=on_day(options), left=left, note=options.note)


def _recheck_on(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    at_most(options, 2)
    due = day_of("case log recheck-on", needed(options, 1, "DATE"))
    if due is None:
        raise WrongInput("missing", name="DATE", command="case")
    return partial(do.schedule_recheck, on=on_day(options), due=due)


KINDS: Final[dict[str, Build]] = dict.fromkeys(CHANNELS, _contact) | {
    "calls": _calls,
    "answer": _answer,
    "reply": _reply,
    "refusal": _refusal,
    "paper-made": _paper_made,
    "paper-handed-in": _paper_handed_in,
    "paper-delivered": _paper_delivered,
    "paper-returned": _paper_returned,
    "balance": _balance,
    "refund-demanded": _refund_demanded,
    "refund-received": _refund_received,
    "refund-refused": _refund_refused,
    "refund-settled": _refund_settled,
    "charge": _charge,
    "debt-disputed": _debt_disputed,
    "visit-planned": _visit_planned,
    "visit-happened": _visit_happened,
    "visit-cancelled": _visit_cancelled,
    "deadline": _deadline,
    "recheck": _recheck,
    "recheck-on": _recheck_on,
}
"""What can be logged, and how it is taken in."""
