"""Pairs of texts that tell mutants of the comparison from the right program, to be rows of the exact tables.

    python benchmarks/mutating/pairs_searching.py [--module factcheck.ladder ...] [--minutes 20] [--seed 0] [--jobs 2] [--output FILE]

The pairs of every table are varied by chance: words dropped, swapped, put in, numbers changed, other sentences before and behind, in one
text or at the same place in both. Each pair is read by the right program under a tracer, so that a mutant is shown those alone that
pass through its line; the first of which it tells otherwise is kept, and shown first to the mutants after it, so that few rows tell
many. What survives a round is tried again with pairs made of those that pass through its lines. Mutants that the exact tables tell already
come first and add nothing. Written after every round: the rows to be added, and the mutants that no pair tells.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import re
import resource
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT), str(ROOT / "benchmarks")]

import test_told as exact  # noqa: E402
from mutants import drawn, modules, survivors  # noqa: E402

from factcheck import claims  # noqa: E402
from factcheck.claims import proportions, wholes  # noqa: E402
from mutating.calls import Calls, hang, placed, quiet, write_left  # noqa: E402
from mutating.changes import Mutant  # noqa: E402
from mutating.judging import MEMORY, log, words_read  # noqa: E402
from mutating.varying import Varying  # noqa: E402

FIRST = 1500  # pairs of the tables in the first round
ROUND = 1200  # pairs made anew for a round after it
INFECTED = 18  # cases at most for which a changed function gives something else
WHOLE = 18  # of which so many are read as a whole
LONGEST = 600  # characters of a text that is made
FILLERS = {
    "en": "on Monday in the old town near the river according to a first count by the police of the city ",
    "fr": "lundi dans la vieille ville près du fleuve selon un premier décompte de la police de la commune ",
}
Pair = tuple[str, str, str]  # a language and two texts


class Case(NamedTuple):
    """Two texts, and the table whose reader reads them."""

    table: str
    lang: str
    a: str
    b: str

    def told(self) -> str:
        row = {"lang": self.lang, "a": self.a, "b": self.b}
        return json.dumps(exact.READERS[self.table](row), ensure_ascii=False)

    def row(self) -> str:
        row = {"lang": self.lang, "a": self.a, "b": self.b}
        return json.dumps({**row, **exact.READERS[self.table](row)}, ensure_ascii=False)


TABLES = ("told_pairs", "told_rungs")


def cases(pairs: Iterable[Pair], tables: Sequence[str] = TABLES) -> list[Case]:
    return [Case(table, *pair) for pair in pairs for table in tables]


# ---------------------------------------------------------------------------------------------- texts


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(exact.TABLES.glob("*.jsonl")):
        if path.stem != "exact_spellings":
            yield from ((path.stem, json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())


def known() -> list[Case]:
    return [Case(table, row["lang"], row["a"], row["b"]) for table, row in rows() if table in TABLES]


def first_pairs(path: Path | None) -> list[Pair]:
    """Every two texts that stand side by side in a table or in a file of one's own, and neighbours of a table of single texts."""
    own = [("", json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()] if path else []
    every = [*own, *rows()]
    told = [(row["lang"], row["a"], row["b"]) for _, row in every if row.keys() >= {"lang", "a", "b"} and "test" not in row]
    single = [(table, row.get("lang") or table[-2:], row["text"]) for table, row in every if isinstance(row.get("text"), str)]
    told += [(lang, one, two) for (table, lang, one), (other, its, two) in pairwise(single) if (table, lang) == (other, its)]
    return list(dict.fromkeys(pair for pair in told if pair[0] in FILLERS))


def sentences() -> dict[str, list[str]]:
    """Every text of the tables by its language."""
    found: dict[str, list[str]] = {"en": [], "fr": []}
    for table, row in rows():
        lang = row.get("lang") or table[-2:]
        texts = [row.get(name) for name in ("a", "b", "text")] + list(row.get("texts", ()))
        found.get(lang, []).extend(text for text in texts if isinstance(text, str) and text)
    return {lang: sorted(set(texts)) for lang, texts in found.items()}


class Pairing:
    """Pairs varied by chance: one text, or both by the same change."""

    def __init__(self, seed: int) -> None:
        self.random, self.pool, self.seed = random.Random(seed), sentences(), seed
        self.ways: tuple[Callable[[list[str], str], list[str]], ...] = (
            *(self.left_out, self.swapped, self.filled, self.filled, self.mixed, self.replaced, self.counted, self.counted),
            *(self.before, self.behind),
        )
        self.varying = functools.cache(lambda module, inside: Varying(module, inside, seed))
        self.others = {lang: [{"text": text} for text in texts] for lang, texts in self.pool.items()}

    def pair(self, case: Case, module: str, inside: str) -> Pair:
        """A pair near another, for a function of the comparison."""
        kind = self.random.random()
        both = {"a": case.a, "b": case.a if kind < 0.1 else self.random.choice(self.pool[case.lang]) if kind < 0.15 else case.b}
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3))):
            source = self.random if self.random.random() < 0.5 else self.varying(module, inside).random
            change = self.changed if source is self.random else functools.partial(self.borrowed, module, inside)
            state, sides = source.getstate(), self.random.choice(("a", "b", "ab"))
            for side in sides:
                if len(sides) > 1:
                    source.setstate(state)
                both[side] = change(case.lang, both[side])
        return case.lang, both["a"][:LONGEST], both["b"][:LONGEST]

    def changed(self, lang: str, text: str) -> str:
        return " ".join(self.random.choice(self.ways)(text.split(), lang))

    def borrowed(self, module: str, inside: str, lang: str, text: str) -> str:
        return str(self.varying(module, inside).near({"lang": lang, "a": text}, self.others[lang])["a"])

    def at(self, words: list[str]) -> int:
        return int(self.random.random() * len(words))

    def left_out(self, words: list[str], lang: str) -> list[str]:
        at = self.at(words)
        return words[:at] + words[at + self.random.choice((1, 1, 2, 4)) :]

    def swapped(self, words: list[str], lang: str) -> list[str]:
        at, far = self.at(words), self.random.choice((1, 1, 2, 3))
        return [*words[:at], *words[at + far : at + 2 * far], *words[at : at + far], *words[at + 2 * far :]]

    def filled(self, words: list[str], lang: str) -> list[str]:
        at, many = self.at(words), self.random.choice((1, 1, 2, 2, 3, 4, 5, 6, 8, 10))
        filler = (FILLERS[lang] * 2).split()
        first = self.random.randrange(len(filler) // 2)
        return words[:at] + filler[first : first + many] + words[at:]

    def some(self, lang: str, most: int) -> list[str]:
        words = self.random.choice(self.pool[lang]).split()
        at = self.at(words)
        return words[at : at + self.random.randint(1, most)]

    def mixed(self, words: list[str], lang: str) -> list[str]:
        at = self.at(words)
        return words[:at] + self.some(lang, 4) + words[at:]

    def replaced(self, words: list[str], lang: str) -> list[str]:
        at = self.at(words)
        return words[:at] + self.some(lang, 2) + words[at + 1 :]

    def counted(self, words: list[str], lang: str) -> list[str]:
        """A figure near another: by a little, or about as much more as two figures may differ that agree."""
        places = [at for at, word in enumerate(words) if word[:1].isdigit()]
        if not places:
            return self.filled(words, lang)
        at = self.random.choice(places)
        return [*words[:at], re.sub(r"\d+", self.other, words[at], count=1), *words[at + 1 :]]

    def other(self, found: re.Match[str]) -> str:
        number = int(found[0][:9])
        near = [number + step for step in (-10, -3, -2, -1, 1, 2, 3, 10)]
        far = [number * by // 20 for by in (2, 10, 17, 18, 19, 21, 22, 24, 40, 60, 200)]
        return str(self.random.choice([each for each in (*near, *far) if each >= 0]))

    def before(self, words: list[str], lang: str) -> list[str]:
        return [*self.random.choice(self.pool[lang]).split(), *words]

    def behind(self, words: list[str], lang: str) -> list[str]:
        return [*words, *self.random.choice(self.pool[lang]).split()]


# --------------------------------------------------------------------------------------------- search


KEPT: list[dict[int, tuple[Any, Any]]] = []


def kept(module: Any, name: str) -> None:
    """What is read of a text, which no mutant of the comparison changes, is read once."""
    right, found = getattr(module, name), dict[int, tuple[Any, Any]]()
    KEPT.append(found)

    def once(key: Any) -> Any:
        if id(key) not in found:
            found[id(key)] = key, right(key)
        return found[id(key)][1]

    setattr(module, name, once)


class Search:
    """The mutants that no pair tells yet, and the pairs that were found for the others."""

    def __init__(self, wanted: Sequence[Mutant], seed: int) -> None:
        self.left, self.seed, self.random = list(wanted), seed, random.Random(seed)
        self.found: dict[Case, list[Mutant]] = {}
        self.killers = defaultdict[tuple[str, str], Counter[Case]](Counter)
        self.known = dict.fromkeys(known())
        self.hidden: list[tuple[Mutant, Case]] = []  # in which a function gives something else that does not show

    def round(self, wanted: Iterable[Case], output: Path) -> None:
        """Every mutant that is left is shown what its function was given for these cases, and those that show it as a whole."""
        self.cases, self.told, self.hidden = list[Case](), list[str](), []
        self.calls = Calls(sorted({mutant.module for mutant in self.left}), self.seed)
        for case in dict.fromkeys([*self.known, *self.found, *wanted]):
            with self.calls.recorded(len(self.cases)):
                told = quiet(case.told)
            self.cases.append(case)
            self.told.append(told)
        self.calls.give()
        left = []
        for number, mutant in enumerate(self.left):
            killer = self.killer(mutant)
            if killer is None:
                left.append(mutant)
            else:
                self.killers[mutant.module, mutant.inside][killer] += 1
                if killer not in self.known:
                    self.found.setdefault(killer, []).append(mutant)
            if number % 100 == 99:
                self.write(output, [*left, *self.left[number + 1 :]])
                log(f"{mutant.module}: {number + 1} shown, {len(left)} left, {len(self.found)} rows")
        self.left = left
        self.write(output, left)

    def killer(self, mutant: Mutant) -> Case | None:
        """The first case of which a mutant tells something else."""
        with placed(mutant):
            infected = self.calls.infected(mutant, INFECTED)
            if not infected and not self.calls.found.get((mutant.module, mutant.inside)):
                infected = self.random.sample(range(len(self.cases)), min(INFECTED, len(self.cases)))
            told = self.killers[mutant.module, mutant.inside]
            ranked = sorted(
                infected, key=lambda at: (-told[self.cases[at]], self.cases[at] not in self.known, -len(self.found.get(self.cases[at], ())))
            )
            for at in ranked[:WHOLE]:
                if quiet(self.cases[at].told) != self.told[at]:
                    return self.cases[at]
            self.hidden += [(mutant, self.cases[at]) for at in ranked[:3]]
        return None

    def near(self, pairing: Pairing, many: int) -> Iterator[Pair]:
        """Pairs near those that call the functions of mutants that are left, and near those in which one gives something else."""
        reached = [(mutant, self.calls.reached[mutant.module, mutant.inside]) for mutant in self.left]
        reached = [(mutant, cases) for mutant, cases in reached if cases]
        for at in range(many):
            mutant, cases = self.random.choice(reached)
            case = self.cases[self.random.choice(cases)]
            if at % 3 == 0 and self.hidden:
                mutant, case = self.random.choice(self.hidden)
            yield pairing.pair(case, mutant.module, mutant.inside)

    def write(self, path: Path, mutants: Iterable[Mutant]) -> None:
        lines = [
            json.dumps({"table": case.table, "kills": len(told), "lang": case.lang, "a": case.a, "b": case.b}, ensure_ascii=False)
            for case, told in self.found.items()
        ]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        write_left(path, mutants)


def searched(search: Search, first: list[Pair], tables: Sequence[str], output: Path, minutes: float, seed: int) -> None:
    begun, pairing, number = monotonic(), Pairing(seed), 0
    made = first[:FIRST]
    while search.left:
        search.round(cases(dict.fromkeys(made), tables), output)
        log(f"round {number}: {len(search.left)} left, {len(search.found)} rows, after {(monotonic() - begun) / 60:.1f} minutes")
        if monotonic() - begun > 60 * minutes:
            return
        number += 1
        for found in KEPT:
            found.clear()
        exact.staged.cache_clear()
        exact.reading.cache_clear()
        made = list(search.near(pairing, ROUND))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", help="a module, or a package for all of its modules (default: all of the comparison)")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sample", type=int, help="at most so many mutants of each module")
    parser.add_argument("--output", type=Path, default=Path("pairs.jsonl"))
    parser.add_argument("--table", action="append", choices=TABLES, help="the table that the pairs are for (default: both)")
    parser.add_argument("--again", type=Path, metavar="FILE", help="only the mutants that were left by a run that wrote this file")
    parser.add_argument("--pairs", type=Path, metavar="FILE", help="pairs of one's own to begin with, as JSON lines {lang, a, b}")
    options = parser.parse_args()
    chosen = options.module or ["factcheck.ladder", "factcheck.alignment"]
    wanted, _ = drawn(
        [name for name in modules() if any(f"{name}.".startswith(f"{each}.") for each in chosen)], options.sample, options.seed
    )
    wanted = survivors(options.again) if options.again else wanted
    log(f"{len(wanted)} mutants")
    for module, name in ((claims, "of_script"), (wholes, "read"), (proportions, "read")):
        kept(module, name)
    signal.signal(signal.SIGPROF, hang)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    words_read()
    searched(
        Search(wanted, options.seed), first_pairs(options.pairs), options.table or TABLES, options.output, options.minutes, options.seed
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
