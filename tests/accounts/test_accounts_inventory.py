"""The inventory: whose messages count, how sure it is, in which order to move, and what stays without a name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from accounts_pack import shipped

from simoff.accounts.inventory import Account, Inventory, Taking
from simoff.accounts.model import Direction, Kind, Login, Message
from simoff.accounts.rendering import change_text, render_accounts, render_no_sms, render_unknown

DAY = datetime(2026, 10, 1, 12, tzinfo=UTC)
TELEGRAM = "Код для входа в Telegram: •••••"


def message(
    sender: str,
    text: str,
    at: datetime | None = DAY,
    *,
    line: str | None = None,
    direction: Direction = "in",
    kind: Kind = "sms",
) -> Message:
    """One message as a reader gives it."""
    return Message(kind, direction, sender, text, at, line, "message 1")


def login(name: str = "", address: str = "", user: str = "", note: str = "", phone: str = "") -> Login:
    """One entry of a password manager as a reader gives it."""
    return Login(name, address, user, note, phone, "row 1")


def take(
    *items: Message | Login, line: str | None = None, since: date | None = None, number: str | None = None
) -> Inventory:
    """The inventory of some items."""
    taking = Taking(shipped(), line=line, since=since, number=number)
    for item in items:
        taking.add(item)
    return taking.inventory()


def ids(inventory: Inventory) -> list[str]:
    """The services found, in the order of moving."""
    return [account.service.id for account in inventory.accounts]


def one(*items: Message | Login, number: str | None = None) -> Account:
    """The only account some items show."""
    (account,) = take(*items, number=number).accounts
    return account


def test_an_account_with_its_days_and_counts() -> None:
    """First and last day, number of messages, line and kinds come from the messages of the service."""
    account = one(
        message("Telegram", "Telegram code •••••", DAY, line="SIM1"),
        message("Telegram", "Telegram code •••••", DAY - timedelta(days=30), line="SIM1"),
        message("Telegram", "Telegram code •••••", DAY + timedelta(days=2), line="SIM2"),
    )
    assert (account.first_seen, account.last_seen) == (date(2026, 9, 1), date(2026, 10, 3))
    assert (account.count, account.line, account.evidence) == (3, "SIM1", 4)
    assert account.kinds == {"login": 3}


def test_a_recycled_number() -> None:
    """What came before one's own contract was for the former holder and makes no account."""
    items = (
        message("Telegram", "Telegram code •••••", datetime(2023, 5, 1, tzinfo=UTC)),
        message("900", "Код для входа: •••••", datetime(2026, 5, 1, tzinfo=UTC)),
    )
    assert ids(take(*items)) == ["sberbank", "telegram"]
    inventory = take(*items, since=date(2025, 1, 1))
    assert ids(inventory) == ["sberbank"]
    assert inventory.passed_over.before_since == 1


def test_the_first_day_of_the_contract_counts() -> None:
    """A message of the day itself is one's own."""
    day = datetime(2025, 1, 1, 9, tzinfo=UTC)
    assert ids(take(message("Telegram", "Telegram code •••••", day), since=date(2025, 1, 1))) == ["telegram"]


def test_a_phone_with_two_sims() -> None:
    """Only what came to the dying line counts; what an archive gives no line for stays in."""
    items = (
        message("Telegram", "Telegram code •••••", line="1"),
        message("WhatsApp", "WhatsApp code •••-•••", line="2"),
        message("Viber", "Viber code ••••••", line=None),
    )
    inventory = take(*items, line="1")
    assert set(ids(inventory)) == {"telegram", "viber"}
    assert inventory.passed_over.other_line == 1
    assert set(ids(take(*items))) == {"telegram", "viber", "whatsapp"}


@pytest.mark.parametrize("line", ["+79161234567", "8 (916) 123-45-67", "79161234567"])
def test_a_line_may_be_named_by_its_number(line: str) -> None:
    """A number names the line in any spelling, also where the archive writes it otherwise."""
    items = (
        message("Telegram", "Telegram code •••••", line="+7 916 123-45-67"),
        message("WhatsApp", "WhatsApp code •••-•••", line="+79990001122"),
    )
    assert ids(take(*items, line=line)) == ["telegram"]


def test_sent_messages_are_counted_and_passed_over() -> None:
    """What the person wrote is no evidence."""
    inventory = take(message("Telegram", TELEGRAM, direction="out"))
    assert inventory.accounts == ()
    assert inventory.passed_over.sent == 1


def test_a_person_who_writes_sends_no_codes_of_mine() -> None:
    """A mobile number that is written to, or that chats, is a person's, before or after its code came."""
    friend = "+79161112233"
    code = message(friend, "Введи код 12345 для Авито, никому не говори")
    assert ids(take(code)) == ["avito"]
    assert ids(take(code, message(friend, "ок", direction="out"))) == []
    assert ids(take(message(friend, "ок", direction="out"), code)) == []
    assert ids(take(code, message(friend, "Привет! Как дела?"))) == []
    assert ids(take(code, message("+79160000000", "Привет! Как дела?"))) == ["avito"]


@pytest.mark.parametrize(
    "text",
    [
        "Госуслуги: ваш аккаунт взломан! Код обращения 1234. Срочно позвоните",
        "Код бронирования 123456. Аэрофлот. Счастливого пути",
        "Ваша подарочная карта Ozon, код 12345678",
        "您的Airbnb订座编码1234，祝旅途愉快",
    ],
)
def test_bait_and_bookings_are_no_accounts(text: str) -> None:
    """Texts that want a call, bookings and gift cards name a service beside a code and prove nothing."""
    assert take(message("InfoSMS", text)).accounts == ()


def test_backups_overlap() -> None:
    """The same message out of two backups counts once."""
    same = message("Telegram", "Telegram code •••••")
    inventory = take(same, same)
    assert inventory.accounts[0].count == 1
    assert inventory.passed_over.twice == 1


def test_the_order_of_moving() -> None:
    """Mail first, the state portal, banks, messengers, identity hubs, the rest; adverts last; worst loss first."""
    inventory = take(
        message("Lamoda", "Только сегодня скидки до 70%!"),
        message("Avito", "Код для входа: ••••"),
        message("VK", "Код для входа: ••••"),
        message("InfoSMS", "【支付宝】验证码••••••，请勿告诉他人"),
        message("Telegram", "Telegram code •••••"),
        message("Viber", "Viber code ••••••"),
        message("900", "Код для входа: ••••"),
        message("gosuslugi", "Код для входа: ••••"),
        message("Microsoft", "Код для входа: ••••"),
        message("Yandex", "Код для входа: ••••"),
    )
    assert ids(inventory) == [
        "yandex",
        "microsoft",
        "gosuslugi",
        "sberbank",
        "telegram",
        "viber",
        "vk",
        "alipay",
        "avito",
        "lamoda",
    ]


def test_what_counts_for_the_gate() -> None:
    """Critical and high accounts count; one that only advertises does not."""
    inventory = take(
        message("Telegram", "Telegram code •••••"),
        message("Avito", "Код для входа: ••••"),
        message("VTB", "Кредит до 900 000 по акции, только сегодня"),
    )
    assert (inventory.unmoved("critical"), inventory.unmoved("high")) == (1, 1)
    assert len(inventory.accounts) == 3


@pytest.mark.parametrize(
    ("items", "evidence", "confidence"),
    [
        ([message("900", "Подтверждение номера телефона. Код: •••••")], 5, "high"),
        ([message("Verify", "Код ••••••\n@apple.com #••••••")], 4, "high"),
        ([message("InfoSMS", TELEGRAM)], 4, "medium"),
        ([message("InfoSMS", TELEGRAM), message("SMS", TELEGRAM, DAY + timedelta(days=1))], 4, "high"),
        ([message("900", "Покупка 500р. Баланс: 100р")], 3, "medium"),
        ([message("Avito", "Вам ответил продавец")], 2, "low"),
        ([message("SBERBANK", "", kind="bill")], 2, "low"),
        ([message("Lamoda", "Только сегодня скидки до 70%!")], 1, "low"),
    ],
)
def test_evidence_and_confidence(items: list[Message], evidence: int, confidence: str) -> None:
    """The rung of the ladder is the best kind of message; how sure it is comes from mark and count."""
    account = one(*items)
    assert (account.evidence, account.confidence) == (evidence, confidence)


def test_what_is_long_ago_is_less_sure() -> None:
    """A service that was silent for a year before the newest message is one step less sure."""
    old = message("900", "Подтверждение номера телефона. Код: •••••", DAY - timedelta(days=400))
    assert one(old).confidence == "high"
    inventory = take(old, message("+79161234567", "Привет"))
    assert inventory.accounts[0].confidence == "medium"


def test_groups_without_a_name() -> None:
    """Codes of nobody known are shown by sender with one sample, largest group first, and make the share."""
    inventory = take(
        message("DENTAL", "Код записи подтвержден: 12345 для Ивана"),
        message("HVOSTIK", "Ваш код: 98765", DAY),
        message("HVOSTIK", "Ваш код: 98766", DAY + timedelta(days=1)),
        message("Telegram", "Telegram code •••••"),
    )
    assert [(group.sender, group.count) for group in inventory.unknown] == [("HVOSTIK", 2), ("DENTAL", 1)]
    assert inventory.unrecognised_share == 0.75
    assert take().unrecognised_share is None


def test_a_sample_holds_no_digit() -> None:
    """No digit of a code, nor any other, is left in a sample, whatever the reader let through."""
    text = "Ваш код: 987654, счет 40817810000000001234, звоните +79161234567 " + "x" * 500
    (group,) = render_unknown(take(message("HVOSTIK", text)))
    assert not any(sign.isdigit() for sign in group["sample"])
    assert len(group["sample"]) <= 160
    assert group["sample"].startswith("Ваш код: ••••••")


def test_logins_with_the_number() -> None:
    """An entry with the number in it is strong, in any spelling and field; one without is the weakest mark."""
    number = "+79161234567"
    for entry in (
        login(address="https://vk.com", user="8 916 123-45-67"),
        login(address="https://m.vk.com", phone="+7 (916) 123-45-67"),
        login(name="ВКонтакте", note="номер 89161234567"),
    ):
        account = one(entry, number=number)
        assert (account.service.id, account.evidence, account.confidence) == ("vk", 4, "high")
    weak = one(login(address="https://vk.com", user="+79990001122"), number=number)
    assert (weak.evidence, weak.counts) == (1, False)
    assert one(login(address="android://com.vkontakte.android", name="VK")).service.id == "vk"
    assert take(login(name="Home router", address="http://192.168.0.1")).accounts == ()


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_what_a_person_reads(lang: str) -> None:
    """Each account says how to change its number, how well that is known, and what else opens it."""
    inventory = take(message("900", "Код для входа: •••••"), message("Telegram", "Telegram code •••••"))
    sber, telegram = render_accounts(inventory, shipped(), lang)
    assert sber["change"]["check_live_page"] is True
    assert telegram["change"]["check_live_page"] is False
    assert telegram["change"]["sources"][0].startswith("https://core.telegram.org/")
    assert telegram["change"]["old_number"] == "no"
    assert len(sber["change"]["without_sms"]) == 4
    assert {entry["id"] for entry in render_no_sms(shipped(), lang)} >= {
        "fast-payments",
        "telegram-sessions",
        "alarms",
    }


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_no_slot_is_left_open(lang: str) -> None:
    """In no language does a change text show a slot that was not filled, or a menu path twice."""
    for service in shipped().services.values():
        text = change_text(service.change, shipped(), lang)
        assert "{" not in text, service.id
        assert text[-1] in ".。", service.id
        if service.change.path:
            assert text.count(service.change.path) == 1, service.id


def test_many_groups_are_bounded() -> None:
    """An archive of a hundred thousand senders keeps a bounded number of groups and loses no count."""
    taking = Taking(shipped())
    for number in range(6000):
        taking.add(message(f"APP{number}X", "Ваш код: ••••"))
    inventory = taking.inventory()
    assert len(inventory.unknown) == 5001
    assert sum(group.count for group in inventory.unknown) == 6000
