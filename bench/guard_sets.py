"""The message sets the guard is measured on, near-duplicates removed. Other people's texts are never shown."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests" / "guard"
CHALLENGE = Path(__file__).with_name("guard_challenge.toml")
SHINGLE, HASHES, BANDS, ALIKE = 4, 32, 8, 0.6


def shared() -> Path | None:
    """The folder with the public sets, beside the checkout or one above; None where it is not there."""
    places = (ROOT.parent / "shared", ROOT.parent.parent / "shared")
    return next((place / "data" / "guard" for place in places if (place / "data" / "guard").is_dir()), None)


def without_near_duplicates(texts: Iterable[str], beside: Iterable[str] = ()) -> list[str]:
    """The texts that are not nearly the same as an earlier one, nor as one of ``beside``."""
    buckets: dict[tuple[int, tuple[int, ...]], list[frozenset[int]]] = {}
    for text in beside:
        _is_new(text, buckets)
    return [text for text in texts if text.strip() and _is_new(text, buckets)]


def _is_new(text: str, buckets: dict[tuple[int, tuple[int, ...]], list[frozenset[int]]]) -> bool:
    plain = re.sub(r"\W+", " ", re.sub(r"\d", "0", text.lower())).strip()
    pieces = frozenset(crc32(plain[at : at + SHINGLE].encode()) for at in range(max(1, len(plain) - SHINGLE + 1)))
    smallest = [
        min(piece * (2 * n + 1) * 2654435761 + n * 40503 & 0xFFFFFFFF for piece in pieces) for n in range(HASHES)
    ]
    rows = HASHES // BANDS
    keys = [(band, tuple(smallest[band * rows : (band + 1) * rows])) for band in range(BANDS)]
    for key in keys:
        for other in buckets.get(key, ()):
            if len(pieces & other) >= ALIKE * len(pieces | other):
                return False
    for key in keys:
        buckets.setdefault(key, []).append(pieces)
    return True


def public_sets() -> dict[str, tuple[list[str], list[str]]]:
    """Source -> traps (or spam) and honest texts; {} where the public sets are not there."""
    folder = shared()
    if folder is None:
        return {}
    telegram = [(folder / f"tgspam_{kind}-samples.txt").read_text("utf-8").splitlines() for kind in ("spam", "ham")]
    rows = [
        line.split("\t", 1) for line in (folder / "uci_sms.tsv").read_text("utf-8").splitlines() if "\t" in line
    ]
    uci = [[text for label, text in rows if label == kind] for kind in ("spam", "ham")]
    with (folder / "Dataset_5971.csv").open(encoding="utf-8", errors="replace") as file:
        labelled = [(row["label"].lower(), row["TEXT"]) for row in csv.DictReader(file)]
    spam, ham = map(without_near_duplicates, uci)
    smishing = without_near_duplicates((text for label, text in labelled if label == "smishing"), spam)
    return {
        "tg-spam (ru, en)": (without_near_duplicates(telegram[0]), without_near_duplicates(telegram[1])),
        "UCI SMS (en)": (spam, ham),
        "smishing 5971, not in UCI (en)": (smishing, []),
        "of these: SIM, KYC, account": ([text for text in smishing if ABOUT_ACCOUNTS.search(text)], []),
    }


ABOUT_ACCOUNTS = re.compile(r"\bkyc\b|\bsim\b|account|a/c|wallet|suspend|verify|otp|bank", re.IGNORECASE)


def own_sets() -> dict[str, tuple[list[str], list[str]]]:
    """What the author of the rules wrote: cases the rules were made with, genuine wordings, and a challenge."""
    cases = [tomllib.loads(path.read_text("utf-8")) for path in sorted((TESTS / "patterns").glob("*.toml"))]
    challenge = tomllib.loads(CHALLENGE.read_text("utf-8"))
    return {
        "own cases P1-P17": (
            [t for case in cases for t in case["traps"]],
            [t for case in cases for t in case["honest"]],
        ),
        "own genuine wordings": ([], tomllib.loads((TESTS / "genuine.toml").read_text("utf-8"))["texts"]),
        "own challenge (see its head)": (challenge["traps"], challenge["honest"]),
    }
