"""What is said: the call script, the counter card, the phrasebook, answers to a refusal.

Each builds a Talk value in one language; ``talk_pdf`` and ``talk_html`` make pages of it.
"""

from simoff.papers.talk.answers import answers
from simoff.papers.talk.book import phrasebook
from simoff.papers.talk.card import card
from simoff.papers.talk.pages import talk_html, talk_pdf
from simoff.papers.talk.script import script
from simoff.papers.talk.sheet import Asked, Line, Section, Speaker, Talk

__all__ = [
    "Asked",
    "Line",
    "Section",
    "Speaker",
    "Talk",
    "answers",
    "card",
    "phrasebook",
    "script",
    "talk_html",
    "talk_pdf",
]
