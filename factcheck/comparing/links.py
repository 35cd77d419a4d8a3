"""What the articles of pairs share, as it was found before, or looked at now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from factcheck import origins
from factcheck.model import Copying
from factcheck.origins import Bare, Comparing
from factcheck.packing import DamagedError, packed, unpacked
from factcheck.readings import Kept

if TYPE_CHECKING:
    from factcheck.cache import Cache


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
