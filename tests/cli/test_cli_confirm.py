"""From the counter to the closed case: with a modem and with words alone, and what happens when it lives on."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fake_modem import FakeModem
from simoff.cli.running import run

Run = Callable[..., Any]
NUMBER = "+79161234567"
FILED = "2026-11-10"
SETTINGS = (
    "operator=mts",
    "holder.kind=citizen",
    "holder.user_is=holder",
    "where=russia",
    "leaving_on=2026-12-20",
    "accounts.critical_unmoved=0",
    "accounts.high_unmoved=0",
    "accounts.gosuslugi=false",
    "accounts.bank_in_russia=false",
    "money.balance=0",
    "money.autopay=false",
    "money.linked_subscriptions=false",
    "money.promised_payment=false",
    "money.forwarding=false",
)
OWN_SIM = {"AT+CREG?": "+CREG: 0,3\r\nOK", "AT+CEREG?": "+CEREG: 3,3,,,,0,2\r\nOK"}
LANGUAGES = ("zh", "ru", "en")


def other_sim(network: str) -> dict[str, str | None]:
    """A SIM of that network calls; the number is unallocated."""
    return {
        "AT+CREG?": "+CREG: 0,1\r\nOK",
        "AT+CEREG?": "+CEREG: 3,1\r\nOK",
        "AT+COPS?": f'+COPS: 0,2,"{network}",7\r\nOK',
        f"ATD{NUMBER};": "NO CARRIER",
        "AT+CEER": "+CEER: 5,1\r\nOK",
    }


@pytest.fixture
def simoff(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in a home of its own; gives the JSON it prints, or the page where ``page`` is a language."""
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.chdir(tmp_path)

    def call(*words: str, code: int = 0, page: str = "") -> Any:
        found = run([*words, *(("--lang", page) if page else ("--lang", "en", "--json"))])
        out, err = capfd.readouterr()
        assert found == code, (words, found, out, err)
        assert "Traceback" not in out + err
        return out + err if page else json.loads(out or err)

    return call


@pytest.fixture
def case(simoff: Run) -> str:
    """A case that was handed in on the tenth."""
    stated = [word for setting in SETTINGS for word in ("--set", setting)]
    found: str = simoff("case", "open", NUMBER, "--on", FILED, *stated)["case"]
    simoff("case", "log", "balance", "0", "--case", found, "--on", FILED)
    simoff("case", "done", "save-money-proof", "--case", found, "--on", FILED)
    simoff("case", "log", "paper-made", "termination", "--case", found, "--on", FILED)
    simoff("case", "file", "--digits", "4567", "--case", found, "--on", FILED)
    return found


def asked(simoff: Run, case: str, day: str, answers: dict[str, str | None], *words: str) -> list[str]:
    """What a modem with such a SIM shows on a day, noted in the case."""
    modem = FakeModem(dict(answers))
    try:
        seen = simoff("line", "test", "--modem", modem.port, *words, "--case", case, "--at", day, "--yes")["seen"]
        return [one["signal"] for one in seen]
    finally:
        modem.close()


def closed(simoff: Run, case: str) -> Any:
    simoff("case", "log", "recheck-on", "2026-12-25", "--case", case, "--on", "2026-11-24")
    return simoff("case", "close", "--case", case, "--on", "2026-11-24")


def confirmed(simoff: Run, case: str, day: str) -> None:
    """On that day the operator writes that it ended with the filing."""
    words = ("case", "log", "reply", "confirmed_end", "--written", "--ends-on", FILED)
    simoff(*words, "--case", case, "--on", day)


def test_confirmed_with_a_modem(simoff: Run, case: str, tmp_path: Path) -> None:
    """The SIM is refused, then the number is unallocated from two networks: dead, closed, with its dossier."""
    assert "ATD" not in simoff("line", "test", "--modem", "/dev/null", "--case", case, page="en")
    assert asked(simoff, case, "2026-11-20", OWN_SIM) == ["net.denied", "reject.imsi-unknown"]
    early = simoff("line", "verdict", "--case", case)
    assert (early["verdict"], early["alarm"]) == ("cannot_tell", None)
    shut = simoff("case", "close", "--case", case, "--on", "2026-11-21", code=3)
    assert any("line verdict" in line for line in shut["error"]["faults"])
    for day, network in (("2026-11-22", "25001"), ("2026-11-23", "25002")):
        assert asked(simoff, case, day, other_sim(network), "--call") == ["call.unallocated"]
        found = simoff("line", "verdict", "--case", case)["verdict"]
        assert found == ("dead" if network == "25002" else "cannot_tell")
    for lang in LANGUAGES:
        page = simoff("line", "verdict", "--case", case, page=lang)
        assert max(map(len, page.splitlines())) <= 80
    done = closed(simoff, case)
    assert (tmp_path / done["dossier"]).is_file()
    assert simoff("case", "show", case)["case"]["status"] == "closed"


def test_confirmed_with_words_alone(simoff: Run, case: str, tmp_path: Path) -> None:
    """What was heard twice and the operator's message on another day are enough; one of them is not."""
    simoff("line", "signal", "heard.not-exist", "--at", "2026-11-19T10:00", "--case", case)
    heard = tmp_path / "heard.txt"
    heard.write_text("Набранный вами номер не существует", "utf-8")
    simoff("line", "read", str(heard), "--as", "heard", "--at", "2026-11-20", "--case", case)
    assert simoff("line", "verdict", "--case", case)["verdict"] == "cannot_tell"
    sms = tmp_path / "sms.txt"
    sms.write_text("Договор об оказании услуг связи расторгнут 18.11.2026.", "utf-8")
    simoff("line", "read", str(sms), "--as", "sms", "--at", "2026-11-21", "--case", case)
    found = simoff("line", "verdict", "--case", case)
    assert (found["verdict"], len(found["because"])) == ("dead", 3)
    assert closed(simoff, case)["keep_until"] is not None


def test_silence_of_the_operator_is_followed_up(simoff: Run, case: str) -> None:
    """The next contact has its day at once; when it has passed in silence the claim is what to do now."""
    first = {step["id"]: step for step in simoff("case", "show", case, "--as-of", "2026-11-10")["plan"]["steps"]}
    notice = first["operator-notice"]
    assert (notice["status"], notice["due"], "claim" in first) == ("now", "2026-11-11", False)
    assert simoff("case", "list")[0]["next_due"] <= "2026-11-11"
    late = {step["id"]: step for step in simoff("case", "show", case, "--as-of", "2027-03-01")["plan"]["steps"]}
    assert (late["operator-notice"]["status"], late["claim"]["status"]) == ("now", "now")
    for lang in LANGUAGES:
        page = simoff("case", "show", case, "--as-of", "2027-03-01", page=lang)
        assert "simoff letter claim" in " ".join(page.split())
    confirmed(simoff, case, "2026-11-12")
    after = {step["id"]: step for step in simoff("case", "show", case, "--as-of", "2027-03-01")["plan"]["steps"]}
    assert after["operator-notice"]["status"] == "done"
    assert "claim" not in after


@pytest.mark.parametrize("signal", ["sms.arrived", "call.ringing", "operator.charge", "heard.stranger"])
def test_a_line_that_lives_on_opens_the_case_again(simoff: Run, case: str, tmp_path: Path, signal: str) -> None:
    """A message, a call, a charge, a stranger on the closed line: open again, an alarm for what hangs on it."""
    confirmed(simoff, case, FILED)
    closed(simoff, case)
    simoff("line", "signal", signal, "--at", "2026-11-24T20:00", "--case", case)
    assert simoff("case", "show", case)["case"]["status"] == "filed"
    found = simoff("line", "verdict", "--case", case)
    assert found["verdict"] == ("dead" if signal == "heard.stranger" else "alive")
    assert "If anything still hangs" in (found["alarm"] or "")
    archive = tmp_path / "sms.xml"
    archive.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<smses count="1">\n<sms protocol="0" address="gosuslugi" '
        'date="1793448000000" type="1" subject="null" body="Код для входа: 345678" toa="null" sc_toa="null" '
        'service_center="null" read="1" status="-1" locked="0" sub_id="1" />\n</smses>\n',
        "utf-8",
    )
    simoff("accounts", "scan", str(archive), "--case", case)
    assert ": 1." in simoff("line", "verdict", "--case", case)["alarm"]
    for lang in LANGUAGES:
        assert "1" in simoff("line", "verdict", "--case", case, page=lang)
    shut = signal != "heard.stranger"
    assert simoff("case", "close", "--case", case, "--on", "2026-11-25", code=3 if shut else 0)


def test_what_is_not_of_this_line_does_not_count(simoff: Run, case: str, tmp_path: Path) -> None:
    """The future and the time before filing are set aside; two SIMs need one to be named, garbage is a fault."""
    simoff("line", "signal", "reject.imsi-unknown", "--at", "2099-01-01", "--case", case)
    simoff("line", "signal", "lookup.unknown", "--at", "2026-11-01", "--case", case)
    assert simoff("line", "verdict", "--case", case)["verdict"] == "cannot_tell"
    dump = tmp_path / "dump.txt"
    states = ("mVoiceRegState=0(IN_SERVICE)", "mVoiceRegState=1(OUT_OF_SERVICE)")
    slots = "\n".join(f"  Phone Id={n}\n    mServiceState={{{state}}}" for n, state in enumerate(states))
    dump.write_text(slots + "\n" + "x" * 5_000_000)
    words = ("line", "read", str(dump), "--case", case, "--at", "2026-11-20")
    for lang in LANGUAGES:
        assert "--slot" in simoff(*words, page=lang, code=2)
    assert "slots" not in simoff(*words, "--slot", "1")
    assert "--slot" in simoff(*words, "--slot", "3", page="en", code=2)
    because = simoff("line", "verdict", "--case", case)["because"]
    assert [one["signal"] for one in because if one["at"].startswith("2026-11-20")] == ["net.searching"]
    garbage = tmp_path / "garbage.txt"
    garbage.write_bytes(b"+CREG: \n\x00\xff+C\n+CREG: 0,99\n")
    assert simoff("line", "read", str(garbage), "--as", "modem", "--case", case, code=4)["faults"]
    modem = ("line", "test", "--modem", "/dev/null", "--case", case)
    assert "another" in simoff(*modem, "--call", "--code", "*100#", page="en", code=2)
    assert "own" in simoff(*modem, "--number", "+7 916 000-00-00", page="en", code=2)
