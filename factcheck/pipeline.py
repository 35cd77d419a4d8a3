"""The whole program on one screen: read, split, extract, group, compare, report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO, NamedTuple

from factcheck import articles, claims, events, findings, origins
from factcheck.claims import Reading
from factcheck.ladder import RULES, Rule
from factcheck.model import Article, Comparison, Finding, Library, Origin, Report, Skipped
from factcheck.pairs import compare_texts
from factcheck.rows import rows_of


def check(paths: str | Sequence[str], *, lang: str | None = None, stdin: BinaryIO | None = None) -> Report:
    """What the articles under ``paths`` (one path or several) agree and disagree about. Unreadable inputs are named in
    ``Report.skipped``."""
    return check_library(articles.read([paths] if isinstance(paths, str) else paths, stdin=stdin), lang=lang)


def check_library(library: Library, *, lang: str | None = None) -> Report:
    """The same for articles that have been read already."""
    originals, copies = without_copies(library.articles)
    readings = [claims.read(article, lang) for article in originals]
    found, shared, left_out = list[Finding](), list[Origin](), Counter[str]()
    for reading in readings:
        left_out.update(reading.left_out)
    for group in events.groups(readings):
        judgement = findings.judge(group)
        families = origins.trace(group, findings.aligned(judgement), copies)
        event = events.name(group)
        found += findings.with_copies(findings.assemble(judgement, event, families), copies)
        shared += families.shared
        left_out.update(findings.unanswered(group, judgement))
    told = {name: reading.article for reading in readings for name in (reading.article.id, *copies.get(reading.article.id, ()))}
    everyone = tuple(_told_of(article, told[article.id]) for article in library.articles)
    return Report(
        everyone, findings.ordered(found), tuple(sorted(shared, key=lambda o: o.id)), library.skipped, dict(sorted(left_out.items()))
    )


def _told_of(article: Article, told: Article) -> Article:
    """An article with the language and the day that its reading, or that of the article it is a copy of, has found out."""
    dated = article if article.published else replace(article, published=told.published, published_basis=told.published_basis)
    return replace(dated, lang=told.lang)


def without_copies(library: Sequence[Article]) -> tuple[list[Article], dict[str, list[str]]]:
    """Articles without those that are byte for byte another one, and the ids of these copies by the id of their original."""
    first: dict[tuple[str, str], Article] = {}
    copies: dict[str, list[str]] = {}
    for article in library:
        original = first.setdefault((article.sha256, article.text), article)
        if original is not article:
            copies.setdefault(original.id, []).append(article.id)
    return list(first.values()), copies


def compare(a: str, b: str, *, lang: str | None = None) -> Comparison:
    """Relation of two statements that are taken to be about the same event."""
    return compare_texts(a, b, lang)


def compare_pairs(rows: Iterable[Mapping[str, Any]], lang: str | None = None) -> Iterator[Comparison]:
    """The same for many pairs {id, lang, a, b}."""
    for row in rows:
        yield compare_texts(str(row["a"]), str(row["b"]), lang or row.get("lang"), str(row["id"]))


class Extraction(NamedTuple):
    """Flat rows of values and claims, in document order, of how many articles, and what was skipped."""

    rows: Iterator[dict[str, Any]]
    articles: int
    skipped: tuple[Skipped, ...]


def extract_paths(paths: Sequence[str], *, lang: str | None = None, stdin: BinaryIO | None = None) -> Extraction:
    """Every normalised value and claim of the articles under ``paths``, as flat rows."""
    library = articles.read(paths, stdin=stdin)
    return Extraction((row for article in library.articles for row in rows_of(article, lang)), len(library.articles), library.skipped)


def extract(text: str, *, lang: str | None = None, published: str | None = None) -> list[dict[str, Any]]:
    """Every normalised value and claim of one text."""
    return list(rows_of(Article("text", "text", text, "", published=published), lang))


def rules() -> tuple[Rule, ...]:
    """The rungs of the ladder."""
    return RULES


def explain(report: Report, finding_id: str) -> str:
    """The whole trace of one finding in plain text; KeyError when the report has no such finding."""
    finding = next((f for f in report.findings if f.id == finding_id), None)
    if finding is None:
        raise KeyError(finding_id)
    return findings.trace(finding)


__all__ = ["Extraction", "Reading", "check", "check_library", "compare", "compare_pairs", "explain", "extract", "extract_paths", "rules"]
