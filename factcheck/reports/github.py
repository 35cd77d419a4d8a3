"""``github``: annotations, as workflow commands that GitHub Actions reads from a log. Every line is one command, ours.

New findings come before known ones, and the gravest first. GitHub shows ten annotations of a kind and step and drops the others
without a word, so that no more are printed; the last one then tells how many are missing. The step summary has them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import GRAVITY, Relation, Report
from factcheck.reports import Options, summary
from factcheck.reports.conflicts import Conflict, conflicts, first, headline, passages
from factcheck.reports.contract import NO_STATES, State, States
from factcheck.reports.places import Places
from factcheck.reports.safe import line

MOST = 10
_COMMANDS = {Relation.CONTRADICTION: "error", Relation.DISPUTE: "warning", Relation.UPDATE: "notice"}
_DATA = {ord(sign): f"%{ord(sign):02X}" for sign in "%\r\n"}
_PROPERTY = {ord(sign): f"%{ord(sign):02X}" for sign in "%\r\n:,"}


def data(text: str) -> str:
    """Text as the message of a command."""
    return text.translate(_DATA)


def value(text: str) -> str:
    """Text as the value of a property of a command."""
    return text.translate(_PROPERTY)


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    told = ",".join(f"{key}={value(str(entry))}" for key, entry in properties.items())
    return f"::{name} {told}::{data(message)}\n"


def _place(told: Conflict, places: Places) -> dict[str, str | int]:
    claim = first(told, places)
    found: dict[str, str | int] = {"file": line(places.path(claim))}
    if region := places.region(claim):
        found |= {"line": region.line, "endLine": region.end_line}
        if region.line == region.end_line:  # GitHub refuses columns over several lines
            found |= {"col": region.column, "endColumn": region.end_column}
    return found


def _annotation(told: Conflict, places: Places) -> str:
    mark = summary.mark(told.standing)
    title = headline(told) + (f" ({line(mark)})" if mark else "")
    message = "\n".join(passages(told, places))
    return _command(_COMMANDS[told.finding.relation], {**_place(told, places), "title": title}, message)


def _urgency(told: Conflict) -> tuple[bool, int]:
    return not told.standing.open, GRAVITY[told.finding.relation]


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    places = Places(report.articles)
    shown = [c for c in conflicts(report, states) if c.standing.suppressed is None and c.standing.state is not State.ABSENT]
    shown.sort(key=_urgency)
    fit = len(shown) if len(shown) <= MOST else MOST - 1
    for told in shown[:fit]:
        yield _annotation(told, places)
    if rest := len(shown) - fit:
        yield _command("notice", {"title": "factcheck"}, f"{summary.plural(rest, 'more finding')}: the report has them all")
