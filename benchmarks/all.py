"""Every figure of speed that docs/performance.md names, in one run on one machine: start-up, reading, candidates, many articles.

Each part is a benchmark of its own, printed as it comes; at the end stands which of them hold their bars. Candidates need NumPy: they are
measured in the environment that `--peers` names, or left out.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Part(NamedTuple):
    """A benchmark: what it measures, its command, and the Python that runs it."""

    name: str
    script: str
    arguments: tuple[str, ...] = ()
    python: str = sys.executable


def parts(given: argparse.Namespace) -> list[Part]:
    """What is measured, the cheapest first."""
    corpus = str(given.articles)
    found = [Part("start-up", "startup.py"), Part("reading", "reading.py", (corpus, "--profile"))]
    if given.peers:
        found.append(Part("candidates and comparison", "candidates.py", python=given.peers))
    sizes = ("--sizes", *map(str, given.sizes)) if given.sizes else ()
    return [*found, Part("many articles", "scale.py", (corpus, "--jobs", str(given.jobs), *sizes))]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=Path, help="a JSON Lines file of French articles")
    parser.add_argument("--peers", help="the Python of an environment that has factcheck and NumPy")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--sizes", type=int, nargs="+")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores", flush=True)
    codes = {}
    for part in parts(given):
        line = [part.python, str(HERE / part.script), *part.arguments]
        print(f"\n== {part.name}: {' '.join(['python', f'benchmarks/{part.script}', *part.arguments])}", flush=True)
        codes[part.name] = subprocess.run(line, cwd=HERE.parent, check=False).returncode
    print()
    for name, code in codes.items():
        print(f"{name}: {'held' if code == 0 else 'MISSED' if code == 1 else f'failed with {code}'}")
    if not given.peers:
        print("candidates and comparison: left out, since no --peers are given")
    return 0 if not any(codes.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
