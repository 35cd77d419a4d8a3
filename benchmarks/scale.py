"""How the cost of a report grows with the number of articles, what several processes save, and what the cache does.

All of it on the articles of one JSON Lines file, in one run: seconds and the memory of all processes together at three sizes, then the
largest one again with ten articles more and the cache of the run before.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

SIZES = (2000, 6000, 18000)
NEW = 10
EXPONENT, AGAIN, MINUTES, MEGABYTES = 1.15, 15.0, 4.0, 2048.0


class Cost(NamedTuple):
    """Wall clock seconds, processor seconds, and the most memory that all processes held at once, in megabytes."""

    seconds: float
    processor: float
    megabytes: float


def memory(process: int) -> float:
    """Megabytes that a process and those below it hold, told by Linux; 0 elsewhere."""
    try:
        held = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2
        below = [child for task in Path(f"/proc/{process}/task").iterdir() for child in task.joinpath("children").read_text().split()]
    except (OSError, IndexError):
        return 0.0
    return held + sum(memory(int(child)) for child in below)


def measured(corpus: Path, jobs: int, *options: str) -> Cost:
    """The cost of one report."""
    line = [sys.executable, "-m", "factcheck", "report", str(corpus), "--format", "json", "--jobs", str(jobs), *options]
    start, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    most, done = [0.0], threading.Event()
    with subprocess.Popen(line, stdout=subprocess.DEVNULL) as process:

        def watch() -> None:
            while not done.wait(0.25):
                most[0] = max(most[0], memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        done.set()
        watcher.join()
    if code:
        sys.exit(f"factcheck failed with {code} on {corpus.name}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(perf_counter() - start, spent, most[0])


def written(folder: Path, rows: list[str], name: str) -> Path:
    file = folder / f"{name}.jsonl"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def told(name: str, cost: Cost) -> None:
    print(f"{name:34} {cost.seconds:8.1f} s {cost.processor:8.1f} s of processors {cost.megabytes:6.0f} MB", flush=True)


def judged(name: str, value: float, bar: float, held: bool) -> bool:
    print(f"{name}: {value:.2f}, bar {bar:g}: {'held' if held else 'MISSED'}")
    return held


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    given = parser.parse_args()
    rows = [row for row in given.articles.read_text(encoding="utf-8").split("\n") if row]  # texts may hold other line ends
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {given.jobs} processes on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = sorted({min(size, len(rows)) for size in given.sizes})
        costs = []
        for size in sizes:
            costs.append(measured(written(folder, rows[:size], str(size)), given.jobs, "--cache-dir", str(folder / f"cache{size}")))
            told(f"{size} articles, cold", costs[-1])
        spare = [
            json.dumps(json.loads(row) | {"id": f"new-{n}", "text": f"{n}. " + json.loads(row)["text"]})
            for n, row in enumerate(rows[-NEW:])
        ]
        more = written(folder, [*rows[: sizes[-1]], *spare], "more")
        again = measured(more, given.jobs, "--cache-dir", str(folder / f"cache{sizes[-1]}"))
        told(f"{sizes[-1]} and {NEW} new articles, warm", again)
    growth = math.log(costs[-1].processor / costs[0].processor) / math.log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 1.0
    most, ratio, minutes = max(cost.megabytes for cost in costs), costs[-1].seconds / again.seconds, costs[-1].seconds / 60
    print(f"first run against the second in seconds of processors: {costs[-1].processor / again.processor:.1f}")
    held = [
        judged("exponent of processor time against articles", growth, EXPONENT, growth <= EXPONENT),
        judged("first run against the second", ratio, AGAIN, ratio >= AGAIN),
        judged("minutes of the largest", minutes, MINUTES, minutes <= MINUTES),
        judged("megabytes of all processes", most, MEGABYTES, most <= MEGABYTES),
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
