"""Which operator a shop belongs to: by ``brand:wikidata``, else by its names. T2 is still Tele2 on many signs.

Source of the identifiers: the tag presets of the name-suggestion-index, and for Yota All the Places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from simoff.offices.model import Kind

WIKIDATA: Final = {
    "Q1368919": "mts",
    "Q1720713": "megafon",
    "Q402880": "beeline",
    "Q1562826": "beeline",
    "Q309865": "t2",
    "Q1477012": "rostelecom",
    "Q965740": "yota",
}
DEALERS: Final = frozenset({"Q65371", "Q65310"})
"""Sellers of several operators: never an operator's own shop."""

_NAMES: Final = {
    "мтс": "mts",
    "mts": "mts",
    "мегафон": "megafon",
    "megafon": "megafon",
    "билайн": "beeline",
    "beeline": "beeline",
    "теле2": "t2",
    "tele2": "t2",
    "теле 2": "t2",
    "tele 2": "t2",
    "т2": "t2",
    "t2": "t2",
    "ростелеком": "rostelecom",
    "rostelecom": "rostelecom",
    "yota": "yota",
    "йота": "yota",
    "мотив": "motiv",
    "летай": "letai",
    "таттелеком": "letai",
    "миранда": "miranda",
    "миранда-медиа": "miranda",
    "волна мобайл": "volna",
    "win mobile": "win",
}
_DEALER_FORMS: Final = re.compile(r"^(?:ип|ооо)\b|индивидуальный предприниматель", re.I)
_OWN_PARTIES: Final = re.compile(
    r"мтс|мобильные телесистемы|мегафон|вымпелком|т2 мобайл|теле2|русская телефонная|ростелеком|скартел", re.I
)
_TYPES: Final[Mapping[str, Kind]] = {
    "megafon-brand": "own",
    "yota-mfr": "own",
    "yota-scartel": "own",
    "retail-recomended-credit": "dealer",
    "retail-other-credit": "dealer",
    "retail-recomended": "dealer",
}
"""Types of MegaFon's own list, as All the Places hands them on."""


def operator_of(tags: Mapping[str, str]) -> str | None:
    """The operator whose sign the shop carries, None for any other shop."""
    wikidata = tags.get("brand:wikidata", "")
    if wikidata in WIKIDATA:
        return WIKIDATA[wikidata]
    if wikidata in DEALERS:
        return None
    for key in ("brand", "brand:ru", "brand:en", "name", "name:ru", "name:en", "short_name"):
        found = _NAMES.get(_folded(tags.get(key, "")))
        if found is not None:
            return found
    return None


def kind_of(tags: Mapping[str, str]) -> Kind:
    """Own shop or a dealer's, as far as the source says; a sign alone says nothing."""
    stated = _TYPES.get(tags.get("type", ""))
    if stated is not None:
        return stated
    party = tags.get("operator", "")
    if _OWN_PARTIES.search(party):
        return "own"
    return "dealer" if _DEALER_FORMS.search(party.strip()) else "unknown"


def _folded(name: str) -> str:
    """A name as people compare names: small letters, one blank, no quotation marks."""
    return " ".join(re.sub(r"[«»\"'„“]", "", name).casefold().replace("ё", "е").split())
