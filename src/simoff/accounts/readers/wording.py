"""The words of faults, places and formats, in zh, ru and en."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from simoff.accounts.model import Fault
from simoff.lang import Catalogue, flatten


class FaultWords(Struct, frozen=True):
    """A fault as people read it: ``file``, ``place`` ("" for the whole file), what is wrong and why, what to do."""

    file: str
    place: str
    what: str
    next: str


def describe(fault: Fault, lang: str) -> FaultWords:
    """The words of a fault in ``zh``, ``ru`` or ``en``."""
    texts = _texts(lang)
    args = dict(fault.args)
    if "like" in args:
        args["like"] = texts.say(f"fault.{args['like']}.what", args)
    what = texts.say(f"fault.{fault.id}.what", args)
    return FaultWords(fault.file, place_text(fault.place, lang), what, texts.say(f"fault.{fault.id}.next", args))


def place_text(place: str, lang: str) -> str:
    """A place such as ``row 3`` in the person's language."""
    word, _, number = place.partition(" ")
    return _texts(lang).say(f"place.{word}", {"number": number}) if number else place


def format_name(format: str, lang: str) -> str:
    """What people call a format; "unknown" for ""."""
    return _texts(lang).say(f"format.{format or 'unknown'}")


@cache
def _texts(lang: str) -> Catalogue:
    content = files("simoff.accounts").joinpath("texts", lang, "readers.toml").read_text(encoding="utf-8")
    return Catalogue(lang, flatten(tomllib.loads(content)))
