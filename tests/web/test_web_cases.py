"""A case in the browser: opened, its steps marked, and two tabs that do not tread on each other."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pytest
from litestar.testing import TestClient
from visitor import Visitor, seq_of

from simoff.case.decisions import log_contact
from simoff.desk.bundle import catalogue
from simoff.desk.case.keeping import change
from simoff.desk.case.marking import done as mark_done
from simoff.desk.clock import now, today
from simoff.desk.record import open_record
from simoff.web.app import make_app
from simoff.web.settings import Settings


def test_a_plan_becomes_a_case(visitor: Any, case: str) -> None:
    """The case has its own address, which holds no digit of the number, and stands in the list."""
    assert not re.search(r"\d{4}", case)
    assert "mine" in visitor.get("/cases").text
    assert "step-identify" in visitor.get(case).text


def test_a_step_is_marked(visitor: Any, case: str) -> None:
    """Done moves the step down, and what happened tells it."""
    page = visitor.get(case)
    answer = visitor.post(f"{case}/steps/gather-documents", {"seq": seq_of(page), "mark": "done"}, on=case)
    assert answer.url.path == case
    assert int(seq_of(visitor.get(case))) == int(seq_of(page)) + 1
    assert visitor.get(f"{case}/timeline").status_code == 200


def test_the_second_tab_is_told(visitor: Any, case: str) -> None:
    """Two tabs: the second gets "changed meanwhile", sees what it sent, and can send it again."""
    seq = seq_of(visitor.get(case))
    visitor.post(f"{case}/steps/gather-documents", {"seq": seq, "mark": "done"}, on=case)
    late = visitor.post(f"{case}/steps/save-money-proof", {"seq": seq, "mark": "done"}, on=case)
    assert late.status_code == 409
    again = {"seq": seq_of(late), "mark": "done"}
    assert visitor.post(f"{case}/steps/save-money-proof", again, on=case).url.path == case


def test_an_unknown_case_is_told(visitor: Any) -> None:
    """A case that there is not gives a page that says so, not a fault of the program."""
    assert visitor.get("/cases/nothere").status_code in (400, 404)


def test_read_only_writes_nothing(tmp_path: Any) -> None:
    """Started read-only, no form that writes is shown, and what is sent all the same is refused."""
    from visitor import HOME, PORT, Visitor

    settings = Settings(port=PORT, read_only=True, environment={"SIMOFF_HOME": str(tmp_path)})
    with TestClient(make_app(settings), base_url=HOME) as client:
        visitor = Visitor(client, settings)
        visitor.enter()
        visitor.post("/number", {"number": "8 (903) 123-45-67"})
        assert 'action="/cases"' not in visitor.get("/plan").text
        assert visitor.post("/cases", {"label": "x"}).status_code == 403


def test_the_interview_asks_what_applies(visitor: Any, case: str) -> None:
    """What does not apply is not asked, an answer is kept, an emptied one is taken back."""
    page = visitor.get(f"{case}/ask/who")
    assert "holder.died_on" not in page.text
    sent = {"seq": seq_of(page), "operator": "mts", "holder.kind": "deceased", "holder.user_is": "heir"}
    following = visitor.post(f"{case}/ask/who", sent, on=case)
    assert following.url.path == f"{case}/ask/when"
    assert 'name="leaving_on"' in following.text
    page = visitor.get(f"{case}/ask/who")
    assert "holder.died_on" in page.text
    emptied = {"seq": seq_of(page), "operator": "", "holder.kind": "deceased", "holder.user_is": "heir"}
    visitor.post(f"{case}/ask/who", emptied, on=case)
    assert 'value="mts" selected' not in visitor.get(f"{case}/ask/who").text


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_every_question_has_its_words(visitor: Any, case: str, lang: str) -> None:
    """Each page of the interview is complete in each language."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    for group in ("who", "when", "line", "money", "accounts", "wishes"):
        assert visitor.get(f"{case}/ask/{group}").status_code == 200, group


def test_every_circumstance_is_asked_once() -> None:
    """The interview covers every key that is not found out by the program itself, and none twice."""
    from simoff.case import key_names
    from simoff.web.interview import GROUPS

    asked = [ask.key for _, asks in GROUPS for ask in asks]
    counted = {"accounts.inventory", "accounts.critical_unmoved", "accounts.high_unmoved"}
    assert len(asked) == len(set(asked))
    assert {key.name for key in key_names()} - set(asked) == counted


def test_a_wrong_answer_in_the_interview_is_told(visitor: Any, case: str) -> None:
    """A balance that is no sum is said, and nothing is written."""
    page = visitor.get(f"{case}/ask/money")
    answer = visitor.post(f"{case}/ask/money", {"seq": seq_of(page), "money.balance": "lots"}, on=case)
    assert answer.status_code == 400
    assert seq_of(visitor.get(f"{case}/ask/money")) == seq_of(page)

def test_a_page_that_stands_ready_is_never_old(visitor: Visitor, settings: Settings, case: str) -> None:
    """The page is remembered as long as nothing changed: an event, the language, forgetting end that."""
    first = visitor.get(case)
    assert visitor.get(case).text == first.text
    id_ = case.removeprefix("/cases/")
    with open_record(settings.environment) as elsewhere:
        mark_done(elsewhere, id_, ["gather-documents"], settings.environment, on=today())
    changed = visitor.get(case)
    assert int(seq_of(changed)) == int(seq_of(first)) + 1
    visitor.post("/language", {"lang": "zh", "back": case})
    assert 'lang="zh-Hans"' in visitor.get(case).text
    with open_record(settings.environment) as elsewhere:
        elsewhere.forget(id_, now())
    gone = visitor.get(case)
    assert gone.status_code in (400, 409)
    assert "mine" not in gone.text


def test_a_long_timeline_comes_by_the_hundred(visitor: Visitor, settings: Settings, case: str) -> None:
    """The newest events first, the older ones behind a link, each event once."""
    id_ = case.removeprefix("/cases/")
    with open_record(settings.environment) as record:
        for place in range(220):
            talk = partial(log_contact, on=today(), channel="call", summary=f"talk {place}")
            change(record, id_, talk, settings.environment)
    path, seen, pages = f"{case}/timeline", [], 0
    while path:
        text = visitor.get(path).text
        assert len(text) < 100_000
        seen += re.findall(r"talk (\d+)", text)
        older = re.search(r'href="([^"]+before=\d+)"', text)
        path, pages = older[1] if older else "", pages + 1
    assert [int(place) for place in seen] == list(reversed(range(220)))
    assert pages == 3
    assert visitor.get(f"{case}/timeline?before=-5").status_code == 200
    assert visitor.get(f"{case}/timeline?before=99999").status_code == 200



def test_a_case_has_one_name_in_chinese() -> None:
    """The pages call a case what the command line and the glossary call it, and nothing else."""
    words = catalogue("web", "zh")
    other = [key for key in words for name in ("档案", "案件") if name in str(words.forms(key))]
    assert other == []
    assert words.say("web.nav.cases") == "案卷"
