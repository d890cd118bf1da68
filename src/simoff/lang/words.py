"""The words of dates, units and lists in zh, ru and en. Plain data: nothing is read from a file."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final  # at run time `typing` would be half of what a help page costs

LANGS: Final = ("zh", "ru", "en")

MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "ru": (
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
"""Month names as they stand in a date (Russian: genitive); Chinese dates carry the month's number."""

_ZH: Final = {
    "day": "天",
    "working_day": "个工作日",
    "month": "个月",
    "year": "年",
    "hour": "小时",
    "number": "个号码",
    "rouble": "卢布",
    "digit": "位数字",
    "route": "种办法",
    "step": "个步骤",
    "question": "个问题",
    "account": "个账号",
}

_EN: Final = {
    "day": ("day", "days"),
    "working_day": ("working day", "working days"),
    "month": ("month", "months"),
    "year": ("year", "years"),
    "hour": ("hour", "hours"),
    "number": ("number", "numbers"),
    "rouble": ("rouble", "roubles"),
    "digit": ("digit", "digits"),
    "route": ("way", "ways"),
    "step": ("step", "steps"),
    "question": ("question", "questions"),
    "account": ("account", "accounts"),
}

_RU: Final = {
    "day": ("день", "дня", "дней", "дня"),
    "working_day": ("рабочий день", "рабочих дня", "рабочих дней", "рабочего дня"),
    "month": ("месяц", "месяца", "месяцев", "месяца"),
    "year": ("год", "года", "лет", "года"),
    "hour": ("час", "часа", "часов", "часа"),
    "number": ("номер", "номера", "номеров", "номера"),
    "rouble": ("рубль", "рубля", "рублей", "рубля"),
    "digit": ("цифра", "цифры", "цифр", "цифры"),
    "route": ("способ", "способа", "способов", "способа"),
    "step": ("шаг", "шага", "шагов", "шага"),
    "question": ("вопрос", "вопроса", "вопросов", "вопроса"),
    "account": ("аккаунт", "аккаунта", "аккаунтов", "аккаунта"),
}

UNITS: Final[dict[str, dict[str, dict[str, str]]]] = {
    "zh": {unit: {"other": word} for unit, word in _ZH.items()},
    "ru": {unit: dict(zip(("one", "few", "many", "other"), w, strict=True)) for unit, w in _RU.items()},
    "en": {unit: dict(zip(("one", "other"), words, strict=True)) for unit, words in _EN.items()},
}
"""Language -> unit -> plural category -> word."""

LISTS: Final = {"zh": ("、", "和"), "ru": (", ", " и "), "en": (", ", " and ")}
"""What stands between the items of a list, and before its last one."""
