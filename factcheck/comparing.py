"""Events and pairs of articles compared: what was found before comes from the cache as long as no article of theirs has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from factcheck import events, findings, origins, readings
from factcheck.findings import Judgement
from factcheck.model import Claim, Copying, Verdict
from factcheck.origins import Sketch
from factcheck.packing import DamagedError, packed, unpacked
from factcheck.readings import Kept

if TYPE_CHECKING:
    from factcheck.cache import Cache


class Compared(NamedTuple):
    """An event: its judgement, and what it leaves out, by reason."""

    judgement: Judgement
    left_out: Mapping[str, int]


class _Told(NamedTuple):
    """What is kept of an event: claims that stand in a relation, the pairs of them by number, and for how many other pairs of the same
    questions which rule dropped them, with a claim for each question."""

    claims: tuple[Claim, ...]
    pairs: tuple[tuple[int, int, Verdict], ...]
    dropped: tuple[tuple[int, str, int], ...]
    left_out: dict[str, int]


def compared(group: Sequence[Kept], cache: Cache | None = None) -> Compared:
    """The claims of one event, compared. An article alone has nothing to be compared with."""
    if len(group) == 1:
        return Compared(Judgement((), {}), findings.alone_with(group[0].figures))
    key = cache.key("event", readings.words(), *(part for kept in group for part in (kept.reading.article.id, kept.key))) if cache else b""
    known = _remembered(cache.get([key]).get(key)) if cache else None
    if known is not None:
        return known
    whole = [readings.whole(kept) for kept in group]
    judgement = findings.judge(whole)
    made = Compared(judgement, findings.unanswered(whole, judgement))
    if cache:
        cache.put(key, "event", packed(_told(made), _Told))
    return made


def _told(made: Compared) -> _Told:
    numbers: dict[Claim, int] = {}
    pairs = [(numbers.setdefault(a, len(numbers)), numbers.setdefault(b, len(numbers)), v) for a, b, v in made.judgement.pairs]
    asked = {events.question(claim): number for claim, number in reversed(numbers.items())}
    dropped = [(asked[question], rule, count) for (question, rule), count in made.judgement.dropped.items() if question in asked]
    return _Told(tuple(numbers), tuple(pairs), tuple(dropped), dict(made.left_out))


def _remembered(data: bytes | None) -> Compared | None:
    if data is None:
        return None
    try:
        told: _Told = unpacked(data, _Told)
        pairs = tuple((told.claims[a], told.claims[b], verdict) for a, b, verdict in told.pairs)
        dropped = {(events.question(told.claims[number]), rule): count for number, rule, count in told.dropped}
    except (DamagedError, IndexError):
        return None
    return Compared(Judgement(pairs, dropped), told.left_out)


# ------------------------------------------------------------------------------------ pairs of articles

Pairs = Sequence[tuple[Sketch, Sketch]]


def sharing(read: Sequence[Kept], cache: Cache | None) -> Callable[[Pairs], Iterator[Copying | None]]:
    """What tells `origins.trace` what the articles of pairs share."""
    return partial(_shared, {kept.reading.article.id: kept.key for kept in read}, cache) if cache else origins.compare


def _shared(names: Mapping[str, str], cache: Cache, pairs: Pairs) -> Iterator[Copying | None]:
    keys = [cache.key("link", *_side(names, a), *_side(names, b)) for a, b in pairs]
    known = cache.get(keys)
    for key, (a, b) in zip(keys, pairs, strict=True):
        try:
            found: Copying | None = unpacked(known[key], Copying | None)
        except (DamagedError, KeyError):
            (found,) = origins.compare([(a, b)])
            cache.put(key, "link", packed(found, Copying | None))
        yield found


def _side(names: Mapping[str, str], sketch: Sketch) -> tuple[str, str, str]:
    """What one side of a comparison follows from: its article, and the sentences that are left of it."""
    return sketch.document, names[sketch.document], ",".join(str(stretch.start) for stretch in sketch.stretches)
