"""Statements per second that one core reads, with all that is read from them: values, names, assertion, attribution, claims.

Of French news: the seeds, or articles that are given. Each article is read once, in portions as a report reads them, so that new words
come with it as in an archive. Counted are processor seconds, because other work on the machine does not add to these as it does to time.
``--profile`` tells what they are spent on, by samples.
"""

from __future__ import annotations

import argparse
import gc
import platform
import signal
import sys
from collections import Counter
from pathlib import Path
from time import process_time
from types import FrameType

from factcheck import articles, claims, readings
from factcheck.model import Article

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLES = 500
BAR = 2000
GARBAGE = 200_000  # as the command line has it
SAMPLE = 0.002  # seconds
# What a sample is counted for: the outermost of these that is at work.
STAGES = {
    "factcheck.statements": "statements",
    "factcheck.language.detect": "language",
    "factcheck.values.names": "names",
    "factcheck.values": "numbers, quantities, lengths of time, dates",
    "factcheck.assertion": "polarity, modality, attribution",
    "factcheck.claims.keys": "content keys",
    "factcheck.claims.sayings": "claims: what is said",
    "factcheck.claims.slots": "claims: ages, hours, days, places, states",
    "factcheck.claims.victims": "claims: single persons",
    "factcheck.claims.counts": "claims: figures",
}


def told(frame: FrameType | None) -> str:
    """The stage that a stack is in."""
    modules = list[str]()
    while frame is not None:
        modules.append(frame.f_globals.get("__name__", ""))
        frame = frame.f_back
    for module in reversed(modules):
        parts = module.split(".")
        for size in range(len(parts), 1, -1):
            if stage := STAGES.get(".".join(parts[:size])):
                return stage
    return "the rest"


def read(library: list[Article]) -> tuple[int, float]:
    """How many statements were read, and the processor seconds that it took."""
    count, start = 0, process_time()
    for batch in readings.batches(library, None):
        scripts = claims.stage_all(batch.articles)
        claims.of_scripts(scripts)
        count += sum(len(script.scenes) + len(script.headline) for script in scripts)
    return count, process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("paths", nargs="*", default=[str(SEEDS)])
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    gc.set_threshold(GARBAGE)
    library = list(articles.read(given.paths).articles)[: given.articles]
    read(library[:1])  # makes what is derived from the language data
    spent = Counter[str]()
    if given.profile:
        signal.signal(signal.SIGPROF, lambda number, frame: spent.update([told(frame)]))
        signal.setitimer(signal.ITIMER_PROF, SAMPLE, SAMPLE)
    count, seconds = read(library)
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, one process")
    rate = count / seconds
    verdict = "held" if rate >= BAR else "MISSED"
    print(f"{len(library)} articles {count} statements {seconds:.2f} s of a processor {rate:.0f} per s, bar {BAR}: {verdict}")
    for stage, samples in spent.most_common():
        print(f"{100 * samples / spent.total():6.1f} %  {stage}")
    return 0 if rate >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
