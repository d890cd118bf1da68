"""The letter said back: a sheet of its own, in three languages, with or without a Chinese font."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import pypdfium2
import pytest
from papers_samples import PERSON, papers_catalogue, papers_texts, small_facts

from simoff.case.circumstances import Circumstances, HolderFacts, HolderKind, MoneyFacts, UserIs, Wants
from simoff.lang import Catalogue
from simoff.number.model import Line
from simoff.papers import (
    Details,
    FontMissing,
    Letter,
    explanation_html,
    explanation_pdf,
    letter_pdf,
    write_letter,
)
from simoff.papers.details import Death, Person, Refund
from simoff.papers.explanation import explanation
from simoff.papers.fonts import CHINESE_FONTS, installed_families
from simoff.papers.render import compiler

ON = date(2026, 11, 24)
BALANCES = (None, Decimal(10), Decimal(-500))
WAYS = ("bank_account", "other_number", "cash", "card", "none")


def texts_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


@pytest.fixture
def letter(line: Line) -> Letter:
    case = Circumstances(
        holder=HolderFacts(kind="citizen", user_is="holder"), wants=Wants(end_on=date(2026, 12, 1))
    )
    return write_letter("termination", case, line, PERSON, small_facts(), on=ON, operator_id="mts")


@pytest.mark.parametrize("kind", get_args(HolderKind))
@pytest.mark.parametrize("user", get_args(UserIs))
@pytest.mark.parametrize("operator_id", ["mts", None])
def test_everything_a_letter_says_can_be_said_back(
    line: Line, lang: str, catalogue: Catalogue, kind: HolderKind, user: UserIs, operator_id: str | None
) -> None:
    """For every holder, user, debt and way of refund each block has its text in each language."""
    for balance in BALANCES:
        for way in WAYS:
            case = Circumstances(
                holder=HolderFacts(kind=kind, user_is=user, passport_changed=True),
                wants=Wants(refund_to=way, end_on=date(2026, 12, 1)),  # type: ignore[arg-type]
                money=MoneyFacts(balance=balance, disputed=Decimal(5)) if balance else MoneyFacts(),
            )
            details = Details(refund=Refund("+79990000000"), death=Death(on=date(2026, 3, 1)))
            letter = write_letter("termination", case, line, details, small_facts(), on=ON, operator_id=operator_id)
            sheet = explanation(letter, catalogue, lang)
            assert len(sheet.parts) == len(letter.blocks)
            assert all(said for part in sheet.parts for said in part.said)


def test_the_three_languages_say_the_same_things() -> None:
    """The catalogues have the same entries."""
    keys = [set(papers_texts(lang)) for lang in ("zh", "ru", "en")]
    assert keys[0] == keys[1] == keys[2]


def test_it_is_marked_and_is_no_part_of_the_letter(letter: Letter, lang: str, catalogue: Catalogue) -> None:
    """The sheet carries "for you, do not hand in"; the letter's file does not hold a word of it."""
    banner = catalogue.say("explanation.banner")
    assert banner in explanation_html(letter, catalogue, lang).decode()
    assert banner not in texts_of(letter_pdf(letter))
    assert "gk-450-1" not in texts_of(letter_pdf(letter))


@pytest.mark.parametrize("lang", ["ru", "en"], indirect=False)
def test_pdf_without_any_font_of_the_computer(letter: Letter, lang: str) -> None:
    """Russian and English need no font beyond typst's own; every page is marked."""
    catalogue = papers_catalogue(lang)
    pdf = explanation_pdf(letter, catalogue, lang, families=())
    assert isinstance(pdf, bytes)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    assert all(catalogue.say("explanation.banner") in page for page in pages)
    assert "gk-450-1" in "".join(pages)


def test_without_a_chinese_font_the_person_is_told_what_to_install(letter: Letter) -> None:
    """No font: a value that names fonts in Chinese, and the HTML sheet still has everything."""
    catalogue = papers_catalogue("zh")
    for families in ((), ("DejaVu Sans", "Arial")):
        missing = explanation_pdf(letter, catalogue, "zh", families=families)
        assert isinstance(missing, FontMissing)
        assert "Noto Sans CJK" in missing.text
        assert "字体" in missing.text
    assert "请勿交给运营商" in explanation_html(letter, catalogue, "zh").decode()


def test_a_font_that_lies_about_its_signs_counts_as_missing(
    letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A family that is named but cannot show the text does not give empty boxes."""
    monkeypatch.setattr("simoff.papers.fonts.compiler_with_system_fonts", compiler)
    assert isinstance(explanation_pdf(letter, papers_catalogue("zh"), "zh", families=("SimSun",)), FontMissing)


def test_chinese_pdf(letter: Letter) -> None:
    """With a Chinese font the sheet is a PDF with Chinese and Russian text."""
    if not set(CHINESE_FONTS) & set(installed_families()):
        pytest.skip("no Chinese font on this computer")
    pdf = explanation_pdf(letter, papers_catalogue("zh"), "zh")
    assert isinstance(pdf, bytes)
    assert "请勿交给运营商" in texts_of(pdf)
    assert "Уведомляю об отказе" in texts_of(pdf)


def test_markup_stays_text_in_html(line: Line) -> None:
    """Tags in a name are shown, not run."""
    details = Details(holder=Person(name="<script>alert(1)</script>", email="a&b@example.org"))
    letter = write_letter("termination", Circumstances(), line, details, small_facts(), on=ON, operator_id=None)
    page = explanation_html(letter, papers_catalogue("en"), "en").decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "a&amp;b@example.org" in page
    assert "http" not in page.replace("https://example.org", "")


def test_each_ground_is_explained_with_its_doubt(letter: Letter, lang: str, catalogue: Catalogue) -> None:
    """Under the paragraph of grounds stands each fact it cites, in the person's language."""
    sheet = explanation(letter, catalogue, lang)
    rests = "".join(rest for part in sheet.parts for rest in part.rests)
    for ground in letter.grounds:
        assert f"[{ground}]" in rests
