"""The ministry's ``DEF-9xx.csv``, with everything that its editions do differently."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .faults import Fault, RegistryError
from .territory import territory_name

MAX_BYTES = 32 * 1024 * 1024
MAX_FAULTS = 1000

# Letters that look alike: editions mix Latin ones into the Cyrillic header words.
_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYËЁ", "АВСЕНКМОРТХУЕЕ")
_COLUMNS = {
    "АВС/DEF": "code", "DEF": "code", "ОТ": "first", "ДО": "last", "ЕМКОСТЬ": "capacity",
    "ОПЕРАТОР": "operator", "ТЕРРИТОРИЯГАР": "territory", "ИНН": "inn",
}  # fmt: skip
_WORDS = {
    "code": "АВС/ DEF", "first": "От", "last": "До", "capacity": "Емкость", "operator": "Оператор",
    "territory": "Территория ГАР", "inn": "ИНН",
}  # fmt: skip
_NEWER = (
    "Get the current DEF-9xx.csv from the ministry's open data (opendata.digital.gov.ru) and import that."
)


class Row(Struct, frozen=True):
    """One range: offsets from 9000000000, both ends in it. ``inn`` is None where the file's is unreadable."""

    line: int
    first: int
    last: int
    inn: str | None
    operator: str
    territory: str | None


class Sheet(Struct, frozen=True):
    """The rows in the order of the file, the faults, and whether every row could be placed."""

    rows: list[Row]
    faults: list[Fault]
    complete: bool


class _RowError(ValueError):
    def __init__(self, id: str, what: str) -> None:
        self.id, self.what = id, what
        super().__init__(what)


def read_sheet(data: bytes) -> Sheet:
    """Return the rows of the file and what is wrong with single ones.

    Raises `RegistryError` where the file as a whole is none: empty, too large, other header words, an old
    edition without ИНН, or more than `MAX_FAULTS` faulty rows.
    """
    lines = _lines(data)
    columns = _columns(lines[0])
    sheet = Sheet([], [], True)
    complete = True
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        complete = _read_line(sheet, columns, number, line) and complete
        if len(sheet.faults) > MAX_FAULTS:
            raise _refused("too-many-faults", f"more than {MAX_FAULTS} faulty rows", f"line {number}")
    if not sheet.rows:
        raise _refused("no-rows", "not one readable range", "whole file")
    return Sheet(sheet.rows, sheet.faults, complete)


def _refused(
    id: str, what: str, where: str, why: str = "A plan like this would give wrong answers."
) -> RegistryError:
    return RegistryError(f"registry.{id}", what, where, why, _NEWER)


def _lines(data: bytes) -> list[str]:
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise _refused("empty", "the file is empty", "0 bytes of text")
    if len(data) > MAX_BYTES:
        raise _refused(
            "too-large",
            f"the file has {len(data)} bytes",
            f"limit {MAX_BYTES}",
            "The real one has about 3 MB.",
        )
    try:
        data.split(b"\n", 1)[0].decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1251"
    # str.splitlines would also split at characters that may stand in a name
    return data.decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _columns(header: str) -> dict[str, int]:
    words = ["".join(word.upper().split()).translate(_LOOK_ALIKE) for word in header.split(";")]
    latin = {word.translate(_LOOK_ALIKE): name for word, name in _COLUMNS.items()}
    columns = {latin[word]: place for place, word in enumerate(words) if word in latin}
    missing = [word for name, word in _WORDS.items() if name not in columns]
    if missing == ["Территория ГАР", "ИНН"]:
        raise _refused(
            "old-edition",
            "an old edition with six columns, without Территория ГАР and ИНН",
            "line 1",
            "Operators are known by INN here; their names were spelled differently over the years, so ranges "
            "of this file cannot be tied to an operator.",
        )
    if missing:
        raise _refused(
            "header",
            "the header lacks " + ", ".join(missing),
            "line 1",
            "This is not the registry of DEF codes, or its columns were renamed.",
        )
    return columns


def _read_line(sheet: Sheet, columns: dict[str, int], number: int, line: str) -> bool:
    """Add the row or its fault; say whether its numbers found their place."""
    try:
        row, oddities = _row(columns, number, line)
    except _RowError as error:
        done = "The row is left out; numbers in no range are now answered with 'unknown'."
        sheet.faults.append(Fault(error.id, number, error.what, done))
        return False
    sheet.rows.append(row)
    sheet.faults.extend(oddities)
    return True


def _row(columns: dict[str, int], number: int, line: str) -> tuple[Row, list[Fault]]:
    fields = [field.strip() for field in line.split(";")]
    if len(fields) <= max(columns.values()):
        raise _RowError(
            "row.short", f"{len(fields)} fields instead of {max(columns.values()) + 1}: is the file cut off?"
        )
    first, last = _bounds(*(fields[columns[name]] for name in ("code", "first", "last")))
    inn, operator = fields[columns["inn"]], " ".join(fields[columns["operator"]].split())
    oddities = list(_oddities(number, fields[columns["capacity"]], last - first + 1, inn, operator))
    known = inn if _is_inn(inn) and operator and "\ufffd" not in operator else None
    return Row(number, first, last, known, operator, _territory(fields[columns["territory"]])), oddities


def _territory(raw: str) -> str | None:
    return None if "\ufffd" in raw else territory_name(raw)


def _bounds(code: str, first: str, last: str) -> tuple[int, int]:
    if not (_digits(code, 3) and code[0] == "9"):
        raise _RowError("row.code", "the code is not 900 to 999")
    if not (_digits(first, 7) and _digits(last, 7)):
        raise _RowError("row.bounds", "От and До are not seven digits each")
    if last < first:
        raise _RowError("row.order", "До is smaller than От")
    base = int(code[1:]) * 10_000_000
    return base + int(first), base + int(last)


def _oddities(line: int, capacity: str, size: int, inn: str, operator: str) -> Iterator[Fault]:
    if not capacity.isascii() or not capacity.isdigit() or len(capacity) > 9 or int(capacity) != size:
        what = f"Емкость does not agree with От and До ({size} numbers)"
        yield Fault("row.capacity", line, what, "Kept by От and До.")
    if not _is_inn(inn):
        yield Fault("row.inn", line, "ИНН is not ten digits", "Kept as allocated, without a holder.")
    elif not operator or "\ufffd" in operator:
        what = "Оператор is empty or not readable"
        yield Fault("row.operator", line, what, "Kept as allocated, without a holder.")


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _is_inn(text: str) -> bool:
    return _digits(text, 10)
