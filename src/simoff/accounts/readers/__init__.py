"""The readers of archives: each file is recognised by its content and read one thing at a time.

``open_archive`` gives a :class:`Reading`, an iterator of messages, logins and faults that knows its coverage
at the end. Nothing is ever written to the file, codes are masked before a value exists, and whatever a file
says, memory stays bounded. ``describe`` gives the words of a fault.
"""

from simoff.accounts.readers.interface import MOSCOW, Limits, Options
from simoff.accounts.readers.masking import mask_codes
from simoff.accounts.readers.opening import open_archive
from simoff.accounts.readers.reading import Reading
from simoff.accounts.readers.wording import FaultWords, describe, format_name, place_text

__all__ = [
    "MOSCOW",
    "FaultWords",
    "Limits",
    "Options",
    "Reading",
    "describe",
    "format_name",
    "mask_codes",
    "open_archive",
    "place_text",
]
