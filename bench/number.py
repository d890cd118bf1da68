"""Measures number/ against phonenumbers, in one run and one process: ``python bench/number.py``.

Looks for the ministry's file under SIMOFF_TEST_DATA or ../shared/data beside the repository; without it a
made plan of the same size is used.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from simoff.number import Registry, compile_registry, find, line_of  # noqa: E402

SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda n: f"8 ({n[:3]}) {n[3:6]}-{n[6:8]}-{n[8:]}",
    lambda n: f"+7{n}",
    lambda n: f"+7 {n[:3]} {n[3:6]}-{n[6:8]}-{n[8:]}",
    lambda n: f"8{n}",
    lambda n: f"8-{n[:3]}-{n[3:6]}-{n[6:8]}-{n[8:]}",
    lambda n: n,
    lambda n: f"+7\u00a0{n[:3]}\u00a0{n[3:6]}\u00a0{n[6:8]}\u00a0{n[8:]}",
    lambda n: f"тел. 8 {n[:3]} {n[3:6]} {n[6:8]} {n[8:]}",
)
BARS = {"single": 10.0, "bulk": 100.0, "load": 60.0}
LOAD = """
import time
start = time.perf_counter()
from simoff.number import Registry
ready = time.perf_counter()
Registry.from_bytes(open({path!r}, "rb").read())
end = time.perf_counter()
import sys
assert "numpy" not in sys.modules and "phonenumbers" not in sys.modules
print((ready - start) * 1000, (end - ready) * 1000)
"""


def plan() -> tuple[bytes, str]:
    data = Path(os.environ.get("SIMOFF_TEST_DATA", str(ROOT.parent / "shared" / "data")))
    path = data / "numbering" / "DEF-9xx.csv"
    return (path.read_bytes(), "the ministry's file") if path.is_file() else (made(), "a made plan")


def made() -> bytes:
    lines = ["АВС/ DEF;От;До;Емкость;Оператор;Регион;Территория ГАР;ИНН"]
    for place in range(17_000):
        code, first = 900 + place // 170, place % 170 * 50_000
        size = 40_000 if place % 3 else 49_950
        name = f'ООО "Оператор {place % 73}"'
        numbers = f"{code};{first:07};{first + size - 1:07};{size}"
        lines.append(f"{numbers};{name};-;Область {place % 87};{7700000000 + place % 73}")
    return "\n".join(lines).encode()


def best(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def report(name: str, value: float, bar: float, unit: str, good: bool) -> None:
    print(f"{name:<34} {value:10.1f} {unit:<3} bar {bar:g} {unit}: {'reached' if good else 'FALLS SHORT'}")


def load_times(index: Path) -> tuple[float, float]:
    """Milliseconds for the import of the room and for the load, best of five fresh processes."""
    code = LOAD.format(path=str(index))
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ)
        for _ in range(5)
    ]
    pairs = [tuple(map(float, run.stdout.split())) for run in runs]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def main() -> None:
    import tempfile

    import phonenumbers
    from phonenumbers import carrier

    data, kind = plan()
    registry = compile_registry(data).registry
    packed = registry.to_bytes()
    draw = random.Random(20261122)
    nationals = [f"9{draw.randrange(10**9):09}" for _ in range(200_000)]
    texts = [SPELLINGS[place % len(SPELLINGS)](n) for place, n in enumerate(nationals[:20_000])]

    def peer() -> None:
        for text in texts:
            carrier.name_for_number(phonenumbers.parse(text.removeprefix("тел. "), "RU"), "ru")

    def single() -> None:
        for text in texts:
            line_of(find(text)[0], registry)

    registry.lookup_many(nationals[:10])  # numpy and its table are made once
    peer_one = best(peer, 3) / len(texts)
    own_one = best(single, 5) / len(texts)
    strings = best(lambda: registry.lookup_many(nationals), 7) / len(nationals)
    ints = [int(n) for n in nationals]
    numbers = best(lambda: registry.lookup_many(ints), 7) / len(ints)
    compiling = best(lambda: compile_registry(data), 3)
    reading = best(lambda: Registry.from_bytes(packed), 7)

    print(f"plan: {kind}, {registry.rows} rows, index {len(packed)} bytes")
    print(f"phonenumbers parse + carrier       {peer_one * 1e6:10.2f} us a number")
    print(f"one look-up, eight spellings       {own_one * 1e6:10.2f} us a number")
    print(f"bulk, strings                      {strings * 1e9:10.1f} ns a number")
    print(f"bulk, ints                         {numbers * 1e9:10.1f} ns a number")
    for place, spelling in enumerate(SPELLINGS):
        some = [spelling(n) for n in nationals[:5000]]
        took = best(lambda some=some: [line_of(find(text)[0], registry) for text in some], 3) / len(some)
        print(f"  spelling {place}: {some[0]:<24} {took * 1e6:8.2f} us, {peer_one / took:6.1f} times the peer")
    print(f"compile the CSV                    {compiling * 1e3:10.1f} ms")
    print(f"load, this process                 {reading * 1e3:10.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "numbering.index"
        index.write_bytes(packed)
        importing, loading = load_times(index)
    print(f"import simoff.number, new process  {importing:10.1f} ms")
    report("single / phonenumbers", peer_one / own_one, BARS["single"], "x", peer_one / own_one >= BARS["single"])
    slower = max(strings, numbers)
    report(
        "bulk / phonenumbers (slower form)",
        peer_one / slower,
        BARS["bulk"],
        "x",
        peer_one / slower >= BARS["bulk"],
    )
    report("load from disk, new process", loading, BARS["load"], "ms", loading < BARS["load"])


if __name__ == "__main__":
    main()
