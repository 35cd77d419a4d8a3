"""``json``: the whole report as one object. One document or finding per line, so that two reports can be compared by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factcheck.model import Report
from factcheck.reports import Options, contract
from factcheck.reports.contract import NO_STATES, States
from factcheck.reports.safe import json_line


def _array(name: str, entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    return _list(name, map(json_line, entries))


def _list(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f' "{name}": ['
    separator = "\n  "
    for line in lines:
        yield separator + line
        separator = ",\n  "
    yield "],\n"


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    yield f'{{"schema": "{contract.SCHEMA}",\n'
    yield from _array("documents", contract.document_objects(report))
    yield from _list("findings", contract.finding_lines(report, states))
    yield from _array("origins", contract.origin_objects(report))
    yield from _array("shared", contract.shared_objects(report.shared))
    yield from _array("skipped", contract.skipped_objects(report))
    yield f' "left_out": {json_line(contract.left_out_object(report))}}}\n'
