"""Announcements, as somebody typed or transcribed them: told apart by their words, in Russian and English.

A person's short answer is no announcement: nearly every word has to come from the announcement's own words, and
a text of more than 24 words is not judged. Order matters: what a living contract says outranks what may be heard
on a dead line.
"""

from __future__ import annotations

import re
from typing import Final

from simoff.line.model import Fault, Reading, Seen

_LONGEST_WORDS: Final = 24
_LONGEST_TEXT: Final = 4_000
_WORD: Final = re.compile(r"[a-zа-яё]+")

_PATTERNS: Final[tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]] = (
    (
        "heard.assistant",
        (
            ("оставьте", "сообщение"),
            ("голосовой", "помощник"),
            ("виртуальный", "помощник"),
            ("отвечаю", "на", "звонки"),
            ("leave", "message"),
            ("voice", "mail"),
            ("voice", "assistant"),
        ),
    ),
    (
        "heard.ringback",
        (("продолжаем", "дозваниваться"), ("оставайтесь", "на", "линии"), ("please", "hold", "line")),
    ),
    (
        "heard.debt-notice",
        (
            ("на", "счете", "недостаточно"),
            ("сумма", "счете", "недостаточна"),
            ("установлено", "ограничение"),
            ("insufficient", "funds"),
        ),
    ),
    ("heard.blocked-notice", (("ваш", "номер", "заблокирован"), ("your", "number", "blocked"))),
    ("heard.not-exist", (("номер", "не", "существует"), ("number", "does", "not", "exist"))),
    (
        "heard.not-serviced",
        (("номер", "не", "обслуживается"), ("number", "not", "in", "service"), ("number", "not", "serviced")),
    ),
    (
        "heard.incoming-barred",
        (
            ("вид", "связи", "недоступен"),
            ("type", "communication", "not", "available"),
            ("incoming", "calls", "barred"),
        ),
    ),
    (
        "heard.off",
        (
            ("выключен",),
            ("вне", "зоны"),
            ("временно", "недоступен"),
            ("не", "отвечает", "недоступен"),
            ("switched", "off"),
            ("out", "of", "coverage"),
            ("temporarily", "unavailable"),
        ),
    ),
    (
        "heard.congested",
        (
            ("каналы", "заняты"),
            ("невозможно", "установить", "соединение"),
            ("circuits", "busy"),
            ("lines", "busy"),
        ),
    ),
)

_PERSON: Final = frozenset(
    ("алло", "слушаю", "привет", "кто", "это", "да", "перезвоните", "перезвоню", "hello", "hi", "speaking")
)
"""Words with which a person answers a call and a machine does not."""


def read_announcement(text: str) -> Reading:
    """What an announcement means; a fault when it is not one of those that are known."""
    words = [word.replace("ё", "е") for word in _WORD.findall(text[:_LONGEST_TEXT].lower())]
    if not words:
        return Reading((), (Fault("fault.empty", "text"),))
    if len(words) > _LONGEST_WORDS:
        return Reading((), (Fault("fault.long-announcement", "text"),))
    if _PERSON.intersection(words):
        return Reading((), (Fault("fault.person-answered", "text"),))
    for meaning, patterns in _PATTERNS:
        for pattern in patterns:
            if _in_order(words, pattern):
                return Reading((Seen(meaning, " ".join(pattern)),))
    return Reading((), (Fault("fault.unknown-announcement", "text"),))


def _in_order(words: list[str], pattern: tuple[str, ...]) -> bool:
    """Whether the pattern's words occur in this order, others between them allowed (transcripts lose words)."""
    rest = iter(words)
    return all(any(word == wanted for word in rest) for wanted in pattern)
