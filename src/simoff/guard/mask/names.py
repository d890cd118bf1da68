"""Names, where they can be told: by a patronymic, by initials, or by the words that introduce them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.guard.mask.place import Mask

_WORD = r"(?:[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?|[А-ЯЁ]{2,30}(?:-[А-ЯЁ]{2,30})?)"
_PATRONYMIC = (
    r"(?:[А-ЯЁ][а-яё]{1,24}(?:ович|евич|ьич|овна|евна|ична|инична)(?:а|у|ем|е)?|[А-ЯЁ][а-яё]{1,24}(?:овн|евн|ичн)(?:ой|у|ы|е)"
    r"|[А-ЯЁ]{2,24}(?:ОВИЧ|ЕВИЧ|ЬИЧ|ОВНА|ЕВНА|ИЧНА)(?:А|У|ЕМ|Е)?|[А-ЯЁ]{2,24}(?:ОВН|ЕВН|ИЧН)(?:ОЙ|У|Ы|Е))"
)
_WITH_PATRONYMIC = re.compile(
    rf"(?<![\w-])(?:{_WORD} {_WORD} {_PATRONYMIC}|{_WORD} {_PATRONYMIC}(?: {_WORD})?)(?![\w-])"
)
_INITIALS = re.compile(
    r"(?<![\w.])[А-ЯЁ][а-яё]{2,30} [А-ЯЁ]\. ?[А-ЯЁ]\.(?!\w)|(?<![\w.])[А-ЯЁ]\. ?[А-ЯЁ]\. ?[А-ЯЁ][а-яё]{2,30}(?!\w)"
)
_INTRODUCED_RU = re.compile(
    r"(?i:(?<!\w)(?:фио|ф\.и\.о\.?|меня зовут|гражданин|гражданка|гражданина|гражданки|гр\."
    rf"|фамилия|имя|отчество|получатель|абонент"
    rf"|на имя|от кого))[ :,—-]{{1,4}}(?P<name>{_WORD}(?: {_WORD}){{0,2}})(?!\w)"
)
_LATIN = r"[A-Z][A-Za-z'’-]{1,30}"
_INTRODUCED_EN = re.compile(
    r"(?i:\b(?:my name is|full name|first name|last name"
    r"|surname|given name|name|mr\.?|mrs\.?|ms\.?|holder|passenger))[ :,]{1,3}"
    rf"(?P<name>{_LATIN}(?: {_LATIN}){{0,2}})(?!\w)"
)
_INTRODUCED_ZH = re.compile(
    r"(?:姓名|名字|户名|收款人|本人姓名|我叫|我的名字是|名叫)[是为 :：]{0,3}(?P<name>[\u4e00-\u9fff]{2,4}?)"
    r"(?=[,，。.;；、\s)）]|$|电话|手机|护照|身份|性别|出生|住)"
)
_NOT_NAMES = frozenset(
    (
        *("The", "This", "That", "Please", "And", "For", "Not", "No", "Is", "Of", "Your", "Our", "You"),
        *("Russian", "Mobile", "Number", "Card", "Operator"),
    )
)


def find(text: str, plain: str) -> Iterator[Mask]:
    """Full names; single first names are left, so that the text stays readable."""
    for pattern in (_WITH_PATRONYMIC, _INITIALS):
        for found in pattern.finditer(text):
            yield Mask("name", *found.span())
    for pattern in (_INTRODUCED_RU, _INTRODUCED_EN, _INTRODUCED_ZH):
        for found in pattern.finditer(text):
            if found["name"].split(" ")[0] not in _NOT_NAMES:
                yield Mask("name", *found.span("name"))
