"""``factcheck report``: all findings, for reading."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from factcheck.cli.exits import DONE, FINDINGS, PARTIAL
from factcheck.cli.inputs import checked, name_read, name_skipped, name_uncompared
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
    Paths,
    Quiet,
    Select,
    Today,
    UiLang,
    Verbose,
    WithTexts,
    WriteBaseline,
)
from factcheck.cli.outputs import Plan, carried_out, planned
from factcheck.cli.settings import Settings, configuration, settled, voice, working
from factcheck.model import Report
from factcheck.reports.contract import Standing, State, finding_line


# long: the options of the command
def report(
    paths: Paths = None,
    format: Format = None,
    output: Output = None,
    fail_on: FailOn = None,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
    select: Select = None,
    ignore: Ignore = None,
    lang: Lang = None,
    color: Color = "auto",
    matrix: Annotated[bool, typer.Option("--matrix", help="Add a table of sources and facts (terminal).")] = False,
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
    """Show what the articles agree on and contradict each other in.

    A finding is an agreement, a refinement, an update, a dispute or a contradiction.

    \b
    Formats: terminal (default on a terminal), text (default elsewhere), json, jsonl, csv, markdown,
    html, svg, sarif, junit, github, gitlab. text is one record per line, separated by tabs:
      relation  finding  question  answer  document:line  sentence  rule  support

    \b
    Exit codes: 0 ran; 1 findings that --fail-on names; 2 wrong usage, nothing readable,
    output, baseline or configuration unusable; 3 some inputs were skipped (named on standard error).

    \b
    Examples:
      factcheck report articles/ --matrix
      factcheck report articles.jsonl --format json > report.json
      factcheck report articles/ --with-texts --output html=report.html
      factcheck report articles/ --fail-on contradiction,dispute --baseline report.json
      factcheck report articles/ --ignore toll-rises --output sarif=report.sarif
    """
    settings = settled(
        configuration(config, no_config),
        paths=paths,
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
        matrix=matrix,
        texts=with_texts,
        baseline_file=write_baseline,
        failing=settings.failing,
        whole=settings.told > 1,
    )
    return _run(settings, plan, day(today, settings))


def _run(settings: Settings, plan: Plan, today: date | None) -> int:
    """Read and compare the articles, print the findings, and tell how the run ends."""
    known = _known(settings)
    made = checked(settings, **({"telling": finding_line} if plan.lines else {}))
    name_skipped(made.skipped, settings.quiet)
    name_uncompared(made, settings.quiet)
    states = _standings(made, known, settings, accepted(made.findings, settings, today))
    name_read(made, settings, summed(states))
    closed = carried_out(plan, made, states)
    failed = bool(settings.failing) and any(fails(finding, settings.failing, states) for finding in made.findings)
    return DONE if closed else PARTIAL if made.skipped else FINDINGS if failed else DONE


def _known(settings: Settings) -> Report | None:
    """The report in the baseline, if there is one."""
    if settings.baseline is None:
        return None
    from factcheck.cli.baseline import known_report

    return known_report(settings.baseline, settings)


def _standings(made: Report, known: Report | None, settings: Settings, reasons: dict[str, str]) -> dict[str, Standing]:
    """How the findings stand to a baseline, and which of them are suppressed."""
    if known is None or settings.baseline is None:
        return {name: Standing(suppressed=reason) for name, reason in reasons.items()}
    from factcheck.cli.baseline import since

    changes = since(settings.baseline, known, made, settings.quiet).changes
    stands = {c.finding.id: Standing(State(c.state), reasons.get(c.finding.id), c.causes, c.changes) for c in changes}
    return {finding.id: stands[finding.id] for finding in made.findings}
