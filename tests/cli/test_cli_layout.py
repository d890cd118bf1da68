"""Lines of text in cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simoff.cli.layout import pad, wrap

TEXTS = st.text(st.sampled_from("abc жщ 号码注销，。（）「」[1] -—"), max_size=200)


@given(TEXTS, st.integers(20, 100))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    """Whatever the script, a line fits its cells."""
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(TEXTS, st.integers(20, 100))
def test_nothing_is_lost(text: str, width: int) -> None:
    """Only blanks may go where a line breaks."""
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


def test_a_chinese_line_does_not_open_with_a_stop() -> None:
    """Closing marks stay with the sign before them, opening marks with the one after."""
    text = "号码注销以后，退款（如有）会在三十天内到账。" * 8
    for width in range(20, 60):
        lines = wrap(text, width)
        assert not [line for line in lines if line[0] in "，。）"]
        assert not [line for line in lines if line[-1] == "（"]


def test_a_russian_dash_does_not_open_a_line() -> None:
    """A dash hangs on the word before it."""
    for width in range(20, 40):
        assert not [line for line in wrap("Договор — это основание — и точка " * 5, width) if line.startswith("—")]


def test_an_address_longer_than_a_line_is_cut() -> None:
    """A word that fits no line is cut at the edge and goes on."""
    assert wrap("https://example.org/a-very-long-address", 20)[0] == "https://example.org/"


def test_padding_counts_cells() -> None:
    """A Chinese sign is as wide as two Latin ones."""
    assert cell_len(pad("号码", 10)) == cell_len(pad("abcd", 10)) == 10
