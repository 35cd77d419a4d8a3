"""One person, told without a number: "a man was shot dead", "la mort d'un cycliste", "the 17-year-old is in critical condition".

What an article tells of single persons is read as a whole: mentions that may be of one person are one, and only an article that tells of
one alone counts one, or of two alone two. Where it gives a figure or tells of several, a single person is a part and says nothing of how
many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from factcheck.claims import background, clause, multiples, persons, sightings, silences, sums, tallies, wounds
from factcheck.claims.make import claim
from factcheck.claims.persons import Person
from factcheck.claims.scene import Scene
from factcheck.claims.sightings import Sighting
from factcheck.claims.sums import STAGE
from factcheck.model import Claim, Cue, Modality, Number, Polarity, Quantity

NEAR = 3  # words before a noun that tells of a death, which may deny it
KILLED = 2  # of an article that tells at its beginning of a death, or counts one
LEAST = 3  # statements of an article whose silence tells something
LISTED = 200  # persons of one article; one that tells of more lists them
MOST = 4  # claims of one person in one article
_SECTIONS = (("injured", "hit", "shot"), ("injured", "hit"), ("injured",))  # what tells of one who lives, by how much is told of a death


class Account(NamedTuple):
    """What an article tells: its figures of what happens now by role, its scenes, those who are sighted, whether it tells of an
    accident or of violence, and those of whose death its title tells."""

    figures: sums.Figures
    scenes: Sequence[Scene]
    seen: Sequence[Sighting]
    told: bool
    titled: Sequence[Sighting] = ()

    def of(self, role: str) -> list[Sighting]:
        return [sighting for sighting in self.seen if sighting.role == role]


def read(scenes: Sequence[Scene], counted: Iterable[Claim], headline: Sequence[Scene] = ()) -> Iterator[Claim]:
    """The claims of single persons of an article; ``counted``: its claims with figures; ``headline``: its title, outside its text."""
    every = list(islice((s for scene in scenes for s in sightings.read(scene) if _real(s)), LISTED))
    frames = dict(background.told_before(scenes)) if every else {}  # "A similar crash happened in April last year. *A boy died.*"
    seen = [s if s.when else s._replace(when=frames.get(tallies.statement(s.scene))) for s in every]
    told = any(_of_incident(s.scene) for s in seen) or any(map(_of_incident, (*headline, *scenes[: tallies.LEAD])))
    figures = tallies.current(counted, scenes, seen)
    figures["shot"] += tallies.struck(figures, scenes)
    titled = [s for scene in headline or scenes[:1] if _titles(scene) for s in sightings.read(scene) if s.role == "killed" and _real(s)]
    account = Account(figures, scenes, seen, told, titled)
    killed = account.of("killed")
    sums_ = list(
        sums.of_people(
            account.figures, int(any(s.own for s in killed)), dict(tallies.joined(account.figures, scenes)), tallies.nouns(scenes)
        )
    )
    certain = told or any(s.section != "died" for s in seen)
    one = (_one(killed) or _of_lead(killed, scenes[: tallies.LEAD]) or _of_headline(killed, titled)) if certain else None
    named = [c for scene in scenes for c in multiples.read(scene)]
    figures["shot"] += sums.alike(c for c in named if c.role == "shot") if not figures["shot"] else []
    dead = list[Claim]()
    if certain and not account.figures["killed"]:
        two = _two(killed)
        several = sums.alike(c for c in named if c.role == "killed")[:MOST]
        dead = several or [_claim(sighting, 2 if two else 1) for sighting in _clearest(two or one or ())]
    hurt = list(_hurt_in_all(account, one or ()))
    yield from (*sums_, *dead, *hurt)
    if told and len(scenes) >= LEAST:
        yield from _nobody(account, dead, hurt, headline)


def _nobody(account: Account, dead: Sequence[Claim], hurt: Sequence[Claim], headline: Sequence[Scene]) -> Iterator[Claim]:
    """Who is counted as nobody because an article is silent about them."""
    figures, killed = account.figures, account.of("killed")
    if not killed:
        yield from silences.nobody_died(figures, figures["injured"] or hurt, (*headline, *account.scenes))
    if hurt:
        return
    told = sums.alike(figures["killed"]) or dead
    several = sums.most(told) > 1  # "they were shot": they may be the dead
    gone = [s for s in account.of("injured") if _may_be_dead(s, killed) or (several and s.several and s.section != "injured")]
    titled = (s for scene in headline for s in sightings.read(scene) if s.role == "injured" and _may_be_dead(s, killed))
    called = frozenset(word for s in _one(killed) or () for word in _words(s)) if not several else frozenset[str]()
    living = [s for s in account.of("injured") if s not in gone]
    yield from silences.nobody_hurt(figures, told, living, [*gone, *titled], (*headline, *account.scenes), called)


def _words(sighting: Sighting) -> Iterator[str]:
    return (clause.bare(token) for token in sighting.scene.tokens[sighting.person.first : sighting.person.last])


def _may_be_dead(sighting: Sighting, killed: Sequence[Sighting]) -> bool:
    whole, person = _one(killed), sighting.person
    known = persons.words(sighting.scene.pack.lang)
    new = clause.bare(sighting.scene.tokens[person.first]) in known.indefinite
    named = [s for s in killed if not s.person.pronoun]
    if new and named and all(clause.bare(s.scene.tokens[s.person.first]) in known.possessive for s in named):
        return False  # "A man was hurt. *His* passenger died."
    alone = not sighting.several and not person.further
    return bool(whole and alone and person.may_be(whole[0].whole or whole[0].person))


def _hurt_in_all(account: Account, dead: Sequence[Sighting]) -> Iterator[Claim]:
    """Those who were hurt, where no figure tells how many, or none but figures of some: "five people were shot, one is in critical
    condition"."""
    told = account.figures["injured"]
    if told:
        yield from sums.of_states(account.figures)
    if all(sums.of_some(figure) for figure in told):
        most = sums.most(told)
        yield from (c for c in _living(account, dead) if isinstance(c.value, Quantity) and (not told or (c.value.min or 0) > max(most, 1)))


def _living(account: Account, dead: Sequence[Sighting]) -> Iterator[Claim]:
    """Those who were hurt, where no figure tells how many."""
    figures, killed = account.figures, account.of("killed")
    died = sums.most(figures["killed"])
    nobody = bool(sums.alike(figures["killed"])) and not died and not killed
    speaks = not nobody and (bool(figures["killed"]) or any(map(_deadly, account.scenes)))
    survivors = list(_survivors(account, dead, speaks)) if figures["shot"] else []
    scenes = account.scenes if figures["hospitalised"] else ()
    alive = frozenset(tallies.statement(s) for s in scenes if silences.tells(s, "hurt") and not silences.tells(s, "death"))
    if figures["shot"]:
        yield from survivors or sums.taken_to_hospital(figures, True, alive)
    elif account.told or any(s.section in ("killed", "shot") for s in account.seen):
        taken = list(sums.taken_to_hospital(figures, speaks, alive)) if account.told else []
        deadly = KILLED if speaks and (figures["killed"] or any(map(_deadly, account.scenes[: tallies.LEAD]))) else int(speaks)
        hurt, count = ([], 0) if taken else _hurt(account.of("injured"), [*killed, *account.titled], deadly, died)
        yield from [*taken, *(_claim(sighting, count) for sighting in _clearest(hurt))]


def _survivors(account: Account, dead: Sequence[Sighting], speaks: bool) -> Iterator[Claim]:
    """All who were shot without the dead: those of the beginning of the article, or of the sentence that tells how many were shot."""
    lead = frozenset(map(tallies.statement, account.scenes[: tallies.LEAD]))
    beside = lead | {figure.statement for figure in account.figures["shot"]}
    near = any(tallies.statement(s.scene) in beside for s in dead)
    deaths = {
        tallies.statement(s.scene): s.scene.raw(s.scene.tokens[s.first].start, s.scene.tokens[s.first].end)[0] for s in account.of("killed")
    }
    besides = frozenset(tallies.besides(account.figures["shot"], account.scenes))
    yield from sums.survivors(account.figures, (1 if near else None) if speaks else 0, lead, deaths, besides)


def _hurt(hurt: Sequence[Sighting], dead: Sequence[Sighting], deadly: int, counted: Number) -> tuple[list[Sighting], int]:
    """The sightings of the one or two who were hurt and have not died, and how many they are; ``deadly``: how much the article
    speaks of a death; ``counted``: how many have died by its figures."""
    whole = _one(dead) if counted <= 1 else None  # one who died alone is known by all that is told of them
    told = [who for s in dead for who in (s.pair or ((s.person,) if s.person.first != s.first else ()))]  # not "they were killed"
    gone = [whole[0].whole or whole[0].person] if whole else told
    besides = not any(s.person.further for s in dead)
    several = besides and counted > 1  # "a fourth man was shot"
    alive = [
        s
        for s in hurt
        if not any(s.person.may_be(other) for other in gone)
        or _another(s, dead)
        or (several and s.person.further)
        or (besides and _besides_them(s))
    ]
    enough = _SECTIONS[0 if whole else 1 if counted else deadly]
    rest = [s for s in alive if s.section in enough] if deadly == KILLED else alive
    if deadly:  # "another was wounded": another than the one who died
        rest = [s._replace(person=s.person._replace(further=False)) for s in rest]
    if not any(s.section in enough for s in rest):
        return [], 0
    one = _one(rest)
    return (one, 1) if one else (_two(rest) or [], 2)


def _another(sighting: Sighting, dead: Sequence[Sighting]) -> bool:
    """ "A teen was killed and *a child* was hurt": one whom the sentence of a death mentions for the first time."""
    tokens, person = sighting.scene.tokens, sighting.person
    new = not person.pronoun and clause.bare(tokens[person.first]) in persons.words(sighting.scene.pack.lang).indefinite
    beside = (s.person for s in dead if s.scene is sighting.scene and not s.several and not s.person.pronoun)
    return new and any(other.last <= person.first or person.last <= other.first for other in beside)


def _besides_them(sighting: Sighting) -> bool:
    """ "*Another teen* was shot": no one of those told of before, as "a second suspect" may be."""
    another = persons.words(sighting.scene.pack.lang).grammar["another"]
    first, last = sighting.person.first, sighting.person.last
    return last <= sighting.first and any(clause.bare(token) in another for token in sighting.scene.tokens[first:last])


def _one(seen: Sequence[Sighting]) -> list[Sighting] | None:
    """The sightings, each with all that is told of the person, if all may be of one.

    What is recalled from before counts only where nothing else is told.
    """
    current = [s for s in seen if not tallies.recalled(s.when, s.scene.reference)] or list(seen)
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


def _than_the_doer(sighting: Sighting) -> bool:
    """ "They arrested a man after a shooting that left *another man* dead": the first who is sighted is another than one who is not."""
    people = persons.read(sighting.scene) if _besides_them(sighting) else []
    return any(p.last <= sighting.person.first and not p.pronoun for p in people)


def _of_lead(seen: Sequence[Sighting], lead: Sequence[Scene]) -> list[Sighting] | None:
    """The sightings of the only one whom the beginning of an article tells of, where all others are told of later and elsewhere."""
    first = _one([s for s in seen if any(s.scene is scene for scene in lead)])
    return _alone_of(first[0].whole or first[0].person, seen) if first else None


def _of_headline(seen: Sequence[Sighting], titled: Sequence[Sighting]) -> list[Sighting] | None:
    """The same for the only one whom a headline tells of, of whom it tells more than that it is a person ("Boy, 6, dies after fall")."""
    first = _one(titled)
    person = first[0].whole or first[0].person if first else None
    if person is None or not person.identity():
        return None
    return _alone_of(person, [s for s in seen if not tallies.recalled(s.when, s.scene.reference)])


def _titles(scene: Scene) -> bool:
    return scene.statement.kind == "title"


def _alone_of(person: Person, seen: Sequence[Sighting]) -> list[Sighting] | None:
    """The sightings that may be of a person, where nothing joins the others to them."""
    same = _one([s for s in seen if person.may_be(s.person)])
    beside = {id(s.scene) for s in same or ()}
    others = [s for s in seen if not person.may_be(s.person)]
    joined = (s.several or s.own or s.person.further or s.person.acting or s.person.pronoun or id(s.scene) in beside for s in others)
    return None if any(joined) else same


def _two(seen: Sequence[Sighting]) -> list[Sighting] | None:
    """The sightings of two persons if all may be of the same two: "a man and a woman were killed", "killed his wife and himself"."""
    current = [s for s in seen if not tallies.recalled(s.when, s.scene.reference)] or list(seen)
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


def _real(sighting: Sighting) -> bool:
    scene, first, last = sighting.scene, sighting.first, sighting.last
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    cues = scene.assertion.cues
    if sighting.fact:  # "will not be charged in *the death of* a boy", but "planned *the murder of* the mayor"
        near = scene.tokens[max(0, first - NEAR)].start
        return not any(near <= cue.start < end and cue.scope_start < end and start < cue.scope_end for cue in cues)
    if any(_overlaps(cue, start, end) for cue in cues):  # "*expected* to survive", "did *not* survive": what happened is a fact
        return not any(cue.scope_start < end and start < cue.scope_end for cue in cues if not _overlaps(cue, start, end))
    if scene.polarity(start, end) is not Polarity.ASSERTED:
        return False
    return scene.modality(start, end) is Modality.ACTUAL or _is_fact(sighting, start, end)


def _is_fact(sighting: Sighting, start: int, end: int) -> bool:
    """Whether all that is uncertain is who did it ("accused of killing *a man*"), or what is told of it behind ("died from an
    *apparently* accidental shot")."""
    scene, lang = sighting.scene, sighting.scene.pack.lang
    cues = [cue for cue in scene.assertion.cues if cue.scope_start < end and start < cue.scope_end]
    suffered = sighting.person.first >= sighting.last  # the person is the object of what was done
    for cue in cues:
        inside = {clause.bare(token) for token in scene.tokens if cue.start <= token.start < cue.end}
        blamed = suffered and not inside.isdisjoint(wounds.table(lang, "blamed"))
        if not blamed and not (cue.start >= end and not inside.isdisjoint(wounds.table(lang, "guessed"))):
            return False
    return bool(cues)


def _overlaps(cue: Cue, start: int, end: int) -> bool:
    return cue.start < end and start < cue.end


def _deadly(scene: Scene) -> bool:
    deadly = persons.words(scene.pack.lang).grammar["deadly"]
    return any(token.lower in deadly for token in scene.tokens) and silences.tells(scene, "death")


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
