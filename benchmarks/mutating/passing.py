"""Which tests pass through which lines of the program, and how a test is run."""

from __future__ import annotations

import functools
import os
import pickle
import sys
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

SECONDS = 1.0  # tests that take longer are left out
# What every test is given, and none of those here needs.
ALWAYS = {"compiled_once", "empty_repositories", "own_cache", "quiet_collector", "request", "tmp_path_factory"}
Line = tuple[str, int]  # a file and a line of it


class Alone(NamedTuple):
    """One case of a test of many (`tests/each.py`), tried by itself."""

    path: Path
    nodeid: str
    case: Callable[[], object]


Test = pytest.Item | Alone


def one_by_one(items: Iterable[pytest.Item]) -> Iterator[Test]:
    """The tests that say the same each time, and in place of one of many cases each of these."""
    for item in filter(is_told, items):
        cases = getattr(getattr(item, "obj", None), "alone", None)
        if cases:
            yield from (Alone(item.path, f"{item.nodeid}[{number}]", case) for number, case in enumerate(cases()))
        else:
            yield item


def is_told(item: pytest.Item) -> bool:
    """Whether a test says the same each time: none of time, and none whose examples are drawn by chance."""
    drawn_by_chance = hasattr(getattr(item, "obj", None), "hypothesis")
    return not drawn_by_chance and not any(word in item.name for word in ("linear", "time_grows"))


def passes(item: Test) -> bool:
    """Whether a test passes or is skipped. One that needs nothing but its row of a table is called without pytest's detours."""
    if isinstance(item, Alone):
        return succeeds(item.case)
    params = item.callspec.params if hasattr(item, "callspec") else {}
    if isinstance(item, pytest.Function) and set(item.fixturenames) - ALWAYS <= params.keys():
        return succeeds(functools.partial(item.obj, **{name: params[name] for name in item.fixturenames if name in params}))
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def succeeds(test: Callable[[], object]) -> bool:
    try:
        test()
    except pytest.skip.Exception:
        return True
    except Exception:
        return False
    return True


class Passage(NamedTuple):
    """Which tests pass through which line of a file (``lines``), how long each takes, and the lines that are
    passed only to derive what is then kept (``derived``)."""

    lines: Mapping[tuple[str, int], Sequence[int]]
    seconds: Sequence[float]
    derived: frozenset[tuple[str, int]]


class Tracer:
    """The lines of some files that a test passes through."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files, self.seen = frozenset(files), set[tuple[str, int]]()

    def called(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self.line if frame.f_code.co_filename in self.files else None

    def line(self, frame: FrameType, event: str, argument: Any) -> Any:
        self.seen.add((frame.f_code.co_filename, frame.f_lineno))
        return self.line

    def run(self, item: Test) -> tuple[bool, set[tuple[str, int]]]:
        self.seen = set()
        sys.settrace(self.called)
        try:
            passed = passes(item)
        finally:
            sys.settrace(None)
        return passed, self.seen


def recorded(items: Sequence[tuple[int, Test]], files: Sequence[str]) -> tuple[dict[Line, set[int]], dict[int, float], set[Line]]:
    """What the tests of one file pass through. A line that a test passes only the first time (what is derived once and kept) counts for
    every test of the file."""
    tracer, seconds = Tracer(files), dict[int, float]()
    lines, derived, used = defaultdict[Line, set[int]](set), set[Line](), set[Line]()
    for number, item in items:
        start = process_time()
        passed, seen = tracer.run(item)
        if not passed or process_time() - start > SECONDS:
            continue
        seconds[number] = process_time() - start
        again = tracer.run(item)[1] if seen & derived or seen - lines.keys() else seen
        for line in seen:
            lines[line].add(number)
        derived |= seen - again
        used |= again
    for line in derived:
        lines[line] = set(seconds)
    return dict(lines), seconds, derived - used


def silent() -> None:
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)


def in_fork(work: Callable[[], Any]) -> Any:
    """What a function gives in a process of its own, so that nothing that it keeps stays here."""
    with tempfile.TemporaryFile() as file:
        child = os.fork()
        if not child:
            try:
                silent()
                pickle.dump(work(), file)
                file.flush()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        file.seek(0)
        return pickle.load(file)


def passage(items: Sequence[Test], files: Sequence[str]) -> Passage:
    """Every file of tests in a process of its own: what is derived there and kept is derived anew in the next."""
    lines: dict[tuple[str, int], array[int]] = defaultdict(lambda: array("H"))
    seconds = [0.0] * len(items)
    derived, used = set[Line](), set[Line]()
    by_file = defaultdict[Path, list[tuple[int, Test]]](list)
    for number, item in enumerate(items):
        by_file[item.path].append((number, item))
    for group in by_file.values():
        found, took, kept = in_fork(functools.partial(recorded, group, files))
        derived |= kept
        used |= found.keys() - kept
        for number, each in took.items():
            seconds[number] = each
        for line, numbers in found.items():
            lines[line].extend(sorted(numbers))
    return Passage(lines, seconds, frozenset(derived - used))
