"""Steps that appear only when their event did: the claim, the complaint, the court."""

from __future__ import annotations

from simoff.plan.case_view import CLAIM, COMPLAINTS, causes, claim_failed_on, handed_in
from simoff.plan.deadlines import claim_term, refund_term
from simoff.plan.steps.making import Draft, Work


def claim(work: Work) -> Draft | None:
    """A claim to the operator: after a refusal, silence, or a charge that is not accepted."""
    s = work.s
    if s.case is None:
        return None
    reckoned = refund_term(s) if s.has("refund-30-days") else None
    found = causes(s, None if reckoned is None else reckoned.due)
    done = bool(handed_in(s.case, CLAIM))
    if not found and not done:
        return None
    body = (*(cause.message for cause in found), s.say("step.claim.how"))
    why = s.say("step.claim.why", "claim-30-days")
    start = found[0].on if found else None
    return Draft(body, why, status="done" if done else "now", start=start)


def complain(work: Work) -> Draft | None:
    """A complaint to the supervisors, once a claim was refused or its term passed."""
    s = work.s
    if s.case is None:
        return None
    term = claim_term(s)
    failed = claim_failed_on(s, s.case, None if term is None else term.due)
    done = bool(handed_in(s.case, *COMPLAINTS))
    if failed is None and not done:
        return None
    body = (
        s.say("step.complain.how"),
        s.say("step.complain.channel", "state-complaint-no-email"),
        s.say("step.complain.login"),
    )
    why = s.say("step.complain.why", "state-complaint-30-days")
    return Draft(body, why, status="done" if done else "now", start=failed)


def court(work: Work) -> Draft | None:
    """The court, after the complaint."""
    s = work.s
    if s.case is None:
        return None
    complaints = handed_in(s.case, *COMPLAINTS)
    if not complaints or not causes(s, None):
        return None
    company = s.kind in ("company", "sole_trader")
    how = s.say("step.court.company") if company else s.say("step.court.how", "court-duty-place")
    body = (how, s.say("step.court.claim-first", "claim-before-court"))
    sent = complaints[-1].handed_in
    return Draft(body, s.say("step.court.why"), start=None if sent is None else sent.on)
