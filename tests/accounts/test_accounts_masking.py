"""Codes, passwords and PINs are masked; what names a service stays."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simoff.accounts.readers import mask_codes
from simoff.accounts.readers.masking import _ODD_DIGITS, Masking

SENTENCES = [
    "Код: {}",
    "Код подтверждения {}. Никому его не сообщайте!",
    "{} - ваш код для входа в Госуслуги",
    "Никому не говорите код {}! Вход в Тинькофф в 17:30 19.08.23",
    "Списание 1400.00р в GosUslugi, код {} держите в тайне",
    "Kod podtverzhdeniya: {}. Nikomu ne soobschajte",
    "{} - Nikomu ne soobschajte etot SMS-kod. VTB",
    "Vash parol {} dlya vhoda v lichnyj kabinet",
    "Your verification code is {}. Do not share it.",
    "{} is your Facebook confirmation code",
    "Use {} as Microsoft account security code",
    "【TikTok】{} 是你的验证码，请勿泄露",
    "您的验证码为{}，5分钟内有效【铁路12306】",
    "验证码【{}】请勿告诉他人",
    "動態碼：{}",
    "Ваш код підтвердження: {}",
    "Код пацвярджэння: {}",
    "Растау коды: {}. Ешкімге айтпаңыз",
    "Tasdiqlash kodi: {}. Kodni hech kimga aytmang",
    "Пароль: {}",
    "Временный пароль – {}, смените его при входе",
    "PIN: {}",
    "ПИН-код карты *1234: {}",
    "<#> Telegram code: {}\nqlRnn4A1sbt",
    "Код для входа {} РУБ",
    "Code\n\n{}\n\n@bank.example #{}",
]
CODES = ["1234", "12345", "123456", "0000", "987654", "12345678", "123-456", "123 456", "1 2 3 4 5 6", "G-123456"]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("code", CODES)
def test_no_digit_of_a_code_stays(sentence: str, code: str) -> None:
    """Whatever the language, the place and the way of writing, each digit of the code is a dot."""
    text = sentence.replace("{}", code)
    masked = mask_codes(text)
    assert len(masked) == len(text)
    start = text.index(code)
    while start >= 0:
        assert not any(map(str.isdigit, masked[start : start + len(code)])), masked
        start = text.find(code, start + 1)


@pytest.mark.parametrize("code", ["A1B2C3", "x7Kp9q", "7F3A", "AB-12-CD", "9A8B7C6D"])
@pytest.mark.parametrize(
    "sentence",
    ["Код: {}", "Your code is {}.", "Пароль: {}", "{} – ваш код", "验证码：{}", "Ваш пароль {}, логин 1234567"],
)
def test_codes_with_letters(sentence: str, code: str) -> None:
    """A code of letters and digits is masked as a whole, signs between them left."""
    masked = mask_codes(sentence.format(code))
    assert not any(piece in masked for piece in code.split("-"))


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Ваш пароль: Qwerty12!", "Qwerty12"),
        ("password is sunshine", "sunshine"),
        ("Пароль: весна", "весна"),
        ("Логин ivan, пароль qwErTyU", "qwErTyU"),
        ("密码：sunshine", "sunshine"),
        ("Parol = sunshine.", "sunshine"),
        ("Код: QWERTY", "QWERTY"),
        ("CVC-код 123", "123"),
        ("@bank.example #A1B2C3 %frame.example", "A1B2C3"),
        ("Вход: https://t.me/login/12345", "12345"),
        ("https://x.example/verify?token=aB3xQ9kzPw", "aB3xQ9kzPw"),
        ("https://x.example/magic/aBcDeFgHiJkL", "aBcDeFgHiJkL"),
        ("Ваш пароль: aB3dE6gH9jK", "aB3dE6gH9jK"),
    ],
)
def test_secrets_without_the_form_of_a_code(text: str, secret: str) -> None:
    """Passwords of letters, link tokens and short codes are masked where a word announces them."""
    assert secret not in mask_codes(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<#> Your Uber code: 1234 qlRnn4A1sbt", "qlRnn4A1sbt"),
        ("[#] Code 123456\nfJpzQvK2eu1", "fJpzQvK2eu1"),
        ("Your Facebook code is 12345 #fb\nLaz+nxCarLW", "#fb\nLaz+nxCarLW"),
        ("Your code is 123456\n\n@bank.example #123456", "@bank.example #"),
        ("@24bank.example #123456 %frame.example", "@24bank.example #"),
        ("@24bank.example #123456 %frame.example", "%frame.example"),
        ("【铁路12306】验证码：123456", "【铁路12306】"),
        ("12306.cn 验证码：123456", "12306.cn"),
        ("VTB24: код 1234", "VTB24"),
        ("Код VTB24: 1234", "VTB24"),
        ("Код 1234 для ngs55.ru", "ngs55.ru"),
        ("Код 1234. Тел. 8 800 200-06-00", "8 800 200-06-00"),
        ("Номер +79161234567 привязан, код 1234", "+79161234567"),
        ("Покупка 733.52р OZON 20:55 19.08.2023", "733.52р OZON 20:55 19.08.2023"),
        ("Списание 1400.00р в GosUslugi, код 9876", "1400.00р в GosUslugi"),
        ("Вход в 17:30 19.08.23, код 1234", "17:30 19.08.23"),
        ("G-123456 is your Google verification code", "G-"),
        ("Отправьте СТОП на 900", "900"),
        ("Пароль – никому не сообщайте", "никому не сообщайте"),
        ("Пароль для входа изменён", "Пароль для входа изменён"),
        ("Привет, как дела?", "Привет, как дела?"),
        ("", ""),
    ],
)
def test_what_names_the_service_stays(text: str, kept: str) -> None:
    """Hashes, domains, brands, sums, days and telephone numbers are still there."""
    assert kept in mask_codes(text)


def test_a_bare_number_is_masked_without_any_word() -> None:
    """A code that comes without a word that says so is hidden too."""
    assert mask_codes("Uber 4821") == "Uber ••••"
    assert mask_codes("4821") == "••••"


def test_every_script_of_digits_is_known() -> None:
    """Each decimal digit of Unicode below U+10000, and the bold ones, are known with their values."""
    signs = [chr(code) for code in (*range(0x80, 0x10000), *range(0x1D7CE, 0x1D800))]
    values = {sign: unicodedata.decimal(sign, None) for sign in signs}
    digits = {sign: str(value) for sign, value in values.items() if value is not None}
    assert digits.items() <= _ODD_DIGITS.items()
    assert all(unicodedata.digit(sign, None) == int(value) for sign, value in _ODD_DIGITS.items())


@pytest.mark.parametrize(
    "digits",
    [
        "１２３４５",
        "١٢٣٤٥",
        "①②③④",
        "1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e3",
        "1\u200b2\u200b3\u200b4",
        "𝟏𝟐𝟑𝟒",
    ],
)
def test_digits_in_other_dress(digits: str) -> None:
    """Full-width, Arabic, circled, keycap and bold digits are digits, with invisible signs between them too."""
    assert not any(sign in mask_codes(f"Код {digits}") for sign in digits if sign.isdigit())


@given(st.text(alphabet=st.sampled_from("0123456789 -.,:/#@<>•【】KkодкпарльcodeG\nİß₽р+"), max_size=80))
@settings(max_examples=400, deadline=None)
def test_any_text_keeps_its_length_and_masking_twice_is_masking_once(text: str) -> None:
    """Signs are only ever replaced one by one by dots, and the second time nothing more happens to digits."""
    masked = mask_codes(text)
    assert len(masked) == len(text)
    assert all(new in (old, "•") for new, old in zip(masked, text, strict=True))


@given(st.sampled_from([s for s in SENTENCES if s.count("{}") == 1]), st.from_regex(r"[0-9]{4,8}", fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_any_code_is_masked(sentence: str, code: str) -> None:
    """Codes that look like years, days or brands are codes where they stand as codes."""
    start = sentence.index("{}")
    assert mask_codes(sentence.format(code))[start : start + len(code)] == "•" * len(code)


WORDINGS = st.lists(
    st.sampled_from(
        [
            "Код ",
            "#",
            "12306",
            ": ",
            "пароль ",
            "-",
            ".",
            " до 17:30 ",
            "19.08.23",
            " р",
            "+7",
            "VTB",
            "【",
            "】",
            "x",
            "①",
            "•",
        ]
        + ["#" * size for size in (3, 4, 6, 10, 11)]
        + [
            "##.##.####",
            "##:##",
            "# ### ###-##-##",
            "@a.ru #####",
            "G-######",
            "\nqlRnn#A#sbt",
            "/t/a##b",
            "，验证码",
        ]
    ),
    max_size=8,
).map("".join)


@given(
    st.lists(WORDINGS, min_size=1, max_size=3),
    st.lists(st.text("0123456789", min_size=60, max_size=60), max_size=6),
)
@settings(max_examples=600, deadline=None)
def test_remembering_wordings_changes_nothing(wordings: list[str], digits: list[str]) -> None:
    """Texts that share a wording and differ in digits are masked as each of them is masked alone."""
    masking = Masking()
    for row in digits:
        for wording in wordings:
            draw = iter(row * 3)
            text = "".join(next(draw) if sign == "#" and "@" not in wording else sign for sign in wording)
            assert masking(text) == mask_codes(text)


def test_what_is_remembered_holds_no_code() -> None:
    """Neither digits of a code nor letters of a password are left in what is remembered."""
    masking = Masking()
    for text in (
        "Код 4821. Вход в 17:35",
        "Ваш пароль: hunter2",
        "Код: A7K9P2",
        "Код ４８２１",
        "12306 验证码 4821",
        "Uber 4821",
    ):
        masking(text)
    remembered = repr(masking._known)
    assert len(masking._known) == 2
    for secret in ("4821", "17:35", "hunter", "A7K", "４８２１"):
        assert secret not in remembered


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "код",
        "код ",
        "код: ",
        "/a1",
        "пароль: ",
        "【1】",
        "@a #1\n",
        "1:",
        "1.",
        "a1-",
        "A",
        "is ",
        "12:34 ",
        "?a=1&",
        "8(",
        "+7",
        "1 000 ",
        "x.1.",
        "k" * 5,
        "\n",
        " #1",
        "(1)-",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    """Four times the text never takes more than some eight times as long: no pattern runs away."""

    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        times = []
        for _ in range(3):
            start = time.process_time()
            mask_codes(text)
            times.append(time.process_time() - start)
        return min(times)

    small, large = seconds(10_000), seconds(40_000)
    assert large < 8 * small + 0.05
