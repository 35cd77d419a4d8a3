"""Every step of one finding in plain text."""

from __future__ import annotations

from factcheck.findings.assembling import signature
from factcheck.model import Finding


def trace(finding: Finding) -> str:
    """Every step from the words to the relation, one fact a line."""
    lines = [
        f"{finding.id}  {finding.relation.value}",
        f"question  {finding.question}",
        f"kind {finding.kind}, role {finding.role}, event {finding.event}",
    ]
    for number, told in enumerate(finding.answers):
        lines.append(f"answer {number}  {told.text}  (origins: {', '.join(told.origins)})")
        for claim in told.claims:
            lines.append(f"  {claim.document}:{claim.line}  [{claim.start}, {claim.end})  {claim.quote!r}")
            said = f" according to {claim.attribution.speaker}" if claim.attribution and claim.attribution.speaker else ""
            about = f"; about {', '.join(claim.subject)}" if claim.subject else ""
            scope = f"; only {', '.join(claim.scope)}" if claim.scope else ""
            lines.append(f"    {claim.polarity.value}, {claim.modality.value}{said}{about}{scope}; value {signature(claim)}")
    lines += [
        f"answers {link.answers[0]} and {link.answers[1]}: {link.relation.value} by rule {link.rule}. {link.why}".rstrip()
        for link in finding.links
    ]
    lines += [f"left out of the same question: {reason} ({count})" for reason, count in finding.left_out]
    return "\n".join(lines) + "\n"
