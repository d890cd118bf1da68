"""How many letters a second: the value, its PDF and the explanation, cold and warm, kind by kind.

Run: python bench/papers.py [COUNT]. Every letter has another name and number, so memory serves nothing. To keep to
one core start it with ``taskset -c 0``. A letter is the value and the PDF/A with all its copies. The aim is 300
letters a second on one warm core; the exit code is 1 where the termination falls short of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from statistics import median, quantiles
from time import perf_counter, process_time

from simoff.case.circumstances import Circumstances, HolderFacts, Wants
from simoff.desk.bundle import catalogue, load_facts
from simoff.number.model import Line, Range
from simoff.papers import KINDS, Letter, explanation_pdf, letter_pdf, write_letter
from simoff.papers.details import Bank, Details, Person

AIM = 300
CASE = Circumstances(
    holder=HolderFacts(kind="citizen", user_is="holder"),
    wants=Wants(end_on=date(2026, 12, 1), refund_to="bank_account"),
)


def letter_of(place: int, kind: str = "termination") -> Letter:
    """A letter unlike every other by name, document and number."""
    line = Line(f"+7916{place:07d}", f"916{place:07d}", Range("unknown", (), None, "codes", None))
    holder = Person(name=f"Иванов Иван {place}", document=f"паспорт {place:010d}", email="a@example.org")
    details = Details(holder=holder, bank=Bank(bik="044525225"))
    return write_letter(kind, CASE, line, details, load_facts(), on=date(2026, 11, 24), operator_id="mts")


def main() -> int:
    """Print the figures; 1 when the warm termination is slower than the aim."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    words = catalogue("papers", "en")

    def whole(place: int) -> bytes:
        return letter_pdf(letter_of(place))

    print(f"cold letter (first in the process): {milliseconds(whole, count)[0]:8.2f} ms")
    report("letter value", letter_of, count)
    speed = report("termination: value + PDF, both copies", whole, count)
    for kind in KINDS:
        report(f"{kind}: value + PDF", lambda place, kind=kind: letter_pdf(letter_of(place, kind)), count // 4)
    report("explanation PDF (en)", lambda place: explanation_pdf(letter_of(place), words, "en"), count // 4)
    print(f"aim {AIM} letters/s: {'reached' if speed >= AIM else 'not reached'}, {speed / AIM:.2f} of it")
    return int(speed < AIM)


def report(name: str, work: Callable[[int], object], count: int) -> float:
    """Print wall time and the rate by the core's own time of ``count`` different pieces of work; the rate."""
    times = [milliseconds(work, place) for place in range(1, max(count, 2) + 1)]
    wall, core = [pair[0] for pair in times], median(pair[1] for pair in times)
    ends = quantiles(wall, n=20)[-1]
    print(f"{name:42} median {median(wall):6.2f} ms   95 % under {ends:6.2f} ms   {1000 / core:6.0f}/s of a core")
    return 1000 / core


def milliseconds(work: Callable[[int], object], place: int) -> tuple[float, float]:
    """How long one piece of work takes: by the clock, and of processor time."""
    start, core = perf_counter(), process_time()
    work(place)
    return (perf_counter() - start) * 1000, (process_time() - core) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
