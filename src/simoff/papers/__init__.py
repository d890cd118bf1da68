"""What to hand in: letters in Russian, and what they say in the person's own language.

A letter kind is a module that builds a Letter value (``termination``) from the case, the person's details and
the facts; one renderer makes it plain text or a PDF/A file with both copies. The explanation is a file of its
own. ``read_details`` reads the data to fill in; what is missing becomes a blank line, never a guess.
"""

from simoff.papers.details import Details
from simoff.papers.explanation import FontMissing, explanation_html, explanation_pdf
from simoff.papers.faults import DetailFault, DetailsError
from simoff.papers.letter import Letter, letter_text
from simoff.papers.reading import read_details
from simoff.papers.render import PaperError, letter_pdf
from simoff.papers.termination import termination

__all__ = [
    "DetailFault",
    "Details",
    "DetailsError",
    "FontMissing",
    "Letter",
    "PaperError",
    "explanation_html",
    "explanation_pdf",
    "letter_pdf",
    "letter_text",
    "read_details",
    "termination",
]
