"""``junit``: JUnit XML. A suite is an event, a test is a finding, and what differs fails; inputs that were skipped are tests that were
skipped. The findings of a baseline, suppressed ones and those that are gone fail nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from factcheck.model import Finding, Report
from factcheck.reports import Options, summary
from factcheck.reports.conflicts import Conflict, brief, conflict, passages
from factcheck.reports.contract import NO_STATES, States
from factcheck.reports.places import Places
from factcheck.reports.safe import line

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_NO_EVENT = "no event"
_INPUTS = "skipped inputs"


class Case(NamedTuple):
    """A test case: its attributes, what happened ("failure", "skipped" or "": it passed), in a line and in more."""

    name: str
    outcome: str = ""
    kind: str = ""
    message: str = ""
    body: str = ""


def escaped(text: str) -> str:
    """Text as it may stand in an element or an attribute."""
    return line(text).translate(_ENTITIES)


def _test(told: Conflict, options: Options, places: Places) -> Case:
    name = f"{told.finding.question} [{told.finding.id}]"
    if told.standing.suppressed is not None:
        return Case(name, "skipped", message=summary.mark(told.standing))
    if told.finding.relation not in options.failing or not told.standing.open:
        return Case(name)
    return Case(name, "failure", str(told.finding.relation), brief(told), "\n".join(passages(told, places)))


def _case(suite: str, test: Case) -> Iterator[str]:
    attributes = f'classname="{escaped(suite)}" name="{escaped(test.name)}"'
    if not test.outcome:
        yield f"  <testcase {attributes}/>\n"
        return
    kind = f' type="{escaped(test.kind)}"' if test.kind else ""
    inner = f'<{test.outcome}{kind} message="{escaped(test.message)}"'
    told = "\n".join(map(escaped, test.body.split("\n")))
    yield f"  <testcase {attributes}>\n   {inner}"
    yield f">{told}</{test.outcome}>\n" if told else "/>\n"
    yield "  </testcase>\n"


def _counts(tests: Iterable[Case]) -> str:
    outcomes = [test.outcome for test in tests]
    return f'tests="{len(outcomes)}" failures="{outcomes.count("failure")}" errors="0" skipped="{outcomes.count("skipped")}"'


def _suites(report: Report, options: Options, states: States) -> dict[str, list[Case]]:
    """The tests by event, and those of the skipped inputs at the end."""
    places = Places(report.articles)
    suites: dict[str, list[Case]] = {}
    findings: Iterable[Finding] = report.findings
    for finding in findings:
        suites.setdefault(finding.event or _NO_EVENT, []).append(_test(conflict(finding, states), options, places))
    for entry in report.skipped:
        suites.setdefault(_INPUTS, []).append(Case(entry.path, "skipped", message=entry.reason))
    return suites


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    suites = _suites(report, options, states)
    counts = _counts(test for tests in suites.values() for test in tests)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="factcheck" {counts}>\n'
    for name, tests in suites.items():
        yield f' <testsuite name="{escaped(name)}" {_counts(tests)}>\n'
        for test in tests:
            yield from _case(name, test)
        yield " </testsuite>\n"
    yield "</testsuites>\n"
