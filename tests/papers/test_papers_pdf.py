"""The letter as a PDF: PDF/A, the text meant and no other, whatever the person typed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from typing import get_args

import msgspec
import pikepdf
import pytest
from papers_samples import COMPANY, HOSTILE, PERSON, bare, drawn, meant, pages, small_facts

from simoff.case.circumstances import Circumstances, HolderFacts, HolderKind, UserIs, Wants
from simoff.facts.model import Facts
from simoff.number.model import Line, Range
from simoff.papers import Details, Letter, PaperError, letter_pdf, read_details, write_letter
from simoff.papers.details import Child, Contract, Person
from simoff.papers.entries import PRINTABLE

ON = date(2026, 11, 24)
LINE = Line("+79161234567", "9161234567", Range("unknown", (), None, "codes", None))


def write(case: Circumstances | None = None, details: Details = PERSON, facts: Facts | None = None) -> Letter:
    case = case or Circumstances(holder=HolderFacts(kind="citizen", user_is="holder"))
    return write_letter("termination", case, LINE, details, facts or small_facts(), on=ON, operator_id="mts")


@pytest.mark.parametrize("kind", get_args(HolderKind))
@pytest.mark.parametrize("user", get_args(UserIs))
def test_the_page_holds_the_text_meant(kind: HolderKind, user: UserIs) -> None:
    """Read back from the PDF, both copies are the plain text, for every holder and user."""
    letter = write(Circumstances(holder=HolderFacts(kind=kind, user_is=user)))
    assert drawn(letter_pdf(letter), letter) == meant(letter)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_in_a_field_is_text(hostile: str) -> None:
    """Code, math, tags and quotes in any field come out as typed."""
    typed = f"Имя {hostile} конец"
    person = Person(name=typed, document=typed, address=typed, phone=typed, email=typed)
    details = Details(holder=person, contract=Contract(typed, ON, typed), child=Child(typed))
    letter = write(Circumstances(holder=HolderFacts(kind="minor_under_14")), details)
    found = drawn(letter_pdf(letter), letter)
    assert found == meant(letter)
    assert found.count(bare(typed)) >= 10


def test_a_blank_form_is_drawn() -> None:
    """With nothing known the form has its labels and no word from the program's inside."""
    letter = write_letter("termination", Circumstances(), LINE, Details(), small_facts(), on=ON, operator_id=None)
    assert drawn(letter_pdf(letter), letter) == meant(letter)
    assert "None" not in drawn(letter_pdf(letter), letter)


def test_pdf_a() -> None:
    """Part 2, conformance B, an output intent, no scripts or attachments, dated by the letter."""
    with pikepdf.open(BytesIO(letter_pdf(write()))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert not pdf.attachments
        assert "/OpenAction" not in pdf.Root
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261124")


def test_all_fonts_are_embedded() -> None:
    """Every font of every page carries its own font file."""
    with pikepdf.open(BytesIO(letter_pdf(write(details=PERSON)))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_title_and_metadata_hold_no_personal_data() -> None:
    """Name and number stand on the page only."""
    with pikepdf.open(BytesIO(letter_pdf(write()))) as pdf:
        about = str(pdf.docinfo) + str(pdf.open_metadata())
    assert "Иванов" not in about
    assert "916" not in about


def test_one_page_a_copy_for_a_person() -> None:
    """A person's letter, filled in or blank, takes one page a copy, and each copy says which it is."""
    for details in (PERSON, Details()):
        texts = pages(letter_pdf(write(details=details)))
        assert len(texts) == 2
        assert "Экземпляр 1 (оператору)" in texts[0]
        assert "Экземпляр 2 (заявителю, с отметкой о принятии)" in texts[1]


def test_at_most_two_pages_a_copy_whoever_writes() -> None:
    """Any holder and user, with the longest entries allowed: never more than two pages a copy."""
    long = "Длинное значение " * 17
    person = Person(name=long[:80], document=long, address=long, phone=long[:40], email="a@example.org")
    for kind in get_args(HolderKind):
        letter = write(Circumstances(holder=HolderFacts(kind=kind)), Details(holder=person))
        assert len(pages(letter_pdf(letter))) <= 4


@pytest.mark.parametrize("count", [1, 2, 60, 150, 300])
def test_an_annex_goes_on_over_pages(count: int) -> None:
    """All numbers are on the pages in order, and pages of a copy are numbered from 1 to its own total."""
    numbers = tuple(f"+7999{place:07d}" for place in range(count - 1))
    letter = write(
        Circumstances(holder=HolderFacts(kind="company", user_is="officer")),
        msgspec.structs.replace(COMPANY, numbers=numbers),
    )
    texts = pages(letter_pdf(letter))
    assert drawn(letter_pdf(letter), letter) == meant(letter)
    each = len(texts) // 2
    if each > 1:
        assert f"Страница 1 из {each}" in texts[each]
        assert f"Страница {each} из {each}" in texts[-1]


def test_the_same_letter_gives_the_same_bytes() -> None:
    """Two runs, one file."""
    letter = write()
    assert letter_pdf(letter) == letter_pdf(letter)


def test_every_sign_that_may_be_typed_can_be_printed() -> None:
    """The font holds each sign that read_details lets through: none ends in a failure or an empty box."""
    signs = [
        chr(code) for code in range(0x20, 0x2200) if PRINTABLE.fullmatch(chr(code)) and chr(code).isprintable()
    ]
    for start in range(0, len(signs), 200):
        some = "".join(signs[start : start + 200])
        letter_pdf(write(details=Details(holder=Person(name="А" + some))))


def test_a_sign_the_font_lacks_is_an_error_without_the_text() -> None:
    """Built past the reader, a Chinese name is a PaperError that does not repeat it."""
    with pytest.raises(PaperError) as caught:
        letter_pdf(write(details=Details(holder=Person(name="王小明 Иванов"))))
    assert "王" not in str(caught.value)
    assert "Иванов" not in str(caught.value)


def test_what_was_read_can_be_printed() -> None:
    """Details from TOML with odd but allowed signs come out on the page."""
    details = read_details('[holder]\nname = "Жан-Поль д’Эстен №2"\naddress = "ул. «Ё», д. 1 #2 $3"')
    letter = write(Circumstances(holder=HolderFacts(kind="citizen"), wants=Wants(refund_to="none")), details)
    assert bare("д’Эстен №2") in drawn(letter_pdf(letter), letter)
    assert drawn(letter_pdf(letter), letter) == meant(letter)


def test_letters_are_made_by_several_threads() -> None:
    """A server makes letters for several at once: each gets its own, the same as one made alone."""
    letters = [write(details=Details(holder=Person(name=f"Имя {number}"))) for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(letter_pdf, letters))
    assert made == [letter_pdf(letter) for letter in letters]
