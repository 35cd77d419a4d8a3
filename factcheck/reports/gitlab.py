"""``gitlab``: a code quality report, which GitLab compares with that of the target branch by the fingerprints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.model import Relation, Report
from factcheck.reports import Options
from factcheck.reports.conflicts import Conflict, brief, conflicts, first
from factcheck.reports.contract import NO_STATES, State, States
from factcheck.reports.places import Places
from factcheck.reports.safe import json_line, line

_SEVERITIES = {Relation.CONTRADICTION: "major", Relation.DISPUTE: "minor", Relation.UPDATE: "info"}


def _issue(told: Conflict, places: Places) -> dict[str, Any]:
    claim = first(told, places)
    region = places.region(claim)
    lines = {"begin": region.line, "end": region.end_line} if region else {"begin": 1, "end": 1}
    return {
        "description": f"{told.finding.relation.capitalize()}: {brief(told)}",
        "check_name": line(told.rule),
        "fingerprint": told.finding.id,
        "severity": _SEVERITIES[told.finding.relation],
        "location": {"path": places.path(claim), "lines": lines},
    }


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    places = Places(report.articles)
    separator = "[\n "
    for told in conflicts(report, states):
        if told.standing.suppressed is None and told.standing.state is not State.ABSENT:
            yield separator + json_line(_issue(told, places))
            separator = ",\n "
    yield "[]\n" if separator.startswith("[") else "\n]\n"
