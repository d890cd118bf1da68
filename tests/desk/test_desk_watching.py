"""Sources are visited politely, and whatever a server does, it is told; no fact counts as confirmed by it."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar
from urllib.request import OpenerDirector, ProxyHandler, build_opener

import pytest

from simoff.desk.bundle import load_facts, shipped_facts
from simoff.desk.facts import stale_facts
from simoff.desk.freshness import visiting, watching
from simoff.desk.freshness.page import page_of, visible
from simoff.desk.freshness.visiting import _NoRedirect
from simoff.desk.freshness.watching import Limits, Watched, sources_of, watch

ON = date(2026, 11, 24)
LATER = date(2026, 12, 24)
PAGE = (
    "<html><head><title>Правила</title><script>var t = {0};</script></head>"
    "<body><p>Срок {1} дней.</p></body></html>"
)


def no_proxy() -> OpenerDirector:
    return build_opener(_NoRedirect(), ProxyHandler({}))


class Site(BaseHTTPRequestHandler):
    """A site whose pages are functions; it notes what was asked and whether two requests ran at once."""

    pages: ClassVar[dict[str, Callable[[Any], None]]] = {}
    asked: ClassVar[list[tuple[str, float]]] = []
    running = 0
    most = 0
    lock = threading.Lock()

    def do_GET(self) -> None:
        site = type(self)
        with site.lock:
            site.running += 1
            site.most = max(site.most, site.running)
            site.asked.append((self.path, time.monotonic()))
        try:
            site.pages.get(self.path, lambda me: me.give(404, b""))(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with site.lock:
                site.running -= 1

    def give(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""


@pytest.fixture
def site() -> Iterator[tuple[str, type[Site]]]:
    made = type("Here", (Site,), {"pages": {}, "asked": [], "lock": threading.Lock()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), made)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", made
    server.shutdown()
    server.server_close()


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"SIMOFF_HOME": str(tmp_path / "home")}


def html(text: str, charset: str = "utf-8", **headers: str) -> Callable[[Any], None]:
    headers.setdefault("Content_Type", f"text/html; charset={charset}")
    return lambda me: me.give(200, text.encode(charset), **headers)


def look(home: dict[str, str], *addresses: str, on: date = ON, pause: float = 0.0) -> list[Watched]:
    sources = dict.fromkeys(addresses, ("refund-30-days",))
    return watch(sources, home, on, limits=Limits(pause, no_proxy))


def one(home: dict[str, str], address: str, on: date = ON) -> tuple[str, str]:
    (found,) = look(home, address, on=on)
    return found.result, found.why


def test_first_unchanged_changed_gone(site: Any, home: dict[str, str]) -> None:
    """A page is seen first, then unchanged though its script differs, then changed, then gone."""
    address, here = site
    here.pages["/a"] = html(PAGE.format(1, 30))
    assert one(home, f"{address}/a") == ("first_seen", "")
    here.pages["/a"] = html(PAGE.format(2, 30))
    assert one(home, f"{address}/a") == ("unchanged", "")
    here.pages["/a"] = html(PAGE.format(2, 20))
    (found,) = look(home, f"{address}/a", on=LATER)
    assert (found.result, found.read_before) == ("changed", ON)
    here.pages.pop("/a")
    (found,) = look(home, f"{address}/a", on=LATER)
    assert (found.result, found.read_before, found.facts) == ("gone", LATER, ("refund-30-days",))


def test_another_encoding_is_no_change(site: Any, home: dict[str, str]) -> None:
    """The same words in windows-1251, declared in the header or in the page, are the same page."""
    address, here = site
    here.pages["/a"] = html(PAGE.format(1, 30))
    one(home, f"{address}/a")
    here.pages["/a"] = html(PAGE.format(1, 30), "windows-1251")
    assert one(home, f"{address}/a") == ("unchanged", "")
    meta = PAGE.format(1, 30).replace("<head>", '<head><meta charset="windows-1251">').encode("windows-1251")
    here.pages["/a"] = lambda me: me.give(200, meta, Content_Type="text/html")
    assert one(home, f"{address}/a") == ("unchanged", "")
    for lie in ("base64", "punycode", "nothing"):
        here.pages["/a"] = html(PAGE.format(1, 30), Content_Type=f"text/html; charset={lie}")
        assert one(home, f"{address}/a") == ("unchanged", "")


def test_an_etag_saves_the_page(site: Any, home: dict[str, str]) -> None:
    """What the server calls the same (304) is not sent again, and is unchanged."""
    address, here = site

    def page(me: Any) -> None:
        if me.headers.get("If-None-Match") == '"v1"':
            me.give(304, b"")
        else:
            html(PAGE.format(1, 30), ETag='"v1"')(me)

    here.pages["/a"] = page
    assert one(home, f"{address}/a") == ("first_seen", "")
    assert one(home, f"{address}/a") == ("unchanged", "")
    here.pages["/b"] = lambda me: me.give(304, b"")
    assert one(home, f"{address}/b") == ("could_not_read", "status")


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (lambda me: me.give(302, b"", Location="/a?again"), "redirects"),
        (lambda me: me.give(302, b"", Location="/a"), "redirect-loop"),
        (lambda me: me.give(301, b"", Location="/"), "redirect-front-page"),
        (lambda me: me.give(302, b"", Location="file:///etc/passwd"), "redirect-scheme"),
        (lambda me: me.give(302, b"", Location="http://localhost/x"), "redirect-private"),
        (lambda me: me.give(302, b"", Location="http://169.254.1.1/x"), "redirect-private"),
        (lambda me: me.give(302, b"", Location="http://[::1/x"), "connection"),
        (lambda me: me.give(302, b""), "status"),
        (lambda me: me.give(403, b"no"), "refused"),
        (lambda me: me.give(429, b"no"), "refused"),
        (lambda me: me.give(500, b"no"), "server"),
        (lambda me: me.give(206, b"part"), "status"),
        (lambda me: me.give(200, b"", Content_Type="text/html"), "empty"),
        (html("<html><body><h1>Just a moment...</h1>Checking your browser</body></html>"), "captcha"),
        (html("<html><title>Вы не робот?</title>Подтвердите, что вы не робот</html>"), "captcha"),
        (html("<html><body>请完成安全验证</body></html>"), "captcha"),
        (lambda me: me.wfile.write(b"nonsense\r\n\r\n"), "connection"),
    ],
)
def test_what_cannot_be_read_is_no_change(site: Any, home: dict[str, str], page: Any, why: str) -> None:
    """Endless redirects, a captcha, a refusal, nonsense: not read, with the reason; what was known stays."""
    address, here = site
    here.pages["/a"] = html(PAGE.format(1, 30))
    one(home, f"{address}/a")
    here.pages["/a"] = page
    here.pages["/a?again"] = lambda me: me.give(302, b"", Location="/b")
    for n, name in enumerate("bcdefgh"):
        here.pages[f"/{name}"] = lambda me, n=n: me.give(302, b"", Location=f"/{'bcdefghi'[n + 1]}")
    assert one(home, f"{address}/a") == ("could_not_read", why)
    assert len([path for path, _ in here.asked if path != "/robots.txt"]) <= 2 + visiting.REDIRECTS
    here.pages["/a"] = html(PAGE.format(1, 30))
    assert one(home, f"{address}/a") == ("unchanged", "")


def test_two_gigabytes_are_cut_off(site: Any, home: dict[str, str]) -> None:
    """A body without an end, or one that says it is 2 GB, is left after the limit."""
    address, here = site
    sent = defaultdict(int)

    def endless(me: Any) -> None:
        me.send_response(200)
        me.send_header("Content-Type", "text/html")
        me.send_header("Content-Length", str(2 * 1024**3))
        me.end_headers()
        for _ in range(2 * 1024):
            me.wfile.write(b"x" * 1024**2)
            sent["bytes"] += 1024**2

    here.pages["/a"] = endless
    assert one(home, f"{address}/a") == ("could_not_read", "too-large")
    assert sent["bytes"] < 10 * visiting.LARGEST


def test_a_server_that_says_nothing_is_left(
    site: Any, home: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence, and a drip that never ends, each have their limit; a body that breaks off is none."""
    address, here = site
    monkeypatch.setattr(visiting, "TIMEOUT", 0.3)
    monkeypatch.setattr(visiting, "LONGEST", 0.6)
    here.pages["/silent"] = lambda me: time.sleep(1.5)

    def drip(me: Any) -> None:
        me.send_response(200)
        me.end_headers()
        for _ in range(15):
            me.wfile.write(b"x" * 65536)
            time.sleep(0.1)

    def half(me: Any) -> None:
        me.send_response(200)
        me.send_header("Content-Length", "1000")
        me.end_headers()
        me.wfile.write(b"half")

    here.pages["/drip"], here.pages["/half"] = drip, half
    assert one(home, f"{address}/silent") == ("could_not_read", "timeout")
    assert one(home, f"{address}/drip") == ("could_not_read", "timeout")
    assert one(home, f"{address}/half") == ("could_not_read", "connection")


def test_nobody_there(home: dict[str, str]) -> None:
    """A host that does not answer, or is none, could not be read: it is not gone."""
    assert one(home, "http://127.0.0.1:1/a") == ("could_not_read", "connection")
    assert one(home, "http://no-such-host.invalid/a") == ("could_not_read", "connection")


def test_robots_are_obeyed(site: Any, home: dict[str, str]) -> None:
    """What robots.txt closes is not asked for; where the rules cannot be had, nothing is; without them all is."""
    address, here = site
    here.pages["/a"] = here.pages["/b"] = html(PAGE.format(1, 30))
    here.pages["/robots.txt"] = lambda me: me.give(200, b"User-agent: *\nDisallow: /a\n")
    assert [found.why or found.result for found in look(home, f"{address}/a", f"{address}/b")] == [
        "robots",
        "first_seen",
    ]
    assert "/a" not in {path for path, _ in here.asked}
    here.pages["/robots.txt"] = lambda me: me.give(503, b"")
    assert one(home, f"{address}/b") == ("could_not_read", "robots")
    here.pages["/robots.txt"] = lambda me: me.give(500, b"")
    assert one(home, f"{address}/b") == ("could_not_read", "server")
    here.pages.pop("/robots.txt")
    assert one(home, f"{address}/b") == ("unchanged", "")


def test_one_request_at_a_time_with_a_pause(site: Any, home: dict[str, str]) -> None:
    """A host gets one request at a time, with the pause between, and with its own pause where it asks for one."""
    address, here = site
    for n in range(4):
        here.pages[f"/{n}"] = html(PAGE.format(1, n))
    look(home, *(f"{address}/{n}" for n in range(4)), pause=0.1)
    moments = [at for path, at in here.asked if path != "/robots.txt"]
    assert here.most == 1
    assert all(later - earlier >= 0.09 for earlier, later in pairwise(moments))
    here.pages["/robots.txt"] = lambda me: me.give(200, b"User-agent: *\nCrawl-delay: 1\n")
    here.asked.clear()
    look(home, f"{address}/0", f"{address}/1")
    moments = [at for path, at in here.asked if path != "/robots.txt"]
    assert moments[1] - moments[0] >= 0.9


def test_watching_never_counts_as_confirming(site: Any, home: dict[str, str]) -> None:
    """After a visit no fact has another day, and the list of what to confirm is the same."""
    address, here = site
    here.pages["/a"] = html(PAGE.format(1, 30))
    before = stale_facts(ON)
    one(home, f"{address}/a")
    one(home, f"{address}/a", LATER)
    assert load_facts(environment=home) is shipped_facts()
    assert stale_facts(ON) == before
    assert {path.name for path in Path(home["SIMOFF_HOME"]).iterdir()} == {watching.MEMORY}


def test_a_damaged_memory_starts_anew(site: Any, home: dict[str, str]) -> None:
    """What was remembered and cannot be read is forgotten, not fatal."""
    address, here = site
    here.pages["/a"] = html(PAGE.format(1, 30))
    one(home, f"{address}/a")
    (Path(home["SIMOFF_HOME"]) / watching.MEMORY).write_bytes(b'{"a": 1')
    assert one(home, f"{address}/a") == ("first_seen", "")


def test_the_sources_of_facts() -> None:
    """Each address once, with every fact that cites it."""
    facts = shipped_facts()
    found = sources_of(facts, facts.facts)
    cited = {s.address for fact in facts.facts.values() for value in fact.values for s in value.sources}
    assert set(found) == cited
    assert any(len(by) > 1 for by in found.values())


@pytest.mark.parametrize(
    "markup", ["<" * 2_000_000, "<script" * 300_000, "<!--" * 500_000, "<a " + "x" * 2_000_000, "&" * 2_000_000]
)
def test_hostile_markup_takes_no_time(markup: str) -> None:
    """Markup made to be slow is read in time that grows with its length."""
    start = time.monotonic()
    visible(markup)
    assert time.monotonic() - start < 5


def test_a_long_page_about_captchas_is_a_page() -> None:
    """A page that merely speaks of a captcha is not one; a file that is no page is known by its bytes."""
    text = "<html>" + "Как пройти captcha при входе. " * 500
    assert not page_of(text.encode(), "text/html").captcha
    assert page_of(b"%PDF-1.7 captcha", "application/pdf") != page_of(b"%PDF-1.7 captchb", "application/pdf")
