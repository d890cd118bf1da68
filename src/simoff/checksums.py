"""Check digits of bank, tax, insurance, company and identity numbers.

Each function takes digits only (IBAN: letters too; the Chinese identity number may end in X). The module stands
beside the rooms because letters fill such numbers in and the guard masks them.
"""

from __future__ import annotations

ACCOUNT_WEIGHTS = (7, 1, 3)
SNILS_WITHOUT_CONTROL = 1_001_998
CHINESE_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
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


def card_is_whole(card: str) -> bool:
    """Whether the last digit of a payment card number fits the rest (ISO/IEC 7812-1, Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(card)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def snils_is_whole(snils: str) -> bool:
    """Whether the last two of the 11 digits of an insurance number fit the rest.

    Source: Pension Fund, rules of the control number; numbers up to 001-001-998 carry none and are taken as
    they are.
    """
    if int(snils[:9]) <= SNILS_WITHOUT_CONTROL:
        return True
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(snils[:9]))
    return total % 101 % 100 == int(snils[9:])


def chinese_id_is_whole(number: str) -> bool:
    """Whether the last sign (0-9 or X) of an 18-sign Chinese identity number fits (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], CHINESE_WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()
