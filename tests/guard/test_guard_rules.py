"""Each rule by itself: a message it speaks of, and one like it that it must leave alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from simoff.desk.guard import guard
from simoff.guard import Message

HERE = Path(__file__).parent
NUMBER = "+79161234567"

PAIRS: dict[str, tuple[Message, Message]] = {
    "contract-expires-call": (
        Message("Ваш номер будет отключён сегодня, срочно свяжитесь с оператором"),
        Message("Ваш номер будет отключён по вашему заявлению"),
    ),
    "limit-pressure": (
        Message("Нужна перерегистрация сим-карты, срочно напишите @sim_person"),
        Message("Перерегистрация сим-карты на жену: приходите в салон с паспортом"),
    ),
    "cooling-link": (
        Message("После роуминга снять ограничение можно тут: https://net-back.example.net/a"),
        Message("После роуминга снять ограничение можно тут: https://mts.ru/a"),
    ),
    "forwarding-mentioned": (
        Message("Я сам поставил переадресацию **21*+79161234567# вчера"),
        Message("Я сам отключил переадресацию ##21# вчера"),
    ),
    "forwarding-alone": (Message("**61*+79161234567#"), Message("*#61#")),
    "transfer-alone": (Message("*145*9161234567*500#"), Message("*145#")),
    "sim-swap-offered": (
        Message("Восстановим сим-карту на чужой номер без владельца"),
        Message("Восстановим сим-карту владельцу по паспорту"),
    ),
    "signal-lost-codes": (
        Message("Пропала сеть, и тут же кто-то сменил пароль в банке"),
        Message("Пропала сеть, перезагрузил, и всё заработало"),
    ),
    "call-from-private-number": (
        Message("Это ваш банк, переведите деньги", NUMBER, "call"),
        Message("Это Маша, перезвони", NUMBER, "call"),
    ),
    "rescuer-calls": (
        Message("В вашем банке подозрительная операция, позвоните +7 903 123-45-67"),
        Message("В вашем банке подозрительная операция, откройте приложение"),
    ),
    "money-to-courier": (
        Message("Отдайте деньги курьеру, он отвезёт их в Центробанк"),
        Message("Отдайте книгу курьеру, он отвезёт её в библиотеку"),
    ),
    "code-asked": (Message("Продиктуйте код из СМС"), Message("Никогда не диктуйте код из СМС")),
    "code-asked-plain": (Message("Скажи код"), Message("Скажи код от подъезда? Код 4821")),
    "code-was-wanted": (
        Message("Сотрудник МТС требовал код, иначе договор расторгнут"),
        Message("Сотрудник МТС проверил паспорт, договор расторгнут"),
    ),
    "code-except-us": (
        Message("Код никому, кроме сотрудника банка, не называйте"),
        Message("Код никому не называйте, даже сотрудникам банка"),
    ),
    "official-in-chat": (
        Message("Это служба поддержки МТС, перейдите и введите данные", channel="chat"),
        Message("Подключил МТС, поддержка помогла быстро", channel="chat"),
    ),
    "official-handle": (Message("@gosuslugi_help_bot"), Message("@ivan_bike_shop")),
    "official-asks-to-messenger": (
        Message("По вопросам к оператору пишите в WhatsApp"),
        Message("По вопросам к оператору пишите в приложении"),
    ),
    "official-sender-in-chat": (
        Message("Добрый день", "Госуслуги", "chat"),
        Message("Добрый день", "Госуслуги", "sms"),
    ),
    "official-from-mobile": (
        Message("Госуслуги: ваши данные под угрозой", NUMBER, "sms"),
        Message("Я на Госуслугах записался к врачу", NUMBER, "sms"),
    ),
    "sender-disguised": (Message("Добрый день", "Sbеrbank", "sms"), Message("Добрый день", "Sberbank", "sms")),
    "sender-12308": (Message("您好", "+8612308", "call"), Message("您好", "+74999518661", "call")),
    "embassy-calls-out": (Message("12308来电，请接听"), Message("如有困难请拨打12308")),
    "embassy-demand": (
        Message("大使馆通知：请提供护照 @embassy_help"),
        Message("大使馆通知：办理护照请到场"),
    ),
    "cancel-agent-prepaid": (
        Message("如何注销俄罗斯号码：嫌麻烦可联系代办，先付定金，微信：eluosi_helper"),
        Message("如何注销俄罗斯号码：带护照到营业厅，填写申请书"),
    ),
    "sim-without-papers": (Message("Симки без паспорта"), Message("Симку без паспорта не продадут")),
    "passport-asked": (Message("Сообщите данные паспорта"), Message("Приходите с паспортом в салон")),
    "link-borrows-name": (Message("mts-portal.example.com"), Message("portal.mts.ru")),
    "link-borrows-name-asks": (
        Message("Войдите: https://mts-lk.example.com/a"),
        Message("Войдите: https://lk.mts.ru/a"),
    ),
    "link-disguised": (Message("megaf0n.ru"), Message("megafon.ru")),
    "link-hides-host": (Message("http://192.0.2.7/a"), Message("192.0.2.7")),
    "link-hides-host-asks": (
        Message("Вход в МТС: http://192.0.2.7/a пароль"),
        Message("Вход в МТС: http://mts.ru пароль"),
    ),
    "short-link-in-name": (
        Message("Банк: срочно посмотрите clck.ru/abc"),
        Message("Рецепт пирога: clck.ru/abc"),
    ),
    "foreign-hotline": (
        Message("Горячая линия Госуслуг 8 800 555-66-66"),
        Message("Горячая линия МОТИВ 8 800 240-00-00"),
    ),
    "gosuslugi-login-elsewhere": (
        Message("Вход через Госуслуги: https://vhod.example.net/a"),
        Message("Вход через Госуслуги: https://esia.gosuslugi.ru/a"),
    ),
    "account-alert-link": (
        Message("Your account has been suspended, click http://a.example.net/x"),
        Message("Your account has been suspended at your request"),
    ),
    "prize": (
        Message("Вы выиграли приз, позвоните +7 903 123-45-67"),
        Message("Наша команда выиграла матч"),
    ),
    "easy-money": (
        Message("Удалённая работа, доход от 100 тысяч, пишите в лс"),
        Message("Удалённая работа мне нравится"),
    ),
}


def spoken(message: Message) -> set[str]:
    """The rules that speak of a message."""
    return {one.rule.id for one in guard().check(message).indicators}


@pytest.mark.parametrize("rule", PAIRS)
def test_a_rule_speaks_and_keeps_silent(rule: str) -> None:
    """The rule speaks of its trap; of the message like it no rule speaks."""
    trap, honest = PAIRS[rule]
    assert rule in spoken(trap)
    assert spoken(honest) == set()


def test_every_rule_is_tried() -> None:
    """Each rule speaks in some case here or among the patterns: none is there that never could."""
    cases = [tomllib.loads(path.read_text("utf-8")) for path in (HERE / "patterns").glob("*.toml")]
    spoke = {rule for case in cases for text in case["traps"] for rule in spoken(Message(text))}
    spoke |= {rule for rule, (trap, _) in PAIRS.items() if rule in spoken(trap)}
    assert {rule.id for rule in guard().book.rules} - spoke == set()
