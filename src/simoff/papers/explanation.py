"""The letter said back in the person's language, part by part. Never in the same file as the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from msgspec import Struct

from simoff.lang import Catalogue
from simoff.papers.fonts import FontMissing, in_language
from simoff.papers.letter import Annex, Block, Fields, Letter, Paragraph, Rest, Table, block_lines


class Part(Struct, frozen=True):
    """One block of the letter: its Russian lines, what they mean, what they rest on."""

    original: tuple[str, ...]
    said: tuple[str, ...]
    rests: tuple[str, ...] = ()


class Explanation(Struct, frozen=True):
    """The whole sheet for the person, in words. ``font`` is a Chinese family or None."""

    lang: str
    on: date
    title: str
    banner: str
    about: str
    heads: dict[str, str]
    notes: tuple[str, ...]
    parts: tuple[Part, ...]
    font: str | None = None


def explanation(letter: Letter, catalogue: Catalogue, lang: str) -> Explanation:
    """The letter in the words of ``catalogue`` (the papers catalogue of ``lang``: zh, ru or en)."""
    return Explanation(
        lang=lang,
        on=letter.on,
        title=catalogue.say("explanation.title"),
        banner=catalogue.say("explanation.banner"),
        about=catalogue.say("explanation.about"),
        heads={key: catalogue.say(f"explanation.{key}") for key in ("notes", "original", "meaning")},
        notes=tuple(catalogue.say(note.id, note.args) for note in letter.notes),
        parts=tuple(_part(block, catalogue, lang) for block in letter.blocks),
    )


def explanation_pdf(
    letter: Letter, catalogue: Catalogue, lang: str, *, families: Sequence[str] | None = None
) -> bytes | FontMissing:
    """The sheet as a PDF of its own, or FontMissing where no font here shows the language.

    ``families`` are the fonts of this computer; left out, typst lists them.
    """
    return in_language("explanation", explanation(letter, catalogue, lang), catalogue, families)


def explanation_html(letter: Letter, catalogue: Catalogue, lang: str) -> bytes:
    """The sheet as one HTML page without scripts or outside parts; for computers without a Chinese font."""
    sheet = explanation(letter, catalogue, lang)
    notes = "".join(f"<li>{escape(note)}</li>" for note in sheet.notes)
    box = f"<section><h2>{escape(sheet.heads['notes'])}</h2><ul>{notes}</ul></section>" if notes else ""
    rows = "".join(map(_html_row, sheet.parts))
    heads = "".join(f"<th>{escape(sheet.heads[key])}</th>" for key in ("original", "meaning"))
    body = (
        f"<p class=banner>{escape(sheet.banner)}</p><h1>{escape(sheet.title)}</h1>"
        f"<p>{escape(sheet.about)}</p>{box}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(sheet.title)}</title><style>{_STYLE}</style>"
    )
    tag = _HTML_LANGUAGE.get(lang, lang)
    page = f"<head>{head}</head><body><main>{body}</main></body>"
    return f'<!DOCTYPE html><html lang="{escape(tag)}">{page}</html>\n'.encode()


def _part(block: Block, catalogue: Catalogue, lang: str) -> Part:
    match block:
        case Paragraph():
            rests = tuple(_rest(rest, catalogue, lang) for rest in block.rests)
            return Part((block.text,), (catalogue.say(block.id, block.args),), rests)
        case Annex():
            return Part((block.title,), (catalogue.say(block.id, block.args),))
        case Table():
            heads = (catalogue.say(head.id) for head in block.heads)
            return Part(tuple(block_lines(block)), (catalogue.say(block.id, block.args), *heads))
        case Fields():
            return Part(tuple(block_lines(block)), (catalogue.say(block.id), *_rows(block, catalogue)))


def _rows(block: Fields, catalogue: Catalogue) -> Iterator[str]:
    """The labels with their values; the clerk's box is not for the person to fill in."""
    if block.place == "box":
        return (catalogue.say(row.id) for row in block.rows)
    blank = catalogue.say("explanation.fill-in")
    return (_row(catalogue.say(row.id), row.value or blank, catalogue) for row in block.rows)


def _row(label: str, value: str, catalogue: Catalogue) -> str:
    return catalogue.say("explanation.row", {"label": label, "value": value})


def _rest(rest: Rest, catalogue: Catalogue, lang: str) -> str:
    label = f"{catalogue.say('explanation.rests')} [{rest.fact_id}]"
    said = _row(label, rest.text.in_(lang), catalogue)
    if rest.doubt is None:
        return said
    return f"{said} {_row(catalogue.say('explanation.doubt'), rest.doubt.in_(lang), catalogue)}"


def _html_row(part: Part) -> str:
    rests = "".join(f"<p class=rest>{escape(rest)}</p>" for rest in part.rests)
    original, said = ("<br>".join(map(escape, lines)) for lines in (part.original, part.said))
    return f"<tr><td lang=ru>{original}</td><td>{said}{rests}</td></tr>"


_HTML_LANGUAGE = {"zh": "zh-Hans"}
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{max-width:60rem;margin:1rem auto;padding:0 1rem;font-family:serif;line-height:1.45;"
    "overflow-wrap:anywhere}"
    ".banner{background:#ddd;color:#111;padding:.6rem;text-align:center;font-weight:bold;position:sticky;top:0}"
    "section{border:1px solid;padding:0 1rem}table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border-top:1px solid #999;padding:.5rem;text-align:left;vertical-align:top;width:50%}"
    "td:first-child,.rest{opacity:.8;font-size:.9em}"
)
