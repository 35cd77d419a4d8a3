"""Mutants judged, each in a fork: killed when a test that passes through its line fails, hangs or runs out of memory."""

from __future__ import annotations

import functools
import gc
import json
import os
import resource
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

import pytest

from factcheck import language
from mutating.changes import Mutant, source
from mutating.passing import Passage, Test, one_by_one, passage, passes, silent
from mutating.placing import place

BUDGET = 8.0  # seconds of tests that a mutant must survive
AT_MOST = 8000  # tests that it must survive, of all that pass through its line
DETAILED = "test_exact.py"  # says all that is read: tried right after the file of tests that is nearest
OTHERS = 200  # tests that killed mutants of the same package, and are tried before the rest
MEMORY = 6 << 30


def words_read() -> None:
    """The words of the languages, which no mutant changes, are read once for all forks."""
    for lang in language.supported():
        pack = language.load(lang)
        pack.tokens("")
        for path in sorted((language.ROOT / lang).glob("*.toml")):
            pack.table(path.stem)
    for path in sorted(language.ROOT.glob("*.toml")):
        language.neutral(path.stem)


class Verdict(NamedTuple):
    """What became of a mutant: ``killer`` is the number of a test, -1 where it hung or was killed by the system, None if it survived."""

    mutant: Mutant
    killed: bool
    killer: int | None
    tests: int


def judge(mutant: Mutant, order: Sequence[int], items: Sequence[Test], seconds: Sequence[float], out: int) -> None:
    """In a fork: the tests in this order until one fails, whose number is written down."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    begun = process_time()
    try:
        place(mutant)
    except BaseException:  # it cannot even be imported
        os.write(out, b"-1")
        return
    for number in order:
        signal.setitimer(signal.ITIMER_PROF, 5 + 20 * seconds[number])
        if not passes(items[number]):
            os.write(out, str(number).encode())
            return
        if process_time() - begun > BUDGET:
            return


class Judges:
    """Forks that judge mutants, some at a time. Tests that killed a mutant of the same function are tried first, then those that killed
    one of the same package."""

    def __init__(self, items: Sequence[Test], passage: Passage, jobs: int) -> None:
        self.items, self.passage, self.jobs = items, passage, jobs
        self.running: dict[int, tuple[Mutant, int, int]] = {}
        self.killers = defaultdict[tuple[str, str], Counter[int]](Counter)
        self.packages = defaultdict[str, Counter[int]](Counter)

    def order(self, mutant: Mutant) -> list[int]:
        path = str(source(mutant.module))
        lines = self.passage.lines
        tests = set(lines.get((path, mutant.line)) or lines.get((path, mutant.statement), ()))
        if not mutant.inside:  # what a module holds is used anywhere in it
            tests = {number for (file, _), numbers in self.passage.lines.items() if file == path for number in numbers}
        known, close = self.killers[mutant.module, mutant.inside], self.closeness(path)
        others = self.packages[mutant.module.rpartition(".")[0]].most_common(OTHERS)
        first = list(dict.fromkeys(number for number, _ in (*known.most_common(), *others) if number in tests))
        nearest = max((close[self.items[number].path] for number in tests), default=0.0)

        def distance(number: int) -> tuple[bool, bool, float, float, int]:
            test = self.items[number].path
            return close[test] < nearest, test.name != DETAILED, -close[test], self.passage.seconds[number], number

        return first + sorted(tests - set(first), key=distance)[:AT_MOST]

    @functools.cache  # noqa: B019
    def closeness(self, path: str) -> Mapping[Path, float]:
        """By file of tests: the share that this module has in all that they pass through."""
        here, everywhere = Counter[Path](), Counter[Path]()
        for (file, _), numbers in self.passage.lines.items():
            for tests in {self.items[number].path for number in numbers}:
                everywhere[tests] += 1
                here[tests] += file == path
        return {tests: here[tests] / everywhere[tests] for tests in everywhere}

    def start(self, mutant: Mutant) -> Verdict | None:
        order = self.order(mutant)
        if not order:
            return Verdict(mutant, False, None, 0)
        read, write = os.pipe()
        child = os.fork()
        if not child:
            try:
                silent()
                judge(mutant, order, self.items, self.passage.seconds, write)
                os._exit(0)
            except BaseException:
                os._exit(1)
        os.close(write)
        self.running[child] = mutant, read, len(order)
        return None

    def ended(self) -> Verdict:
        child, status = os.wait()
        mutant, read, tests = self.running.pop(child)
        told = os.read(read, 20).decode()
        os.close(read)
        killer = int(told) if told else -1 if status else None
        if killer is not None and killer >= 0:
            self.killers[mutant.module, mutant.inside][killer] += 1
            self.packages[mutant.module.rpartition(".")[0]][killer] += 1
        return Verdict(mutant, killer is not None, killer, tests)

    def verdicts(self, wanted: Sequence[Mutant]) -> Iterator[Verdict]:
        for mutant in wanted:
            if len(self.running) >= self.jobs:
                yield self.ended()
            verdict = self.start(mutant)
            if verdict:
                yield verdict
        while self.running:
            yield self.ended()


class Judging:
    """As a plugin of pytest: what is done with the tests once they are collected, instead of running them."""

    def __init__(self, wanted: Sequence[Mutant], jobs: int, output: Path | None) -> None:
        self.wanted, self.jobs, self.output = wanted, jobs, output
        self.verdicts: list[Verdict] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = [*one_by_one(session.items)]
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # once, not in every fork
        told = passage(items, [str(source(name)) for name in sorted({mutant.module for mutant in self.wanted})])
        log(f"{sum(map(bool, told.seconds))} tests of {sum(told.seconds):.0f} s pass through {len(told.lines)} lines")
        judges = Judges(items, told, self.jobs)
        words_read()
        cold = [mutant for mutant in self.wanted if not mutant.inside or (str(source(mutant.module)), mutant.line) in told.derived]
        self.judge(judges, cold)
        for item, seconds in zip(items, told.seconds, strict=True):
            if seconds:  # what the right program derives and keeps is not derived again in every fork
                passes(item)
        self.judge(judges, [mutant for mutant in self.wanted if mutant not in set(cold)])
        return True

    def judge(self, judges: Judges, wanted: Sequence[Mutant]) -> None:
        gc.collect()
        gc.freeze()
        for verdict in judges.verdicts(wanted):
            self.verdicts.append(verdict)
            self.write(verdict, judges.items)
            if len(self.verdicts) % 100 == 0:
                log(f"{len(self.verdicts)} of {len(self.wanted)} mutants, {sum(each.killed for each in self.verdicts)} killed")

    def write(self, verdict: Verdict, items: Sequence[Test]) -> None:
        if self.output:
            killer = items[verdict.killer].nodeid if verdict.killer is not None and verdict.killer >= 0 else verdict.killer
            row = {**verdict.mutant._asdict(), "killed": verdict.killed, "killer": killer, "tests": verdict.tests}
            with self.output.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def log(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
