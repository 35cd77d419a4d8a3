"""What a run does with more than anybody should give it: each case ends, in less than 2 GB for all processes, and tells what it skipped.

The inputs are made in a temporary folder (about 1.3 GB of it for the largest file); the memory is what Linux tells of the processes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from scale import memory

MEGABYTES = 2048.0
MINUTES = 30.0
NEWS = (
    "The fire in the {} district killed {} people on Monday, the mayor said. It destroyed {} houses, and nobody was arrested.\n"
    "About {} firemen fought it for three hours.\n",
    "L'incendie du quartier {} a fait {} morts lundi, selon le maire. Il a détruit {} maisons, et personne n'a été arrêté.\n"
    "Environ {} pompiers ont lutté trois heures.\n",
)
SYLLABLES = ("ba", "do", "fel", "gor", "han", "ker", "lum", "mar", "nis", "por")


class Case(NamedTuple):
    """What a case gives to read: how it is made in a folder, and how many inputs must be named as skipped."""

    name: str
    make: Callable[[Path, int], None]
    skipped: int


class Outcome(NamedTuple):
    """How a run has ended: its exit code, seconds, the most megabytes of all processes at once, articles and entries of `skipped`."""

    code: int
    seconds: float
    megabytes: float
    articles: int
    findings: int
    skipped: list[str]


def place(number: int) -> str:
    """A name of its own for each event."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:05}").capitalize()


def news(number: int) -> str:
    """A small article; two tell of one event, and each seventh pair contradicts itself."""
    event = number // 2
    killed = 12 + event % 9 + (3 if number % 14 == 1 else 0)
    return NEWS[event % 2].format(place(event), killed, 20 + event % 50, 100 + event % 40)


def small_articles(folder: Path, count: int) -> None:
    rows = (json.dumps({"id": str(number), "text": news(number), "published": "2024-03-12"}) for number in range(count))
    with (folder / "many.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)


def many_files(folder: Path, count: int) -> None:
    for number in range(count):
        inside = folder / f"{number // 1000:03}"
        inside.mkdir(exist_ok=True)
        (inside / f"{number}.txt").write_text(news(number), encoding="utf-8")


def huge_file(folder: Path, count: int) -> None:
    block = news(0).encode() * 5000
    with (folder / "huge.txt").open("wb") as file:
        while file.tell() < 1_000_000_000:
            file.write(block)
    beside(folder)


def long_lines(folder: Path, count: int) -> None:
    for name, shape in (("letters", "a"), ("words", "word "), ("figures", "1 "), ("news", news(2).replace("\n", " ").replace(".", ","))):
        (folder / f"{name}.txt").write_bytes((shape.encode() * (50_000_000 // len(shape)))[:49_999_999])
    (folder / "row.jsonl").write_text(json.dumps({"text": "word " * 9_990_000}), encoding="utf-8")
    (folder / "longer.jsonl").write_text(
        json.dumps({"text": "word " * 10_100_000}) + "\n" + json.dumps({"text": news(0)}), encoding="utf-8"
    )
    beside(folder)


def beside(folder: Path) -> None:
    """Two small articles that contradict each other."""
    for number in (0, 1):
        (folder / f"{number}.txt").write_text(news(number), encoding="utf-8")


CASES = (
    Case("articles", small_articles, 0),
    Case("files", many_files, 0),
    Case("huge", huge_file, 1),
    Case("lines", long_lines, 6),
)


def run(folder: Path, jobs: int) -> Outcome:
    """One report, watched."""
    line = [sys.executable, "-m", "factcheck", "report", str(folder), "--format", "json", "--no-cache", "--jobs", str(jobs)]
    out = folder.parent / f"{folder.name}.json"
    start, most, done = perf_counter(), [0.0], threading.Event()
    with out.open("wb") as told, subprocess.Popen(line, stdout=told, stderr=subprocess.DEVNULL) as process:

        def watch() -> None:
            while not done.wait(0.25):
                most[0] = max(most[0], memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        done.set()
        watcher.join()
    seconds = perf_counter() - start
    made = json.loads(out.read_text(encoding="utf-8")) if code in (0, 1, 3) else {"documents": [], "findings": [], "skipped": []}
    skipped = [f"{entry['path']}: {entry['reason']}" for entry in made["skipped"]]
    return Outcome(code, seconds, most[0], len(made["documents"]), len(made["findings"]), skipped)


def wrongs(case: Case, outcome: Outcome) -> Iterator[str]:
    """What is not as it must be."""
    if outcome.code != (3 if case.skipped else 0):
        yield f"exit code {outcome.code}"
    if len(outcome.skipped) != case.skipped:
        yield f"{len(outcome.skipped)} skipped, not {case.skipped}"
    if outcome.megabytes > MEGABYTES:
        yield f"more than {MEGABYTES:.0f} MB"
    if outcome.seconds > 60 * MINUTES:
        yield f"more than {MINUTES:.0f} minutes"
    if not outcome.findings:
        yield "no finding"


def main() -> int:
    """Make and run the cases."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("cases", nargs="*", default=[case.name for case in CASES])
    parser.add_argument("--count", type=int, default=100_000, help="articles and files")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {given.jobs} processes on {os.cpu_count()} cores")
    missed = False
    for case in (case for case in CASES if case.name in given.cases):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / case.name
            folder.mkdir()
            case.make(folder, given.count)
            outcome = run(folder, given.jobs)
        told = f"{outcome.seconds:8.1f} s {outcome.megabytes:6.0f} MB  {outcome.articles} articles, {outcome.findings} findings"
        print(f"{case.name:10} {told}, exit code {outcome.code}", flush=True)
        for line in [*outcome.skipped[:5], *(f"MISSED: {wrong}" for wrong in wrongs(case, outcome))]:
            print(f"           {line}")
        missed = missed or any(wrongs(case, outcome))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
