"""By when? A rule, a start and the Russian calendar give a date that explains itself.

``term`` reckons terms of law (Civil Code, articles 191 to 193), which move off non-working days; ``reminder``
reckons our own dates, which do not; ``russian_calendar`` is the production calendar. Pure.
"""

from simoff.deadlines.model import Calendar, Reckoned, Unit
from simoff.deadlines.reckoning import BeyondReach, reminder, term
from simoff.deadlines.russia import OutsideCoverage, russian_calendar

__all__ = [
    "BeyondReach",
    "Calendar",
    "OutsideCoverage",
    "Reckoned",
    "Unit",
    "reminder",
    "russian_calendar",
    "term",
]
