"""Archives grouped, in a process of their own where that saves time: what was found of them before comes from the cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from factcheck import grouping, outlines, readings
from factcheck.grouping.memory import Old
from factcheck.outlines import Shelf
from factcheck.packing import DamagedError, packed, unpacked
from factcheck.readings import Read

if TYPE_CHECKING:
    from factcheck.cache import Cache
    from factcheck.workers import Aside

Groups = list[list[int]]  # the numbers of articles, by event
Elsewhere = Callable[
    [Callable[["Task"], Groups | None], "Task"], Callable[[], Groups | None]
]  # where work is done beside that of this process
_ASKED = 8  # names under which an archive may have been kept: of these many new articles one would have to come before each


class Task(NamedTuple):
    """Articles to be grouped in another process: their names in their order, the cache that has their outlines, and the outlines that it
    does not have, by number."""

    names: Sequence[str]
    cache: tuple[str, str]
    more: Mapping[int, bytes]


def elsewhere(articles: int, jobs: int, cache: Cache | None) -> AbstractContextManager[Aside | None]:
    """Another process for the groups of so many articles; nothing where they are few, or where it would know nothing of them."""
    if cache is None or cache.trouble or jobs < 2 or articles <= grouping.LARGE:
        return nullcontext()
    from factcheck.workers import aside

    return aside(readings.prepare, readings.added())


def begun(read: Read, cache: Cache | None, there: Aside | None = None) -> Callable[[], Groups]:
    """What tells the groups of articles, which are made meanwhile where there is another process."""
    if cache is None or there is None:
        return partial(grouped, read, cache)
    more = {number: outlines.packed(outlines.chosen(read.shelf, [number])) for number in read.beside}
    found = there(group, Task([kept.key for kept in read.kept], cache.place, more))
    return lambda: found() or grouped(read, cache)


def group(task: Task) -> Groups | None:
    """What the other process does: group articles by what the cache has of them; None where that is not enough."""
    from factcheck.cache import Cache

    with Cache(*task.cache) as cache:
        shelf = readings.shelved(task.names, {number: outlines.unpacked(data) for number, data in task.more.items()}, cache)
        return None if shelf is None else _grouped(shelf, task.names, cache)


def grouped(read: Read, cache: Cache | None) -> Groups:
    """The groups of articles."""
    return _grouped(read.shelf, [kept.key for kept in read.kept], cache)


def _grouped(shelf: Shelf, names: Sequence[str], cache: Cache | None) -> Groups:
    return grouping.grouped(outlines.traits(shelf, names), _Archives(cache, sorted(names)[:_ASKED]) if cache else None)


class _Archives(NamedTuple):
    """Archives in the cache. An archive is kept under the first name among its articles', which it has in common with one that has a few
    articles more."""

    cache: Cache
    names: Sequence[str]

    def asked(self) -> Old | None:
        """The archive that is most like the one at hand, as it was."""
        keys = [self._key(name) for name in self.names]
        known = self.cache.get(keys)
        with suppress(DamagedError, StopIteration):
            found: Old = unpacked(next(known[key] for key in keys if key in known), Old)
            return found
        return None

    def keep(self, old: Old) -> None:
        """Keep the archive at hand."""
        self.cache.put(self._key(self.names[0]), "archive", packed(old, Old))

    def _key(self, name: str) -> bytes:
        return self.cache.key("archive", readings.words(), name)
