"""The timeline of a case as PDF, for the dossier: what happened, when, what was noted, and the time-stamps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, cast

import msgspec

from simoff.lang import Catalogue


def timeline_pdf(
    lines: Sequence[Mapping[str, Any]],
    anchors: Sequence[Mapping[str, str]],
    words: Catalogue,
    about: str,
    mask: Callable[[str], str] | None,
) -> bytes | None:
    """The page in the language of ``words`` (the desk's catalogue); None where no font here shows Chinese.

    ``lines`` as :func:`simoff.desk.case.timeline.timeline` gives them; ``mask`` is laid over every text.
    """
    from simoff.desk.doctor import chinese_font

    font = chinese_font()
    if words.lang == "zh" and font is None:
        return None
    say = mask or (lambda text: text)
    data = {
        "lang": words.lang,
        "font": font,
        "title": words.say("dossier.title"),
        "about": about,
        "note": words.say("dossier.note"),
        "masked": "" if mask is None else words.say("dossier.masked"),
        "heads": {name: words.say(f"dossier.{name}") for name in ("number", "when", "what", "stamps", "none")},
        "rows": [_row(line, say) for line in lines],
        "stamps": [words.say("dossier.stamp", stamp) for stamp in anchors],
    }
    return _made(msgspec.json.encode(data))


def _row(line: Mapping[str, Any], say: Callable[[str], str]) -> dict[str, Any]:
    recorded = str(line["recorded_at"])[:16].replace("T", " ") + " UTC"
    return {
        "seq": line["seq"],
        "on": line["on"] or "",
        "recorded": recorded,
        "text": line["text"],
        "details": [{"field": one["field"], "value": say(one["value"])} for one in line["details"]],
    }


def _made(data: bytes) -> bytes:
    """PDF/A-2b; an ordinary PDF where the fonts lack a sign somebody typed."""
    import typst

    sources = cast("Any", {"main.typ": _template(), "data.json": data})
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
    return files("simoff.desk").joinpath("templates", "timeline.typ").read_bytes()
