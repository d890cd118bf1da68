"""Texts for every face name commands; on a page the same words name the page that does it, and lead there."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

from simoff.lang import Catalogue, quoted

_MENTION: Final = re.compile(
    r"""\ ?(?:
    simoff\ letter\ (?P<letter>[a-z][a-z-]*[a-z])
    | simoff\ facts\ show\ (?P<fact>[a-z0-9][a-z0-9-]*[a-z0-9])
    | simoff\ (?P<command>
        accounts\ (?:scan\ (?:FILE|ФАЙЛ|文件)… | moved)
        | card\ (?:--answers | --said\ "…") | card | script
        | case\ (?:file|log|show)
        | dossier\ make | guard\ check
        | line\ (?:test|signal|verdict)
        | office\ near
      )(?![a-z-])
    | (?P<stated>--set\ operator=…)
    | (?P<field>--about\ …)
    )\ ?""",
    re.VERBOSE,
)
_PAGES: Final = {
    "accounts": ("/accounts", "web.case.part.accounts"),
    "card": ("/papers", "web.papers.card"),
    "card --answers": ("/refusals", "web.refusals.heading"),
    "card --said": ("/refusals", "web.refusals.heading"),
    "script": ("/papers", "web.papers.script"),
    "case file": ("/gate", "web.case.part.gate"),
    "case log": ("/talk", "web.case.part.talk"),
    "case show": ("/timeline", "web.case.part.timeline"),
    "dossier": ("/record", "web.case.part.record"),
    "line verdict": ("/line", "web.case.part.line"),
    "line": ("/line", "web.line.note"),
    "office": ("/offices", "web.nav.offices"),
}
"""Behind a command, or its first word: the page of the case, and the text that names it."""
_EVERYWHERE: Final = {"/offices"}
"""Pages that are also there without a case."""


def in_pages(text: str, words: Catalogue, case: str | None) -> Markup:
    """The text with every command replaced by the name of its page, as a link where the page is at hand.

    ``words``: those of the pages. ``case``: the path of the case whose page this is; without one its pages are
    named only.
    """
    parts, last = [], 0
    for found in _MENTION.finditer(text):
        if found["letter"] and f"web.papers.kind.{found['letter']}" not in words:
            continue
        path, name = _page(found, words, case)
        name = name if found["fact"] else quoted(name, words.lang)
        link = Markup('<a href="{}">{}</a>').format(path, name) if path else escape(name)
        before, after = (side if words.lang != "zh" or found["fact"] else "" for side in _spaces(found[0]))
        parts += [escape(text[last : found.start()]), before, link, after]
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


def _spaces(mention: str) -> tuple[str, str]:
    """The blanks around a mention; Chinese has none beside its marks."""
    return " " * mention.startswith(" "), " " * mention.endswith(" ")


def _page(found: re.Match[str], words: Catalogue, case: str | None) -> tuple[str | None, str]:
    """Path and name of the page that stands for a command."""
    if found["fact"]:
        return f"/facts/{found['fact']}", found["fact"]
    say = words.say
    if found["letter"]:
        name = f"{say('web.case.part.papers')}: {say('web.papers.kind.' + found['letter'])}"
        return case and f"{case}/papers/{found['letter']}", name
    if found["stated"]:
        return case and f"{case}/ask/who", say("web.case.part.ask")
    if found["field"]:
        return None, say("web.details.about")
    command = found["command"]
    if command.startswith("guard"):
        return "/guard", say("web.nav.guard")
    key = next(key for key in (" ".join(command.split()[:2]), command.split()[0]) if key in _PAGES)
    path, label = _PAGES[key]
    return (case + path if case else path if path in _EVERYWHERE else None), say(label)
