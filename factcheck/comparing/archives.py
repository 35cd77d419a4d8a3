"""Archives grouped, in a process of their own where that saves time: what was found of them before comes from the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from factcheck import claims, findings, grouping, outlines, readings
from factcheck.grouping.memory import Old, unpacked
from factcheck.model import Article
from factcheck.outlines import Shelf
from factcheck.packing import DamagedError
from factcheck.readings import Read

if TYPE_CHECKING:
    from factcheck.cache import Cache
    from factcheck.workers import Aside

Groups = list[list[int]]  # the numbers of articles, by event
_BEGINNING = 5000  # signs of an article that load what it takes to read and compare: a long one would be waited for
_unkept: list[Callable[[], None]] = []  # what this process has found out of an archive and not kept yet


class Others(NamedTuple):
    """Processes beside this one: one that groups an archive, one that reads what is new in it. What has none is done here."""

    grouping: Aside | None = None
    reading: Aside | None = None

    def every(self) -> Sequence[Aside]:
        """Those that there are, the one that is free first."""
        return [other for other in (self.reading, self.grouping) if other]


class Task(NamedTuple):
    """Articles to be grouped in another process: their names in their order, the cache that has their outlines, and the outlines that it
    does not have, by number."""

    names: tuple[str, ...]
    cache: tuple[str, str]
    more: Mapping[int, bytes]


@contextmanager
def elsewhere(articles: int, jobs: int, cache: Cache | None, there: Sequence[Aside] = ()) -> Iterator[Others]:
    """Other processes for so many articles, ``there`` or started now; none where they are few, or where these would know nothing of
    them."""
    if cache is None or cache.trouble or jobs < 2 or articles <= grouping.LARGE:
        yield Others()
        return
    from factcheck.workers import several

    with nullcontext(there) if there else several(jobs, readings.prepare, readings.added()) as others:
        yield Others(*others)


class Early:
    """The groups of an archive that another process makes, as soon as it can be told what is new in it."""

    def __init__(self, names: Sequence[str], cache: Cache | None, others: Others) -> None:
        self._names, self._place = tuple(names), cache.place if cache else ("", "")
        self._there = others.grouping if cache else None
        self._found: Callable[[], Groups | None] | None = None
        self._keeping: Callable[[], None] | None = None
        if self._there:
            self._there(fetch, Task(self._names, self._place, {}))

    def begin(self, more: Mapping[int, Shelf]) -> None:
        """Let the articles be grouped. ``more``: the outlines of those that stand on no shelf, by number."""
        if self._there:
            told = {number: outlines.packed(one) for number, one in more.items()}
            self._found = self._there(group, Task(self._names, self._place, told))
            self._keeping = self._there(keep, None)

    def groups(self, read: Read, cache: Cache | None) -> Groups:
        """The groups, which are made here where nobody else has made them."""
        return (self._found() if self._found else None) or grouped(read, cache)

    def end(self) -> None:
        """Wait until the other process has kept what it has found out."""
        if self._keeping:
            self._keeping()


def warmed(there: Iterable[Aside], library: Sequence[Article], lang: str | None) -> None:
    """Let other processes load what it takes to read and compare, by an article that is at hand, before it is known what is new."""
    for first in library[:1]:
        one = replace(first, text=first.text[:_BEGINNING])
        batch = readings.Batch((one, replace(one, id=f"{one.id}#")), lang)
        for other in there:
            other(warm, batch)


def warm(batch: readings.Batch) -> None:
    """What it does first: read and compare anything."""
    findings.judge(claims.read_all(batch.articles, batch.lang))


def fetch(task: Task) -> None:
    """What the process that groups does first: fetch what is kept of articles."""
    _fetched(task.names, task.cache)


def group(task: Task) -> Groups | None:
    """What it does then: group them by that, or by what has been kept since; None where it is not enough."""
    places, shelf, old = _fetched(task.names, task.cache)
    if not _enough(places, task):
        _fetched.cache_clear()
        places, shelf, old = _fetched(task.names, task.cache)
    if not _enough(places, task) or (places and shelf is None):
        return None
    more = {number: outlines.for_grouping(outlines.unpacked(data)) for number, data in task.more.items()}
    every = outlines.in_order(shelf, places, more)
    return grouping.grouped(outlines.traits(every, task.names), _Later(old, task))


def _enough(places: Mapping[int, int], task: Task) -> bool:
    """Whether there is an outline of each article: another run may have put others on the shelf meanwhile."""
    return len(places.keys() | task.more.keys()) == len(task.names)


def keep(_: object) -> None:
    """What it does last: keep what it has found out, and let go of the rest."""
    while _unkept:
        _unkept.pop()()
    _fetched.cache_clear()


class _Fetched(NamedTuple):
    """What is kept of articles: where they stand on a shelf, the shelf, and the archive that is most like theirs."""

    places: Mapping[int, int]
    shelf: Shelf | None
    old: Old | None


@lru_cache(maxsize=1)
def _fetched(names: tuple[str, ...], place: tuple[str, str]) -> _Fetched:
    """Outlines of articles, and the archive that is most like theirs."""
    from factcheck.cache import Cache

    with Cache(*place) as cache:
        found = outlines.shelved(names, cache)
        shelf = found.fetched()
        return _Fetched(found.places, shelf and outlines.for_grouping(shelf), _Archives.of(names, cache).asked())


def grouped(read: Read, cache: Cache | None) -> Groups:
    """The groups of articles."""
    names = [kept.key for kept in read.kept]
    return grouping.grouped(outlines.traits(read.shelf, names), _Archives.of(names, cache) if cache else None)


class _Archives(NamedTuple):
    """Archives in the cache, and the keys under which one may be kept."""

    cache: Cache
    keys: Sequence[bytes]

    @classmethod
    def of(cls, names: Sequence[str], cache: Cache) -> _Archives:
        """Those that some articles may have been in."""
        return cls(cache, cache.of_archive("archive", names, readings.words()))

    def asked(self) -> Old | None:
        """The archive that is most like the one at hand, as it was."""
        with suppress(DamagedError):
            data = self.cache.first(self.keys)
            return None if data is None else unpacked(data)
        return None

    def keep(self, old: Callable[[], Old]) -> None:
        """Keep the archive at hand."""
        self.cache.put(self.keys[0], "archive", old().packed())


class _Later(NamedTuple):
    """An archive that has been fetched; the one at hand is kept when nobody waits for its groups any more."""

    old: Old | None
    task: Task

    def asked(self) -> Old | None:
        """The archive as it was."""
        return self.old

    def keep(self, old: Callable[[], Old]) -> None:
        """Keep the archive at hand, later."""
        _unkept.append(partial(_kept, self.task, old))


def _kept(task: Task, old: Callable[[], Old]) -> None:
    from factcheck.cache import Cache

    with Cache(*task.cache) as cache:
        _Archives.of(task.names, cache).keep(old)
