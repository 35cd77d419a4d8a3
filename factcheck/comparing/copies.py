"""Which articles are copies, by what has been found out of each of them before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from factcheck import origins, readings
from factcheck.model import Article
from factcheck.origins import Copies, Print
from factcheck.packing import DamagedError, packed, unpacked

if TYPE_CHECKING:
    from factcheck.cache import Cache

_MORE = 1 / 32  # part of the articles that have to be new for the prints to be kept anew
_Kept = tuple[tuple[str, Print], ...]


def without_copies(articles: Sequence[Article], names: Sequence[str], cache: Cache | None) -> tuple[list[Article], Copies]:
    """What `origins.without_copies` tells of articles. ``names``: the same for those of the same content."""
    if cache is None or len(articles) <= readings.FEW:
        return origins.without_copies(articles)
    keys = cache.of_archive("prints", names)
    known = _known(keys, cache)
    prints = origins.prints(articles, list(map(known.get, names)))
    if sum(name not in known for name in names) > len(names) * _MORE:
        cache.put(keys[0], "prints", packed(tuple(dict(zip(names, prints, strict=True)).items()), _Kept))
    return origins.without_copies(articles, prints)


def _known(keys: Sequence[bytes], cache: Cache) -> Mapping[str, Print]:
    """The prints of the archive that is most like the one at hand, by name."""
    with suppress(DamagedError):
        data = cache.first(keys)
        return {} if data is None else dict(unpacked(data, _Kept))
    return {}
