"""The command line: a thin layer over `factcheck.pipeline`, and the only place that prints.

Exit codes: 0 ran; 1 findings that ``--fail-on`` names; 2 wrong usage, nothing readable, a broken baseline, an output that
could not be written, an internal error; 3 at least one input was skipped; 130 and 143 interrupted. 2 goes before 3, 3
before 1. One module per command, listed in `factcheck.cli.app`. The engine is imported inside the commands, so that
``--help`` and wrong usage answer at once.

This module alone is loaded when the program starts, and it loads next to nothing before it has taken over the signals: Ctrl-C
while Python reads the rest would be told as an error, with a traceback.
"""

from __future__ import annotations

import os

try:
    import gc
    import signal
    import sys
    from contextlib import suppress
except KeyboardInterrupt:
    os._exit(130)

TYPE_CHECKING = False  # as `typing` has it, whose import takes longer than everything here
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType
    from typing import NoReturn

# Objects that pile up between two searches for reference cycles. Values are frozen and make none; a search after every 700,
# which is the default, takes a tenth of a run.
_GARBAGE = 200_000
_STOPPING = (signal.SIGINT, signal.SIGTERM)


def main(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    from factcheck.cli.program import main as carried_out

    return carried_out(arguments, lambda: None)


def run() -> None:
    """The entry point of the command ``factcheck``."""
    for number in _STOPPING:
        signal.signal(number, _end)
    gc.set_threshold(_GARBAGE)
    from factcheck.cli.program import main as carried_out

    code = carried_out(sys.argv[1:], _stoppable)
    for number in _STOPPING:  # the work is done: nothing is left to interrupt
        signal.signal(number, signal.SIG_IGN)
    _leave(code)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """End at once, as long as nothing has been begun that would have to be taken back."""
    os._exit(128 + number)


def _stoppable() -> None:
    """From here on a signal goes the way of an error, so that what has been begun is taken back."""
    for number in _STOPPING:
        signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    from factcheck.cli.exits import Interrupted

    signal.signal(number, signal.SIG_DFL)  # a second one ends the run at once
    raise Interrupted(number)


def _leave(code: int) -> NoReturn:
    """End at once: giving the memory back object by object takes as long as importing a library, and nothing else is left to do."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or nobody reads it
            stream.flush()
    os._exit(code)
