"""Russian phrases in Latin letters, in the spellings people use; made once, when a matcher is."""

from __future__ import annotations

from itertools import islice, product

_PLAIN = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True))
_SPELLINGS: dict[str, tuple[str, ...]] = {
    **{letter: (latin,) for letter, latin in _PLAIN.items()},
    "ж": ("zh", "j"),
    "х": ("h", "kh"),
    "ц": ("c", "ts"),
    "ч": ("ch",),
    "ш": ("sh",),
    "щ": ("sch", "shch", "sh"),
    "ъ": ("",),
    "ы": ("y", "i"),
    "ь": ("", "'"),
    "э": ("e",),
    "ю": ("yu", "u", "iu"),
    "я": ("ya", "ia", "ja"),
}
MOST = 12
SHORTEST = 5
"""Letters a phrase needs: shorter ones collide with words of other languages."""


def in_latin(phrase: str) -> tuple[str, ...]:
    """The usual Latin spellings of a folded Russian phrase; () for other phrases and for short ones.

    A letter is spelled the same way through a phrase, and at most ``MOST`` spellings are given. The end of a verb
    is written ``yte``, ``ite`` or ``jte``; the fold has made one letter of и and й.
    """
    if sum("а" <= sign <= "я" for sign in phrase) < SHORTEST:
        return ()
    letters = sorted({sign for sign in phrase if sign in _SPELLINGS})
    ways = product(*(_SPELLINGS[letter] for letter in letters))
    found: dict[str, None] = {}
    for way in islice(ways, MOST):
        table = str.maketrans(dict(zip(letters, way, strict=True)))
        latin = phrase.translate(table)
        found[latin] = None
        for ending in ("aite", "uite", "oite", "eite"):
            for spelled in ("yte", "jte"):
                if ending in latin:
                    found[latin.replace(ending, ending[0] + spelled)] = None
    return tuple(found)
