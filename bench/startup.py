"""How long a command takes to start, in one run, as ratios to an empty Python: ``make bench``.

Bars: ``simoff --help`` at most 4 times, ``simoff plan … --json`` at most 8 times ``python -c pass``. The
programs take turns, so that a busy moment of the machine hits all of them; the median of each counts. It
measures the simoff that is installed beside this Python, as a person would have it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS = int(os.environ.get("SIMOFF_BENCH_ROUNDS", "40"))
SIMOFF = str(Path(sys.executable).parent / "simoff")
NUMBER = "+7 916 123-45-67"
PASS = "python -c pass"
COMMANDS: dict[str, tuple[list[str], float | None]] = {
    PASS: ([sys.executable, "-c", "pass"], None),
    "simoff --help": ([SIMOFF, "--help"], 4.0),
    "simoff plan … --json": ([SIMOFF, "plan", NUMBER, "--json"], 8.0),
    "simoff plan …": ([SIMOFF, "plan", NUMBER], None),
    "simoff number … --json": ([SIMOFF, "number", NUMBER, "--json"], None),
}


def milliseconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SIMOFF_HOME": home, "SIMOFF_LANG": "en"}
        environment.pop("PYTHONPATH", None)
        took: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for turn in range(ROUNDS + 2):
            for name, (command, _) in COMMANDS.items():
                took_now = milliseconds(command, environment)
                if turn >= 2:  # the first turns fill the disk's cache
                    took[name].append(took_now)
    middle = {name: median(times) for name, times in took.items()}
    kept = True
    for name, (_, bar) in COMMANDS.items():
        ratio = middle[name] / middle[PASS]
        verdict = "" if bar is None else f"  bar {bar:.0f}x: {'kept' if ratio <= bar else 'MISSED'}"
        kept = kept and (bar is None or ratio <= bar)
        print(f"{name:24s} {middle[name]:7.1f} ms {ratio:6.2f}x{verdict}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
