"""Open a case and forget one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from functools import partial

from simoff.case import stated_values
from simoff.case.decisions import Refused, open_case
from simoff.case.events import encode
from simoff.case.folding import EMPTY, fold
from simoff.desk import clock
from simoff.desk.bundle import load_facts
from simoff.desk.case.index import index_of
from simoff.desk.case.keeping import ACTOR, read
from simoff.desk.case.refusing import refusal_of
from simoff.desk.errors import WrongInput
from simoff.desk.number import numbering_plan, one_line
from simoff.desk.packs.pinning import keep
from simoff.desk.plan import Asked, circumstances_of
from simoff.record.interface import Store

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look like others."""
_LENGTH = 6


def open_for(
    record: Store, asked: Asked, environment: Mapping[str, str], *, label: str = "", on: date | None = None
) -> str:
    """Open a case on a number with what is known of it; its id, which tells nothing about it."""
    facts = load_facts(environment=environment)
    line = one_line(asked.number, numbering_plan(environment).plan)
    circumstances = circumstances_of(asked, facts)
    sha256 = keep(facts, environment)
    decide = partial(open_case, number=line.e164, facts_version=facts.version, facts_sha256=sha256, label=label)
    answer = decide(EMPTY, on=on or clock.today(), stated=stated_values(circumstances))
    if isinstance(answer, Refused):
        raise refusal_of(answer)
    case_id = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    index = index_of(fold(answer), environment, clock.today())
    record.create(case_id, [encode(event) for event in answer], clock.now(), ACTOR, index)
    return case_id


def forget(record: Store, case_id: str, typed: str) -> None:
    """Erase the key of a case for good; its id has to be typed once more. The chain stays and can be checked."""
    read(record, case_id)
    if typed.strip() != case_id:
        raise WrongInput("case-forget-not-typed", case=case_id)
    record.forget(case_id, clock.now())
