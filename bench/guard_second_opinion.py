"""Would a statistical second opinion help? Run: python bench/guard_second_opinion.py

Hashed character 2- to 5-grams and logistic regression, trained on all sources but one and asked about that one, so
that no source is known to it. It is asked at the threshold that leaves 99 % of the honest training texts alone.
Printed beside it is what the rules say, and what both say together. Nothing is stored: simoff has no such model,
for these figures.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

from guard_sets import own_sets, public_sets, without_near_duplicates

from simoff.desk.guard import guard
from simoff.guard import Message
from simoff.guard.normal import fold

DIMENSIONS = 1 << 17
ROUNDS, STEP, PENALTY = 150, 6.0, 1e-5
LEFT_ALONE = 0.99
LONGEST = 600

Rows = list[NDArray[np.int64]]
Weights = NDArray[np.float64]


def main() -> int:
    """Print what the model adds on each source it has not seen."""
    public = public_sets()
    if not public:
        print("not measured: the public sets are not beside the checkout")
        return 0
    names = list(public)[:3]
    public[names[2]] = (public[names[2]][0], [])
    own = own_sets()
    genuine = own["own genuine wordings"][1] + own["own cases P1-P17"][1]
    half = len(genuine) // 2
    print(f"{'source not seen':34} {'':8} {'rules':>7} {'model':>7} {'both':>7}")
    for name in names:
        train = [public[other] for other in names if other != name]
        report(name, [*train, ([], genuine[:half])], public[name])
    everything = [public[other] for other in names]
    report("own challenge", [*everything, ([], genuine[:half])], own["own challenge (see its head)"])
    report("own genuine wordings, other half", [*everything, ([], genuine[:half])], ([], genuine[half:]))
    report("the same, no genuine in training", everything, ([], genuine[half:]))
    folds(public[names[0]])
    return 0


def report(name: str, train: Sequence[tuple[list[str], list[str]]], unseen: tuple[list[str], list[str]]) -> None:
    """Recall and specificity of rules, model and both on a source that was not trained on."""
    weights, threshold = learn(
        [text for traps, _ in train for text in traps], [text for _, honest in train for text in honest]
    )
    for word, texts, wanted in (("recall", unseen[0], True), ("alone", unseen[1], False)):
        if not texts:
            continue
        rules = np.array([guard().check(Message(text)).verdict != "nothing_found" for text in texts])
        model = score(rows(texts), weights) > threshold
        figures = [np.mean(said == wanted) for said in (rules, model, rules | model)]
        print(f"{name:34} {word:8} " + " ".join(f"{figure:7.3f}" for figure in figures))


def folds(source: tuple[list[str], list[str]]) -> None:
    """Recall at 99 % specificity within one source, five folds: what a model knows of a source it has seen."""
    traps, honest = source
    kept = []
    for fold_ in range(5):
        train = [[text for n, text in enumerate(texts) if n % 5 != fold_] for texts in (traps, honest)]
        test = [[text for n, text in enumerate(texts) if n % 5 == fold_] for texts in (traps, honest)]
        weights, _ = learn(*train)
        threshold = np.quantile(score(rows(test[1]), weights), LEFT_ALONE)
        kept.append(np.mean(score(rows(test[0]), weights) > threshold))
    print(f"{'first source seen, five folds':34} {'recall':8} {'':7} {np.mean(kept):7.3f}")


def learn(traps: list[str], honest: list[str]) -> tuple[Weights, float]:
    """The weights, and the score that 99 % of the honest texts stay below."""
    traps, honest = without_near_duplicates(traps), without_near_duplicates(honest)
    found = rows(traps) + rows(honest)
    target = np.array([1.0] * len(traps) + [0.0] * len(honest))
    share = np.where(target == 1, 0.5 / len(traps), 0.5 / len(honest))
    place = np.concatenate(found)
    owner = np.repeat(np.arange(len(found)), [len(row) for row in found])
    size = 1 / np.sqrt([len(row) for row in found])
    weights = np.zeros(DIMENSIONS + 1)
    for _ in range(ROUNDS):
        sums = np.bincount(owner, weights[place], len(found)) * size + weights[-1]
        wrong = (1 / (1 + np.exp(-sums)) - target) * share
        gradient = np.bincount(place, (wrong * size)[owner], DIMENSIONS + 1)
        gradient[-1] = wrong.sum()
        weights -= STEP * (gradient + PENALTY * weights)
    return weights, float(np.quantile(score(rows(honest), weights), LEFT_ALONE))


def rows(texts: Sequence[str]) -> Rows:
    """The hashed n-grams of each text."""
    return [grams(fold(text[:LONGEST]).text) for text in texts]


def grams(text: str) -> NDArray[np.int64]:
    """The places of a text's different character 2- to 5-grams."""
    framed = f" {text} ".encode("utf-32-le")
    found = {
        crc32(framed[at : at + 4 * size]) % DIMENSIONS
        for size in range(2, 6)
        for at in range(0, len(framed) - 4 * size + 4, 4)
    }
    return np.fromiter(found, np.int64, len(found))


def score(found: Rows, weights: Weights) -> Weights:
    """How much each text looks like a trap."""
    return np.array([weights[row].sum() / np.sqrt(len(row)) + weights[-1] for row in found])


if __name__ == "__main__":
    sys.exit(main())
