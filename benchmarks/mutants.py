"""Mutation testing: do the tests notice when one thing in a module of the values, the claims, the assertion or the comparison is changed?

    python benchmarks/mutants.py [--module factcheck.values.hedges ...] [--sample 40] [--seed 0] [--jobs 2] [--show] [--output FILE]

A mutant is one module with one change: a comparison, an integer one more or one less, "and" for "or", a condition turned around, an
operator, a value that is not returned, a statement left out. It is killed when one of the tests fails, hangs or runs out of memory.
Printed: for every module how many of its mutants (all, or a sample of them drawn by a fixed seed) are killed with the 95 % interval of
Wilson, then all of each of the four; ``--show`` names every survivor with its line and its change.

How it is made fast: pytest collects once; one run under a tracer tells which test passes through which line; each mutant is a fork of
that process, in which the changed function takes the place of the right one, and only tests that pass through its line are run, those
of the module's own table first. Tests of time, of the command line, of examples drawn by chance and slow ones are left out: the whole
suite kills no fewer. Survivors that nobody can tell from the program (a faster way to the same answer, a bound that no value reaches)
stand in ``mutants_equivalent.jsonl`` with the reason, and do not count.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path

import pytest
from mutating.changes import ROOT, Mutant, mutants, names, source

sys.path.insert(0, str(ROOT))  # the program that stands beside this file, whichever is installed

from mutating.judging import Judging, Verdict, log

EQUIVALENT = Path(__file__).with_name("mutants_equivalent.jsonl")
GROUPS = {
    "values": ("factcheck.values",),
    "claims": ("factcheck.claims",),
    "assertion": ("factcheck.assertion",),
    "comparison": ("factcheck.ladder", "factcheck.alignment"),
}
NOT_MUTATED = {"factcheck.alignment.weighting"}  # numbers that are fitted, not written
TESTS = """
    alignment arrangements assertion bounds calendar changes claims dates dates_gold denials events exact feasts findings ladder measures
    names numbers numbers_property once pairs parts passages past polarity quantities relations same_event scenes slots speakers told
    updates values wholes
""".split()  # noqa: SIM905


def modules() -> list[str]:
    return [name for prefixes in GROUPS.values() for prefix in prefixes for name in names(prefix) if name not in NOT_MUTATED]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    share, z = hits / of, 1.96
    middle, spread = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - spread) / (1 + z * z / of)), min(1.0, (middle + spread) / (1 + z * z / of))


def row(name: str, verdicts: Sequence[Verdict], mutants: int) -> str:
    killed = sum(verdict.killed for verdict in verdicts)
    low, high = wilson(killed, len(verdicts))
    share = killed / len(verdicts) if verdicts else 1.0
    return f"{name:45} {mutants:6} {len(verdicts):6} {killed:6} {share:7.1%}  {low:.1%} to {high:.1%}"


def total(name: str, by_module: Mapping[str, Sequence[Verdict]], counts: Mapping[str, int]) -> str:
    """All modules of a group, each weighted by its number of mutants."""
    of = sum(counts[module] for module, verdicts in by_module.items() if verdicts)
    share, variance = 0.0, 0.0
    for module, verdicts in by_module.items():
        if verdicts:
            part = sum(verdict.killed for verdict in verdicts) / len(verdicts)
            drawn = 1 - len(verdicts) / counts[module]
            share += part * counts[module] / of
            variance += (counts[module] / of) ** 2 * part * (1 - part) / len(verdicts) * drawn
    tested, killed = sum(map(len, by_module.values())), sum(each.killed for verdicts in by_module.values() for each in verdicts)
    return f"{'all of ' + name:45} {of:6} {tested:6} {killed:6} {share:7.1%}  plus or minus {1.96 * sqrt(variance):.1%}"


def shown(verdicts: Sequence[Verdict], counts: Mapping[str, int], survivors: bool) -> Iterator[str]:
    yield f"Python {platform.python_version()}, {platform.machine()}"
    yield f"{'module':45} {'all':>6} {'tested':>6} {'killed':>6} {'share':>7}  95 %"
    for group, prefixes in GROUPS.items():
        by_module = {name: [each for each in verdicts if each.mutant.module == name] for prefix in prefixes for name in names(prefix)}
        yield from (row(name, found, counts[name]) for name, found in by_module.items() if found)
        if any(by_module.values()):
            yield total(group, by_module, counts)
    if survivors:
        for verdict in sorted(each for each in verdicts if not each.killed):
            mutant = verdict.mutant
            yield f"{mutant.module}:{mutant.line} {mutant.inside} ({verdict.tests} tests): {mutant.before}  ->  {mutant.after}"


def equivalent() -> dict[tuple[str, ...], set[str]]:
    """Changes that no input can tell, each with the lines that they are known on; "" where all that are alike are meant."""
    rows = [json.loads(line) for line in EQUIVALENT.read_text(encoding="utf-8").splitlines()] if EQUIVALENT.exists() else []
    found: dict[tuple[str, ...], set[str]] = {}
    for each in rows:
        found.setdefault((each["module"], each["inside"], each["before"], each["after"]), set()).add(each.get("at", ""))
    return found


def survivors(path: Path) -> list[Mutant]:
    """The mutants that survived in an earlier run, as they are found now, wherever their lines have moved to."""
    found = set[Mutant]()
    for each in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if not each["killed"] and source(each["module"]).exists():
            told = each["module"], each["inside"], each["before"], each["after"]
            alike = [mutant for mutant in mutants(each["module"]) if mutant.told == told]
            found |= {mutant for mutant in alike if mutant.number == each["number"]} or set(alike[:1])
    return sorted(found)


def drawn(chosen: Sequence[str], sample: int | None, seed: int) -> tuple[list[Mutant], dict[str, int]]:
    """The mutants to be judged, and how many there are of each module; those that are known to be equivalent left out."""
    same, wanted, counts = equivalent(), list[Mutant](), dict[str, int]()
    for name in chosen:
        every = [mutant for mutant in mutants(name) if same.get(mutant.told, set()).isdisjoint(("", mutant.at))]
        counts[name] = len(every)
        wanted += random.Random(f"{seed} {name}").sample(every, min(sample or len(every), len(every)))
    return wanted, counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", help="a module, or a package for all of its modules (default: all)")
    parser.add_argument("--sample", type=int, help="at most so many mutants of each module (default: all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="name every survivor")
    parser.add_argument("--again", type=Path, metavar="FILE", help="only the mutants that survived in a run that wrote this file")
    parser.add_argument("--output", type=Path, help="write every verdict as a JSON line")
    options = parser.parse_args()
    chosen = [name for name in modules() if not options.module or any(f"{name}.".startswith(f"{each}.") for each in options.module)]
    wanted, counts = drawn(chosen, options.sample, options.seed)
    wanted = survivors(options.again) if options.again else wanted
    log(f"{sum(counts.values())} mutants of {len(chosen)} modules, {len(wanted)} to be judged")
    judging = Judging(wanted, options.jobs, options.output)
    tests = [str(ROOT / "tests" / f"test_{name}.py") for name in TESTS]
    pytest.main(
        ["-q", "-s", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:logging", f"--rootdir={ROOT}", *tests], plugins=[judging]
    )
    print("\n".join(shown(judging.verdicts, counts, options.show)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
