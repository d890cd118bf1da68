"""One sample of a group without a name: short, and with no digit of a code in it."""

from __future__ import annotations

import re

from simoff.accounts.readers.masking import mask_codes

LONGEST = 160

_DIGITS = re.compile(r"\d")


def sample_of(text: str) -> str:
    """The beginning of a text on one line, masked as the readers mask; what digits are left go, too."""
    line = " ".join(mask_codes(text[: 4 * LONGEST]).split())
    short = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return _DIGITS.sub("•", short)
