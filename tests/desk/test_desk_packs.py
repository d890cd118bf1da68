"""Packs that travel alone: whatever is wrong with an archive, it never loads and the facts in use stay."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import msgspec
import pytest

import packs_samples as samples
from simoff.desk.bundle import compiled, load_facts, shipped_facts
from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.packs import keys
from simoff.desk.packs.archive import LARGEST, PackFault, open_pack, order
from simoff.desk.packs.installed import refused
from simoff.desk.packs.updating import address_of, update_from_address, update_from_file
from simoff.facts import load_packs

TODAY = date(2027, 1, 15)
NEWER = "2027.01.10"


@pytest.fixture(autouse=True)
def our_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests sign with a key of their own; the program knows its public half."""
    monkeypatch.setattr(keys, "PUBLIC_KEYS", samples.KEYS)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"SIMOFF_HOME": str(tmp_path / "home")}


@pytest.fixture(scope="module")
def sound() -> bytes:
    return samples.archive(samples.shorter_term(NEWER))


def put(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "facts.pack"
    path.write_bytes(data)
    return path


def take(tmp_path: Path, data: bytes, home: Mapping[str, str]) -> str:
    """Hand an archive in: the id of the refusal, or the version taken."""
    try:
        return update_from_file(put(tmp_path, data), home, TODAY).version
    except WrongInput as fault:
        return fault.id


def contents(files: Mapping[str, bytes], **more: bytes | None) -> dict[str, bytes]:
    """What an archive of pack files holds, with some of it replaced or (None) left out."""
    there: dict[str, bytes | None] = {f"packs/{name}": data for name, data in files.items()}
    version = files["pack.toml"].decode().split('"')[1]
    there |= {"facts.msgpack": compiled(load_packs(files)), "CHANGELOG.md": f"## {version}\nNews.".encode(), **more}
    return {name: data for name, data in there.items() if data is not None}


def test_a_sound_archive_counts_from_then_on(tmp_path: Path, home: dict[str, str], sound: bytes) -> None:
    """It is verified, kept, used at once, and says what it changes."""
    updated = update_from_file(put(tmp_path, sound), home, TODAY)
    assert (updated.taken, updated.version_before, updated.news) == (
        True,
        shipped_facts().version,
        "A term changed.",
    )
    assert [(f.id, f.weight) for f in updated.differences.changed] == [("refund-30-days", "substance")]
    facts = load_facts(environment=home)
    assert facts.version == NEWER
    assert facts.facts["refund-30-days"].values[0].number == 20
    assert load_facts(environment=home) is facts


def test_nothing_newer_is_no_fault(tmp_path: Path, home: dict[str, str], sound: bytes) -> None:
    """The pack in use handed in again changes nothing; neither does the one that came along."""
    update_from_file(put(tmp_path, sound), home, TODAY)
    assert not update_from_file(put(tmp_path, sound), home, TODAY).taken
    other = {"SIMOFF_HOME": str(tmp_path / "other")}
    assert not update_from_file(put(tmp_path, samples.archive(samples.shipped())), other, TODAY).taken


def test_no_altered_byte_gets_through(sound: bytes) -> None:
    """A flipped bit in every region of the file (line, headers, manifest, each file, directory) is refused."""
    assert open_pack(sound, samples.KEYS).version == NEWER
    near = [place for start in range(0, len(sound), 4099) for place in (start, start + 1)]
    places = {*range(160), *near, *range(len(sound) - 2000, len(sound), 7), len(sound) - 1}
    for place in sorted(place for place in places if place < len(sound)):
        altered = bytearray(sound)
        altered[place] ^= 1 << random.Random(place).randrange(8)
        with pytest.raises(PackFault) as caught:
            open_pack(bytes(altered))
        assert caught.value.id in ("pack-form", "pack-key", "pack-signature"), place


@pytest.mark.parametrize("cut", [0, 1, 50, 120, 5000, -1])
def test_half_a_download_is_refused(sound: bytes, cut: int) -> None:
    """An archive that ends early, or goes on behind its end, does not load."""
    for data in (sound[:cut], sound + b"\0", sound + sound):
        with pytest.raises(PackFault):
            open_pack(data)


def test_the_same_signature_in_other_letters_is_refused(sound: bytes) -> None:
    """Base64 leaves four bits of its last letter free; another letter there is not the same archive."""
    end = sound.index(b"==\n")
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(sound[end - 1]) ^ 1]
    with pytest.raises(PackFault, match="pack-signature"):
        open_pack(sound[: end - 1] + bytes([other]) + sound[end:])


def test_who_signs_counts(tmp_path: Path, home: dict[str, str]) -> None:
    """No signature, a stranger's under our name, an unknown key, the empty signature: refused, nothing kept."""
    files = contents(samples.shorter_term(NEWER))
    strange = samples.signed(NEWER, files, samples.STRANGER.sign)
    unsigned = samples.signed(NEWER, files, lambda _: bytes(64))
    unknown = samples.signed(NEWER, files).replace(b"test-a", b"test-z", 1)
    bare = unsigned[unsigned.index(b"\n") + 1 :]
    assert take(tmp_path, strange, home) == take(tmp_path, unsigned, home) == "pack-signature"
    assert (take(tmp_path, unknown, home), take(tmp_path, bare, home)) == ("pack-key", "pack-form")
    assert load_facts(environment=home) is shipped_facts()
    assert not (tmp_path / "home" / "packs").exists()


def test_older_facts_and_replays_are_refused(tmp_path: Path, home: dict[str, str], sound: bytes) -> None:
    """Below the version in use, below one ever used, or older than the program: refused, the newer ones stay."""
    first = samples.archive(samples.shorter_term("2026.12.01"))
    assert take(tmp_path, first, home) == "2026.12.01"
    assert take(tmp_path, sound, home) == NEWER
    assert take(tmp_path, first, home) == "pack-older"
    (tmp_path / "home" / "packs" / f"facts-{NEWER}.pack").unlink()
    assert take(tmp_path, first, home) == "pack-older"
    assert take(tmp_path, sound, home) == NEWER
    before = samples.archive(samples.edited("2026.11.23"))
    assert take(tmp_path, before, {"SIMOFF_HOME": str(tmp_path / "new")}) == "pack-older"
    assert {path.name for path in (tmp_path / "home" / "packs").iterdir()} == {
        "highest",
        "facts-2026.12.01.pack",
        f"facts-{NEWER}.pack",
    }


def test_one_version_says_one_thing(tmp_path: Path, home: dict[str, str], sound: bytes) -> None:
    """The version in use with other content is refused."""
    take(tmp_path, sound, home)
    other = samples.archive(samples.edited(NEWER))
    assert take(tmp_path, other, home) == "pack-same-name"


def test_versions_are_compared_as_numbers() -> None:
    """2026.11.24 < .2 < .10 < 2026.12.01."""
    versions = ["2026.12.01", "2026.11.24.10", "2026.11.24", "2026.11.24.2"]
    assert sorted(versions, key=order) == ["2026.11.24", "2026.11.24.2", "2026.11.24.10", "2026.12.01"]


def test_what_is_signed_is_checked_all_the_same(tmp_path: Path, home: dict[str, str]) -> None:
    """A keeper's mistakes: a missing language, a key nobody knows, compiled facts that are others."""
    money = "law/money.toml"
    good = samples.shorter_term(NEWER)
    no_chinese = {**good, money: good[money].replace(b'zh = "', b'zz = "', 1)}
    circle = {**good, money: good[money].replace(b"number = 20", b'cites = ["refund-30-days"]\nnumber = 20', 1)}
    shorter = compiled(load_packs(good))
    for files in (no_chinese, circle):
        more = {f"packs/{name}": data for name, data in files.items()}
        data = samples.signed(NEWER, {**contents(good), **more, "facts.msgpack": shorter})
        assert take(tmp_path, data, home) == "pack-faults"
    other = samples.signed(NEWER, contents(good, **{"facts.msgpack": compiled(load_packs(samples.edited(NEWER)))}))
    assert take(tmp_path, other, home) == "pack-contents"
    assert load_facts(environment=home) is shipped_facts()


def test_a_failed_check_and_a_lost_fact_are_named(tmp_path: Path, home: dict[str, str]) -> None:
    """A figure that stands in one language only, and a fact that vanished, are told by name."""
    good = samples.shorter_term(NEWER)
    money = good["law/money.toml"].replace("в течение 20 дней".encode(), "в течение 25 дней".encode(), 1)
    with pytest.raises(WrongInput) as caught:
        update_from_file(put(tmp_path, samples.archive({**good, "law/money.toml": money})), home, TODAY)
    assert caught.value.id == "pack-checks"
    assert any("refund-30-days" in line for line in caught.value.lines)
    lost = {name: data for name, data in good.items() if name != "law/signature.toml"}
    with pytest.raises(WrongInput) as caught:
        update_from_file(put(tmp_path, samples.archive(lost)), home, TODAY)
    assert caught.value.id == "pack-lacks"
    assert caught.value.facts["n"] == len(caught.value.lines) > 0


@pytest.mark.parametrize(
    "more",
    [
        {"CHANGELOG.md": b"# Changes\n\n## 2026.11.24\nOld.\n"},
        {"CHANGELOG.md": None},
        {"facts.msgpack": b"\x80"},
        {"facts.msgpack": None},
        {"packs/pack.toml": None},
    ],
)
def test_parts_that_must_be_there(tmp_path: Path, home: dict[str, str], more: dict[str, bytes | None]) -> None:
    """Without changelog of this version, compiled facts or version the archive is refused."""
    assert take(tmp_path, samples.signed(NEWER, contents(samples.shorter_term(NEWER), **more)), home) in (
        "pack-contents",
        "pack-newer-form",
    )


@pytest.mark.parametrize(
    "name", ["../x.toml", "packs/../../x.toml", "/packs/x.toml", "packs/x.py", "packs/X.toml", "x"]
)
def test_no_name_leads_out_of_the_archive(name: str) -> None:
    """A path that climbs, is absolute, or is nothing a pack has, is refused, though signed."""
    with pytest.raises(ValueError, match="no name"):
        samples.payload(NEWER, {name: b""})
    forged = samples.payload(NEWER, {"packs/aaaaaa.toml": b"x = 1"}).replace(
        b"packs/aaaaaa.toml", name.encode().ljust(17, b"a")[:17]
    )
    with pytest.raises(PackFault, match="pack-contents"):
        open_pack(samples.sealed(forged, samples.KEY_NAME, samples.KEY.sign), samples.KEYS)


def test_sizes_are_bounded(tmp_path: Path, home: dict[str, str]) -> None:
    """1 GB of nothing, a huge file, too many files: refused before they are read or loaded."""
    large = tmp_path / "large.pack"
    with large.open("wb") as file:
        file.truncate(1024**3)
    with pytest.raises(WrongInput, match="file-too-large"):
        update_from_file(large, home, TODAY)
    with pytest.raises(PackFault, match="pack-too-large"):
        open_pack(bytes(LARGEST + 1))
    for files in ({"packs/a.toml": bytes(5 * 1024**2)}, {f"packs/a{n}.toml": b"" for n in range(500)}):
        with pytest.raises(PackFault, match="pack-contents"):
            open_pack(samples.signed(NEWER, files))


def test_a_zip_of_another_form_is_refused(tmp_path: Path) -> None:
    """A compressed zip, a bomb for instance, is not of the one form and is never unpacked."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("packs/a.toml", bytes(50 * 1024**2))
    with pytest.raises(PackFault, match="pack-contents"):
        open_pack(samples.sealed(out.getvalue(), samples.KEY_NAME, samples.KEY.sign))


@pytest.mark.parametrize("version", ["2027.13.01", "2027.01", "newest", "2027.02.30", "2099.01.01"])
def test_a_version_is_a_day_that_has_come(tmp_path: Path, home: dict[str, str], version: str) -> None:
    """A version that is no day, or one to come, is refused: it would shut out every later one."""
    files = contents(samples.shorter_term(NEWER))
    facts = msgspec.structs.replace(load_packs(samples.shorter_term(NEWER)), version=version)
    data = samples.signed(version, {**files, "facts.msgpack": compiled(facts)})
    assert take(tmp_path, data, home) in ("pack-contents", "pack-future")


def test_an_archive_altered_in_the_folder_does_not_count(
    tmp_path: Path, home: dict[str, str], sound: bytes
) -> None:
    """Changed or renamed after it was taken in: the facts of the program are used, and the doctor names it."""
    take(tmp_path, sound, home)
    folder = tmp_path / "home" / "packs"
    path = folder / f"facts-{NEWER}.pack"
    path.unlink()
    path.write_bytes(sound[:-9] + b"X" + sound[-8:])
    assert load_facts(environment=home) is shipped_facts()
    assert [(one.file, one.why) for one in refused(folder)] == [(path.name, "pack-signature")]
    path.rename(folder / "facts-2027.01.11.pack")
    (folder / "facts-2027.01.11.pack").write_bytes(sound)
    assert load_facts(environment=home) is shipped_facts()
    assert [one.why for one in refused(folder)] == ["pack-renamed"]


def test_a_newer_program_uses_its_own_facts(
    tmp_path: Path, home: dict[str, str], sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts that came along and are newer win; facts an installed pack lacks are added to it."""
    from simoff.desk.packs import installed

    take(tmp_path, sound, home)
    folder = tmp_path / "home" / "packs"
    later = msgspec.structs.replace(shipped_facts(), version="2027.03.01")
    assert installed.newest(folder, later) is later
    extra = msgspec.structs.replace(shipped_facts().facts["gk-450-1"], id="new-rule")
    more = msgspec.structs.replace(
        shipped_facts(), version="2026.11.25", facts={**shipped_facts().facts, "new-rule": extra}
    )
    both = installed.newest(folder, more)
    assert both.version == NEWER
    assert "new-rule" in both.facts


class Shelf(BaseHTTPRequestHandler):
    """Hands out what the test put on it."""

    data = b""
    status = 200
    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.data)))
        self.end_headers()
        self.wfile.write(self.data)

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""


@pytest.fixture
def shelf() -> Iterator[str]:
    Shelf.data, Shelf.status, Shelf.asked = b"", 200, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/facts.pack"
    server.shutdown()
    server.server_close()


def test_a_pack_is_fetched_when_asked(home: dict[str, str], shelf: str, sound: bytes) -> None:
    """From the address given; what is wrong there leaves the facts as they are."""
    opener = build_opener(ProxyHandler({}))
    Shelf.data = b"<html>Sign in</html>"
    with pytest.raises(WrongInput, match="pack-form"):
        update_from_address(shelf, home, TODAY, opener)
    Shelf.status = 404
    with pytest.raises(Refusal, match="pack-not-fetched"):
        update_from_address(shelf, home, TODAY, opener)
    Shelf.data, Shelf.status = sound, 200
    assert update_from_address(shelf, home, TODAY, opener).version == NEWER


def test_what_a_server_sends_is_bounded(
    home: dict[str, str], shelf: str, sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1 GB announced, 1 GB without a length, and an archive of which half comes: refused, the facts stay."""
    opener, sent = build_opener(ProxyHandler({})), []

    def give(length: int | None, data: Iterable[bytes]) -> Callable[[Any], None]:
        def answer(me: Any) -> None:
            me.send_response(200)
            if length is not None:
                me.send_header("Content-Length", str(length))
            me.end_headers()
            with suppress(OSError):
                for part in data:
                    me.wfile.write(part)
                    sent.append(len(part))

        return answer

    gigabyte = [bytes(1024**2)] * 1024
    for answer in (give(1024**3, gigabyte), give(None, gigabyte), give(len(sound), [sound[: len(sound) // 2]])):
        sent.clear()
        monkeypatch.setattr(Shelf, "do_GET", answer)
        with pytest.raises((Refusal, WrongInput)) as caught:
            update_from_address(shelf, home, TODAY, opener)
        assert caught.value.id == "pack-not-fetched"
        assert sum(sent) < 10 * LARGEST
        assert load_facts(environment=home) is shipped_facts()


def test_after_half_an_archive_a_whole_one_counts(home: dict[str, str], shelf: str, sound: bytes) -> None:
    """A server that has only half of it gives no archive; when it has the whole, that counts."""
    opener = build_opener(ProxyHandler({}))
    Shelf.data = sound[: len(sound) // 2]
    with pytest.raises(WrongInput, match="pack-"):
        update_from_address(shelf, home, TODAY, opener)
    Shelf.data = sound
    assert update_from_address(shelf, home, TODAY, opener).version == NEWER


def test_nothing_is_fetched_unasked(home: dict[str, str], shelf: str) -> None:
    """Without an address there is none; loading facts asks nobody, though an address is set."""
    with pytest.raises(WrongInput, match="pack-no-source"):
        address_of(None, home)
    assert address_of(None, {"SIMOFF_FACTS_URL": shelf}) == shelf
    load_facts(environment={**home, "SIMOFF_FACTS_URL": shelf})
    assert Shelf.asked == 0


def test_the_tool_makes_what_the_program_takes(tmp_path: Path, home: dict[str, str]) -> None:
    """A new key, an archive of this tree signed with it, the same bytes each time; a key is never written over."""
    tool, key = samples.tool(), tmp_path / "key.pem"
    assert tool.main(["new-key", "test-b", str(key)], TODAY) == 0
    assert key.stat().st_mode & 0o777 == 0o600
    half = tool.key_of(key).public_key().public_bytes_raw()
    outs = [tmp_path / "one.pack", tmp_path / "two.pack"]
    for out in outs:
        assert tool.main(["make", "test-b", str(key), str(out)], TODAY) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert open_pack(outs[0].read_bytes(), {"test-b": half}).version == shipped_facts().version
    with pytest.raises(FileExistsError):
        tool.main(["new-key", "test-b", str(key)], TODAY)
