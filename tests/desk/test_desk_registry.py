"""The plan in the data folder: bad files and broken connections first; the plan before always survives."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from simoff.desk.download import DownloadError
from simoff.desk.registry import INDEX_NAME, import_registry, load_registry, plan_in_use, update_registry
from simoff.number import CodeShares, Registry, RegistryError

TODAY = date(2026, 11, 24)
HEADER = "АВС/ DEF;От;До;Емкость;Оператор;Регион;Территория ГАР;ИНН"
OPENER = build_opener(ProxyHandler({}))


def sheet(count: int = 10, inn: str = "7740000076") -> bytes:
    rows = [
        f'{916 + n // 1000};{n % 1000:03}0000;{n % 1000:03}9999;10000;ПАО "МТС";-;Город Москва;{inn}'
        for n in range(count)
    ]
    return "\n".join([HEADER, *rows]).encode()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "DEF-9xx.csv"
    path.write_bytes(sheet())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home"


def inn_in(folder: Path) -> str:
    registry = load_registry(folder)
    assert registry is not None
    return registry.range_of("9160000001").holders[0].inn


def test_a_missing_file_is_refused_with_its_name(folder: Path, tmp_path: Path) -> None:
    """Missing, a folder, a pipe: said, not waited for."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "no.csv", tmp_path, tmp_path / "pipe"):
        with pytest.raises(RegistryError, match=r"registry\.unreadable") as caught:
            import_registry(path, folder, TODAY)
        assert path.name in str(caught.value)
    assert load_registry(folder) is None


@pytest.mark.parametrize("data", [b"", b"<html>", HEADER.encode(), sheet(4)])
def test_a_bad_file_leaves_the_plan_as_it_was(source: Path, folder: Path, data: bytes) -> None:
    """Empty, a page, a bare header, less than half of the rows: refused, and nothing is replaced."""
    import_registry(source, folder, TODAY)
    before = (folder / INDEX_NAME).read_bytes()
    source.write_bytes(data)
    with pytest.raises(RegistryError):
        import_registry(source, folder, TODAY)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {INDEX_NAME: before}


def test_an_extract_from_the_future_is_refused(source: Path, folder: Path) -> None:
    """A plan must not claim to be newer than it is."""
    with pytest.raises(RegistryError, match=r"registry\.date"):
        import_registry(source, folder, TODAY, date(2026, 11, 25))


def test_an_import_is_used_at_once_and_the_one_before_is_kept(source: Path, folder: Path) -> None:
    """Rows are counted, the day is the stated one, and the index before lies beside it, whole."""
    first = import_registry(source, folder, TODAY)
    assert (first.rows, first.rows_before, first.registry_date, first.faults) == (10, None, None, ())
    source.write_bytes(sheet(6, "7743895280"))
    second = import_registry(source, folder, TODAY, date(2026, 8, 19))
    assert (second.rows, second.rows_before, second.registry_date) == (6, 10, date(2026, 8, 19))
    assert inn_in(folder) == "7743895280"
    previous = Registry.from_bytes((folder / (INDEX_NAME + ".previous")).read_bytes())
    assert previous.rows == 10
    assert sorted(path.name for path in folder.iterdir()) == [INDEX_NAME, INDEX_NAME + ".previous"]


def test_a_failing_write_leaves_the_plan_and_no_litter(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is said in plain words; the old plan still answers."""
    import_registry(source, folder, TODAY)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    source.write_bytes(sheet(10, "7743895280"))
    with pytest.raises(RegistryError, match=r"registry\.write.*No space"):
        import_registry(source, folder, TODAY)
    assert inn_in(folder) == "7740000076"
    assert [path.name for path in folder.iterdir()] == [INDEX_NAME]


@pytest.mark.parametrize("data", [b"", b"garbage", b"simoff-number-1\n" + b"\xff" * 40])
def test_a_damaged_index_is_said_and_the_shares_answer(source: Path, folder: Path, data: bytes) -> None:
    """The plan in use falls back with its reason, and a new import repairs it."""
    folder.mkdir()
    (folder / INDEX_NAME).write_bytes(data)
    with pytest.raises(RegistryError, match=r"registry\.damaged"):
        load_registry(folder)
    in_use = plan_in_use(folder)
    assert isinstance(in_use.plan, CodeShares)
    assert in_use.fault is not None
    assert import_registry(source, folder, TODAY).rows_before is None
    assert plan_in_use(folder).fault is None
    assert isinstance(plan_in_use(folder).plan, Registry)


def test_without_an_import_the_shares_answer(folder: Path) -> None:
    """No import is no fault."""
    in_use = plan_in_use(folder)
    assert isinstance(in_use.plan, CodeShares)
    assert in_use.fault is None


# -- from the network, here a server on this machine --------------------------------------------------------


class Ministry(ThreadingHTTPServer):
    """A server that can break off, change its file, or answer nonsense."""

    body = sheet(2000)
    etag = '"one"'
    breaks_after: int | None = None
    status: int | None = None
    claims: int | None = None

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[str | None] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/downloads/DEF-9xx.csv"


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Ministry)
        asked = self.headers.get("Range")
        server.asked.append(asked)
        if server.status is not None:
            self.send_error(server.status)
            return
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        start = start if self.headers.get("If-Range") == server.etag else 0
        body = server.body[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(server.body) - 1}/{len(server.body)}")
        self.send_header("Content-Length", str(server.claims or len(body)))
        self.send_header("ETag", server.etag)
        self.send_header("Last-Modified", "Wed, 19 Aug 2026 03:00:00 GMT")
        self.end_headers()
        self.wfile.write(body[: server.breaks_after])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def ministry() -> Iterator[Ministry]:
    server = Ministry()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "address", ["http://example.org/DEF-9xx.csv", "file:///etc/passwd", "ftp://x/y", "nonsense"]
)
def test_only_safe_addresses_are_fetched(folder: Path, address: str) -> None:
    """No plain http but to this machine, no files."""
    with pytest.raises(DownloadError, match=r"download\.address"):
        update_registry(address, folder, OPENER)


@pytest.mark.parametrize("status", [404, 500, 503])
def test_a_refusing_server_changes_nothing(ministry: Ministry, source: Path, folder: Path, status: int) -> None:
    """The answer is told with its number; the plan stays."""
    import_registry(source, folder, TODAY)
    ministry.status = status
    with pytest.raises(DownloadError, match=str(status)):
        update_registry(ministry.address, folder, OPENER)
    assert inn_in(folder) == "7740000076"


def test_no_server_is_said(ministry: Ministry, folder: Path) -> None:
    """Nobody listens: an error in words."""
    address = ministry.address.replace(str(ministry.server_port), "1")
    with pytest.raises(DownloadError, match=r"download\.broken"):
        update_registry(address, folder, OPENER)


@pytest.mark.parametrize("claims", [None, 40 * 1024 * 1024])
def test_a_huge_answer_is_not_taken(ministry: Ministry, folder: Path, claims: int | None) -> None:
    """More than the limit, by the header or in fact: stopped, and nothing is left lying about."""
    ministry.claims = claims
    if claims is None:
        ministry.body = b"x" * (32 * 1024 * 1024 + 10)
    with pytest.raises(DownloadError, match=r"download\.too-large"):
        update_registry(ministry.address, folder, OPENER)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("body", [b"<html>login</html>", b"", sheet(900)])
def test_a_wrong_answer_does_not_replace_the_plan(ministry: Ministry, folder: Path, body: bytes) -> None:
    """A page, nothing, or less than half of the rows; the part is not kept to be tried again."""
    update_registry(ministry.address, folder, OPENER)
    ministry.body = body
    with pytest.raises(RegistryError):
        update_registry(ministry.address, folder, OPENER)
    registry = load_registry(folder)
    assert registry is not None
    assert registry.rows == 2000
    assert [path.name for path in folder.iterdir()] == [INDEX_NAME]


def test_a_broken_download_goes_on_where_it_stopped(ministry: Ministry, folder: Path) -> None:
    """The second try asks for the rest only, and the whole is right."""
    ministry.breaks_after = 70_000
    with pytest.raises(DownloadError, match="run it again"):
        update_registry(ministry.address, folder, OPENER)
    assert load_registry(folder) is None
    ministry.breaks_after = None
    imported = update_registry(ministry.address, folder, OPENER)
    assert ministry.asked == [None, "bytes=70000-"]
    assert (imported.rows, imported.registry_date, imported.faults) == (2000, date(2026, 8, 19), ())
    assert [path.name for path in folder.iterdir()] == [INDEX_NAME]


def test_parts_of_two_editions_are_never_joined(ministry: Ministry, folder: Path) -> None:
    """The file changed between two tries: it is fetched from its beginning."""
    ministry.breaks_after = 70_000
    with pytest.raises(DownloadError):
        update_registry(ministry.address, folder, OPENER)
    ministry.breaks_after = None
    ministry.body, ministry.etag = sheet(2000, "7743895280"), '"two"'
    assert update_registry(ministry.address, folder, OPENER).faults == ()
    assert inn_in(folder) == "7743895280"
