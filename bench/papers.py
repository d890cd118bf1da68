"""How long a letter takes: the value, its PDF and the explanation, cold and warm.

Run: python bench/papers.py [COUNT]. Every letter has another name and number, so memory serves nothing.
The aim is 5 ms for a letter, value and PDF together, with a warm compiler.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from statistics import median, quantiles
from time import perf_counter

from simoff.case.circumstances import Circumstances, HolderFacts, Wants
from simoff.desk.bundle import catalogue, load_facts
from simoff.number.model import Line, Range
from simoff.papers import Letter, explanation_pdf, letter_pdf, write_letter
from simoff.papers.details import Bank, Details, Person

AIM_MS = 5.0
CASE = Circumstances(
    holder=HolderFacts(kind="citizen", user_is="holder"),
    wants=Wants(end_on=date(2026, 12, 1), refund_to="bank_account"),
)


def main() -> int:
    """Print the figures; 1 when a warm letter is slower than the aim."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    facts, words = load_facts(), catalogue("papers", "en")

    def value(place: int) -> Letter:
        line = Line(f"+7916{place:07d}", f"916{place:07d}", Range("unknown", (), None, "codes", None))
        holder = Person(name=f"Иванов Иван {place}", document=f"паспорт {place:010d}", email="a@example.org")
        details = Details(holder=holder, bank=Bank(bik="044525225"))
        return write_letter("termination", CASE, line, details, facts, on=date(2026, 11, 24), operator_id="mts")

    def whole(place: int) -> bytes:
        return letter_pdf(value(place))

    print(f"cold letter (first in the process): {milliseconds(whole, count):8.2f} ms")
    report("letter value", value, count)
    warm = report("letter value + PDF, both copies", whole, count)
    report("explanation PDF (en)", lambda place: explanation_pdf(value(place), words, "en"), count)
    return int(warm > AIM_MS)


def report(name: str, work: Callable[[int], object], count: int) -> float:
    """Print median and 95th percentile of ``count`` different pieces of work, in milliseconds."""
    times = [milliseconds(work, place) for place in range(count)]
    print(f"{name:34} median {median(times):6.2f} ms   95 % under {quantiles(times, n=20)[-1]:6.2f} ms")
    return median(times)


def milliseconds(work: Callable[[int], object], place: int) -> float:
    """How long one piece of work takes."""
    start = perf_counter()
    work(place)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
