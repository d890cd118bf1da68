"""The accounts of a kept case: found, moved, waived, and open again when a message comes later."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from simoff.cli.running import run
from simoff.desk.case.filing import blocks
from simoff.desk.case.keeping import read
from simoff.desk.case.opening import open_for
from simoff.desk.plan import Asked
from simoff.desk.record import open_record

NUMBER = "+79161234567"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A data folder and a settings folder of its own."""
    environment = {"SIMOFF_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "settings")}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return environment


@pytest.fixture
def case(home: dict[str, str]) -> str:
    """A case, opened."""
    with open_record(home) as record:
        return open_for(record, Asked(NUMBER, None, ()), home, on=date(2026, 11, 1))


def archive(folder: Path, *messages: tuple[str, str, str]) -> str:
    """A made backup of received messages: sender, text, day."""
    rows = "".join(
        f'<sms address="{sender}" date="{int(datetime.fromisoformat(f"{day}T12:00:00+03:00").timestamp() * 1000)}" '
        f'type="1" body="{text}" sub_id="1" />\n'
        for sender, text, day in messages
    )
    path = folder / f"sms-{len(list(folder.glob('sms-*')))}.xml"
    path.write_text(f"<?xml version='1.0' encoding='UTF-8'?>\n<smses count=\"9\">\n{rows}</smses>\n", "utf-8")
    return str(path)


def told(capfd: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON of a command that ends well."""
    capfd.readouterr()
    assert run(["accounts", *words, "--json"]) == 0
    value: dict[str, Any] = json.loads(capfd.readouterr().out)
    return value


def blocked(home: dict[str, str], case: str) -> bool:
    """Whether open accounts keep the gate shut."""
    with open_record(home) as record:
        return bool(read(record, case).state.open_accounts("critical", "high"))


TELEGRAM = ("Telegram", "Telegram code 12345", "2026-10-01")
AVITO = ("Avito", "Код для входа: 1234", "2026-10-02")
LAMODA = ("Lamoda", "Только сегодня скидки до 70%", "2026-10-03")
VTB_ADVERT = ("VTB", "Только сегодня скидки до 70%", "2026-10-03")


def test_a_scan_is_kept(tmp_path: Path, case: str, home: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    """What counts is written into the case, and critical and high accounts keep the gate shut."""
    found = told(capfd, "scan", archive(tmp_path, TELEGRAM, AVITO), "--case", case)
    assert found["case"] == {"id": case, "new": ["telegram", "avito"], "reopened": []}
    listed = told(capfd, "list")
    assert [(a["id"], a["status"], a["loss"]) for a in listed["accounts"]] == [
        ("telegram", "open", "critical"),
        ("avito", "open", "high"),
    ]
    assert listed["unmoved"] == {"critical": 1, "high": 1}
    assert blocked(home, case)


def test_an_advert_shuts_no_gate(
    tmp_path: Path, case: str, home: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    """A bank that only advertises is shown and not written."""
    found = told(capfd, "scan", archive(tmp_path, VTB_ADVERT, LAMODA), "--case", case)
    assert {account["id"] for account in found["accounts"]} == {"vtb", "lamoda"}
    assert found["case"]["new"] == []
    assert not blocked(home, case)


def test_moved_and_waived_open_the_gate(
    tmp_path: Path, case: str, home: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    """Moving one and knowingly leaving the other leaves nothing that shuts the gate."""
    told(capfd, "scan", archive(tmp_path, TELEGRAM, AVITO), "--case", case)
    assert told(capfd, "moved", "telegram", "--on", "2026-11-02")["unmoved"] == {"critical": 0, "high": 1}
    assert told(capfd, "waive", "avito", "--why", "не нужен", "--on", "2026-11-02")["unmoved"]["high"] == 0
    assert not blocked(home, case)
    assert {a["id"]: a["status"] for a in told(capfd, "list")["accounts"]} == {
        "telegram": "moved",
        "avito": "waived",
    }


def test_a_message_after_the_move_opens_it_again(
    tmp_path: Path, case: str, home: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    """A code that came after the move shows that the account still hangs on the number; an older one does not."""
    told(capfd, "scan", archive(tmp_path, TELEGRAM), "--case", case)
    told(capfd, "moved", "telegram", "--on", "2026-11-02")
    again = told(capfd, "scan", archive(tmp_path, TELEGRAM), "--case", case)
    assert again["case"]["reopened"] == []
    assert not blocked(home, case)
    later = ("Telegram", "Telegram code 54321", "2026-11-05")
    assert told(capfd, "scan", archive(tmp_path, TELEGRAM, later), "--case", case)["case"]["reopened"] == [
        "telegram"
    ]
    assert blocked(home, case)
    assert told(capfd, "list")["accounts"][0]["reopened"] == 1


def test_all_or_none(tmp_path: Path, case: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Where one of several accounts cannot be settled, none is."""
    told(capfd, "scan", archive(tmp_path, TELEGRAM, AVITO), "--case", case)
    assert run(["accounts", "moved", "telegram", "nobody"]) != 0
    assert {account["status"] for account in told(capfd, "list")["accounts"]} == {"open"}


def test_a_waiver_needs_its_reason(tmp_path: Path, case: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is left on the number by a slip."""
    told(capfd, "scan", archive(tmp_path, TELEGRAM), "--case", case)
    assert run(["accounts", "waive", "telegram"]) == 2
    assert told(capfd, "list")["accounts"][0]["status"] == "open"


def test_the_number_of_the_case_is_found_among_passwords(
    tmp_path: Path, case: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """An entry with the number of the case in it is strong evidence, without naming the number again."""
    path = tmp_path / "passwords.csv"
    path.write_text("name,url,username,password,note\nvk,https://vk.com/login,8 916 123-45-67,secret,\n", "utf-8")
    if run(["accounts", "scan", str(path), "--json"]) == 2:
        pytest.skip("no reader of password exports is here")
    found = told(capfd, "scan", str(path), "--case", case)
    assert [(account["id"], account["evidence"]) for account in found["accounts"]] == [("vk", 4)]


def test_no_such_case(home: dict[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A case that is not there is wrong use, before an archive is read."""
    assert run(["accounts", "scan", str(tmp_path / "not-there.xml"), "--case", "zzzzzz"]) == 2
    assert "zzzzzz" in capfd.readouterr().err


def test_nothing_is_kept_without_a_case(
    home: dict[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A scan without a case makes no record."""
    told(capfd, "scan", archive(tmp_path, TELEGRAM))
    assert not Path(home["SIMOFF_HOME"]).exists()


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_the_list_as_a_page(tmp_path: Path, case: str, capfd: pytest.CaptureFixture[str], lang: str) -> None:
    """The page names what is left, with the id to type, and what is settled."""
    told(capfd, "scan", archive(tmp_path, TELEGRAM, AVITO), "--case", case)
    told(capfd, "moved", "avito", "--on", "2026-11-02")
    capfd.readouterr()
    assert run(["accounts", "list", "--lang", lang]) == 0
    page = capfd.readouterr().out
    assert "telegram" in page
    assert page.index("Telegram") < page.index("avito")


def test_the_plan_waits_for_what_is_left(
    tmp_path: Path, case: str, home: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    """The gate of the plan names the moving of accounts until the last critical or high one is settled."""
    told(capfd, "scan", archive(tmp_path, TELEGRAM), "--case", case)
    with open_record(home) as record:
        assert "move-accounts" in blocks(record, case, home, date(2026, 11, 3))
    told(capfd, "moved", "telegram", "--on", "2026-11-02")
    with open_record(home) as record:
        assert "move-accounts" not in blocks(record, case, home, date(2026, 11, 3))
