"""What was found about an archive, in a form that outlives the run and the numbers of its articles and keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, Protocol

from factcheck.grouping.likeness import Alike, bearable
from factcheck.grouping.proposals import Strong, moved
from factcheck.grouping.traits import Archive

GONE = -1  # the place of an article that is not there any more


class Old(NamedTuple):
    """An archive as it was. ``articles``: their names in the order of their days; ``signs``: what they were made of and how rare that was;
    ``keys``: those that were among the strongest, ``strong``: numbers and weights of these, in turns, by article; ``pairs``: articles
    that were as alike as is asked, or nearly so, by place; ``joined``: what was found of groups; ``gone``: how many articles have gone
    since any pair was left out."""

    articles: tuple[str, ...]
    signs: tuple[int, ...]
    keys: tuple[str, ...]
    strong: tuple[tuple[int, ...], ...]
    pairs: tuple[Alike, ...]
    joined: tuple[tuple[int, int, float, bool], ...]
    gone: int = 0

    @classmethod
    def of(
        cls,
        archive: Archive,
        order: Sequence[int],
        signs: Sequence[int],
        known: Known,
        pairs: Iterable[Alike],
        joined: Mapping[tuple[int, int], tuple[float, bool]],
    ) -> Old:
        """An archive as it is."""
        strong = known.strong
        used = sorted({key for found in strong for key, _ in found})
        numbers = {key: number for number, key in enumerate(used)}
        place = {number: at for at, number in enumerate(order)}
        return cls(
            tuple(archive.traits[number].name for number in order),
            tuple(signs[number] for number in order),
            tuple(archive.spelled[key] for key in used),
            tuple(tuple(chain.from_iterable((numbers[key], weight) for key, weight in found)) for found in strong),
            tuple(pair._replace(a=place[pair.a], b=place[pair.b]) for pair in pairs),
            tuple((one, two, *found) for (one, two), found in joined.items()),
            known.gone,
        )


class Memory(Protocol):
    """Where an archive is kept."""

    def asked(self) -> Old | None:
        """The archive that is most like the one at hand, as it was."""

    def keep(self, old: Old) -> None:
        """Keep the archive at hand."""


class Known(NamedTuple):
    """What is known of the articles at hand, by their places in order. ``strong``: the strongest keys of each; ``new``: those that are new
    or whose keys have another weight; ``pairs``: pairs of others that were alike, by number; ``moved``: pairs of others that a key of
    many brings together otherwise than before; ``nothing``: no archive is known that most of them were in; ``gone``: how many have gone."""

    strong: Sequence[Strong]
    new: Collection[int]
    pairs: Sequence[Alike]
    moved: Collection[tuple[int, int]]
    joined: dict[tuple[int, int], tuple[float, bool]]
    nothing: bool
    gone: int = 0


def known_of(old: Old | None, archive: Archive, order: Sequence[int], signs: Sequence[int]) -> Known:
    """What an old archive tells of the one at hand. Nothing where so many of its articles are gone that pairs which it has left out may
    hold now."""
    joined = {(one, two): (told, parted) for one, two, told, parted in old.joined} if old else {}
    places = _places(old, archive, order) if old else None
    gone = old.gone + places.count(GONE) if old and places else 0
    if old is None or places is None or not bearable(gone):
        return Known([archive.strongest(number) for number in order], (), (), (), joined, True)
    at = {place: was for was, place in enumerate(places) if place != GONE}
    new = {place for place, number in enumerate(order) if place not in at or old.signs[at[place]] != signs[number]}
    spelled = {key: number for number, key in enumerate(archive.spelled)}
    keys = [spelled.get(key, -1 - number) for number, key in enumerate(old.keys)]
    were = [[(keys[key], weight) for key, weight in zip(found[::2], found[1::2], strict=True)] for found in old.strong]
    strong = [archive.strongest(number) if place in new else were[at[place]] for place, number in enumerate(order)]
    other = new | {GONE}
    still = [pair for pair in old.pairs if other.isdisjoint((places[pair.a], places[pair.b]))]
    pairs = [(order[places[pair.a]], order[places[pair.b]], pair) for pair in still]
    shifted = _moved(were, places, strong, new)
    apart = {tuple(sorted((order[a], order[b]))) for a, b in shifted}
    kept = [pair._replace(a=min(a, b), b=max(a, b)) for a, b, pair in pairs if (min(a, b), max(a, b)) not in apart]
    return Known(strong, new, kept, shifted, joined, False, gone)


def _places(old: Old, archive: Archive, order: Sequence[int]) -> list[int] | None:
    """Where the articles of an old archive stand now, GONE for those that are not there; None where they stand in another order."""
    now = {archive.traits[number].name: place for place, number in enumerate(order)}
    found = [now.get(name, GONE) for name in old.articles]
    there = [place for place in found if place != GONE]
    return found if there == sorted(there) and len(now) == len(order) else None


def _moved(were: Sequence[Strong], places: Sequence[int], strong: Sequence[Strong], new: Collection[int]) -> set[tuple[int, int]]:
    """The pairs of articles that are not new and that other keys bring together than before."""
    again = [was for was, place in enumerate(places) if place == GONE or place in new]
    touched = {key for place in new for key, _ in strong[place]} | {key for was in again for key, _ in were[was]}
    before = _rows(((places[was], found) for was, found in enumerate(were)), touched)
    return moved(before, _rows(enumerate(strong), touched), new)


def _rows(articles: Iterable[tuple[int, Strong]], touched: Collection[int]) -> dict[int, list[int]]:
    """The articles of some keys, in order."""
    found: dict[int, list[int]] = {key: [] for key in touched}
    for place, keys in articles:
        for key, _ in keys:
            if key in found:
                found[key].append(place)
    return found
