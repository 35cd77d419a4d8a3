"""The table of sources and facts: a row per finding, a column per source, what the source says where they cross."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from factcheck.model import Article, Finding, Report
from factcheck.reports import summary, telling
from factcheck.reports.safe import line
from factcheck.reports.wording import Words

_COLUMN = 14  # columns a source needs, border included
_FACT = 24  # columns the question needs


def _said(finding: Finding, document: str, words: Words) -> str:
    """What a source says: its answers, "·" when it says nothing."""
    answers = [
        telling.answer(finding, answer, words) for answer in finding.answers if any(claim.document == document for claim in answer.claims)
    ]
    return " / ".join(map(line, answers)) or "·"


def _answered(finding: Finding, documents: list[str]) -> bool:
    return any(claim.document in documents for answer in finding.answers for claim in answer.claims)


def _table(findings: list[Finding], documents: list[str], articles: dict[str, Article], width: int, words: Words) -> Table:
    table = Table(box=box.ROUNDED, width=width, show_lines=True, pad_edge=False)
    table.add_column(Text(words("fact").lower()), ratio=2, overflow="fold")
    for document in documents:
        table.add_column(Text(line(summary.label(articles.get(document), document))), ratio=1, overflow="fold")
    for finding in findings:
        fact = Text(f"{summary.SYMBOLS[finding.relation]} {line(words.question(finding.question))}")
        table.add_row(fact, *(Text(_said(finding, document, words)) for document in documents))
    return table


def matrix(report: Report, console: Console, words: Words) -> Iterator[str]:
    """The table, in as many parts as the width asks for; a part has the facts that its sources tell.

    Findings on wording and sources that take part in no other finding are left out.
    """
    articles = {article.id: article for article in report.articles}
    findings = [finding for finding in report.findings if finding.kind not in summary.SPOKEN]
    documents = sorted({claim.document for finding in findings for answer in finding.answers for claim in answer.claims})
    most = max((console.width - _FACT) // _COLUMN, 1)
    parts = -(-len(documents) // most)
    for part in range(parts):
        own = documents[part * len(documents) // parts : (part + 1) * len(documents) // parts]
        with console.capture() as capture:
            console.print(_table([finding for finding in findings if _answered(finding, own)], own, articles, console.width, words))
        yield capture.get() + "\n"
