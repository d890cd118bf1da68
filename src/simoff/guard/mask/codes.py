"""One-time codes and passwords, by the word beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.guard.mask.place import Mask

_WORD = re.compile(
    r"(?<!\w)(?:смс-|sms-|пин-)?код[аеуы]?(?:ом)?(?!\w)"
    r"|(?<!\w)(?:одноразов\w{1,4} )?парол[ьяюе](?!\w)|(?<!\w)пин(?!\w)"
    r"|\bcode\b|\bpasscode\b|\botp\b|\bpassword\b|\bpin\b|\bkod\b|\bparol\b|验证码|校验码|动态码|动态密码|确认码|短信码|密码|驗證碼",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"код[аеу]? (?:города|страны|региона|подразделения|оператора|товара|заказа|ошибки|оквэд|октмо)"
    r"|(?:area|country|zip|post|postal|error|source|sort|promo|discount) code|code of|邮政编码|区号",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w.,*#+/-])(?:[A-Za-z]-)?(?:\d{3}[ -]\d{3}|\d{4,8})(?![\w*#%]|[.,:/-]\d)")
_JOINED = re.compile(r"(?<=[\u3400-\u9fff])(?:\d{4,8})(?!\d)|(?<!\d)\d{4,8}(?=[\u3400-\u9fff])")
_BEFORE, _AFTER = 48, 34
_STOPS = re.compile(r"[.!?;。！？；\n](?:\s|$)")


def find(text: str, plain: str) -> Iterator[Mask]:
    """Codes after or before their word, within the same sentence or the next few signs."""
    others = [found.span() for found in _NOT.finditer(plain)]
    seen: set[int] = set()
    place = 0
    for word in _WORD.finditer(plain):
        while place < len(others) and others[place][1] <= word.start():
            place += 1
        if place < len(others) and others[place][0] <= word.start() < others[place][1]:
            continue
        start, end = max(0, word.start() - _BEFORE), word.end() + _AFTER
        for pattern in (_CODE, _JOINED):
            for code in pattern.finditer(plain, start, end):
                if code.start() not in seen and _belongs(plain, word, code):
                    seen.add(code.start())
                    yield Mask("otp", *code.span())


def _belongs(plain: str, word: re.Match[str], code: re.Match[str]) -> bool:
    """A code after its word, or before it with the sentence going on."""
    if code.start() >= word.end():
        return not _STOPS.search(plain, word.end(), code.start())
    return not _STOPS.search(plain, code.end(), word.start())
