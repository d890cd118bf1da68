"""The rows of a workbook, XLSX or the older XLS. Runs in the process of :mod:`.isolated` alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any


def rows(path: str, password: str | None, most: int) -> Iterator[tuple[int, list[str]]]:
    """Every row of every sheet with its number in the sheet; a cell's text has at most ``most`` characters."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names[:50]:
        sheet = workbook.get_sheet_by_name(name)
        first = (sheet.start or (0, 0))[0]
        for number, cells in enumerate(sheet.iter_rows(), first + 1):
            yield number, [written(cell)[:most] for cell in cells[:500]]


def written(cell: Any) -> str:  # noqa: ANN401 - whatever a workbook holds
    """A cell as text: whole numbers without a point, days and times in ISO form."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return "" if cell is None else str(cell).strip()
