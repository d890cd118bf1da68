"""The guard measured: by source, by rule, in messages a second. Run: python bench/guard.py

Prints recall (called scam or suspicious), the share called scam, and specificity for each source, with
near-duplicates removed; for each rule how often it spoke rightly and wrongly; what masking finds; and the speed
on one core. Exit 1 when the speed or the size of the packs misses its bar.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))

from guard_sets import own_sets, public_sets, shared

from simoff.checksums import chinese_id_is_whole, inn_is_whole, snils_is_whole
from simoff.desk.bundle import GUARD_FILE, compile_bundle
from simoff.desk.guard import guard
from simoff.guard import Message
from simoff.guard.masking import mask

FEWEST_A_SECOND, LARGEST_MB = 2_000, 5.0
Sets = dict[str, tuple[list[str], list[str]]]


def main() -> int:
    """Print all tables."""
    if shared() is None:
        print("the public sets are not beside the checkout: only the own ones are measured\n")
    sets = {**public_sets(), **own_sets()}
    by_source(sets)
    by_rule(sets)
    masking()
    return speed(sets)


def by_source(sets: Sets) -> None:
    """Recall and specificity for each source."""
    print(f"{'source':34} {'traps':>6} {'found':>7} {'scam':>7} {'honest':>7} {'left alone':>11} {'F1':>6}")
    for name, (traps, honest) in sets.items():
        words = [guard().check(Message(text)).verdict for text in traps]
        found = sum(word != "nothing_found" for word in words)
        scam = sum(word == "scam" for word in words)
        wrong = sum(guard().check(Message(text)).verdict != "nothing_found" for text in honest)
        f1 = 2 * found / (found + wrong + len(traps)) if traps and honest else None
        print(
            f"{name:34} {len(traps):6} {share(found, traps):>7} {share(scam, traps):>7} {len(honest):7} "
            f"{share(len(honest) - wrong, honest):>11} {'' if f1 is None else f'{f1:.3f}':>6}"
        )
    print()


def by_rule(sets: Sets) -> None:
    """For each rule: how many traps it spoke of, how many honest texts, precision, and recall among the traps."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for traps, honest in sets.values():
        for counter, texts in ((right, traps), (wrong, honest)):
            for text in texts:
                counter.update(one.rule.id for one in guard().check(Message(text)).indicators)
    total = sum(len(traps) for traps, _ in sets.values())
    print(f"{'rule':30} {'pattern':>8} {'right':>6} {'wrong':>6} {'precision':>10} {'recall':>7}")
    for rule in guard().book.rules:
        spoke = right[rule.id] + wrong[rule.id]
        precision = f"{right[rule.id] / spoke:.3f}" if spoke else "-"
        print(
            f"{rule.id:30} {rule.pattern:>8} {right[rule.id]:6} {wrong[rule.id]:6} {precision:>10} "
            f"{right[rule.id] / total:7.3f}"
        )
    print()


def share(part: int, texts: list[str]) -> str:
    """A share as a figure with three places, or a dash where there is nothing to share."""
    return f"{part / len(texts):.3f}" if texts else "-"


def masking() -> None:
    """Recall over made-up numbers in everyday sentences, and false masks over the honest texts."""
    chance = random.Random(20261124)
    print(f"{'masked kind':22} {'made':>6} {'found':>7}")
    for kind, make in MAKERS.items():
        texts = [make(chance) for _ in range(500)]
        found = sum(
            any(one.kind == kind and text[one.start : one.end] == value for one in mask(text).masks)
            for text, value in texts
        )
        print(f"{kind:22} {len(texts):6} {found / len(texts):7.3f}")
    honest = [text for _, texts in public_sets().values() for text in texts]
    if honest:
        falsely = sum(
            any(one.kind not in ("phone", "email", "name") for one in mask(text).masks) for text in honest
        )
        print(f"honest public texts with a mask of another kind than phone, e-mail, name: {share(falsely, honest)}")
    print()


def digits(chance: random.Random, count: int) -> str:
    """Random digits."""
    return "".join(chance.choices("0123456789", k=count))


def whole(chance: random.Random, count: int, test: Callable[[str], bool], before: str = "") -> str:
    """Random digits whose check digits fit."""
    while True:
        made = before + digits(chance, count - len(before))
        if test(made):
            return made


def card(chance: random.Random) -> str:
    """Sixteen digits that pass Luhn."""
    head = chance.choice(("4", "51", "2200")) + digits(chance, 15)
    head = head[:15]
    total = sum(sum(divmod(int(d) * (2 - n % 2), 10)) for n, d in enumerate(head))
    return head + str(-total % 10)


def said(chance: random.Random, value: str, *forms: str) -> tuple[str, str]:
    """A value in one of some sentences."""
    return chance.choice(forms).format(value), value


def spaced(value: str, *cuts: int) -> str:
    """Digits in groups."""
    parts, at = [], 0
    for cut in cuts:
        parts.append(value[at : at + cut])
        at += cut
    return " ".join(parts)


def chinese_id(chance: random.Random) -> str:
    """Eighteen signs with a date and a fitting last one."""
    head = f"1101{digits(chance, 2)}19{chance.randint(50, 99)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    head += digits(chance, 3)
    return next(head + last for last in "0123456789X" if chinese_id_is_whole(head + last))


MAKERS: dict[str, Callable[[random.Random], tuple[str, str]]] = {
    "passport_ru": lambda c: said(
        c,
        spaced(digits(c, 10), *c.choice(((2, 2, 6), (4, 6)))),
        "Паспорт {} выдан УВД",
        "мой паспорт: {}.",
        "护照 {} 有效",
    ),
    "passport_cn": lambda c: said(c, "E" + digits(c, 8), "护照号{}", "passport {}", "паспорт КНР {}, виза"),
    "id_cn": lambda c: said(c, chinese_id(c), "身份证{}", "номер {} из Китая", "my id {} ok"),
    "snils": lambda c: said(
        c,
        "{0[0]}-{0[1]}-{0[2]} {0[3]}".format(spaced(whole(c, 11, snils_is_whole), 3, 3, 3, 2).split()),
        "СНИЛС {}",
        "вот {} мой",
    ),
    "inn": lambda c: said(c, whole(c, 12, inn_is_whole), "ИНН {}", "мой {} в налоговой"),
    "card": lambda c: said(
        c, spaced(card(c), *c.choice(((16,), (4, 4, 4, 4)))), "карта {}", "переведите на {} сегодня", "卡号{}"
    ),
    "account": lambda c: said(
        c, "40817810" + digits(c, 12), "счёт {} в банке", "р/с {}, БИК 044525225", "account {}"
    ),
    "otp": lambda c: said(
        c, digits(c, c.choice((4, 5, 6))), "Код: {}", "{} — ваш код", "Your code is {}.", "验证码{}，请勿告知"
    ),
    "phone": lambda c: said(
        c, c.choice(("+79{}", "89{}", "8 9{}")).format(digits(c, 9)), "звоните {}", "мой номер {}, Маша", "电话{}"
    ),
}
"""Kind -> a sentence with a made-up value of that kind, and the value."""


def speed(sets: Sets) -> int:
    """Messages a second by rules alone, and the size of the packs."""
    texts = [text for traps, honest in sets.values() for text in (*traps, *honest)]
    guard().check(Message("warm up https://mts.ru"))
    rates = []
    for _ in range(3):
        start = perf_counter()
        for text in texts:
            guard().check(Message(text))
        rates.append(len(texts) / (perf_counter() - start))
    size = len(compile_bundle()[GUARD_FILE]) / 1e6
    rate = max(rates)
    print(f"{len(texts)} messages, {rate:,.0f} a second on one core by rules alone (bar {FEWEST_A_SECOND:,})")
    print(f"packs {size:.2f} MB (bar {LARGEST_MB})")
    return int(rate < FEWEST_A_SECOND or size > LARGEST_MB)


if __name__ == "__main__":
    sys.exit(main())
