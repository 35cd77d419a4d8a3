"""One person, told without a number: "a man was shot dead", "la mort d'un cycliste", "the 17-year-old is in critical condition".

What an article tells of single persons is read as a whole: mentions that may be of one person are one, and only an article that tells of
one alone counts one, or of two alone two. Where it gives a figure or tells of several, a single person is a part and says nothing of how
many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice

from factcheck.claims import accounts, background, clause, living, members, multiples, persons, sightings, silences, sums, tallies, wounds
from factcheck.claims.accounts import Account
from factcheck.claims.persons import Person
from factcheck.claims.scene import Scene
from factcheck.claims.sightings import Sighting
from factcheck.model import Claim, Cue, Modality, Polarity

NEAR = 3  # words before a noun that tells of a death, which may deny it
LEAST = 3  # statements of an article whose silence tells something
LISTED = 200  # persons of one article; one that tells of more lists them


def read(scenes: Sequence[Scene], counted: Iterable[Claim], headline: Sequence[Scene] = ()) -> Iterator[Claim]:
    """The claims of single persons of an article; ``counted``: its claims with figures; ``headline``: its title, outside its text."""
    scenes = persons.by_whole_names(scenes)
    every = list(islice((s for scene in scenes for s in sightings.read(scene) if _real(s) and not _of_many(s)), LISTED))
    frames = dict(background.told_before(scenes)) if every else {}  # "A similar crash happened in April last year. *A boy died.*"
    seen = [s if s.when else s._replace(when=frames.get(tallies.statement(s.scene))) for s in every]
    told = any(_of_incident(s.scene) for s in seen) or any(map(_of_incident, (*headline, *scenes[: tallies.LEAD])))
    figures = tallies.current(counted, scenes, seen)
    people = sums.people(tallies.nouns(scenes))
    figures["shot"] = [c for c in (*figures["shot"], *tallies.struck(figures, scenes)) if people.issuperset(c.subject)]  # no rounds
    titled = [s for scene in headline or scenes[:1] if _titles(scene) for s in sightings.read(scene) if s.role == "killed" and _real(s)]
    joined = dict(tallies.joined(figures, scenes)) | dict(tallies.with_others(figures, seen))
    account = Account(figures, scenes, seen, told, titled, joined)
    killed = account.of("killed")
    sums_ = list(sums.of_people(account.figures, int(any(s.own for s in killed)), account.joined, tallies.nouns(scenes)))
    certain = told or any(s.section != "died" for s in seen)
    one = (
        (accounts.of_one(killed) or accounts.of_lead(killed, scenes[: tallies.LEAD]) or accounts.of_headline(killed, titled))
        if certain
        else None
    )
    named = [c for scene in scenes for c in multiples.read(scene)]
    figures["shot"] += sums.alike(c for c in named if c.role == "shot") if not figures["shot"] else []
    dead: list[Claim] = []
    two = accounts.of_two(killed) if certain and not account.figures["killed"] else None
    if certain and not account.figures["killed"]:
        several = sums.alike(c for c in named if c.role == "killed")[: accounts.MOST]
        dead = several or [accounts.claim_of(sighting, 2 if two else 1) for sighting in accounts.clearest(two or one or ())]
    hurt = list(living.in_all(account, two or one or (), 2 if two else 1))
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
    told = sums.alike(figures["killed"]) or dead or figures["killed"]
    gone = _gone(account, int(sums.most(told)))
    titled = (s for scene in headline for s in sightings.read(scene) if s.role == "injured" and _may_be_dead(s, killed))
    beside = {id(s.scene) for s in (*gone, *titled)}
    whole = accounts.of_one(killed) if sums.most(told) <= 1 else None
    called = frozenset(word for s in whole or () for word in _words(s))
    now = {id(s) for s in accounts.of_now(account.seen)}
    alive = [s for s in account.of("injured") if s not in gone and id(s) in now]

    def of_the_dead(scene: Scene) -> bool:
        return id(scene) in beside or bool(whole and _of_the_only(scene, whole[0].whole or whole[0].person, called))

    yield from silences.nobody_hurt(figures, told, alive, of_the_dead, (*headline, *account.scenes), called)


def _gone(account: Account, died: int) -> list[Sighting]:
    """The sightings of those who were hurt and may be the dead: of the only one who died; "they were shot", and no more persons who were
    shot than have died, where several have."""
    hurt, killed = account.of("injured"), account.of("killed")
    if died <= 1:
        return [s for s in hurt if _may_be_dead(s, killed)]
    shot = [s for s in hurt if s.section == "shot" and not s.several]
    few = accounts.at_most(shot, died)
    return [
        s
        for s in hurt
        if s.section != "injured" and (s.several or (few and s in shot) or silences.tells(s.scene, "death") or _may_be_dead(s, killed))
    ]


def _of_the_only(scene: Scene, dead: Person, called: Set[str]) -> bool:
    """Whether a scene tells of nobody but the only one who died: "he was in critical condition", "officers found an injured *boy*"."""
    people = persons.read(scene)
    if not people:
        return not dead.name.isdisjoint(scene.bares)
    return all(_is_the_only(scene, person, dead, called) for person in people)


def _is_the_only(scene: Scene, person: Person, dead: Person, called: Set[str]) -> bool:
    known = persons.words(scene.pack.lang)
    inside = {clause.bare(token) for token in scene.tokens[person.first : person.last]} & known.nouns.keys()
    noun = bool(inside) and inside <= called | known.grammar["anyone"]
    same = person.pronoun or noun or 0 <= person.age == dead.age or bool(person.name & dead.name)
    return same and not (person.further or person.acting) and person.may_be(dead) and not person.is_of_other_years(dead)


def _words(sighting: Sighting) -> Iterator[str]:
    return (clause.bare(token) for token in sighting.scene.tokens[sighting.person.first : sighting.person.last])


def _may_be_dead(sighting: Sighting, killed: Sequence[Sighting]) -> bool:
    whole, person = accounts.of_one(killed), sighting.person
    known = persons.words(sighting.scene.pack.lang)
    new = clause.bare(sighting.scene.tokens[person.first]) in known.indefinite
    named = [s for s in killed if not s.person.pronoun]
    anyone = persons.words(sighting.scene.pack.lang).grammar["anyone"].intersection(_words(sighting))
    if new and not anyone and named and all(clause.bare(s.scene.tokens[s.person.first]) in known.possessive for s in named):
        return False  # "A man was hurt. *His* passenger died."
    alone = not sighting.several and not person.further
    dead = (whole[0].whole or whole[0].person) if whole else None
    return bool(dead and alone and person.may_be(dead) and not person.is_of_other_years(dead))


def _titles(scene: Scene) -> bool:
    return scene.statement.kind == "title"


def _real(sighting: Sighting) -> bool:
    scene, first, last = sighting.scene, sighting.first, sighting.last
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    cues = scene.assertion.cues
    if sighting.fact:  # "will not be charged in *the death of* a boy", but "planned *the murder of* the mayor"
        near = scene.tokens[max(0, first - NEAR)].start
        return not any(near <= cue.start < end and cue.scope_start < end and start < cue.scope_end for cue in cues)
    if _in_relative_clause(sighting):  # "the name of a woman *who was hurt* was not released"
        cues = tuple(cue for cue in cues if cue.start < end)
        if not any(cue.scope_start < end and start < cue.scope_end for cue in cues):
            return True
    if any(_overlaps(cue, start, end) for cue in cues):  # "*expected* to survive", "did *not* survive": what happened is a fact
        return not any(cue.scope_start < end and start < cue.scope_end for cue in cues if not _overlaps(cue, start, end))
    if scene.polarity(start, end) is not Polarity.ASSERTED:
        return False
    return scene.modality(start, end) is Modality.ACTUAL or _is_fact(sighting, start, end)


def _in_relative_clause(sighting: Sighting) -> bool:
    """ "a woman *who* was hurt": whether a relative pronoun stands between a person and what happened to them."""
    relative, last = persons.words(sighting.scene.pack.lang).grammar["relative"], sighting.person.last
    return last < sighting.first and clause.bare(sighting.scene.tokens[last]) in relative


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


def _of_many(sighting: Sighting) -> bool:
    """ "Three children have been killed *in shootings*": several of whom no more is told than that there are such."""
    return sighting.several and not sighting.pair and members.at_many_times(sighting.scene, sighting.last)


def _overlaps(cue: Cue, start: int, end: int) -> bool:
    return cue.start < end and start < cue.end


def _of_incident(scene: Scene) -> bool:
    return not persons.words(scene.pack.lang).grammar["incident"].isdisjoint(scene.lowers)
