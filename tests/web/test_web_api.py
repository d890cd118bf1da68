"""The API does what the desk does: the same plans, cases and verdicts, locked, repeatable, in pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from litestar.testing import TestClient

from simoff.desk.plan import Asked, make, rendered
from simoff.web.api.writing import Remembered
from simoff.web.app import make_app
from simoff.web.settings import Settings

NUMBER = "+7 903 123-45-67"
V1 = "/api/v1"


class Program:
    """A program that has the token: asks, and writes with the ETag it saw last."""

    def __init__(self, client: TestClient[Any], settings: Settings) -> None:
        self.client, self.settings, self.tag = client, settings, ""

    @property
    def token(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.settings.api_token}"}

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(V1 + path, headers={**self.token, **_named(headers)})

    def post(self, path: str, body: dict[str, Any], **headers: str) -> Any:
        return self.client.post(V1 + path, json=body, headers={**self.token, **_named(headers)})

    def write(self, path: str, body: dict[str, Any], **headers: str) -> Any:
        answer = self.post(path, body, if_match=self.tag, **headers)
        self.tag = answer.headers.get("etag", self.tag)
        return answer

    def open(self, **circumstances: Any) -> str:
        answer = self.post("/cases", {"number": NUMBER, "circumstances": circumstances, "label": "mine"})
        assert answer.status_code == 201
        self.tag = answer.headers["etag"]
        return str(answer.headers["location"]).removeprefix(V1)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture
def program(settings: Settings) -> Iterator[Program]:
    with TestClient(make_app(settings), base_url="http://127.0.0.1:8765") as client:
        yield Program(client, settings)


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer x", "Basic x", "Bearer ü", "bearer  "])
def test_nothing_without_the_token(program: Program, token: str) -> None:
    """No token, another or a malformed one: 401 as a problem, with how to come in."""
    sent = {"authorization": token.encode("latin-1")} if token else {}
    answer = program.client.get(f"{V1}/cases", headers=sent)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["id"] == "no-token"


def test_a_session_of_the_pages_is_no_token(program: Program) -> None:
    """Cookies open no API, so no foreign page can make a browser write there."""
    program.client.get(f"/enter?token={program.settings.entry_token}")
    assert program.client.get("/cases").status_code == 200
    assert program.client.get(f"{V1}/cases").status_code == 401


def test_the_token_opens_no_page(program: Program) -> None:
    """A program's token is good for the API alone."""
    assert program.client.get("/cases", headers=program.token).status_code == 401


def test_a_plan_is_the_plan_of_the_desk(program: Program) -> None:
    """Every field of the desk's JSON is in the answer, in the language asked for."""
    body = {"number": NUMBER, "circumstances": {"money.balance": "12.50", "leaving_on": "2027-01-05"}}
    answer = program.post("/plan", {**body, "as_of": "2026-12-01"}, accept_language="ru")
    settings = ("money.balance=12.50", "leaving_on=2027-01-05")
    made = make(Asked(NUMBER, settings=settings, as_of=date(2026, 12, 1)), program.settings.environment)
    assert answer.json() == rendered(made, "ru")


def test_a_case_is_the_case_of_the_desk(program: Program) -> None:
    """What the page shows of a case is in the answer; its timeline has its own pages."""
    from simoff.desk.case.keeping import read
    from simoff.desk.case.showing import shown
    from simoff.desk.clock import today
    from simoff.desk.record import open_record

    path = program.open(**{"money.balance": "10"})
    with open_record(program.settings.environment) as record:
        kept = read(record, path.rsplit("/", 1)[-1])
    case = shown(kept, program.settings.environment, "en", today())
    happened = case.pop("timeline")
    assert program.get(path).json() == case
    assert program.get(f"{path}/timeline").json() == {"events": happened, "next": None}


def test_a_write_needs_what_was_seen(program: Program) -> None:
    """Without If-Match 428, with an older or foreign one 412, and nothing is written."""
    path = program.open()
    first = program.tag
    step = {"steps": ["gather-documents"]}
    assert program.post(f"{path}/steps/done", step).status_code == 428
    assert program.write(f"{path}/steps/done", step).status_code == 200
    for seen in (first, '"99"', "nonsense", 'W/"2"', '"0"', '""'):
        answer = program.post(f"{path}/steps/done", {"steps": ["save-money-proof"]}, if_match=seen)
        assert answer.status_code == 412
    assert program.get(path).headers["etag"] == '"2"'


def test_two_at_once_write_once(program: Program) -> None:
    """Of two that saw the same, one is written and the other is told; no decision falls on what it did not see."""
    path, answers = program.open(), []
    contact = {"channel": "call", "summary": "asked"}

    def send() -> None:
        answers.append(program.post(f"{path}/contacts", contact, if_match='"1"').status_code)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [201, 412, 412, 412, 412, 412]
    assert program.get(path).json()["case"]["events"] == 2


def test_the_same_key_writes_once(program: Program) -> None:
    """A write sent again with its key gets its first answer, also when the case moved on; other content is told."""
    body = {"number": NUMBER}
    first = program.post("/cases", body, idempotency_key="k1")
    again = program.post("/cases", body, idempotency_key="k1")
    assert again.json() == first.json()
    assert len(program.get("/cases").json()["cases"]) == 1
    other = program.post("/cases", {"number": "+7 916 123-45-67"}, idempotency_key="k1")
    assert (other.status_code, other.json()["id"]) == (422, "idempotency-other")
    path = first.headers["location"].removeprefix(V1)
    contact = {"channel": "call"}
    for _ in range(3):
        answer = program.post(f"{path}/contacts", contact, if_match='"1"', idempotency_key="k2")
        assert (answer.status_code, answer.headers["etag"]) == (201, '"2"')
    assert program.post(f"{path}/contacts", contact, if_match='"1"', idempotency_key="a b").status_code == 400


def test_what_was_refused_may_be_sent_again(program: Program) -> None:
    """A refusal is not kept under the key: put right, the same key works."""
    path = program.open()
    shut = program.write(f"{path}/gate", {"digits": "4567"}, idempotency_key="g")
    assert (shut.status_code, shut.json()["id"]) == (409, "case-gate-shut")
    waivers = dict.fromkeys(program.get(f"{path}/gate").json()["blocked_by"], "knowingly")
    body = {"digits": "4567", "waivers": waivers, "filing": {"route": "office", "registration": "A-1"}}
    assert program.write(f"{path}/gate", body, idempotency_key="g").status_code == 200


def test_kept_answers_are_bounded() -> None:
    """The oldest answers are forgotten when there are too many; one at work is never."""
    kept: Any = Remembered(most=3)
    for number in range(10):
        kept.once(f"k{number}", b"", lambda: "answer")
    assert len(kept._answers) == 3
    assert kept.once("k0", b"other", lambda: "again") == "again"


def test_the_whole_way(program: Program) -> None:
    """From opening to closed by the API alone; each refusal says what is missing."""
    path = program.open(**{"holder.kind": "citizen", "where": "russia", "operator": "mts"})
    program.write(f"{path}/circumstances", {"set": {"sim": "in_hand"}, "unset": ["where"]})
    program.write(f"{path}/money/balance", {"balance": "120.50", "source": "app"})
    waivers = dict.fromkeys(program.get(f"{path}/gate").json()["blocked_by"], "knowingly")
    wrong = program.write(f"{path}/gate", {"digits": "0000", "waivers": waivers})
    assert (wrong.status_code, wrong.json()["id"]) == (422, "case-wrong-digits")
    filing = {"digits": "4567", "waivers": waivers, "filing": {"route": "office"}}
    assert program.write(f"{path}/gate", filing).status_code == 200
    assert program.get(path).json()["case"]["status"] == "filed"
    program.write(f"{path}/money/demand", {"to": "bank_account", "amount": "120.50"})
    assert program.write(f"{path}/money/receive", {"amount": "120.50"}).status_code == 200
    today = program.get(path).json()["case"]["filed_on"]
    program.write(f"{path}/replies", {"reply": "confirmed_end", "in_writing": True, "ends_on": today})
    verdict = program.write(f"{path}/line", {"signals": [{"signal": "heard.not-serviced"}]})
    assert verdict.json()["verdict"] == program.get(f"{path}/line").json()["verdict"] == "dead"
    shut = program.write(f"{path}/close", {})
    assert (shut.status_code, shut.json()["id"]) == (409, "case-not-proved")
    program.write(f"{path}/steps/done", {"steps": ["recheck-accounts"]})
    assert program.write(f"{path}/close", {}).status_code == 200
    assert program.get(path).json()["case"]["status"] == "closed"
    assert program.write(f"{path}/contacts", {"channel": "call"}).json()["id"] == "case-closed"
    assert program.write(f"{path}/reopen", {"why": "a bill came"}).status_code == 200


def test_a_file_comes_back_as_it_went(program: Program) -> None:
    """A file is kept by its bytes, given back as a download, and its answer is repeatable by its content."""
    path = program.open()
    sent = {"headers": {**program.token, "If-Match": '"1"', "Idempotency-Key": "f"}, "data": {"kind": "scan"}}
    one = program.client.post(f"{V1}{path}/files", files={"file": ("a.pdf", b"%PDF-1.4 x")}, **sent)
    two = program.client.post(f"{V1}{path}/files", files={"file": ("b.pdf", b"%PDF-1.4 x")}, **sent)
    other = program.client.post(f"{V1}{path}/files", files={"file": ("a.pdf", b"%PDF-1.4 y")}, **sent)
    assert one.status_code == two.status_code == 201
    assert one.json() == two.json()
    assert other.status_code == 422
    kept = program.get(f"{path}/files/{one.json()['sha256']}")
    assert kept.content == b"%PDF-1.4 x"
    assert kept.headers["content-disposition"].startswith("attachment")
    assert program.get(f"{path}/files/{'0' * 64}").status_code == 404


def test_lists_come_in_pages(program: Program) -> None:
    """Pages hold every entry once, in one order; a cursor of somebody's own is refused."""
    paths = {program.open().rsplit("/", 1)[-1] for _ in range(5)}
    seen, cursor = [], ""
    while cursor is not None:
        page = program.get(f"/cases?limit=2{cursor and '&cursor=' + cursor}").json()
        seen += [each["case"] for each in page["cases"]]
        cursor = page["next"]
    assert len(seen) == 5
    assert set(seen) == paths
    facts = program.get("/facts?limit=3").json()
    more = program.get(f"/facts?limit=3&cursor={facts['next']}").json()
    assert {each["id"] for each in facts["facts"]}.isdisjoint(each["id"] for each in more["facts"])
    for bad in ("x", "%27", "MjAyNi0xMi0wMSAnOy0t", "LTE"):
        assert program.get(f"/cases?cursor={bad}").json()["id"] == "bad-cursor"
    assert program.get("/cases?limit=100000").status_code == 400


@pytest.mark.parametrize(
    ("path", "body", "status", "id_"),
    [
        ("/plan", {"number": "112"}, 422, "not-mobile"),
        ("/plan", {"number": NUMBER, "as_of": "tomorrow"}, 400, "malformed"),
        ("/plan", {"nubmer": NUMBER}, 400, "malformed"),
        ("/plan", {"number": NUMBER, "circumstances": {"holder.knid": "citizen"}}, 422, "circumstances"),
        ("/numbers", {"text": "9" * 2001}, 400, "malformed"),
        ("/guard/check", {"text": "x", "channel": "pigeon"}, 400, "malformed"),
        ("/cases/nothere/reopen", {"why": "x"}, 404, "record-no-case"),
    ],
)
def test_what_is_wrong_is_told(program: Program, path: str, body: Any, status: int, id_: str) -> None:
    """A wrong request gets its status, its id, and words that repeat nothing of what was sent."""
    answer = program.post(path, body, if_match='"1"')
    assert (answer.status_code, answer.json()["id"]) == (status, id_)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert "9999" not in answer.text


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_problems_speak_the_language_asked_for(program: Program, lang: str) -> None:
    """Every problem of the API has words in each language."""
    from simoff.desk.bundle import catalogue

    words, others = catalogue("web", lang), catalogue("web", "en" if lang != "en" else "ru")
    answer = program.get("/nothing", accept_language=f"{lang};q=0.9, en;q=0.1")
    assert answer.json()["detail"] == words.say("web.api.no-such-place") != others.say("web.api.no-such-place")


def test_incognito_shuts_the_api(tmp_path: Any) -> None:
    """Where numbers, names and sums are covered, the API gives none."""
    settings = Settings(port=8765, incognito=True, environment={"SIMOFF_HOME": str(tmp_path)})
    with TestClient(make_app(settings), base_url="http://127.0.0.1:8765") as client:
        answer = Program(client, settings).get("/cases")
    assert (answer.status_code, answer.json()["id"]) == (403, "incognito")


def test_read_only_writes_nothing(tmp_path: Any) -> None:
    """Started read-only, reading works and every write is refused."""
    settings = Settings(port=8765, read_only=True, environment={"SIMOFF_HOME": str(tmp_path)})
    with TestClient(make_app(settings), base_url="http://127.0.0.1:8765") as client:
        program = Program(client, settings)
        assert program.post("/plan", {"number": NUMBER}).status_code == 200
        answer = program.post("/cases", {"number": NUMBER})
    assert (answer.status_code, answer.json()["id"]) == (403, "read-only")
