"""One person, told without a number: "a man was shot dead", "la mort d'un cycliste", "the 17-year-old is in critical condition".

What an article tells of single persons is read as a whole: mentions that may be of one person are one, and only an article that tells of
one alone counts one. Where it gives a figure or tells of several, a single person is a part and says nothing of how many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import NamedTuple

from factcheck.claims import clause, persons, sums
from factcheck.claims.make import claim
from factcheck.claims.persons import SECTIONS, Person
from factcheck.claims.scene import Scene
from factcheck.claims.sums import STAGE
from factcheck.language import Pack, load
from factcheck.model import Claim, Date, Modality, Polarity, Quantity

REACH = 14  # words between a person and the verb
LONGEST = 9  # words of a phrase
LEAD = 4  # scenes at the beginning of an article that tell what it is about
KILLED = 2  # of an article that tells at its beginning of a death, or counts one
LISTED = 200  # persons of one article; one that tells of more lists them
MOST = 4  # claims of one person in one article
RECALLED = timedelta(days=14)
_ROLES = {"killed": "killed", "died": "killed", "injured": "injured", "hit": "injured", "shot": "injured"}
_WAYS = ("passive", "verb", "object", "noun", "owned")
_SECTIONS = (("injured", "hit", "shot"), ("injured", "hit"), ("injured",))  # what tells of one who lives, by how much is told of a death
_BREAKS = frozenset('.;:()[]"!?—–|')


class Sighting(NamedTuple):
    """A person to whom something happened: what, by which words (tokens), in which scene; ``several``: not alone; ``whole``:
    the person with all that the article tells of who they are; ``pair``: two persons joined by "and"; ``own``: they did it themselves,
    ``behind``: after another ("killed his wife and then himself")."""

    section: str
    person: Person
    first: int
    last: int
    scene: Scene
    several: bool = False
    when: Date | None = None
    whole: Person | None = None
    pair: tuple[Person, Person] | None = None
    own: bool = False
    behind: bool = False

    @property
    def role(self) -> str:
        return _ROLES[self.section]


Told = dict[tuple[str, ...], dict[str, str]]  # words of a phrase: what they tell, by way


@cache
def _told(lang: str) -> tuple[Told, frozenset[str]]:
    pack, told = load(lang), Told()
    agrees = bool(pack.table("roles")["endings"]["singular"])
    for section in SECTIONS:
        for way in _WAYS:
            for phrase in pack.table("victims")[section][way]:
                cut = _cut(pack, phrase)
                told.setdefault(cut, {})[way] = section
                for several in _plurals(cut) if agrees and way == "passive" else ():
                    told.setdefault(several, {})["several"] = section
    for phrase in pack.table("victims")["pseudo"]["phrases"]:
        told[_cut(pack, phrase)] = {}
    for phrase in pack.table("victims")["themselves"]["phrases"]:
        told.setdefault(_cut(pack, phrase), {})["own"] = "killed"
    return told, frozenset(words[0] for words in told)


def _cut(pack: Pack, phrase: str) -> tuple[str, ...]:
    return tuple(clause.bare(token) for token in pack.tokens(phrase.removesuffix("'") + " "))


def _plurals(cut: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A participle of several persons, with the words before or behind it that agree ("retrouvés morts")."""
    first, last = (cut[0] + "s", *cut[1:]), (*cut[:-1], cut[-1] + "s")
    return first, last, (*first[:-1], first[-1] if len(cut) == 1 else cut[-1] + "s")


def read(scenes: Sequence[Scene], counted: Iterable[Claim]) -> Iterator[Claim]:
    """The claims of single persons of an article; ``counted``: its claims with figures."""
    figures: dict[str, list[Claim]] = defaultdict(list)
    day = scenes[0].reference if scenes else None
    for c in counted:
        real = c.polarity is Polarity.ASSERTED and c.modality is Modality.ACTUAL
        single = c.role == "killed" and "part" in c.scope and isinstance(c.value, Quantity) and c.value.max == 1
        if c.kind == "quantity" and real and not _recalled(c.when, day) and not single:
            figures[c.role].append(c)  # "one of them died" is told of that person
    seen = list(islice((sighting for scene in scenes for sighting in _sightings(scene) if _real(sighting)), LISTED))
    told = any(_of_incident(s.scene) for s in seen) or any(map(_of_incident, scenes[:LEAD]))
    killed = [s for s in seen if s.role == "killed"]
    certain = told or any(s.section != "died" for s in seen)
    yield from sums.of_people(figures, int(any(s.own for s in killed)), frozenset(_joined(scenes)))
    dead = _one(killed) if certain else None
    if certain and not figures["killed"]:
        two = _two(killed)
        yield from (_claim(sighting, 2 if two else 1) for sighting in _clearest(two or dead or ()))
    if figures["injured"]:
        yield from sums.of_states(figures)
        return
    speaks = bool(figures["killed"]) or any(map(_deadly, scenes))
    if figures["shot"]:
        begin = frozenset(scene.raw(0, len(scene.text)) for scene in scenes[:LEAD])
        near = dead and any(s.scene in scenes[:LEAD] or any(f.statement == s.scene.raw(0, len(s.scene.text)) for f in figures["shot"]) for s in dead)
        yield from sums.survivors(figures, (1 if near else None) if speaks else 0, begin)
    elif told or any(s.section in ("killed", "shot") for s in seen):
        taken = list(sums.taken_to_hospital(figures, speaks)) if told else []
        deadly = KILLED if figures["killed"] or any(map(_deadly, scenes[:LEAD])) else int(speaks)
        one = [] if taken else _hurt([s for s in seen if s.role == "injured"], killed, deadly, sums.most(figures["killed"]) <= 1)
        yield from [*taken, *map(_claim, _clearest(one or ()))]


def _joined(scenes: Sequence[Scene]) -> Iterator[tuple[tuple[int, int], int]]:
    """The figures that "and" joins to one person, by their statement and their beginning: "*a girl* and two men were wounded"."""
    for scene in scenes:
        if not any(q.dimension == "count" for q in scene.quantities):
            continue
        people, joins = [p for p in persons.read(scene) if not p.pronoun], clause.words(scene.pack.lang, "conjunctions")
        for q in scene.quantities:
            first, after = scene.token_at(q.start), scene.token_at(q.end - 1) + 1
            before = first > 1 and clause.bare(scene.tokens[first - 1]) in joins and _ends_at(scene, people, first - 1)
            behind = after < len(scene.tokens) and clause.bare(scene.tokens[after]) in joins
            if before or (behind and any(p.first == after + 1 for p in people)):
                yield scene.raw(0, len(scene.text)), q.start


def _hurt(hurt: Sequence[Sighting], dead: Sequence[Sighting], deadly: int, alone: bool) -> list[Sighting] | None:
    """The sightings of the one who was hurt and has not died; ``deadly``: how much the article speaks of a death; ``alone``:
    whether no figure tells of several dead."""
    whole = _one(dead) if alone else None  # one who died alone is known by all that is told of them
    gone = [whole[0].whole or whole[0].person] if whole else [s.person for s in dead]
    alive = [s for s in hurt if not any(s.person.may_be(other) for other in gone)]
    enough = _SECTIONS[0 if whole else deadly]
    told = [s for s in alive if s.section in enough] if deadly == KILLED else alive
    if deadly:  # "another was wounded": another than the one who died
        told = [s._replace(person=s.person._replace(further=False)) for s in told]
    return _one(told) if any(s.section in enough for s in told) else None


def _one(seen: Sequence[Sighting]) -> list[Sighting] | None:
    """The sightings, each with all that is told of the person, if all may be of one.

    What is recalled from before counts only where nothing else is told.
    """
    current = [s for s in seen if not _recalled(s.when, s.scene.reference)] or list(seen)
    if not current or any(s.several or s.person.further for s in current):
        return None
    person = Person(0, 0, pronoun=True)
    for sighting in sorted(current, key=lambda s: s.person.pronoun):
        if not person.may_be(sighting.person):
            return None
        person = person.with_more(sighting.person)
    return [s._replace(whole=person) for s in current]


def _two(seen: Sequence[Sighting]) -> list[Sighting] | None:
    """The sightings of two persons if all may be of the same two: "a man and a woman were killed", "killed his wife and himself"."""
    current = [s for s in seen if not _recalled(s.when, s.scene.reference)] or list(seen)
    others = [s for s in current if not s.own]
    if len(others) < len(current):
        both = _one(others)
        apart = both and any(not own.person.may_be(both[0].whole or both[0].person) or own.behind for own in current if own.own)
        return both if apart else None
    pairs = [s.pair for s in current if s.pair]
    singles = [s.person for s in current if not s.several]
    if not pairs or any(s.person.further for s in current):
        return None
    one, two = pairs[0]
    same = all((one.may_be(a) and two.may_be(b)) or (one.may_be(b) and two.may_be(a)) for a, b in pairs)
    return [s for s in current if s.pair] if same and all(one.may_be(s) or two.may_be(s) for s in singles) else None


def _clearest(found: Sequence[Sighting]) -> list[Sighting]:
    named = [s for s in found if not s.person.pronoun]
    return (named or list(found))[:MOST]


def _recalled(when: Date | None, day: date | None) -> bool:
    """Whether a moment lies long before the day of an article."""
    if not day or not when or not when.latest:
        return False
    try:
        return date.fromisoformat(when.latest[:10]) < day - RECALLED
    except (OverflowError, ValueError):
        return False


def _real(sighting: Sighting) -> bool:
    scene, first, last = sighting.scene, sighting.first, sighting.last
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    cues = scene.assertion.cues
    if any(start <= cue.start < end for cue in cues):  # "*expected* to survive", "did *not* survive": what happened is a fact
        return not any(cue.scope_start < end and start < cue.scope_end for cue in cues if not start <= cue.start < end)
    return scene.polarity(start, end) is Polarity.ASSERTED and scene.modality(start, end) is Modality.ACTUAL


def _deadly(scene: Scene) -> bool:
    return any(token.lower in persons.words(scene.pack.lang).grammar["deadly"] for token in scene.tokens)


def _of_incident(scene: Scene) -> bool:
    return any(token.lower in persons.words(scene.pack.lang).grammar["incident"] for token in scene.tokens)


def _claim(sighting: Sighting, count: int = 1) -> Claim:
    scene, person = sighting.scene, sighting.person
    first, last = min(sighting.first, person.first), max(sighting.last, person.last)
    one, two = (sighting.pair or (person, person)) if count > 1 else (person, person)
    first, last = min(first, one.first), max(last, two.last)
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    noun = scene.tokens[one.first].start, scene.tokens[two.last - 1].end
    words = scene.tokens[sighting.first].start, scene.tokens[sighting.last - 1].end
    value = Quantity(*noun, count, count, value=count, unit="person", number_start=noun[0], number_end=noun[0])
    return claim(
        scene,
        (start, end),
        kind="quantity",
        role=sighting.role,
        value=value,
        evidence=[noun, words],
        when=sighting.when,
        stage=STAGE,
        located=tuple((key, *noun) for key in (sighting.whole or person).identity()) if count == 1 else (),
    )


# ------------------------------------------------------------------------------------- sightings


def _sightings(scene: Scene) -> Iterator[Sighting]:
    told, firsts = _told(scene.pack.lang)
    keys = [clause.bare(token) for token in scene.tokens]
    if firsts.isdisjoint(keys) or not persons.words(scene.pack.lang).grammar["habit"].isdisjoint(keys):
        return
    people, at, taken = persons.read(scene), 0, set[int]()
    slain = 0  # the token behind the last one who was killed by another
    while at < len(keys):
        longest = min(LONGEST, len(keys) - at) if keys[at] in firsts else 0
        length = next((n for n in range(longest, 0, -1) if tuple(keys[at : at + n]) in told), 0)
        if length:
            ways = told[tuple(keys[at : at + length])]
            found = _object(scene, people, ways, at, at + length, taken)
            slain = found.person.last if found and found.section == "killed" else _counted(scene, ways, at + length) or slain
            found = found or _subject(scene, people, ways, at, at + length, taken)
            if "own" in ways:
                found = _own(scene, found, at, at + length, slain)
            if found:
                span = scene.tokens[found.first].start, scene.tokens[found.last - 1].end
                yield found._replace(when=clause.date_of(scene, *span) or clause.frame_of(scene))
        at += max(length, 1)


def _counted(scene: Scene, ways: dict[str, str], last: int) -> int:
    """ "killed *his two daughters*": the token behind a figure of those who were killed; 0 without one."""
    if ways.get("object") != "killed" or last >= len(scene.tokens):
        return 0
    begins = {token.start for token in scene.tokens[last : last + 2]}
    return next((scene.token_at(q.end - 1) + 1 for q in scene.quantities if q.number_start in begins and q.dimension == "count"), 0)


def _own(scene: Scene, found: Sighting | None, first: int, last: int, slain: int) -> Sighting | None:
    """ "killed his wife and then *himself*": whoever it is, another than the one before."""
    behind = 0 < slain <= first <= slain + REACH and _BREAKS.isdisjoint(clause.bare(token) for token in scene.tokens[slain:first])
    if found or behind:
        found = (found or Sighting("killed", Person(first, last, acting=True, pronoun=True), first, last, scene))._replace(
            own=True, behind=behind
        )
    return found


def _object(scene: Scene, people: Sequence[Person], ways: dict[str, str], first: int, last: int, taken: set[int]) -> Sighting | None:
    """ "killing *a man*", "the death of *Ada Byron*", "*the boy*'s death"."""
    behind = next((p for p in people if p.first == last), None)
    for way in ("object", "noun"):
        if way in ways and behind and not _is_passive(scene, first) and not _owner(scene, behind):
            taken.add(behind.first)
            person = behind._replace(further=False)  # "killed another man": another than who did it
            pair = _pair(scene, people, behind.last, forward=True)
            return Sighting(ways[way], person, first, last, scene, _beside(scene, people, behind), pair=pair and (behind, pair))
    if "owned" in ways:
        owner = next((p for p in reversed(people) if p.last < first <= p.last + 3), None)
        if owner and owner.last < first and _owner(scene, owner):
            return Sighting(ways["owned"], owner, first, last, scene)
    return None


def _owner(scene: Scene, person: Person) -> bool:
    """Whether what happened to a person's own is told: "killed *the boy*'s mother"."""
    return person.last < len(scene.tokens) and scene.tokens[person.last].lower == "'s"


def _is_passive(scene: Scene, at: int) -> bool:
    single = persons.words(scene.pack.lang).grammar["single"] & clause.words(scene.pack.lang, "passive")
    return any(clause.bare(token) in single for token in scene.tokens[max(0, at - 2) : at])


def _subject(scene: Scene, people: Sequence[Person], ways: dict[str, str], first: int, last: int, taken: set[int]) -> Sighting | None:
    """ "*a man* was killed", "*Ada Byron*, 24, died"."""
    way = "verb" if "verb" in ways else "passive" if "passive" in ways else ""
    if "several" in ways or (way and _of_several(scene, first)):
        way = way or "several"
        return Sighting(ways[way], Person(first, last), first, last, scene, several=True, pair=_pair_before(scene, people, first))
    person = _before(scene, people, first, taken) if way else None
    if person is None or not _governs(scene, person, way, first, last):
        return None
    other = _pair(scene, people, person.first, forward=False)
    return Sighting(ways[way], person, first, last, scene, _beside(scene, people, person), pair=other and (other, person))


def _of_several(scene: Scene, at: int) -> bool:
    """ "they *were* killed", "des gens *ont été* tués": whoever they are, not one alone."""
    plural = persons.words(scene.pack.lang).grammar["auxiliary"]
    return any(clause.bare(token) in plural for token in scene.tokens[max(0, at - 3) : at])


def _before(scene: Scene, people: Sequence[Person], first: int, taken: set[int]) -> Person | None:
    """The nearest person before a verb who may be its subject."""
    grammar = persons.words(scene.pack.lang).grammar
    for person in reversed(people):
        if person.last > first or first - person.last > REACH:
            continue
        before = clause.bare(scene.tokens[person.first - 1]) if person.first else ""
        relative = person.last < len(scene.tokens) and any(
            clause.bare(token) in grammar["relative"] for token in scene.tokens[person.last : person.last + 2]
        )
        if (before in grammar["oblique"] or person.first in taken) and not relative:
            continue
        return person
    return None


def _governs(scene: Scene, person: Person, way: str, first: int, last: int) -> bool:
    """Whether nothing between a person and a verb tells that it is of others, and a participle stands as the passive does."""
    known = persons.words(scene.pack.lang)
    between = [clause.bare(token) for token in scene.tokens[person.last : first]]
    if not _BREAKS.isdisjoint(between) or not known.grammar["plural"].isdisjoint(between) or _new_subject(scene, person, first):
        return False
    if way == "verb" or not (known.grammar["single"] - clause.words(scene.pack.lang, "active")).isdisjoint(between):
        return True
    if person.last - person.first > 1 and clause.bare(scene.tokens[person.first]) in known.one:
        return False  # "one of five people killed": of all five
    return all(word in known.grammar["bare"] for word in between) and not _has_object(scene, last)


def _new_subject(scene: Scene, person: Person, first: int) -> bool:
    """Whether another noun phrase begins between: a determiner behind neither a comma nor a preposition, or a figure."""
    known = persons.words(scene.pack.lang)
    start, end = scene.tokens[person.last - 1].end, scene.tokens[first].start
    if any(start <= q.start < end and q.dimension == "count" for q in scene.quantities):
        return True
    inside = known.grammar["oblique"] | known.grammar["preposition"] | clause.words(scene.pack.lang, "containers")
    for at in range(person.last, first):
        if clause.bare(scene.tokens[at]) in known.determiners:
            before = clause.bare(scene.tokens[at - 1])
            if before != "," and before not in inside:
                return True
    return False


def _has_object(scene: Scene, at: int) -> bool:
    if at >= len(scene.tokens):
        return False
    known, token = persons.words(scene.pack.lang), scene.tokens[at]
    if clause.bare(token) in known.determiners or clause.bare(token) in known.objects or token.kind == "digits":
        return True
    return any(q.start == token.start for q in scene.quantities) or any(n.start == token.start for n in scene.names)


def _beside(scene: Scene, people: Sequence[Person], person: Person) -> bool:
    """Whether another person is joined to one by "and"."""
    joins = clause.words(scene.pack.lang, "conjunctions")
    after = person.last + (person.last < len(scene.tokens) and scene.tokens[person.last].text == ",")
    joined = after < len(scene.tokens) and clause.bare(scene.tokens[after]) in joins
    behind = _behind(scene, after)
    if joined and (any(p.first == behind for p in people) or _counts_at(scene, behind)):
        return True
    return person.first > 1 and clause.bare(scene.tokens[person.first - 1]) in joins and _ends_at(scene, people, person.first - 1)


def _pair_before(scene: Scene, people: Sequence[Person], first: int) -> tuple[Person, Person] | None:
    """ "*a man* and *a woman* were killed": the two persons joined right before a verb of several."""
    plural = persons.words(scene.pack.lang).grammar["auxiliary"]
    verb = next((at for at in range(first - 1, max(first - 4, -1), -1) if clause.bare(scene.tokens[at]) in plural), first)
    second = next((p for p in reversed(people) if verb - 2 <= p.last <= verb), None)
    if second is None or second.pronoun or (second.last < verb and scene.tokens[second.last].text != ","):
        return None
    one = _pair(scene, people, second.first, forward=False)
    return (one, second) if one else None


def _pair(scene: Scene, people: Sequence[Person], at: int, *, forward: bool) -> Person | None:
    """The person that is joined by "and" to the one that ends (begins) at a token, where the two are no list of more."""
    joins = clause.words(scene.pack.lang, "conjunctions")
    if forward:
        start = at + (at < len(scene.tokens) and scene.tokens[at].text == ",")
        if start >= len(scene.tokens) or clause.bare(scene.tokens[start]) not in joins:
            return None
        other = next((p for p in people if p.first == _behind(scene, start) and not p.pronoun), None)
        more = (
            other
            and other.last < len(scene.tokens)
            and (clause.bare(scene.tokens[other.last]) in joins or _listed(scene, people, other.last))
        )
        return None if more else other
    if at < 2 or clause.bare(scene.tokens[at - 1]) not in joins:
        return None
    end = at - 1 - (scene.tokens[at - 2].text == ",")
    other = next((p for p in people if p.last == end and not p.pronoun), None)
    return None if other and other.first and (scene.tokens[other.first - 1].text == "," or _counted_to(scene, other.first)) else other


def _behind(scene: Scene, at: int) -> int:
    """The token behind an "and", and the "of" that is said again ("la mort de Jean *et de* Zoé")."""
    again = at + 1 < len(scene.tokens) and clause.bare(scene.tokens[at + 1]) in clause.words(scene.pack.lang, "genitive")
    return at + 1 + again


def _listed(scene: Scene, people: Sequence[Person], at: int) -> bool:
    """Whether a further person follows behind a comma."""
    return scene.tokens[at].text == "," and any(p.first == at + 1 for p in people)


def _counted_to(scene: Scene, at: int) -> bool:
    """Whether "and" joins a figure before: "two men *and* a boy and his dog"."""
    return clause.bare(scene.tokens[at - 1]) in clause.words(scene.pack.lang, "conjunctions")


def _counts_at(scene: Scene, at: int) -> bool:
    return at < len(scene.tokens) and any(q.start == scene.tokens[at].start and q.dimension == "count" for q in scene.quantities)


def _ends_at(scene: Scene, people: Sequence[Person], at: int) -> bool:
    end = at - (scene.tokens[at - 1].text == ",")
    return any(p.last == end and not p.pronoun for p in people)
