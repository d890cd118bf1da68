"""Every kind of letter: for every operator and signer, in three languages, on what facts allow."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import get_args

import msgspec
import numpy
import pikepdf
import pypdfium2
import pytest
from papers_samples import COMPANY, HOSTILE, PERSON, bare, drawn, fact, meant, pages, papers_catalogue, small_facts

from simoff.case.circumstances import (
    Circumstances,
    HolderFacts,
    HolderKind,
    MoneyFacts,
    ProxyFacts,
    UserIs,
    Wants,
)
from simoff.desk.bundle import load_facts
from simoff.facts import Facts, state
from simoff.facts.model import GROUNDS, Known
from simoff.number.model import Line, Range
from simoff.papers import KINDS, Details, Letter, form_text, letter_pdf, letter_text, write_letter
from simoff.papers.details import (
    About,
    Bank,
    Bill,
    Claim,
    Company,
    Contents,
    Contract,
    Past,
    Person,
    Power,
    Refund,
    Representative,
)
from simoff.papers.explanation import explanation, explanation_pdf
from simoff.papers.letter import Note, Paragraph, Table

ON = date(2026, 11, 24)
LINE = Line("+79161234567", "9161234567", Range("unknown", (), None, "codes", None))
CITIZEN = Circumstances(holder=HolderFacts(kind="citizen", user_is="holder"))
FIRM = Circumstances(holder=HolderFacts(kind="company", user_is="officer"))
ABOUT: tuple[About, ...] = get_args(About)
DOTS_PER_MM = 2.0


@pytest.fixture(scope="module")
def packs() -> Facts:
    return load_facts()


def write(
    kind: str,
    details: Details = PERSON,
    case: Circumstances = CITIZEN,
    facts: Facts | None = None,
    operator_id: str | None = "mts",
) -> Letter:
    return write_letter(kind, case, LINE, details, facts or load_facts(), on=ON, operator_id=operator_id)


def said(letter: Letter) -> str:
    return letter_text(letter).replace("\u00a0", " ")


def about(what: About | None, **more: object) -> Details:
    return msgspec.structs.replace(PERSON, claim=Claim(about=what, **more))  # type: ignore[arg-type]


def notes(letter: Letter) -> set[str]:
    return {note.id for note in letter.notes}


def test_the_kinds_are_those_of_the_procedure() -> None:
    """The twelve kinds, by the names of the command line."""
    assert tuple(KINDS) == (
        "termination",
        "refund",
        "confirmation",
        "claim",
        "freeze",
        "complaint-communications",
        "complaint-consumer",
        "data",
        "bill",
        "disown",
        "power",
        "contents",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_operator_gets_every_letter_in_every_language(packs: Facts, kind: str) -> None:
    """PDF and explanation for each operator with a party; a party or address not known is a blank line."""
    words = {lang: papers_catalogue(lang) for lang in ("zh", "ru", "en")}
    parties = [operator for operator in packs.operators.values() if operator.party]
    assert len(parties) > 8
    for operator in parties:
        letter = write(kind, facts=packs, operator_id=operator.id)
        assert drawn(letter_pdf(letter), letter) == meant(letter)
        assert str(operator.party) in said(letter)
        for lang, catalogue in words.items():
            sheet = explanation(letter, catalogue, lang)
            assert all(part.said and all(part.said) for part in sheet.parts)
        if operator.address is None and kind != "power":
            assert re.search(r"Адрес(?: оператора)?: _{6}", said(letter))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_what_it_says_is_a_sheet_of_its_own(kind: str, lang: str) -> None:
    """In each language each kind is explained in a file marked "for you", or the font to install is named."""
    catalogue = papers_catalogue(lang)
    made = explanation_pdf(write(kind), catalogue, lang)
    if not isinstance(made, bytes):
        assert lang == "zh"
        assert "Noto Sans CJK" in made.text
        return
    for text in pages(made):
        assert bare(catalogue.say("explanation.banner")) in bare(text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("holder", get_args(HolderKind))
def test_whoever_signs_and_whatever_is_missing(packs: Facts, kind: str, holder: HolderKind) -> None:
    """Every holder and user, with data and without: a letter whose text is on the page and can be said back."""
    catalogue = papers_catalogue("en")
    for user in get_args(UserIs):
        case = Circumstances(holder=HolderFacts(kind=holder, user_is=user, passport_changed=True))
        letter = write(kind, Details(), case, packs, None)
        assert "None" not in said(letter)
        assert "UNSET" not in said(letter)
        assert len(explanation(letter, catalogue, "en").parts) == len(letter.blocks)
    assert drawn(letter_pdf(letter), letter) == meant(letter)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", [*ABOUT, None])
def test_each_ground_printed_is_allowed_by_its_confidence(packs: Facts, kind: str, what: About | None) -> None:
    """A letter rests on single values in force, official or credible; each phrase of law is one of theirs."""
    for case in (CITIZEN, FIRM, Circumstances()):
        letter = write(kind, about(what), case, packs)
        for ground in letter.grounds:
            found = state(packs.facts[ground], ON)
            assert isinstance(found, Known)
            assert found.value.confidence in GROUNDS
        own = {found.value.letter for g in letter.grounds if isinstance(found := state(packs.facts[g], ON), Known)}
        for block in letter.blocks:
            if isinstance(block, Paragraph) and "grounds" in block.args:
                assert set(block.args["grounds"]) <= own


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", [*ABOUT, None])
def test_an_article_is_named_only_where_its_official_text_was_seen(
    packs: Facts, kind: str, what: About | None
) -> None:
    """Every "статьи N" on a page stands in the phrase of an official fact, and no act's number is named."""
    official = {
        value.letter
        for one in packs.facts.values()
        for value in one.values
        if value.letter and value.confidence == "official"
    }
    for case in (CITIZEN, FIRM):
        text = said(write(kind, about(what), case, packs))
        for article in re.findall(r"(?:пункт\w* [\d и,.]+ )?стать\w+ \d[\d.]*", text):
            assert any(article in phrase for phrase in official), article
        assert not re.search(r"№ ?\d+-ФЗ|постановлени\w+ Правительства", text)


@pytest.mark.parametrize("confidence", ["copy", "report", "unverified", "rumour"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_known_well_enough_is_never_named(kind: str, confidence: str) -> None:
    """With weaker facts the phrase of law and the figure leave every letter."""
    ids = ("gk-450-1", "end-any-time", "gk-165-1", "zozpp-32", "claim-30-days", "refund-30-days")
    more = ("consent-to-extras", "pd-withdraw-terms", "subscriber-data-secret", "t2.termination-documents")
    weak = small_facts(
        *(fact(id, confidence, "статьи 999 закона", number=999, unit="day") for id in (*ids, *more))  # type: ignore[arg-type]
    )
    for what in (*ABOUT, None):
        letter = write(kind, about(what), facts=weak)
        assert letter.grounds == ()
        assert "999" not in said(letter)


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_any_field_is_text(kind: str) -> None:
    """Code, math, tags and quotes typed into any field come out as typed, in every kind."""
    typed = f"Имя {' '.join(HOSTILE)} конец"
    person = Person(name=typed, document=typed, address=typed, phone=typed, email=typed, former_document=typed)
    details = Details(
        holder=person,
        representative=Representative(typed, typed, typed, typed, typed, typed, typed),
        company=Company(typed, address=typed),
        contract=Contract(typed, ON, typed),
        bank=Bank(typed, typed),
        past=Past(incoming=typed, claim_incoming=typed, answer=typed),
        claim=Claim("charges", Decimal(5), typed),
        power=Power(typed),
        contents=Contents((typed, typed)),
    )
    for case in (CITIZEN, FIRM):
        letter = write(kind, details, case)
        found = drawn(letter_pdf(letter), letter)
        assert found == meant(letter)
        assert bare(typed) in found


@pytest.mark.parametrize("kind", KINDS)
def test_pdf_a_in_its_required_parts(kind: str) -> None:
    """Part 2 conformance B, output intent, title without data, fonts embedded, nothing that runs."""
    with pikepdf.open(BytesIO(letter_pdf(write(kind)))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/DestOutputProfile" in pdf.Root.OutputIntents[0]
        assert not pdf.attachments
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        assert not pdf.is_encrypted
        assert "916" not in str(pdf.docinfo) + str(meta)
        assert "Иванов" not in str(pdf.docinfo) + str(meta)
        for page in pdf.pages:
            assert "/Annots" not in page
            for font in page.Resources.Font.values():
                assert {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["letter", "en"])
def test_the_page_looks_right(kind: str, lang: str) -> None:
    """Rendered, each page has ink, keeps its margins, and a person's letter takes at most two pages a copy."""
    letter = write(kind)
    pdf = letter_pdf(letter) if lang == "letter" else explanation_pdf(letter, papers_catalogue(lang), lang)
    assert isinstance(pdf, bytes)
    document = pypdfium2.PdfDocument(pdf)
    if lang == "letter":
        assert len(document) <= 2 * len(letter.copies)
    for page in document:
        dark = numpy.asarray(page.render(scale=25.4 * DOTS_PER_MM / 72, grayscale=True).to_numpy()).squeeze() < 128
        left, right = (int(mm * DOTS_PER_MM) for mm in ((24, 13) if lang == "letter" else (17, 16)))
        assert dark.any()
        assert not dark[:, :left].any()
        assert not dark[:, dark.shape[1] - right :].any()
        assert not dark[: int(6 * DOTS_PER_MM)].any()
        assert not dark[dark.shape[0] - int(6 * DOTS_PER_MM) :].any()


@pytest.mark.parametrize(("way", "details", "wanted", "unwanted"), [
    ("bank_account", PERSON, "БИК: 044525225", "IBAN"),
    ("bank_account", Details(bank=Bank(bank="Bank", iban="GB82WEST12345698765432")), "IBAN: GB82", "БИК"),
    ("other_number", Details(refund=Refund("+79990000000")), "на абонентский номер +7 (999) 000-00-00", "БИК"),
    ("cash", PERSON, "выдать наличными", "БИК"),
    ("none", PERSON, "БИК: 044525225", "не запрашивается"),
])  # fmt: skip
def test_refund(way: str, details: Details, wanted: str, unwanted: str) -> None:
    """To Russia, abroad, to another number, in cash; a refund letter always asks for the money."""
    case = Circumstances(holder=CITIZEN.holder, wants=Wants(refund_to=way))  # type: ignore[arg-type]
    text = said(write("refund", details, case))
    assert wanted in text
    assert unwanted not in text
    assert "в срок: 30 дней" in text


@pytest.mark.parametrize(("balance", "amount", "wanted"), [
    (Decimal("350.50"), None, "остаток составляет 350,50 руб."),
    (Decimal("350.50"), Decimal(400), "остаток составляет 400,00 руб."),
    (Decimal(-10), None, "Прошу указать в ответе сумму остатка"),
    (Decimal(0), None, "Прошу указать в ответе сумму остатка"),
])  # fmt: skip
def test_the_sum_of_a_refund(balance: Decimal, amount: Decimal | None, wanted: str) -> None:
    """The stated sum, else a positive balance; never a negative one, and that is told."""
    case = Circumstances(holder=CITIZEN.holder, money=MoneyFacts(balance=balance))
    letter = write("refund", about(None, amount=amount), case)
    assert wanted in said(letter)
    assert "-10" not in said(letter)
    assert ("refund.note.nothing-left" in notes(letter)) == (balance <= 0)


@pytest.mark.parametrize(("what", "wanted", "grounds"), [
    ("refusal", "отказался принять или исполнить заявление", {"gk-450-1", "end-any-time", "claim-30-days"}),
    ("silence", "ответ не получен", {"gk-450-1", "end-any-time", "gk-165-1", "claim-30-days"}),
    ("late-refund", "(аванс) не возвращён", {"end-any-time", "claim-30-days", "refund-30-days"}),
    ("charges", "оператор начислил плату", {"gk-450-1", "end-any-time", "claim-30-days"}),
    ("debt", "числится задолженность", {"consent-to-extras", "claim-30-days"}),
])  # fmt: skip
def test_claims(what: About, wanted: str, grounds: set[str]) -> None:
    """Each claim tells its own story, rests on its own facts, and asks for the answer in 30 days."""
    letter = write("claim", about(what, amount=Decimal("890.10"), service="подписка"))
    text = said(letter)
    assert wanted in text
    assert grounds | {"zozpp-32"} == set(letter.grounds)
    assert "в течение 30 календарных дней со дня регистрации" in text
    assert ("890,10 руб." in text) == (what in ("late-refund", "charges", "debt"))
    assert ("не является признанием долга" in text) == (what == "debt")
    assert ("БИК" in text) == (what == "late-refund")
    assert "claim.note.about" not in notes(letter)


def test_a_claim_about_nothing_stated_is_written_by_hand() -> None:
    """Without a subject: lines for the story and the demand, and a note with the subjects there are."""
    letter = write("claim", PERSON)
    assert "Что произошло (даты, кто и что ответил): ____" in said(letter)
    assert "Прошу: ____" in said(letter)
    assert letter.grounds == ("claim-30-days",)
    note = next(note for note in letter.notes if note.id == "claim.note.about")
    for lang in ("zh", "ru", "en"):
        said_back = papers_catalogue(lang).say(note.id, note.args)
        assert all(what in said_back for what in ABOUT)


def test_what_has_happened_is_filled_in_or_left_to_write() -> None:
    """Known days and numbers stand in the letter, the rest are lines; a day to come stays blank and is told."""
    past = Past(filed_on=date(2026, 10, 1), incoming="77", ended_on=date(2026, 12, 1))
    letter = write("refund", msgspec.structs.replace(PERSON, past=past))
    assert "Заявление о расторжении подано: «1» октября 2026 г." in said(letter)
    assert "Входящий №: 77" in said(letter)
    assert "Договор расторгнут с: ____" in said(letter)
    assert Note("shared.note.day-to-come", {"day": date(2026, 12, 1)}) in letter.notes


def test_freeze_names_no_law_while_its_text_is_disputed(packs: Facts) -> None:
    """The sources differ, so the letter names none and the person is shown where the doubt stands."""
    letter = write("freeze", facts=packs)
    assert letter.grounds == ()
    assert "закона" not in said(letter)
    assert "fz280-freeze" in packs.facts
    assert "freeze.note.disputed" in notes(letter)


@pytest.mark.parametrize("kind", ["complaint-communications", "complaint-consumer"])
def test_complaints(packs: Facts, kind: str) -> None:
    """To the body with a blank address, about the operator, to be passed on; no e-mail of any body."""
    letter = write(kind, about("silence"), facts=packs)
    text = said(letter)
    assert f"Кому: Федеральная служба по надзору в сфере {'связи' if 'comm' in kind else 'защиты'}" in text
    assert "Оператор связи: ПАО «МТС»" in text
    assert "прошу направить его в орган, которому оно подведомственно" in text
    assert "не ответил на заявление" in text
    assert ("zozpp-32" in letter.grounds) == (kind == "complaint-consumer")
    assert set(re.findall(r"\w+@\w+\.\w+", text)) == {"ivan_ivanov@example.org"}
    assert {"complaint.note.how", "complaint.note.who"} <= notes(letter)


def test_the_text_for_a_form_has_the_story_and_no_frame() -> None:
    """No addressee, sender, signature or enclosures; the story, the operator and the demands are there."""
    text = form_text(write("complaint-consumer", about("charges")))
    for part in ("оператор связи начислил плату", "Оператор связи: ПАО «МТС»", "1. Проверить", "Входящий №"):
        assert part in text
    for part in ("Кому", "Подпись", "Приложения", "паспорт", "Копия"):
        assert part not in text


def test_a_companys_consumer_complaint_is_advised_against() -> None:
    """Consumer law is for people: a company's letter does not name it and the officer is told."""
    letter = write("complaint-consumer", COMPANY, FIRM)
    assert "zozpp-32" not in letter.grounds
    assert "complaint.note.no-consumer" in notes(letter)


def test_disown_is_the_persons_own_letter() -> None:
    """Whoever holds the line in the circumstances, the letter denies the contract and admits nothing."""
    for case in (CITIZEN, FIRM, Circumstances(holder=HolderFacts(kind="deceased", user_is="heir"))):
        text = said(write("disown", PERSON, case))
        assert "От кого: Иванов Иван Иванович" in text
        assert "мной не заключался" in text
        assert "Не предъявлять мне требований об оплате" in text
        assert "№ 123-45" not in text


def test_the_bills_period() -> None:
    """The period stands as official dates, or as lines to write on."""
    period = Bill(date(2026, 6, 1), date(2026, 11, 23))
    text = said(write("bill", msgspec.structs.replace(PERSON, bill=period)))
    assert "За период с: «1» июня 2026 г." in text
    assert "по: «23» ноября 2026 г." in text
    assert "За период с: ____" in said(write("bill"))


def test_power_of_attorney() -> None:
    """One copy marked as a draft, with every point it must cover, and the money unless it shall not."""
    details = msgspec.structs.replace(
        PERSON,
        representative=Representative(name="Сидорова Мария"),
        power=Power("г. Пекин", date(2027, 12, 31)),
    )
    letter = write("power", details)
    text = said(letter)
    assert letter.copies == ("Проект для нотариуса или консула. В таком виде не действует",)
    for part in (
        "Доверенность (проект)",
        "Место составления: г. Пекин",
        "Фамилия, имя, отчество: Сидорова Мария",
        "об отказе от договора",
        "копию договора",
        "детализацию",
        "оспаривать начисления",
        "претензии",
        "получать причитающиеся доверителю денежные средства",
        "«31» декабря 2027 г.",
        "Удостоверительная надпись",
    ):
        assert part in text
    assert "От кого" not in text
    without = write("power", details, Circumstances(proxy=ProxyFacts(covers_money=False)))
    assert "денежные средства" not in said(without)
    assert "7. " not in said(without)
    assert "power.note.no-money" in notes(without)


def test_the_right_to_money_cites_the_one_operator_that_asks_for_it(packs: Facts) -> None:
    """For T2 the point rests on its own page; for others on nothing."""
    assert write("power", facts=packs, operator_id="t2").grounds == ("t2.termination-documents",)
    assert write("power", facts=packs, operator_id="mts").grounds == ()


def test_the_list_of_contents() -> None:
    """What goes with the application, or what the person lists; copies and values are to be written."""
    table = next(block for block in write("contents").blocks if isinstance(block, Table))
    assert [row[1] for row in table.rows] == [
        "Заявление о расторжении договора об оказании услуг связи",
        "Копия документа, удостоверяющего личность заявителя",
    ]
    assert all(row[2:] == ("", "") for row in table.rows)
    own = msgspec.structs.replace(PERSON, contents=Contents(("Претензия", "Копия чека")))
    assert [block.rows for block in write("contents", own).blocks if isinstance(block, Table)] == [
        (("1", "Претензия", "", ""), ("2", "Копия чека", "", ""))
    ]
