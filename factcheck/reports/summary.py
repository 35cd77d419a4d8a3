"""What the renderers for people have in common: labels, symbols and counts in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from factcheck.model import Answer, Article, Finding, Relation, Report
from factcheck.reports.contract import Standing, families

# A symbol beside the word, so that a relation is seen without colour.
SYMBOLS: dict[Relation, str] = {
    Relation.CONTRADICTION: "✗",
    Relation.DISPUTE: "≠",
    Relation.UPDATE: "↻",
    Relation.REFINEMENT: "≈",
    Relation.AGREEMENT: "=",
}

_CAUSES = 3  # articles named as what brought a finding

# Kinds of findings whose answers are the words of an article, not a value.
SPOKEN = ("quotation", "statement")


def plural(count: int, noun: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def label(article: Article | None, document: str) -> str:
    """How a source is called: its outlet, else its id."""
    return (article.outlet if article else None) or document


def mark(stands: Standing) -> str:
    """ "new with a.txt", "updated with b.txt: new answer: 45 people", "unchanged", "suppressed: a known error of the agency"; "" for
    a finding without a history."""
    more = f" and {len(stands.causes) - _CAUSES} more" if len(stands.causes) > _CAUSES else ""
    causes = f" with {', '.join(stands.causes[:_CAUSES])}{more}" if stands.causes else ""
    changes = f": {'; '.join(stands.changes[:_CAUSES])}" if stands.changes else ""
    told = [f"{stands.state}{causes}{changes}"] if stands.state else []
    if stands.suppressed is not None:
        told.append(f"suppressed: {stands.suppressed}".rstrip(": "))
    return ", ".join(told)


def relation_counts(report: Report) -> str:
    """ "1 contradiction, 3 agreements", the gravest first; "no finding" when there is none."""
    counts = Counter(finding.relation for finding in report.findings)
    told = [plural(counts[relation], str(relation)) for relation in Relation if counts[relation]]
    return ", ".join(told) or "no finding"


def origin_count(report: Report) -> int:
    """How many independent texts the articles are."""
    origin = families(report)
    return len({origin.get(article.id, f"\0{article.id}") for article in report.articles})


def shared_texts(report: Report) -> list[tuple[str, ...]]:
    """The documents of every origin that has more than one."""
    return [origin.documents for origin in report.origins if origin.kind == "text" and len(origin.documents) > 1]


def reprint(answer: Answer) -> str:
    """ "; one origin" for what several articles tell and one origin stands behind; else ""."""
    return "; one origin" if len(answer.origins) == 1 and len({claim.document for claim in answer.claims}) > 1 else ""


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
