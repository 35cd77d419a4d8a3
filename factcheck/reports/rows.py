"""Rows of `extract`: one value or claim each, flat, as ``jsonl``, ``json``, ``csv`` or ``text``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from factcheck.objects import number
from factcheck.reports.csv import row as csv_row
from factcheck.reports.safe import json_line, line

FORMATS = ("text", "jsonl", "json", "csv")
# The columns of ``csv``: where the value stands, what it is (fields of all kinds of value), how it is asserted, how it belongs
# to other figures. New ones come last.
COLUMNS = (
    *("document", "start", "end", "quote", "kind"),
    *("min", "max", "min_open", "max_open", "approximate", "value", "unit", "dimension"),
    *("timex", "earliest", "latest", "canonical", "type", "text"),
    *("role", "subject", "scope", "polarity", "modality", "attribution"),
    *("rate", "change", "change_of", "whole", "parts"),
)
_PLACE = frozenset(("document", "start", "end", "quote", "kind"))

Row = Mapping[str, Any]


def _flat(value: Any) -> Any:
    """A cell: lists joined, an attribution as its speaker, a span as "12-25"."""
    if isinstance(value, Mapping):
        return value.get("speaker", "")
    if not isinstance(value, list | tuple):
        return value
    return "-".join(map(str, value)) if _is_span(value) else "; ".join(str(_flat(part)) for part in value)


def _is_span(value: Sequence[Any]) -> bool:
    return len(value) == 2 and all(isinstance(part, int) for part in value)


def _empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], ())


def _plain(row: Row) -> dict[str, Any]:
    """The row with the numbers that JSON can hold."""
    return {name: number(value) if isinstance(value, int | float) else value for name, value in row.items()}


def _jsonl(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield json_line(_plain(row)) + "\n"


def _json(rows: Iterable[Row]) -> Iterator[str]:
    separator = "[\n "
    for row in rows:
        yield separator + json_line(_plain(row))
        separator = ",\n "
    yield "[]\n" if separator.startswith("[") else "\n]\n"


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    yield csv_row(COLUMNS)
    for row in rows:
        yield csv_row(_flat(value) for value in map(_plain(row).get, COLUMNS))


def _text(rows: Iterable[Row]) -> Iterator[str]:
    """``kind  document:start-end  quotation  field=value ...``, tab-separated, empty fields left out."""
    for row in rows:
        told = " ".join(f"{name}={_flat(value)}" for name, value in _plain(row).items() if name not in _PLACE and not _empty(value))
        place = f"{row.get('document')}:{row.get('start')}-{row.get('end')}"
        yield "\t".join(line(str(field)) for field in (row.get("kind"), place, row.get("quote"), told)) + "\n"


_RENDERERS = dict(zip(FORMATS, (_text, _jsonl, _json, _csv), strict=True))


def render(name: str, rows: Iterable[Row]) -> Iterator[str]:
    """The rows in one format; KeyError for an unknown one."""
    return _RENDERERS[name](rows)
