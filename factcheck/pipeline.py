"""The whole program on one screen: read, split, extract, group, compare, report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from factcheck import articles, findings, origins, outlines, readings
from factcheck.articles import NO_CATALOGUE, Catalogue
from factcheck.claims import Reading
from factcheck.comparing import Early, Outcome, Telling, elsewhere, known, outcomes, sharing, together, warmed, without_copies
from factcheck.ladder import RULES, Rule
from factcheck.model import Article, Comparison, Library, Lineage, Report, Skipped
from factcheck.readings import FEW, Kept, Read, Watch

if TYPE_CHECKING:
    from factcheck.cache import Cache
    from factcheck.workers import Aside


def unwatched(doing: str, pieces: Sequence[Any]) -> Iterable[Any]:
    """The pieces, as they are."""
    return pieces


def check(
    paths: str | Sequence[str],
    *,
    lang: str | None = None,
    stdin: BinaryIO | None = None,
    catalogue: Catalogue = NO_CATALOGUE,
    watch: Watch = unwatched,
    jobs: int = 1,
) -> Report:
    """What the articles under ``paths`` (one path or several) agree and disagree about. Unreadable inputs are named in
    ``Report.skipped``. ``catalogue``: what is known about the articles from elsewhere; ``watch`` sees the work go by; ``jobs``: how many
    processes may read."""
    library = articles.read([paths] if isinstance(paths, str) else paths, stdin=stdin, catalogue=catalogue)
    return check_library(library, lang=lang, watch=watch, jobs=jobs)


def check_library(
    library: Library,
    *,
    lang: str | None = None,
    watch: Watch = unwatched,
    jobs: int = 1,
    cache: Cache | None = None,
    telling: Telling | None = None,
    there: Sequence[Aside] = (),
) -> Report:
    """The same for articles that have been read already. ``cache``: where what was made before is kept; ``telling``: how a finding is
    written as JSON, where the report of many articles is written so and its values may never be looked at; ``there``: other processes
    that have been started already."""
    written = {article.id: article for article in library.articles}
    with elsewhere(len(library.articles), jobs, cache, there) as others:
        warmed(others.every(), library.articles, lang)
        every = readings.names(library.articles, lang, cache)
        originals, copies = without_copies(library.articles, every, cache)
        beside, silent = origins.retyped(originals, copies)
        asked, name = [*originals, *beside], {article.id: name for article, name in zip(library.articles, every, strict=True)}
        named = [name[article.id] for article in asked]
        early = Early(named, cache, others)
        read = readings.read(asked, lang, watch, jobs, cache, named, others.reading, early.begin)
        families = _families(read, len(originals), written, copies, cache)
        groups = [[read.kept[number] for number in group] for group in early.groups(read, cache)]
        several = [group for group in groups if len(group) > 1]
        compared = outcomes(several, families, silent, telling if len(read.kept) > FEW else None, jobs, cache, others.every())
        made = dict(one for _, one in zip(watch("comparing", several), compared, strict=True))
        early.end()
    events = [made[number] for number in range(len(several))]
    cited = origins.cited_sources(citation for event in events for citation in event.told.cited)
    return Report(
        _told_of(library.articles, [kept.article for kept in read.kept], copies),
        together(events),
        tuple(sorted((*families.shared, *cited))),
        library.skipped,
        _left_out(groups, events),
        families.across(),
    )


def _left_out(groups: Iterable[Sequence[Kept]], events: Iterable[Outcome]) -> dict[str, int]:
    """What is left out, by reason: while reading, since no other article is on the event, and in comparing."""
    left_out = Counter[str]()
    for group in groups:
        for kept in group:
            left_out.update(kept.head.left_out)
        left_out.update(findings.alone_with(group[0].head.figures) if len(group) == 1 else {})
    for event in events:
        left_out.update(event.told.left_out)
    return dict(sorted(left_out.items()))


def _families(read: Read, originals: int, written: Mapping[str, Article], copies: origins.Copies, cache: Cache | None) -> origins.Families:
    """Which of the articles share a text, of which only the first are originals."""
    kept = read.kept[:originals]
    marks = outlines.marks(read.shelf, [one.article for one in kept])
    return origins.traced(
        marks, read.shelf.spelled, lambda number: kept[number].sketch(), written, copies, sharing(kept, cache), known(kept, cache)
    )


def _told_of(library: Sequence[Article], read: Iterable[Article], copies: origins.Copies) -> tuple[Article, ...]:
    """The articles with the language and the day that their reading, or that of the article they are a copy of, has found out."""
    told = {same.id: article for article in read for same in (article, *copies.get(article.id, ()))}
    return tuple(_completed(article, told[article.id]) for article in library)


def _completed(article: Article, told: Article) -> Article:
    if told.id == article.id:
        return told
    dated = article if article.published else replace(article, published=told.published, published_basis=told.published_basis)
    return replace(dated, lang=told.lang)


def trace_origins(
    paths: Sequence[str],
    *,
    lang: str | None = None,
    stdin: BinaryIO | None = None,
    catalogue: Catalogue = NO_CATALOGUE,
    watch: Watch = unwatched,
    jobs: int = 1,
    cache: Cache | None = None,
) -> Lineage:
    """Which of the articles under ``paths`` share a text. Of each article no more is kept than this takes."""
    library = articles.read(paths, stdin=stdin, catalogue=catalogue)
    originals, copies = origins.without_copies(library.articles)
    read = readings.read(originals, lang, watch, jobs, cache)
    written = {article.id: article for article in library.articles}
    families = _families(read, len(originals), written, copies, cache)
    return Lineage(library.articles, families.shared, families.across(), library.skipped)


def compare(a: str, b: str, *, lang: str | None = None) -> Comparison:
    """Relation of two statements that are taken to be about the same event."""
    from factcheck.pairs import compare_texts

    return compare_texts(a, b, lang)


def compare_pairs(rows: Iterable[Mapping[str, Any]], lang: str | None = None) -> Iterator[Comparison]:
    """The same for many pairs {id, lang, a, b}."""
    from factcheck.pairs import compare_texts

    for row in rows:
        yield compare_texts(str(row["a"]), str(row["b"]), lang or row.get("lang"), str(row["id"]))


class Extraction(NamedTuple):
    """Flat rows of values and claims, in document order, of how many articles, and what was skipped."""

    rows: Iterator[dict[str, Any]]
    articles: int
    skipped: tuple[Skipped, ...]


def extract_paths(
    paths: Sequence[str],
    *,
    lang: str | None = None,
    stdin: BinaryIO | None = None,
    catalogue: Catalogue = NO_CATALOGUE,
    jobs: int = 1,
    cache: Cache | None = None,
) -> Extraction:
    """Every normalised value and claim of the articles under ``paths``, as flat rows."""
    from factcheck import extracting

    library = articles.read(paths, stdin=stdin, catalogue=catalogue)
    return Extraction(extracting.rows(library.articles, lang, jobs, cache), len(library.articles), library.skipped)


def extract(text: str, *, lang: str | None = None, published: str | None = None) -> list[dict[str, Any]]:
    """Every normalised value and claim of one text."""
    from factcheck.rows import rows_of

    return list(rows_of(Article("text", "text", text, "", published=published), lang))


def rules() -> tuple[Rule, ...]:
    """The rungs of the ladder."""
    return RULES


def explain(report: Report, finding_id: str) -> str:
    """The whole trace of one finding in plain text; KeyError when the report has no such finding."""
    finding = next((f for f in report.findings if f.id == finding_id), None)
    if finding is None:
        raise KeyError(finding_id)
    return findings.trace(finding, {article.id: article.text for article in report.articles})


__all__ = ["Extraction", "Reading", "check", "check_library", "compare", "compare_pairs", "explain", "extract", "extract_paths", "rules"]
