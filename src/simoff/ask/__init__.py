"""What answers this question? Words in zh, ru, en or mixed against documents handed in, best first.

``build`` turns documents and the packs into an Index, ``rank`` answers a question from it. The packs of this room
lie inside: ``synonyms/`` (topics and the words for them), ``entries/`` (which topics an answer is about),
``asked/`` (how people ask for an answer), ``glossary/`` and ``help/``; ``loading`` reads them strictly. Pure: no
model, no network, no clock. Little is imported here: the build reads the packs before anything heavy is there, and
an installation reads none.
"""

from simoff.ask.model import Book, Document, Entry, Help, Hit, Index, Part, Topic, Word

__all__ = ["Book", "Document", "Entry", "Help", "Hit", "Index", "Part", "Topic", "Word"]
