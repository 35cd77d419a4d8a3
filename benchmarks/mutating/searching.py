"""Looks for texts that tell mutants from the program, and adds them to the exact tables of the tests.

    python benchmarks/mutating/searching.py --module factcheck.values.hedges --table exact_values [--seed 0] [--write] [--output FILE]

For each function of a module: the texts of all tables that pass through it, then texts near those (a few words left out, put between,
other words of their lists, numbers at their bounds), and those that the search has found already first of all. Each mutant runs in a
fork; what it reads of a text is compared with what the program reads. A text that tells them apart is made as short as it can be while
it does, and is a row of the table from then on. With ``--write`` each is put into the table at once, with what the
program reads of it. Look at the survivors, which ``--output`` writes down as `mutants.py` does: where no text can tell a mutant
from the program, say why in ``mutants_equivalent.jsonl``; better, leave out of the program what does nothing.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import json
import os
import resource
import signal
import sys
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import process_time
from typing import Any, NamedTuple

BENCHMARKS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(BENCHMARKS.parent), str(BENCHMARKS), str(BENCHMARKS.parent / "tests")]

import test_exact  # noqa: E402
from mutants import drawn, modules  # noqa: E402

from mutating.changes import Mutant, source  # noqa: E402
from mutating.judging import MEMORY, log, words_read  # noqa: E402
from mutating.passing import Line, Tracer, silent  # noqa: E402
from mutating.placing import place, sited  # noqa: E402
from mutating.varying import Row, Varying, cut, tables, texts  # noqa: E402

Reader = Callable[[Row], Row]
NEAR, NEAR_EACH = 100, 5  # texts that are made for a function, and for each of its mutants
ROUNDS = 3  # in each of them near those of the rounds before
SECONDS = 0.25  # of a processor that one mutant gets for rows that are there, and for fresh ones: less where others of its line survived
POOL = 3000  # texts of other tables
SHORTER = 6  # rounds in which a text is made shorter


class Given(NamedTuple):
    """What a table of exact rows is made of: the fields that are given, and what is read of them."""

    reader: Reader
    given: tuple[str, ...]
    sides: tuple[str, ...]
    but: str = ""  # texts of these tables are not looked at: they say little to this one


TABLES = {
    "exact_values": Given(test_exact.read, ("lang", "day", "before", "text"), ("text",)),
    "exact_amounts": Given(test_exact.amounts, ("lang", "text"), ("text",)),
    "exact_places": Given(test_exact.places, ("lang", "text"), ("text",)),
    "exact_spellings": Given(test_exact.spelled, ("a", "b"), ("a", "b")),
    "exact_names": Given(test_exact.of_text, ("lang", "text"), ("text",)),
    "exact_sames": Given(test_exact.of_pair, ("a", "b"), ("a", "b")),
    "exact_articles": Given(test_exact.of_article, ("lang", "day", "title", "text"), ("text",), "exact"),
    "exact_wholes": Given(test_exact.of_wholes, ("lang", "text"), ("text",), "exact"),
}


def caches() -> Iterator[Any]:
    """Everything that the program keeps, but for the words of its languages."""
    for name, module in list(sys.modules.items()):
        if name == "test_exact" or (name.startswith("factcheck.") and not name.startswith("factcheck.language")):
            yield from (thing for thing in vars(module).values() if hasattr(thing, "cache_clear"))


@functools.cache
def passing_caches() -> tuple[Any, ...]:
    """Those that keep what was read, which has to be read anew: bounded ones, and those of the tests."""
    kept = dict.fromkeys(caches())
    return tuple(each for each in kept if each.cache_parameters()["maxsize"] or each.__module__ == "test_exact")


def told(reader: Reader, row: Row) -> str:
    for kept in passing_caches():
        kept.cache_clear()
    try:
        return json.dumps(reader(row), sort_keys=True, default=str)
    except Exception as error:
        return type(error).__name__


class Texts:
    """Rows with what the program reads of them and the lines that they pass through. ``derived``: the lines passed when everything
    is derived; ``steady``: those passed whenever a text is read."""

    def __init__(self, reader: Reader, files: Iterable[str]) -> None:
        self.reader, self.tracer = reader, Tracer(files)
        self.rows, self.right = list[Row](), list[str]()
        self.lines: dict[Line, array[int]] = defaultdict(functools.partial(array, "L"))
        self.known = dict[str, int]()
        self.derived, self.steady = frozenset[Line](), frozenset[Line]()

    def add(self, row: Row) -> int:
        """The number of a row, which is read once."""
        name = json.dumps(row, sort_keys=True)
        if name not in self.known:
            self.tracer.seen = set()
            sys.settrace(self.tracer.called)
            try:
                right = told(self.reader, row)
            finally:
                sys.settrace(None)
            self.known[name] = len(self.rows)
            for line in self.tracer.seen:
                self.lines[line].append(len(self.rows))
            self.rows.append(row)
            self.right.append(right)
        return self.known[name]

    def derive(self, rows: Iterable[Row]) -> None:
        """What is derived once is derived, and the lines that it passes through are kept apart."""
        sys.settrace(self.tracer.called)
        try:
            for row in rows:
                told(self.reader, row)
        finally:
            sys.settrace(None)
        self.derived = frozenset(self.tracer.seen)


class Search:
    """The rows of a table that are kept, and the mutants they are to tell from the program."""

    def __init__(self, table: str, wanted: Sequence[Mutant], seed: int, writes: bool, more: Sequence[Row] = ()) -> None:
        self.table, self.seed, self.writes = table, seed, writes
        self.reader, self.given, self.sides, self.but = TABLES[table]
        self.wanted = wanted
        self.texts = Texts(self.reader, {str(source(mutant.module)) for mutant in wanted})
        self.found = list[int]()
        rows = [{name: row[name] for name in self.given if name in row} for row in tables(test_exact.TABLES / f"{table}.jsonl")]
        others = list(self.others())
        self.texts.derive(rows + others)
        self.kept = {self.texts.add(row) for row in rows}
        self.pool = [self.texts.add(row) for row in others]
        self.texts.steady = frozenset(self.texts.lines)
        self.more = [self.texts.add({name: row[name] for name in self.given if name in row}) for row in more]

    def others(self) -> Iterator[Row]:
        """Texts of other tables as rows of this one."""
        random = Random(self.seed)
        known = [(lang, text) for lang, text in texts(self.but) if lang or "lang" not in self.given]
        known = random.sample(known, min(POOL, len(known)))
        by_side = [random.sample(known, len(known)) for _ in self.sides[1:]]
        for number, (lang, text) in enumerate(known):
            same = [text, *(next(other for at, other in side[number:] + side if at == lang) for side in by_side)]
            row: Row = {"lang": lang, "day": random.choice((None, "2025-08-06", "2025-08-06")), **dict(zip(self.sides, same, strict=True))}
            row |= {"before": [random.choice(known)[1]]} if random.random() < 0.1 else {}
            yield {name: row[name] for name in self.given if name in row}

    def run(self) -> Iterator[tuple[Mutant, bool]]:
        """Every mutant, and whether a row tells it from the program."""
        groups = defaultdict[tuple[str, str], list[Mutant]](list)
        order = {name: Random(f"{self.seed} {name}").random() for name in {mutant.module for mutant in self.wanted}}
        for mutant in sorted(self.wanted, key=lambda mutant: (order[mutant.module], mutant)):
            groups[mutant.module, mutant.inside].append(mutant)
        for (module, inside), mutants in groups.items():
            sited(module)
            gc.collect()
            gc.freeze()
            near, killers, spared = list[int](), Counter[int](), Counter[int]()
            for mutant in mutants:
                seconds = SECONDS / (1 + spared[mutant.line] / 2)
                killed = self.tells(mutant, [each for each, _ in killers.most_common()], self.kept, seconds)
                if killed is None:
                    near = near or self.near(module, inside, mutants)
                    killed = self.tells(mutant, [], set(near) - self.kept, seconds)
                    killed = killed if killed is not None else self.tells(mutant, [], set(self.pool) - self.kept - set(near), seconds / 2)
                    killed = None if killed is None else self.shortened(mutant, killed)
                if killed is None:
                    spared[mutant.line] += 1
                else:
                    spared[mutant.line] = 0
                    killers[killed] += 1
                yield mutant, killed is not None

    def near(self, module: str, inside: str, mutants: Sequence[Mutant]) -> list[int]:
        """Rows near those that pass through the lines of some mutants; each line has its share of them, and lines that
        none has passed through yet are looked for near the others."""
        varying = Varying(module, inside, self.seed)
        others = [self.texts.rows[at] for at in varying.random.sample(self.pool, min(300, len(self.pool)))]
        path = str(source(module))
        lines = sorted({(path, at) for mutant in mutants for at in (mutant.line, mutant.statement) if mutant.inside})
        lines = lines or sorted(line for line in self.texts.lines if line[0] == path)
        made = list(self.more)
        for _ in range(ROUNDS):
            passed = [sorted(self.texts.lines[line], key=self.length) for line in lines if line in self.texts.lines]
            for number in range((NEAR + NEAR_EACH * len(mutants)) // ROUNDS if passed else 0):
                through = passed[number % len(passed)]
                origin = through[min(int(varying.random.expovariate(0.02)), len(through) - 1)]
                made.append(self.texts.add(varying.near(self.texts.rows[origin], others)))
        return made

    def length(self, number: int) -> tuple[int, int]:
        return sum(len(self.texts.rows[number][side]) for side in self.sides), number

    def lines(self, mutant: Mutant) -> tuple[Line, Line]:
        return (path := str(source(mutant.module)), mutant.line), (path, mutant.statement)

    def passed(self, mutant: Mutant) -> set[int]:
        """The texts that pass through the line of a mutant, once what is derived is there."""
        return next((set(self.texts.lines[line]) for line in self.lines(mutant) if line in self.texts.lines), set())

    def anew(self, mutant: Mutant) -> bool:
        """Whether a mutant shows only where everything is derived anew."""
        whole = not mutant.inside or isinstance(vars(importlib.import_module(mutant.module)).get(mutant.inside), type)
        lines = self.lines(mutant)
        return self.texts.steady.isdisjoint(lines) and (whole or not self.texts.derived.isdisjoint(lines))

    def tells(self, mutant: Mutant, first: Sequence[int], among: set[int], seconds: float | None) -> int | None:
        """The first row of some that tells a mutant from the program; -1 if it cannot even be put in place."""
        anew = self.anew(mutant)
        rows = among if anew else self.passed(mutant) & among
        order = [each for each in first if each in rows]
        rest = sorted(rows - set(order))
        Random(mutant.number).shuffle(rest)
        return self.judged(mutant, order + rest, seconds and seconds * (4 if anew else 1), anew)

    def judged(self, mutant: Mutant, order: Sequence[int], seconds: float | None, anew: bool) -> int | None:
        """In a fork: the rows in this order, until what is read of one is not what the program reads."""
        if not order:
            return None
        with tempfile.TemporaryFile() as file:
            child = os.fork()
            if not child:
                try:
                    self.compare(mutant, order, seconds, anew, file.fileno())
                finally:
                    os._exit(0)
            _, status = os.waitpid(child, 0)
            said = os.pread(file.fileno(), 20, 0).split()
        return int(said[0]) if status or said[1:] == [b"!"] else None

    def compare(self, mutant: Mutant, order: Sequence[int], seconds: float | None, anew: bool, out: int) -> None:
        silent()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.pwrite(out, b"-1 !", 0)
        begun = process_time()
        for kept in caches() if anew else ():
            kept.cache_clear()
        place(mutant)
        for number in order:
            os.pwrite(out, b"%10d  " % number, 0)
            signal.setitimer(signal.ITIMER_PROF, 3)
            if told(self.reader, self.texts.rows[number]) != self.texts.right[number]:
                os.pwrite(out, b"%10d !" % number, 0)
                return
            if seconds and process_time() - begun > seconds:
                return

    def shortened(self, mutant: Mutant, number: int) -> int:
        """A row without what it does not need to tell a mutant from the program. It is kept."""
        row, anew = self.texts.rows[number] if number >= 0 else {}, self.anew(mutant)
        for _ in range(SHORTER if row else 0):
            shorter = [self.texts.add(each) for each in self.shorter(row)]
            found = self.judged(mutant, shorter, None, anew)
            if found is None:
                break
            number, row = found, self.texts.rows[found]
        if number not in self.kept and number >= 0:
            self.kept.add(number)
            self.found.append(number)
            if self.writes:
                write(self.table, row)
        return number

    def shorter(self, row: Row) -> Iterator[Row]:
        """A row with half, a quarter, an eighth of its words left out, or one."""
        for share in (2, 4, 8, 1000):
            for side in self.sides:
                pieces = cut(row[side])
                size = max(1, len(pieces) // share)
                if size > 1 or share == 1000:
                    yield from ({**row, side: "".join(pieces[:at] + pieces[at + size :]).strip()} for at in range(0, len(pieces), size))


def write(table: str, row: Row) -> None:
    """A row that was found, behind those of a table, with what is read of it."""
    line = json.dumps({**row, **TABLES[table].reader(row)}, ensure_ascii=False) + "\n"
    with (test_exact.TABLES / f"{table}.jsonl").open("a", encoding="utf-8") as file:
        file.write(line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", help="a module, or a package for all of its modules (default: all)")
    parser.add_argument("--table", choices=TABLES, default="exact_values")
    parser.add_argument("--sample", type=int, help="at most so many mutants of each module (default: all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--again", type=Path, metavar="FILE", action="append", default=[], help="leave out what runs that wrote these killed"
    )
    parser.add_argument("--spare", type=Path, metavar="FILE", help="leave out the mutants in this file, to be judged afterwards")
    parser.add_argument("--texts", type=Path, metavar="FILE", help="rows of other texts to be tried")
    parser.add_argument("--output", type=Path, help="write what became of every mutant as a JSON line")
    parser.add_argument("--write", action="store_true", help="add the rows that were found to the table")
    options = parser.parse_args()
    chosen = [name for name in modules() if not options.module or any(f"{name}.".startswith(f"{each}.") for each in options.module)]
    wanted, _ = drawn(chosen, options.sample, options.seed)
    wanted = [mutant for mutant in wanted if asked(mutant, options)]
    words_read()
    search = Search(options.table, sorted(wanted), options.seed, options.write, tables(options.texts) if options.texts else ())
    log(f"{len(wanted)} mutants, {len(search.kept)} rows of the table, {len(search.texts.rows)} texts")
    killed = 0
    for number, (mutant, dead) in enumerate(search.run(), 1):
        killed += dead
        if options.output:
            with options.output.open("a", encoding="utf-8") as file:
                file.write(json.dumps({**mutant._asdict(), "killed": dead}, ensure_ascii=False) + "\n")
        if number % 100 == 0:
            log(f"{number} mutants, {killed} told from the program, {len(search.found)} rows found, {process_time():.0f} s")
    print(f"{len(wanted)} mutants, {killed} told from the program, {len(search.found)} rows found")
    return 0


@functools.cache
def listed(path: Path) -> dict[tuple[Any, ...], bool]:
    """The mutants of a run, and whether they were killed."""
    return {
        (*(row[name] for name in ("module", "inside", "before", "after")), row["number"]): row.get("killed", False) for row in tables(path)
    }


def asked(mutant: Mutant, options: argparse.Namespace) -> bool:
    name = (*mutant.told, mutant.number)
    killed = any(listed(path).get(name) for path in options.again)
    return not killed and not (options.spare and name in listed(options.spare))


if __name__ == "__main__":
    sys.exit(main())
