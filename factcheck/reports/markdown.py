"""``markdown``: for a pull-request comment. One table per relation, gravest first; text from articles stays text.

Article text stands only in table cells, with its Markdown escaped. What GitHub would still act on after escaping (a
mention, an issue number, an emoji name) gets the full-width form of its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model import Article, Claim, Finding, Relation, Report
from factcheck.reports import Options, summary, telling
from factcheck.reports.contract import NO_STATES, Standing, States, standing
from factcheck.reports.records import gravest, sentence
from factcheck.reports.safe import line
from factcheck.reports.wording import words

_LARGEST = 60_000  # code points; GitHub refuses comments of more than 65,536
_HEAD = "| Question | Answer | Source | Quotation | Why |\n| --- | --- | --- | --- | --- |\n"
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+\-!|~&$]|:(?=//)|(?<=www)\.|(?<=[wW]{3})\.")
_NUMBERED = re.compile(r"^(\d{1,9})\.(?!\S)")  # begins a list where it begins a line
_ACTS = re.compile(r"@(?=\w)|#(?=\d)|:(?=[a-zA-Z+-][\w+-]*:)|(?<=[gG][hH])-(?=\d)")
_WIDE = {"@": "＠", "#": "＃", ":": "：", "-": "－"}


def escape(text: str) -> str:
    """Article text as it may stand in a table cell or a line: it renders as itself, with no link, image, HTML, code or emphasis."""
    shown = _ACTS.sub(lambda match: _WIDE[match.group()], " ".join(line(text).split()))
    return _NUMBERED.sub(r"\1\\.", _SPECIAL.sub(lambda match: f"\\{match.group()}", shown))


def _source(claim: Claim, article: Article | None) -> str:
    outlet = article.outlet if article else None
    place = escape(f"{claim.document}:{claim.line}")
    return f"{escape(outlet)}, {place}" if outlet else place


def _quotation(claim: Claim, article: Article | None) -> str:
    told = ", ".join(telling.qualifiers(claim, words()))
    return f"“{escape(sentence(claim, article).text)}”" + (f" ({escape(told)})" if told else "")


def _whys(finding: Finding) -> Iterator[str]:
    """The reason beside each answer; the same reason is told once."""
    told = set()
    for index in range(len(finding.answers)):
        link = gravest(finding, index)
        yield f"{escape(link.why)} ({escape(link.rule)})" if link and link not in told else ""
        told.add(link)


def _asked(finding: Finding, stands: Standing) -> str:
    mark = summary.mark(stands)
    return f"{escape(finding.question)} (**{escape(mark)}**)" if mark else escape(finding.question)


def _rows(finding: Finding, stands: Standing, articles: dict[str, Article]) -> Iterator[str]:
    question = _asked(finding, stands)
    for answer, why in zip(finding.answers, _whys(finding), strict=True):
        told = f"**{escape(answer.text)}** ({telling.support(answer, words())})"
        for claim in answer.claims:
            article = articles.get(claim.document)
            yield f"| {question} | {told} | {_source(claim, article)} | {_quotation(claim, article)} | {why} |\n"
            question = told = why = ""


def _tables(report: Report, states: States) -> Iterator[tuple[str, int]]:
    """The pieces of all tables, each with how many findings it completes."""
    articles = {article.id: article for article in report.articles}
    for relation in Relation:
        own = [finding for finding in report.findings if finding.relation is relation]
        own.sort(key=lambda finding: not standing(finding, states).open)
        if own:
            yield f"\n### {summary.SYMBOLS[relation]} {summary.plural(len(own), str(relation))}\n\n{_HEAD}", 0
        for finding in own:
            yield "".join(_rows(finding, standing(finding, states), articles)), 1


def _within(pieces: Iterator[tuple[str, int]], total: int) -> Iterator[str]:
    """Pieces as long as the comment stays short enough, then how many findings are missing; the gravest come first."""
    length = told = 0
    for piece, findings in pieces:
        length += len(piece)
        if length > _LARGEST:
            yield f"\n… and {summary.plural(total - told, 'finding')} more: the JSON report has them all.\n"
            return
        told += findings
        yield piece


def _notes(report: Report) -> Iterator[str]:
    for told in telling.notes(report, escape, words()):
        yield f"\n{told}\n"
    for entry in report.skipped:
        yield f"\nSkipped {escape(entry.path)}: {escape(entry.reason)}\n"
    if left_out := telling.left_out(report, words()):
        yield f"\n{escape(left_out)}\n"


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    yield f"**factcheck**: {telling.totals(report, words())}{telling.states(report, states, words())}\n"
    yield from _within(_tables(report, states), len(report.findings))
    yield from _notes(report)
