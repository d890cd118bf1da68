"""Finding numbers: hostile texts first, then every spelling, then what must not be taken for a number."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simoff.number import MAX_TEXT, Found, NotMobile, Range, find, line_of

E164 = "+79161234567"
NATIONAL = "8 (916) 123-45-67"

HOSTILE = [
    "",
    " \t\n",
    "\x00\x00",
    "\ud800",
    "+" * 5000,
    "8" * 50_000,
    "8 " * 40_000,
    "(" * 50_000 + "9161234567",
    "+1 2 3 4 5 6 7 8 9 0 1 2 3 4 " * 3000,
    "0012345678 " * 8000,
    "%2B" * 20_000,
    "&nbsp;" * 10_000,
    "https://" * 10_000,
    "номер " * 15_000,
    "заказ№№№№№№№№" * 7000,
    "8 916 123-45-67 " * 6000,
    "\u202e" * 50_000,
    "".join(chr(code) for code in range(0x3100, 0x10000)),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_gives_an_answer_in_bounded_time(text: str) -> None:
    """Whatever the text, there is at least one entry, and it comes within seconds."""
    start = time.perf_counter()
    found = find(text)
    assert found
    assert time.perf_counter() - start < 8


@given(st.text())
def test_any_text_gives_places_inside_it(text: str) -> None:
    """Arbitrary text never raises; entries lie in the text, in order, and do not overlap."""
    at = 0
    for one in find(text):
        assert at <= one.start <= one.end <= len(text)
        assert one.kind == "invalid" or one.text == text[one.start : one.end]
        at = one.end


@given(st.text(alphabet="0123456789 +-().,/\n№xт:%&=@", max_size=80))
@settings(max_examples=400)
def test_digits_and_signs_in_any_order_never_raise(text: str) -> None:
    """What looks like numbers is where a reader stumbles; every e164 is a plus sign and up to 15 digits."""
    for one in find(text):
        assert one.e164 is None or (one.e164[0] == "+" and one.e164[1:].isdigit() and len(one.e164) <= 16)


DIGITS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"]
GAPS = ["", " ", "-", ".", "\u00a0", "\u202f", "–", " - ", "\u2011", "\u200e", "  "]
LAYOUTS = [(3, 2, 2), (3, 4), (4, 3), (2, 2, 3), (7,), (1, 2, 2, 2), (2, 3, 2)]


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str]:
    """A national number and one way of writing it."""
    national = "9" + draw(st.from_regex(r"[0-9]{9}", fullmatch=True))
    prefix = draw(st.sampled_from(["8", "7", "+7", "007", "+ 7", "8-10-7", "tel:+7", "тел. 8", "T: +7"]))
    gap, opening = draw(st.sampled_from(GAPS)), draw(st.booleans())
    groups, rest = [], national[3:]
    for length in draw(st.sampled_from(LAYOUTS)):
        groups.append(rest[:length])
        rest = rest[length:]
    code = f"({national[:3]})" if opening else national[:3]
    if prefix == "8-10-7" and not gap:
        gap = "-"
    text = prefix + gap + code + gap + gap.join(groups)
    digits = draw(st.sampled_from(DIGITS))
    return national, text.translate({ord(str(value)): digits[value] for value in range(10)})


@given(spellings())
@settings(max_examples=600)
def test_any_spelling_gives_the_same_number(case: tuple[str, str]) -> None:
    """Prefix, grouping, separators and script of the digits do not change the number."""
    national, text = case
    for around in (text, f"Мой номер {text}, звоните", f"({text})"):
        found = find(around)
        assert [(one.kind, one.e164) for one in found] == [("mobile_ru", "+7" + national)], around


@given(spellings(), spellings())
def test_two_numbers_in_one_text_are_both_found(first: tuple[str, str], second: tuple[str, str]) -> None:
    """Several numbers come in the order of the text."""
    found = find(f"старый {first[1]}; новый {second[1]}.")
    assert [one.e164 for one in found] == ["+7" + first[0], "+7" + second[0]]


@pytest.mark.parametrize(
    "text",
    [
        "9161234567",
        "916 123-45-67",
        "(916) 123 45 67",
        "8 (916) 123-45-67",
        "8 9 1 6 1 2 3 4 5 6 7",
        "0079161234567",
        "8107 916 123 45 67",
        "+7(8916)1234567",
        "+8 916 123 45 67",
        "<+7 916 123-45-67>",
        "тел89161234567",
        "кв. 12, 89161234567",
        "02.10.2025 8 916 123-45-67",
        "我的号码是89161234567谢谢",
        "８（９１６）１２３－４５－６７",
        "8️⃣9️⃣1️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣",
        "\u202a+7 916 123-45-67\u202c",
        "tel:+7-916-123-45-67;ext=12",
        "tel:%2B7%20916%20123-45-67",
        "https://wa.me/79161234567?text=8%20800",
        "wa.me/79161234567",
        "https://t.me/+79161234567",
        "https://api.whatsapp.com/send?phone=79161234567&text=1",
        "viber://chat?number=%2B79161234567",
        "8&nbsp;(916)&nbsp;123-45-67",
        "8 916 123 45 67 доб. 123",
        "+79161234567x12",
        "+7 916 123-45-67 ext. 5",
        "8 916 123-45-67,,123",
        "ИНН 9705121882, тел. 89161234567",
        "карта 4276 1600 1234 5678, +7 916 123-45-67",
    ],
)
def test_what_people_write_is_one_mobile_number(text: str) -> None:
    """Spellings seen in the wild, with links, extensions and other figures around."""
    assert [(one.kind, one.e164, one.national) for one in find(text)] == [("mobile_ru", E164, NATIONAL)]


@pytest.mark.parametrize(
    "text",
    [
        "8 916 123-45-67 8 926 765-43-21",
        "8-916-123-45-67/8-926-765-43-21",
        "9161234567,9267654321",
        "+79161234567;+79267654321",
        "8 (916) 123-45-67\n8 (926) 765-43-21",
    ],
)
def test_numbers_close_together_are_kept_apart(text: str) -> None:
    """A separator that could join two numbers does not."""
    assert [one.e164 for one in find(text)] == [E164, "+79267654321"]


@pytest.mark.parametrize(
    ("text", "kind", "e164"),
    [
        ("+7 495 123-45-67", "landline_ru", "+74951234567"),
        ("84951234567", "landline_ru", "+74951234567"),
        ("8 (4852) 12-34-56", "landline_ru", "+74852123456"),
        ("4951234567", "landline_ru", "+74951234567"),
        ("8 800 555-35-35", "tollfree_ru", "+78005553535"),
        ("звоните 8 800 555-35-35 24/7", "tollfree_ru", "+78005553535"),
        ("8 804 333-00-00", "tollfree_ru", "+78043330000"),
        ("+7 701 123 45 67", "kazakhstan", "+77011234567"),
        ("8 777 123 45 67", "kazakhstan", "+77771234567"),
        ("+7 600 123 45 67", "kazakhstan", "+76001234567"),
        ("0890", "short_code", None),
        ("611", "short_code", None),
        (" 112 ", "short_code", None),
        ("+86 138 0013 8000", "foreign", "+8613800138000"),
        ("0086 138 0013 8000", "foreign", "+8613800138000"),
        ("8-10-86-138-0013-8000", "foreign", "+8613800138000"),
        ("+380 44 123 45 67", "foreign", "+380441234567"),
        ("+375 29 123-45-67", "foreign", "+375291234567"),
        ("+995 32 212 34 56", "foreign", "+995322123456"),
    ],
)
def test_other_numbers_have_a_clear_kind(text: str, kind: str, e164: str | None) -> None:
    """What is no Russian mobile number says what it is; a full number keeps its e164."""
    assert [(one.kind, one.e164) for one in find(text)] == [(kind, e164)]


@pytest.mark.parametrize(
    "text",
    [
        "8 916 123 45 6",
        "8 916 123 45 678",
        "8 916 123 45 67 8",
        "+7 916 123 45",
        "+7 916 123 45 67 89 01",
        "8916123456",
        "9161234",
        "+7 512 345 67 89",
        "13800138000",
        "4276 8916 1234 5678",
        "2202 2061 8916 1234 567",
        "4276891612345678",
        "9205 123456",
        "92 05 123456",
        "паспорт 9205123456",
        "Паспорт серия 9205 номер 123456",
        "护照号码 9161234567",
        "ИНН 9705121882",
        "ИНН: 891612345678",
        "INN 7740000076",
        "заказ № 9161234567",
        "Заказ №89161234567",
        "订单号9161234567",
        "order number 9161234567",
        "договор 9161234567",
        "СНИЛС 891-234-567 89",
        "2025-10-02 08:15:30",
        "2025-10-02T08:15:30+03:00",
        "9.12.2025 100 руб",
        "сумма 9 161 234 567 руб",
        "9161234567 руб.",
        "9161234567.50",
        "9161234567,50",
        "79 161 234 567",
        "счёт 40817810891612345678",
        "40817 810 8 9161 234567",
        "ivan89161234567@mail.ru",
        "https://shop.example/item/89161234567",
        "id=89161234567",
        "T-89161234567",
        "0x89161234567abc",
        "123e4567-8916-1234-5671-123456789012",
        "call 112 now",
        "карта 2202 2061 8784 3378 778, до 12/27",
        "the card 3625 880129 25724 ends",
        "сч. 46983 934 4 7830 2027960 банк",
        "eca0e2a7-aa00-4936-7984-2ed13629ccab",
        "DE64 0095 2470 6600 5230 42",
        "89.161.234.56",
    ],
)
def test_other_figures_are_not_taken_for_numbers(text: str) -> None:
    """Cards, passports, INN, orders, sums, dates, codes inside a text, and numbers too short or too long."""
    assert [one.kind for one in find(text)] == ["invalid"]


def figures(*lengths: int, joint: str = " ") -> st.SearchStrategy[str]:
    """Groups of digits of these lengths; the first does not start as a call abroad does (00, 810)."""
    groups = [st.text("0123456789", min_size=n, max_size=n) for n in lengths]
    return st.tuples(*groups).map(joint.join).filter(lambda text: not text.startswith(("00", "81")))


@given(
    st.sampled_from(["", "Текст ", "карта "]),
    st.one_of(
        figures(4, 4, 4, 4).filter(lambda text: " 00" not in text),
        figures(16),
        figures(20),
        figures(12),
        figures(4, 6),
        figures(2, 2, 6),
        figures(3, 3, 3, 2, joint="-"),
        figures(3, 3, 3, joint="."),
    ),
)
def test_cards_accounts_and_papers_are_no_numbers(before: str, text: str) -> None:
    """Whatever their digits, the layouts of cards, accounts, INN, passports and СНИЛС are none of ours."""
    assert [one.kind for one in find(before + text + " конец")] == ["invalid"]


def test_what_lies_behind_the_limit_is_reported() -> None:
    """A text longer than the limit: what was read is found, the rest is one ``invalid`` with its place."""
    text = "+7 916 123-45-67" + " " * MAX_TEXT + "+7 926 765-43-21"
    found = find(text)
    assert [one.kind for one in found] == ["mobile_ru", "invalid"]
    assert found[1].end == len(text)
    assert found[1].start < MAX_TEXT


@given(st.integers(0, 200))
def test_a_number_across_the_limit_is_never_cut(shift: int) -> None:
    """Where reading ends in the middle of digits, no shorter number is made of them."""
    text = "x" * (MAX_TEXT - 200 + shift) + " +7916123456789 " + "x" * 300
    assert [one.kind for one in find(text)] == ["invalid"]


def test_a_russian_mobile_number_needs_no_metadata() -> None:
    """Neither phonenumbers nor numpy is imported for the usual question: both are slow to start."""
    code = (
        "import sys; from simoff.number import find; find('тел. 8 916 123-45-67'); find('+7 701 123 45 67');"
        "sys.exit('phonenumbers' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class _Plan:
    def range_of(self, national: str) -> Range:
        return Range("unknown", (), national, "codes", date(2026, 8, 19))


def test_a_line_is_the_number_and_its_range() -> None:
    """The plan is asked for the ten digits."""
    line = line_of(find("8 916 123 45 67")[0], _Plan())
    assert (line.e164, line.national, line.range.region) == (E164, NATIONAL, "9161234567")


@pytest.mark.parametrize("text", ["+7 495 123-45-67", "0890", "nothing", "+86 138 0013 8000"])
def test_only_a_mobile_number_has_a_line(text: str) -> None:
    """Anything else is refused by kind, and the message does not repeat the digits."""
    found: Found = find(text)[0]
    with pytest.raises(NotMobile, match=found.kind) as caught:
        line_of(found, _Plan())
    assert text not in str(caught.value)
