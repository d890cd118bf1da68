"""In which language to speak."""

from __future__ import annotations

from collections.abc import Mapping

from simoff.lang.words import LANGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

FALLBACK: Final = "en"
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def pick_language(option: str | None, environ: Mapping[str, str]) -> str:
    """zh, ru or en: by the option, else SIMOFF_LANG, else the locale, else English.

    A name we do not speak counts as not given. Of the locale's variables the first that is set decides, as
    POSIX has it (Base Definitions, 8.2).
    """
    locale = next((environ[name] for name in _LOCALE if environ.get(name)), "")
    found = (_language(name) for name in (option, environ.get("SIMOFF_LANG"), locale))
    return next((lang for lang in found if lang is not None), FALLBACK)


def _language(name: str | None) -> str | None:
    """The language of ``zh_TW.UTF-8``, ``ru-RU``, ``EN``; None for another one."""
    code = (name or "").strip().lower().partition(".")[0].partition("@")[0]
    code = code.replace("-", "_").partition("_")[0]
    return code if code in LANGS else None
