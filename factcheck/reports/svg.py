"""``svg``: the drawings of the page in one file, for documents: who says what, figures that evolve, dated events, shared texts.

The first findings are drawn, as many as the page shows first. Programs that put drawings into documents know little of style sheets:
colours stand in this one as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from factcheck.model import Report
from factcheck.reports import Options, summary
from factcheck.reports.contract import NO_STATES, States
from factcheck.reports.html import charts, environment, part
from factcheck.reports.html.shapes import Event, Matrix, Row
from factcheck.reports.html.view import View
from factcheck.reports.wording import words

_TOP, _BETWEEN, _NARROWEST = 44, 28, 700
_TITLE, _HEAD, _LINE, _LEGEND = 20, 36, 16, 18
_FACT, _COLUMN = 250, 136


class Part(NamedTuple):
    """A drawing: what it is, its title, where it stands."""

    kind: str
    title: str
    drawing: Any
    anchor: str
    width: int
    height: int
    y: int = 0
    rows: tuple[tuple[Row, int, int], ...] = ()


def _matrix(table: Matrix, title: str) -> Part:
    """A row is as high as the cell with most answers."""
    rows, y = [], _HEAD
    for row in table.rows:
        height = _LINE * max(len(cells) for cells in row.cells) + 12
        rows.append((row, y, height))
        y += height
    return Part("matrix", title, table, "", _FACT + _COLUMN * len(table.sources), y, rows=tuple(rows))


def _figures(chart: charts.Figures, title: str, anchor: str) -> Part:
    return Part("figures", title, chart, anchor, chart.width, chart.height + 14 + _LEGEND * len(chart.lines))


def _drawn(view: View, event: Event) -> Iterator[Part]:
    for table in filter(None, (event.matrix, event.facts)):
        yield _matrix(table, event.title or view.words("matrix"))
    for shown in event.graver:
        if shown.chart:
            yield _figures(shown.chart, shown.question, shown.anchor)
    if event.dates:
        yield Part("dates", view.words("dates"), event.dates, event.anchor, event.dates.width, event.dates.height)


def _parts(view: View, report: Report) -> list[Part]:
    """The drawings, one below the other."""
    drawn = [part for event in view.events()[0] for part in _drawn(view, event)]
    if family := charts.family(report):
        drawn.append(Part("family", view.words("origins"), family, "", family.width, family.height))
    y, placed = _TOP, []
    for entry in drawn:
        placed.append(entry._replace(y=y))
        y += _TITLE + entry.height + _BETWEEN
    return placed


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    view = View(report, states, words(options.lang))
    parts = _parts(view, report)
    yield (
        environment()
        .get_template("document.svg")
        .render(
            view=view,
            words=view.words,
            symbols=summary.SYMBOLS,
            parts=parts,
            columns=(_FACT, _COLUMN),
            width=max([_NARROWEST, *(entry.width + 24 for entry in parts)]),
            height=parts[-1].y + _TITLE + parts[-1].height + _BETWEEN if parts else _TOP,
            style=part("svg.css"),
        )
    )
