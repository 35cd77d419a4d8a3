"""Renderers: one module per format, each a pure function from a `Report` to pieces of text.

A renderer offers ``render(report, options, states) -> Iterator[str]``; the pieces joined are the whole output, each format ends
with a line end. What it receives is told in `factcheck.reports.contract`. To add a format: one module, one entry in `FORMATS`,
one golden file.

Everything in a report that comes from an article (quotations, titles, questions, file names) is hostile until it went
through `factcheck.reports.safe`; every renderer does that once, where a string enters its output.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, NamedTuple, Protocol, cast

from factcheck.model import Relation, Report
from factcheck.reports.contract import NO_STATES, States

Style = Literal["plain", "bold", "colour"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is to look. ``width``: columns, for formats that wrap. ``style``: "plain" (no escape sequence at all),
    "bold" (weight and underline, no colour) or "colour". ``matrix``: add the table of sources and facts. ``failing``: the
    relations that fail a test, for formats that have tests; what the run itself fails on, where that is known. ``lang``: the language
    of what is not an article's, for formats for reading. ``texts``: put the articles' texts into it (html)."""

    width: int = 80
    style: Style = "plain"
    matrix: bool = False
    failing: frozenset[Relation] = frozenset({Relation.CONTRADICTION, Relation.DISPUTE})
    lang: str = "en"
    texts: bool = False


class Renderer(Protocol):
    def __call__(self, report: Report, options: Options, states: States) -> Iterator[str]: ...


class Format(NamedTuple):
    """A format by its name, the module that renders it, and what it is for."""

    name: str
    module: str
    purpose: str


FORMATS: tuple[Format, ...] = (
    Format("terminal", "terminal", "for reading"),
    Format("text", "text", "one record per line, tab-separated, for grep"),
    Format("json", "json", "the whole report as one object"),
    Format("jsonl", "jsonl", "one object per line"),
    Format("csv", "csv", "one row per claim, for spreadsheets"),
    Format("markdown", "markdown", "for a pull-request comment"),
    Format("html", "html", "a page to look at, filter and print"),
    Format("svg", "svg", "who says what, and what evolves, drawn for documents"),
    Format("sarif", "sarif", "SARIF 2.1.0, for code scanning and editors"),
    Format("junit", "junit", "JUnit XML, for test reports"),
    Format("github", "github", "annotations in a log of GitHub Actions"),
    Format("gitlab", "gitlab", "a code quality report of GitLab"),
)


def names() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(entry.name for entry in FORMATS)


def render(name: str, report: Report, options: Options = Options(), states: States = NO_STATES) -> Iterator[str]:
    """The report in one format; KeyError for an unknown one. Its module is loaded only now: one format needs rich, two need jinja2."""
    module = {entry.name: entry.module for entry in FORMATS}[name]
    renderer = cast(Renderer, import_module(f"factcheck.reports.{module}").render)
    return renderer(report, options, states)
