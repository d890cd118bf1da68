"""What the columns of a table mean, by the words of their headings in Russian, English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

Columns = dict[str, int]
"""What a column means -> its place."""


def _words(written: str) -> frozenset[str]:
    return frozenset(word.strip() for word in written.split(","))


_MESSAGE: Final[dict[str, frozenset[str]]] = {
    "text": _words(
        "body, text, message, content, message body, message text, сообщение, текст, содержание, текст сообщения,"
        "текст смс, текст sms, 短信内容, 内容, 正文, 消息, 消息内容"
    ),
    "sender": _words(
        "address, sender, from, phone, number, phone number, sender id, originator, contact, отправитель, номер,"
        "от, от кого, контакт, номер телефона, телефон, абонент, адрес, адресат, собеседник,"
        "发件人, 号码, 电话, 电话号码, 发送者, 联系人"
    ),
    "date": _words(
        "date, timestamp, received, received at, sent, message date, date time, datetime, дата, дата и время,"
        "дата время, дата получения, 日期, 发送时间, 接收时间, 收到时间, 日期时间"
    ),
    "time": _words("time, время, 时间"),
    "direction": _words("type, direction, folder, box, тип, направление, папка, 类型, 方向, 收发"),
    "line": _words(
        "sub id, sim id, sim slot, sim, sim card, slot, subscription, my number, сим, сим карта, sim карта,"
        "мой номер, 卡, 卡槽, 本机号码"
    ),
}
_BILL: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("own", re.compile(r"мой номер|свой номер|номер абонента|абонентский номер|ваш номер|my number")),
    ("date", re.compile(r"дата|\bdate\b|日期")),
    ("time", re.compile(r"время|\btime\b|时间")),
    ("duration", re.compile(r"длит|продолж|об.?[её]м|кол-?\s?во|количеств|duration|volume|时长|数量")),
    ("cost", re.compile(r"стоим|сумма|цена|\bcost\b|руб|списан|начислен|费用|金额")),
    ("direction", re.compile(r"направлени|направ|direction|вх\.?\s*/\s*исх|方向")),
    (
        "other",
        re.compile(
            r"собеседник|номер|телефон|абонент|контакт|отправител|\bnumber\b|\bphone\b|кому|от кого|号码|对方"
        ),
    ),
    ("service", re.compile(r"услуг|тип|вид|наименов|описан|событи|операци|соединени|service|type|业务|类型")),
)
_SPACES: Final = re.compile(r"[\s_.:*]+")


def folded(heading: str) -> str:
    """A heading for comparing: small letters, ё as е, single spaces, no dots."""
    return _SPACES.sub(" ", heading.lower().replace("ё", "е").replace("_", " ")).strip(" -")


def message_columns(cells: Sequence[str]) -> Columns | None:
    """The columns of a table of messages; None for a row that does not name at least a text and who or when."""
    found: Columns = {}
    for place, cell in enumerate(cells):
        heading = folded(cell)
        for meaning, words in _MESSAGE.items():
            if heading in words:
                found.setdefault(meaning, place)
                break
    if "date" not in found and "time" in found:
        found["date"] = found.pop("time")
    return found if "text" in found and ("sender" in found or "date" in found) and len(found) >= 3 else None


def bill_columns(cells: Sequence[str]) -> Columns | None:
    """The columns of an itemised bill; None for a row that does not name a day, who or what, and how much."""
    found: Columns = {}
    for place, cell in enumerate(cells):
        heading = folded(cell)
        if not heading or len(heading) > 60 or sum(map(str.isdigit, heading)) > 4:
            continue
        meaning = next((meaning for meaning, words in _BILL if words.search(heading)), None)
        if meaning is not None:
            found.setdefault(meaning, place)
    if "other" not in found and "own" in found:
        found["other"] = found.pop("own")
    known = "date" in found and ("other" in found or "service" in found)
    return found if known and ("cost" in found or "duration" in found) else None


def names_columns(cells: Sequence[str]) -> bool:
    """Whether a row is the heading of a table of messages or of a bill."""
    return message_columns(cells) is not None or bill_columns(cells) is not None
