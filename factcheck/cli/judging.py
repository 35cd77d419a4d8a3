"""Which findings a command tells, how they stand to what was known before, and which of them fail the run."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from factcheck.cli import choices
from factcheck.cli.settings import Settings
from factcheck.cli.streams import say
from factcheck.model import Finding, Relation, Report
from factcheck.reports.contract import State, States, standing
from factcheck.selection import Suppressed, suppressed

SUPPRESSED = "suppressed finding"


def day(given: str | None, settings: Settings) -> date | None:
    """The day on which suppressions may have expired; None when there are none. ProblemError when it is no day."""
    return choices.today(given, os.environ) if settings.config.suppressions or given is not None else None


def accepted(findings: Sequence[Finding], settings: Settings, today: date | None) -> dict[str, str]:
    """The reasons of suppressed findings by their ids; suppressions that have expired or match nothing are told."""
    if today is None:
        return {}
    made = suppressed(findings, settings.config.suppressions, today)
    if not settings.quiet:
        _name_useless(made, settings)
    return made.reasons


def _name_useless(made: Suppressed, settings: Settings) -> None:
    file = settings.config.file
    for entry in made.expired:
        say(f"{file}:{entry.line}: the suppression of {entry.subject} has expired on {entry.expires}")
    for entry in made.unused if not settings.select and not settings.ignore else ():  # it may be of a rule that is not selected
        say(f"{file}:{entry.line}: the suppression of {entry.subject} matches no finding")


def fails(finding: Finding, relations: frozenset[Relation] | None, states: States) -> bool:
    """Whether a finding is of a relation that fails the run, and nobody knew or accepted it."""
    if not relations:
        return False
    grave = finding.relation in relations or any(link.relation in relations for link in finding.links)
    return grave and standing(finding, states).open


def without_suppressed(made: Report, states: States) -> Report:
    """The report without the findings that are suppressed, counted among what was left out."""
    kept = tuple(finding for finding in made.findings if standing(finding, states).suppressed is None)
    dropped = len(made.findings) - len(kept)
    return replace(made, findings=kept, left_out={**made.left_out, SUPPRESSED: dropped}) if dropped else made


def summed(states: Mapping[str, Any]) -> str:
    """ "3 new, 36 unchanged, 1 suppressed", for --verbose."""
    told = [stands.state for stands in states.values()]
    counts = [f"{told.count(state)} {state}" for state in State if state in told]
    hidden = sum(stands.suppressed is not None for stands in states.values())
    return ", ".join([*counts, *([f"{hidden} suppressed"] if hidden else [])])
