"""Is the line dead? What was seen, and the verdict with its reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Final

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template
from msgspec import UNSET

from simoff.desk import line as desk
from simoff.desk.case.line import conclude, grave_accounts, signals_of
from simoff.desk.clock import now, today
from simoff.desk.errors import WrongInput
from simoff.line import Signal
from simoff.web.casework import day_of, line_of, load, maybe_day
from simoff.web.entering import may_write
from simoff.web.pages.start import Form
from simoff.web.record import check_seen, the_record
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

_GROUPS: Final = {
    "heard": "call",
    "net": "phone",
    "ussd": "phone",
    "sms": "sms",
    "operator": "word",
    "list": "word",
}
"""How the observations of a person are grouped on the page, by the beginning of their ids."""


@get("/cases/{case_id:str}/line")
@threaded
def show(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """One sentence, then why, then what to look at next."""
    view = View(request)
    kept, case = load(request, case_id, view)
    filed = kept.state.filed
    judgement = desk.verdict_on(signals_of(kept.state), today(), None if filed is None else filed.on)
    reasons = [
        {"text": desk.explained(weighed, view.lang), "day": weighed.signal.at.date(), "weighed": weighed}
        for weighed in judgement.because
    ]
    return view.render(
        "line.html",
        case=case,
        seq=len(kept.recorded),
        found=desk.verdict_json(judgement, view.lang, grave_accounts(kept.state)),
        reasons=reasons,
        choices=_grouped(desk.choices(view.lang)),
        today=today(),
    )


@post("/cases/{case_id:str}/line", guards=[may_write], status_code=303)
@threaded
def note(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """Note what was seen, and record the verdict on all of it."""
    signals = _signals(data, View(request).lang)
    with the_record(request) as record:
        check_seen(record, case_id, data)
        conclude(record, case_id, signals, request.app.state.settings.environment, today())
    return Redirect(f"/cases/{case_id}/line", status_code=303)


def _grouped(choices: Iterable[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices by what one looks at, in their order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for id_, text in choices:
        found.setdefault(_GROUPS[id_.partition(".")[0]], []).append((id_, text))
    return list(found.items())


def _signals(data: dict[str, str], lang: str) -> list[Signal]:
    """What was chosen, or what a pasted text says."""
    day = day_of(data)
    moment = now() if day == today() else datetime.combine(day, time(12)).astimezone()
    end = maybe_day(data, "end")
    meaning = line_of(data, "signal")
    if meaning:
        return [desk.signal_of(meaning, moment, end=None if end is UNSET else end)]
    text = data.get("text", "").strip()
    if not text:
        raise WrongInput("web-choose", what="signal")
    kind, reading = desk.read_kind(text[:1_000_000], line_of(data, "kind") or None)
    if not reading.seen:
        raise WrongInput("web-nothing-read", lines=tuple(desk.faults_of(reading, lang)))
    return desk.signals_of(desk.of_one_sim(reading.seen, line_of(data, "slot") or None), moment, kind)


HANDLERS = (show, note)
