"""The dossier: made, checked by simoff, checked without simoff, and every flipped byte of it found."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from record_samples import AT, MAIL, SCAN, event, fill, memory
from simoff.record import Recorded, RecordError
from simoff.record.anchor import anchor_head, certificates_of, send_over_http
from simoff.record.dossier.contents import json_line
from simoff.record.dossier.making import LANGUAGES, Asked, Made, how_to_check, make
from simoff.record.dossier.verifying import verify
from simoff.record.store import Record
from time_authority import Authority

PAGES = {"timeline.ru.pdf": b"%PDF-1.7 page"}


def dossier(record: Record, asked: Asked | None = None) -> bytes:
    out = io.BytesIO()
    make(record, "k7", asked or Asked(AT, PAGES), out)
    return out.getvalue()


def stamped(authority: Authority) -> Record:
    roots = certificates_of(authority.root.read_bytes())
    stamp = partial(anchor_head, authority=authority.address, roots=roots, send=send_over_http)
    return fill(memory(), stamp=stamp)


def hide(text: str) -> str:
    return re.sub(r"\d{4} \d{6}", "[passport]", text)


def test_a_dossier_is_consistent_and_any_zip_program_opens_it() -> None:
    """Made from a case without a stamp: consistent, with all events and files, and an ordinary zip."""
    content = dossier(fill(memory()))
    found = verify(io.BytesIO(content))
    assert (found.verdict, found.problems, found.events, found.files, found.masked) == ("consistent", (), 5, 2, 0)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.read("dossier/data/files/0001.pdf") == SCAN
        assert archive.read("dossier/data/files/0002.eml") == MAIL
        timeline = json.loads(archive.read("dossier/data/timeline.json"))
        lines = archive.read("dossier/data/events.jsonl").decode().splitlines()
    assert timeline["events"][0]["type"] == "case.opened"
    for line in map(json.loads, lines):
        assert hashlib.sha256((line["salt"] + line["json"]).encode()).hexdigest() == line["commitment"]


def test_the_same_case_gives_the_same_bytes() -> None:
    """Made twice, a dossier is the same file."""
    record = fill(memory())
    assert dossier(record) == dossier(record)


def test_a_stamped_dossier_is_anchored_for_who_trusts_the_authority(authority: Authority, tmp_path: Path) -> None:
    """With the authority's certificate: anchored. Without, or with another's: whole, but not more than that."""
    content = dossier(stamped(authority), Asked(AT, PAGES, certificates=authority.root.read_bytes()))
    roots = certificates_of(authority.root.read_bytes())
    found = verify(io.BytesIO(content), roots)
    assert (found.verdict, [(stamp.up_to, stamp.trusted) for stamp in found.stamps]) == ("anchored", [(4, True)])
    stranger = Authority(tmp_path / "stranger")
    stranger.close()
    for others in ((), certificates_of(stranger.root.read_bytes())):
        found = verify(io.BytesIO(content), others)
        assert (found.verdict, found.stamps[0].trusted) == ("consistent", False)


def test_it_is_checked_without_simoff(authority: Authority, tmp_path: Path) -> None:
    """Every command of the page in the dossier succeeds, with sha256sum, bagit and openssl alone."""
    content = dossier(stamped(authority), Asked(AT, PAGES, certificates=authority.root.read_bytes()))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    text = (tmp_path / "dossier" / "data" / "HOWTO.en.txt").read_text("utf-8")
    commands = re.findall(r"^    (\S.*)$", text, re.M)
    assert len(commands) == 7
    bagit = Path(sys.executable).parent / "bagit.py"
    for command in commands:
        ran = run(command.replace("bagit.py", str(bagit)), tmp_path)
        assert ran.returncode == 0, (command, ran.stdout, ran.stderr)
        if "echo whole" in command:
            assert ran.stdout == b"whole\n"
    for path in ("data/events/00003.txt", "data/links/00002.txt", "data/anchors/0001.txt", "bag-info.txt"):
        whole = (tmp_path / "dossier" / path).read_bytes()
        (tmp_path / "dossier" / path).write_bytes(whole.replace(b"2", b"3", 1))
        codes = [run(command.replace("bagit.py", str(bagit)), tmp_path).returncode for command in commands[:6]]
        assert any(codes), path
        (tmp_path / "dossier" / path).write_bytes(whole)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, check=False)


def test_the_pages_say_the_same_commands() -> None:
    """The page that tells how to check has the same commands in all languages."""
    found = [re.findall(r"^    (\S.*)$", how_to_check(lang).decode(), re.M) for lang in LANGUAGES]
    assert found[0] == found[1] == found[2]


def test_every_flipped_byte_is_found(authority: Authority) -> None:
    """One bit changed anywhere, in a file, a list, or the zip's own structure: broken, with a place."""
    content = dossier(stamped(authority), Asked(AT, PAGES))
    scan = content.index(SCAN)
    outside = [n for n in range(len(content)) if not scan + 40 < n < scan + len(SCAN) - 40]
    places = (
        random.Random(7).sample(outside, 2500) + list(range(60)) + list(range(len(content) - 200, len(content)))
    )
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 1 << (place % 8)
        found = verify(io.BytesIO(bytes(changed)))
        assert found.verdict == "broken", place
        assert found.problems[0].place


@pytest.mark.soak
def test_every_single_flipped_byte_is_found(authority: Authority) -> None:
    """The same for every byte there is, every bit of it in turn."""
    content = dossier(stamped(authority), Asked(AT, {}))
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1 << (place % 8)
        assert verify(io.BytesIO(bytes(changed))).verdict == "broken", place


def test_what_is_cut_off_or_put_behind_is_found() -> None:
    """A dossier cut anywhere, or with anything before or behind it, is broken."""
    content = dossier(fill(memory()))
    for cut in (0, 1, 3, 29, 30, 100, len(content) // 2, len(content) - 23, len(content) - 1):
        assert verify(io.BytesIO(content[:cut])).verdict == "broken"
    for more in (b"\0", b"PK", b"PK\x05\x06" + bytes(18), content):
        assert verify(io.BytesIO(content + more)).verdict == "broken"
        assert verify(io.BytesIO(more + content)).verdict == "broken"


def repacked(content: bytes, change: dict[str, bytes]) -> bytes:
    """The dossier with parts replaced and everything simple made to fit again: CRCs, manifests, sizes."""
    from simoff.record.zipping import ZipWriter

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts.update({f"dossier/{name}": new for name, new in change.items()})
    tags = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
    payload = {name: new for name, new in parts.items() if name.startswith("dossier/data/")}
    listed = "".join(f"{hashlib.sha256(new).hexdigest()}  {name[8:]}\n" for name, new in payload.items())
    parts["dossier/manifest-sha256.txt"] = listed.encode()
    of_tags = "".join(f"{hashlib.sha256(parts[f'dossier/{name}']).hexdigest()}  {name}\n" for name in tags)
    parts["dossier/tagmanifest-sha256.txt"] = of_tags.encode()
    out = io.BytesIO()
    writer = ZipWriter(out)
    for name, new in parts.items():
        writer.add(name, [new])
    writer.finish()
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(f"dossier/{name}")


def test_a_careful_forger_is_found() -> None:
    """Parts replaced, with all checksums made to fit: what the events commit to still contradicts it."""
    content = dossier(fill(memory()))
    assert verify(io.BytesIO(repacked(content, {}))).verdict == "consistent"
    timeline = part(content, "data/timeline.json")
    changes = (
        {"data/events/00004.txt": part(content, "data/events/00004.txt").replace(b"17", b"18")},
        {"data/timeline.json": timeline.replace(b'"17"', b'"18"')},
        {"data/timeline.json": timeline.replace(b'"at": "2026-11-24T10', b'"at": "2026-11-23T10', 1)},
        {"data/timeline.json": timeline.replace(b'"step.done"', b'"step.waived"')},
        {"data/timeline.json": timeline.replace(b'"case": "k7"', b'"case": "k8"')},
        {"data/timeline.json": b"[]"},
        {"data/files/0001.pdf": SCAN + b"x"},
        {"data/files/0003.pdf": b"new"},
        {"data/events/00006.txt": b"new"},
        {"data/links/00002.txt": part(content, "data/links/00003.txt")},
        {"data/events.jsonl": b""},
        {"data/links.sha256": b""},
    )
    for change in changes:
        found = verify(io.BytesIO(repacked(content, change)))
        assert found.verdict == "broken", change.keys()


def test_redacting_masks_and_still_verifies() -> None:
    """Masked: the passport is nowhere in it, files stay out, the other events are whole, the chain verifies."""
    record = fill(memory())
    out = io.BytesIO()
    made = make(record, "k7", Asked(AT, {}, mask=hide), out)
    assert made == Made(events=5, masked=1, files=0, left_out=2, anchors=0)
    content = out.getvalue()
    assert b"4509 123456" not in content
    assert "[passport], 去营业厅".encode() in content
    assert SCAN[:50] not in content
    found = verify(io.BytesIO(content))
    assert (found.verdict, found.events, found.masked, found.files) == ("consistent", 5, 1, 0)


def test_a_masked_event_cannot_be_slipped_into_a_full_dossier() -> None:
    """Where nothing was to be masked, an event without its words is a fault."""
    content = dossier(fill(memory()))
    timeline = json.loads(part(content, "data/timeline.json"))
    timeline["events"][3]["masked"] = True
    found = verify(io.BytesIO(repacked(content, {"data/timeline.json": json.dumps(timeline).encode()})))
    assert found.verdict == "broken"


def test_a_broken_case_is_not_made_into_a_dossier() -> None:
    """What does not verify is not handed on."""
    record = fill(memory())
    rows = record.engine._events["k7"]  # type: ignore[attr-defined]
    del rows[2]
    with pytest.raises(RecordError) as caught:
        dossier(record)
    assert caught.value.id == "damaged"


def test_a_file_no_event_names_stays_out() -> None:
    """A file that was put and never attached proves nothing and is not in the dossier."""
    record = fill(memory())
    record.put("k7", [b"left over"])
    assert b"left over" not in dossier(record)
    record.append("k7", 5, [event("note", text="x")], AT, "me")
    assert verify(io.BytesIO(dossier(record))).files == 2


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 10**9))
def test_the_lines_are_canonical(text: str, seq: int) -> None:
    """Whatever an event says, its line in events.jsonl is RFC 8785 JSON."""
    entry = Recorded(seq, AT, "me", event("x"), "0" * 32, bytes(32), bytes(range(32)))
    line = json_line(entry, entry.salt.encode() + text.encode())
    assert rfc8785.dumps(json.loads(line)) + b"\n" == line
