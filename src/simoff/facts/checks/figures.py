"""Figures in prose: digits, months by name, and small numbers in words. For the checks only."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d+(?:[   ]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_SCALES = tuple(
    (re.compile(rf"(?:\s*[–-]\s*\d+(?:[.,]\d+)?)?\s*(?:{words})", re.IGNORECASE), scale)
    for words, scale in (
        ("亿", 10**8),
        ("万", 10**4),
        ("千|тыс|thousand|k\\b", 10**3),
        ("млн|миллион|million|m RUB", 10**6),
        ("млрд|миллиард|billion|bn\\b", 10**9),
    )
)
"""What multiplies the figure before it; "300–500 thousand" multiplies both."""
_MONTHS = {
    "ru": r"январ феврал март апрел ма[йяе]\b июн июл август сентябр октябр ноябр декабр",
    "en": r"January February March April May\s\d June July August September October November December",
}
_WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "0": "零|半|无|未|没|免费|不",
        "1": "一|首|单|每",
        "2": "二|两|双|第二",
        "3": "三",
        "4": "四|季度",
        "5": "五",
        "6": "六|半年",
        "7": "七|周|星期",
        "8": "八",
        "9": "九",
        "10": "十",
        "12": "十二|年",
        "24": "二十四|一天|昼夜",
        "72": "三天",
    },
    "ru": {
        "0": r"нол|нул|бесплат|без|не ",
        "1": r"\bодин|\bодн[аоуи]|\bперв|\bсутк|\bсуток|\bкажд",
        "2": r"\bдв[ауео]|\bдвух|втор|\bоба|\bобе",
        "3": r"\bтр[иёе]|\bтрет",
        "4": r"\bчет[ыв]|\bквартал",
        "5": r"\bпят",
        "6": r"\bшест|полгода|полугод",
        "7": r"\bсем|\bнедел",
        "8": r"\bвос",
        "9": r"\bдевят",
        "10": r"\bдесят",
        "12": r"двенадцат|\bгод",
        "14": r"четырнадцат",
        "15": r"пятнадцат",
        "20": r"двадцат",
        "24": r"\bсутк|\bсуток",
        "30": r"тридцат",
        "60": r"шестьдесят|шестидесят",
        "90": r"девяност",
        "100": r"\bсто\b|\bста\b",
        "1000": r"тысяч",
    },
    "en": {
        "0": r"\bzero|\bno\b|\bfree|\bnot\b|without",
        "1": r"\bone\b|\bfirst|\ba\b|\ban\b|\bsingle|\bonce|\beach|\bper\b|\bevery",
        "2": r"\btwo|second|\bboth|\btwice|\bpair",
        "3": r"\bthree|\bthird",
        "4": r"\bfour|quarter",
        "5": r"\bfive|\bfifth|\bMay\b",
        "6": r"\bsix|half a year|half-year",
        "7": r"\bseven|\bweek",
        "8": r"\beight",
        "9": r"\bnin",
        "10": r"\bten",
        "12": r"twelve|\byear",
        "14": r"\bfourteen|fortnight",
        "15": r"fifteen",
        "20": r"twenty",
        "24": r"\bday|round the clock|twenty-four",
        "30": r"thirty",
        "60": r"sixty",
        "90": r"ninety",
        "100": r"hundred",
        "1000": r"thousand",
    },
}


def figures(text: str, language: str) -> set[str]:
    """The figures of a text as plain decimal strings; months by name count as their number."""
    found = {_scaled(match, text) for match in _DIGITS.finditer(text)}
    for number, month in enumerate(_MONTHS.get(language, "").split(), 1):
        if re.search(rf"(?<!\w){month}", text, 0 if language == "en" else re.IGNORECASE):
            found.add(str(number))
    return found


def _scaled(match: re.Match[str], text: str) -> str:
    digits = match[0]
    grouped = re.fullmatch(r"\d{1,3}(?:[   ,]\d{3})+", digits)
    plain = re.sub(r"\D", "", digits) if grouped else digits.replace(",", ".")
    for pattern, scale in _SCALES:
        if pattern.match(text, match.end()):
            plain = f"{float(plain) * scale:.0f}"
            break
    head, _, fraction = plain.partition(".")
    return (head.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


def spelled(text: str, language: str) -> set[str]:
    """The numbers that words of the text may stand for: generous, it only excuses a missing figure."""
    return {number for number, words in _WORDS[language].items() if re.search(words, text, re.IGNORECASE)}
