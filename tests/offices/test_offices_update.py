"""Fetching offices: only when asked, from a server on this machine; what was there survives every bad answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest
from offices_made import KAZAN, MTS, collection, feature

from simoff.desk import offices_update
from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.offices import FILE, Kept, import_offices, kept_offices
from simoff.desk.offices_update import address_of, name_of, update_offices

OPENER = build_opener(ProxyHandler({}))


def shops(count: int, brand: str = "МТС") -> bytes:
    return collection(
        *(feature(str(n), KAZAN[0] + n / 100, KAZAN[1], brand=brand, opening_hours="24/7") for n in range(count))
    )


class Source(ThreadingHTTPServer):
    """A server of one file."""

    body = shops(4)
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/a/offices.geojson?key=secret"


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: Any = self.server
        self.send_response(server.status)
        self.send_header("Content-Length", str(len(server.body)))
        self.end_headers()
        self.wfile.write(server.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def source() -> Iterator[Source]:
    server = Source()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"SIMOFF_HOME": str(tmp_path / "data")}


def kept(environment: dict[str, str]) -> Kept:
    return kept_offices(environment)


def test_an_update_takes_the_place_of_the_one_before(
    source: Source, environment: dict[str, str], tmp_path: Path
) -> None:
    """Offices of the same address are replaced, those of a file stay, and each keeps its own source."""
    file = tmp_path / "by hand.json"
    file.write_bytes(collection(feature("h", 59.93, 30.31, **MTS)))
    import_offices(file, environment, "en")
    assert update_offices(source.address, environment, "en", OPENER).total == 5
    source.body = shops(3, "Билайн")
    assert update_offices(source.address, environment, "en", OPENER).total == 4
    after = kept(environment)
    assert len(after.origins) == 2
    found = {office.operator: after.origins[office.origin].name for office in after.offices}
    assert found == {"mts": "by hand.json", "beeline": "127.0.0.1/offices.geojson"}
    assert [path.name for path in (tmp_path / "data").iterdir()] == [FILE]


@pytest.mark.parametrize(
    ("body", "status", "id_"),
    [
        (b"<html>login</html>", 200, "offices-none-fetched"),
        (b"", 200, "offices-none-fetched"),
        (collection(feature("c", *KAZAN, name="Кафе")), 200, "offices-none-fetched"),
        (shops(1), 200, "offices-fewer"),
        (shops(4), 460, "offices-not-fetched"),
        (shops(4), 503, "offices-not-fetched"),
    ],
)
def test_a_bad_answer_leaves_what_was_there(
    source: Source, environment: dict[str, str], body: bytes, status: int, id_: str
) -> None:
    """A page, nothing, other shops, far fewer, a refusal: said, and the offices stay byte for byte."""
    update_offices(source.address, environment, "en", OPENER)
    file = Path(environment["SIMOFF_HOME"]) / FILE
    before = file.read_bytes()
    source.body, source.status = body, status
    with pytest.raises(Refusal) as caught:
        update_offices(source.address, environment, "en", OPENER)
    assert caught.value.id == id_
    assert file.read_bytes() == before
    assert "secret" not in repr((caught.value.lines, caught.value.facts))


def test_a_huge_answer_is_not_taken(
    source: Source, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than the limit is stopped, and nothing is left lying about."""
    monkeypatch.setattr(offices_update, "LARGEST", 100)
    with pytest.raises(Refusal) as caught:
        update_offices(source.address, environment, "en", OPENER)
    assert "too-large" in caught.value.lines[0]
    assert list(Path(environment["SIMOFF_HOME"]).iterdir()) == []


@pytest.mark.parametrize("address", ["http://example.org/x", "file:///etc/passwd", "ftp://x/y", "nonsense", "http://["])
def test_only_safe_addresses(environment: dict[str, str], address: str) -> None:
    """No plain http but to this machine, no files, and no address that is none."""
    with pytest.raises(Refusal) as caught:
        update_offices(address, environment, "en", OPENER)
    assert caught.value.id == "offices-not-fetched"


def test_the_address_is_configured_or_stated() -> None:
    """What is typed wins over the environment; without either it is asked for, never guessed."""
    assert address_of(None, {"SIMOFF_OFFICES_URL": "https://a/b"}) == "https://a/b"
    assert address_of("https://c/d", {"SIMOFF_OFFICES_URL": "https://a/b"}) == "https://c/d"
    with pytest.raises(WrongInput) as caught:
        address_of(None, {})
    assert caught.value.id == "offices-no-address"


def test_the_name_of_a_source_tells_no_secret() -> None:
    """Host and file; no user, password, query or folder."""
    assert name_of("https://me:pass@host.example/t0ken/offices.zip?key=1#x") == "host.example/offices.zip"
