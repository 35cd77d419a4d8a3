"""Every step of one finding in plain text, from the words of the articles to the relation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.findings.assembling import signature
from factcheck.ladder import RULES
from factcheck.model import Claim, Finding, Link


def trace(finding: Finding, texts: Mapping[str, str]) -> str:
    """The whole way to a finding, one fact a line. ``texts``: those of the articles, by id."""
    lines = [f"finding {finding.id}: {finding.relation}", "", *_read(finding, texts), "", *_asked(finding), "", *_related(finding)]
    return "\n".join(lines) + "\n"


def _read(finding: Finding, texts: Mapping[str, str]) -> Iterator[str]:
    """Step 1: what was read, and how it was understood."""
    yield "1. what was read"
    for number, answer in enumerate(finding.answers):
        for claim in answer.claims:
            yield f"  {claim.document}:{claim.line}, code points {claim.start} to {claim.end}"
            yield from (f"    {name:9} {told}" for name, told in _told(claim, texts.get(claim.document, "")) if told)
            yield f"    {'answer':9} {number}"


def _told(claim: Claim, text: str) -> Iterator[tuple[str, str]]:
    """What is known of a claim, each with its name; "" for what it does not tell."""
    said = claim.attribution
    words = [text[start:end] for start, end in sorted(claim.evidence)]
    yield "sentence", " ".join(text[slice(*claim.statement)].split())
    yield "quoted", " ".join(claim.quote.split())
    yield "decided", ", ".join(f'"{" ".join(word.split())}"' for word in words if word)
    yield "claim", f"{claim.kind} of the role {claim.role}, {claim.polarity}, {claim.modality}"
    yield "value", signature(claim)
    yield "about", ", ".join(claim.subject)
    yield "only", ", ".join(claim.scope)
    yield "where", ", ".join(claim.places)
    yield "when", claim.when.timex if claim.when else ""
    yield "stage", claim.stage
    yield "according", f"to {said.speaker}{f', through {said.via}' if said.via else ''}" if said and said.speaker else ""


def _asked(finding: Finding) -> Iterator[str]:
    """Step 2: what was put side by side, and what came together."""
    yield "2. what is asked"
    yield f"  question  {finding.question}"
    yield f"  kind      {finding.kind}, role {finding.role}"
    yield f"  event     {finding.event}"
    for number, answer in enumerate(finding.answers):
        fewest = f"; possibly {answer.fewest}" if 0 < answer.fewest < len(answer.origins) else ""
        yield f"  answer {number}  {answer.text}  (origins: {', '.join(answer.origins)}{fewest})"
    yield from (f"  left out of the same question: {reason} ({count})" for reason, count in finding.left_out)


def _related(finding: Finding) -> Iterator[str]:
    """Step 3: the rungs of the ladder that hold between the answers."""
    meanings = {rule.id: rule.meaning for rule in RULES}
    yield "3. how the answers stand to each other; the gravest relation is that of the finding"
    for link in finding.links:
        yield f"  {_sides(link)}: {link.relation} by rule {link.rule}"
        yield from (f"    {told}" for told in dict.fromkeys((link.why, meanings.get(link.rule, ""))) if told)


def _sides(link: Link) -> str:
    one, two = link.answers
    return f"within answer {one}" if one == two else f"answers {one} and {two}"
