"""The drawings of a report as numbers: where each point, bar, line and mark stands. Templates give them their shapes.

Every coordinate comes from the report alone and is rounded, so that a drawing is the same on every machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple

from factcheck.model import Article, Claim, Copying, Date, Duration, Finding, Quantity, Relation, Report
from factcheck.reports import summary
from factcheck.reports.records import sentence

WIDTH = 660
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 18, 30
_HEIGHT = 240
_APART = 13  # between marks of one moment
_WORDS, _LEADING = 96, 13  # room for figures in words, and between their lines
_STYLES = 6  # lines that can be told from each other
_LARGEST = 1e15  # what a drawing can show
_ROW, _LABEL = 26, 330  # of the dated events
_DATES = 40
_STEP, _KIN = 26, 40  # of the shared texts


class Tick(NamedTuple):
    """A mark of a scale."""

    at: float
    text: str


class Mark(NamedTuple):
    """A figure: where it stands, the range that its hedge leaves (``low`` is the larger coordinate: y grows downwards), whether the
    range is open above or below, its words, and which line it belongs to."""

    x: float
    y: float
    low: float
    high: float
    open_above: bool
    open_below: bool
    figure: str
    told: str
    style: int

    @property
    def ranged(self) -> bool:
        return abs(self.low - self.high) > 1 or self.open_above or self.open_below


class Label(NamedTuple):
    """A figure in words, beside the marks of its day."""

    x: float
    y: float
    text: str


class Line(NamedTuple):
    """The figures of one origin in the order of their days."""

    name: str
    style: int
    path: str


class Figures(NamedTuple):
    """How a figure evolves."""

    width: int
    height: int
    bottom: float
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]
    days: tuple[Tick, ...]
    scale: tuple[Tick, ...]


class Dated(NamedTuple):
    """One date that articles give: a bar over the days that it can mean, or a point."""

    y: float
    start: float
    end: float
    text: str
    told: str
    anchor: str

    @property
    def short(self) -> bool:
        return self.end - self.start < 8


class Dates(NamedTuple):
    """The dated events of one event."""

    width: int
    height: int
    left: float
    bottom: float
    rows: tuple[Dated, ...]
    days: tuple[Tick, ...]
    more: int


class Kin(NamedTuple):
    """An article that shares a text with others."""

    y: float
    document: str


class Arc(NamedTuple):
    """What two articles share, from the one to the other."""

    path: str
    degree: str
    documents: tuple[str, str]


class Family(NamedTuple):
    """Which articles share a text."""

    width: int
    height: int
    articles: tuple[Kin, ...]
    arcs: tuple[Arc, ...]
    more: int


def _round(value: float) -> float:
    return round(value, 1) + 0.0


def moment(published: str | None) -> datetime | None:
    """When an article was published, in one time zone; None where it does not tell."""
    try:
        told = datetime.fromisoformat(published or "")
        return told.astimezone(UTC).replace(tzinfo=None) if told.tzinfo else told
    except (ValueError, OverflowError):
        return None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


# ----------------------------------------------------------------------------------- how a figure evolves


class _Figure(NamedTuple):
    """One figure of one article, before it is drawn."""

    hours: float
    low: float | None
    high: float | None
    text: str
    claim: Claim
    origin: str

    @property
    def ends(self) -> tuple[float, float]:
        low = self.high if self.low is None else self.low
        high = self.low if self.high is None else self.high
        return low or 0.0, high or 0.0

    @property
    def middle(self) -> float:
        low, high = self.ends
        return (low + high) / 2


def _drawable(bound: float | None) -> bool:
    return bound is None or (math.isfinite(bound) and abs(bound) < _LARGEST)


def _figures(finding: Finding, articles: Mapping[str, Article], origins: Mapping[str, str]) -> list[_Figure]:
    """The figures of a finding whose day is known, each article's once per answer, in the order of time."""
    found: dict[tuple[str, int], _Figure] = {}
    for index, answer in enumerate(finding.answers):
        for claim in answer.claims:
            article, value = articles.get(claim.document), claim.value
            day = moment(article.published) if article else None
            if day is None or not isinstance(value, Quantity | Duration) or value.min is value.max is None:
                continue
            if _drawable(value.min) and _drawable(value.max):
                hours = (day - datetime(1970, 1, 1)).total_seconds() / 3600
                origin = origins.get(claim.document, claim.document)
                figure = _Figure(hours, value.min, value.max, answer.text, claim, origin)
                found.setdefault((claim.document, index), figure)
    return sorted(found.values(), key=lambda figure: (figure.hours, figure.middle, figure.claim.document))


def figures(finding: Finding, articles: Mapping[str, Article], origins: Mapping[str, str]) -> Figures | None:
    """How the figure of a finding evolves; None where it does not, or is of one moment only."""
    if finding.kind not in ("quantity", "duration") or not any(link.relation is Relation.UPDATE for link in finding.links):
        return None
    told = _figures(finding, articles, origins)
    if len({figure.hours for figure in told}) < 2 or len({figure.text for figure in told}) < 2:
        return None
    ends = [end for figure in told for end in figure.ends]
    scale = _scale(min(ends), max(ends))
    styles = _styles(told)
    places = _places(told)
    marks = tuple(_mark(figure, x, scale, styles, articles) for figure, x in zip(told, places, strict=True))
    lines = tuple(_lines(told, marks, styles, articles))
    ticks = tuple(Tick(_round(_y(value, scale)), f"{value:,.10g}") for value in scale)
    return Figures(WIDTH, _HEIGHT, _HEIGHT - _BOTTOM, marks, tuple(_labels(told, marks)), lines, _days(told, places), ticks)


def _labels(told: Sequence[_Figure], marks: Sequence[Mark]) -> Iterable[Label]:
    """The figures of each day in words, right of its marks and one below the other, where the next day leaves room for them."""
    days: dict[int, list[Mark]] = defaultdict(list)
    for figure, mark in zip(told, marks, strict=True):
        days[int(figure.hours // 24)].append(mark)
    groups = list(days.values())
    for group, after in zip_longest(groups, groups[1:]):
        right = max(mark.x for mark in group)
        if after is None or min(mark.x for mark in after) - right > _WORDS:
            yield from _stacked(right + 10, {mark.figure: mark.y for mark in group})


def _stacked(x: float, figures: Mapping[str, float]) -> Iterable[Label]:
    below: float = _HEIGHT - _BOTTOM + _LEADING
    for text, y in sorted(figures.items(), key=lambda figure: (-figure[1], figure[0])):
        below = min(y + 4, below - _LEADING)
        yield Label(_round(x), _round(below), text)


def _scale(low: float, high: float) -> list[float]:
    """Round values that cover a range; from zero unless that would leave most of it empty."""
    low = min(low, 0.0) if low < high * 0.6 or low == high else low
    step = (high - low) / 4 or 1.0
    power = 10.0 ** math.floor(math.log10(step))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= step * 0.999)
    first = math.floor(low / step)
    return [step * number for number in range(first, math.ceil(high / step) + 1)]


def _y(value: float, scale: Sequence[float]) -> float:
    share = (value - scale[0]) / ((scale[-1] - scale[0]) or 1.0)
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _places(told: Sequence[_Figure]) -> list[float]:
    """Where each figure stands: by its time, those of one time side by side."""
    first, last = told[0].hours, told[-1].hours
    together: dict[float, list[int]] = defaultdict(list)
    for index, figure in enumerate(told):
        together[figure.hours].append(index)
    room = WIDTH - _LEFT - _RIGHT - 60 - _WORDS
    places = [0.0] * len(told)
    for hours, own in together.items():
        centre = _LEFT + 40 + room * (hours - first) / (last - first)
        apart = min(_APART, 90 / len(own))
        for rank, index in enumerate(own):
            places[index] = _round(centre + (rank - (len(own) - 1) / 2) * apart)
    return places


def _styles(told: Iterable[_Figure]) -> dict[str, int]:
    """A style of line for the origins that tell most; 0 for all others."""
    counts: dict[str, int] = defaultdict(int)
    for figure in told:
        counts[figure.origin] += 1
    order = sorted(counts, key=lambda origin: (-counts[origin], origin))
    return {origin: rank + 1 if rank < _STYLES else 0 for rank, origin in enumerate(order)}


def _mark(figure: _Figure, x: float, scale: Sequence[float], styles: Mapping[str, int], articles: Mapping[str, Article]) -> Mark:
    low, high = figure.ends
    article = articles.get(figure.claim.document)
    day = (article.published or "")[:16].replace("T", " ") if article else ""
    told = f"{figure.text} ({summary.label(article, figure.claim.document)}, {day})"
    at = (_round(_y(figure.middle, scale)), _round(_y(low, scale)), _round(_y(high, scale)))
    return Mark(x, *at, figure.high is None, figure.low is None, figure.text, told, styles[figure.origin])


def _lines(told: Sequence[_Figure], marks: Sequence[Mark], styles: Mapping[str, int], articles: Mapping[str, Article]) -> Iterable[Line]:
    """One line per origin, those of one figure too: they stand in the legend."""
    for origin, style in styles.items():
        own = [(figure, mark) for figure, mark in zip(told, marks, strict=True) if figure.origin == origin]
        names = dict.fromkeys(summary.label(articles.get(figure.claim.document), figure.claim.document) for figure, _ in own)
        path = "M" + "L".join(f"{mark.x} {mark.y}" for _, mark in own) if len(own) > 1 else ""
        yield Line(", ".join(names), style, path)


def _days(told: Sequence[_Figure], places: Sequence[float]) -> tuple[Tick, ...]:
    """The days below the drawing, as many as can be read."""
    centres: dict[str, list[float]] = defaultdict(list)
    for figure, x in zip(told, places, strict=True):
        day = datetime(1970, 1, 1) + timedelta(hours=figure.hours)
        centres[day.date().isoformat()].append(x)
    ticks: list[Tick] = []
    for name, at in centres.items():
        centre = _round(sum(at) / len(at))
        if not ticks or centre - ticks[-1].at > 76:
            ticks.append(Tick(centre, name))
    return tuple(ticks)


# ----------------------------------------------------------------------------------------- dated events


def dates(findings: Iterable[tuple[Finding, str]], articles: Mapping[str, Article]) -> Dates | None:
    """The dates that the findings of one event give; each finding comes with its anchor. None where there are fewer than two.

    They stand in their order, not to scale: one that recalls what was years ago would leave the others no room.
    """
    told = sorted(_dated(findings, articles), key=lambda row: row[:4])
    shown = told[:_DATES]
    if len({(first, last) for first, last, *_ in shown}) < 2:
        return None
    days = sorted({day for low, high, *_ in shown for day in (low, high + timedelta(days=1))})
    room = (WIDTH - _LABEL - _RIGHT) / (len(days) - 1)
    places = {day: _round(_LABEL + room * index) for index, day in enumerate(days)}
    rows = tuple(
        Dated(_TOP + _ROW * index, places[low], places[high + timedelta(days=1)], text, words, anchor)
        for index, (low, high, text, words, anchor) in enumerate(shown)
    )
    bottom = _TOP + _ROW * len(rows)
    return Dates(WIDTH, bottom + _BOTTOM, _LABEL, bottom, rows, _calendar(shown, places), len(told) - len(shown))


def _dated(findings: Iterable[tuple[Finding, str]], articles: Mapping[str, Article]) -> Iterable[tuple[date, date, str, str, str]]:
    """First day, last day, the date in words, the sentence, the finding's anchor."""
    for finding, anchor in findings:
        for answer in finding.answers if finding.kind in ("date", "status") else ():
            claim = answer.claims[0]
            when = answer.value if isinstance(answer.value, Date) else claim.when
            first, last = (_day(when.earliest), _day(when.latest)) if when else (None, None)
            if first and last and first <= last and first < date.max:
                words = " ".join(sentence(claim, articles.get(claim.document)).text.split())
                yield first, min(last, date.max - timedelta(days=1)), answer.text, words, anchor


def _calendar(shown: Iterable[tuple[date, date, str, str, str]], places: Mapping[date, float]) -> tuple[Tick, ...]:
    """The days on which something begins, as many as can be read. Between two of them lies as much room however long it was."""
    ticks: list[Tick] = []
    for day in sorted({row[0] for row in shown}):
        if not ticks or places[day] - ticks[-1].at > 76:
            ticks.append(Tick(places[day], day.isoformat()))
    return tuple(ticks)


# ------------------------------------------------------------------------------------------ shared texts


def family(report: Report) -> Family | None:
    """The articles that share a text, with an arc for each pair; None where there is none."""
    links = [link for origin in report.origins if origin.kind == "text" for link in _links(origin.documents, origin.links)]
    links += [(link.documents, link.degree) for link in report.shared]
    order = list(dict.fromkeys(document for documents, _ in links for document in documents))
    if not order:
        return None
    places = {document: _TOP + _STEP * index for index, document in enumerate(order[:_KIN])}
    arcs = [_arc(documents, degree, places) for documents, degree in links if set(documents) <= places.keys()]
    kin = tuple(Kin(y, document) for document, y in places.items())
    return Family(_LABEL + 190, _TOP + _STEP * len(kin), kin, tuple(arcs), len(order) - len(kin))


def _links(documents: Sequence[str], links: Sequence[Copying]) -> Iterable[tuple[tuple[str, str], str]]:
    """The links of an origin; where it tells none, each article hangs on the first."""
    if links:
        return ((link.documents, link.degree) for link in links)
    return (((documents[0], other), "certain") for other in documents[1:])


def _arc(documents: tuple[str, str], degree: str, places: Mapping[str, float]) -> Arc:
    top, bottom = sorted(places[document] for document in documents)
    left = _LABEL + 4
    reach = left + min(24 + (bottom - top) * 0.9, 220)
    return Arc(f"M{left} {top}C{_round(reach)} {top} {_round(reach)} {bottom} {left} {bottom}", degree, documents)
