"""Known findings: an earlier JSON report."""

from __future__ import annotations

from factcheck.cli.exits import ProblemError
from factcheck.cli.settings import Settings
from factcheck.cli.streams import say
from factcheck.diff import ABSENT, Diff, between
from factcheck.model import Report
from factcheck.reports.earlier import DamagedError, contents, load
from factcheck.selection import selected


def known_report(path: str, settings: Settings) -> Report:
    """The report in a baseline, with what --select and --ignore leave of it; ProblemError for a file that is none."""
    try:
        return selected(load(contents(path)), settings.select, settings.ignore)
    except (OSError, ValueError) as error:
        if isinstance(error, DamagedError):
            raise ProblemError(f"baseline {path} {error}; write a new one with --write-baseline") from None
        raise ProblemError(f"baseline {path} cannot be read: {getattr(error, 'strerror', None) or error}") from None


def since(path: str, known: Report, made: Report, quiet: bool) -> Diff:
    """What has changed since a baseline; entries of it that are of no use any more are told."""
    found = between(known, made)
    unused = len(found.of(ABSENT))
    if unused and not quiet:
        say(f"baseline {path}: {unused} of its {len(known.findings)} findings are not there any more; --write-baseline writes it anew")
    return found
