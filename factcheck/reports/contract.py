"""The JSON contract: a report as plain objects, keys in a fixed order. `docs/report.schema.json` describes the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.model import Answer, Article, Claim, Finding, Link, Origin, Report
from factcheck.objects import attribution_object, value_object

SCHEMA = "factcheck.report/1"

Texts = Mapping[str, str]  # article text by document id


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
        "claims": [_claim(claim, texts) for claim in answer.claims],
    }


def _link(link: Link) -> dict[str, Any]:
    return {"answers": list(link.answers), "relation": str(link.relation), "rule": link.rule, "why": link.why}


def finding_objects(report: Report) -> Iterator[dict[str, Any]]:
    """The findings, each claim with the text of its statement."""
    texts = {article.id: article.text for article in report.articles}
    for finding in report.findings:
        yield _finding(finding, texts)


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


def document_objects(report: Report) -> list[dict[str, Any]]:
    """The articles, sorted by id; one that shares its text with no other is its own ``origin``, as in the answers."""
    origin = {document: entry.id for entry in report.origins for document in entry.documents}
    return [_document(article, origin.get(article.id, article.id)) for article in sorted(report.articles, key=lambda article: article.id)]


def _origin(origin: Origin) -> dict[str, Any]:
    return {"id": origin.id, "documents": list(origin.documents), "evidence": list(origin.evidence)}


def origin_objects(report: Report) -> list[dict[str, Any]]:
    return [_origin(origin) for origin in sorted(report.origins, key=lambda origin: origin.id)]


def skipped_objects(report: Report) -> list[dict[str, Any]]:
    return [{"path": entry.path, "reason": entry.reason} for entry in sorted(report.skipped, key=lambda entry: (entry.path, entry.reason))]


def left_out_object(report: Report) -> dict[str, int]:
    return dict(sorted(report.left_out.items()))
