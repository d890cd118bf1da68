"""Tools for assistants, through the official SDK's own client over standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import pytest

pytest.importorskip("mcp", reason="mcp is not installed (simoff[mcp])")

import simoff
from mcp import Client, StdioServerParameters
from simoff.case.decisions import log_contact
from simoff.desk.case.keeping import change, read
from simoff.desk.case.opening import open_for
from simoff.desk.plan import Asked
from simoff.desk.record import open_record
from simoff.mcp.serving import LARGEST_ANSWER, LONGEST_LINE, MOST_WAITING, call, tools

START = "import sys; from simoff.cli import main; sys.exit(main())"
NUMBER, DIGITS = "+79161234567", "4567"
READING = {"plan", "calendar", "facts_list", "facts_show", "ask", "guard_check"}
WRITING = {"case_step_done", "case_answer", "case_adopt_facts"}
LANGUAGES = ("zh", "ru", "en")
Work = Callable[[Client], Awaitable[Any]]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    source = str(Path(simoff.__file__).parents[1])
    home = {"SIMOFF_HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    for name, value in home.items():
        monkeypatch.setenv(name, value)
    return {**home, "PYTHONPATH": source, "PATH": os.environ.get("PATH", "")}


@pytest.fixture
def case(environment: dict[str, str]) -> str:
    """A case with a name, a talk, a passport and a code in its notes."""
    with open_record(environment) as record:
        stated = ("operator=mts", "where=russia", "holder.kind=citizen")
        found = open_for(record, Asked(NUMBER, settings=stated), environment, label="Иван Тайный")
        said = "паспорт 4509 123456, код 483920, карта 4111 1111 1111 1111"
        talk = partial(log_contact, on=date(2026, 11, 24), channel="call", with_whom="Анна", summary=said)
        change(record, found, talk, environment)
    return found


def in_a_loop_of_its_own(work: Callable[..., Awaitable[Any]], *given: object) -> Any:
    """Run it in a thread of its own: a browser driven in this process keeps a loop in the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, work, *given).result()


def ask(environment: Mapping[str, str], work: Work, *words: str) -> Any:
    """Start ``simoff mcp`` as an assistant does and work with it."""
    started = StdioServerParameters(
        command=sys.executable, args=["-c", START, "mcp", *words], env=dict(environment)
    )

    async def run() -> Any:
        with anyio.fail_after(60):
            async with Client(started) as client:
                return await work(client)

    return in_a_loop_of_its_own(run)


def one(environment: Mapping[str, str], name: str, arguments: dict[str, Any], *words: str) -> Any:
    return ask(environment, lambda client: client.call_tool(name, arguments), *words)


def answer(found: Any) -> Any:
    assert not found.is_error, found.content[0].text
    return json.loads(found.content[0].text)


def test_without_options_it_only_reads(environment: dict[str, str], case: str) -> None:
    """The tools are the six that read, each says so and has a closed schema; no case tool is there."""
    found = ask(environment, lambda client: client.list_tools()).tools
    assert {tool.name for tool in found} == READING
    for tool in found:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.input_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
    refused = one(environment, "case_show", {"case": case})
    assert refused.is_error
    assert "case_show" in refused.content[0].text


def test_a_plan_with_sources(environment: dict[str, str]) -> None:
    """The plan is the one of the command line, and each fact it cites comes with source and dates."""
    known = {"operator": "mts", "where": "russia", "leaving_on": "2026-12-20", "sim_in_daily_use": True}
    asked = {"number": NUMBER, "circumstances": known, "as_of": "2026-11-24"}
    plan = answer(one(environment, "plan", asked))
    words = ["plan", NUMBER, "--as-of", "2026-11-24", "--json"]
    words += [
        word
        for key, value in known.items()
        for word in ("--set", f"{key}={str(value).lower() if value is True else value}")
    ]
    same = subprocess.run([sys.executable, "-c", START, *words], env=environment, capture_output=True, check=True)
    assert plan == json.loads(same.stdout)
    for source in plan["sources"].values():
        assert {"source", "in_force_since", "confirmed_on", "confidence"} <= source.keys()


def test_dates_facts_and_the_guard(environment: dict[str, str]) -> None:
    """Dates come with the facts behind them, facts with sources and days a page at a time, a trap with reasons."""

    async def work(client: Client) -> Any:
        asked = {"number": NUMBER, "circumstances": {"leaving_on": "2026-12-20"}, "as_of": "2026-11-24"}
        return [
            await client.call_tool("calendar", asked),
            await client.call_tool("facts_list", {"operator": "mts", "limit": 5}),
            await client.call_tool("facts_show", {"id": "refund-30-days", "lang": "zh"}),
            await client.call_tool("guard_check", {"text": "Ваш договор истекает, продиктуйте код из СМС 483920"}),
        ]

    calendar, listed, fact, guard = map(answer, ask(environment, work))
    days = [one["day"] for one in calendar["dates"]]
    assert days == sorted(days) != []
    assert (len(listed["facts"]), listed["next"]) == (5, 5)
    assert all("sources" in line and "confirmed_on" in line for line in listed["facts"])
    assert fact["values"][0]["sources"][0]["address"].startswith("https://")
    assert fact["read_up_to"]
    assert guard["verdict"] == "scam"
    assert "483920" not in json.dumps(guard, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("plan", {}),
        ("plan", {"number": "1" * 61}),
        ("plan", {"number": "hello"}),
        ("plan", {"number": "+7 495 123-45-67"}),
        ("plan", {"number": NUMBER, "everything": True}),
        ("plan", {"number": NUMBER, "circumstances": {"colour": "red"}}),
        ("plan", {"number": NUMBER, "circumstances": {"operator": "x" * 201}}),
        ("plan", {"number": NUMBER, "circumstances": {f"k{'a' * n}": 1 for n in range(61)}}),
        ("plan", {"number": NUMBER, "circumstances": {"operator": 'mts"\nwhere="abroad'}}),
        ("plan", {"number": NUMBER, "as_of": "2026-02-31"}),
        ("plan", {"number": NUMBER, "lang": "fr"}),
        ("facts_list", {"limit": 51}),
        ("facts_list", {"offset": -1}),
        ("facts_list", {"operator": "nobody"}),
        ("facts_show", {"id": "../../etc/passwd"}),
        ("facts_show", {"id": "refund-31"}),
        ("ask", {}),
        ("ask", {"question": ""}),
        ("ask", {"question": "退" * 100_000}),
        ("ask", {"question": "?!… —"}),
        ("ask", {"question": ["refund"]}),
        ("ask", {"question": "refund", "most": 11}),
        ("ask", {"question": "refund", "most": 0}),
        ("ask", {"question": "refund", "operator": "nobody"}),
        ("ask", {"question": "refund", "as_of": "tomorrow"}),
        ("ask", {"question": "refund", "case": "k7m2qp"}),
        ("guard_check", {"text": "x" * 20_001}),
        ("guard_check", {"text": "x", "channel": "pigeon"}),
        ("read_file", {"path": "/etc/passwd"}),
    ],
)
def test_bad_arguments_are_refused_in_words(name: str, arguments: dict[str, Any]) -> None:
    """Missing, unknown, too long, out of range, no such thing: an error that says what to do, in each language."""
    import mcp_types as types

    from simoff.mcp.serving import make_server

    found = tools()
    server = make_server(found)

    async def run(lang: str) -> types.CallToolResult:
        async with Client(server) as client:
            return await client.call_tool(name, {"lang": lang, **arguments})

    for lang in LANGUAGES:
        answered = in_a_loop_of_its_own(run, lang)
        assert answered.is_error
        assert len(answered.content[0].text.splitlines()) >= 2  # type: ignore[union-attr]
        assert "Traceback" not in answered.content[0].text  # type: ignore[union-attr]


def test_everything_at_once(environment: dict[str, str]) -> None:
    """A hundred calls at the same moment are all answered: worked on one by one, or refused as too many."""

    async def work(client: Client) -> Any:
        found: list[Any] = []

        async def one_more(n: int) -> None:
            listed = ("facts_list", {"limit": 50, "offset": n % 9 * 50})
            asked = ("ask", {"question": "refund debt court scam", "most": 10})
            found.append(await client.call_tool(*(asked if n % 2 else listed)))

        async with anyio.create_task_group() as group:
            for n in range(100):
                group.start_soon(one_more, n)
        return found

    found = ask(environment, work)
    assert len(found) == 100
    good = [one for one in found if not one.is_error]
    assert len(good) >= MOST_WAITING
    assert all("waiting" in one.content[0].text for one in found if one.is_error)


def test_a_question_is_answered_with_sources_and_days(environment: dict[str, str]) -> None:
    """In each language each claim comes with its source, a day and how well it is known."""

    async def work(client: Client) -> Any:
        asked = [
            ("zh", "多久退余额"),
            ("ru", "через сколько вернут остаток"),
            ("en", "how long does the refund take"),
        ]
        return [
            await client.call_tool("ask", {"question": text, "lang": lang, "as_of": "2026-11-24"})
            for lang, text in asked
        ]

    for found in map(answer, ask(environment, work)):
        assert found["facts_version"]
        assert found["read_up_to"]
        assert 1 <= len(found["answers"]) <= 3
        assert any("refund-30-days" in one["cites"] for one in found["answers"])
        for one in found["answers"]:
            assert {rest["fact"] for rest in one["sources"] if rest["fact"]} == set(one["cites"])
            for rest in one["sources"]:
                assert rest["confidence"]
                assert rest["fact"] is None or (rest["address"] and rest["in_force_since"] and rest["read_up_to"])


def test_everything_asked_at_once_stays_small() -> None:
    """A question about everything, with the most answers, in each language: ten at most, far below the bound."""
    every = (
        "退款 销号 委托书 欠费 投诉 法院 госуслуги возврат доверенность долг суд претензия refund cancel debt "
        "court scam esim mnp sberbank telegram passport apostille notary "
    )
    for lang in LANGUAGES:
        found = call(tools()["ask"], {"question": (every * 20)[:2000], "most": 10, "lang": lang})
        assert not found.is_error
        assert 1 <= len(json.loads(found.content[0].text)["answers"]) <= 10  # type: ignore[union-attr]
        assert len(found.content[0].text.encode()) < LARGEST_ANSWER // 4  # type: ignore[union-attr]


def test_a_question_with_secrets_in_it_gives_none_back() -> None:
    """Where nothing is found the sentence quotes the question, without the card and the code that stood in it."""
    asked = "Рецепт борща на карту 4111 1111 1111 1111, код 483920, паспорт 4509 123456?"
    found = call(tools()["ask"], {"question": asked, "lang": "ru"})
    assert not found.is_error
    for secret in ("4111", "483920", "123456"):
        assert secret not in found.content[0].text  # type: ignore[union-attr]


def test_a_message_without_end_is_read_past(environment: dict[str, str]) -> None:
    """A line of many megabytes and nonsense are no messages, keep no memory, and what follows is answered."""
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize"}
    hello["params"] = {  # type: ignore[assignment]
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "t", "version": "1"},
    }
    lines = b"x" * (20 * LONGEST_LINE) + b"\n" + b"{]\n" + json.dumps(hello).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-c", START, "mcp"],
        env=environment,
        input=lines,
        capture_output=True,
        timeout=60,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert any(found.get("id") == 1 and found["result"]["serverInfo"]["name"] == "simoff" for found in answers)
    assert len(done.stdout) < 100_000
    assert b"xxxxx" not in done.stderr


def test_both_options_or_none(environment: dict[str, str]) -> None:
    """Writing without a named case, or a case without writing, is refused before anything is served."""
    for words in (["--allow-writes"], ["--case", "k7m2qp"]):
        done = subprocess.run(
            [sys.executable, "-c", START, "mcp", *words],
            env=environment,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 2
        assert done.stdout == b""


def test_a_case_without_its_person(environment: dict[str, str], case: str) -> None:
    """What an assistant sees of a case holds no number, name, talk, document, card, code or file."""
    found = one(environment, "case_show", {"case": case, "lang": "ru"}, "--allow-writes", "--case", case)
    shown = answer(found)
    assert shown["plan"]["steps"]
    assert shown["plan"]["sources"]
    text = found.content[0].text
    for word in (NUMBER[2:], "4567", "Тайный", "Анна", "123456", "483920", "4111", "sha256", "timeline"):
        assert word not in text, word
    other = one(environment, "case_show", {"case": "aaaaaa"}, "--allow-writes", "--case", case)
    assert other.is_error


def test_writing_is_confirmed_by_the_person(environment: dict[str, str], case: str) -> None:
    """With the right digits a step is done and an answer noted: the events are in the record."""

    async def work(client: Client) -> Any:
        listed = await client.list_tools()
        step = {"case": case, "step": "gather-documents", "confirm": DIGITS}
        said = {"case": case, "question": "which-office", "answer": "любой салон", "confirm": DIGITS}
        return [
            listed,
            await client.call_tool("case_step_done", step),
            await client.call_tool("case_answer", said),
            await client.call_tool("case_adopt_facts", {"case": case, "confirm": DIGITS}),
            await client.call_tool("case_answer", {**said, "question": "my-question"}),
        ]

    listed, done, noted, adopted, unknown = ask(environment, work, "--allow-writes", "--case", case)
    writing = {tool.name for tool in listed.tools if not tool.annotations.read_only_hint}
    assert writing == WRITING
    assert answer(done)["events_written"] == answer(noted)["events_written"] == 1
    assert adopted.is_error  # its facts are the newest already
    assert unknown.is_error
    with open_record(environment) as record:
        state = read(record, case).state
    assert state.marks["gather-documents"].status == "done"
    assert state.answers["which-office"].answer == "любой салон"


def test_guessing_the_confirmation_ends_it(environment: dict[str, str], case: str) -> None:
    """Wrong digits write nothing; after three the case is closed to this server, even for the right ones."""

    async def work(client: Client) -> Any:
        tries = ["0000", "1111", "2222", DIGITS]
        step = {"case": case, "step": "gather-documents"}
        found = [await client.call_tool("case_step_done", {**step, "confirm": digits}) for digits in tries]
        return [*found, await client.call_tool("case_step_done", step)]

    found = ask(environment, work, "--allow-writes", "--case", case)
    assert all(one.is_error for one in found)
    with open_record(environment) as record:
        assert "gather-documents" not in read(record, case).state.marks
