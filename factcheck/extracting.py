"""The rows of many articles, in their order: made before, here, or in several processes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from factcheck import readings
from factcheck.model import Article
from factcheck.readings import Batch
from factcheck.rows import rows_of, rows_of_all

if TYPE_CHECKING:
    from factcheck.cache import Cache

Row = dict[str, Any]
_AT_ONCE = 200  # articles whose rows are asked of the cache together


def rows(articles: Sequence[Article], lang: str | None, jobs: int = 1, cache: Cache | None = None) -> Iterator[Row]:
    """The rows of the articles. ``lang``: their language, where it is forced; ``jobs``: how many processes may read."""
    keys = [_key(article, lang, cache) for article in articles] if cache else [b""] * len(articles)
    there = cache.has(keys) if cache else frozenset[bytes]()
    made = _made([article for article, key in zip(articles, keys, strict=True) if key not in there], lang, jobs)
    for at in range(0, len(articles), _AT_ONCE):
        known = cache.get([key for key in keys[at : at + _AT_ONCE] if key in there]) if cache else {}
        for article, key in zip(articles[at : at + _AT_ONCE], keys[at : at + _AT_ONCE], strict=True):
            data = known.get(key) if key in there else next(made)
            if cache and key not in there:
                cache.put(key, "rows", data or b"")
            yield from _told(data, article, lang)


def _key(article: Article, lang: str | None, cache: Cache) -> bytes:
    return cache.key("rows", article.id, readings.name(article, lang, cache))


def _told(data: bytes | None, article: Article, lang: str | None) -> list[Row]:
    """The rows in some bytes; should these be lost or damaged, the article is read."""
    if data is not None:
        with suppress(zlib.error, ValueError):
            found: list[Row] = json.loads(zlib.decompress(data))
            return found
    return list(rows_of(article, lang))


def _made(articles: Sequence[Article], lang: str | None, jobs: int) -> Iterator[bytes]:
    """The rows of articles as bytes."""
    shared = readings.worth_sharing(articles, jobs)
    batches = readings.batches(articles, lang, jobs if shared else 1)
    if shared:
        from factcheck.workers import spread

        for made in spread(rows_of_batch, batches, jobs, readings.prepare, readings.added()):
            yield from made
    else:
        for batch in batches:
            yield from rows_of_batch(batch)


def rows_of_batch(batch: Batch) -> list[bytes]:
    """What a process does: make the rows of some articles."""
    return list(map(_bytes, rows_of_all(batch.articles, batch.lang)))


def _bytes(found: Iterable[Row]) -> bytes:
    return zlib.compress(json.dumps(list(found), separators=(",", ":")).encode("ascii"), 1)
