"""Details from TOML: strict, every fault named, nothing typed repeated in an error."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simoff.papers
from simoff.desk.bundle import catalogue
from simoff.desk.errors import WrongInput
from simoff.desk.letter import details_of
from simoff.papers import DetailFault, Details, DetailsError, fault_text, read_details

ROOM = Path(simoff.papers.__file__).parent

GOOD = """
numbers = ["8 916 000-00-01", "+7 (916) 000-00-02", "8 916 000 00 01"]
[holder]
name = "O'Connor-Лапина Анна"
document = "паспорт 00 00 000000"
email = "a_b@example.org"
[contract]
number = "77/1"
signed_on = 2020-03-01
[bank]
bik = "044525225"
correspondent_account = "3010 1810 4000 0000 0225"
[company]
inn = "7707083893"
ogrn = "1027700132195"
[death]
on = 2026-03-01
[answer]
by = "email"
"""


def faults_of(text: str) -> dict[str, str]:
    """Place -> fault id of everything wrong in a text."""
    with pytest.raises(DetailsError) as caught:
        read_details(text)
    return {fault.where: fault.id for fault in caught.value.faults}


def test_good_details_are_read() -> None:
    """All sections arrive, numbers in E.164 and once each, accounts without spaces."""
    details = read_details(GOOD)
    assert details.numbers == ("+79160000001", "+79160000002")
    assert details.holder.name == "O'Connor-Лапина Анна"
    assert details.bank.correspondent_account == "30101810400000000225"
    assert details.contract.signed_on == date(2020, 3, 1)
    assert details.answer.by == "email"


def test_nothing_is_needed() -> None:
    """An empty text gives details without anything; empty strings count as not given."""
    assert read_details("") == Details()
    assert read_details('[holder]\nname = ""\nphone = "  "') == Details()


@pytest.mark.parametrize(
    "name",
    ["Мария-Анна д'Артаньян", "Оглы", "Ng", "Ё", "Ә" * 5 + " Қ", "Иванова " * 9 + "Анна Петр", "ZHANG SAN"],
)
def test_names_people_really_have(name: str) -> None:
    """Apostrophes, hyphens, no patronymic, eighty letters, Tatar and Kazakh letters are names."""
    assert read_details(f'[holder]\nname = "{name}"').holder.name == name


@pytest.mark.parametrize("name", ["张三", "张三 ZHANG SAN", "გიორგი", "Ωμέγα"])
def test_a_name_in_another_script_asks_for_the_one_in_the_passport(name: str) -> None:
    """A Chinese name is not transliterated here: the fault asks for the passport's letters."""
    with pytest.raises(DetailsError, match="passport") as caught:
        read_details(f'[holder]\nname = "{name}"')
    assert caught.value.faults[0].id == "details.name-script"
    assert name not in str(caught.value)


@pytest.mark.parametrize(("text", "where", "fault"), [
    ('[holder]\nnmae = "A"', "holder.nmae", "details.unknown-key"),
    ('[holdr]\nname = "A"', "holdr", "details.unknown-key"),
    ('holder = "A"', "holder", "details.no-table"),
    ("[holder]\nname = 5", "holder.name", "details.no-text"),
    ('[holder]\nname = "12"', "holder.name", "details.no-name"),
    ('[holder]\naddress = "北京"', "holder.address", "details.script"),
    ('[holder]\naddress = "a\\nb"', "holder.address", "details.control"),
    ('[holder]\naddress = "a\\u202Eb"', "holder.address", "details.control"),
    ('[holder]\naddress = "' + "a" * 301 + '"', "holder.address", "details.long"),
    ('[holder]\nemail = "nobody"', "holder.email", "details.email"),
    ('[contract]\nsigned_on = "1.3.2020"', "contract.signed_on", "details.date"),
    ("[contract]\nsigned_on = 2020-03-01T10:00:00", "contract.signed_on", "details.date"),
    ("[bank]\nbik = 44525225", "bank.bik", "details.no-text"),
    ('[bank]\nbik = "44525225"', "bank.bik", "details.bik"),
    ('[bank]\naccount = "4081781000000000000"', "bank.account", "details.account"),
    ('[bank]\nbik = "044525225"\naccount = "40817810000000000001"', "bank.account", "details.account-key"),
    ('[bank]\nbik = "044525225"\ncorrespondent_account = "30101810400000000226"',
     "bank.correspondent_account", "details.account-key"),
    ('[bank]\niban = "GB82WEST12345698765423"', "bank.iban", "details.iban"),
    ('[bank]\nswift = "SABR"', "bank.swift", "details.swift"),
    ('[company]\ninn = "7707083894"', "company.inn", "details.inn-key"),
    ('[company]\ninn = "77070838"', "company.inn", "details.inn"),
    ('[company]\nogrn = "1027700132196"', "company.ogrn", "details.ogrn-key"),
    ('[company]\nkpp = "7707"', "company.kpp", "details.kpp"),
    ('[refund]\nnumber = "8 800 000-00-00"', "refund.number", "details.number"),
    ('numbers = ["8 916 000-00-01", "hello"]', "numbers, entry 2", "details.number"),
    ('numbers = "8 916 000-00-01"', "numbers", "details.numbers"),
    ('[answer]\nby = "pigeon"', "answer.by", "details.answer"),
    ("[holder", "at end of document", "details.no-toml"),
    ("x" * 500_001, "details", "details.too-long"),
])  # fmt: skip
def test_bad_input_is_refused_with_its_place(text: str, where: str, fault: str) -> None:
    """Each kind of bad input has its fault id and its place."""
    found = faults_of(text)
    assert fault in found.values()
    assert found.get(where) == fault or fault == "details.no-toml"


def test_a_foreign_account_needs_no_russian_form() -> None:
    """With SWIFT and no BIK an account may have another length; without SWIFT it may not."""
    bank = read_details('[bank]\naccount = "6222 0000 0000 0000"\nswift = "ABCDCNBJ"').bank
    assert bank.is_abroad
    assert bank.account == "6222000000000000"
    assert faults_of('[bank]\naccount = "6222 0000 0000 0000"') == {"bank.account": "details.account"}


def test_all_faults_come_at_once_and_the_nearest_key_is_named() -> None:
    """Three faults in one text are three faults, and a misspelt key gets its neighbour."""
    text = '[holder]\nnmae = "A"\nemail = "x"\n[company]\ninn = "1"'
    assert len(faults_of(text)) == 3
    with pytest.raises(DetailsError, match="'name'"):
        read_details(text)


def test_faults_do_not_repeat_personal_data() -> None:
    """An account or a name that is refused never stands in the error's text."""
    with pytest.raises(DetailsError) as caught:
        read_details('[bank]\nbik = "044525225"\naccount = "40817810000000000001"\n[holder]\nname = "王小明"')
    assert "40817810000000000001" not in str(caught.value)
    assert "王小明" not in str(caught.value)


def places_of_faults(text: str) -> list[str]:
    """Where the faults lie; empty when the text is read. Each fault says what, why and what to do."""
    try:
        read_details(text)
    except DetailsError as error:
        return [fault.where for fault in error.faults if fault.what and fault.why and fault.what_to_do]
    return []


@given(st.text(max_size=200))
def test_any_text_gives_details_or_faults(text: str) -> None:
    """No text at all makes anything but details or named faults."""
    assert all(places_of_faults(text))


@given(st.text(max_size=60))
def test_any_value_of_a_field_gives_details_or_faults(value: str) -> None:
    """Whatever stands in a field, it is taken as text or refused with the field's place."""
    quoted = "".join(f"\\U{ord(sign):08X}" for sign in value if not 0xD800 <= ord(sign) <= 0xDFFF)
    assert places_of_faults(f'[holder]\naddress = "{quoted}"') in ([], ["holder.address"])


IDS = sorted(
    {
        str(node.value).removeprefix("details.")
        for name in ("entries.py", "reading.py")
        for node in ast.walk(ast.parse((ROOM / name).read_text("utf-8")))
        if isinstance(node, ast.Constant) and re.fullmatch(r"details\.[a-z-]+", str(node.value))
    }
    | {"inn", "inn-key", "ogrn", "ogrn-key", "bik", "account"}
)
"""Every id a fault can have; those of numbers with digits are put together in the code."""


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_every_fault_has_words(lang: str) -> None:
    """Place, what, why and what to do stand in each language; no slot is left open."""
    words = catalogue("papers", lang)
    assert len(IDS) > 25
    for id_ in IDS:
        fault = DetailFault(f"details.{id_}", "bank.account", "", "", "", near="bik", known=("a", "b"))
        said = fault_text(fault, words)
        assert said.startswith("bank.account")
        assert not re.search(r"[{}]", said)
        assert len(said) > 30
    assert {key.removeprefix("fault.") for key in words if key.startswith("fault.")} == set(IDS)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "同 BIK 不匹配"), ("ru", "не подходит к БИК"), ("en", "does not fit the BIK")]
)
def test_the_words_of_faults_reach_the_person(lang: str, said: str, tmp_path: Path) -> None:
    """A file with faults is refused with all of them, in the language asked for, and nothing of what it holds."""
    file = tmp_path / "details.toml"
    file.write_text(
        '[bank]\nbik = "044525225"\naccount = "40817810000000000001"\niban = "DE00"\n'
        '[holder]\nname = "张三"\nemial = "secret@example.org"\n',
        "utf-8",
    )
    with pytest.raises(WrongInput) as caught:
        details_of(file, lang)
    lines = "\n".join(caught.value.lines)
    assert said in lines
    assert "email" in lines
    assert len(caught.value.lines) == 4
    for secret in ("40817810000000000001", "张三", "secret@"):
        assert secret not in lines
