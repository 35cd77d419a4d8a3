"""Which conflicts between figures are real: those between what each article itself gives as the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from factcheck import events, ladder
from factcheck.claims import Reading, roles
from factcheck.claims.keys import figure_key
from factcheck.model import Claim, Duration, Quantity, Relation, Verdict

Judged = tuple[Claim, Claim, Verdict]
TELLING = 10  # a figure of at least this, anywhere in an article, is one that the article knows of
LISTED = 4  # different figures of one toll in one article beyond which they are a list
STAGES = frozenset({"", "partial", "implied"})  # of counts that are of this event and not of somebody alone
GRAVE = frozenset({Relation.CONTRADICTION, Relation.DISPUTE, Relation.UPDATE})


class Told(NamedTuple):
    """What the articles of an event tell in figures.

    ``given``: article, role and figure of each; ``known``: all figures of an article, as content keys; ``largest`` and ``listed``:
    the largest figure and all figures that an article gives for one question about a toll; ``compatible``: questions on which two
    articles give figures that go together.
    """

    given: Set[Hashable]
    known: Mapping[str, Mapping[str, int]]
    largest: Mapping[tuple[Hashable, str], float]
    listed: Mapping[tuple[Hashable, str], Set[Hashable]]
    compatible: Set[Hashable]


def conflicts(pairs: Sequence[Judged], group: Sequence[Reading]) -> list[Judged]:
    """The pairs without those conflicts between figures that are none.

    An article that also gives the other one's figure, or one compatible with it, does not contradict it; of several figures of one
    toll in one article the largest is the total, the others are parts; what recalls an older event is no part of it. An article
    with many figures of one toll lists those of many places: it conflicts only where both sides name the same one.
    """
    told = _told(pairs, group)
    return [_settled(judged, told) for judged in pairs if _real(judged, told)]


def with_deaths(pairs: Sequence[Judged], group: Sequence[Reading]) -> list[Judged]:
    """All pairs, and an update where fewer are hurt than before and just as many more are dead.

    Counts of the hurt that need not be of all, or of nobody because an article is silent, say nothing about each other; beside the
    dead of both articles they tell that some have died since ("one injured" / "the boy has died").
    """
    readings, dead = {reading.article.id: reading for reading in group}, defaultdict[Hashable, list[Claim]](list)
    for claim in _tolls(group):
        if claim.role == "killed" and ladder.exact(claim):
            dead[events.question(claim), claim.document].append(claim)

    def of(hurt: Claim) -> Sequence[Claim]:
        return dead.get((events.question(replace(hurt, role="killed")), hurt.document), ())

    def died(judged: Judged) -> bool:
        a, b, verdict = judged
        if verdict.rule != ladder.PARTIAL.id or a.role != "injured" or not {a.stage, b.stage} <= STAGES:
            return False
        early, late = (a, b) if ladder.size(a) > ladder.size(b) else (b, a)
        order = events.order(readings[early.document], readings[late.document])
        return ladder.exact(a) and ladder.exact(b) and order in (-1, 0) and _have_died(early, late, of(early), of(late))

    return [(a, b, ladder.verdict(ladder.DIED)) if died((a, b, verdict)) else (a, b, verdict) for a, b, verdict in pairs]


def _have_died(early: Claim, late: Claim, before: Sequence[Claim], after: Sequence[Claim]) -> bool:
    """Whether those who are no longer among the hurt may be among the dead of both articles, in whom nothing speaks against it."""
    gone = ladder.size(early) - ladder.size(late)
    more = max(map(ladder.size, after), default=0.0) - max(map(ladder.size, before), default=0.0)
    return bool(before and after) and 0 < gone == more and any(ladder.may_be_one(early, claim) for claim in after)


def _told(pairs: Iterable[Judged], group: Sequence[Reading]) -> Told:
    compatible = {_between(a, b) for a, b, verdict in pairs if verdict.relation in (Relation.AGREEMENT, Relation.REFINEMENT)}
    given = {(c.document, c.role, ladder.figure(c.value)) for reading in group for c in reading.claims if c.kind == "quantity"}
    largest: dict[tuple[Hashable, str], float] = {}
    listed: dict[tuple[Hashable, str], set[Hashable]] = defaultdict(set)
    for claim in _tolls(group):
        at = events.question(claim), claim.document
        largest[at] = max(largest.get(at, 0.0), ladder.size(claim))
        listed[at].add(ladder.figure(claim.value))
    return Told(given, {reading.article.id: reading.keys for reading in group}, largest, listed, compatible)


def _tolls(group: Iterable[Reading]) -> Iterator[Claim]:
    """The tolls of what an article is about, not of what it recalls."""
    for reading in group:
        day = events.published(reading)
        yield from (c for c in reading.claims if c.kind == "quantity" and c.role in roles.tolls() and not ladder.recalls(c, day))


def _between(a: Claim, b: Claim) -> Hashable:
    return events.question(a), frozenset((a.subject, b.subject)), frozenset((a.document, b.document))


def _real(judged: Judged, told: Told) -> bool:
    a, b, verdict = judged
    if verdict.relation not in GRAVE or a.kind not in ("quantity", "duration"):
        return True
    if a.role in ladder.SLOTS or verdict.rule == ladder.DENIED.id:
        return True  # its reader has seen the whole article; who denies a figure gives it
    if a.role == "gathered" and verdict.relation is Relation.DISPUTE:
        return True  # the police and the unions count one crowd; most articles give both
    if verdict.relation is not Relation.UPDATE and (_between(a, b) in told.compatible or _knows(b, a, told) or _knows(a, b, told)):
        return False
    return _whole(a, b, told)


def _knows(one: Claim, other: Claim, told: Told) -> bool:
    """Whether the article of one claim also gives the figure of the other."""
    assert isinstance(other.value, Quantity | Duration)
    if (one.document, other.role, ladder.figure(other.value)) in told.given:
        return True
    return ladder.size(other) >= TELLING and figure_key(other.value) in told.known[one.document]


def _whole(a: Claim, b: Claim, told: Told) -> bool:
    """Whether neither figure is part of a larger one, or one of a list."""
    if any(len(told.listed.get((events.question(side), side.document), ())) > LISTED for side in (a, b)):
        return a.places == b.places != ()
    return all(ladder.size(side) >= told.largest.get((events.question(side), side.document), 0.0) for side in (a, b))


def _settled(judged: Judged, told: Told) -> Judged:
    """Where fewer are injured and about as many more dead, some have died since; one of them may lie in between, brain-dead."""
    a, b, verdict = judged
    conflict = verdict.relation in (Relation.CONTRADICTION, Relation.DISPUTE)
    if not conflict or a.role != "injured" or not (ladder.exact(a) and ladder.exact(b)):
        return judged
    dead = [told.largest.get((events.question(replace(side, role="killed")), side.document), 0.0) for side in (a, b)]
    early, late = (
        ((ladder.size(a), dead[0]), (ladder.size(b), dead[1]))
        if dead[0] < dead[1]
        else ((ladder.size(b), dead[1]), (ladder.size(a), dead[0]))
    )
    died = 0 < early[1] < late[1] and 0 < early[0] - late[0] <= late[1] - early[1] + 1
    return (a, b, ladder.verdict(ladder.DIED)) if died else judged
