"""Where a report goes, and in which formats."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import NamedTuple, NoReturn

from factcheck import reports
from factcheck.cli import choices
from factcheck.cli.exits import ClosedPipeError
from factcheck.cli.judging import without_suppressed
from factcheck.cli.streams import Files, append, check_place, write_out
from factcheck.model import Relation, Report
from factcheck.reports import Options
from factcheck.reports.contract import NO_STATES, States

# Formats that have a place for what is suppressed; the others tell it to --verbose alone.
_TELL_SUPPRESSED = ("json", "jsonl", "sarif", "junit")


def is_terminal() -> bool:
    """Whether a terminal reads standard output."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def columns() -> int:
    """How wide the terminal is."""
    return shutil.get_terminal_size((80, 24)).columns


def format_of(given: str | None, names: Iterable[str], on_terminal: str, elsewhere: str) -> str:
    """The format that is asked for, else the one that suits what reads standard output."""
    return choices.chosen("format", given, names) if given is not None else on_terminal if is_terminal() else elsewhere


class Plan(NamedTuple):
    """Where a report goes: what standard output gets (None: nothing), the files, and how it looks in each. ``failing``: what the
    run fails on; ``whole``: suppressed findings are told in every format; ``lang``: the language of reports for reading; ``texts``: pages
    have the articles' texts."""

    printed: str | None
    files: tuple[tuple[str, str], ...]
    color: str
    matrix: bool = False
    baseline_file: str | None = None
    failing: frozenset[Relation] | None = None
    whole: bool = False
    lang: str = "en"
    texts: bool = False

    @property
    def lines(self) -> bool:
        """Whether findings are written as JSON alone."""
        return {self.printed, *(name for name, _ in self.files)} <= {"json", "jsonl", None}

    def options(self, printed: bool) -> Options:
        """Files have the width of a page and no colour unless it is asked for."""
        style = choices.style(self.color, printed and is_terminal(), os.environ if printed else {})
        width = columns() if printed else 80
        asked = Options(width, style, self.matrix, lang=self.lang, texts=self.texts)
        return asked if self.failing is None else replace(asked, failing=self.failing)

    def carry_out(self, report: Report, states: States = NO_STATES, baseline: Report | None = None) -> None:
        """Stage the files, write standard output, put the files in place: all of it, or an error and the old files.

        ``baseline``: what a baseline gets where that is not the report itself.
        """
        with Files() as files:
            for name, path in self.files:
                files.add(path, self._rendered(name, report, states, printed=False))
            if self.baseline_file is not None:
                files.add(self.baseline_file, reports.render("json", report if baseline is None else baseline))
            with ExitStack() as afterwards:
                try:
                    if self.printed is not None:
                        write_out(self._rendered(self.printed, report, states, printed=True))
                except ClosedPipeError:
                    afterwards.callback(_reraise, ClosedPipeError())  # whoever stopped reading still gets the files
                files.commit()
                if self.printed == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
                    append(summary, self._rendered("markdown", report, states, printed=False))  # annotations are ten at most

    def _rendered(self, name: str, report: Report, states: States, printed: bool) -> Iterable[str]:
        told = report if self.whole or name in _TELL_SUPPRESSED else without_suppressed(report, states)
        known = {finding.id: states[finding.id] for finding in told.findings if finding.id in states} if states else states
        return reports.render(name, told, self.options(printed), known)


def _reraise(error: Exception) -> NoReturn:
    raise error


def planned(
    given: str | None, output: Sequence[str], color: str, ui_lang: str | None = None, **more: bool | str | frozenset[Relation] | None
) -> Plan:
    """What the options ask for; ProblemError for a format or colour that does not exist. ``more``: the other fields of a plan."""
    names = reports.names()
    printed: str | None = format_of(given, names, "terminal", "text")
    files = tuple(choices.target(value, given, names) for value in output)
    if any("=" not in value for value in output):
        printed = None  # a bare FILE takes the place of standard output
    lang = choices.ui_language(ui_lang, os.environ)
    plan = Plan(printed, files, choices.chosen("colour setting", color, choices.COLOURS), lang=lang, **more)  # type: ignore[arg-type]
    for path in (*(path for _, path in files), *([plan.baseline_file] if plan.baseline_file is not None else [])):
        check_place(path)
    return plan


def carried_out(plan: Plan, made: Report, states: States = NO_STATES, baseline: Report | None = None) -> bool:
    """Whether the reader of standard output left before the end."""
    try:
        plan.carry_out(made, states, baseline)
    except ClosedPipeError:
        return True
    return False
