"""What the loader must accept and a person should still look at: one check, one file.

Each check carries an id, a severity, a reason and a fix. ``run`` makes them all over loaded facts.
"""

from __future__ import annotations

from datetime import date

from simoff.facts.checks import (
    day_in_the_future,
    figure_not_in_text,
    figures_differ,
    foreign_script,
    no_dated_source,
    old_source,
    operator_without_party,
    quality_claims,
    question_form,
    rumour_worded_as_statement,
    same_text_twice,
    short_translation,
    telephone_in_rumour,
    weak_without_question,
)
from simoff.facts.checks.check import Check, Finding
from simoff.facts.model import Facts

__all__ = ["ALL", "Check", "Finding", "run"]

ALL: tuple[Check, ...] = (
    rumour_worded_as_statement.CHECK,
    telephone_in_rumour.CHECK,
    day_in_the_future.CHECK,
    figures_differ.CHECK,
    foreign_script.CHECK,
    same_text_twice.CHECK,
    question_form.CHECK,
    quality_claims.CHECK,
    figure_not_in_text.CHECK,
    operator_without_party.CHECK,
    old_source.CHECK,
    short_translation.CHECK,
    no_dated_source.CHECK,
    weak_without_question.CHECK,
)
"""Errors first, then warnings, then notes."""


def run(facts: Facts, as_of: date) -> list[Finding]:
    """All findings on the day ``as_of``: errors first, then warnings, then notes; by check and place."""
    return [
        Finding(check.id, check.severity, where, seen, check.reason, check.fix)
        for check in ALL
        for where, seen in check.find(facts, as_of)
    ]
