"""A visit on the command line: the best days, planning it, and the hours that are refused. Offices are made up."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from simoff.cli.running import run
from simoff.desk import clock
from simoff.lang import LANGS

SHOPS = [
    ("node/1", "МТС", "Mo-Fr 09:00-18:00; PH off", "megafon-brand"),
    ("node/22", "МТС", "по записи", "retail-other-credit"),
    ("node/23", "МТС", "", ""),
]
CASE = ("operator=mts", "holder.kind=citizen", "holder.user_is=holder", "where=russia", "leaving_on=2026-12-04")


class Shell:
    """Runs simoff in this process; nobody sits at its terminal."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *words: str, code: int = 0) -> str:
        found = run(list(words))
        out, err = self._capture.readouterr()
        assert found == code, (words, found, out, err)
        return out if code == 0 else out + err

    def json(self, *words: str) -> Any:
        return json.loads(self(*words, "--json"))


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A computer with three imported offices in Kazan, on a Wednesday morning."""
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SIMOFF_LANG", "en")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 25, 6, 30, tzinfo=UTC))
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 25))
    features = [
        {
            "type": "Feature",
            "id": id_,
            "properties": {"name": name, "opening_hours": hours, "type": type_, "addr:full": "ул. Баумана, 1"},
            "geometry": {"type": "Point", "coordinates": [49.12 + number / 100, 55.79]},
        }
        for number, (id_, name, hours, type_) in enumerate(SHOPS)
    ]
    file = tmp_path / "made.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    made = Shell(capsys)
    made("offices", "import", str(file))
    return made


@pytest.fixture
def case(shell: Shell) -> str:
    settings = [word for setting in CASE for word in ("--set", setting)]
    return str(shell.json("case", "open", "+7 916 123-45-67", *settings)["case"])


def test_the_best_days_leave_a_spare(shell: Shell, case: str) -> None:
    """Latest day 3 December: days up to 1 December stand first, no weekends, today counts what is left."""
    found = shell.json("office", "visit", "node/1", "--case", case)
    assert found["before"] == "2026-12-03"
    assert [(d["day"], d["spare"]) for d in found["days"]] == [
        ("2026-11-25", True),
        ("2026-11-26", True),
        ("2026-11-27", True),
        ("2026-11-30", True),
        ("2026-12-01", True),
        ("2026-12-02", False),
        ("2026-12-03", False),
    ]
    assert found["days"][0]["hours_left"] == 8.5
    assert found["bring"]["text"]
    assert found["take_back"]["text"]
    assert [p["status"] for p in found["papers"]] == ["missing", "missing"]
    assert found["first"]
    assert found["planned"] == []


def test_hours_that_cannot_be_read_give_no_day(shell: Shell, case: str) -> None:
    """No hours, or hours nobody can read: no day is named, and one is told to call first."""
    for office in ("node/22", "node/23"):
        assert shell.json("office", "visit", office, "--case", case)["days"] == []
        assert "call first" in shell("office", "visit", office, "--case", case)


def test_a_planned_visit_is_an_event_before_and_after(shell: Shell, case: str) -> None:
    """Planned, moved, and then what came of it; nothing is written without --day."""
    before = shell.json("case", "show", case)["case"]["events"]
    shell("office", "visit", "node/1", "--case", case)
    assert shell.json("case", "show", case)["case"]["events"] == before
    shell("office", "visit", "node/1", "--case", case, "--day", "2026-11-30", "--at", "11:00", "--until", "12:00")
    moved = ("--day", "2026-12-01", "--at", "10:00", "--visit", "v1")
    found = shell.json("office", "visit", "node/1", "--case", case, *moved)
    assert [(v["id"], v["on"], v["starts"], v["status"]) for v in found["planned"]] == [
        ("v1", "2026-12-01", "10:00", "ahead")
    ]
    shell("case", "log", "visit-happened", "v1", "closed", "--case", case)
    after = shell.json("office", "visit", "node/1", "--case", case)["planned"]
    assert [(v["status"], v["result"]) for v in after] == [("happened", "closed")]
    types = [line["type"] for line in shell.json("case", "show", case)["timeline"]]
    assert types[-3:] == ["visit.planned", "visit.planned", "visit.happened"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--day", "2026-11-28"), "shut"),
        (("--day", "2026-11-30", "--at", "08:00"), "not open"),
        (("--day", "2026-11-30", "--at", "18:00"), "not open"),
        (("--day", "2026-11-24"), ""),
        (("--day", "2026-11-30", "--at", "11:00", "--until", "10:00"), ""),
        (("--day", "2026-11-30", "--at", "soon"), "09:30"),
        (("--day", "2026-11-30", "--visit", "v9"), "v9"),
    ],
)
def test_a_day_or_hour_that_does_not_fit_is_refused(
    shell: Shell, case: str, words: tuple[str, ...], said: str
) -> None:
    """Surely shut, outside the hours, in the past, ending before it starts, no such visit: nothing is written."""
    before = shell.json("case", "show", case)["case"]["events"]
    assert said in shell("office", "visit", "node/1", "--case", case, *words, code=2)
    assert shell.json("case", "show", case)["case"]["events"] == before


def test_without_a_case_the_answer_is_dry(shell: Shell) -> None:
    """By a stated day or a plan without a case; a day to be planned asks for the case."""
    assert shell.json("office", "visit", "node/1", "--before", "2026-11-26")["bring"] is None
    plain = shell.json("office", "visit", "node/1")
    assert plain["before"] is None
    assert all(day["spare"] for day in plain["days"])
    of_number = shell.json(
        "office", "visit", "node/1", "--number", "+79161234567", "--set", "leaving_on=2026-11-27"
    )
    assert of_number["before"] == "2026-11-26"
    assert of_number["bring"]["text"]
    shell("office", "visit", "node/1", "--day", "2026-11-26", code=2)
    late = shell.json("office", "visit", "node/1", "--before", "2026-11-20")
    assert late["late"] is True
    assert late["days"]


@pytest.mark.parametrize("id_", ["node/9", "nod", "node/2", ""])
def test_an_office_that_there_is_not(shell: Shell, id_: str) -> None:
    """Unknown ids, too short ones and those of several are refused; a beginning that is one's own is enough."""
    shell("office", "visit", id_, code=2)
    assert shell.json("office", "visit", "node/22")["office"]["kind"] == "dealer"


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_speaks_every_language(shell: Shell, case: str, lang: str) -> None:
    """The page is complete in each language, and a dealer's shop is warned of."""
    shell("office", "visit", "node/1", "--case", case, "--day", "2026-11-30", "--lang", lang)
    text = shell("office", "visit", "node/1", "--case", case, "--lang", lang)
    assert "2026-11-25" in text
    assert "visit-happened v1" in text
    own, dealer = text, shell("office", "visit", "node/22", "--case", case, "--lang", lang)
    assert len(dealer.splitlines()) > 5
    assert "--own" not in own
    assert "--own" in dealer
