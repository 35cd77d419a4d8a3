"""Events compared, here or in several processes, or as they were found before."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from factcheck import events, findings, origins, readings
from factcheck.findings import Judgement
from factcheck.model import GRAVITY, Article, Claim, Finding, Verdict
from factcheck.origins import Citation, Families
from factcheck.packing import DamagedError, Late, joined, packed, parted, squeezed, stretched, unpacked
from factcheck.readings import Kept

if TYPE_CHECKING:
    from factcheck.cache import Cache
    from factcheck.workers import Aside

Telling = Callable[[Finding, Mapping[str, str]], str]  # a finding as a line of JSON, from itself and the texts of its articles
_BATCH = 120_000  # signs of text of the events that a process gets at once
_WORTH = 1_500_000  # signs below which other processes are started in vain
_AT_ONCE = 200  # events that are asked of the cache together


class Told(NamedTuple):
    """What a report looks at of an event: its place among others, which findings it has, by gravity, name, kind and id, who cites what,
    and what is left out, by reason."""

    order: tuple[tuple[int, str, str, str], ...]
    cited: tuple[Citation, ...]
    left_out: dict[str, int]


class Outcome(NamedTuple):
    """An event as a report takes it over. ``lines``: its findings as lines of JSON, where these are asked for."""

    told: Told
    findings: Callable[[], tuple[Finding, ...]]
    lines: Callable[[], Sequence[str]] | None = None


class Event(NamedTuple):
    """The articles on one event, and what is known of them: the origins behind their claims, who copies them, and how their claims stand to
    each other, where that has been found before. ``telling``: how findings are written as lines of JSON, where that is asked for."""

    group: Sequence[Kept]
    families: Families
    copies: Mapping[str, Sequence[Article]]
    telling: Telling | None = None
    known: bytes | None = None


class Made(NamedTuple):
    """An event as bytes: how its claims stand to each other, where that has just been found, and its outcome."""

    compared: bytes | None
    outcome: bytes


Sent = tuple[Sequence[int], Callable[[], Sequence[Made] | None]]  # the numbers of events, and what tells later what has come of them


def outcomes(
    groups: Sequence[Sequence[Kept]],
    families: Families,
    copies: origins.Copies,
    telling: Telling | None,
    jobs: int,
    cache: Cache | None,
    there: Sequence[Aside] = (),
) -> Iterator[tuple[int, Outcome]]:
    """The claims of events, compared and put together to findings: the numbers of the groups and what comes of them, in any order.
    ``there``: other processes, which compare them where they are few."""
    about = [Event(group, families, _copied(group, copies), telling) for group in groups]
    keys = [_key(event, cache) for event in about] if cache else []
    told = cache.has(keys) if cache else frozenset[bytes]()
    missing = [number for number in range(len(about)) if not (keys and keys[number] in told)]
    sent = _sent(about, missing, cache, there)
    for number, data in _known(keys, told, cache):
        found = _outcome(data)
        if found is None:
            missing.append(number)
        else:
            yield number, _spelled(found) if sent else found
    made = {number: one for part, compared in sent for number, one in zip(part, compared() or (), strict=False)}
    yield from _compared(about, missing, jobs, cache, made)


def _known(keys: Sequence[bytes], told: Container[bytes], cache: Cache | None) -> Iterator[tuple[int, bytes | None]]:
    """What is kept of events, by number; nothing of one that is damaged."""
    for at in range(0, len(keys), _AT_ONCE) if cache else ():
        some = {number: key for number, key in enumerate(keys[at : at + _AT_ONCE], at) if key in told}
        assert cache is not None
        data = cache.get(list(some.values()))
        yield from ((number, data.get(key)) for number, key in some.items())


def together(made: Sequence[Outcome]) -> Sequence[Finding]:
    """The findings of events, in the order of a report."""
    if not made or not all(event.lines for event in made):
        return findings.ordered(chain.from_iterable(event.findings() for event in made))
    placed = sorted((order, number, place) for number, event in enumerate(made) for place, order in enumerate(event.told.order))

    def lines() -> Iterator[str]:
        told = [event.lines() if event.lines else () for event in made]
        return (told[number][place] for _, number, place in placed)

    return Late(len(placed), lambda: findings.ordered(chain.from_iterable(event.findings() for event in made)), lines)


def _copied(group: Sequence[Kept], copies: origins.Copies) -> Mapping[str, Sequence[Article]]:
    """The copies of the articles of an event."""
    return {kept.article.id: copies[kept.article.id] for kept in group if kept.article.id in copies} if copies else {}


def _spelled(event: Outcome) -> Outcome:
    """An event whose lines of JSON have been made, while others are waited for."""
    if event.lines is None:
        return event
    lines = event.lines()
    return event._replace(lines=lambda: lines)


def _sent(about: Sequence[Event], numbers: Sequence[int], cache: Cache | None, there: Sequence[Aside]) -> list[Sent]:
    """A few events that other processes compare meanwhile."""
    if _size_of(about, numbers) >= _WORTH:
        return []
    keys, sent = _keys(about, numbers, cache), list[Sent]()
    for at, other in enumerate(there):
        if part := numbers[at :: len(there)]:
            given = tuple(_carried(about[number], _event(keys, number, cache), cache) for number in part)
            sent.append((tuple(part), other(compare_batch, given)))
    return sent


def _compared(
    about: Sequence[Event], missing: Sequence[int], jobs: int, cache: Cache | None, done: Mapping[int, Made]
) -> Iterator[tuple[int, Outcome]]:
    """Events that have to be compared, here or in several processes, but for those with which this is done."""
    keys, left = _keys(about, missing, cache), [number for number in missing if number not in done]
    made: Iterable[tuple[int, Made]]
    if jobs > 1 and _size_of(about, left) >= _WORTH:
        made = _in_processes(about, left, keys, jobs, cache)
    elif cache or done or any(about[number].telling for number in left):
        made = ((number, compare(about[number]._replace(known=_event(keys, number, cache)))) for number in left)
    else:
        yield from ((number, _made(about[number], _judged(about[number].group))) for number in left)
        return
    for number, one in chain(done.items(), made):
        if cache:
            if one.compared is not None:
                cache.put(keys[number], "event", one.compared)
            cache.put(_key(about[number], cache), "findings", one.outcome)
        found = _outcome(one.outcome)
        assert found is not None
        yield number, found


def _keys(about: Sequence[Event], numbers: Iterable[int], cache: Cache | None) -> dict[int, bytes]:
    """Under which keys comparisons of events are kept."""
    return {number: cache.key("event", *_content(about[number].group)) for number in numbers} if cache else {}


def _size(event: Event) -> int:
    return sum(len(kept.article.text) for kept in event.group)


def _size_of(about: Sequence[Event], numbers: Iterable[int]) -> int:
    return sum(_size(about[number]) for number in numbers)


def _event(keys: Mapping[int, bytes], number: int, cache: Cache | None) -> bytes | None:
    return cache.get([keys[number]]).get(keys[number]) if cache else None


def _in_processes(
    about: Sequence[Event], missing: Sequence[int], keys: Mapping[int, bytes], jobs: int, cache: Cache | None
) -> Iterator[tuple[int, Made]]:
    """Events compared in several processes, the largest first: whoever gets one of these last would be waited for."""
    from factcheck.workers import spread

    batches, size = [list[int]()], 0
    for number in sorted(missing, key=lambda number: (-_size(about[number]), number)):
        if size >= _BATCH:
            batches.append([])
            size = 0
        batches[-1].append(number)
        size += _size(about[number])
    given = (tuple(_carried(about[number], _event(keys, number, cache), cache) for number in batch) for batch in batches)
    for batch, made in zip(batches, spread(compare_batch, given, jobs, readings.prepare, readings.added()), strict=True):
        yield from zip(batch, made, strict=True)


def _carried(event: Event, known: bytes | None, cache: Cache | None) -> Event:
    """An event as another process gets it."""
    group = readings.carried(event.group, cache)
    return event._replace(group=group, families=event.families.among([kept.article.id for kept in group]), known=known)


def compare_batch(batch: Sequence[Event]) -> list[Made]:
    """What a process does: compare the claims of some events."""
    return [compare(event) for event in batch]


def compare(event: Event) -> Made:
    """The claims of one event, compared and put together, as bytes."""
    known = _remembered(event.known)
    judged = known or _judged(event.group)
    made = _made(event, judged)
    lines = squeezed(made.lines()) if made.lines else b""
    told = joined([packed(made.told, Told), packed(made.findings(), tuple[Finding, ...]), lines])
    return Made(None if known else packed(_told(judged), _Told), told)


def _made(event: Event, judged: Compared) -> Outcome:
    """What comes of an event that has been compared; copies tell what their originals do."""
    written = {article.id: article for kept in event.group for article in (kept.article, *event.copies.get(kept.article.id, ()))}
    found = tuple(findings.with_copies(findings.assemble(judged.judgement, judged.name, event.families), written, event.copies))
    cited = origins.citations(((answer.origins, answer.claims) for finding in found for answer in finding.answers), event.families)
    order = tuple((GRAVITY[finding.relation], finding.event, finding.kind, finding.id) for finding in found)
    told = Told(order, tuple(cited), dict(judged.left_out))
    telling = event.telling
    if telling is None:
        return Outcome(told, lambda: found)
    texts = {name: article.text for name, article in written.items()}
    return Outcome(told, lambda: found, lambda: [telling(finding, texts) for finding in found])


def _outcome(data: bytes | None) -> Outcome | None:
    """An outcome from its bytes."""
    with suppress(DamagedError, ValueError):
        if data is not None:
            told, values, lines = parted(data)
            made = partial(unpacked, values, tuple[Finding, ...])
            return Outcome(unpacked(told, Told), made, partial(stretched, lines) if lines else None)
    return None


def _key(event: Event, cache: Cache) -> bytes:
    """What the outcome of an event follows from."""
    telling = f"{event.telling.__module__}.{event.telling.__qualname__}" if event.telling else None
    copies = [(name, [(c.id, c.title, c.outlet, c.text) for c in same]) for name, same in sorted(event.copies.items())]
    return cache.key("findings", telling, repr(copies) if copies else None, *_content(event.group), _lineage(event.group, event.families))


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


def _judged(group: Sequence[Kept]) -> Compared:
    """The claims of one event, compared."""
    whole = [readings.whole(kept) for kept in group]
    judgement = findings.judge(whole)
    return Compared(judgement, findings.unanswered(whole, judgement), events.name(whole))


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
