"""The operator's written word: does a message, mail or paper say that the contract has ended, and on which day?"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

from simoff.lang.words import MONTHS
from simoff.line.model import Fault, Reading, Seen

Medium = Literal["sms", "mail", "paper"]

_LONGEST: Final = 200_000
_MONTHS: Final = {name: number for number, name in enumerate(MONTHS["ru"], 1)}
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+(?=[^\d\s])|\n{2,}")
_FIGURES: Final = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_WORDS: Final = re.compile(rf"[«\"]?(\d{{1,2}})[»\"]?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})", re.I)
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")

_SUBJECT: Final = re.compile(r"договор|контракт|contract|абонентск", re.I)
_ENDED: Final = re.compile(
    r"(?<!не )(?<!не был )(?:расторгнут[оаы]?|прекращ[её]н[оаы]?|прекратил(?:ось|ся)?"
    r"|has been terminated|was terminated)\b",
    re.I,
)
_NOT: Final = re.compile(
    r"\bне\s+(?:был[оа]?\s+)?(?:расторгнут|прекращ|может)|\bможет быть|\bмогут быть|\bесли\b"
    r"|\bв случае\b|\bдля (?:расторж|прекращ)"
    r"|\bnot (?:been )?terminated|\bmay be terminated|\bif\b",
    re.I,
)
_WILL: Final = re.compile(r"\bбудет (?:расторгнут|прекращ)|\bwill be terminated", re.I)
_BLOCKED: Final = re.compile(
    r"(?:номер|обслуживание|оказание услуг|услуги связи)[^.!?]{0,60}(?:заблокирован|приостановлен)"
    r"|number is (?:blocked|suspended)",
    re.I,
)


def read_operator_message(text: str, medium: Medium) -> Reading:
    """What the operator's text says about the contract; a fault where it says nothing about its end.

    The end's day is taken from the sentence that says the contract has ended, and only when one day stands there.
    Conditions and announcements of what may happen are not an end.
    """
    if len(text) > _LONGEST:
        return Reading((), (Fault("fault.too-long", f"{len(text)}"),))
    if not text.strip():
        return Reading((), (Fault("fault.empty", "text"),))
    for sentence in _sentences(text):
        found = _judge(sentence, medium)
        if found is not None:
            return Reading((found,))
    return Reading((), (Fault("fault.no-word-of-end", "text"),))


def _sentences(text: str) -> list[str]:
    """Sentences, with line breaks inside them folded; a dot inside a date ends none."""
    return [" ".join(part.split()) for part in _SENTENCE.split(text)]


def _judge(sentence: str, medium: Medium) -> Seen | None:
    if _BLOCKED.search(sentence):
        return Seen("operator.blocked", _raw(sentence, _BLOCKED))
    if not _SUBJECT.search(sentence):
        return None
    if _WILL.search(sentence):
        return Seen("operator.will-end", _raw(sentence, _WILL), end=_day(sentence))
    if _ENDED.search(sentence) and not _NOT.search(sentence):
        return Seen(f"operator.{medium}-ended", _raw(sentence, _ENDED), end=_day(sentence))
    return None


def _raw(sentence: str, pattern: re.Pattern[str]) -> str:
    """The deciding words alone: the rest of the sentence may name the person."""
    match = pattern.search(sentence)
    return "" if match is None else match[0][:80]


def _day(sentence: str) -> date | None:
    days = {
        *(_date(y, m, d) for d, m, y in _FIGURES.findall(sentence)),
        *(_date(y, str(_MONTHS[m.lower()]), d) for d, m, y in _WORDS.findall(sentence)),
        *(_date(y, m, d) for y, m, d in _ISO.findall(sentence)),
    } - {None}
    return days.pop() if len(days) == 1 else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
