"""Do the catalogues of a room say the same in all languages? Ids, placeholders and plural forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from simoff.lang.catalogue import Catalogue
from simoff.lang.plural import CATEGORIES


class Difference(Struct, frozen=True):
    """What one language lacks or has alone in a text."""

    lang: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.lang}, {self.key}: {self.what}"


def missing(catalogues: Iterable[Catalogue]) -> list[Difference]:
    """Every difference between the catalogues of one room; none when they ask for and say the same.

    Each text must exist in every catalogue, ask for the same names, and have all the plural forms of its
    language. BadTemplate for a text that is not well formed.
    """
    every = list(catalogues)
    keys = sorted({key for catalogue in every for key in catalogue})
    return [difference for key in keys for difference in _differences(key, every)]


def _differences(key: str, catalogues: list[Catalogue]) -> Iterator[Difference]:
    having = [catalogue for catalogue in catalogues if key in catalogue]
    for catalogue in catalogues:
        if key not in catalogue:
            yield Difference(catalogue.lang, key, "the text is missing")
    asked = frozenset().union(*(_asked(catalogue, key) for catalogue in having))
    for catalogue in having:
        for name in sorted(asked - _asked(catalogue, key)):
            yield Difference(catalogue.lang, key, f"{{{name}}} is missing")
        yield from _forms(catalogue, key)


def _asked(catalogue: Catalogue, key: str) -> frozenset[str]:
    """The names a text needs; a plural text needs ``n`` even where its words do not repeat it."""
    names = catalogue.placeholders(key)
    return names | {"n"} if catalogue.has_plural(key) else names


def _forms(catalogue: Catalogue, key: str) -> Iterator[Difference]:
    if not catalogue.has_plural(key):
        return
    forms, told_apart = catalogue.forms(key), CATEGORIES[catalogue.lang]
    for form in told_apart:
        if form not in forms:
            yield Difference(catalogue.lang, key, f"the plural form {form!r} is missing")
    for form in forms:
        if form not in told_apart:
            yield Difference(catalogue.lang, key, f"{catalogue.lang} has no plural form {form!r}")
