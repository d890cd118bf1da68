"""Input made to hurt: sizes, marks, bombs. The guard answers, in time that grows with the text."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simoff.desk.guard import guard
from simoff.guard import Message
from simoff.guard.masking import mask

SMALL, TIMES = 20_000, 4
UNITS = {
    "speech": "Мошенники звонят и просят сообщить код из СМС, договор истекает. ",
    "letters": "абвгд",
    "spaced letters": "с о о б щ и т е ",
    "zero width": "к\u200bо\u200bд\u200b ",
    "right to left": "\u202eкод\u202c ",
    "dots": "a.b.",
    "stars": "**21*+7",
    "digits": "8916123456789 ",
    "addresses": "http://a1.ru/ ",
    "mails": "a@b.ru ",
    "quotes": '"«код ',
    "two scripts": "кoд ",
    "chinese": "验证码告诉我",
    "brackets": "((((",
    "wechat": "微信:::: ",
    "streets": "ул. Ул ",
    "capitals": "Иванов ",
    "punycode": "xn--80ak6aa92e.com ",
    "groups of four": "1234 ",
}


def seconds(unit: str, size: int) -> float:
    """The better of two runs, for checking and masking together."""
    text = unit * (size // len(unit))
    best = float("inf")
    for _ in range(2):
        start = perf_counter()
        guard().check(Message(text))
        mask(text)
        best = min(best, perf_counter() - start)
    return best


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    """Four times the text takes about four times as long, never sixteen times, whatever it is made of."""
    guard().check(Message("warm up mts.ru"))
    small, large = seconds(unit, SMALL), seconds(unit, SMALL * TIMES)
    assert large < small * TIMES * 2.2 + 0.2


def test_ten_megabytes_are_read() -> None:
    """A text of ten megabytes with one trap at its end is read to the end."""
    text = "обычный разговор о погоде и планах на выходные " * 120_000
    text += " Договор истекает, продиктуйте код из СМС"
    assert len(text.encode()) > 10_000_000
    verdict = guard().check(Message(text))
    assert verdict.verdict == "scam"
    assert (verdict.indicators[0].end or 0) > len(text) - 20


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\ufeff", "\u200b" * 50, "\u202e", "\ud800", "\ufffd" * 10, "🔥" * 100]
)
def test_nothing_is_answered_as_nothing(text: str) -> None:
    """Empty and invisible texts have no trap and nothing to mask."""
    assert guard().check(Message(text)).verdict == "nothing_found"
    assert mask(text).masks == ()


@pytest.mark.parametrize(
    "text",
    [
        "С о о б щ и т е  к о д  и з  С М С,  д о г о в о р  и с т е к а е т",
        "Дoгoвop иcтeкaeт, пpoдиктyйтe кoд из CMC",
        "Договор\u200b исте\u200bкает, про\u200bдик\u200bтуйте ко\u200bд из СМС",
        "Договор истекает, продиктуйте к🔥о🔥д из СМС",
        "\u202eДоговор истекает\u202c, продиктуйте код из СМС",
        "Д0г0в0р истекает, пр0диктуйте к0д из СМС",
        "dogovor istekaet, prodiktuite kod iz sms",
        "Договор\nистекает,\nпродиктуйте\nкод\nиз СМС",
        "ДОГОВОР ИСТЕКАЕТ!!! ПРОДИКТУЙТЕ КОД ИЗ СМС!!!",
        "Ｙｏｕｒ ｃｏｎｔｒａｃｔ ｅｘｐｉｒｅｓ, ｔｅｌｌ ｕｓ ｔｈｅ ｃｏｄｅ",
        "𝐘𝐨𝐮𝐫 𝐜𝐨𝐧𝐭𝐫𝐚𝐜𝐭 𝐞𝐱𝐩𝐢𝐫𝐞𝐬, 𝐭𝐞𝐥𝐥 𝐮𝐬 𝐭𝐡𝐞 𝐜𝐨𝐝𝐞",
        "您的合 同 到 期，请告 诉 我 们 验 证 码",
        "您的合同到期，請告訴我驗證碼",
    ],
)
def test_a_disguised_trap_is_still_one(text: str) -> None:
    """Letters set apart, look-alikes, invisible marks, emoji, digits, translit and capitals hide nothing."""
    verdict = guard().check(Message(text))
    assert verdict.verdict == "scam"
    assert all(one.quote in text for one in verdict.indicators)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    """Whatever the text, quotes are its own words and masks lie inside it without overlapping."""
    for one in guard().check(Message(text)).indicators:
        assert one.quote in text
    masked = mask(text)
    end = 0
    for place in masked.masks:
        assert end <= place.start < place.end <= len(text)
        end = place.end


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*UNITS.values(), "код", "сообщите", "не", ".", " ", "@x_mts", "mts-lk.ru", "\u200b"]),
        max_size=30,
    )
)
def test_quotes_are_exact_in_any_mixture(pieces: list[str]) -> None:
    """Quotes come from the message itself, also between folded pieces."""
    text = "".join(pieces)
    for one in guard().check(Message(text)).indicators:
        assert one.quote
        assert one.quote in text
