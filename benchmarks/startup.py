"""How long a run takes before and with the five seeds, new and read before, against the bare import of the libraries it stands on.

Medians of ten, taken in turns, so that a busy moment of the machine falls on all three alike.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent
ROUNDS = 10
IMPORTS = [sys.executable, "-c", "import typer, rich, rapidfuzz"]
# An installed program has its bytecode: without it every run would compile the sources anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
# The second one finds its report in the cache, after the unmeasured run.
BARS = {"factcheck --help": 2.5, "factcheck report seeds": 4.0, "factcheck report seeds --no-cache": 6.0}


def command(line: str) -> list[str]:
    """The installed program beside this Python, with its arguments."""
    program, *arguments = line.split()
    return [str(Path(sys.executable).parent / program), *arguments]


def seconds(arguments: list[str]) -> float:
    """How long one run takes, in seconds."""
    start = perf_counter()
    subprocess.run(arguments, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def main() -> int:
    runs = {"import typer, rich, rapidfuzz": IMPORTS} | {line: command(line) for line in BARS}
    for arguments in runs.values():  # once unmeasured: compiles the bytecode, warms the file cache
        seconds(arguments)
    rounds = [{name: seconds(arguments) for name, arguments in runs.items()} for _ in range(ROUNDS)]
    medians = {name: median(taken[name] for taken in rounds) for name in runs}
    bare = medians["import typer, rich, rapidfuzz"]
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, medians of {ROUNDS}")
    missed = 0
    for name, taken in medians.items():
        bar = BARS.get(name)
        verdict = (
            "" if bar is None else f"  {taken / bare:5.2f} times the imports, bar {bar:g}: {'held' if taken <= bar * bare else 'MISSED'}"
        )
        missed += bar is not None and taken > bar * bare
        print(f"{name:34} {taken * 1000:6.0f} ms{verdict}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
