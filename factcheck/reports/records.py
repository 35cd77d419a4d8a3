"""What renderers read out of a report: one flat record per claim, the reason of an answer, the sentence around a claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factcheck.model import GRAVITY, Answer, Article, Claim, Finding, Link, Report

_LONGEST_SENTENCE = 800  # code points; where a text has no sentences the claim's own words are quoted


class Sentence(NamedTuple):
    """The words around a claim as written, and where they start in the article's text."""

    start: int
    text: str


class Record(NamedTuple):
    """A claim with its article, the answer and the finding it belongs to, and the gravest link of its answer.

    ``article`` is None when the report does not hold it, ``link`` when the answer stands in no link.
    """

    finding: Finding
    answer: Answer
    claim: Claim
    article: Article | None
    link: Link | None

    @property
    def sentence(self) -> str:
        return sentence(self.claim, self.article).text


def sentence(claim: Claim, article: Article | None) -> Sentence:
    """The statement that a claim stands in; the claim's quotation when it is not known or longer than anyone would read."""
    start, end = claim.statement
    around = article is not None and start <= claim.start and claim.end <= end and end - start <= _LONGEST_SENTENCE
    return Sentence(start, article.text[start:end]) if article is not None and around else Sentence(claim.start, claim.quote)


def gravest(finding: Finding, index: int) -> Link | None:
    """The gravest link that the answer at ``index`` stands in."""
    own = [link for link in finding.links if index in link.answers]
    return min(own, key=lambda link: GRAVITY[link.relation], default=None)


def records(report: Report) -> Iterator[Record]:
    """The claims of all findings, in the order of the report."""
    articles = {article.id: article for article in report.articles}
    for finding in report.findings:
        for index, answer in enumerate(finding.answers):
            link = gravest(finding, index)
            for claim in answer.claims:
                yield Record(finding, answer, claim, articles.get(claim.document), link)
