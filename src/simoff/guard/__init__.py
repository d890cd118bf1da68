"""Is this a trap? And what must not leave in this text?

``deciding.Guard(book).check(message)`` gives a verdict with reasons, each with the message's own words;
``masking.mask`` takes personal data out of a text; ``load_book`` reads the packs. No rule needs the network and
none is slower than linear in the text. Little is imported here: the build reads the packs with msgspec alone.
"""

from simoff.guard.loading import load_book
from simoff.guard.model import Book, Indicator, Message, NotChecked, Verdict
from simoff.guard.packs import is_pack

__all__ = ["Book", "Indicator", "Message", "NotChecked", "Verdict", "is_pack", "load_book"]
