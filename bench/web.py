"""How fast the pages are: ``PYTHONPATH=src python bench/web.py [SECONDS]``.

A server of its own with a case of 500 events, beside it one that answers with a single line by the same framework
and the same server, asked in turn over one connection each, in one run. Aims: 95 of 100 case pages within 50 ms, a
quarter of the rate of the single line, the first page within 1.5 s of the start, no page over 100 kB.
The exit code is 1 where an aim is missed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from http.client import HTTPConnection
from statistics import median, quantiles
from time import perf_counter, sleep

from simoff.case.decisions import log_contact
from simoff.desk.case.keeping import change
from simoff.desk.case.opening import open_for
from simoff.desk.plan import Asked
from simoff.desk.record import open_record

EVENTS = 500
ONE_LINE = """
import sys, uvicorn
from litestar import Litestar, get
from simoff.web.patience import Punctual

@get("/", sync_to_thread=False)
def line() -> str:
    return "one line"

uvicorn.run(Litestar([line], openapi_config=None), port=int(sys.argv[1]), http=Punctual, log_level="critical")
"""
PLAIN = "import sys; from simoff.cli import main; sys.exit(main())"
UNHURRIED = """
import sys
import simoff.web.app
from simoff.cli import main

simoff.web.app.REQUESTS_A_MINUTE = 10**9
sys.exit(main())
"""
STATED = ("operator=mts", "holder.kind=citizen", "holder.user_is=holder", "where=russia", "leaving_on=2026-12-20")


def main() -> int:
    """Print the table; 1 when an aim is missed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    with tempfile.TemporaryDirectory() as folder:
        environment = {"SIMOFF_HOME": f"{folder}/data", "XDG_CONFIG_HOME": f"{folder}/config"}
        case = filled(environment)
        first = min(started(environment) for _ in range(3))
        served, link = served_pages(UNHURRIED, environment)
        pages = Visitor(link)
        port = int(link.split(":")[2].split("/")[0]) + 1
        other = subprocess.Popen([sys.executable, "-c", ONE_LINE, str(port)])
        try:
            fresh = after_changes(environment, case, pages)
            return report(pages, case, first, fresh, waited(port), seconds)
        finally:
            served.terminate()
            other.terminate()


def filled(environment: dict[str, str]) -> str:
    """A case with that many events."""
    with open_record(environment) as record:
        case = open_for(record, Asked("+79161234567", settings=STATED), environment)
        length = change(record, case, lambda state: (), environment).after.length
        for place in range(EVENTS - length):
            talk = partial(log_contact, on=date(2026, 11, 24), channel="call", summary=f"talk {place}")
            change(record, case, talk, environment)
    return case


def started(environment: dict[str, str]) -> float:
    """Seconds from the start of the server to its first page."""
    began = perf_counter()
    served, link = served_pages(PLAIN, environment)
    Visitor(link)
    took = perf_counter() - began
    served.terminate()
    return took


def served_pages(program: str, environment: dict[str, str]) -> tuple[subprocess.Popen[str], str]:
    """The server and its link."""
    command = [sys.executable, "-c", program, "serve", "--port", "0", "--no-browser", "--json"]
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    text = ""
    while not text.endswith("}\n"):
        text += process.stdout.readline()
    return process, json.loads(text)["link"]


class Visitor:
    """One connection with the cookie of the link."""

    def __init__(self, link: str) -> None:
        host, path = re.match(r"http://([^/]+)(.*)", link).groups()  # type: ignore[union-attr]
        self.connection = HTTPConnection(host)
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        given = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        self.cookie = "; ".join(value.split(";")[0] for value in given)
        answer.read()
        self.get("/")

    def get(self, path: str) -> bytes:
        """The body of a page."""
        self.connection.request("GET", path, headers={"cookie": self.cookie})
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status)
        return body


def waited(port: int) -> HTTPConnection:
    """A connection to the single line, once it is there."""
    for _ in range(200):
        with suppress(OSError):
            connection = HTTPConnection(f"127.0.0.1:{port}")
            connection.connect()
            return connection
        sleep(0.05)
    raise OSError("the single line does not answer")


def after_changes(environment: dict[str, str], case: str, pages: Visitor) -> list[float]:
    """Times of the case page, each right after another event, so that no page stands ready."""
    times: list[float] = []
    pages.get(f"/cases/{case}")
    with open_record(environment) as record:
        for place in range(40):
            talk = partial(log_contact, on=date(2026, 11, 24), channel="call", summary=f"talk more {place}")
            change(record, case, talk, environment)
            begins = perf_counter()
            pages.get(f"/cases/{case}")
            times.append(perf_counter() - begins)
    return times


def report(
    pages: Visitor, case: str, first: float, fresh: list[float], other: HTTPConnection, seconds: float
) -> int:
    """Measure both in turn, so that the machine treats them alike, and print."""

    def single() -> None:
        other.request("GET", "/")
        other.getresponse().read()

    names = ("", "/talk", "/money", "/accounts", "/papers", "/gate", "/line", "/files", "/record", "/timeline")
    paths = ("/", "/facts", "/help", *(f"/cases/{case}{name}" for name in names))
    sizes = {path: len(pages.get(path)) for path in paths}
    whole, line = in_turn([lambda: pages.get(f"/cases/{case}"), single], seconds)
    start = in_turn([lambda: pages.get("/")], seconds / 4)[0]
    late = quantiles(whole, n=20)[-1] * 1000
    new = quantiles(fresh, n=20)[-1] * 1000
    ratio = median(line) / median(whole)
    rates = f"{1 / median(whole):.0f} to {1 / median(line):.0f} a second"
    largest = max(sizes, key=lambda path: sizes[path])
    name = largest.replace(case, "CASE")
    aims = (
        (f"case page of {EVENTS} events, 95 of 100 within", f"{late:.1f} ms", late < 50, "50 ms"),
        ("the same right after a change", f"{new:.1f} ms (half in {median(fresh) * 1000:.1f})", new < 50, "50 ms"),
        ("of the rate of one line", f"{ratio:.1%} ({rates})", ratio >= 0.25, "25 %"),
        ("start page, of the rate of one line", f"{median(line) / median(start):.1%}", True, "told only"),
        ("start to first page, best of three", f"{first:.2f} s", first <= 1.5, "1.5 s"),
        (f"largest page ({name})", f"{sizes[largest] / 1000:.0f} kB", sizes[largest] <= 100_000, "100 kB"),
    )
    for name, figure, reached, aim in aims:
        print(f"{name:48} {figure:32} {'reached' if reached else 'missed'} (aim {aim})")
    return int(not all(reached for _, _, reached, _ in aims))


def in_turn(works: list[Callable[[], object]], seconds: float) -> list[list[float]]:
    """Times of each piece of work, one after the other until the time is over."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    ends = perf_counter() + seconds
    while perf_counter() < ends:
        for place, work in enumerate(works):
            begins = perf_counter()
            work()
            times[place].append(perf_counter() - begins)
    return times


if __name__ == "__main__":
    raise SystemExit(main())
