"""Events and pairs of articles compared, archives grouped: what was found before comes from the cache as far as nothing of it has
changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from factcheck import events, findings, grouping, origins, outlines, readings
from factcheck.findings import Judgement
from factcheck.grouping.memory import Old
from factcheck.model import Claim, Copying, Finding, Verdict
from factcheck.origins import Bare, Comparing, Families
from factcheck.packing import DamagedError, packed, unpacked
from factcheck.readings import Kept, Read

if TYPE_CHECKING:
    from factcheck.cache import Cache


class Compared(NamedTuple):
    """An event: its judgement, what it leaves out, by reason, and its name."""

    judgement: Judgement
    left_out: Mapping[str, int]
    name: str


class _Told(NamedTuple):
    """What is kept of an event: claims that stand in a relation, the pairs of them by number, and for how many other pairs of the same
    questions which rule dropped them, with a claim for each question."""

    claims: tuple[Claim, ...]
    pairs: tuple[tuple[int, int, Verdict], ...]
    dropped: tuple[tuple[int, str, int], ...]
    left_out: dict[str, int]
    name: str


class Outcome(NamedTuple):
    """What is told of an event: its findings, and what it leaves out, by reason."""

    findings: tuple[Finding, ...]
    left_out: dict[str, int]


def outcome(group: Sequence[Kept], families: Families, cache: Cache | None = None) -> Outcome:
    """The claims of one event, compared and put together to findings."""
    key = cache.key("findings", *_content(group), _lineage(group, families)) if cache else b""
    data = cache.get([key]).get(key) if cache else None
    with suppress(DamagedError):
        if data is not None:
            known: Outcome = unpacked(data, Outcome)
            return known
    event = compared(group, cache)
    made = Outcome(tuple(findings.assemble(event.judgement, event.name, families)), dict(event.left_out))
    if cache:
        cache.put(key, "findings", packed(made, Outcome))
    return made


def _content(group: Sequence[Kept]) -> list[str]:
    """What the comparison of articles follows from."""
    return [readings.words(), *(part for kept in group for part in (kept.article.id, kept.key))]


def _lineage(group: Sequence[Kept], families: Families) -> str:
    """What the origins behind their claims follow from."""
    documents = [kept.article.id for kept in group]
    told = [
        (
            families.of[document],
            sorted(families.credits.get(document, ())),
            sorted(families.handed.get(document, ())),
            families.outlets.get(document, ""),
            [link for other, link in sorted(families.links.get(document, {}).items()) if other in documents],
        )
        for document in documents
    ]
    return repr(told)


def compared(group: Sequence[Kept], cache: Cache | None = None) -> Compared:
    """The claims of one event, compared."""
    key = cache.key("event", *_content(group)) if cache else b""
    known = _remembered(cache.get([key]).get(key)) if cache else None
    if known is not None:
        return known
    whole = [readings.whole(kept) for kept in group]
    judgement = findings.judge(whole)
    made = Compared(judgement, findings.unanswered(whole, judgement), events.name(whole))
    if cache:
        cache.put(key, "event", packed(_told(made), _Told))
    return made


def _told(made: Compared) -> _Told:
    numbers: dict[Claim, int] = {}
    pairs = [(numbers.setdefault(a, len(numbers)), numbers.setdefault(b, len(numbers)), v) for a, b, v in made.judgement.pairs]
    asked = {events.question(claim): number for claim, number in reversed(numbers.items())}
    dropped = [(asked[question], rule, count) for (question, rule), count in made.judgement.dropped.items() if question in asked]
    return _Told(tuple(numbers), tuple(pairs), tuple(dropped), dict(made.left_out), made.name)


def _remembered(data: bytes | None) -> Compared | None:
    if data is None:
        return None
    try:
        told: _Told = unpacked(data, _Told)
        pairs = tuple((told.claims[a], told.claims[b], verdict) for a, b, verdict in told.pairs)
        dropped = {(events.question(told.claims[number]), rule): count for number, rule, count in told.dropped}
    except (DamagedError, IndexError):
        return None
    return Compared(Judgement(pairs, dropped), told.left_out, told.name)


# ------------------------------------------------------------------------------------------------ groups

_ASKED = 8  # names under which an archive may have been kept: of these many new articles one would have to come before each


def grouped(read: Read, cache: Cache | None) -> list[list[int]]:
    """The numbers of the articles, by event."""
    names = [kept.key for kept in read.kept]
    return grouping.grouped(outlines.traits(read.shelf, names), _Archives(cache, sorted(names)[:_ASKED]) if cache else None)


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


# ------------------------------------------------------------------------------------ pairs of articles


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
