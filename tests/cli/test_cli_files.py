"""Reading what a person hands in, and writing all or nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.files import LARGEST_TEXT, read_text, write_together
from simoff.desk.places import data_folder, writable_data_folder

ROOT_MAY_ANYTHING = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_for_their_owner_alone(tmp_path: Path) -> None:
    """New folders are made, and every file can be read by its owner only."""
    folder = tmp_path / "new" / "papers"
    written = write_together(folder, {"a.txt": b"A", "b.txt": b"B"}, force=False)
    assert [path.read_bytes() for path in written] == [b"A", b"B"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    """One file in the way stops all of them; --force replaces it."""
    (tmp_path / "b.txt").write_bytes(b"old")
    with pytest.raises(Refusal, match="would-overwrite") as caught:
        write_together(tmp_path, {"a.txt": b"A", "b.txt": b"B"}, force=False)
    assert caught.value.facts == {"files": "b.txt"}
    assert names(tmp_path) == ["b.txt"]
    write_together(tmp_path, {"a.txt": b"A", "b.txt": b"B"}, force=True)
    assert (tmp_path / "b.txt").read_bytes() == b"B"


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk fills at the second file, the first is not left, nor a folder made for them."""
    folder = tmp_path / "papers"
    synced: list[int] = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="folder-unwritable"):
        write_together(folder, {"a.txt": b"A", "b.txt": b"B"}, force=False)
    assert not folder.exists()


def test_a_failure_while_replacing_keeps_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --force, a failure between two files brings the old ones back."""
    (tmp_path / "a.txt").write_bytes(b"old a")
    (tmp_path / "b.txt").write_bytes(b"old b")
    replace = Path.replace

    def stumble(self: Path, target: Path) -> Path:
        if target.name == "b.txt" and self.read_bytes() == b"B":
            raise OSError(5, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stumble)
    with pytest.raises(Refusal, match="folder-unwritable"):
        write_together(tmp_path, {"a.txt": b"A", "b.txt": b"B"}, force=True)
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old a"
    assert (tmp_path / "b.txt").read_bytes() == b"old b"


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    """--out naming a file is a refusal that says so, not a traceback."""
    (tmp_path / "papers").write_bytes(b"")
    with pytest.raises(Refusal, match="folder-unwritable"):
        write_together(tmp_path / "papers", {"a.txt": b"A"}, force=False)


@pytest.mark.parametrize(
    ("content", "fault"),
    [(None, "file-missing"), (b"\xff\xfe", "file-not-text"), (b"#" * (LARGEST_TEXT + 1), "file-too-large")],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None, fault: str) -> None:
    """A missing, foreign or huge file is wrong input, with its name."""
    path = tmp_path / "case.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WrongInput, match=fault) as caught:
        read_text(path)
    assert caught.value.facts["file"] == str(path)


def test_a_folder_or_a_pipe_is_no_file(tmp_path: Path) -> None:
    """A folder is refused; a pipe is not waited for; a name with a NUL is no name."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("a\0b")):
        with pytest.raises(WrongInput, match="file-unreadable"):
            read_text(path)


def test_a_mark_at_the_start_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Editors that write a byte order mark do not spoil the first key."""
    path = tmp_path / "case.toml"
    path.write_bytes(b"\xef\xbb\xbfsim = 'esim'")
    assert read_text(path) == "sim = 'esim'"


def test_where_data_lies() -> None:
    """SIMOFF_HOME wins, then XDG_DATA_HOME if it is absolute, then the usual folder."""
    assert data_folder({"SIMOFF_HOME": "/a", "XDG_DATA_HOME": "/b", "HOME": "/c"}) == Path("/a")
    assert data_folder({"XDG_DATA_HOME": "/b", "HOME": "/c"}) == Path("/b/simoff")
    assert data_folder({"XDG_DATA_HOME": "b", "HOME": "/c"}) == Path("/c/.local/share/simoff")


def test_the_data_folder_is_made_for_its_owner(tmp_path: Path) -> None:
    """The folder is made with mode 700, and the probe does not stay."""
    folder = writable_data_folder({"SIMOFF_HOME": str(tmp_path / "data")})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert names(folder) == []


def test_a_data_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    """A file in its place gives a refusal that names the folder and the reason."""
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(Refusal, match="data-folder") as caught:
        writable_data_folder({"SIMOFF_HOME": str(tmp_path / "data")})
    assert caught.value.exit_code == 1
    assert caught.value.facts["folder"] == str(tmp_path / "data")


@ROOT_MAY_ANYTHING
def test_a_closed_data_folder_is_refused(tmp_path: Path) -> None:
    """Without the right to write, the refusal carries the system's reason."""
    tmp_path.chmod(0o500)
    with pytest.raises(Refusal, match="data-folder"):
        writable_data_folder({"SIMOFF_HOME": str(tmp_path)})
