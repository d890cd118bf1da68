"""The plan as PDF and HTML with its picture, as ``plan --out`` writes them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from simoff.cli.document import Document, Heading, Item, Items, Paragraph, Quote, Title
from simoff.cli.pdf import document_pdf
from simoff.cli.running import run
from simoff.desk import doctor
from simoff.desk.bundle import catalogue
from simoff.lang import LANGS

DAY = date(2026, 11, 24)
SETTINGS = ("operator=mts", "holder.kind=citizen", "holder.user_is=holder", "where=russia", "leaving_on=2026-12-20")


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("lang", LANGS)
def test_the_plan_is_written_with_its_picture(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In each language the picture stands in the HTML and, its texts to be searched, in the PDF."""
    if lang == "zh" and doctor.chinese_font() is None:
        pytest.skip("no font here shows Chinese")
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    settings = [word for setting in SETTINGS for word in ("--set", setting)]
    where = ["--as-of", "2026-11-24", "--lang", lang, "--out", str(tmp_path / "out")]
    assert run(["plan", "+79161234567", *settings, *where]) == 0
    capsys.readouterr()
    html = (tmp_path / "out" / "plan.html").read_text("utf-8")
    assert html.count("<svg ") == 1
    assert html.index("<svg ") < html.index("<h2>")
    pdf = (tmp_path / "out" / "plan.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"pdfaid" in pdf
    said = "".join(text_of(pdf).split())
    for key in ("timeline.slack", "timeline.phase.accounts", "timeline.phase.after"):
        assert "".join(catalogue("desk", lang).say(key).split()) in said


def test_markup_in_a_text_stays_a_text() -> None:
    """What looks like typst's markup, or like a path, is printed as it stands."""
    odd = '#read("data.json") $x$ *b* \\ @a <b> [c]'
    quote = Quote(odd, "ru")
    blocks = (Title(odd, (odd,)), Paragraph(odd), Heading("H"), Items((Item(odd, odd, odd, (quote,)),)))
    said = text_of(document_pdf(Document("en", blocks), DAY) or b"")
    assert said.count("#read(") == 7
    assert "data.json" in said


def test_a_page_without_a_chinese_font_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no font shows Chinese there is no PDF full of empty boxes."""
    monkeypatch.setattr(doctor, "chinese_font", lambda: None)
    assert document_pdf(Document("zh", (Title("计划"),)), DAY) is None
    assert document_pdf(Document("ru", (Title("План"),)), DAY) is not None
