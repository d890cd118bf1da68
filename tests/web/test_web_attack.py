"""Attacks on the pages: what is typed stays text, uploads stay data, the log stays silent, nothing is lost."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

import pytest
from forms import forms_of, strange_markup
from litestar.testing import TestClient
from visitor import HOME, PORT, Visitor

from simoff.web.app import make_app
from simoff.web.settings import Settings

MARK = "zq7"
PAYLOADS = (
    f"<x-{MARK} onload=alert(1)>",
    f"\"'><x-{MARK} {MARK}=1>",
    f"</textarea></script></title><x-{MARK}>",
    f"javascript:{MARK}{{{{7*7}}}}{{% raw %}}<!--<x-{MARK}>-->&lt;b&gt;",
)
PARTS = ("", "/ask/who", "/ask/when", "/ask/line", "/ask/money", "/ask/accounts", "/ask/wishes", "/talk", "/money")
MORE = ("/gate", "/line", "/files", "/accounts", "/papers", "/papers/termination", "/papers/claim", "/timeline")
ARCHIVE = (
    b'<?xml version="1.0"?><smses count="1">'
    b'<sms address="Gosuslugi" date="1732500000000" type="1" body="x"/></smses>'
)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests send more in a minute than a person does."""
    monkeypatch.setattr("simoff.web.app.REQUESTS_A_MINUTE", 1_000_000)


@pytest.fixture
def case(unhurried: None, visitor: Visitor) -> str:
    visitor.post("/number", {"number": "8 (903) 123-45-67"})
    return str(visitor.post("/cases", {"label": f"{PAYLOADS[0]}"}, on="/plan").url.path)


def pages(visitor: Visitor, case: str) -> dict[str, str]:
    """The text of every page that shows something of the case."""
    paths = [case + part for part in (*PARTS, *MORE)] + ["/", "/plan", "/cases", "/guard"]
    return {path: visitor.get(path).text for path in paths}


def send(visitor: Visitor, form: Any, payload: str) -> Any:
    """Send a form with the payload in every field that is typed into, and as the name of every file."""
    data = {**form.fields, **dict.fromkeys(form.typed, payload)}
    if form.encoding == "multipart/form-data":
        files = {name: (payload.replace("/", "_") + ".xml", ARCHIVE, "text/xml") for name in form.files}
        return visitor.client.post(form.action, data=data, files=files)
    return visitor.client.post(form.action, data=data)


def test_what_is_typed_anywhere_stays_text(visitor: Visitor, case: str) -> None:
    """Every form of every page is sent with markup in every field; no answer and no page takes it for markup."""
    sent = 0
    for path, text in pages(visitor, case).items():
        for place in range(len(forms_of(text))):
            for payload in PAYLOADS:
                now = forms_of(visitor.get(path).text)
                if place >= len(now) or now[place].action in ("/language", f"{case}/close"):
                    continue
                answer = send(visitor, now[place], payload)
                sent += 1
                assert answer.status_code < 500, (path, now[place].action)
                assert list(strange_markup(answer.text, MARK)) == [], (path, now[place].action, payload)
    assert sent > 100
    for path, text in pages(visitor, case).items():
        assert list(strange_markup(text, MARK)) == [], path
    assert MARK in pages(visitor, case)[f"{case}/timeline"], "the payloads were kept, so they were shown"


def test_what_an_archive_says_stays_text(visitor: Visitor, case: str) -> None:
    """Sender and text of a message, file name and fault of an archive are shown as text."""
    page = visitor.get(f"{case}/accounts")
    form = next(form for form in forms_of(page.text) if form.files)
    bad = ARCHIVE.replace(b"Gosuslugi", b"&lt;x-zq7 onload=1&gt;").replace(b'body="x"', b'body="&lt;x-zq7&gt;"')
    files = {"archive": (f"<x-{MARK}>.xml", bad, "text/xml")}
    answer = visitor.client.post(form.action, data=form.fields, files=files)
    for _ in range(50):
        answer = visitor.client.get(str(answer.url.path))
        if "<progress" not in answer.text:
            break
    assert list(strange_markup(answer.text, MARK)) == []


@pytest.mark.parametrize(
    "name",
    ['a"; filename="b.html', "a\r\nSet-Cookie: x=1.pdf", "../../etc/passwd", "a\x00.pdf", "。" * 300, ".htaccess"],
)
def test_a_file_name_reaches_no_header(visitor: Visitor, case: str, name: str) -> None:
    """The name of a file comes back in no header and names nothing on the disk."""
    form = next(form for form in forms_of(visitor.get(f"{case}/files").text) if form.files)
    boundary = "zzzz"
    parts = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in form.fields.items()
    )
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = (parts + head).encode() + b"%PDF-1.4 x\r\n" + f"--{boundary}--\r\n".encode()
    answer = visitor.client.post(
        form.action, content=body, headers={"content-type": f"multipart/form-data; boundary={boundary}"}
    )
    assert answer.status_code < 500
    assert "x=1" not in str(answer.headers)
    for sha in re.findall(r"/files/([0-9a-f]{64})", visitor.get(f"{case}/files").text):
        kept = visitor.get(f"{case}/files/{sha}")
        assert re.fullmatch(
            r"(inline|attachment); filename=simoff-[0-9a-f]{12}", kept.headers["content-disposition"]
        )
        assert "set-cookie" not in kept.headers or "x=1" not in kept.headers["set-cookie"]


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (b"<html><script>alert(1)</script></html>", "image/png"),
        (b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>", "image/png"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "image/svg+xml"),
        (b"%PDF-1.4\n<script>alert(1)</script>", "text/html"),
    ],
)
def test_a_file_is_never_a_page_of_ours(visitor: Visitor, case: str, content: bytes, declared: str) -> None:
    """HTML in the guise of a picture comes back sandboxed, unsniffed, and never as HTML or SVG."""
    form = next(form for form in forms_of(visitor.get(f"{case}/files").text) if form.files)
    page = visitor.client.post(form.action, data=form.fields, files={"file": ("a.png", content, declared)})
    sha = re.search(r"/files/([0-9a-f]{64})", page.text)
    assert sha is not None
    kept = visitor.get(f"{case}/files/{sha[1]}")
    assert kept.content == content
    assert kept.headers["content-type"].split(";")[0] not in ("text/html", "image/svg+xml", "application/xhtml+xml")
    assert kept.headers["content-security-policy"].startswith("sandbox;")
    assert kept.headers["x-content-type-options"] == "nosniff"


def test_a_picture_that_is_html_is_no_picture(visitor: Visitor, unhurried: None) -> None:
    """The guard says that it is no picture; a picture that would be huge in memory is refused, too."""
    from PIL import Image

    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    form = next(form for form in forms_of(visitor.get("/guard").text) if form.files)
    for content in (b"<html><script>alert(1)</script>", bomb.getvalue()):
        answer = visitor.client.post(
            form.action, data=form.fields, files={"picture": ("a.png", content, "image/png")}
        )
        assert answer.status_code in (400, 503)


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/..%5c..%5capp.py", "//etc/passwd"]
)
def test_no_path_leads_out(visitor: Visitor, path: str) -> None:
    """Dots, encoded dots and backslashes in an address lead nowhere."""
    answer = visitor.client.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/nothing", "/api/v1/nothing", "/api/v1/cases"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_the_door_stands_before_everything(visitor: Visitor, path: str, method: str) -> None:
    """Under a foreign name even an address that there is not is refused, and each answer has its headers."""
    foreign = visitor.client.request(method, path, headers={"host": "evil.example"})
    assert foreign.status_code == 400
    if method != "GET":
        other = visitor.client.request(method, path, headers={"origin": "http://evil.example"})
        assert other.status_code == 403
    ours = visitor.client.request(method, path)
    assert ours.headers["content-security-policy"].startswith("default-src 'none'")
    assert ours.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "/%0d%0aX: y", "\tjavascript:1"]
)
def test_no_redirect_leads_away(visitor: Visitor, back: str) -> None:
    """After changing the language one is still here, whatever the form says."""
    token = forms_of(visitor.get("/").text)[0].fields["_csrf_token"]
    data = {"lang": "ru", "back": back, "_csrf_token": token}
    answer = visitor.client.post("/language", data=data, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith(("//", "/\\"))
    assert "\n" not in answer.headers["location"]


def test_a_session_of_somebody_elses_making_counts_for_nothing(stranger: Visitor) -> None:
    """A cookie planted before entering does not become a session; strangers leave nothing in memory."""
    name = f"simoff-{PORT}"
    stranger.client.cookies.set(name, "a" * 64, domain="127.0.0.1")
    for _ in range(20):
        stranger.client.get("/")
    store: Any = stranger.client.app.stores.get("sessions")
    assert store._store == {}
    stranger.enter()
    assert len(store._store) == 1
    assert "a" * 64 not in store._store
    other = TestClient(stranger.client.app, base_url=HOME, cookies={name: "a" * 64})
    assert other.get("/").status_code == 401


def test_a_strangers_upload_is_not_read(stranger: Visitor) -> None:
    """Who has not come in is turned away before anything that is sent is taken in."""
    taken = 0

    def content() -> Any:
        nonlocal taken
        for _ in range(200):
            taken += 1
            yield b"x" * 65536

    head = {"content-type": "multipart/form-data; boundary=zz"}
    answer = stranger.client.post("/guard/check", content=content(), headers=head)
    assert answer.status_code == 401


def test_the_log_holds_nothing_personal(visitor: Visitor, case: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is done and goes wrong, no number, name, text, file name, case or token is logged."""
    caplog.set_level(logging.DEBUG)
    secret = "Тайное-имя-4711"
    for path, text in pages(visitor, case).items():
        for form in forms_of(text):
            if form.action not in ("/language", f"{case}/close"):
                send(visitor, form, secret)
        visitor.get(path + f"/{secret}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("simoff.web.pages.guard.desk.check", lambda *_: 1 / 0)
        form = next(form for form in forms_of(visitor.get("/guard").text) if form.files)
        answer = visitor.client.post(form.action, data={**form.fields, "text": secret})
        assert answer.status_code == 500
    assert "ZeroDivisionError" in caplog.text
    ours = "\n".join(
        f"{each.name} {each.getMessage()}" for each in caplog.records if each.name.startswith("simoff")
    )
    everything = "\n".join(each.getMessage() for each in caplog.records if not each.name.startswith("httpx"))
    for word in (
        secret,
        "Тайное",
        "4711",
        "1234567",
        "123-45-67",
        visitor.settings.entry_token,
        visitor.settings.api_token,
    ):
        assert word not in ours
        assert word not in everything
    assert case.rsplit("/", 1)[-1] not in ours


def test_incognito_covers_every_page(tmp_path: Any, unhurried: None) -> None:
    """Started incognito, no page of a case in use shows a digit of the number, the name, a note or the sum."""
    folders = {"SIMOFF_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    open_settings = Settings(port=PORT, environment=folders)
    name, note, sum_ = "Аполлинария", "шёпотом-сказано", "987.65"
    with TestClient(make_app(open_settings), base_url=HOME) as client:
        token = {"Authorization": f"Bearer {open_settings.api_token}"}
        answer = client.post("/api/v1/cases", json={"number": "8 903 765-43-21", "label": name}, headers=token)
        path = answer.headers["location"]

        def write(place: str, body: dict[str, Any]) -> None:
            sent = client.post(f"{path}/{place}", json=body, headers={**token, "If-Match": "*"})
            assert sent.status_code in (200, 201), sent.text

        write("circumstances", {"set": {"money.balance": sum_, "wants.reason": note}})
        write("contacts", {"channel": "call", "with_whom": name, "number": "8 903 765-43-21", "summary": note})
        write("money/balance", {"balance": sum_, "source": note})
        write("money/demand", {"to": "bank_account", "amount": sum_})
        write("money/charge", {"amount": sum_, "what": note})
        write("replies", {"reply": "received", "in_writing": True, "note": note, "reference": name})
        write("steps/waive", {"steps": ["gather-documents"], "why": note})
    hidden = Settings(port=PORT, incognito=True, environment=folders)
    with TestClient(make_app(hidden), base_url=HOME) as client:
        visitor = Visitor(client, hidden)
        visitor.enter()
        visitor.post("/number", {"number": "8 903 765-43-21"})
        case = path.removeprefix("/api/v1")
        shown = {}
        for place, text in pages(visitor, case).items():
            plain = re.sub(r'name="_csrf_token" value="[^"]+"', "", text)
            words = ("7654321", "765-43-21", "765 43 21", name, note, "987.65", "987,65", "98765")
            if found := [word for word in words if word in plain]:
                shown[place] = found
        assert shown == {}
        asked = forms_of(visitor.get(f"{case}/ask/money").text)
        form = next(form for form in asked if form.action.endswith("/ask/money"))
        assert "money.balance" not in form.fields
        assert visitor.client.post(form.action, data={**form.fields, "money.disputed": "12"}).status_code == 200
    with TestClient(make_app(open_settings), base_url=HOME) as client:
        visitor = Visitor(client, open_settings)
        visitor.enter()
        assert sum_ in visitor.get(f"{case}/ask/money").text, "what was covered is still there"
