"""Small facts and people for the letters. No real person stands behind any of these data."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files

import pypdfium2

from simoff.facts.model import Confidence, Fact, Facts, Operator, Source, Text, Value
from simoff.lang import Catalogue, flatten
from simoff.papers import Letter, letter_text
from simoff.papers.details import Bank, Company, Contract, Details, Person, Representative

PHRASES = {
    "gk-450-1": ("official", "пунктов 1 и 2 статьи 450.1 Гражданского кодекса Российской Федерации"),
    "end-any-time": ("credible", "Правил оказания услуг телефонной связи"),
    "zozpp-32": ("credible", "Закона Российской Федерации «О защите прав потребителей»"),
    "gk-782": ("credible", "Гражданского кодекса Российской Федерации"),
}


def fact(fact_id: str, confidence: Confidence, letter: str | None, **more: object) -> Fact:
    words = Text(f"{fact_id} 的内容", f"Содержание {fact_id}", f"What {fact_id} says")
    source = Source("https://example.org/law", date(2026, 1, 1))
    value = Value(text=words, confidence=confidence, sources=(source,), letter=letter, **more)  # type: ignore[arg-type]
    return Fact(fact_id, "law", "basis", (value,))


def small_facts(*changed: Fact) -> Facts:
    """The four grounds, the refund term and two operators; ``changed`` replace facts of the same id."""
    every = {id: fact(id, *known) for id, known in PHRASES.items()}  # type: ignore[arg-type]
    every["refund-30-days"] = fact("refund-30-days", "credible", None, number=30, unit="day")
    every |= {one.id: one for one in changed}
    known = Operator(
        "mts",
        Text("MTS", "МТС", "MTS"),
        ("7740000076",),
        {},
        party="ПАО «МТС»",
        address="109147, г. Москва, ул. Марксистская, д. 4",
        address_dated=date(2025, 4, 11),
    )
    bare = Operator("gpb", Text("Gazprombank", "Газпромбанк", "Gazprombank"), (), {})
    return Facts("2026.11.24", {"law": date(2026, 3, 7)}, every, {"mts": known, "gpb": bare})


PERSON = Details(
    holder=Person(
        name="Иванов Иван Иванович",
        document="паспорт 00 00 000000, выдан 1 января 2010 г.",
        address="000000, г. Пример, ул. Примерная, д. 1",
        email="ivan_ivanov@example.org",
    ),
    contract=Contract("123-45", date(2020, 3, 1), "000111222"),
    bank=Bank(bank="Банк «Пример»", bik="044525225", correspondent_account="30101810400000000225"),
)
COMPANY = Details(
    company=Company("ООО «Пример»", "7707083893", "770701001", "1027700132195", "г. Пример, ул. Примерная, д. 5"),
    representative=Representative(
        "Петров Пётр Петрович", email="office@example.org", position="директор", authority="Устав"
    ),
)


def papers_catalogue(lang: str) -> Catalogue:
    return Catalogue(lang, papers_texts(lang))


def papers_texts(lang: str) -> dict[str, str | dict[str, str]]:
    """All texts of the room in one language, from its file and its folder."""
    folder = files("simoff.papers").joinpath("texts")
    places = (folder.joinpath(f"{lang}.toml"), *folder.joinpath(lang).iterdir())
    entries: dict[str, str | dict[str, str]] = {}
    for place in places:
        entries |= flatten(tomllib.loads(place.read_text(encoding="utf-8")))
    return entries


HOSTILE = (
    '#panic("x")',
    "]",
    "$x$",
    "\\",
    "<b>жирно</b>",
    "#[*a*]",
    "`code`",
    "{who}",
    '"',
    "//",
    "@ref",
    "--",
    "~",
)


def pages(pdf: bytes) -> list[str]:
    """The text of every page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def bare(text: str) -> str:
    """A text without spaces, line ends, blanks, and page numbers."""
    text = re.sub(r"Страница \d+ из \d+", "", text)
    return re.sub(r"[\s_\u00a0\ufffe]+", "", text)


def without_marks(text: str, letter: Letter) -> str:
    """A bare text without the mark of the copy, which stands on each of its pages."""
    for mark in letter.copies:
        text = text.replace(bare(mark), "")
    return text


def drawn(pdf: bytes, letter: Letter) -> str:
    return without_marks(bare("".join(pages(pdf))), letter)


def meant(letter: Letter) -> str:
    both = "".join(letter_text(letter, copy) for copy in range(len(letter.copies))).replace(" | ", " ")
    # a label whose blank is drawn keeps its colon; nothing else differs
    return without_marks(bare(both), letter)
