"""Circumstances from a file and from ``--set``: what is read, and how every fault is named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec import UNSET

from simoff.case import CircumstanceError, CircumstanceFault, Circumstances, key_names, read_circumstances
from simoff.case.keys import Key

OPERATORS = ("mts", "t2", "other")
KEYS = key_names(OPERATORS)
NAMED_IN_THE_PROCEDURE = """
operator holder.kind holder.user_is holder.passport_changed holder.numbers_total holder.died_on where user.where
leaving_on back_in_russia_on proxy.power proxy.covers_money sim sim_in_daily_use bought_online last_paid_use_on
returned_from_roaming_on idle_since_on service contract.kind contract.lost contract.golden_number money.balance
money.disputed money.promised_payment money.installments money.autopay money.linked_subscriptions
money.forwarding money.frozen accounts.inventory accounts.critical_unmoved accounts.high_unmoved
accounts.bank_in_russia accounts.gosuslugi accounts.second_factor_without_sms wants.end_on wants.keep_number
wants.refund_to wants.no_more_russian_numbers wants.data_deletion wants.reason handover.to found_on_gosuslugi
notice.confirm_data_on
"""
WORDS = {
    "holder.kind": "citizen foreigner stateless diplomat minor_under_14 minor_14_17 company sole_trader deceased",
    "holder.user_is": "holder proxy heir officer worker parent stranger",
    "where": "russia abroad",
    "user.where": "russia abroad",
    "back_in_russia_on": "never",
    "proxy.power": "none simple notarial consular apostilled",
    "sim": "in_hand lost damaged esim",
    "service": "active blocked_debt blocked_by_me blocked_by_operator blocked_over_limit blocked_unconfirmed",
    "contract.kind": "prepaid postpaid corporate family_master family_member",
    "accounts.inventory": "none partial complete",
    "wants.refund_to": "bank_account other_number cash card none",
    "handover.to": "close_relative other",
}
WRONG_FORMS: dict[str, tuple[str, ...]] = {
    "word": ("5", "true", "[1]", "2026-01-01"),
    "flag": ('"true"', "1", "0", '"yes"'),
    "count": ("1.0", '"3"', "true", "[3]"),
    "day": ("20261231", "true", "2026-12-31T10:00:00", "[2026-12-31]"),
    "roubles": ('"350"', "true", "2026-12-31", "{a = 1}"),
    "text": ("5", "true", '["a"]'),
}


def read(text: str | None = None, *settings: str) -> Circumstances:
    return read_circumstances(text, settings, operators=OPERATORS)


def faults(text: str | None = None, *settings: str) -> tuple[CircumstanceFault, ...]:
    with pytest.raises(CircumstanceError) as caught:
        read(text, *settings)
    return caught.value.faults


def value_of(found: Circumstances, name: str) -> Any:
    part: Any = found
    for piece in name.split("."):
        part = getattr(part, piece)
    return part


def samples(key: Key) -> list[tuple[str, object]]:
    """TOML values a key allows, with what they become."""
    plain: dict[str, list[tuple[str, object]]] = {
        "word": [],
        "flag": [("true", True), ("false", False)],
        "count": [("0", 0), ("21", 21)],
        "day": [("2026-12-31", date(2026, 12, 31))],
        "roubles": [("350", Decimal("350.00")), ("-250.5", Decimal("-250.50")), ("0", Decimal("0.00"))],
        "text": [('"уезжаю"', "уезжаю")],
    }
    return [*plain[key.kind], *((f'"{word}"', word) for word in key.words)]


EVERY_VALUE = [(key.name, toml, value) for key in KEYS for toml, value in samples(key)]


def test_the_keys_are_those_of_the_procedure() -> None:
    """Not one key more or less, and the words of each as the table has them."""
    assert sorted(key.name for key in KEYS) == sorted(NAMED_IN_THE_PROCEDURE.split())
    words = {key.name: " ".join(key.words) for key in KEYS if key.words and key.name != "operator"}
    assert words == WORDS
    assert KEYS[0] == Key("operator", "word", OPERATORS)


@pytest.mark.parametrize(("name", "toml", "value"), EVERY_VALUE)
def test_every_value_of_every_key_is_read(name: str, toml: str, value: object) -> None:
    """From a file with a dotted key, from a table, and from --set: the same value, and nothing else set."""
    group, dot, last = name.partition(".")
    table = f"[{group}]\n{last} = {toml}\n" if dot else f"{name} = {toml}\n"
    bare = toml.strip('"')
    typed = (read(None, f"{name}={toml}"), read(None, f"{name}={bare}"))
    for found in (read(f"{name} = {toml}"), read(table), *typed):
        got = value_of(found, name)
        assert got == value
        assert type(got) is type(value)
        others = [key.name for key in KEYS if value_of(found, key.name) is not UNSET]
        assert others == [name]


@pytest.mark.parametrize(
    ("name", "toml"),
    [(key.name, toml) for key in KEYS if key.kind != "text" for toml in WRONG_FORMS[key.kind]],
)
def test_a_value_of_the_wrong_form_is_refused(name: str, toml: str) -> None:
    """A number for a word, a quoted flag, a day with a time: the key is named, and what to write."""
    (fault,) = faults(f"{name} = {toml}")
    assert fault.what.startswith(name)
    assert fault.what_to_do
    assert fault.where == "file, line 1"


@pytest.mark.parametrize("toml", WRONG_FORMS["text"])
def test_a_text_in_a_file_stands_in_quotes_but_not_on_the_command_line(toml: str) -> None:
    """In a file a number is no reason; typed after --set it is what was typed."""
    assert faults(f"wants.reason = {toml}")[0].id == "wrong-form"
    assert read(None, f"wants.reason={toml}").wants.reason == toml


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("opertor", "The nearest is operator."),
        ("leaving", "The nearest is leaving_on."),
        ("balance", "Did you mean money.balance?"),
        ("holder.knd", "The nearest is holder.kind."),
        ("user.is", "user"),
        ("WHERE", "where"),
        ("qqqqqq", "Known are: operator, "),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(name: str, hint: str) -> None:
    """In a file and on the command line alike."""
    for (fault,) in (faults(f'{name} = "x"'), faults(None, f"{name}=x")):
        assert fault.id == "unknown-key"
        assert name in fault.what
        assert hint in fault.what_to_do


@pytest.mark.parametrize("name", [name for name in WORDS if name != "back_in_russia_on"])
def test_an_unknown_value_is_answered_with_the_allowed_ones(name: str) -> None:
    """All allowed words stand in the fault; a near one is named first."""
    words = WORDS[name].split()
    (fault,) = faults(None, f"{name}=qq")
    assert fault.id == "value-not-allowed"
    assert ", ".join(words) in fault.what_to_do
    (near,) = faults(None, f"{name}={words[0]}x")
    assert f"The nearest is {words[0]!r}" in near.what_to_do


def test_an_unknown_operator_is_answered_with_the_operators() -> None:
    """Operators are those of the packs, in their spelling."""
    (fault,) = faults(None, "operator=MTS")
    assert "The nearest is 'mts'" in fault.what_to_do
    assert "mts, t2, other" in fault.what_to_do


@pytest.mark.parametrize(
    ("toml", "id"),
    [
        ('"2026-02-30"', "no-such-day"),
        ('"31.12.2026"', "no-such-day"),
        ('"nevr"', "no-such-day"),
        ('"2026-12-31"', "day-in-quotes"),
        ("1899-12-31", "day-out-of-range"),
        ("2101-01-01", "day-out-of-range"),
        ("2026-12-31T00:00:00Z", "wrong-form"),
        ("10:00:00", "wrong-form"),
    ],
)
def test_impossible_days_are_refused(toml: str, id: str) -> None:
    """No day of the calendar, another spelling, a time, or a year nobody means."""
    assert [fault.id for fault in faults(f"leaving_on = {toml}")] == [id]


def test_an_impossible_day_of_toml_says_so() -> None:
    """30 February without quotes is no TOML; the reason speaks of the calendar and names the line."""
    (fault,) = faults('where = "russia"\nleaving_on = 2026-02-30\n')
    assert fault.id == "no-toml"
    assert "there is no such day in the calendar" in fault.what
    assert fault.where.startswith("file, line 2")
    assert [fault.id for fault in faults(None, "leaving_on=2026-02-30")] == ["no-such-day"]


@pytest.mark.parametrize(
    ("setting", "id"),
    [
        ("money.balance=0.001", "parts-of-a-kopeck"),
        ("money.balance=1e30", "roubles-out-of-range"),
        ("money.balance=nan", "roubles-out-of-range"),
        ("money.balance=-inf", "roubles-out-of-range"),
        ("holder.numbers_total=-1", "count-out-of-range"),
        ("holder.numbers_total=10000000", "count-out-of-range"),
        (f"wants.reason={'x' * 501}", "text-too-long"),
        ('wants.reason="a\\nb"', "hidden-character"),
        ("wants.reason=a\u202eb", "hidden-character"),
        ("where", "no-setting"),
        ("=russia", "no-setting"),
        ("", "no-setting"),
        ("a b=c", "no-setting"),
        ("where=", "no-value"),
        ("where= ", "no-value"),
        ("holder=citizen", "group"),
        ("holder.kind.x=1", "unknown-key"),
        (f"wants.reason={'x' * 3000}", "setting-too-long"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(setting: str, id: str) -> None:
    """Each fault has its stable id and says which setting it was."""
    (fault,) = faults(None, "operator=t2", setting)
    assert (fault.id, fault.where) == (id, "--set no. 2")


def test_settings_may_be_spaced_and_quoted() -> None:
    """Blanks around the equals sign do not matter, TOML quotes are taken off, an = may follow."""
    assert read(None, " where = abroad ").where == "abroad"
    assert read(None, "where='abroad'").where == "abroad"
    assert read(None, "wants.reason=a=b").wants.reason == "a=b"


def test_a_setting_wins_over_the_file_but_not_over_a_setting() -> None:
    """The command line corrects the file; the same key set twice is a fault that names the first."""
    assert read('where = "russia"', "where=abroad").where == "abroad"
    (fault,) = faults(None, "where=abroad", "where=russia")
    assert (fault.id, fault.where) == ("set-twice", "--set no. 2")
    assert "--set no. 1" in fault.what


def test_a_key_twice_in_a_file_is_refused() -> None:
    """A second value does not silently win, however the two are written."""
    for text in ('sim = "lost"\nsim = "esim"', '[holder]\nkind = "citizen"\n[holder]\nkind = "company"'):
        assert [fault.id for fault in faults(text)] == ["no-toml"]
    assert [fault.id for fault in faults('holder.kind = "citizen"\n[holder]\nuser_is = "holder"')] == ["no-toml"]


def test_every_fault_is_named_at_once_with_its_line() -> None:
    """File and settings are read to the end; each fault has its place."""
    found = faults('opertor = "mts"\n[money]\nbalance = "much"\n\nautopay = 1\n', "where=mars")
    assert [(fault.id, fault.where) for fault in found] == [
        ("unknown-key", "file, line 1"),
        ("wrong-form", "file, line 3"),
        ("wrong-form", "file, line 5"),
        ("value-not-allowed", "--set no. 1"),
    ]


def test_so_many_faults_are_another_file() -> None:
    """After fifty faults reading stops and says so."""
    found = faults("\n".join(f"key{n} = 1" for n in range(200)))
    assert len(found) == 51
    assert found[-1].id == "too-many-faults"


@pytest.mark.parametrize(
    "text",
    ["\x00", "where = abroad", "where =", "[", "]", "= 1", "a" * 100_001, "a." * 300 + "b=1", "x=" + "[" * 5000],
)
def test_what_is_no_toml_is_one_fault(text: str) -> None:
    """Broken, too long or too deep: one fault with what to do, and no traceback."""
    (fault,) = faults(text)
    assert fault.where.startswith("file")
    assert fault.what_to_do


@pytest.mark.parametrize("text", [None, "", "\n# nothing\n", "\ufeff", "[holder]\n"])
def test_nothing_stated_is_nothing_known(text: str | None) -> None:
    """No file, an empty one, a byte order mark alone: every key stays not stated."""
    if text == "[holder]\n":
        assert faults(text)[0].id == "group"
    else:
        assert read(text) == Circumstances()


def test_a_fault_shows_no_more_than_a_line_of_what_was_typed() -> None:
    """Long values are cut and control characters written out."""
    (fault,) = faults(None, f"where={'q' * 1000}")
    assert "q" * 61 not in str(fault)
    (fault,) = faults('where = "a\\u0007b"')
    assert "\a" not in str(fault)
