"""What has been told before of the very same articles: the report as a whole, without reading or comparing anything.

The engine is loaded only where it has to work, since that takes longer than all the rest of a small run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from factcheck import articles, language
from factcheck.articles import NO_CATALOGUE, Catalogue
from factcheck.model import Article, Copying, Finding, Library, Origin, Report
from factcheck.packing import DamagedError, packed, unpacked

if TYPE_CHECKING:
    from factcheck.cache import Cache
    from factcheck.workers import Aside

_MOST = 2000  # findings of a report that is kept whole; what larger ones are made of is kept, too


class _Found(NamedTuple):
    """What reading has found out about an article."""

    lang: str | None
    published: str | None
    basis: str | None


class _Told(NamedTuple):
    """A report but for its articles and what was skipped."""

    found: tuple[_Found, ...]
    findings: tuple[Finding, ...]
    origins: tuple[Origin, ...]
    left_out: dict[str, int]
    shared: tuple[Copying, ...]


def check(
    paths: Sequence[str],
    *,
    lang: str | None = None,
    stdin: BinaryIO | None = None,
    catalogue: Catalogue = NO_CATALOGUE,
    cache: Cache | None = None,
    jobs: int = 1,
    **working: Any,
) -> Report:
    """The report of `factcheck.pipeline.check`. ``working``: how it is made where it is not known, `watch`."""
    with _beside(paths, jobs, cache) as there:
        library = articles.read(paths, stdin=stdin, catalogue=catalogue, there=there)
        if cache and (known := _known(cache, library, lang)):
            return known
        from factcheck.pipeline import check_library

        made = check_library(library, lang=lang, cache=cache, jobs=jobs, there=there, **working)
    if cache and len(made.findings) <= _MOST:
        found = tuple(_Found(article.lang, article.published, article.published_basis) for article in made.articles)
        told = _Told(found, tuple(made.findings), made.origins, made.left_out, made.shared)
        cache.put(_key("seen", _sizes(library), library, lang, cache), "seen", b"")
        cache.put(_key("report", _texts(library), library, lang, cache), "report", packed(told, _Told))
    return made


@contextmanager
def _beside(paths: Sequence[str], jobs: int, cache: Cache | None) -> Iterator[Sequence[Aside]]:
    """Other processes where much is to be read, before it is; while they start, this one loads what it takes to look at it."""
    if cache is None or cache.trouble or jobs < 2 or articles.rows_in(paths) < articles.LARGE:
        yield ()
        return
    from factcheck.workers import several

    with several(jobs, language.extend, language.added()) as there:
        import factcheck.pipeline  # noqa: F401

        yield there


def _key(kind: str, texts: Iterable[str], library: Library, lang: str | None, cache: Cache) -> bytes:
    """What a report follows from: all that its articles bear, in their order, the language that is forced, the user's words."""
    told: list[str | None] = [lang, json.dumps(language.added(), sort_keys=True, default=dict)]
    for a, text in zip(library.articles, texts, strict=True):
        told += [a.id, a.path, text, a.sha256, a.lang, a.title, a.outlet, a.published, a.published_basis, a.url]
    return cache.key(kind, *told)


def _texts(library: Library) -> Iterator[str]:
    return (article.text for article in library.articles)


def _sizes(library: Library) -> Iterator[str]:
    """What tells soon that a library has never been seen."""
    return (str(len(article.text)) for article in library.articles)


def _known(cache: Cache, library: Library, lang: str | None) -> Report | None:
    """The report that is kept of a library."""
    if not cache.get([_key("seen", _sizes(library), library, lang, cache)]):
        return None
    key = _key("report", _texts(library), library, lang, cache)
    data = cache.get([key]).get(key)
    try:
        told: _Told | None = None if data is None else unpacked(data, _Told)
    except DamagedError:
        return None
    if told is None or len(told.found) != len(library.articles):
        return None
    done = tuple(map(_completed, library.articles, told.found))
    return Report(done, told.findings, told.origins, library.skipped, told.left_out, told.shared)


def _completed(article: Article, found: _Found) -> Article:
    return replace(article, lang=found.lang, published=found.published, published_basis=found.basis)
