"""The command line: a thin layer over `factcheck.pipeline`, and the only place that prints.

Exit codes: 0 ran; 1 findings that ``--fail-on`` names; 2 wrong usage, nothing readable, a broken baseline, an output that
could not be written, an internal error; 3 at least one input was skipped; 130 and 143 interrupted. 2 goes before 3, 3
before 1. One module per command, listed in `factcheck.cli.app`. The engine is imported inside the commands, so that
``--help`` and wrong usage answer at once.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from factcheck.cli.exits import DONE, FAILED, ClosedPipeError, Interrupted, ProblemError
from factcheck.cli.streams import flush_out, say

_LONGEST_ERROR = 300  # code points of an internal error that are told
# Objects that pile up between two searches for reference cycles. Values are frozen and make none; a search after every 700,
# which is the default, takes a tenth of a run.
_GARBAGE = 200_000


def _invoke(arguments: Sequence[str]) -> int:
    """Run one command; errors of usage become a ProblemError."""
    from factcheck.cli.app import program

    try:
        code = program(arguments).main(list(arguments), prog_name="factcheck", standalone_mode=False)
        flush_out()
    except SystemExit as left:  # typer leaves so when the reader of a help text is gone
        return DONE if left.code == 1 else FAILED
    except OSError as error:  # help texts are written by typer, and go to standard output
        raise ProblemError(f"{error.filename or 'standard output'} cannot be used: {error.strerror or error}") from None
    except Exception as error:
        told = getattr(error, "format_message", None)  # usage errors of typer, whose class is not public in all its versions
        if told is None:
            raise
        raise ProblemError(_sentence(told())) from None
    return code if isinstance(code, int) else DONE


def _sentence(message: str) -> str:
    """A message of typer in the manner of the others: one line, lower case, a suggestion after a semicolon."""
    told = " ".join(message.split()).rstrip(".")
    told = re.sub(r"[.:]? \(Possible options?: (.*)\)", r"; did you mean \1?", told.replace(". Did you mean", "; did you mean"))
    return f"{told[:1].lower()}{told[1:]}" if told.endswith("?") else f"{told[:1].lower()}{told[1:]}; see factcheck --help"


def _failure(error: Exception) -> str:
    """What is said about an error that nobody foresaw."""
    if os.environ.get("FACTCHECK_DEBUG") == "1":
        traceback.print_exc()
    if isinstance(error, MemoryError):
        return "out of memory"
    told = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_ERROR]
    return f"internal error: {told} (FACTCHECK_DEBUG=1 shows where)"


def main(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        return _invoke(arguments)
    except ClosedPipeError:
        return DONE
    except ProblemError as problem:
        say(str(problem))
    except Interrupted as interrupted:
        return 128 + interrupted.number
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Exception as error:
        say(_failure(error))
    return FAILED


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # a second one ends the run at once
    raise Interrupted(number)


def run() -> None:
    """The entry point of the command ``factcheck``."""
    gc.set_threshold(_GARBAGE)
    stopping = (signal.SIGINT, signal.SIGTERM)
    for number in stopping:
        signal.signal(number, _stop)
    code = main(sys.argv[1:])
    for number in stopping:  # the work is done: nothing is left to interrupt
        signal.signal(number, signal.SIG_IGN)
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End at once: giving the memory back object by object takes as long as importing a library, and nothing else is left to do."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or nobody reads it
            stream.flush()
    os._exit(code)
