"""Names of operators, banks and offices inside the names of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from confusable_homoglyphs import confusables

from simoff.guard.model import Owner
from simoff.guard.normal import LIKE_LATIN

LONG = 6
"""From this length on a name counts anywhere inside a word, and with one letter changed."""

_SPLIT = re.compile(r"[-_.\d]+")
_DIGITS = str.maketrans("013457", "oleast")
_SKELETON = str.maketrans({"i": "l", "1": "l", "|": "l", "0": "o", "ı": "l"})
_LATIN = re.compile("[a-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_GREEK = re.compile("[\u0370-\u03ff]")


def _poses_as_latin(label: str, domain: str) -> bool:
    """Whether a label of another alphabet under an ASCII ending reads as a Latin word throughout."""
    ending = domain.partition(".")[2]
    return not label.isascii() and ending.isascii() and _latin(label).isascii()


def plain_name(name: str) -> str:
    """A name without its separators, digits read as letters."""
    return re.sub(r"[-_.]", "", name.lower()).translate(_DIGITS)


def is_mixed(label: str) -> bool:
    """Whether one label or word is written in two alphabets."""
    return sum(bool(script.search(label)) for script in (_LATIN, _CYRILLIC, _GREEK)) > 1


class Names:
    """The names of the allow-list, to be looked for in domains, accounts and senders."""

    def __init__(self, owners: Iterable[Owner]) -> None:
        self._by_name = {name: owner for owner in owners for name in owner.names}
        self._plain = {plain_name(name): owner for name, owner in self._by_name.items()}
        self._skeletons = {_skeleton(name): owner for name, owner in self._plain.items() if len(name) >= LONG}

    def imitated(self, labels: list[str], domain: str) -> tuple[str, Owner | None]:
        """Whom a host imitates: ``disguised`` letter by letter, ``lookalike`` by carrying a name, or ``other``."""
        own = labels[: len(labels) - domain.count(".")]
        for label in own:
            if is_mixed(label):
                return "disguised", self.inside(_latin(label))
            owner = self.disguised(label)
            if owner is not None:
                return "disguised", owner
        for label in own:
            owner = self.inside(label)
            if owner is not None or _poses_as_latin(label, domain):
                return "lookalike", owner
        return "other", None

    def disguised(self, label: str) -> Owner | None:
        """The owner whose long name the label (or a part of it) is, but for a sign or look-alikes."""
        for part in {label, *_SPLIT.split(label), *re.split(r"[-_.]+", label)}:
            if len(part) < LONG and part.isascii():
                continue
            latin = _latin(part)
            if latin in self._by_name and latin == part:
                continue
            if latin != part and latin in self._plain:
                return self._plain[latin]
            skeleton = _skeleton(latin)
            if skeleton in self._skeletons and plain_name(part) != part:
                return self._skeletons[skeleton]
            for name, owner in self._skeletons.items():
                if skeleton != name and len(skeleton) >= LONG and _one_apart(skeleton, name):
                    return owner
            if skeleton in self._skeletons and part not in self._plain:
                return self._skeletons[skeleton]
        return None

    def inside(self, label: str) -> Owner | None:
        """The owner whose name is a part of the label (a long name: anywhere in it)."""
        for part in (*re.split(r"[-_.]+", label), *_SPLIT.split(label)):
            if part in self._by_name:
                return self._by_name[part]
        plain = plain_name(label)
        if plain in self._plain:
            return self._plain[plain]
        return next((owner for name, owner in self._plain.items() if len(name) >= LONG and name in plain), None)


def _latin(label: str) -> str:
    """Look-alikes of other alphabets as the Latin letters they are taken for (Unicode confusables)."""
    return label if label.isascii() else "".join(map(_latin_sign, label))


@lru_cache(4096)
def _latin_sign(sign: str) -> str:
    if sign.isascii() or sign in LIKE_LATIN:
        return LIKE_LATIN.get(sign, sign)
    found = confusables.is_confusable(sign, greedy=True, preferred_aliases=[])
    for like in found[0]["homoglyphs"] if found else ():
        if len(like["c"]) == 1 and like["c"].isascii() and like["c"].isalpha():
            return str(like["c"]).lower()
    return sign


def _skeleton(name: str) -> str:
    return name.replace("rn", "m").replace("vv", "w").translate(_SKELETON).translate(_DIGITS)


def _one_apart(one: str, other: str) -> bool:
    """Whether two words differ by one sign: another, one more, one less, or two swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        rest, others = one[start + 1 :], other[start + 1 :]
        swapped = rest[:1] + one[start : start + 1] + rest[1:] == other[start:]
        return rest == others or swapped
    short, long = sorted((one, other), key=len)
    return short[start:] == long[start + 1 :]
