"""Two texts with some fields of their words changed that tell mutants of the alignment from the right program, to be rows of `told_edges`.

    python benchmarks/mutating/units_searching.py [--module factcheck.alignment.limits ...] [--again FILE] [--minutes 10] [--output FILE]

What a look asks last, and a share of a text that is met exactly, are seldom met by chance in texts. Here words of the tables' pairs of
texts weigh something else, so that shares are the bounds of a module, are denied or possible, stand in another clause, behind other
function words or a mark; and the looks of which a mutant is are asked of them by themselves ([told_edges](../../tests/told_edges.py)). A
row that tells a mutant is made as plain as it can be while it does.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import random
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from time import monotonic
from types import FunctionType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT), str(ROOT / "benchmarks")]

import test_told as exact  # noqa: E402
import told_edges  # noqa: E402
from mutants import drawn, modules, survivors  # noqa: E402

from factcheck.alignment.units import listed, read  # noqa: E402
from factcheck.language import neutral  # noqa: E402
from mutating.calls import first_told, hang, placed, quiet, write_left  # noqa: E402
from mutating.changes import Mutant, source  # noqa: E402
from mutating.judging import MEMORY, log, words_read  # noqa: E402
from mutating.pairs_searching import first_pairs  # noqa: E402

LONGEST = 130  # characters of a text
BASES = 60  # pairs of texts that a look is asked of in a round
EACH = 6  # times that the fields of one are drawn
SECONDS = 1.0  # of a processor that a mutant is shown rows in a round
MOODS = "actual actual possible conditional planned unknown hearsay".split()  # noqa: SIM905
ALIGNED = "aligned"
FIRST = {"acts", "contrasts", "denials", "matching", "signs", "units"}  # modules that make the alignment
Row = dict[str, Any]


def told(row: Row) -> str:
    return json.dumps(exact.at_edge(row), ensure_ascii=False)


@cache
def bounds(module: str) -> list[float]:
    """The shares that a module compares with, and what is left of all beside each."""
    tree = ast.parse(source(module).read_text(encoding="utf-8"))
    found = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)}
    return sorted(each for each in found if 0 < each < 1) or [0.5]


def calling(module: str, name: str) -> Iterator[str]:
    """The looks of a module that ask another, and the constants of which they know."""
    for other, value in sorted(vars(importlib.import_module(module)).items()):
        code = getattr(value, "__code__", None)
        if isinstance(value, FunctionType) and value.__module__ == module and code and other != name and names_in(code, name):
            yield other


def names_in(code: Any, name: str) -> bool:
    return name in code.co_names or any(names_in(const, name) for const in code.co_consts if hasattr(const, "co_names"))


@cache
def looks(module: str, inside: str, depth: int = 0) -> tuple[str, ...]:
    """What is asked to tell a change of a function: that function, or those that ask it."""
    short = module.rpartition(".")[2]
    own: tuple[str, ...] = (ALIGNED,) if short in FIRST and not depth else ()
    try:
        told_edges.look(f"{short}.{inside}")
    except (KeyError, AttributeError, StopIteration):
        if depth < 3:
            own += tuple(name for each in calling(module, inside) for name in looks(module, each, depth + 1))
        return tuple(dict.fromkeys(own))
    return (f"{short}.{inside}", *own)


def constants(mutant: Mutant) -> Iterator[str]:
    """The names that a changed statement of a module gives a value."""
    for node in ast.parse(source(mutant.module).read_text(encoding="utf-8")).body:
        if node.lineno <= mutant.line <= (node.end_lineno or node.lineno):
            yield from (name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store))


def asked(mutant: Mutant) -> tuple[str, ...]:
    names = [mutant.inside] if mutant.inside else list(constants(mutant))
    return tuple(dict.fromkeys(look for name in names for look in looks(mutant.module, name)))


class Drawing:
    """Rows drawn by chance, for a look."""

    def __init__(self, seed: int, pairs: Sequence[tuple[str, str, str]], own: int) -> None:
        self.random, self.pairs, self.own = random.Random(seed), pairs, pairs[:own]
        self.words = {lang: sorted({w for words in listed(lang).values() for w in words if " " not in w}) for lang in ("en", "fr")}
        self.families = sorted({key for value in neutral("alignment").values() if isinstance(value, list) for key in value})

    def rows(self, of: str, module: str, kept: Sequence[Row]) -> Iterator[Row]:
        """Rows for a look: of texts as they are, and with fields changed; more near those of which it has said something."""
        if not kept:
            yield from ({"lang": lang, "a": a, "b": b, "of": of, "a:": {}, "b:": {}} for lang, a, b in self.own)
        bases = [self.base(of) for _ in range(BASES)]
        for base in [*bases, *(self.random.choice(kept) for _ in range(BASES) if kept)]:
            yield base
            for _ in range(EACH):
                yield self.near(base, module)

    def base(self, of: str) -> Row:
        lang, a, b = self.random.choice(self.own if self.own and self.random.random() < 0.8 else self.pairs)
        if self.random.random() < 0.15:
            b = a
        return {"lang": lang, "a": a, "b": b, "of": of, "a:": {}, "b:": {}}

    def near(self, row: Row, module: str) -> Row:
        made: Row = json.loads(json.dumps(row))
        for side in self.random.choice((("a",), ("b",), ("a", "b"))):
            units = read(exact.staged(side, row["lang"], row[side]))
            if not units:
                continue
            if self.random.random() < 0.5:
                self.weigh(made[f"{side}:"], len(units), module)
            for _ in range(self.random.choice((0, 1, 1, 2, 3))):
                at = str(self.random.randrange(len(units)))
                made[f"{side}:"].setdefault(at, {}).update(self.field(row["lang"], module))
        return made

    def weigh(self, changes: Row, many: int, module: str) -> None:
        """Few units weigh all, one of them a share of it that is a bound, or a part of all."""
        share, scale = self.random.choice(bounds(module)), self.random.choice((1, 1, 1, 2))
        places = self.random.sample(range(many), min(many, self.random.choice((1, 2, 2, 2, 3))))
        weights = dict(zip(places, self.random.sample((share, 1 - share, 0.0), 3), strict=False))
        for at in range(many):
            changes.setdefault(str(at), {})["weight"] = round(scale * weights.get(at, 0.0), 3)

    def field(self, lang: str, module: str) -> Row:
        choice = self.random.choice
        name = choice("weight denied denied lone apart apart modality clause clause after after families".split())  # noqa: SIM905
        match name:
            case "weight":
                return {name: choice((0.0, 0.3, 0.5, 1.0, 1.0, 2.0, *bounds(module)))}
            case "modality":
                return {name: choice(MOODS)}
            case "clause":
                return {name: choice((0, 1, 2))}
            case "after":
                return {name: [choice(self.words[lang]) for _ in range(choice((0, 1, 1, 2)))]}
            case "families":
                return {name: sorted({choice(self.families) for _ in range(choice((0, 1, 1)))})}
        return {name: choice((True, False))}


class Search:
    """The mutants that no row tells yet, and the rows that were found."""

    def __init__(self, wanted: Sequence[Mutant], drawing: Drawing) -> None:
        self.left, self.drawing = list(wanted), drawing
        self.found: dict[str, list[str]] = {}  # a row and what it tells
        self.saying = defaultdict[str, list[Row]](list)

    def round(self, output: Path) -> None:
        by_look = defaultdict[tuple[str, str], list[Mutant]](list)
        for mutant in self.left:
            for name in asked(mutant):
                by_look[name, mutant.module].append(mutant)
        for (name, module), mutants in sorted(by_look.items()):
            mutants = [mutant for mutant in mutants if mutant in set(self.left)]
            if mutants:
                self.shown(name, module, mutants)
                self.write(output)

    def shown(self, name: str, module: str, mutants: Sequence[Mutant]) -> None:
        rows = [json.loads(row) for row in self.found if json.loads(row)["of"] == name]
        rows += list(self.drawing.rows(name, module, self.saying[name]))
        right = [quiet(partial(told, row)) for row in rows]
        self.saying[name] = [row for row, said in zip(rows, right, strict=True) if said not in ('{"told": []}', "KeyError")][-400:]
        order = sorted(range(len(rows)), key=lambda at: right[at] == '{"told": []}')
        for mutant in mutants:
            killer = first_told(mutant, told, rows, right, order, SECONDS)
            if killer is not None:
                self.left.remove(mutant)
                row = json.dumps(self.plain(mutant, rows[killer]), ensure_ascii=False)
                self.found.setdefault(row, []).append(f"{mutant.module}:{mutant.line} {mutant.before} -> {mutant.after}")
                rows.insert(0, json.loads(row))
                right.insert(0, quiet(partial(told, json.loads(row))))
                order = [0, *(at + 1 for at in order)]

    def plain(self, mutant: Mutant, row: Row) -> Row:
        """A row without the changes that it needs not."""
        for side in ("a:", "b:"):
            for at in list(row[side]):
                for name in (None, *row[side][at]):
                    fewer = json.loads(json.dumps(row))
                    if name is None:
                        del fewer[side][at]
                    elif at in fewer[side] and len(fewer[side][at]) > 1:
                        del fewer[side][at][name]
                    else:
                        continue
                    if self.tells(mutant, fewer):
                        row = fewer
                        if name is None:
                            break
        return row

    def tells(self, mutant: Mutant, row: Row) -> bool:
        right = quiet(partial(told, row))
        with placed(mutant):
            return bool(quiet(partial(told, row)) != right)

    def write(self, path: Path) -> None:
        lines = [json.dumps({"kills": kills, **json.loads(row)}, ensure_ascii=False) for row, kills in self.found.items()]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        write_left(path, self.left)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", help="a module, or a package for all of its modules (default: the alignment)")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--again", type=Path, metavar="FILE", help="only the mutants that were left by a run that wrote this file")
    parser.add_argument("--pairs", type=Path, metavar="FILE", help="pairs of one's own beside those of the tables, as JSON lines")
    parser.add_argument("--output", type=Path, default=Path("edges.jsonl"))
    options = parser.parse_args()
    chosen = options.module or ["factcheck.alignment"]
    names = [name for name in modules() if any(f"{name}.".startswith(f"{each}.") for each in chosen)]
    wanted = survivors(options.again) if options.again else drawn(names, None, options.seed)[0]
    wanted = [mutant for mutant in wanted if any(f"{mutant.module}.".startswith(f"{each}.") for each in chosen)]
    signal.signal(signal.SIGPROF, hang)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    words_read()
    pairs = [pair for pair in first_pairs(options.pairs) if max(map(len, pair[1:])) < LONGEST]
    own = len(options.pairs.read_text(encoding="utf-8").splitlines()) if options.pairs else 0
    search = Search(wanted, Drawing(options.seed, pairs, own))
    log(f"{len(wanted)} mutants, {len(pairs)} pairs; not asked: {sorted({m.inside for m in wanted if not asked(m)})}")
    begun = monotonic()
    while search.left and monotonic() - begun < 60 * options.minutes:
        search.round(options.output)
        log(f"{len(search.left)} left, {len(search.found)} rows, after {(monotonic() - begun) / 60:.1f} minutes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
