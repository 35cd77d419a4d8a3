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

from factcheck.claims import clause, persons, roles
from factcheck.claims.make import claim
from factcheck.claims.persons import SECTIONS, Person
from factcheck.claims.scene import Scene
from factcheck.language import load, neutral
from factcheck.model import Claim, Date, Modality, Polarity, Quantity

STAGE = "partial"  # of a claim that need not tell of all
REACH = 14  # words between a person and the verb
LONGEST = 9  # words of a phrase
LEAD = 4  # scenes at the beginning of an article that tell what it is about
KILLED = 2  # of an article that tells at its beginning of a death, or counts one
LISTED = 200  # persons of one article; one that tells of more lists them
MOST = 4  # claims of one person in one article
RECALLED = timedelta(days=14)
_ROLES = {"killed": "killed", "died": "killed", "injured": "injured", "hit": "injured", "shot": "injured"}
_WAYS = ("passive", "verb", "object", "noun", "owned")
_QUALIFIED = frozenset({"other", "serious", "slight"})  # scopes that tell how, or besides whom, and leave out nobody
_SECTIONS = (("injured", "hit", "shot"), ("injured", "hit"), ("injured",))  # what tells of one who lives, by how much is told of a death
_BREAKS = frozenset('.;:()[]"!?—–|')


class Sighting(NamedTuple):
    """A person to whom something happened: what, by which words (tokens), in which scene; ``several``: not alone; ``whole``:
    the person with all that the article tells of who they are."""

    section: str
    person: Person
    first: int
    last: int
    scene: Scene
    several: bool = False
    when: Date | None = None
    whole: Person | None = None

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
                cut = tuple(clause.bare(token) for token in pack.tokens(phrase.removesuffix("'") + " "))
                told.setdefault(cut, {})[way] = section
                for several in _plurals(cut) if agrees and way == "passive" else ():
                    told.setdefault(several, {})["several"] = section
    for phrase in pack.table("victims")["pseudo"]["phrases"]:
        told[tuple(clause.bare(token) for token in pack.tokens(phrase.removesuffix("'") + " "))] = {}
    return told, frozenset(words[0] for words in told)


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
        if c.kind == "quantity" and real and not _recalled(c.when, day):
            figures[c.role].append(c)
    yield from _people(figures)
    seen = list(islice((sighting for scene in scenes for sighting in _sightings(scene) if _real(sighting)), LISTED))
    told = any(_of_incident(s.scene) for s in seen) or any(map(_of_incident, scenes[:LEAD]))
    killed, injured = [s for s in seen if s.role == "killed"], [s for s in seen if s.role == "injured"]
    dead = _one(killed) if told or any(s.section != "died" for s in seen) else None
    if dead and not figures["killed"]:
        yield from (_claim(sighting) for sighting in _clearest(dead))
    speaks = bool(figures["killed"]) or any(map(_deadly, scenes))
    if figures["shot"] and not figures["injured"]:
        yield from _survivors(figures, None if speaks and not dead else 1 if speaks else 0)
    elif not figures["injured"] and (told or any(s.section in ("killed", "shot") for s in seen)):
        deadly = KILLED if figures["killed"] or any(map(_deadly, scenes[:LEAD])) else int(speaks)
        yield from (_claim(sighting) for sighting in _clearest(_hurt(injured, killed, deadly) or ()))


def _survivors(figures: Mapping[str, Sequence[Claim]], dead: int | None) -> Iterator[Claim]:
    """ "Five people were shot, two of them died": three are injured; ``dead``: how many have died, None where that is not known."""
    killed = {(c.value.min, c.value.max) for c in figures["killed"] if isinstance(c.value, Quantity)}
    low, high = next(iter(killed)) if len(killed) == 1 else (dead, dead) if not killed else (None, None)
    for figure in _alike(figures["shot"]):
        value = figure.value
        if figure.scope or low is None or low != high or not isinstance(value, Quantity) or value.min is None or value.min != value.max:
            continue
        if value.min > low:
            rest = value.min - low
            yield replace(figure, role="injured", stage=STAGE, subject=(), value=replace(value, min=rest, max=rest, value=rest))


def _people(by_role: Mapping[str, Sequence[Claim]]) -> Iterator[Claim]:
    """ "Two women were killed", "three others were badly hurt", where no other figure is given, as well as two and three persons."""
    of_people = frozenset(neutral("parts")["people"])
    for told in [by_role[role] for role in sorted((roles.tolls() | {"shot"}) & by_role.keys())]:
        for figure in _alike(told):
            value = figure.value
            # "three of the victims died" are all who did, "one of the victims" need not be
            several = isinstance(value, Quantity) and (value.min or 0) >= 2
            limits = set(figure.scope) - _QUALIFIED - ({"part"} if several else set())
            plain = not limits and of_people.issuperset(figure.subject) and not figure.stage
            if plain and (figure.subject or figure.scope):
                yield replace(figure, subject=(), scope=(), stage=STAGE)


def _alike(figures: Iterable[Claim]) -> list[Claim]:
    """The figures of one thing if all of them are equal."""
    told = list(figures)
    values = {(c.value.min, c.value.max) for c in told if isinstance(c.value, Quantity)}
    return told if len(values) == 1 else []


def _hurt(hurt: Sequence[Sighting], dead: Sequence[Sighting], deadly: int) -> list[Sighting] | None:
    """The sightings of the one who was hurt and has not died; ``deadly``: how much the article speaks of a death."""
    whole = _one(dead)  # one who died is known by all that is told of them
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


def _claim(sighting: Sighting) -> Claim:
    scene, person = sighting.scene, sighting.person
    first, last = min(sighting.first, person.first), max(sighting.last, person.last)
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    noun = scene.tokens[person.first].start, scene.tokens[person.last - 1].end
    words = scene.tokens[sighting.first].start, scene.tokens[sighting.last - 1].end
    value = Quantity(*noun, 1, 1, value=1, unit="person", number_start=noun[0], number_end=noun[0])
    return claim(
        scene,
        (start, end),
        kind="quantity",
        role=sighting.role,
        value=value,
        evidence=[noun, words],
        when=sighting.when,
        stage=STAGE,
        located=tuple((key, *noun) for key in (sighting.whole or person).identity()),
    )


# ------------------------------------------------------------------------------------- sightings


def _sightings(scene: Scene) -> Iterator[Sighting]:
    told, firsts = _told(scene.pack.lang)
    keys = [clause.bare(token) for token in scene.tokens]
    if firsts.isdisjoint(keys) or not persons.words(scene.pack.lang).grammar["habit"].isdisjoint(keys):
        return
    people, at, taken = persons.read(scene), 0, set[int]()
    while at < len(keys):
        longest = min(LONGEST, len(keys) - at) if keys[at] in firsts else 0
        length = next((n for n in range(longest, 0, -1) if tuple(keys[at : at + n]) in told), 0)
        if length:
            ways = told[tuple(keys[at : at + length])]
            found = _object(scene, people, ways, at, at + length, taken) or _subject(scene, people, ways, at, at + length, taken)
            if found:
                span = scene.tokens[found.first].start, scene.tokens[found.last - 1].end
                yield found._replace(when=clause.date_of(scene, *span) or clause.frame_of(scene))
        at += max(length, 1)


def _object(scene: Scene, people: Sequence[Person], ways: dict[str, str], first: int, last: int, taken: set[int]) -> Sighting | None:
    """ "killing *a man*", "the death of *Ada Byron*", "*the boy*'s death"."""
    behind = next((p for p in people if p.first == last), None)
    for way in ("object", "noun"):
        if way in ways and behind and not _is_passive(scene, first) and not _owner(scene, behind):
            taken.add(behind.first)
            person = behind._replace(further=False)  # "killed another man": another than who did it
            return Sighting(ways[way], person, first, last, scene, _beside(scene, people, behind))
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
        return Sighting(ways[way], Person(first, last), first, last, scene, several=True)
    person = _before(scene, people, first, taken) if way else None
    if person is None or not _governs(scene, person, way, first, last):
        return None
    return Sighting(ways[way], person, first, last, scene, _beside(scene, people, person))


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
    return all(word in known.grammar["bare"] for word in between) and not _has_object(scene, last)


def _new_subject(scene: Scene, person: Person, first: int) -> bool:
    """Whether another noun phrase begins between: a determiner behind neither a comma nor a preposition, or a figure."""
    known = persons.words(scene.pack.lang)
    start, end = scene.tokens[person.last - 1].end, scene.tokens[first].start
    if any(start <= q.start < end and q.dimension == "count" for q in scene.quantities):
        return True
    for at in range(person.last, first):
        if clause.bare(scene.tokens[at]) in known.determiners:
            before = clause.bare(scene.tokens[at - 1])
            if before != "," and before not in known.grammar["oblique"] and before not in clause.words(scene.pack.lang, "containers"):
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
    if joined and (any(p.first == after + 1 for p in people) or _counts_at(scene, after + 1)):
        return True
    return person.first > 1 and clause.bare(scene.tokens[person.first - 1]) in joins and _ends_at(scene, people, person.first - 1)


def _counts_at(scene: Scene, at: int) -> bool:
    return at < len(scene.tokens) and any(q.start == scene.tokens[at].start and q.dimension == "count" for q in scene.quantities)


def _ends_at(scene: Scene, people: Sequence[Person], at: int) -> bool:
    end = at - (scene.tokens[at - 1].text == ",")
    return any(p.last == end and not p.pronoun for p in people)
