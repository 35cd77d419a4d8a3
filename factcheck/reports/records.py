"""What renderers read out of a report: one flat record per claim, the reason of an answer, the sentence around a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from factcheck.model import GRAVITY, Answer, Article, Claim, Finding, Link, Relation, Report

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


# ---------------------------------------------------------------------------------------- for reading


class Passage(NamedTuple):
    """One wording and the claims that use it."""

    claims: tuple[Claim, ...]


def passages(answer: Answer, articles: Mapping[str, Article]) -> list[Passage]:
    """The claims of an answer by the sentence they stand in, those first that bring an article which no passage before them has."""
    grouped: dict[str, list[Claim]] = {}
    for claim in answer.claims:
        words = sentence(claim, articles.get(claim.document)).text.split()
        grouped.setdefault(" ".join(words), []).append(claim)
    return _fresh_first([Passage(tuple(claims)) for claims in grouped.values()])


def _fresh_first(found: list[Passage]) -> list[Passage]:
    seen: set[str] = set()
    fresh: list[Passage] = []
    others: list[Passage] = []
    for passage in found:
        documents = {claim.document for claim in passage.claims}
        (others if documents <= seen else fresh).append(passage)
        seen |= documents
    return fresh + others


def pieces(claim: Claim, around: Sentence) -> Iterator[tuple[str, bool]]:
    """The sentence as written, in pieces: whether each of them is of the words that decide."""
    length = len(around.text)
    decisive = [(low - around.start, high - around.start) for low, high in claim.evidence or ((claim.start, claim.end),)]
    bounds = sorted({min(max(at, 0), length) for span in decisive for at in span} | {0, length})
    for start, end in pairwise(bounds):
        yield around.text[start:end], any(low <= start and end <= high for low, high in decisive)


def reasons(finding: Finding) -> list[Link]:
    """The links that tell why a finding holds, the gravest first, each reason once; of what agrees only where nothing else does."""
    graver = [link for link in finding.links if Relation.AGREEMENT not in (link.relation, finding.relation)]
    links: dict[tuple[str, ...], Link] = {}
    for link in sorted(graver or finding.links, key=lambda link: GRAVITY[link.relation]):
        links.setdefault((link.rule, link.why), link)
    return list(links.values())


def by_event(report: Report) -> dict[str, list[Finding]]:
    """The findings by event, in the order of the gravest of each."""
    grouped: dict[str, list[Finding]] = {}
    for finding in report.findings:
        grouped.setdefault(finding.event, []).append(finding)
    return grouped
