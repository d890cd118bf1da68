"""A sheet on the telephone: nothing is reachable unasked, and then one sheet once, under a path nobody guesses."""

from __future__ import annotations

import http.client
import io
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from visitor import HOME, Visitor

from simoff.desk.errors import Refusal
from simoff.web import sharing
from simoff.web.app import make_app


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The local network of these tests is this computer."""
    monkeypatch.setattr(sharing, "local_address", lambda: "127.0.0.1")


def shared(visitor: Any, case: str, name: str = "script") -> str:
    """Ask for the code; the address that stands under it."""
    page = visitor.post(f"{case}/sheets/{name}/phone", {"go": "open"}, on=f"{case}/sheets/{name}/phone")
    found = re.search(r"<code>(http://[^<]+)</code>", page.text)
    assert found is not None
    return unescape(found[1])


def fetch(address: str, method: str = "GET", host: str | None = None) -> tuple[int, bytes]:
    """What a telephone gets; 0 where nobody listens."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request(method, parts.path, headers={"Host": host or parts.netloc})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def gone(address: str) -> bool:
    """Whether nobody listens there any more, within seconds."""
    for _ in range(50):
        if fetch(f"{address}x")[0] == 0:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_the_page_says_what_it_does_before_it_does_it(visitor: Any, case: str, lang: str) -> None:
    """In each language the page explains and shows no address; only the button opens one."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    assert f'href="{case}/sheets/script/phone"' in visitor.get(f"{case}/papers").text
    page = visitor.get(f"{case}/sheets/script/phone").text
    assert str(sharing.MINUTES) in page
    assert "<code>" not in page
    assert "<svg" not in page
    assert shared(visitor, case).startswith("http://127.0.0.1:")


def test_the_code_holds_the_address(visitor: Any, case: str) -> None:
    """What a camera reads in the picture is the address, and its path is too long to be guessed."""
    import zxingcpp
    from PIL import Image, ImageDraw

    address = shared(visitor, case)
    assert len(urlsplit(address).path) > 30
    page = visitor.get(f"{case}/sheets/script/phone").text
    modules = _modules(page)
    image = Image.new("L", (len(modules) * 8,) * 2, 255)
    draw = ImageDraw.Draw(image)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                draw.rectangle((x * 8, y * 8, x * 8 + 7, y * 8 + 7), fill=0)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    assert [found.text for found in zxingcpp.read_barcodes(Image.open(buffer))] == [address]


def _modules(page: str) -> list[list[bool]]:
    """The dark fields of the picture, out of its strokes."""
    side = int(re.findall(r'fill="#fff" d="M0 0h(\d+)', page)[0])
    fields = [[False] * side for _ in range(side)]
    (path,) = re.findall(r'stroke="#000" d="([^"]+)"', page)
    x = y = 0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]+)", path):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "M":
            x, y = int(values[0]), int(values[1] - 0.5)
        elif command == "m":
            x, y = x + int(values[0]), y + int(values[1])
        else:
            for place in range(x, x + int(values[0])):
                fields[y][place] = True
            x += int(values[0])
    return fields


def test_the_sheet_is_given_once_and_the_way_is_shut(visitor: Any, case: str) -> None:
    """The telephone gets the very sheet, the next one gets nothing, and the page says that it was fetched."""
    address = shared(visitor, case)
    status, content = fetch(address)
    assert status == 200
    assert content == visitor.get(f"{case}/sheets/script").content
    assert gone(address)
    page = visitor.get(f"{case}/sheets/script/phone").text
    assert "It was fetched" in page
    assert address not in page


def test_of_many_at_once_one_gets_it(visitor: Any, case: str) -> None:
    """Ten that come at the same moment with the right address: one gets the sheet."""
    address = shared(visitor, case)
    with ThreadPoolExecutor(10) as pool:
        statuses = list(pool.map(lambda _: fetch(address)[0], range(10)))
    assert statuses.count(200) == 1


@pytest.mark.parametrize("path", ["/", "/favicon.ico", "/cases", "/enter", "/static/simoff.css", "/api/v1/cases"])
def test_nothing_else_is_there(visitor: Any, case: str, path: str) -> None:
    """No other path, method or name of a host is answered, and asking for it does not use up the sheet."""
    address = shared(visitor, case)
    parts = urlsplit(address)
    assert fetch(f"http://{parts.netloc}{path}")[0] == 404
    assert fetch(address + "x")[0] == 404
    assert fetch(address, "POST")[0] == 404
    assert fetch(address, "HEAD")[0] == 404
    assert fetch(address, host="evil.example")[0] == 404
    assert fetch(address)[0] == 200


def test_it_can_be_shut_and_is_replaced(visitor: Any, case: str) -> None:
    """Shutting it ends it; sharing another sheet ends the one before."""
    first = shared(visitor, case)
    second = shared(visitor, case, "card")
    assert gone(first)
    assert fetch(f"{second}x")[0] == 404
    visitor.post(f"{case}/sheets/card/phone", {"go": "stop"}, on=f"{case}/sheets/card/phone")
    assert gone(second)


def test_it_ends_by_itself_and_with_the_server(
    visitor: Any, case: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its minutes nobody listens any more; nor when the server has stopped."""
    monkeypatch.setattr(sharing, "MINUTES", 1 / 60)
    late = shared(visitor, case)
    assert gone(late)
    assert "time is over" in visitor.get(f"{case}/sheets/script/phone").text
    monkeypatch.setattr(sharing, "MINUTES", 10)
    with TestClient(make_app(settings), base_url=HOME) as client:
        other = Visitor(client, settings)
        other.enter()
        address = shared(other, case)
        assert fetch(address + "x")[0] == 404
    assert gone(address)


def test_incognito_shares_nothing(visitor: Any, case: str, settings: Any) -> None:
    """A sheet may hold a name and a number, so incognito there is no button, and no way around it."""
    with TestClient(make_app(replace(settings, incognito=True)), base_url=HOME) as client:
        hidden = Visitor(client, settings)
        hidden.enter()
        assert 'value="open"' not in hidden.get(f"{case}/sheets/card/phone").text
        refused = hidden.post(f"{case}/sheets/card/phone", {"go": "open"}, on=f"{case}/sheets/card/phone")
        assert refused.status_code == 403


def test_only_a_local_network_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network, and where the address is a public one, nothing is opened."""
    monkeypatch.undo()

    address = "127.0.0.1"

    class Probe:
        def __init__(self, *kind: object) -> None: ...
        def __enter__(self) -> Probe:
            return self

        def __exit__(self, *fault: object) -> None: ...
        def connect(self, place: object) -> None: ...
        def getsockname(self) -> tuple[str, int]:
            return address, 9

    monkeypatch.setattr(socket, "socket", Probe)
    with pytest.raises(Refusal, match="web-no-network"):
        sharing.local_address()
    address = "8.8.8.8"
    with pytest.raises(Refusal, match="web-no-network"):
        sharing.local_address()
    address = "192.168.1.7"
    assert sharing.local_address() == "192.168.1.7"


def test_what_is_no_sheet_is_not_found(visitor: Any, case: str) -> None:
    """Only the card and the script can be shared."""
    assert visitor.get(f"{case}/sheets/letter/phone").status_code == 404
    assert visitor.post(f"{case}/sheets/letter/phone", {"go": "open"}, on=f"{case}/papers").status_code == 404
