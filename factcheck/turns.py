"""Works that go on by turns, step by step: what a reader needs is at hand when it reads the next article, and has to be fetched anew when
twenty other readers have been at work in between."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]  # work that pauses between its steps, and what comes of it


def whole(work: Steps[T]) -> T:
    """What comes of a work, done at one go."""
    return together((work,))[0]


def together(works: Iterable[Steps[T]]) -> list[T]:
    """What comes of some works, in their order: the first step of each, then the second of each, and so on."""
    going = dict(enumerate(works))
    done = dict[int, T]()
    while going:
        for number, work in list(going.items()):
            try:
                next(work)
            except StopIteration as end:
                done[number] = end.value
                del going[number]
    return [done[number] for number in sorted(done)]
