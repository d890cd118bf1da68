"""Opening the record: where it lies, where its key lies, and what is said when that does not work."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from simoff.case.encoded import Encoded
from simoff.desk.bundle import catalogue
from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.record import KEY_NAME, open_record, there_is_a_record
from simoff.record import Index
from simoff.record.faults import RecordError

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"SIMOFF_HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


def begin(environment: dict[str, str], case_id: str = "k7") -> None:
    with open_record(environment) as record:
        record.create(case_id, [Encoded("case.opened", 1, {"x": "y"})], AT, "me", Index("open"))


def refused(environment: dict[str, str]) -> str:
    with pytest.raises(Refusal) as caught, open_record(environment):
        pass
    return caught.value.id


def test_a_record_is_made_and_found_again(environment: dict[str, str], tmp_path: Path) -> None:
    """Nothing is there until something is recorded; then data and key are files of the owner's alone, apart."""
    assert not there_is_a_record(environment)
    assert not (tmp_path / "home").exists()
    begin(environment)
    assert there_is_a_record(environment)
    with open_record(environment) as record:
        assert record.read("k7")[0].event.body == {"x": "y"}
    key = tmp_path / "config" / "simoff" / KEY_NAME
    for path in (key, tmp_path / "home" / "record.db"):
        assert path.stat().st_mode & 0o077 == 0
    secret = bytes.fromhex(key.read_text().split()[1])
    for path in (tmp_path / "home").rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes()
            assert secret.hex().encode() not in path.read_bytes()


def test_a_lost_key_is_not_replaced(environment: dict[str, str], tmp_path: Path) -> None:
    """Without its key the record is refused, and no new key is made that would hide the loss."""
    begin(environment)
    key = tmp_path / "config" / "simoff" / KEY_NAME
    kept = key.read_bytes()
    key.unlink()
    assert refused(environment) == "record-key-missing"
    assert not key.exists()
    begin({"SIMOFF_HOME": str(tmp_path / "other"), "XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert refused(environment) == "record-wrong-key"
    key.write_bytes(kept[:-5])
    assert refused(environment) == "record-key-damaged"
    key.write_bytes(kept)
    key.chmod(0o644)
    assert refused(environment) == "record-key-readable"


def test_a_key_beside_the_data_is_refused(environment: dict[str, str], tmp_path: Path) -> None:
    """A key file in the data folder is refused, by whatever way it is named, and none is made."""
    (tmp_path / "link").symlink_to(tmp_path / "home")
    for place in ("home/master.key", "home/deep/k", "link/k", "config/../home/k"):
        assert refused({**environment, "SIMOFF_KEY_FILE": str(tmp_path / place)}) == "record-key-beside-data"
    assert not list((tmp_path / "home").rglob("*.key"))


def test_a_passphrase_locks_the_record(environment: dict[str, str], tmp_path: Path) -> None:
    """With a passphrase no key file is made; a wrong one is refused, and none at all is asked for."""
    file = tmp_path / "phrase"
    file.write_text("correct horse\n")
    locked = {**environment, "SIMOFF_KEY": "passphrase", "SIMOFF_PASSPHRASE_FILE": str(file)}
    begin(locked)
    assert not (tmp_path / "config").exists()
    assert refused(environment) == "record-passphrase-needed"
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "correct horse"

    with open_record(environment, ask) as record:
        assert record.read("k7")[0].event.type == "case.opened"
    assert asked == ["passphrase"]
    file.write_text("wrong horse")
    assert refused(locked) == "record-wrong-passphrase"


def test_an_unknown_place_for_the_key_is_refused(environment: dict[str, str]) -> None:
    """SIMOFF_KEY takes its three words only."""
    with pytest.raises(WrongInput) as caught, open_record({**environment, "SIMOFF_KEY": "paper"}):
        pass
    assert caught.value.id == "bad-choice"


def test_every_refusal_has_its_words() -> None:
    """Each id the record may refuse with has its text in every language, and they take the same facts."""
    ids = (RecordError.__doc__ or "").split("Ids: ")[1].replace("`", "").replace(".", "").split(",")
    for lang in ("zh", "ru", "en"):
        words = catalogue("cli", lang)
        for id_ in (part.strip() for part in ids):
            for part in ("what", "next"):
                key = f"error.record-{id_}.{part}"
                assert key in words, f"{lang}: {key}"
