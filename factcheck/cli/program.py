"""One run of the command line: the command is carried out, and whatever ends it becomes an exit code."""

from __future__ import annotations

import os
import re
import signal
import traceback
from collections.abc import Callable, Sequence

from factcheck.cli.app import program
from factcheck.cli.exits import DONE, FAILED, ClosedPipeError, Interrupted, ProblemError
from factcheck.cli.streams import flush_out, say

_LONGEST_ERROR = 300  # code points of an internal error that are told


def _invoke(arguments: Sequence[str], begun: Callable[[], object]) -> int:
    """Run one command; errors of usage become a ProblemError. ``begun`` is called when everything is loaded."""
    try:
        asked = program(arguments)
        begun()
        code = asked.main(list(arguments), prog_name="factcheck", standalone_mode=False)
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


def main(arguments: Sequence[str], begun: Callable[[], object]) -> int:
    """Run the command line and return its exit code."""
    try:
        return _invoke(arguments, begun)
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
