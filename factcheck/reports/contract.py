"""What a renderer receives, and the JSON contract: a report as plain objects, keys in a fixed order.

A renderer gets a `Report` and how its findings stand to what was known before, as a mapping from their ids to a `Standing`
(`States`). A report without a history has no entry in it, and renders as if the mapping were not there. For a comparison of two
states the report holds the findings to be shown and no others: those of the new state, and of the old one those that are
gone (state "absent"); `Report.articles` has the articles of all of them as far as they are known, and a claim whose article is
not among them is shown by its own quotation. `docs/report.schema.json` describes the objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from factcheck.model import Answer, Article, Claim, Copying, Finding, Link, Origin, Report
from factcheck.objects import attribution_object, value_object
from factcheck.packing import Late
from factcheck.reports.safe import json_line

SCHEMA = "factcheck.report/1"

Texts = Mapping[str, str]  # article text by document id


class State(StrEnum):
    """What has become of a finding since a baseline or an earlier state: it was not there, it is as it was, it has another
    relation, answer or origin than it had, or it is gone."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    ABSENT = "absent"


class Standing(NamedTuple):
    """How a finding stands to what was known before.

    ``state``: None when there is nothing to compare with. ``suppressed``: the reason for which it is left out of every
    decision, None when it is not. ``causes``: ids of the articles that brought it or changed it, sorted. ``changes``: what is
    different in one that was there before, each in a few words ("new answer: 45 people").
    """

    state: State | None = None
    suppressed: str | None = None
    causes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether somebody has to look at it: neither known already, nor gone, nor suppressed."""
        return self.suppressed is None and self.state in (None, State.NEW, State.UPDATED)


States = Mapping[str, Standing]  # by finding id
NO_STATES: States = MappingProxyType({})
_PLAIN = Standing()


def standing(finding: Finding, states: States) -> Standing:
    """How a finding stands; as one without a history when nothing is told of it."""
    return states.get(finding.id, _PLAIN)


class Support(StrEnum):
    """What carries an answer: one article, several of one origin (a reprint confirms nothing), several that are possibly of one, or
    several of which at least two are independent; or no article's words, but that none tells of anybody."""

    ALONE = "one article"
    REPRINT = "reprint"
    POSSIBLE = "possible reprint"
    CORROBORATED = "corroborated"
    SILENCE = "by silence"


def support(answer: Answer) -> Support:
    """What carries an answer; what an article only implies carries nothing."""
    told = {claim.document for claim in answer.claims if claim.stage != "implied"}
    if not told:
        return Support.SILENCE
    if len(told) < 2:
        return Support.ALONE
    if len(answer.origins) == 1:
        return Support.REPRINT
    return Support.POSSIBLE if answer.fewest == 1 else Support.CORROBORATED


def _claim(claim: Claim, texts: Texts) -> dict[str, Any]:
    start, end = claim.statement
    return {
        "document": claim.document,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "statement": {"start": start, "end": end, "text": texts.get(claim.document, "")[start:end]},
        "line": claim.line,
        "role": claim.role,
        "scope": list(claim.scope),
        "polarity": str(claim.polarity),
        "modality": str(claim.modality),
        "attribution": attribution_object(claim.attribution),
    }


def _answer(answer: Answer, texts: Texts) -> dict[str, Any]:
    return {
        "value": value_object(answer.value),
        "text": answer.text,
        "origins": list(answer.origins),
        "fewest_origins": answer.fewest or len(answer.origins),
        "support": str(support(answer)),
        "claims": [_claim(claim, texts) for claim in answer.claims],
    }


def _link(link: Link) -> dict[str, Any]:
    told = {"answers": list(link.answers), "relation": str(link.relation), "rule": link.rule, "why": link.why}
    return told | {"one_origin": link.one_origin}


def finding_lines(report: Report, states: States = NO_STATES) -> Iterator[str]:
    """The findings, each claim with the text of its statement, and where it is known how each stands; as JSON, each in one line."""
    if isinstance(report.findings, Late) and not states:
        yield from report.findings.lines()
        return
    texts = {article.id: article.text for article in report.articles}
    for finding in report.findings:
        yield finding_line(finding, texts, standing(finding, states))


def finding_line(finding: Finding, texts: Texts, stands: Standing = _PLAIN) -> str:
    """One finding as JSON, from the texts of its articles at the least."""
    return json_line(_finding(finding, texts) | _standing(stands))


def _standing(stands: Standing) -> dict[str, Any]:
    """The keys that only a finding with a history has."""
    told = {} if stands.state is None else {"state": str(stands.state), "causes": list(stands.causes), "changes": list(stands.changes)}
    return told if stands.suppressed is None else {**told, "suppressed": stands.suppressed}


def _finding(finding: Finding, texts: Texts) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "relation": str(finding.relation),
        "question": finding.question,
        "role": finding.role,
        "event": finding.event,
        "answers": [_answer(answer, texts) for answer in finding.answers],
        "relations": [_link(link) for link in finding.links],
    }


def _document(article: Article, origin: str) -> dict[str, Any]:
    return {
        "id": article.id,
        "path": article.path,
        "sha256": article.sha256,
        "lang": article.lang,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "published_basis": article.published_basis,
        "origin": origin,
    }


def families(report: Report) -> dict[str, str]:
    """The origins of articles that share a text with others."""
    return {document: entry.id for entry in report.origins if entry.kind == "text" for document in entry.documents}


def document_objects(report: Report) -> list[dict[str, Any]]:
    """The articles, sorted by id; one that shares its text with no other is its own ``origin``, as in the answers."""
    origin = families(report)
    return [_document(article, origin.get(article.id, article.id)) for article in sorted(report.articles, key=lambda article: article.id)]


def _origin(origin: Origin) -> dict[str, Any]:
    told = {"id": origin.id, "documents": list(origin.documents), "evidence": list(origin.evidence)}
    return told | {"kind": origin.kind, "links": [_copying(link) for link in origin.links]}


def _copying(link: Copying) -> dict[str, Any]:
    return {
        "documents": list(link.documents),
        "degree": link.degree,
        "share": round(link.share, 2),
        "strength": round(link.strength, 1),
        "ordered": link.ordered,
        "passages": [{"spans": [list(p.one), list(p.two)], "alike": round(p.alike, 2)} for p in link.passages],
        "facts": list(link.facts),
        "credits": list(link.credits),
    }


def shared_objects(shared: Iterable[Copying]) -> list[dict[str, Any]]:
    """What articles of different origins share."""
    return [_copying(link) for link in shared]


def origin_objects(report: Report) -> list[dict[str, Any]]:
    return origin_list(report.origins)


def origin_list(origins: Iterable[Origin]) -> list[dict[str, Any]]:
    """Origins by their ids."""
    return [_origin(origin) for origin in sorted(origins, key=lambda origin: origin.id)]


def skipped_objects(report: Report) -> list[dict[str, Any]]:
    return [{"path": entry.path, "reason": entry.reason} for entry in sorted(report.skipped, key=lambda entry: (entry.path, entry.reason))]


def left_out_object(report: Report) -> dict[str, int]:
    return dict(sorted(report.left_out.items()))
