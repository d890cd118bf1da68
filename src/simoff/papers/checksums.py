"""Check digits of bank, tax and company numbers. Each function takes digits (IBAN: letters too) only."""

from __future__ import annotations

ACCOUNT_WEIGHTS = (7, 1, 3)
INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def account_matches_bik(account: str, bik: str) -> bool:
    """Whether the key digit of a 20-digit account fits the bank's 9-digit BIK.

    Source: Bank of Russia, order of calculating the control key of a personal account, 08.09.1997 No 515.
    Accounts in a settlement centre of the Bank of Russia (BIK ending 000-002) are keyed like
    correspondent ones.
    """
    if bik[6:8] == "00":
        return correspondent_matches_bik(account, bik)
    return _key(bik[6:] + account)


def correspondent_matches_bik(account: str, bik: str) -> bool:
    """Whether the key digit of a 20-digit correspondent account fits the BIK (same order, 515)."""
    return _key("0" + bik[4:6] + account)


def _key(digits: str) -> bool:
    return sum(int(digit) * ACCOUNT_WEIGHTS[place % 3] % 10 for place, digit in enumerate(digits)) % 10 == 0


def inn_is_whole(inn: str) -> bool:
    """Whether the last digit (of 10) or the last two digits (of 12) of a taxpayer number fit the rest."""
    if len(inn) == 10:
        return _inn_digit(inn[:9]) == inn[9]
    return _inn_digit(inn[:10]) + _inn_digit(inn[:11]) == inn[10:]


def _inn_digit(head: str) -> str:
    weights = INN_WEIGHTS[-len(head) :]
    return str(sum(int(digit) * weight for digit, weight in zip(head, weights, strict=True)) % 11 % 10)


def ogrn_is_whole(ogrn: str) -> bool:
    """Whether the last digit of a 13-digit OGRN or a 15-digit OGRNIP fits the rest."""
    return int(ogrn[:-1]) % (len(ogrn) - 2) % 10 == int(ogrn[-1])


def iban_is_whole(iban: str) -> bool:
    """Whether the two check digits of an IBAN fit (ISO 13616, remainder 1 modulo 97)."""
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1
