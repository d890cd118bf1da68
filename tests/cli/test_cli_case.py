"""A case on the command line: from its opening to its closing, and what is said when something does not fit."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import simoff
from simoff.case.decisions import Refused
from simoff.case.decisions import log_contact as original_log_contact
from simoff.case.events import CATALOGUE, StepDone, encode
from simoff.case.state import CaseState
from simoff.cli import case_log
from simoff.cli.running import run
from simoff.desk import clock
from simoff.desk.bundle import catalogue
from simoff.desk.case import keeping
from simoff.desk.case.refusing import refusal_of
from simoff.desk.record import open_record
from simoff.lang import LANGS

PACKAGE = Path(simoff.__file__).parent
NUMBER = "+7 916 123-45-67"
DAY = "2026-11-24"
BASICS = (
    "operator=mts",
    "holder.kind=citizen",
    "holder.user_is=holder",
    "where=russia",
    "leaving_on=2026-12-20",
    "accounts.critical_unmoved=0",
    "accounts.high_unmoved=0",
    "accounts.gosuslugi=false",
    "accounts.bank_in_russia=false",
    "money.autopay=false",
    "money.linked_subscriptions=false",
    "money.promised_payment=false",
    "money.forwarding=false",
)
ELSEWHERE = {
    "account.found",
    "account.named",
    "account.moved",
    "account.waived",
    "account.reopened",
    "accounts.scanned",
    "line.observed",
    "line.verdict_recorded",
    "record.anchored",
    "pack.adopted",
    "calendar.given",
}
"""Events that other commands write: accounts, line, record, facts."""


class Shell:
    """Runs simoff in this process; nobody sits at its terminal."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *words: str, code: int = 0) -> str:
        """Standard output, or, where it must fail, standard error."""
        found = run(["case", *words])
        out, err = self._capture.readouterr()
        assert found == code, (words, found, out, err)
        return out if code == 0 else out + err

    def json(self, *words: str, code: int = 0) -> Any:
        return json.loads(self(*words, "--json", code=code))


@pytest.fixture(name="shell")
def shell_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SIMOFF_LANG", "en")
    monkeypatch.delenv("SIMOFF_DATABASE_URL", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.chdir(tmp_path)
    return Shell(capfd)


def opened(shell: Shell, *more: str) -> str:
    settings = [word for setting in (*BASICS, *more) for word in ("--set", setting)]
    case: str = shell.json("open", NUMBER, "--on", DAY, *settings)["case"]
    return case


def ready(shell: Shell) -> str:
    case = opened(shell)
    shell("log", "balance", "350.50", "--on", DAY)
    shell("done", "save-money-proof", "--on", DAY)
    shell("log", "paper-made", "termination", "--on", DAY)
    return case


def filed(shell: Shell) -> str:
    case = ready(shell)
    shell("file", "--digits", "4567", "--on", DAY)
    return case


def test_a_case_is_walked_from_opening_to_closed(shell: Shell, tmp_path: Path) -> None:
    """Every kind of event this command can write is written on the way from the opening to the closing."""
    scan, mail = tmp_path / "scan.png", tmp_path / "answer.eml"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    mail.write_bytes(b"From: operator@example.org\r\nTo: me@example.org\r\nSubject: end\r\n\r\nended\r\n")
    case = opened(shell)
    on = ("--on", DAY)
    shell("set", "sim=in_hand", "money.balance=70", "--by", "operator", *on)
    shell("set", "--unset", "money.balance", *on)
    shell("log", "call", "--with", "Анна", "--answer", "which-office=любой", "--seconds", "340", *on)
    shell("log", "answer", "golden-number", "no", *on)
    shell("log", "refusal", "only-region", "--summary", "только по месту покупки", *on)
    shell("log", "balance", "350.50", "--source", "app", "--file", str(scan), *on)
    shell("log", "visit-planned", "--on", "2099-12-01", "--office", "Тверская", "--start", "10:00")
    shell("log", "visit-planned", "--on", "2099-12-02", "--office", "Арбат")
    shell("log", "visit-cancelled", "v2", "--why", "ill", *on)
    shell("log", "visit-happened", "v1", "filed", *on)
    shell("log", "paper-made", "termination", *on)
    shell("waive", "find-accounts", "--why", "no archive", *on)
    shell("done", "find-accounts", *on)
    shell("done", "find-accounts", "--undo", *on)
    shell("attach", str(scan), "--kind", "photo", "--proves", "the counter", *on)
    shell("log", "deadline", "refund", "2027-01-20", "--why", "they asked", *on)
    shell("file", "--digits", "4567", "--registration", "77-1", "--copy", str(scan), *on)
    shell("log", "paper-made", "claim", *on)
    shell("log", "paper-handed-in", "p2", "--how", "post", "--track", "801", *on)
    shell("log", "paper-returned", "p2", "--why", "wrong_address", *on)
    shell("log", "paper-handed-in", "p2", *on)
    shell("log", "paper-delivered", "p2", *on)
    shell("log", "charge", "300", "--why", "fee after the end", *on)
    shell("log", "debt-disputed", "300", "--paper", "p2", *on)
    shell("log", "refund-demanded", "350.50", "--to", "card", *on)
    shell("log", "refund-refused", "--why", "bonus", *on)
    shell("log", "refund-received", "300", *on)
    shell("log", "refund-settled", "--why", "not worth it", *on)
    shell("log", "reply", "confirmed_end", "--ends-on", DAY, "--file", str(mail), "--kind", "mail", *on)
    assert "looked at again" in shell("close", *on, code=3)
    shell("log", "recheck-on", "2026-12-24", *on)
    shell("log", "recheck", "--on", "2026-12-24")
    assert "2031" in shell("close", "--on", "2026-12-24")
    shell("reopen", case, "--why", "a letter came", "--on", "2026-12-25")
    shell("close", "--on", "2026-12-26")
    shown = shell.json("show", case, "--as-of", "2026-12-26")
    written = {entry["type"] for entry in shown["timeline"]}
    assert written == set(CATALOGUE) - ELSEWHERE
    assert shown["case"]["status"] == "closed"
    assert (shown["case"]["filed_on"], shown["case"]["ends_on"]) == (DAY, DAY)
    assert shown["open"]["refund"] == {
        "demanded": "350.50",
        "received": "300.00",
        "waived": "50.50",
        "open": "0.00",
        "settled": True,
    }
    assert (shown["unread"], shown["odd"]) == ([], [])


@pytest.mark.parametrize("lang", LANGS)
def test_a_refusal_is_noted_answered_and_followed_by_its_letter(shell: Shell, tmp_path: Path, lang: str) -> None:
    """One step writes the event, says the Russian answer with what carries it, and makes the letter if asked."""
    case = opened(shell)
    note = ("log", "refusal", "no-refund", "--summary", "аванс не возвращаем", "--on", DAY, "--lang", lang)
    page = " ".join(shell(*note).split())
    found = shell.json(*note)
    assert found["written"] == ["refusal.noted"]
    assert found["answer"]["answer"]["ru"] in page
    assert f"simoff letter {found['answer']['letters'][0]} --case {case}" in page
    made = shell.json(*note, "--letter", "--out", "letters")
    assert made["letter"]["kind"] == found["answer"]["letters"][0]
    assert all((tmp_path / file).is_file() for file in made["letter"]["files"])
    types = [entry["type"] for entry in shell.json("show", case)["timeline"]]
    assert (types.count("refusal.noted"), types.count("paper.issued")) == (3, 1)
    wrong = shell("log", "refusal", "only-regoin", "--lang", lang, code=2)
    assert "only-region" in wrong
    assert [entry["type"] for entry in shell.json("show", case)["timeline"]] == types


@pytest.mark.parametrize("lang", LANGS)
def test_closing_makes_the_dossier_or_says_why_not(shell: Shell, tmp_path: Path, lang: str) -> None:
    """A closed case leaves its dossier, a second one beside it; where none can be written it is closed too."""
    case = filed(shell)
    shell("log", "refund-settled", "--why", "nothing due", "--on", DAY)
    shell("log", "reply", "confirmed_end", "--ends-on", DAY, "--written", "--on", DAY)
    shell("log", "recheck-on", "2027-01-08", "--on", DAY)
    (tmp_path / "taken").write_text("a file")
    closed = ("close", "--on", "2026-12-01", "--lang", lang)
    page = shell(*closed, "--out", "taken")
    assert f"simoff dossier make {case} --out" in " ".join(page.split())
    for name in (f"dossier-{case}.zip", f"dossier-{case}-2026-12-01.zip"):
        shell("reopen", case, "--why", "again", "--on", "2026-12-01")
        assert name in shell(*closed).replace("\n", "")
        assert (tmp_path / name).stat().st_size > 1000
    shell("reopen", case, "--why", "again", "--on", "2026-12-01")
    assert "dossier-" not in shell(*closed, "--no-dossier")
    shell("reopen", case, "--why", "again", "--on", "2026-12-01")
    found = shell.json(*closed)
    assert (found["dossier"], found["dossier_fault"]) == (None, "would-overwrite")
    assert shell.json("show", case)["case"]["status"] == "closed"


def test_the_shown_case_is_plan_timeline_and_what_is_open(shell: Shell) -> None:
    """`case show` gives the plan in the form of `plan`, the events, and what is open; its page says the same."""
    case = opened(shell)
    shown = shell.json("show", "--as-of", DAY)
    assert list(shown) == ["case", "plan", "timeline", "open", "claims", "unread", "odd", "changes"]
    assert shown["changes"] is None
    assert list(shown["plan"])[:3] == ["number", "as_of", "facts_version"]
    assert shown["plan"]["as_of"] == DAY
    assert shown["timeline"][0]["type"] == "case.opened"
    assert shown["open"]["gate"] == ["save-money-proof", "settle-debt", "print-papers"]
    assert shown["claims"]["stated"]["operator"] == {"value": "mts", "said_by": "me", "on": DAY}
    for lang in LANGS:
        page = shell("show", case, "--lang", lang)
        assert case in page
        assert catalogue("case", lang).say("event.case-opened") in page


def test_a_shut_gate_lists_what_blocks(shell: Shell) -> None:
    """At a shut gate `case file` exits 3, names each step and writes nothing, whatever digits are typed."""
    case = opened(shell)
    answer = shell.json("file", "--digits", "4567", "--on", DAY, code=3)
    assert answer == {
        "case": case,
        "filed": False,
        "blocked_by": ["save-money-proof", "settle-debt", "print-papers"],
    }
    page = shell("file", "--digits", "4567", "--on", DAY, code=3)
    assert "print-papers" in page
    before = shell.json("show")["case"]["events"]
    shell("file", "--digits", "4567", "--waive", "settle-debt=paid in the shop", "--on", DAY, code=3)
    assert shell.json("show")["case"]["events"] == before


def test_waivers_are_typed_one_by_one(shell: Shell) -> None:
    """With each block waived and the digits typed, gate and filing are written together."""
    opened(shell)
    waivers = [
        word
        for step in ("save-money-proof", "settle-debt", "print-papers")
        for word in ("--waive", f"{step}=not for me")
    ]
    answer = shell.json("file", "--digits", "4567", "--on", DAY, *waivers)
    assert answer["written"] == ["step.waived"] * 3 + ["gate.passed", "termination.filed"]


def test_the_digits_have_to_be_right(shell: Shell) -> None:
    """Wrong digits and none, where nobody can be asked, file nothing; exit 2."""
    ready(shell)
    before = shell.json("show")["case"]["events"]
    assert "last four" in shell("file", "--digits", "1234", "--on", DAY, code=2)
    assert "--digits" in shell("file", "--on", DAY, code=2)
    assert shell.json("show")["case"]["events"] == before


def test_the_digits_are_asked_for_on_a_terminal(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the digits are asked for, once, after what blocks was looked at."""
    ready(shell)
    monkeypatch.setattr(sys, "stdin", Terminal("4567\n"))
    shell("file", "--on", DAY)
    assert shell.json("show")["case"]["status"] == "filed"


class Terminal(io.StringIO):
    """Standard input at which somebody types."""

    def isatty(self) -> bool:
        return True


def test_the_gate_may_be_passed_before_the_way_to_the_office(shell: Shell) -> None:
    """`--gate-only` passes the checks; the filing later asks for no digits again."""
    ready(shell)
    assert shell.json("file", "--gate-only", "--digits", "4567", "--on", DAY)["written"] == ["gate.passed"]
    assert "passed on" in shell("file", "--gate-only", "--digits", "4567", "--on", DAY, code=1)
    assert shell.json("file", "--on", DAY)["written"] == ["termination.filed"]
    assert "handed in" in shell("file", "--on", DAY, code=1)


def test_the_only_case_need_not_be_named(shell: Shell) -> None:
    """With one open case its name is implied; with none or two it has to be said, and they are named."""
    assert "open NUMBER" in shell("show", code=2)
    first = opened(shell)
    assert shell.json("show")["case"]["id"] == first
    second = opened(shell)
    said = shell("show", code=2)
    assert first in said
    assert second in said
    shell("close", first, "--kept", "--why", "ported", "--on", DAY)
    assert shell.json("show")["case"]["id"] == second
    assert [entry["case"] for entry in shell.json("list")] == [second]
    assert {entry["case"] for entry in shell.json("list", "--all")} == {first, second}


def test_forgetting_needs_the_name_typed(shell: Shell) -> None:
    """Forgetting needs the case's name once more; afterwards nobody can read it and it is listed as forgotten."""
    case = opened(shell)
    for wrong in ((), ("--confirm", "yes")):
        assert "nothing was forgotten" in shell("forget", case, *wrong, code=2)
    shell("show", case)
    shell("forget", case, "--confirm", case)
    assert "forgotten" in shell("show", case, code=1)
    assert [entry["status"] for entry in shell.json("list", "--all")] == ["forgotten"]
    assert shell.json("list") == []


def test_an_overtaken_decision_is_made_once_more(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else writes between reading and writing: the decision is made again on what is there then."""
    case = opened(shell)
    overtake(monkeypatch, case, times=1)
    shell("log", "call", "--summary", "mine", "--on", DAY)
    contacts = [e for e in shell.json("show")["timeline"] if e["type"] == "contact.logged"]
    assert [{d["field"]: d["value"] for d in c["details"]}["Contact"] for c in contacts] == ["c1", "c2"]


def test_overtaken_twice_is_said(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Overtaken again, nothing of ours is written and "changed meanwhile" is said; exit 1."""
    case = opened(shell)
    overtake(monkeypatch, case, times=2)
    assert "changed by somebody else meanwhile" in shell("log", "call", "--summary", "mine", code=1)
    assert "mine" not in json.dumps(shell.json("show")["timeline"])


def test_a_decision_that_no_longer_holds_is_refused(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other writer did the same thing first, the second attempt is refused, not written twice."""
    case = ready(shell)
    real = keeping.read
    state = {"left": 1}

    def read(record: Any, case_id: str) -> keeping.Kept:
        kept = real(record, case_id)
        if state["left"]:
            state["left"] -= 1
            other(case, "identify")
        return kept

    monkeypatch.setattr(keeping, "read", read)
    assert "marked so" in shell("done", "identify", "--on", DAY, code=1)


def other(case: str, step: str) -> None:
    """Another writer marks a step."""
    with open_record(os.environ) as record:
        event = encode(StepDone(on=clock.today(), step=step))
        record.append(case, record.head(case).seq, [event], clock.now(), "other")


def overtake(monkeypatch: pytest.MonkeyPatch, case: str, times: int) -> None:
    """Another writer logs a talk while the next ``times`` decisions on a talk are being made."""
    left = {"n": times}

    def slow(state: CaseState, **said: Any) -> Any:
        if left["n"]:
            left["n"] -= 1
            answer = original_log_contact(state, **(said | {"summary": "theirs"}))
            write(case, state, answer)
        return original_log_contact(state, **said)

    monkeypatch.setattr(case_log.do, "log_contact", slow)


def write(case: str, state: CaseState, answer: Any) -> None:
    with open_record(os.environ) as record:
        record.append(case, state.length, [encode(event) for event in answer], clock.now(), "other")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "open | list"),
        (("fly",), 2, "forget"),
        (("open",), 2, "NUMBER"),
        (("open", "hello"), 2, "no"),
        (("set",), 2, "KEY=VALUE"),
        (("set", "where=moon"), 2, "moon"),
        (("set", "where=russia", "--by", "nobody"), 2, "nobody"),
        (("set", "--unset", "moon"), 2, "moon"),
        (("set", "--unset", "sim"), 1, "sim"),
        (("log",), 2, "call"),
        (("log", "gossip"), 2, "gossip"),
        (("log", "call", "--on", "yesterday"), 2, "yesterday"),
        (("log", "call", "--answer", "which-office"), 2, "NAME=TEXT"),
        (("log", "call", "--seconds", "-4"), 2, "seconds"),
        (("log", "call", "--with", "a\u202eb"), 2, "cannot be seen"),
        (("log", "call", "--summary", "x" * 30_000), 2, "20,000"),
        (("log", "call", "--file", "nowhere.png"), 2, "nowhere.png"),
        (("log", "call", "--file", "."), 2, "regular"),
        (("log", "balance", "much"), 2, "much"),
        (("log", "balance", "1e999999999"), 2, "amount"),
        (("log", "refund-received", "-5"), 2, "above nothing"),
        (("log", "refund-received", "0.001"), 2, "kopeck"),
        (("log", "refund-demanded", "5"), 2, "--to"),
        (("log", "paper-delivered", "p9"), 2, "p9"),
        (("log", "reply", "confirmed_end"), 2, "--ends-on"),
        (("log", "reply", "confirmed_end", "--ends-on", DAY), 1, "handed in"),
        (("log", "visit-planned", "--on", "2020-01-01", "--office", "x"), 2, "passed"),
        (("log", "visit-planned", "--start", "25:00"), 2, "25:00"),
        (("log", "deadline", "refund", "2026-12-01"), 2, "--why"),
        (("done",), 2, "STEP"),
        (("done", "fly"), 2, "identify"),
        (("done", "gate"), 2, "case file"),
        (("waive", "find-accounts"), 2, "--why"),
        (("attach", "nowhere.png"), 2, "nowhere.png"),
        (("close",), 3, "missing"),
        (("close", "--kept"), 2, "--why"),
        (("reopen",), 2, "CASE"),
        (("show", "zzzzzz"), 2, "zzzzzz"),
        (("list", "--status", "lost"), 2, "lost"),
        (("file", "--route", "rocket"), 2, "rocket"),
        (("file", "--waive", "settle-debt"), 2, "NAME=TEXT"),
    ],
)
def test_what_does_not_fit_is_said(shell: Shell, words: tuple[str, ...], code: int, said: str) -> None:
    """A wrong word, day, sum, file or order of things: what and what to do, the right exit, and nothing written."""
    case = opened(shell)
    before = shell.json("show", case)["timeline"]
    assert said in shell(*words, code=code)
    assert shell.json("show", case)["timeline"] == before


@pytest.mark.parametrize("lang", LANGS)
def test_every_refusal_has_its_words(lang: str) -> None:
    """Each reason a decision can give has its text in each language, and no text stands without its reason."""
    words = catalogue("cli", lang)
    reasons = set(reasons_in_source())
    for id_, facts in reasons_in_source().items():
        refusal = refusal_of(Refused(id_, facts))
        for part in ("what", "next"):
            assert words.say(f"error.{refusal.id}.{part}", refusal.facts)
    texts = {key.split(".")[1].removeprefix("case-") for key in words if key.startswith("error.case-")}
    raised = re.findall(r'"case-([a-z-]+)"', "".join(map(_text, PACKAGE.rglob("desk/case/*.py"))))
    raised += re.findall(r'"case-([a-z-]+)"', "".join(map(_text, (PACKAGE / "cli").rglob("*.py"))))
    assert texts == reasons | set(raised)


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def reasons_in_source() -> dict[str, dict[str, object]]:
    """Every reason in the decisions, with the names of its facts."""
    found: dict[str, dict[str, object]] = {}
    paths = [*(PACKAGE / "case" / "decisions").glob("*.py"), PACKAGE / "desk" / "case" / "filing.py"]
    for path in paths:
        for node in ast.walk(ast.parse(_text(path))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused"):
                continue
            names = [k.value for arg in node.args[1:] for k in getattr(arg, "keys", [])]
            first = node.args[0]
            ids = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            for id_ in ids:
                found.setdefault(id_.value, {}).update(dict.fromkeys(names, "x"))
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_every_event_and_field_has_its_words(lang: str) -> None:
    """The timeline has a line for each event and a name for each field, in each language."""
    words = catalogue("case", lang)
    for id_, entry in CATALOGUE.items():
        assert f"event.{id_.replace('.', '-').replace('_', '-')}" in words
        for field in entry.kind.__struct_fields__:
            silent = field in ("on", "at", "facts_version", "touched", "because", "data", "digits_typed")
            silent = silent or "sha256" in field
            assert silent or f"field.{field}" in words, (id_, field)


def test_a_mail_is_not_called_genuine_without_its_key(shell: Shell, tmp_path: Path) -> None:
    """An unsigned mail is not verified, a signed one without its key could not be checked; attached twice: once."""
    opened(shell)
    head = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: s\r\nDate: x\r\n"
    plain, signed, nothing = tmp_path / "a.eml", tmp_path / "b.eml", tmp_path / "keys"
    plain.write_bytes(head + b"\r\nbody\r\n")
    signed.write_bytes(
        b"DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=example.org; s=k; h=from;\r\n"
        b" bh=AAAA; b=AAAA\r\n" + head + b"\r\nbody\r\n"
    )
    answer = shell.json("attach", str(plain))
    assert (answer["media_type"], answer["dkim"]) == ("message/rfc822", "not_verified")
    assert shell.json("attach", str(signed))["dkim"] == "could_not_check"
    events = shell.json("show")["case"]["events"]
    shell.json("attach", str(plain))
    assert shell.json("show")["case"]["events"] == events
    nothing.write_text("no key here")
    assert "dig TXT" in shell("attach", str(plain), "--dkim-keys", str(nothing), code=2)


def line(capfd: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    """Run ``simoff line … --json``."""
    found = run(["line", *words, "--json"])
    out, err = capfd.readouterr()
    assert found == code, (words, out, err)
    return json.loads(out or err)


def test_the_line_proves_the_end(
    shell: Shell, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operator's paper, noted as a signal, gives the verdict that closes the case; later life reopens it."""
    monkeypatch.setattr("simoff.cli.commands.line.today", lambda: date(2027, 1, 1))
    case = filed(shell)
    shell("log", "refund-settled", "--why", "all came in cash", "--on", DAY)
    shell("log", "recheck-on", "2027-01-10", "--on", DAY)
    assert line(capfd, "verdict", "--case", case)["verdict"] == "cannot_tell"
    line(capfd, "signal", "lookup.unknown", "--at", "2026-11-25", "--case", case)
    line(capfd, "verdict", "--case", case)
    shell("close", case, code=3)
    first = line(capfd, "signal", "operator.paper-ended", "--at", "2026-11-25", "--case", case)
    assert first["signal"] == "operator.paper-ended"
    judged = line(capfd, "verdict", "--case", case)
    types = [entry["type"] for entry in shell.json("show", case)["timeline"]]
    assert types.count("line.observed") == 2
    assert types.count("line.verdict_recorded") == 3
    assert judged["verdict"] == "dead"
    shell("close", case)
    line(capfd, "signal", "operator.says-active", "--at", "2027-01-01", "--case", case)
    shown = shell.json("show", case)
    assert shown["case"]["status"] == "filed"
    assert "end-proof" in shown["open"]["to_close"]


def test_only_the_line_of_the_case_is_asked(shell: Shell, capfd: pytest.CaptureFixture[str]) -> None:
    """In a case another number is refused before any equipment is looked at."""
    case = opened(shell)
    words = ("test", "--modem", "/dev/null", "--case", case, "--number", "+7 916 000-00-00", "--yes")
    assert line(capfd, *words, code=2)["error"]["id"] == "line-other-number"


def test_letters_are_noted_in_the_case(shell: Shell, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A letter made for a case is kept with it and noted with its grounds; then the step of the papers is done."""
    case = opened(shell)
    out = tmp_path / "out"
    assert run(["letter", "termination", "--case", case, "--out", str(out), "--json"]) == 0
    said = json.loads(capfd.readouterr().out)
    assert said["paper"] == "p1"
    shown = shell.json("show", case)
    assert shown["open"]["papers"] == [{"id": "p1", "kind": "termination", "status": "issued"}]
    assert "print-papers" not in shown["open"]["gate"]
    with open_record(os.environ) as record:
        kept = b"".join(record.open(case, record.files(case)[0].sha256))
    assert kept == (out / "letter.pdf").read_bytes()
    shell("close", case, "--kept", "--why", "ported")
    assert run(["letter", "refund", "--case", case, "--out", str(out)]) == 1
    capfd.readouterr()
    assert len(shell.json("show", case)["open"]["papers"]) == 1


@pytest.mark.parametrize("words", [("calendar",), ("card",), ("script",), ("letter", "bill")])
def test_other_commands_take_a_case(
    shell: Shell, capfd: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """Calendar, card, script and letter take a case instead of a number, and not both."""
    case = opened(shell)
    assert run([*words, "--case", case]) == 0
    assert run([*words, "--case", case, "--number", NUMBER]) == 2
    assert run([*words, "--case", "zzzzzz"]) == 2
    assert run([*words]) == 2
    capfd.readouterr()
