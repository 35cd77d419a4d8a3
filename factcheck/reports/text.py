"""``text``: one record per line, fields separated by tabs, no header, no colour, sentences whole.

    relation  finding  question  answer  document:line  sentence  rule

``relation`` is the finding's, so that ``grep ^contradiction`` keeps all its sides together.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Report
from factcheck.reports import Options
from factcheck.reports.records import Record, records
from factcheck.reports.safe import line


def _fields(record: Record) -> tuple[str, ...]:
    finding, claim = record.finding, record.claim
    place = f"{claim.document}:{claim.line}"
    rule = record.link.rule if record.link else ""
    return (str(finding.relation), finding.id, finding.question, record.answer.text, place, record.sentence, rule)


def render(report: Report, options: Options) -> Iterator[str]:
    for record in records(report):
        yield "\t".join(map(line, _fields(record))) + "\n"
