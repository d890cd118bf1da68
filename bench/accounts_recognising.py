"""Measures the recogniser against the plain way, in one run: ``python bench/accounts_recognising.py``.

The plain way is what the same catalogue gives without an automaton: each word a regular expression of its own,
each tried on each message. Both read the same made messages (tests/accounts/made/truth.py), already in memory,
and what the plain way finds is compared, so that it is the same work: every name and family of words.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "accounts")]

from made.truth import made  # noqa: E402

from simoff.accounts.folding import fold_text  # noqa: E402
from simoff.accounts.inventory import Taking  # noqa: E402
from simoff.accounts.model import Message  # noqa: E402
from simoff.accounts.recognising import Recogniser  # noqa: E402
from simoff.desk.bundle import load_services  # noqa: E402

BAR = 20.0
SAMPLE = 300
"""Messages the plain way is measured on; it would take minutes on all of them."""


def plain_patterns(recogniser: Recogniser) -> list[re.Pattern[str]]:
    """Each word as an expression: whole, unless a star or Chinese stands at its ends."""
    found = []
    for pattern in recogniser.patterns.patterns:
        text = pattern.text
        before = "" if text[0] >= "\u2e80" or not text[0].isalnum() else r"(?<!\w)"
        after = "" if pattern.open_end or text[-1] >= "\u2e80" or not text[-1].isalnum() else r"(?!\w)"
        found.append(re.compile(before + re.escape(text) + after))
    return found


def timed(work: Callable[[], object], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def read_all(recogniser: Recogniser, messages: Sequence[Message]) -> None:
    for message in messages:
        recogniser.read(message)


def take_all(messages: Sequence[Message]) -> None:
    taking = Taking(load_services())
    for message in messages:
        taking.add(message)
    taking.inventory()


def folded_once(patterns: Sequence[re.Pattern[str]], texts: Sequence[str]) -> int:
    """The plain way made a little kinder: each text folded once, not once for each word."""
    return sum(pattern.search(folded) is not None for folded in map(fold_text, texts) for pattern in patterns)


def main() -> None:
    start = time.perf_counter()
    recogniser = Recogniser(load_services())
    print(f"catalogue and automaton ready      {1000 * (time.perf_counter() - start):10.1f} ms")
    patterns = plain_patterns(recogniser)
    print(f"words                              {len(patterns):10}")
    worst = None
    for lang in ("ru", "en", "zh"):
        messages = made(lang).messages
        sample = random.Random(7).sample(messages, SAMPLE)
        texts = [message.text for message in sample]
        plain_one = timed(lambda texts=texts: folded_once(patterns, texts)) / SAMPLE
        own = timed(lambda messages=messages: read_all(recogniser, messages)) / len(messages)
        whole = timed(lambda messages=messages: take_all(messages)) / len(messages)
        ratio = plain_one / own
        worst = ratio if worst is None else min(worst, ratio)
        print(
            f"{lang}: plain {plain_one * 1e6:8.1f} us, recogniser {own * 1e6:6.1f} us a message "
            f"({1 / own:8.0f} messages/s), inventory {1 / whole:8.0f} messages/s, {ratio:6.1f} times"
        )
    short, long = "Код 1234 для входа в Авито " * 4, "Код 1234 для входа в Авито " * 140
    for name, text in (("short", short), ("long", long)):
        one = [Message("sms", "in", "InfoSMS", text, None, None, "message 1")] * 500
        took = timed(lambda one=one: read_all(recogniser, one)) / len(one)
        print(f"linear: a {name:<5} text of {len(text):5} signs  {took * 1e9 / len(text):8.0f} ns a sign")
    verdict = "reached" if worst is not None and worst >= BAR else "FALLS SHORT"
    print(f"recogniser / plain, slowest language {worst:8.1f} x   bar {BAR:g} x: {verdict}")


if __name__ == "__main__":
    main()
