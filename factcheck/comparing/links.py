"""What the articles of pairs share, as it was found before, or looked at now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from factcheck import origins
from factcheck.model import Copying
from factcheck.origins import Bare, Comparing, Known, meetings
from factcheck.origins.meetings import Old
from factcheck.packing import DamagedError, packed, unpacked
from factcheck.readings import FEW, Kept

if TYPE_CHECKING:
    from factcheck.cache import Cache


def known(read: Sequence[Kept], cache: Cache | None) -> Known | None:
    """What is kept of an archive: which of its articles have been compared."""
    names = [kept.key for kept in read]
    return Known(names, _Meetings(cache, cache.of_archive("meetings", names))) if cache and len(read) > FEW else None


class _Meetings(NamedTuple):
    """Archives in the cache, kept under the first names among their articles'."""

    cache: Cache
    keys: Sequence[bytes]

    def asked(self) -> Old | None:
        """The archive that is most like the one at hand, as it was."""
        with suppress(DamagedError):
            data = self.cache.first(self.keys)
            return None if data is None else meetings.unpacked(data)
        return None

    def keep(self, old: Old) -> None:
        """Keep the archive at hand."""
        self.cache.put(self.keys[0], "meetings", old.packed())


def sharing(read: Sequence[Kept], cache: Cache | None) -> Comparing:
    """What tells `origins.traced` what the articles of pairs share."""
    return partial(_shared, read, cache) if cache else origins.compare


def _shared(read: Sequence[Kept], cache: Cache, pairs: Sequence[tuple[int, int]], articles: Bare) -> Iterator[Copying | None]:
    keys = [cache.key("link", *_side(read, articles, a), *_side(read, articles, b)) for a, b in pairs]
    known = cache.get(keys)
    for key, pair in zip(keys, pairs, strict=True):
        try:
            found: Copying | None = unpacked(known[key], Copying) if known[key] else None
        except (DamagedError, KeyError):
            (found,) = origins.compare([pair], articles)
            cache.put(key, "link", packed(found, Copying) if found else b"")
        yield found


def _side(read: Sequence[Kept], articles: Bare, number: int) -> tuple[str, str, str]:
    """What one side of a comparison follows from: its article, and the sentences that it is looked at without."""
    return read[number].article.id, read[number].key, ",".join(map(str, sorted(articles.without(number))))
