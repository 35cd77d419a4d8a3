"""``text``: one record per line, fields separated by tabs, no header, no colour, sentences whole.

    relation  finding  question  answer  document:line  sentence  rule  support

``relation`` is the finding's, so that ``grep ^contradiction`` keeps all its sides together. ``support``: what carries
the answer, "one article", "reprint" (several articles of one origin), "possible reprint" or "corroborated". Beside a baseline or an earlier
state each record ends with one more field: what has become of the finding ("new with a.txt", "unchanged", "suppressed: ...").
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Report
from factcheck.reports import Options, summary
from factcheck.reports.contract import NO_STATES, States, standing, support
from factcheck.reports.records import Record, records
from factcheck.reports.safe import line


def _fields(record: Record) -> tuple[str, ...]:
    finding, claim = record.finding, record.claim
    place = f"{claim.document}:{claim.line}"
    rule = record.link.rule if record.link else ""
    return (str(finding.relation), finding.id, finding.question, record.answer.text, place, record.sentence, rule, support(record.answer))


def _history(record: Record, states: States) -> tuple[str, ...]:
    return (summary.mark(standing(record.finding, states)),) if states else ()


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    for record in records(report):
        yield "\t".join(map(line, (*_fields(record), *_history(record, states)))) + "\n"
