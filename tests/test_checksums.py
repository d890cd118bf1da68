"""Check digits of accounts, cards, tax, insurance, company and identity numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simoff.checksums import (
    account_matches_bik,
    card_is_whole,
    chinese_id_is_whole,
    correspondent_matches_bik,
    iban_is_whole,
    inn_is_whole,
    ogrn_is_whole,
    snils_is_whole,
)

DIGITS = "0123456789"


def keyed(prefix: str, account: str) -> str:
    """The account with the key digit made as order 515 says: key as 0, sum of last digits, times 3."""
    digits = prefix + account[:8] + "0" + account[9:]
    weights = "71371371371371371371371"
    total = sum(int(str(int(a) * int(b))[-1]) for a, b in zip(digits, weights, strict=True))
    return account[:8] + str(total % 10 * 3 % 10) + account[9:]


def test_a_real_correspondent_account_fits_its_bik() -> None:
    """The public correspondent account of a large bank fits its BIK; of another bank it does not."""
    assert correspondent_matches_bik("30101810400000000225", "044525225")
    assert not correspondent_matches_bik("30101810400000000225", "045004641")


@given(st.text(DIGITS, min_size=20, max_size=20), st.integers(3, 999), st.integers(0, 19), st.integers(1, 9))
def test_the_account_key_catches_every_single_wrong_digit(account: str, bank: int, at: int, by: int) -> None:
    """An account keyed by the order's recipe fits; with one digit changed it never does."""
    bik = f"044525{bank:03d}"
    if bik[6:8] == "00":
        bik = "044525100"
    good = keyed(bik[6:], account)
    wrong = good[:at] + str((int(good[at]) + by) % 10) + good[at + 1 :]
    assert account_matches_bik(good, bik)
    assert not account_matches_bik(wrong, bik)


def test_an_account_in_a_settlement_centre_is_keyed_like_a_correspondent_one() -> None:
    """With a BIK ending 001 the key is made from the fifth and sixth digit of the BIK."""
    account = keyed("052", "40101810000000010041")
    assert account_matches_bik(account, "044525001") == (keyed("025", account) == account)
    assert account_matches_bik(keyed("025", account), "044525001")
    assert account_matches_bik(account, "044552001")


@pytest.mark.parametrize(("inn", "whole"), [
    ("7707083893", True),
    ("7740000076", True),
    ("500100732259", True),
    ("7707083894", False),
    ("500100732258", False),
    ("500100732249", False),
])  # fmt: skip
def test_taxpayer_numbers(inn: str, whole: bool) -> None:
    """Known taxpayer numbers are whole; with a changed digit they are not."""
    assert inn_is_whole(inn) is whole


@pytest.mark.parametrize(("ogrn", "whole"), [
    ("1027700132195", True),
    ("1027700149124", True),
    ("304500116000157", True),
    ("1027700132196", False),
    ("304500116000158", False),
])  # fmt: skip
def test_registration_numbers(ogrn: str, whole: bool) -> None:
    """Known registration numbers are whole; with a changed digit they are not."""
    assert ogrn_is_whole(ogrn) is whole


@pytest.mark.parametrize(("iban", "whole"), [
    ("GB82WEST12345698765432", True),
    ("DE89370400440532013000", True),
    ("GB82WEST12345698765423", False),
    ("DE88370400440532013000", False),
])  # fmt: skip
def test_ibans(iban: str, whole: bool) -> None:
    """The standard's example is whole; with two digits swapped it is not."""
    assert iban_is_whole(iban) is whole


@pytest.mark.parametrize(("card", "whole"), [
    ("4111111111111111", True),
    ("5555555555554444", True),
    ("2200000000000004", True),
    ("4111111111111112", False),
    ("4111111111111711", False),
])  # fmt: skip
def test_cards(card: str, whole: bool) -> None:
    """The test numbers of the card systems are whole; with a changed digit they are not."""
    assert card_is_whole(card) is whole


@pytest.mark.parametrize(("snils", "whole"), [
    ("11223344595", True),
    ("08765430300", True),
    ("11223344596", False),
    ("11223345495", False),
    ("00100199800", True),
])  # fmt: skip
def test_insurance_numbers(snils: str, whole: bool) -> None:
    """The rule's example is whole, a changed one is not; the oldest numbers carry no control number."""
    assert snils_is_whole(snils) is whole


@pytest.mark.parametrize(("number", "whole"), [
    ("11010519491231002X", True),
    ("11010519491231002x", True),
    ("440524188001010014", True),
    ("110105194912310021", False),
    ("440524188001010041", False),
])  # fmt: skip
def test_chinese_identity_numbers(number: str, whole: bool) -> None:
    """The standard's examples are whole; with a changed or swapped sign they are not."""
    assert chinese_id_is_whole(number) is whole
