"""The ministry's file and its index: damaged and strange files first, then agreement with the real one."""

from __future__ import annotations

import os
from bisect import bisect_right
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simoff.number import Compiled, NationalError, Registry, RegistryError, compile_registry

HEADER = "АВС/ DEF;От;До;Емкость;Оператор;Регион;Территория ГАР;ИНН"
MTS = 'ПАО "МТС";-;Город Москва, Московская область;7740000076'
T2 = 'ООО "Т2 МОБАЙЛ";-;Краснодарский край;7743895280'
ROWS = (f"900;0000000;0061999;62000;{T2}", f"916;0000000;9999999;10000000;{MTS}")


def sheet(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows)).encode()


def ids(compiled: Compiled) -> list[tuple[str, int]]:
    return [(fault.id, fault.line) for fault in compiled.faults]


def answer(registry: Registry, national: str) -> tuple[object, str | None, str | None]:
    one = registry.range_of(national)
    return one.allocated, one.holders[0].inn if one.holders else None, one.region


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"", "registry.empty"),
        (b"\xef\xbb\xbf", "registry.empty"),
        (b"\n\r\n ", "registry.empty"),
        (b"<html><body>502</body></html>", "registry.header"),
        (b"PK\x03\x04\x00\x00\xff\xfe", "registry.header"),
        (sheet(ROWS[0], header="Code;From;To;Capacity;Operator;Region;Territory;INN"), "registry.header"),
        (sheet(ROWS[0], header=HEADER.replace(";До", "")), "registry.header"),
        (sheet(*ROWS).decode().encode("utf-16"), "registry.header"),
        (
            "АВС/ DEF;От;До;Емкость;Оператор;Регион\n900;0000000;0061999;62000;Т2;-".encode(),
            "registry.old-edition",
        ),
        (sheet(), "registry.no-rows"),
        (sheet("900;0000000"), "registry.no-rows"),
        (sheet(*["x;y;z"] * 1002), "registry.too-many-faults"),
        (b"x" * (32 * 1024 * 1024 + 1), "registry.too-large"),
    ],
)
def test_a_file_that_is_not_the_registry_is_refused(data: bytes, id: str) -> None:
    """The message says what, where, why and what to do, with a stable id."""
    with pytest.raises(RegistryError) as caught:
        compile_registry(data)
    assert caught.value.id == id
    assert caught.value.what
    assert caught.value.where
    assert caught.value.next_step


@pytest.mark.parametrize(
    "data",
    [
        sheet(*ROWS),
        b"\xef\xbb\xbf" + sheet(*ROWS),
        sheet(*ROWS).replace(b"\n", b"\r\n"),
        sheet(*ROWS) + b"\n\n",
        sheet(*ROWS).decode().encode("cp1251"),
        sheet(*reversed(ROWS)),
        sheet(*ROWS, header="ABC/ DEF;Oт;До;Емкость;Оператор;Регион;Территория ГАР;ИНН"),
        sheet(*ROWS, header="АВС/DEF; От ;до;Ёмкость;ОПЕРАТОР;Регион;Территория  ГАР;ИНН"),
        sheet(*(row + ";more" for row in ROWS), header=HEADER + ";Новое"),
    ],
    ids=["plain", "bom", "crlf", "empty-lines", "cp1251", "unsorted", "latin", "spaces", "more-columns"],
)
def test_editions_differ_and_mean_the_same(data: bytes) -> None:
    """Encoding, line ends, order, look-alike letters of the header and new columns change nothing."""
    compiled = compile_registry(data)
    assert compiled.faults == ()
    assert answer(compiled.registry, "9161234567") == (True, "7740000076", "Город Москва, Московская область")
    assert answer(compiled.registry, "9000000000") == (True, "7743895280", "Краснодарский край")
    assert answer(compiled.registry, "9000062000") == (False, None, None)
    assert compiled.registry.range_of("9161234567").holders[0].name == 'ПАО "МТС"'


@pytest.mark.parametrize(
    ("row", "id"),
    [
        ("916;0000000;999", "row.short"),
        (f"495;0000000;9999999;10000000;{MTS}", "row.code"),
        (f"91;0000000;9999999;10000000;{MTS}", "row.code"),
        (f"916;0;9999999;10000000;{MTS}", "row.bounds"),
        (f"916;0000000;٩٩٩٩٩٩٩;10000000;{MTS}", "row.bounds"),
        (f"916;9999999;0000000;10000000;{MTS}", "row.order"),
    ],
)
def test_a_row_without_a_place_is_reported_and_makes_holes_unknown(row: str, id: str) -> None:
    """Where a row could not be read, a number in no range is not called unallocated."""
    compiled = compile_registry(sheet(ROWS[0], row))
    assert ids(compiled) == [(id, 3)]
    assert answer(compiled.registry, "9161234567") == ("unknown", None, None)
    assert answer(compiled.registry, "9000000000")[0] is True


def test_a_wrong_capacity_is_a_fault_with_its_line() -> None:
    """От and До decide; the disagreement is told."""
    compiled = compile_registry(sheet(ROWS[1], f"900;0000000;0061999;6200;{T2}"))
    assert ids(compiled) == [("row.capacity", 3)]
    assert answer(compiled.registry, "9000061999")[0] is True


@pytest.mark.parametrize(
    ("tail", "id"),
    [
        ('ПАО "МТС";-;Город Москва;774000007', "row.inn"),
        ('ПАО "МТС";-;Город Москва;', "row.inn"),
        (";-;Город Москва;7740000076", "row.operator"),
    ],
)
def test_a_row_without_a_holder_stays_allocated(tail: str, id: str) -> None:
    """The range is known, its holder is not: neither is invented."""
    compiled = compile_registry(sheet(f"916;0000000;9999999;10000000;{tail}"))
    assert ids(compiled) == [(id, 2)]
    assert answer(compiled.registry, "9161234567") == (True, None, "Город Москва")


def test_a_file_cut_off_in_a_letter_keeps_what_is_whole() -> None:
    """A cut in the middle of a Cyrillic letter does not turn the file into another encoding."""
    whole = sheet(*ROWS)
    cut = whole[: whole.rindex("М".encode()) + 1]
    compiled = compile_registry(cut)
    assert [fault.id for fault in compiled.faults] == ["row.short"]
    assert answer(compiled.registry, "9000000000") == (True, "7743895280", "Краснодарский край")


def test_ranges_that_contradict_each_other_are_unknown() -> None:
    """Neither row wins; the line of the second is named, and other ranges are untouched."""
    compiled = compile_registry(sheet(f"916;0000000;0000999;1000;{MTS}", f"916;0000500;0001499;1000;{T2}", ROWS[0]))
    assert ids(compiled) == [("row.overlap", 3)]
    assert [answer(compiled.registry, n)[0] for n in ("9160000000", "9160000700", "9160001499")] == ["unknown"] * 3
    assert answer(compiled.registry, "9160001500")[0] is False
    assert answer(compiled.registry, "9000000000")[0] is True


def test_a_row_twice_is_told_and_kept() -> None:
    """Equal rows do not contradict each other."""
    compiled = compile_registry(sheet(ROWS[1], ROWS[1]))
    assert ids(compiled) == [("row.overlap", 3)]
    assert answer(compiled.registry, "9161234567")[:2] == (True, "7740000076")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Московская область, Город Москва", "Город Москва, Московская область"),
        ("Город Москва, Московская область", "Город Москва, Московская область"),
        ("г. Псков|г.о. город Псков|Псковская область", "Псковская область"),
        ("  Пермский\u00a0 край ", "Пермский край"),
        ("-", None),
        ("", None),
    ],
)
def test_a_territory_has_one_spelling(raw: str, name: str | None) -> None:
    """Both orders are one; a chain of towns ends in its subject; a dash is no territory."""
    registry = compile_registry(sheet(f"916;0000000;9999999;10000000;МТС;Москва *;{raw};7740000076")).registry
    assert answer(registry, "9161234567")[2] == name


def test_quotes_are_plain_characters() -> None:
    """A single quote does not swallow the fields behind it."""
    registry = compile_registry(
        sheet('916;0000000;9999999;10000000;ООО "А;-;Город Москва;7740000076', ROWS[0])
    ).registry
    assert registry.range_of("9161234567").holders[0].name == 'ООО "А'
    assert registry.rows == 2


def test_an_inn_has_one_name_whatever_its_rows_say() -> None:
    """The shortest spelling, and of two equally long ones that of the most numbers."""
    rows = (
        "916;0000000;0000009;10;ПАО Мтс;-;А;7740000076",
        "916;0000010;0000099;90;ПАО МТС;-;А;7740000076",
        "916;0000100;0000999;900;ПАО Мобильные ТелеСистемы;-;А;7740000076",
    )
    registry = compile_registry(sheet(*rows)).registry
    assert {registry.range_of(n).holders[0].name for n in ("9160000000", "9160000050", "9160000500")} == {"ПАО МТС"}


@pytest.mark.parametrize(
    "national",
    ["", "916123456", "91612345678", "4951234567", "916123456x", "９１６１２３４５６７", "916 12345"],
)
def test_only_ten_digit_mobile_numbers_are_looked_up(national: str) -> None:
    """A wrong call is refused, one by one and in bulk, with the place and without the text."""
    registry = compile_registry(sheet(*ROWS)).registry
    with pytest.raises(NationalError):
        registry.range_of(national)
    with pytest.raises(NationalError, match="place 1 "):
        registry.lookup_many(["9161234567", national])


@pytest.mark.parametrize(
    "bad", [[9161234567, 4951234567], [9161234567, -1], [9161234567, 2**70], [9161234567, 1.5]]
)
def test_bulk_refuses_ints_that_are_no_numbers(bad: list[int]) -> None:
    """Out of range, huge or not whole."""
    with pytest.raises(NationalError):
        compile_registry(sheet(*ROWS)).registry.lookup_many(bad)


@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_refused_or_read(data: bytes) -> None:
    """Neither the reader of the file nor that of the index fails in any other way."""
    for reader in (compile_registry, Registry.from_bytes):
        with pytest.raises(RegistryError):
            reader(data)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_damaged_index_is_never_believed(place: int, change: int) -> None:
    """Any byte changed, or the end cut off: the index is refused."""
    whole = compile_registry(sheet(*ROWS)).registry.to_bytes()
    changed = bytearray(whole)
    changed[place % len(whole)] ^= change
    for data in (bytes(changed), whole[: place % len(whole)]):
        with pytest.raises(RegistryError):
            Registry.from_bytes(data)


def test_the_index_survives_its_bytes() -> None:
    """Writing and reading again changes no answer, and the same file gives the same bytes."""
    first = compile_registry(sheet(*ROWS), date(2026, 8, 19)).registry
    second = Registry.from_bytes(first.to_bytes())
    assert (
        second.to_bytes()
        == first.to_bytes()
        == compile_registry(sheet(*ROWS), date(2026, 8, 19)).registry.to_bytes()
    )
    assert second.range_of("9161234567") == first.range_of("9161234567")
    assert second.registry_date == second.range_of("9161234567").registry_date == date(2026, 8, 19)
    assert second.rows == 2


# -- the real file ------------------------------------------------------------------------------------------

DATA = Path(os.environ.get("SIMOFF_TEST_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
REAL = DATA / "numbering" / "DEF-9xx.csv"
real = pytest.mark.skipif(not REAL.is_file(), reason="the ministry's DEF-9xx.csv is not there (SIMOFF_TEST_DATA)")


@pytest.fixture(scope="module")
def oracle() -> list[tuple[int, int, str, frozenset[str]]]:
    """The rows by the plainest reading: first and last number, INN, the subjects."""
    text = REAL.read_text("utf-8-sig")
    rows = []
    for line in text.split("\n")[1:]:
        code, first, last, _, _, _, territory, inn = line.split(";")
        subjects = frozenset(part.split("|")[-1].strip() for part in territory.split(","))
        rows.append((int(code + first), int(code + last), inn, subjects))
    return rows


@pytest.fixture(scope="module")
def registry() -> Registry:
    compiled = compile_registry(REAL.read_bytes())
    assert compiled.faults == ()
    return Registry.from_bytes(compiled.registry.to_bytes())


@real
def test_the_index_agrees_with_every_row_and_its_edges(
    oracle: list[tuple[int, int, str, frozenset[str]]], registry: Registry
) -> None:
    """First, middle and last number of all rows, and the numbers just outside: all answers are the file's."""
    assert registry.rows == len(oracle)
    starts = [row[0] for row in oracle]
    numbers = [n for first, last, *_ in oracle for n in (first - 1, first, (first + last) // 2, last, last + 1)]
    numbers = [n for n in numbers if 9_000_000_000 <= n <= 9_999_999_999]
    bulk = registry.lookup_many(numbers)
    assert registry.lookup_many([str(n) for n in numbers]) == bulk
    for number, many in zip(numbers, bulk, strict=True):
        one = registry.range_of(str(number))
        assert one == many
        row = oracle[max(0, bisect_right(starts, number) - 1)]
        if row[0] <= number <= row[1]:
            assert one.allocated is True
            assert (one.holders[0].inn, one.holders[0].share) == (row[2], 1.0)
            assert one.region is not None
            assert frozenset(one.region.split(", ")) == row[3]
        else:
            assert (one.allocated, one.holders, one.region) == (False, (), None)


@real
def test_every_hole_is_not_allocated(
    oracle: list[tuple[int, int, str, frozenset[str]]], registry: Registry
) -> None:
    """First, middle and last number of every gap between ranges, the ends of 9xx among them."""
    last_end, holes = 8_999_999_999, []
    for first, last, *_ in [*oracle, (10_000_000_000, 0, "", frozenset())]:
        if first > last_end + 1:
            holes += [last_end + 1, (last_end + first) // 2, first - 1]
        last_end = last
    assert holes
    assert {one.allocated for one in registry.lookup_many(holes)} == {False}


@real
def test_no_two_spellings_of_one_territory_are_left(registry: Registry) -> None:
    """Of 98 spellings in the file the same subjects never come in two orders."""
    regions = [frozenset(region.split(", ")) for region in registry.head.regions]
    assert len(regions) == len(set(regions))
    assert not any("|" in region or "*" in region for region in registry.head.regions)
