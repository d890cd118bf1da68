"""Writes a page as one HTML file that needs nothing else: no script, no font, no address to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Quote, Title

_HTML_LANGUAGE = {"zh": "zh-Hans", "ru": "ru", "en": "en"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere;
  font: 1rem/1.55 "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Segoe UI", sans-serif; }
h1 { font-size: 1.5rem; margin-bottom: .25rem; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
ul { list-style: none; padding: 0; }
li { margin: 0 0 1rem; }
p { margin: .25rem 0; }
figure { margin: 1.5rem 0; }
svg { max-width: 100%; height: auto; }
blockquote { margin: .25rem 0 .25rem 1rem; padding-left: .75rem; border-left: 3px solid; }
.label { font-variant-numeric: tabular-nums; margin-right: .75rem; }
.quiet { opacity: .75; }
.strong { font-weight: 600; }
.alarm { font-weight: 600; color: #b00020; }
@media (prefers-color-scheme: dark) { .alarm { color: #ff8a80; } }
@media print {
  body { margin: 0; max-width: none; font-size: 10.5pt; }
  li, blockquote, figure { break-inside: avoid; }
}
"""
_FRAME = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>simoff</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def page(document: Document, picture: str = "") -> str:
    """The whole file as text; the title names no number, so that neither tab nor history does.

    ``picture``: an SVG that stands before the first section.
    """
    blocks = list(document.blocks)
    place = next((n for n, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    before, after = ("\n".join(p for b in part for p in _block(b)) for part in (blocks[:place], blocks[place:]))
    body = "\n".join(part for part in (before, f"<figure>{picture}</figure>" if picture else "", after) if part)
    lang = _HTML_LANGUAGE.get(document.lang, document.lang)
    return _FRAME.format(lang=lang, policy=_POLICY, style=_STYLE, body=body)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Title):
        yield f"<h1>{escape(block.text)}</h1>"
        yield from (f'<p class="quiet">{escape(text)}</p>' for text in block.below)
    elif isinstance(block, Heading):
        yield f"<h2>{escape(block.text)}</h2>"
    elif isinstance(block, Items):
        yield "<ul>"
        yield from map(_item, block.items)
        yield "</ul>"
    else:
        yield _running(block)


def _item(item: Item) -> str:
    label = f'<span class="label quiet">{escape(item.label)}</span>' if item.label else ""
    note = f'<p class="quiet">{escape(item.note)}</p>' if item.note else ""
    head = f'<p>{label}<span class="{item.weight}">{escape(item.head)}</span></p>'
    return f"<li>{head}{note}{''.join(map(_running, item.body))}</li>"


def _running(part: Paragraph | Quote) -> str:
    if isinstance(part, Quote):
        return (
            f'<blockquote lang="{_HTML_LANGUAGE.get(part.lang, part.lang)}">{_text(part.text)}</blockquote>'
        )
    return f'<p class="{part.weight}">{_text(part.text)}</p>'


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
