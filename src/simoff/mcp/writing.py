"""The tools about a case: only with ``--allow-writes``, only for cases the person named, each change confirmed."""

from __future__ import annotations

import os
from functools import partial
from typing import Any, Final

from simoff.case.decisions import answer_question
from simoff.case.state import CaseState
from simoff.desk.case.changing import adopt
from simoff.desk.case.keeping import change, read
from simoff.desk.case.marking import done
from simoff.desk.case.showing import shown
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.desk.record import open_record
from simoff.mcp.arguments import Answered, CaseAsked, Confirmed, StepDone
from simoff.mcp.masking import without_secrets
from simoff.record.interface import Store

TRIES: Final = 3
"""Wrong confirmations after which a case is closed to this server: four digits are few."""
_PLAN: Final = ("as_of", "facts_version", "feasible", "summary", "gate", "deadlines", "sources")
_STEP: Final = ("id", "phase", "status", "title", "body", "cites", "start", "due", "depends_on")


class CaseTools:
    """The tools over the cases that were named at the start."""

    def __init__(self, cases: tuple[str, ...]) -> None:
        self._cases = cases
        self._wrong = dict.fromkeys(cases, 0)

    def show(self, asked: CaseAsked) -> dict[str, Any]:
        """The plan of a case: its steps, dates, gate and questions. No number, name, talk, paper or file of it."""
        self._named(asked.case)
        with open_record(os.environ) as record:
            case = shown(read(record, asked.case), os.environ, asked.lang, today())
        return _without_the_person(case)

    def step_done(self, asked: StepDone) -> dict[str, Any]:
        """Mark a step done."""
        with open_record(os.environ) as record:
            self._confirmed(record, asked)
            changed = done(record, asked.case, [asked.step], os.environ, on=today(), note=asked.note)
        return _written(asked.case, len(changed.events))

    def answer(self, asked: Answered) -> dict[str, Any]:
        """Note what somebody answered to a question of the plan."""
        decide = partial(
            answer_question, on=today(), question=asked.question, answer=asked.answer, said_by=asked.said_by
        )
        with open_record(os.environ) as record:
            state = self._confirmed(record, asked)
            known = [
                one["id"] for one in shown(read(record, asked.case), os.environ, "en", today())["plan"]["questions"]
            ]
            if asked.question not in (*known, *state.answers):
                raise WrongInput("bad-choice", option="question", value=asked.question, allowed=", ".join(known))
            changed = change(record, asked.case, decide, os.environ)
        return _written(asked.case, len(changed.events))

    def adopt_facts(self, asked: Confirmed) -> dict[str, Any]:
        """Plan the case with the newest facts from here on."""
        with open_record(os.environ) as record:
            self._confirmed(record, asked)
            changed = adopt(record, asked.case, os.environ, today())
        return {**_written(asked.case, len(changed.events)), "facts_version": changed.after.facts_version}

    def _named(self, case: str) -> None:
        if case not in self._cases:
            raise WrongInput("mcp-case-not-named", case=case)
        if self._wrong[case] >= TRIES:
            raise WrongInput("mcp-case-locked", case=case)

    def _confirmed(self, record: Store, asked: Confirmed) -> CaseState:
        """The case, if the digits are those of its number; they are never given out, so only the person knows."""
        self._named(asked.case)
        state = read(record, asked.case).state
        if not state.number.endswith(asked.confirm):
            self._wrong[asked.case] += 1
            raise WrongInput("mcp-not-confirmed", case=asked.case, left=TRIES - self._wrong[asked.case])
        return state


def _without_the_person(case: dict[str, Any]) -> dict[str, Any]:
    plan = case["plan"]
    sources = {"sources": plan["sources"]}
    told = {
        "status": case["case"]["status"],
        "plan": {
            **{name: plan[name] for name in _PLAN},
            "steps": [{name: step[name] for name in _STEP} for step in plan["steps"]],
            "questions": [{"id": one["id"], "ask": one["ask"], "text": one["text"]} for one in plan["questions"]],
        },
        "changes": case["changes"],
    }
    shown_: dict[str, Any] = without_secrets(told)
    shown_["plan"].update(sources)  # facts are public, and their figures are no secrets
    return shown_


def _written(case: str, events: int) -> dict[str, Any]:
    return {"case": case, "events_written": events}
