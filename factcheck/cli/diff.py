"""``factcheck diff``: what changed between two states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from factcheck.cli.baseline import known_report, since
from factcheck.cli.exits import DONE, FINDINGS, PARTIAL, ProblemError
from factcheck.cli.inputs import name_read, name_skipped
from factcheck.cli.judging import accepted, day, fails, summed
from factcheck.cli.options import (
    Baseline,
    CacheDir,
    Color,
    ConfigFile,
    FailOn,
    Format,
    Ignore,
    Jobs,
    Lang,
    NoCache,
    NoConfig,
    Output,
    Quiet,
    Select,
    Today,
    UiLang,
    Verbose,
    WithTexts,
    WriteBaseline,
)
from factcheck.cli.outputs import Plan, carried_out, planned
from factcheck.cli.settings import Settings, configuration, existing, settled, voice, working
from factcheck.cli.sides import Side, compared, side, state
from factcheck.cli.streams import say
from factcheck.diff import ABSENT, NEW, UNCHANGED, UNTOLD, UPDATED, Diff, between
from factcheck.model import Report
from factcheck.reports.contract import Standing, State


# long: the options of the command
def diff(
    base: Annotated[str, typer.Argument(metavar="BASE", help="The earlier state: a folder, a file, -, a JSON report or a git revision.")],
    head: Annotated[
        str | None, typer.Argument(metavar="HEAD", help="The later state (default: the working tree).", show_default=False)
    ] = None,
    path: Annotated[
        list[str] | None,
        typer.Option("--path", metavar="PATH", help="What to compare of a revision (default: HEAD, else seeds); may be repeated."),
    ] = None,
    format: Format = None,
    output: Output = None,
    fail_on: FailOn = None,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
    select: Select = None,
    ignore: Ignore = None,
    lang: Lang = None,
    color: Color = "auto",
    with_texts: WithTexts = False,
    ui_lang: UiLang = None,
    today: Today = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    jobs: Jobs = None,
    cache_dir: CacheDir = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Show what changed between two states: findings new, changed, gone.

    A finding has changed when it has another relation, another answer, or more origins behind
    one. Every finding names the articles that brought, changed or took it. A revision is read
    through git; the checkout is not touched. --fail-on looks at what is new or changed.

    \b
    Formats: as in report; each finding has its state: new, updated or absent.

    \b
    Exit codes: 0 ran; 1 new or changed findings that --fail-on names; 2 wrong usage, nothing
    readable, no such revision; 3 some inputs were skipped (named on standard error).

    \b
    Examples:
      factcheck diff origin/main                       the seeds of that revision and those here
      factcheck diff v1.0 HEAD --path articles
      factcheck diff monday/ tuesday/ --format markdown
      factcheck diff report.json articles/ --fail-on contradiction
    """
    settings = settled(
        configuration(config, no_config),
        paths=path,
        lang=lang,
        fail_on=fail_on,
        select=select,
        ignore=ignore,
        baseline=baseline,
        writing=write_baseline,
        told=voice(quiet, verbose),
        working=working(jobs, cache_dir, no_cache),
    )
    plan = planned(
        format,
        output or (),
        color,
        ui_lang,
        texts=with_texts,
        baseline_file=write_baseline,
        failing=settings.failing,
        whole=settings.told > 1,
    )
    return _run(settings, plan, base, head, path or (), day(today, settings))


def _run(settings: Settings, plan: Plan, base: str, head: str | None, asked: Sequence[str], today: date | None) -> int:
    """Compare both states, print what has changed, and tell how the run ends."""
    known = known_report(settings.baseline, settings) if settings.baseline is not None else None
    before, after = _sides(base, head, asked, settings)
    found = between(before, after)
    shown = _shown(found, before, after)
    reasons = accepted(after.findings, settings, today)
    if known is not None:
        reasons = _known(settings, known, after) | reasons
    states = {c.finding.id: Standing(State(c.state), reasons.get(c.finding.id), c.causes, c.changes) for c in found.changes}
    name_skipped(shown.skipped, settings.quiet)
    name_read(after, settings, summed(states))
    told = {finding.id: states[finding.id] for finding in shown.findings}
    if plan.printed == "terminal" and not shown.findings and not settings.quiet:
        say("nothing has changed")
    closed = carried_out(plan, shown, told, after)
    failed = any(fails(finding, settings.failing, told) for finding in shown.findings)
    return DONE if closed else PARTIAL if shown.skipped else FINDINGS if failed else DONE


def _sides(base: str, head: str | None, asked: Sequence[str], settings: Settings) -> tuple[Report, Report]:
    """The reports on both sides; ProblemError when the later one has nothing in it."""
    if base == head == "-":
        raise ProblemError("standard input can be one of both states, not both")
    paths = compared(settings, asked, head)
    one = side(base, paths)
    two = side(head, paths) if head is not None else Side("the working tree", "path", tuple(existing(settings)))
    before, after = state(one, settings), state(two, settings)
    for which, made in ((one, before), (two, after)):
        if not made.articles and not settings.quiet:
            say(f"there is no article in {', '.join(which.paths)}{f' of {which.name}' if which.kind == 'revision' else ''}")
    if not after.articles:
        name_skipped(after.skipped)
        raise ProblemError(f"nothing to read in {two.name}")
    return before, after


def _shown(found: Diff, before: Report, after: Report) -> Report:
    """The report on what has changed."""
    changes = found.of(NEW, UPDATED, ABSENT)
    skipped = tuple(sorted({*before.skipped, *after.skipped}))
    unchanged = len(found.of(UNCHANGED))
    return Report(found.articles, tuple(c.finding for c in changes), after.origins, skipped, {UNTOLD: unchanged} if unchanged else {})


def _known(settings: Settings, known: Report, after: Report) -> dict[str, str]:
    """A reason for every finding that a baseline has."""
    changes = since(str(settings.baseline), known, after, settings.quiet).of(UNCHANGED)
    return {change.finding.id: f"known in {settings.baseline}" for change in changes}
