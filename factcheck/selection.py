"""Which findings of a report are told: those of chosen rules, and those that nobody has accepted beforehand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from typing import NamedTuple

from factcheck.config import Suppression
from factcheck.model import GRAVITY, Finding, Link, Report

NOT_SELECTED = "finding of a rule that is not selected"


def selected(report: Report, select: Collection[str], ignore: Collection[str]) -> Report:
    """The report with what chosen rules have decided; both name rules and relations. Without a choice, the report as it is."""
    if not select and not ignore:
        return report
    chosen = [found for finding in report.findings if (found := _selected(finding, select, ignore))]
    dropped = len(report.findings) - len(chosen)
    left_out = dict(sorted({**report.left_out, NOT_SELECTED: dropped}.items())) if dropped else report.left_out
    ordered = sorted(chosen, key=lambda finding: (GRAVITY[finding.relation], finding.event, finding.kind, finding.id))
    return replace(report, findings=tuple(ordered), left_out=left_out)


def _selected(finding: Finding, select: Collection[str], ignore: Collection[str]) -> Finding | None:
    """The finding with the links that are left, and the answers that these join; None when none is left."""

    def chosen(link: Link) -> bool:
        names = (link.rule, str(link.relation))
        return (not select or any(name in select for name in names)) and not any(name in ignore for name in names)

    links = [link for link in finding.links if chosen(link)]
    if len(links) == len(finding.links):
        return finding if links or (not select and str(finding.relation) not in ignore) else None
    if not links:
        return None
    kept = sorted({index for link in links for index in link.answers})
    place = {index: number for number, index in enumerate(kept)}
    moved = tuple(replace(link, answers=(place[link.answers[0]], place[link.answers[1]])) for link in links)
    relation = min((link.relation for link in moved), key=GRAVITY.__getitem__)
    return replace(finding, relation=relation, answers=tuple(finding.answers[index] for index in kept), links=moved)


class Suppressed(NamedTuple):
    """The reasons of suppressed findings by their ids; the suppressions that match nothing, and those that have expired."""

    reasons: dict[str, str]
    unused: tuple[Suppression, ...]
    expired: tuple[Suppression, ...]


def suppressed(findings: Iterable[Finding], suppressions: Sequence[Suppression], today: date) -> Suppressed:
    """Which findings are accepted on a day; the first suppression that matches gives the reason."""
    expired = tuple(entry for entry in suppressions if entry.expires is not None and entry.expires < today)
    living = [entry for entry in suppressions if entry not in expired]
    reasons: dict[str, str] = {}
    used: set[Suppression] = set()
    for finding in findings:
        for entry in living:
            if _matches(entry, finding):
                used.add(entry)
                reasons.setdefault(finding.id, entry.reason)
    return Suppressed(reasons, tuple(entry for entry in living if entry not in used), expired)


def _matches(entry: Suppression, finding: Finding) -> bool:
    """Whether a suppression names the finding, or the rule that decided it and its event."""
    if entry.finding:
        return finding.id == entry.finding
    deciding = {link.rule for link in finding.links if link.relation is finding.relation}
    return deciding == {entry.rule} and fnmatchcase(finding.event, entry.event)
