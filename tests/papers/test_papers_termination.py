"""The application to end the contract: what it says, to whom, and what it rests on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import msgspec
import pytest
from papers_samples import COMPANY, PERSON, fact, small_facts

from simoff.case.circumstances import (
    Circumstances,
    ContractFacts,
    HolderFacts,
    HolderKind,
    MoneyFacts,
    ProxyFacts,
    UserIs,
    Wants,
)
from simoff.facts.model import GROUNDS, Facts
from simoff.number.model import Line
from simoff.papers import Details, Letter, letter_text, write_letter
from simoff.papers.details import Bank, Child, Death, Person, Refund, Representative
from simoff.papers.letter import Annex, Fields

ON = date(2026, 11, 24)
CITIZEN = HolderFacts(kind="citizen", user_is="holder")
KINDS: tuple[HolderKind, ...] = get_args(HolderKind)
USERS: tuple[UserIs, ...] = get_args(UserIs)


@pytest.fixture
def write(line: Line, facts: Facts):  # noqa: ANN201 - a factory
    """A letter from circumstances and details, to MTS unless told otherwise."""

    def make(
        case: Circumstances | None = None,
        details: Details = PERSON,
        known: Facts = facts,
        operator_id: str | None = "mts",
    ) -> Letter:
        return write_letter(
            "termination",
            case or Circumstances(holder=CITIZEN),
            line,
            details,
            known,
            on=ON,
            operator_id=operator_id,
        )

    return make


def said(letter: Letter) -> str:
    return letter_text(letter).replace("\u00a0", " ")


def test_a_persons_letter_says_everything(write) -> None:  # noqa: ANN001
    """Addressee, sender, number, contract, end, confirmation, registration, answer, enclosure: all there."""
    text = said(write())
    for part in (
        "Кому: ПАО «МТС»",
        "Адрес: 109147, г. Москва, ул. Марксистская, д. 4",
        "От кого: Иванов Иван Иванович",
        "Заявление о расторжении договора об оказании услуг связи",
        "с даты получения настоящего заявления",
        "Абонентский номер: +7 (916) 123-45-67",
        "Договор: № 123-45 от «1» марта 2020 г.",
        "Лицевой счёт: 000111222",
        "Прошу письменно подтвердить расторжение договора",
        "на втором экземпляре отметку о принятии",
        "по адресу электронной почты: ivan_ivanov@example.org",
        "1. Копия документа, удостоверяющего личность заявителя.",
        "Отметка о принятии заявления",
    ):
        assert part in text
    assert write().copies == ("Экземпляр 1 (оператору)", "Экземпляр 2 (заявителю, с отметкой о принятии)")


def test_the_wanted_day_is_written_officially(write) -> None:  # noqa: ANN001
    """A wanted end date stands as «1» декабря 2026 г., with receipt as the fallback."""
    text = said(write(Circumstances(holder=CITIZEN, wants=Wants(end_on=date(2026, 12, 1)))))
    assert "расторгнуть его с «1» декабря 2026 г., а если заявление получено позже" in text


def test_a_day_that_has_passed_is_not_asked_for(write) -> None:  # noqa: ANN001
    """An end date before the letter's day becomes the day of receipt, and the person is told."""
    letter = write(Circumstances(holder=CITIZEN, wants=Wants(end_on=date(2026, 11, 23))))
    assert "с даты получения" in said(letter)
    assert "termination.note.end-passed" in [note.id for note in letter.notes]
    today = write(Circumstances(holder=CITIZEN, wants=Wants(end_on=ON)))
    assert "«24» ноября 2026 г." in said(today)


@pytest.mark.parametrize(("kind", "user", "wanted"), [
    ("citizen", "holder", ("gk-450-1", "end-any-time", "zozpp-32")),
    ("foreigner", "proxy", ("gk-450-1", "end-any-time", "zozpp-32")),
    ("minor_under_14", "parent", ("gk-450-1", "end-any-time", "zozpp-32")),
    ("company", "officer", ("gk-450-1", "end-any-time", "gk-782")),
    ("sole_trader", "holder", ("gk-450-1", "end-any-time", "gk-782")),
    ("deceased", "heir", ("gk-450-1", "end-any-time")),
])  # fmt: skip
def test_grounds_by_holder(write, kind: HolderKind, user: UserIs, wanted: tuple[str, ...]) -> None:  # noqa: ANN001
    """Consumer law is for natural persons, article 782's code for companies and sole traders."""
    letter = write(Circumstances(holder=HolderFacts(kind=kind, user_is=user), wants=Wants(refund_to="none")))
    assert letter.grounds == wanted


def test_consumer_law_needs_a_known_holder(write) -> None:  # noqa: ANN001
    """Who the holder is has not been said: no consumer law, no paid-services rule."""
    assert "zozpp-32" not in write(Circumstances(), Details()).grounds
    assert "gk-782" not in write(Circumstances(), Details()).grounds
    case = Circumstances(holder=HolderFacts(user_is="proxy"))
    assert "zozpp-32" not in write(case, Details()).grounds


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("user", USERS)
def test_every_ground_is_fit_for_a_letter(write, facts: Facts, kind: HolderKind, user: UserIs) -> None:  # noqa: ANN001
    """Whoever writes, each ground is official or credible and each phrase stands in some ground."""
    letter = write(Circumstances(holder=HolderFacts(kind=kind, user_is=user)))
    assert letter.grounds
    for ground in letter.grounds:
        assert facts.facts[ground].values[0].confidence in GROUNDS


@pytest.mark.parametrize("confidence", ["copy", "report", "unverified", "rumour"])
def test_what_is_not_known_well_enough_is_never_named(write, confidence: str) -> None:  # noqa: ANN001
    """A ground below credible leaves the letter, its phrase too; the refund term likewise."""
    weak = small_facts(
        fact("zozpp-32", confidence, "статьи 999 выдуманного закона"),  # type: ignore[arg-type]
        fact("refund-30-days", confidence, None, number=999, unit="day"),  # type: ignore[arg-type]
    )
    letter = write(known=weak)
    assert "999" not in said(letter)
    assert letter.grounds == ("gk-450-1", "end-any-time")


def test_what_is_not_in_force_that_day_is_never_named(write) -> None:  # noqa: ANN001
    """Grounds that start tomorrow, have ended, or contradict each other are left out."""
    tomorrow = fact("gk-450-1", "official", "будущего закона", start=date(2026, 11, 25))
    past = fact("end-any-time", "official", "прошлого закона", start=date(2020, 1, 1))
    end = msgspec.structs.replace(past.values[0], start=date(2026, 11, 24), ended=True)
    ended = msgspec.structs.replace(past, values=(past.values[0], end))
    one = fact("zozpp-32", "credible", "одного закона")
    other = msgspec.structs.replace(one.values[0], letter="другого закона")
    disputed = msgspec.structs.replace(one, values=(one.values[0], other), disputed=True)
    letter = write(
        Circumstances(holder=CITIZEN, wants=Wants(refund_to="none")),
        known=small_facts(tomorrow, ended, disputed),
    )
    assert letter.grounds == ()
    assert "на основании" not in said(letter)


def test_one_act_is_not_named_twice(write) -> None:  # noqa: ANN001
    """The code whose article is named is not named again without it, though both facts are cited."""
    letter = write(Circumstances(holder=HolderFacts(kind="company", user_is="officer")), COMPANY)
    assert said(letter).count("Гражданского кодекса") == 1
    assert {"gk-450-1", "gk-782"} <= set(letter.grounds)


@pytest.mark.parametrize(("money", "wanted"), [
    (MoneyFacts(balance=Decimal("10.50")), "задолженности по лицевому счёту нет"),
    (MoneyFacts(balance=Decimal(0)), "задолженности по лицевому счёту нет"),
    (MoneyFacts(balance=Decimal(-500)), "не оспаривается и будет оплачена."),
    (MoneyFacts(balance=Decimal(100), disputed=Decimal(30)), "остальные оказанные услуги связи оплачены"),
    (MoneyFacts(balance=Decimal(-500), disputed=Decimal(500)), "остальные оказанные услуги связи оплачены"),
    (MoneyFacts(balance=Decimal(-500), disputed=Decimal(200)), "будет оплачена; начисление суммы"),
    (MoneyFacts(disputed=Decimal(200)), "оспаривается в письменной форме."),
    (MoneyFacts(), "Прошу сообщить, какая сумма причитается"),
    (MoneyFacts(balance=Decimal(10), installments=True), "Прошу сообщить, какая сумма причитается"),
    (MoneyFacts(balance=Decimal(10), promised_payment=True), "Прошу сообщить, какая сумма причитается"),
])  # fmt: skip
def test_the_sentence_about_debt(write, money: MoneyFacts, wanted: str) -> None:  # noqa: ANN001
    """Paid, owed, disputed, both and not known have their own sentence; paid is never claimed unknown."""
    text = said(write(Circumstances(holder=CITIZEN, money=money)))
    assert wanted in text
    assert ("задолженности по лицевому счёту нет" in text) == ("нет" in wanted)


def test_only_the_undisputed_part_is_owned_up_to(write) -> None:  # noqa: ANN001
    """Of 500 owed with 200 in dispute the letter admits 300."""
    money = MoneyFacts(balance=Decimal(-500), disputed=Decimal(200))
    text = said(write(Circumstances(holder=CITIZEN, money=money)))
    assert "в размере 300,00 руб." in text
    assert "₽" not in text


def test_refund_to_a_russian_account(write) -> None:  # noqa: ANN001
    """Bank lines hold what is given, the missing account stays blank, the term is the fact's."""
    text = said(write(Circumstances(holder=CITIZEN, wants=Wants(refund_to="bank_account"))))
    assert "Получатель: Иванов Иван Иванович" in text
    assert "БИК: 044525225" in text
    assert "Счёт получателя: ____" in text
    assert "в срок: 30" in text


def test_refund_abroad(write) -> None:  # noqa: ANN001
    """IBAN and SWIFT take the place of BIK and correspondent account."""
    bank = Bank(bank="Example Bank", iban="GB82WEST12345698765432", swift="WESTGB2L")
    text = said(write(details=Details(bank=bank)))
    assert "IBAN: GB82WEST12345698765432" in text
    assert "SWIFT-код банка: WESTGB2L" in text
    assert "БИК" not in text


def test_other_ways_of_refund(write) -> None:  # noqa: ANN001
    """To another number, in cash, or not asked for: no bank lines."""
    for way, details, wanted in (
        ("other_number", Details(refund=Refund("+79990000000")), "на абонентский номер +7 (999) 000-00-00."),
        ("other_number", Details(), "на абонентский номер ____"),
        ("cash", PERSON, "выдать наличными"),
        ("none", PERSON, "этим заявлением не запрашивается"),
    ):
        text = said(write(Circumstances(holder=CITIZEN, wants=Wants(refund_to=way)), details))  # type: ignore[arg-type]
        assert wanted in text
        assert "БИК" not in text
        assert ("в срок" in text) == (way != "none")


def test_heir(write) -> None:  # noqa: ANN001
    """An heir asks for the end as of the day of death, with the certificate, and promises no payment."""
    case = Circumstances(holder=HolderFacts(kind="deceased", user_is="heir", died_on=date(2026, 3, 1)))
    details = Details(
        holder=Person(name="Иванов Пётр"),
        representative=Representative(name="Иванова Анна"),
        death=Death(certificate="I-АА № 000000"),
    )
    text = said(write(case, details))
    assert "с даты смерти абонента («1» марта 2026 г.)." in text
    assert "От кого: Иванова Анна" in text
    assert "Абонент (умерший): Иванов Пётр" in text
    assert "Свидетельство о смерти: I-АА № 000000" in text
    assert "Копия свидетельства о смерти" in text
    assert "будет оплачена" not in text


@pytest.mark.parametrize(("in_case", "in_details"), [
    (None, None),
    (date(2026, 3, 1), date(2026, 3, 2)),
    (date(2026, 11, 25), None),
])  # fmt: skip
def test_an_unclear_day_of_death_stays_blank(write, in_case: date | None, in_details: date | None) -> None:  # noqa: ANN001
    """Missing, contradicting or future days of death are not printed; the person is told."""
    holder = HolderFacts(kind="deceased", user_is="heir", died_on=in_case or msgspec.UNSET)
    letter = write(Circumstances(holder=holder), Details(death=Death(on=in_details)))
    assert "(«____» ______________ 20____ г.)" in said(letter)
    assert "termination.note.day-of-death" in [note.id for note in letter.notes]


def test_parent(write) -> None:  # noqa: ANN001
    """For a child under 14 the contract is the parent's, and the child is named as the user."""
    case = Circumstances(holder=HolderFacts(kind="minor_under_14", user_is="parent"))
    details = msgspec.structs.replace(PERSON, child=Child("Иванов Павел"))
    text = said(write(case, details))
    assert "Договор заключён на моё имя" in text
    assert "не достигший 14 лет: Иванов Павел." in text
    assert "От кого: Иванов Иван Иванович" in text


def test_minor_of_14_signs_with_lines_for_a_parent(write) -> None:  # noqa: ANN001
    """From 14 the holder signs; a parent's consent has lines of its own, others have none."""
    case = Circumstances(holder=HolderFacts(kind="minor_14_17", user_is="holder"))
    assert "Согласие родителя" in said(write(case))
    assert "Согласие родителя" not in said(write())


@pytest.mark.parametrize(("power", "wanted"), [
    ("notarial", "нотариально удостоверенной"),
    ("consular", "консульском учреждении"),
    ("apostilled", "с апостилем"),
    ("simple", "в простой письменной форме"),
    ("none", "по доверенности;"),
])  # fmt: skip
def test_proxy(write, power: str, wanted: str) -> None:  # noqa: ANN001
    """The power of attorney is named by its kind and its data; the money goes to the holder."""
    case = Circumstances(holder=HolderFacts(kind="foreigner", user_is="proxy"), proxy=ProxyFacts(power=power))  # type: ignore[arg-type]
    details = msgspec.structs.replace(
        PERSON, representative=Representative(name="Сидорова Мария", authority="№ 00 от 01.02.2026")
    )
    letter = write(case, details)
    text = said(letter)
    assert wanted in text
    assert "Доверенность: № 00 от 01.02.2026" in text
    assert "Получатель: Иванов Иван Иванович" in text
    assert text.count("Сидорова Мария") == 2
    assert "shared.note.proxy-money" in [note.id for note in letter.notes]


@pytest.mark.parametrize("count", [1, 2, 57, 300])
def test_a_companys_numbers_stand_in_an_annex(write, count: int) -> None:  # noqa: ANN001
    """From two numbers on a company's list is a signed annex with all of them, in order."""
    extra = tuple(f"+7999{place:07d}" for place in range(count - 1))
    details = msgspec.structs.replace(COMPANY, numbers=extra)
    letter = write(Circumstances(holder=HolderFacts(kind="company", user_is="officer")), details)
    lists = [block for block in letter.blocks if isinstance(block, Annex)]
    assert bool(lists) == (count > 1)
    if lists:
        assert len(lists[0].numbers) == count
        assert f"перечень в Приложении № 1, всего номеров: {count}" in said(letter)
        assert isinstance(letter.blocks[-2], Fields)


def test_the_line_itself_is_listed_once(write) -> None:  # noqa: ANN001
    """A number given again in the details is no second number."""
    details = msgspec.structs.replace(PERSON, numbers=("+79161234567",))
    assert "Абонентский номер: +7 (916) 123-45-67" in said(write(details=details))


def test_company_says_who_signs_and_why(write) -> None:  # noqa: ANN001
    """Company data, the officer, the position and the authority stand in the header."""
    text = said(write(Circumstances(holder=HolderFacts(kind="company", user_is="officer")), COMPANY))
    for part in ("ИНН: 7707083893", "КПП: 770701001", "ОГРН: 1027700132195", "Действует на основании: Устав"):
        assert part in text
    assert "М. П. (при наличии)" in text


@pytest.mark.parametrize("operator_id", [None, "gpb", "other", "nobody"])
def test_an_unknown_addressee_is_a_blank_line(write, operator_id: str | None) -> None:  # noqa: ANN001
    """No party or address in the pack: a blank to fill in by hand, never another operator's."""
    letter = write(operator_id=operator_id)
    assert "Кому: ____" in said(letter)
    assert "МТС" not in said(letter)
    assert {"shared.note.party-unknown", "shared.note.address-unknown"} <= {n.id for n in letter.notes}


def test_an_old_address_is_pointed_out(write, facts: Facts) -> None:  # noqa: ANN001
    """An address last seen more than three years before is printed with a note; a newer one without."""
    old = msgspec.structs.replace(facts.operators["mts"], address_dated=date(2023, 11, 23))
    stale = msgspec.structs.replace(facts, operators={"mts": old})
    assert [note.id for note in write(known=stale).notes] == ["shared.note.address-old"]
    assert not write().notes


def test_nothing_known_gives_blanks(write) -> None:  # noqa: ANN001
    """With no details at all the letter is a form to fill in by hand."""
    text = said(write(Circumstances(), Details(), operator_id=None))
    for label in ("Кому", "От кого", "Документ, удостоверяющий личность", "Лицевой счёт", "БИК"):
        assert f"{label}: ____" in text
    assert "None" not in text
    assert "UNSET" not in text


def test_a_stranger_is_told_that_the_holder_has_to_sign(write) -> None:  # noqa: ANN001
    """The letter of a stranger or worker carries the warning; the holder's does not."""
    for user in ("stranger", "worker"):
        case = Circumstances(holder=HolderFacts(kind="citizen", user_is=user))
        assert "shared.note.not-the-holder" in [note.id for note in write(case).notes]


def test_a_lost_contract_and_a_new_passport(write) -> None:  # noqa: ANN001
    """Both are said, with a line for the old document and its proof enclosed."""
    holder = HolderFacts(kind="citizen", user_is="holder", passport_changed=True)
    text = said(write(Circumstances(holder=holder, contract=ContractFacts(lost=True))))
    assert "экземпляр договора утрачен" in text
    assert "Прежний документ (указан в договоре): ____" in text
    assert "2. Копия документа, подтверждающего замену" in text


def test_the_same_input_gives_the_same_letter(write) -> None:  # noqa: ANN001
    """A letter depends on its arguments alone."""
    assert write() == write()


def test_braces_in_a_value_stay_text(write) -> None:  # noqa: ANN001
    """A value with a placeholder in it is not filled in a second time."""
    details = msgspec.structs.replace(PERSON, child=Child("{grounds} {child}"))
    case = Circumstances(holder=HolderFacts(kind="minor_under_14", user_is="parent"))
    assert "14 лет: {grounds} {child}." in said(write(case, details))
