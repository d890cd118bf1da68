"""What stands around a number and shows that it is something else: a card, an order, a sum, a link."""

from __future__ import annotations

import re
from typing import Literal

Style = Literal["plus", "prefix", "bare"]

_SOMETHING_ELSE = re.compile(
    r"(?:(?<![^\W\d_])(?:инн|кпп|огрн(?:ип)?|бик|снилс|окпо|октмо|р/с|к/с|л/с|паспорт\w*|сери[яи]|полис\w*|карт[аыуе]|картой|"
    r"сч[её]т\w*|заказ\w*|договор\w*|контракт\w*|заявк\w*|заявлени\w*|обращени\w*|накладн\w*|трек\w*|чек\w*|квитанци\w*|"
    r"артикул\w*|imei|iccid|passport|card|account|order|invoice|contract|tracking|ticket|inn)|"
    r"护照|身份证|订单|卡号|银行卡|账号|帐号|合同|单号|税号|发票)"
    r"(?:[ ]*(?:клиента|абонента|получателя|покупателя|рф))?"
    r"[ :.,#№=\-(]*(?:(?:номер|number|no|num|n|id|号码|号|серии|is)[ :.#№=\-(]*)?$",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?:(?<![^\W\d_])(?:тел|телефон\w*|моб|мобильн\w*|сот|сотов\w*|факс|т|номер\w*|tel|phone|mobile|cell|fax|call|whatsapp|viber|"
    r"telegram|sms|callto)|电话|手机|号码)[ .:;№#\-(]*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_LINK_TO_NUMBER = re.compile(
    r"(?:(?:wa\.me|t\.me|viber\.click|api\.whatsapp\.com)/|"
    r"[?&/](?:phone|number|tel|msisdn|mobile)[=:])[ +(]*$",
    re.IGNORECASE,
)
_PARAMETER = re.compile(
    r"(?:phone|number|tel|telephone|mobile|msisdn|num|тел|телефон)=[ +(]*$", re.IGNORECASE
)
_MONEY = re.compile(
    r"[ ]*(?:руб|р\.|₽|rub|usd|eur|cny|rmb|долл|евро|юан|тыс|млн|\$|€|¥|元|块|%)", re.IGNORECASE
)
_DECIMALS = re.compile(r",[0-9]{1,2}(?![0-9])")
_EXTENSION = re.compile(r"(?:x|ext|доб|вн)[ .:]*[0-9]", re.IGNORECASE)
_LETTER = re.compile(r"[A-Za-zА-Яа-яЁё_]")
_SEEN_BEFORE = 48


def links(plain: str) -> list[tuple[int, int]]:
    """Return the places of web addresses in the text."""
    return [found.span() for found in _LINK.finditer(plain)]


def allows(plain: str, start: int, end: int, style: Style, link: tuple[int, int] | None) -> bool:
    """Say whether what stands left and right of a number leaves it a telephone number.

    A number with a plus sign is one nearly everywhere; one without any sign of a telephone only where
    nothing speaks against it. ``link`` is the web address the number lies in, if it does.
    """
    before = plain[max(0, start - _SEEN_BEFORE) : start]
    if link is not None:
        return bool(_LINK_TO_NUMBER.search(plain[max(link[0], start - _SEEN_BEFORE) : start]))
    if style == "plus":
        return True
    return _left_allows(before, style) and _right_allows(plain, end, style)


def _left_allows(before: str, style: Style) -> bool:
    if _SOMETHING_ELSE.search(before):
        return False
    sign = before[-1:]
    if re.search(r"[0-9]/$", before):
        return True  # two numbers parted by a stroke
    if sign in ("/", "="):
        return bool(_LINK_TO_NUMBER.search(before) or _PARAMETER.search(before)) or (
            style == "prefix" and sign == "/" and not re.search(r"[A-Za-z]/$", before)
        )
    if _TELEPHONE.search(before):
        return True
    if _LETTER.match(sign) or sign in ("$", "€", "¥", "₽", "£") or re.search(r"[A-Za-z_]-$", before):
        return False
    if re.search(r"[0-9][:'’]$", before):
        return False
    return style == "prefix" or before.rstrip()[-1:] not in ("№", "#", "&", "?", "@")


def _right_allows(plain: str, end: int, style: Style) -> bool:
    after = plain[end : end + 12]
    if re.match(r"@\w|[:'’][0-9]", after):
        return False
    if re.match(r"[A-Za-z_]", after) and not _EXTENSION.match(after):
        return False
    return style == "prefix" or not (_MONEY.match(after) or _DECIMALS.match(after))
