"""Looks for texts at the edge of what is read: one more word between two others, one more in a number or one word of a list more,
and something else is read.

    python benchmarks/mutating/edging.py --table exact_values [--seconds 60] [--most 300] [--seed 0] [--write]

It asks for no mutant and takes a fraction of the time of `searching.py`: what differs on both sides of an edge tells most mutants that
move it. With ``--write`` the texts that were found stand in the table, those of both sides.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from time import process_time

BENCHMARKS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(BENCHMARKS.parent), str(BENCHMARKS), str(BENCHMARKS.parent / "tests")]

import test_exact  # noqa: E402

from mutating.judging import log  # noqa: E402
from mutating.searching import TABLES, Given, told, write  # noqa: E402
from mutating.varying import LONGEST, TEXTS, Row, cut, tables, texts, words  # noqa: E402

# Words between two others, and what a number may be: dense where bounds are likely.
GROWN = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26, 32, 42, 62)
MOST_EDGES = 4  # of one text; what changes with every word more tells of no bound
NUMBER = re.compile(r"(?<![\d.,:/-])\d{1,4}(?![\d.,:/-]*\d)")
NEAR = (10, 20, 25, 32, 50, 60, 70, 80, 90, 100, 115, 150, 200, 366, 500, 750, 1000, 1100, 1400, 1500, 1583, 1900, 1950, 2000, 2025, 2050)
COUNTED = sorted({*range(35), *(value + by for value in (*NEAR, 2100, 2190, 2200, 2500, 9999) for by in (-2, -1, 0, 1, 2))})
FILES = {"changes", "clauses", "dates", "grammar", "hedges", "names", "nouns", "numbers", "parts", "units"}
LISTS = 60  # lists of words that are tried at one place
KINDS_KEPT = 5  # edges that are kept of one number, of one distance, of one list


class Edges:
    """Finds edges near the rows of a table; each with a kind, so that not all are of one."""

    def __init__(self, given: Given, rows: Sequence[Row], seed: int) -> None:
        self.given, self.rows, self.random = given, rows, Random(seed)
        self.lists = {
            lang: [number for number, keys in enumerate(words(lang).keys) if keys[0] in FILES and len(keys) > 1]
            for lang in {row.get("lang", "en") for row in rows}
        }

    def bare(self, row: Row) -> str:
        """What is read of a row, without the words of the text and without numbers."""
        return re.sub(r'\[[^\]]*\]|"tried": "[^"]*"|\d+', "", told(self.given.reader, row))

    def found(self) -> Iterator[tuple[str, list[Row]]]:
        row = self.random.choice(self.rows)
        field = self.random.choice([name for name in TEXTS if row.get(name)] or [""])
        if field and len(row[field]) < LONGEST / 2:
            yield from self.random.choice((self.farther, self.counted, self.listed))(row, field)

    def flips(self, made: Callable[[int], Row], steps: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Neighbours of some steps between which the reading changes."""
        read = {step: self.bare(made(step)) for step in steps}
        for few, many in pairwise(steps):
            while read[few] != read[many] and many - few > 1:
                middle = (few + many) // 2
                read[middle] = self.bare(made(middle))
                few, many = (middle, many) if read[middle] == read[few] else (few, middle)
            if read[few] != read[many]:
                yield few, many

    def farther(self, row: Row, field: str) -> Iterator[tuple[str, list[Row]]]:
        pieces = cut(row[field])
        at, word = self.random.randint(1, max(1, len(pieces) - 1)), " " + self.random.choice(words(row.get("lang", "en")).plain)

        def made(many: int) -> Row:
            return {**row, field: "".join([*pieces[:at], *[word] * many, *pieces[at:]]).strip()}

        edges = list(self.flips(made, GROWN))
        yield from ((f"{few} words", [made(few), made(many)]) for few, many in edges[: MOST_EDGES * (len(edges) <= MOST_EDGES)])

    def counted(self, row: Row, field: str) -> Iterator[tuple[str, list[Row]]]:
        numbers = list(NUMBER.finditer(row[field]))
        if numbers:
            start, end = self.random.choice(numbers).span()
            text = row[field]

            def made(value: int) -> Row:
                return {**row, field: f"{text[:start]}{value}{text[end:]}"}

            yield from ((f"number {low}", [made(low), made(high)]) for low, high in self.flips(made, COUNTED))

    def listed(self, row: Row, field: str) -> Iterator[tuple[str, list[Row]]]:
        pieces, lang = cut(row[field]), row.get("lang", "en")
        known, at = words(lang), self.random.randint(0, len(pieces))

        def made(word: str) -> Row:
            return {**row, field: "".join([*pieces[:at], f" {word}", *pieces[at:]]).strip()}

        plain = self.bare(made(self.random.choice(known.plain)))
        for number in self.random.sample(self.lists[lang], min(LISTS, len(self.lists[lang]))):
            row_with = made(self.random.choice(known.lists[number]))
            if self.bare(row_with) != plain:
                yield f"list {lang} {number}", [row_with]


def taken(edges: Edges, seconds: float, most: int) -> list[Row]:
    """Rows at edges of as many kinds as can be found in a time."""
    begun, kinds, found = process_time(), Counter[str](), dict[str, list[Row]]()
    while process_time() - begun < seconds:
        for kind, rows in edges.found():
            kinds[kind] += 1
            if kinds[kind] <= KINDS_KEPT:
                found[json.dumps(rows, sort_keys=True)] = rows
    log(f"{len(found)} edges of {len(kinds)} kinds")
    chosen = edges.random.sample(list(found.values()), min(most, len(found)))
    return [row for rows in chosen for row in rows]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", choices=TABLES, default="exact_values")
    parser.add_argument("--seconds", type=float, default=60, help="of a processor")
    parser.add_argument("--most", type=int, default=300, help="edges that are kept")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true", help="add what was found to the table")
    options = parser.parse_args()
    given = TABLES[options.table]
    known = [{name: row[name] for name in given.given if name in row} for row in tables(test_exact.TABLES / f"{options.table}.jsonl")]
    others = [{"lang": lang, "day": "2025-08-06", "text": text} for lang, text in texts() if lang and given.sides == ("text",)]
    rows = known + [{name: row[name] for name in given.given if name in row} for row in others]
    have = {json.dumps(row, sort_keys=True) for row in known}
    found = [
        row for row in taken(Edges(given, rows, options.seed), options.seconds, options.most) if json.dumps(row, sort_keys=True) not in have
    ]
    for row in found:
        if options.write:
            write(options.table, row)
        else:
            print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
