"""What reports for reading tell beside the words of articles: what carries an answer, who says it, what has become of a finding, how many
there are; in the language of whoever reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from factcheck.model import Answer, Claim, Finding, Modality, Polarity, Relation, Report
from factcheck.reports import summary
from factcheck.reports.contract import Standing, State, States
from factcheck.reports.wording import Words

_CAUSES = 3  # articles and changes named of a finding
_NOTES = 20  # families and pairs that a report names


def answer(finding: Finding, told: Answer, words: Words) -> str:
    """An answer; where it is what an article says, in its words."""
    return told.text if finding.kind in summary.SPOKEN else words.answer(told.text)


def support(told: Answer, words: Words) -> str:
    """ "2 articles, 1 origin (reprint)", "3 articles, 3 origins, possibly 2", "1 article"."""
    articles, origins = len({claim.document for claim in told.claims}), len(told.origins)
    if articles < 2:
        return words.count(articles, "article")
    carried = f"{words.count(articles, 'article')}, {words.count(origins, 'origin')}"
    if origins == 1:
        return f"{carried} ({words('reprint')})"
    return f"{carried}, {words('possibly', told.fewest)}" if 0 < told.fewest < origins else carried


def qualifiers(claim: Claim, words: Words) -> Iterator[str]:
    """What distinguishes a claim from a plain assertion of its article: its speaker, "denied", "planned" ..."""
    said = claim.attribution
    if said and said.speaker:
        named = words("according", said.speaker)
        yield words("citing", named, said.via) if said.via else named
    if claim.polarity is Polarity.DENIED:
        yield words.stance(str(claim.polarity))
    if claim.modality is not Modality.ACTUAL:
        yield words.stance(str(claim.modality))


def mark(stands: Standing, words: Words) -> str:
    """ "new with a.txt", "updated with b.txt: new answer: 45 people", "suppressed: a known error"; "" without a history."""
    told = []
    if stands.state:
        named = words.state(str(stands.state))
        if stands.causes:
            more = len(stands.causes) - _CAUSES
            rest = f" {words('and_more', more)}" if more > 0 else ""
            named = words("updated_with", named, ", ".join(stands.causes[:_CAUSES]) + rest)
        told.append(words("changed", named, "; ".join(stands.changes[:_CAUSES])) if stands.changes else named)
    if stands.suppressed is not None:
        told.append(words("changed", words.state("suppressed"), stands.suppressed).rstrip(": "))
    return ", ".join(told)


def counts(report: Report) -> dict[Relation, int]:
    """How many findings there are of each relation, the gravest first."""
    found = Counter(finding.relation for finding in report.findings)
    return {relation: found[relation] for relation in Relation if found[relation]}


def totals(report: Report, words: Words) -> str:
    """ "1 contradiction, 3 agreements in 5 articles, 4 origins"."""
    told = ", ".join(words.count_of(relation, count) for relation, count in counts(report).items())
    articles, origins = words.count(len(report.articles), "article"), words.count(summary.origin_count(report), "origin")
    return words("summary", told or words("none"), articles, origins)


def states(report: Report, stands: States, words: Words) -> str:
    """ "; 2 new, 1 updated", in the order of the states; "" for a report without a history."""
    found = Counter(told.state for finding in report.findings if (told := stands.get(finding.id)))
    named = [f"{found[state]} {words.state(str(state))}" for state in State if found[state]]
    return f"; {', '.join(named)}" if named else ""


def notes(report: Report, show: Callable[[str], str], words: Words) -> Iterator[str]:
    """Which articles share a text, a family or a pair a line, the first of many; ``show`` makes the ids harmless."""
    told = [words("note_certain", ", ".join(map(show, documents))) for documents in summary.shared_texts(report)]
    told += [words(f"note_{link.degree}", ", ".join(map(show, link.documents))) for link in report.shared]
    yield from told[:_NOTES]
    if len(told) > _NOTES:
        yield words("shared_more", len(told) - _NOTES)


def left_out(report: Report, words: Words) -> str:
    """ "Left out: no value (20), different scope (11)", the most frequent reason first; "" when nothing was."""
    reasons = sorted(report.left_out.items(), key=lambda entry: (-entry[1], entry[0]))
    return words("note_left_out", ", ".join(f"{reason} ({count})" for reason, count in reasons)) if reasons else ""
