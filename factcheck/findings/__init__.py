"""From claims to findings: questions that at least two articles answer, the answers, and the relations between them."""

from __future__ import annotations

from factcheck.findings.assembling import assemble, ordered, with_copies
from factcheck.findings.judging import Judgement, alone_with, judge, unanswered
from factcheck.findings.tracing import trace

__all__ = ["Judgement", "alone_with", "assemble", "judge", "ordered", "trace", "unanswered", "with_copies"]
