"""A plain list as CSV or XLSX: columns are found by their names, in Russian or English."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from simoff.offices.entries import Collector
from simoff.offices.model import Fault, Found

MOST_ROWS: Final = 500_000
_COLUMNS: Final = {
    "lat": ("lat", "latitude", "широта"),
    "lon": ("lon", "lng", "long", "longitude", "долгота"),
    "brand": ("brand", "operator_brand", "бренд", "оператор", "сеть"),
    "name": ("name", "название", "салон", "офис"),
    "addr:full": ("address", "addr", "адрес"),
    "addr:city": ("city", "город", "населенный пункт"),
    "opening_hours": ("opening_hours", "hours", "часы работы", "режим работы", "время работы", "график работы"),
    "type": ("type", "тип"),
    "operator": ("legal", "юрлицо", "юридическое лицо"),
    "check_date": ("check_date", "checked", "дата проверки"),
}


def read_csv(text: str) -> Found:
    """A CSV with a header; comma, semicolon or tab."""
    sample = text[:4_000]
    delimiter = max(",;\t", key=sample.split("\n", 1)[0].count)
    csv.field_size_limit(100_000)
    try:
        return _rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), "csv")
    except csv.Error as fault:
        return Found((), (Fault("?", "not-csv", str(fault)),), format="csv")


def read_xlsx(data: bytes) -> Found:
    """The first sheet of a workbook that has a header with coordinates."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)[:MOST_ROWS]
    except (CalamineError, OSError, ValueError):
        return Found((), (Fault("1", "not-a-workbook"),), format="xlsx")
    return _rows(([_text(cell) for cell in row] for row in rows), "xlsx")


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _rows(rows: Iterable[Sequence[str]], format_: str) -> Found:
    collector = Collector()
    columns: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        if not columns:
            columns = _header(row)
            if not columns and number > 20:
                break
            continue
        if number > MOST_ROWS:
            collector.faults.append(Fault(str(number), "too-many-rows"))
            break
        cells = {key: row[place].strip() for key, place in columns.items() if place < len(row)}
        if any(cells.values()):
            point = _number(cells.get("lat", "")), _number(cells.get("lon", ""))
            known = None if point[0] is None or point[1] is None else (point[0], point[1])
            collector.add(str(number), cells, known)
    if not columns:
        return Found((), (Fault("1", "no-header"),), format=format_)
    collector.finish()
    return Found(tuple(collector.offices), tuple(collector.faults), collector.others, format_)


def _header(row: Sequence[str]) -> dict[str, int]:
    names = [" ".join(cell.strip().casefold().replace("ё", "е").split()).lstrip("\ufeff") for cell in row]
    found = {
        key: next(place for place, name in enumerate(names) if name in known)
        for key, known in _COLUMNS.items()
        if any(name in known for name in names)
    }
    return found if {"lat", "lon"} <= found.keys() else {}


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", ".").replace("\u00a0", ""))
    except ValueError:
        return None
    return value if abs(value) < 1e9 else None
