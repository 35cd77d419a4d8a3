"""``csv``: one row per claim, always the same columns, UTF-8, no line end inside a cell, no cell that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from factcheck.model import Attribution, Report
from factcheck.reports import Options
from factcheck.reports.contract import NO_STATES, States, standing, support
from factcheck.reports.records import Record, records
from factcheck.reports.safe import cell

COLUMNS = (
    "relation",
    "finding",
    "kind",
    "role",
    "event",
    "question",
    "answer",
    "origins",
    "document",
    "outlet",
    "published",
    "line",
    "start",
    "end",
    "quote",
    "sentence",
    "scope",
    "polarity",
    "modality",
    "speaker",
    "via",
    "rule",
    "why",
    "state",
    "suppressed",
    "support",
)
_NOBODY = Attribution("")


def row(cells: Iterable[object]) -> str:
    """One line of CSV; None is an empty cell."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(["" if value is None else cell(str(value)) for value in cells])
    return out.getvalue()


def _cells(record: Record, states: States) -> tuple[object, ...]:
    finding, answer, claim, link, article = record.finding, record.answer, record.claim, record.link, record.article
    said, stands = claim.attribution or _NOBODY, standing(finding, states)
    about = (finding.relation, finding.id, finding.kind, finding.role, finding.event, finding.question)
    answered = (answer.text, len(answer.origins))
    source = (claim.document, article and article.outlet, article and article.published)
    passage = (claim.line, claim.start, claim.end, claim.quote, record.sentence)
    asserted = ("; ".join(claim.scope), claim.polarity, claim.modality, said.speaker, said.via)
    return (
        *about,
        *answered,
        *source,
        *passage,
        *asserted,
        link and link.rule,
        link and link.why,
        stands.state,
        stands.suppressed,
        support(answer),
    )


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    yield row(COLUMNS)
    for record in records(report):
        yield row(_cells(record, states))
