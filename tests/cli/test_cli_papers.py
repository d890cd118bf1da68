"""Papers on the command line: every kind, what it is about, and folders that cannot take them."""

from __future__ import annotations

import errno
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from simoff.papers import KINDS

NUMBER = "+7 916 123-45-67"
Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_all_kinds_fit_into_one_folder(simoff: Run, tmp_path: Path, lang: str) -> None:
    """Each kind with a number alone: exit 0, a PDF, what it says, and no digit of the number in a name."""
    for kind in KINDS:
        words = ("letter", kind, "--number", NUMBER, "--set", "operator=mts", "--lang", lang)
        code, out, _ = simoff(*words, "--out", str(tmp_path), "--json")
        assert code == 0
        answer = json.loads(out)
        assert list(answer) == ["files", "grounds", "text"]
        assert all(Path(name).exists() for name in answer["files"])
    names = [path.name for path in tmp_path.iterdir()]
    assert len([name for name in names if name.startswith("letter")]) == len(KINDS)
    assert len([name for name in names if name.startswith("explanation")]) == len(KINDS)
    assert {"form-complaint-consumer.txt", "form-complaint-communications.txt"} <= set(names)
    assert not [name for name in names if any(sign.isdigit() for sign in name)]


def test_what_a_claim_is_about_can_be_typed(simoff: Run) -> None:
    """--about chooses the story and wins over the details; another word exits with 2 and names the words."""
    _, out, _ = simoff("letter", "claim", "--number", NUMBER, "--about", "silence")
    assert "ответ не получен" in out
    code, _, err = simoff("letter", "claim", "--number", NUMBER, "--about", "weather", "--json")
    assert code == 2
    assert "late-refund" in err


@pytest.mark.parametrize(("toml", "place"), [
    ("[claim]\namount = -5", "claim.amount"),
    ("[claim]\namount = 0", "claim.amount"),
    ("[claim]\namount = 1.005", "claim.amount"),
    ("[claim]\namount = inf", "claim.amount"),
    ('[claim]\nabout = "weather"', "claim.about"),
    ("[bill]\nsince = 2026-11-02\nuntil = 2026-11-01", "bill.until"),
    ('[contents]\nitems = "one"', "contents.items"),
    ('[bank]\nbik = "044525225"\naccount = "40817810000000000001"', "bank.account"),
    ('[bank]\niban = "GB82WEST12345698765423"', "bank.iban"),
    ('[holder]\nname = "王小明"', "holder.name"),
])  # fmt: skip
def test_details_that_cannot_be_used(simoff: Run, tmp_path: Path, toml: str, place: str) -> None:
    """A negative refund, a wrong account, a name in another script: exit 2, the place named, nothing repeated."""
    file = tmp_path / "me.toml"
    file.write_text(toml, "utf-8")
    code, out, err = simoff("letter", "refund", "--number", NUMBER, "--details", str(file))
    assert (code, out) == (2, "")
    assert place in err
    assert "王小明" not in err
    assert "40817810000000000001" not in err


def test_a_full_folder_leaves_nothing_behind(simoff: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full: exit 1 in words, no half-written file, and no folder made for it."""

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    folder = tmp_path / "new" / "papers"
    code, _, err = simoff("letter", "claim", "--number", NUMBER, "--out", str(folder))
    assert code == 1
    assert os.strerror(errno.ENOSPC) in err
    assert not folder.parent.exists()


def test_a_missing_font_is_told_and_a_page_takes_its_place(
    simoff: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a Chinese font the explanation is HTML, and what to install is said in Chinese."""
    monkeypatch.setattr("simoff.papers.fonts.installed_families", tuple)
    code, _, err = simoff("letter", "bill", "--number", NUMBER, "--out", str(tmp_path), "--lang", "zh")
    assert code == 0
    assert (tmp_path / "explanation-bill.html").exists()
    assert "Noto Sans CJK" in err
    assert "字体" in err


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
@pytest.mark.parametrize("words", [
    ("card", "--number", NUMBER),
    ("card", "--phrases"),
    ("card", "--answers"),
    ("card", "--said", "Остаток не возвращается"),
    ("script", "--number", NUMBER, "--set", "operator=motiv"),
])  # fmt: skip
def test_sheets_are_shown_or_written(simoff: Run, tmp_path: Path, lang: str, words: tuple[str, ...]) -> None:
    """On the terminal within 80 cells, as files for paper and telephone, and as JSON with its keys."""
    code, out, _ = simoff(*words, "--lang", lang)
    assert code == 0
    assert max(map(cell_len, out.splitlines())) <= 80
    code, out, _ = simoff(*words, "--lang", lang, "--out", str(tmp_path), "--json")
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == ["files", "sheet"]
    assert list(answer["sheet"])[:6] == ["kind", "lang", "on", "title", "about", "sections"]
    assert {path.suffix for path in map(Path, answer["files"])} >= {".html"}


def test_what_was_said_may_be_piped_in(simoff: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """- reads standard input; what matched is shown as a suggestion; an endless text is refused."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Аванс возврату не подлежит"))
    code, out, _ = simoff("card", "--said", "-")
    assert code == 0
    assert "Suggested by the words: «возврату не подлежит»" in out
    monkeypatch.setattr("sys.stdin", io.StringIO("а" * 1_000_000))
    assert simoff("card", "--said", "-")[0] == 2


@pytest.mark.parametrize(("words", "id_"), [
    (("card",), "talk-number"),
    (("script",), "talk-number"),
    (("card", "--said", " "), "nothing-said"),
    (("script", "--number", "12"), "no-number"),
])  # fmt: skip
def test_wrong_use_of_sheets(simoff: Run, words: tuple[str, ...], id_: str) -> None:
    """No number, no text, no mobile number: exit 2 with what to do."""
    code, out, err = simoff(*words, "--json")
    assert (code, out) == (2, "")
    assert json.loads(err)["error"]["id"] == id_


def test_nothing_near_is_an_answer(simoff: Run) -> None:
    """A text that is like no refusal: exit 0 and where all answers are."""
    code, out, _ = simoff("card", "--said", "Добрый день")
    assert code == 0
    assert "--answers" in out
