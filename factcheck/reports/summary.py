"""What the renderers for people have in common: labels, symbols and counts in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from factcheck.model import Answer, Article, Claim, Finding, Modality, Polarity, Relation, Report
from factcheck.reports.contract import Standing, State, States, families

# A symbol beside the word, so that a relation is seen without colour.
SYMBOLS: dict[Relation, str] = {
    Relation.CONTRADICTION: "✗",
    Relation.DISPUTE: "≠",
    Relation.UPDATE: "↻",
    Relation.REFINEMENT: "≈",
    Relation.AGREEMENT: "=",
}

_ORIGINS = 20  # families and pairs that a report names
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


def state_counts(report: Report, states: States) -> str:
    """ "; 2 new, 1 updated", in the order of the states; "" for a report without a history."""
    counts = Counter(stands.state for finding in report.findings if (stands := states.get(finding.id)))
    told = [f"{counts[state]} {state}" for state in State if counts[state]]
    return f"; {', '.join(told)}" if told else ""


def origin_count(report: Report) -> int:
    """How many independent texts the articles are."""
    origin = families(report)
    return len({origin.get(article.id, f"\0{article.id}") for article in report.articles})


def shared_texts(report: Report) -> list[tuple[str, ...]]:
    """The documents of every origin that has more than one."""
    return [origin.documents for origin in report.origins if origin.kind == "text" and len(origin.documents) > 1]


def origin_notes(report: Report, show: Callable[[str], str]) -> Iterator[str]:
    """Which articles share a text, one family or pair a line, the first of many; ``show`` makes the ids harmless."""
    told = [f"One origin: {', '.join(map(show, documents))} share a text." for documents in shared_texts(report)]
    told += [f"{_SHARING[link.degree]}: {', '.join(map(show, link.documents))}." for link in report.shared]
    yield from told[:_ORIGINS]
    if len(told) > _ORIGINS:
        yield f"And {len(told) - _ORIGINS} more that share a text: factcheck origins tells them all."


_SHARING = {"partial": "Shared passages", "possible": "Possibly one origin"}


def reprint(answer: Answer) -> str:
    """ "; one origin" for what several articles tell and one origin stands behind; else ""."""
    return "; one origin" if len(answer.origins) == 1 and len({claim.document for claim in answer.claims}) > 1 else ""


def support(answer: Answer) -> str:
    """ "2 articles, 1 origin (reprint)", "3 articles, 3 origins, possibly 2", "1 article"."""
    articles, origins = len({claim.document for claim in answer.claims}), len(answer.origins)
    if all(claim.stage == "implied" for claim in answer.claims):
        return f"{plural(articles, 'article')}, by silence"
    if articles < 2:
        return plural(articles, "article")
    told = f"{plural(articles, 'article')}, {plural(origins, 'origin')}"
    if origins == 1:
        return f"{told} (reprint)"
    return f"{told}, possibly {answer.fewest}" if 0 < answer.fewest < origins else told


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
