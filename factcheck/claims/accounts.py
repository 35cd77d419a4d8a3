"""What an article tells of persons without a number, as a whole: which mentions may be of one person, or of the same two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from factcheck.claims import clause, persons, sums, tallies
from factcheck.claims.make import claim
from factcheck.claims.persons import Person
from factcheck.claims.scene import Scene
from factcheck.claims.sightings import Sighting
from factcheck.claims.sums import STAGE
from factcheck.model import Claim, Modality, Polarity, Quantity

MOST = 4  # claims of one person in one article
APART = timedelta(days=2)  # from what an article recalls to the last that it tells
SLIP = 1  # years by which articles differ on how old somebody is
NEXT = 2  # sentences from one person to another who are counted together


class Account(NamedTuple):
    """What an article tells: its figures of what happens now by role, its scenes, those who are sighted, whether it tells of an
    accident or of violence, those of whose death its title tells, and figures that persons are joined to."""

    figures: sums.Figures
    scenes: Sequence[Scene]
    seen: Sequence[Sighting]
    told: bool
    titled: Sequence[Sighting] = ()
    joined: Mapping[tuple[sums.Span, int], int] = MappingProxyType({})

    def of(self, role: str) -> list[Sighting]:
        return [sighting for sighting in self.seen if sighting.role == role]


def of_now(seen: Sequence[Sighting]) -> list[Sighting]:
    """The sightings without those that recall what has happened before: long ago, or days before the last that is told."""
    now = [s for s in seen if not tallies.recalled(s.when, s.scene.reference)] or list(seen)
    last = max((s.when.latest[:10] for s in now if s.when), default="")
    try:
        day = date.fromisoformat(last)
    except ValueError:
        return now
    return [s for s in now if not tallies.recalled(s.when, day, APART)]


def of_one(seen: Sequence[Sighting]) -> list[Sighting] | None:
    """The sightings, each with all that is told of the person, if all may be of one.

    What is recalled from before counts only where nothing else is told.
    """
    current = of_now(seen)
    if current and _than_the_doer(current[0]):
        current[0] = current[0]._replace(person=current[0].person._replace(further=False))
    if not current or any(s.several or s.person.further for s in current):
        return None
    person = Person(0, 0, pronoun=True)
    for sighting in sorted(current, key=lambda s: s.person.pronoun):
        if not person.may_be(sighting.person):
            return None
        person = person.with_more(sighting.person)
    return [s._replace(whole=person) for s in current]


def at_most(seen: Sequence[Sighting], many: int) -> bool:
    """Whether the sightings may be of no more persons than a number."""
    apart: list[Person] = []
    for sighting in sorted(seen, key=lambda s: s.person.pronoun):
        if not any(person.may_be(sighting.person) for person in apart):
            apart.append(sighting.person)
    return len(apart) <= many and not any(s.person.further for s in seen)


def _than_the_doer(sighting: Sighting) -> bool:
    """ "They arrested a man after a shooting that left *another man* dead": the first who is sighted is another than one who is not."""
    people = persons.read(sighting.scene) if is_another(sighting) else []
    return any(p.last <= sighting.person.first and not p.pronoun for p in people)


def is_another(sighting: Sighting) -> bool:
    """ "*Another teen* was shot": no one of those told of before, as "a second suspect" may be."""
    another = persons.words(sighting.scene.pack.lang).grammar["another"]
    first, last = sighting.person.first, sighting.person.last
    return last <= sighting.first and any(clause.bare(token) in another for token in sighting.scene.tokens[first:last])


def is_second(sighting: Sighting) -> bool:
    """ "*A second man* was shot": another than the one of whom an article tells."""
    second = persons.words(sighting.scene.pack.lang).grammar["second"]
    first, last = sighting.person.first, sighting.person.last
    return last <= sighting.first and not second.isdisjoint(sighting.scene.bares[first:last])


def of_lead(seen: Sequence[Sighting], lead: Sequence[Scene]) -> list[Sighting] | None:
    """The sightings of the only one whom the beginning of an article tells of, where all others are told of later and elsewhere."""
    first = of_one([s for s in seen if any(s.scene is scene for scene in lead)])
    return _alone_of(first[0].whole or first[0].person, seen) if first else None


def of_headline(seen: Sequence[Sighting], titled: Sequence[Sighting]) -> list[Sighting] | None:
    """The same for the only one whom a headline tells of, of whom it tells more than that it is a person ("Boy, 6, dies after fall")."""
    first = of_one(titled)
    person = first[0].whole or first[0].person if first else None
    if person is None or not person.identity():
        return None
    return _alone_of(person, [s for s in seen if not tallies.recalled(s.when, s.scene.reference)])


def _alone_of(person: Person, seen: Sequence[Sighting]) -> list[Sighting] | None:
    """The sightings that may be of a person, where nothing joins the others to them."""
    same = of_one([s for s in seen if person.may_be(s.person)])
    beside = {id(s.scene) for s in same or ()}
    others = [s for s in seen if not person.may_be(s.person)]
    joined = (s.several or s.own or s.person.further or s.person.acting or s.person.pronoun or id(s.scene) in beside for s in others)
    return None if any(joined) else same


def of_two(seen: Sequence[Sighting]) -> list[Sighting] | None:
    """The sightings of two persons if all may be of the same two: "a man and a woman were killed", "killed his wife and himself"."""
    current = of_now(seen)
    others = [s for s in current if not s.own]
    if len(others) < len(current):
        both = of_one([s for s in others if not s.pair])
        victim = both and (both[0].whole or both[0].person)
        if victim and not all(victim.may_be(a) or victim.may_be(b) for a, b in filter(None, (s.pair for s in others))):
            return None
        apart = both and any(not own.person.may_be(both[0].whole or both[0].person) or own.behind for own in current if own.own)
        return both if apart else None
    pairs = [s.pair for s in current if s.pair]
    singles = [s.person for s in current if not s.several]
    if not pairs or any(s.person.further for s in current):
        return None
    one, two = pairs[0]
    same = all((one.may_be(a) and two.may_be(b)) or (one.may_be(b) and two.may_be(a)) for a, b in pairs)
    return [s for s in current if s.pair] if same and all(one.may_be(s) or two.may_be(s) for s in singles) else None


def apart(seen: Sequence[Sighting]) -> list[Sighting]:
    """The sightings of the second of two persons whom age or sex tells apart, each told of alone, in one sentence or in two that follow
    each other: "An 8-year-old girl was shot in the wrist. *A 36-year-old woman was also shot*."."""
    current = of_now(seen)
    known = [s for s in current if s.person.identity() and not s.person.pronoun]
    if len(known) < 2 or any(s.several or s.own for s in current):
        return []
    one, others = known[0], [s for s in known if not known[0].person.may_be(s.person)]
    if not others or not any(_tells_apart(one, other) for other in others):
        return []
    first, second = _in_sum(known, one.person), _in_sum(known, others[0].person)
    near = any(abs(s.scene.index - other.scene.index) <= NEXT for other in others for s in known if s not in others)
    both = near and all(_is_either(s, first, second) for s in current)
    return [s._replace(pair=(one.person, s.person) if s.scene is one.scene else None) for s in others] if both else []


def _is_either(sighting: Sighting, one: Person, other: Person) -> bool:
    """Whether a mention may be of one of two persons, and does not tell of a third for the first time."""
    new = clause.bare(sighting.scene.tokens[sighting.person.first]) in persons.words(sighting.scene.pack.lang).indefinite
    first, second = one.may_be(sighting.person), other.may_be(sighting.person)
    return first != second or (first and not new)


def _tells_apart(one: Sighting, other: Sighting) -> bool:
    """Whether sex makes two mentions two persons, or an age that is no slip of the other, where one sentence or a word tells of both;
    names alone may be of one."""
    if one.person.sex and other.person.sex and one.person.sex != other.person.sex:
        return True
    together = one.scene is other.scene or other.person.further or is_another(other) or tallies.also(other.scene)
    return together and min(one.person.age, other.person.age) >= 0 and abs(one.person.age - other.person.age) > SLIP


def _in_sum(seen: Sequence[Sighting], person: Person) -> Person:
    """A person with all that is told of them."""
    for sighting in seen:
        person = person.with_more(sighting.person) if person.may_be(sighting.person) else person
    return person


def clearest(found: Sequence[Sighting]) -> list[Sighting]:
    named = [s for s in found if not s.person.pronoun]
    return (named or list(found))[:MOST]


def claim_of(sighting: Sighting, count: int = 1) -> Claim:
    scene, person = sighting.scene, sighting.person
    first, last = min(sighting.first, person.first), max(sighting.last, person.last)
    one, two = (sighting.pair or (person, person)) if count > 1 else (person, person)
    first, last = min(first, one.first), max(last, two.last)
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    noun = scene.tokens[one.first].start, scene.tokens[two.last - 1].end
    words = scene.tokens[sighting.first].start, scene.tokens[sighting.last - 1].end
    value = Quantity(*noun, count, count, value=count, unit="person", number_start=noun[0], number_end=noun[0])
    told = claim(
        scene,
        (start, end),
        kind="quantity",
        role=sighting.role,
        value=value,
        evidence=[noun, words],
        polarity=Polarity.ASSERTED,
        modality=Modality.ACTUAL,
        when=sighting.when,
        stage=STAGE,
        located=tuple((key, *noun) for key in (sighting.whole or person).identity()) if count == 1 else (),
    )
    return replace(told, places=())  # who is counted over a whole article is of its place, not of that of a hospital
