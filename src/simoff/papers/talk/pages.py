"""Pages of a sheet: PDF for print, and one HTML file a phone shows without a network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from simoff.lang import Catalogue
from simoff.papers.fonts import FontMissing, in_language
from simoff.papers.talk.sheet import Line, Section, Talk

_HTML_LANGUAGE = {"zh": "zh-Hans"}


def talk_pdf(talk: Talk, words: Catalogue, families: Sequence[str] | None = None) -> bytes | FontMissing:
    """The sheet as PDF/A, or FontMissing; ``words`` is the papers catalogue of its language."""
    return in_language("talk", talk, words, families)


def talk_html(talk: Talk) -> bytes:
    """The sheet as one page for a small screen: no script, no font, nothing fetched; big Russian to show."""
    lang = _HTML_LANGUAGE.get(talk.lang, talk.lang)
    body = "".join(map(_section, talk.sections))
    kind = "large" if talk.large else "plain"
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(talk.title)}</title><style>{_STYLE}</style></head><body class={kind}>"
        f"<main><h1>{escape(talk.title)}</h1><p>{escape(talk.about)}</p>{body}</main></body></html>\n"
    ).encode()


def _section(section: Section) -> str:
    intro = f"<p>{escape(section.intro)}</p>" if section.intro else ""
    return f"<section><h2>{escape(section.heading)}</h2>{intro}{''.join(map(_line, section.lines))}</section>"


def _line(line: Line) -> str:
    parts = (
        f"<p class=ru lang=ru>{escape(line.ru)}</p>" if line.ru else "",
        f"<p class=reading>{escape(line.reading)}</p>" if line.reading else "",
        f"<p>{'☐ ' if line.tick else ''}{escape(line.text)}</p>" if line.text else "",
        f"<p class=note>{escape(line.note)}</p>" if line.note else "",
        "<p class=room></p>" * line.room,
    )
    return f"<div>{''.join(parts)}</div>"


_STYLE = (
    ":root{color-scheme:light dark}"
    "body{max-width:34rem;margin:0 auto;padding:.75rem;line-height:1.4;overflow-wrap:anywhere;"
    'font-family:"Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}'
    "h1{font-size:1.3rem}h2{font-size:1.05rem;border-bottom:2px solid;margin-top:1.6rem}"
    "div{border-bottom:1px solid #8888;padding:.5rem 0}p{margin:.15rem 0}"
    ".ru{font-weight:600;font-size:1.1rem}.large .ru{font-size:1.5rem;line-height:1.25}"
    ".reading{font-style:italic;opacity:.75}.note{font-size:.85rem;opacity:.75}"
    ".room{border-bottom:1px solid;height:1.6rem}"
    "@media print{body{max-width:none}div{break-inside:avoid}}"
)
