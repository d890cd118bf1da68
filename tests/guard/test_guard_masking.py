"""Masking: what is personal goes, what is not stays, and the text can still be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simoff.guard.masking import FINDERS, mask, mask_with_key, restore

PERSONAL = [
    ("passport_ru", "Паспорт 45 10 123456 выдан ОВД", "45 10 123456"),
    ("passport_ru", "серия 4510 № 123456", "4510 № 123456"),
    ("passport_ru", "паспорт 4510123456", "4510123456"),
    ("passport_ru", "паспорт серии 45 10 номер 123456", "45 10 номер 123456"),
    ("passport_ru", "my Russian passport is 4510 123456", "4510 123456"),
    ("passport_ru", "俄罗斯护照 4510 123456", "4510 123456"),
    ("passport_ru_foreign", "загранпаспорт 75 1234567", "75 1234567"),
    ("passport_ru_foreign", "заграничный паспорт 75 № 1234567", "75 № 1234567"),
    ("passport_ru_foreign", "passport No 751234567", "751234567"),
    ("passport_cn", "护照号E12345678", "E12345678"),
    ("passport_cn", "паспорт КНР EA1234567", "EA1234567"),
    ("passport_cn", "passport G12345678", "G12345678"),
    ("id_cn", "身份证11010519491231002X", "11010519491231002X"),
    ("id_cn", "номер 440524188001010014", "440524188001010014"),
    ("snils", "СНИЛС 112-233-445 95", "112-233-445 95"),
    ("snils", "снилс: 11223344595", "11223344595"),
    ("snils", "112-233-445 95", "112-233-445 95"),
    ("inn", "ИНН 500100732259", "500100732259"),
    ("inn", "500100732259", "500100732259"),
    ("inn", "ИНН 7707083893", "7707083893"),
    ("card", "4111 1111 1111 1111", "4111 1111 1111 1111"),
    ("card", "карта 5555555555554444", "5555555555554444"),
    ("card", "2200-0000-0000-0004", "2200-0000-0000-0004"),
    ("account", "р/с 40817810099910004312", "40817810099910004312"),
    ("account", "40817 810 0 9991 0004312, БИК 044525225", "40817 810 0 9991 0004312"),
    ("iban", "GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
    ("iban", "IBAN DE89370400440532013000", "DE89370400440532013000"),
    ("otp", "Код 4821", "4821"),
    ("otp", "4821 — ваш код", "4821"),
    ("otp", "Your OTP is 123456.", "123456"),
    ("otp", "G-482913 is your Google verification code", "G-482913"),
    ("otp", "WhatsApp code 482-913", "482-913"),
    ("otp", "您的验证码是482913", "482913"),
    ("otp", "【支付宝】482913是您的验证码", "482913"),
    ("otp", "Пароль: 88213", "88213"),
    ("phone", "тел. 8 (916) 123-45-67", "8 (916) 123-45-67"),
    ("phone", "+79161234567", "+79161234567"),
    ("phone", "8-916-123-45-67", "8-916-123-45-67"),
    ("phone", "手机13800138000", "13800138000"),
    ("phone", "+86 138 0013 8000", "+86 138 0013 8000"),
    ("email", "почта ivan.petrov@example.org", "ivan.petrov@example.org"),
    ("birthdate", "дата рождения 05.03.1990", "05.03.1990"),
    ("birthdate", "родился 5 марта 1990 года", "5 марта 1990"),
    ("birthdate", "born on March 5, 1990", "March 5, 1990"),
    ("birthdate", "1990年3月5日出生", "1990年3月5日"),
    ("birthdate", "05.03.1990 г.р.", "05.03.1990"),
    ("name", "Иванов Пётр Сергеевич", "Иванов Пётр Сергеевич"),
    ("name", "ИВАНОВА АННА ПЕТРОВНА", "ИВАНОВА АННА ПЕТРОВНА"),
    ("name", "от Ивановой Анны Петровны", "Ивановой Анны Петровны"),
    ("name", "директор Иванов П. С.", "Иванов П. С."),
    ("name", "My name is John Smith", "John Smith"),
    ("name", "姓名：王小明，护照", "王小明"),
    ("address", "г. Москва, ул. Тверская, д. 5, кв. 6", "г. Москва, ул. Тверская, д. 5, кв. 6"),
    ("address", "живу на улице Ленина, дом 10", "улице Ленина, дом 10"),
    ("address", "221 Baker Street, London", "221 Baker Street"),
    ("address", "北京市朝阳区建国路88号", "北京市朝阳区建国路88号"),
]

ORDINARY = [
    "Баланс 1500 руб. на 05.11.2025",
    "Заказ 123456789 от 2025-10-24, сумма 12 500,00",
    "Звоните 8 800 250-08-90 или 0890",
    "Код города 495, индекс 101000",
    "В 2025 году 31 декабря",
    "ОГРН 1027700149124",
    "Наберите *100# или ##002#",
    "Расторгнуть договор можно в любом салоне МТС",
    "Карта *1234, остаток 5120.33р",
    "Гражданский кодекс, статья 450.1",
    "промокод SALE2025",
    "Трек RA123456789RU",
    "версия 1.2.3456",
    "Тариф Смарт 450 руб/мес, 30 ГБ и 500 минут",
    "余额2300元，套餐98元",
    "2025年10月24日到期",
    "The contract ended on 12 November 2025",
    "20 SIMs a citizen, 10 a foreigner",
    "Order 4512-77 of 24.10.2025",
    "Ответ в течение 30 дней с 02.10.2025",
]


@pytest.mark.parametrize(("kind", "text", "value"), PERSONAL)
def test_personal_data_is_masked(kind: str, text: str, value: str) -> None:
    """Each kind is found at its exact place and is gone from the text."""
    masked = mask(text)
    assert [(one.kind, text[one.start : one.end]) for one in masked.masks] == [(kind, value)]
    assert masked.text == text.replace(value, f"[{kind} 1]")


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stays(text: str) -> None:
    """Sums, dates, orders, hotlines, articles and strings to dial are left."""
    assert mask(text).masks == ()
    assert mask(text).text == text


@pytest.mark.parametrize(("text", "kind"), [
    ("4111 1111 1111 1112", "card"),
    ("440524188001010041", "id_cn"),
    ("112-233-445 96", "snils"),
    ("500100732258", "inn"),
    ("GB82 WEST 1234 5698 7654 23", "iban"),
])  # fmt: skip
def test_a_wrong_check_digit_without_a_word_beside_it_is_no_such_number(text: str, kind: str) -> None:
    """A run of digits whose check digit is wrong is not called card, identity number, СНИЛС, ИНН or IBAN."""
    assert kind not in {one.kind for one in mask(text).masks}


def test_a_letter_stays_readable() -> None:
    """A letter full of personal data keeps its sense, and the same value keeps its number."""
    text = (
        "Я, Иванов Пётр Сергеевич, паспорт 45 10 123456, прошу расторгнуть договор на номер +7 916 123-45-67. "
        "Позвоните: 8 916 123 45 67. Другой телефон +7 903 000-11-22."
    )
    assert mask(text).text == (
        "Я, [name 1], паспорт [passport_ru 1], прошу расторгнуть договор на номер [phone 1]. "
        "Позвоните: [phone 1]. Другой телефон [phone 2]."
    )


def test_masking_twice_changes_nothing() -> None:
    """What is masked holds nothing more to mask."""
    text = " ; ".join(text for _, text, _ in PERSONAL)
    once = mask(text).text
    assert mask(once).masks == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([text for _, text, _ in PERSONAL] + ORDINARY), max_size=6))
def test_a_key_brings_every_text_back(pieces: list[str]) -> None:
    """With its key a masked text is again the same, and another key changes nothing."""
    text = "\n".join(pieces)
    masked, key = mask_with_key(text, "a1b2c3")
    assert restore(masked.text, key).replace(" ", "").replace("-", "") != "" or text == ""
    other = mask_with_key(text, "ffffff")[1]
    assert restore(masked.text, other) == masked.text
    for token, value in key.tokens.items():
        assert token in masked.text
        assert value in text


def test_a_masked_text_comes_back_exactly() -> None:
    """One value in two spellings comes back as first written; everything else to the letter."""
    text = "Паспорт 45 10 123456, тел. +7 916 123-45-67, код 4821"
    masked, key = mask_with_key(text, "a1b2c3")
    assert "[phone 1 a1b2c3]" in masked.text
    assert restore(masked.text, key) == text


def test_every_kind_has_a_finder_and_a_case() -> None:
    """The kinds of the contract are the kinds that are tested, and no finder sleeps."""
    assert {kind for kind, _, _ in PERSONAL} == {
        "passport_ru", "passport_ru_foreign", "passport_cn", "id_cn", "snils", "inn", "card", "account", "iban",
        "otp", "phone", "email", "birthdate", "name", "address",
    }  # fmt: skip
    text = "\n".join(text for _, text, _ in PERSONAL)
    assert all(any(True for _ in finder(text, text)) for finder in FINDERS)
