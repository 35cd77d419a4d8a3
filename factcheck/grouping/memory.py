"""What was found about an archive, in a form that outlives the run and the numbers of its articles and keys."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, Protocol

from factcheck import packing
from factcheck.grouping.joining import Joined
from factcheck.grouping.likeness import Alike, bearable
from factcheck.grouping.proposals import CROWD, Row, Strongest, moved, rows
from factcheck.grouping.traits import Archive
from factcheck.packing import DamagedError

GONE = -1  # the place of an article that is not there any more
_WIDTHS = "qdiIIIIddddbqqdb"  # how wide the numbers are: signs, lengths, the strongest keys, pairs, groups


class Old(NamedTuple):
    """An archive as it was. ``articles``: their names in the order of their days; ``signs``: what they were made of and how rare that was;
    ``lengths``: what their weights were divided by; ``keys``: those that were among the strongest, ``strong``: the strongest of each
    article, as numbers of these; ``pairs``: articles that were as alike as is asked, or nearly so, by place; ``joined``: what was found of
    groups; ``gone``: how many articles have gone since any pair was left out."""

    articles: Sequence[str]
    signs: Sequence[int]
    lengths: Sequence[float]
    keys: Sequence[str]
    strong: Strongest
    pairs: Sequence[Alike]
    joined: Joined
    gone: int = 0

    @classmethod
    def of(cls, archive: Archive, order: Sequence[int], signs: Sequence[int], known: Known, pairs: Iterable[Alike], joined: Joined) -> Old:
        """An archive as it is."""
        strong = known.strong
        used = sorted(set(strong.keys))
        numbers = {key: number for number, key in enumerate(used)}
        place = {number: at for at, number in enumerate(order)}
        return cls(
            [archive.traits[number].name for number in order],
            [signs[number] for number in order],
            [archive.lengths[number] for number in order],
            [archive.spelled[key] for key in used],
            strong._replace(keys=array("i", map(numbers.__getitem__, strong.keys))),
            [pair._replace(a=place[pair.a], b=place[pair.b]) for pair in pairs],
            joined,
            known.gone,
        )

    def packed(self) -> bytes:
        """The archive as bytes."""
        pairs = list(zip(*self.pairs, strict=True)) or [()] * len(Alike._fields)
        groups = list(zip(*((*two, *found) for two, found in self.joined.items()), strict=True)) or [()] * 4
        return packing.in_columns([self.articles, self.keys, self.gone], _WIDTHS, [self.signs, self.lengths, *self.strong, *pairs, *groups])


def unpacked(data: bytes) -> Old:
    """The archive that `Old.packed` has made bytes of; DamagedError for any other bytes."""
    return packing.of_columns(data, _WIDTHS, _of_columns)


def _of_columns(told: Any, columns: Sequence[array[Any]]) -> Old:
    articles, keys, gone = told
    strong = Strongest(*columns[2:5])
    pairs = [Alike(a, b, c, d, e, f, bool(g)) for a, b, c, d, e, f, g in zip(*columns[5:12], strict=True)]
    joined = {(one, two): (told, bool(apart)) for one, two, told, apart in zip(*columns[12:], strict=True)}
    found = Old(articles, columns[0], columns[1], keys, strong, pairs, joined, gone)
    sizes = {len(articles), len(found.signs), len(found.lengths), len(strong.bounds) - 1}
    if not (len(sizes) == 1 and len(strong.keys) == len(strong.weights) == strong.bounds[-1]):
        raise DamagedError("more or less than an archive")
    return found


class Memory(Protocol):
    """Where an archive is kept."""

    def asked(self) -> Old | None:
        """The archive that is most like the one at hand, as it was."""

    def keep(self, old: Callable[[], Old]) -> None:
        """Keep the archive at hand, now or later."""


class Known(NamedTuple):
    """What is known of the articles at hand, by their places in order. ``strong``: the strongest keys of each; ``new``: those that are new
    or whose keys have another weight; ``pairs``: pairs of others that were alike, by number; ``moved``: pairs of others that a key of
    many brings together otherwise than before; ``placed``: the articles of the keys of new ones; ``nothing``: no archive is known that most
    of them were in; ``gone``: how many have gone."""

    strong: Strongest
    new: Collection[int]
    pairs: Sequence[Alike]
    moved: Collection[tuple[int, int]]
    placed: Mapping[int, Row]
    joined: Joined
    nothing: bool
    gone: int = 0


def known_of(old: Old | None, archive: Archive, order: Sequence[int], signs: Sequence[int]) -> Known:
    """What an old archive tells of the one at hand. Nothing where so many of its articles are gone that pairs which it has left out may
    hold now."""
    joined = old.joined if old else {}
    places = _places(old, archive, order) if old else None
    gone = old.gone + places.count(GONE) if old and places else 0
    if old is None or places is None or not bearable(gone):
        return Known(Strongest.of(map(archive.strongest, order)), (), (), (), {}, joined, True)
    at = {place: was for was, place in enumerate(places) if place != GONE}
    new = {place for place, number in enumerate(order) if place not in at or old.signs[at[place]] != signs[number]}
    archive.lengths |= {number: old.lengths[at[place]] for place, number in enumerate(order) if place not in new}
    spelled = {key: number for number, key in enumerate(archive.spelled)}
    keys = [spelled.get(key, -1 - number) for number, key in enumerate(old.keys)]
    were = old.strong._replace(keys=array("i", map(keys.__getitem__, old.strong.keys)))
    strong = Strongest.of(())
    for place, number in enumerate(order):
        strong.put(archive.strongest(number)) if place in new else strong.take(were, at[place])
    again = [was for was, place in enumerate(places) if place == GONE or place in new]
    placed = rows(strong, {key for keys in chain(map(strong.row_keys, new), map(were.row_keys, again)) for key in keys})
    shifted = moved(_crowds(placed, were, again, places, at), {key: row.members for key, row in placed.items()}, new)
    return Known(strong, new, _still(old, order, places, again, shifted), shifted, placed, joined, False, gone)


def _still(
    old: Old, order: Sequence[int], places: Sequence[int], again: Iterable[int], shifted: Collection[tuple[int, int]]
) -> list[Alike]:
    """The pairs that were alike, by number, but for those with an article that is looked at ``again``, and those that have ``shifted``."""
    other, apart = frozenset(again), {tuple(sorted((order[a], order[b]))) for a, b in shifted}
    found = list[Alike]()
    for pair in old.pairs:
        if pair.a not in other and pair.b not in other:
            a, b = sorted((order[places[pair.a]], order[places[pair.b]]))
            found += [pair._replace(a=a, b=b)] if (a, b) not in apart else []
    return found


def _places(old: Old, archive: Archive, order: Sequence[int]) -> list[int] | None:
    """Where the articles of an old archive stand now, GONE for those that are not there; None where they stand in another order."""
    now = {archive.traits[number].name: place for place, number in enumerate(order)}
    found = [now.get(name, GONE) for name in old.articles]
    there = [place for place in found if place != GONE]
    return found if there == sorted(there) and len(now) == len(order) else None


def _crowds(
    now: Mapping[int, Row], were: Strongest, again: Iterable[int], places: Sequence[int], at: Mapping[int, int]
) -> dict[int, list[int]]:
    """The articles of keys of many as they stood, by their places now, from those that they have. ``again``: the places before of those
    that have gone or are looked at again; ``at``: the places before of all that are there."""
    left: dict[int, list[int]] = defaultdict(list)
    for was in again:
        for key in were.row_keys(was):
            left[key].append(was)
    seen, found = {places[was] for was in again}, dict[int, list[int]]()
    for key, row in now.items():
        if len(row.members) + len(left.get(key, ())) > CROWD:
            same = (at[place] for place in row.members if place in at and place not in seen)
            found[key] = [places[was] for was in sorted([*same, *left.get(key, ())])]
    return found
