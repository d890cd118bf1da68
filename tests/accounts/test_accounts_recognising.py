"""Which service does a message come from: each mark, and each rule against a false one."""

from __future__ import annotations

import pytest
from accounts_pack import shipped

from simoff.accounts.folding import fold_sender, fold_text
from simoff.accounts.model import Direction, Kind, Message
from simoff.accounts.recognising import TALK, Finding, Recogniser

RECOGNISER = Recogniser(shipped())


def read(sender: str, text: str, direction: Direction = "in", kind: Kind = "sms") -> Finding | None:
    """What the recogniser says of one message."""
    return RECOGNISER.read(Message(kind, direction, sender, text, None, None, "message 1"))


def found(sender: str, text: str) -> tuple[str | None, str, str | None]:
    """Service, kind and mark of a message that says something."""
    finding = read(sender, text)
    assert finding is not None
    return finding.service, finding.kind, finding.by


@pytest.mark.parametrize(
    ("sender", "text", "service", "kind", "by"),
    [
        ("Verify", "Ваш код ••••••\n\n@apple.com #•••••• %apple.com", "apple", "login", "domain"),
        ("InfoSMS", "Код 123456\n@login.vk.com #123456", "vk", "login", "domain"),
        ("Uber", "<#> Код ••••\nqlRnn4A1sbt", "uber-ru", "login", "hash"),
        ("T-BANK", "Никому не говорите код ••••! Вход в 17:30 19.08.26", "tbank", "login", "sender"),
        ("Tinkoff", "Покупка, счет RUB. 500 RUB. Доступно 1000 RUB", "tbank", "money", "sender"),
        (
            "POCHTABANK",
            "Для проверки номера телефона сообщите сотруднику код: •••••",
            "pochtabank",
            "binding",
            "sender",
        ),
        ("900", "Сбер ID: код ••••• для входа на сайт партнёра", "sberid", "login", "sender"),
        ("FNS", "Код входа в «Мой налог»: ••••", "nalog-npd", "login", "sender"),
        ("FNS", "Код для входа: ••••", "nalog", "login", "sender"),
        ("InfoSMS", "Telegram code •••••", "telegram", "login", "name"),
        ("SMS", "Код для входа на Госуслуги: ••••••. Никому не сообщайте", "gosuslugi", "login", "name"),
        ("+79991112233", "WhatsApp code •••-•••. Don't share this code", "whatsapp", "login", "name"),
        ("1069055555", "【支付宝】验证码••••••，请勿告诉他人", "alipay", "login", "signature"),
        ("1069055555", "您的验证码是••••，请勿泄露。【华为】", "huawei", "login", "signature"),
        ("Avito", "Vash kod dlya vhoda: •••••. Nikomu ne soobschajte", "avito", "login", "sender"),
        ("INFO", "•••••• - kod podtverzhdeniya Wildberries", "wildberries", "login", "name"),
        ("Notify", "Код підтвердження Viber: ••••••", "viber", "login", "name"),
        ("Notify", "Код для ўваходу Telegram: •••••. Нікому не паведамляйце", "telegram", "login", "name"),
        ("Notify", "WhatsApp растау коды: ••••••. Ешкімге айтпаңыз", "whatsapp", "login", "name"),
        ("Notify", "Telegram tasdiqlash kodi: •••••. Hech kimga bermang", "telegram", "login", "name"),
        ("Kaspi.kz", "Код: ••••. Ешкімге айтпаңыз", "kaspi", "login", "sender"),
        ("МТС-Банк", "Ваша карта готова, приходите в отделение", "mtsbank", "notice", "sender"),
        ("InfoSMS", "Сбербанк: покупка 500 р. Баланс: 1000 р.", "sberbank", "money", "name"),
    ],
)
def test_a_mark_tells_the_service(sender: str, text: str, service: str, kind: str, by: str) -> None:
    """Domain, app hash, sender, name and signature each tell the service, in all languages of the pack."""
    assert found(sender, text) == (service, kind, by)


def test_the_domain_beats_everything() -> None:
    """An origin-bound domain decides against the sender, the name and the hash."""
    assert found("Telegram", "Ozon code 1234\n@steampowered.com #1234")[0] == "steam"


def test_the_sender_beats_a_name_in_the_text() -> None:
    """A bank's message that names another service is the bank's: no account is made of it."""
    assert found("900", "Списание 1400.00р в GosUslugi, код 12345 держите в тайне")[0] == "sberbank"
    assert found("Raiffeisen", "Код 1234 для оплаты на OZON 500 RUB")[0] == "raiffeisen"
    assert found("TBANK", "Покупка. WILDBERRIES 500 RUB. Доступно 10 RUB")[0] == "tbank"


def test_a_payment_of_an_unknown_bank_is_no_account_at_the_shop() -> None:
    """Where the bank is not known either, the shop it pays still gets no account."""
    assert found("ZENITBANK", "Списание 1400.00р в GosUslugi, код 12345")[0] is None
    assert found("ZENITBANK", "Оплата 900 руб. OZON. Код 12345, никому не говорите")[0] is None
    assert found("ZENITBANK", "Не переводите деньги! Код 12345 для входа в Ozon")[0] == "ozon"


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("SALE", "Скидки до 50% в Wildberries! Промокод LETO1234"),
        ("SALE", "Ваш промо-код на скидку 1234 в Ozon"),
        ("TEMU", "Ваша посылка доставлена, заказ № 12345"),
        ("CDEK", "Посылка ожидает в пункте выдачи. Код получения 1234"),
        ("WB", "Код для получения заказа: 1234"),
        ("YandexGo", "Водитель приехал, белая Kia 123"),
        ("InfoSMS", "【菜鸟驿站】您的包裹已到，取件码12-3-4567"),
        ("+79161234567", "какой там код из телеграма пришёл?"),
        ("+79161234567", "Код домофона 1234"),
        ("+79161234567", "Привет, встретимся у Сбербанка в 18:30"),
        ("+79161234567", "Переведи на Сбербанк 1500 по номеру"),
        ("Мама", "пароль от вайфая 12345678"),
        ("InfoSMS", "В магазине Магнит новые часы работы"),
        ("InfoSMS", "Погода: гололёд, код города 495"),
    ],
)
def test_what_is_no_account(sender: str, text: str) -> None:
    """Adverts by name, parcels, rides and private talk say nothing of an account."""
    assert read(sender, text) in (None, TALK)


def test_an_advert_of_a_known_sender_is_the_weakest_mark() -> None:
    """A shop that advertises knows the number; more than that is not claimed."""
    assert found("Lamoda", "Только сегодня скидки до 70%!") == ("lamoda", "advert", "sender")


def test_a_sent_message_says_nothing() -> None:
    """What the person wrote is no evidence, whatever it names."""
    text = "Код для входа в Telegram: 12345"
    assert read("InfoSMS", text) is not None
    assert read("InfoSMS", text, direction="out") is None


def test_a_call_says_nothing() -> None:
    """A call has no text to tell a service by."""
    assert read("+79991112233", "", kind="call") is None


def test_a_bill_tells_only_by_a_sender_of_its_own() -> None:
    """A bill's sender is weak evidence; a shared or nameless sender and a telephone number are none."""
    bill = read("SBERBANK", "", kind="bill")
    assert bill is not None
    assert (bill.service, bill.kind) == ("sberbank", "bill")
    assert read("+79161234567", "", kind="bill") is None
    unknown = read("SOMEBODY", "", kind="bill")
    assert unknown is not None
    assert unknown.service is None


@pytest.mark.parametrize(
    ("sender", "text", "group"),
    [
        ("InfoSMS", "Код:  •••••", "sender infosms"),
        ("NEWAPP", "Your confirmation code is ••••••.", "sender newapp"),
        ("1069055555", "【某某商城】验证码••••，5分钟内有效", "signature 某某商城"),
        ("1069055555", "【某某商城】验证码••••，请在微信中打开", "signature 某某商城"),
        ("Verify", "Your code is ••••\naB3dEfGhIjK", "hash aB3dEfGhIjK"),
    ],
)
def test_a_nameless_code_is_kept_with_its_like(sender: str, text: str, group: str) -> None:
    """A code of nobody known is grouped by sender, signature or app, and never given to a brand it mentions."""
    finding = read(sender, text)
    assert finding is not None
    assert finding.service is None
    assert finding.group == group


def test_nameless_senders_never_tell_the_service() -> None:
    """SMS, Verify, Info and their like decide nothing; neither does a telephone number."""
    for sender in ("SMS", "Verify", "INFO", "InfoSMS", "Code", "OTP", "AUTHMSG", "CloudOTP", "NOTICE", "22395"):
        assert found(sender, "Код для входа: 1234")[0] is None
    assert found("+79262000900", "Код для входа: 1234")[0] is None
    assert found("+79262000900", "Код для входа в Сбербанк Онлайн: 1234")[:2] == ("sberbank", "login")


def test_short_codes_of_other_countries_need_the_name() -> None:
    """A short code known from abroad may be anybody's on a Russian SIM."""
    assert found("22000", "Код: 123456")[0] is None
    assert found("22000", "G-123456 is your Google verification code")[0] == "google"


def test_a_warning_about_staff_names_nobody() -> None:
    """ "Even to employees of X" does not mean X; the name the code is for is found behind it."""
    text = "Никому не сообщайте код, даже сотрудникам Сбербанка. Код для входа в Авито: 1234"
    assert found("Verify", text)[0] == "avito"


@pytest.mark.parametrize(
    ("sender", "text", "service"),
    [
        ("InfoSMS", "Код для входа в Самокат: 1234", "samokat"),
        ("InfoSMS", "Вы вошли: самокат припаркован, код 1234", None),
        ("InfoSMS", "Код для входа в MAX: 1234", "max"),
        ("InfoSMS", "вход max 1234 код", None),
    ],
)
def test_everyday_words_need_a_capital(sender: str, text: str, service: str | None) -> None:
    """A name that is an everyday word as well counts only with a capital letter beside a code."""
    assert found(sender, text)[0] == service


@pytest.mark.parametrize(
    "text",
    ["Код 1234: пишите на ivan@mail.ru", "Код 1234 http://ozon.ru.example.com/x", "Код 1234 notozon.ru"],
)
def test_part_of_an_address_is_no_name(text: str) -> None:
    """An e-mail address or a look-alike host names no service."""
    assert found("NEWAPP", text)[0] is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("T-Bank", "TBANK"),
        ("Т-Ваnk", "T-Bank"),
        ("Bank_DOM.RF", "bank dom rf"),
        ("8 926 200-09-00", "+79262000900"),
    ],
)
def test_spellings_of_a_sender_fold_together(one: str, other: str) -> None:
    """Case, Cyrillic look-alikes, blanks and separators make no difference, and 8 is +7."""
    assert fold_sender(one) == fold_sender(other)


def test_different_senders_stay_apart() -> None:
    """Folding does not throw different names together."""
    assert (
        len({fold_sender(name) for name in ("T-Bank", "Т-Банк", "VTB", "VTB24", "900", "9000", "MTS", "MTS-Bank")})
        == 8
    )


def test_invisible_signs_hide_nothing() -> None:
    """Zero-width signs and look-alike letters inside a name do not keep it from being found."""
    assert fold_text("Te\u200ble\u00adgram") == fold_text("telegram")
    assert found("InfoSMS", "Код для входа в Те\u200blеgrаm: 1234".replace("Те", "Te"))[0] == "telegram"


def test_a_very_long_text_is_read_up_to_a_limit() -> None:
    """A text of a million signs takes no longer than one of the limit."""
    assert read("InfoSMS", "а" * 1_000_000 + " код 1234 Telegram") is None
