"""Many articles read: those that have been read before come from the cache, the others are read here or in several processes.

Of each article no more than its outline is held, which is what grouping and the search for copies take; its profile and its claims stay
packed until its event is compared. So memory grows with the outlines, and an archive of thousands of articles fits into it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from factcheck import claims, language, origins, outlines
from factcheck.claims import Reading
from factcheck.frozen import changer
from factcheck.model import Article, Claim
from factcheck.origins import Sketch
from factcheck.outlines import Head, Shelf, Shelved, Told, shelf
from factcheck.packing import DamagedError, packed, unpacked

if TYPE_CHECKING:
    from factcheck.cache import Cache
    from factcheck.workers import Aside

T = TypeVar("T")
FEW = 200  # articles whose claims need not be packed, as long as nothing else asks for it, and whose outlines need not be kept
_BATCH = 150_000  # signs of text that are read together: half a second; with less each reader is at hand for too few articles
_SHARE = 4  # portions that each process gets at least, so that all of them work to the end
_AT_ONCE = 500  # entries that are asked of the cache together
_WORTH = 300_000  # signs below which other processes are started in vain


_with_dates = changer(Article, "lang", "published", "published_basis")


class Watch(Protocol):
    """Sees the pieces of a long work go by: what is done with them, and the pieces, which it hands on."""

    def __call__(self, doing: str, pieces: Sequence[T]) -> Iterable[T]: ...


Early = Callable[[Mapping[int, Shelf]], None]


class Profile(NamedTuple):
    """What a reading has found out about its article, and all of it but its claims.

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


class Parts(NamedTuple):
    """A reading as bytes: its profile, its claims and its outline, which is made of both."""

    profile: bytes
    claims: bytes
    outline: bytes


class Kept(NamedTuple):
    """An article that has been read, with what its reading has found out about it. Its profile and its claims are made when they are asked
    for. ``key``: the same for articles of the same content; ``parts``: its bytes, where they are held."""

    article: Article
    head: Head
    profile: Callable[[], Profile]
    claims: Callable[[], tuple[Claim, ...]]
    key: str
    parts: Parts | None = None

    def sketch(self) -> Sketch:
        """What tells whether it shares a text with another article."""
        return self.profile().sketch._replace(document=self.article.id)


class Read(NamedTuple):
    """Articles that have been read, and the outlines of all of them, in the same order."""

    kept: Sequence[Kept]
    shelf: Shelf


def whole(kept: Kept) -> Reading:
    """The reading with its claims."""
    told = kept.profile()
    return Reading(kept.article, kept.claims(), told.keys, told.left_out, told.places, told.countries)


def carried(group: Sequence[Kept], cache: Cache | None = None) -> list[Kept]:
    """The same with their bytes alone, as another process can get them."""
    keys = [cache.key(kind, kept.key) for kept in group if not kept.parts for kind in ("profile", "claims")] if cache else []
    known = cache.get(keys) if cache else {}
    return [_of_parts(kept, kept.parts or _parts_known(kept, cache, known) or parts(whole(kept))) for kept in group]


def _of_parts(kept: Kept, held: Parts) -> Kept:
    return kept._replace(
        profile=partial(unpacked, held.profile, Profile), claims=partial(_claims, kept.article.id, held.claims), parts=None
    )


def _parts_known(kept: Kept, cache: Cache | None, known: Mapping[bytes, bytes]) -> Parts | None:
    found = [known.get(cache.key(kind, kept.key)) for kind in ("profile", "claims")] if cache else [None]
    return Parts(found[0], found[1], b"") if found[0] is not None and found[1] is not None else None


def names(articles: Sequence[Article], lang: str | None, cache: Cache | None) -> Sequence[str]:
    """The names of articles in a cache."""
    return [name(article, lang, cache) for article in articles] if cache else [""] * len(articles)


def read(
    articles: Sequence[Article],
    lang: str | None,
    watch: Watch,
    jobs: int = 1,
    cache: Cache | None = None,
    named: Sequence[str] | None = None,
    there: Aside | None = None,
    early: Early | None = None,
) -> Read:
    """The articles, read, in their order. ``lang``: their language, where it is forced; ``jobs``: how many processes may read; ``named``:
    their names, where these are known; ``there``: another process, which reads them where they are few; ``early`` is told at once the
    outlines of those that stand on no shelf in the cache, by number."""
    asked = _Asked(articles, lang, watch, jobs, cache, names(articles, lang, cache) if named is None else named, there, early)
    found = outlines.shelved(asked.names, cache) if cache and len(articles) > FEW else outlines.NO_SHELF
    made = _read(asked, found) or _read(asked, outlines.NO_SHELF)
    assert made is not None
    return made


class _Asked(NamedTuple):
    """What `read` is asked for."""

    articles: Sequence[Article]
    lang: str | None
    watch: Watch
    jobs: int
    cache: Cache | None
    names: Sequence[str]
    there: Aside | None
    early: Early | None


def _read(asked: _Asked, found: Shelved) -> Read | None:
    """The articles, of which some stand on a shelf; None where that is not there any more."""
    articles, cache, many = asked.articles, asked.cache, len(asked.articles) > FEW
    single = _known([number for number in range(len(articles)) if number not in found.places], articles, asked.names, cache)
    missing = [number for number, piece in single.items() if piece is None]
    made = _parts([articles[number] for number in missing], asked, many or cache is not None)
    if (kept := found.fetched()) is None and found.places:  # while another process reads
        return None
    for number, parts in zip(asked.watch("reading", missing), made, strict=True):
        if cache and isinstance(parts, Parts):
            cache.put(cache.key("profile", asked.names[number]), "profile", parts.profile)
            cache.put(cache.key("claims", asked.names[number]), "claims", parts.claims)
        held = parts if isinstance(parts, Reading) or cache is None or cache.trouble else parts.outline
        single[number] = _piece(articles[number], held)
    pieces = {number: piece for number, piece in single.items() if piece is not None}
    more = {number: piece.shelf for number, piece in pieces.items()}
    keeping = cache is not None and many and outlines.worth_keeping(found, len(more))
    if asked.early and not keeping:
        asked.early(more)
    every = outlines.in_order(kept, found.places, more)
    if cache and keeping:
        outlines.keep(every, asked.names, cache)
    if cache:
        cache.write()
    if asked.early and keeping:
        asked.early({})
    return Read([_kept(article, number, every, pieces.get(number), asked) for number, article in enumerate(articles)], every)


def name(article: Article, lang: str | None, cache: Cache) -> str:
    """What a reading follows from, hashed: all that readers look at, whatever the article is called and wherever it lies."""
    told = (article.title, article.outlet, article.published, article.published_basis, article.lang, lang)
    return cache.key("reading", article.text, *told, words()).hex()


def words() -> str:
    """The words that the user has added, from which readings follow, too."""
    added = language.added()
    return json.dumps(added, sort_keys=True, default=dict) if added else "{}"  # asked for each article


# ---------------------------------------------------------------------------------------------- reading


def _parts(articles: Sequence[Article], asked: _Asked, packing: bool) -> Iterator[Parts | Reading]:
    """The readings of articles, as bytes where that is asked for or other processes read. A process beside this one begins at once."""
    if articles and asked.there and not worth_sharing(articles, asked.jobs):
        sent = asked.there(read_batch, Batch(tuple(articles), asked.lang))
        return chain.from_iterable(made() or _parts_here(articles, asked.lang, asked.jobs, packing) for made in (sent,))
    return _parts_here(articles, asked.lang, asked.jobs, packing)


def _parts_here(articles: Sequence[Article], lang: str | None, jobs: int, packing: bool) -> Iterator[Parts | Reading]:
    if worth_sharing(articles, jobs):
        from factcheck.workers import spread

        for made in spread(read_batch, batches(articles, lang, jobs), jobs, prepare, added()):
            yield from made
    else:
        for batch in batches(articles, lang):
            for reading in claims.read_all(batch.articles, lang):
                yield parts(reading) if packing else reading


def worth_sharing(articles: Sequence[Article], jobs: int) -> bool:
    """Whether other processes are worth their start. An article is never divided, so that the longest takes its time anyway."""
    sizes = [len(article.text) for article in articles]
    return jobs > 1 and sum(sizes) - max(sizes, default=0) >= _WORTH


class Batch(NamedTuple):
    """Articles that are read together, and their language, where it is forced."""

    articles: tuple[Article, ...]
    lang: str | None


def batches(articles: Sequence[Article], lang: str | None, jobs: int = 1) -> Iterator[Batch]:
    """The articles in portions that are read together, by so many processes."""
    most = _BATCH if jobs == 1 else min(_BATCH, sum(len(article.text) for article in articles) // (jobs * _SHARE))
    waiting, size = list[Article](), 0
    for article in articles:
        waiting.append(article)
        size += len(article.text)
        if size >= most:
            yield Batch(tuple(waiting), lang)
            waiting, size = [], 0
    if waiting:
        yield Batch(tuple(waiting), lang)


def added() -> dict[str, Mapping[str, Any]]:
    """The words that the user has added, as a process is given them."""
    return dict(language.added())


def prepare(words: Mapping[str, Mapping[str, Any]]) -> None:
    """Make a process ready to read with the words that the user has added."""
    if words:
        language.extend(words)


def read_batch(batch: Batch) -> list[Parts]:
    """What a process does: read some articles."""
    return list(map(parts, claims.read_all(batch.articles, batch.lang)))


def parts(reading: Reading) -> Parts:
    """A reading as bytes."""
    told = profile(reading)
    outline = outlines.packed(shelf([Told(reading, told.sketch, told.figures)]))
    return Parts(packed(told, Profile), packed(reading.claims, tuple[Claim, ...]), outline)


def profile(reading: Reading) -> Profile:
    """A reading but for its claims."""
    article = reading.article
    return Profile(
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


def figures(found: Iterable[Claim]) -> int:
    """How many claims are figures, which are counted where no other article gives them."""
    return sum(claim.kind in ("quantity", "duration") for claim in found)


# ------------------------------------------------------------------------------------------- from bytes


class _Piece(NamedTuple):
    """An article by itself: its outline, and its profile and its claims, as values or as bytes; neither for what the cache is asked for."""

    shelf: Shelf
    profile: Callable[[], Profile] | None = None
    claims: Callable[[], tuple[Claim, ...]] | None = None
    parts: Parts | None = None


def _known(numbers: Sequence[int], articles: Sequence[Article], names: Sequence[str], cache: Cache | None) -> dict[int, _Piece | None]:
    """What the cache has of some articles by themselves."""
    known: dict[int, _Piece | None] = dict.fromkeys(numbers)
    for at in range(0, len(numbers), _AT_ONCE) if cache else ():
        assert cache is not None
        keys = {number: cache.key("profile", names[number]) for number in numbers[at : at + _AT_ONCE]}
        found = cache.get(list(keys.values()))
        for number, key in keys.items():
            with suppress(DamagedError, KeyError):
                told: Profile = unpacked(found[key], Profile)
                reading = _reading(_dated(articles[number], told.lang, told.published, told.basis), told)
                known[number] = _Piece(shelf([Told(reading, told.sketch, told.figures)]))
    return known


def _piece(article: Article, read: Parts | Reading | bytes) -> _Piece:
    """An article that has just been read; bytes are those of its outline, where the cache has the rest."""
    if isinstance(read, bytes):
        return _Piece(outlines.unpacked(read))
    if isinstance(read, Parts):
        held = partial(unpacked, read.profile, Profile), partial(_claims, article.id, read.claims)
        return _Piece(outlines.unpacked(read.outline), *held, read)
    told = profile(read)
    return _Piece(shelf([Told(read, told.sketch, told.figures)]), lambda: told, lambda: read.claims)


def _kept(article: Article, number: int, made: Shelf, piece: _Piece | None, asked: _Asked) -> Kept:
    head, name = made.heads[number], asked.names[number]
    told = piece.profile if piece and piece.profile else partial(_fetched_profile, article, name, asked.lang, asked.cache)
    found = piece.claims if piece and piece.claims else partial(_fetched_claims, article, name, asked.lang, asked.cache)
    return Kept(_dated(article, head.lang, head.published, head.basis), head, told, found, name, piece.parts if piece else None)


def _dated(article: Article, lang: str | None, published: str | None, basis: str | None) -> Article:
    """The article with what its reading has found out about it."""
    same = (article.lang, article.published, article.published_basis) == (lang, published, basis)
    return article if same else _with_dates(article, lang, published, basis)


def _reading(article: Article, told: Profile) -> Reading:
    return Reading(article, (), told.keys, told.left_out, told.places, told.countries)


def _fetched_profile(article: Article, name: str, lang: str | None, cache: Cache | None) -> Profile:
    """The profile of an article from the cache; should it have lost it, the article is read again."""
    data = _fetched("profile", name, cache)
    with suppress(DamagedError):
        if data is not None:
            found: Profile = unpacked(data, Profile)
            return found
    return profile(claims.read(article, lang))


def _fetched_claims(article: Article, name: str, lang: str | None, cache: Cache | None) -> tuple[Claim, ...]:
    """The same for its claims."""
    data = _fetched("claims", name, cache)
    with suppress(DamagedError):
        if data is not None:
            return _claims(article.id, data)
    return claims.read(article, lang).claims


def _fetched(kind: str, name: str, cache: Cache | None) -> bytes | None:
    if cache is None:
        return None
    key = cache.key(kind, name)
    return cache.get([key]).get(key)


def _claims(document: str, data: bytes) -> tuple[Claim, ...]:
    """The claims in some bytes as those of an article, which need not be the one that they were read from."""
    return tuple(claim if claim.document == document else replace(claim, document=document) for claim in unpacked(data, tuple[Claim, ...]))
