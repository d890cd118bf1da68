"""What to hand in: letters in Russian, and what they say in the person's own language.

A letter kind is a module of ``kinds`` that builds a Letter value from the case, the person's details and the
facts (``write_letter``); one renderer makes it plain text or a PDF/A file with both copies. The explanation is
a file of its own. ``read_details`` reads the data to fill in; what is missing becomes a blank line, never a guess.

What is said stands in ``talk``: counter card, call script, phrasebook; ``refusals`` and ``suggest`` are the answers
to a refusal.
"""

from simoff.papers.details import ABOUT, About, Details, Past
from simoff.papers.entries import printable
from simoff.papers.explanation import explanation_html, explanation_pdf
from simoff.papers.fault_words import fault_text
from simoff.papers.faults import DetailFault, DetailsError
from simoff.papers.fonts import FontMissing, missing_font
from simoff.papers.kinds import KINDS, write_letter
from simoff.papers.letter import Letter, form_text, letter_text
from simoff.papers.reading import read_details
from simoff.papers.refusal import Refusal, Suggestion, refusals, suggest
from simoff.papers.render import PaperError, letter_pdf

__all__ = [
    "ABOUT",
    "KINDS",
    "About",
    "DetailFault",
    "Details",
    "DetailsError",
    "FontMissing",
    "Letter",
    "PaperError",
    "Past",
    "Refusal",
    "Suggestion",
    "explanation_html",
    "explanation_pdf",
    "fault_text",
    "form_text",
    "letter_pdf",
    "letter_text",
    "missing_font",
    "printable",
    "read_details",
    "refusals",
    "suggest",
    "write_letter",
]
