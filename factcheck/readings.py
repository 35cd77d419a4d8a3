"""Many articles read: those that have been read before come from the cache, the others are read here or in several processes.

Of each article no more than its profile is held, which is what grouping and the search for copies take; its claims stay packed until its
event is compared. So memory grows with the profiles, and an archive of thousands of articles fits into it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from factcheck import claims, language, origins
from factcheck.claims import Reading
from factcheck.model import Article, Claim
from factcheck.origins import Sketch
from factcheck.packing import DamagedError, packed, unpacked

if TYPE_CHECKING:
    from factcheck.cache import Cache

T = TypeVar("T")
_FEW = 200  # articles whose claims need not be packed, as long as nothing else asks for it
_BATCH = 60_000  # signs of text that a process gets at once: a third of a second
_AT_ONCE = 500  # entries that are asked of the cache together
_WORTH = 300_000  # signs below which other processes are started in vain


class Watch(Protocol):
    """Sees the pieces of a long work go by: what is done with them, and the pieces, which it hands on."""

    def __call__(self, doing: str, pieces: Sequence[T]) -> Iterable[T]: ...


class Profile(NamedTuple):
    """What is held of an article that has been read: what its reading found out about it, and all of the reading but its claims.

    ``figures``: how many of its claims are quantities and durations."""

    lang: str | None
    published: str | None
    basis: str | None
    keys: dict[str, int]
    left_out: dict[str, int]
    places: frozenset[str]
    countries: frozenset[str]
    figures: int
    sketch: Sketch


class Kept(NamedTuple):
    """An article with its profile as a reading that has no claims; these are behind ``claims``. ``key``: the same for articles of the
    same content."""

    reading: Reading
    sketch: Sketch
    figures: int
    claims: Callable[[], tuple[Claim, ...]]
    key: str


def whole(kept: Kept) -> Reading:
    """The reading with its claims."""
    return replace(kept.reading, claims=kept.claims())


def read(articles: Sequence[Article], lang: str | None, watch: Watch, jobs: int = 1, cache: Cache | None = None) -> list[Kept]:
    """The articles, read, in their order. ``lang``: their language, where it is forced; ``jobs``: how many processes may read."""
    names = [name(article, lang, cache) for article in articles] if cache else [""] * len(articles)
    known = _known(articles, names, lang, cache)
    missing = [number for number, kept in enumerate(known) if kept is None]
    asked = [articles[number] for number in missing]
    for number, parts in zip(watch("reading", missing), _parts(asked, lang, jobs, len(articles) > _FEW or cache is not None), strict=True):
        if cache and isinstance(parts, Parts):
            cache.put(cache.key("profile", names[number]), "profile", parts.profile)
            cache.put(cache.key("claims", names[number]), "claims", parts.claims)
        known[number] = _kept(articles[number], parts, names[number])
    if cache:
        cache.write()
    return [kept for kept in known if kept is not None]


def name(article: Article, lang: str | None, cache: Cache) -> str:
    """What a reading follows from, hashed: all that readers look at, whatever the article is called and wherever it lies."""
    told = (article.title, article.outlet, article.published, article.published_basis, article.lang, lang)
    return cache.key("reading", article.text, *told, words()).hex()


def words() -> str:
    """The words that the user has added, from which readings follow, too."""
    return json.dumps(language.added(), sort_keys=True, default=dict)


# ---------------------------------------------------------------------------------------------- reading


class Parts(NamedTuple):
    """A reading as bytes: its profile and its claims."""

    profile: bytes
    claims: bytes


def _parts(articles: Sequence[Article], lang: str | None, jobs: int, packing: bool) -> Iterator[Parts | Reading]:
    """The readings of articles, as bytes where that is asked for or other processes read."""
    sizes = [len(article.text) for article in articles]
    if jobs > 1 and sum(sizes) - max(sizes, default=0) >= _WORTH:  # an article is never divided, so that the longest takes its time anyway
        from factcheck.workers import spread

        for batch in spread(read_batch, _batches(articles, lang), jobs, prepare, dict(language.added())):
            yield from batch
    else:
        for article in articles:
            reading = claims.read(article, lang)
            yield parts(reading) if packing else reading


class Batch(NamedTuple):
    """Articles for one process, and their language, where it is forced."""

    articles: tuple[Article, ...]
    lang: str | None


def _batches(articles: Iterable[Article], lang: str | None) -> Iterator[Batch]:
    waiting, size = list[Article](), 0
    for article in articles:
        waiting.append(article)
        size += len(article.text)
        if size >= _BATCH:
            yield Batch(tuple(waiting), lang)
            waiting, size = [], 0
    if waiting:
        yield Batch(tuple(waiting), lang)


def prepare(words: Mapping[str, Mapping[str, Any]]) -> None:
    """Make a process ready to read with the words that the user has added."""
    if words:
        language.extend(words)


def read_batch(batch: Batch) -> list[Parts]:
    """What a process does: read some articles."""
    return [parts(claims.read(article, batch.lang)) for article in batch.articles]


def parts(reading: Reading) -> Parts:
    """A reading as bytes."""
    article = reading.article
    told = Profile(
        article.lang,
        article.published,
        article.published_basis,
        reading.keys,
        reading.left_out,
        reading.places,
        reading.countries,
        figures(reading.claims),
        origins.sketch(reading),
    )
    return Parts(packed(told, Profile), packed(reading.claims, tuple[Claim, ...]))


def figures(found: Iterable[Claim]) -> int:
    """How many claims are figures, which are counted where no other article gives them."""
    return sum(claim.kind in ("quantity", "duration") for claim in found)


# ------------------------------------------------------------------------------------------- from bytes


def _known(articles: Sequence[Article], names: Sequence[str], lang: str | None, cache: Cache | None) -> list[Kept | None]:
    """What the cache has of the articles."""
    if not cache:
        return [None] * len(articles)
    known: list[Kept | None] = []
    for at in range(0, len(articles), _AT_ONCE):
        keys = [cache.key("profile", name) for name in names[at : at + _AT_ONCE]]
        found = cache.get(keys)
        for number, key in enumerate(keys, at):
            known.append(_remembered(articles[number], found.get(key), names[number], lang, cache))
    return known


def _remembered(article: Article, data: bytes | None, name: str, lang: str | None, cache: Cache) -> Kept | None:
    """An article whose profile the cache has; its claims are fetched when they are asked for."""
    try:
        profile = None if data is None else unpacked(data, Profile)
    except DamagedError:
        return None
    return None if profile is None else _of_profile(article, profile, partial(_fetched, article, name, lang, cache), name)


def _fetched(article: Article, name: str, lang: str | None, cache: Cache) -> tuple[Claim, ...]:
    """The claims of an article from the cache; should it have lost them, the article is read again."""
    key = cache.key("claims", name)
    data = cache.get([key]).get(key)
    try:
        return claims.read(article, lang).claims if data is None else _claims(article.id, data)
    except DamagedError:
        return claims.read(article, lang).claims


def _kept(article: Article, read: Parts | Reading, name: str) -> Kept:
    """An article that has just been read."""
    if isinstance(read, Parts):
        return _of_profile(article, unpacked(read.profile, Profile), partial(_claims, article.id, read.claims), name)
    return Kept(read, origins.sketch(read), figures(read.claims), lambda: read.claims, name)


def _of_profile(article: Article, profile: Profile, found: Callable[[], tuple[Claim, ...]], name: str) -> Kept:
    told = replace(article, lang=profile.lang, published=profile.published, published_basis=profile.basis)
    keys = {intern(key): count for key, count in profile.keys.items()}
    reading = Reading(told, (), keys, profile.left_out, profile.places, profile.countries)
    return Kept(reading, _interned(profile.sketch._replace(document=article.id)), profile.figures, found, name)


def _interned(sketch: Sketch) -> Sketch:
    """The sketch with one string for each key that many articles have."""
    stretches = tuple(stretch._replace(keys=tuple(map(intern, stretch.keys))) for stretch in sketch.stretches)
    return sketch._replace(stretches=stretches, facts=frozenset(map(intern, sketch.facts)))


def _claims(document: str, data: bytes) -> tuple[Claim, ...]:
    """The claims in some bytes as those of an article, which need not be the one that they were read from."""
    return tuple(claim if claim.document == document else replace(claim, document=document) for claim in unpacked(data, tuple[Claim, ...]))
