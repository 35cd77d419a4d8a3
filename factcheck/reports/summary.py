"""What the renderers for people have in common: labels, symbols and counts in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from factcheck.model import Answer, Article, Claim, Finding, Modality, Polarity, Relation, Report

# A symbol beside the word, so that a relation is seen without colour.
SYMBOLS: dict[Relation, str] = {
    Relation.CONTRADICTION: "✗",
    Relation.DISPUTE: "≠",
    Relation.UPDATE: "↻",
    Relation.REFINEMENT: "≈",
    Relation.AGREEMENT: "=",
}

# Kinds of findings whose answers are the words of an article, not a value.
SPOKEN = ("quotation", "statement")


def plural(count: int, noun: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def label(article: Article | None, document: str) -> str:
    """How a source is called: its outlet, else its id."""
    return (article.outlet if article else None) or document


def relation_counts(report: Report) -> str:
    """ "1 contradiction, 3 agreements", the gravest first; "no finding" when there is none."""
    counts = Counter(finding.relation for finding in report.findings)
    told = [plural(counts[relation], str(relation)) for relation in Relation if counts[relation]]
    return ", ".join(told) or "no finding"


def origin_count(report: Report) -> int:
    """How many independent texts the articles are."""
    origin = {document: entry.id for entry in report.origins for document in entry.documents}
    return len({origin.get(article.id, f"\0{article.id}") for article in report.articles})


def shared_texts(report: Report) -> list[tuple[str, ...]]:
    """The documents of every origin that has more than one."""
    return [origin.documents for origin in report.origins if len(origin.documents) > 1]


def support(answer: Answer) -> str:
    """ "2 articles, 1 origin"; the origins are told only when they are fewer."""
    articles, origins = len({claim.document for claim in answer.claims}), len(answer.origins)
    told = plural(articles, "article")
    return f"{told}, {plural(origins, 'origin')}" if 0 < origins < articles else told


def series(finding: Finding, articles: Mapping[str, Article]) -> list[tuple[str, list[str]]]:
    """The figures of a finding by the day on which they were first published: "2020-08-05", ["at least 73", "at least 78"].

    Empty unless the finding tells of a figure that grew and every figure has a day.
    """
    if finding.kind != "quantity" or not any(link.relation is Relation.UPDATE for link in finding.links):
        return []
    days: dict[str, list[str]] = defaultdict(list)
    for answer in finding.answers:
        told = [(article.published or "")[:10] for claim in answer.claims if (article := articles.get(claim.document))]
        days[min(told, default="")].append(answer.text)
    return [] if "" in days else sorted(days.items())


def left_out(report: Report) -> str:
    """ "Left out: 20 times no value, 11 times different scope", the most frequent reason first; "" when nothing was."""
    if not report.left_out:
        return ""
    reasons = sorted(report.left_out.items(), key=lambda entry: (-entry[1], entry[0]))
    return "Left out: " + ", ".join(f"{reason} ({count})" for reason, count in reasons)


def qualifiers(claim: Claim) -> Iterator[str]:
    """What distinguishes a claim from a plain assertion of its article: its speaker, "denied", "planned" ..."""
    said = claim.attribution
    if said and said.speaker:
        yield f"according to {said.speaker}" + (f", through {said.via}" if said.via else "")
    if claim.polarity is Polarity.DENIED:
        yield str(claim.polarity)
    if claim.modality is not Modality.ACTUAL:
        yield str(claim.modality)
