"""Writes src/simoff/deadlines/russian_days.py: the days on which Russia departs from Monday to Friday.

    python tools/make_calendar.py

Run it with the pinned ``holidays`` when that package has a new decree on moved days, raise LAST_YEAR and, once
the decree itself was read, CONFIRMED_THROUGH in ``deadlines/russia.py``; then run the tests of deadlines.
Importing ``holidays`` takes a tenth of a second, so the program carries the table and not the package. The
years before 2022 are left out: the package lacks the non-working days declared in 2020 and 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays

FIRST_YEAR = 2022
LAST_YEAR = 2027
TARGET = Path(__file__).resolve().parent.parent / "src/simoff/deadlines/russian_days.py"

HEAD = '''\
"""Days on which Russia departs from Monday to Friday. Written by tools/make_calendar.py; do not edit.

Source: the package holidays {version} (Labour Code, article 112, and the yearly decrees on moved days).
"""

from __future__ import annotations

from typing import Final

'''


def main() -> None:
    """Write the table."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    calendar = holidays.country_holidays("RU", years=years)
    off = {
        year: [d for d in days(year) if d.weekday() < 5 and not calendar.is_working_day(d)] for year in years
    }
    on = {year: [d for d in days(year) if d.weekday() >= 5 and calendar.is_working_day(d)] for year in years}
    text = HEAD.format(version=holidays.__version__)
    text += table("NON_WORKING_WEEKDAYS", off) + "\n" + table("WORKING_WEEKENDS", on)
    TARGET.write_text(text, "utf-8")


def days(year: int) -> Iterator[date]:
    """Every day of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def table(name: str, found: dict[int, list[date]]) -> str:
    """A Python table: year -> its days as ``MM-DD``, parted by blanks."""
    rows = "".join(
        f'    {year}: "{" ".join(f"{day:%m-%d}" for day in row)}",\n' for year, row in found.items()
    )
    return f"{name}: Final[dict[int, str]] = {{\n{rows}}}\n"


if __name__ == "__main__":
    main()
