"""The calendar file: every date of a plan, nothing about the person, the same entry when a date moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from simoff.desk.calendar import calendar_bytes, entries
from simoff.lang import LANGS

NUMBER = "+79161234567"
DAY = date(2026, 11, 24)


def step(id_: str, status: str, due: str | None) -> dict[str, Any]:
    return {"id": id_, "title": f"Title {id_}", "body": f"Body {id_}", "status": status, "due": due}


def plan(*steps: dict[str, Any], **deadlines: str) -> dict[str, Any]:
    dates = [{"id": id_.replace("_", "-"), "due": due, "how": f"How {id_}"} for id_, due in deadlines.items()]
    return {"steps": list(steps), "deadlines": dates}


def read(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_every_open_step_with_a_date_is_an_entry() -> None:
    """Open steps of one day stand together; finished, needless and dateless ones are left out."""
    found = entries(
        plan(
            step("find-accounts", "now", "2026-11-27"),
            step("move-accounts", "blocked", "2026-12-19"),
            step("print-papers", "waiting", "2026-12-19"),
            step("identify", "done", "2026-11-24"),
            step("choose-office", "not_needed", "2026-12-19"),
            step("destroy-sim", "blocked", None),
        ),
        "en",
    )
    assert [(e.id, e.day.isoformat()) for e in found] == [
        ("steps-find-accounts", "2026-11-27"),
        ("steps-move-accounts", "2026-12-19"),
    ]
    assert found[1].title == "Title move-accounts and 1 more step"
    assert "Body print-papers" in found[1].text


@pytest.mark.parametrize("lang", LANGS)
def test_each_deadline_has_a_title_of_its_own(lang: str) -> None:
    """The deadlines that a plan can carry are told apart in each language."""
    ids = ("leave", "file_by", "refund", "recheck_accounts", "cooling", "confirm_data")
    dates = dict.fromkeys(ids, "2026-12-01")
    found = entries(plan(**dates), lang)
    assert len({entry.title for entry in found}) == len(dates)


def test_an_entry_is_a_whole_day_with_a_reminder_the_morning_before() -> None:
    """All-day entries end on the next day and ring at nine on the day before."""
    event = read(calendar_bytes(entries(plan(leave="2026-12-20"), "en"), NUMBER, DAY))[0]
    assert event.decoded("dtstart") == date(2026, 12, 20)
    assert event.decoded("dtend") == date(2026, 12, 21)
    assert event.walk("VALARM")[0].decoded("trigger") == timedelta(hours=-15)


def test_a_moved_date_keeps_its_entry() -> None:
    """The UID does not depend on the day, so that a second import moves the entry; another number has others."""
    first = read(calendar_bytes(entries(plan(leave="2026-12-20"), "en"), NUMBER, DAY))[0]["uid"]
    moved = read(calendar_bytes(entries(plan(leave="2027-01-10"), "zh"), NUMBER, DAY))[0]["uid"]
    other = read(calendar_bytes(entries(plan(leave="2026-12-20"), "en"), "+79161234568", DAY))[0]["uid"]
    assert first == moved
    assert first != other


def test_the_file_does_not_hold_the_number() -> None:
    """No run of digits of the number stands in the file."""
    data = calendar_bytes(entries(plan(leave="2026-12-20"), "en"), NUMBER, DAY)
    assert b"1234567" not in data
    assert b"9161234" not in data


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Nothing in the file depends on the moment it is made."""
    found = entries(plan(leave="2026-12-20", refund="2027-01-11"), "ru")
    assert calendar_bytes(found, NUMBER, DAY) == calendar_bytes(found, NUMBER, DAY)
