"""How far a long run is: one line on standard error, for a terminal, when the run has taken a while."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from time import monotonic
from typing import TypeVar

T = TypeVar("T")
_AFTER = 1.0  # seconds before anything is shown
_EVERY = 0.1  # seconds between two looks
_WIDTH = 24  # cells of the bar


class Progress:
    """Watches the work of one run; see `factcheck.pipeline.Watch`."""

    def __init__(self) -> None:
        self._next = monotonic() + _AFTER
        self._shown = False

    def __call__(self, doing: str, pieces: Sequence[T]) -> Iterator[T]:
        try:
            for done, piece in enumerate(pieces):
                if monotonic() >= self._next:
                    self._show(f"{doing} {bar(done, len(pieces))} {done}/{len(pieces)}")
                yield piece
        finally:  # what is said next begins on a clean line, whatever has happened
            self._clear()

    def _show(self, line: str) -> None:
        self._next = monotonic() + _EVERY
        self._shown = True
        _put(f"\r\x1b[K{line}")

    def _clear(self) -> None:
        if self._shown:
            self._shown = False
            _put("\r\x1b[K")


def bar(done: int, whole: int) -> str:
    """ "━━━━━━──" for a part of a whole."""
    full = _WIDTH * done // max(whole, 1)
    return "━" * full + "─" * (_WIDTH - full)


def _put(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.buffer.write(text.encode())
        sys.stderr.buffer.flush()
