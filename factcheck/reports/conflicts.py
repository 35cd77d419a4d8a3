"""What the formats for review in CI have in common: the findings whose answers differ, where to look first, how each is told.

Agreements and refinements give a reviewer nothing to do: these formats leave them out, or list them as tests that pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factcheck.model import GRAVITY, Answer, Claim, Finding, Link, Relation, Report
from factcheck.reports import summary
from factcheck.reports.contract import Standing, States, standing
from factcheck.reports.places import Places
from factcheck.reports.records import sentence
from factcheck.reports.safe import line

DIFFERING = frozenset({Relation.CONTRADICTION, Relation.DISPUTE, Relation.UPDATE})
_ANSWERS = 8  # told of a finding
_SOURCES = 3  # named per answer
_PASSAGES = 2  # quoted per answer


class Conflict(NamedTuple):
    """A finding, how it stands, and its gravest link."""

    finding: Finding
    standing: Standing
    link: Link | None

    @property
    def rule(self) -> str:
        """The rule that decided; the relation where no link tells."""
        return self.link.rule if self.link else str(self.finding.relation)

    @property
    def why(self) -> str:
        return self.link.why if self.link else ""

    @property
    def decisive(self) -> list[Answer]:
        """The answers between which the gravest link holds."""
        return [self.finding.answers[index] for index in self.link.answers] if self.link else list(self.finding.answers)

    @property
    def told(self) -> list[Answer]:
        """The answers that are told, in their order: the decisive ones and as many others as a reader can take in."""
        answers, decisive = self.finding.answers, self.link.answers if self.link else ()
        order = sorted(range(len(answers)), key=lambda index: (index not in decisive, index))
        return [answers[index] for index in sorted(order[:_ANSWERS])]

    @property
    def untold(self) -> str:
        """ "3 more answers"; "" when all are told."""
        more = len(self.finding.answers) - _ANSWERS
        return summary.plural(more, "more answer") if more > 0 else ""


def conflict(finding: Finding, states: States) -> Conflict:
    """A finding with what a reviewer asks of it."""
    gravest = min(finding.links, key=lambda link: GRAVITY[link.relation], default=None)
    return Conflict(finding, standing(finding, states), gravest)


def conflicts(report: Report, states: States) -> Iterator[Conflict]:
    """The findings whose answers differ, in the order of the report."""
    return (conflict(finding, states) for finding in report.findings if finding.relation in DIFFERING)


def first(told: Conflict, places: Places) -> Claim:
    """The claim at which a reviewer should look first: of an answer that only the articles give which brought the finding, else of
    such an article, else of the latest one."""
    causes = frozenset(told.standing.causes)

    def newness(claim: Claim) -> tuple[bool, str]:
        article = places.article(claim)
        return claim.document in causes, (article.published if article else None) or ""

    ranked: list[tuple[tuple[bool, bool, str], Claim]] = []
    for answer in told.decisive:
        brought = all(claim.document in causes for claim in answer.claims)
        ranked += [((brought, *newness(claim)), claim) for claim in answer.claims]
    newest = max(rank for rank, _ in ranked)
    return min((claim for rank, claim in ranked if rank == newest), key=lambda claim: (claim.document, claim.start, claim.end))


# ------------------------------------------------------------------------------------------ in words


def place(claim: Claim) -> str:
    """ "a.txt:3", as it may be shown."""
    return line(f"{claim.document}:{claim.line}")


def _sources(answer: Answer) -> str:
    """ "a.txt:3, b.txt:1 and 2 more": where an answer is given, each article once."""
    once = {claim.document: claim for claim in reversed(answer.claims)}
    claims = list(reversed(once.values()))
    told = ", ".join(map(place, claims[:_SOURCES]))
    more = f" and {len(claims) - _SOURCES} more" if len(claims) > _SOURCES else ""
    return f"{told}{more}{summary.reprint(answer)}"


def headline(told: Conflict) -> str:
    """ "Contradiction: How many people were killed?" """
    return f"{told.finding.relation.capitalize()}: {line(told.finding.question)}"


def brief(told: Conflict) -> str:
    """All sides in one line: "How many houses were destroyed? 120 houses (a.txt:4) / 210 houses (b.txt:2). The values differ." """
    sides = " / ".join([*(f"{line(answer.text)} ({_sources(answer)})" for answer in told.told), *filter(None, [told.untold])])
    mark = summary.mark(told.standing)
    return f"{line(told.finding.question)} {sides}. {line(told.why)}" + (f" ({line(mark)})" if mark else "")


def _passage(answer: Answer, claim: Claim, places: Places) -> str:
    article = places.article(claim)
    outlet = f"{line(article.outlet)}, " if article and article.outlet else ""
    words = " ".join(line(sentence(claim, article).text).split())
    return f"{line(answer.text)}: “{words}” ({outlet}{place(claim)})"


def passages(told: Conflict, places: Places) -> Iterator[str]:
    """All sides in lines, with their words: "120 houses: “La tempête a détruit 120 maisons.” (Le Courrier, a.txt:4)"."""
    for answer in told.told:
        for claim in answer.claims[:_PASSAGES]:
            yield _passage(answer, claim, places)
        if len(answer.claims) > _PASSAGES:
            yield f"{line(answer.text)}: {summary.plural(len(answer.claims) - _PASSAGES, 'more passage')}"
    yield from filter(None, [told.untold])
    yield f"{line(told.why)} [{line(told.rule)}, finding {line(told.finding.id)}]".lstrip()
