"""Which font shows which language. Latin and Cyrillic come with typst, Chinese signs from this computer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Protocol

import msgspec
import typst
from msgspec import Struct

from simoff.lang import Catalogue
from simoff.papers.render import PaperError, compiler, page

CHINESE_FONTS = (
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "Source Han Serif SC",
    "Source Han Sans SC",
    "Source Han Serif CN",
    "Source Han Sans CN",
    "Noto Serif SC",
    "Noto Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "Songti SC",
    "PingFang SC",
    "Microsoft YaHei",
    "SimSun",
)
"""Families that hold the signs of simplified Chinese, the best looking first."""
TO_INSTALL = ("Noto Sans CJK", "Source Han Sans", "WenQuanYi Zen Hei", "Droid Sans Fallback")


class FontMissing(Struct, frozen=True):
    """No font here can show the language. ``text`` says in that language what to install."""

    lang: str
    wanted: tuple[str, ...]
    text: str


class Sheet(Protocol):
    """A page for a person: a Struct with its language and the font family its template takes."""

    @property
    def lang(self) -> str:
        """``zh``, ``ru`` or ``en``."""
        ...

    @property
    def font(self) -> str | None:
        """A Chinese family, None for the fonts inside typst."""
        ...


def in_language(
    template: str, sheet: Sheet, catalogue: Catalogue, families: Sequence[str] | None = None
) -> bytes | FontMissing:
    """A sheet as a PDF of its own, or FontMissing where no font here shows its language.

    ``families`` are the fonts of this computer; left out, typst lists them. ``catalogue`` is the papers
    catalogue of the sheet's language.
    """
    if sheet.lang != "zh":
        return page(compiler(), template, msgspec.json.encode(sheet))
    font = _chinese_font(tuple(installed_families() if families is None else families))
    made = None if font is None else _in_chinese(template, sheet, font)
    return _missing(catalogue) if made is None else made


def missing_font(catalogue: Catalogue, families: Sequence[str] | None = None) -> FontMissing | None:
    """What to install for the catalogue's language; None where a font that claims to show it is here."""
    if catalogue.lang != "zh":
        return None
    known = tuple(installed_families() if families is None else families)
    return _missing(catalogue) if _chinese_font(known) is None else None


def _missing(catalogue: Catalogue) -> FontMissing:
    fonts = ", ".join(TO_INSTALL)
    said = catalogue.say("explanation.font-missing", {"fonts": fonts})
    return FontMissing(catalogue.lang, TO_INSTALL, said)


def _in_chinese(template: str, sheet: Sheet, font: str) -> bytes | None:
    """The sheet as PDF; None where the font named lacks signs, which PDF/A does not allow.

    Typst then complains of "the text"; any other complaint is a fault of the template and is raised.
    """
    data = {**msgspec.to_builtins(sheet), "font": font}
    try:
        return page(compiler_with_system_fonts(), template, msgspec.json.encode(data))
    except PaperError as fault:
        if not fault.reason.endswith("the text"):
            raise
        return None


@lru_cache
def _chinese_font(families: tuple[str, ...]) -> str | None:
    known = [family for family in CHINESE_FONTS if family in families]
    others = [family for family in families if "CJK" in family or "Source Han" in family]
    return next(iter(known + others), None)


@cache
def installed_families() -> tuple[str, ...]:
    """The font families of this computer, as typst finds them."""
    return tuple(_system_fonts().families())


@cache
def _system_fonts() -> typst.Fonts:
    return typst.Fonts()


@cache
def compiler_with_system_fonts() -> typst.Compiler:
    """The one compiler that sees the fonts of this computer."""
    return typst.Compiler(font_paths=_system_fonts())
