"""Phases ``money`` and ``contact``: proof, payments, debt, and what to ask the operator."""

from __future__ import annotations

from msgspec import UNSET

from simoff.plan.steps.making import Draft, Work, not_needed

_PAYMENTS = ("autopay", "linked_subscriptions", "promised_payment", "forwarding")
_FIT_TO_CALL = ("official", "credible")
"""A telephone number from a weaker source is not printed: whoever answers hears who is calling and why."""


def save_money_proof(work: Work) -> Draft:
    """Balance, itemised bill and services, with date and time."""
    s = work.s
    body = (s.say("step.save-money-proof.how"),)
    return Draft(body, s.say("step.save-money-proof.why", "phantom-debt-mnp"), due=s.last_day)


def stop_payments(work: Work) -> Draft:
    """Whatever goes on by itself has to be stopped."""
    s = work.s
    money = s.c.money
    running = [name for name in _PAYMENTS if getattr(money, name) is not False]
    if not running:
        return not_needed(s.say("step.stop-payments.not-needed"))
    body = [s.say("step.stop-payments.how")]
    body += [s.say(f"step.stop-payments.{name}") for name in running if getattr(money, name) is True]
    if s.has("unlink-card-376"):
        body.append(s.say("step.stop-payments.law", "unlink-card-376"))
    return Draft(tuple(body), s.say("step.stop-payments.why"), due=s.last_day)


def settle_debt(work: Work) -> Draft:
    """What is due has to be paid, or disputed in writing."""
    s = work.s
    balance, disputed = s.c.money.balance, s.c.money.disputed
    if balance is not UNSET and balance >= 0:
        return not_needed(s.say("step.settle-debt.not-needed", "end-any-time"))
    if balance is UNSET:
        body = [s.say("step.settle-debt.ask")]
    else:
        body = [s.say("step.settle-debt.pay", amount=-balance), s.say("step.settle-debt.how", "top-up-identified")]
    if disputed is not UNSET and disputed > 0:
        body.append(s.say("step.settle-debt.disputed", "consent-to-extras", amount=disputed))
    return Draft(tuple(body), s.say("step.settle-debt.why", "end-any-time"), due=s.last_day)


def ask_operator(work: Work) -> Draft:
    """All open questions for the operator in one call."""
    s = work.s
    count = sum(question.ask == "operator" for question in work.questions)
    if not count:
        return not_needed(s.say("step.ask-operator.not-needed"))
    body = [s.say("step.ask-operator.how", n=count)]
    hotlines = s.operator.hotlines if s.operator is not None else ()
    good = [channel for channel in hotlines if channel.confidence in _FIT_TO_CALL]
    if good:
        numbers = tuple(channel.data for channel in good)
        body.append(s.say("step.ask-operator.hotline", *(c.fact_id for c in good), numbers=numbers))
    else:
        body.append(s.say("step.ask-operator.no-hotline"))
    body.append(s.say("step.ask-operator.call-back"))
    body.append(s.say("step.ask-operator.log"))
    return Draft(tuple(body), s.say("step.ask-operator.why", "end-by-phone-open"), due=s.last_day)
