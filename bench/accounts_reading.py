"""Measures the reader of SMS XML against a bare lxml loop over the same file: ``python bench/accounts_reading.py``.

Makes its own archives: one of words alone, one in which pictures are most of the bytes. The loop of lxml does
nothing but step over the elements; the reader masks codes, makes values and counts what it covers. Both take
turns in one run and the best of each counts. SIMOFF_BENCH_MB sets the size of each archive (default 64; 2048
is the size the memory bar is meant for), SIMOFF_BENCH_DIR where they are made and removed again.
"""

from __future__ import annotations

import base64
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "accounts")]

from made.android_xml import mms, sms  # noqa: E402

from simoff.accounts.readers import mask_codes, open_archive  # noqa: E402
from simoff.accounts.readers.masking import Masking  # noqa: E402

SPEED_BAR = 60.0
MEMORY_BAR = 150.0
START, STEP = 1_500_000_000_000, 40_000
TEXTS = (
    ("Tinkoff", "Никому не говорите код {}! Вход в Т-Банк в 17:30 19.08.25"),
    ("900", "Покупка {}.00р {shop}. Баланс: 12345.67р"),
    ("gosuslugi", "Код: {}. Никому не сообщайте! Вход в Госуслуги"),
    ("Ozon", "{} - код для входа на ozon.ru. Не сообщайте его никому"),
    ("Uber", "<#> Your Uber code: {}. Never share it.\nqlRnn4A1sbt"),
    ("Google", "G-{} is your Google verification code."),
    ("WeChat", "【微信】验证码：{}，5分钟内有效，请勿泄露"),
    ("+79161234567", "{talk}"),
    ("+79161234568", "{talk}"),
    ("MegaFon", "Скидка 20% на второй номер до конца месяца. Подробнее: https://example.org/a/b12c"),
    ("VTB", "Зачисление {}.00р от Иван И. через СБП"),
    ("Boxberry", "Ваш заказ {} из {shop} прибыл. Хранение до 12.03.2026. Код получения у оператора не требуется"),
)


SYLLABLES = tuple(map("".join, zip("мрдклтнвспжшбг", "аоиеуаоиеуаоие", strict=True)))
SHOPS = ["".join(random.Random(n).choices(SYLLABLES, k=3)).upper() for n in range(300)]
"""Services repeat their wordings with other digits and shops; what people write to each other never comes twice."""


def message(draw: random.Random) -> tuple[str, str]:
    address, text = draw.choice(TEXTS)
    if "{talk}" in text:
        return address, " ".join("".join(draw.choices(SYLLABLES, k=draw.randrange(1, 4))) for _ in range(9)) + "?"
    text = text.replace("{shop}", draw.choice(SHOPS))
    return address, text.replace("{}", str(draw.randrange(1000, 999_999)))


def words(draw: random.Random, number: int) -> str:
    address, body = message(draw)
    return sms(
        address, body, date=START + number * STEP, type=draw.choice((1, 1, 1, 1, 2)), sub_id=str(1 + number % 2)
    )


def pictures(draw: random.Random, number: int) -> str:
    if number % 40:
        return words(draw, number)
    data = base64.b64encode(draw.randbytes(draw.randrange(30_000, 400_000))).decode()
    return mms("+79161234567", "смотри", date=START + number * STEP, data=data)


def make(path: Path, size: int, record: Callable[[random.Random, int], str]) -> int:
    """An archive of about ``size`` bytes; how many records it has."""
    draw, done, number = random.Random(20261122), 0, 0
    with path.open("wb") as stream:
        stream.write(b"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"0\">\n")
        while done < size:
            done += stream.write(record(draw, number).encode())
            number += 1
        stream.write(b"</smses>")
    return number


def bare(path: Path) -> None:
    from lxml import etree

    for number, (_, element) in enumerate(etree.iterparse(str(path), events=("end",), huge_tree=True)):
        element.clear()
        if not number % 1000 and element.tag == "sms":
            element.getparent().clear()  # or gigabytes of empty elements would slow the loop down


def reading(path: Path) -> None:
    with open_archive(path) as archive:
        for _ in archive:
            pass
    assert archive.coverage.complete, archive.coverage
    assert not archive.coverage.faults, archive.coverage


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_megabytes(path: Path) -> float:
    """The most memory a fresh process has in use while it reads the archive (on Linux)."""
    code = (
        "import sys; from simoff.accounts.readers import open_archive\n"
        "for _ in open_archive(sys.argv[1]): pass\n"
        "print(next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM')) / 1024)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", code, str(path)]
    return float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


def report(name: str, value: float, bar: float, unit: str, good: bool) -> None:
    print(f"{name:<44} {value:8.1f} {unit:<3} bar {bar:g} {unit}: {'reached' if good else 'FALLS SHORT'}")


def measure(name: str, path: Path, size: int, record: Callable[[random.Random, int], str]) -> None:
    count = make(path, size, record)
    megabytes = path.stat().st_size / 1e6
    rounds = 3 if size <= 512 * 1024**2 else 1
    ours, loops = [], []
    for _ in range(rounds):
        loops.append(seconds(lambda: bare(path)))
        ours.append(seconds(lambda: reading(path)))
    share = 100 * min(loops) / min(ours)
    print(
        f"-- {name}: {megabytes:.0f} MB, {count} records; bare lxml {megabytes / min(loops):.0f} MB/s, "
        f"reader {megabytes / min(ours):.0f} MB/s, {count / min(ours):,.0f} records/s"
    )
    report("throughput of the bare lxml loop", share, SPEED_BAR, "%", share >= SPEED_BAR)
    peak = peak_megabytes(path)
    report("most memory in use", peak, MEMORY_BAR, "MB", peak <= MEMORY_BAR)
    path.unlink()


def texts() -> Iterator[str]:
    draw = random.Random(7)
    for _ in range(20_000):
        yield message(draw)[1]


def main() -> None:
    size = int(os.environ.get("SIMOFF_BENCH_MB", "64")) * 1024**2
    with tempfile.TemporaryDirectory(dir=os.environ.get("SIMOFF_BENCH_DIR")) as folder:
        measure("words alone", Path(folder) / "words.xml", size, words)
        measure("with pictures", Path(folder) / "pictures.xml", size, pictures)
    some = list(texts())
    each = min(seconds(lambda: [mask_codes(text) for text in some]) for _ in range(3)) / len(some)
    again = min(seconds(lambda: list(map(Masking(), some))) for _ in range(3)) / len(some)
    print(f"-- masking alone: {each * 1e6:.1f} microseconds a text, {again * 1e6:.1f} with wordings remembered")


if __name__ == "__main__":
    main()
