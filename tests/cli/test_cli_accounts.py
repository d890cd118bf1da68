"""``simoff accounts scan``: a page a person acts on, and JSON for programs."""

from __future__ import annotations

import json
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from simoff.cli.call import Call
from simoff.cli.progress import Meter
from simoff.cli.running import run

LANGUAGES = ("zh", "ru", "en")
MESSAGES = (
    ("900", "Код 12345 для входа в СберБанк Онлайн. Никому не сообщайте", "1", "2025-06-15"),
    ("Telegram", "Telegram code 23456", "1", "2025-10-09"),
    ("gosuslugi", "Код для входа: 345678", "2", "2025-10-20"),
    ("InfoSMS", "Код подтверждения Яндекс: 456789", "1", "2025-11-01"),
    ("HVOSTIK", "Ваш код: 5678", "1", "2025-11-02"),
    ("Lamoda", "Только сегодня скидки до 70%", "1", "2025-11-14"),
)
CODES = ("12345", "23456", "345678", "456789", "5678")


def moment(day: str) -> int:
    """Noon of a day in Moscow, in milliseconds since 1970."""
    from datetime import datetime

    return int(datetime.fromisoformat(f"{day}T12:00:00+03:00").timestamp() * 1000)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A backup as SMS Backup & Restore writes it, made."""
    rows = "".join(
        f'<sms protocol="0" address="{sender}" date="{moment(day)}" type="1" subject="null" body="{text}" '
        f'toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0" sub_id="{line}" />\n'
        for sender, text, line, day in MESSAGES
    )
    path = tmp_path / "sms.xml"
    path.write_text(
        f"<?xml version='1.0' encoding='UTF-8'?>\n<smses count=\"{len(MESSAGES)}\">\n{rows}</smses>\n", "utf-8"
    )
    return path


def said(capfd: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    """Standard output and error of a command that ends with a code."""
    assert run(["accounts", "scan", *words]) == code
    captured = capfd.readouterr()
    return captured.out, captured.err


def found(capfd: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON of a command."""
    value: dict[str, Any] = json.loads(said(capfd, *words, "--json")[0])
    return value


def test_the_json_has_what_is_promised(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All parts are there in their fixed order, accounts in the order of moving."""
    value = found(capfd, str(archive))
    assert list(value) == ["accounts", "unknown", "no_sms", "coverage", "faults", "unmoved"]
    assert [account["id"] for account in value["accounts"]] == [
        "yandex",
        "gosuslugi",
        "sberbank",
        "telegram",
        "lamoda",
    ]
    first = value["accounts"][0]
    names = "id name category evidence confidence first_seen last_seen count line loss change"
    assert " ".join(list(first)[:11]) == names
    assert (first["first_seen"], first["count"], first["line"], first["loss"]) == (
        "2025-11-01",
        1,
        "1",
        "critical",
    )
    assert value["unmoved"] == {"critical": 3, "high": 1}
    assert value["unknown"][0]["sender"] == "HVOSTIK"
    assert value["coverage"]["lines"] == ["1", "2"]
    assert value["coverage"]["files"][0]["messages"] == len(MESSAGES)
    assert value["coverage"]["unrecognised_share"] == 0.2


def test_the_same_archive_gives_the_same_bytes(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """JSON and page are the same bytes each time."""
    for extra in ("--json",), ():
        assert said(capfd, str(archive), *extra) == said(capfd, str(archive), *extra)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_what_to_do(archive: Path, capfd: pytest.CaptureFixture[str], lang: str) -> None:
    """In each language the page names account, way, source or doubt, and that there may be more, in 80 columns."""
    from rich.cells import cell_len

    page, errors = said(capfd, str(archive), "--lang", lang)
    assert errors == ""
    assert max(map(cell_len, page.splitlines())) <= 80
    for words in ("Telegram", "https://core.telegram.org/", "HVOSTIK", "•••", "Lamoda", "--line"):
        assert words in page
    last = {
        "zh": "看不出此外就没有别的",
        "ru": "ничегонет,поархивусказатьнельзя",
        "en": "cannotshowthatthereisnothingelse",
    }
    assert last[lang] in "".join(page.split())
    assert "{" not in page


@pytest.mark.parametrize("extra", [(), ("--json",), ("--all",)])
def test_no_code_is_shown(archive: Path, capfd: pytest.CaptureFixture[str], extra: tuple[str, ...]) -> None:
    """No digit of a code is on the page, in the JSON or on standard error."""
    out, errors = said(capfd, str(archive), *extra)
    assert not [code for code in CODES if code in out + errors]


def test_one_line_of_two(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Only messages to the line that ends count, and the page says how many were left out."""
    value = found(capfd, str(archive), "--line", "2")
    assert [account["id"] for account in value["accounts"]] == ["gosuslugi"]
    assert value["coverage"]["passed_over"]["other_line"] == 5
    assert "5 messages to another line" in said(capfd, str(archive), "--line", "2", "--lang", "en")[0]


def test_a_recycled_number(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What came before the contract began makes no account, and the page says so."""
    value = found(capfd, str(archive), "--since", "2025-10-15")
    assert "telegram" not in {account["id"] for account in value["accounts"]}
    assert value["coverage"]["passed_over"]["before_since"] == 2


def test_a_line_that_nothing_came_to(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A line no message came to is wrong use, and the lines there are get named."""
    _, errors = said(capfd, str(archive), "--line", "7", "--lang", "en", code=2)
    assert "1, 2" in errors


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "content"), [("empty.xml", b""), ("noise.bin", bytes(range(256)) * 40), ("gone.xml", None)]
)
def test_nothing_readable(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], lang: str, name: str, content: bytes | None
) -> None:
    """An empty, a foreign and a missing file: exit 2, what is wrong, what to do, and no traceback."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    out, errors = said(capfd, str(tmp_path / name), "--lang", lang, code=2)
    assert out == ""
    assert name in errors
    assert "Traceback" not in errors


def test_one_broken_file_beside_a_good_one(
    archive: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What can be read is read; what cannot stands among the faults with what to do."""
    (tmp_path / "broken.xml").write_bytes(b"")
    value = found(capfd, str(tmp_path / "broken.xml"), str(archive))
    assert len(value["accounts"]) == 5
    assert [fault["file"] for fault in value["faults"]] == ["broken.xml"]
    assert value["faults"][0]["next"]
    assert "broken.xml" in said(capfd, str(tmp_path / "broken.xml"), str(archive))[0]


def test_the_same_archive_twice(archive: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Overlapping backups count each message once."""
    again = tmp_path / "again.xml"
    again.write_bytes(archive.read_bytes())
    value = found(capfd, str(archive), str(again))
    assert {account["count"] for account in value["accounts"]} == {1}
    assert value["coverage"]["passed_over"]["twice"] > 0


def test_the_archive_is_only_read(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing beside the archive appears, and the archive stays as it is."""
    before, listing = archive.read_bytes(), sorted(archive.parent.iterdir())
    said(capfd, str(archive))
    assert archive.read_bytes() == before
    assert sorted(archive.parent.iterdir()) == listing


@pytest.mark.parametrize(
    "words",
    [
        ["accounts"],
        ["accounts", "scan"],
        ["accounts", "find", "x"],
        ["accounts", "scan", "x", "--since", "yesterday"],
        ["accounts", "scan", "x", "--line", " "],
        ["accounts", "scan", "x", "--password-file", "not-there"],
        ["accounts", "scan", "x", "--nothing"],
    ],
)
def test_wrong_use(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Wrong use is exit 2 with a sentence."""
    assert run(words) == 2
    errors = capfd.readouterr().err
    assert errors
    assert "Traceback" not in errors


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal share, speed and time left are rewritten in place and wiped at the end, also after Ctrl-C."""
    moments = iter((10.0, 11.0, 12.0, 13.0))
    monkeypatch.setattr("simoff.cli.progress.time.monotonic", lambda: next(moments))
    stream = Terminal()

    def stopped() -> None:
        with Meter(Call("en", json=False), stream) as meter:
            meter.show("sms.xml", 0, 100_000_000)
            meter.show("sms.xml", 20_000_000, 100_000_000)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    shown = stream.getvalue()
    assert "sms.xml: 20 %, 20.0 MB/s, 0:04 left" in shown
    assert "\n" not in shown
    assert shown.endswith("\r")


def test_progress_is_silent_in_a_pipe() -> None:
    """Where nobody looks, nothing is written."""
    stream = StringIO()
    with Meter(Call("en", json=False), stream) as meter:
        meter.show("sms.xml", 5, None)
    assert stream.getvalue() == ""


def test_ctrl_c_leaves_nothing(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Stopped while reading: no output, exit 130, nothing written."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simoff.accounts.inventory.Taking.add", stop)
    assert run(["accounts", "scan", str(archive), "--json"]) == 130
    assert capfd.readouterr().out == ""
    assert [path.name for path in archive.parent.iterdir()] == ["sms.xml"]


def test_a_zip_of_somebody_else(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A ZIP that is no archive of messages is refused with what to do."""
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../etc/x", "x")
    _, errors = said(capfd, str(path), code=2)
    assert "photos.zip" in errors


def test_a_sender_that_only_the_person_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Named, it is an account of the case that can be moved; a second one gets an id of its own."""
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert run(["case", "open", "+79161234567", "--json"]) == 0
    capfd.readouterr()
    assert run(["accounts", "name", "My", "gym", "--sender", "FITCLUB", "--loss", "low"]) == 0
    assert run(["accounts", "name", "My bank", "--sender", "BANK"]) == 0
    assert run(["accounts", "moved", "own-1", "--json"]) == 0
    listed = json.loads(_last_json(capfd, "accounts", "list"))
    assert {(one["id"], one["name"], one["status"]) for one in listed["accounts"]} == {
        ("own-1", "My gym", "moved"),
        ("own-2", "My bank", "open"),
    }
    assert listed["unmoved"]["high"] == 1
    for wrong in (["accounts", "name"], ["accounts", "name", "x", "--loss", "huge"], ["accounts", "name", " "]):
        assert run(wrong) == 2


def _last_json(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    capfd.readouterr()
    assert run([*words, "--json"]) == 0
    return capfd.readouterr().out
