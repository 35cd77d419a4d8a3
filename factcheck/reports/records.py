"""One flat record per claim of a finding: what ``text`` and ``csv`` print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.model import GRAVITY, Answer, Claim, Finding, Link, Report


@dataclass(frozen=True, slots=True)
class Record:
    """A claim, the answer and the finding it belongs to, and the gravest link of its answer (None: it stands in no link)."""

    finding: Finding
    answer: Answer
    claim: Claim
    link: Link | None


def gravest(finding: Finding, index: int) -> Link | None:
    """The gravest link that the answer at ``index`` stands in."""
    own = [link for link in finding.links if index in link.answers]
    return min(own, key=lambda link: GRAVITY[link.relation], default=None)


def records(report: Report) -> Iterator[Record]:
    """The claims of all findings, in the order of the report."""
    for finding in report.findings:
        for index, answer in enumerate(finding.answers):
            link = gravest(finding, index)
            for claim in answer.claims:
                yield Record(finding, answer, claim, link)
