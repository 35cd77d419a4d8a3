"""Claims with some of their fields changed that tell mutants of the ladder from the right program, to be rows of the table `told_claims`.

    python benchmarks/mutating/claims_searching.py [--module factcheck.ladder ...] [--again FILE] [--minutes 10] [--output FILE]

What a rung asks of two claims and of their articles is seldom met by chance in texts. Here the claims of the tables' pairs of texts get
other values near each other, other scopes, places, moments, sources and stages, and any context; the ladder is asked what it says of
them, which takes a tenth of a thousandth of a second. Each mutant is shown those for which its function is called.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT), str(ROOT / "benchmarks")]

import test_told as exact  # noqa: E402
from mutants import drawn, modules, survivors  # noqa: E402

from mutating.calls import Calls, first_told, hang, quiet, write_left  # noqa: E402
from mutating.changes import Mutant  # noqa: E402
from mutating.claims_varying import Pair, Pools, Row  # noqa: E402
from mutating.judging import MEMORY, log, words_read  # noqa: E402
from mutating.pairs_searching import first_pairs  # noqa: E402

ROWS = 5000  # of a round
SECONDS = 0.15  # of a processor that a mutant is shown rows in a round
PAIRS, LONGEST = 3000, 240  # pairs of texts of which the claims are taken, and characters of one


def told(row: Row) -> str:
    return json.dumps(exact.changed(row))


class Search:
    """The mutants that no row tells yet, and the rows that were found for the others."""

    def __init__(self, wanted: Sequence[Mutant], seed: int, pairs: Sequence[Pair]) -> None:
        self.left, self.pools, self.seed = list(wanted), Pools(seed, pairs), seed
        self.random, self.found = random.Random(seed), dict[str, int]()
        self.called: list[list[Row]] = []  # rows for which the function of a mutant that is left is called

    def made(self) -> list[Row]:
        rows: list[Row] = [json.loads(row) for row in self.found]
        rows += [self.pools.near(self.random.choice(self.random.choice(self.called))) for _ in range(2 * ROWS // 3 if self.called else 0)]
        return rows + [self.pools.row() for _ in range(ROWS - len(rows))]

    def round(self, output: Path) -> None:
        """Every mutant that is left is shown rows made anew."""
        calls, rows, right = Calls(sorted({mutant.module for mutant in self.left}), self.seed, 0), self.made(), list[str]()
        for at, row in enumerate(rows):
            with calls.recorded(at):
                right.append(quiet(partial(told, row)))
        said = [set(re.findall(r'"(\w+)', found)) if found.startswith("{") else set() for found in right]
        reached = {
            (module, name): [at for at in cases if said[at] and (name.strip("_") in said[at] or at % 9 == 0)]
            for (module, name), cases in calls.reached.items()
        }
        best, left = Counter(dict.fromkeys(range(len(self.found)), 1)), list[Mutant]()
        for number, mutant in enumerate(self.left):
            near = (
                reached.get((mutant.module, mutant.inside), [])
                if mutant.inside
                else sorted({at for some in reached.values() for at in some})
            )
            killer = first_told(mutant, told, rows, right, sorted(near, key=lambda at: -best[at]), SECONDS)
            if killer is None:
                left.append(mutant)
            else:
                best[killer] += 1
                text = json.dumps(rows[killer], ensure_ascii=False)
                self.found[text] = self.found.get(text, 0) + 1
            if number % 100 == 99:
                log(f"{mutant.module}: {number + 1} shown, {len(left)} left, {len(self.found)} rows")
                self.write(output, [*left, *self.left[number + 1 :]])
        self.left = left
        self.called = [[rows[at] for at in cases] for mutant in left if (cases := reached.get((mutant.module, mutant.inside)))]
        self.write(output, left)

    def write(self, path: Path, mutants: Sequence[Mutant]) -> None:
        lines = [
            json.dumps({"table": "told_claims", "kills": many, **json.loads(row)}, ensure_ascii=False) for row, many in self.found.items()
        ]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        write_left(path, mutants)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", help="a module, or a package for all of its modules (default: the ladder)")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--again", type=Path, metavar="FILE", help="only the mutants that were left by a run that wrote this file")
    parser.add_argument("--pairs", type=Path, metavar="FILE", help="pairs of one's own to begin with, as JSON lines {lang, a, b}")
    parser.add_argument("--output", type=Path, default=Path("claims.jsonl"))
    options = parser.parse_args()
    chosen = options.module or ["factcheck.ladder"]
    names = [name for name in modules() if any(f"{name}.".startswith(f"{each}.") for each in chosen)]
    wanted = survivors(options.again) if options.again else drawn(names, None, options.seed)[0]
    signal.signal(signal.SIGPROF, hang)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    words_read()
    search = Search(wanted, options.seed, [pair for pair in first_pairs(options.pairs) if len(pair[1] + pair[2]) < LONGEST][:PAIRS])
    log(f"{len(wanted)} mutants, claims of {len(search.pools.kinds)} kinds")
    begun = monotonic()
    while search.left and monotonic() - begun < 60 * options.minutes:
        search.round(options.output)
        log(f"{len(search.left)} left, {len(search.found)} rows, after {(monotonic() - begun) / 60:.1f} minutes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
