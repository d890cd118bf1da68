"""The calendar of a kept case: moved, renewed, cancelled; visits at their hour; read back with a client."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from simoff.case.decisions import cancel_visit, plan_visit, state_circumstances, visit_happened
from simoff.case.events import GivenEntry
from simoff.desk import clock
from simoff.desk.calendar import Entry, entries, uid_of
from simoff.desk.case.calendar import Given, digest, give, noted, revised
from simoff.desk.case.keeping import change, read
from simoff.desk.case.marking import done
from simoff.desk.case.opening import open_for
from simoff.desk.plan import Asked
from simoff.desk.record import open_record
from simoff.lang import LANGS
from simoff.record.store import Record

NUMBER = "+79161234567"
TODAY = date(2026, 11, 25)
SETTINGS = ("operator=mts", "holder.kind=citizen", "holder.user_is=holder", "where=russia", "leaving_on=2026-12-20")
ZONE = "Asia/Yekaterinburg"


class Kept:
    """A record with one case in it."""

    def __init__(self, record: Record, case: str, environment: dict[str, str]) -> None:
        self.record, self.case, self.environment = record, case, environment

    def give(self, lang: str = "en", *, as_of: date = TODAY, bare: bool = False) -> Given:
        return give(self.record, self.case, self.environment, lang, on=TODAY, as_of=as_of, bare=bare)

    def events(self, lang: str = "en", **more: Any) -> dict[str, Any]:
        found = icalendar.Calendar.from_ical(self.give(lang, **more).data).walk("VEVENT")
        ids = {uid_of(id_, NUMBER): id_ for id_ in read(self.record, self.case).state.calendar}
        return {ids[str(event["uid"])]: event for event in found}

    def change(self, decide: Any) -> None:
        change(self.record, self.case, decide, self.environment)

    def length(self) -> int:
        return len(read(self.record, self.case).recorded)

    def visit(self, day: date, starts: time | None = time(11), visit: str = "") -> None:
        hour: dict[str, Any] = {} if starts is None else {"starts": starts, "ends": time(12, 30)}
        plan = partial(plan_visit, on=day, today=TODAY, office="МТС", address="ул. Ленина", zone=ZONE, visit=visit)
        self.change(partial(plan, **hour))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    environment = {"SIMOFF_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    with open_record(environment) as record:
        case = open_for(record, Asked(NUMBER, None, SETTINGS), environment, on=TODAY)
        yield Kept(record, case, environment)


def test_nothing_new_keeps_every_number(kept: Kept) -> None:
    """Asked twice, the file is the same byte for byte, and the case notes only the first."""
    first = kept.give()
    length = kept.length()
    assert kept.give() == first
    assert kept.length() == length
    assert first.cancelled == 0
    assert first.events > 5


def test_a_moved_date_moves_its_entry(kept: Kept) -> None:
    """The latest day moves: same UID, SEQUENCE one higher, and only where something changed."""
    before = kept.events()
    kept.change(partial(state_circumstances, on=TODAY, stated={"leaving_on": "2026-12-27"}))
    after = kept.events()
    assert after["deadline-leave"]["uid"] == before["deadline-leave"]["uid"]
    assert before["deadline-leave"]["sequence"] == 0
    assert after["deadline-leave"]["sequence"] == 1
    assert after["deadline-leave"].decoded("dtstart") == date(2026, 12, 27)
    assert kept.events()["deadline-leave"]["sequence"] == 1


def test_what_is_superseded_is_cancelled_and_may_come_back(kept: Kept) -> None:
    """A visit called off comes as CANCELLED with a higher number, stays so, and the numbers never fall back."""
    kept.visit(date(2026, 12, 14))
    assert kept.events()["visit-v1"]["status"] == "CONFIRMED"
    kept.change(partial(cancel_visit, on=TODAY, visit="v1"))
    for _ in range(2):
        gone = kept.events()["visit-v1"]
        assert (gone["status"], gone["sequence"]) == ("CANCELLED", 1)
        assert gone.decoded("dtstart") == date(2026, 12, 14)
        assert gone.walk("VALARM") == []
    assert kept.give().cancelled == 1


def test_a_visit_that_happened_is_left_as_it_was(kept: Kept) -> None:
    """What took place is not cancelled: it stays in the calendar without being touched."""
    kept.visit(TODAY)
    kept.events()
    kept.change(partial(visit_happened, on=TODAY, visit="v1", result="closed"))
    assert "visit-v1" not in kept.events()


def test_a_done_step_is_taken_off(kept: Kept) -> None:
    """Steps done before their day are cancelled, or their day's entry is renewed; none stays as if it were open."""
    before = kept.events()
    done(kept.record, kept.case, ["inventory-numbers", "find-accounts"], kept.environment, on=TODAY)
    after = kept.events()
    changed = [id_ for id_ in before if after[id_]["sequence"] == 1]
    assert changed
    titles = [str(event.get("description", "")) for event in after.values()]
    assert not any("Find the accounts on this number\n" in title for title in titles)


def test_a_visit_stands_at_its_hour(kept: Kept) -> None:
    """With a time: in the office's zone with its VTIMEZONE, two bells; without: a whole day. Not twice."""
    kept.visit(date(2026, 12, 14))
    data = kept.give().data
    event = kept.events()["visit-v1"]
    assert event.decoded("dtstart") == datetime(2026, 12, 14, 11, tzinfo=ZoneInfo(ZONE))
    assert event.decoded("dtend") == datetime(2026, 12, 14, 12, 30, tzinfo=ZoneInfo(ZONE))
    assert event["dtstart"].params["TZID"] == ZONE
    zones = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == [ZONE]
    assert [bell.decoded("trigger") for bell in event.walk("VALARM")] == [timedelta(days=-1), timedelta(hours=-2)]
    assert "deadline-visit" not in kept.events()
    kept.visit(date(2026, 12, 15), None, "v1")
    assert kept.events()["visit-v1"].decoded("dtstart") == date(2026, 12, 15)


@pytest.mark.parametrize("lang", LANGS)
def test_discreet_titles_tell_nothing(kept: Kept, lang: str) -> None:
    """Two titles in all, no text, no place; the days are the same, and no word of number, operator or office."""
    kept.visit(date(2026, 12, 14))
    full, bare = kept.events(lang), kept.events(lang, bare=True)
    assert len({str(event["summary"]) for event in bare.values()}) == 2
    assert {id_: event["dtstart"].dt for id_, event in full.items()} == {
        id_: event["dtstart"].dt for id_, event in bare.items()
    }
    text = "\n".join(str(event.get("description", "")) + str(event.get("location", "")) for event in bare.values())
    assert text.strip() == ""
    data = kept.give(lang, bare=True).data.decode()
    for word in ("МТС", "Ленина", "1234567", "номер", "号码", "number", "leave", "visit"):
        assert word not in data


def test_the_latest_day_rings_a_week_before(kept: Kept) -> None:
    """What cannot be caught up with has two bells."""
    bells = kept.events()["deadline-file-by"].walk("VALARM")
    assert [bell.decoded("trigger") for bell in bells] == [timedelta(hours=-15), timedelta(days=-7, hours=9)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("due", "kind", "year"),
    [
        ("2026-12-31", "term", None),
        ("2027-01-11", "term", "2026"),
        ("2028-02-01", "term", "2027"),
        ("2028-02-01", "reminder", None),
    ],
)
def test_a_date_beyond_the_calendar_says_so(lang: str, due: str, kind: str, year: str | None) -> None:
    """A term after the last decreed or the last known year names that year; our own reminders need none."""
    deadline = {"id": "refund", "due": due, "kind": kind, "how": "Counted."}
    text = entries({"steps": [], "deadlines": [deadline]}, lang)[0].text
    assert (text == "Counted.") if year is None else (year in text and text != "Counted.")


def test_numbers_never_fall_back() -> None:
    """An entry that passed, was forgotten by the file and comes back later goes on from its number."""
    entry = Entry("deadline-cooling", TODAY, "t", "x")
    old = GivenEntry(entry=entry.id, sequence=7, day=date(2026, 11, 1), digest=digest(entry))
    given = {old.entry: old}
    assert revised((), given, "en", TODAY) == ()
    assert noted((), given) == (old,)
    changed = Entry("deadline-cooling", TODAY, "t", "y")
    assert revised((changed,), given, "en", TODAY)[0].sequence == 8


def test_a_real_client_reads_it_and_takes_it_in_again(kept: Kept, tmp_path: Path) -> None:
    """khal imports the file, shows the visit at its hour, and a second file moves it instead of doubling it."""
    khal = shutil.which("khal") or shutil.which("khal", path=str(Path(sys.executable).parent))
    if khal is None:
        pytest.skip("khal is not installed")
    (tmp_path / "vdir").mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[c]]\npath = {tmp_path / 'vdir'}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Europe/Moscow\ndefault_timezone = Europe/Moscow\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
        "utf-8",
    )
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}

    def ask(*words: str) -> str:
        command = [khal, "-c", str(config), *words]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def take_in() -> list[str]:
        file = tmp_path / "calendar.ics"
        file.write_bytes(kept.give().data)
        ask("import", "--batch", str(file))
        listed = ask("list", "--format", "{start-date} {start-time} {title} {status}", "2026-11-25", "120d")
        return [line for line in listed.splitlines() if "Visit to the office" in line]

    kept.visit(date(2026, 12, 14))
    assert [line.split()[:2] for line in take_in()] == [["2026-12-14", "09:00"]]
    kept.visit(date(2026, 12, 15), time(12), "v1")
    assert [line.split()[:2] for line in take_in()] == [["2026-12-15", "10:00"]]
    kept.change(partial(cancel_visit, on=TODAY, visit="v1"))
    assert take_in() == []
    assert "CANCELLED" in "".join(path.read_text("utf-8") for path in (tmp_path / "vdir").iterdir())
