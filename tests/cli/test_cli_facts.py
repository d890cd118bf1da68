"""The life of facts from the command line: compared, taken in, refused in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

import packs_samples as samples
from simoff.desk.packs import keys

LANGUAGES = ("zh", "ru", "en")
NEWER = "2026.11.25"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def simoff(simoff: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command on the first of December, with the keys of the sample packs."""
    monkeypatch.setattr(keys, "PUBLIC_KEYS", samples.KEYS)
    monkeypatch.delenv("SIMOFF_FACTS_URL", raising=False)
    monkeypatch.setattr("simoff.desk.clock.today", lambda: date(2026, 12, 1))
    monkeypatch.setattr("simoff.cli.facts_packs.today", lambda: date(2026, 12, 1))
    return simoff


@pytest.fixture
def newer(tmp_path: Path) -> str:
    path = tmp_path / "newer.pack"
    path.write_bytes(samples.archive(samples.shorter_term(NEWER)))
    return str(path)


def answer(found: tuple[int, str, str], code: int = 0) -> Any:
    assert found[0] == code, found
    return json.loads(found[1])


def test_two_versions_are_compared(simoff: Run, newer: str) -> None:
    """The JSON names the fact, the value and the figure before and after; a page says it in each language."""
    found = answer(simoff("facts", "diff", "shipped", newer, "--json"))
    assert (found["from"], found["to"], found["added"], found["removed"]) == ("2026.11.24", NEWER, [], [])
    (fact,) = found["changed"]
    assert (fact["id"], fact["weight"]) == ("refund-30-days", "substance")
    assert {"value": "undated", "field": "number", "from": 30, "to": 20} in fact["changes"]
    for language in LANGUAGES:
        code, out, _ = simoff("facts", "diff", "shipped", newer, "--lang", language)
        assert code == 0
        assert "refund-30-days" in out
        assert "30 → 20" in out


def test_a_pack_is_taken_in(simoff: Run, newer: str) -> None:
    """It is said what came, and plans name the new version from then on."""
    code, out, _ = simoff("facts", "update", newer)
    assert (code, NEWER in out, "A term changed." in out) == (0, True, True)
    assert answer(simoff("facts", "show", "refund-30-days", "--json"))["facts_version"] == NEWER
    assert "Nothing newer" in simoff("facts", "update", newer)[1]
    assert answer(simoff("facts", "diff", "2026.11.24", NEWER, "--json"))["changed"]


def test_what_is_refused_is_said_in_each_language(simoff: Run, newer: str, tmp_path: Path) -> None:
    """A changed archive, an old one, none at all, a version nobody has: exit 2, what is wrong and what to do."""
    Path("bad.pack").write_bytes(Path(newer).read_bytes()[:-1] + b"!")
    Path("old.pack").write_bytes(samples.archive(samples.edited("2026.11.01")))
    Path("text.pack").write_text("hello")
    Path("who.pack").write_bytes(Path(newer).read_bytes().replace(b"test-a", b"test-z", 1))
    for language in LANGUAGES:
        for words in (["bad.pack"], ["old.pack"], ["text.pack"], ["who.pack"], []):
            code, out, err = simoff("facts", "update", *words, "--lang", language)
            assert (code, out) == (2, "")
            assert len(err.splitlines()) >= 2
        assert simoff("facts", "diff", "shipped", "2020.01.01", "--lang", language)[0] == 2
    assert answer(simoff("facts", "show", "refund-30-days", "--json"))["facts_version"] == "2026.11.24"


def test_the_doctor_names_an_altered_archive(simoff: Run, newer: str, tmp_path: Path) -> None:
    """An archive that was changed in the data folder is named, with the reason, and needs attention."""
    simoff("facts", "update", newer)
    path = tmp_path / "home" / "packs" / f"facts-{NEWER}.pack"
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[:-1] + b"!")
    for language in LANGUAGES:
        code, out, _ = simoff("doctor", "--lang", language)
        assert code == 3
        assert path.name in out


@pytest.mark.parametrize(
    "words", [["diff"], ["diff", "shipped"], ["diff", "a", "b", "c"], ["update", "a", "b"], ["list", "x"], ["grow"]]
)
def test_wrong_use(simoff: Run, words: list[str]) -> None:
    """Too few and too many texts are said, not guessed."""
    assert simoff("facts", *words)[0] == 2


def test_a_path_that_is_nothing(simoff: Run, tmp_path: Path) -> None:
    """A missing file, a broken folder of packs, random bytes: refused with the place."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "pack.toml").write_text('version = "x"')
    (tmp_path / "noise").write_bytes(bytes(range(256)))
    for word in ("absent.pack", "packs", "noise"):
        code, _, err = simoff("facts", "diff", "shipped", word)
        assert code == 2, err


@pytest.fixture
def case_id(simoff: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    words = ("case", "open", "+7 916 123-45-67", "--set", "operator=mts", "--set", "money.balance=100")
    return str(answer(simoff(*words, "--set", "leaving_on=2026-12-20", "--json"))["case"])


def test_a_case_says_what_changed_and_adopts(simoff: Run, newer: str, case_id: str) -> None:
    """`case show` tells what changed and what to do, `facts changed` names the case, `facts adopt` ends both."""
    simoff("facts", "update", newer)
    shown = answer(simoff("case", "show", case_id, "--json"))
    assert [fact["id"] for fact in shown["changes"]["facts"]] == ["refund-30-days"]
    for language in LANGUAGES:
        code, out, _ = simoff("case", "show", case_id, "--lang", language)
        assert (code, "refund-30-days" in out, f"facts adopt --case {case_id}" in " ".join(out.split())) == (
            0,
            True,
            True,
        )
        assert "30 → 20" in out
        assert case_id in simoff("facts", "changed", "--lang", language)[1]
    found = answer(simoff("facts", "changed", "--again", "--json"))
    assert found["cases"] == [{"case": case_id, "facts_version": "2026.11.24", "facts": ["refund-30-days"]}]
    adopted = answer(simoff("facts", "adopt", "--case", case_id, "--json"))
    assert adopted == {"case": case_id, "from": "2026.11.24", "to": NEWER, "touched": ["refund-30-days"]}
    assert answer(simoff("case", "show", case_id, "--json"))["changes"] is None
    assert answer(simoff("facts", "changed", "--json"))["cases"] == []
    for language in LANGUAGES:
        assert simoff("facts", "changed", "--lang", language)[0] == 0
        code, _, err = simoff("facts", "adopt", "--case", case_id, "--lang", language)
        assert code in (1, 2)
        assert NEWER in err


WHO = ("--by", "hotline", "--how", "asked by phone")


def test_patches_from_the_command_line(simoff: Run, tmp_path: Path) -> None:
    """A confirmation and a correction are files that say what is different; none is written over another."""
    for language in LANGUAGES:
        folder = str(tmp_path / language)
        words = ("facts", "confirm", "refund-30-days", *WHO, "--on", "2026-11-20", "--out", folder)
        code, out, _ = simoff(*words, "--lang", language)
        assert (code, "confirm-refund-30-days.toml" in "".join(out.split())) == (0, True)
        assert simoff(*words, "--lang", language)[0] == 1
        assert simoff(*words, "--force", "--lang", language)[0] == 0
    words = ("facts", "correct", "all.hotlines-none", *WHO)
    assert simoff(*words)[0] == 2
    made = answer(
        simoff(
            "facts",
            "correct",
            "refund-30-days",
            "--set",
            "reference=Закон",
            "--source",
            "https://a.example/x",
            *WHO,
            "--json",
        )
    )
    assert (tmp_path / made["file"]).is_file()
    assert made["changes"]


@pytest.mark.parametrize(
    "words",
    [
        ["confirm"],
        ["confirm", "refund-30-days"],
        ["confirm", "refund-30-days", "--by", "x"],
        ["confirm", "refund-30-days", *WHO, "--on", "2031-01-01"],
        ["confirm", "refund-30-days", *WHO, "--on", "soon"],
        ["confirm", "refund-30-days", "--by", "x" * 600, "--how", "x"],
        ["confirm", "refund-31-days", *WHO],
        ["confirm", "refund-30-days", *WHO, "--source", "here"],
        ["confirm", "refund-30-days", *WHO, "--value", "2020-01-01"],
        ["correct", "refund-30-days", *WHO],
        ["correct", "refund-30-days", *WHO, "--set", "confidence=credible"],
        ["watch", "refund-31-days"],
        ["propose"],
    ],
)
def test_wrong_patches_are_refused_in_words(simoff: Run, tmp_path: Path, words: list[str]) -> None:
    """Whatever is missing or cannot be is said in each language, and no file is made."""
    for language in LANGUAGES:
        code, out, err = simoff("facts", *words, "--lang", language)
        assert (code, out) == (2, ""), err
        assert len(err.splitlines()) >= 2


def test_answers_are_proposed(simoff: Run, case_id: str) -> None:
    """What the hotline said becomes a file; the page shows it before anybody sends it."""
    words = (
        "case",
        "log",
        "call",
        "--case",
        case_id,
        "--with",
        "Анна",
        "--answer",
        "which-office=Анна: любой салон",
    )
    assert simoff(*words)[0] == 0
    made = answer(simoff("facts", "propose", "--case", case_id, "--json"))
    assert made["proposed"][0]["question"] == "which-office"
    assert "Анна" not in Path(made["file"]).read_text("utf-8")
    for language in LANGUAGES:
        code, out, _ = simoff("facts", "propose", "--case", case_id, "--force", "--lang", language)
        assert (code, "which-office" in out) == (0, True)


def test_watching_says_what_it_found(simoff: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every result and every reason has its words; exit code 4 when nothing could be read."""
    from simoff.desk.freshness import watching
    from simoff.desk.freshness.watching import Watched

    whys = set(re.findall(r'"((?:redirect-)?[a-z-]+)"', reasons()))
    found = [Watched("https://a.example", ("x",), "could_not_read", why) for why in sorted(whys)]
    monkeypatch.setattr("simoff.cli.facts_fresh.watch", lambda *_: found)
    for language in LANGUAGES:
        assert simoff("facts", "watch", "refund-30-days", "--lang", language)[0] == 4
    found += [Watched("https://b.example", ("x",), one) for one in get_args(watching.Word)]
    for language in LANGUAGES:
        code, out, err = simoff("facts", "watch", "--operator", "mts", "--lang", language)
        assert (code, "https://b.example" in out, bool(err)) == (0, True, True)
    assert len(answer(simoff("facts", "watch", "--json"))) == len(found)


def reasons() -> str:
    """The reasons in the source: what ``Visit("failed", …)`` and the judge say."""
    folder = Path(__import__("simoff").__file__).parent / "desk" / "freshness"
    text = (folder / "visiting.py").read_text("utf-8") + (folder / "watching.py").read_text("utf-8")
    found = re.findall(r'Visit\("failed", (.+?)\)', text) + re.findall(r'"could_not_read", before, (.+?)\)', text)
    found += re.findall(r'return ("redirect-[a-z-]+")', text)
    return " ".join(part for part in found if "why" not in part or '"' in part)
