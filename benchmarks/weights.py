"""Find the coefficients of the alignment of two statements, and tell what they are worth.

    python benchmarks/weights.py PAIRS... [--write] [--ridge NUMBER] [--threshold NUMBER]

PAIRS are JSON Lines of labelled pairs {"id", "lang", "a", "b", "label"}; "contradict" is what is looked for. Pairs that share a text,
a "topic" or a "url" are never parted: ten times, the weighting is found on nine tenths of these groups and asked about the last tenth.
Printed: precision, recall and F1 of what it flags by file, the same for the ladder alone, and the coefficients. ``--write`` puts
them into factcheck/alignment/weights.toml. Logistic regression with a ridge, by Newton's method; nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import json
import math
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import factcheck.alignment as alignment
from factcheck import claims, pairs
from factcheck.alignment import Weights
from factcheck.ladder import DENIED
from factcheck.model import Article, Comparison

FOLDS, ROUNDS = 10, 8
CONFLICTS = ("contradiction", "dispute")
TARGET = Path(alignment.__file__).with_name("weights.toml")


class Row(NamedTuple):
    """A labelled pair: its file, its group, the texts aligned, what the ladder says, the features, whether they are in conflict, and
    whether the ladder alone settles that they are."""

    file: str
    group: str
    pair: alignment.Pair
    best: Comparison
    features: dict[str, float]
    conflict: bool
    settled: bool

    def said(self, by: Weights) -> bool:
        """Whether the program would tell a conflict with these weights."""
        return self.settled or pairs.by_weight(self.pair, self.best, by).relation in CONFLICTS


def read(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        a, b = (claims.stage(Article(side, side, row[side], ""), row["lang"]) for side in ("a", "b"))
        judged = pairs.by_ladder(a, b)
        group = str(row.get("url") or row.get("topic") or row["id"].split("-")[-1])
        pair, best = pairs.align(a, b, judged), judged.best
        settled = best.relation in CONFLICTS and best.rule != DENIED.id
        yield Row(path.stem, group, pair, best, alignment.features(pair, best), row["label"] == "contradict", settled)


def fit(rows: Sequence[Row], names: Sequence[str], ridge: float, threshold: float) -> Weights:
    """Newton's method on standardised features; the coefficients are given for the features as they are."""
    columns = [[row.features[name] for row in rows] for name in names]
    means = [math.fsum(column) / len(rows) for column in columns]
    spreads = [math.sqrt(math.fsum((v - m) ** 2 for v in c) / len(rows)) or 1.0 for c, m in zip(columns, means, strict=True)]
    table = [[1.0, *((row.features[n] - m) / s for n, m, s in zip(names, means, spreads, strict=True))] for row in rows]
    found = [0.0] * (len(names) + 1)
    for _ in range(ROUNDS):
        found = [f + step for f, step in zip(found, newton(table, rows, found, ridge), strict=True)]
    scaled = {n: w / s for n, w, s in zip(names, found[1:], spreads, strict=True)}
    constant = found[0] - math.fsum(scaled[n] * m for n, m in zip(names, means, strict=True))
    return Weights(scaled, constant, threshold)


def newton(table: Sequence[Sequence[float]], rows: Sequence[Row], found: Sequence[float], ridge: float) -> list[float]:
    size = len(found)
    slope = [-ridge * f * (at > 0) for at, f in enumerate(found)]
    bend = [[ridge * (at == other and at > 0) for other in range(size)] for at in range(size)]
    for values, row in zip(table, rows, strict=True):
        said = 1 / (1 + math.exp(-sum(map(float.__mul__, values, found))))
        sure = said * (1 - said)
        for at, value in enumerate(values):
            slope[at] += (row.conflict - said) * value
            if value:
                line, factor = bend[at], sure * value
                for other in range(at, size):
                    line[other] += factor * values[other]
    for at in range(size):
        for other in range(at):
            bend[at][other] = bend[other][at]
    return solve(bend, slope)


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with the largest pivot."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda place: abs(rows[place][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for line in rows[at + 1 :]:
            factor = line[at] / rows[at][at]
            line[at:] = [value - factor * pivot for value, pivot in zip(line[at:], rows[at][at:], strict=True)]
    found = [0.0] * len(rows)
    for at in reversed(range(len(rows))):
        known = math.fsum(rows[at][other] * found[other] for other in range(at + 1, len(rows)))
        found[at] = (rows[at][-1] - known) / rows[at][at]
    return found


def score(pairs: Sequence[tuple[bool, bool]]) -> str:
    """Precision, recall and F1 of (said, is) in percent."""
    hit = sum(said and real for said, real in pairs)
    said, real = sum(said for said, _ in pairs), sum(real for _, real in pairs)
    precision, recall = hit / said if said else 0.0, hit / real if real else 0.0
    both = 2 * precision * recall / (precision + recall) if hit else 0.0
    return f"P {100 * precision:5.1f} ({hit}/{said})  R {100 * recall:5.1f} ({hit}/{real})  F1 {100 * both:5.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ridge", type=float, default=50.0)
    parser.add_argument("--threshold", type=float, default=0.3)
    asked = parser.parse_args()
    rows = [row for path in asked.pairs for row in read(path)]
    names = sorted(rows[0].features)
    folds = [zlib.crc32(row.group.encode()) % FOLDS for row in rows]
    said = [False] * len(rows)
    for fold in range(FOLDS):
        by = fit([row for row, its in zip(rows, folds, strict=True) if its != fold], names, asked.ridge, asked.threshold)
        for at, row in enumerate(rows):
            if folds[at] == fold:
                said[at] = row.said(by)
    for file in dict.fromkeys(row.file for row in rows):
        own = [(row, value) for row, value in zip(rows, said, strict=True) if row.file == file]
        print(f"{file:18s} {score([(value, row.conflict) for row, value in own])}")
        print(f"{'  ladder alone':18s} {score([(row.settled, row.conflict) for row, _ in own])}")
    by = fit(rows, names, asked.ridge, asked.threshold)
    lines = [f"constant = {by.constant:.3f}", f"threshold = {asked.threshold}", "", "[weights]"]
    lines += [f"{name} = {by.of[name]:.3f}" for name in names]
    print("\n".join(lines))
    if asked.write:
        TARGET.write_text(
            "# Found by benchmarks/weights.py, which tells what they are worth.\n" + "\n".join(lines) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
