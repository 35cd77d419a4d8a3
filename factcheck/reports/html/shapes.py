"""What the page is made of, as values: articles, findings, passages, tables. `view` fills them in, templates write them down."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.model import Finding, Relation
from factcheck.reports.html import charts
from factcheck.reports.html.texts import Piece


class Side(NamedTuple):
    """How an answer is marked wherever it stands: a shape, a letter, a number for its colour."""

    shape: str
    letter: str
    number: int


class Source(NamedTuple):
    """An article, as the page names it."""

    anchor: str
    document: str
    label: str
    day: str
    title: str
    lang: str
    path: str
    url: str
    family: str


class Mention(NamedTuple):
    """Where a passage stands: the article, the line, and where its text opens ("" where the page does not have it)."""

    source: Source
    place: str
    text: str


class Passage(NamedTuple):
    """A sentence with the words that decide, where it stands, who says it and how."""

    pieces: tuple[tuple[str, bool], ...]
    lang: str
    mentions: tuple[Mention, ...]
    told: tuple[str, ...]


class Told(NamedTuple):
    """An answer: its words, its mark, what carries it, its passages."""

    text: str
    side: Side | None
    support: str
    reprint: bool
    passages: tuple[Passage, ...]
    more: tuple[Passage, ...]


class Reason(NamedTuple):
    """Why a finding holds: between which answers (the first pairs, and how many more there are), in words, by which rule."""

    pairs: tuple[tuple[Side, ...], ...]
    more: int
    why: str
    rule: str
    one_origin: bool


class Shown(NamedTuple):
    """A finding."""

    anchor: str
    finding: Finding
    question: str
    spoken: bool
    state: str
    answers: tuple[Told, ...]
    reasons: tuple[Reason, ...]
    more_reasons: int
    chart: charts.Figures | None
    sources: tuple[str, ...]

    @property
    def relation(self) -> Relation:
        return self.finding.relation

    @property
    def agreed(self) -> bool:
        return self.relation is Relation.AGREEMENT


class Cell(NamedTuple):
    text: str
    side: Side | None


class Row(NamedTuple):
    shown: Shown
    cells: tuple[tuple[Cell, ...], ...]


class Matrix(NamedTuple):
    """Who says what: facts by articles."""

    sources: tuple[Source, ...]
    rows: tuple[Row, ...]
    more_rows: int
    more_columns: int


class Event(NamedTuple):
    """The findings on one event, the gravest first."""

    number: int
    anchor: str
    title: str
    graver: tuple[Shown, ...]
    agreed: tuple[Shown, ...]
    counts: str
    matrix: Matrix | None  # of what is graver
    facts: Matrix | None  # of what articles agree on
    dates: charts.Dates | None


class Text(NamedTuple):
    """An article's text in paragraphs."""

    source: Source
    paragraphs: tuple[list[Piece], ...]


class Kinship(NamedTuple):
    """What two articles share, or a family of them."""

    degree: str
    sources: tuple[Source, ...]
    evidence: str
