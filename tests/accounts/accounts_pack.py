"""A small services pack for tests, and the one that comes along."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import simoff
from simoff.accounts.catalogue import Services, load_services

FOLDER = Path(simoff.__file__).parent / "accounts" / "services"

SMALL = {
    "pack.toml": 'pack = "services"\nread_up_to = 2026-03-07\nnameless = ["SMS"]\n',
    "sources.toml": '[[source]]\nid = "seen"\nkind = "fixture"\naddress = "https://example.org/senders"\n',
    "ways.toml": (
        '[[way]]\nid = "settings"\nzh = "设置：{path}。"\nru = "Настройки: {path}."\nen = "Settings: {path}."\n'
        '[[way]]\nid = "through"\nzh = "见{other}。"\nru = "См. {other}."\nen = "See {other}."\n'
        '[[factor]]\nid = "email"\nzh = "邮箱"\nru = "почта"\nen = "e-mail"\n'
        '[[visit]]\nid = "none"\nzh = "不用。"\nru = "Не нужно."\nen = "None."\n'
    ),
    "words.toml": "".join(
        f'[{family}]\nru = ["{word}"]\n'
        for family, word in (
            ("binding", "привязка номера"),
            ("leaving", "отвязан*"),
            ("code", "код"),
            ("login", "вход*"),
            ("money", "покупка"),
            ("advert", "скидк*"),
            ("delivery", "посылк*"),
            ("elsewhere", "домофон*"),
            ("staff", "сотрудник*"),
            ("calling", "позвоните"),
        )
    ),
    "no_sms.toml": (
        '[[item]]\nid = "alarms"\nloss = "medium"\nzh = "报警器。"\nru = "Сигнализация."\nen = "Alarms."\n'
    ),
    "mail.toml": (
        'category = "mail"\n'
        "[[service]]\n"
        'id = "post"\n'
        'name = { zh = "邮箱", ru = "Почта", en = "Post" }\n'
        'loss = "critical"\n'
        'turn = "mail"\n'
        'called = ["Почтарь*"]\n'
        'domains = ["post.example"]\n'
        'senders = [{ id = "POST", confidence = "fixture", sources = ["seen"] }]\n'
        'old_number = "no"\n'
        'without_sms = ["email"]\n'
        'without_old = "none"\n'
        "[service.change]\n"
        'way = "settings"\n'
        'path = "Настройки → Телефон"\n'
        'confidence = "unverified"\n'
    ),
}
"""File of a pack -> its text; small, complete and without a fault."""


def as_bytes(files: dict[str, str]) -> dict[str, bytes]:
    """The files of a pack as a loader takes them."""
    return {name: text.encode() for name, text in files.items()}


@cache
def shipped() -> Services:
    """The services pack of this tree."""
    return load_services({path.name: path.read_bytes() for path in FOLDER.glob("*.toml")})
