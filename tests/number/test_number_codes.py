"""The shares per code: what they say, and what they do not know."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from simoff.number import CodeShares, NationalError, RegistryError

PACK = files("simoff.number").joinpath("codes.json").read_bytes()
REAL = (
    Path(os.environ.get("SIMOFF_TEST_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    / "numbering"
    / "DEF-9xx.csv"
)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", PACK[:-3], PACK.replace(b'"7740000076": ', b'"7740000077": ')])
def test_a_damaged_pack_is_refused(data: bytes) -> None:
    """Not JSON, fields missing, or a holder without a name."""
    with pytest.raises(RegistryError, match=r"codes\.damaged"):
        CodeShares.from_bytes(data)


def test_a_code_says_who_may_hold_it_and_nothing_more() -> None:
    """Allocated is unknown and there is no region; holders come largest first; the day is the extract's."""
    one = CodeShares.from_bytes(PACK).range_of("9001234567")
    assert (one.allocated, one.region, one.source, one.registry_date) == (
        "unknown",
        None,
        "codes",
        date(2026, 8, 19),
    )
    shares = [holder.share for holder in one.holders]
    assert len(shares) > 1
    assert shares == sorted(shares, reverse=True)
    assert one.holders[0].name == 'ООО "Т2 МОБАЙЛ"'


def test_a_code_of_one_operator_has_one_holder() -> None:
    """916 is whole."""
    holders = CodeShares.from_bytes(PACK).range_of("9161234567").holders
    assert [(holder.inn, holder.share) for holder in holders] == [("7740000076", 1.0)]


def test_a_code_nobody_has_holds_nobody() -> None:
    """907 is not used; it is not said to be unallocated either."""
    one = CodeShares.from_bytes(PACK).range_of("9071234567")
    assert (one.allocated, one.holders) == ("unknown", ())


@pytest.mark.parametrize("national", ["", "4951234567", "89161234567", "916123456x"])
def test_only_mobile_numbers_are_looked_up(national: str) -> None:
    """The same refusal as the registry's."""
    with pytest.raises(NationalError):
        CodeShares.from_bytes(PACK).range_of(national)


@pytest.mark.skipif(not REAL.is_file(), reason="the ministry's DEF-9xx.csv is not there (SIMOFF_TEST_DATA)")
def test_the_shares_are_those_of_the_registry() -> None:
    """Each figure is the share of the code's numbers, to a thousandth; none above 0.5 % is absent."""
    sizes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in REAL.read_text("utf-8-sig").split("\n")[1:]:
        fields = line.split(";")
        sizes[fields[0]][fields[7]] += int(fields[3])
    codes = CodeShares.from_bytes(PACK).shares.codes
    assert codes.keys() == sizes.keys()
    for code, (allocated, holders) in codes.items():
        assert allocated == sizes[code].total()
        expected = {inn: size / allocated for inn, size in sizes[code].items() if size / allocated >= 0.005}
        assert dict(holders) == pytest.approx(expected, abs=0.00051)
