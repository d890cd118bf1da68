"""Writes a page as PDF. All text goes to typst as data, never as markup; a picture stands before the sections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import msgspec

from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Quote, Title

PLAIN_FONT: Final = "Libertinus Serif"
"""The family inside typst that has Latin and Cyrillic letters."""


def document_pdf(document: Document, day: date, picture: Callable[[str], str] | None = None) -> bytes | None:
    """The page of a day as PDF/A-2b, else an ordinary PDF where fonts lack a sign; None where none shows Chinese.

    ``picture`` makes an SVG with the font family it is given.
    """
    from simoff.desk.doctor import chinese_font

    font = chinese_font()
    if document.lang == "zh" and font is None:
        return None
    svg = None if picture is None else picture(font if document.lang == "zh" and font else PLAIN_FONT)
    data = {
        "lang": document.lang,
        "font": font,
        "day": [day.year, day.month, day.day],
        "picture": svg is not None,
        "blocks": [one for block in document.blocks for one in _block(block)],
    }
    return _made(msgspec.json.encode(data), (svg or "").encode())


def _block(block: Block) -> list[dict[str, Any]]:
    if isinstance(block, Title):
        return [
            {"kind": "title", "text": block.text},
            *({"kind": "paragraph", "text": text, "weight": "quiet"} for text in block.below),
        ]
    if isinstance(block, Heading):
        return [{"kind": "heading", "text": block.text}]
    if isinstance(block, Items):
        return [_item(item) for item in block.items]
    return [_running(block)]


def _item(item: Item) -> dict[str, Any]:
    body = [_running(part) for part in item.body]
    return {
        "kind": "item",
        "label": item.label,
        "text": item.head,
        "note": item.note,
        "weight": item.weight,
        "body": body,
    }


def _running(part: Paragraph | Quote) -> dict[str, Any]:
    if isinstance(part, Quote):
        return {"kind": "quote", "text": part.text, "lang": part.lang}
    return {"kind": "paragraph", "text": part.text, "weight": part.weight}


def _made(data: bytes, svg: bytes) -> bytes:
    import typst

    sources = cast("Any", {"main.typ": _template(), "data.json": data, "picture.svg": svg})
    for standards in ("a-2b", None):
        try:
            options = {} if standards is None else {"pdf_standards": standards}
            return cast("bytes", _compiler().compile(input=sources, format="pdf", **cast("Any", options)))
        except typst.TypstError:
            if standards is None:
                raise
    raise AssertionError("unreachable")


@cache
def _compiler() -> Any:  # noqa: ANN401 - typst has no types
    import typst

    return typst.Compiler(font_paths=typst.Fonts())


@cache
def _template() -> bytes:
    return files("simoff.cli").joinpath("templates", "document.typ").read_bytes()
