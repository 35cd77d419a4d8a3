"""Look for texts of 20 kB that take over two seconds: a few fragments, drawn by chance, again and again, in the longest sentences.

``python benchmarks/fuzz/slow.py [--seconds N] [--seed N] [TARGET...]``. Needs nothing else; exits 1 when it finds one, or a crash.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator

import targets

from factcheck.claims import LONGEST

BAR = 2.0  # seconds of the processor for each time that a target reads the text
READ = {"dates": 3, "claims": 2, "compare": 2}
TEXTS = ("numbers", "quantities", "dates", "names", "statements", "assertion", "claims", "compare")


def texts(chance: random.Random, lang: str) -> Iterator[bytes]:
    """Inputs of targets that read text: one to four fragments, repeated."""
    pieces = targets.fragments(lang)
    first = b"\x03" if lang == "en" else b"\x01"
    while True:
        pattern = "".join(chance.choice(pieces) for _ in range(chance.choice((1, 1, 2, 2, 3, 4))))
        line = (pattern * (LONGEST // len(pattern) + 1))[: LONGEST - 2]
        yield first + "\n\n".join([f"{line}."] * (targets.LONGEST // LONGEST)).encode()


def main() -> int:
    """Draw inputs until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("targets", nargs="*", default=list(TEXTS))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, until = random.Random(asked.seed), time.monotonic() + asked.seconds
    drawn = {lang: texts(chance, lang) for lang in ("fr", "en")}
    runs, wrong, longest = 0, 0, dict.fromkeys(asked.targets, 0.0)
    while time.monotonic() < until:
        data = next(drawn[chance.choice(("fr", "en"))])
        for name in asked.targets:
            start, failed = time.process_time(), ""
            try:
                targets.TARGETS[name](data)
            except Exception as error:
                failed = f"{type(error).__name__} "
            took, runs = time.process_time() - start, runs + 1
            longest[name] = max(longest[name], took)
            if failed or took > BAR * READ.get(name, 1):
                wrong += 1
                print(f"{name}: {failed}{took:.1f} s  {data[:60]!r}", flush=True)
    print(f"{runs} runs, {wrong} of them wrong; the longest: {', '.join(f'{name} {took:.2f} s' for name, took in longest.items())}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
