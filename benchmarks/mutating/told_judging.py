"""Which mutants of the comparison the rows of `test_told` tell, all in one process: a hundred times quicker than by forks of pytest.

    python benchmarks/mutating/told_judging.py [--module factcheck.ladder ...] [--sample 300] [--seed 0] [--show] [--output FILE]

Each mutant is put in its place, and those rows are read again that pass through its line, until one of them is told otherwise, or ends
with an error, or hangs. The rest of the suite kills some more (`mutants.py --again FILE`), so that the share is a lower bound. A sample
is drawn from all mutants of the chosen modules together, so that each of them counts once.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT), str(ROOT / "benchmarks")]

import test_told as exact  # noqa: E402
from mutants import drawn, modules, survivors, wilson  # noqa: E402

from factcheck import claims  # noqa: E402
from factcheck.claims import proportions, wholes  # noqa: E402
from mutating.calls import forget, hang, placed, quiet  # noqa: E402
from mutating.changes import Mutant, source  # noqa: E402
from mutating.judging import MEMORY, log, words_read  # noqa: E402
from mutating.pairs_searching import kept  # noqa: E402

Line = tuple[str, int]


def told(name: str, row: dict[str, Any]) -> str:
    return json.dumps(exact.READERS[name](row), ensure_ascii=False)


class Rows:
    """The rows of the tables, what is told of each, and which of them pass through a line of a file."""

    def __init__(self, files: Sequence[str]) -> None:
        self.files, self.passing = frozenset(files), defaultdict[Line, list[int]](list)
        self.tell: list[Callable[[], str]] = [partial(told, name, row) for name, _, row in exact.CASES]
        self.names = [f"{name}-{number}" for name, number, _ in exact.CASES]
        self.right, self.seconds = [], list[float]()
        for tell in self.tell:
            tell()  # what is read of a text is read once
            begun = process_time()
            self.right.append(tell())
            self.seconds.append(process_time() - begun)
        for at, tell in enumerate(self.tell):
            self.record(at, tell)

    def record(self, at: int, tell: Callable[[], str]) -> None:
        seen = set[Line]()

        def line(frame: FrameType, event: str, argument: Any) -> Any:
            seen.add((frame.f_code.co_filename, frame.f_lineno))
            return line

        forget()
        sys.settrace(lambda frame, event, argument: line if frame.f_code.co_filename in self.files else None)
        tell()
        sys.settrace(None)
        for each in seen:
            self.passing[each].append(at)

    def near(self, mutant: Mutant) -> list[int]:
        """The rows that may tell a mutant."""
        path = str(source(mutant.module))
        found = [self.passing.get((path, line)) for line in (mutant.line, mutant.statement)] if mutant.inside else []
        return next(filter(None, found), None) or sorted({at for (file, _), rows in self.passing.items() if file == path for at in rows})


def judged(wanted: Sequence[Mutant], rows: Rows) -> list[tuple[Mutant, int | None]]:
    """Every mutant, with the row that tells it."""
    known, every, found = defaultdict[tuple[str, str], Counter[int]](Counter), Counter[int](), list[tuple[Mutant, int | None]]()
    for number, mutant in enumerate(wanted):
        killers = known[mutant.module, mutant.inside]
        order = sorted(rows.near(mutant), key=lambda at: (-killers[at], -every[at], rows.seconds[at]))
        with placed(mutant):
            killer = next((at for at in order if quiet(rows.tell[at]) != rows.right[at]), None)
        if killer is not None:
            killers[killer] += 1
            every[killer] += 1
        found.append((mutant, killer))
        if number % 200 == 199:
            log(f"{mutant.module}: {number + 1} of {len(wanted)}, {sum(at is None for _, at in found)} left")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", help="a module, or a package for all of its modules (default: all of the comparison)")
    parser.add_argument("--sample", type=int, help="so many mutants of all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--again", type=Path, metavar="FILE", help="only the mutants that survived in a run that wrote this file")
    parser.add_argument("--show", action="store_true", help="name every survivor")
    parser.add_argument("--output", type=Path, help="write every verdict as a JSON line")
    options = parser.parse_args()
    chosen = options.module or ["factcheck.ladder", "factcheck.alignment"]
    every, counts = drawn([name for name in modules() if any(f"{name}.".startswith(f"{each}.") for each in chosen)], None, 0)
    wanted = [mutant for mutant in survivors(options.again) if mutant.module in counts] if options.again else every
    wanted = sorted(random.Random(options.seed).sample(wanted, min(options.sample or len(wanted), len(wanted))))
    for reader, name in ((claims, "of_script"), (wholes, "read"), (proportions, "read")):
        kept(reader, name)
    signal.signal(signal.SIGPROF, hang)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    words_read()
    rows = Rows([str(source(name)) for name in counts])
    log(f"{len(wanted)} of {sum(counts.values())} mutants, {len(rows.tell)} rows of {sum(rows.seconds):.1f} s")
    found = judged(wanted, rows)
    if options.output:
        lines = [{**m._asdict(), "killed": at is not None, "killer": None if at is None else rows.names[at]} for m, at in found]
        options.output.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    for module in counts:
        of = [at is not None for mutant, at in found if mutant.module == module]
        if of:
            print(f"{module:45} {counts[module]:6} {len(of):6} {sum(of):6} {sum(of) / len(of):7.1%}")
    killed = sum(at is not None for _, at in found)
    low, high = wilson(killed, len(found))
    print(f"{'all':45} {sum(counts.values()):6} {len(found):6} {killed:6} {killed / max(1, len(found)):7.1%}  {low:.1%} to {high:.1%}")
    if options.show:
        for mutant, at in found:
            if at is None:
                print(f"{mutant.module}:{mutant.line} {mutant.inside}: {mutant.before}  ->  {mutant.after}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
