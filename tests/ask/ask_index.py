"""A small index of made documents, and the index of the packs."""

from __future__ import annotations

from simoff.ask import Document, Index, Topic
from simoff.ask.indexing import build

TOPICS = (
    Topic("refund", ("退款", "余额…退"), ("вернуть деньги", "возврат"), ("refund", "money back")),
    Topic("post", ("挂号信",), ("заказное письмо",), ("registered letter",)),
    Topic("operator-mts", ("эмтиэс",), ("мтс",), ("mts",), asks=True),
    Topic("operator-t2", ("T2",), ("теле2",), ("t2",), asks=True),
)
DOCUMENTS = (
    Document(
        "step:money", "step", (("title", ("退回余额", "Вернуть остаток", "Get the money back")),), ("refund",)
    ),
    Document("way:post", "way", (("body", ("Отправьте заявление письмом", "寄信", "send a letter")),), ("post",)),
    Document("fact:mts.refund", "fact", (("body", ("МТС возвращает остаток на карту",)),), ("refund",), "mts"),
    Document("fact:t2.refund", "fact", (("body", ("Т2 возвращает остаток на счёт",)),), ("refund",), "t2"),
    Document("word:contract", "word", (("body", ("Договор — соглашение с оператором",)),)),
    Document("service:bank", "service", (), (), names=("Мой Банк", "我的银行")),
)


FILLERS = tuple(
    Document(f"word:filler-{number}", "word", (("body", (f"наполнитель{number} filler{number}",)),))
    for number in range(80)
)
"""So many that a word in one document is rare."""


def small(documents: tuple[Document, ...] = DOCUMENTS) -> Index:
    """An index of the made documents among fillers."""
    return build((*documents, *FILLERS), TOPICS, ("1",))
