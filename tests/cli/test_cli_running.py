"""The command line from the outside: exit codes, languages, and no traceback whatever is typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from simoff import __version__
from simoff.cli.running import COMMANDS

LANGUAGES = ("zh", "ru", "en")
NUMBER = "+7 916 123-45-67"
Run = Callable[..., tuple[int, str, str]]


def outside(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the program as its own process."""
    return subprocess.run(
        [sys.executable, "-m", "simoff", *words],
        env={**os.environ, "SIMOFF_LANG": "en", **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_there_in_every_language_and_fits(simoff: Run, lang: str, command: str) -> None:
    """Each help page is shown in the language asked for, with an example, within 80 cells."""
    code, out, err = simoff(*filter(None, (command, "--help", "--lang", lang)))
    assert (code, err) == (0, "")
    assert "\n  simoff " in out
    assert max(map(cell_len, out.splitlines())) <= 80


def test_help_loads_next_to_nothing() -> None:
    """`simoff --help` starts without the parser, the facts and everything heavy."""
    heavy = "argparse msgspec rich typing numpy holidays typst icalendar phonenumbers tomllib simoff.facts"
    code = f"""
import sys
from simoff.cli.running import run
run(["--help"])
print([name for name in {heavy.split()!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_a_plan_for_programs_loads_nothing_for_people(tmp_path: Path) -> None:
    """`plan --json` starts without what only pages, letters, bulk work and building the calendar need."""
    heavy = "rich numpy holidays typst icalendar phonenumbers urllib.request importlib.resources tempfile"
    code = f"""
import sys
from simoff.cli.running import run
run(["plan", {NUMBER!r}, "--json"])
print([name for name in {heavy.split()!r} if name in sys.modules], file=sys.stderr)
"""
    environment = {**os.environ, "SIMOFF_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


def test_the_version_is_said(simoff: Run) -> None:
    """--version prints the version and nothing else."""
    assert simoff("--version") == (0, f"simoff {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        (["plann", NUMBER], "unknown-command"),
        (["--sources"], "unknown-option"),
        (["plan"], "missing"),
        (["plan", NUMBER, "--no-such"], "unknown-option"),
        (["plan", NUMBER, "--circumstances"], "option-value"),
        (["plan", NUMBER, "--all=yes"], "option-value"),
        (["plan", NUMBER, "--as-of", "1 December"], "bad-date"),
        (["plan", NUMBER, "--as-of", "20261201"], "bad-date"),
        (["plan", NUMBER, "--as-of", "2026-02-30"], "bad-date"),
        (["plan", NUMBER, "--lang", "de"], "bad-choice"),
        (["plan", NUMBER, "--lang"], "bad-choice"),
        (["plan", NUMBER, "--circumstances", "no-such-file.toml"], "file-missing"),
        (["plan", NUMBER, "--circumstances", "."], "file-unreadable"),
        (["plan", NUMBER, "--set", "sim=paper"], "circumstances"),
        (["plan", NUMBER, "--set", "holder.kin=citizen"], "circumstances"),
        (["plan", NUMBER, "--set", "nothing"], "circumstances"),
        (["plan", "hello"], "no-number"),
        (["plan", ""], "no-number"),
        (["plan", "+7 701 123 45 67"], "not-mobile"),
        (["plan", "8 495 123-45-67"], "not-mobile"),
        (["plan", "8 800 555-35-35"], "not-mobile"),
        (["plan", "+44 20 7946 0018"], "not-mobile"),
        (["plan", "112"], "not-mobile"),
        (["plan", "+79161234567 +79031234567"], "two-numbers"),
        (["plan", "+79161234567", "+79031234567"], "two-numbers"),
        (["number"], "missing"),
        (["numbers"], "missing"),
        (["numbers", "export"], "bad-choice"),
        (["numbers", "import"], "missing"),
        (["numbers", "import", "no-such-file.csv"], "file-missing"),
        (["numbers", "update", "file.csv"], "too-much"),
        (["facts"], "missing"),
        (["facts", "show"], "missing"),
        (["facts", "show", "no-such-fact"], "unknown-fact"),
        (["facts", "list", "mts"], "too-much"),
        (["facts", "list", "--operator", "nobody"], "bad-choice"),
        (["letter"], "missing"),
        (["letter", "love", "--number", NUMBER], "unknown-letter"),
        (["letter", "termination"], "letter-number"),
        (["letter", "termination", "--number", "12"], "no-number"),
        (["calendar"], "letter-number"),
        (["doctor", "please"], "too-much"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_use_is_told_and_exits_with_2(simoff: Run, words: list[str], id_: str, lang: str) -> None:
    """Whatever is wrong with the command: exit 2, nothing on standard output, what it is and what to do."""
    spoken = [] if "--lang" in words else ["--lang", lang]
    code, out, err = simoff(*words, *spoken, "--json")
    assert (code, out) == (2, "")
    error = json.loads(err)["error"]
    assert error["id"] == id_
    assert error["what"]
    assert error["next"]


def test_what_it_is_instead_is_said(simoff: Run) -> None:
    """A number of Kazakhstan is called so, and two numbers are both named."""
    assert "number of Kazakhstan" in simoff("plan", "+7 701 123 45 67")[2]
    told = simoff("plan", "+79161234567 or +79031234567")[2]
    assert "+79161234567" in told
    assert "+79031234567" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_is_made_with_nothing_set_up(simoff: Run, lang: str) -> None:
    """A number is enough, in every language, as a page and as JSON; nothing is stored."""
    code, page, err = simoff("plan", NUMBER, "--lang", lang, "--as-of", "2026-11-24")
    assert (code, err) == (0, "")
    assert max(map(cell_len, page.splitlines())) <= 80
    code, out, err = simoff("plan", NUMBER, "--lang", lang, "--as-of", "2026-11-24", "--json")
    plan = json.loads(out)
    assert (code, err) == (0, "")
    assert plan["lang"] == lang
    assert plan["number"]["e164"] == "+79161234567"
    assert plan["as_of"] == "2026-11-24"
    assert plan["summary"][0][:8] in page
    assert not Path(os.environ["SIMOFF_HOME"]).exists()


def test_a_plan_has_the_keys_of_the_contract_in_their_order(simoff: Run) -> None:
    """The JSON of a plan is stable: these keys, in this order, and the same bytes twice."""
    first, second = (simoff("plan", NUMBER, "--as-of", "2026-11-24", "--json")[1] for _ in range(2))
    assert first == second
    assert list(json.loads(first)) == [
        "number",
        "as_of",
        "facts_version",
        "lang",
        "feasible",
        "summary",
        "routes",
        "steps",
        "gate",
        "questions",
        "deadlines",
        "warnings",
        "sources",
    ]


def test_a_number_may_be_typed_without_quotes(simoff: Run) -> None:
    """The parts of an unquoted number are put together, wherever the options stand."""
    words = ("plan", "+7", "916", "--json", "--as-of", "2026-11-24", "123-45-67")
    assert json.loads(simoff(*words)[1])["number"]["e164"] == "+79161234567"


def test_options_end_at_two_dashes(simoff: Run) -> None:
    """What stands behind -- is text, even if it looks like an option."""
    code, out, _ = simoff("number", "--json", "--", "--lang", "--json")
    assert code == 0
    assert [entry["text"] for entry in json.loads(out)] == ["--lang", "--json"]


def test_number_names_what_each_text_is(simoff: Run) -> None:
    """Every text gets its entry, in order; no number at all is an answer, too."""
    code, out, _ = simoff("number", NUMBER, "+7 701 123 45 67", "hello", "--json")
    entries = json.loads(out)
    assert code == 0
    assert [entry["kind"] for entry in entries] == ["mobile_ru", "kazakhstan", "invalid"]
    assert list(entries[0]) == [
        "text",
        "e164",
        "kind",
        "national",
        "allocated",
        "range_holder",
        "region",
        "source",
    ]


def test_out_writes_everything_and_names_nothing_personal(simoff: Run, tmp_path: Path) -> None:
    """--out writes plan, letter and calendar; no name holds digits of the number; a second time refuses."""
    folder = tmp_path / "papers"
    code, _, err = simoff("plan", NUMBER, "--set", "leaving_on=2026-12-20", "--out", str(folder))
    assert (code, err) == (0, "")
    names = {path.name for path in folder.iterdir()}
    assert {"plan.html", "plan.txt", "plan.json", "letter.pdf", "calendar.ics"} <= names
    assert not [name for name in names if any(sign.isdigit() for sign in name)]
    assert (folder / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert simoff("plan", NUMBER, "--out", str(folder))[0] == 1
    assert simoff("plan", NUMBER, "--out", str(folder), "--force")[0] == 0


def test_the_letter_is_printed_or_written(simoff: Run, tmp_path: Path) -> None:
    """Without --out the text is shown; with it, PDF and explanation are files, and JSON names them."""
    code, out, _ = simoff("letter", "termination", "--number", NUMBER)
    assert code == 0
    assert "расторгнуть" in out
    words = ("letter", "termination", "--number", NUMBER, "--out", str(tmp_path / "p"), "--json")
    code, out, _ = simoff(*words)
    assert code == 0
    assert [Path(name).exists() for name in json.loads(out)["files"]] == [True, True]


def test_a_letter_goes_to_nobody_unless_the_operator_is_stated(simoff: Run) -> None:
    """The numbering plan alone does not fill in the addressee."""
    stated = simoff("letter", "termination", "--number", NUMBER, "--set", "operator=mts")[1]
    assumed = simoff("letter", "termination", "--number", NUMBER)[1]
    assert "МТС" in stated
    assert "МТС" not in assumed


def test_the_doctor_says_what_is_there(simoff: Run) -> None:
    """The doctor reports every part and changes nothing."""
    code, out, _ = simoff("doctor", "--json")
    report = json.loads(out)
    assert code == 0
    assert report["version"] == __version__
    assert report["data_folder"]["state"] == "absent"
    assert report["registry"]["state"] == "absent"
    assert set(report["facts"]["read_up_to"]) == {"law", "operators"}
    assert not Path(os.environ["SIMOFF_HOME"]).exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_doctor_finds_a_folder_that_is_none(simoff: Run, tmp_path: Path, lang: str) -> None:
    """A file in the place of the data folder is found: exit 3 and a line marked with !."""
    (tmp_path / "home").write_text("")
    code, out, _ = simoff("doctor", "--lang", lang)
    assert code == 3
    assert [line for line in out.splitlines() if line.startswith("  !")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_facts_are_shown_listed_and_checked(simoff: Run, lang: str) -> None:
    """Every form of `facts` gives a page and JSON in every language."""
    forms = (["show", "gk-450-1"], ["list"], ["list", "--operator", "mts"], ["check"], ["stale"])
    for form in forms:
        code, page, err = simoff("facts", *form, "--lang", lang)
        assert (code, err) == (0, "")
        assert page
        assert json.loads(simoff("facts", *form, "--lang", lang, "--json")[1]) is not None


def test_a_fault_of_the_program_tells_nothing_about_the_person(
    simoff: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unforeseen fault: exit 1, its kind and place, and not its message, which may hold personal data."""
    from simoff.cli.commands import plan

    def fail(*_: Any) -> None:
        raise KeyError("Иванов +79161234567")

    monkeypatch.setattr(plan, "make", fail)
    code, out, err = simoff("plan", NUMBER)
    assert (code, out) == (1, "")
    assert "KeyError at simoff/cli/commands/plan.py:" in err
    assert "9161234567" not in err
    assert "Иванов" not in err


@pytest.mark.parametrize("fault", [MemoryError(), OSError(28, "No space left on device")])
def test_too_little_room_is_no_fault_of_the_program(
    simoff: Run, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """A full disk or memory is called that, and nobody is asked to report it."""
    from simoff.cli.commands import plan

    def fail(*_: Any) -> None:
        raise fault

    monkeypatch.setattr(plan, "make", fail)
    code, _, err = simoff("plan", NUMBER)
    assert code == 1
    assert "ran out of memory or disk space" in err


def test_ctrl_c_leaves_without_a_word(simoff: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C: the shells' exit code and silence."""
    from simoff.cli.commands import plan

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(plan, "make", interrupt)
    assert simoff("plan", NUMBER) == (130, "", "")


def test_a_reader_that_leaves_is_no_fault() -> None:
    """`simoff … | head` ends without a traceback, even where nothing was read."""
    code = f"{sys.executable} -m simoff facts list | true"
    done = subprocess.run(["/bin/sh", "-c", code], capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "gbk", "latin-1"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_terminal_without_utf_8_is_no_fault(encoding: str, lang: str, tmp_path: Path) -> None:
    """Signs a terminal cannot show become question marks; JSON is UTF-8 all the same."""
    environment = {"PYTHONIOENCODING": encoding, "SIMOFF_HOME": str(tmp_path), "PYTHONUTF8": "0"}
    page = outside("plan", NUMBER, "--lang", lang, **environment)
    assert (page.returncode, page.stderr) == (0, b"")
    assert page.stdout.decode(encoding)
    data = outside("number", "привет", "--lang", lang, "--json", **environment)
    assert json.loads(data.stdout.decode("utf-8"))[0]["text"] == "привет"


def test_the_language_is_taken_from_the_system() -> None:
    """Without --lang and SIMOFF_LANG the locale decides."""
    done = outside("--help", SIMOFF_LANG="", LC_ALL="ru_RU.UTF-8")
    assert "Команды:" in done.stdout.decode()
    done = outside("--help", SIMOFF_LANG="", LC_ALL="zh_CN.UTF-8")
    assert "命令：" in done.stdout.decode()
