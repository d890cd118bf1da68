"""Postal addresses, where they can be told: a street with a house, in Russian, Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.guard.mask.place import Mask, windows

_STREET = (
    r"(?:ул\.?|улиц[аеы]|пр-т|пр\.|просп\.|проспект[ае]?|пер\.|переул(?:ок|ке)|шоссе|ш\.|б-р|бул\.|бульвар[е]?|наб\.|набережн(?:ая|ой)"
    r"|пл\.|площад[ьи]|проезд[е]?|мкр\.?|микрорайон[е]?)"
)
_HOUSE = r"(?:д\.|дом)? ?\d{1,4}(?:[а-яА-Я](?![а-яА-Я])|/\d{1,3})?"
_REST = r"(?:,? ?(?:корп\.?|корпус|к\.|стр\.|строение|кв\.|квартира|оф\.|офис|под\.|эт\.) ?\d{1,4}[а-яА-Я]?){0,4}"
_TOWN = (
    r"(?:(?:\d{6}, ?)?(?:[^,;\n]{2,40}(?:обл\.|область|край|респ\.|республика), ?)?"
    r"(?:(?:г\.|город|гор\.|пос\.|с\.|дер\.) ?[А-ЯЁ][а-яё-]{1,30}(?: [А-ЯЁ][а-яё]{1,20})?, ?))?"
)
_RUSSIAN = re.compile(
    rf"(?<!\w){_TOWN}(?i:{_STREET}) ?"
    rf"(?:[А-ЯЁ0-9][\w.-]{{0,30}}(?: [А-ЯЁа-яё0-9][\w.-]{{0,30}}){{0,3}}?),? ?"
    rf"{_HOUSE}{_REST}(?![\w])"
)
_NAMED_FIRST = re.compile(
    rf"(?<!\w){_TOWN}[А-ЯЁ][а-яё-]{{2,30}} "
    rf"(?:улица|проспект|переулок|шоссе|бульвар|набережная|площадь|проезд),? ?"
    rf"{_HOUSE}{_REST}(?![\w])"
)
_HAN = "\u4e00-\u9fff"
_CHINESE = re.compile(
    rf"(?<![{_HAN}])(?:(?:地址|住址|住在|寄到|家住)[是为:：]?)?"
    rf"(?P<place>(?:[{_HAN}]{{2,8}}(?:省|自治区))?(?:[{_HAN}]{{2,8}}市)?(?:[{_HAN}]{{1,8}}[区县])?"
    rf"[{_HAN}\d]{{1,16}}(?:路|街|道|巷|弄|村|镇)[{_HAN}\dA-Za-z-]{{0,12}}?\d{{1,5}}号(?:[{_HAN}\dA-Za-z-]{{0,14}}?(?:室|栋|楼|单元|房))?)"
)
_ENGLISH = re.compile(
    r"(?<![\w])(?:\d{1,5}[A-Za-z]? )(?:[A-Z][a-z]{1,20} ){1,3}"
    r"(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Ln\.?|Boulevard|Blvd\.?|Drive|Square)(?!\w)"
    r"(?:,? (?:apt\.?|flat|apartment) ?\d{1,4})?"
)
_STREET_EN = re.compile(
    r"(?<!\w)(?:[Uu]l\.?|[Uu]litsa|[Pp]rospekt|[Pp]ereulok) [A-Z][a-z]{1,30}(?: [A-Z][a-z]{1,20})?,? ?(?:d\. ?)?"
    r"\d{1,4}(?:,? ?(?:kv|apt|flat)\.? ?\d{1,4})?(?!\w)"
)


_HINT = re.compile(
    r"(?<!\w)(?:ул|пр-т|пр\.|просп|пер\.|переул|шоссе|ш\.|б-р|бул|наб|пл\.|площад|проезд|мкр|микрорайон|street|st\b|ave|road|rd\b"
    r"|lane|ln\b|blvd|boulevard|drive|square|ul\.|ul\b|prospekt|pereulok)",
    re.IGNORECASE,
)
_HINT_ZH = re.compile("\\d号")


def find(text: str, plain: str) -> Iterator[Mask]:
    """Addresses with a house number; a town or a street alone is left."""
    for low, high in windows(_HINT.finditer(text), 110, 140, len(text)):
        for pattern in (_RUSSIAN, _NAMED_FIRST, _ENGLISH, _STREET_EN):
            for found in pattern.finditer(text, low, high):
                yield Mask("address", *found.span())
    for low, high in windows(_HINT_ZH.finditer(text), 80, 30, len(text)):
        for found in _CHINESE.finditer(text, low, high):
            yield Mask("address", *found.span("place"))
