"""The compiled bundle: the same facts and words as the TOML files, in the wheel and nowhere else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import msgspec
import pytest

from simoff.desk import bundle
from simoff.facts import Facts, PackError
from simoff.lang import LANGS

ROOT = Path(__file__).parents[2]
HEADS = {
    "pack.toml": 'version = "2026.11.24"\n',
    "law/pack.toml": 'pack = "law"\nread_up_to = 2026-03-07\n',
}
IGNORED = shutil.ignore_patterns("__pycache__")


@pytest.fixture(autouse=True)
def _forget() -> None:
    """No test sees what another one loaded."""
    bundle.shipped_facts.cache_clear()
    bundle._texts.cache_clear()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation: the bundle compiled from this tree lies beside the package."""
    folder = tmp_path / "_bundle"
    folder.mkdir()
    for name, content in bundle.compile_bundle().items():
        (folder / name).write_bytes(content)
    monkeypatch.setattr(bundle, "BUNDLE", folder)
    return folder


def test_a_source_tree_has_no_bundle() -> None:
    """A stale bundle could win over an edited file, so there is none."""
    assert not (ROOT / "src" / "simoff" / "_bundle").exists()


def test_the_compiled_facts_are_the_facts(installed: Path) -> None:
    """What comes out of the bundle equals what the loader makes of the TOML files."""
    from_toml = bundle.load_facts(bundle.PACKS)
    assert bundle.load_facts() == from_toml
    assert len(from_toml.facts) > 50


def test_compiling_twice_gives_the_same_bytes() -> None:
    """Builds are reproducible."""
    assert bundle.compile_bundle() == bundle.compile_bundle()


def test_the_compiled_words_are_the_words(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each room says the same from the bundle as from its TOML file."""
    rooms = sorted({path.parent.parent.name for path in bundle.PACKAGE.glob("*/texts/*.toml")})
    assert "facts" in rooms
    compiled = {(room, lang): bundle._texts(lang)[room] for room in rooms for lang in LANGS}
    assert compiled == {key: bundle._room_texts(*key) for key in compiled}
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path / "none")
    assert bundle.catalogue("facts", "en").say("state.unknown") == "not known"


def test_words_come_from_the_bundle_of_an_installation(installed: Path) -> None:
    """The bundle's words are used where there is one."""
    assert bundle.catalogue("facts", "zh").say("confidence.rumour") == "仅为传言"


@pytest.mark.parametrize(("room", "lang"), [("cellar", "en"), ("facts", "de"), ("facts", "../en")])
@pytest.mark.usefixtures("installed")
def test_a_room_without_words(room: str, lang: str) -> None:
    """An unknown room or language is named, not answered with another one's words."""
    with pytest.raises(LookupError, match=room if lang == "en" else "languages are"):
        bundle.catalogue(room, lang)


@pytest.mark.parametrize("content", [b"", b"\xc1", msgspec.msgpack.encode({"version": 3})])
def test_a_damaged_bundle(installed: Path, content: bytes) -> None:
    """A damaged installation says so and what to do; it is never half read."""
    (installed / "facts.msgpack").write_bytes(content)
    with pytest.raises(bundle.BundleError, match="Install simoff again"):
        bundle.load_facts()


def test_a_missing_file_of_the_bundle(installed: Path) -> None:
    """So does one whose file is gone."""
    (installed / "facts.msgpack").unlink()
    with pytest.raises(bundle.BundleError, match=r"facts\.msgpack"):
        bundle.load_facts()


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    """Packs of one's own are read from a folder, strictly; other files are left alone."""
    for name, content in HEADS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "notes.txt").write_text("mine")
    assert bundle.load_facts(tmp_path) == Facts("2026.11.24", {"law": date(2026, 3, 7)}, {}, {})
    (tmp_path / "law" / "money.toml").write_text("topic = ", "utf-8")
    with pytest.raises(PackError, match=r"law/money\.toml:1"):
        bundle.load_facts(tmp_path)


def test_no_such_folder(tmp_path: Path) -> None:
    """A folder that is not there is a fault with a way out."""
    with pytest.raises(PackError, match="no such folder"):
        bundle.load_facts(tmp_path / "none")


def test_a_file_too_large_is_not_read_whole(tmp_path: Path) -> None:
    """Only so much of a huge file is read that the loader can refuse it."""
    with (tmp_path / "huge.toml").open("wb") as file:
        file.truncate(50_000_000)
    assert len(bundle.pack_files(tmp_path)["huge.toml"]) < 1_100_000
    with pytest.raises(PackError, match="1,000,000 bytes at most"):
        bundle.load_facts(tmp_path)


def copy_of_the_tree(folder: Path) -> Path:
    """What a build needs, in a folder of its own."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=IGNORED)
    for name in ("pyproject.toml", "hatch_build.py", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "README.md").write_text("simoff\n")
    return folder


def build(tree: Path) -> subprocess.CompletedProcess[str]:
    """Build a wheel of a tree, as a build front end does, into ``dist``."""
    code = "from hatchling.build import build_wheel; print(build_wheel('dist'))"
    command = [sys.executable, "-I", "-c", code]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=120, check=False)


def test_the_wheel_holds_the_bundle(tmp_path: Path) -> None:
    """A built wheel carries facts and words compiled; the tree it was built from gets no bundle."""
    pytest.importorskip("hatchling")
    tree = copy_of_the_tree(tmp_path)
    done = build(tree)
    assert done.returncode == 0, done.stderr
    (wheel,) = (tree / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {Path(name).name: archive.read(name) for name in archive.namelist() if "/_bundle/" in name}
    assert held == bundle.compile_bundle()
    assert not list(tree.rglob("_bundle"))


def test_a_faulty_pack_stops_the_build(tmp_path: Path) -> None:
    """No wheel comes out of a tree with a faulty pack, and the fault is shown with file and line."""
    pytest.importorskip("hatchling")
    tree = copy_of_the_tree(tmp_path)
    (tree / "src/simoff/facts/packs/law/basis.toml").write_text('topic = "basis"\noops = 1\n')
    done = build(tree)
    assert done.returncode != 0
    assert "law/basis.toml:2" in done.stderr
    assert not list(tree.rglob("*.whl"))
