"""``jsonl``: one object per line; ``type`` is document, finding, origin, skipped or left_out, the rest as in ``json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factcheck.model import Report
from factcheck.reports import Options, contract
from factcheck.reports.contract import NO_STATES, States
from factcheck.reports.safe import json_line


def _lines(kind: str, entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        yield json_line({"type": kind, **entry}) + "\n"


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    left_out = contract.left_out_object(report)
    yield from _lines("document", contract.document_objects(report))
    yield from (f'{{"type": "finding", {line[1:]}\n' for line in contract.finding_lines(report, states))
    yield from _lines("origin", contract.origin_objects(report))
    yield from _lines("shared", contract.shared_objects(report.shared))
    yield from _lines("skipped", contract.skipped_objects(report))
    yield from _lines("left_out", ({"reason": reason, "count": count} for reason, count in left_out.items()))
