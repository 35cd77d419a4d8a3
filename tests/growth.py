"""How time grows with length, for every test that asks: processor time, so that what else runs on the machine hardly counts."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

TIMES = 4
BAR = 8.0  # between TIMES, which is linear, and its square
FLOOR = 0.002  # seconds; below it the clock is what is measured
ROUNDS = 4

Step = Callable[[], object]


def seconds(step: Step) -> float:
    """Processor seconds of one call."""
    start = process_time()
    step()
    return process_time() - start


def growth(prepare: Callable[[int], Step], short: int) -> float:
    """How many times as long it takes at TIMES the length: the best of some rounds, the first that is below BAR.

    ``prepare`` makes what is measured, of a length in code points; what it does itself is not measured.
    """
    prepare(min(short, 100))()  # what is loaded once is not measured
    best = float("inf")
    for _ in range(ROUNDS):
        once, more = (seconds(prepare(size)) for size in (short, TIMES * short))
        best = min(best, more / max(once, FLOOR))
        if best < BAR:
            break
    return best


def repeated(shape: str, length: int) -> str:
    """A shape again and again, cut at a length."""
    return (shape * (length // len(shape) + 1))[:length]
